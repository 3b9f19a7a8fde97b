"""All that pages mention, in the form in which they mention it: made once, looked up by every page."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cache
from math import sqrt

from markupsafe import Markup
from msgspec.structs import replace

from sitegen import text
from sitegen.categories import NAMES
from sitegen.pages import maps
from sitegen.records import Paper, Record
from sitegen.site import Site, address, topics

MARK = 28  # characters of a note that stands as a mark among the facts of a paper in a list
HUES = 8  # so many colors can be told apart
FEWEST_MAPPED = 15  # of fewer papers no map is drawn: it would show nothing that a list does not
MAPPED = 1_500  # so many papers are on the map, the newest: more are a blot
# How large a point on the map is without a score, in units that shrink with the root of the number of points; the one with the
# highest score is twice as large.
LEAST, MOST, CROWDED = 2.5, 9.0, 96.0


class Link(Record):
    """A name, as HTML, that leads to a page: its address below the site's root, or a whole one; `key` is the id behind it.

    `count` is a number of papers, `share` its percentage of what it stands beside, `note` what the name stands for.
    `hue` is the color that stands for a topic wherever it is drawn, counted from 1, 0 where it has none.
    """

    name: Markup
    address: str
    key: str = ""
    count: int = 0
    share: int = 0
    note: str = ""
    hue: int = 0


class Entry(Record):
    """A paper as lists show it: `title` is its label's HTML where the title is not known, `score` as its source wrote it.

    `mark` is its note where that is no more than a word or two, such as "Oral" or "Best paper award".
    """

    paper: Paper
    address: str
    title: Markup
    authors: tuple[Link, ...]
    topics: tuple[Link, ...]
    category: Link | None
    score: str | None
    code: str | None
    mark: str | None


class Directory(Record):
    """All that pages mention, by id, each mapping in the order of its index page.

    `places` counts the papers in the site's order; `points` is where the newest of them stand on the map, `radii` how large
    they are there; `areas` are the papers under each of the topics that have a color.
    """

    site: Site
    papers: Mapping[str, Entry]
    people: Mapping[str, Link]
    topics: Mapping[str, Link]
    categories: Mapping[str, Link]
    collections: Mapping[str, Link]
    years: Mapping[str, Link]
    places: Mapping[str, int]
    areas: Mapping[str, Sequence[str]]
    points: Mapping[str, maps.Point]
    radii: Mapping[str, float]


def directory(site: Site) -> Directory:
    """The directory of a site."""
    catalog, printed = site.catalog, cache(phrase)
    areas = topics.leading({paper: topics_of(site, paper) for paper in site.papers}, HUES)
    hues = {topic: hue for hue, topic in enumerate(areas, 1)}
    plain = _links("topic", site.papers_by_topic, lambda key: site.topics[key].name)
    subjects = {key: replace(link, hue=hues.get(key, 0)) for key, link in plain.items()}
    categories = _links("category", site.papers_by_category, str, note=lambda key: NAMES.get(key, ""))
    radii = _radii(catalog.papers.values())
    return Directory(
        site=site,
        papers={key: _entry(site, paper, printed, subjects, categories) for key, paper in catalog.papers.items()},
        people=_links("person", site.papers_by_person, lambda key: catalog.people[key].name),
        topics={key: subjects[key] for key in site.topics},
        categories=categories,
        collections=_links("collection", site.papers_by_collection, lambda key: catalog.collections[key].title),
        years=_links("year", site.papers_by_year, str),
        places={paper: place for place, paper in enumerate(site.papers)},
        areas=areas,
        points=_points(site, areas, radii),
        radii=radii,
    )


def topics_of(site: Site, paper: str) -> Collection[str]:
    """The ids of a paper's topics."""
    return [match.topic for match in site.topics_by_paper[paper]]


def phrase(source: str) -> Markup:
    """Text of a dump as HTML without links, for what is itself a link or a heading."""
    return Markup(text.html(source, links=False))  # noqa: S704 text.html gives safe HTML


def share(count: int, whole: int) -> int:
    """A percentage, rounded up, so that what is there never counts as nothing."""
    return -(-100 * count // whole) if whole else 0


def _links(
    kind: str, papers: Mapping[str, Sequence[str]], name: Callable[[str], str], note: Callable[[str], str] = lambda _: ""
) -> dict[str, Link]:
    most = max(map(len, papers.values()), default=0)
    return {
        key: Link(
            name=phrase(name(key)),
            address=address(kind, key),
            key=key,
            count=len(ids),
            share=share(len(ids), most),
            note=note(key),
        )
        for key, ids in papers.items()
    }


def _entry(
    site: Site, paper: Paper, printed: Callable[[str], Markup], topics: Mapping[str, Link], categories: Mapping[str, Link]
) -> Entry:
    return Entry(
        paper=paper,
        address=address("paper", paper.id),
        title=phrase(paper.title or paper.label),
        authors=tuple(Link(name=printed(name), address=address("person", person)) for name, person in paper.byline),
        topics=tuple(topics[topic] for topic in topics_of(site, paper.id)),
        category=categories[paper.category] if paper.category else None,
        score=None if paper.score is None else str(paper.score).removesuffix(".0"),
        code=next(filter(None, map(text.safe_url, paper.code_urls)), None),
        mark=paper.note if paper.note and len(paper.note) <= MARK else None,
    )


def _radii(papers: Iterable[Paper]) -> dict[str, float]:
    """How large each paper is on the map: the area grows with the score."""
    scores = {paper.id: max(paper.score or 0.0, 0.0) for paper in papers}
    least = min(MOST, max(LEAST, CROWDED / sqrt(len(scores) or 1)))
    highest = max(scores.values(), default=0.0) or 1.0
    return {key: round(least * sqrt(1 + 3 * (score / highest)), 1) for key, score in scores.items()}


def _points(site: Site, areas: Mapping[str, Sequence[str]], radii: Mapping[str, float]) -> Mapping[str, maps.Point]:
    if len(site.papers) < FEWEST_MAPPED:
        return {}
    groups = topics.by_paper(areas)
    mapped = dict.fromkeys(site.papers[:MAPPED])
    near = {
        paper: [(other.paper, other.score) for other in site.related_by_paper[paper] if other.paper in mapped]
        for paper in mapped
    }
    return maps.lay(near, {paper: groups.get(paper) for paper in mapped}, radii)
