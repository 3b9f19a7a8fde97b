"""search.json: what the search page's script searches in. The format is described in docs/search.md."""

from collections.abc import Iterator

import msgspec

from sitegen import text
from sitegen.files import File
from sitegen.records import Paper, Record
from sitegen.site import Site

VERSION = 1


class Entry(Record, omit_defaults=True):
    """A paper as search.json gives it: the keys of `sitegen export`, texts as plain Unicode, what is not known left out.

    `label` stands only where there is no title. `listed` are the names of people on whose page the paper is listed though its
    byline does not print them.
    """

    id: str
    title: str | None = None
    label: str | None = None
    authors: tuple[str, ...] = ()
    authors_complete: bool = True
    listed: tuple[str, ...] = ()
    year: str | None = None
    category: str | None = None
    venue: str | None = None
    topics: tuple[str, ...] = ()
    code_available: bool | None = None
    score: float | None = None
    abstract: str | None = None


class Index(Record):
    """All of search.json: the papers in the site's order (newest first), and the names of the topics they have, by id."""

    version: int
    topics: dict[str, str]
    papers: tuple[Entry, ...]


def files(site: Site) -> Iterator[File]:
    """The one file search.json: compact JSON in UTF-8, the same bytes for the same site."""
    yield File("search.json", msgspec.json.encode(index(site)))


def index(site: Site) -> Index:
    """The search index of a site as data."""
    return Index(
        version=VERSION,
        topics={topic.id: text.plain(topic.name) for topic in site.topics.values()},
        papers=tuple(_entry(site, site.catalog.papers[key]) for key in site.papers),
    )


def _entry(site: Site, paper: Paper) -> Entry:
    return Entry(
        id=paper.id,
        title=_plain(paper.title),
        label=None if paper.title else _plain(paper.label),
        authors=paper.authors,
        authors_complete=paper.authors_complete,
        listed=tuple(site.catalog.people[person].name for person in paper.listed),
        year=paper.year,
        category=paper.category,
        venue=_plain(paper.venue),
        topics=tuple(dict.fromkeys(match.topic for match in site.topics_by_paper[paper.id])),
        code_available=paper.code_available,
        score=paper.score,
        abstract=_plain(paper.abstract),
    )


def _plain(source: str | None) -> str | None:
    return text.plain(source) if source else None
