"""What a cell of a page can be: title, byline, running text, a detail, furniture; and how natural each is.

| part     | what it is                                              | weighed by            |
|----------|---------------------------------------------------------|-----------------------|
| title    | a title                                                 | `shapes.title`        |
| names    | a byline, or one name of it                             | `byline.likeness`     |
| signed   | a byline with details behind it in one line             | `details.read`        |
| text     | an abstract, or a paragraph of it                       | `shapes.prose`        |
| venue, date, identifier, count, category, type, note, …  | one of the details     | `details.read`        |
| =TEXT    | furniture that the page shows again and again           | `furniture.recurring` |
| shown    | furniture that it shows now and then                    | `furniture.recurring` |
| buttons  | what buttons and menus say                              | `furniture.is_known`  |
| number   | a number that counts the entries                        | `numbers`             |
| beside   | nothing that is known                                   |                       |
| apart    | what stands where a known site lists no papers          | `sites.Site.lists`    |
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

import msgspec

from sitegen.dumps import byline, dates, details, furniture, genres, labels, reference, shapes
from sitegen.dumps.align import Page
from sitegen.dumps.cells import Cell

BESIDE, APART, TITLE, NAMES, SIGNED, TEXT = "beside", "apart", "title", "names", "signed", "text"
BUTTONS, NUMBER, SHOWN, HEADING, EXCERPT = "buttons", "number", "shown", "heading", "excerpt"
# A cell that nothing is known of.
UNKNOWN = -1.5
# Furniture that recurs, and buttons, are what they are; unless they are a detail that recurs.
FURNITURE = 1.0
# What recurs in less than this share of what recurs most is no part of an entry.
NOW_AND_THEN = 0.4
# What less likely is than that is not weighed; what is as likely as that, nothing else.
LEAST, MOST = -3.0, 4.0
COUNTED = re.compile(r"[\[(#]?(\d{1,5})[\]).]?")
FEW_NUMBERS = 2
DIGIT = re.compile(r"\d")
# A label of a page's own has so few words, and so many lines have it.
MOST_LABEL_WORDS, FEWEST_LABELS = 3, 4
# The keys that dblp and BibTeX's style alpha give to entries.
KEY = re.compile(r"\[(?:[a-z]{1,2}\d{1,4}|[A-Z][A-Za-z+]{1,8}\d\d[a-z]?)\]")
# What begins so is a piece from anywhere in an abstract, or of the text of a paper.
CUT = ("…", "...")
NOTHING = details.Details()
# A title with its year behind it.
DATED = re.compile(r"(?P<title>.*\S)\s*[(\[](?P<year>(?:19|20)\d\d)[)\]]\.?")
# A title with something in brackets behind it.
NOTED = re.compile(r"(?P<title>.*\S)\s*[(\[](?P<note>[^()\[\]]{3,40})[)\]]\.?")
# A title with buttons in brackets behind it.
LINKED = re.compile(r"(?P<title>.*?[^\s\]])\s*(?P<buttons>(?:\[[^\[\]]{1,24}\]\s?)+)\.?")
# How much like names is what stands beside a venue and is its authors, and what stands before it.
AUTHORS, AN_AUTHOR = 1.0, 0.5
# What ends in a stop and is no name: one word, or one in capitals.
SHORTENED = re.compile(r"^\S+$|\b[A-Z]{3,}\b")
IN = re.compile(r"^In:?\s+")
# A stop that may end the authors before a venue: not that of an initial.
STOP, MOST_STOPS = re.compile(r"(?<=[^\W\d_]{2})\.\s+(?=\S)"), 9
# A byline with what may be its venue.
BRACKETED = re.compile(r"(?P<names>[^()\d]{4,600}[^()\d\s])\s\((?P<venue>[^()]{4,120})\)\.?")
# So many characters of a date are its year alone.
YEAR = 4
# Longer text is no title with its venue behind it.
LONGEST_REST = 300
# What details are surer than that is no reference.
SURE = 2.0
# A word that names a kind of paper, and is on buttons, too.
PERHAPS = 0.0
# What may be the name of a journal, where only its place tells that it is a venue.
BY_PLACE = -2.0
NAME = re.compile(r"(?=.{2,70}\Z)(?P<name>[^\W\d_a-z][\w&'’-]*(?:\s[\w&'’-]+){0,6})(?:,?\s\(?(?P<year>(?:19|20)\d\d)\)?)?")
# How much likelier a line is a title that has a year or a note behind it.
BEHIND = 0.5
# Who signs most papers of a page recurs as well.
LIKE_A_NAME = 0.3
# How much less a line that looks like a name is a venue, where it says nothing else.
NO_VENUE = 0.3
ONE_NAME = re.compile(r"[^\W\d_a-z]\S*(?:\s\S+){1,3}")
# Authors that a page leaves out between others.
LEFT_OUT = frozenset(("[...]", "[…]", "...", "…"))
# How much less a line is a title that looks like one name.
A_NAME = 2.0
# How much less a line of no, one, two, … words is a title where there are menus around.
SHORT = (3.0, 2.0, 1.0, 0.5, 0.0)


class Weighed(NamedTuple):
    """One part that a cell can be, how natural that is, and what was found in it."""

    part: str
    score: float
    found: details.Found | None = None


def weigh(
    cells: Sequence[Cell], page: Page, known: re.Pattern[str] | None = None, order: dates.Order | None = None
) -> list[list[Weighed]]:
    """For each cell of a page all that it can be; BESIDE is the first of each. `known` is what is surely furniture."""
    counted = _numbers(cells)
    begins = [own_label(cell) for cell in cells]
    own = _recurring(cells, begins)
    shown = Counter(cell.text for cell in cells if cell.text in page.furniture)
    often = frozenset(text for text, count in shown.items() if count >= NOW_AND_THEN * max(shown.values()))
    options = []
    for at, cell in enumerate(cells):
        if at in counted:
            ways = [Weighed(NUMBER, MOST, _keyed(cell.text))]
        elif known and known.fullmatch(cell.text):
            ways = [Weighed(f"={cell.text}" if cell.text in often else SHOWN, MOST)]
        else:
            ways = _weighed(cell, page, often, order)
            if begins[at] in own and not any(one.found and one.found.details != NOTHING for one in ways):
                ways = [Weighed("labelled", MOST, details.Found(NOTHING, "labelled", MOST))]
        options.append([Weighed(BESIDE, UNKNOWN), *ways])
    return options


def _recurring(cells: Sequence[Cell], begins: Sequence[str]) -> frozenset[str]:
    """The labels with which lines of a page begin again and again; `begins` is the `own_label` of each cell."""
    found = Counter(
        label for label, _ in {(label, cell.lines[0].at) for cell, label in zip(cells, begins, strict=True)} if label
    )
    often = max(found.values(), default=0)
    return frozenset(label for label, count in found.items() if count >= max(FEWEST_LABELS, NOW_AND_THEN * often))


def own_label(cell: Cell) -> str:
    """The few words before a colon with which a cell begins; "" where there are none, or it is known what they mean."""
    match = labels.LABEL.match(cell.text)
    if not match or not cell.text[match.end() - 1].isspace() or len(match["label"].split()) > MOST_LABEL_WORDS:
        return ""
    return "" if labels.read(match[0]) or DIGIT.search(match["label"]) else match["label"]


def _keyed(text: str) -> details.Found | None:
    """What the key of an entry says of its kind."""
    kind = genres.KEYS.get(text[1:2]) if KEY.fullmatch(text) else None
    return details.Found(details.Details(type=kind), "type", MOST) if kind else None


def is_furniture(part: str) -> bool:
    """Whether a part is no more than what a page shows."""
    return part.startswith("=") or part in {BUTTONS, NUMBER, SHOWN}


def _numbers(cells: Sequence[Cell]) -> frozenset[int]:
    """The places of numbers that stand alone and count the entries: 1, 2, 3, …, each with something behind it."""
    places: list[int] = []
    for at, cell in enumerate(cells):
        match = COUNTED.fullmatch(cell.text)
        if match and int(match[1]) == len(places) + 1 and (not places or at > places[-1] + 1):
            places.append(at)
    keys = [at for at, cell in enumerate(cells) if KEY.fullmatch(cell.text)]
    return frozenset(found if len(found := max(places, keys, key=len)) > FEW_NUMBERS else ())


def _weighed(cell: Cell, page: Page, often: frozenset[str], order: dates.Order | None) -> list[Weighed]:
    text = cell.text
    found = _with_venue(text, page) or details.read(text, cell.links, order)
    found = _signed(found, page) if found else None
    said = _said(found) if found else None
    options = [] if said and said.score >= MOST else list(_words(text, page))
    names = max((one.score for one in options if one.part == NAMES), default=LEAST)
    name = names > LIKE_A_NAME
    if said and name and found and found.details in {NOTHING, details.Details(venue=found.details.venue)}:
        said = said._replace(score=min(said.score, names - NO_VENUE))
    dated = _dated_names(found, page) if found else None
    if said and dated:
        said = said._replace(score=min(said.score, SURE))
        options.append(dated)
    if said and not (said.found and said.found.rest and said.score < SURE):
        options.append(said)
    if kind := genres.ambiguous(text):
        options.append(Weighed("type", PERHAPS, details.Found(details.Details(type=kind), "type", PERHAPS)))
    if (named := NAME.fullmatch(text)) and not shapes.INSTITUTION.search(text) and all(one.part != "venue" for one in options):
        place = details.Found(details.Details(venue=named["name"], date=named["year"]), "venue", BY_PLACE)
        options.append(Weighed("venue", BY_PLACE + BEHIND * bool(named["year"]), place))
    if _may_refer(text) and (said is None or said.score < SURE):
        referred = [*_referred(text)]
        whole = any(one.found and one.found.authors and one.score > SURE for one in referred)
        options = [*(one for one in options if not whole or one.part == SIGNED), *referred]
    if text in page.furniture and text not in LEFT_OUT:
        options.append(Weighed(f"={text}" if text in often and not name else SHOWN, 0.0 if name else FURNITURE))
    elif furniture.is_known(text):
        options.append(Weighed(BUTTONS, FURNITURE))
    return [one for one in options if one.score >= LEAST]


def _signed(found: details.Found, page: Page) -> details.Found:
    """What was found in a text, with the authors that stand before its venue or beside what is known."""
    venue = found.details.venue or ""
    if found.authors and not venue:
        return _parted_behind(found)
    if found.authors or not venue:
        return found
    if found.rest and byline.likeness(found.rest, page.known) >= AUTHORS:
        return found._replace(authors=found.rest, rest="", sure=max(found.sure, SURE))
    for stop in islice(STOP.finditer(venue), MOST_STOPS):
        before, behind = venue[: stop.start()], venue[stop.end() :]
        least = AN_AUTHOR if IN.match(behind) or not STOP.search(before) else AUTHORS
        if not SHORTENED.search(before) and byline.likeness(before, page.known) >= least:
            said = msgspec.structs.replace(found.details, venue=IN.sub("", behind))
            return found._replace(authors=before, details=said)
    return found


def _with_venue(text: str, page: Page) -> details.Found | None:
    """What a byline says that has a venue in brackets behind it ("Ada Example and Ben Sample (EXCONF 2015)")."""
    match = BRACKETED.fullmatch(text) if text.rstrip(".").endswith(")") else None
    said = details.read(match["venue"]) if match and byline.likeness(match["names"], page.known) > LIKE_A_NAME else None
    if match is None or said is None or said.rest or said.authors or not (said.details.venue and said.details.date):
        return None
    return said._replace(authors=match["names"], sure=max(said.sure, SURE))


def _dated_names(found: details.Found, page: Page) -> Weighed | None:
    """A byline with a year behind it, where what is taken for a venue may as well be one ("Ada Example, 2015")."""
    names, year = found.details.venue or "", found.details.date
    if found.authors or found.rest or found.details != details.Details(venue=names, date=year) or len(year or "") != YEAR:
        return None
    likely = byline.likeness(names, page.known)
    said = details.Found(details.Details(date=year), "date", likely, authors=names)
    return Weighed(SIGNED, likely, said) if likely > LIKE_A_NAME else None


def _parted_behind(found: details.Found) -> details.Found:
    """What was found in a text, where the venue stands behind its authors and a stop, and nothing tells that it is one."""
    authors, stop, venue = found.authors.rpartition(". ")
    if not stop or "," in venue or len(authors.split()[-1]) == 1 or found.details == NOTHING:
        return found
    return found._replace(authors=authors, details=msgspec.structs.replace(found.details, venue=IN.sub("", venue)))


def _said(found: details.Found) -> Weighed | None:
    """What a cell is that says something beside title, byline and abstract, or that a label names."""
    score = min(found.sure, MOST)
    if found.title or found.abstract:
        return Weighed(TITLE if found.title else TEXT, score, found)
    if not found.authors:
        return Weighed(found.kind, score, found)
    if found.details != NOTHING:
        return Weighed(SIGNED, score, found)
    return Weighed(NAMES, score, found) if found.kind == "labelled" else None


def _may_refer(text: str) -> bool:
    """Whether a text may be a reference, or what is left of one without its authors."""
    if shapes.is_reference(text):
        return True
    return len(text) <= LONGEST_REST and ". " in text and bool(shapes.YEAR.search(text)) and shapes.prose(text) < 0.0


def behind(text: str) -> details.Found | None:
    """A title that has its year or a note in brackets behind it."""
    if dated := DATED.fullmatch(text):
        return details.Found(details.Details(date=dated["year"]), "date", MOST, title=dated["title"])
    noted = NOTED.fullmatch(text)
    if noted and genres.is_note(noted["note"]):
        return details.Found(details.Details(note=noted["note"]), "note", MOST, title=noted["title"])
    linked = LINKED.fullmatch(text) if text.endswith("]") else None
    if linked and furniture.is_known(linked["buttons"]):
        return details.Found(NOTHING, "buttons", MOST, title=linked["title"])
    return None


def _referred(text: str) -> Iterator[Weighed]:
    """What a text is that reads like a reference, or one that lacks its title or its authors."""
    read = reference.read(text)
    if read.details.venue is None and not (read.title and read.authors):
        return
    names = "; ".join((*read.authors, *(() if read.complete or not read.authors else ("et al.",))))
    found = details.Found(read.details, "venue", read.sure, read.unused, names, title=read.title or "")
    if read.title or names:
        yield Weighed(TITLE if read.title else SIGNED, MOST * read.sure, found)


def _words(text: str, page: Page) -> Iterator[Weighed]:
    """How a text reads as a title, a byline or an abstract."""
    if not byline.WORD.search(text) and text not in LEFT_OUT:
        return
    if byline.NOBODY.fullmatch(text) or text in LEFT_OUT:
        yield Weighed(NAMES, 1.0)
        return
    names = byline.likeness(text, page.known)
    if text not in page.furniture:
        short = SHORT[min(len(byline.WORD.findall(text[:100])), len(SHORT) - 1)]
        short += A_NAME * (names > LIKE_A_NAME and bool(ONE_NAME.fullmatch(text)))
        yield Weighed(TITLE, min(shapes.title(text), 2.0 - max(names, 0.0)) - short)
        if more := behind(text):
            yield Weighed(TITLE, min(shapes.title(more.title), 2.0) - short + BEHIND, more)
        if not text.startswith(CUT):
            yield Weighed(TEXT, shapes.prose(text))
    if not furniture.is_known(text):
        yield Weighed(NAMES, min(names, MOST))
