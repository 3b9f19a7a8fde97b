"""Long lists in pages: which papers stand on which, and at which address, so that a page that is full stays as it is.

A list that is newest first is parted from its oldest paper on: its own page has the newest, 250 to 499 of them, and those
before them stand by the 250 on pages of their own, the oldest on page 1. A list in an order of its own is parted from its
beginning: its own page has the first 500, and the others follow by the 500 on pages 2, 3 and so on.
"""

from collections.abc import Sequence

PART = 250  # papers on a further page of a list that is newest first; its own page has less than two times as many
ORDERED = 500  # papers on a page of a list in its own order


def numbers(count: int, *, own_order: bool) -> Sequence[int]:
    """The numbers of the pages of a list of so many papers, in the order of the list; 0 is the list's own page."""
    if own_order:
        return (0, *range(2, (count - 1) // ORDERED + 2))
    return (0, *range(count // PART - 1, 0, -1))


def held(papers: Sequence[str], number: int, *, own_order: bool) -> Sequence[str]:
    """The papers that stand on one of a list's pages."""
    at = numbers(len(papers), own_order=own_order).index(number)
    if own_order:
        return papers[at * ORDERED : (at + 1) * ORDERED]
    older = PART * (number - 1 if at else max(len(papers) // PART - 1, 0))
    end = len(papers) - older
    return papers[end - PART : end] if at else papers[:end]


def place(address: str, number: int) -> str:
    """The address of one of the pages of the list whose own page has an address."""
    further = "papers/older/" if address == "papers/" else address  # a paper's id may be a number
    return f"{further}{number}/" if number else address
