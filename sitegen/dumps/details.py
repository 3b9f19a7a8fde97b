"""What a line says of a paper beside title, authors and abstract: where and when it came out, its numbers and ids.

    Proceedings of the IEEE conference on …, 2016 · Year: 2016 | Conference Paper | Publisher: IEEE · Cited by 412 · [pdf] [bib]
    K Example, X Sample - Proc. CVPR, 2016 - example.org · arXiv:2205.14135 [pdf, other] cs.LG · 计算机学报, 2020, 43(3): 1-12

A line is read by what is found in it, the surest first: addresses and ids, counts, dates, volume and pages, words for kinds and
buttons. What is left is a venue where it reads like one, else it is handed back. No character is lost.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeAlias

import msgspec

from sitegen import categories
from sitegen.dumps import byline, counts, dates, furniture, genres, identifiers, labels, numbering, publishers, shapes, venues
from sitegen.dumps.groups import is_place
from sitegen.dumps.marks import GAP, Field, Kind, Mark, without
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

    `rest` is what nothing explains. `authors`, `title`, `abstract` and `affiliation` are what of the line is these, "" for none.
    """

    details: Details
    kind: Kind
    sure: float
    rest: str = ""
    authors: str = ""
    title: str = ""
    abstract: str = ""
    affiliation: str = ""


Finder: TypeAlias = Callable[[str], Iterable[Mark]]

CERTAIN = 4.0
LONGEST_SHOUTED = 2
METHODS = frozenset(("venue", "other", "note", "title", "category", "affiliation"))
# How sure a line is that holds nothing but one mark of a kind. What has one shape in all the world (an id, a count of citations, a
# label) is certain; a word that is a title, too, in some paper of the corpora is not.
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
SEPARATOR = re.compile(rf"[{GAP}]+|\s[-–—|·•∙⋅/]+\s|[|;•·›»→\t；]+|\s{{3,}}")
# What parts a line into what is read by itself.
CELL = re.compile(r"\s*[\t|•·⋅∙]\s*|\s{3,}|;\s+(?=[\w -]{2,24}:\s)")
EDGES = " \t.,;:。，；：、《》*†‡–—-−/&|«»“”\"'"
COMMA = re.compile(r"(?:,|;|\.|，|。)\s+(?!(?:Inc|Ltd|LLC|Corp)\b)|，|。")
IN_NAME = re.compile(r"\s(?:19|20)\d\d\b")
BRACKETED = re.compile(r"[(\[（【]\s*(?P<said>[^()\[\]（）【】]{1,80})\s*[)\]）】]")
# Words that lead from one part to the next.
CONNECTOR = re.compile(
    r"(?i:published |appears? |appeared |presented |to appear |erschienen |publié |publicado |veröffentlicht )?(?i:in|in the|on|at|by|via|and|from|part of"
    r"|for|dans|en|em|im|bei|von|as|to|with|of)|in:|pp?\.?|(?i:doi|url|accessed|retrieved(?: from)?|available(?: (?:at|from|online))?|id|online|volume"
    r"|issue|year|date|this version)|eds?|vol|no|pages?|or|not",
)
SAID = re.compile(
    r"(?:(?:to appear|published|appeared|appears|presented|forthcoming|accepted|erschienen|veröffentlicht|publié|publicado) )?(?:in|at|dans|en|em|im|nel|in the|in:)[: ]\s*(?=[^\W\d_]|\d+(?:st|nd|rd|th)|(?:19|20)\d\d\s[A-Z]|[„“\"‘'«])",
    re.IGNORECASE,
)
APPEARING = re.compile(r"(?:to appear|forthcoming)\b", re.IGNORECASE)
SEAM = re.compile(r"\s+|(?<=[a-z])(?=[A-Z])")
LONGEST_PAIR = 60
DIGIT = re.compile(r"\d")
# What bylines have: several names, or initials.
SEVERAL = re.compile(r"[,;|·•]|\sand\s|&|\b[A-Z]\.|\b[A-Z]{1,3}\b")
FOUR_DIGITS = re.compile(r"\d{4}")
SOME_NUMBER = re.compile(r"\d|://|www\.|rxiv", re.IGNORECASE)
VOLUME = re.compile(r"(?<=[^\W\d_.)]),?\s(?P<volume>(?!(?:1[6-9]|20)\d\d)\d{1,4})\Z")
HOST = re.compile(r"(?:[\w-]+\.)+(?:[a-z]{2,12})(?:/\S*)?", re.IGNORECASE)
# "(NeurIPS 2020)" is part of a name, and tells the year.
IN_BRACKETS = re.compile(r"\([^()\ue000]*[^\W\d_]\s$")
EDITORS = re.compile(
    r"(?:^|(?<=[Ii]n )|(?<=[Ii]n: ))[^()\d]{3,160}?\(\s?(?:eds?|editors?|hrsg|hg|dirs?|coords?|orgs?|éds?|a cura di)\.?\s?\)[:,.]?"
    r"|\b(?:edited by|herausgegeben von|hrsg\. von|sous la direction de)\s[^,;()\d]{3,120}",
    re.IGNORECASE,
)
# A year behind a word is part of a name where another year stands apart ("British fiction since 1970 (2005)").
YEAR_IN_WORDS = re.compile(r"[^\W\d_]\s$")
SHORT_YEAR = re.compile(
    r"(?<=[A-Za-z])(?:[’'‘](?P<short>\d\d)|\s[’'‘](?P<apart>\d\d)|(?<=[A-Z])[-]?(?P<glued>(?:19|20)\d\d))(?=\s*(?:$|[.,;:()\[\ue000]))"
)
THIS_CENTURY = 60
# "ICLR 2023 notable top 25%" is one name, and says something, too.
DECIDED = re.compile(
    r"(?P<name>[A-Z][\w@/-]{1,14}(?:[ .][A-Z][\w.-]*){0,3} (?P<year>20\d\d)(?: (?:Conference|Workshop|Main|Findings))?) (?P<note>[A-Za-z][\w %-]{2,40})"
)
PREPRINT = re.compile(
    r"(?:arXiv|CoRR|SSRN|bioRxiv|medRxiv|PsyArXiv|ChemRxiv|TechRxiv|Research Square)\s(?:e-?prints?|preprints?|working papers?|electronic journal)"
    r"(?:\sarXiv)?|CoRR|bioRxiv|medRxiv|PsyArXiv|ChemRxiv|TechRxiv|SSRN Electronic Journal",
    re.IGNORECASE,
)
PREPRINT_NAME = re.compile(rf"(?:arXiv|{PREPRINT.pattern})(?!\w)", re.IGNORECASE)
ARXIV_ALONE = re.compile(r"(?P<venue>arXiv)[,.]?\s\(?(?P<date>(?:19|20)\d\d)\)?\.?")
DAYS = re.compile(
    rf"(?:(?P<month>{dates._one_of(dates.ENGLISH)})\.?\s\d{{1,2}}\s?[-–—]\s?(?:{dates._one_of(dates.ENGLISH)}\.?\s)?\d{{1,2}}(?:,?\s(?P<year>(?:19|20)\d\d))?"
    rf"|\d{{1,2}}(?:\s{dates._one_of(dates.ENGLISH)}\.?)?\s?[-–—]\s?\d{{1,2}}\s(?P<behind>{dates._one_of(dates.ENGLISH)})\.?(?:,?\s(?P<then>(?:19|20)\d\d))?)(?!\w)"
)
EXCERPT = re.compile(r"(?:…|\.\.\.)\s.+|.+\s(?:…|\.\.\.)", re.DOTALL)
SHORTEST_EXCERPT = 60
# Two numbers side by side, as in the columns of Scholar's profile.
BARE_CELLS = re.compile(rf"(?P<count>{counts.NUMBER})\*?\s+(?P<year>(?:19|20)\d\d)|(?P<alone>{counts.NUMBER})\*?")
COLUMNS = re.compile(rf"(?P<said>.*\S)\s*\t\s*(?P<count>{counts.NUMBER})\*?\s*\t\s*(?P<year>(?:19|20)\d\d)")
SUBJECT = re.compile(
    r"(?:Computer Science|Mathematics|Physics|Statistics|Quantitative (?:Biology|Finance)|Electrical Engineering and Systems Science|Economics) > (?P<name>[A-Z].{2,60})"
)
BY_NAME: Mapping[str, str] = {full: name for name, full in reversed(categories.NAMES.items())}
ID_IN = re.compile(r"\((?P<id>[a-z-]+(?:\.[A-Za-z-]+)?)\)")


def read(text: str, links: Sequence[str] = (), order: dates.Order | None = None) -> Found | None:
    """What a line says beside title, byline and abstract; None where that is nothing.

    `links` are the addresses that words of the line lead to, whose ids are read, too. `order` is how the dump writes day and month.
    """
    found = _read(text.strip(), order)
    if found and found.sure > 0.0 and _are_names(text, found):
        return None
    ids = identifiers.ids_in(links) if found else []
    return found._replace(details=_joined([found.details, _details(ids)])) if found and ids else found


@lru_cache(maxsize=8192)
def _read(text: str, order: dates.Order | None) -> Found | None:
    if not text:
        return None
    if label := labels.read(text[:80]):
        cells = [cell for cell in CELL.split(text) if cell]
        if len(cells) > 1 and len(text) <= LONGEST and (several := _cells(cells, order)):
            return several
        shouted = text[: len(label.label)].isupper()
        if found := _labelled(label, text[label.at :].strip(), order, shouted=shouted):
            return found
    if len(text) > LONGEST_SHORT and (
        len(text) > LONGEST or len(RUNNING.findall(text, 0, ENOUGH)) > 1 or shapes.prose(text) > 0.0
    ):
        return None
    if match := BARE_CELLS.fullmatch(text):
        return _numbers(match)
    return (
        _columns(text, order)
        or _cells([cell for cell in CELL.split(text) if cell], order)
        or _whole(text)
        or _plain(text, order)
    )


def _columns(text: str, order: dates.Order | None) -> Found | None:
    """A line with the columns of a table behind it that say how often the paper was cited, and the year."""
    match = COLUMNS.fullmatch(text)
    found = _read(match["said"].strip(), order) if match else None
    if not match or not found:
        return None
    cited = Details(citations=int(counts.number(match["count"])), date=match["year"])
    return found._replace(details=_joined([found.details, cited]), sure=min(CERTAIN, found.sure + STRENGTH["count"]))


def _are_names(text: str, found: Found) -> bool:
    """Whether a line that would be a venue, a publisher or a place is a byline, as its commas and initials tell."""
    if (
        found.kind not in {"venue", "publisher", "labelled", "buttons", "type"}
        or found.authors
        or DIGIT.search(text)
        or ":" in text
    ):
        return False
    return bool(SEVERAL.search(text)) and byline.likeness(text, byline.Known()) >= AUTHORS


def _whole(text: str) -> Found | None:
    """What a line says that is one thing: a type, a note, buttons, categories, a count beside a year, an excerpt."""
    text = text.rstrip("!. ") if len(text) <= LONGEST_PAIR else text
    kind = genres.type_of(text) or genres.output(text)
    if kind and text.lower() not in genres.AMBIGUOUS:
        return Found(Details(type=kind), "type", WORD_ALONE if " " not in text else STRENGTH["type"])
    if genres.is_note(text):
        return Found(Details(note=text), "note", WORD_ALONE if " " not in text else STRENGTH["note"])
    if (furniture.is_known(text) and not FOUR_DIGITS.search(text) and not counts.find(text)) or genres.is_access(text):
        return Found(Details(), "buttons", WORD_ALONE if " " not in text else STRENGTH["buttons"])
    if (subject := SUBJECT.fullmatch(text)) or categories.are(text):
        category = _category(subject["name"] if subject else text)
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
    if match := ARXIV_ALONE.fullmatch(text):
        return Found(Details(venue=match["venue"], date=match["date"], type="preprint"), "venue", CERTAIN)
    if not DIGIT.search(text) and (meaning := _two_meanings(text)):
        return Found(_details([Mark(0, 0, *meaning)]), meaning[0], STRENGTH[meaning[0]])
    return _decided(text) or _affiliation(text)


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
    place = text.lstrip("·•∙⋅ ")
    if is_place(place) or (
        place != text and "," not in place and len(place) < publishers.LONGEST and not any(map(str.isdigit, place))
    ):
        return Found(Details(), "affiliation", STRENGTH["affiliation"], affiliation=place)
    return None


def _category(text: str) -> str | None:
    """The first category that a text names, by its id or its full name."""
    first = text.split(";", maxsplit=1)[0].strip()
    match = ID_IN.search(first)
    name = match["id"] if match else BY_NAME.get(first, first.split()[0] if first else "")
    return name if name in categories.NAMES else None


def _cells(cells: Sequence[str], order: dates.Order | None) -> Found | None:
    """A line of several parts, each of which is read by itself; None where one of them is nothing known."""
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
    first = {name: next((value for one in known if (value := getattr(one, name))), "") for name in Found._fields[4:]}
    return Found(
        _joined([one.details for one in known]), main.kind, min(sure, min(one.sure for one in known) + 3.0), "", **first
    )


def _joined(several: Iterable[Details]) -> Details:
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


def _labelled(label: labels.Labelled, said: str, order: dates.Order | None, *, shouted: bool = False) -> Found | None:
    """What a line says whose label is known; what is in capitals before a longer text is the name of a method."""
    if shouted and " " not in label.label and label.meaning in METHODS and len(said.split()) > LONGEST_SHOUTED:
        return None
    bare = Found(Details(), "labelled", CERTAIN)
    if not said:
        return bare
    match label.meaning:
        case "title" | "authors" | "abstract" | "affiliation":
            return bare._replace(**{label.meaning: said}, sure=STRENGTH["labelled"])
        case "date":
            return _labelled_date(label.label, said, order)
        case "type":
            kind = genres.type_of(said) or genres.output(f"publication: {said}") or genres.type_of(COMMA.split(said)[0])
            return Found(Details(type=kind), "type", CERTAIN, "" if kind else "")
        case "category":
            return Found(Details(category=_category(said)), "category", CERTAIN)
        case "keywords":
            return Found(Details(), "keywords", CERTAIN)
        case "note":
            return Found(Details(note=said), "note", CERTAIN)
        case "venue" | "identifier" | "citations":
            return _labelled_parts(label, said, order)
        case "volume" | "issue" | "pages" | "publisher":
            return _labelled_field(label.meaning, said, order)
    stray = [mark for mark in _dated(said, order) if mark.rank < dates.PLAIN]
    return bare._replace(details=_details(stray))


def _labelled_date(label: str, said: str, order: dates.Order | None) -> Found | None:
    marks = _dated(f"{label}: {said}", order)
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
    further = _read(said[match.end() :].strip(EDGES), order)
    own = _details([Mark(0, 0, "venue", field, value), *([Mark(0, 0, "date", "date", match["year"])] if match["year"] else [])])
    return Found(_joined([own, *([further.details] if further else [])]), "venue", CERTAIN)


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
    marks = _marks(said, order)
    free = _free(said, marks)
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
    marks = _marks(text, order)
    free = _free(text, marks)
    if not marks and len(text) > LONGEST_SHORT:
        return None
    authors = ""
    if marks or len(free) > 1:
        authors, free = _authors(text, free)
    if len(free) > 1:
        free = _rejoined(text, free)
    if any(mark.field == "publisher" for mark in marks):
        free = [span for span in free if not _is_seat(text[slice(*span)])]
    if not free:
        return _explained(text, _with_journal(marks), authors) if marks else None
    return _with_venue(text, marks, free, authors)


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
    """A line of which something is left: the part that reads most like a venue is one, if it does, and the others are the rest."""
    fields = {mark.field for mark in marks}
    seen = _seen(text, marks, free)
    scores = [venues.likeness(one) for one in seen]
    best = max(range(len(free)), key=scores.__getitem__)
    rest = [
        text[slice(*span)] for at, span in enumerate(free) if at != best and not venues.ACRONYM.fullmatch(text[slice(*span)])
    ]
    if scores[best] <= 0.0 or "venue" in fields:
        rest = [text[start:end] for start, end in free]
        if not marks:
            return Found(Details(), "venue", scores[best], "; ".join(rest)) if scores[best] > -2.0 else None
        found = _explained(text, marks, authors)
        words = sum(len(one.split()) for one in rest)
        cost = UNEXPLAINED * _share(rest, text) + (CERTAIN if words > MOST_WORDS else 0.0)
        return found._replace(sure=found.sure - cost, rest="; ".join(rest))
    start, end = free[best]
    marks = [*marks, *_venue(text, start, end, marks)]
    if any(mark.value in {"thesis", "report"} for mark in marks) and shapes.INSTITUTION.search(seen[best].text):
        marks = [mark._replace(kind="publisher", field="publisher") if mark.field == "venue" else mark for mark in marks]
    if APPEARING.match(text[start:end]):
        marks.append(Mark(start, end, "note", "note", text[start:end].split(" in ", maxsplit=1)[0].strip()))
    sure = min(CERTAIN, scores[best]) - UNEXPLAINED * _share(rest, text)
    return Found(_details(_typed(marks, seen[best].text)), "venue", sure, "; ".join(rest), authors)


def candidates(text: str, order: dates.Order | None = None) -> list[venues.Seen]:
    """What of a line may be a venue's name, with what the line says beside it."""
    marks = _marks(text, order)
    free = _free(text, marks)
    return _seen(text, marks, _rejoined(text, free) if free else [])


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


def _typed(marks: list[Mark], name: str) -> list[Mark]:
    """The marks, and that what appeared at a server of preprints is one."""
    return [*marks, Mark(0, 0, "type", "type", "preprint", rank=1)] if PREPRINT_NAME.match(name) else marks


def _share(rest: Iterable[str], text: str) -> float:
    return sum(map(len, rest)) / len(text)


def _name(text: str) -> str:
    """A venue's name without what leads to it."""
    said = SAID.match(text)
    name = text[said.end() :] if said else text
    return name.strip()


def _marks(text: str, order: dates.Order | None) -> list[Mark]:
    """All that is found in a line, each at its place, the surest first."""
    marks: list[Mark] = []
    left = text.replace(GAP, " ")
    for find in _finders(order) if SOME_NUMBER.search(left) else (_bracketed,):
        if found := list(find(left)):
            marks += found
            left = without(left, found)
    return marks if any(mark.field == "date" for mark in marks) else [*marks, *_short_years(left)]


@lru_cache(maxsize=4)
def _finders(order: dates.Order | None) -> tuple[Finder, ...]:
    return (
        identifiers.links,
        identifiers.numbers,
        _editors,
        _bracketed,
        counts.find,
        counts.others,
        numbering.labelled,
        _days,
        _seasons,
        lambda text: [mark for mark in _dated(text, order) if len(mark.value) != len("2022")],
        numbering.plain,
        lambda text: _dated(text, order),
        numbering.alone,
    )


def _bracketed(text: str) -> Iterator[Mark]:
    """What stands in brackets and is known: buttons, kinds, notes, places, categories; but for "ACL (demo) 2020", which is a name."""
    for match in BRACKETED.finditer(text):
        if not IN_NAME.match(text, match.end()) and (mark := _known(match["said"].strip(), match.start(), match.end())):
            yield mark


def _dated(text: str, order: dates.Order | None) -> list[Mark]:
    """The dates in a text; those that are no date of the paper have no field."""
    marks = []
    for one in dates.found(text, order):
        rank = dates.rank(one.label)
        marks.append(Mark(one.start, one.end, "date", "date" if rank < dates.NO_DATE else "", one.date, rank))
    apart = [mark for mark in marks if not YEAR_IN_WORDS.search(text, max(0, mark.start - 2), mark.start)]
    if apart and len(apart) < len(marks):
        marks = [mark for mark in marks if mark in apart or len(mark.value) > len("2022")]
    return [
        mark
        if not IN_BRACKETS.search(text, 0, mark.start) or text[mark.end : mark.end + 1] != ")"
        else mark._replace(end=mark.start)
        for mark in marks
    ]


def _editors(text: str) -> Iterator[Mark]:
    """The editors of a book, before its name or behind it."""
    return (Mark(match.start(), match.end(), "labelled") for match in EDITORS.finditer(text))


def _seasons(text: str) -> Iterator[Mark]:
    """A season, a quarter or several months, of which no more than the year is kept."""
    for match in dates.SEASON.finditer(text):
        if dates.are_months(match["from"], match["to"]):
            year = match["year"] or match["first"]
            yield Mark(match.start(), match.end(), "date", "date", year, dates.PLAIN)


def _days(text: str) -> Iterator[Mark]:
    """The days of a meeting, of which year and month are known."""
    for match in DAYS.finditer(text):
        year = match["year"] or match["then"]
        month = dates.ENGLISH[(match["month"] or match["behind"]).lower()]
        yield Mark(
            match.start(), match.end(), "date", "date" if year else "", f"{year}-{month:02}" if year else "", dates.PLAIN
        )


def _short_years(text: str) -> Iterator[Mark]:
    """The year that is glued to a conference's name ("CHI '21", "ACL2020")."""
    for match in SHORT_YEAR.finditer(text):
        short = match["short"] or match["apart"]
        year = match["glued"] or f"{'20' if int(short) < THIS_CENTURY else '19'}{short}"
        yield Mark(match.start(), match.end(), "date", "date", year, dates.PLAIN + 1)


def _known(piece: str, start: int, end: int) -> Mark | None:
    """The mark that a piece of a line is by its words, wherever it stands."""
    meaning = _meaning(piece)
    return Mark(start, end, *meaning) if meaning else None


@lru_cache(maxsize=4096)
def _meaning(piece: str) -> tuple[Kind, Field, str] | None:
    """What a piece of a line is by its words: kind, field and value."""
    if PREPRINT.fullmatch(piece):
        return "venue", "venue", piece
    kind = genres.type_of(piece) or genres.output(piece)
    if kind and piece.lower() not in genres.AMBIGUOUS:
        return "type", "type", kind
    if genres.is_note(piece):
        return "note", "note", piece
    if furniture.is_known(piece) or genres.is_access(piece) or CONNECTOR.fullmatch(piece):
        return "buttons", "", ""
    if piece in categories.NAMES or (categories.are(piece) and "(" in piece):
        category = _category(piece)
        return "category", "category" if category else "", category or ""
    if publishers.is_publisher(piece):
        return "publisher", "publisher", piece
    if meaning := _two_meanings(piece):
        return meaning
    named = HOST.fullmatch(piece) or publishers.is_place(piece) or not re.search(r"\w", piece)
    return ("labelled", "", "") if named else None


def _two_meanings(piece: str) -> tuple[Kind, Field, str] | None:
    """What a piece says that is two known ones side by side or glued ("Article Open access", "Research articleOpen access")."""
    if len(piece) > LONGEST_PAIR:
        return None
    for cut in SEAM.finditer(piece):
        first = _meaning(piece[: cut.start()])
        if (
            first
            and first[0] in {"type", "note", "buttons"}
            and (second := _meaning(piece[cut.end() :]))
            and second[0] in {"type", "note", "buttons"}
        ):
            return first if first[1] else second
    return None


def _free(text: str, marks: list[Mark]) -> list[tuple[int, int]]:
    """The spans of a line that nothing explains, in order; known words at their edges become marks."""
    left, at, free = without(text.replace(GAP, " "), marks), 0, []
    for match in [*SEPARATOR.finditer(left), None]:
        start, end = _trimmed(left, at, match.start() if match else len(left))
        at = match.end() if match else at
        if start < end:
            start, end = _peeled(left, start, end, marks)
        if start < end:
            free.append((start, end))
    return free


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without blanks, punctuation and lone brackets at its ends."""
    while start < end:
        piece = text[start:end]
        if piece[0] in EDGES or (
            piece[0] in ")]（【）】" or (piece[0] in "([" and piece.count(piece[0]) > piece.count(")]"["([".index(piece[0])]))
        ):
            start += 1
        elif (
            (piece[-1] in EDGES and not (piece[-1] == "." and venues.SHORTENED.search(piece[:-1])))
            or piece[-1] in "(["
            or (piece[-1] in ")]" and piece.count(piece[-1]) > piece.count("(["[")]".index(piece[-1])]))
        ):
            end -= 1
        else:
            break
    return start, end


def _peeled(text: str, start: int, end: int, marks: list[Mark]) -> tuple[int, int]:
    """What of a span is not known, once known pieces are taken from its end and from its beginning."""
    if mark := _known(text[start:end], start, end):
        marks.append(mark)
        return end, end
    while cut := [match for match in COMMA.finditer(text, start, end)]:
        mark = _known(text[cut[-1].end() : end].strip("()[] "), cut[-1].end(), end)
        if not mark or (cut[-1][0][0] == "." and (mark.kind == "labelled" or mark.value.isupper())):
            break
        marks.append(mark)
        before = cut[-2].end() if len(cut) > 1 else start
        end = cut[-1].start()
        if mark.kind == "labelled" and before + start > 0 and publishers.is_city(text[before:end]):
            marks.append(Mark(before, end, "labelled"))
            end = cut[-2].start() if len(cut) > 1 else start
    while cut := [match for match in COMMA.finditer(text, start, end)]:
        mark = _known(text[start : cut[0].start()], start, cut[0].start())
        if not mark:
            break
        marks.append(mark)
        start = cut[0].end()
    return _published(text, *_trimmed(text, start, end), marks)


def _published(text: str, start: int, end: int, marks: list[Mark]) -> tuple[int, int]:
    """A span without a publisher at its end that a place stands before ("Cambridge, MA: MIT Press")."""
    place, colon, name = text[start:end].rpartition(": ")
    if colon and publishers.is_publisher(name) and all(map(publishers.is_city, place.split(", "))):
        marks += [Mark(start, start + len(place), "labelled"), Mark(end - len(name), end, "publisher", "publisher", name)]
        return end, end
    mark = _known(text[start:end], start, end) if start < end else None
    if mark:
        marks.append(mark)
        return end, end
    return start, end


def _authors(text: str, free: Sequence[tuple[int, int]]) -> tuple[str, list[tuple[int, int]]]:
    """The byline that stands first in a line, and what is left."""
    for many in range(min(len(free), 12), 0, -1):
        names = text[free[0][0] : free[many - 1][1]]
        if free[0][0] <= 2 and byline.likeness(names, byline.Known()) >= AUTHORS and not shapes.INSTITUTION.search(names):
            return names, list(free[many:])
    return "", list(free)


def _rejoined(text: str, free: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans, those joined that only a year or brackets part ("ACL 2020 (Demos)")."""
    joined = [free[0]]
    for start, end in free[1:]:
        between = text[joined[-1][1] : start]
        if re.fullmatch(r"\s(?:(?:19|20)\d\d\s)?[(\[]|\s(?:19|20)\d\d(?:\s|:\s)", between):
            joined[-1] = joined[-1][0], end + (text[end : end + 1] in {")", "]"})
        else:
            joined.append((start, end))
    return joined
