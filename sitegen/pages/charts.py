"""Drawings of numbers: where the marks of a chart lie, in the units of its view box. How they look is the theme's."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from math import sqrt

import squarify

from sitegen.records import Record

WIDTH, HEIGHT = 272, 96
HEAD, FOOT = 16, 18  # room for the counts above the bars and the years below
DIGIT = 6.5  # the width of a digit in a text that is 11 units high, the largest that the labels are made for
WIDEST = 40  # a bar is no wider, however few there are
LEAST = 1  # nor is it lower, so that a year with one paper is seen beside one with a thousand
# Every so many years one may be labelled.
ROUND = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)

# A drawing of people: its width, how far its nodes stand from the one in the middle at most, how large that one is, and how
# many letters of a text 12 units high there is room for beside a node.
ACROSS, REACH, MIDDLE, LETTERS = 320, 46, 11, 15
PITCHES = (30, 44)  # the least and the most room from one name to the next: two lines of text fit
ROOMY = 160  # so high a drawing needs no more room between names

Place = tuple[float, float]


class Part(Record):
    """The part of a bar that one layer has: which layer, counted from 0 at the bottom, how many, and where it lies."""

    layer: int
    count: int
    y: float
    height: float


class Bar(Record):
    """One bar: what it stands for and how many, its box, its parts from the bottom, and the middle at which words stand.

    `label` and `figure` are the key and the count as words, "" where there is no room for them beside their neighbours.
    """

    key: str
    label: str
    count: int
    figure: str
    x: float
    y: float
    width: float
    height: float
    middle: float
    parts: tuple[Part, ...]


class Chart(Record):
    """A bar chart in a view box of `width` by `height` units; `base` is how far down the bars stand."""

    width: int
    height: int
    base: int
    bars: tuple[Bar, ...]


class Box(Record):
    """A box of a treemap, in percent of the whole's width and height."""

    x: float
    y: float
    width: float
    height: float


NOTHING = Box(x=0.0, y=0.0, width=0.0, height=0.0)


class Line(Record):
    """A line of a drawing as the `d` of an SVG path, and how wide it is to be drawn."""

    path: str
    width: float


class Node(Record):
    """A person in a drawing of people: a circle, and where a line of text begins ("start") or ends ("end") beside it."""

    x: float
    y: float
    radius: float
    label_x: float
    label_y: float
    side: str


class Network(Record):
    """A person's co-authors in a view box of `width` by `height` units, the person themselves in the middle.

    `spokes` lead from the middle to each of the `nodes`, `ties` from one of those to another.
    """

    width: int
    height: int
    x: float
    y: float
    radius: float
    nodes: tuple[Node, ...]
    spokes: tuple[Line, ...]
    ties: tuple[Line, ...]


def years(counts: Mapping[str, Sequence[int]], width: int = WIDTH, height: int = HEIGHT) -> Chart | None:
    """A chart of how many papers a year has, from the first year to the last; None for fewer than two years.

    `counts` are a year's papers by layer, the bottom one first, as many layers for each year. A year between without papers
    is a bar without height. The view box is as wide as the place that the chart is made for has pixels.
    """
    if len(counts) < 2:
        return None
    span = range(int(min(counts)), int(max(counts)) + 1)
    step, peak = width / len(span), max(map(sum, counts.values()))
    every, margin = _rhythm(step), 2 * DIGIT
    bars = []
    for place, year in enumerate(span):
        middle = (place + 0.5) * step
        labelled = year % every == 0 and margin <= middle <= width - margin
        bars.append(_bar(f"{year:04}", counts.get(f"{year:04}", ()), peak, middle, step, height, labelled=labelled))
    return Chart(width=width, height=height, base=height - FOOT, bars=tuple(bars))


def areas(counts: Sequence[int], width: float, height: float) -> tuple[Box, ...]:
    """A box for each count, in their order, with that part of a whole of the given shape: a squarified treemap.

    Source: Bruls, Huizing, van Wijk, "Squarified Treemaps" (2000).
    """
    order = sorted((place for place, count in enumerate(counts) if count), key=lambda place: -counts[place])
    sizes = squarify.normalize_sizes([counts[place] for place in order], width, height)
    boxes = [_box(**one, width=width, height=height) for one in squarify.squarify(sizes, 0, 0, width, height)]
    placed = dict(zip(order, boxes, strict=True))
    return tuple(placed.get(place, NOTHING) for place in range(len(counts)))


def network(weights: Sequence[int], ties: Mapping[tuple[int, int], int]) -> Network:
    """A drawing of a person's co-authors: `weights` are the papers that each wrote with the person, `ties` with each other.

    They stand on an oval in two columns, those who are tied next to each other; the nodes come in the order of the weights.
    It reads well with 14 of them at most. A name of more than LETTERS letters needs two lines, for which there is room.
    """
    rows, heaviest, thickest = -(-len(weights) // 2), max(weights, default=1), max(ties.values(), default=1)
    pitch = min(max(ROOMY // max(rows, 1), PITCHES[0]), PITCHES[1])
    middle = (ACROSS / 2, rows * pitch / 2)
    places = dict(zip(_ring(len(weights), ties), _oval(len(weights), *middle, pitch), strict=True))
    return Network(
        width=ACROSS,
        height=rows * pitch,
        x=middle[0],
        y=middle[1],
        radius=MIDDLE,
        nodes=tuple(_node(*places[which], weight / heaviest) for which, weight in enumerate(weights)),
        spokes=tuple(_line(middle, places[which], middle, weight / heaviest) for which, weight in enumerate(weights)),
        ties=tuple(_line(places[one], places[two], middle, weight / thickest) for (one, two), weight in sorted(ties.items())),
    )


def _rhythm(step: float) -> int:
    """Every how many years one can be labelled, so that labels stand apart at round years."""
    return next(size for size in ROUND if size * step >= 5 * DIGIT)


def _bar(key: str, layers: Sequence[int], peak: int, middle: float, step: float, height: int, *, labelled: bool) -> Bar:
    count, base = sum(layers), height - FOOT
    width = min(step * 0.8, WIDEST)
    tall = max((base - HEAD) * count / peak, LEAST) if count else 0
    tops = [round(base - tall * below / count, 1) if count else base for below in accumulate(layers, initial=0)]
    parts = tuple(
        Part(layer=layer, count=size, y=tops[layer + 1], height=round(tops[layer] - tops[layer + 1], 1))
        for layer, size in enumerate(layers)
        if size
    )
    return Bar(
        key=key,
        label=key if labelled else "",
        count=count,
        figure=str(count) if count and len(str(count)) * DIGIT <= step else "",
        x=round(middle - width / 2, 1),
        y=tops[-1],
        width=round(width, 1),
        height=round(base - tops[-1], 1),
        middle=round(middle, 1),
        parts=parts,
    )


def _box(x: float, y: float, dx: float, dy: float, width: float, height: float) -> Box:
    left, right, top, bottom = (round(100 * edge, 2) for edge in (x / width, (x + dx) / width, y / height, (y + dy) / height))
    return Box(x=left, y=top, width=round(right - left, 2), height=round(bottom - top, 2))


def _ring(size: int, ties: Mapping[tuple[int, int], int]) -> Iterator[int]:
    """An order in which each stands next to those whom most ties bind to it, and to the last ones before it."""
    bonds = Counter(ties) + Counter({(two, one): weight for (one, two), weight in ties.items()})
    pull = dict.fromkeys(range(size), 0.0)
    while pull:
        last = min(pull, key=lambda one: (-pull[one], one))
        del pull[last]
        pull = {one: before / 2 + bonds[last, one] for one, before in pull.items()}
        yield last


def _oval(size: int, x: float, y: float, pitch: int) -> list[Place]:
    """Places on an oval around a point, clockwise in two columns, from the middle of the right one."""
    left, right = size // 2, size - size // 2
    places = []
    for side, rows in ((1, right), (-1, left)):
        heights = [(row - (rows - 1) / 2) * pitch for row in range(rows)][::side]
        places += [(x + side * REACH * sqrt(1 - height * height / (2 * y * y)), y + height) for height in heights]
    return places[right // 2 :] + places[: right // 2]


def _node(x: float, y: float, share: float) -> Node:
    radius = 3 + 5 * sqrt(share)
    side = 1 if x > ACROSS / 2 else -1
    return Node(
        x=round(x, 1),
        y=round(y, 1),
        radius=round(radius, 1),
        label_x=round(x + side * 13, 1),
        label_y=round(y + 4, 1),
        side="start" if side == 1 else "end",
    )


def _line(start: Place, end: Place, middle: Place, share: float) -> Line:
    """A line that bends towards the middle, more so when it is long."""
    (left, top), (right, bottom) = start, end
    bend = min(sqrt((right - left) ** 2 + (bottom - top) ** 2) / 250, 1)
    bent = [(one + two) / 2 * (1 - bend) + center * bend for one, two, center in zip(start, end, middle, strict=True)]
    first, second, third = (f"{round(x, 1):g} {round(y, 1):g}" for x, y in (start, bent, end))
    return Line(path=f"M{first}Q{second} {third}", width=round(1 + 3 * share, 1))
