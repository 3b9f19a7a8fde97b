"""An entry drawn as a picture, a line for each of its lines: how formats say what a page looks like, and owners show it.

    number?
    title
    authors*
    venue, year               # all on one line
    "Show details"?
    skip
    abstract

A line may be missing where it ends in "?", and come several times where it ends in "*". What stands in quotes is furniture, and
a line of "skip" anything that is no part of a paper. A "#" begins a comment. Where there is no line `abstract`, prose is the
entry's `note`, as in a letter, or an `excerpt` of the paper.
"""

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec

from sitegen.dumps import byline, details
from sitegen.dumps.cells import Cell
from sitegen.dumps.layout import OFTEN, OTHER, RARELY, Layout, Slot
from sitegen.dumps.parts import (
    BESIDE,
    BUTTONS,
    EXCERPT,
    HEADING,
    MOST,
    NAMES,
    NOTHING,
    NUMBER,
    SIGNED,
    TEXT,
    TITLE,
    UNKNOWN,
    Weighed,
    is_furniture,
)

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
    "excerpt": EXCERPT,
    "keywords": "keywords",
    "affiliation": "affiliation",
    "labelled": "labelled",
}
# The words for the fields that a line gives, by the field's name in Details.
FIELDS: Mapping[str, str] = {"isbn": "id", "links": "link"}
LINE = re.compile(r'(?P<what>"[^"]+"|[A-Za-z]+(?:\s*,\s*[A-Za-z]+)*)\s*(?P<often>[?*]?)')
COMMENT = re.compile(r"(?:^|\s)#(?=\s|$)[^\"]*$")
# In which share of the entries a line is that always is there, and one that may be missing.
ALWAYS, SOMETIMES = 0.97, 0.5
# How often a part comes several times that may, and how often at least where it is drawn so.
SEVERAL, SOMETIMES_SEVERAL = OFTEN, 0.1
# A part that is in fewer entries is drawn as one that may be missing.
NEARLY_ALWAYS = 0.9
# No entry has more lines that are told apart.
MOST_LINES = 60
LONGEST_WORD = 60
# How natural it is that a line is what the picture says, where nothing else tells.
AS_SHOWN = -0.5
NUMBERS = re.compile(r"\d[\d,. ]*\*?")
# The parts that are their words.
WORDED = frozenset((TITLE, NAMES, TEXT))
# The parts of which nothing more can be said than what they are.
AS_IT_IS = frozenset((*WORDED, EXCERPT, BUTTONS))
# What reads like prose is no title and no byline.
PROSE, PROSES = 0.5, frozenset((TEXT, "note", EXCERPT))
# Fields that a line may give in any words.
FREE = frozenset(("venue", "publisher", "note", "volume", "issue", "pages"))
YEAR = re.compile(r"[,(\s]*\b(?P<year>(?:19|20)\d\d)\b[).\s]*$")


class Picture(NamedTuple):
    """An entry as somebody showed it: its layout, and the words for each slot's line."""

    layout: Layout
    words: tuple[tuple[str, ...], ...]


class Fault(NamedTuple):
    """What is wrong with a text that should be a picture: in which of its lines (from 1), what, and what to do."""

    line: int
    message: str
    hint: str = ""


def read(text: str) -> Picture | Fault:
    """The picture of an entry, or what is wrong where it is none."""
    slots, words = [], []
    for number, line in enumerate(text.splitlines(), 1):
        if not (bare := COMMENT.sub("", line).strip()):
            continue
        found = _slot(bare)
        if isinstance(found, Fault):
            return found._replace(line=number)
        slots.append(found[0])
        words.append(found[1])
    if len(slots) > MOST_LINES:
        return Fault(1, f"shows {len(slots)} lines", f"show one entry of the page; none has more than {MOST_LINES} lines")
    titles = sum(slot.part == TITLE for slot in slots)
    if titles != 1:
        return Fault(
            1, f"shows {titles or 'no'} line{'s' if titles > 1 else ''} `title`", "an entry has one; give each line its own"
        )
    return Picture(Layout(tuple(slots)), tuple(words))


def misdrawn(text: str) -> Fault | None:
    """What is wrong with a text that should be a picture; None where it is one."""
    found = read(text)
    return found if isinstance(found, Fault) else None


def drawn(picture: Picture) -> str:
    """The text of a picture; what is furniture or stands in no words is drawn too, as far as a picture can show it."""
    lines = []
    for slot, words in zip(picture.layout.slots, picture.words, strict=True):
        if what := _what(slot.part, words):
            several = slot.again >= SOMETIMES_SEVERAL and slot.part in {NAMES, TEXT, OTHER}
            often = "*" if several else "?" if slot.share < NEARLY_ALWAYS and slot.part != TITLE else ""
            lines.append(what + often)
    return "\n".join(lines)


def _slot(line: str) -> tuple[Slot, tuple[str, ...]] | Fault:
    """The slot that a line of a picture draws, with its words; what is wrong with it where it draws none."""
    match = LINE.fullmatch(line)
    named = tuple(re.split(r"\s*,\s*", match["what"].lower())) if match and not line.startswith('"') else ()
    if unknown := [word for word in named if word not in WORDS] or ([] if match else [line]):
        return _unknown(unknown[0])
    if {"title", "authors"} <= {*named}:
        return Fault(0, f"shows title and authors on one line (`{line}`)", "sitegen cannot part them: put a line break there")
    part = WORDS[named[0]] if named else "=" + " ".join(line.strip('"?* ').split())
    if part == NAMES and named[1:]:
        part = SIGNED
    often = line[-1]
    return Slot(part, SOMETIMES if often == "?" else ALWAYS, SEVERAL if often == "*" else RARELY), named


def _unknown(word: str) -> Fault:
    """What to write in place of a word that is not known."""
    word = word[:LONGEST_WORD]
    close = [] if '"' in word else difflib.get_close_matches(word, WORDS, 1)
    hint = f"did you mean `{close[0]}`?" if close else f"words: {', '.join(WORDS)}; or furniture in quotes"
    return Fault(0, f"`{word}` is no word for a line of an entry", hint)


def _what(part: str, words: Sequence[str]) -> str:
    """A slot of a picture without how often it is there; "" where no picture shows it."""
    if part.startswith("="):
        return f'"{part[1:]}"' if '"' not in part else "skip"
    if words:
        return ", ".join(words)
    return drawn_part(part)


def drawn_part(part: str) -> str:
    """The usual word for a part; "" where there is none."""
    return next((word for word, known in WORDS.items() if known == part), "")


def meant(cells: Sequence[Cell], options: Sequence[Sequence[Weighed]], picture: Picture) -> list[list[Weighed]]:
    """What each cell can be, with what the picture says that it means where a line alone says nothing, as a bare number."""
    prose = _prose(picture)
    options = [[_as(prose, cell, one) for one in ways] for cell, ways in zip(cells, options, strict=True)] if prose else options
    named = zip(picture.layout.slots, picture.words, strict=True)
    words = {slot.part: names for slot, names in named if names and slot.part not in AS_IT_IS}
    return [
        [
            one._replace(found=_read(cell, words[one.part], one.part))
            if one.part in words and one.part not in {TITLE, NAMES, TEXT} and one.found and one.found.details == NOTHING
            else one
            for one in ways
        ]
        for cell, ways in zip(cells, options, strict=True)
    ]


def shown(cells: Sequence[Cell], options: Sequence[Sequence[Weighed]], picture: Picture) -> list[list[Weighed]]:
    """What each cell can be, with what the picture says of it though nothing else does."""
    signed = any(slot.part == SIGNED for slot in picture.layout.slots)
    options = [[_at_least(one) for one in ways] for ways in options]
    known = [ways if signed else [_signing(one) for one in ways] for ways in options]
    quoted = {slot.part for slot in picture.layout.slots if slot.part.startswith("=")}
    return [
        [*ways, *([Weighed(f"={cell.text}", MOST)] if f"={cell.text}" in quoted else _as_shown(cell, ways, picture))]
        for cell, ways in zip(cells, known, strict=True)
    ]


def _at_least(one: Weighed) -> Weighed:
    """A title or a byline is where the picture has one no less natural than what only the picture says to be one."""
    return one._replace(score=AS_SHOWN) if one.part in {TITLE, NAMES} and one.score < AS_SHOWN else one


def _signing(one: Weighed) -> Weighed:
    """A byline with details behind it is the picture's byline."""
    return one._replace(part=NAMES) if one.part == SIGNED else one


def _prose(picture: Picture) -> str | None:
    """What prose is in an entry that has no abstract."""
    parts = [slot.part for slot in picture.layout.slots]
    return None if TEXT in parts else next((part for part in parts if part in {"note", EXCERPT}), None)


def _as(prose: str, cell: Cell, one: Weighed) -> Weighed:
    """What a cell can be, where prose is a note or an excerpt."""
    if one.part != TEXT:
        return one
    if prose == "note":
        return Weighed(prose, one.score, details.Found(details.Details(note=cell.text), "note", one.score))
    return Weighed(prose, one.score, details.Found(NOTHING, "excerpt", one.score))


def told(cells: Sequence[Cell], options: Sequence[Sequence[Weighed]], picture: Picture) -> list[list[Weighed]]:
    """What each cell can be, where what the picture has in quotes is nothing else, and what it skips may be anything."""
    parts = {slot.part for slot in picture.layout.slots}
    found = []
    for cell, ways in zip(cells, options, strict=True):
        if f"={cell.text}" in parts:
            found.append([Weighed(BESIDE, UNKNOWN), Weighed(f"={cell.text}", MOST)])
        else:
            else_known = [one.score for one in ways if one.found or is_furniture(one.part)]
            skipped = [Weighed(OTHER, max(else_known))] if OTHER in parts and else_known else []
            found.append([*ways, *skipped])
    return found


def _as_shown(cell: Cell, ways: Sequence[Weighed], picture: Picture) -> Iterable[Weighed]:
    known = {one.part for one in ways}
    if furniture := next((one for one in ways if is_furniture(one.part)), None):
        quoted = f"={cell.text}"
        if quoted not in known and any(slot.part == quoted for slot in picture.layout.slots):
            yield furniture._replace(part=quoted)
        return
    if HEADING in known:
        return
    for one in ways:
        if one.part in {NAMES, SIGNED} and (other := NAMES if one.part == SIGNED else SIGNED) not in known:
            yield one._replace(part=other)
            known.add(other)
    if not byline.WORD.search(cell.text) or any(one.part in PROSES and one.score > PROSE for one in ways):
        known |= {*WORDED, "note", "identifier"}
    for slot, words in zip(picture.layout.slots, picture.words, strict=True):
        if slot.part not in known and words and slot.part not in {NUMBER, BUTTONS, OTHER, SIGNED}:
            known.add(slot.part)
            yield Weighed(slot.part, AS_SHOWN, _read(cell, words, slot.part))


def _read(cell: Cell, words: Sequence[str], part: str) -> details.Found | None:
    """What a line says that is what the words say; None where it is the words of a title, a byline or an abstract."""
    if part in WORDED:
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
