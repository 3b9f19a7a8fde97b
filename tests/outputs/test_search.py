import gzip
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from sitegen.outputs import search
from sitegen.records import Catalog, Config, Paper, Person, Source, Topic
from sitegen.site.assembly import Site, assemble

SOURCES = (Source(entry="e", dump="d.txt", first=1, last=2),)
PRUNING = Topic(id="pruning", name="Pruning & sparsity", phrases=("pruning",))


def paper(key: str, **fields: Any) -> Paper:
    return Paper(id=key, sources=SOURCES, **({"label": key} | fields))


def site(papers: Iterable[Paper], people: Iterable[Person] = ()) -> Site:
    catalog = Catalog(papers={each.id: each for each in papers}, people={person.id: person for person in people})
    made, problems = assemble(catalog, Config(), [PRUNING])
    assert problems == []
    return made


def index(*papers: Paper, people: Iterable[Person] = ()) -> Any:
    """What search.json holds for a small site of these papers."""
    (file,) = search.files(site(papers, people))
    assert file.path == "search.json"
    return json.loads(file.content)


def split(*papers: Paper, people: Iterable[Person] = ()) -> dict[str, Any]:
    """What the files of a split index of these papers hold, by their paths."""
    return {file.path: json.loads(file.content) for file in search.files(site(papers, people), whole=0)}


def decoded(coded: str) -> dict[str, list[int]]:
    """The numbers that a term of a split index has for each field, read as docs/search.md says."""
    lists: dict[str, list[int]] = {}
    gap = shift = 0
    for code in coded.encode():
        if code < search.LAST_DIGIT:
            field = search.FIELDS[code - search.FIRST_FIELD]
            lists[field] = []
        elif code < search.DIGIT:
            gap += (code - search.LAST_DIGIT) << shift
            lists[field].append(gap + (lists[field][-1] if lists[field] else 0))
            gap = shift = 0
        else:
            gap += (code - search.DIGIT) << shift
            shift += 5
    return lists


# ---------------------------------------------------------------- one file


def test_a_site_without_papers_has_an_empty_index() -> None:
    assert index() == {"version": 2, "kind": "whole", "topics": {}, "phrases": {}, "people": {}, "papers": []}


def test_what_is_not_known_is_left_out() -> None:
    assert index(paper("a", label="First words of …"))["papers"] == [{"id": "a", "label": "First words of …"}]


def test_all_that_is_known_of_a_paper_is_there() -> None:
    full = paper(
        "a",
        title="On Pruning",
        authors=("Ada Byron", "B. Li"),
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
    people = [Person(id="ada-byron", name="Ada Byron"), Person(id="bo-li", name="Bo Li"), Person(id="cy-wu", name="Cy Wu")]
    assert index(full, people=people) == {
        "version": 2,
        "kind": "whole",
        "topics": {"pruning": "Pruning & sparsity"},
        "phrases": {"pruning": ["pruning"]},
        "people": {"ada-byron": "Ada Byron", "bo-li": "Bo Li", "cy-wu": "Cy Wu"},
        "papers": [
            {
                "id": "a",
                "title": "On Pruning",
                "authors": ["Ada Byron", "B. Li"],
                "authors_complete": False,
                "people": ["ada-byron", "bo-li", "cy-wu"],
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
    for whole in (5, 2):
        assert list(search.files(site(papers), whole)) == list(search.files(site(reversed(papers)), whole))


# ---------------------------------------------------------------- many files


def test_an_index_is_split_where_one_file_may_not_hold_all_papers() -> None:
    papers = [paper(str(number)) for number in range(9)]
    assert [file.path for file in search.files(site(papers), whole=9)] == ["search.json"]
    files = split(*papers)
    assert list(files) == [
        "search/papers/0.json",
        "search/papers/1.json",
        "search/terms/0.json",
        "search/facts.json",
        "search.json",
    ]
    assert [len(files[f"search/papers/{block}.json"]["papers"]) for block in (0, 1)] == [8, 1]
    manifest = files["search.json"]
    assert (manifest["version"], manifest["kind"], manifest["count"], manifest["block"]) == (2, "split", 9, 8)


def test_a_term_says_in_which_field_of_which_papers_it_stands() -> None:
    papers = [
        paper("a", title="LoRA again", date="2023", abstract="Ranks."),
        paper("b", title="About AdaLoRA", date="2022", authors=("Lora Li",), people=("lora-li",)),
    ]
    terms = split(*papers, people=[Person(id="lora-li", name="Lora Li")])["search/terms/0.json"]
    found = {term: decoded(coded) for term, coded in terms.items()}
    assert found["lora"] == {"title": [0], "head": [0], "inside": [1], "author": [1]}
    assert found["lorali"] == {"author": [1]}
    assert found["ranks"] == {"abstract": [0]}
    assert found["2022"] == {"year": [1]}
    assert "" not in found


def test_facts_say_which_papers_they_are_true_of() -> None:
    papers = [paper("a", title="Pruning", date="2023", category="cs.LG", code_available=True), paper("b", date="2022")]
    facts = split(*papers)["search/facts.json"]
    assert {name: list(values) for name, values in facts.items()} == {
        "topic": ["pruning"],
        "category": ["cs.LG"],
        "year": ["2022", "2023"],
        "has": ["code"],
    }
    assert decoded("#" + facts["year"]["2022"]) == {"title": [1]}


@pytest.mark.parametrize("numbers", [[], [0], [0, 1, 2], [31], [32], [5, 1_000_000], list(range(0, 70_000, 7))])
def test_numbers_come_back_from_their_code(numbers: list[int]) -> None:
    assert decoded("#" + search.coded(numbers)) == {"title": numbers}


def test_terms_are_spread_in_order_over_files_that_stay_small() -> None:
    files = split(*(paper(str(number), title=f"word{number} 深度{number}") for number in range(3_000)))
    shards = [data for path, data in files.items() if path.startswith("search/terms/")]
    assert len(shards) > 2
    assert [next(iter(shard)) for shard in shards] == files["search.json"]["terms"]
    terms = [term for shard in shards for term in shard]
    assert terms == sorted(terms)
    assert max(len(json.dumps(shard, ensure_ascii=False, separators=(",", ":"))) for shard in shards) <= search.SHARD + 1


def test_what_is_shown_of_a_paper_stays_small_and_all_of_it_is_searched() -> None:
    authors = tuple(f"Author{number} Li" for number in range(3_000))
    people = [Person(id=f"p{number}", name=name) for number, name in enumerate(authors)] + [Person(id="wu", name="Cy Wu")]
    ids = tuple(person.id for person in people)
    files = split(paper("a", authors=authors, people=ids, listed=("wu",), abstract="word " * 10_000 + "end"), people=people)
    (entry,) = files["search/papers/0.json"]["papers"]
    assert (len(entry["authors"]), entry["more_authors"], entry["people"][-1]) == (30, 2_970, "wu")
    assert len(entry["abstract"]) <= search.EXCERPT + 2
    assert entry["abstract"].endswith("word …")
    terms = {term for path, data in files.items() if path.startswith("search/terms/") for term in data}
    assert {"end", "author2999"} <= terms


def test_the_stamp_changes_with_what_is_in_the_files() -> None:
    stamps = {split(paper("a", abstract=words))["search.json"]["stamp"] for words in ("one", "two")}
    assert len(stamps) == 2


# ---------------------------------------------------------------- the sample site, the script and the docs


def test_every_key_is_documented(project: Path) -> None:
    text = (project / "docs/search.md").read_text("utf-8")
    parts = dict(re.findall(r"^## (.*?)$(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL))
    for heading, records in {
        "search.json, version 2": (search.Index, search.Entry),
        "The index of a large site": (search.Manifest,),
    }.items():
        described = re.findall(r"^\| `(\w+)` \|", parts[heading], re.MULTILINE)
        assert described == [key for record in records for key in record.__struct_fields__], heading


def test_the_script_never_makes_html_of_text(project: Path) -> None:
    script = (project / "themes/default/static/search.js").read_bytes()
    assert len(gzip.compress(script)) <= 14_000
    assert not re.search(rb"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|Function\(|setAttribute", script)


def test_script_and_index_are_of_one_version_and_count_fields_in_one_order(project: Path) -> None:
    script = (project / "themes/default/static/search.js").read_text("utf-8")
    assert f"const VERSION = {search.VERSION};" in script
    weights = re.search(r"const WEIGHTS = \{(.*?)\}", script)
    assert weights
    assert tuple(re.findall(r"(\w+):", weights[1])) == search.FIELDS
    assert all(f"{code:#x}" in script for code in (search.FIRST_FIELD, search.LAST_DIGIT, search.DIGIT))


def test_the_sample_site_s_index_is_small(built_site: Path) -> None:
    content = (built_site / "search.json").read_bytes()
    assert len(json.loads(content)["papers"]) == 371
    assert len(gzip.compress(content)) < 130_000
