"""An entry drawn as a picture, a line for each of its lines: how formats say what a page looks like, and owners show it.

    number?
    title
    authors*
    venue, year
    "Show details"?
    skip
    abstract

A line may be missing where it ends in "?", and come several times where it ends in "*". What stands in quotes is furniture, and
a line of "skip" anything that is no part of a paper.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec

from sitegen.dumps import details
from sitegen.dumps.cells import Cell
from sitegen.dumps.layout import OTHER, RARELY, Layout, Slot
from sitegen.dumps.parts import BUTTONS, NAMES, NOTHING, NUMBER, TEXT, TITLE, Weighed, is_furniture

# The words for what a line of an entry is, and the part that each is.
WORDS: Mapping[str, str] = {
    "title": TITLE,
    "authors": NAMES,
    "abstract": TEXT,
    "number": NUMBER,
    "buttons": BUTTONS,
    "skip": OTHER,
    "venue": "venue",
    "year": "date",
    "date": "date",
    "volume": "venue",
    "issue": "venue",
    "pages": "venue",
    "publisher": "publisher",
    "citations": "count",
    "id": "identifier",
    "doi": "identifier",
    "arxiv": "identifier",
    "pmid": "identifier",
    "link": "identifier",
    "category": "category",
    "type": "type",
    "note": "note",
    "keywords": "keywords",
    "affiliation": "affiliation",
}
LINE = re.compile(r'(?P<what>"[^"]+"|[a-z]+(?:, ?[a-z]+)*)(?P<often>[?*]?)')
# In which share of the entries a line is that always is there, and one that may be missing.
ALWAYS, SOMETIMES = 0.97, 0.5
# How often a part comes several times that may.
SEVERAL = 0.5
# How natural it is that a line is what the picture says, where nothing else tells.
AS_SHOWN = -0.5
NUMBERS = re.compile(r"\d[\d,. ]*\*?")
# Fields that a line may give in any words.
FREE = frozenset(("venue", "publisher", "note", "volume", "issue", "pages"))
YEAR = re.compile(r"[,(\s]*\b(?P<year>(?:19|20)\d\d)\b[).\s]*$")


class Picture(NamedTuple):
    """An entry as somebody showed it: its layout, and the words for each slot's line."""

    layout: Layout
    words: tuple[tuple[str, ...], ...]


def read(text: str) -> Picture | str:
    """The picture of an entry; what is wrong with it, in words, where it is none."""
    slots, words = [], []
    for line in filter(None, map(str.strip, text.splitlines())):
        match = LINE.fullmatch(line)
        named = tuple(re.split(", ?", match["what"])) if match and not line.startswith('"') else ()
        unknown = [word for word in named if word not in WORDS]
        if not match or unknown:
            return f'"{unknown[0] if unknown else line}" is none of {", ".join(WORDS)}, nor furniture in quotes'
        part = WORDS[named[0]] if named else f"={match['what'][1:-1]}"
        slots.append(Slot(part, SOMETIMES if match["often"] == "?" else ALWAYS, SEVERAL if match["often"] == "*" else RARELY))
        words.append(named)
    if sum(slot.part == TITLE for slot in slots) != 1:
        return "an entry has one line `title`"
    return Picture(Layout(tuple(slots)), tuple(words))


def meant(cells: Sequence[Cell], options: Sequence[Sequence[Weighed]], picture: Picture) -> list[list[Weighed]]:
    """What each cell can be, with what the picture says that it means where a line alone says nothing, as a bare number."""
    words = {slot.part: names for slot, names in zip(picture.layout.slots, picture.words, strict=True) if names}
    return [
        [
            one._replace(found=_read(cell, words[one.part], one.part))
            if one.part in words and one.found and one.found.details == NOTHING
            else one
            for one in ways
        ]
        for cell, ways in zip(cells, options, strict=True)
    ]


def shown(cells: Sequence[Cell], options: Sequence[Sequence[Weighed]], picture: Picture) -> list[list[Weighed]]:
    """What each cell can be, with what the picture says of it though nothing else does."""
    return [[*ways, *_as_shown(cell, ways, picture)] for cell, ways in zip(cells, options, strict=True)]


def _as_shown(cell: Cell, ways: Sequence[Weighed], picture: Picture) -> Iterable[Weighed]:
    known = {one.part for one in ways}
    if any(is_furniture(part) for part in known):
        return
    for slot, words in zip(picture.layout.slots, picture.words, strict=True):
        if slot.part not in known and words and slot.part not in {NUMBER, BUTTONS, OTHER}:
            known.add(slot.part)
            yield Weighed(slot.part, AS_SHOWN, _read(cell, words, slot.part))


def _read(cell: Cell, words: Sequence[str], part: str) -> details.Found | None:
    """What a line says that is what the words say; None where it is the words of a title, a byline or an abstract."""
    if part in {TITLE, NAMES, TEXT}:
        return None
    text = cell.text
    said: dict[str, str | int] = {}
    year = YEAR.search(text)
    if year and {"year", "date"} & set(words):
        text, said["date"] = text[: year.start()], year["year"]
    rest = text.strip(" ,;·|-–—")
    if "citations" in words and (number := NUMBERS.fullmatch(rest)):
        said["citations"], rest = int(re.sub(r"\D", "", number[0])), ""
    first = next((word for word in words if word in FREE), None)
    if first and rest:
        said[first], rest = rest, ""
    return details.Found(msgspec.convert(said, details.Details), "labelled", AS_SHOWN, rest)
