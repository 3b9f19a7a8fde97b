import gzip
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sitegen import search
from sitegen.records import Catalog, Config, Paper, Person, Source, Topic
from sitegen.site import assemble

SOURCES = (Source(entry="e", dump="d.txt", first=1, last=2),)
PRUNING = Topic(id="pruning", name="Pruning & sparsity", phrases=("pruning",))


def paper(key: str, **fields: Any) -> Paper:
    return Paper(id=key, sources=SOURCES, **({"label": key} | fields))


def index(*papers: Paper, people: Iterable[Person] = ()) -> Any:
    """What search.json holds for a site of these papers."""
    return json.loads(written(papers, people))


def written(papers: Iterable[Paper], people: Iterable[Person] = ()) -> bytes:
    catalog = Catalog(papers={each.id: each for each in papers}, people={person.id: person for person in people})
    site, problems = assemble(catalog, Config(), [PRUNING])
    assert problems == []
    (file,) = search.files(site)
    assert file.path == "search.json"
    return file.content


def test_a_site_without_papers_has_an_empty_index() -> None:
    assert index() == {"version": 1, "topics": {}, "papers": []}


def test_what_is_not_known_is_left_out() -> None:
    assert index(paper("a", label="First words of …"))["papers"] == [{"id": "a", "label": "First words of …"}]


def test_all_that_is_known_of_a_paper_is_there() -> None:
    full = paper(
        "a",
        title="On Pruning",
        authors=("Ada Byron", "Bo Li"),
        authors_complete=False,
        date="2023-07-20",
        category="cs.LG",
        score=24.5,
        code_available=True,
        abstract="Weights go.",
        venue="ICML",
        people=("ada-byron", "bo-li", "cy-wu"),
        listed=("cy-wu",),
    )
    assert index(full, people=[Person(id="cy-wu", name="Cy Wu")]) == {
        "version": 1,
        "topics": {"pruning": "Pruning & sparsity"},
        "papers": [
            {
                "id": "a",
                "title": "On Pruning",
                "authors": ["Ada Byron", "Bo Li"],
                "authors_complete": False,
                "listed": ["Cy Wu"],
                "year": "2023",
                "category": "cs.LG",
                "venue": "ICML",
                "topics": ["pruning"],
                "code_available": True,
                "score": 24.5,
                "abstract": "Weights go.",
            }
        ],
    }


def test_known_to_be_without_code_is_not_the_same_as_not_known() -> None:
    known, unknown = index(paper("a", code_available=False), paper("b"))["papers"]
    assert known["code_available"] is False
    assert "code_available" not in unknown


def test_texts_are_plain_unicode() -> None:
    source = paper("a", title=r"Schr\"odinger \emph{bridges} at rate $\alpha$")
    assert index(source)["papers"][0]["title"] == "Schrödinger bridges at rate α"


def test_markup_in_data_stays_data() -> None:
    title = '</script><img src=x onerror=alert(1)> & "so" {{ 7*7 }}'
    entry = index(paper("a", title=title, authors=(title,)))["papers"][0]
    assert entry["authors"] == [title]
    assert "<img src=x onerror=alert(1)>" in entry["title"]


def test_papers_stand_newest_first_whatever_their_order_in_the_catalog() -> None:
    papers = [paper("a"), paper("b", date="2021"), paper("c", date="2023-01")]
    assert [entry["id"] for entry in index(*papers)["papers"]] == ["c", "b", "a"]
    assert written(papers) == written(reversed(papers))


def test_every_key_is_documented(project: Path) -> None:
    _, _, format_description = (project / "docs/search.md").read_text("utf-8").partition("## search.json")
    described = re.findall(r"^\| `(\w+)` \|", format_description, re.MULTILINE)
    keys = [*search.Index.__struct_fields__, *search.Entry.__struct_fields__]
    assert described == keys


def test_the_script_stays_small_and_never_makes_html_of_text(project: Path) -> None:
    script = (project / "themes/default/static/search.js").read_bytes()
    assert len(gzip.compress(script)) <= 6 * 1024
    assert not re.search(rb"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|Function\(|setAttribute", script)


def test_script_and_index_are_of_one_version(project: Path) -> None:
    script = (project / "themes/default/static/search.js").read_text("utf-8")
    assert f"const VERSION = {search.VERSION};" in script


def test_the_sample_site_s_index_is_small(built_site: Path) -> None:
    content = (built_site / "search.json").read_bytes()
    assert len(json.loads(content)["papers"]) == 371
    assert len(gzip.compress(content)) < 120_000
