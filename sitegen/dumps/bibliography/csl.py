"""CSL-JSON: the items of reference managers, and what Crossref's interface says of works in nearly the same words."""

import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape

from sitegen.dumps.bibliography import kinds
from sitegen.dumps.bibliography.entry import ARXIV_NAMED, PREPRINTS, Found, group_name
from sitegen.records import Type

TYPES: Mapping[str, Type] = {
    **dict.fromkeys(
        ("article-journal", "article-magazine", "article-newspaper", "journal-article", "review", "review-book"), "article"
    ),
    **dict.fromkeys(("paper-conference", "proceedings-article"), "conference"),
    **dict.fromkeys(("preprint", "posted-content"), "preprint"),
    **dict.fromkeys(("book", "monograph", "edited-book", "reference-book", "proceedings", "collection"), "book"),
    **dict.fromkeys(("chapter", "book-chapter", "entry", "entry-dictionary", "entry-encyclopedia", "book-section"), "chapter"),
    **dict.fromkeys(("thesis", "dissertation"), "thesis"),
    **dict.fromkeys(
        ("patent", "speech", "map", "graphic", "motion_picture", "song", "standard", "interview", "document"), "other"
    ),
    "report": "report",
    "dataset": "dataset",
    "software": "software",
}
ONE_OF = frozenset(("type", "author", "issued", "DOI", "container-title", "URL"))
EXTRA = re.compile(
    r"(?P<name>arXiv|PMID|PMCID|DOI|Citation Key|Cited by|ISBN|Publisher|OCLC)\s*:\s*(?P<value>.+)", re.IGNORECASE
)


def found(value: Mapping[str, object]) -> Found | None:
    """What an item says of its paper; None where it is none of CSL's."""
    said = value.get("author", [])
    authors = [name for name in said if isinstance(name, dict)] if isinstance(said, list) else None
    kind = _text(value.get("type"))
    is_item = not ONE_OF.isdisjoint(value) if "title" in value else kind in (*TYPES, "article") and "id" in value
    if not is_item or authors is None:
        return None
    extra, notes = _extra(value.get("note"))
    number = _text(value.get("number"))
    arxiv = number if ARXIV_NAMED.fullmatch(number) and "arxiv" in number.lower() else extra.get("arxiv", "")
    title, subtitle = _text(value.get("title")), _text(value.get("subtitle"))
    return Found(
        title=f"{title}: {subtitle}" if subtitle and subtitle not in title else title,
        authors=[name for name in _names(authors) if name],
        date=_date(value.get("issued")),
        links=[_text(value.get("URL"))],
        abstract=re.sub(r"</?jats:[^<>]*>", " ", _text(value.get("abstract"))),
        venue=_venue(value, kind),
        doi=_text(value.get("DOI")) or extra.get("doi", ""),
        arxiv=arxiv,
        type=TYPES.get(kind) or _unpublished(value),
        citations=_text(value.get("is-referenced-by-count")) or extra.get("cited by", ""),
        volume=_text(value.get("volume")),
        issue=_text(value.get("issue")) or ("" if arxiv == number else number),
        pages=_text(value.get("page")) or _text(value.get("article-number")),
        publisher=_text(value.get("publisher")),
        isbn=_text(value.get("ISBN")),
        pmid=_text(value.get("PMID")) or extra.get("pmid", ""),
        notes=[*notes, _text(value.get("status"))],
    )


def _venue(value: Mapping[str, object], kind: str) -> str:
    """What an item stands in; around a book there is no more than a series."""
    names = ("container-title", "event-title", "event", *(("collection-title",) if kind == "book" else ()))
    return next((venue for name in names if (venue := _text(value.get(name)))), "")


def _unpublished(value: Mapping[str, object]) -> Type | None:
    """What an "article" is, which is a work that no journal published, and a name for what programs have no other name for."""
    archived = PREPRINTS.fullmatch(_text(value.get("publisher")))
    return "preprint" if archived else kinds.named(_text(value.get("genre")))


def _text(value: object) -> str:
    """A value as text; Crossref writes lists of which the first item counts."""
    value = value[0] if isinstance(value, list) and value else value
    return unescape(str(value)) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def _names(value: Iterable[Mapping[str, object]]) -> Iterator[str]:
    return (_name({part: _text(said) for part, said in name.items()}) for name in value)


def _name(parts: Mapping[str, str]) -> str:
    family = " ".join(filter(None, (parts.get("non-dropping-particle"), parts.get("family"))))
    given = " ".join(filter(None, (parts.get("given"), parts.get("dropping-particle"))))
    if family and given:
        return ", ".join(filter(None, (family, parts.get("suffix"), given)))
    return group_name(parts.get("literal") or parts.get("name") or family or given)


def _date(value: object) -> str:
    """The day of CSL's date: its numbers, of which the first group is where it starts, or its words."""
    if not isinstance(value, dict):
        return _text(value)
    days = value.get("date-parts")
    groups = [group for group in days if isinstance(group, list)] if isinstance(days, list) else []
    written = ["-".join(filter(None, map(_text, group[:3]))) for group in groups[:2]]
    return (
        " / ".join(filter(None, written)) or _text(value.get("raw")) or _text(value.get("literal")) or _text(value.get("year"))
    )


def _extra(value: object) -> tuple[Mapping[str, str], list[str]]:
    """What Zotero's "Extra" says in lines of a name and a value, and what else a note says."""
    said: dict[str, str] = {}
    notes = []
    for line in _text(value).split("\n"):
        if named := EXTRA.fullmatch(line.strip()):
            said.setdefault(named["name"].lower(), named["value"])
        elif line.strip():
            notes.append(line)
    return said, notes
