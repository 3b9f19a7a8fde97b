"""Drawings of numbers: where the marks of a chart lie, in the units of its view box. How they look is the theme's."""

from collections.abc import Mapping

from sitegen.records import Record

WIDTH, HEIGHT = 320, 96
HEAD, FOOT = 14, 16  # room for the counts above the bars and the years below
LABELS = 8  # so many years can stand side by side


class Bar(Record):
    """One bar: what it stands for and how many, its box, and the middle at which words stand; `label` "" where none fits."""

    key: str
    label: str
    count: int
    x: float
    y: float
    width: float
    height: float
    middle: float


class Chart(Record):
    """A bar chart in a view box of `width` by `height` units; `base` is how far down the bars stand."""

    width: int
    height: int
    base: int
    bars: tuple[Bar, ...]


def years(counts: Mapping[str, int]) -> Chart | None:
    """A chart of how many a year, from the first to the last year, years without any between; None for fewer than two years."""
    if len(counts) < 2:
        return None
    span = range(int(min(counts)), int(max(counts)) + 1)
    peak, step, every = max(counts.values()), WIDTH / len(span), -(-len(span) // LABELS)
    bars = tuple(
        _bar(str(year), counts.get(str(year), 0), peak, place, step, labelled=place % every == 0)
        for place, year in enumerate(span)
    )
    return Chart(width=WIDTH, height=HEIGHT, base=HEIGHT - FOOT, bars=bars)


def _bar(key: str, count: int, peak: int, place: int, step: float, *, labelled: bool) -> Bar:
    height = round((HEIGHT - HEAD - FOOT) * count / peak, 1)
    gap = step * 0.2
    return Bar(
        key=key,
        label=key if labelled else "",
        count=count,
        x=round(place * step + gap / 2, 1),
        y=round(HEIGHT - FOOT - height, 1),
        width=round(step - gap, 1),
        height=height,
        middle=round((place + 0.5) * step, 1),
    )
