"""Sites whose pages are known: by which lines, and what an entry looks like there. What repeats in a page still decides."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

import msgspec

from sitegen import categories
from sitegen.dumps import counts, dates, details, genres, identifiers
from sitegen.dumps.cells import Cell
from sitegen.dumps.details import Details, Found
from sitegen.dumps.marks import Field
from sitegen.dumps.parts import BUTTONS, HEADING, MOST, NAMES, SIGNED, TEXT, TITLE, Weighed
from sitegen.dumps.picture import WORDS, Fault, Picture, read
from sitegen.dumps.source import Line
from sitegen.records import Record

# A line that tells a site is no longer, nor one that it composes of several fields.
LONGEST_SIGN, LONGEST_LINE = 200, 1500
# The bar of a month ("2024/01").
SLASHED = re.compile(r"(?<=^\d{4})/(?=\d{2}$)")
# How natural it is that a line that gives a title and more is an entry by itself.
WHOLE = 12.0
# So many lines at either end of a page tell its site.
TELLING = 300
# What of a composite line is no field of Details.
PARTS: Mapping[str, str] = {"title": TITLE, "abstract": TEXT, "authors": NAMES}


class Site(Record, dict=True):
    """A kind of page: its name, the lines by which it is known and how many of them, the picture of an entry.

    Signs in one group of their pattern count once. No page is one that has a line of `unless`. `furniture` are whole lines that
    its pages show beside the papers, `lines` those that it composes in a way of its own, by groups that are called as fields of
    Details, `title`, `authors` or `abstract`; one without groups is furniture, and where an entry is no more than a title, no
    other line is one. Lines of `heads` are one with the line below. From a line of `opening` on papers are listed, from one of
    `closing` on none are; what is true at the top of the page shows the first of these lines. `alone` is whether nothing
    repeats, or too much does, so that only the picture tells, `owned` whether its pages are each a person's. `about` finds
    in the lines above the entries what holds for all of them, by groups that are called as fields of Details; `says` is what
    always holds. `export` says how its records are had in a file.
    """

    name: str
    signs: re.Pattern[str]
    entry: str
    least: int = 1
    unless: re.Pattern[str] | None = None
    furniture: re.Pattern[str] | None = None
    lines: tuple[re.Pattern[str], ...] = ()
    heads: re.Pattern[str] | None = None
    opening: re.Pattern[str] | None = None
    closing: re.Pattern[str] | None = None
    alone: bool = False
    owned: bool = False
    about: re.Pattern[str] | None = None
    says: Details = Details()
    export: str | None = None

    @cached_property
    def picture(self) -> Picture:
        """An entry as its pages show it."""
        picture = read(self.entry)
        if isinstance(picture, Fault):
            raise ValueError(picture.message)
        return picture

    def is_of(self, numbered: Sequence[Line]) -> bool:
        """Whether a dump is one of its pages."""
        ends = numbered if len(numbered) <= 2 * TELLING else (*numbered[:TELLING], *numbered[-TELLING:])
        texts = [line.text for line in ends if len(line.text) <= LONGEST_SIGN]
        if self.unless and any(map(self.unless.search, texts)):
            return False
        found = (match for text in texts if (match := self.signs.search(text)))
        return len({match.lastindex or match[0] for match in found}) >= self.least

    def lists(self, cells: Sequence[Cell]) -> list[bool]:
        """For each cell whether papers are listed there."""
        turns = [self._turn(cell.text) for cell in cells]
        now = not next((turn for turn in turns if turn is not None), False)
        found = []
        for turn in turns:
            now = now if turn is None else turn
            found.append(now)
        return found

    def joined(self, cells: Sequence[Cell]) -> list[Cell]:
        """The cells, each that is a head joined to the one below it."""
        found: list[Cell] = []
        for cell in cells:
            above = found[-1] if found else None
            if above and self.heads and self.heads.fullmatch(above.text):
                found[-1] = above._replace(
                    text=f"{above.text} {cell.text}", lines=tuple(dict.fromkeys((*above.lines, *cell.lines)))
                )
            else:
                found.append(cell)
        return found

    def weighed(self, cells: Sequence[Cell], options: Sequence[Sequence[Weighed]]) -> list[list[Weighed]]:
        """What each cell can be: a line that the site composes in its own way nothing else."""
        composed = [self._composed(cell.text) for cell in cells]
        if self.lines and len(self.picture.layout.slots) == 1:
            options = _one_line_each(cells, options)
        return [[ways[0], one] if one else [*ways] for one, ways in zip(composed, options, strict=True)]

    def _turn(self, text: str) -> bool | None:
        """Whether with this line a list of papers begins, or ends."""
        if self.opening and self.opening.fullmatch(text):
            return True
        return False if self.closing and self.closing.fullmatch(text) else None

    def _composed(self, text: str) -> Weighed | None:
        if len(text) > LONGEST_LINE:
            return None
        match = next((match for pattern in self.lines if (match := pattern.fullmatch(text))), None)
        return _weighed({key: value for key, value in match.groupdict().items() if value}) if match else None


def _one_line_each(cells: Sequence[Cell], options: Sequence[Sequence[Weighed]]) -> list[list[Weighed]]:
    """What cells can be where each entry is a composite line: no title, or a heading, which is marked or was listed above."""
    seen = Counter(cell.text for cell in cells)
    heads = [cell.lines[0].text.startswith("#") or seen[cell.text] > 1 for cell in cells]
    return [
        [ways[0], Weighed(HEADING, 0.0)] if head else [way for way in ways if way.part != TITLE]
        for head, ways in zip(heads, options, strict=True)
    ]


def fields(groups: Mapping[str, str] | Mapping[Field, str]) -> Details:
    """The fields of Details that groups of a pattern give, which are called as these."""
    given: dict[str, Any] = {key: _value(key, text.strip()) for key, text in groups.items() if text}
    ids = identifiers.ids_in(given.get("links", ()))
    made = msgspec.convert({mark.field: mark.value for mark in ids} | given, Details, strict=False)
    venue = details.read(made.venue) if made.venue else None
    if venue is None or venue.rest or not venue.details.venue:
        return made
    more = {key: value for key, value in msgspec.structs.asdict(venue.details).items() if value}
    return msgspec.structs.replace(made, **{key: value for key, value in more.items() if key == "venue" or not given.get(key)})


def _value(field: str, text: str) -> object:
    """What a field of Details holds where a page prints so."""
    match field:
        case "date":
            return next((one.date for one in dates.found(SLASHED.sub("-", text))), None)
        case "type":
            return genres.type_of(text) or genres.output(text)
        case "citations":
            return counts.number(text)
        case "category":
            return categories.resolve(text)[0]
        case "links":
            return (text,)
    return text


def _weighed(groups: Mapping[str, str]) -> Weighed:
    """The part that a composite line is, by what it holds."""
    parts = {key: groups[key] for key in PARTS if key in groups}
    said = {key: value for key, value in groups.items() if key not in PARTS}
    found = Found(fields(said), "labelled", MOST, **parts)
    part = next((PARTS[key] for key in parts), next((WORDS.get(key, "identifier") for key in said), BUTTONS))
    if part == TITLE and (said or found.authors):
        return Weighed(part, WHOLE, found)
    return Weighed(SIGNED if part == NAMES and said else part, MOST, found)
