"""The newest papers as feeds: Atom (RFC 4287) for site, people, topics and collections, JSON Feed 1.1 for the site.

A feed orders by day, so only papers whose whole date is known are in one; where there is none, there is no feed.
"""

from collections.abc import Iterator
from functools import cache
from uuid import UUID, uuid5

import msgspec
from markupsafe import Markup

from sitegen import text
from sitegen.citations import reference
from sitegen.files import File
from sitegen.records import Paper, Record
from sitegen.site import Site, address, newest_first

ATOM = "http://www.w3.org/2005/Atom"
# Drawn once; names the papers of sites that do not know their own address.
NAMESPACE = UUID("6b0e2b43-5f0c-4a6f-9a53-0d1f4c0b7a8e")
WHOLE = len("2024-01-31")


class Feed(Record):
    """A feed beside the page at `address`: its title and the ids of its papers, at least one, newest first."""

    address: str
    title: str
    papers: tuple[str, ...]


def addresses(site: Site) -> frozenset[str]:
    """The addresses of the pages that have a feed beside them; "", the home page's, stands for feed.json too."""
    return frozenset(feed.address for feed in _feeds(site))


def files(site: Site) -> Iterator[File]:
    """Every feed.xml of the site, and its feed.json; links are whole where the site's url is known, else relative.

    Config says how many papers a feed holds. A paper stands in many feeds, so its entry is made once for each base.
    """

    @cache
    def entry(paper: str, base: str) -> Markup:
        return _entry(site, site.catalog.papers[paper], base)

    for feed in _feeds(site):
        base = _base(site, feed.address)
        entries = Markup("").join(entry(paper, base) for paper in feed.papers)
        yield File(f"{feed.address}feed.xml", _atom(site, feed, base, entries).encode())
        if not feed.address:
            yield File("feed.json", _json(site, feed, base))


def _feeds(site: Site) -> Iterator[Feed]:
    for place, name, papers in _subjects(site):
        dated = (site.catalog.papers[key] for key in papers if len(site.catalog.papers[key].date or "") == WHOLE)
        if newest := newest_first(dated)[: site.config.limits.feed]:
            title = " · ".join(text.plain(part) for part in (name, site.config.title) if part)
            yield Feed(address=place, title=title, papers=tuple(paper.id for paper in newest))


def _subjects(site: Site) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """The address, name and papers of every page that may have a feed beside it."""
    yield "", "", site.papers
    for key, papers in site.papers_by_person.items():
        yield address("person", key), site.catalog.people[key].name, papers
    for key, papers in site.papers_by_topic.items():
        yield address("topic", key), site.topics[key].name, papers
    for key, papers in site.papers_by_collection.items():
        yield address("collection", key), site.catalog.collections[key].title, papers


def _base(site: Site, folder: str) -> str:
    """What turns an address into a link from a file in `folder`."""
    return site.config.url.rstrip("/") + "/" if site.config.url else "../" * folder.count("/") or "./"


def _id(site: Site, page: str) -> str:
    """An IRI that stays: the page's whole address, or a name made of the site's title and the address on it."""
    return _base(site, "") + page if site.config.url else uuid5(NAMESPACE, f"{site.config.title}\n{page}").urn


def _atom(site: Site, feed: Feed, base: str, entries: Markup) -> str:
    """A whole Atom document. Its author is the site, for an entry without authors inherits it: never a person."""
    own = f"{base}{feed.address}feed.xml" if site.config.url else "feed.xml"
    document = _element(
        "feed",
        _element("id", _id(site, feed.address)),
        _element("title", feed.title),
        _element("updated", _time(site.catalog.papers[feed.papers[0]])),
        _element("author", _element("name", text.plain(site.config.title))),
        _element("link", rel="self", type="application/atom+xml", href=own),
        _element("link", rel="alternate", type="text/html", href=base + feed.address),
        entries,
        **{"xmlns": ATOM, "xml:lang": site.config.language},
    )
    return f'<?xml version="1.0" encoding="utf-8"?>\n{document}\n'


def _entry(site: Site, paper: Paper, base: str) -> Markup:
    page = address("paper", paper.id)
    abstract = text.html(paper.abstract) if paper.abstract else ""
    return _element(
        "entry",
        _element("id", _id(site, page)),
        _element("title", _label(paper)),
        _element("link", rel="alternate", type="text/html", href=base + page),
        _element("published", _time(paper)),
        _element("updated", _time(paper)),
        *(
            _element("author", _element("name", name), _element("uri", person) if person else "")
            for name, person in _authors(site, paper)
        ),
        _element("summary", abstract, type="html") if abstract else "",
    )


def _json(site: Site, feed: Feed, base: str) -> bytes:
    """A whole JSON Feed document (https://www.jsonfeed.org/version/1.1/)."""
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": base,
        **({"feed_url": f"{base}feed.json"} if site.config.url else {}),
        "language": site.config.language,
        "items": [_item(site, site.catalog.papers[paper], base) for paper in feed.papers],
    }
    return msgspec.json.format(msgspec.json.encode(document))


def _item(site: Site, paper: Paper, base: str) -> dict[str, object]:
    page = address("paper", paper.id)
    known = {"content_html": text.html(paper.abstract)} if paper.abstract else {"content_text": reference(paper)}
    return {
        "id": _id(site, page),
        "url": base + page,
        "title": _label(paper),
        **known,
        "date_published": _time(paper),
        "authors": [{"name": name} | ({"url": person} if person else {}) for name, person in _authors(site, paper)],
    }


def _authors(site: Site, paper: Paper) -> list[tuple[str, str]]:
    """The byline: each name, and the whole address of that person's page, "" where the site's url is not known."""
    base = _base(site, "") if site.config.url else ""
    return [(text.plain(name), base and base + address("person", person)) for name, person in paper.byline]


def _label(paper: Paper) -> str:
    return text.plain(paper.title or paper.label)


def _time(paper: Paper) -> str:
    return f"{paper.date}T00:00:00Z"


def _element(name: str, /, *content: str, **attributes: str) -> Markup:
    """An XML element, in its short form where it is empty; content that is not Markup is text, and escaped once."""
    written = Markup("").join(Markup(' {}="{}"').format(key, value) for key, value in attributes.items())
    held = Markup("").join(content)
    return Markup("<{0}{1}>{2}</{0}>").format(name, written, held) if held else Markup("<{}{}/>").format(name, written)
