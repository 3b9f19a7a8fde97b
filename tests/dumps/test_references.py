import pytest

from sitegen.dumps import references
from sitegen.dumps.format import Reading
from sitegen.dumps.headings import Heading, heading
from sitegen.dumps.source import lines
from sitegen.problems import Problem
from sitegen.records import Draft

NUMBERED = """\
Ada Example
Home | Publications | Contact
Publications
2019
[3] A. Example and B. Sample, “Reading tables in many languages,” in Proc. Machine Reading, Berlin, 2019, pp. 11–19.
2018
Journal articles
[2] A. Example, C. Roe, and B. Sample, “On the structure of long lists,” Journal of Reading, vol. 7, no. 2, pp. 101–119, 2018.
[1] A. Example and C. Roe, “A survey of page layouts,” Journal of Machine Reading, vol. 6, no. 1, pp. 1–30, 2018.
Teaching
Introduction to Tables, Fall 2018
"""
WRAPPED = """\
References

1. Example A, Sample B. Reading tables in many languages:
a survey of the litera-
ture. J Mach Read. 2019;7(2):101-19.

12

2. Example A, Roe C. On the structure of long lists. J Mach
Read. 2018;6(1):1-30.

3. Sample B, Roe C. Page layouts of the last ten years. J Mach
Read. 2017;5(4):41-50. The literature is surveyed there.
"""
DASHES = """\
Example, Ada. The Reading of Tables. Cambridge: Example Press, 2015.

———. The Structure of Lists. Cambridge: Example Press, 2017.

Sample, Ben. The Layout of Pages. London: Sample & Sons, 2018.
"""
UNDATED = """\
2019
Ada Example, Ben Sample. Reading tables in many languages. In Proceedings of the Conference on Machine Reading.
Ada Example, Cy Roe. On the structure of long lists. In Proceedings of the Conference on Machine Reading.
Under review
Ben Sample, Cy Roe. Page layouts of the last ten years. Journal of Machine Reading, 2020.
"""
PROSE = """\
Welcome to the page of our group. We work on tables, lists and pages, and on how machines read them.
Our work is funded by several agencies, and we are always looking for students who like to read.
Please write to us if you would like to visit.
"""


def read(text: str) -> tuple[Reading, list[Problem]]:
    numbered, _ = lines("list.txt", text.encode())
    found = references.read("list.txt", numbered)
    assert found is not None
    reading, problems, trust = found
    assert trust > references.KEPT
    assert reading.used + sum(reading.noise.values()) + len(reading.unclaimed) == reading.lines == len(numbered)
    return reading, problems


def titles(drafts: tuple[Draft, ...]) -> list[str | None]:
    return [draft.title for draft in drafts]


def test_each_line_of_a_numbered_list_is_an_entry() -> None:
    reading, _ = read(NUMBERED)
    assert titles(reading.drafts) == [
        "Reading tables in many languages",
        "On the structure of long lists",
        "A survey of page layouts",
    ]
    assert [draft.span.first for draft in reading.drafts] == [5, 8, 9]
    assert reading.drafts[1].authors == ("A. Example", "C. Roe", "B. Sample")


def test_person_at_the_top_is_the_one_in_the_bylines() -> None:
    person = read(NUMBERED)[0].person
    assert person
    assert (person.name, person.inferred) == ("Ada Example", False)


def test_heading_gives_the_type_of_what_stands_below_it_alone() -> None:
    assert [draft.type for draft in read(NUMBERED)[0].drafts] == [None, "article", "article"]


def test_what_stands_below_another_heading_is_reported_and_no_paper() -> None:
    reading, problems = read(NUMBERED)
    assert 11 in reading.unclaimed
    assert any(problem.span.first == 11 for problem in problems)


def test_lines_of_a_wrapped_entry_are_one() -> None:
    reading, _ = read(WRAPPED)
    assert titles(reading.drafts)[1:] == ["On the structure of long lists", "Page layouts of the last ten years"]
    assert [(draft.span.first, draft.span.last) for draft in reading.drafts][:2] == [(3, 5), (9, 10)]
    assert reading.noise["page number"] == 1


def test_dash_is_the_authors_above() -> None:
    reading, _ = read(DASHES)
    assert [draft.authors for draft in reading.drafts] == [("Example, Ada",), ("Example, Ada",), ("Sample, Ben",)]


def test_year_of_a_heading_is_for_those_without_one_and_state_is_a_note() -> None:
    drafts = read(UNDATED)[0].drafts
    assert [draft.date for draft in drafts] == ["2019", "2019", "2020"]
    assert [draft.note for draft in drafts] == [None, None, "Under review"]


@pytest.mark.parametrize("text", [PROSE, "", "Home\nAbout\nContact\n", "Ada Example, Ben Sample\nCy Roe, Di Probe\n"])
def test_page_without_references_is_no_list(text: str) -> None:
    numbered, _ = lines("list.txt", text.encode())
    found = references.read("list.txt", numbered)
    assert found is None or found[2] < references.TRUSTED


def test_doubtful_entry_is_told() -> None:
    garbled = "[2] Example Roe Sample structure of long lists Machine Reading 7 2018 101"
    text = "\n".join(garbled if line.startswith("[2]") else line for line in NUMBERED.splitlines())
    assert 8 in {problem.span.first for problem in read(text)[1]}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2023", Heading(year="2023")),
        ("## 2023 (4)", Heading(year="2023")),
        ("Journal articles", Heading(type="article")),
        ("J OURNAL A RTICLES", Heading(type="article")),
        ("Peer-reviewed conference papers (12)", Heading(type="conference")),
        ("Journal and conference papers", Heading()),
        ("Book chapters", Heading(type="chapter")),
        ("Zeitschriftenartikel", Heading(type="article")),
        ("Chapitres d'ouvrages", Heading(type="chapter")),
        ("Artículos", Heading(type="article")),
        ("Under review", Heading(note="Under review")),
        ("Teaching", Heading(papers=False)),
        ("Reading tables in many languages", None),
        ("In 2023 we moved to Berlin", None),
    ],
)
def test_heading(text: str, wanted: Heading | None) -> None:
    assert heading(text) == wanted


YEARS_BESIDE_A_KIND = """
Preprints
Example, A., & Sample, B. (2024). Owls that listen. bioRxiv. https://doi.org/10.1101/2024.01.02.573001
2023
Trial, D., & Example, A. (2023). Forty barns, four winters. Journal of Barns, 12(3), 45–67.
Sample, B., & Test, E. (2023). Rivers as borders. Landscape Examples, 38(1), 120–129.
"""
YEARS_BELOW_A_KIND = YEARS_BESIDE_A_KIND.replace("Preprints\n", "Preprints\n2024\n")


@pytest.mark.parametrize(("text", "types"), [(YEARS_BESIDE_A_KIND, {None}), (YEARS_BELOW_A_KIND, {"preprint"})])
def test_a_year_among_headings_ends_the_kind_that_has_no_years(text, types):
    numbered, _ = lines("x.txt", text.encode())
    reading, _, _ = references.read("x.txt", numbered)
    assert {made.type for made in reading.drafts[1:]} == types


def test_a_list_is_weighed_without_the_menus_around_it():
    entries = [line for line in YEARS_BESIDE_A_KIND.splitlines() if "(20" in line]
    menus = ["My bibliography Save this author", "Terminal degree and further details of it", "Jump to what comes below"]
    numbered, _ = lines("x.txt", "\n".join([*menus, *entries, *entries, *menus]).encode())
    reading, _, trust = references.read("x.txt", numbered)
    assert trust > references.TRUSTED
    assert reading.used == 6
