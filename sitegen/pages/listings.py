"""What a list of papers shows beside the papers: how many, when, on what, by whom, and what it can be parted by."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from markupsafe import Markup
from msgspec.structs import replace

from sitegen.pages import charts
from sitegen.pages.directory import Directory, Link, share, topics_of
from sitegen.records import Paper, Record
from sitegen.site import parts, topics

LAYERS = 6  # so many topics part a chart; the rest is one layer more
DATED = 0.5  # of a list's papers so many have a date, or no chart of its years is drawn
WIDE = (720, 170)
RANKED = 60  # so many people and topics stand beside a list, those that are most often in it
FEWEST_FILTERED = 6  # a shorter list is seen at a glance, and needs no filters
DRAWN = 12  # so many co-authors can be named in a drawing
FEWEST_COAUTHORS = 3  # a drawing of fewer co-authors, or of fewer papers, shows nothing that the list does not
CROWD = 30  # of a paper with more authors than this, not everybody knows everybody


class Ranking(Record):
    """Links by their number of papers, most first, and how many more were left out."""

    links: tuple[Link, ...]
    left: int


NOTHING = Ranking(links=(), left=0)


class Layer(Record):
    """What one color of a chart stands for: a topic, or None for all other papers; how many are drawn in it."""

    topic: Link | None
    hue: int
    count: int


class Activity(Record):
    """Papers per year: the chart, one that is as wide as a page where there is need of it, and the layers, the bottom first.

    `dated` is the number of papers that it shows, `count` that of all in the list.
    """

    chart: charts.Chart
    wide: charts.Chart | None
    layers: tuple[Layer, ...]
    dated: int
    count: int


class Facets(Record):
    """What a list can be parted by; `code` is the number of its papers with code, `scored` whether any has a score."""

    topics: tuple[Link, ...]
    categories: tuple[Link, ...]
    years: tuple[Link, ...]
    code: int
    scored: bool


class Coauthors(Record):
    """A person's co-authors as a drawing: each with the lines of the name, in the order of the drawing's nodes."""

    people: tuple[tuple[Link, Sequence[str]], ...]
    drawing: charts.Network


class Listing(Record):
    """A list of papers: `groups` are ids under their years ("" for none), of one page of the list where it has several.

    `dated` counts the papers whose date is known. `topics` and `people` count the papers of the list; a topic's share is its
    percentage of the list. `before` and `after` are the addresses of the list's pages before and after this one, "" for none.
    """

    count: int
    dated: int
    groups: Sequence[tuple[str, Sequence[str]]]
    before: str
    after: str
    activity: Activity | None
    topics: Ranking
    people: Ranking
    facets: Facets | None


def listing(
    shown: Directory, papers: Sequence[str], place: str, part: int = 0, *, own_order: bool = False, fewest: int = 1
) -> Listing:
    """One part of the list of papers, by id, whose own page is at `place`; see `parts`.

    Of fewer than `fewest` papers, and on a further page of a list, it is the papers alone.
    """
    here = [shown.papers[paper].paper for paper in parts.held(papers, part, own_order=own_order)]
    bare = Listing(
        count=len(papers),
        dated=_dated(shown, papers, own_order=own_order),
        groups=[("", [paper.id for paper in here])] if own_order else by_year(here),
        activity=None,
        topics=NOTHING,
        people=NOTHING,
        facets=_facets(shown, here, place) if len(here) >= FEWEST_FILTERED else None,
        **_neighbours(len(papers), place, part, own_order=own_order),
    )
    if part or len(papers) < fewest:
        return bare
    found = [shown.papers[paper].paper for paper in papers]
    subjects = [topic for paper in papers for topic in topics_of(shown.site, paper)]
    return replace(
        bare,
        activity=activity(shown, found, place),
        topics=_ranking(shown.topics, subjects, place, len(papers)),
        people=_ranking(shown.people, (person for paper in found for person in paper.people), place),
    )


def _dated(shown: Directory, papers: Sequence[str], *, own_order: bool) -> int:
    """How many papers have a date; of what is newest first, the undated last, not each is asked for each of its pages."""

    def is_undated(paper: str) -> bool:
        return shown.papers[paper].paper.date is None

    return len(papers) - sum(map(is_undated, papers)) if own_order else bisect_left(papers, x=True, key=is_undated)


def _neighbours(count: int, place: str, part: int, *, own_order: bool) -> dict[str, str]:
    numbers = parts.numbers(count, own_order=own_order)
    places = ["", *(parts.place(place, number) for number in numbers), ""]
    at = numbers.index(part)
    return {"before": places[at], "after": places[at + 2]}


def by_year(papers: Iterable[Paper]) -> list[tuple[str, list[str]]]:
    """The papers' ids under their years, "" for those without, in the order in which they come."""
    groups: dict[str, list[str]] = {}
    for paper in papers:
        groups.setdefault(paper.year or "", []).append(paper.id)
    return list(groups.items())


def activity(shown: Directory, papers: Sequence[Paper], without: str = "", *, wide: bool = False) -> Activity | None:
    """The dated papers per year, parted by those topics with a color that part them best, not by that of the page at `without`.

    With `wide` there is a second chart, as wide as a page. None where there is but one year, or where fewer than half of the
    papers have a date: the chart would be of another list.
    """
    found = {paper.id: str(paper.year) for paper in papers if paper.year}
    if len(found) < DATED * len(papers):
        return None
    colored = {topic: link for topic in shown.areas if (link := shown.topics[topic]).address != without}
    layers = topics.leading({key: [topic for topic in topics_of(shown.site, key) if topic in colored] for key in found}, LAYERS)
    places = {paper: place for place, ids in enumerate(layers.values()) for paper in ids}
    counts: defaultdict[str, list[int]] = defaultdict(lambda: [0] * (len(layers) + 1))
    for key, year in found.items():
        counts[year][places.get(key, len(layers))] += 1
    chart = charts.years(counts)
    if not chart:
        return None
    named = (
        Layer(topic=replace(colored[key], count=len(ids)), hue=colored[key].hue, count=len(ids)) for key, ids in layers.items()
    )
    return Activity(
        chart=chart,
        wide=charts.years(counts, *WIDE) if wide else None,
        layers=(*named, Layer(topic=None, hue=0, count=len(found) - len(places))),
        dated=len(found),
        count=len(papers),
    )


def coauthors(shown: Directory, person: str, papers: Iterable[str]) -> Coauthors | None:
    """The person's most frequent co-authors as a drawing; None where it would show nothing that a list does not."""
    found = [shown.papers[paper].paper for paper in papers]
    together = Counter(other for paper in found for other in dict.fromkeys(paper.people) if other != person)
    drawn = sorted(together, key=lambda other: (-together[other], other))[:DRAWN]
    if len(drawn) < FEWEST_COAUTHORS or len(found) < FEWEST_COAUTHORS:
        return None
    ties: Counter[tuple[int, int]] = Counter()
    for paper in found:
        if len(paper.people) <= CROWD:
            ties.update(combinations([place for place, other in enumerate(drawn) if other in paper.people], 2))
    drawing = charts.network([together[other] for other in drawn], ties)
    links = (replace(shown.people[other], count=together[other]) for other in drawn)
    return Coauthors(people=tuple((link, _lines(link.name.striptags())) for link in links), drawing=drawing)


def _lines(name: str) -> Sequence[str]:
    """A name in one line, or in two that are as even as its words allow."""
    spaces = [place for place, letter in enumerate(name) if letter == " "]
    if len(name) <= charts.LETTERS or not spaces:
        return [name]
    middle = min(spaces, key=lambda place: abs(2 * place - len(name)))
    return [name[:middle], name[middle + 1 :]]


def _ranking(links: Mapping[str, Link], keys: Iterable[str], without: str, whole: int = 0) -> Ranking:
    """How often each key is among `keys`, but for the one that leads to `without`; shares are of `whole`, or of the most."""
    counts = {key: count for key, count in Counter(keys).items() if links[key].address != without}
    ranked = sorted(counts, key=lambda key: (-counts[key], key))[:RANKED]
    most = whole or max(counts.values(), default=0)
    found = (replace(links[key], count=counts[key], share=share(counts[key], most)) for key in ranked)
    return Ranking(links=tuple(found), left=len(counts) - len(ranked))


def _facets(shown: Directory, papers: Sequence[Paper], without: str) -> Facets:
    subjects = (topic for paper in papers for topic in topics_of(shown.site, paper.id))
    years = Counter(paper.year for paper in papers if paper.year)
    return Facets(
        topics=_ranking(shown.topics, subjects, without).links,
        categories=_ranking(shown.categories, (paper.category for paper in papers if paper.category), without).links,
        years=tuple(Link(name=Markup(year), address="", key=year, count=years[year]) for year in sorted(years, reverse=True)),  # noqa: S704
        code=sum(bool(paper.code_available) for paper in papers),
        scored=any(paper.score is not None for paper in papers),
    )
