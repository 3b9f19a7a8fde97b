"""The cells of a dump: its lines, parted where tabs part them and joined where a mark stands alone between two parts of one."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sitegen.dumps import shapes
from sitegen.dumps.source import Line

# What stands alone in a line between two parts of one, as a page draws it that sets each part in an element of its own.
JOINT = re.compile(r"[·•∙⋅|,;/⋄◦–—-]")
CLOSE = frozenset(",;")


class Cell(NamedTuple):
    """What stands by itself: its text without the mark of an item, and the lines that it stands on.

    It is `first` where it begins the first of them, and `marked` where a bullet or a number stands before it.
    """

    text: str
    lines: tuple[Line, ...]
    first: bool = True
    marked: bool = False

    @property
    def links(self) -> tuple[str, ...]:
        """The web addresses that words of its lines lead to."""
        return tuple(link for line in self.lines for link in line.links)

    @property
    def opens(self) -> bool:
        """Whether something shows that it begins anew: a blank line above it, or the mark of an item."""
        return self.marked or (self.first and self.lines[0].gap)


def cells(lines: Sequence[Line], *, numbered: bool = False) -> list[Cell]:
    """The cells of some lines, in order; each line stands in one at least. `numbered` is whether numbers count its items."""
    found: list[Cell] = []
    joint = ""
    for line in lines:
        if JOINT.fullmatch(line.text) and found:
            found[-1] = found[-1]._replace(lines=(*found[-1].lines, line))
            joint = line.text
        elif joint:
            above = found[-1]
            between = f"{joint} " if joint in CLOSE else f" {joint} "
            found[-1] = above._replace(text=above.text + between + line.text, lines=(*above.lines, line))
            joint = ""
        else:
            found += _parted(line, numbered=numbered)
    return found


def _parted(line: Line, *, numbered: bool) -> Iterator[Cell]:
    for at, text in enumerate(line.cells or (line.text,)):
        bare = shapes.without_mark(text, numbered=numbered)
        yield Cell(bare, (line,), at == 0, bare != text)
