"""What a page of each kind shows, as values for its template: looked up, counted and turned into HTML beforehand.

A theme only loops over these values and asks whether they are there. Words for people are the theme's, so that they can be
translated; here there are only the data's own.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache

from markupsafe import Markup
from msgspec.structs import replace

from sitegen import charts, citations, metadata, names, text
from sitegen.categories import NAMES
from sitegen.records import Paper, Person, Record
from sitegen.site import Page, Site, address

LISTED = 500  # a page of all papers, of a topic or a category lists so many, the newest
RANKED = 60  # so many people and topics stand beside a list, those that are most often in it

Values = dict[str, object]


class Link(Record):
    """A name, as HTML, that leads to a page: its address below the site's root, or a whole one.

    `count` is a number of papers, `share` its percentage of the highest such number beside it, `note` what the name stands for.
    """

    name: Markup
    address: str
    count: int = 0
    share: int = 0
    note: str = ""


class Entry(Record):
    """A paper as lists show it: `title` is its label's HTML where the title is not known, `score` as its source wrote it."""

    paper: Paper
    address: str
    title: Markup
    authors: tuple[Link, ...]
    topics: tuple[Link, ...]
    category: Link | None
    score: str | None
    code: str | None


class Ranking(Record):
    """Links by their number of papers, most first, and how many more were left out."""

    links: tuple[Link, ...]
    left: int


class Directory(Record):
    """All that pages mention, by id, in the form in which they mention it; each mapping in the order of its index page."""

    site: Site
    papers: Mapping[str, Entry]
    people: Mapping[str, Link]
    topics: Mapping[str, Link]
    categories: Mapping[str, Link]
    collections: Mapping[str, Link]
    years: Mapping[str, Link]


def directory(site: Site) -> Directory:
    """The directory of a site."""
    catalog = site.catalog
    people = {key: catalog.people[key] for key in site.papers_by_person}
    topics = _links("topic", site.papers_by_topic, lambda key: site.topics[key].name)
    categories = _links("category", site.papers_by_category, str, note=lambda key: NAMES.get(key, ""))
    printed = cache(phrase)
    return Directory(
        site=site,
        papers={key: _entry(site, paper, printed, topics, categories) for key, paper in catalog.papers.items()},
        people=_links("person", site.papers_by_person, lambda key: people[key].name),
        topics={key: topics[key] for key in site.topics},
        categories=categories,
        collections=_links("collection", site.papers_by_collection, lambda key: catalog.collections[key].title),
        years=_links("year", site.papers_by_year, str),
    )


def view(shown: Directory, page: Page) -> Values:
    """The values for the template of a page's kind."""
    return VIEWS[page.kind](shown, page)


def description(site: Site, page: Page) -> metadata.Description | None:
    """What a page says of itself in the words of schema.org; None for pages that only lead to others."""
    url = whole(site, page.address)
    match page.kind:
        case "home":
            return metadata.website(site.config)
        case "paper":
            return metadata.article(site.catalog.papers[page.key], url)
        case "person":
            return metadata.profile(site.catalog.people[page.key], url)
        case "topic":
            return metadata.listing(site.topics[page.key].name, len(site.papers_by_topic[page.key]), url)
        case "collection":
            return metadata.listing(site.catalog.collections[page.key].title, len(site.papers_by_collection[page.key]), url)
        case "category":
            return metadata.listing(page.key, len(site.papers_by_category[page.key]), url)
        case "year":
            return metadata.listing(page.key, len(site.papers_by_year[page.key]), url)
    return None


def navigation(site: Site) -> list[tuple[str, str]]:
    """The words and addresses (below the root, or whole) of the navigation that site.yaml gives; none where it gives none."""
    return [(item.label, place) for item in site.config.navigation if (place := text.safe_url(item.address))]


def whole(site: Site, place: str) -> str | None:
    """The whole web address of what is at `place` on the site, None where the site's own is not known."""
    return f"{site.config.url.rstrip('/')}/{place}" if site.config.url else None


def phrase(source: str) -> Markup:
    """Text of a dump as HTML without links, for what is itself a link or a heading."""
    return Markup(text.html(source, links=False))  # noqa: S704 text.html gives safe HTML


def _links(
    kind: str, papers: Mapping[str, Sequence[str]], name: Callable[[str], str], note: Callable[[str], str] = lambda _: ""
) -> dict[str, Link]:
    most = max(map(len, papers.values()), default=0)
    return {
        key: Link(
            name=phrase(name(key)), address=address(kind, key), count=len(ids), share=_share(len(ids), most), note=note(key)
        )
        for key, ids in papers.items()
    }


def _share(count: int, most: int) -> int:
    return -(-100 * count // most) if most else 0


def _entry(
    site: Site, paper: Paper, printed: Callable[[str], Markup], topics: Mapping[str, Link], categories: Mapping[str, Link]
) -> Entry:
    return Entry(
        paper=paper,
        address=address("paper", paper.id),
        title=phrase(paper.title or paper.label),
        authors=tuple(Link(name=printed(name), address=address("person", person)) for name, person in paper.byline),
        topics=tuple(topics[match.topic] for match in site.topics_by_paper[paper.id]),
        category=categories[paper.category] if paper.category else None,
        score=None if paper.score is None else str(paper.score).removesuffix(".0"),
        code=next(filter(None, map(text.safe_url, paper.code_urls)), None),
    )


def _listing(shown: Directory, papers: Sequence[str], *, limit: int | None = None, without: str = "") -> Values:
    """What a list of papers shows: how many, by year, and which topics and people are most often in it.

    No more than `limit` papers are listed; `without` is the address of the page itself, which is no news on it.
    """
    found = [shown.papers[paper].paper for paper in papers]
    topics = (match.topic for paper in papers for match in shown.site.topics_by_paper[paper])
    people = (person for paper in found for person in paper.people)
    return {
        "count": len(papers),
        "groups": _by_year(found[:limit]),
        "left": len(found) - len(found[:limit]),
        "chart": charts.years(Counter(paper.year for paper in found if paper.year)),
        "topics": _ranking(shown.topics, topics, without),
        "people": _ranking(shown.people, people, without),
    }


def _by_year(papers: Iterable[Paper]) -> list[tuple[str, list[str]]]:
    """The papers' ids under their years, "" for those without, in the order in which they come."""
    groups: dict[str, list[str]] = {}
    for paper in papers:
        groups.setdefault(paper.year or "", []).append(paper.id)
    return list(groups.items())


def _ranking(links: Mapping[str, Link], keys: Iterable[str], without: str) -> Ranking:
    """How often each key is among `keys`, but for the one that leads to the address `without`."""
    counts = {key: count for key, count in Counter(keys).items() if links[key].address != without}
    ranked = sorted(counts, key=lambda key: (-counts[key], key))[:RANKED]
    most = max(counts.values(), default=0)
    found = (replace(links[key], count=counts[key], share=_share(counts[key], most)) for key in ranked)
    return Ranking(links=tuple(found), left=len(counts) - len(ranked))


def _home(shown: Directory, _: Page) -> Values:
    site = shown.site
    papers, few = site.catalog.papers, site.config.limits.recent
    scores = {paper.id: paper.score for paper in papers.values() if paper.score is not None}
    owner = site.catalog.people.get(site.config.owner or "")
    return {
        "counts": {
            "papers": len(papers),
            "people": len(shown.people),
            "topics": len(shown.topics),
            "collections": len(shown.collections),
            "years": len(shown.years),
        },
        "newest": [paper for paper in site.papers if papers[paper].date][:few],
        "undated": [paper for paper in site.papers if not papers[paper].date][:few],
        "highest": sorted(scores, key=lambda paper: (-scores[paper], paper))[:few],
        "selected": [paper for paper in site.config.selected if paper in papers],
        "topics": sorted(shown.topics.values(), key=lambda link: -link.count),
        "collections": list(shown.collections.values()),
        "chart": charts.years({year: len(ids) for year, ids in site.papers_by_year.items()}),
        "profile": _profile(shown, owner) if owner else None,
    }


def _papers(shown: Directory, _: Page) -> Values:
    return {"listing": _listing(shown, shown.site.papers, limit=LISTED), "years": list(shown.years.values())}


def _paper(shown: Directory, page: Page) -> Values:
    entry, site = shown.papers[page.key], shown.site
    paper, url = entry.paper, whole(site, page.address)
    return {
        "entry": entry,
        "paper": paper,
        "plain": text.plain(paper.title or paper.label),
        "excerpt": text.excerpt(paper.abstract, 200) if paper.abstract else "",
        "abstract": Markup(text.html(paper.abstract)) if paper.abstract else None,  # noqa: S704 text.html gives safe HTML
        "listed": [shown.people[person] for person in paper.listed],
        "reasons": [(shown.topics[match.topic], match) for match in site.topics_by_paper[paper.id]],
        "related": [(shown.papers[near.paper], near.words) for near in site.related_by_paper[paper.id]],
        "collections": [shown.collections[key] for key in paper.collections],
        "origins": _origins(paper),
        "code": _web(paper.code_urls),
        "links": _web(paper.links),
        "pdf": _safe(paper.pdf),
        "arxiv": _safe(paper.arxiv and f"https://arxiv.org/abs/{paper.arxiv}"),
        "doi": _safe(paper.doi and f"https://doi.org/{paper.doi}"),
        "bibtex": citations.bibtex(paper, url),
        "reference": citations.reference(paper),
        "citation": metadata.citation(paper),
    }


def _origins(paper: Paper) -> list[tuple[str, list[str]]]:
    """Each place and rule by which parts of a paper were found, with the names of those parts."""
    fields: dict[str, list[str]] = {}
    for origin in paper.origins:
        fields.setdefault(f"{origin.place}, {origin.rule}", []).append(origin.field.replace("_", " "))
    return list(fields.items())


def _web(urls: Iterable[str]) -> list[Link]:
    """Whole addresses as links that are named by themselves, without what goes without saying; unsafe ones are left out."""
    safe = filter(None, map(text.safe_url, urls))
    return [Link(name=Markup.escape(re.sub(r"^\w+:(//)?(www\.)?|/$", "", url)), address=url) for url in safe]


def _safe(url: str | None) -> str | None:
    return text.safe_url(url) if url else None


def _people(shown: Directory, _: Page) -> Values:
    """People by the first letter of their family name."""
    families = {key: _family(shown.site.catalog.people[key]) for key in shown.people}
    letters: dict[str, list[Link]] = {}
    for key in sorted(families, key=lambda key: (families[key], key)):
        letter = families[key][:1].upper()
        letters.setdefault(letter if letter.isalpha() else "#", []).append(shown.people[key])
    return {"letters": sorted(letters.items()), "count": len(shown.people)}


def _family(person: Person) -> str:
    name = names.split(person.name)
    return names.fold(f"{name.family} {name.given}")


def _person(shown: Directory, page: Page) -> Values:
    return {"profile": _profile(shown, shown.site.catalog.people[page.key])}


def _profile(shown: Directory, person: Person) -> Values:
    papers = shown.site.papers_by_person.get(person.id, ())
    return {
        "person": person,
        "name": phrase(person.name),
        "plain": text.plain(person.name),
        "spellings": [spelling for spelling in person.spellings if spelling != person.name],
        "listed": sum(person.id in shown.papers[paper].paper.listed for paper in papers),
        "listing": _listing(shown, papers, without=address("person", person.id)),
        "fields": [(seen, NAMES.get(seen, "")) for seen in dict.fromkeys(seen.field for seen in person.observations) if seen],
        "bio": Markup(text.markdown(person.bio)) if person.bio else None,  # noqa: S704 text.markdown gives safe HTML
        "homepage": _safe(person.homepage),
        "links": _web(person.links),
        "observed": [(seen, _safe(seen.url)) for seen in person.observations if seen.metrics],
        "photo": _safe(person.photo),
    }


def _index(links: Callable[[Directory], Mapping[str, Link]]) -> Callable[[Directory, Page], Values]:
    return lambda shown, _: {"links": list(links(shown).values())}


def _topic(shown: Directory, page: Page) -> Values:
    topic, papers = shown.site.topics[page.key], shown.site.papers_by_topic[page.key]
    return {"listing": _listing(shown, papers, limit=LISTED, without=page.address), "topic": topic}


def _category(shown: Directory, page: Page) -> Values:
    papers = shown.site.papers_by_category[page.key]
    return {"listing": _listing(shown, papers, limit=LISTED), "category": shown.categories[page.key]}


def _year(shown: Directory, page: Page) -> Values:
    papers = shown.site.papers_by_year[page.key]
    years = list(shown.years)
    place = years.index(page.key)
    return {
        "listing": _listing(shown, papers),
        "year": page.key,
        "later": shown.years[years[place - 1]] if place else None,
        "earlier": shown.years[years[place + 1]] if place + 1 < len(years) else None,
    }


def _collections(shown: Directory, _: Page) -> Values:
    records = shown.site.catalog.collections
    return {"links": [(link, records[key]) for key, link in shown.collections.items()]}


def _collection(shown: Directory, page: Page) -> Values:
    collection, papers = shown.site.catalog.collections[page.key], shown.site.papers_by_collection[page.key]
    return {
        "listing": {**_listing(shown, papers), "groups": [("", papers)]},
        "collection": collection,
        "url": _safe(collection.url),
    }


def _written(shown: Directory, page: Page) -> Values:
    written = shown.site.markdown[page.key]
    body = text.markdown(written.body)
    return {"written": written, "body": Markup(body), "headed": body.startswith("<h1")}  # noqa: S704 text.markdown gives safe HTML


VIEWS: Mapping[str, Callable[[Directory, Page], Values]] = {
    "home": _home,
    "papers": _papers,
    "paper": _paper,
    "people": _people,
    "person": _person,
    "topics": _index(lambda shown: shown.topics),
    "topic": _topic,
    "categories": _index(lambda shown: shown.categories),
    "category": _category,
    "collections": _collections,
    "collection": _collection,
    "years": _index(lambda shown: shown.years),
    "year": _year,
    "search": lambda *_: {},
    "page": _written,
    "redirect": lambda _, page: {"target": page.target},
}
