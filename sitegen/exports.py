"""What other programs read: citations beside the pages, sitemap, robots.txt, and the formats of `sitegen export`."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from csv import writer
from io import StringIO

import msgspec
from markupsafe import escape

from sitegen import citations
from sitegen.files import File
from sitegen.records import Paper, Record
from sitegen.site import Site, address

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
# https://www.sitemaps.org/protocol.html#index
SITEMAP_LIMIT = 50_000
# A spreadsheet runs a cell that begins with one of these.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Lines(Record):
    """Lines of a dump, counted from 1, both included; `dump` is its path below content/dumps."""

    dump: str
    first_line: int
    last_line: int


class Entry(Record):
    """A paper as `sitegen export` promises it to other programs; keys and their order are part of the promise.

    Unknown is null or empty. `label` is what to show for a title that is not known. `authors_complete` is false after
    "et al.". `people` are ids: the byline's, then those on whose page the paper is listed without being in its byline.
    """

    id: str
    title: str | None
    label: str
    authors: tuple[str, ...]
    authors_complete: bool
    date: str | None
    category: str | None
    score: float | None
    code_available: bool | None
    code_urls: tuple[str, ...]
    links: tuple[str, ...]
    affiliations: tuple[str, ...]
    abstract: str | None
    venue: str | None
    doi: str | None
    arxiv: str | None
    people: tuple[str, ...]
    topics: tuple[str, ...]
    collections: tuple[str, ...]
    sources: tuple[Lines, ...]


def files(site: Site) -> Iterator[File]:
    """paper.bib, .ris and .json beside each paper, papers.bib beside each list of papers, the sitemap, robots.txt."""
    entries = {}
    for paper in site.catalog.papers.values():
        folder, url = address("paper", paper.id), _url(site, paper)
        entries[paper.id] = citations.bibtex(paper, url)
        yield File(f"{folder}paper.bib", entries[paper.id].encode())
        yield File(f"{folder}paper.ris", citations.ris(paper, url).encode())
        yield File(f"{folder}paper.json", msgspec.json.format(msgspec.json.encode([citations.csl(paper, url)])))
    listings = {"person": site.papers_by_person, "topic": site.papers_by_topic, "collection": site.papers_by_collection}
    for kind, papers_by_key in listings.items():
        for key, papers in papers_by_key.items():
            yield File(f"{address(kind, key)}papers.bib", "\n".join(entries[paper] for paper in papers).encode())
    yield from _sitemaps(site)
    yield _robots(site)


def jsonl(site: Site) -> Iterator[str]:
    """The record interface: a line of JSON for each paper, with the keys of `Entry`, by id."""
    for paper in site.catalog.papers.values():
        yield msgspec.json.encode(_entry(site, paper)).decode() + "\n"


def bibtex(site: Site) -> Iterator[str]:
    """All papers as BibTeX, by id."""
    for paper in site.catalog.papers.values():
        yield citations.bibtex(paper, _url(site, paper)) + "\n"


def csl(site: Site) -> Iterator[str]:
    """All papers as one array of CSL-JSON, by id, one to a line."""
    separator = "[\n"
    for paper in site.catalog.papers.values():
        yield separator + msgspec.json.encode(citations.csl(paper, _url(site, paper))).decode()
        separator = ",\n"
    yield "\n]\n" if site.catalog.papers else "[]\n"


def ris(site: Site) -> Iterator[str]:
    """All papers as RIS, by id; lines end in CR LF."""
    for paper in site.catalog.papers.values():
        yield citations.ris(paper, _url(site, paper)) + "\r\n"


def csv(site: Site) -> Iterator[str]:
    """All papers as CSV (RFC 4180), by id: a line of names, then a line for each paper, with the columns of `Entry`.

    Lists are joined by "; ", lines of a source written as "NAME.txt:1-3". An apostrophe stands before text that a
    spreadsheet would run as a formula.
    """
    yield _row(Entry.__struct_fields__)
    for paper in site.catalog.papers.values():
        yield _row(map(_cell, msgspec.structs.astuple(_entry(site, paper))))


FORMATS: Mapping[str, Callable[[Site], Iterator[str]]] = {
    "jsonl": jsonl,
    "bibtex": bibtex,
    "csl": csl,
    "ris": ris,
    "csv": csv,
}
"""The formats of `sitegen export`: each gives pieces of a text, to be written one after the other, line ends as is."""


def _entry(site: Site, paper: Paper) -> Entry:
    return Entry(
        id=paper.id,
        title=paper.title,
        label=paper.label,
        authors=paper.authors,
        authors_complete=paper.authors_complete,
        date=paper.date,
        category=paper.category,
        score=paper.score,
        code_available=paper.code_available,
        code_urls=paper.code_urls,
        links=paper.links,
        affiliations=paper.affiliations,
        abstract=paper.abstract,
        venue=paper.venue,
        doi=paper.doi,
        arxiv=paper.arxiv,
        people=paper.people,
        topics=tuple(dict.fromkeys(match.topic for match in site.topics_by_paper[paper.id])),
        collections=paper.collections,
        sources=tuple(Lines(dump=source.dump, first_line=source.first, last_line=source.last) for source in paper.sources),
    )


def _row(cells: Iterable[str]) -> str:
    line = StringIO(newline="")
    writer(line).writerow(cells)
    return line.getvalue()


def _cell(value: object) -> str:
    text = _text(value)
    return f"'{text}" if text.startswith(FORMULA) and not isinstance(value, float) else text


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case Lines():
            return f"{value.dump}:{value.first_line}-{value.last_line}"
        case tuple():
            return "; ".join(map(_text, value))
    return str(value)


def _sitemaps(site: Site) -> Iterator[File]:
    """The sitemap, where the site's url is known: of all pages but redirects, parted with an index where it is too long.

    It gives no date: when a page was last changed is in no data.
    """
    base = _base(site)
    if not base:
        return
    pages = [base + page.address for page in site.pages if page.kind != "redirect"]
    parts = [pages[start : start + SITEMAP_LIMIT] for start in range(0, len(pages), SITEMAP_LIMIT)]
    if len(parts) <= 1:
        yield _sitemap("sitemap.xml", "urlset", "url", pages)
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    yield _sitemap("sitemap.xml", "sitemapindex", "sitemap", [base + name for name in names])
    for name, part in zip(names, parts, strict=True):
        yield _sitemap(name, "urlset", "url", part)


def _sitemap(path: str, root: str, element: str, locations: Iterable[str]) -> File:
    lines = "".join(f"<{element}><loc>{escape(location)}</loc></{element}>\n" for location in locations)
    xml = f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{SITEMAP}">\n{lines}</{root}>\n'
    return File(path, xml.encode())


def _robots(site: Site) -> File:
    base = _base(site)
    sitemap = f"\nSitemap: {base}sitemap.xml\n" if base else ""
    return File("robots.txt", f"User-agent: *\nAllow: /\n{sitemap}".encode())


def _url(site: Site, paper: Paper) -> str | None:
    base = _base(site)
    return base + address("paper", paper.id) if base else None


def _base(site: Site) -> str:
    return f"{site.config.url.rstrip('/')}/" if site.config.url else ""
