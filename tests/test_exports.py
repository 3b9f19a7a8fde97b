import csv
import io
import json
from xml.etree import ElementTree as ET

import pytest
from pybtex.database import parse_string

from sitegen import exports
from sitegen.problems import Span
from sitegen.records import Catalog, Config, Paper, Source, TopicMatch
from sitegen.site import Page, Site, address

S = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
# The order that docs promise to other programs.
KEYS = (
    "id title label authors authors_complete date category score code_available code_urls links affiliations abstract "
    "venue doi arxiv people topics collections sources"
)
FULL = Paper(
    id="a",
    label="A & B",
    title="A & B",
    authors=("Ann Bee", "Cy Dee"),
    authors_complete=False,
    affiliations=("stanford",),
    date="2024-05-01",
    category="cs.LG",
    score=24.5,
    code_available=True,
    code_urls=("https://github.com/x/y",),
    links=("https://x.org/", "https://y.org/"),
    abstract="One, two.",
    venue="ICML",
    doi="10.1/x",
    arxiv="2401.12340",
    people=("ann-bee", "cy-dee", "tuo-zhao"),
    listed=("tuo-zhao",),
    collections=("daily",),
    sources=(Source(entry="a", dump="one.txt", first=1, last=3),),
)
BARE = Paper(id="b", label="We study")


def site(*papers: Paper, url: str | None = None, pages: tuple[Page, ...] = (), **groups: dict[str, tuple[str, ...]]) -> Site:
    match = TopicMatch(topic="t", phrase="x", field="title")
    return Site(
        config=Config(url=url),
        catalog=Catalog(papers={paper.id: paper for paper in papers}),
        pages=pages,
        markdown={},
        topics={},
        papers=(),
        topics_by_paper={paper.id: (match, match) if paper is FULL else () for paper in papers},
        related_by_paper={},
        papers_by_person=groups.get("person", {}),
        papers_by_topic=groups.get("topic", {}),
        papers_by_category={},
        papers_by_year={},
        papers_by_collection=groups.get("collection", {}),
    )


def page(kind: str, key: str = "") -> Page:
    return Page(kind=kind, key=key, address=address("paper" if kind == "redirect" else kind, key), source=Span("content"))


def written(of: Site) -> dict[str, str]:
    return {file.path: file.content.decode() for file in exports.files(of)}


def locations(xml: str, element: str = "url") -> list[str | None]:
    root = ET.fromstring(xml)  # noqa: S314 (what is read was made here)
    return [found.findtext(f"{S}loc") for found in root.findall(f"{S}{element}")]


def rows(*papers: Paper) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO("".join(exports.csv(site(*papers))), newline=""), strict=True))


# Files beside the pages


def test_each_paper_has_its_citation_in_three_formats_beside_its_page():
    files = written(site(FULL, BARE, url="https://example.org/lab/"))
    for key in "ab":
        folder = f"papers/{key}/"
        assert list(parse_string(files[folder + "paper.bib"], "bibtex").entries) == [key]
        assert [item["id"] for item in json.loads(files[folder + "paper.json"])] == [key]
        assert files[folder + "paper.ris"].startswith("TY  - ")
    assert json.loads(files["papers/b/paper.json"])[0]["URL"] == "https://example.org/lab/papers/b/"


def test_people_topics_and_collections_have_their_papers_as_bibtex_in_their_order():
    of = site(FULL, BARE, person={"ann": ("b", "a")}, topic={"t": ("a",)}, collection={"daily": ("a", "b"), "none": ()})
    files = written(of)
    assert list(parse_string(files["people/ann/papers.bib"], "bibtex").entries) == ["b", "a"]
    assert list(parse_string(files["topics/t/papers.bib"], "bibtex").entries) == ["a"]
    assert list(parse_string(files["collections/daily/papers.bib"], "bibtex").entries) == ["a", "b"]
    assert files["collections/none/papers.bib"] == ""


def test_citations_give_no_address_where_the_site_knows_none():
    assert "URL" not in json.loads(written(site(BARE))["papers/b/paper.json"])[0]


# Sitemap and robots.txt


def test_sitemap_has_every_page_but_redirects():
    pages = (page("home"), page("papers"), page("paper", "a"), page("redirect", "old"), page("page", "about"))
    found = locations(written(site(FULL, url="https://example.org/lab", pages=pages))["sitemap.xml"])
    assert found == [f"https://example.org/lab/{path}" for path in ("", "papers/", "papers/a/", "about/")]


def test_sitemap_holds_no_date_of_change_for_none_is_known():
    assert "lastmod" not in written(site(FULL, url="https://example.org", pages=(page("paper", "a"),)))["sitemap.xml"]


def test_sitemap_needs_a_url_and_robots_names_it_only_then():
    assert set(written(site(pages=(page("home"),)))) == {"robots.txt"}
    assert written(site(pages=(page("home"),)))["robots.txt"] == "User-agent: *\nAllow: /\n"
    robots = written(site(url="https://example.org", pages=(page("home"),)))["robots.txt"]
    assert robots.endswith("\n\nSitemap: https://example.org/sitemap.xml\n")


def test_sitemap_over_fifty_thousand_addresses_is_parted_with_an_index():
    pages = tuple(page("paper", str(number)) for number in range(50_001))
    files = written(site(url="https://example.org", pages=pages))
    assert locations(files["sitemap.xml"], "sitemap") == [f"https://example.org/sitemap-{part}.xml" for part in (1, 2)]
    first, second = (locations(files[f"sitemap-{part}.xml"]) for part in (1, 2))
    assert (len(first), second) == (50_000, ["https://example.org/papers/50000/"])


def test_sitemap_escapes_addresses():
    files = written(site(url="https://example.org/?a=1&b=<2>", pages=(page("home"),)))
    assert locations(files["sitemap.xml"]) == ["https://example.org/?a=1&b=<2>/"]


# The formats of `sitegen export`


def test_record_interface_has_the_promised_keys_in_order():
    for line in exports.jsonl(site(FULL, BARE)):
        assert list(json.loads(line)) == KEYS.split()


def test_record_of_a_full_paper():
    (line,) = exports.jsonl(site(FULL))
    assert line.endswith("}\n")
    assert json.loads(line) == {
        "id": "a",
        "title": "A & B",
        "label": "A & B",
        "authors": ["Ann Bee", "Cy Dee"],
        "authors_complete": False,
        "date": "2024-05-01",
        "category": "cs.LG",
        "score": 24.5,
        "code_available": True,
        "code_urls": ["https://github.com/x/y"],
        "links": ["https://x.org/", "https://y.org/"],
        "affiliations": ["stanford"],
        "abstract": "One, two.",
        "venue": "ICML",
        "doi": "10.1/x",
        "arxiv": "2401.12340",
        "people": ["ann-bee", "cy-dee", "tuo-zhao"],
        "topics": ["t"],
        "collections": ["daily"],
        "sources": [{"dump": "one.txt", "first_line": 1, "last_line": 3}],
    }


def test_unknown_is_null_or_empty_in_a_record():
    (line,) = exports.jsonl(site(BARE))
    known = {key: value for key, value in json.loads(line).items() if value not in (None, [])}
    assert known == {"id": "b", "label": "We study", "authors_complete": True}


def test_a_record_stays_on_its_line():
    (line,) = exports.jsonl(site(Paper(id="x", label="x", abstract="one\ntwo\r\x85\u2028 </script>")))
    assert line.count("\n") == 1
    assert json.loads(line)["abstract"] == "one\ntwo\r\x85\u2028 </script>"


@pytest.mark.parametrize("papers", [(), (FULL,), (FULL, BARE)])
def test_every_format_holds_every_paper(papers):
    of = site(*papers)
    text = {name: "".join(write(of)) for name, write in exports.FORMATS.items()}
    keys = [paper.id for paper in papers]
    assert list(text) == ["jsonl", "bibtex", "csl", "ris", "csv"]
    assert [json.loads(line)["id"] for line in text["jsonl"].splitlines()] == keys
    assert list(parse_string(text["bibtex"], "bibtex").entries) == keys
    assert [item["id"] for item in json.loads(text["csl"])] == keys
    assert text["ris"].count("\r\nER  - \r\n") == len(keys)
    assert [row["id"] for row in csv.DictReader(io.StringIO(text["csv"], newline=""))] == keys


def test_csv_has_the_columns_of_the_record_interface():
    full, bare = rows(FULL, BARE)
    assert list(full) == KEYS.split()
    assert (full["authors"], full["score"], full["code_available"], full["sources"]) == (
        "Ann Bee; Cy Dee",
        "24.5",
        "true",
        "one.txt:1-3",
    )
    assert (bare["title"], bare["authors"], bare["authors_complete"], bare["code_available"]) == ("", "", "true", "")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_csv_cell_that_a_spreadsheet_would_run_is_marked_as_text(start):
    (row,) = rows(Paper(id="x", label="x", title=f"{start}1+1", authors=(f"{start}A", "B"), score=-1.5))
    assert (row["title"], row["authors"], row["score"]) == (f"'{start}1+1", f"'{start}A; B", "-1.5")


def test_csv_keeps_quotes_commas_and_line_ends_in_their_cell():
    text = 'A "b", c;\r\nd'
    (row,) = rows(Paper(id="x", label="x", title=text))
    assert row["title"] == text
