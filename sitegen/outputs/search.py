"""What the search page's script searches in: search.json and, for a large site, the files below search/.

The format is described in docs/search.md. A site of up to WHOLE papers has all of them in search.json, and the script makes
its own index of them. For a larger one, search.json names the files of an index that is made here, so that a query fetches
only the few that it needs.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from hashlib import blake2b
from operator import sub

import msgspec
from msgspec.structs import replace

from sitegen import text
from sitegen.publishing import File
from sitegen.records import Record
from sitegen.site import Site
from sitegen.text import names
from sitegen.text.terms import joined, tails, terms

VERSION = 2
WHOLE = 5_000  # papers that one file holds at most
BLOCK = 8  # papers whose data a file of a split index holds: one is fetched for each result shown
SHARD = 16_000  # characters of a file of terms, about half as many bytes compressed, if no single term takes more
EXCERPT = 1_200  # characters of an abstract that a split index gives for showing; all of it is searched
NAMES = 30  # names of a byline that it gives for showing
# Where a term can stand. In a split index each has a character, in this order from FIRST_FIELD on.
FIELDS = ("title", "head", "inside", "author", "topic", "category", "venue", "year", "abstract")
FIRST_FIELD = 0x23
FACETS = ("topic", "category", "year", "has")
# Digits of 5 bits, the lowest first; the last of a number is one of the first kind. None needs an escape in JSON.
LAST_DIGIT, DIGIT = 0x30, 0x5D

Postings = dict[str, defaultdict[str, list[int]]]


class Entry(Record, omit_defaults=True):
    """A paper as search.json gives it: the keys of `sitegen export`, texts as plain Unicode, what is not known left out.

    `label` stands only where there is no title. `people` are those of `authors`, in order, then those on whose page the paper
    is listed. `more_authors` counts the names that a split index leaves out.
    """

    id: str
    title: str | None = None
    label: str | None = None
    authors: tuple[str, ...] = ()
    authors_complete: bool = True
    more_authors: int = 0
    people: tuple[str, ...] = ()
    year: str | None = None
    category: str | None = None
    venue: str | None = None
    topics: tuple[str, ...] = ()
    code_available: bool | None = None
    score: float | None = None
    abstract: str | None = None


class Block(Record):
    """Papers for showing, and the names of the people that they mention, by id."""

    people: Mapping[str, str]
    papers: Sequence[Entry]


class Index(Record, kw_only=True):
    """search.json of a site that one file holds: the papers newest first, and what the ids in them stand for."""

    version: int = VERSION
    kind: str = "whole"
    topics: Mapping[str, str]
    phrases: Mapping[str, Sequence[str]]
    people: Mapping[str, str]
    papers: Sequence[Entry]


class Manifest(Record, kw_only=True):
    """search.json of a larger site: how many papers, how many of them a block holds, and the first term of each shard.

    `stamp` changes with any of the files, so that no browser mixes those of two builds.
    """

    version: int = VERSION
    kind: str = "split"
    stamp: str
    count: int
    block: int
    topics: Mapping[str, str]
    phrases: Mapping[str, Sequence[str]]
    terms: Sequence[str]


def files(site: Site, whole: int = WHOLE) -> Iterator[File]:
    """search.json and, for more than `whole` papers, the files below search/, each compact JSON."""
    if len(site.papers) > whole:
        yield from _split(site)
    else:
        yield File("search.json", msgspec.json.encode(index(site)))


def index(site: Site) -> Index:
    """All of a site's papers as data."""
    entries = [_entry(site, key) for key in site.papers]
    return Index(topics=_topics(site), phrases=_phrases(site), people=_people(site, entries), papers=entries)


def _split(site: Site) -> Iterator[File]:
    """The files of a split index: blocks of papers, shards of terms, facts, and at last the manifest that tells of them."""
    topics, stamp = _topics(site), blake2b(digest_size=4)
    places, facts = _postings(FIELDS), _postings(FACETS)
    for block, first in enumerate(range(0, len(site.papers), BLOCK)):
        entries = [_entry(site, key) for key in site.papers[first : first + BLOCK]]
        people = _people(site, entries)
        for number, entry in enumerate(entries, first):
            _post(places, number, _terms(entry, people, topics))
            _post(facts, number, _facts(entry))
        yield _part(f"papers/{block}", Block(people=people, papers=[_shortened(entry) for entry in entries]), stamp)
    starts = []
    for number, shard in enumerate(_shards(places)):
        starts.append(next(iter(shard)))
        yield _part(f"terms/{number}", shard, stamp)
    yield _part("facts", {name: {value: coded(facts[name][value]) for value in sorted(facts[name])} for name in FACETS}, stamp)
    manifest = Manifest(
        stamp=stamp.hexdigest(), count=len(site.papers), block=BLOCK, topics=topics, phrases=_phrases(site), terms=starts
    )
    yield File("search.json", msgspec.json.encode(manifest))


def _part(name: str, data: object, stamp: blake2b) -> File:
    content = msgspec.json.encode(data)
    stamp.update(content)
    return File(f"search/{name}.json", content)


def _postings(names: Iterable[str]) -> Postings:
    return {name: defaultdict(list) for name in names}


def _post(postings: Postings, number: int, found: Mapping[str, Iterable[str]]) -> None:
    """Put a paper's number into the lists of what was found in it; what is "" is not known."""
    for name, values in found.items():
        lists = postings[name]
        for value in set(filter(None, values)):
            lists[value].append(number)


def _terms(entry: Entry, people: Mapping[str, str], topics: Mapping[str, str]) -> dict[str, Iterable[str]]:
    """By what a paper is found, in each of FIELDS."""
    title = terms(entry.title or entry.label or "")
    names = {*entry.authors, *(people[person] for person in entry.people)}
    return {
        "title": title,
        "head": title[:1],
        "inside": tails(entry.title or ""),
        "author": [term for name in names for term in (*terms(name), joined(name))],
        "topic": [term for topic in entry.topics for term in terms(f"{topics[topic]} {topic}")],
        "category": [joined(entry.category or ""), *terms(entry.category or "")],
        "venue": terms(entry.venue or ""),
        "year": terms(entry.year or ""),
        "abstract": terms(entry.abstract or ""),
    }


def _facts(entry: Entry) -> dict[str, Iterable[str]]:
    return {
        "topic": entry.topics,
        "category": [entry.category or ""],
        "year": [entry.year or ""],
        "has": ["code" if entry.code_available else ""],
    }


def _shards(places: Postings) -> Iterator[dict[str, str]]:
    """The terms with their places, as JavaScript sorts them, in shards of SHARD characters or of one term."""
    shard: dict[str, str] = {}
    size = 0
    for term in sorted(set().union(*places.values()), key=lambda term: term.encode("utf-16-be")):
        lists = (chr(FIRST_FIELD + at) + coded(places[field][term]) for at, field in enumerate(FIELDS) if term in places[field])
        written = "".join(lists)
        more = len(term) + len(written) + len('"":"",')
        if shard and size + more > SHARD:
            yield shard
            shard, size = {}, 0
        shard[term] = written
        size += more
    if shard:
        yield shard


def coded(numbers: Sequence[int]) -> str:
    """Growing numbers as text: the first, then by how much each is more than the one before, in digits of 5 bits."""
    return "".join(map(_digits, map(sub, numbers, [0, *numbers])))


@cache
def _digits(number: int) -> str:
    return chr(LAST_DIGIT + number) if number < 32 else chr(DIGIT + number % 32) + _digits(number // 32)


def _entry(site: Site, key: str) -> Entry:
    paper = site.catalog.papers[key]
    return Entry(
        id=paper.id,
        title=_plain(paper.title),
        label=None if paper.title else _plain(paper.label),
        authors=tuple(map(str, names.byline(paper))),
        authors_complete=paper.authors_complete,
        people=paper.people,
        year=paper.year,
        category=paper.category,
        venue=_plain(paper.venue),
        topics=tuple(dict.fromkeys(match.topic for match in site.topics_by_paper[key])),
        code_available=paper.code_available,
        score=paper.score,
        abstract=_plain(paper.abstract),
    )


def _shortened(entry: Entry) -> Entry:
    """A paper as a block has it: what is shown of it stays small, however long its byline and its abstract are."""
    more = max(len(entry.authors) - NAMES, 0)
    people = entry.people[:NAMES] + entry.people[len(entry.authors) :]
    return replace(entry, authors=entry.authors[:NAMES], people=people, more_authors=more, abstract=_excerpt(entry.abstract))


def _excerpt(plain: str | None) -> str | None:
    if not plain or len(plain) <= EXCERPT:
        return plain
    head = plain[:EXCERPT]
    return (head.rpartition(" ")[0] or head) + " …"


def _topics(site: Site) -> dict[str, str]:
    return {topic.id: text.plain(topic.name) for topic in site.topics.values()}


def _phrases(site: Site) -> dict[str, Sequence[str]]:
    return {topic.id: topic.phrases for topic in site.topics.values()}


def _people(site: Site, entries: Iterable[Entry]) -> dict[str, str]:
    """The names of the people of these papers, by id."""
    return {person: site.catalog.people[person].name for person in sorted({one for entry in entries for one in entry.people})}


def _plain(source: str | None) -> str | None:
    return text.plain(source) if source else None
