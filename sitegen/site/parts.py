"""Long lists in pages: which papers stand on which, and at which address, so that a page that is full stays as it is.

A list that is newest first is parted from its oldest paper on: its own page has the newest, 250 to 499 of them, and those
before them stand by the 250 on pages of their own, the oldest on page 1. A list in an order of its own is parted from its
beginning: its own page has the first 500, and the others follow by the 500 on pages 2, 3 and so on.

More than 1,000 people stand by the 1,000 on pages of their letters.
"""

from collections.abc import Container, Iterable, Mapping, Sequence

from sitegen.records import Person
from sitegen.text import names

NAMES = 1_000  # people on a page: where there are more, each letter has pages of its own
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


def letters(people: Iterable[Person]) -> dict[str, tuple[str, ...]]:
    """The ids of people by the first letter of their family name, "#" where that is none, in the order of letters and names."""
    families = {one.id: names.sort_key(names.split(one.name, names.letters(one.family or ""))) for one in people}
    found: dict[str, list[str]] = {}
    for key in sorted(families, key=lambda key: (families[key], key)):
        letter = families[key][:1].upper()
        found.setdefault(letter if letter.isalpha() else "#", []).append(key)
    return {letter: tuple(found[letter]) for letter in sorted(found)}


def shelves(by_letter: Mapping[str, Sequence[str]], taken: Container[str]) -> dict[str, tuple[str, int]]:
    """The pages of people by their addresses below that of all people, each with its letter and its number, counted from 0.

    None where one page holds them all. `taken` are the ids of people, which have their own pages there.
    """
    if sum(map(len, by_letter.values())) <= NAMES:
        return {}
    found = {}
    for letter, people in by_letter.items():
        name = "other" if letter == "#" else names.slug(letter)
        while name in taken or name in found:
            name += "-names"
        for number in range(-(-len(people) // NAMES)):
            found[f"{name}/{number + 1}" if number else name] = letter, number
    return found
