"""Sites whose pages are known: by which lines, and what an entry looks like there. What repeats in a page still decides."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, get_args

import msgspec

from sitegen import categories
from sitegen.dumps import byline, counts, dates, details, genres, identifiers
from sitegen.dumps.cells import Cell
from sitegen.dumps.details import Details, Found
from sitegen.dumps.marks import Field
from sitegen.dumps.parts import BUTTONS, HEADING, MOST, NAMES, TEXT, TITLE, Weighed
from sitegen.dumps.picture import WORDS, Fault, Picture, read
from sitegen.dumps.source import Line
from sitegen.records import Record, Type

# A line that tells a site is no longer, nor one that it composes of several fields.
LONGEST_SIGN, LONGEST_LINE = 200, 4000
# The bar of a month ("2024/01").
SLASHED = re.compile(r"(?<=^\d{4})/(?=\d{2}$)")
# How natural it is that a line that gives a title and more is an entry by itself.
WHOLE = 12.0
# So many lines at either end of a page tell its site.
TELLING = 300
# A line that looks so much like a byline is one, and before its first comma stands a name of no more words.
BYLINE, MOST_WORDS = 1.0, 4
# What a group is called that says by being there of which type a paper is.
KINDS = frozenset(get_args(Type))
# What of a composite line is no field of Details.
PARTS: Mapping[str, str] = {"title": TITLE, "abstract": TEXT, "authors": NAMES}


class Site(Record, dict=True):
    """A kind of page: its name, the lines by which it is known and how many of them, the picture of an entry.

    Signs in one group of their pattern count once. No page is one that has a line of `unless`. `furniture` are whole lines that
    its pages show beside the papers, `lines` those that it composes in a way of its own. Their groups are called as fields of
    Details, `title`, `authors` or `abstract`; `said` is read as lines are elsewhere, `glued` is a title that its authors follow
    behind a blank; a group called as a type (`book`) says that the paper is of that type; one whose name ends in "_" is another
    place of the same; a line without groups is furniture. Where an
    entry is no more than a title, no other line is one. A line break in a pattern stands between the line and the one above, a
    second one between it and the one below. Lines of `heads` are one with the line below.

    Where there are `starts`, blank lines part what its pages say: a line without one above goes on with the line before it,
    but for one that begins so. From a line of `opening` on papers are listed, from one of `closing` on none are; at the top of
    the page they are where it has no line of `opening`. `alone` is whether nothing repeats, or too much does, so that only the
    picture tells, `owned` whether its pages are each a person's. `about` finds in the lines above the entries what holds for
    all of them, and `headings`, in a line with the one above it and a line break between them, what holds for those below
    until the next such line, by groups as above; `says` is what always holds. `export` says how its records are had in a file.
    """

    name: str
    signs: re.Pattern[str]
    entry: str
    least: int = 1
    unless: re.Pattern[str] | None = None
    furniture: re.Pattern[str] | None = None
    lines: tuple[re.Pattern[str], ...] = ()
    heads: re.Pattern[str] | None = None
    starts: re.Pattern[str] | None = None
    opening: re.Pattern[str] | None = None
    closing: re.Pattern[str] | None = None
    alone: bool = False
    owned: bool = False
    about: re.Pattern[str] | None = None
    headings: re.Pattern[str] | None = None
    says: Details = Details()
    export: str | None = None

    @cached_property
    def picture(self) -> Picture:
        """An entry as its pages show it."""
        picture = read(self.entry)
        if isinstance(picture, Fault):
            raise ValueError(picture.message)
        return picture

    def draws(self, part: str) -> bool:
        """Whether a part is in the picture of an entry."""
        return any(slot.part == part for slot in self.picture.layout.slots)

    def is_of(self, numbered: Sequence[Line]) -> bool:
        """Whether a dump is one of its pages."""
        ends = numbered if len(numbered) <= 2 * TELLING else (*numbered[:TELLING], *numbered[-TELLING:])
        texts = [line.text for line in ends if len(line.text) <= LONGEST_SIGN]
        if self.unless and any(map(self.unless.search, texts)):
            return False
        found = (match for text in texts if (match := self.signs.search(text)))
        return len({match.lastindex or match[0] for match in found}) >= self.least

    def paragraphs(self, numbered: Sequence[Line]) -> list[Line]:
        """The lines of a page, those joined that go on where blank lines part what it says."""
        found: list[Line] = []
        for line in numbered:
            if self.starts and found and not line.gap and not self.starts.match(line.text):
                above = found[-1]
                text = f"{above.text} {line.text}"
                found[-1] = above._replace(text=text, further=line.last - above.number, links=(*above.links, *line.links))
            else:
                found.append(line)
        return found

    def lists(self, cells: Sequence[Cell]) -> list[bool]:
        """For each cell whether papers are listed there."""
        turns = [self._turn(cell.text) for cell in cells]
        now = True not in turns
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

    def composed(self, cells: Sequence[Cell]) -> list[dict[str, str] | None]:
        """For each cell what the groups say of a line that the site composes in its own way; None of any other."""
        texts = ["", *(cell.text[:LONGEST_LINE] for cell in cells), ""]
        return [self._composed(texts[at - 1 : at + 2]) for at in range(1, len(texts) - 1)]

    def weighed(self, cells: Sequence[Cell], options: Sequence[Sequence[Weighed]]) -> list[list[Weighed]]:
        """What each cell can be: a line that the site composes in its own way nothing else."""
        composed = self.composed(cells)
        glued = [groups["glued"] for groups in composed if groups and "glued" in groups]
        if _are_bylines(glued):
            composed = [None if groups and "glued" in groups else groups for groups in composed]
        known = byline.learn_parted(glued)
        if self.lines and len(self.picture.layout.slots) == 1:
            options = _one_line_each(cells, options)
        return [
            [ways[0], self._weighed(groups, known)] if groups is not None else list(ways)
            for groups, ways in zip(composed, options, strict=True)
        ]

    def headed(self, cells: Sequence[Cell]) -> dict[int, Details]:
        """What the site's headings say, by the place of their line in the dump."""
        found: dict[int, Details] = {}
        above = ""
        for cell in cells:
            text = cell.text[:LONGEST_LINE]
            if self.headings and cell.first and (match := self.headings.fullmatch(f"{above}\n{text}")):
                found[cell.lines[0].at] = fields(given(match))
            above = text
        return found

    def _weighed(self, groups: Mapping[str, str], known: byline.Known) -> Weighed:
        """The part that a composite line is, by what it holds."""
        read = details.read(groups["said"]) if "said" in groups else None
        given = {key: value for key, value in groups.items() if key not in PARTS and key not in {"said", "glued"}}
        says = fields(given)
        if read:
            says = details.joined([says, read.details])
        authors, title, abstract = (groups.get(key, "") for key in ("authors", "title", "abstract"))
        rest = read.rest if read else groups.get("said", "")
        found = Found(says, "labelled", MOST, rest, authors, title, abstract)
        if "glued" in groups:
            found = _cut(found, groups["glued"], known)
        if found.title and (says != Details() or found.authors):
            return Weighed(TITLE, WHOLE, found)
        read_as = read.kind if read and read.kind != "publisher" else "venue"
        kinds = [read_as if key == "said" else WORDS.get(key, "identifier") for key in groups]
        kind = next((kind for kind in kinds if self.draws(kind)), next(iter(kinds), BUTTONS))
        if (kind in {"date", "publisher"} or "said" in groups) and not self.draws(kind) and self.draws("venue"):
            kind = "venue"
        return Weighed(_part(found) or kind, MOST, found)

    def _turn(self, text: str) -> bool | None:
        """Whether with this line a list of papers begins, or ends."""
        if self.opening and self.opening.fullmatch(text):
            return True
        return False if self.closing and self.closing.fullmatch(text) else None

    def _composed(self, texts: Sequence[str]) -> dict[str, str] | None:
        """What the groups of a line say that the site composes in its own way; None of any other line.

        `texts` are the line above, the line and the one below; a pattern is for as many of them as it has line breaks.
        """
        if len(texts[1]) >= LONGEST_LINE or (self.furniture and self.furniture.fullmatch(texts[1])):
            return None
        seen = (texts[1], "\n".join(texts[:2]), "\n".join(texts))
        tried = (pattern.fullmatch(seen[pattern.pattern.count(r"\n")]) for pattern in self.lines)
        match = next(filter(None, tried), None)
        return given(match) if match else None


def _are_bylines(texts: Sequence[str]) -> bool:
    """Whether most of the lines that name several are bylines and have no title before them."""
    telling = [text for text in texts if "," in text]
    many = sum(
        len(text.split(",")[0].split()) <= MOST_WORDS and byline.likeness(text, byline.Known()) >= BYLINE for text in telling
    )
    return 2 * many >= len(telling)


def given(match: re.Match[str]) -> dict[str, str]:
    """What the groups of a site's pattern hold, by what they are."""
    said = {key.rstrip("_"): value.strip() for key, value in match.groupdict().items() if value}
    return {"type" if key in KINDS else key: key if key in KINDS else value for key, value in said.items()}


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
    if venue is None or venue.rest or not venue.details.venue or (venue.details.date and "date" not in given):
        return made
    more = {key: value for key, value in msgspec.structs.asdict(venue.details).items() if value}
    track = {*more} == {"venue", "note"} and str(made.venue).endswith(")")
    if track or ({*more} == {"venue", "date"} and not made.date):  # the track or the year is a part of the name
        return made
    return msgspec.structs.replace(made, **{key: value for key, value in more.items() if key == "venue" or not given.get(key)})


def _value(field: str, text: str) -> object:
    """What a field of Details holds where a page prints so."""
    match field:
        case "date":
            return next((one.date for one in dates.found(SLASHED.sub("-", text))), None)
        case "citations":
            return counts.number(text)
        case "type":
            return genres.type_of(text) or genres.output(f"publication: {text}") or genres.type_of(f"{text} article")
        case "category":
            return categories.resolve(text)[0]
        case "links":
            return (text,)
    return text


def _part(found: Found) -> str | None:
    """Which of title, abstract and byline a line is; None where it is none of them."""
    if found.title or found.abstract:
        return TITLE if found.title else TEXT
    return NAMES if found.authors else None


def _cut(found: Found, glued: str, known: byline.Known) -> Found:
    """A line whose title its authors follow behind a blank; all of it is the title where nothing shows where that ends."""
    cut = byline.parted(glued, known)
    if cut is None:
        return found._replace(title=glued, doubt=True)
    return found._replace(title=cut.title, authors=cut.byline, doubt=cut.margin < byline.DOUBTFUL)
