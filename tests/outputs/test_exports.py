import csv
import io
import json
import re

import pytest
from msgspec.structs import replace
from pybtex.database import parse_string

from sitegen import cli
from sitegen.outputs import exports
from sitegen.records import Catalog, Citations, Collection, Config, Limits, Paper, Person, Source, Topic, TopicMatch
from sitegen.site.assembly import CROWD, Site

# The order that docs promise to other programs.
KEYS = (
    "id title label authors authors_complete date category score code_available code_urls links affiliations abstract "
    "venue doi arxiv people topics collections sources "
    "type citations volume issue pages publisher isbn pmid note"
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
    type="conference",
    citations=Citations(value=250000, source="Example Scholar", day="2024-05-02"),
    volume="12",
    issue="3",
    pages="1–9",
    publisher="Sample Press",
    isbn="978-3-16-148410-0",
    pmid="31452104",
    note="Oral",
)
BARE = Paper(id="b", label="We study")


def site(*papers: Paper, url: str | None = None, **groups: dict[str, tuple[str, ...]]) -> Site:
    """A site with these papers; `person`, `topic` and `collection` say which papers each of them has."""
    person, topic, collection = (groups.get(kind, {}) for kind in ("person", "topic", "collection"))
    match = TopicMatch(topic="t", phrase="x", field="title")
    return Site(
        config=Config(url=url, limits=Limits(files=1)),
        catalog=Catalog(
            papers={paper.id: paper for paper in papers},
            people={key: Person(id=key, name=key) for key in person},
            collections={key: Collection(id=key, title=key, dump="d.txt") for key in collection},
        ),
        pages=(),
        markdown={},
        topics={key: Topic(id=key, name=key) for key in topic},
        papers=tuple(paper.id for paper in papers),
        topics_by_paper={paper.id: (match, match) if paper is FULL else () for paper in papers},
        related_by_paper={},
        papers_by_person=person,
        papers_by_topic=topic,
        papers_by_category={},
        papers_by_year={},
        papers_by_collection=collection,
        people_by_letter={},
    )


def written(of: Site) -> dict[str, str]:
    return {file.path: file.content.decode() for share in exports.shares(of) for file in share()}


def exported(name: str, *papers: Paper) -> str:
    return "".join(exports.export(site(*papers), name))


def records(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def ids(path: str, text: str) -> list[str]:
    """The ids of the papers in a file, as a reader of its format finds them."""
    match path.rpartition(".")[2]:
        case "jsonl":
            return [json.loads(line)["id"] for line in text.splitlines()]
        case "bib":
            return list(parse_string(text, "bibtex").entries)
        case "json":
            return [item["id"] for item in json.loads(text)]
        case "csv":
            return [row["id"] for row in records(text)]
    return re.findall(r"^UR  - .*/papers/(.*)/\r$", text, re.MULTILINE)


def rows(*papers: Paper) -> list[dict[str, str]]:
    return records(exported("csv", *papers))


# Files beside the pages


def test_each_paper_has_its_citation_in_four_formats_beside_its_page():
    files = written(site(FULL, BARE, url="https://example.org/lab/"))
    for key in "ab":
        beside = {path: text for path, text in files.items() if path.startswith(f"papers/{key}/")}
        assert list(beside) == [f"papers/{key}/paper.{form}" for form in ("bib", "json", "ris", "txt")]
        assert [ids(path, beside[path]) for path in list(beside)[:2]] == [[key], [key]]
    assert json.loads(files["papers/b/paper.json"])[0]["URL"] == "https://example.org/lab/papers/b/"


def test_people_topics_and_collections_have_their_papers_in_four_formats_in_their_order():
    papers = (replace(FULL, arxiv=None), BARE)
    of = site(
        *papers, url="https://example.org", person={"ann": ("b", "a")}, topic={"t": ("a",)}, collection={"daily": ("a", "b")}
    )
    files = written(of)
    for folder, expected in (("people/ann/", ["b", "a"]), ("topics/t/", ["a"]), ("collections/daily/", ["a", "b"])):
        beside = {path: text for path, text in files.items() if path.startswith(folder)}
        assert [path.removeprefix(folder) for path in beside] == ["papers.bib", "papers.json", "papers.ris", "papers.csv"]
        assert [ids(path, text) for path, text in beside.items()] == [expected] * 4


@pytest.mark.parametrize("papers", [(), (FULL,), (FULL, BARE)])
def test_the_root_has_what_export_gives(papers):
    files = written(site(*papers))
    names = {"jsonl": "jsonl", "bibtex": "bib", "csl": "json", "ris": "ris", "csv": "csv"}
    root = {path: text for path, text in files.items() if "/" not in path}
    assert root == {f"papers.{suffix}": exported(name, *papers) for name, suffix in names.items()}


def test_a_list_without_papers_has_no_files():
    assert [path for path in written(site(collection={"none": ()})) if path.startswith("collections/")] == []


def test_a_paper_is_written_alike_alone_and_in_lists():
    files = written(site(FULL, BARE, person={"ann": ("b", "a")}))
    for form in ("bib", "ris"):
        between = exports.FORMATS["bibtex" if form == "bib" else form].between
        alone = [files[f"papers/{key}/paper.{form}"] for key in "ba"]
        assert files[f"people/ann/papers.{form}"] == between.join(alone)
    assert json.loads(files["people/ann/papers.json"]) == [json.loads(files[f"papers/{key}/paper.json"])[0] for key in "ba"]


def test_citations_give_no_address_where_the_site_knows_none():
    assert "URL" not in json.loads(written(site(BARE))["papers/b/paper.json"])[0]


# The formats of `sitegen export`


def test_record_interface_has_the_promised_keys_in_order():
    for line in exported("jsonl", FULL, BARE).splitlines():
        assert list(json.loads(line)) == KEYS.split()


def test_record_of_a_full_paper():
    line = exported("jsonl", FULL)
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
        "type": "conference",
        "citations": {"value": 250000, "source": "Example Scholar", "day": "2024-05-02"},
        "volume": "12",
        "issue": "3",
        "pages": "1–9",
        "publisher": "Sample Press",
        "isbn": "978-3-16-148410-0",
        "pmid": "31452104",
        "note": "Oral",
    }


def test_unknown_is_null_or_empty_in_a_record():
    line = exported("jsonl", BARE)
    known = {key: value for key, value in json.loads(line).items() if value not in (None, [])}
    assert known == {"id": "b", "label": "We study", "authors_complete": True}


def test_a_number_of_citations_given_by_hand_has_no_source_and_no_day():
    line = exported("jsonl", replace(FULL, citations=Citations(value=0)))
    assert json.loads(line)["citations"] == {"value": 0, "source": None, "day": None}


def test_the_documented_keys_are_the_promised_ones(project):
    documented = (project / "docs" / "records.md").read_text("utf-8")
    assert re.findall(r"^\| `(\w+)` \|", documented, re.MULTILINE) == KEYS.split()
    assert f"version {exports.VERSION}" in documented


def test_a_record_stays_on_its_line():
    line = exported("jsonl", Paper(id="x", label="x", abstract="one\ntwo\r\x85\u2028 </script>"))
    assert line.count("\n") == 1
    assert json.loads(line)["abstract"] == "one\ntwo\r\x85\u2028 </script>"


def test_every_format_holds_every_paper():
    papers = (replace(FULL, arxiv=None), BARE)
    of = site(*papers, url="https://example.org")
    text = {name: "".join(exports.export(of, name)) for name in exports.FORMATS}
    assert tuple(text) == cli.FORMATS
    assert [ids(exports.FORMATS[name].suffix, text[name]) for name in text if name != "text"] == [["a", "b"]] * 5
    assert text["ris"].count("\r\nER  - \r\n") == 2
    assert text["text"] == "Ann Bee, Cy Dee, et al. A & B. ICML 12(3), 1–9, 2024. https://doi.org/10.1/x.\n[We study].\n"


def test_csv_has_the_columns_of_the_record_interface():
    full, bare = rows(FULL, BARE)
    assert list(full) == KEYS.split()
    assert (full["authors"], full["score"], full["code_available"], full["sources"]) == (
        "Ann Bee; Cy Dee",
        "24.5",
        "true",
        "one.txt:1-3",
    )
    assert (full["type"], full["citations"], full["pages"], full["pmid"]) == ("conference", "250000", "1–9", "31452104")
    assert (bare["type"], bare["citations"]) == ("", "")
    assert (bare["title"], bare["authors"], bare["authors_complete"], bare["code_available"]) == ("", "", "true", "")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_csv_cell_that_a_spreadsheet_would_run_is_marked_as_text(start):
    (row,) = rows(Paper(id="x", label="x", title=f"{start}1+1", authors=(f"{start}A", "B"), score=-1.5))
    assert (row["title"], row["authors"], row["score"]) == (f"'{start}1+1", f"'{start}A; B", "-1.5")


def test_csv_keeps_quotes_commas_and_line_ends_in_their_cell():
    text = 'A "b", c;\r\nd'
    (row,) = rows(Paper(id="x", label="x", title=text))
    assert row["title"] == text


def test_a_byline_of_a_crowd_is_whole_beside_its_paper_and_short_beside_its_authors() -> None:
    many = CROWD + 50
    names, ids = (tuple(f"{kind}{number}" for number in range(many)) for kind in ("Author ", "author-"))
    made = written(site(Paper(id="p", label="P", title="P", authors=names, people=ids), person={"author-0": ("p",)}))
    assert made["papers/p/paper.bib"].count("Author") == made["papers.bib"].count("Author") == many
    beside = made["people/author-0/papers.bib"]
    assert beside.count("Author") == CROWD
    assert "and others" in beside


@pytest.mark.parametrize(("large", "kept"), [(False, {"bib", "ris", "json", "txt"}), (True, {"bib"})])
def test_of_a_large_site_a_paper_keeps_its_bibtex(monkeypatch: pytest.MonkeyPatch, *, large: bool, kept: set[str]) -> None:
    monkeypatch.setattr("sitegen.site.assembly.LARGE", 1 if large else 2)
    of = site(FULL, BARE, person={"ann": ("b", "a")})
    beside = {path.rpartition(".")[2] for path in written(of) if path.startswith("papers/b/")}
    assert beside == exports.suffixes(of) == kept
    assert {"papers.bib", "papers.ris", "papers.json", "papers.csv", "papers.jsonl"} <= written(of).keys()
