"""Running heads and page numbers between the pages of a text from a PDF file are left out and told."""

import textwrap

import pytest

from sitegen.dumps import source
from sitegen.problems import Level

NAMES = ("Ada Example", "Ben Sample", "Cy Probe", "Dora Trial", "Eve Check", "Finn Assay", "Gail Test", "Hal Proof")
REFERENCES = [
    f"[{n}] {name}, “Counting small cells in deep water with a model of the air above it,” Journal of {name[::-1]}, 2021."
    for n, name in enumerate([first + last for first in ("", "I. ", "J. ") for last in NAMES], 10)
]


def printed(first, head, foot, per_page):
    """The references wrapped, on pages with a head and a foot."""
    lines = "\n\n".join("\n".join(textwrap.wrap(text, 60)) for text in REFERENCES).split("\n")
    pages = [lines[at : at + per_page] for at in range(0, len(lines), per_page)]
    return "\n\f".join("\n".join([head.format(n) * (n > 1), *page, "", foot.format(n)]) for n, page in enumerate(pages, first))


EDGES = {
    "a head and a number": (1, "Ada Example    Vita\n", "          {}\n"),
    "a head with a number": (1, "Ada Example - {}\n", ""),
    "numbers from 17 on": (17, "", "- {} -"),
    "no more than breaks": (1, "", ""),
}


@pytest.mark.parametrize(("first", "head", "foot"), EDGES.values(), ids=EDGES)
@pytest.mark.parametrize("per_page", [20, 25, 30])
def test_references_go_on_across_pages(first, head, foot, per_page):
    found, problems = source.lines("cv.txt", printed(first, head, foot, per_page).encode())
    assert [line.text for line in found] == REFERENCES
    assert [problem.level for problem in problems] == [Level.NOTE] * bool(head + foot)


def pages(*heads, number=False):
    """Pages of twelve lines each, each below a head."""
    return "\f".join(
        "\n".join([head, *(f"Paper {chr(65 + n)}{chr(65 + at)}" for at in range(12)), str(n + 1) * number, ""])
        for n, head in enumerate(heads)
    )


def test_the_first_page_keeps_the_name_that_heads_the_others():
    found, problems = source.lines("cv.txt", pages("Ada Example", "Ada Example", "Ada Example", number=True).encode())
    assert [line.text for line in found if not line.text.startswith("Paper")] == ["Ada Example"]
    assert (problems[0].span.first, problems[0].span.last) == (14, 42)
    assert '"Ada Example"' in problems[0].message


def test_years_at_the_tops_of_pages_are_no_page_numbers():
    found, problems = source.lines("cv.txt", pages("2023", "2021", "2020", "2016").encode())
    assert [line.text for line in found if not line.text.startswith("Paper")] == ["2023", "2021", "2020", "2016"]
    assert problems == []
