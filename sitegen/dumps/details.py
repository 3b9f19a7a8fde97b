"""What a line says of a paper beside title, authors and abstract: where and when it came out, its numbers and ids.

    Proceedings of the IEEE conference on …, 2016 · Year: 2016 | Conference Paper | Publisher: IEEE · Cited by 412 · [pdf] [bib]
    K Example, X Sample - Proc. CVPR, 2016 - example.org · arXiv:2205.14135 [pdf, other] cs.LG · 计算机学报, 2020, 43(3): 1-12

A line is read by what is found in it, the surest first: addresses and ids, counts, dates, volume and pages, words for kinds and
buttons. What is left is a venue where it reads like one, else it is handed back. No character is lost.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

import msgspec

from sitegen import categories
from sitegen.dumps import (
    byline,
    counts,
    dates,
    furniture,
    genres,
    identifiers,
    labels,
    meanings,
    numbering,
    publishers,
    shapes,
    spans,
    venues,
)
from sitegen.dumps.groups import is_place
from sitegen.dumps.marks import Field, Kind, Mark, without
from sitegen.records import Record, Type


class Details(Record):
    """Fields of a draft that one line or a part of it gives, in the meaning that they have there; None where it says nothing.

    `date` is as in a draft: an ISO date, perhaps partial.
    """

    venue: str | None = None
    date: str | None = None
    type: Type | None = None
    citations: int | None = None
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    publisher: str | None = None
    isbn: str | None = None
    pmid: str | None = None
    doi: str | None = None
    arxiv: str | None = None
    category: str | None = None
    note: str | None = None
    links: tuple[str, ...] = ()


class Found(NamedTuple):
    """What a line says: the fields, what it mainly is, and how sure that is as a logarithm of odds, up to 4.

    `rest` is what nothing explains. `authors`, `title`, `abstract` and `affiliation` are what of the line is that, "" for none;
    `doubt` says that title and authors are one text, and that it is not sure where they part.
    """

    details: Details
    kind: Kind
    sure: float
    rest: str = ""
    authors: str = ""
    title: str = ""
    abstract: str = ""
    affiliation: str = ""
    doubt: bool = False


CERTAIN = 4.0
LONGEST_SHOUTED, LONGEST_LABEL = 2, 80
SUMMARIES = frozenset(("tl;dr", "tldr"))
METHODS = frozenset(("venue", "other", "note", "title", "category", "affiliation"))
# How sure a line is that holds nothing but one mark of a kind. What has one shape in all the world (an id, a count of
# citations, a label) is certain; a word that is a title, too, in some paper of the corpora is not.
STRENGTH: Mapping[Kind, float] = {
    "identifier": 4.0,
    "labelled": 4.0,
    "count": 3.0,
    "date": 3.0,
    "category": 3.0,
    "keywords": 3.0,
    "venue": 3.0,
    "buttons": 2.5,
    "type": 2.5,
    "note": 2.0,
    "publisher": 1.5,
    "excerpt": 1.5,
    "affiliation": 1.0,
}
# What each further mark adds.
FURTHER = 0.5
# More words that nothing explains are a sentence.
MOST_WORDS = 3
# What reads less like a venue, and says nothing else, is left to others.
LEAST = -2.0
# A number or a year alone can be many things, and one word a heading or a title.
NUMBER_ALONE, YEAR_ALONE, WORD_ALONE = 0.5, 1.5, 1.5
# What it costs that nothing explains a line's text, all of it.
UNEXPLAINED = 8.0
# Longer text that reads like prose is not looked at, nor any that is longer than the other bound: no line of details is.
LONGEST_SHORT, LONGEST, ENOUGH = 220, 1500, 400
# Words that no line of details has two of.
RUNNING = re.compile(r" (?:we|is|are|that|which|this|was|were|has|have|can|our|it) ")
# So much like names is what stands before a venue and is its authors.
AUTHORS = 1.0
# What parts a line into what is read by itself.
CELL = re.compile(r"\s*[\t|•·⋅∙]\s*|\s{3,}|;\s+(?=[\w -]{2,24}:\s)")
SAID = re.compile(
    r"(?i:(?:to appear|published|appeared|appears|presented|forthcoming|accepted|erschienen|veröffentlicht|publié"
    r"|publicado) )?"
    r"(?:[Ii]n|IN(?=:)|[Aa]t|[Dd]ans|[Ee]n|[Ee]m|[Ii]m|[Nn]el)(?: the)?\s?:?\s+(?=[^\W\d_]|\d+(?:st|nd|rd|th)"
    r"|(?:19|20)\d\d\s[A-Z]|[„“\"‘'«])"
)
# The short name of a meeting before its long one ("EXCONF '15: Proceedings of …").
SHORT_NAME = re.compile(r"^[A-Z][\w/&+-]{1,14}(?: [A-Z][\w-]{1,10})? ?['’]\d\d\s?: (?=[A-Z])")
# What lines have that say more than one thing.
SPECIAL = re.compile(r"[\d|·•∙⋅\t;:,.()\[\]@/\u3000-\uffff]|\s[-–—]\s|\s{2}")
# Where a title may end.
SENTENCE = re.compile(r"(?<=[^\W\d_]{2})[.?!][”\"’']?\s+(?=[A-Z])|[,.?!][”\"]\s+")
COMPANY = re.compile(
    r"(?:Google|Microsoft|Facebook|Meta|IBM|Amazon|NVIDIA|Apple|Adobe|Huawei|Tencent|Alibaba|Baidu|ByteDance|Samsung|Intel|Yahoo|Bosch"
    r"|Naver|Salesforce|Sony|Toyota|Siemens|SAP|Uber|Snap|Disney|Bell|AT&T|HP|Xerox|Philips|Nokia|Orange|Allen)"
    r"(?:\s(?:AI|Research|Labs?|DeepMind|Brain|Cloud|Asia|Cambridge|Europe|Inc\.?|Group|Reality|Web|Services|Institute|for))*"
)
DEPARTMENT = re.compile(
    r"(?:(?:Department|Dept\.?|School|Faculty|Institute|Laboratory|Cent(?:er|re)|College|Division|Chair|Institut|Fakultät|Fachbereich"
    r"|Lehrstuhl|Département|Departamento|Dipartimento|Laboratoire|Facultad|Faculté|Instituto|Istituto)\s"
    r"(?:of|for|für|de|del|di|des|du|d['’]\s?)|(?:École|Ecole|Technische|Université|Universidad|Universidade|Università|Universität)\s)"
    r"[^,.;:?!]{2,60}"
)
# What a volume of proceedings is called, behind its number; and what stands between the two names of a meeting.
VOLUME_TITLE = re.compile(
    r"(\((?:Volume|Vol\.|Part) \w{1,5}): [^()]{2,80}\)|(?<=[, ])((?:Volume|Vol\.|Part) \w{1,5}) \([^()\d]{4,80}\)"
)
VOLUME_CALLED = re.compile(r"\s?[-–—:(]\s?")
NAME_YEAR = re.compile(r"\s(?:19|20)\d\d,\s")
APPEARING = re.compile(r"(?:to appear|forthcoming)\b", re.IGNORECASE)
# Where the affiliation of an author stands ("Example A 2, Sample B(3)").
MARKS = re.compile(r"\s?\(?\b\d{1,2}\)?(?=\s*(?:[,.;]|$))")
DIGIT, COLON = re.compile(r"\d"), re.compile("[:：]")
# What bylines have: several names, or initials.
SEVERAL = re.compile(r"[,;|·•]|\sand\s|&|\b[A-Z]\.|\b[A-Z]{1,3}\b")
FOUR_DIGITS = re.compile(r"\d{4}")
VOLUME = re.compile(r"(?<=[^\W\d_.)]),?\s(?P<volume>(?!(?:1[6-9]|20)\d\d)\d{1,4})\Z")
# "ICLR 2023 notable top 25%" is one name, and says something, too.
DECIDED = re.compile(
    r"(?P<name>[A-Z][\w@/-]{1,14}(?:[ .][A-Z][\w.-]*){0,3} (?P<year>20\d\d)(?: (?:Conference|Workshop|Main|Findings))?) "
    r"(?P<note>[A-Za-z][\w %-]{2,40})"
)
PREPRINT_NAME = re.compile(rf"(?:arXiv|{meanings.PREPRINT.pattern})(?!\w)", re.IGNORECASE)
ARXIV_ALONE = re.compile(r"(?P<venue>arXiv)[,.]?\s\(?(?P<date>(?:19|20)\d\d)\)?\.?")
EXCERPT = re.compile(r"(?:…|\.\.\.)\s.+|.+\s(?:…|\.\.\.)", re.DOTALL)
SHORTEST_EXCERPT = 60
# Who put a paper on a page, who need not be an author.
HANDED_IN = re.compile(
    r"(?:submitted|posted|uploaded|added|shared|deposited|curated|recommended|eingereicht|hochgeladen|soumis"
    r"|déposé) (?:by|von|par):?(?: \S{2,30}(?: [^\W\d_]\S{0,20}){0,2})?",
    re.IGNORECASE,
)
# Two numbers side by side, as in the columns of Scholar's profile.
BARE_CELLS = re.compile(rf"(?P<count>{counts.NUMBER})\*?\s+(?P<year>(?:19|20)\d\d)|(?P<alone>{counts.NUMBER})\*?")
COLUMNS = re.compile(rf"(?P<said>.*\S)\s*\t\s*(?P<count>{counts.NUMBER})\*?\s*\t\s*(?P<year>(?:19|20)\d\d)")
# What Semantic Scholar calls so (https://api.semanticscholar.org).
_STUDY = (
    r"(?:Computer Science|Medicine|Chemistry|Biology|Materials Science|Physics|Geology|Psychology|Art|History|Geography"
    r"|Sociology|Business|Political Science|Economics|Philosophy|Mathematics|Engineering|Environmental Science"
    r"|Education|Law|Linguistics"
    r"|Agricultural and Food Sciences)"
)
FIELDS_OF_STUDY = re.compile(rf"{_STUDY}(?:, {_STUDY})*")
SUBJECT = re.compile(
    r"(?:Computer Science|Mathematics|Physics|Statistics|Quantitative (?:Biology|Finance)|Electrical Engineering and Systems "
    r"Science|Economics) > (?P<name>[A-Z].{2,60})"
)


def read(text: str, links: Sequence[str] = (), order: dates.Order | None = None) -> Found | None:
    """What a line says beside title, byline and abstract; None where that is nothing.

    `links` are the addresses that words of the line lead to, whose ids are read, too. `order` is how the dump writes day and
    month.
    """
    found = _read(text.strip(), order)
    if found and found.sure > 0.0 and _are_names(text, found):
        return None
    ids = identifiers.ids_in(links) if found else []
    return found._replace(details=joined([found.details, _details(ids)])) if found and ids else found


@lru_cache(maxsize=8192)
def _read(text: str, order: dates.Order | None) -> Found | None:
    if not text:
        return None
    label = labels.read(text[:LONGEST_LABEL])
    if label and not _is_method(label, text):
        return _cells(text, order) or _labelled(label, text[label.at :].strip(), order)
    if len(text) > LONGEST_SHORT and _runs_on(text):
        return None
    if match := BARE_CELLS.fullmatch(text):
        return _numbers(match)
    return _columns(text, order) or _cells(text, order) or _whole(text) or _plain(text, order)


def _is_method(label: labels.Labelled, text: str) -> bool:
    """Whether what looks like a label is the name of a method in a title ("CITE: A Corpus of …")."""
    if label.label in SUMMARIES:
        return False
    shouted = text.lstrip("[(*_# •-")[: len(label.label)].isupper() and " " not in label.label
    return shouted and label.meaning in METHODS and len(text[label.at :].split()) > LONGEST_SHOUTED


def _runs_on(text: str) -> bool:
    """Whether a long text is prose."""
    return len(text) > LONGEST or len(RUNNING.findall(text, 0, ENOUGH)) > 1 or shapes.prose(text) > 0.0


def _columns(text: str, order: dates.Order | None) -> Found | None:
    """A line with the columns of a table behind it that say how often the paper was cited, and the year."""
    match = COLUMNS.fullmatch(text)
    found = _read(match["said"].strip(), order) if match else None
    if not match or not found:
        return None
    cited = Details(citations=int(counts.number(match["count"])), date=match["year"])
    return found._replace(details=joined([found.details, cited]), sure=min(CERTAIN, found.sure + STRENGTH["count"]))


def _are_names(text: str, found: Found) -> bool:
    """Whether a line that would be a venue, a publisher or a place is a byline, as its commas and initials tell."""
    if (
        found.kind not in {"venue", "publisher", "labelled", "buttons", "type"}
        or COLON.search(text[:-1])
        or DIGIT.search(MARKS.sub("", text))
    ):
        return False
    if found.authors or found.details.date or found.details.issue or found.details.pages:
        return bool(found.authors) and found.kind != "venue"
    text = MARKS.sub("", text.rstrip(":"))
    return bool(SEVERAL.search(text)) and byline.likeness(text, byline.Known()) >= AUTHORS


def _whole(text: str) -> Found | None:
    """What a line says that is one thing: a type, a note, buttons, categories, a count beside a year, an excerpt."""
    text = text.rstrip("!. ") if len(text) <= meanings.LONGEST_PAIR else text
    if known := _kind_or_note(text):
        return known
    if (furniture.is_known(text) and not FOUR_DIGITS.search(text) and not counts.find(text)) or genres.is_access(text):
        return Found(Details(), "buttons", WORD_ALONE if " " not in text else STRENGTH["buttons"])
    if (subject := SUBJECT.fullmatch(text)) or categories.are(text):
        category = meanings.category(subject["name"] if subject else text)
        return Found(
            Details(category=category),
            "category",
            STRENGTH["category"] if "(" in text or "." in text or subject else WORD_ALONE,
        )
    if publishers.is_publisher(text):
        return Found(Details(publisher=text), "publisher", STRENGTH["publisher"])
    if (
        len(text) >= SHORTEST_EXCERPT
        and EXCERPT.fullmatch(text)
        and shapes.prose(text) > -1.0
        and not re.search(r"\d{4}\W*$", text)
    ):
        return Found(Details(), "excerpt", STRENGTH["excerpt"])
    if FIELDS_OF_STUDY.fullmatch(text):
        return Found(Details(), "keywords", WORD_ALONE)
    if match := ARXIV_ALONE.fullmatch(text):
        return Found(Details(venue=match["venue"], date=match["date"], type="preprint"), "venue", CERTAIN)
    if not DIGIT.search(text) and (said := meanings.pair(text)):
        return Found(_details([Mark(0, 0, *said)]), said[0], STRENGTH[said[0]])
    return (DIGIT.search(text) and (_day(text) or _decided(text))) or _affiliation(text)


def _kind_or_note(text: str) -> Found | None:
    """What a line says that is a type, who handed the paper in, or a note."""
    kind = genres.type_of(text) or genres.output(text)
    if kind and text.lower() not in genres.AMBIGUOUS:
        return Found(Details(type=kind), "type", WORD_ALONE if " " not in text else STRENGTH["type"])
    if HANDED_IN.fullmatch(text):
        return Found(Details(), "labelled", STRENGTH["labelled"])
    if genres.is_note(text):
        return Found(Details(note=text), "note", WORD_ALONE if " " not in text else STRENGTH["note"])
    return None


def _day(text: str) -> Found | None:
    """A day without its year, which is no date."""
    return Found(Details(), "date", YEAR_ALONE) if dates.DAY.fullmatch(text) and not FOUR_DIGITS.search(text) else None


def _numbers(match: re.Match[str]) -> Found | None:
    if match["year"]:
        return Found(Details(citations=int(counts.number(match["count"])), date=match["year"]), "count", STRENGTH["count"])
    if re.fullmatch(r"(?:1[89]|20)\d\d", match["alone"]):
        return Found(Details(date=match["alone"]), "date", YEAR_ALONE)
    return Found(Details(), "count", NUMBER_ALONE)


def _decided(text: str) -> Found | None:
    """A venue in which it is printed what became of the paper there, as OpenReview does."""
    match = DECIDED.fullmatch(text)
    if not match or not genres.is_note(match["note"]):
        return None
    return Found(Details(venue=text, date=match["year"], note=match["note"]), "venue", CERTAIN)


def _affiliation(text: str) -> Found | None:
    """An institution, with its department, city and country, or what stands behind the dot with which pages begin one."""
    place = text.lstrip("·•∙⋅ ")
    dotted = bool(place) and place != text and "," not in place and len(place) < publishers.LONGEST and not DIGIT.search(place)
    if COMPANY.fullmatch(place):
        return Found(Details(), "affiliation", STRENGTH["affiliation"], affiliation=place)
    pieces = place.rstrip(".").split(", ")
    known = [is_place(piece) or bool(len(piece) < publishers.LONGEST and DEPARTMENT.fullmatch(piece)) for piece in pieces]
    beside = (
        publishers.is_city(piece) or publishers.is_place(piece) for piece, one in zip(pieces, known, strict=True) if not one
    )
    if dotted or (any(known) and all(beside)):
        return Found(Details(), "affiliation", STRENGTH["affiliation"], affiliation=place)
    return None


def _cells(text: str, order: dates.Order | None) -> Found | None:
    """A line of several parts, each of which is read by itself; None where one of them is nothing known."""
    cells = [cell for cell in CELL.split(text) if cell] if len(text) <= LONGEST else []
    if len(cells) < 2:
        return None
    found = [_read(cell.strip(), order) for cell in cells]
    known = [one for one in found if one is not None and not one.rest and one.sure > 0.0]
    if len(known) < len(cells) or all(one.kind == "affiliation" for one in known):
        return None
    if any(one.kind == "category" and one.sure <= WORD_ALONE for one in known):
        return None
    sure = min(CERTAIN, max(one.sure for one in known) + FURTHER * (len(known) - 1))
    main = max(known, key=lambda one: (one.details != Details(), one.sure))
    authors, title, abstract, affiliation = (
        next((value for one in known if (value := str(getattr(one, name)))), "") for name in Found._fields[4:8]
    )
    together = joined([one.details for one in known])
    sure = min(sure, min(one.sure for one in known) + 3.0)
    kind = main.kind
    if together.venue and together == Details(venue=together.venue, date=together.date):  # "EXCONF · 2015"
        beside = _plain(f"{together.venue}, {together.date}", order)
        kind, sure = "venue", max(sure, beside.sure if beside and beside.details.venue == together.venue else sure)
    return Found(together, kind, sure, "", authors, title, abstract, affiliation)


def joined(several: Iterable[Details]) -> Details:
    """One record of several: of each field the first value, all links."""
    fields: dict[str, object] = {}
    links: dict[str, None] = {}
    for one in several:
        links |= dict.fromkeys(one.links)
        for name, value in msgspec.structs.asdict(one).items():
            if value is not None and name != "links":
                fields.setdefault(name, value)
    return msgspec.convert({**fields, "links": tuple(links)}, Details)


def _details(marks: Iterable[Mark]) -> Details:
    """The fields that marks give: of several values for one that of the lowest rank."""
    given = sorted((mark for mark in marks if mark.field), key=lambda mark: mark.rank)
    fields: dict[Field, str] = {}
    for mark in given:
        fields.setdefault(mark.field, mark.value)
    links = tuple(dict.fromkeys(mark.value for mark in given if mark.field == "links"))
    return msgspec.convert({**fields, "links": links}, Details, strict=False)


# Labelled lines.


def _labelled(label: labels.Labelled, said: str, order: dates.Order | None) -> Found | None:
    """What a line says whose label is known."""
    bare = Found(Details(), "labelled", CERTAIN)
    if not said:
        return bare
    match label.meaning:
        case "title" | "authors" | "abstract" | "affiliation":
            return _with_text(bare, label.meaning, said)
        case "date":
            return _labelled_date(label.label, said, order)
        case "type" | "category" | "note":
            return _labelled_words(label.meaning, said)
        case "keywords":
            return bare._replace(kind="keywords")
        case "venue" | "identifier" | "citations":
            return _labelled_parts(label, said, order)
        case "volume" | "issue" | "pages" | "publisher":
            return _labelled_field(label.meaning, said, order)
    stray = [mark for mark in spans.dated(said, order) if mark.rank < dates.PLAIN]
    return bare._replace(details=_details(stray))


def _with_text(found: Found, meaning: Literal["title", "authors", "abstract", "affiliation"], said: str) -> Found:
    match meaning:
        case "title":
            return found._replace(title=said)
        case "authors":
            return found._replace(authors=said)
        case "abstract":
            return found._replace(abstract=said)
    return found._replace(affiliation=said)


def _labelled_words(meaning: Literal["type", "category", "note"], said: str) -> Found:
    """A label's type, category or note; a type that is none of ours is a named mark."""
    if meaning == "category":
        return Found(Details(category=meanings.category(said)), "category", CERTAIN)
    if meaning == "note":
        return Found(Details(note=said), "note", CERTAIN)
    kind = genres.type_of(said) or genres.output(f"publication: {said}") or genres.type_of(spans.COMMA.split(said)[0])
    return Found(Details(type=kind), "type", CERTAIN)


def _labelled_date(label: str, said: str, order: dates.Order | None) -> Found | None:
    marks = spans.dated(f"{label}: {said}", order)
    if not marks:
        return None
    return Found(_details(marks), "date", CERTAIN)


def _labelled_field(field: Field, said: str, order: dates.Order | None) -> Found:
    """A label's field; what stands behind a number is read as if it stood alone ("Volume: 12, Issue: 3")."""
    if field == "publisher":
        return Found(_details([Mark(0, 0, "publisher", field, said.rstrip(" .,;"))]), "publisher", CERTAIN)
    match = re.match(r"[\w.–—-]+(?:\s?[-–—]\s?\w+)?(?:\s*\((?P<year>(?:19|20)\d\d)\))?", said)
    if not match:
        return Found(Details(), "labelled", CERTAIN, said)
    value = match[0].split("(")[0].strip().rstrip(".")
    further = _read(said[match.end() :].strip(spans.EDGES), order)
    own = _details([Mark(0, 0, "venue", field, value), *([Mark(0, 0, "date", "date", match["year"])] if match["year"] else [])])
    return Found(joined([own, *([further.details] if further else [])]), "venue", CERTAIN)


def _labelled_parts(label: labels.Labelled, said: str, order: dates.Order | None) -> Found:
    """What is said behind a label that venues, ids or counts stand behind."""
    if label.meaning == "venue":
        return _named(said, order)
    read = (
        _plain(f"{label.label}: {said}", order)
        if label.meaning == "citations"
        else _ids(f"{label.label}: {said}") or _plain(said, order)
    )
    kind: Kind = "count" if label.meaning == "citations" else "identifier"
    return Found(read.details if read else Details(), kind, CERTAIN)


def _ids(text: str) -> Found | None:
    marks = [*(found := identifiers.links(text)), *identifiers.numbers(without(text, found))]
    return Found(_details(marks), "identifier", CERTAIN) if marks else None


def _named(said: str, order: dates.Order | None) -> Found:
    """What stands behind "Journal:" and the like: a venue, whatever its words."""
    marks = spans.find(said, order)
    free = spans.left(said, marks)
    rest = "; ".join(said[start:end] for start, end in free[1:])
    if free:
        marks += _venue(said, *free[0], marks)
    return Found(_details(marks), "venue", CERTAIN - UNEXPLAINED * len(rest) / len(said), rest)


def _venue(text: str, start: int, end: int, marks: Sequence[Mark]) -> list[Mark]:
    """A venue's name and the volume at its end ("Advances in Examples 36")."""
    name = _name(text[start:end])
    number = VOLUME.search(name)
    if not number or any(mark.field == "volume" for mark in marks):
        return [Mark(start, end, "venue", "venue", name)]
    return [Mark(start, end, "venue", "venue", name[: number.start()]), Mark(start, end, "venue", "volume", number["volume"])]


# Lines without a label.


def _plain(text: str, order: dates.Order | None) -> Found | None:
    """What a line says by what is found in it."""
    if not SPECIAL.search(text) and venues.likeness(venues.Seen(text)) < LEAST:
        return None
    text = VOLUME_TITLE.sub(lambda match: f"{match[1]})" if match[1] else match[2], text)
    marks = spans.find(text, order)
    free = spans.left(text, marks)
    if not marks and len(text) > LONGEST_SHORT:
        return None
    authors = ""
    if marks or len(free) > 1:
        authors, free = _authors(text, free)
    free = spans.rejoined(text, free) if len(free) > 1 else free
    free = [part for span in free for part in _sentences(text, *span)]
    free = _without_volume_titles(text, marks, free)
    kinds = {mark.kind for mark in marks}
    if "publisher" in kinds or kinds == {"labelled"}:
        free = [span for span in free if not _is_seat(text[slice(*span)])]
    if free:
        return _with_venue(text, marks, free, authors)
    return _explained(text, _with_journal(marks), authors) if marks else None


def _without_volume_titles(text: str, marks: Sequence[Mark], free: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans without what a volume is called, behind its number ("…, Volume 2: Long Papers"), where others are left."""
    numbers = [mark.end for mark in marks if mark.field == "volume"]
    others = [
        span for span in free if not any(VOLUME_CALLED.fullmatch(text, end, span[0]) for end in numbers if end <= span[0])
    ]
    return others or free


def _with_journal(marks: list[Mark]) -> list[Mark]:
    """The marks; what is called like a publisher is the journal where there is no other for a volume, an issue or pages."""
    fields = {mark.field for mark in marks}
    if "publisher" not in fields or "venue" in fields or not fields & set(numbering.FIELDS):
        return marks
    return [mark._replace(kind="venue", field="venue") if mark.field == "publisher" else mark for mark in marks]


def _is_seat(text: str) -> bool:
    """Whether a text beside a publisher is where that has its seat."""
    return len(text.split()) <= 2 and publishers.is_city(text) and not venues.ACRONYM.fullmatch(text)


def _explained(text: str, marks: Sequence[Mark], authors: str) -> Found:
    """A line all of which is known."""
    strengths = sorted(
        (_strength(mark, text) for mark in {(mark.start, mark.end): mark for mark in marks}.values()), reverse=True
    )
    sure = min(CERTAIN, strengths[0] + FURTHER * (len(strengths) - 1))
    given = [mark for mark in marks if mark.field] or marks
    kind = max(given, key=lambda mark: STRENGTH[mark.kind]).kind
    if any(mark.field in numbering.FIELDS or mark.field == "venue" for mark in marks):
        kind = "venue"
    return Found(_details(marks), kind, sure - bool(authors), authors=authors)


def _strength(mark: Mark, text: str) -> float:
    if mark.kind == "date" and len(mark.value) == len("2022") and len(text) <= len("(2022).") + 2:
        return YEAR_ALONE
    return STRENGTH[mark.kind]


def _with_venue(text: str, marks: list[Mark], free: Sequence[tuple[int, int]], authors: str) -> Found | None:
    """A line of which something is left: the part that reads most like a venue is one, if it does; the others are the rest."""
    seen = _seen(text, marks, free)
    scores = [venues.likeness(one) for one in seen]
    best = max(range(len(free)), key=scores.__getitem__)
    if scores[best] <= 0.0 or any(mark.field == "venue" for mark in marks):
        return _unexplained(text, marks, free, authors, scores[best])
    first, last = _around_its_year(text, free, scores, best)
    rest = [text[slice(*span)] for at, span in enumerate(free) if not first <= at <= last]
    rest = [one for one in rest if not venues.ACRONYM.fullmatch(one)]
    name = free[first][0], free[last][1]
    marks = [*marks, *_venue(text, *name, marks)]
    sure = min(CERTAIN, scores[best]) - _cost(rest, text)
    return Found(_details(_typed(marks, text[slice(*name)])), "venue", sure, "; ".join(rest), authors)


def _around_its_year(text: str, free: Sequence[tuple[int, int]], scores: Sequence[float], best: int) -> tuple[int, int]:
    """The first and last part of a venue's name, which may have a year in it ("COLING 2016, the 26th Conference on …")."""
    for first in (best - 1, best):
        if 0 <= first < len(free) - 1 and min(scores[first : first + 2]) > 0.0:
            between = text[free[first][1] : free[first + 1][0]]
            if NAME_YEAR.fullmatch(between) and text.startswith("the ", free[first + 1][0]):
                return first, first + 1
    return best, best


def _unexplained(
    text: str, marks: Sequence[Mark], free: Sequence[tuple[int, int]], authors: str, likeness: float
) -> Found | None:
    """A line of which something is left that is no venue; None where it is plainly something else."""
    rest = [text[slice(*span)] for span in free]
    if not marks:
        return Found(Details(), "venue", likeness, "; ".join(rest)) if likeness > LEAST else None
    found = _explained(text, marks, authors)
    return found._replace(sure=found.sure - _cost(rest, text), rest="; ".join(rest))


def _cost(rest: Sequence[str], text: str) -> float:
    """What it costs that nothing explains parts of a line."""
    words = sum(len(one.split()) for one in rest)
    return UNEXPLAINED * sum(map(len, rest)) / len(text) + (CERTAIN if words > MOST_WORDS else 0.0)


def candidates(text: str, order: dates.Order | None = None) -> list[venues.Seen]:
    """What of a line may be a venue's name, with what the line says beside it."""
    marks = spans.find(text, order)
    free = spans.left(text, marks)
    return _seen(text, marks, spans.rejoined(text, free) if free else [])


def _seen(text: str, marks: Sequence[Mark], free: Sequence[tuple[int, int]]) -> list[venues.Seen]:
    fields = {mark.field for mark in marks}
    context = {
        "year": "date" in fields,
        "month": any(mark.field == "date" and len(mark.value) > len("2022") for mark in marks),
        "numbered": bool({"volume", "issue"} & fields),
        "pages": "pages" in fields,
        "other": not fields <= {"date", "volume", "issue", "pages"},
    }
    return [venues.Seen(_name(text[start:end]), said=bool(SAID.match(text[start:end])), **context) for start, end in free]


def _typed(marks: list[Mark], said: str) -> list[Mark]:
    """The marks with what a venue's name says further: preprints, the school of a thesis, what is yet to appear."""
    if any(mark.value in {"thesis", "report"} for mark in marks) and shapes.INSTITUTION.search(said):
        return [mark._replace(kind="publisher", field="publisher") if mark.field == "venue" else mark for mark in marks]
    if PREPRINT_NAME.match(_name(said)):
        return [*marks, Mark(0, 0, "type", "type", "preprint", rank=1)]
    if appearing := APPEARING.match(said):
        return [*marks, Mark(0, 0, "note", "note", appearing[0])]
    return marks


def _sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A span, parted where a title ends in it that a venue stands behind ("A Study of Things. Odd Letters")."""
    for seam in SENTENCE.finditer(text, start, end):
        title, name = venues.Seen(text[start : seam.start()]), venues.Seen(text[seam.end() : end])
        if len(title.text.split()) > MOST_WORDS and venues.likeness(title) < min(0.0, venues.likeness(name)):
            return [(start, seam.start()), (seam.end(), end)]
    return [(start, end)]


def _name(text: str) -> str:
    """A venue's name without what leads to it."""
    said = SAID.match(text)
    name = text[said.end() :] if said else text
    return SHORT_NAME.sub("", name, count=1).strip()


def _authors(text: str, free: Sequence[tuple[int, int]]) -> tuple[str, list[tuple[int, int]]]:
    """The byline that stands first in a line, and what is left."""
    for many in range(min(len(free), 12), 0, -1):
        names = text[free[0][0] : free[many - 1][1]]
        if free[0][0] <= 2 and byline.likeness(names, byline.Known()) >= AUTHORS and not shapes.INSTITUTION.search(names):
            return names, list(free[many:])
    return "", list(free)
