"""All papers in the formats of other programs: those of `sitegen export`, and the files beside the pages."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from csv import writer
from functools import partial
from io import StringIO
from typing import Literal

import msgspec

from sitegen.outputs import citations
from sitegen.publishing import File, Share
from sitegen.records import Citations, Paper, Record, Type
from sitegen.site import Site, address, is_large, short_byline, subjects, whole

# Of the record interface; goes up when a key comes, goes or changes its meaning. docs/records.md says what each version has.
VERSION = 2
# A spreadsheet runs a cell that begins with one of these.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Lines(Record):
    """Lines of a dump, counted from 1, both included; `dump` is its path below content/dumps."""

    dump: str
    first_line: int
    last_line: int


class Entry(Record):
    """A paper as `sitegen export` promises it to other programs; keys and their order are part of the promise.

    The keys from `type` on came with VERSION 2 (docs/records.md). Unknown is null or empty. `label` is what to show for a title
    that is not known. `authors_complete` is false after "et al.". `people` are ids: the byline's, then those on whose page the
    paper is listed without being in its byline. `citations` are a number with its source and the day of the count.
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
    type: Type | None
    citations: Citations | None
    volume: str | None
    issue: str | None
    pages: str | None
    publisher: str | None
    isbn: str | None
    pmid: str | None
    note: str | None


class Format(Record):
    """How papers stand in a file: `write` gives one of them, and the rest what is before, between and after them.

    `beside` says where such files stand: at the site's root, beside the pages that list papers, beside each paper's page; on a
    large site not beside each paper's, unless `always`.
    """

    suffix: str
    write: Callable[[Site, Paper], str]
    before: str = ""
    between: str = ""
    after: str = ""
    beside: tuple[Literal["root", "lists", "papers"], ...] = ("root", "lists", "papers")
    always: bool = False


def suffixes(site: Site) -> frozenset[str]:
    """What the names of the files beside a paper's page end in: "bib", "ris" …"""
    return frozenset(
        form.suffix for form in FORMATS.values() if "papers" in form.beside and (form.always or not is_large(site))
    )


def shares(site: Site) -> list[Share]:
    """papers.* at the root and beside the pages of people, topics and collections, paper.* beside each paper's: see FORMATS.

    Each format is a share, in which each paper is written once.
    """
    return [partial(_files, site, form) for form in FORMATS.values()]


def _files(site: Site, form: Format) -> Iterator[File]:
    papers = site.catalog.papers
    crowds = {key: cut for key, paper in papers.items() if (cut := short_byline(paper)) is not paper}
    full = {key: form.write(site, paper).encode() for key, paper in papers.items()}
    short = {key: form.write(site, paper).encode() for key, paper in crowds.items()}
    before, between, after = (part.encode() for part in (form.before, form.between, form.after))
    for place in form.beside:
        written = full | short if place == "lists" else full
        for stem, keys in _stems(site, form, place):
            yield File(f"{stem}.{form.suffix}", before + between.join(written[key] for key in keys) + after)


def _stems(site: Site, form: Format, place: str) -> Iterator[tuple[str, Iterable[str]]]:
    """The paths, without the suffix, of the files that stand at a place, each with the papers in it."""
    papers = site.catalog.papers
    if place == "root":
        yield "papers", papers
    elif place == "lists":
        yield from ((f"{subject.address}papers", subject.papers) for subject in subjects(site) if subject.address)
    elif form.suffix in suffixes(site):
        yield from ((f"{address('paper', key)}paper", (key,)) for key in papers)


def export(site: Site, name: str) -> Iterator[str]:
    """All papers by id in the format of that name, in pieces to be written one after the other, line ends as they are."""
    form, separator = FORMATS[name], ""
    yield form.before
    for paper in site.catalog.papers.values():
        yield separator + form.write(site, paper)
        separator = form.between
    yield form.after


def _jsonl(site: Site, paper: Paper) -> str:
    return msgspec.json.encode(_entry(site, paper)).decode() + "\n"


def _bibtex(site: Site, paper: Paper) -> str:
    return citations.bibtex(paper, _url(site, paper))


def _csl(site: Site, paper: Paper) -> str:
    return msgspec.json.encode(citations.csl(paper, _url(site, paper))).decode()


def _ris(site: Site, paper: Paper) -> str:
    return citations.ris(paper, _url(site, paper))


def _reference(_: Site, paper: Paper) -> str:
    return citations.reference(paper) + "\n"


def _csv(site: Site, paper: Paper) -> str:
    """A line of CSV (RFC 4180) with the columns of `Entry`.

    Lists are joined by "; ", lines of a source written as "NAME.txt:1-3"; of citations there is the number alone. An apostrophe
    stands before text that a spreadsheet would run as a formula.
    """
    return _row(map(_cell, msgspec.structs.astuple(_entry(site, paper))))


def _url(site: Site, paper: Paper) -> str | None:
    return whole(site, address("paper", paper.id))


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
        type=paper.type,
        citations=paper.citations,
        volume=paper.volume,
        issue=paper.issue,
        pages=paper.pages,
        publisher=paper.publisher,
        isbn=paper.isbn,
        pmid=paper.pmid,
        note=paper.note,
    )


def _row(cells: Iterable[str]) -> str:
    line = StringIO(newline="")
    writer(line).writerow(cells)
    return line.getvalue()


def _cell(value: object) -> str:
    text = _text(value)
    return f"'{text}" if text.startswith(FORMULA) and not isinstance(value, float | Citations) else text


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case Citations():
            return str(value.value)
        case Lines():
            return f"{value.dump}:{value.first_line}-{value.last_line}"
        case tuple():
            return "; ".join(map(_text, value))
    return str(value)


FORMATS: Mapping[str, Format] = {
    "jsonl": Format(suffix="jsonl", write=_jsonl, beside=("root",)),
    "bibtex": Format(suffix="bib", write=_bibtex, between="\n", always=True),
    "csl": Format(suffix="json", write=_csl, before="[\n", between=",\n", after="\n]\n"),
    "ris": Format(suffix="ris", write=_ris, between="\r\n"),
    "csv": Format(suffix="csv", write=_csv, before=_row(Entry.__struct_fields__), beside=("root", "lists")),
    "text": Format(suffix="txt", write=_reference, beside=("papers",)),
}
"""The formats of `sitegen export` by name. "jsonl" is the record interface: a line of JSON with the keys of `Entry`."""
