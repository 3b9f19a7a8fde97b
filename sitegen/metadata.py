"""What pages tell to machines: Highwire's `citation_*` tags, which Google Scholar and Zotero read, and schema.org's words.

Tags: https://scholar.google.com/intl/en/scholar/inclusion.html#indexing. Vocabulary: https://schema.org/ScholarlyArticle,
/Person, /CollectionPage, /WebSite. What is not known is left out.
"""

import json
from collections.abc import Mapping

from sitegen.records import Config, Paper, Person
from sitegen.text import plain, safe_url

Description = Mapping[str, object]


def citation(paper: Paper) -> tuple[tuple[str, str], ...]:
    """The `citation_*` tags of a paper as (name, content), authors in byline order.

    There are none unless title, an author and a date are all known: half a description is read as a wrong one.
    """
    if not (paper.title and paper.authors and paper.date):
        return ()
    known = (
        ("citation_title", plain(paper.title)),
        *(("citation_author", plain(author)) for author in paper.authors),
        ("citation_publication_date", paper.date.replace("-", "/")),
        ("citation_doi", paper.doi),
        ("citation_arxiv_id", paper.arxiv),
        ("citation_pdf_url", safe_url(paper.pdf) if paper.pdf else None),
    )
    return tuple((name, content) for name, content in known if content)


def article(paper: Paper, url: str | None) -> Description:
    """A paper's page as a ScholarlyArticle; `url` is the page's whole address."""
    title = plain(paper.title) if paper.title else None
    return _described(
        "ScholarlyArticle",
        name=title,
        headline=title,
        author=[{"@type": "Person", "name": plain(author)} for author in paper.authors],
        datePublished=paper.date,
        abstract=plain(paper.abstract) if paper.abstract else None,
        url=url,
        sameAs=f"https://doi.org/{paper.doi}" if paper.doi else None,
    )


def profile(person: Person, url: str | None) -> Description:
    """A person's page as a Person; `url` is the page's whole address."""
    orcid = f"https://orcid.org/{person.orcid}" if person.orcid else None
    same = [link for link in (orcid, person.homepage, *person.links) if link and safe_url(link)]
    return _described("Person", name=person.name, url=url, sameAs=same)


def listing(name: str, papers: int, url: str | None) -> Description:
    """A page that lists so many papers as a CollectionPage; `url` is the page's whole address."""
    return _described("CollectionPage", name=name, url=url, mainEntity={"@type": "ItemList", "numberOfItems": papers})


def website(config: Config) -> Description:
    """The site as a WebSite."""
    return _described("WebSite", name=config.title, description=config.description, url=config.url, inLanguage=config.language)


def inert(description: Description) -> str:
    """A description as JSON that can stand inside a script element: it holds nothing that HTML could take for a tag."""
    return json.dumps(description, ensure_ascii=False).replace("<", r"\u003c").replace(">", r"\u003e").replace("&", r"\u0026")


def _described(kind: str, **properties: object) -> Description:
    return {"@context": "https://schema.org", "@type": kind, **{name: value for name, value in properties.items() if value}}
