from itertools import pairwise

import pytest

from sitegen.records import Person
from sitegen.site import parts


def papers(count: int) -> list[str]:
    """Papers, the newest first: the oldest is 0."""
    return [str(number) for number in range(count - 1, -1, -1)]


@pytest.mark.parametrize("own_order", [False, True])
@pytest.mark.parametrize("count", [0, 1, 249, 250, 251, 499, 500, 501, 749, 750, 999, 1000, 1001, 60_608])
def test_each_paper_stands_on_one_page_in_the_order_of_the_list(count: int, own_order: bool) -> None:  # noqa: FBT001
    listed = papers(count)
    pages = [parts.held(listed, number, own_order=own_order) for number in parts.numbers(count, own_order=own_order)]
    assert [paper for page in pages for paper in page] == listed
    assert max(map(len, pages)) <= 500
    assert len(pages) == 1 or min(map(len, pages[:-1] if own_order else pages)) >= 250


def test_a_short_list_is_one_page() -> None:
    assert list(parts.numbers(499, own_order=False)) == list(parts.numbers(500, own_order=True)) == [0]


def test_a_page_of_older_papers_stays_as_it_is_when_newer_ones_come() -> None:
    for before, after in pairwise(range(0, 3000, 50)):
        old = {number: parts.held(papers(before), number, own_order=False) for number in parts.numbers(before, own_order=False)}
        new = {number: parts.held(papers(after), number, own_order=False) for number in parts.numbers(after, own_order=False)}
        assert all(new[number] == held for number, held in old.items() if number)


def test_a_page_of_a_list_in_its_own_order_stays_as_it_is_when_it_grows_at_its_end() -> None:
    old, new = ([str(number) for number in range(count)] for count in (1200, 1300))
    for number in (0, 2):
        assert parts.held(old, number, own_order=True) == parts.held(new, number, own_order=True)


def test_no_page_of_all_papers_takes_the_address_of_a_paper() -> None:
    assert parts.place("papers/", 3) == "papers/older/3/"
    assert [parts.place("topics/pruning/", number) for number in (0, 1)] == ["topics/pruning/", "topics/pruning/1/"]


def people(*names: str) -> list[Person]:
    return [Person(id=str(number), name=name) for number, name in enumerate(names)]


def test_people_stand_under_the_first_letter_of_their_family_name() -> None:
    found = parts.letters(people("Ben Zorn", "\u00c9mile Zola", "Ludwig van der Berg", "42", "Ada Aalto"))
    assert found == {"#": ("3",), "A": ("4",), "V": ("2",), "Z": ("1", "0")}


def test_only_of_very_many_people_letters_have_pages() -> None:
    few = {"A": ["1"] * 400, "B": ["2"] * 600}
    assert parts.shelves(few, {}) == {}
    many = {"#": ["0"], "A": ["1"] * 2001, "B": ["2"] * 400}
    assert parts.shelves(many, {}) == {"other": ("#", 0), "a": ("A", 0), "a/2": ("A", 1), "a/3": ("A", 2), "b": ("B", 0)}


def test_no_letter_takes_the_address_of_a_person() -> None:
    many = {"#": ["0"], "A": ["1"] * 1000, "B": ["2"]}
    assert list(parts.shelves(many, {"a", "other"})) == ["other-names", "a-names", "b"]
