"""What pages tell to machines: Highwire's `citation_*` tags, which Google Scholar and Zotero read, and schema.org's words.

Tags: https://scholar.google.com/intl/en/scholar/inclusion.html#indexing, and what Zotero's translator "Embedded Metadata"
makes of them. Vocabulary: https://schema.org. What is not known is left out.
"""

import json
from collections.abc import Callable, Iterable, Mapping

from sitegen.outputs import citations
from sitegen.records import Name, Paper, Person
from sitegen.site import Page, Site, address, whole
from sitegen.text import doi_address, plain, safe_url
from sitegen.text.names import byline, is_group

Description = Mapping[str, object]

# What makes a link of an identifier, put before it.
RESOLVERS: dict[str, Callable[[str], str]] = {
    "DOI": doi_address,
    "arXiv": "https://arxiv.org/abs/{}".format,
    "PubMed": "https://pubmed.ncbi.nlm.nih.gov/{}/".format,
}
# A description names so many papers of a list, the first.
NAMED = 20


def citation(site: Site, paper: Paper) -> tuple[tuple[str, str], ...]:
    """The tags of a paper's page as (name, content), authors in byline order.

    There are none unless the title is known; without them Zotero takes the page for a web page. It takes a paper for an article
    of a journal unless a tag says otherwise, so `DC.type` says what has no tag for its venue; one of which nobody knows what it
    is is called a preprint, as in CSL.
    """
    if not paper.title:
        return ()
    kind, (first, last) = citations.kind_of(paper), citations.page_range(paper)
    venue = citations.institution(paper) if kind.institution else paper.venue
    known = (
        ("citation_title", plain(paper.title)),
        *(("citation_author", name) for name in _authors(paper)),
        ("citation_publication_date", paper.date and paper.date.replace("-", "/")),
        (kind.highwire or "", plain(venue or "") if kind.highwire else None),
        ("DC.type", None if kind.highwire and venue else kind.zotero),
        ("citation_volume", paper.volume),
        ("citation_issue", paper.issue),
        ("citation_firstpage", first),
        ("citation_lastpage", last),
        ("citation_publisher", None if kind.institution else plain(paper.publisher or "")),
        ("citation_isbn", paper.isbn),
        ("citation_doi", paper.doi),
        ("citation_arxiv_id", paper.arxiv),
        ("citation_pmid", paper.pmid),
        ("citation_language", site.config.content_language),
        ("citation_abstract", plain(paper.abstract) if paper.abstract else None),
        ("citation_abstract_html_url", whole(site, address("paper", paper.id))),
        ("citation_pdf_url", _pdf(site, paper)),
    )
    return tuple((name, content) for name, content in known if content)


def description(site: Site, page: Page) -> Description | None:
    """What a page says of itself in the words of schema.org; None for pages that only lead to others."""
    described = _described(site, page)
    return described and {"@context": "https://schema.org", **described}


def inert(description: Description) -> str:
    """A description as JSON that can stand inside a script element: it holds nothing that HTML could take for a tag."""
    written = json.dumps(description, ensure_ascii=False, separators=(",", ":"))
    return written.replace("<", r"\u003c").replace(">", r"\u003e").replace("&", r"\u0026")


def _authors(paper: Paper) -> list[str]:
    """The byline for Zotero, which takes the last word of a name for the family's unless a comma parts the two.

    A single author's comma with two words on both sides of it would part two authors, so there the name stays in its order.
    """
    names = byline(paper)
    return [_ordered(name, alone=len(names) == 1) for name in names]


def _ordered(name: Name, *, alone: bool) -> str:
    if alone and " " in name.given and " " in name.family:
        return f"{name.given} {name.family}"
    if name.given and (name.suffix or name.family_first or " " in name.family):
        return ", ".join(part for part in (name.family, name.given, name.suffix) if part)
    return str(name)


def _pdf(site: Site, paper: Paper) -> str | None:
    """The whole address of a paper's PDF, which may lie on the site itself."""
    safe = safe_url(paper.pdf) if paper.pdf else None
    return safe if not safe or ":" in safe else whole(site, safe)


def _described(site: Site, page: Page) -> Description | None:
    if page.part:  # the list's own page has it
        return None
    match page.kind:
        case "home":
            return _website(site)
        case "paper":
            return _article(site, site.catalog.papers[page.key])
        case "person":
            person = _profile(site, site.catalog.people[page.key])
            return _known("ProfilePage", url=whole(site, page.address), mainEntity=person)
        case "topic":
            topic = site.topics[page.key]
            return _collection(site, page, topic.name, site.papers_by_topic[page.key], topic.description)
        case "collection":
            return _collection(site, page, site.catalog.collections[page.key].title, site.papers_by_collection[page.key])
        case "category":
            return _collection(site, page, page.key, site.papers_by_category[page.key])
        case "year":
            return _collection(site, page, page.key, site.papers_by_year[page.key])
    return None


def _website(site: Site) -> Description:
    """The site, with its owner and with its search, where its own address is known.

    How the query is to be put in is said by `query-input` on other sites, a name that schema.org's vocabulary does not have.
    """
    owner = site.catalog.people.get(site.config.owner or "")
    search = whole(site, f"{address('search')}?q={{search_term_string}}")
    return _known(
        "WebSite",
        name=site.config.title,
        description=site.config.description,
        url=whole(site, ""),
        inLanguage=site.config.language,
        mainEntity=_profile(site, owner) if owner else None,
        potentialAction=_known("SearchAction", target=_known("EntryPoint", urlTemplate=search)) if search else None,
    )


def _article(site: Site, paper: Paper) -> Description:
    """The paper; with its abstract only where `citation` does not have it: it would be the most of a page's head once more."""
    title, pdf, kind = plain(paper.title or ""), _pdf(site, paper), citations.kind_of(paper)
    first, last = citations.page_range(paper)
    ids = {scheme: value for scheme, value in zip(RESOLVERS, (paper.doi, paper.arxiv, paper.pmid), strict=True) if value}
    publisher = plain(citations.institution(paper) or "")
    return _known(
        kind.schema,
        name=title,
        headline=title,
        author=[_author(site, name, person) for name, person in paper.byline],
        datePublished=paper.date,
        abstract=None if title else plain(paper.abstract or ""),
        inLanguage=site.config.content_language,
        keywords=[plain(site.topics[match.topic].name) for match in site.topics_by_paper[paper.id]],
        isPartOf=_part_of(paper, kind),
        pageStart=first if kind.paged else None,
        pageEnd=last if kind.paged else None,
        publisher=_known("Organization", name=publisher) if publisher else None,
        isbn=paper.isbn if kind.schema == "Book" else None,
        identifier=[_known("PropertyValue", propertyID=scheme, value=value) for scheme, value in ids.items()],
        url=whole(site, address("paper", paper.id)),
        sameAs=_web(RESOLVERS[scheme](value) for scheme, value in ids.items()),
        encoding=_known("MediaObject", contentUrl=pdf, encodingFormat="application/pdf") if pdf else None,
    )


def _part_of(paper: Paper, kind: citations.Kind) -> Description | None:
    """What a paper is part of: the issue of the volume of a periodical, as far as these are known, or a book."""
    if not (kind.whole and paper.venue):
        return None
    part = _known(kind.whole, name=plain(paper.venue), isbn=paper.isbn if kind.whole == "Book" else None)
    if kind.whole == "Periodical" and paper.volume:
        part = _known("PublicationVolume", volumeNumber=paper.volume, isPartOf=part)
    if kind.whole == "Periodical" and paper.issue:
        part = _known("PublicationIssue", issueNumber=paper.issue, isPartOf=part)
    return part


def _author(site: Site, name: str, person: str) -> Description:
    return _known(_kind(name), name=plain(name), url=whole(site, address("person", person)))


def _profile(site: Site, person: Person) -> Description:
    orcid = f"https://orcid.org/{person.orcid}" if person.orcid else None
    return _known(
        _kind(person.name),
        name=plain(person.name),
        alternateName=[plain(spelling) for spelling in person.spellings if spelling != person.name],
        url=whole(site, address("person", person.id)),
        image=whole(site, person.photo) if person.photo else None,
        sameAs=_web((orcid, person.homepage, *person.links)),
    )


def _kind(name: str) -> str:
    return "Organization" if is_group(name) else "Person"


def _collection(site: Site, page: Page, name: str, papers: tuple[str, ...], about: str | None = None) -> Description:
    """A page that lists papers, with the first of them."""
    first = (site.catalog.papers[paper] for paper in papers[:NAMED])
    items = [
        _known("ListItem", position=place, name=plain(paper.title or paper.label), url=whole(site, address("paper", paper.id)))
        for place, paper in enumerate(first, 1)
    ]
    listed = {"@type": "ItemList", "numberOfItems": len(papers), "itemListElement": items}
    url = whole(site, page.address)
    return _known("CollectionPage", name=plain(name), description=plain(about or ""), url=url, mainEntity=listed)


def _web(links: Iterable[str | None]) -> list[str]:
    """Those of the links that lead to the web, as they may stand on a page."""
    return [safe for link in links if link and (safe := safe_url(link)) and safe.startswith("http")]


def _known(kind: str, **properties: object) -> Description:
    return {"@type": kind, **{name: value for name, value in properties.items() if value}}
