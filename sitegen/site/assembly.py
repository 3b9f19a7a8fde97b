"""The site as data: which pages there are, at which addresses, and which papers belong together."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from sitegen.problems import Problem, Span, error
from sitegen.records import Catalog, Config, MarkdownPage, Paper, Record, Related, Topic, TopicMatch
from sitegen.site import parts, related, rights, topics
from sitegen.text import names

NUMBER = re.compile(r"(\d*)(\D*)")
FOLDERS = {
    "home": "",
    "papers": "papers/",
    "paper": "papers/",
    "people": "people/",
    "person": "people/",
    "topics": "topics/",
    "topic": "topics/",
    "categories": "categories/",
    "category": "categories/",
    "collections": "collections/",
    "collection": "collections/",
    "years": "years/",
    "year": "years/",
    "search": "search/",
    "map": "map/",
    "page": "",
}

CROWD = 100
# From so many papers on a person, a topic or a collection has files for programs: of one or two papers a person's would say
# what the papers' own do, and on a site of more than LARGE papers they would be most of its files.
FEWEST_FILES = {"person": 3, "topic": 1, "collection": 1}
LARGE, FEWEST_FILES_OF_LARGE = 5_000, 5


class Page(Record):
    """One page: its kind (a key of FOLDERS, or "redirect"), the id it is about, its address, and where it came from.

    `address` is the folder below the site's root, "" for the root itself, else with a slash at its end. `target` is set for a
    redirect only: the address to go to. A page with `noindex` is kept from search engines: by a robots tag in its head, and by
    standing in no list that is made for programs. `part` is the number of a further page of a long list (`parts`); the key of a
    page of people is their letter.
    """

    kind: str
    key: str
    address: str
    source: Span
    target: str | None = None
    noindex: bool = False
    part: int = 0


class Site(Record):
    """All that rendering needs, with relations by id. Every mapping and tuple is in the order in which it is to be shown.

    What is in it may be shown: nothing of hidden papers and people, and no more of an abstract than is allowed. Who needs
    whole abstracts, to compare them, works in `assemble`.

    The `papers_by_…` mappings list newest first (undated last), except a collection's, which keep its own order.
    """

    config: Config
    catalog: Catalog
    pages: tuple[Page, ...]
    markdown: Mapping[str, MarkdownPage]
    topics: Mapping[str, Topic]
    papers: tuple[str, ...]
    topics_by_paper: Mapping[str, tuple[TopicMatch, ...]]
    related_by_paper: Mapping[str, tuple[Related, ...]]
    papers_by_person: Mapping[str, tuple[str, ...]]
    papers_by_topic: Mapping[str, tuple[str, ...]]
    papers_by_category: Mapping[str, tuple[str, ...]]
    papers_by_year: Mapping[str, tuple[str, ...]]
    papers_by_collection: Mapping[str, tuple[str, ...]]
    people_by_letter: Mapping[str, tuple[str, ...]]


class Subject(Record):
    """What can be followed by itself, so that feeds and files for programs stand beside its page: its papers, in its order.

    `kind` and `address` are its page's; `name` is as printed, "" for the site itself.
    """

    kind: str
    address: str
    name: str
    papers: tuple[str, ...]


def address(kind: str, key: str = "") -> str:
    """The folder of a page below the site's root: `address("paper", "adam")` is "papers/adam/", the home page's is ""."""
    return f"{FOLDERS[kind]}{key}/" if key else FOLDERS[kind]


def base(site: Site, folder: str = "") -> str:
    """What makes a link of an address, put before it in a file of that folder: the site's own, else the way to its root."""
    return f"{site.config.url.rstrip('/')}/" if site.config.url else "../" * folder.count("/") or "./"


def whole(site: Site, place: str) -> str | None:
    """The whole web address of what is at `place` on the site, None where the site's own is not known."""
    return base(site) + place if site.config.url else None


def is_large(site: Site) -> bool:
    """Whether a site has so many papers that files beside pages would be most of it."""
    return len(site.papers) > LARGE


def subjects(site: Site) -> Iterator[Subject]:
    """The site itself, then every person, topic and collection that has as many papers as `limits.files` asks for."""
    yield Subject(kind="home", address="", name="", papers=site.papers)
    people, collections = site.catalog.people, site.catalog.collections
    grouped: tuple[tuple[str, Mapping[str, tuple[str, ...]], Callable[[str], str]], ...] = (
        ("person", site.papers_by_person, lambda key: people[key].name),
        ("topic", site.papers_by_topic, lambda key: site.topics[key].name),
        ("collection", site.papers_by_collection, lambda key: collections[key].title),
    )
    for kind, groups, name in grouped:
        usual = FEWEST_FILES_OF_LARGE if is_large(site) else FEWEST_FILES[kind]
        fewest = usual if site.config.limits.files is None else site.config.limits.files
        for key, papers in groups.items():
            if len(papers) >= fewest:
                yield Subject(kind=kind, address=address(kind, key), name=name(key), papers=papers)


def short_byline(paper: Paper) -> Paper:
    """The paper as files and feeds of many papers have it: a byline of a crowd ends in "et al." after CROWD names.

    All of them are in the paper's own files. In full, 3,000 authors would have 3,000 bylines of 3,000 names each.
    """
    if len(paper.authors) <= CROWD:
        return paper
    named = paper.people[:CROWD] + paper.listed
    return replace(paper, authors=paper.authors[:CROWD], names=paper.names[:CROWD], people=named, authors_complete=False)


def assemble(
    catalog: Catalog, config: Config, vocabulary: Iterable[Topic], markdown: Iterable[MarkdownPage] = ()
) -> tuple[Site, list[Problem]]:
    """The site of a catalog, and an error for every two pages that want one address (also by case).

    The owner may be given by name or by id; what site.yaml says of them is put into their record. Reported as well: an owner
    who is hidden as a warning, hidden people whom the owner's own words name as notes.
    """
    everything = catalog
    config, problems = rights.settled(replace(config, owner=_owner(config, catalog)), catalog)
    catalog = _with_owner(rights.visible(catalog), config)
    papers = {paper.id: paper for paper in newest_first(catalog.papers.values())}
    matches, used = topics.match(papers.values(), vocabulary)
    markdown = tuple(markdown)
    grouped = {
        "person": _group((person, paper.id) for paper in papers.values() for person in paper.people),
        "topic": _group((match.topic, paper) for paper in papers for match in matches[paper]),
        "category": _group((paper.category, paper.id) for paper in papers.values() if paper.category),
        "year": _group((paper.year, paper.id) for paper in papers.values() if paper.year),
        "collection": {name: collection.papers for name, collection in catalog.collections.items()},
    }
    grouped["year"] = dict(sorted(grouped["year"].items(), reverse=True))
    private = _private(catalog, config.owner)
    letters = parts.letters(catalog.people[key] for key in grouped["person"])
    made = _pages(catalog, markdown, grouped, letters)
    pages = tuple(replace(one, noindex=(one.kind, one.key) in private) for one in made)
    site = Site(
        config=config,
        catalog=rights.abridged(catalog, config.abstracts),
        pages=pages,
        markdown={page.slug: page for page in markdown},
        topics={topic.id: topic for topic in used},
        papers=tuple(papers),
        topics_by_paper=matches,
        related_by_paper=related.rank(papers.values(), config.limits.related),
        papers_by_person=grouped["person"],
        papers_by_topic=grouped["topic"],
        papers_by_category=grouped["category"],
        papers_by_year=grouped["year"],
        papers_by_collection=grouped["collection"],
        people_by_letter=letters,
    )
    return site, [*problems, *rights.still_named(everything, _own_words(site)), *_clashes(pages)]


def newest_first(papers: Iterable[Paper]) -> list[Paper]:
    """The papers by date, newest first, then by id, its numbers as numbers; those without a date last."""
    ordered = sorted(papers, key=lambda paper: _by_numbers(paper.id))
    return sorted(ordered, key=lambda paper: paper.date or "", reverse=True)


def _by_numbers(key: str) -> list[tuple[int, str]]:
    """What an id is sorted by: "paper-2" before "paper-10"."""
    return [(int(digits or 0), letters) for digits, letters in NUMBER.findall(key)]


def source(paper: Paper) -> Span:
    """Where a paper was first read; the folder of the dumps alone where that may not be said."""
    return next((Span(f"content/dumps/{one.dump}", one.first, one.last) for one in paper.sources), Span("content/dumps"))


def _owner(config: Config, catalog: Catalog) -> str | None:
    if not config.owner or config.owner in catalog.people:
        return config.owner
    called = {names.person_key(name): key for key, one in catalog.people.items() for name in (*one.spellings, one.name)}
    return called.get(names.person_key(config.owner), config.owner)


def _with_owner(catalog: Catalog, config: Config) -> Catalog:
    """The catalog with what site.yaml says of the owner put into their record, where no edit says otherwise."""
    owner = catalog.people.get(config.owner or "")
    if not owner:
        return catalog
    said = {field: getattr(config, field) for field in rights.OWNERS}
    news = {field: value for field, value in said.items() if value and not getattr(owner, field)}
    return replace(catalog, people={**catalog.people, owner.id: replace(owner, **news)})


def _own_words(site: Site) -> Iterator[tuple[Span, str]]:
    """What the site's owner wrote in words that stand on its pages, and where."""
    config = site.config
    yield Span("content/site.yaml"), " · ".join((config.title, config.description or "", *map(str, config.navigation)))
    for page in site.markdown.values():
        yield page.span, f"{page.title} · {page.description} · {page.body}"
    for one in site.catalog.collections.values():
        yield Span(f"content/dumps/{one.dump}"), f"{one.title} · {one.notes}"
    for topic in site.topics.values():
        yield Span("content/topics.yaml"), f"{topic.name} · {topic.description}"
    for person in site.catalog.people.values():
        if person.bio:
            yield Span("content/edits"), person.bio


def _group(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for key, paper in pairs:
        groups[key].append(paper)
    return {key: tuple(dict.fromkeys(groups[key])) for key in sorted(groups)}


def _list(kind: str, key: str, count: int) -> Iterator[Page]:
    """The pages of a list of so many papers."""
    for part in parts.numbers(count, own_order=kind == "collection"):
        yield Page(kind=kind, key=key, address=parts.place(address(kind, key), part), source=Span("content"), part=part)


def _pages(
    catalog: Catalog,
    markdown: Iterable[MarkdownPage],
    grouped: Mapping[str, Mapping[str, Sequence[str]]],
    letters: Mapping[str, Sequence[str]],
) -> Iterator[Page]:
    data = Span("content")
    for kind in ("home", "people", "topics", "categories", "collections", "years", "search", "map"):
        yield Page(kind=kind, key="", address=address(kind), source=data)
    for place, (letter, number) in parts.shelves(letters, catalog.people).items():
        yield Page(kind="people", key=letter, address=address("people", place), source=data, part=number)
    yield from _list("papers", "", len(catalog.papers))
    for paper in catalog.papers.values():
        yield Page(kind="paper", key=paper.id, address=address("paper", paper.id), source=source(paper))
    for kind in ("person", "topic", "category", "year", "collection"):
        for key, papers in grouped[kind].items():
            yield from _list(kind, key, len(papers))
    for page in markdown:
        yield Page(kind="page", key=page.slug, address=address("page", page.slug), source=page.span)
    for old, new in catalog.redirects.items():
        yield Page(kind="redirect", key=old, address=address("paper", old), source=data, target=address("paper", new))


def _private(catalog: Catalog, owner: str | None) -> set[tuple[str, str]]:
    """Kind and key of the pages that are kept from search engines; the home page too, where it is such a person's."""
    papers = {("paper", paper.id) for paper in catalog.papers.values() if paper.noindex}
    people = {("person", person.id) for person in catalog.people.values() if person.noindex}
    return papers | people | ({("home", "")} if ("person", owner) in people else set())


def _clashes(pages: Iterable[Page]) -> list[Problem]:
    taken: dict[str, Page] = {}
    problems = []
    for page in pages:
        other = taken.setdefault(page.address.casefold(), page)
        if other is not page:
            message = (
                f"/{page.address} is wanted by two pages: {other.kind} from {other.source} and {page.kind} from {page.source}"
            )
            problems.append(error(page.source, message, "rename one of them"))
    return problems
