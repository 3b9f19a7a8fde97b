"""Headings of a page that say something of all papers below them, until the next one: a year, a kind of publication.

    2023
    A Title of a Paper
    …
    Journal articles
    …

No heading comes twice in turn; where such lines do, or each paper has one, they are the papers' own.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import compress, pairwise

from sitegen.dumps.cells import Cell
from sitegen.dumps.details import Details
from sitegen.dumps.headings import Heading, heading
from sitegen.dumps.parts import BESIDE, HEADING, TITLE, Weighed

# A menu and the list below it have one name; what stands there more often is no heading.
MOST_MENUS = 2
# In so many of the headings years may begin anew, as they do where the next section begins.
FEW_SECTIONS = 0.25


def find(cells: Sequence[Cell], parts: Sequence[str]) -> dict[int, Details]:
    """What headings say, by the place of their line in the dump; `parts` is what each cell is likely to be."""
    titles = parts.count(TITLE)
    alone = {
        at: said for at, cell in enumerate(cells) if cell.first and not cell.lines[0].cells and (said := heading(cell.text))
    }
    again = Counter(cells[at].text for at in alone)  # what stands with each paper and says nothing heads none
    alone = {at: said for at, said in alone.items() if said != Heading() or again[cells[at].text] <= MOST_MENUS}
    bounds = [
        at for years in (True, False) for at in _that_head([at for at, one in alone.items() if bool(one.year) is years], parts)
    ]
    alone = {at: alone[at] for at in sorted(bounds)}
    years = {at: Details(date=said.year) for at, said in alone.items() if said.year}
    kinds = {at: Details(type=said.type, note=said.note) for at, said in alone.items() if said.type or said.note}
    found: dict[int, Details] = {}
    if len(years) < titles and _in_turn([said.date or "" for said in years.values()]):
        found |= years
    times = Counter(cells[at].text for at in kinds)
    once = {at: said for at, said in kinds.items() if times[cells[at].text] == 1}
    if len(once) < len(kinds):  # each paper has its own; a heading is of several
        once = {at: said for at, said in once.items() if cells[at].text.endswith("s")}
    if len(once) < titles:
        found |= once
    return {cells[at].lines[0].at: said for at, said in found.items()}


def _that_head(places: Sequence[int], parts: Sequence[str]) -> Iterator[int]:
    """Those places of lines of one kind that head something: a title is between each and the next; in a menu there is none."""
    bounds = [0, *places, len(parts)]
    titled = [TITLE in parts[above:below] for above, below in pairwise(bounds)]
    titled[0] = titled[-1] = True
    return compress(places, map(all, pairwise(titled)))


def with_headings(
    cells: Sequence[Cell], options: Sequence[Sequence[Weighed]], headings: Mapping[int, Details]
) -> list[list[Weighed]]:
    """What each cell can be: a heading nothing else."""
    return [
        [Weighed(BESIDE, 0.0), Weighed(HEADING, 0.0)] if cell.lines[0].at in headings else list(ways)
        for cell, ways in zip(cells, options, strict=True)
    ]


def _in_turn(years: Sequence[str]) -> bool:
    """Whether years only fall or only rise, but for where the next section begins."""
    falls = sum(before > after for before, after in pairwise(years))
    rises = sum(before < after for before, after in pairwise(years))
    return falls + rises == len(years) - 1 and min(falls, rises) <= FEW_SECTIONS * len(years)
