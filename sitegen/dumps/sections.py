"""Headings of a page that say something of all papers below them, until the next one: a year, a kind of publication.

    2023
    A Title of a Paper
    …
    Journal articles
    …

No heading comes twice in turn; where such lines do, or each paper has one, they are the papers' own.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from sitegen.dumps.cells import Cell
from sitegen.dumps.details import Details
from sitegen.dumps.parts import BESIDE, HEADING, TITLE, Weighed

# In so many of the headings years may begin anew, as they do where the next section begins.
FEW_SECTIONS = 0.25
YEAR = re.compile(r"\W{0,3}(?P<year>(?:19|20)\d\d)\W{0,2}")
SURE = 2.0


def find(cells: Sequence[Cell], options: Sequence[Sequence[Weighed]], parts: Sequence[str]) -> dict[int, Details]:
    """What headings say, by the place of their line in the dump; `parts` is what each cell is likely to be."""
    titles = parts.count(TITLE)
    alone = [at for at, cell in enumerate(cells) if cell.first and not cell.lines[0].cells]
    years = {at: Details(date=match["year"]) for at in alone if (match := YEAR.fullmatch(cells[at].text))}
    kinds = {at: kind for at in alone if (kind := _kind(options[at]))}
    found: dict[int, Details] = {}
    if len(years) < titles and _in_turn([said.date or "" for said in years.values()]):
        found |= years
    if len(kinds) < titles and len(set(kinds.values())) == len(kinds):
        found |= kinds
    return {cells[at].lines[0].at: said for at, said in found.items()}


def with_headings(
    cells: Sequence[Cell], options: Sequence[Sequence[Weighed]], headings: Mapping[int, Details]
) -> list[list[Weighed]]:
    """What each cell can be: a heading nothing else."""
    return [
        [Weighed(BESIDE, 0.0), Weighed(HEADING, 0.0)] if cell.lines[0].at in headings else list(ways)
        for cell, ways in zip(cells, options, strict=True)
    ]


def _kind(ways: Sequence[Weighed]) -> Details | None:
    """The kind of publication that a cell names and nothing else."""
    found = next((one.found for one in ways if one.part == "type" and one.found and one.score >= SURE), None)
    return Details(type=found.details.type) if found and found.details.type and not found.rest else None


def _in_turn(years: Sequence[str]) -> bool:
    """Whether years only fall or only rise, but for where the next section begins."""
    falls = sum(before > after for before, after in pairwise(years))
    rises = sum(before < after for before, after in pairwise(years))
    return falls + rises == len(years) - 1 and min(falls, rises) <= FEW_SECTIONS * len(years)
