"""The cells of a dump: its lines, parted where tabs part them and joined where a mark shows that they are one.

A page that sets each part of a line in an element of its own is copied in several lines; the mark between two parts stands
alone, ends the first or starts the second:

    Ada Example             Ada Example,            Paper
    ,                       Ben Sample,             •
    Ben Sample              Cy Probe                2205.14135
"""

import re
from collections.abc import Container, Iterator, Sequence
from typing import NamedTuple

from sitegen.dumps import byline, details, labels, shapes
from sitegen.dumps.source import Line

# What stands alone in a line between two parts of one, as a page draws it that sets each part in an element of its own.
JOINT = re.compile(r"[·•∙⋅|,;/⋄◦–—-]")
CLOSE = (",", ";")
# What ends a line that goes on, and starts one that the line above goes on with; bullets start other lines, too.
ENDS, STARTS = ("|", "·", "∙", "⋅"), (*CLOSE, "|")
# What is counted stands above its number where a page sets both in boxes.
COUNTED, NUMBER = (
    re.compile(r"(?i:citations?|times cited|cited by|zitationen|citas|citações|citazioni|被引频次|被引用数)"),
    re.compile(r"\d[\d,.]*"),
)
# How each name looks that a comma parts from the next one.
NAME = 0.2
LONGEST_NAME = 60
# How many columns tell a venue, its citations and its year.
CITED = 3
# A date, whose day is no number of an item.
DAY_FIRST = re.compile(r"\d{1,2}\. [^\W\d_]+\.? (?:19|20)\d\d(?=\Z|\s?[|·•,;–—-])")


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
    def gap(self) -> bool:
        """Whether a blank line stands above it, or an item of a saved page starts with it."""
        return self.first and self.lines[0].gap


def cells(lines: Sequence[Line], *, numbered: Container[str] = ()) -> list[Cell]:
    """The cells of some lines, in order; each line stands in one at least. `numbered` is how numbers count its items."""
    found: list[Cell] = []
    for joined in _joined(lines):
        *before, last = _parted(joined[0], numbered=numbered)
        texts = [last.text, *(line.text for line in joined[1:])]
        whole = "".join(text if text.startswith(CLOSE) else f" {text}" for text in texts).strip()
        found += [*before, last._replace(text=whole, lines=tuple(joined)) if joined[1:] else last]
    return found


def _joined(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines that are one each."""
    together: list[Line] = []
    for at, line in enumerate(lines):
        if together and not _goes_on(together, line) and not _is_count(lines[max(0, at - 2) : at + 1]):
            yield together
            together = []
        together.append(line)
    if together:
        yield together


def _is_count(lines: Sequence[Line]) -> bool:
    """Whether the last of some lines is the number of what the one above it counts; its own number may stand above that."""
    *before, above, line = lines
    counts = COUNTED.fullmatch(above.text) and NUMBER.fullmatch(line.text) and not line.gap
    return bool(counts and not any(NUMBER.fullmatch(one.text) for one in before))


def _goes_on(together: Sequence[Line], line: Line) -> bool:
    above = together[-1]
    if JOINT.fullmatch(line.text) or (len(together) > 1 and JOINT.fullmatch(above.text)):
        return True
    if line.gap or line.cells or above.cells or JOINT.fullmatch(above.text):
        return False
    if above.text.startswith("|") or (above.text.endswith("|") and line.text.startswith("|")):
        return False
    if above.text.endswith(ENDS) or line.text.startswith(STARTS):
        return True
    return above.text.endswith(CLOSE) and _is_name(above.text) and _is_name(line.text)


def _is_name(text: str) -> bool:
    """Whether a line is one name, perhaps with a comma."""
    bare = text.strip(",; ")
    return len(bare) <= LONGEST_NAME and not set(bare) & set(CLOSE) and byline.likeness(bare, byline.Known()) >= NAME


def _parted(line: Line, *, numbered: Container[str]) -> Iterator[Cell]:
    for at, text in enumerate(_cited(line.cells) or _with_labels(line.cells) or (line.text,)):
        bare = text if DAY_FIRST.match(text) else shapes.without_mark(text, numbered)
        yield Cell(bare, (line,), at == 0, bare != text)


def _cited(cells: Sequence[str]) -> list[str]:
    """Cells that say together where a paper appeared, how often it was cited, and its year; none where they do not."""
    if len(cells) != CITED or not details.COLUMNS.fullmatch(together := "\t".join(cells)):
        return []
    said = details.read(together)
    return [together] if said and said.details.venue and not said.rest else []


def _with_labels(cells: Sequence[str]) -> list[str]:
    """Cells, those that hold no more than a label joined to what it stands before ("Comments:	12 pages")."""
    found: list[str] = []
    for cell in cells:
        if found and found[-1].endswith((":", "：")) and (label := labels.read(found[-1])) and label.at == len(found[-1]):
            found[-1] = f"{found[-1]} {cell}"
        else:
            found.append(cell)
    return found
