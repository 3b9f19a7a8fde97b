"""How a page lays out its papers, and the entries of a page in a layout: the likeliest reading of all its cells together.

A layout is the parts of an entry in their order, each with how often it is there. An entry has one title; what else it lacks
costs as much as it is usual. A cell that fits nowhere is beside the entries, so that a fault stays where it is.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from math import log
from typing import NamedTuple

from sitegen.dumps import byline
from sitegen.dumps.cells import Cell
from sitegen.dumps.parts import BESIDE, EXCERPT, FURNITURE, HEADING, NAMES, TEXT, TITLE, Weighed, is_furniture

# A part that is anything: a line in this place of most entries that is none of the known parts.
OTHER = "other"
OTHERS = -0.3
# How often names and paragraphs come again where nobody knows; what it costs that another part does, that parts stand in
# another order, that a detail is out of place.
RARELY, ONCE_MORE = 0.02, 2.5
SWAPPED = 3.0
# So often again comes what somebody shows to come several times.
OFTEN = 0.9
# So many cells weigh as much as what is known without the page.
FEW = 2.0
STRAY = 2.5
NO_TITLE = 8.0
NEVER = 99.0
SEVERAL = frozenset((NAMES, TEXT, "note", EXCERPT))
# The place of what is in no entry, and what it is worth that a cell is there; and that it is in an entry, and no part of it.
OUTSIDE = -1
AROUND, HOLE = -0.5, -2.0
# What half of the entries have is usual; an entry at the edge of a list has to have so much of it.
USUAL, MOST = 0.5, 0.6


class Slot(NamedTuple):
    """A part of an entry, in which share of the entries it is there, and in which of these more than once."""

    part: str
    share: float
    again: float = RARELY


class Opening(NamedTuple):
    """How many entries begin behind a blank line, or with an item of a saved page; and how many other cells of them do."""

    first: float = 0.5
    others: float = 0.5
    all: float = 0.5

    def costs(self, *, gap: bool) -> tuple[float, float]:
        """What it costs that an entry begins at a cell, and that it goes on there, where a blank line is or is not."""
        first, others, everywhere = self if gap else (1.0 - share for share in self)
        return log(everywhere / first), log(everywhere / others)


class Layout(NamedTuple):
    """The parts of an entry in their order; one of them is the title.

    `opening` is what shows where it begins, None where the parts alone tell it.
    """

    slots: tuple[Slot, ...]
    opening: Opening | None = None

    @property
    def title(self) -> int:
        """The place of the title."""
        return next(at for at, slot in enumerate(self.slots) if slot.part == TITLE)


class Placed(NamedTuple):
    """A cell and what it is: the slot that it takes, OUTSIDE between the entries, None where it is out of place in one."""

    cell: Cell
    one: Weighed
    slot: int | None = None


class Entry(NamedTuple):
    """One paper: its cells in page order."""

    placed: tuple[Placed, ...]

    def of(self, *parts: str) -> list[Placed]:
        """The cells that are one of these."""
        return [one for one in self.placed if one.one.part in parts]


class Aligned(NamedTuple):
    """The entries of a page and the cells between them; `score` says how well it all fits, wherever blank lines are."""

    entries: list[Entry]
    beside: list[Placed]
    score: float


class Path(NamedTuple):
    """A reading of all cells up to one, and the way there."""

    score: float
    slot: int | None = OUTSIDE
    one: Weighed | None = None
    before: "Path | None" = None


class Costs(NamedTuple):
    """What it costs that one slot is taken behind another, whether a new entry begins there, and that a cell is in no slot."""

    between: Mapping[tuple[int, int], float]
    begins: frozenset[tuple[int, int]]
    stray: float


def align(cells: Sequence[Cell], options: Sequence[Sequence[Weighed]], layout: Layout) -> Aligned:
    """The likeliest entries of a page in this layout; `options` is what each cell can be."""
    takes: dict[str, list[int]] = {}
    for at, slot in enumerate(layout.slots):
        takes.setdefault(slot.part, []).append(at)
    opening = layout.opening or Opening()
    costs = {gap: _costs(layout, opening.costs(gap=gap)) for gap in (False, True)}
    best: dict[int, Path] = {OUTSIDE: Path(0.0)}
    for cell, ways in zip(cells, options, strict=True):
        best = _step(best, ways, takes, costs[cell.gap])
    end = costs[False].between
    score, path = max(((path.score - end[slot, OUTSIDE], path) for slot, path in best.items()), key=lambda it: it[0])
    placed: list[Placed] = []
    for cell in reversed(cells):
        one, before = path.one, path.before
        if one and before:
            placed.append(Placed(cell, one, path.slot))
            path = before
    aligned = _entries(placed[::-1], costs, score)
    return aligned._replace(score=score + _opened(aligned.entries, opening))


def _step(
    best: Mapping[int, Path], ways: Sequence[Weighed], takes: Mapping[str, Sequence[int]], costs: Costs
) -> dict[int, Path]:
    """The best paths to each slot that the next cell can take, or that stays the last one taken."""
    step: dict[int, Path] = {}
    if ways[-1].part == HEADING:  # no entry goes on below a heading
        _better(step, best, OUTSIDE, ways[-1], 0.0, costs)
        return step
    stray = max(ways, key=_stray)
    worth = _stray(stray) - costs.stray
    step = {slot: Path(path.score + worth, None, stray, path) for slot, path in best.items() if slot != OUTSIDE}
    furniture = next((one for one in ways if is_furniture(one.part)), None)
    _better(step, best, OUTSIDE, furniture or ways[0], AROUND, costs)
    for one in ways:
        for slot in takes.get(one.part, ()):
            _better(step, best, slot, one, one.score, costs)
    if not furniture:
        for slot in takes.get(OTHER, ()):
            _better(step, best, slot, ways[0], OTHERS, costs)
    return step


def _better(step: dict[int, Path], best: Mapping[int, Path], slot: int, one: Weighed, score: float, costs: Costs) -> None:
    """Puts the best path that takes a slot next into `step`, where none there is better."""
    before = max(best, key=lambda other: best[other].score - costs.between[other, slot])
    total = best[before].score - costs.between[before, slot] + score
    if slot not in step or total > step[slot].score:
        step[slot] = Path(total, slot, one, best[before])


def _stray(one: Weighed) -> float:
    """What it is worth that a cell of an entry is in no slot: a detail or furniture out of its place, or nothing known."""
    if one.part == BESIDE:
        return HOLE
    if is_furniture(one.part):
        return min(one.score, FURNITURE) - STRAY
    return one.score - STRAY if one.found and one.part != TITLE else -NEVER


def _costs(layout: Layout, opening: tuple[float, float]) -> Costs:
    """The costs at a cell where it costs as much that an entry begins, and that one goes on."""
    first, on = opening
    end = len(layout.slots)
    absent = [_absent(slot) for slot in layout.slots]
    present = [_present(slot) for slot in layout.slots]
    between: dict[tuple[int, int], float] = {(OUTSIDE, OUTSIDE): 0.0}
    begins = set()
    for at in range(end):
        between[OUTSIDE, at] = sum(absent[:at]) + present[at] + first
        between[at, OUTSIDE] = sum(absent[at + 1 :])
        begins.add((OUTSIDE, at))
        for behind in range(end):
            new = sum(absent[at + 1 :]) + sum(absent[:behind]) + first
            within = _within(at, behind, absent, layout) + on
            between[at, behind] = present[behind] + min(within, new)
            if new <= within and behind <= at:
                begins.add((at, behind))
    return Costs(between, frozenset(begins), on)


def _within(at: int, behind: int, absent: Sequence[float], layout: Layout) -> float:
    """What it costs that a slot is taken behind another in the same entry."""
    if behind > at:
        return sum(absent[at + 1 : behind])
    part = layout.slots[behind].part
    if part == TITLE or behind < layout.title <= at:
        return NEVER
    if behind < at:
        return SWAPPED
    again = layout.slots[at].again
    return -log(again) if part in SEVERAL or again >= OFTEN else ONCE_MORE


def counted(aligned: Aligned, layout: Layout) -> Layout:
    """The layout with the shares that its parts have in these entries."""
    taken = [_taken(entry) for entry in aligned.entries]
    slots = tuple(_counted(slot, [one[at] for one in taken]) for at, slot in enumerate(layout.slots))
    return Layout(slots, _opening(aligned.entries) if layout.opening else None)


def _taken(entry: Entry) -> Counter[int | None]:
    """How often an entry takes each slot; one byline of several names is all of them, whatever names come behind it."""
    taken = Counter(placed.slot for placed in entry.placed)
    for placed in entry.of(NAMES):
        if byline.MORE_NAMES.search(placed.cell.text):
            taken[placed.slot] = 1
    return taken


def _opening(entries: Sequence[Entry]) -> Opening:
    """How often it shows that entries begin, and cells of entries that do not; nothing where these show it more."""
    shown = [[placed.cell.gap for placed in entry.placed] for entry in entries]
    firsts, others = [one[0] for one in shown], [gap for one in shown for gap in one[1:]]
    everywhere = (sum(firsts) + sum(others) + 0.5) / (len(firsts) + len(others) + 1.0)
    first, other = ((sum(some) + FEW * everywhere) / (len(some) + FEW) for some in (firsts, others))
    return Opening(first, other, everywhere) if first > other else Opening()


def _opened(entries: Sequence[Entry], opening: Opening) -> float:
    """What it costs where entries begin and go on: one layout fits no better than another by it."""
    costs = {gap: opening.costs(gap=gap) for gap in (False, True)}
    return sum(costs[placed.cell.gap][at > 0] for entry in entries for at, placed in enumerate(entry.placed))


def _counted(slot: Slot, times: Sequence[int]) -> Slot:
    """A slot with the shares that it has where each entry takes it so many times."""
    there = sum(count > 0 for count in times)
    again = sum(count > 1 for count in times)
    return slot._replace(share=(there + 0.5) / (len(times) + 1.0), again=(again + RARELY) / (there + 1.0))


def listed(aligned: Aligned, layout: Layout) -> Aligned:
    """The entries from the first to the last that has most of what is usual; what is around these is none."""
    usual = {at: slot.share for at, slot in enumerate(layout.slots) if slot.share >= USUAL}
    least = MOST * sum(usual.values())
    whole = [
        sum(usual.get(at, 0.0) for at in {placed.slot for placed in entry.placed if placed.slot is not None}) > least
        for entry in aligned.entries
    ]
    if not any(whole):
        return aligned
    first, last = whole.index(True), len(whole) - whole[::-1].index(True)
    around = [
        placed._replace(slot=OUTSIDE)
        for entry in (*aligned.entries[:first], *aligned.entries[last:])
        for placed in entry.placed
    ]
    return Aligned(aligned.entries[first:last], [*aligned.beside, *around], aligned.score)


def parts(cells: Sequence[Cell], aligned: Aligned, layout: Layout) -> list[str]:
    """What each cell of a page is, once its entries are known."""
    inside = {
        id(placed.cell): placed.one.part if placed.slot is None else layout.slots[placed.slot].part
        for entry in aligned.entries
        for placed in entry.placed
    }
    return [inside.get(id(cell), BESIDE) for cell in cells]


def _absent(slot: Slot) -> float:
    return NO_TITLE if slot.part == TITLE else -log(1.0 - slot.share)


def _present(slot: Slot) -> float:
    return 0.0 if slot.part == TITLE else -log(slot.share)


def _entries(placed: Sequence[Placed], costs: Mapping[bool, Costs], score: float) -> Aligned:
    entries: list[list[Placed]] = []
    beside: list[Placed] = []
    before = OUTSIDE
    for one in placed:
        if one.slot == OUTSIDE:
            beside.append(one)
            before = OUTSIDE
        elif one.slot is None:
            (beside if one.one.part == BESIDE else entries[-1]).append(one)
        else:
            if (before, one.slot) in costs[one.cell.gap].begins:
                entries.append([])
            entries[-1].append(one)
            before = one.slot
    return Aligned([Entry(tuple(entry)) for entry in entries], beside, score)
