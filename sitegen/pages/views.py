"""What a page of each kind shows, as values for its template: looked up, counted and turned into HTML beforehand.

A theme only loops over these values and asks whether they are there. Words for people are the theme's, so that they can be
translated; here there are only the data's own.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from urllib.parse import quote

from markupsafe import Markup

from sitegen import text
from sitegen.categories import NAMES
from sitegen.outputs import citations, exports
from sitegen.pages import charts, maps, metadata
from sitegen.pages.directory import Directory, Entry, Link, phrase
from sitegen.pages.listings import RANKED, activity, coauthors, listing
from sitegen.records import Paper, Person, Record
from sitegen.site import Page, Site, address, parts, topics, whole

# Services that look a title up, and what their address for that begins with; more authors than so many are folded.
LOOKUPS = (
    ("arXiv", "https://arxiv.org/search/?searchtype=title&query="),
    ("Google Scholar", "https://scholar.google.com/scholar?q="),
    ("Semantic Scholar", "https://www.semanticscholar.org/search?q="),
)
MOST_AUTHORS = 20
FEWEST_BESIDE = 3  # beside fewer papers of a person nothing stands: their bylines and facts say it
# How many topics are drawn as areas, and about the shape of that drawing, on a wide screen and on a narrow one.
FEWEST_AREAS = 6
AREAS = {"wide": (24, 3.0, 2.0), "narrow": (12, 4.0, 5.0)}

Values = dict[str, object]


class Dot(Record):
    """A paper on the map: where, how large, in which color."""

    entry: Entry
    x: float
    y: float
    radius: float
    hue: int


def view(shown: Directory, page: Page) -> Values:
    """The values for the template of a page's kind."""
    return VIEWS[page.kind](shown, page)


def navigation(site: Site) -> list[tuple[str, str]]:
    """The words and addresses (below the root, or whole) of the navigation that site.yaml gives; none where it gives none."""
    return [(item.label, place) for item in site.config.navigation if (place := text.safe_url(item.address))]


def sections(shown: Directory) -> frozenset[str]:
    """The parts of a site that hold something, by the first part of their addresses: "papers", "people", "map" …"""
    held = {
        "papers": shown.papers,
        "people": shown.people,
        "topics": shown.topics,
        "categories": shown.categories,
        "collections": shown.collections,
        "years": shown.years,
        "map": shown.points,
    }
    return frozenset(section for section, things in held.items() if things)


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
        "highest": sorted(scores, key=lambda paper: (-scores[paper], paper))[:few] if len(papers) > few else [],
        "selected": [paper for paper in site.config.selected if paper in papers],
        "areas": _areas(shown),
        "collections": [(link, site.catalog.collections[key]) for key, link in shown.collections.items()],
        "years": activity(shown, list(papers.values()), wide=True),
        "dots": dots(shown),
        "size": (maps.WIDTH, maps.HEIGHT),
        "profile": _profile(shown, owner) if owner else None,
    }


def _areas(shown: Directory) -> list[tuple[str, list[tuple[Link, charts.Box]]]]:
    """For each kind of screen the topics with the most papers, each with its box: its area is its number of papers.

    None where there are few topics, which their list shows as well.
    """
    ranked = sorted(shown.topics.values(), key=lambda link: -link.count)
    if len(ranked) < FEWEST_AREAS:
        return []
    return [
        (screen, list(zip(ranked, charts.areas([link.count for link in ranked[:most]], width, height), strict=False)))
        for screen, (most, width, height) in AREAS.items()
    ]


def dots(shown: Directory) -> list[Dot]:
    """The papers on the map, the largest first, so that none covers a smaller one."""
    hues = {paper: shown.topics[topic].hue for paper, topic in topics.by_paper(shown.areas).items()}
    found = (
        Dot(entry=shown.papers[key], x=point.x, y=point.y, radius=shown.radii[key], hue=hues.get(key, 0))
        for key, point in shown.points.items()
    )
    return sorted(found, key=lambda dot: (-dot.radius, dot.entry.paper.id))


def _map(shown: Directory, _: Page) -> Values:
    groups = {paper: topic for paper, topic in topics.by_paper(shown.areas).items() if paper in shown.points}
    lengths = {topic: len(shown.topics[topic].name.striptags()) for topic in shown.areas}
    listed: dict[str, list[str]] = {}
    for paper in shown.points:
        listed.setdefault(groups.get(paper, ""), []).append(paper)
    return {
        "papers": shown.papers,
        "dots": dots(shown),
        "size": (maps.WIDTH, maps.HEIGHT),
        "labels": [(shown.topics[label.group], label) for label in maps.labels(shown.points, groups, lengths)],
        "areas": [(shown.topics[topic], listed[topic]) for topic in shown.areas if topic in listed],
        "others": listed.get("", []),
        "left": len(shown.papers) - len(shown.points),
    }


def _papers(shown: Directory, page: Page) -> Values:
    return {"listing": listing(shown, shown.site.papers, address("papers"), page.part), "years": list(shown.years.values())}


def _paper(shown: Directory, page: Page) -> Values:
    entry, site = shown.papers[page.key], shown.site
    paper, url, place = entry.paper, whole(site, page.address), shown.places[page.key]
    return {
        "entry": entry,
        "paper": paper,
        "plain": text.plain(paper.title or paper.label),
        "excerpt": text.excerpt(paper.abstract, 200) if paper.abstract else "",
        "abstract": Markup(text.html(paper.abstract)) if paper.abstract else None,  # noqa: S704 text.html gives safe HTML
        "listed": [shown.people[person] for person in paper.listed],
        "reasons": [(shown.topics[match.topic], match) for match in site.topics_by_paper[paper.id]],
        "newer": shown.papers[site.papers[place - 1]] if place else None,
        "older": shown.papers[site.papers[place + 1]] if place + 1 < len(site.papers) else None,
        "related": [(shown.papers[near.paper], near.words) for near in site.related_by_paper[paper.id]],
        "collections": [shown.collections[key] for key in paper.collections],
        "origins": _origins(paper),
        "code": _web(paper.code_urls),
        "links": _web(paper.links),
        "pdf": _safe(paper.pdf),
        "lookups": _lookups(text.plain(paper.title)) if paper.title else [],
        "shown_authors": MOST_AUTHORS,
        "arxiv": _safe(paper.arxiv and f"https://arxiv.org/abs/{paper.arxiv}"),
        "doi": _safe(paper.doi and text.doi_address(paper.doi)),
        "pubmed": _safe(paper.pmid and f"https://pubmed.ncbi.nlm.nih.gov/{paper.pmid}/"),
        "numbering": citations.numbering(paper),
        "page_range": "–".join(filter(None, citations.page_range(paper))),
        "bibtex": citations.bibtex(paper, url),
        "reference": citations.reference(paper),
        "citation": metadata.citation(site, paper),
        "suffixes": exports.suffixes(site),
    }


def _lookups(title: str) -> list[tuple[str, str]]:
    """Where a title can be looked up: the name of each service and the address of its search for it, which claims nothing."""
    return [(name, f"{address}{quote(title)}") for name, address in LOOKUPS]


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


def _people(shown: Directory, page: Page) -> Values:
    """People by the first letter of their family name; where letters have pages, those with the most papers, or of a letter."""
    letters = shown.site.people_by_letter
    shelves = parts.shelves(letters, shown.site.catalog.people)
    groups = {letter: people for letter, people in letters.items() if not shelves or letter == page.key}
    first = parts.NAMES * page.part
    return {
        "count": len(shown.people),
        "jumps": [(letter, address("people", place)) for place, (letter, number) in shelves.items() if not number]
        or [(letter, "") for letter in letters],
        "letters": [
            (letter, len(people), [shown.people[key] for key in people[first : first + parts.NAMES]])
            for letter, people in groups.items()
        ],
        "numbers": [address("people", place) for place, (letter, _) in shelves.items() if letter == page.key],
        "most": sorted(shown.people.values(), key=lambda link: -link.count)[:RANKED] if shelves and not page.key else [],
    }


def _person(shown: Directory, page: Page) -> Values:
    return {"profile": _profile(shown, shown.site.catalog.people[page.key], page.part)}


def _profile(shown: Directory, person: Person, part: int = 0) -> Values:
    papers = shown.site.papers_by_person.get(person.id, ())
    return {
        "person": person,
        "name": phrase(person.name),
        "plain": text.plain(person.name),
        "spellings": [spelling for spelling in person.spellings if spelling != person.name],
        "listed": sum(person.id in shown.papers[paper].paper.listed for paper in papers),
        "listing": listing(shown, papers, address("person", person.id), part, fewest=FEWEST_BESIDE),
        "years": sorted({year for paper in papers if (year := shown.papers[paper].paper.year)}, reverse=True),
        "selected": [paper for paper in shown.site.config.selected if paper in papers] if _is_owner(shown, person) else [],
        "coauthors": coauthors(shown, person.id, papers),
        "fields": [(seen, NAMES.get(seen, "")) for seen in dict.fromkeys(seen.field for seen in person.observations) if seen],
        "bio": Markup(text.markdown(person.bio)) if person.bio else None,  # noqa: S704 text.markdown gives safe HTML
        "homepage": _safe(person.homepage),
        "links": _web(person.links),
        "observed": [(seen, _safe(seen.url)) for seen in person.observations if seen.metrics],
        "photo": _safe(person.photo),
    }


def _is_owner(shown: Directory, person: Person) -> bool:
    return person.id == shown.site.config.owner


def _index(links: Callable[[Directory], Mapping[str, Link]]) -> Callable[[Directory, Page], Values]:
    return lambda shown, _: {"links": list(links(shown).values())}


def _topic(shown: Directory, page: Page) -> Values:
    topic, papers = shown.site.topics[page.key], shown.site.papers_by_topic[page.key]
    return {"listing": listing(shown, papers, address("topic", page.key), page.part), "topic": topic}


def _category(shown: Directory, page: Page) -> Values:
    papers = shown.site.papers_by_category[page.key]
    return {"listing": listing(shown, papers, address("category", page.key), page.part), "category": shown.categories[page.key]}


def _year(shown: Directory, page: Page) -> Values:
    papers = shown.site.papers_by_year[page.key]
    years = list(shown.years)
    place = years.index(page.key)
    return {
        "listing": listing(shown, papers, address("year", page.key), page.part),
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
        "listing": listing(shown, papers, address("collection", page.key), page.part, own_order=True),
        "first": 1 + parts.ORDERED * max(page.part - 1, 0),
        "collection": collection,
        "notes": Markup(text.markdown(collection.notes)) if collection.notes else None,  # noqa: S704 text.markdown gives safe HTML
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
    "map": _map,
    "page": _written,
    "redirect": lambda _, page: {"target": page.target},
}
