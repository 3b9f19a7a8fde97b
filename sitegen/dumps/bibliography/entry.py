"""One entry of a bibliography file: what the file says of it, and the draft that comes of that once each value is checked."""

import re
from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from math import isfinite
from urllib.parse import unquote

from msgspec.structs import replace

from sitegen import categories
from sitegen.dumps import addresses, dates
from sitegen.dumps.source import CONTROL, INVISIBLE, SOFT_HYPHEN
from sitegen.problems import Problem, Span, note, warning
from sitegen.records import Draft, Record, Type
from sitegen.text import names

# https://www.crossref.org/blog/dois-and-matching-regular-expressions/, as wide as the files of a site take it.
_MARK = r"[^\s\x00-\x1f\x7f\"<>\\\ud800-\udfff]"
DOI = re.compile(rf"10\.[0-9]{{4,9}}(?>(?:\.[0-9]+)*)/(?:{_MARK}|<{_MARK}++>)+")
DOI_PREFIX = re.compile(
    r"(?:doi\s*:\s*)?(?P<host>(?:https?://)?(?:dx\.|www\.)?doi\.org/(?:doi:)?)|(?:doi|digital object identifier)\s*:?\s*",
    re.IGNORECASE,
)
# https://info.arxiv.org/help/arxiv_identifier.html
ARXIV_ID = r"(?:[0-9]{4}\.[0-9]{4,5}|[a-z-]+(?:\.[A-Z]{2})?/[0-9]{7})(?:v[0-9]+)?"
ARXIV = re.compile(ARXIV_ID)
ARXIV_NAMED = re.compile(
    rf"(?:(?:https?://)?(?:www\.)?arxiv\.org/(?:abs|pdf)/|arxiv\s*:\s*(?:abs/)?|abs/)?(?P<id>{ARXIV_ID})(?:\.pdf)?"
    r"(?:\s*\[(?P<category>[\w.-]+)\])?",
    re.IGNORECASE,
)
ARXIV_VENUE = re.compile(
    rf"(?P<venue>.{{0,80}}?)[\s,:]*(?:arxiv\s*[:.]?\s*|abs/)(?P<id>{ARXIV_ID})(?:\s*\[[\w.-]+\])?", re.IGNORECASE
)
PREPRINTS = re.compile(
    r"arxiv(?: e-?prints?| preprint)?|corr|(?:bio|med|chem|psy)rxiv|ssrn(?: electronic journal)?", re.IGNORECASE
)
PUBMED = re.compile(r"https?://(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)/(?P<id>[0-9]{1,9})/?")
ARXIV_ADDRESS = re.compile(rf"https?://(?:www\.)?arxiv\.org/(?:abs|pdf)/(?P<id>{ARXIV_ID})(?:\.pdf)?", re.IGNORECASE)
DOI_ADDRESS = re.compile(r"https?://(?:dx\.|www\.)?doi\.org/(?P<id>.+)", re.IGNORECASE)
ADDRESS = re.compile(rf"(?i:https?)://(?![/?#]){_MARK}+")
ISBN = re.compile(r"(?:97[89][- ]?)?(?:[0-9][- ]?){9}[0-9Xx]")
COUNT = re.compile(r"(?a)\d{1,3}(?:[,.\s']\d{3}){1,2}|\d{1,9}")
YEAR = re.compile(r"(?<![\d.])(?:1[5-9]|20)\d\d(?![\d])")
LOOSE_DATE = re.compile(r"(?a)(?P<year>\d{4})(?:[-/.](?P<month>\d{1,2})(?:[-/.](?P<day>\d{1,2}))?)?[-/.]*(?:[T ]\d\d:\d\d.*)?")
RANGE = re.compile(r"(?P<first>[^\s–—/-][^–—/]*?)\s*(?:--|[–—/]|(?<=[a-z.])-|(?<=\d)-(?=\d{1,2}$|\d{4}$))\s*(?P<last>\S.*)")
# What stands in place of a date of what is still to come out.
TO_COME = re.compile(
    r"in press|to appear|forthcoming|accepted|submitted|in preparation|under review|in review|im druck|sous presse|en prensa"
    r"|no prelo|in corso di stampa",
    re.IGNORECASE,
)
NO_DATE = re.compile(r"n\.?\s?d\.?|s\.?\s?a\.?|o\.?\s?j\.?|undated|unknown|none|null|0+", re.IGNORECASE)
ET_AL = re.compile(
    r"(?:and\s+)?(?:others|et\.?\s*al\.?|u\.\s?a\.|…|\.{3}|\+?\s?\d+\s+(?:more|others|authors)|等)", re.IGNORECASE
)
CITED = re.compile(r"(?:Times )?Cited By\s*:?\s*(?P<count>\d{1,9})\b[;.]?\s*", re.IGNORECASE)
# What `sitegen export` says in words where a format has no field for it.
OWN_NOTE = re.compile(
    r"Title unknown, listed as “[^”]*+”\.?|(?P<incomplete>The list of authors is incomplete \(“et al\.”\)\.?)"
    r"|(?P<kind>Code|Links): (?P<urls>https?://\S++(?>(?: https?://\S++)*))"
)
NOTE_START = re.compile(r"(?:^|(?<=\. ))(?=Title unknown|The list of authors|(?:Code|Links): https?://)")


class Found(Record):
    """What a file says of an entry, in its own writing; "" or empty where it says nothing.

    `date` may be in any form, `doi` and `arxiv` may be addresses, `links` may hold what is none. Of a record of sitegen's own
    (`is_record`) each field says just what it says, and nothing for another one.
    """

    title: str = ""
    authors: Sequence[str] = ()
    authors_complete: bool = True
    affiliations: Sequence[str] = ()
    date: str = ""
    category: str = ""
    score: float | None = None
    code_mark: bool | None = None
    links: Sequence[str] = ()
    code_urls: Sequence[str] = ()
    pdf: str = ""
    abstract: str = ""
    venue: str = ""
    doi: str = ""
    arxiv: str = ""
    type: Type | None = None
    citations: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    publisher: str = ""
    isbn: str = ""
    pmid: str = ""
    notes: Sequence[str] = ()
    is_record: bool = False


def shown(text: str) -> str:
    """A text as a reader sees it: white space single, nothing invisible in it."""
    return " ".join(INVISIBLE.sub("", CONTROL.sub("", text.replace("\n", " ").replace(SOFT_HYPHEN, ""))).split())


def group_name(name: str) -> str:
    """The name of one who has a single name: in braces where it would be taken for a family name and a given one."""
    split = names.split(name)
    return f"{{{name}}}" if (split.given or split.suffix) and not names.is_group(name) else name


def draft(span: Span, found: Found, order: dates.Order | None = None) -> tuple[Draft, list[Problem]]:
    """The draft of an entry, and what is wrong with it; a value that cannot be one of its field is told and left out."""
    problems: list[Problem] = []
    found = found if found.is_record else _implied(found)
    made = Draft(
        id="",
        span=span,
        title=shown(found.title) or None,
        authors=tuple(filter(None, map(shown, found.authors))),
        authors_complete=found.authors_complete,
        affiliations=tuple(filter(None, dict.fromkeys(map(shown, found.affiliations)))),
        date=_date(shown(found.date), order, span, problems),
        category=_category(found.category, span, problems),
        score=found.score if found.score is not None and isfinite(found.score) else None,
        code_mark=found.code_mark,
        code_urls=_links(found.code_urls, span, problems),
        links=_links(found.links, span, problems),
        abstract=shown(found.abstract) or None,
        venue=shown(found.venue) or None,
        doi=_doi(found.doi, span, problems),
        arxiv=_arxiv(found.arxiv, span, problems),
        pdf=next(iter(_links([found.pdf], span, problems)), None),
        type=found.type,
        citations=_count(found.citations, span, problems),
        volume=shown(found.volume) or None,
        issue=shown(found.issue) or None,
        pages=shown(found.pages) or None,
        publisher=shown(found.publisher) or None,
        isbn=shown(found.isbn) or None,
        pmid=_pmid(found.pmid, span, problems),
        note="; ".join(dict.fromkeys(filter(None, map(shown, found.notes)))) or None,
    )
    if not made.title:
        problems.append(warning(span, "entry without a title", "give it one in the file, or in content/edits/"))
    return made, problems


def _implied(found: Found) -> Found:
    """The same with what one field says for another: an id in a venue or an address, a count or addresses in a note."""
    code, urls, notes, is_whole = _notes(found.notes)
    cited = [match for text in notes if (match := CITED.match(text))]
    notes = [text for text in notes if not CITED.match(text)] + [match.string[match.end() :] for match in cited]
    date = shown(found.date).strip("()[]., ")
    if TO_COME.fullmatch(date):
        notes, date = [date, *notes], ""
    more_code, links = addresses.split_code(filter(None, map(shown, (*found.links, *urls))))
    venue, arxiv = _venue_and_arxiv(shown(found.venue), found.arxiv)
    arxiv = arxiv or next(_ids(ARXIV_ADDRESS, links), "")
    inside = ARXIV_NAMED.fullmatch(shown(found.volume))
    authors, is_all = _authors(found.authors)
    isbn = ISBN.search(found.isbn[:200])
    return replace(
        found,
        authors=authors,
        authors_complete=found.authors_complete and is_all and is_whole,
        date=date,
        links=links,
        code_urls=tuple(dict.fromkeys((*found.code_urls, *code, *more_code))),
        venue=venue,
        doi=found.doi or next((doi for doi in map(unquote, _ids(DOI_ADDRESS, links)) if DOI.fullmatch(doi)), ""),
        arxiv=arxiv,
        type="preprint" if PREPRINTS.fullmatch(venue) else found.type,
        citations=found.citations or (cited[0]["count"] if cited else ""),
        volume="" if inside and inside["id"] == shown(arxiv) else found.volume,
        pages=re.sub(r"(?<=\w)\s*--+\s*(?=\w)", "–", shown(found.pages)),
        isbn=isbn[0].strip() if isbn else "",
        pmid=found.pmid or next(_ids(PUBMED, links), ""),
        notes=notes,
    )


def _ids(pattern: re.Pattern[str], links: Iterable[str]) -> Iterator[str]:
    """The ids in those of some addresses that a pattern takes whole."""
    return (match["id"] for link in links if (match := pattern.fullmatch(link)))


def _left_out(span: Span, value: str, meaning: str) -> Problem:
    value = value if len(value) <= 60 else value[:59] + "…"
    return warning(span, f'"{value}" is not {meaning} and is left out', "correct it in the file, or give it in content/edits/")


def _authors(printed: Iterable[str]) -> tuple[tuple[str, ...], bool]:
    """The authors, and whether they are all: "et al." and its like stand for some more."""
    authors = [name for name in map(shown, printed) if name]
    named = tuple(name for name in authors if not ET_AL.fullmatch(name))
    return named, len(named) == len(authors)


def _notes(written: Sequence[str]) -> tuple[list[str], list[str], list[str], bool]:
    """What sitegen itself says in notes, addresses of code and others; the rest of them; whether all authors are named."""
    code: list[str] = []
    links: list[str] = []
    rest: list[str] = []
    is_whole = True
    for text in filter(None, map(shown, written)):
        starts = [match.start() for match in NOTE_START.finditer(text)]
        for start, end in zip([0, *starts], [*starts, len(text)], strict=True):
            piece = text[start:end].strip()
            own = OWN_NOTE.fullmatch(piece)
            if own is None:
                rest += [piece.removesuffix(".") if end < len(text) else piece] if piece else []
            elif own["urls"]:
                (code if own["kind"] == "Code" else links).extend(url.rstrip(",.") for url in own["urls"].split(" "))
            is_whole = is_whole and not (own and own["incomplete"])
    return code, links, rest, is_whole


def _links(written: Iterable[str], span: Span, problems: list[Problem]) -> tuple[str, ...]:
    """The addresses among some texts, as they can be kept."""
    found = []
    for text in filter(None, map(shown, written)):
        address = text if addresses.SCHEME.match(text) else f"https://{text}" if text.startswith("www.") else text
        address = address.replace("<", "%3C").replace(">", "%3E").replace(" ", "%20").replace('"', "%22").replace("\\", "")
        if ADDRESS.fullmatch(address) and addresses.host(address):
            found.append(address)
        else:
            problems.append(_left_out(span, text, "a web address"))
    return tuple(dict.fromkeys(found))


def _doi(written: str, span: Span, problems: list[Problem]) -> str | None:
    text = shown(written)
    before = DOI_PREFIX.match(text)
    bare = unescape(text[before.end() :] if before else text)
    bare = unquote(bare) if before and before["host"] else bare
    if text and not DOI.fullmatch(bare):
        problems.append(_left_out(span, text, "a DOI"))
        return None
    return bare or None


def _arxiv(written: str, span: Span, problems: list[Problem]) -> str | None:
    text = shown(written)
    named = ARXIV_NAMED.fullmatch(text)
    if text and not named:
        problems.append(_left_out(span, text, "an arXiv id"))
    return named["id"] if named else None


def _venue_and_arxiv(venue: str, arxiv: str) -> tuple[str, str]:
    """The venue without an arXiv id in it ("arXiv preprint arXiv:2401.12345"), and that id where no field gives one."""
    named = ARXIV_VENUE.fullmatch(venue) if len(venue) < 150 else None
    return (named["venue"].strip() or "arXiv", arxiv or named["id"]) if named else (venue, arxiv)


def _category(written: str, span: Span, problems: list[Problem]) -> str | None:
    text = shown(written)
    found = text if text in categories.NAMES else categories.resolve(text)[0] if text else None
    if text and not found:
        problems.append(_left_out(span, text, "an arXiv category"))
    return found


def _date(text: str, order: dates.Order | None, span: Span, problems: list[Problem]) -> str | None:
    """The date in ISO form as far as it is known: of a range its first day, of what is not understood the year."""
    if not text or NO_DATE.fullmatch(text):
        return None
    if found := _iso(text, order):
        return found
    year = YEAR.search(text)
    span_of_time = RANGE.fullmatch(text) if len(text) < 60 else None
    if span_of_time:
        first = span_of_time["first"]
        dated = first if YEAR.search(first) else f"{first} {year[0]}" if year else first
        if found := _iso(dated, order) or _iso(span_of_time["last"], order):
            problems.append(note(span, f'the date "{text}" is a range, of which {found} is kept'))
            return found
    if year and len(set(YEAR.findall(text))) == 1 and len(text) < 60:
        problems.append(note(span, f'of the date "{text}" only the year is kept'))
        return year[0]
    problems.append(_left_out(span, text, "a date"))
    return None


def _iso(text: str, order: dates.Order | None) -> str | None:
    loose = LOOSE_DATE.fullmatch(text)
    if loose:
        parts = [loose["year"], *(f"{int(part):02}" for part in (loose["month"], loose["day"]) if part)]
        return (
            next((iso for end in (3, 2, 1) if (iso := dates.iso("-".join(parts[:end])))), None) if parts[0] != "0000" else None
        )
    return dates.iso(text, order)


def _count(written: str, span: Span, problems: list[Problem]) -> int | None:
    text = shown(written)
    if not text:
        return None
    if COUNT.fullmatch(text):
        return int(re.sub(r"\D", "", text))
    problems.append(_left_out(span, text, "a count of citations"))
    return None


def _pmid(written: str, span: Span, problems: list[Problem]) -> str | None:
    text = re.sub(r"^(?:PMID|MEDLINE)\s*:\s*", "", shown(written))
    if text and not re.fullmatch(r"(?a)\d{1,9}", text):
        problems.append(_left_out(span, text, "a PubMed id"))
        return None
    return text or None
