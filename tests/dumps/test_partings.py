"""Lines that hold several parts of an entry, and wrapped lines that are two."""

import pytest

from sitegen import dumps
from sitegen.dumps import cells, partings
from sitegen.dumps.source import Line
from sitegen.records import Draft

PAPERS = [
    ("Warm Starts for Slow Networks", "Ada Example, Ben Sample", "NeurIPS 2023"),
    ("A Study of Cold Ends - and What They Cost", "Cy Probe and Ada Example", "ICML 2022"),
    ("Learning to Wait: Patience as a Prior", "Dana Mock, Eli Trial", "ACL 2021"),
    ("Graphs That Grow While We Look at Them", "Ben Sample, Dana Mock, Fay Proof", "ICLR 2020"),
    ("How Long Is a Short Proof?", "Gus Draft and Cy Probe", "KDD 2019"),
    ("Counting Sheep with Sparse Attention", "Hana Pilot, Ada Example", "EMNLP 2018"),
]
STYLES = {
    "dashes": "{} - {} - {}",
    "bars": "{} | {} | {}",
    "middots": "{} · {} · {}",
    "bullets and dashes": "• {} – {} – {}",
}


def read(text: str) -> tuple[Draft, ...]:
    return dumps.read("content/dumps/list.txt", text.encode())[0].drafts


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
def test_lines_are_parted_at_the_marks_that_all_of_them_have(style):
    found = read("\n".join(style.format(*paper) for paper in PAPERS))
    assert [(draft.title, ", ".join(draft.authors), f"{draft.venue} {draft.date}") for draft in found] == [
        (title, names.replace(" and ", ", "), venue) for title, names, venue in PAPERS
    ]


def test_names_and_year_in_brackets_are_parted_from_their_title():
    found = read("\n".join(f"{title} ({names.replace(' and ', ', ')}, {venue[-4:]})" for title, names, venue in PAPERS))
    assert [(draft.title, draft.date) for draft in found] == [(title, venue[-4:]) for title, _, venue in PAPERS]
    assert found[3].authors == ("Ben Sample", "Dana Mock", "Fay Proof")


def test_a_mark_that_few_lines_have_parts_none():
    lines = [Line(1, "A Study of Cold Ends - and What They Cost"), Line(2, "Learning to Wait with Patience", 1)]
    assert partings.by_marks(cells.cells([*lines, Line(3, "Graphs That Grow While We Look", 2)])) == {}


@pytest.mark.parametrize(
    "odd", [") - Graphs That Grow While We Look", "Graphs That Grow - ) - ICLR 2020", "- Graphs That Grow -  - )."]
)
def test_a_line_with_nothing_but_a_bracket_between_its_marks_ends_no_reading(odd):
    lines = ["{} - {} - {}".format(*paper) for paper in PAPERS]
    found = read("\n".join([*lines[:3], odd, *lines[3:]]))
    assert {title for title, _, _ in PAPERS} <= {draft.title for draft in found}


def test_a_wrapped_line_may_end_behind_each_of_its_seams():
    text = "Warm Starts for Slow Networks Ada Example, Ben Sample"
    cell = cells.Cell(text, (Line(1, text, further=1, seams=(30,)),))
    assert [one.cell.text for one in partings.by_seams([cell])[0]] == [text[:29], text, text[30:]]


WRAPPED = """
We look at the ends of networks that were trained without any
warmth, and find that they are costly in ways which nobody had
expected so far. A second look shows that this can be avoided by
waiting, which is what all of our experiments confirm again and
again for as long as we went on to look at them.
"""


def test_a_title_that_fills_the_width_by_chance_is_not_joined_with_its_byline():
    titles = [
        "Warm Starts for Slow Networks and Their Many Cold Winter Days",
        "A Study of Cold Ends",
        "Learning to Wait",
        "Graphs That Grow While We Look",
    ]
    names = ["Ada Example, Ben Sample", "Cy Probe, Ada Example", "Dana Mock, Eli Trial", "Fay Proof, Gus Draft"]
    found = read("\n".join(f"{title}\n{byline}{WRAPPED}" for title, byline in zip(titles, names, strict=True)))
    assert [(draft.title, ", ".join(draft.authors)) for draft in found] == list(zip(titles, names, strict=True))
    assert all(draft.abstract and draft.abstract.startswith("We look") for draft in found)
