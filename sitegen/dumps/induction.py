"""A page's layout, learned from the page, though nobody said what it looks like.

On its own a line is often ambiguous; but what stands behind what repeats. So the likeliest reading of all lines is found with a
guess of what follows what, the guess is made anew from that reading, and so on until nothing changes (Viterbi training of a
hidden Markov model: Rabiner, "A Tutorial on Hidden Markov Models", Proc. IEEE 77(2), 1989). The titles are the lines that have
one place in what repeats and are good titles there; what stands between them gives the other parts and their order. Where an
entry begins shows where blank lines are, at the first title and behind the last.
"""

from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from math import log
from typing import Any, NamedTuple, TypeAlias

from sitegen.dumps.cells import Cell
from sitegen.dumps.layout import OTHER, RARELY, Layout, Opening, Slot
from sitegen.dumps.parts import BESIDE, BUTTONS, HEADING, NAMES, NUMBER, SIGNED, TEXT, TITLE, Weighed

Steps: TypeAlias = Mapping[tuple[str, str], float]

# How often one part follows another before anything is known of a page: of each, so many in all.
USUAL = 3.0
FOLLOWS: Mapping[tuple[str, str], float] = {
    (TITLE, NAMES): 20.0,
    (TITLE, SIGNED): 10.0,
    (TITLE, TITLE): 2.0,
    (TITLE, TEXT): 6.0,
    (TITLE, "venue"): 5.0,
    (TITLE, "date"): 5.0,
    (NAMES, NAMES): 8.0,
    (NAMES, TITLE): 4.0,
    (NAMES, TEXT): 8.0,
    (NAMES, "venue"): 10.0,
    (NAMES, "date"): 6.0,
    (TEXT, TITLE): 6.0,
    (TEXT, TEXT): 1.5,
    (BESIDE, BESIDE): 40.0,
    (BESIDE, TITLE): 4.0,
}
# Titles with nothing between them.
APART: Steps = {(TITLE, TITLE): -5.0}
TO_TITLE, TO_BESIDE, TO_SAME, TO_OTHER = 4.0, 0.7, 0.5, 1.5
MOST_ROUNDS = 8
# How much what stands above most titles of pages, or below, says for it, where the page does not tell.
USUALLY_ABOVE: Mapping[str, float] = {
    NUMBER: 2.0,
    "identifier": 0.2,
    "type": 0.1,
    "date": -0.3,
    "category": -0.3,
    "affiliation": -1.0,
    "venue": -0.7,
    "note": -0.3,
    "count": -0.7,
    BUTTONS: -0.5,
    NAMES: -12.0,
    SIGNED: -12.0,
    TEXT: -30.0,
}
USUALLY_BELOW = -0.3
# What stands in fewer of the gaps between titles is no part of the layout, or says nothing of how they are parted.
LEAST_SHARE, REGULAR = 0.08, 0.5
GAPS, MARKS = 12.0, 2.0
MOST_WAYS = 4
# No entry has more parts that are told apart.
MOST_SLOTS = 12
# What titles have and other lines have not: authors behind them, many words, each its own first words.
SIGNED_TITLE, ITS_OWN_WORDS = 1.5, 2.0


class Arc(NamedTuple):
    """A cell that may be, from one place in a line to another, and what it can be; `cell` is its number.

    `cost` is how much speaks against it.
    """

    first: int
    last: int
    cell: int
    ways: Sequence[Weighed]
    cost: float = 0.0


Fork: TypeAlias = Sequence[Arc]
# A score, and the last step of what gave it: what a cell is, its number, and the step before.
Path: TypeAlias = tuple[float, "tuple[Weighed, int, Any] | None"]


class Way(NamedTuple):
    """One way to part what stands between titles: the layout, the parts above a title in it, and what speaks for it."""

    layout: Layout
    above: tuple[Slot, ...]
    usual: float


def likely(cells: Sequence[Cell], options: Sequence[Sequence[Weighed]], *, bare: bool = False) -> list[str]:
    """What each cell of a page is most likely, by what repeats in it; `options` is what each can be.

    `bare` is whether titles may follow one another, with nothing between them.
    """
    return _titles_only(cells, _labelled(options, bare=bare))


def parted(forks: Sequence[Fork]) -> list[int]:
    """The numbers of the cells that lines most likely have which may be parted in several ways."""
    return [cell for _, cell in _trained(forks, bare=False)]


def ways(cells: Sequence[Cell], parts: Sequence[str], *, gaps: bool = True) -> list[Way]:
    """The layouts that a page may have of which is known what each cell is, the likeliest first; none where it has no title.

    `gaps` is whether blank lines may show where entries begin.
    """
    titles = [at for at, part in enumerate(parts) if part == TITLE]
    if not titles:
        return []
    slots = _slots([_gap(parts, above, below) for above, below in pairwise(titles)])
    found = []
    for cut in range(len(slots) + 1):
        below, above = tuple(slots[:cut]), tuple(slots[cut:])
        usual = _usually(above) + _opening(
            cells, parts, titles, frozenset(slot.part for slot in above) - {slot.part for slot in below}
        )
        layout = Layout((*above, Slot(TITLE, 1.0), *below), Opening() if gaps else None)
        found.append(Way(layout, above, usual))
    return sorted(found, key=lambda way: -way.usual)[:MOST_WAYS]


def _labelled(options: Sequence[Sequence[Weighed]], *, bare: bool) -> list[Weighed]:
    """What each cell is most likely, by what follows what in the page."""
    return [one for one, _ in _trained([[Arc(0, 1, at, ways)] for at, ways in enumerate(options)], bare=bare)]


def _trained(forks: Sequence[Fork], *, bare: bool) -> list[tuple[Weighed, int]]:
    """What each cell is most likely, and which cells there are, by what follows what in the page."""
    parts = sorted({one.part for fork in forks for arc in fork for one in arc.ways})
    follows: Steps = {}
    before: list[tuple[Weighed, int]] = []
    for _ in range(MOST_ROUNDS):
        way = _likeliest(forks, {**_costs(follows, parts), **({} if bare else APART)})
        if [(one.part, cell) for one, cell in way] == [(one.part, cell) for one, cell in before]:
            break
        before, now = way, [one.part for one, _ in way]
        follows = Counter(zip([BESIDE, *now], [*now, BESIDE], strict=True))
    return way


def _costs(follows: Steps, parts: Sequence[str]) -> Steps:
    """How likely one part follows another, as a logarithm: as often as in the page, and as usual where little is known."""
    known: Counter[str] = Counter()
    for (before, _), count in follows.items():
        known[before] += count  # type: ignore[assignment]
    found = {}
    for before in {BESIDE, *parts}:
        usual = {after: _usual(before, after) for after in parts}
        total = sum(usual.values())
        for after, weight in usual.items():
            seen = follows.get((before, after), 0.0) + USUAL * weight / total
            found[before, after] = log(seen / (known[before] + USUAL))
    return found


def _usual(before: str, after: str) -> float:
    other = TO_TITLE if after == TITLE else TO_BESIDE if after == BESIDE else TO_SAME if before == after else TO_OTHER
    return FOLLOWS.get((before, after), other)


def _likeliest(forks: Sequence[Fork], costs: Steps) -> list[tuple[Weighed, int]]:
    """The likeliest way through all cells and what they can be."""
    paths: dict[str, Path] = {BESIDE: (0.0, None)}
    for fork in forks:
        nodes = [paths, *({} for _ in range(fork[-1].last))]
        for arc in fork:
            _extend(nodes[arc.first], nodes[arc.last], arc, costs)
        paths = nodes[-1]
    _, step = max(paths.values(), key=lambda path: path[0])
    way = []
    while step:
        one, cell, step = step
        way.append((one, cell))
    return way[::-1]


def _extend(paths: Mapping[str, Path], into: dict[str, Path], arc: Arc, costs: Steps) -> None:
    """Puts the best paths over a cell that may be next into those that end behind it."""
    for one in arc.ways:
        part = one.part
        score, before = max(((path[0] + costs[before, part], before) for before, path in paths.items()), key=lambda it: it[0])
        score += one.score - arc.cost
        if part not in into or score > into[part][0]:
            into[part] = score, (one, arc.cell, paths[before][1])


def _titles_only(cells: Sequence[Cell], way: Sequence[Weighed]) -> list[str]:
    """What each cell is, where title is only what has the place of the titles: other lines that look like one are OTHER."""
    parts = [one.part for one in way]
    places: dict[str, list[int]] = {}
    for at, part in enumerate(parts):
        if part == TITLE:
            places.setdefault(parts[at - 1] if at else BESIDE, []).append(at)
    if not places:
        return parts
    best = max(places, key=lambda place: _quality(cells, way, places[place]))
    sure = places[best]
    for found in places.values():
        between = {bisect(sure, at) for at in found if sure[0] < at < sure[-1]}
        if _behind(parts, found) != _behind(parts, sure) and len(between) >= REGULAR * (len(sure) - 1) > 0:
            for at in found:
                parts[at] = OTHER
    return parts


def _behind(parts: Sequence[str], found: Sequence[int]) -> str:
    """What most often stands behind some cells."""
    return Counter(parts[at + 1] if at + 1 < len(parts) else BESIDE for at in found).most_common(1)[0][0]


def _quality(cells: Sequence[Cell], way: Sequence[Weighed], found: Sequence[int]) -> float:
    """How good lines are as the titles of a page, all together."""
    score = sum(way[at].score for at in found)
    score += SIGNED_TITLE * sum(at + 1 < len(way) and way[at + 1].part in {NAMES, SIGNED} for at in found)
    first = Counter(" ".join(cells[at].text.lower().split()[:2]) for at in found)
    return score + sum(min(len(cells[at].text.split()), 12) / 6 for at in found) - ITS_OWN_WORDS * (len(found) - len(first))


def _gap(parts: Sequence[str], above: int, below: int) -> list[tuple[str, int]]:
    """The parts between two titles in order, each with how often it came before in that gap."""
    seen: Counter[str] = Counter()
    found = []
    for part in parts[above + 1 : below]:
        if part == HEADING:
            continue
        name = OTHER if part == BESIDE else part
        found.append((name, seen[name]))
        seen[name] += 1
    return found


def _slots(gaps: Sequence[Sequence[tuple[str, int]]]) -> list[Slot]:
    """The parts that stand between titles, in their usual order from one title to the next."""
    places: dict[tuple[str, int], list[float]] = {}
    for gap in gaps:
        for number, part in enumerate(gap):
            if part[1] == 0 or part[0] not in {NAMES, TEXT}:
                places.setdefault(part, []).append((number + 1) / (len(gap) + 1))
    many = len(gaps)
    again = Counter(part for gap in gaps for part, times in gap if times == 1)
    order = sorted(places, key=lambda part: sum(places[part]) / len(places[part]))
    shares = {part: (len(places[part]) + 0.0) / (many + 1.0) for part in order}
    least = [REGULAR if part[0] == OTHER or part[1] else LEAST_SHARE for part in order]
    kept = [part for part, share in zip(order, least, strict=True) if len(places[part]) > 1 and shares[part] >= share]
    kept = sorted(sorted(kept, key=shares.__getitem__)[-MOST_SLOTS:], key=order.index)
    return [Slot(part[0], max(0.05, shares[part]), (again[part[0]] + RARELY) / (len(places[part]) + 1.0)) for part in kept]


def _usually(above: Iterable[Slot]) -> float:
    """How usual it is that these parts stand above a title."""
    return sum(0.5 * USUALLY_ABOVE.get(slot.part, USUALLY_BELOW) for slot in above if slot.share >= REGULAR)


def _opening(cells: Sequence[Cell], parts: Sequence[str], titles: Sequence[int], above: frozenset[str]) -> float:
    """How much blank lines and the marks of items tell entries apart that begin with some parts above their title.

    They stand before entries, or before everything else; a heading stands before an entry.
    """
    headed = [part == HEADING for part in ["", *parts]]
    gaps = [cell.gap or below for cell, below in zip(cells, headed, strict=False)]
    marks = [cell.marked or below for cell, below in zip(cells, headed, strict=False)]
    starts = []
    for before, title in pairwise(titles):
        at = title
        while at - 1 > before and parts[at - 1] in above:
            at -= 1
        starts.append(at)
    bounds = set(starts)
    others = [at for before, title in pairwise(titles) for at in range(before + 1, title + 1) if at not in bounds]
    return sum(
        weight * abs(_share(shown[at] for at in starts) - _share(shown[at] for at in others))
        for weight, shown in ((GAPS, gaps), (MARKS, marks))
    )


def _share(found: Iterable[bool]) -> float:
    them = list(found)
    return sum(them) / len(them) if them else 0.0
