"""Entries become papers, people and collections: what joins them, what keeps them apart, who is who, what wins."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from sitegen.merge import entry, merge
from sitegen.merge.evidence import candidates
from sitegen.problems import Level, Span
from sitegen.records import (
    Alias,
    Belonging,
    Citations,
    Decisions,
    Draft,
    Dump,
    Edit,
    Edits,
    Group,
    Listing,
    Metric,
    Name,
    Profile,
    Spelling,
)
from sitegen.store import entry_ids, load_decisions

HERE = Span("content/decisions.yaml", 1, 1)
TITLE = "A Study of Four Good Words"
TEXT = (
    "We study how entries of several pages can be joined when one of them lost its title, and find that words in a row tell"
    " more than single words do, as long as both pages kept most of the text."
)
OTHER = (
    "Quite another matter is discussed in these lines: rivers, bridges and boats, seen from the shore by a person who has never"
    " crossed the water, and who does not mean to begin with that today."
)
WALKS = {
    "Quiet": "Some walkers say nothing on their way through the woods, and we ask in a survey why.",
    "Steep": "On slopes the breath is short. A model of the heart predicts how long each pause on a ledge has to be.",
    "Brief": "Few errands take an hour. From counts at doors and gates the length of each is found without a clock.",
    "Muddy": "Boots that sink are slow. Soils of three valleys are compared by the depth of prints after a week of rain.",
    "Windy": "Hats fly where streets meet. We map gusts with kites and find that corners, not roofs, decide where air is fast.",
}


def dump(name, *drafts, person=None, inferred=False, retrieved=None):
    """A dump of drafts given as dictionaries, with ids and lines."""
    ids = entry_ids((draft.get("title"), draft.get("abstract")) for draft in drafts)
    made = [
        Draft(id=key, span=Span(f"content/dumps/{name}.txt", 10 * at + 1, 10 * at + 4), **draft)
        for at, (key, draft) in enumerate(zip(ids, drafts, strict=True))
    ]
    profile = Profile(name=person, inferred=inferred, metrics=(Metric(name="h-index", value="3", line=2),)) if person else None
    listing = None if person else Listing()
    return Dump(name=name, path=f"{name}.txt", person=profile, listing=listing, retrieved=retrieved, drafts=tuple(made))


def papers(*dumps, **given):
    return list(merge(dumps, **given)[0].papers.values())


def said(*dumps, **given):
    return [str(problem) for problem in merge(dumps, **given)[1]]


def reworded(text, keep):
    """The text with every word after the first `keep` in another order: fewer words in a row are shared."""
    words = text.split()
    rest = words[keep:]
    random.Random(1).shuffle(rest)
    return " ".join(words[:keep] + rest)


def test_a_title_of_four_words_joins():
    found = papers(dump("a", {"title": TITLE}), dump("b", {"title": TITLE.upper(), "abstract": TEXT}))
    assert [len(paper.sources) for paper in found] == [2]
    assert "same title" in found[0].reasons[0]


def test_a_short_title_needs_a_second_sign():
    one, other = {"title": "Feasible Learning", "abstract": TEXT}, {"title": "Feasible learning"}
    assert len(papers(dump("a", one), dump("b", other))) == 2
    assert any("too short" in text for text in said(dump("a", one), dump("b", other)))
    both = {"authors": ("Ada Example",)}
    assert len(papers(dump("a", one | both), dump("b", other | both))) == 1


@pytest.mark.parametrize(
    "clash",
    [
        ({"authors": ("Ada Example",)}, {"authors": ("Ben Sample",)}),
        ({"abstract": TEXT}, {"abstract": OTHER}),
    ],
    ids=["bylines", "abstracts"],
)
def test_a_contradiction_keeps_entries_with_one_title_apart_and_asks(clash):
    one, other = ({"title": TITLE} | more for more in clash)
    found = papers(dump("a", one), dump("b", other))
    assert len({paper.id for paper in found}) == 2
    assert any(
        "look like one paper, but" in text and "decisions.yaml" in text for text in said(dump("a", one), dump("b", other))
    )


def test_a_group_with_a_contradiction_goes_to_review_whole():
    dumps = [
        dump("a", {"title": TITLE, "authors": ("Ada Example",)}),
        dump("b", {"title": TITLE}),
        dump("c", {"title": TITLE, "authors": ("Ben Sample",)}),
    ]
    assert len(papers(*dumps)) == 3


def test_an_abstract_without_title_joins_when_nearly_the_same():
    found = papers(dump("a", {"title": TITLE, "abstract": TEXT}), dump("b", {"abstract": reworded(TEXT, 30)}))
    assert [(paper.title, len(paper.sources)) for paper in found] == [(TITLE, 2)]


def test_a_heavily_reworded_abstract_needs_a_second_sign():
    titled, bare = {"title": TITLE, "abstract": TEXT}, {"abstract": reworded(TEXT, 17)}
    assert len(papers(dump("a", titled), dump("b", bare))) == 2
    assert any("may be the paper" in text for text in said(dump("a", titled), dump("b", bare)))
    sign = {"code_urls": ("https://github.com/x/y",)}
    assert len(papers(dump("a", titled | sign), dump("b", bare | sign))) == 1


def test_an_address_never_joins_alone():
    sign = {"code_urls": ("https://github.com/x/y",)}
    assert len(papers(dump("a", {"title": TITLE, **sign}), dump("b", {"abstract": OTHER, **sign}))) == 2


def test_alike_abstracts_under_two_titles_are_reported_not_joined():
    one, other = dump("a", {"title": TITLE, "abstract": TEXT}), dump("b", {"title": "Another Name for It", "abstract": TEXT})
    assert len(papers(one, other)) == 2
    assert any("titles differ" in text for text in said(one, other))


# What joins too boldly


@pytest.mark.parametrize("line", ["The code of this paper is available at https://example.org/code.", "Open Access"])
def test_a_line_that_many_abstracts_hold_joins_nothing(line):
    titled = [{"title": f"{word} Walks on Large Trees", "abstract": f"{text} {line}"} for word, text in WALKS.items()]
    assert len(papers(dump("a", *titled), dump("b", {"abstract": line}))) == len(titled) + 1


def test_a_long_phrase_of_the_page_joins_nothing():
    titled = [{"title": f"{word} Walks on Large Trees", "abstract": f"{text} {OTHER}"} for word, text in WALKS.items()]
    assert len(papers(dump("a", *titled), dump("b", {"abstract": OTHER}))) == len(titled) + 1


def test_titles_that_differ_are_not_joined_by_what_is_like_both():
    one, other = ({"title": f"{word} Walks on Large Trees", "abstract": f"{WALKS[word]} {TEXT}"} for word in ("Quiet", "Steep"))
    dumps = [dump("a", one), dump("b", other), dump("c", {"abstract": TEXT})]
    assert len(papers(*dumps)) == 3
    assert [text.partition(" look like one paper, but their titles differ")[1] != "" for text in said(*dumps)].count(True) == 1


def test_what_is_sure_stays_joined_where_something_else_is_in_doubt():
    one, other = ({"title": f"{word} Walks on Large Trees", "abstract": f"{WALKS[word]} {TEXT}"} for word in ("Quiet", "Steep"))
    dumps = [dump("a", one), dump("b", other), dump("c", {"abstract": TEXT}), dump("d", one), dump("e", other)]
    assert sorted(len(paper.sources) for paper in papers(*dumps)) == [1, 2, 2]


@pytest.mark.parametrize("title", ["Editorial", "Preface", "Book Review", "Introduction to the Special Issue", "Quiet Walks"])
@pytest.mark.parametrize("more", [{}, {"authors": ("Ada Example",)}], ids=["bare", "by one editor"])
def test_what_is_called_the_same_in_two_years_is_two_papers(title, more):
    dumps = [dump(name, {"title": title, "date": year, **more}) for name, year in (("a", "2021"), ("b", "2022"), ("c", "2024"))]
    assert len(papers(*dumps)) == 3
    assert len(said(*dumps)) == 1


@pytest.mark.parametrize(
    ("change", "count"),
    [
        ({}, 1),
        ({"date": "2024-03-01"}, 1),
        ({"authors": ("A. Example", "B. Sample")}, 1),
        ({"date": "2025"}, 2),
        ({"authors": ("Ada Example",)}, 2),
        ({"abstract": OTHER}, 2),
        ({"abstract": TEXT + " " + OTHER[:90]}, 1),
        ({"doi": "10.1000/183"}, 2),
        ({"title": TITLE + ": A View"}, 2),
    ],
)
def test_two_entries_of_one_list_are_one_paper_where_everything_agrees(change, count):
    one = {"title": TITLE, "abstract": TEXT, "authors": ("Ada Example", "Ben Sample"), "date": "2024-03", "doi": "10.1000/182"}
    assert len(papers(dump("a", one, one | change))) == count


# What joins too timidly


@pytest.mark.parametrize(
    "change",
    [
        {"abstract": OTHER},
        {"date": "2023"},
        {"authors": ("Sample, B.", "Example, A.")},
        {"title": "A Study of Four Good Words: How They Are Told", "abstract": None},
        {"title": "A Studdy of Four Good Words", "abstract": None},
        {"title": r"A \emph{Study} of Four Góod Words.", "authors": ()},
    ],
)
def test_one_paper_on_two_pages_is_one(change):
    one = {"title": TITLE, "abstract": TEXT, "authors": ("Ada Example", "Ben Sample"), "date": "2021"}
    assert len(papers(dump("a", one), dump("b", one | change))) == 1


def test_a_long_title_years_apart_is_for_a_person_to_decide():
    one = {"title": TITLE, "authors": ("Ada Example",), "date": "2012"}
    assert len(papers(dump("a", one), dump("b", one | {"date": "2021"}))) == 2
    assert any("their dates differ (2012, 2021)" in text for text in said(dump("a", one), dump("b", one | {"date": "2021"})))


@pytest.mark.parametrize(
    "text",
    [
        "小川的水声很难模拟。我们提出了一种新的模型，再现其节奏，并表明它与多年的观测一致。",
        "小川の音をまねることは難しい。新しいモデルを示し、長年の観測とよく合うことを確かめた。",
        "작은 시내의 소리는 흉내 내기 어렵다. 새 모형을 내놓고 여러 해의 관측과 잘 맞는다는 것을 보인다. 모형은 빠르다.",
        "เสียงของลำธารเล็กจำลองได้ยาก เราเสนอแบบจำลองใหม่และแสดงว่าสอดคล้องกับการสังเกตหลายปี",
        "Звук ручья трудно повторить. Мы предлагаем новую модель и показываем, что она согласуется с наблюдениями многих лет.",
        "صوت الجدول الصغير يصعب تقليده. نقترح نموذجا جديدا ونبين أنه يتفق مع مشاهدات سنوات كثيرة في بلاد مختلفة.",
    ],
    ids=["zh", "ja", "ko", "th", "ru", "ar"],
)
def test_abstracts_are_compared_in_every_script(text):
    assert len(papers(dump("a", {"title": TITLE, "abstract": text}), dump("b", {"abstract": text}))) == 1


# Notes and decisions


def pasted(text, answer):
    """The decisions that a note offers to paste, the one or the other."""
    same, _, different = (
        text.partition("decide in content/decisions.yaml:\n")[2].replace("    ", "").partition("or, if they differ,\n")
    )
    decisions, problems = load_decisions("content/decisions.yaml", same if answer == "same" else different)
    assert problems == []
    return decisions


@pytest.mark.parametrize(
    "dumps",
    [
        [dump("a", {"title": "Mamba", "abstract": TEXT}), dump("b", {"title": "Mamba", "abstract": OTHER})],
        [dump("a", {"title": TITLE, "abstract": TEXT}), dump("b", {"title": "Another Name", "abstract": TEXT})],
        [dump("a", *[{"title": "Editorial", "date": str(year)} for year in range(2000, 2040)])],
        [
            *(dump(name, {"title": TITLE, "abstract": TEXT, "authors": ("Ada Example",)}) for name in "ab"),
            *(dump(name, {"title": TITLE, "abstract": OTHER, "authors": ("Ben Sample",)}) for name in "cd"),
        ],
        [
            dump("a", {"title": "Mamba", "abstract": TEXT}, {"title": "Mamba", "abstract": OTHER}),
            dump("b", {"title": "Mamba", "abstract": TEXT}),
        ],
        [
            dump(
                "a",
                {"title": "Mamba", "abstract": TEXT},
                *[{"title": "Mamba", "date": str(year)} for year in (2001, 2002, 2003)],
            )
        ],
    ],
    ids=[
        "one id",
        "two ids",
        "forty",
        "two papers of two entries",
        "two ids that three entries share",
        "equal ones beside another",
    ],
)
@pytest.mark.parametrize("answer", ["same", "different"])
def test_what_a_note_offers_to_paste_decides_and_changes_no_other_id(dumps, answer):
    before, problems = merge(dumps)
    assert len(problems) == 1
    after, more = merge(dumps, pasted(str(problems[0]), answer))
    assert more == []
    assert len(after.papers) == (1 if answer == "same" else len(before.papers))
    assert after.papers.keys() <= before.papers.keys()
    assert before.papers.keys() | before.redirects.keys() == after.papers.keys() | after.redirects.keys()


def test_a_decision_about_papers_lasts_when_another_page_has_one_of_them():
    dumps = [
        dump("a", {"title": "Mamba", "abstract": TEXT}, {"title": "Mamba", "abstract": OTHER}),
        dump("b", {"title": "Mamba"}),
    ]
    dumps.append(dump("c", {"title": "Mamba", "abstract": TEXT}))
    decisions = pasted(said(*dumps)[0], "different")
    found, problems = merge([*dumps, dump("d", {"title": "Mamba", "abstract": TEXT})], decisions)
    assert (problems, sorted(len(paper.sources) for paper in found.papers.values())) == ([], [1, 1, 3])


def test_ids_of_papers_with_a_hash_are_accepted():
    dumps = [dump(name, {"title": "Mamba", "abstract": text}) for name, text in (("a", TEXT), ("b", OTHER), ("c", TEXT[::-1]))]
    ids = tuple(merge(dumps)[0].papers)
    assert len(papers(*dumps, decisions=Decisions(same=(Group(ids=ids[:2], span=HERE),)))) == 2
    assert merge(dumps, Decisions(different=(Group(ids=ids, span=HERE),)))[1] == []


@pytest.mark.parametrize("count", [200, 2000])
def test_many_entries_of_one_title_are_one_note_and_little_work(count):
    entries = [entry(draft, "a.txt", None) for draft in dump("a", *[{"title": "Editorial"}] * count).drafts]
    assert len(candidates(entries)) <= 10 * count
    if count == 200:
        assert [text.count("and 194 more") for text in said(dump("a", *[{"title": "Editorial"}] * count))] == [1]


def test_decisions_join_and_part():
    one, other = dump("a", {"title": TITLE, "abstract": TEXT}), dump("b", {"title": "Another Name", "abstract": OTHER})
    ids = ("a-study-of-four-good-words", "another-name")
    assert len(papers(one, other, decisions=Decisions(same=(Group(ids=ids, span=HERE),)))) == 1
    twin = dump("b", {"title": TITLE})
    assert len(papers(one, twin, decisions=Decisions(different=(Group(ids=ids[:1], span=HERE),)))) == 2
    unknown = Decisions(same=(Group(ids=("a-study-of-four-god-words",), span=HERE),))
    assert 'did you mean "a-study-of-four-good-words"?' in "\n".join(said(one, decisions=unknown))


def test_the_order_of_dumps_and_entries_changes_nothing():
    dumps = [
        dump("a", {"title": TITLE, "abstract": TEXT}, {"title": "Another One of These", "abstract": OTHER}),
        dump("b", {"abstract": TEXT}, {"title": TITLE, "authors": ("Ada Example",)}),
        dump("c", {"title": "Another one of these", "authors": ("Ben Sample",)}, person="Ada Example"),
    ]
    first = merge(dumps)
    for seed in range(5):
        random.Random(seed).shuffle(dumps)
        assert merge(dumps) == first


def test_ids_are_of_the_first_eight_words_and_other_ids_redirect():
    catalog, _ = merge([dump("a", {"title": TITLE, "abstract": TEXT}), dump("b", {"abstract": TEXT})])
    assert list(catalog.papers) == ["a-study-of-four-good-words"]
    assert catalog.redirects == {"we-study-how-entries-of-several-pages-can": "a-study-of-four-good-words"}


def test_a_paper_without_title_has_a_label_and_is_reported():
    found = papers(dump("a", {"abstract": TEXT}))
    assert (found[0].title, found[0].label) == (None, "We study how entries of several pages can be joined when one …")
    assert any("no title is known" in text and "title: …" in text for text in said(dump("a", {"abstract": TEXT})))


def test_the_better_value_wins_and_the_other_stays_with_its_source():
    full = {"title": "Norms $\\ell_2$ of Four Words", "authors": ("Ada Example", "Ben Sample")}
    lost = {"title": "Norms $\\ell_2$ of Four Words", "authors": ("Ada Example",), "authors_complete": False, "score": 3.0}
    paper = papers(dump("a", lost | {"abstract": TEXT + " It ends here."}), dump("b", full | {"abstract": TEXT}))[0]
    assert (paper.authors, paper.authors_complete, paper.score) == (("Ada Example", "Ben Sample"), True, 3.0)
    assert paper.abstract.endswith("It ends here.")
    assert {(one.field, one.place) for one in paper.versions} == {("authors", "a.txt:1"), ("abstract", "b.txt:1")}


ARXIV = {
    "venue": "arXiv preprint arXiv:2401.12340",
    "type": "preprint",
    "date": "2023-01-05",
    "doi": "10.48550/arXiv.2401.12340",
}
PRINTED = {"venue": "Journal of Examples", "volume": "12", "pages": "1-9", "date": "2024", "doi": "10.1000/182"}


def sourced(name, *drafts, **fields):
    return replace(dump(name, *({"title": TITLE, "authors": ("Ada Example",)} | draft for draft in drafts)), **fields)


@pytest.mark.parametrize(("first", "second"), [("2025-01-01", None), (None, "2025-01-01"), ("2024", "2025")])
def test_a_published_version_wins_over_a_preprint_and_both_are_kept(first, second):
    dumps = sourced("a", ARXIV, retrieved=first), sourced("b", PRINTED, retrieved=second)
    paper = papers(*dumps)[0]
    assert (paper.venue, paper.type, paper.volume, paper.date, paper.doi) == (
        "Journal of Examples",
        None,
        "12",
        "2024",
        "10.1000/182",
    )
    kept = {one.field: (one.value, one.place) for one in paper.versions}
    assert kept["venue"] == (ARXIV["venue"], "a.txt:1")
    assert kept["type"] == ("preprint", "a.txt:1")
    assert {one.field: one.place for one in paper.origins}["venue"] == "b.txt:1"


def test_a_preprint_gives_what_the_published_version_leaves_open():
    paper = papers(sourced("a", ARXIV), sourced("b", {"venue": "NeurIPS", "date": "2023"}))[0]
    assert (paper.venue, paper.date, paper.doi, paper.type) == ("NeurIPS", "2023-01-05", ARXIV["doi"], None)


def test_nothing_of_one_publication_stands_beside_another():
    journal = PRINTED | {"type": "article", "publisher": "Example & Sons"}
    talk = {
        "venue": "ICML",
        "type": "conference",
        "issue": "3",
        "isbn": "978-3-16-148410-0",
        "note": "Oral",
        "doi": "10.1000/1",
    }
    paper = papers(sourced("a", journal | {"doi": None}), sourced("b", talk))[0]
    assert (paper.venue, paper.volume, paper.publisher) == ("Journal of Examples", "12", "Example & Sons")
    assert (paper.issue, paper.isbn, paper.note, paper.doi) == (None, None, None, None)
    assert {"venue", "type", "issue", "isbn", "note", "doi"} <= {one.field for one in paper.versions}


def test_sources_of_one_publication_complete_each_other():
    one, other = (
        {"venue": "Journal of Examples", "volume": "12"},
        {"venue": "journal of examples", "pages": "1-9", "issue": "3"},
    )
    third = {"type": "article", "publisher": "Example & Sons"}
    paper = papers(*(sourced(name, draft) for name, draft in zip("abc", (one, other, third), strict=True)))[0]
    assert (paper.type, paper.volume, paper.issue, paper.pages, paper.publisher) == (
        "article",
        "12",
        "3",
        "1-9",
        "Example & Sons",
    )


def test_the_newest_count_of_citations_wins_with_its_source_and_day():
    old = sourced("a", {"citations": 9}, retrieved="2023-01-01", source="Example Scholar")
    new = sourced("b", {"citations": 7}, retrieved="2024-05-01", source="Sample Index")
    paper = papers(old, new, sourced("c", {"citations": 99}))[0]
    assert paper.citations == Citations(value=7, source="Sample Index", day="2024-05-01")
    assert sorted(one.value for one in paper.versions if one.field == "citations") == ["9", "99"]
    assert papers(sourced("c", {"citations": 0}))[0].citations == Citations(value=0, source="c.txt")


def test_citations_given_by_hand_have_no_source_and_no_day():
    edit = Edit(id="a-study-of-four-good-words", field="citations", value=3, span=HERE)
    found = papers(sourced("a", {"citations": 9}, retrieved="2024"), edits=Edits(papers=(edit,)))
    assert found[0].citations == Citations(value=3)
    unknown = replace(edit, value=None)
    assert papers(sourced("a", {"citations": 9}), edits=Edits(papers=(unknown,)))[0].citations is None


@pytest.mark.parametrize(
    ("shared", "count"),
    [
        ({"doi": "10.1000/182"}, 1),
        ({"pmid": "31452104"}, 1),
        ({"type": "book", "isbn": "978-3-16-148410-0"}, 1),
        ({"type": "conference", "isbn": "978-3-16-148410-0"}, 2),
        ({"isbn": "978-3-16-148410-0"}, 2),
        ({"volume": "12", "pages": "1-9", "publisher": "Example & Sons"}, 2),
    ],
    ids=["doi", "pmid", "isbn of a book", "isbn of proceedings", "isbn of who knows", "volume and pages"],
)
def test_an_identifier_is_a_second_sign_for_a_short_title_but_the_isbn_of_a_volume_is_none(shared, count):
    one = {"title": "Feasible Learning", **shared}
    assert (
        len(papers(dump("a", one), dump("b", one | {"isbn": shared["isbn"].replace("-", "")} if "isbn" in shared else one)))
        == count
    )


@pytest.mark.parametrize("field", ["type", "volume", "pages", "pmid"])
def test_two_entries_of_one_list_with_different_publications_are_two_papers(field):
    values = {"type": ("article", "conference"), "pmid": ("1", "12")}.get(field, ("1", "12"))
    found = dump("a", *({"title": TITLE, field: value} for value in values))
    assert len(papers(found)) == 2
    assert any(f"with different {field}s" in text for text in said(found))


def test_notes_and_rights_reach_what_they_are_about() -> None:
    named = replace(dump("a", {"title": TITLE, "abstract": TEXT}), abstracts="excerpt", listing=Listing(notes="Read *this*."))
    said = Edit(id="a-study-of-four-good-words", field="hidden", value=True, span=HERE)
    catalog, _ = merge([named], edits=Edits(papers=(said,)))
    assert catalog.collections["a"].notes == "Read *this*."
    assert [(one.abstract_policy, one.hidden, one.noindex) for one in catalog.papers.values()] == [("excerpt", True, False)]


def test_a_hidden_paper_needs_no_title() -> None:
    said = Edit(id="we-study-how-entries-of-several-pages-can", field="hidden", value=True, span=HERE)
    assert merge([dump("a", {"abstract": TEXT})], edits=Edits(papers=(said,)))[1] == []


def test_the_newest_wins_where_nothing_else_tells():
    old = dump("a", {"title": TITLE, "score": 1.0}, retrieved="2024-01-01")
    new = dump("b", {"title": TITLE, "score": 2.0}, retrieved="2025-01-01")
    assert papers(old, new)[0].score == papers(new, old)[0].score == 2.0


@pytest.mark.parametrize(
    ("drafts", "known"),
    [
        (({"code_mark": None}, {"code_mark": None}), None),
        (({"code_mark": False}, {"code_mark": None}), False),
        (({"code_mark": False}, {"code_urls": ("https://github.com/x/y",)}), True),
        (({"code_mark": True}, {"code_mark": False}), True),
    ],
)
def test_code_is_known_to_be_there_known_not_to_be_or_unknown(drafts, known):
    one, other = ({"title": TITLE} | draft for draft in drafts)
    assert papers(dump("a", one), dump("b", other))[0].code_available is known


def test_people_are_joined_by_folded_name_and_bylines_stay_as_printed():
    catalog, _ = merge(
        [
            dump(
                "a",
                {"title": TITLE, "authors": ("JasonD. Lee", "Erwin Schrödinger")},
                {"title": "B C D E", "authors": ("Jason D. Lee", "Erwin Schrodinger")},
            )
        ]
    )
    assert list(catalog.people) == ["erwin-schrodinger", "jason-d-lee"]
    assert catalog.people["jason-d-lee"].name == "Jason D. Lee"
    assert catalog.people["erwin-schrodinger"].name == "Erwin Schrödinger"
    assert {paper.authors[0] for paper in catalog.papers.values()} == {"JasonD. Lee", "Jason D. Lee"}


def test_one_name_in_many_spellings_is_one_person():
    spelled = ["Ada Beispiel", "Beispiel, Ada", "Ada B{e}ispiel*", "Ada Beispiel¹", "Ada {Beispiel}"]
    catalog, _ = merge([dump("a", *({"title": f"{TITLE} {at}", "authors": (name,)} for at, name in enumerate(spelled)))])
    assert {key: (one.name, one.spellings) for key, one in catalog.people.items()} == {
        "ada-beispiel": ("Ada Beispiel", ("Ada Beispiel",))
    }
    assert {paper.byline for paper in catalog.papers.values()} == {(("Ada Beispiel", "ada-beispiel"),)}


def test_a_family_name_that_one_record_says_is_the_persons_everywhere():
    said = dump(
        "a", {"title": TITLE, "authors": ("Muestra Prueba, Ana",)}, {"title": "B C D E", "authors": ("Ana Muestra Prueba",)}
    )
    catalog, _ = merge([said])
    assert {paper.names for paper in catalog.papers.values()} == {(Name(given="Ana", family="Muestra Prueba"),)}
    assert catalog.people["ana-muestra-prueba"].family == "Muestra Prueba"


def test_a_family_name_given_by_hand_wins():
    edit = Edit(id="ana-muestra-prueba", field="family", value="Muestra Prueba", span=HERE)
    catalog, _ = merge([dump("a", {"title": TITLE, "authors": ("Prueba, Ana Muestra",)})], edits=Edits(people=(edit,)))
    assert catalog.papers["a-study-of-four-good-words"].names == (Name(given="Ana", family="Muestra Prueba"),)


def test_names_of_one_sound_are_different_people_and_the_older_one_keeps_the_id():
    older = dump("b", {"title": TITLE, "authors": ("黎明",), "date": "2020"}, {"title": "B C D E", "authors": ("黎 明",)})
    newer = dump("a", {"title": "C D E F", "authors": ("李明",), "date": "2024"}, {"title": "D E F G", "authors": ("Liming",)})
    (alone,) = merge([older])[0].people
    people = merge([older, replace(newer, drafts=newer.drafts[:1])])[0].people
    assert alone == "liming"
    assert {one.spellings: key[:7] for key, one in people.items()} == {("黎 明", "黎明"): "liming", ("李明",): "liming-"}
    assert merge([older, newer])[0].people["liming"].name == "Liming"


def test_a_decision_names_a_person_of_any_script_by_name_or_id():
    listed = dump("a", {"title": TITLE, "authors": ("李明",)}, {"title": "B C D E", "authors": ("黎明",)})
    (other,) = merge([listed])[0].people.keys() - {"liming"}
    for person in ("黎明", other):
        said = Decisions(people=(Spelling(spelling="Li Ming", person=person, span=HERE),))
        more = dump("b", {"title": "C D E F", "authors": ("Li Ming",)})
        assert merge([listed, more], said)[0].papers["c-d-e-f"].people == (other,)


def test_namesakes_are_one_note_a_group_with_lines_that_decide():
    lines = "if they are, add to content/decisions.yaml:\npeople:"
    called = ["Ada Sample", "Ada B. Sample", "Ada C. Sample", "Ben Probe", "李明", "黎明", "Иван Пример", "Ivan Primer"]
    listed = dump("a", *({"title": f"{TITLE} {at}", "authors": (name,)} for at, name in enumerate(called)))
    _, problems = merge([listed])
    assert [(one.message, one.hint) for one in problems if "may be" in one.message] == [
        (
            "Ada B. Sample, Ada C. Sample and Ada Sample may be one person",
            lines + "\n- {spelling: Ada C. Sample, person: Ada B. Sample}\n- {spelling: Ada Sample, person: Ada B. Sample}",
        ),
        (
            "Ivan Primer and Иван Пример may be one person",
            lines + "\n- {spelling: Иван Пример, person: Ivan Primer}",
        ),
    ]


def test_the_profiles_person_gets_every_paper_and_enters_no_byline():
    catalog, _ = merge(
        [dump("a", {"title": TITLE, "authors": ("Ben Sample",), "authors_complete": False}, person="Ada Example")]
    )
    paper = catalog.papers["a-study-of-four-good-words"]
    assert (paper.people, paper.listed, paper.authors) == (("ben-sample", "ada-example"), ("ada-example",), ("Ben Sample",))
    assert catalog.people["ada-example"].observations[0].metrics[0].value == "3"


def test_a_reversed_name_is_the_profiles_person_in_that_dump_only():
    mine = dump("a", {"title": TITLE, "authors": ("Li Zhiyuan",)}, person="Zhiyuan Li")
    elsewhere = dump("b", {"title": "Another One of These", "authors": ("Li Zhiyuan",)})
    catalog, _ = merge([mine, elsewhere])
    assert catalog.papers["a-study-of-four-good-words"].people == ("zhiyuan-li",)
    assert catalog.papers["another-one-of-these"].people == ("li-zhiyuan",)


def test_decisions_say_who_is_who():
    mine = dump("a", {"title": TITLE, "authors": ("Z. Li",)}, {"title": "Another One of These", "authors": ("Zhiyuan Li",)})
    decisions = Decisions(
        people=(Spelling(spelling="Z. Li", person="Zhiyuan Li", span=HERE),),
        belongs=(Belonging(name="Zhiyuan Li", person="Zhiyuan Li (Sydney)", papers=("another-one-of-these",), span=HERE),),
    )
    catalog, _ = merge([mine], decisions)
    assert catalog.papers["a-study-of-four-good-words"].people == ("zhiyuan-li",)
    assert catalog.papers["another-one-of-these"].people == ("zhiyuan-li-sydney",)
    assert catalog.people["zhiyuan-li-sydney"].name == "Zhiyuan Li (Sydney)"


def test_a_namesakes_paper_leaves_the_profile_too():
    mine = dump("a", {"title": TITLE, "authors": ("Ben Sample",)}, person="Zhiyuan Li")
    said = Belonging(name="Zhiyuan Li", person="Zhiyuan Li (Sydney)", papers=("a-study-of-four-good-words",), span=HERE)
    catalog, _ = merge([mine], Decisions(belongs=(said,)))
    assert catalog.papers["a-study-of-four-good-words"].people == ("ben-sample", "zhiyuan-li-sydney")


def test_edits_win_field_by_field_and_never_change_an_id():
    edit = Edit(
        id="we-study-how-entries-of-several-pages-can",
        field="title",
        value="Its Real Title",
        span=Span("content/edits/x.yaml", 3),
    )
    catalog, _ = merge([dump("a", {"abstract": TEXT})], edits=Edits(papers=(edit,)))
    paper = catalog.papers["we-study-how-entries-of-several-pages-can"]
    assert (paper.title, paper.label, paper.abstract) == ("Its Real Title", "Its Real Title", TEXT)
    assert [origin.place for origin in paper.origins if origin.field == "title"] == ["content/edits/x.yaml:3"]


def test_an_edit_of_nothing_is_a_warning_with_the_nearest_id():
    edit = Edit(id="a-study-of-for-good-words", field="venue", value="X", span=Span("content/edits/x.yaml", 3))
    _, problems = merge([dump("a", {"title": TITLE})], edits=Edits(papers=(edit,)))
    warned = [str(problem) for problem in problems if problem.level is Level.WARNING]
    assert [text.splitlines() for text in warned] == [
        [
            'content/edits/x.yaml:3: warning: nothing has the id "a-study-of-for-good-words"',
            '    did you mean "a-study-of-four-good-words"?',
        ]
    ]


def test_aliases_of_long_ago_redirect():
    alias = Alias(id="an-old-id", paper="a-study-of-four-good-words", span=HERE)
    catalog, _ = merge([dump("a", {"title": TITLE})], edits=Edits(aliases=(alias,)))
    assert catalog.redirects == {"an-old-id": "a-study-of-four-good-words"}


def test_a_dump_without_person_is_a_collection_in_its_own_order():
    catalog, _ = merge([dump("daily-papers", {"title": "Zebras and Other Striped Animals"}, {"title": TITLE})])
    assert catalog.collections["daily-papers"].title == "Daily papers"
    assert catalog.collections["daily-papers"].papers == ("zebras-and-other-striped-animals", "a-study-of-four-good-words")
    assert catalog.papers["a-study-of-four-good-words"].collections == ("daily-papers",)


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("001_da8dcd8ceff20811", "Zebras and Other Striped Animals + 1"),
        ("550e8400-e29b-41d4-a716-446655440000", "Zebras and Other Striped Animals + 1"),
        ("similar_papers-da8dcd8ceff20811", "Similar papers"),
        ("deadbeef", "Deadbeef"),
        ("2024", "2024"),
        ("decade-2020", "Decade 2020"),
    ],
)
def test_a_list_is_not_called_by_a_hash(name: str, title: str):
    entries = ({"title": "Zebras and Other Striped Animals"}, {"title": TITLE})
    (collection,) = merge([dump(name, *entries)])[0].collections.values()
    assert collection.title == title


def test_a_list_whose_file_is_named_by_a_hash_is_called_by_its_curator_and_day():
    listed = replace(dump("002_316e2cc418ca8036", {"title": TITLE}), listing=Listing(curator="AK", day="Mar 11"))
    (collection,) = merge([listed])[0].collections.values()
    assert (collection.id, collection.title) == ("002-316e2cc418ca8036", "AK, Mar 11")


def test_the_same_dump_twice_gives_every_paper_once_and_two_observations():
    one, two = (
        dump(name, {"title": TITLE, "abstract": TEXT}, person="Ada Example", retrieved=day)
        for name, day in (("a", "2024-01-01"), ("b", "2025-01-01"))
    )
    catalog, _ = merge([one, two])
    assert len(catalog.papers) == 1
    assert [seen.retrieved for seen in catalog.people["ada-example"].observations] == ["2025-01-01", "2024-01-01"]


def test_different_papers_that_share_eight_words_have_different_ids():
    long = "One two three four five six seven eight"
    catalog, _ = merge(
        [dump("a", {"title": long + " nine", "abstract": TEXT}), dump("b", {"title": long + " ten", "abstract": OTHER})]
    )
    assert len(catalog.papers) == 2
    assert all(key.startswith("one-two-three-four-five-six-seven-eight") for key in catalog.papers)


def test_a_person_to_whom_a_decision_gives_a_paper_of_anothers_page_is_there():
    own = dump("own", {"title": TITLE, "authors": ("Ben Sample",)}, person="Ada Example")
    paper = papers(own)[0].id
    given = Belonging(name="Ada Example", person="Ada Example (Sydney)", papers=(paper,), span=HERE)
    catalog, problems = merge([own], Decisions(belongs=(given,)))
    assert catalog.papers[paper].people == ("ben-sample", "ada-example-sydney")
    assert catalog.people["ada-example-sydney"].name == "Ada Example (Sydney)"
    assert problems == []


# Ids stay unique


EQUAL = {"title": "Editorial"}


@pytest.mark.parametrize("count", [2, 3, 5])
@pytest.mark.parametrize(
    "entry", [EQUAL, {"abstract": "File"}, {"title": "File", "abstract": "Open Access"}], ids=["title", "abstract", "both"]
)
def test_equal_entries_that_nothing_joins_are_papers_of_their_own(entry, count):
    catalog, _ = merge([dump("list", *[entry] * count)])
    assert len(catalog.papers) == count
    assert set(catalog.collections["list"].papers) == catalog.papers.keys()
    assert sorted(one.first for paper in catalog.papers.values() for one in paper.sources) == [
        10 * at + 1 for at in range(count)
    ]


def test_equal_titles_of_other_years_have_ids_that_no_order_changes():
    dates = [{"title": "Editorial", "date": str(year)} for year in (2021, 2022, 2023)]
    ids = {paper.date: paper.id for paper in papers(dump("list", *dates))}
    assert len(set(ids.values())) == 3
    assert {paper.date: paper.id for paper in papers(dump("list", *reversed(dates)))} == ids
    newer = {"title": "Editorial", "date": "2024", "authors": ("Ada Example",)}
    more = papers(dump("list", newer, *dates), dump("other", {"title": TITLE}))
    assert {paper.date: paper.id for paper in more if paper.date and paper.date < "2024"} == ids


def test_a_number_behind_an_id_takes_no_id_that_an_entry_has():
    made = [paper.id for paper in papers(dump("list", *[EQUAL] * 3))]
    taken = [replace(draft, id=key) for draft, key in zip(dump("hand", *[EQUAL] * 2).drafts, made[1:], strict=True)]
    found = papers(dump("list", *[EQUAL] * 3), replace(dump("hand"), drafts=tuple(taken)))
    assert len({paper.id for paper in found}) == len(found) == 5


@settings(max_examples=60)
@given(
    st.lists(
        st.lists(
            st.fixed_dictionaries(
                {"title": st.sampled_from([None, "Editorial", "File", TITLE, TITLE + " Two"])},
                optional={
                    "abstract": st.sampled_from(["Open Access", "File", TEXT, OTHER]),
                    "date": st.sampled_from(["2021", "2022"]),
                    "authors": st.sampled_from([("Ada Example",), ("Ben Sample",)]),
                },
            ).filter(lambda entry: entry["title"] or entry.get("abstract")),
            min_size=1,
            max_size=8,
        ),
        min_size=1,
        max_size=3,
    ),
    st.randoms(use_true_random=False),
)
def test_every_entry_is_in_one_paper_and_every_paper_has_its_own_id(lists, chance):
    dumps = [dump(f"list {at}", *entries) for at, entries in enumerate(lists)]
    catalog, _ = merge(dumps)
    homes = [(one.dump, one.first) for paper in catalog.papers.values() for one in paper.sources]
    assert sorted(homes) == sorted((one.path, draft.span.first) for one in dumps for draft in one.drafts)
    assert all(key == paper.id for key, paper in catalog.papers.items())
    for one in dumps:
        held = {paper.id for paper in catalog.papers.values() for source in paper.sources if source.dump == one.path}
        assert set(catalog.collections[f"list-{one.name[-1]}"].papers) == held
    chance.shuffle(dumps)
    mixed = [replace(one, drafts=tuple(chance.sample(one.drafts, len(one.drafts)))) for one in dumps]
    assert merge(mixed)[0].papers == catalog.papers
