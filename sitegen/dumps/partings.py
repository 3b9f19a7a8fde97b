"""Lines that may hold several parts of an entry: where each may be parted.

    Warm Starts for Slow Networks - Ada Example, Ben Sample - NeurIPS 2023
    Warm Starts for Slow Networks (Ada Example, Ben Sample, 2023)

The marks between the parts are the same in all entries of a page; but titles and names hold some of them, too. So a line has
every stretch from one mark to another as a cell that may be, and what repeats in the page tells which of them are
(`induction.parted`). The same holds where text is wrapped: a line that fills the width by chance is joined with the next one,
though it is a title, and that its byline.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from sitegen.dumps.cells import Cell

# The marks that part a line, by what they are.
MARK = re.compile(
    r"(?P<dash>\s[–—-]\s)|(?P<sign>\s(?:[|·•/]|//)\s)|(?P<by>\sby\s(?=[^\W\d_a-z]))|(?P<stop>(?<=[^\W\d_]{2}[.?!])\s(?=\W?[^\W_]))|(?P<colon>:\s)|(?P<bracket>\s\()"
)
# A mark that so many lines have is the page's own; so many lines have to show it, of so many that are long enough.
COMMON, FEWEST = 0.7, 3
# What is shorter holds no title with something beside it; what is longer or has more pieces, no entry.
SHORTEST, LONGEST, MOST_PIECES = 25, 600, 9
# So many seams of a wrapped line are looked at.
FEW_SEAMS = 3
# What it costs that a mark which parts the lines of a page stands within a part, and that a line was joined that is two.
MERGED, SEAM = 1.0, 2.0


class Stretch(NamedTuple):
    """A cell that a line may have: from its piece `first` up to the one before `last`; `cost` is how much speaks against it."""

    first: int
    last: int
    cell: Cell
    cost: float = 0.0


def by_marks(cells: Sequence[Cell]) -> Mapping[int, Sequence[Stretch]]:
    """The stretches of each cell that the page's marks part, by its place; none where its lines have no marks in common."""
    long = {at: cell for at, cell in enumerate(cells) if SHORTEST <= len(cell.text) <= LONGEST}
    marks = {at: list(MARK.finditer(cell.text)) for at, cell in long.items()}
    counts = Counter(kind for found in marks.values() for kind in {mark.lastgroup for mark in found})
    common = {kind for kind, count in counts.items() if count >= max(FEWEST, COMMON * len(long))}
    parted = {at: [mark for mark in found if mark.lastgroup in common] for at, found in marks.items()}
    spans = {at: [mark.span() for mark in found] for at, found in parted.items() if 0 < len(found) < MOST_PIECES}
    return {
        at: [one._replace(cost=MERGED * (one.last - one.first - 1)) for one in _stretches(cells[at], found)]
        for at, found in spans.items()
    }


def by_seams(cells: Sequence[Cell]) -> Mapping[int, Sequence[Stretch]]:
    """The stretches of each cell that was wrapped, by its place: it may end behind its first lines, and before its last."""
    seams = {at: found for at, cell in enumerate(cells) if (found := _seams(cell))}
    return {
        at: [one._replace(cost=SEAM * (one.first > 0)) for one in _stretches(cells[at], found)] for at, found in seams.items()
    }


def _seams(cell: Cell) -> list[tuple[int, int]]:
    """Where a cell may be parted that was wrapped, as the end of one part and the start of the next."""
    line = cell.lines[0]
    before = len(line.text) - len(cell.text)
    if len(cell.lines) > 1 or not line.text.endswith(cell.text):
        return []
    seams = [seam - before for seam in line.seams if seam > before]
    return [(seam, seam) for seam in (seams if len(seams) <= FEW_SEAMS else [*seams[: FEW_SEAMS - 1], seams[-1]])]


def _stretches(cell: Cell, marks: Sequence[tuple[int, int]]) -> Iterator[Stretch]:
    """Every stretch of a cell from one mark to another, those that begin first first."""
    starts, ends = [0, *(end for _, end in marks)], [*(start for start, _ in marks), len(cell.text)]
    for first, start in enumerate(starts):
        for last, end in enumerate(ends[first:], first + 1):
            text = _balanced(cell.text[start:end].strip())
            part = cell._replace(text=text, first=cell.first and not first, marked=cell.marked and not first)
            yield Stretch(first, last, part)


def _balanced(text: str) -> str:
    """A text without the bracket at its end that opens before it; a bracket that is all of a text stays."""
    bare = text.rstrip(".")
    return bare[:-1].rstrip() or text if bare.endswith(")") and bare.count("(") < bare.count(")") else text
