"""What must not be shown is in no file: hidden papers and people, and what of an abstract its source keeps back."""

import json
import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from sitegen import cli, explain, parsing, pipeline
from sitegen.problems import Level, Span
from sitegen.records import Catalog, Collection, Config, MarkdownPage, Name, Observation, Origin, Paper, Person, Source, Version
from sitegen.site import rights
from sitegen.site.assembly import Site, assemble

LONG = (
    "We study how much of a text a reader may see before its end, and find that the first three hundred characters tell most"
    " of what they want to know. The rest is for those who ask the source itself, which is only fair to it, and no loss to"
    " anybody who reads on. What comes now is far behind the three hundredth character. Here stands the quokka."
)
SHORT = "We look at rivers from a bridge, and count the boats that pass beneath it until the evening."
"""Two abstracts: one ends in a word that no excerpt reaches."""


def write(site: Path, files: dict[str, str]) -> Path:
    """A site's folder with these files in its content."""
    for name, content in files.items():
        path = site / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    return site


def holding(folder: Path, *words: str) -> list[str]:
    """The files below a folder that have one of some words in them, or in their name, whatever the case."""
    sought = [word.casefold().encode() for word in words]
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return [
        path.name
        for path in files
        if any(word in path.read_bytes().lower() or word in path.as_posix().casefold().encode() for word in sought)
    ]


def exported(site: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """All that `sitegen export` gives of a site, one format after the other."""
    capsys.readouterr()
    for form in cli.FORMATS:
        assert cli.main(["export", "--site", str(site), "--format", form]) == 0
    return capsys.readouterr().out


def built(site: Path) -> Path:
    """The output folder of a site that was built for an address, without a complaint."""
    result = pipeline.build(site, site / "public", url="https://example.org/papers/")
    assert [str(problem) for problem in result.problems if problem.level > Level.NOTE] == []
    return site / "public"


HIDING = {
    "site.yaml": "title: Some papers\n",
    "topics.yaml": "topics: [{name: Bridges, phrases: [bridge]}]\n",
    "dumps/cyprian-quill.txt": f"""\
Cyprian Quill

LG
h-index7
2papers

2 Papers

13.7LGOct 4, 2023
A Paper That Two Have Written Together

Cyprian Quill, Ben Sample

{LONG}

9.1CLMay 23, 2022
A Paper That One Has Written Alone

Quill Cyprian

{SHORT}
""",
    "data/list.yaml": """\
collection: {title: A list, curator: Cyprian Quill}
source: what C. Quill reads
entries:
  - title: A Paper That Two Have Written Together
    authors: [C. Quill, Ben Sample]
    citations: 12
  - title: An Unspeakable Zanzibar of Many Words
    authors: [Dee Fourth, Ben Sample]
    date: 2024-01-01
    abstract: The bridge of a violin is a marzipan.
""",
    "decisions.yaml": "people: [{spelling: C. Quill, person: Cyprian Quill}]\n",
    "cyprian.svg": "<svg/>",
    "edits/rights.yaml": """\
papers:
  an-unspeakable-zanzibar-of-many-words: {hidden: true}
people:
  cyprian-quill: {hidden: true, bio: Born in Borneo, photo: cyprian.svg}
aliases:
  a-name-of-old: an-unspeakable-zanzibar-of-many-words
""",
}
TRACES = ("quill", "cyprian", "borneo", "h-index", "zanzibar", "marzipan", "dee fourth", "dee-fourth", "a-name-of-old")


def test_a_hidden_person_and_a_hidden_paper_are_in_no_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = write(tmp_path, HIDING)
    public = built(site)
    assert holding(public, *TRACES) == []
    assert holding(public, "Two Have Written") != []
    assert holding(public, "cited 12 times") != []
    assert [word for word in TRACES if word in exported(site, capsys).lower()] == []


def test_without_the_edit_they_are_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = write(tmp_path, HIDING | {"edits/rights.yaml": HIDING["edits/rights.yaml"].replace("true", "false")})
    public = built(site)
    assert [word for word in TRACES if not holding(public, word)] == []
    assert "Zanzibar" in exported(site, capsys)


def test_a_byline_that_lost_a_hidden_person_is_incomplete(tmp_path: Path) -> None:
    site, _ = pipeline.assemble(write(tmp_path, HIDING))
    parsing.parse(tmp_path)
    site, _ = pipeline.assemble(tmp_path)
    bylines = {paper.id: (paper.authors, paper.people, paper.authors_complete) for paper in site.catalog.papers.values()}
    assert bylines == {
        "a-paper-that-one-has-written-alone": ((), (), False),
        "a-paper-that-two-have-written-together": (("Ben Sample",), ("ben-sample",), False),
    }


def test_explain_still_knows_what_is_hidden(tmp_path: Path) -> None:
    parsing.parse(write(tmp_path, HIDING))
    _, catalog, _ = pipeline.load(tmp_path)
    for key in ("cyprian-quill", "an-unspeakable-zanzibar-of-many-words"):
        found = explain.explain(catalog, key)
        assert isinstance(found, explain.Explanation)
        assert "  hidden: it is in no page, list, feed or export" in found.text
        assert "content/edits/rights.yaml:" in found.text


def paper(key: str = "a", **known: object) -> Paper:
    """A paper of one entry."""
    given = {"label": key, "title": key, "sources": (Source(entry=key, dump="list.txt", first=1, last=2),)} | known
    return Paper(id=key, **given)  # type: ignore[arg-type]


def catalog(*papers: Paper, people: tuple[Person, ...] = (), **known: object) -> Catalog:
    """A catalog of these papers and people, and a person for everyone else in a byline."""
    others = {key: Person(id=key, name=name) for one in papers for name, key in one.byline}
    found = others | {person.id: person for person in people}
    return Catalog(papers={one.id: one for one in papers}, people=found, **known)  # type: ignore[arg-type]


ADA = Person(id="ada-example", name="Ada Example", spellings=("A. Example", "Ada Example"), hidden=True)


def test_nothing_of_a_source_that_names_a_hidden_person_is_left() -> None:
    said = paper(
        sources=(
            Source(entry="a", dump="ada_example.txt", first=1, last=2),
            Source(entry="a", dump="profile-7.txt", first=1, last=2),
            Source(entry="a", dump="list.txt", first=8, last=9),
        ),
        origins=(Origin(field="date", place="adaexample.txt:1", rule="x"), Origin(field="doi", place="list.txt:8", rule="x")),
        versions=(
            Version(field="authors", value="Ben Sample, A Éxample", place="list.txt:8"),
            Version(field="date", value="2024", place="profile-7.txt:1"),
            Version(field="authors", value="Ben Sample", place="list.txt:8"),
        ),
        reasons=("profile-7.txt:1 and list.txt:8: same title",),
    )
    ada = replace(ADA, observations=(Observation(dump="profile-7.txt"),))
    left = rights.visible(catalog(said, people=(ada,))).papers["a"]
    assert [one.dump for one in left.sources] == ["list.txt"]
    assert [one.field for one in left.origins] == ["doi"]
    assert [one.value for one in left.versions] == ["Ben Sample"]
    assert left.reasons == ()


@pytest.mark.parametrize(
    ("name", "naming", "other"),
    [
        ("Ada Example", "Ben Sample, Example, Ada", "Ben Sample, Adam Examples"),
        ("Ada Beispiël", r"Ben Sample, Ada Beispi{\"e}l*", "Ben Sample, Ada Beispil"),
        ("李明", "李明, Ben Sample", "黎明, Ben Sample"),
        ("山田 太郎", "山田太郎と", "山本 太郎"),
        ("Наталия Иванова", "Иванова, Наталия", "Наталья Иванова"),
    ],
)
def test_a_hidden_name_is_found_however_it_is_spelled(name: str, naming: str, other: str) -> None:
    said = paper(versions=tuple(Version(field="authors", value=value, place="list.txt:8") for value in (naming, other)))
    hidden = Person(id="x", name=name, spellings=(name,), hidden=True)
    left = rights.visible(catalog(said, people=(hidden,))).papers["a"]
    assert [one.value for one in left.versions] == [other]


def test_a_hidden_persons_name_leaves_its_parts_too() -> None:
    both = (Name(given="Ada", family="Example"), Name(given="Ben", family="Sample"))
    said = paper(authors=("Example, Ada", "Ben Sample"), names=both, people=("ada-example", "ben-sample"))
    assert rights.visible(catalog(said, people=(ADA,))).papers["a"].byline == (("Ben Sample", "ben-sample"),)


@pytest.mark.parametrize("owner", ["ada-example", "Example, Ada", "A. Example"])
def test_the_owner_is_said_by_id_or_by_any_spelling(owner: str) -> None:
    one = paper(authors=("Ada Example",), people=("ada-example",))
    site, _ = assemble(catalog(one, people=(replace(ADA, hidden=False),)), Config(owner=owner), ())
    assert site.config.owner == "ada-example"


def test_a_namesake_who_is_not_hidden_stays() -> None:
    both = (
        paper("a", authors=("Zhiyuan Li",), people=("zhiyuan-li",)),
        paper("b", authors=("Zhiyuan Li",), people=("zhiyuan-li-sydney",)),
    )
    hidden = Person(id="zhiyuan-li-sydney", name="Zhiyuan Li (Sydney)", spellings=("Zhiyuan Li",), hidden=True)
    left = rights.visible(catalog(*both, people=(hidden,)))
    assert [one.authors for one in left.papers.values()] == [("Zhiyuan Li",), ()]
    assert list(left.people) == ["zhiyuan-li"]


def test_who_and_what_was_there_for_a_hidden_paper_alone_goes_with_it() -> None:
    hidden = paper("a", authors=("Ben Sample", "Dee Fourth"), people=("ben-sample", "dee-fourth"), hidden=True)
    shown = paper("b", authors=("Ben Sample",), people=("ben-sample",))
    lists = {key: Collection(id=key, title=key, dump="x", papers=held) for key, held in (("one", ("a",)), ("two", ("a", "b")))}
    left = rights.visible(catalog(hidden, shown, collections=lists, redirects={"old": "a", "new": "b"}))
    assert (list(left.papers), list(left.people), left.redirects) == (["b"], ["ben-sample"], {"new": "b"})
    assert {key: one.papers for key, one in left.collections.items()} == {"two": ("b",)}


def test_a_catalog_with_nothing_to_hide_stays_as_it_is() -> None:
    one = catalog(paper(authors=("Ben Sample",), people=("ben-sample",)))
    assert rights.visible(one) is one


@pytest.mark.parametrize("owner", ["ada-example", "Ada Example", "A. Example"])
def test_a_hidden_owner_is_none_and_is_warned_of(owner: str) -> None:
    one = paper(authors=("Ada Example",), people=("ada-example",))
    site, problems = assemble(catalog(one, people=(ADA,)), Config(owner=owner, email="ada@example.org", photo="ada.png"), ())
    assert (site.config.owner, site.config.email, site.config.photo) == (None, None, None)
    assert [problem.level for problem in problems] == [Level.WARNING]
    assert "is hidden, so the site shows none" in problems[0].message


def test_a_hidden_paper_is_not_selected() -> None:
    both = catalog(paper("a", hidden=True), paper("b"), redirects={"old-a": "a"})
    site, _ = assemble(both, Config(selected=("old-a", "a", "b")), ())
    assert site.config.selected == ("b",)


def test_a_hidden_name_in_the_owners_own_words_is_noted() -> None:
    page = MarkdownPage(slug="about", title="About", body="Thanks to Ada Éxample.", span=Span("content/pages/about.md", 1, 3))
    other = replace(page, slug="news", body="Thanks to Ada.")
    _, problems = assemble(catalog(paper(), people=(ADA,)), Config(), (), (page, other))
    assert [str(problem).splitlines()[0] for problem in problems] == [
        "content/pages/about.md:1: note: Ada Example is hidden, but named here"
    ]


def noindexed(site: Site) -> list[str]:
    return [page.address for page in site.pages if page.noindex]


def test_pages_can_be_kept_from_search_engines() -> None:
    papers = (paper("a", noindex=True), paper("b", authors=("Ada Example",), people=("ada-example",)))
    known = catalog(*papers, people=(replace(ADA, hidden=False, noindex=True),))
    assert noindexed(assemble(known, Config(), ())[0]) == ["papers/a/", "people/ada-example/"]
    assert noindexed(assemble(known, Config(owner="ada-example"), ())[0]) == ["", "papers/a/", "people/ada-example/"]


# Abstracts


def policies(site: str = "full", dump: str = "full") -> dict[str, str]:
    """A site of one dump by hand, each with a word on abstracts."""
    entries = f"entries:\n  - title: A Title of Four Words\n    date: 2024-01-01\n    abstract: {LONG}\n"
    return {"site.yaml": f"abstracts: {site}\n", "data/list.yaml": f"abstracts: {dump}\n{entries}"}


@pytest.mark.parametrize(("site", "dump"), [("none", "full"), ("full", "none"), ("excerpt", "none"), ("none", "excerpt")])
def test_an_abstract_that_is_not_to_be_shown_is_in_no_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], site: str, dump: str
) -> None:
    folder = write(tmp_path, policies(site, dump))
    assert holding(built(folder), "how much of a text", "fair to it", "quokka") == []
    assert not re.search("how much of a text|quokka", exported(folder, capsys))


@pytest.mark.parametrize(("site", "dump"), [("excerpt", "full"), ("full", "excerpt")])
def test_an_excerpt_leaves_the_end_out_of_every_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], site: str, dump: str
) -> None:
    folder = write(tmp_path, policies(site, dump))
    assert holding(built(folder), "quokka", "three hundredth character") == []
    assert {"index.html", "search.json", "feed.xml"} <= set(holding(folder / "public", "how much of a text"))
    out = exported(folder, capsys)
    assert ("quokka" in out, "how much of a text" in out) == (False, True)


def test_a_whole_abstract_is_everywhere(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write(tmp_path, policies())
    assert {"index.html", "search.json", "feed.xml"} <= set(holding(built(folder), "quokka"))
    assert "quokka" in exported(folder, capsys)


def twice(**said: str) -> dict[str, str]:
    """A paper that stands in several files, with a longer abstract in each; `said` is what each file says on abstracts."""
    texts = {
        f"data/{name}.yaml": f"abstracts: {policy}\nentries:\n  - title: A Title of Four Words\n    abstract: {SHORT} {more}\n"
        for (name, policy), more in zip(said.items(), ("One.", "One more.", "One more again."), strict=False)
    }
    return {"site.yaml": "title: X\n"} | texts


@pytest.mark.parametrize(
    ("said", "end", "others"),
    [
        ({"a": "full", "b": "excerpt", "c": "none"}, "evening. One.", []),
        ({"a": "full", "b": "full", "c": "none"}, "evening. One more.", ["evening. One."]),
        ({"a": "excerpt", "b": "none"}, "evening. One.", []),
        ({"a": "none", "b": "full"}, "evening. One more.", []),
        ({"a": "none"}, None, []),
    ],
)
def test_the_source_that_lets_most_be_shown_gives_the_abstract(
    tmp_path: Path, said: dict[str, str], end: str | None, others: list[str]
) -> None:
    (one,) = pipeline.assemble(write(tmp_path, twice(**said)))[0].catalog.papers.values()
    assert one.abstract == (end and SHORT.replace("evening.", end))
    assert [version.value for version in one.versions] == [SHORT.replace("evening.", other) for other in others]


def test_explain_says_why_a_shorter_abstract_won_and_keeps_the_others(tmp_path: Path) -> None:
    _, known, _ = pipeline.load(write(tmp_path, twice(a="excerpt", b="none")))
    found = explain.explain(known, "a-title-of-four-words")
    assert isinstance(found, explain.Explanation)
    assert "the one that may be shown" in found.text
    assert "its source lets of the abstract be shown: excerpt" in found.text
    assert json.dumps(SHORT.replace("evening.", "evening. One more."))[1:-1] in json.dumps(found.data)


def test_an_abstract_given_by_hand_is_the_owners_to_show(tmp_path: Path) -> None:
    edit = {"edits/x.yaml": "papers: {a-title-of-four-words: {abstract: My own words.}}\n"}
    site, _ = pipeline.assemble(write(tmp_path, policies(dump="none") | edit))
    assert site.catalog.papers["a-title-of-four-words"].abstract == "My own words."
    site, _ = pipeline.assemble(write(tmp_path, policies(site="none") | edit))
    assert site.catalog.papers["a-title-of-four-words"].abstract is None


def test_a_paper_without_title_is_called_by_no_more_than_twelve_words(tmp_path: Path) -> None:
    entry = f"abstracts: none\nentries:\n  - abstract: {LONG}\n"
    public = built(write(tmp_path, {"site.yaml": "title: X\n", "data/list.yaml": entry}))
    assert holding(public, "its end", "quokka") == []
    assert "index.html" in holding(public, "We study how much of a text a reader may see before …")


def excerpt(abstract: str) -> str:
    shown = rights.abridged(catalog(paper(abstract=abstract)), "excerpt").papers["a"].abstract
    assert shown is not None
    return shown


def test_an_excerpt_ends_between_words_and_says_that_more_follows() -> None:
    shown = excerpt(LONG)
    assert (shown[-1], LONG.startswith(shown[:-1]), LONG[len(shown) - 1]) == ("…", True, " ")
    assert 250 < len(shown) <= rights.EXCERPT
    assert excerpt(SHORT) == SHORT
    assert len(excerpt("字" * 400)) == rights.EXCERPT


def test_an_excerpt_cuts_no_formula_and_takes_no_price_for_one() -> None:
    words = "word " * 55
    assert excerpt(f"{words}of $a + b + c + d + e + f + g$ and more") == f"{words}of…"
    assert excerpt(rf"{words}of \emph{{some of the best words}} and more") == rf"{words}of…"
    assert len(excerpt(f"It costs $5 here. {words} {words}")) > 290
