import json
from pathlib import Path

import pytest
from markupsafe import escape

from sitegen.outputs import citations
from sitegen.pages import metadata
from sitegen.problems import Span
from sitegen.records import Catalog, Collection, Config, Paper, Person, Topic, TopicMatch, Type
from sitegen.site.assembly import Page, Site, address
from tests import zotero

PAPER = Paper(
    id="p",
    label="T",
    title="Of $L_2$ norms",
    authors=("Ada B. Lovelace", "Li Wei"),
    people=("ada", "li-wei"),
    date="2024-03-05",
)
# Zotero's name for a type of CSL.
TYPES = {
    "article": "preprint",
    "article-journal": "journalArticle",
    "paper-conference": "conferencePaper",
    "book": "book",
    "chapter": "bookSection",
    "thesis": "thesis",
    "report": "report",
    "dataset": "dataset",
    "software": "computerProgram",
    "document": "document",
}
PRINTED = {"volume": "596", "issue": "7873", "pages": "583–589", "publisher": "Sample & Sons", "isbn": "978-3-16-148410-0"}


def paper(**fields: object) -> Paper:
    return Paper(**{"id": "p", "label": "T", "title": "T", "authors": ("Ada",), "people": ("ada",), "date": "2024"} | fields)


def site(*papers: Paper, people: tuple[Person, ...] = (), **config: str) -> Site:
    """A site on which every paper has the topic "Trees" and stands in the collection "Daily"."""
    keys = tuple(paper.id for paper in papers)
    return Site(
        config=Config(title="Our papers", **config),
        catalog=Catalog(
            papers={paper.id: paper for paper in papers},
            people={person.id: person for person in people},
            collections={"daily": Collection(id="daily", title="Daily", dump="d.txt", papers=keys)},
        ),
        pages=(),
        markdown={},
        topics={"t": Topic(id="t", name="Trees", description="All kinds.")},
        papers=keys,
        topics_by_paper=dict.fromkeys(keys, (TopicMatch(topic="t", phrase="trees", field="title"),)),
        related_by_paper={},
        papers_by_person={person.id: keys for person in people},
        papers_by_topic={"t": keys},
        papers_by_category={"cs.LG": keys},
        papers_by_year={"2024": keys},
        papers_by_collection={"daily": keys},
        people_by_letter={},
    )


def described(of: Site, kind: str, key: str = "") -> metadata.Description:
    page = Page(kind=kind, key=key, address=address(kind, key), source=Span("content"))
    description = metadata.description(of, page)
    assert description is not None
    assert description["@context"] == "https://schema.org"
    return description


def tags(record: Paper, **config: str) -> list[tuple[str, str]]:
    return list(metadata.citation(site(record, **config), record))


def as_page(found: list[tuple[str, str]]) -> str:
    return "<title>T</title>" + "".join(f'<meta name="{name}" content="{escape(content)}">' for name, content in found)


def cited(record: dict) -> zotero.Item:
    """What Zotero keeps of an item of CSL-JSON; it drops a name's suffix."""
    names = record.get("author", [])
    return zotero.Item(
        kind=TYPES[record["type"]],
        title=record.get("title", ""),
        authors=[(name.get("family") or name["literal"], name.get("given", "")) for name in names],
        date=record.get("issued", {"date-parts": [[]]})["date-parts"][0],
    )


# Tags for Google Scholar and Zotero


def test_citation_tags_of_a_paper_of_which_little_is_known() -> None:
    assert tags(PAPER) == [
        ("citation_title", "Of L₂ norms"),
        ("citation_author", "Ada B. Lovelace"),
        ("citation_author", "Li Wei"),
        ("citation_publication_date", "2024/03/05"),
        ("DC.type", "preprint"),
    ]


def test_citation_tags_of_a_paper_of_which_all_is_known() -> None:
    full = paper(
        venue="Journal of $L_2$ Norms", doi="10.1/x", arxiv="2401.12340", abstract=r"\emph{So} it is.", pdf="papers/p.pdf"
    )
    assert tags(full, url="https://example.org/lab", content_language="de")[3:] == [
        ("citation_journal_title", "Journal of L₂ Norms"),
        ("citation_doi", "10.1/x"),
        ("citation_arxiv_id", "2401.12340"),
        ("citation_language", "de"),
        ("citation_abstract", "So it is."),
        ("citation_abstract_html_url", "https://example.org/lab/papers/p/"),
        ("citation_pdf_url", "https://example.org/lab/papers/p.pdf"),
    ]


def test_citation_tags_say_where_a_paper_was_printed() -> None:
    assert tags(paper(venue="Nature", pmid="31452104", **PRINTED))[3:] == [
        ("citation_journal_title", "Nature"),
        ("citation_volume", "596"),
        ("citation_issue", "7873"),
        ("citation_firstpage", "583"),
        ("citation_lastpage", "589"),
        ("citation_publisher", "Sample & Sons"),
        ("citation_isbn", "978-3-16-148410-0"),
        ("citation_pmid", "31452104"),
    ]


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({"type": "article", "venue": "Somewhere"}, ("citation_journal_title", "Somewhere")),
        ({"type": "conference", "venue": "Somewhere"}, ("citation_conference_title", "Somewhere")),
        ({"type": "chapter", "venue": "Somewhere"}, ("citation_inbook_title", "Somewhere")),
        ({"type": "thesis", "venue": "PhD thesis, ETH Zürich"}, ("citation_dissertation_institution", "ETH Zürich")),
        ({"venue": "PhD thesis, ETH Zürich"}, ("citation_dissertation_institution", "ETH Zürich")),
        ({"type": "report", "publisher": "Sample Institute"}, ("citation_technical_report_institution", "Sample Institute")),
        ({"type": "conference"}, ("DC.type", "conferencePaper")),
        ({"type": "dataset", "venue": "Somewhere"}, ("DC.type", "dataset")),
        ({"venue": "Somewhere"}, ("DC.type", "preprint")),
    ],
)
def test_one_tag_says_what_kind_of_publication_it_is(known: dict[str, str], expected: tuple[str, str]) -> None:
    assert tags(paper(**known))[3:] == [expected]


def test_a_citation_without_a_title_is_none() -> None:
    assert tags(paper(title=None)) == []


@pytest.mark.parametrize(
    ("unknown", "tag"), [({"authors": ()}, "citation_author"), ({"date": None}, "citation_publication_date")]
)
def test_what_is_unknown_of_a_citation_has_no_tag(unknown: dict[str, None], tag: str) -> None:
    names = [name for name, _ in tags(paper(**unknown))]
    assert ("citation_title" in names, tag in names) == (True, False)


@pytest.mark.parametrize(
    ("pdf", "url", "expected"),
    [
        ("https://x.org/a b.pdf", None, ["https://x.org/a%20b.pdf"]),
        ("p.pdf", "https://example.org/", ["https://example.org/p.pdf"]),
        ("p.pdf", None, []),
        ("javascript:alert(1)", "https://example.org", []),
    ],
)
def test_the_address_of_a_pdf_is_whole_or_not_given(pdf: str, url: str | None, expected: list[str]) -> None:
    config = {"url": url} if url else {}
    assert [content for name, content in tags(paper(pdf=pdf), **config) if name == "citation_pdf_url"] == expected


@pytest.mark.parametrize("type_", [None, *citations.KINDS])
@pytest.mark.parametrize("venue", [None, "Journal of Norms", "The Pie Shop"])
def test_zotero_takes_a_page_for_the_type_that_csl_gives(type_: Type | None, venue: str | None) -> None:
    record = paper(type=type_, venue=venue)
    assert zotero.read(as_page(tags(record))).kind == TYPES[citations.csl(record)["type"]]


@pytest.mark.parametrize("venue", [None, "ICLR 2024", "Journal of Norms", "The Pie Shop"])
@pytest.mark.parametrize("date", ["2024", "2024-03", "2024-03-05"])
@pytest.mark.parametrize(
    "authors",
    [
        ("Ada Lovelace",),
        ("Ada B. Lovelace", "Li Wei"),
        ("Ludwig van der Berg Jr.", "Ana Maria de la Cruz"),
        ("Ludwig van der Berg",),
        ("Lovelace, Ada", "de la Cruz, Ana Maria"),
        ("Madonna",),
        ("李志远", "Sean O'Brien"),
        ("山田 太郎", "Example AB", "María De la Cruz*"),
    ],
)
def test_zotero_reads_from_the_tags_what_it_reads_from_csl(authors: tuple[str, ...], date: str, venue: str | None) -> None:
    record = paper(title="A & B <T> $x<y$", authors=authors, date=date, venue=venue)
    assert zotero.read(as_page(tags(record))) == cited(citations.csl(record))


def test_a_group_has_one_tag_with_its_whole_name() -> None:
    record = paper(authors=("Ada Lovelace", "The ATLAS Collaboration"))
    assert [content for name, content in tags(record) if name == "citation_author"] == list(record.authors)


def test_zotero_keeps_the_words_of_an_only_author_whose_names_are_both_compound() -> None:
    assert zotero.read(as_page(tags(paper(authors=("Ana Maria de la Cruz",))))).authors == [("Cruz", "Ana Maria de la")]


@pytest.mark.parametrize(
    "planted",
    [
        "<meta name=citation_title content=Another>",
        "<meta name=citation_author content='Eve Else'>",
        "<meta name=citation_date content=1999>",
        "<meta name=citation_conference_title content=ICML>",
    ],
)
def test_another_tag_is_read_by_zotero(planted: str) -> None:
    page = as_page(tags(PAPER))
    changed = zotero.read(page.replace("<title>T</title>", f"<title>T</title>{planted}"))
    assert changed != zotero.read(page)


@pytest.fixture(scope="module")
def read_pages(built_site: Path) -> list[tuple[zotero.Item, zotero.Item]]:
    """Each paper's page as Zotero reads it, and its CSL-JSON."""
    folders = sorted(path.parent for path in built_site.glob("papers/*/paper.json"))
    return [
        (
            zotero.read((folder / "index.html").read_text("utf-8")),
            cited(json.loads((folder / "paper.json").read_text("utf-8"))[0]),
        )
        for folder in folders
    ]


def is_complete(item: zotero.Item) -> bool:
    return bool(item.title and item.authors and item.date)


def test_zotero_reads_from_every_complete_page_what_it_reads_from_csl(
    read_pages: list[tuple[zotero.Item, zotero.Item]],
) -> None:
    complete = [(page, csl) for page, csl in read_pages if is_complete(csl)]
    assert complete != []
    assert [(page, csl) for page, csl in complete if page != csl] == []


def test_zotero_guesses_no_author_and_no_date_on_a_page(read_pages: list[tuple[zotero.Item, zotero.Item]]) -> None:
    partial = [(page, csl) for page, csl in read_pages if not is_complete(csl)]
    assert partial != []
    assert [page for page, csl in partial if page.authors not in ([], csl.authors) or page.date not in ([], csl.date)] == []


@pytest.mark.parametrize(
    "planted", ["<p class='near byline'>Eve Else</p>", "<time datetime=2024-01-02>", "<meta name=author content='Eve Else'>"]
)
def test_what_zotero_would_guess_from_is_seen(planted: str) -> None:
    assert not any(zotero.read("<title>T</title><p>Ada</p>")[1:])
    assert any(zotero.read(f"<title>T</title><p>Ada</p>{planted}")[1:])


# schema.org


def test_an_article_claims_no_more_than_is_known() -> None:
    of = site(Paper(id="p", label="First words"))
    assert described(of, "paper", "p") == {"@context": "https://schema.org", "@type": "ScholarlyArticle", "keywords": ["Trees"]}


def test_an_article_says_all_that_is_known() -> None:
    full = paper(
        title=r"Of \emph{norms}", doi="10.1/x", arxiv="2401.12340", abstract="It is.", pdf="https://x.org/p.pdf", venue="TMLR"
    )
    assert described(site(full, url="https://example.org", content_language="en"), "paper", "p") == {
        "@context": "https://schema.org",
        "@type": "ScholarlyArticle",
        "name": "Of norms",
        "headline": "Of norms",
        "author": [{"@type": "Person", "name": "Ada", "url": "https://example.org/people/ada/"}],
        "datePublished": "2024",
        "inLanguage": "en",
        "keywords": ["Trees"],
        "isPartOf": {"@type": "Periodical", "name": "TMLR"},
        "identifier": [
            {"@type": "PropertyValue", "propertyID": "DOI", "value": "10.1/x"},
            {"@type": "PropertyValue", "propertyID": "arXiv", "value": "2401.12340"},
        ],
        "url": "https://example.org/papers/p/",
        "sameAs": ["https://doi.org/10.1/x", "https://arxiv.org/abs/2401.12340"],
        "encoding": {"@type": "MediaObject", "contentUrl": "https://x.org/p.pdf", "encodingFormat": "application/pdf"},
    }


@pytest.mark.parametrize(
    ("known", "kind", "expected"),
    [
        (
            {"type": "article", "venue": "Nature"},
            "ScholarlyArticle",
            {
                "isPartOf": {
                    "@type": "PublicationIssue",
                    "issueNumber": "7873",
                    "isPartOf": {
                        "@type": "PublicationVolume",
                        "volumeNumber": "596",
                        "isPartOf": {"@type": "Periodical", "name": "Nature"},
                    },
                },
                "pageStart": "583",
                "pageEnd": "589",
            },
        ),
        (
            {"type": "book", "venue": "Series"},
            "Book",
            {"isbn": PRINTED["isbn"], "isPartOf": {"@type": "BookSeries", "name": "Series"}},
        ),
        (
            {"type": "chapter", "venue": "Handbook"},
            "Chapter",
            {
                "isPartOf": {"@type": "Book", "name": "Handbook", "isbn": PRINTED["isbn"]},
                "pageStart": "583",
                "pageEnd": "589",
            },
        ),
        ({"type": "thesis"}, "Thesis", {}),
        ({"type": "dataset"}, "Dataset", {}),
    ],
)
def test_an_article_is_called_what_it_is_and_part_of_what_it_is_in(
    known: dict[str, str], kind: str, expected: dict[str, object]
) -> None:
    found = dict(described(site(paper(**PRINTED, **known)), "paper", "p"))
    assert (found["@type"], found["publisher"]["name"]) == (kind, "Sample & Sons")
    assert {key: found[key] for key in ("isPartOf", "pageStart", "pageEnd", "isbn") if key in found} == expected


def test_a_page_of_a_person_is_about_that_person() -> None:
    ada = Person(
        id="ada",
        name="Ada Lovelace",
        spellings=("Ada Lovelace", "A. Lovelace"),
        orcid="0000-0002-1825-0097",
        homepage="https://ada.example/",
        photo="photos/ada.jpg",
    )
    assert described(site(people=(ada,), url="https://example.org"), "person", "ada") == {
        "@context": "https://schema.org",
        "@type": "ProfilePage",
        "url": "https://example.org/people/ada/",
        "mainEntity": {
            "@type": "Person",
            "name": "Ada Lovelace",
            "alternateName": ["A. Lovelace"],
            "url": "https://example.org/people/ada/",
            "image": "https://example.org/photos/ada.jpg",
            "sameAs": ["https://orcid.org/0000-0002-1825-0097", "https://ada.example/"],
        },
    }


def test_a_group_is_an_organization() -> None:
    group = Person(id="bravo", name="The Bravo Collaboration")
    assert described(site(people=(group,)), "person", "bravo")["mainEntity"]["@type"] == "Organization"
    record = paper(authors=("Ada", "The Bravo Collaboration"), people=("ada", "bravo"))
    assert [one["@type"] for one in described(site(record), "paper", "p")["author"]] == ["Person", "Organization"]


def test_a_person_has_only_safe_addresses() -> None:
    ada = Person(
        id="ada",
        name="Ada",
        homepage="javascript:alert(1)",
        links=("https://a.example/", "mailto:ada@a.example", "../"),
        photo="a.jpg",
    )
    person = {"@type": "Person", "name": "Ada", "sameAs": ["https://a.example/"]}
    assert described(site(people=(ada,)), "person", "ada")["mainEntity"] == person


@pytest.mark.parametrize(
    ("kind", "key", "said"),
    [
        ("topic", "t", {"name": "Trees", "description": "All kinds."}),
        ("collection", "daily", {"name": "Daily"}),
        ("category", "cs.LG", {"name": "cs.LG"}),
        ("year", "2024", {"name": "2024"}),
    ],
)
def test_a_list_says_how_many_papers_it_has_and_which_are_the_first(kind: str, key: str, said: dict[str, str]) -> None:
    of = site(*(paper(id=f"p{number}", title=f"{number}") for number in range(30)), url="https://example.org")
    description = described(of, kind, key)
    assert (
        description.items() >= {"@type": "CollectionPage", "url": f"https://example.org/{address(kind, key)}", **said}.items()
    )
    listed = description["mainEntity"]
    assert (listed["@type"], listed["numberOfItems"], len(listed["itemListElement"])) == ("ItemList", 30, 20)
    assert listed["itemListElement"][1] == {
        "@type": "ListItem",
        "position": 2,
        "name": "1",
        "url": "https://example.org/papers/p1/",
    }


def test_the_site_says_how_to_search_it_and_who_it_is_about() -> None:
    of = site(people=(Person(id="ada", name="Ada"),), owner="ada", url="https://example.org", description="All.")
    assert described(of, "home") == {
        "@context": "https://schema.org",
        "@type": "WebSite",
        "name": "Our papers",
        "description": "All.",
        "url": "https://example.org/",
        "inLanguage": "en",
        "mainEntity": {"@type": "Person", "name": "Ada", "url": "https://example.org/people/ada/"},
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": "https://example.org/search/?q={search_term_string}"},
        },
    }


def test_a_site_that_does_not_know_its_address_gives_none() -> None:
    of = site(PAPER, people=(Person(id="ada", name="Ada", photo="a.jpg"),), owner="ada")
    pages = {
        "home": "",
        "paper": "p",
        "person": "ada",
        "topic": "t",
        "collection": "daily",
        "category": "cs.LG",
        "year": "2024",
    }
    written = [metadata.inert(described(of, kind, key)) for kind, key in pages.items()]
    assert [text for text in written if "http" in text.replace("https://schema.org", "") or '"url"' in text] == []


@pytest.mark.parametrize("kind", ["papers", "people", "search", "page", "redirect"])
def test_a_page_that_only_leads_to_others_says_nothing(kind: str) -> None:
    assert metadata.description(site(PAPER), Page(kind=kind, key="", address="", source=Span("content"))) is None


def test_nothing_in_a_description_ends_its_script() -> None:
    title = "</script><script> & ]]>"
    written = metadata.inert(described(site(paper(title=title)), "paper", "p"))
    assert not set("<>&") & set(written)
    assert json.loads(written)["name"] == title
