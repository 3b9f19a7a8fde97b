"""What stands between, above and below the papers of a page: furniture, wrapped lines, structured abstracts, dates; and pages
that are no list of papers."""

import re

import pytest

from sitegen.problems import Level
from tests.dump_facts import read

# Three papers as (title, byline, abstract, score line).
PAPERS = (
    (
        "Warm Starts for Slow Networks",
        "Ada Example, Ben Sample",
        "We train slow networks from warm starts. They reach the same loss in half of the steps on two benchmarks.",
        "12.5CLOct 4, 2022",
    ),
    (
        "Counting Birds with Cheap Microphones",
        "Cy Probe, Di Specimen",
        "Birds are hard to count at night. We propose a method that needs one microphone, and it counts as well as a person.",
        "20.1SDMay 5, 2021",
    ),
    (
        "Rivers That Change Their Course",
        "Ed Trial, Fay Mock",
        "Maps of rivers age quickly. We show how to date a map by its rivers, and we evaluate this on maps of two centuries.",
        "31.0GNJun 6, 2020",
    ),
)
TITLES = [title for title, *_ in PAPERS]
DATES = ["2022-10-04", "2021-05-05", "2020-06-06"]
LISTING = "{title}\n{abstract}"
BYLINES = "{title}\n{byline}\n{abstract}"
PROFILE = "{score}\n{title}\n{byline}\n{abstract}"


def page(entry, *, between="\n", papers=PAPERS):
    """The papers, each laid out as `entry` says; `{n}` is its number."""
    names = ("title", "byline", "abstract", "score")
    entries = (entry.format(n=n, **dict(zip(names, paper, strict=True))) for n, paper in enumerate(papers, 1))
    return between.join(entries) + "\n"


def titles(reading):
    return [draft.title for draft in reading.drafts]


def abstracts(reading):
    return [draft.abstract for draft in reading.drafts]


ABSTRACTS = [abstract for _, _, abstract, _ in PAPERS]


def whole(reading):
    """Whether just the three papers came out, with all that they have, and every line is accounted for."""
    assert reading.used + sum(reading.noise.values()) + len(reading.unclaimed) == reading.lines
    return titles(reading) == TITLES and abstracts(reading) == ABSTRACTS


# Buttons and labels that a page shows with each paper: what it says, and how many of its lines there are.
RECURRING = ("Cite\nShare", "PDF\nCode\nCite", "pdf bib abs", "Submitted by\nhandle", "Open Access\nFile", "Zitieren", "引用")


@pytest.mark.parametrize("layout", [LISTING, BYLINES, PROFILE], ids=["listing", "bylines", "profile"])
@pytest.mark.parametrize("furniture", RECURRING)
@pytest.mark.parametrize("above", [True, False], ids=["above", "below"])
def test_what_recurs_with_each_paper_is_noise_by_its_text(layout, furniture, above):
    entry = f"{furniture}\n{layout}" if above else f"{layout}\n{furniture}"
    reading, problems = read(page(entry))
    assert whole(reading)
    assert [reading.noise[line] for line in furniture.split("\n")] == [3] * len(furniture.split("\n"))
    assert not [problem for problem in problems if problem.level >= Level.WARNING]


FOOTERS = (
    "Previous\n1\n2\n3\nNext",
    "About\nHelp\nPrivacy policy",
    "We use cookies to improve your experience. By going on you agree to our cookie policy.\nAccept all\nReject",
    "Help\nThis site uses functional cookies that are needed. See our policy.",
    "© 2024 Example Society. All rights reserved.",
    "Sign in | Register | Contact us",
    "Load more",
)


@pytest.mark.parametrize("layout", [LISTING, PROFILE], ids=["listing", "profile"])
@pytest.mark.parametrize("footer", FOOTERS)
def test_what_stands_once_beside_the_papers_is_reported_and_no_paper(layout, footer):
    reading, problems = read(page(layout) + footer)
    assert whole(reading)
    said = [problem.span.first for problem in problems if problem.message.startswith("not understood")]
    assert said == list(reading.unclaimed)
    assert len(said) == len(footer.split("\n"))


MENUS = ("Home\nPapers\nPeople\nContact", "Skip to main content\nSearch\nLog in", "Filter\nSort by: newest\nShow all")


@pytest.mark.parametrize("menu", MENUS)
def test_a_menu_above_the_papers_is_reported_and_no_paper(menu):
    reading, _ = read(f"{menu}\n{page(LISTING)}")
    assert titles(reading)[-3:] == TITLES
    assert whole(reading)


PARAGRAPHS = {
    "labels": "Background: Rare events are rare.\nMethods: We add a model.\nResults: It agrees.\nConclusions: Use it.",
    "capitals": "OBJECTIVE: To count birds.\nDESIGN AND SETTING: One field.\nMAIN OUTCOME MEASURES: Birds.\nCONCLUSION: Many.",
    "dashes": "Aims — We look at rivers.\nMaterials and methods — Two maps.\nFindings — They differ.",
    "bullets": "We find three things in this study.\n• Birds sing.\n• Rivers bend.\n• Networks learn.",
    "numbers": "We show three things, and we prove one.\n(1) Birds sing at night.\n(2) Rivers bend in spring.",
}


@pytest.mark.parametrize("paragraphs", PARAGRAPHS.values(), ids=PARAGRAPHS)
@pytest.mark.parametrize("layout", [LISTING, BYLINES, PROFILE], ids=["listing", "bylines", "profile"])
def test_paragraphs_of_an_abstract_belong_to_it(layout, paragraphs):
    papers = (PAPERS[0], (*PAPERS[1][:2], paragraphs, PAPERS[1][3]), PAPERS[2])
    reading, problems = read(page(layout, papers=papers))
    assert titles(reading) == TITLES
    assert abstracts(reading)[1] == " ".join(paragraphs.split("\n"))
    assert not [problem for problem in problems if problem.level >= Level.WARNING]


def test_a_title_that_begins_like_a_paragraph_stays_a_title():
    papers = (PAPERS[0], ("Introduction: Birds and Their Microphones", *PAPERS[1][1:]), PAPERS[2])
    reading, _ = read(page(LISTING, papers=papers))
    assert titles(reading)[1] == "Introduction: Birds and Their Microphones"


WRAPPED = (
    "Warm Starts for\nSlow Networks",
    "Warm Starts\nfor Slow Networks",
    "Warm Starts:\nSlow Networks and Their Friends",
    "Warm Starts, Slow Networks and\ntheir Friends",
    "Birds, Rivers, and\nNetworks of\nAll Kinds",
)


@pytest.mark.parametrize("layout", [LISTING, BYLINES, PROFILE], ids=["listing", "bylines", "profile"])
@pytest.mark.parametrize("title", WRAPPED)
def test_a_title_on_several_lines_is_one(layout, title):
    reading, _ = read(page(layout, papers=((title, *PAPERS[0][1:]), *PAPERS[1:])))
    assert titles(reading) == [title.replace("\n", " "), *TITLES[1:]]
    assert abstracts(reading) == ABSTRACTS


STACKED = ("{title}\n{names}\n{abstract}", "{score}\n{title}\n{names}\n{abstract}")


@pytest.mark.parametrize("layout", STACKED, ids=["bylines", "profile"])
def test_a_line_for_each_author_is_one_byline(layout):
    entries = [
        layout.format(title=title, names=names.replace(", ", "\n"), abstract=abstract, score=score)
        for title, names, abstract, score in PAPERS
    ]
    reading, _ = read("\n".join(entries))
    assert [draft.authors for draft in reading.drafts] == [tuple(names.split(", ")) for _, names, _, _ in PAPERS]
    assert titles(reading) == TITLES


@pytest.mark.parametrize("mark", ["**", "__", "*"])
def test_emphasis_around_a_title_goes(mark):
    reading, _ = read(page(f"{mark}{{title}}{mark}\n{{byline}}\n{{abstract}}"))
    assert whole(reading)


@pytest.mark.parametrize("more", ["et al.", "and 12 others", "…", "+ 3 authors"])
@pytest.mark.parametrize("layout", ["{title}\n{byline}", "{score}\n{title}{byline}"], ids=["bylines", "glued"])
def test_what_says_that_there_are_more_authors_may_stand_on_a_line_of_its_own(layout, more):
    reading, problems = read(page(f"{layout}\n{more}\n{{abstract}}"))
    assert [(draft.authors, draft.authors_complete) for draft in reading.drafts] == [
        (tuple(names.split(", ")), False) for _, names, _, _ in PAPERS
    ]
    assert reading.unclaimed == ()
    assert not [problem for problem in problems if problem.level >= Level.WARNING]


ENDS = ("… more", "… Read more", "... [more]", "…more", "… Show more", "…", "▽ More")


@pytest.mark.parametrize("end", ENDS)
def test_an_abstract_that_the_page_cuts_keeps_its_mark_and_is_said_to_be_cut(end):
    reading, problems = read(page(f"{{title}}\n{{byline}}\n{{abstract}}{end}"))
    assert titles(reading) == TITLES
    assert abstracts(reading) == [f"{abstract}…" for abstract in ABSTRACTS]
    assert [problem.span.first for problem in problems if "is cut" in problem.message] == [1, 4, 7]


def test_a_title_that_the_page_cuts_is_said_to_be_cut():
    reading, problems = read(page("{title} for …\n{byline}\n{abstract}"))
    assert titles(reading) == [f"{title} for …" for title in TITLES]
    assert [problem.span.first for problem in problems if "the title of" in problem.message] == [1, 4, 7]


@pytest.mark.parametrize("end", [" △ Less", " Show less"])
def test_the_button_behind_a_whole_abstract_goes(end):
    reading, problems = read(page(f"{{title}}\n{{byline}}\n{{abstract}}{end}"))
    assert whole(reading)
    assert not [problem for problem in problems if "is cut" in problem.message]


@pytest.mark.parametrize("mark", ["{n}. ", "[{n}] ", "({n}) ", "{n}) ", "• ", "- ", "– ", "* ", "## ", "### {n}. "])
@pytest.mark.parametrize("layout", [LISTING, BYLINES], ids=["listing", "bylines"])
def test_bullets_and_numbers_before_titles_go(layout, mark):
    reading, _ = read(page(mark + layout))
    assert whole(reading)


def test_a_number_that_a_title_begins_with_stays():
    papers = (("3. Liga: Football Without Stars", *PAPERS[0][1:]), *PAPERS[1:])
    reading, _ = read(page(LISTING, papers=papers))
    assert titles(reading)[0] == "3. Liga: Football Without Stars"


PLACES = {
    "above the title": "{score}\n{title}\n{byline}\n{abstract}",
    "below the title": "{title}\n{score}\n{byline}\n{abstract}",
    "below the byline": "{title}\n{byline}\n{score}\n{abstract}",
    "below the abstract": "{title}\n{byline}\n{abstract}\n{score}",
}
LINES = {
    "score lines": str,
    "days": lambda score: re.sub(r"^[\d.]+[A-Z]{2}", "", score),
    "ISO days": lambda score: DATES[[paper[3] for paper in PAPERS].index(score)],
}


@pytest.mark.parametrize("layout", PLACES.values(), ids=PLACES)
@pytest.mark.parametrize("line", LINES.values(), ids=LINES)
@pytest.mark.parametrize("between", ["\n", "\n\n"], ids=["", "blank lines"])
def test_dates_belong_to_their_papers_wherever_they_stand(layout, line, between):
    papers = [(*paper[:3], line(paper[3])) for paper in PAPERS]
    reading, _ = read(page(layout, papers=papers, between=between))
    assert whole(reading)
    assert [draft.date for draft in reading.drafts] == DATES


@pytest.mark.parametrize("layout", PLACES.values(), ids=PLACES)
def test_dates_of_a_long_page_belong_to_their_papers(layout):
    papers = [(f"{title} {n}", *rest) for n in range(30) for title, *rest in PAPERS]
    reading, problems = read(page(layout, papers=papers))
    assert [(draft.title, draft.date) for draft in reading.drafts] == [
        (title, DATES[at % 3]) for at, (title, *_) in enumerate(papers)
    ]
    assert not [problem for problem in problems if problem.level >= Level.WARNING]


def test_dates_that_may_belong_to_either_neighbour_are_nobodys():
    lines = page("{title}\n{byline}\n{abstract}\n{score}").strip().split("\n")[:-1]
    reading, problems = read("\n".join(lines))
    assert titles(reading) == TITLES
    assert [(draft.date, draft.score, draft.category) for draft in reading.drafts] == [(None, None, None)] * 3
    assert [problem.level for problem in problems if "cannot be told" in problem.message] == [Level.WARNING]


LABELLED = "Title: {title}\nAuthors: {byline}\nAbstract: {abstract}\n"


def test_labelled_lines_are_what_they_say():
    reading, _ = read(page(LABELLED))
    assert whole(reading)
    assert [draft.authors for draft in reading.drafts] == [tuple(names.split(", ")) for _, names, _, _ in PAPERS]


REFERENCES = (
    "Example, A., & Sample, B. (2019). Warm starts for slow networks. Journal of Examples, 12(3), 45–67.",
    "[1] A. Example, B. Sample. “Warm Starts for Slow Networks.” In Proc. of the Example Conference, 2019, pp. 1–9.",
    "Example A, Sample B. Warm starts for slow networks. J Exampl. 2019;12(3):45-67. doi: 10.1234/je.2019.12",
    "Ada Example and Ben Sample. 2019. Warm Starts for Slow Networks. Proceedings of the Example Conference, 1–9.",
)
NOTHING = "nothing in this dump reads like a list of papers"
FOREIGN = {
    "JSON": ('[\n  {\n    "name": "Warm Starts",\n    "size": "Ada Example"\n  }\n]\n', "JSON"),
    "Scholar": (
        "Get my own profile\nAda Example\nCited by\nYear\n"
        + "Warm Starts for Slow Networks\nA Example, B Sample\nJournal of Examples 12, 45-67\n12\t2019\nRelated articles\n" * 4,
        "a page of Google Scholar",
    ),
    "Scholar alone": ("Warm Starts for Slow Networks\nA Example\nJ of Examples\n12\t2019\n" * 3, "a page of Google Scholar"),
    "a program": ("@cache(size=3)\ndef one(two):\n    return two\n", NOTHING),
    "notes": (
        "milk, eggs\ncall Ben about the boat\nbread\n\npay the rent\n",
        "nothing in this dump reads like a list of papers",
    ),
    "prose": (
        "# How to bake bread\n\nMix the flour with the water. Let it rest.\n\n## What you need\n\nAn oven that gets hot.\n",
        NOTHING,
    ),
}


@pytest.mark.parametrize(("text", "name"), FOREIGN.values(), ids=FOREIGN)
def test_what_is_no_list_of_papers_that_can_be_read_is_refused_and_named(text, name):
    reading, problems = read(text)
    assert (reading.format, reading.drafts, len(reading.unclaimed)) == (None, (), reading.lines)
    assert [name in problem.message for problem in problems] == [True]


@pytest.mark.parametrize("reference", REFERENCES)
@pytest.mark.parametrize("many", [2, 3, 20])
def test_a_list_of_references_is_read_whatever_its_style(reference, many):
    reading, _ = read("\n".join([reference.replace("Warm", f"Warm{n}") for n in range(many)]))
    assert [(draft.title or "").lower() for draft in reading.drafts] == [
        f"warm{n} starts for slow networks" for n in range(many)
    ]
    assert {(draft.date, len(draft.authors)) for draft in reading.drafts} == {("2019", 2)}


def test_a_citation_to_copy_among_the_papers_is_reported_and_hides_none():
    reading, _ = read(page(PROFILE) + "@article{a,\n")
    assert whole(reading)
    assert len(reading.unclaimed) == 1


def test_references_below_the_papers_are_reported_and_in_no_paper():
    reading, _ = read(page(PROFILE) + "\n".join(REFERENCES))
    assert whole(reading)
    assert len(reading.unclaimed) == len(REFERENCES)


CHINESE = (
    "小河水声的模拟方法\n小河的水声很难模拟。我们提出了一种新的模型，再现其节奏，并与多年的观测一致。",
    "鸟类计数综述\n夜间的鸟类很难计数。本文回顾了所有的方法。最后讨论了面临的挑战。",
)
GERMAN = (
    "Warme Starts für langsame Netze\nLangsame Netze lernen langsam. Diese Arbeit zeigt, wie man sie warm startet.",
    "Vögel zählen mit billigen Mikrofonen\nVögel sind nachts schwer zu zählen. Vorgestellt wird ein neues Verfahren dafür.",
)


@pytest.mark.parametrize("entries", [CHINESE, GERMAN], ids=["Chinese", "German"])
def test_lists_in_other_languages_are_read(entries):
    reading, _ = read("\n".join(entries))
    assert titles(reading) == [entry.split("\n")[0] for entry in entries]


def test_an_address_is_never_cut():
    link = "https://doi.org/10.1234/x.2019.Warm"
    papers = ((*PAPERS[0][:2], f"{PAPERS[0][2]} See {link}", PAPERS[0][3]), *PAPERS[1:])
    reading, _ = read(page(PROFILE, papers=papers))
    assert titles(reading) == TITLES
    assert reading.drafts[0].links == (link,)


KEYED = """
2023
[c2]
Ada Example, Ben Sample:
Warm Starts for Slow Networks: A Second Look. NeurIPS 2023
[c1]
Ada Example, Cy Probe:
How Warm is a Start? A Study of Slow Networks. ExBox@ACL 2021: 12-19
2020
[j1]
Cy Probe, Ada Example:
Emergent warmth in networks that were trained slowly. Proc. Exampl. Acad. 17(4): 346-354 (2020)
[b1]
Ben Sample, Cy Probe:
Warm Starts at Any Time of the Year. ICLR 2020
"""


def test_keys_say_the_kind_and_a_title_ends_before_its_venue():
    reading, _ = read(KEYED)
    assert [(draft.title, draft.authors[0], draft.venue, draft.type) for draft in reading.drafts] == [
        ("Warm Starts for Slow Networks: A Second Look", "Ada Example", "NeurIPS", "conference"),
        ("How Warm is a Start? A Study of Slow Networks", "Ada Example", "ExBox@ACL", "conference"),
        ("Emergent warmth in networks that were trained slowly", "Cy Probe", "Proc. Exampl. Acad.", "article"),
        ("Warm Starts at Any Time of the Year", "Ben Sample", "ICLR", None),
    ]
