"""The site as data: which pages there are, at which addresses, and which papers belong together."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace

from sitegen import names, related, text, topics
from sitegen.problems import Problem, Span, error
from sitegen.records import Catalog, Config, MarkdownPage, Paper, Record, Related, Topic, TopicMatch

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
    "page": "",
}

# Characters of an abstract that a site with `abstracts: excerpt` shows.
EXCERPT = 300


class Page(Record):
    """One page: its kind (a key of FOLDERS, or "redirect"), the id it is about, its address, and where it came from.

    `address` is the folder below the site's root, "" for the root itself, else with a slash at its end. `target` is set for a
    redirect only: the address to go to.
    """

    kind: str
    key: str
    address: str
    source: Span
    target: str | None = None


class Site(Record):
    """All that rendering needs, with relations by id. Every mapping and tuple is in the order in which it is to be shown.

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


def address(kind: str, key: str = "") -> str:
    """The folder of a page below the site's root: `address("paper", "adam")` is "papers/adam/", the home page's is ""."""
    return f"{FOLDERS[kind]}{key}/" if key else FOLDERS[kind]


def assemble(
    catalog: Catalog, config: Config, vocabulary: Iterable[Topic], markdown: Iterable[MarkdownPage] = ()
) -> tuple[Site, list[Problem]]:
    """The site of a catalog, and an error for every two pages that want one address (also by case).

    The owner may be given by name or by id; what site.yaml says of them is put into their record.
    """
    config = replace(config, owner=_owner(config, catalog))
    catalog = _introduced(catalog, config)
    papers = {paper.id: paper for paper in newest_first(catalog.papers.values())}
    matches, used = topics.match(papers.values(), vocabulary)
    written = {page.slug: page for page in markdown}
    grouped = {
        "person": _group((person, paper.id) for paper in papers.values() for person in paper.people),
        "topic": _group((match.topic, paper) for paper in papers for match in matches[paper]),
        "category": _group((paper.category, paper.id) for paper in papers.values() if paper.category),
        "year": _group((paper.year, paper.id) for paper in papers.values() if paper.year),
        "collection": {name: collection.papers for name, collection in catalog.collections.items()},
    }
    grouped["year"] = dict(sorted(grouped["year"].items(), reverse=True))
    pages = tuple(_pages(catalog, written, grouped))
    site = Site(
        config=config,
        catalog=catalog,
        pages=pages,
        markdown=written,
        topics={topic.id: topic for topic in used},
        papers=tuple(papers),
        topics_by_paper=matches,
        related_by_paper=related.rank(papers.values(), config.limits.related),
        papers_by_person=grouped["person"],
        papers_by_topic=grouped["topic"],
        papers_by_category=grouped["category"],
        papers_by_year=grouped["year"],
        papers_by_collection=grouped["collection"],
    )
    return site, _clashes(pages)


def abridged(site: Site) -> Site:
    """The site as site.yaml lets it be shown: with its abstracts in full, with their beginnings, or without them."""
    if site.config.abstracts == "full":
        return site
    papers = {key: _abridged(paper, site.config.abstracts) for key, paper in site.catalog.papers.items()}
    return replace(site, catalog=replace(site.catalog, papers=papers))


def newest_first(papers: Iterable[Paper]) -> list[Paper]:
    """The papers by date, newest first, then by id; those without a date last."""
    ordered = sorted(papers, key=lambda paper: paper.id)
    return sorted(ordered, key=lambda paper: paper.date or "", reverse=True)


def _owner(config: Config, catalog: Catalog) -> str | None:
    named = names.slug(config.owner) if config.owner else None
    return named if named in catalog.people else config.owner


def _introduced(catalog: Catalog, config: Config) -> Catalog:
    """The catalog with what site.yaml says of the owner put into their record, where no edit says otherwise."""
    owner = catalog.people.get(config.owner or "")
    if not owner:
        return catalog
    said = {field: getattr(config, field) for field in ("orcid", "homepage", "email", "photo", "links")}
    news = {field: value for field, value in said.items() if value and not getattr(owner, field)}
    return replace(catalog, people={**catalog.people, owner.id: replace(owner, **news)})


def _abridged(paper: Paper, abstracts: str) -> Paper:
    shown = text.excerpt(paper.abstract, EXCERPT) if paper.abstract and abstracts == "excerpt" else None
    return replace(paper, abstract=shown, versions=tuple(one for one in paper.versions if one.field != "abstract"))


def _group(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for key, paper in pairs:
        groups[key].append(paper)
    return {key: tuple(dict.fromkeys(groups[key])) for key in sorted(groups)}


def _pages(
    catalog: Catalog, written: Mapping[str, MarkdownPage], grouped: Mapping[str, Mapping[str, object]]
) -> Iterator[Page]:
    data = Span("content")
    for kind in ("home", "papers", "people", "topics", "categories", "collections", "years", "search"):
        yield Page(kind=kind, key="", address=address(kind), source=data)
    for paper in catalog.papers.values():
        yield Page(kind="paper", key=paper.id, address=address("paper", paper.id), source=_place(paper))
    for kind in ("person", "topic", "category", "year", "collection"):
        for key in grouped[kind]:
            yield Page(kind=kind, key=key, address=address(kind, key), source=data)
    for slug, page in written.items():
        yield Page(kind="page", key=slug, address=address("page", slug), source=page.span)
    for old, new in catalog.redirects.items():
        yield Page(kind="redirect", key=old, address=address("paper", old), source=data, target=address("paper", new))


def _place(paper: Paper) -> Span:
    first = paper.sources[0]
    return Span(f"content/dumps/{first.dump}", first.first, first.last)


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
