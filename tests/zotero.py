"""A page as Zotero reads it: the rules of its translator "Embedded Metadata" (https://github.com/zotero/translators, 2024).

Left out is what Zotero does to names in both ways of reading: it puts dots and spaces between initials.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from lxml import html

# The tag that stands last decides.
KINDS = {
    "citation_journal_title": "journalArticle",
    "citation_conference_title": "conferencePaper",
    "citation_inbook_title": "bookSection",
    "citation_dissertation_institution": "thesis",
    "citation_technical_report_institution": "report",
}
ITEM_TYPES = {
    "preprint",
    "journalArticle",
    "conferencePaper",
    "report",
    "thesis",
    "book",
    "bookSection",
    "dataset",
    "computerProgram",
    "document",
}
# Where no tag names an author, the names in an element of one of these classes are taken.
BYLINES = ("byline", "bylines", "vcard", "article-byline")

Tags = Sequence[tuple[str, str]]


class Item(NamedTuple):
    """What Zotero keeps of a paper: its authors as (family, given), its date as year, month, day as far as they are known."""

    kind: str
    title: str
    authors: list[tuple[str, str]]
    date: list[int]


def read(text: str) -> Item:
    """The item that Zotero makes of a page."""
    page = html.document_fromstring(text)
    tags = [(meta.get("name") or meta.get("property") or "", meta.get("content") or "") for meta in page.iter("meta")]
    return Item(
        kind=_kind(tags),
        title=_first(tags, "citation_title") or _first(tags, "og:title"),
        authors=_authors([content for tag, content in tags if tag.endswith("citation_author")]) or _guessed(page, tags),
        date=[int(part) for part in re.findall(r"\d+", _date(page, tags))],
    )


def _first(tags: Tags, name: str) -> str:
    return next((" ".join(content.split()) for tag, content in tags if tag.endswith(name) and content.strip()), "")


def _kind(tags: Tags) -> str:
    found = [KINDS[tag] for tag, _ in tags if tag in KINDS]
    named = [content for tag, content in tags if tag.casefold() == "dc.type" and content in ITEM_TYPES]
    default = "journalArticle" if _first(tags, "citation_title") else "webpage"
    return (found[-1:] or named or [default])[0]


def _date(page: html.HtmlElement, tags: Tags) -> str:
    named = [_first(tags, name) for name in ("citation_date", "citation_cover_date", "citation_publication_date")]
    return next(filter(None, [*named, *page.xpath("//time/@datetime")]), "")


def _authors(contents: Sequence[str]) -> list[tuple[str, str]]:
    names = [name.strip() for content in contents for name in content.split(";")]
    if len(contents) == len(names) == 1 and re.match(r"[^,]*[^,\s] [^,]*,\s*[^,\s]+ ", names[0]):
        names = [part.strip() for part in names[0].split(",")]
    once = [name for before, name in pairwise(["", *names]) if name and name != before]
    return [_parted(name) for name in once]


def _parted(name: str) -> tuple[str, str]:
    """A name as family and given name: at the comma, of which no more than the first is heeded, else before the last word."""
    if "," in name:
        family, given = [part.strip() for part in name.split(",")][:2]
        return family, given
    given, _, family = name.rpartition(" ")
    return family, given


def _guessed(page: html.HtmlElement, tags: Tags) -> list[tuple[str, str]]:
    """What is taken for authors where no `citation_author` names them, or something like it where it is hard to say."""
    named = [content for tag, content in tags if tag.casefold() in {"author", "article:author"} and content]
    classes = " or ".join(f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ')" for name in BYLINES)
    bylines = [" ".join(element.text_content().split()) for element in page.xpath(f"//*[{classes}]")]
    return [_parted(name) for name in named or re.split(r", | and ", "".join(bylines[:1])) if name]
