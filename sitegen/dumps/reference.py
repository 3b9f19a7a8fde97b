"""One reference in any style: a string in; title, authors, journal, date, pages, … out, and how sure that is.

    [7] A. Example and B. Sample, “On tables,” J. Tables, vol. 3, no. 2, pp. 1–9, Aug. 2015. doi: 10.1234/jt.17
    Example, A., Sample, B., & Roe, C. (2015). On tables. Journal of Tables, 3(2), 1–9.
    Ada Example, Ben Sample: On tables. ICXX 2015: 1-9

`tagging` says which words are what; here they are freed of what stands around them ("In", "pp.", "vol.") and taken apart.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import resources
from itertools import groupby
from math import exp, log
from typing import NamedTuple

import msgspec

from sitegen.dumps import byline, dates
from sitegen.dumps.addresses import addresses
from sitegen.dumps.details import Details
from sitegen.dumps.tagging import Label, Tagged, tag
from sitegen.records import Type

LONGEST = 1500
"""No reference has more characters."""
CALIBRATION = "reference.json"
# What a field is called for people; one that is less sure than this is named.
FIELDS = {
    "author": "authors",
    "title": "title",
    "container": "venue",
    "date": "date",
    "volume": "volume",
    "pages": "pages",
    "publisher": "publisher",
}
CLEAR = 0.8
CODE = re.compile(r"\[?\bcode\b\]?", re.IGNORECASE)


class Reference(NamedTuple):
    """What a string says of a paper: each field as printed, None or empty where it says nothing.

    `sure` is the probability that authors, title and year are all right, and low for what is no reference. `unused` is what
    of the string is in no field and is none of the marks that references have (number, place, series, editors, buttons).
    `doubt` says why the authors are not sure, `doubtful` which fields are not; `order` are the labels in the order in which
    they first occur. `code` is true where a mark says that there is code, `same` where a dash stands for the authors of the
    reference above.
    """

    title: str | None = None
    authors: tuple[str, ...] = ()
    complete: bool = True
    details: Details = Details()
    sure: float = 0.0
    unused: str = ""
    doubt: str | None = None
    order: tuple[Label, ...] = ()
    doubtful: tuple[str, ...] = ()
    code: bool = False
    same: bool = False


class Run(NamedTuple):
    """A stretch of a string whose tokens have one label; `sure` is that of the one that is least sure."""

    label: Label
    start: int
    end: int
    sure: float


class Marked(NamedTuple):
    """A string with its stretches, the probability that all labels are right, and how many tokens it has."""

    text: str
    runs: tuple[Run, ...] = ()
    likely: float = 0.0
    tokens: int = 0


def read(text: str, known: byline.Known | None = None) -> Reference:
    """The fields of one reference; `known` is what the rest of its list says of names."""
    return fields(mark(text), known)


def mark(text: str) -> Marked:
    """Which parts of a string are what. It may have several lines, of which nobody knows whether each is a part."""
    if not text.strip() or len(text) > LONGEST:
        return Marked(text)
    tagged, likely = tag(SHOUTED.sub(lambda family: family[0].capitalize(), text))
    return Marked(text, _with_title(_from_title(text, stretches(tagged))), likely, len(tagged))


# A family name in capitals before initials ("EXAMPLE A, ROE B C"), as GB/T 7714 has it.
SHOUTED = re.compile(r"\b[A-ZÀ-ÖØ-Þ]{2,}(?=(?:[ -][A-ZÀ-ÖØ-Þ]{2,})*,? [A-Z](?:[. -]?[A-Z]){0,2}[,.;])")


def bylines(marked: Marked) -> list[str]:
    """The names in a string, as they are taken apart."""
    printed = [marked.text[run.start : run.end].replace("\n", " ") for run in _of(marked.runs, "author")]
    return [_names(text) for text in printed if not SAME.fullmatch(text)]


def fields(marked: Marked, known: byline.Known | None = None) -> Reference:
    """What a string says, once its parts are known."""
    text, runs = marked.text.replace("\n", " "), marked.runs
    if not runs:
        return Reference(unused=marked.text)
    titles = _of(runs, "title")
    people = _authors(bylines(marked), known)
    title, behind = _title(text[titles[0].start : titles[0].end]) if titles else (None, "")
    found = Reference(
        title=title,
        authors=people.authors,
        complete=people.complete,
        details=_details(text, runs),
        unused=" ".join([*filter(None, [behind]), *(text[run.start : run.end] for run in (*_of(runs, "none"), *titles[1:]))]),
        doubt=people.doubt,
        order=tuple(dict.fromkeys(run.label for run in runs)),
        doubtful=tuple(dict.fromkeys(FIELDS[run.label] for run in runs if run.label in FIELDS and run.sure < CLEAR)),
        same=any(SAME.fullmatch(text, run.start, run.end) for run in _of(runs, "author")),
        code=any(CODE.search(text, run.start, run.end) for run in _of(runs, "note")),
    )
    return found._replace(sure=_sure(evidence(found, marked)))


def stretches(tagged: Sequence[Tagged]) -> list[Run]:
    """The stretches of tokens that have one label."""
    found = []
    for label, group in groupby(tagged, key=lambda one: one.label):
        run = list(group)
        found.append(Run(label, run[0].token.start, run[-1].token.end, min(one.sure for one in run)))
    return found


def _from_title(text: str, runs: Iterable[Run]) -> tuple[Run, ...]:
    """The stretches; a title begins behind the last initials of a byline that has them behind all names, or with a question."""
    found: list[Run] = []
    for run in runs:
        above = found[-1] if found else None
        if run.label == "author" and (names := FAMILIES_FIRST.match(text, run.start, run.end)):
            end = run.start + len(names[0].rstrip(". "))
            found += [run._replace(end=end), Run("title", names.end(), run.end, run.sure)]
        elif above and (above.label, run.label) == ("title", "title"):
            found[-1] = above._replace(end=run.end, sure=run.sure)
        elif above and (above.label, run.label) == ("author", "title") and _asks(text[above.start : run.start].rstrip()):
            found[-1] = run._replace(start=above.start)
        else:
            found.append(run)
    return tuple(found)


def _asks(text: str) -> bool:
    """Whether what is taken for a name is the question that a title begins with."""
    return text.endswith("?") and "," not in text


# "Example A, Roe BC. ", with something behind it.
FAMILIES_FIRST = re.compile(
    r"(?:[^\W\d_][\w’' -]* [A-Z](?: ?[A-Z]){0,2}, )+[^\W\d_][\w’' -]* [A-Z](?: ?[A-Z]){0,2}\.\s(?=\S{3})"
)


def _with_title(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """The stretches; what looks like a venue is the title of a book where a publisher and nothing else of a venue stands by."""
    kinds = Counter(run.label for run in runs)
    if kinds["title"] or kinds["container"] != 1 or not kinds["publisher"] or kinds["volume"] or kinds["pages"]:
        return runs
    return tuple(run._replace(label="title") if run.label == "container" else run for run in runs)


def _of(runs: Iterable[Run], label: Label) -> list[Run]:
    return [run for run in runs if run.label == label]


# Title and authors ----------------------------------------------------------------------------------------------------

QUOTES = {
    "“": "”",
    '"': '"',
    "«": "»",
    "„": "“”",
    "'": "'",
    "‘": "’",
    "`": "'",
    "『": "』",
    "「": "」",
    "《": "》",
    "*": "*",
    "_": "_",
}
STOPS = " \t\xa0\u202f.,:;·|-–—/，。．；："
WITH = re.compile(r"[(\[]?\s*(?:joint work )?\b(?:with|mit|avec|con)\b\s+", re.IGNORECASE)


QUOTED = re.compile(r"(?P<title>(?:“[^“”]{10,}(?:,”|”,)|«[^«»]{10,}»,|\"[^\"]{10,}(?:,\"|\",)))\s+(?P<behind>\S.*)", re.DOTALL)


# What a reference is behind its title, in GB/T 7714: "[J]", "[C/OL]".
KIND_MARK = re.compile(r"\s*\[[A-Z]{1,2}(?:/OL)?\][\s.]*\Z")


def _title(text: str) -> tuple[str | None, str]:
    """A title, and what stands behind the comma that ends it in its quotes."""
    quoted = QUOTED.match(text.strip())
    return (_unquoted(quoted["title"]), quoted["behind"]) if quoted else (_unquoted(text), "")


def _unquoted(text: str) -> str | None:
    """A title without the quotes, stops and emphasis around it; "." stays behind "…" and "?" and "!" stay."""
    text = KIND_MARK.sub("", text).strip(" \t\xa0\u202f,:;|·—–，；：")
    for opening, closing in QUOTES.items():
        if text.startswith(opening):
            inner = text.lstrip(opening + " \xa0\u202f")
            bare = inner.rstrip(" .,;:\xa0\u202f")
            ends = bare[-1:] and bare[-1] in closing
            if ends and not any(mark in bare[:-1] for mark in closing if mark not in "'’"):
                text = bare.rstrip(closing + "\xa0\u202f ").rstrip(" ,;")
                break
            if not ends and not any(mark in inner for mark in closing):
                text = inner
                break
    text = text.rstrip(" ,;:|·-–—\xa0\u202f。．，；：")
    if text.endswith(".") and not text.endswith(("...", "..")):
        text = text[:-1].rstrip()
    return text or None


def _authors(printed: Iterable[str], known: byline.Known | None) -> byline.Byline:
    parts = [_people(text, known or byline.Known()) for text in printed]
    return byline.Byline(
        authors=tuple(name for part in parts for name in part.authors),
        complete=all(part.complete for part in parts),
        doubt=next((part.doubt for part in parts if part.doubt), None) or _odd(name for part in parts for name in part.authors),
    )


def _odd(authors: Iterable[str]) -> str | None:
    """What of a byline is hardly a name."""
    odd = next((name for name in authors if len(name.split()) > MOST_WORDS or any(mark in name for mark in "?!:")), None)
    return f'"{odd[:40]}" is taken for an author, and could be part of the title' if odd else None


MOST_WORDS = 6


def _people(text: str, known: byline.Known) -> byline.Byline:
    """The people of a byline. A reference names nobody by one word: "Example, Ada" is one person where nothing else tells."""
    if plain := _plain(text):
        return byline.Byline(authors=tuple(plain))
    read = byline.read(text, known)
    if read.doubt and known.backwards >= 0:
        backwards = byline.read(text, msgspec.structs.replace(known, backwards=max(1, known.backwards)))
        read = read if backwards.doubt and not FIRST_REVERSED.match(text) else backwards
        read = msgspec.structs.replace(read, doubt=None) if FIRST_REVERSED.match(text) else read
    return msgspec.structs.replace(read, authors=tuple(_with_initials(read.authors)))


def _with_initials(authors: Iterable[str]) -> list[str]:
    """The authors; initials that stand alone belong to the name before, and two whole names with initials are two."""
    found: list[str] = []
    for author in authors:
        halves = author.split(", ")
        if found and INITIALS.fullmatch(author) and "," not in found[-1] and " " not in found[-1]:
            found[-1] = f"{found[-1]}, {author}"
        elif len(halves) == 2 and all(INITIALS_FIRST.fullmatch(half) for half in halves):
            found += halves
        else:
            found.append(author)
    return found


def _plain(text: str) -> list[str] | None:
    """The names where their form alone says who is who: "EXAMPLE, Ada, SAMPLE, Ben", "Example, A., B. Sample, C. Probe"."""
    pieces = PARTING.split(text)
    if len(pieces) < 3 or not all(pieces):
        return None
    if len(pieces) % 2 == 0 and all(_is_loud(one) for one in pieces[::2]) and not any(_is_loud(one) for one in pieces[1::2]):
        return [f"{family}, {given}" for family, given in zip(pieces[::2], pieces[1::2], strict=True)]
    if INITIALS.fullmatch(pieces[1]) and " " not in pieces[0] and all(INITIALS_FIRST.fullmatch(one) for one in pieces[2:]):
        return [f"{pieces[0]}, {pieces[1]}", *pieces[2:]]
    return None


def _is_loud(text: str) -> bool:
    return text.isupper() and len(text) > 1 and "." not in text


PARTING = re.compile(r"\s*(?:,\s*(?:and|&)|,|\band\b|&)\s+")
INITIALS_FIRST = re.compile(r"(?:[^\W\d_a-z]\.[\s-]?){1,4}\s?[^\W\d_][\w’'-]+(?:\s[^\W\d_][\w’'-]+){0,2}(?:,? Jr\.?)?")
INITIALS = re.compile(r"(?:[A-ZÀ-ÖØ-ÞĀ-ŽΑ-ΩА-Я]\.?[\s-]?){1,4}(?:,? (?:Jr|Sr|III?)\.?)?")
# "Example, Ada, and Ben Sample": the first of several is turned round, as MLA and Chicago have it.
FIRST_REVERSED = re.compile(
    r"[^\W\d_a-z][^\s,;]*,\s[^\W\d_a-z][^\s,;]*(?:\s[^\W\d_a-z][^\s,;]*){0,2},?\s(?:and|&|und|et|y)\s\S+\s[^,;]+\Z"
)
# What joins the last two authors in other languages, where it is in no name.
JOINS = re.compile(r"(?:\s+(?:und|et|u\.)|(?:(?<=[.,;])|(?<=\b[A-Z])|(?<=\b[A-Z]{2}))\s+(?:y|e|og|och|en|i))\s+(?=[^\Wa-z\d_])")
REST = re.compile(r"[\[(]\s*(et\.? al\.?|u\. ?a\.)\s*[\])]", re.IGNORECASE)
SAME = re.compile(r"[\s.,:;]*(?:[—–_-]{2,}|[—―─]+)[\s.,:;]*")
"""What stands for the authors of the reference above."""


EDITORS = re.compile(
    r"(?:[\s,]+|(?=[(\[]))[(\[]?\b(?:eds?|editors?|hrsg|hg|dirs?|éds?|coords?|orgs?|comps?)\b\.?[)\]]?[\s.,:]*\Z", re.IGNORECASE
)
# Initials that have no stops, so that the one behind the last of them ends the byline.
UNDOTTED = re.compile(r"[^\W\d_]{2} [A-Z](?: ?[A-Z]){0,2}\.\Z")
EMPHASIS = re.compile(r"\*\*|__|(?<!\w)[*_](?=\w)|(?<=\w)_(?!\w)")


def _names(text: str) -> str:
    """A byline without what introduces it, emphasis in it, and the stop behind it that ends no initial."""
    text = EDITORS.sub("", WITH.sub("", EMPHASIS.sub("", text), count=1) if WITH.match(text) else EMPHASIS.sub("", text))
    text = JOINS.sub(" & ", REST.sub(r"\1", text))
    text = re.sub(r"[,，]\s*(?=等\W*\Z)", "", text).strip(" \t\xa0,:;|—–-，；：。．([")
    if text.endswith(")") and text.count("(") < text.count(")"):
        text = text[:-1]
    if text.endswith(".") and "." not in text[:-1] and UNDOTTED.search(text):
        return text[:-1]
    last = re.search(r"(?:(?P<initial>\b[^\W\d_]\.)[\s-]?)?(?P<word>[^\W\d_]+)\.\Z", text[-60:])
    ends = (
        last and (len(last["word"]) > 2 or (last["initial"] and len(last["word"]) > 1)) and not byline.NOBODY.search(text[-12:])
    )
    return text[:-1] if ends else text


# What it says beside --------------------------------------------------------------------------------------------------

DOI = re.compile(r"\b10\.\d{4,9}/[^\s<>\"“”|{}\[\]]+")
ARXIV = re.compile(
    r"(?:arxiv(?:\.org/(?:abs|pdf|html)/|[:\s]\s*)|\babs/)(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?", re.IGNORECASE
)
PMID = re.compile(r"\bPMID:?\s*(\d{1,8})\b")
ISBN = re.compile(r"\bISBN(?:-1[03])?:?\s*((?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx])\b")
YEAR = re.compile(r"(?<![\w./-])((?:1[5-9]|20)\d\d)(?![\w/]|[-–]\d{3})")
INSIDE = re.compile(
    r"[\s(\[]*(?:(?:(?:published|presented|appeared|to appear|poster|paper|accepted)\b\s+)?(?:in|dans|en|em"
    r"|at)\b\s*:?\s+(?=\S)"
    r"|in:\s*)",
    re.IGNORECASE,
)
VOLUME_WORD = r"(?:volumen?|vols?|bd|band|jg|jahrgang|tomo|tome|t|v)\b\.?\s*"
ISSUE_WORD = r"(?:issues?|iss|nos?|nr|numbers?|num|núm|número|n\.?\s?[°ºo]|heft|h|ausgabe)\b\.?\s*|[°#]\s*|n\.\s?º\s*"
NUMERAL = r"(?:[A-Za-z]{0,3}\d[\w/.–-]*|[IVXLCDM]+\b|abs/[\w./-]+|Suppl\.?\s?\d*)"
VOLUME = re.compile(
    rf"[\s(\[,.]*(?:{VOLUME_WORD})?(?P<volume>{NUMERAL})?(?:\s*\((?:{ISSUE_WORD})?(?P<bracketed>[^()]{{1,20}})\)"
    rf"|[\s,.:;/]*(?:{ISSUE_WORD})(?P<named>{NUMERAL})|\s*[,.:/]\s*(?P<issue>{NUMERAL}))?[\s.,:;)\]]*",
    re.IGNORECASE,
)
PAGES = re.compile(
    r"(?:[A-Za-z]{0,3}\d[\w.:]*?|[ivxlc]+)(?:\s*(?:--?|[–—‑‐])\s*[A-Za-z]{0,3}\d[\w.:]*|\s*(?:--?|[–—‑‐])\s*[ivxlc]+)?(?!\w)"
)
# "2015;3(2)": the year before a volume.
YEAR_BEFORE = re.compile(r"\A(?:1[89]|20)\d\d;\s?(?=\d)")
GLUED_PAGES = re.compile(r"(?P<volume>\d+(?:\s?\([^()]{1,20}\))?)\s?:\s?(?P<pages>[A-Za-z]?\d+(?:[-–][A-Za-z]?\d+)?)[.,;]?")
# A venue with its volume, before a month and a year in brackets; a number that is no range of pages, and one that is.
NUMBERED = re.compile(r"(?P<venue>.*[^\W\d_.]),?\s(?P<volume>\d{1,4}),?\s\((?:[^\W\d_]{3,10}\.?\s)?(?:19|20)\d\d\)[\s.,:;]*")
ALONE, RANGE = re.compile(r"\s*\d{1,5}[\s,]*"), re.compile(r"\d\s*[-–]\s*\d")
PAGES_WORD = re.compile(
    r"(?:pages?|pgs?|pp?|seiten?|ss?|págs?|páginas?|article(?: (?:no|number|id))?|art|abstract|paper)\b\.?\s*#?", re.IGNORECASE
)
TYPES: Sequence[tuple[Type, re.Pattern[str]]] = (
    (
        "thesis",
        re.compile(
            r"thes[ie]s|thèse|dissertation|\bdiss\b|tesis|tese\b|diplomarbeit|masterarbeit|doktorarbeit|habilitation|\[D\]",
            re.I,
        ),
    ),
    ("report", re.compile(r"tech(?:nical|\.)?\s*rep|working paper|white paper|\breport\b|\[R\]", re.I)),
    ("article", re.compile(r"\[J(?:/OL)?\]")),
    ("conference", re.compile(r"\[C(?:/OL)?\]")),
    ("book", re.compile(r"\[M(?:/OL)?\]")),
    ("preprint", re.compile(r"\bpreprint\b", re.I)),
    ("dataset", re.compile(r"\[data ?set\]", re.I)),
    ("software", re.compile(r"\[(?:computer )?software\]", re.I)),
)
PREPRINTS = re.compile(
    r"\W*(?:in\s+)?(?:arxiv(?:\.org)?|corr|bioRxiv|medRxiv|chemRxiv)\b(?:\s*(?:e-?prints?|preprints?))?(?:\s*arxiv)?\W*",
    re.IGNORECASE,
)
# What references say beside their paper and no field keeps.
MARK = re.compile(
    r"\W*(?:\[?(?:pdf|code|bib(?:tex)?|arxiv|slides|project(?: page)?|paper|doi|video|link|website|html|poster|data"
    r"|talk|abs|demo|supp(?:lement)?)\]?"
    r"|available(?: online)?(?: (?:at|from))?|retrieved(?: from)?|accessed(?: on)?|url|online|verfügbar unter"
    r"|abgerufen von|disponible (?:en|sur)|en ligne"
    r"|recuperado de|disponível em|consulté sur|web|print|\[[A-Z](?:/OL)?\])\W*",
    re.IGNORECASE,
)


def _details(text: str, runs: Sequence[Run]) -> Details:
    said = {
        label: [text[run.start : run.end] for run in runs if run.label == label]
        for label in ("container", "volume", "pages", "publisher", "note")
    }
    glued = GLUED_PAGES.fullmatch(said["volume"][0]) if said["volume"] and not said["pages"] else None
    said |= {"volume": [glued["volume"]], "pages": [glued["pages"]]} if glued else {}
    said |= _misplaced(said)
    volume, issue = _volume(said["volume"])
    venue = _venue(said["container"])
    arxiv, doi, pmid, isbn = ARXIV.search(text), DOI.search(text), PMID.search(text), ISBN.search(text)
    return Details(
        venue=venue,
        date=_date(text, runs),
        type=_type([*said["note"], *GB_T.findall(text)], said["container"]),
        volume=volume,
        issue=issue,
        pages=_pages(said["pages"]),
        publisher=_bare(said["publisher"][0]) if said["publisher"] else None,
        doi=_doi(doi[0]) if doi else None,
        arxiv=arxiv[1] if arxiv else None,
        pmid=pmid[1] if pmid else None,
        isbn=isbn[1].strip() if isbn else None,
        note=_note(said["note"]),
        links=tuple(one for one in addresses(text) if not (DOI.search(one) or ARXIV.search(one))),
    )


GB_T = re.compile(r"\[(?:[JMDR]|C)(?:/OL)?\](?=\W)")


def _misplaced(said: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Volume and issue where they are told by what stands beside them: "Science 349, 6245 (July 2015), 261–266"."""
    if not said["volume"] and said["container"] and (numbered := NUMBERED.fullmatch(said["container"][0])):
        return {"container": [numbered["venue"]], "volume": [numbered["volume"]]}
    if (
        len(said["volume"]) == 1
        and len(said["pages"]) == 2
        and ALONE.fullmatch(said["pages"][0])
        and RANGE.search(said["pages"][1])
    ):
        return {"volume": [f"{said['volume'][0].rstrip(' ,')}, {said['pages'][0].strip()}"], "pages": [said["pages"][1]]}
    return {}


def _bare(text: str) -> str | None:
    text = text.strip(" \t\xa0\u202f,:;|·-–—，；：。．/")
    if text.startswith("(") and text.count("(") > text.count(")"):
        text = text[1:]
    text = text.strip(" ,:;")
    while text.endswith((")", "]", ".", ",", ";", ":")) and not _needed(text):
        text = text[:-1].rstrip()
    return text or None


def _needed(text: str) -> bool:
    """Whether the last mark of a text belongs to it: it closes a bracket, or ends something short ("J. Am. Chem. Soc.")."""
    if text[-1] in ")]":
        return text.count({")": "(", "]": "["}[text[-1]]) >= text.count(text[-1])
    return text[-1] == "." and text.count(".") > 1 and len(text.rsplit(" ", 1)[-1]) < 7


def _venue(said: Sequence[str]) -> str | None:
    """The journal, book or conference without "In" and its year."""
    if not said:
        return None
    text = INSIDE.sub("", said[0], count=1) if INSIDE.match(said[0]) else said[0]
    if PREPRINTS.fullmatch(text):
        text = re.sub(r"\s+arxiv\W*\Z", "", text, flags=re.IGNORECASE)
    bare = _bare(re.sub(r"[\s,]*(?:\((?:19|20)\d\d\)|\b(?:19|20)\d\d)[\s.,:;]*\Z", "", text).lstrip("*_"))
    bare = _unquoted(bare) if bare and bare[0] in QUOTES else bare
    return bare.rstrip("*_") if bare else None


def _volume(said: Sequence[str]) -> tuple[str | None, str | None]:
    printed = YEAR_BEFORE.sub("", " ".join(said))
    match = VOLUME.fullmatch(printed) if printed and len(printed) < 80 else None
    if not match:
        return _bare(printed) or None, None
    issue = match["bracketed"] or match["named"] or match["issue"]
    return (match["volume"] or "").rstrip(".,:-") or None, (issue or "").strip(" .,:") or None


def _pages(said: Sequence[str]) -> str | None:
    if not said:
        return None
    text = PAGES_WORD.sub("", said[0], count=1).strip(" ()[].,;:")
    match = PAGES.match(text)
    return re.sub(r"\s+", "", match[0]).rstrip(".:") if match else None


def _date(text: str, runs: Sequence[Run]) -> str | None:
    """The date that the tagged words give, else the only year that stands in the venue."""
    found = [date for run in runs if run.label == "date" if (date := _iso(text[run.start : run.end]))]
    if found:
        same = [date for date in found if date[:4] == found[0][:4]]
        return max(same, key=len)
    years = {
        match[1]
        for run in runs
        if run.label in {"container", "place", "volume", "note"}
        for match in YEAR.finditer(text[run.start : run.end])
    }
    return years.pop() if len(years) == 1 else None


def _iso(text: str) -> str | None:
    bare = re.sub(r"(?<=\d{4})[a-z]\b", "", text).strip(" \xa0.,:;()[]，。．；：*")
    year = YEAR.search(bare)
    tidy = re.sub(r"\s*,\s*", " ", bare)
    read = next((iso for form in (bare, bare.replace(".", ""), tidy) if (iso := dates.iso(form))), None)
    if read or not year:
        return read
    rest = " ".join((bare[year.end() :] + " " + bare[: year.start()]).replace(",", " ").replace(".", " ").split())
    return next(
        (iso for form in (f"{rest} {year[1]}", f"{rest.split('-')[0].split('/')[0]} {year[1]}") if (iso := dates.iso(form))),
        year[1],
    )


def _type(notes: Sequence[str], containers: Sequence[str]) -> Type | None:
    for kind, pattern in TYPES:
        if any(map(pattern.search, notes)):
            return kind
    return "preprint" if containers and PREPRINTS.fullmatch(containers[0]) else None


def _note(said: Sequence[str]) -> str | None:
    """The remarks that are no buttons and say nothing of the type alone."""
    kept = [
        bare
        for text in said
        for part in re.split(r"(?<=\])\s+(?=\[)", text)
        if not MARK.fullmatch(part) and (bare := _bare(part.strip("*_ ")))
    ]
    return "; ".join(note.strip("()[]*") if note[0] in "([" and note[-1] in ")]" else note for note in kept) or None


def _doi(found: str) -> str:
    found = found.rstrip(".,;:")
    while found.endswith(")") and found.count("(") < found.count(")"):
        found = found[:-1].rstrip(".,;:")
    return found


# How sure that is -----------------------------------------------------------------------------------------------------


def evidence(found: Reference, marked: Marked) -> tuple[float, ...]:
    """What tells how sure a reading is, as numbers between about -1 and 1, for `tools.train_references` to weigh."""
    runs, tokens = marked.runs, marked.tokens
    kinds = {run.label for run in runs} & {"title", "author", "date", "container"}
    worst = min((run.sure for run in runs if run.label in {"title", "author", "date"}), default=0.0)
    repeated = sum(len(_of(runs, label)) > 1 for label in ("title", "author"))
    return (
        1.0,
        _odds(marked.likely) / 5,
        _odds(worst) / 5,
        float(len(kinds) == 2),
        float(len(kinds) < 2),
        float("title" not in kinds),
        float("author" not in kinds),
        float(found.details.date is None),
        float(repeated),
        float(bool(found.doubt)),
        float(any(run.label == "none" for run in runs)),
        min(tokens, 60) / 30,
    )


def _odds(chance: float) -> float:
    """The logarithm of the odds, which tells 0.98 from 0.999, where the logarithm of the chance does not; from -6 to 6."""
    return max(-6.0, min(6.0, log(max(chance, 1e-9) / max(1 - chance, 1e-9))))


def _sure(seen: Sequence[float]) -> float:
    return round(1 / (1 + exp(-sum(weight * value for weight, value in zip(_weights(), seen, strict=True)))), 4)


@cache
def _weights() -> tuple[float, ...]:
    """How much each part of the evidence tells, as measured on references that the model was not trained on."""
    return tuple(json.loads(resources.files(__package__).joinpath(CALIBRATION).read_text("utf-8"))["weights"])
