"""The newest papers as feeds, Atom (RFC 4287) and JSON Feed 1.1, for the site and for each person, topic and collection.

A feed orders by day, so only papers whose whole date is known are in one; where there is none, there is no feed.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from uuid import UUID, uuid5

import msgspec
from markupsafe import Markup, escape

from sitegen import categories, text
from sitegen.outputs.citations import reference
from sitegen.publishing import File
from sitegen.records import Paper, Record
from sitegen.site import Site, Subject, address, base, newest_first, short_byline, subjects, whole

ATOM = "http://www.w3.org/2005/Atom"
# What arXiv's own feeds give as the vocabulary of its categories.
ARXIV = "http://arxiv.org/schemas/atom"
# Drawn once; names the papers of sites that do not know their own address.
NAMESPACE = UUID("6b0e2b43-5f0c-4a6f-9a53-0d1f4c0b7a8e")
WHOLE = len("2024-01-31")


class Entry(Record):
    """A paper as both kinds of feed have it: an Atom entry, and an item of JSON."""

    atom: Markup
    json: msgspec.Raw


def addresses(site: Site) -> frozenset[str]:
    """The addresses of the pages that have a feed.xml and a feed.json beside them."""
    return frozenset(subject.address for subject, _ in _feeds(site))


def files(site: Site) -> Iterator[File]:
    """Every feed.xml and feed.json of the site; links are whole where the site's url is known, else relative.

    Config says how many papers a feed holds. A paper stands in many feeds, so its entry is made once for each base.
    """

    @cache
    def entry(paper: str, root: str) -> Entry:
        return _entry(site, short_byline(site.catalog.papers[paper]), root)

    for subject, papers in _feeds(site):
        entries = [entry(paper.id, base(site, subject.address)) for paper in papers]
        yield File(f"{subject.address}feed.xml", _atom(site, subject, _time(papers[0]), entries).encode())
        yield File(f"{subject.address}feed.json", _json(site, subject, entries))


def _feeds(site: Site) -> Iterator[tuple[Subject, list[Paper]]]:
    """What has a feed beside its page, with the papers in it, at least one, newest first."""
    for subject in subjects(site):
        papers = (site.catalog.papers[key] for key in subject.papers)
        if newest := newest_first(paper for paper in papers if len(paper.date or "") == WHOLE)[: site.config.limits.feed]:
            yield subject, newest


def _title(site: Site, subject: Subject) -> str:
    return " · ".join(text.plain(part) for part in (subject.name, site.config.title) if part)


def _id(site: Site, page: str) -> str:
    """An IRI that stays: the page's whole address, or a name made of the site's title and the address on it."""
    return whole(site, page) or uuid5(NAMESPACE, f"{site.config.title}\n{page}").urn


def _language(site: Site) -> str:
    return site.config.content_language or site.config.language


def _atom(site: Site, subject: Subject, updated: str, entries: Iterable[Entry]) -> str:
    """A whole Atom document. Its author is the site, for an entry without authors inherits it: never a person."""
    page, own = subject.address, f"{subject.address}feed.xml"
    document = _element(
        "feed",
        _element("id", _id(site, page)),
        _element("title", _title(site, subject)),
        _element("updated", updated),
        _element("author", _element("name", text.plain(site.config.title))),
        _element("link", rel="self", type="application/atom+xml", href=whole(site, own) or "feed.xml"),
        _element("link", rel="alternate", type="text/html", href=base(site, page) + page),
        *(entry.atom for entry in entries),
        **{"xmlns": ATOM, "xml:lang": _language(site)},
    )
    return f'<?xml version="1.0" encoding="utf-8"?>\n{document}\n'


def _json(site: Site, subject: Subject, entries: Iterable[Entry]) -> bytes:
    """A whole JSON Feed document (https://www.jsonfeed.org/version/1.1/)."""
    return _encoded(
        version="https://jsonfeed.org/version/1.1",
        title=_title(site, subject),
        home_page_url=base(site, subject.address) + subject.address,
        feed_url=whole(site, f"{subject.address}feed.json"),
        language=_language(site),
        items=[entry.json for entry in entries],
    )


def _entry(site: Site, paper: Paper, root: str) -> Entry:
    abstract = text.html(paper.abstract) if paper.abstract else ""
    return Entry(atom=_atom_entry(site, paper, root, abstract), json=msgspec.Raw(_json_item(site, paper, root, abstract)))


def _atom_entry(site: Site, paper: Paper, root: str, abstract: str) -> Markup:
    page = address("paper", paper.id)
    return _element(
        "entry",
        _element("id", _id(site, page)),
        _element("title", _label(paper)),
        _element("link", rel="alternate", type="text/html", href=root + page),
        _element("published", _time(paper)),
        _element("updated", _time(paper)),
        *(_author(name, url) for name, url in _authors(site, paper)),
        *(_element("category", term=term, scheme=scheme, label=label) for term, scheme, label in _tags(site, paper)),
        _element("summary", abstract, type="html") if abstract else "",
    )


def _author(name: str, url: str | None) -> Markup:
    return _element("author", _element("name", name), _element("uri", url) if url else "")


def _json_item(site: Site, paper: Paper, root: str, abstract: str) -> bytes:
    page = address("paper", paper.id)
    return _encoded(
        id=_id(site, page),
        url=root + page,
        title=_label(paper),
        content_html=abstract,
        content_text=None if abstract else reference(paper),
        date_published=_time(paper),
        authors=[{"name": name} | ({"url": url} if url else {}) for name, url in _authors(site, paper)],
        tags=[label for _, _, label in _tags(site, paper)],
    )


def _encoded(**values: object) -> bytes:
    """The values as JSON, without those that are not known."""
    return msgspec.json.encode({name: value for name, value in values.items() if value})


def _authors(site: Site, paper: Paper) -> list[tuple[str, str | None]]:
    """The byline: each name, and the whole address of that person's page, None where the site's url is not known."""
    return [(text.plain(name), whole(site, address("person", person))) for name, person in paper.byline]


def _tags(site: Site, paper: Paper) -> Iterator[tuple[str, str, str]]:
    """The paper's arXiv category and its topics: each as a term, the vocabulary that it is of, and what it is called."""
    if paper.category:
        yield paper.category, ARXIV, categories.NAMES.get(paper.category, paper.category)
    for match in site.topics_by_paper[paper.id]:
        yield match.topic, _id(site, address("topics")), text.plain(site.topics[match.topic].name)


def _label(paper: Paper) -> str:
    return text.plain(paper.title or paper.label)


def _time(paper: Paper) -> str:
    return f"{paper.date}T00:00:00Z"


def _element(name: str, /, *content: str, **attributes: str) -> Markup:
    """An XML element, in its short form where it is empty; content that is not Markup is text, and escaped once."""
    start = name + "".join(f' {key}="{escape(value)}"' for key, value in attributes.items())
    held = "".join(map(escape, content))
    return Markup(f"<{start}>{held}</{name}>" if held else f"<{start}/>")  # noqa: S704 escaped piece by piece
