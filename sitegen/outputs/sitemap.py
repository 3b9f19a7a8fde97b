"""What is where on the site, for programs that find their way alone: sitemap.xml, robots.txt and llms.txt."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sized

from markupsafe import escape

from sitegen import text
from sitegen.outputs.exports import suffixes
from sitegen.publishing import File
from sitegen.site import Site, address, base, subjects

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
# https://www.sitemaps.org/protocol.html#index
LIMIT = 50_000

INDEXES = ("papers", "people", "categories", "years", "search")
# Files at the site's root that hold all papers, and what they are.
DATA = {
    "papers.jsonl": "all that is known of each paper, one JSON object a line",
    "papers.csv": "the same as a table",
    "papers.bib": "BibTeX",
    "papers.json": "CSL-JSON",
    "papers.ris": "RIS",
    "search.json": "what the search page searches in",
}
NEWS = {"feed.xml": "the newest papers, Atom", "feed.json": "the same as JSON Feed"}
GUIDE = """\
What no source tells is left out. Beside a paper's page stand {beside}; beside the page of a person, a topic or
a collection that has some papers papers.bib, papers.ris, papers.json and papers.csv, and, where a paper of theirs has a whole
date, feed.xml and feed.json."""
BESIDE = {"bib": "paper.bib", "ris": "paper.ris", "json": "paper.json (CSL-JSON)", "txt": "paper.txt (a plain reference)"}


def files(site: Site, feeds: Collection[str] = ()) -> Iterator[File]:
    """robots.txt, llms.txt and, where the site's url is known, the sitemap; `feeds` are the addresses of pages with a feed."""
    yield _robots(site)
    yield File("llms.txt", _llms(site, feeds).encode())
    if site.config.url:
        yield from _sitemaps(site)


def _robots(site: Site) -> File:
    sitemap = f"\nSitemap: {base(site)}sitemap.xml\n" if site.config.url else ""
    return File("robots.txt", f"User-agent: *\nAllow: /\n{sitemap}".encode())


def _sitemaps(site: Site) -> Iterator[File]:
    """The sitemap of all pages that search engines may list, parted with an index where it is too long.

    It gives no date: when a page was last changed is in no data.
    """
    root = base(site)
    pages = [root + page.address for page in site.pages if page.kind != "redirect" and not page.noindex]
    parts = [pages[start : start + LIMIT] for start in range(0, len(pages), LIMIT)]
    if len(parts) <= 1:
        yield _sitemap("sitemap.xml", "urlset", "url", pages)
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    yield _sitemap("sitemap.xml", "sitemapindex", "sitemap", [root + name for name in names])
    for name, part in zip(names, parts, strict=True):
        yield _sitemap(name, "urlset", "url", part)


def _sitemap(path: str, root: str, element: str, locations: Iterable[str]) -> File:
    lines = "".join(f"<{element}><loc>{escape(location)}</loc></{element}>\n" for location in locations)
    xml = f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{SITEMAP}">\n{lines}</{root}>\n'
    return File(path, xml.encode())


def _llms(site: Site, feeds: Collection[str]) -> str:
    """The site in the form of https://llmstxt.org: a title, a summary, and sections of links."""
    size = f"{_count(site.papers, 'paper')} of {_count(site.papers_by_person, 'person', 'people')}"
    guide = GUIDE.format(beside=", ".join(BESIDE[suffix] for suffix in BESIDE if suffix in suffixes(site)))
    head = [f"# {_written(site.config.title)}", f"> {_written(site.config.description or size)}", guide]
    sections = ["\n".join([f"## {title}", "", *links]) for title, links in _sections(site, feeds).items() if links]
    return "\n\n".join([*head, *sections]) + "\n"


def _sections(site: Site, feeds: Collection[str]) -> dict[str, list[str]]:
    """Lists of links by their headings."""
    links = defaultdict(list)
    for subject in subjects(site):
        links[subject.kind].append(_link(site, subject.name, subject.address, _count(subject.papers, "paper")))
    owner = site.catalog.people.get(site.config.owner or "")
    return {
        "Profile": [_link(site, owner.name, address("person", owner.id))] if owner and not owner.noindex else [],
        "Papers": [_link(site, kind.capitalize(), address(kind)) for kind in INDEXES],
        "Topics": links["topic"],
        "Collections": links["collection"],
        "Pages": [
            _link(site, page.title, address("page", slug), page.description or "") for slug, page in site.markdown.items()
        ],
        "Data": [_link(site, name, name, note) for name, note in (DATA | (NEWS if "" in feeds else {})).items()],
    }


def _link(site: Site, name: str, place: str, note: str = "") -> str:
    return f"- [{_written(name)}]({base(site)}{place})" + (f": {_written(note)}" if note else "")


def _written(words: str) -> str:
    """A text as Markdown that shows it. Brackets are entities since readers of llms.txt look for the first one that closes."""
    safe = re.sub(r"[\\`*_<>#&~|!]", r"\\\g<0>", text.plain(words))
    return safe.replace("[", "&#91;").replace("]", "&#93;")


def _count(things: Sized, one: str, many: str = "") -> str:
    return f"{len(things)} {one if len(things) == 1 else many or one + 's'}"
