from itertools import pairwise

import pytest

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
