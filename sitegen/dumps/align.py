"""Which line is which part of which entry: the likeliest reading of all lines together, found by dynamic programming.

An entry is a title, a byline and an abstract, in this order, with a score line somewhere; a format says which of them it has
and what it costs when one is missing. Each line is weighed as each of these parts, as two of them run together, or as nothing
known. A line on its own is often ambiguous; its neighbours nearly never are, so that one broken entry leaves the others as they
were.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import IntEnum
from functools import lru_cache
from itertools import islice
from typing import NamedTuple, TypeAlias

from sitegen import categories
from sitegen.dumps import byline, furniture, scores, shapes
from sitegen.dumps.source import Line
from sitegen.records import Record


class Part(IntEnum):
    """What a line can be of an entry.

    OPENING is a title's line that the next one must go on with, GLUED title and byline glued; REST, NAMES and MORE are lines
    that a title, a byline, an abstract go on with.
    """

    SCORE = 0
    OPENING = 1
    TITLE = 2
    REST = 3
    GLUED = 4
    BYLINE = 5
    NAMES = 6
    ABSTRACT = 7
    MORE = 8

    # That of Enum is written in Python and takes most of the time of a lookup.
    __hash__ = int.__hash__


SCORE, OPENING, TITLE, REST, GLUED, BYLINE, NAMES, ABSTRACT, MORE = Part


class Costs(Record):
    """What an entry that lacks a part costs; None where the format's entries never have that part.

    `alone` is what an abstract costs that nothing stands above, in a format where that is usual: it must read like one.
    `place` is where the score line stands: above the title (0), the byline (1) or the abstract (2), or below it (3); `stacked`
    whether bylines have a line for each author.
    """

    score: float | None = None
    title: float | None = None
    byline: float | None = None
    abstract: float | None = 3.0
    alone: float = 0.0
    place: int = 0
    stacked: bool = False

    def within(self, first: int, last: int) -> float:
        """The cost of lacking the slots from `first` up to, not including, `last`."""
        costs = [self.title, self.byline, self.abstract]
        costs.insert(self.place, self.score)
        return sum(cost or 0.0 for cost in costs[first:last])

    def slots(self) -> "Slots":
        """For each part the slot of an entry that it takes, and the next one that is free behind it."""
        title, byline, abstract = (slot + (slot >= self.place) for slot in range(3))
        return {
            SCORE: (self.place, self.place + 1),
            OPENING: (title, title),
            TITLE: (title, title + 1),
            REST: (title + 1, title + 1),
            GLUED: (title, byline + 1),
            BYLINE: (byline, byline + 1),
            NAMES: (byline + 1, byline + 1),
            ABSTRACT: (abstract, abstract + 1),
            MORE: (abstract + 1, abstract + 1),
            None: (4, 4),
        }


class Piece(NamedTuple):
    """A line, or one of the parts that ran together in it, and what it is of an entry; `cut` is where a glued title ends.

    `prose` says how an abstract reads. It stands on the source lines from `number` to `last`; `links` are the addresses that
    words of it lead to.
    """

    part: Part
    text: str
    number: int = 0
    last: int = 0
    links: tuple[str, ...] = ()
    together: bool = False
    cut: int = 0
    margin: float = 0.0
    prose: float = 0.0


Slots: TypeAlias = Mapping[Part | None, tuple[int, int]]
Gaps: TypeAlias = Mapping[tuple[Part | None, Part | None], float]


class Page(NamedTuple):
    """What the whole dump tells of its lines: its names and words, what of it is furniture, how its titles are numbered."""

    known: byline.Known
    furniture: frozenset[str] = frozenset()
    numbered: frozenset[str] = frozenset()


class Alignment(NamedTuple):
    """The entries in order, each a list of pieces, the furniture between them, the lines that nothing is known of.

    `score` says how well it all fits.
    """

    entries: list[list[Piece]]
    furniture: list[Line]
    unknown: list[Line]
    score: float

    @property
    def likeness(self) -> float:
        """How natural the lines that are read are, each in the mean."""
        read = sum(len(entry) for entry in self.entries)
        return (self.score - UNCLAIMED * len(self.unknown)) / read if read else UNCLAIMED


class Reading(NamedTuple):
    """One way to read a line: the parts in it, none when nothing is known of it, and how natural that is.

    `abstract` is the one that it starts with, `title` the words of a title that it leaves without abstract; None where it does
    neither.
    """

    pieces: tuple[Piece, ...]
    score: float
    abstract: str | None = None
    title: frozenset[str] | None = None


class Way(NamedTuple):
    """The pieces of a line, none where nothing is known of it, and the way to the line above: what is kept of each line."""

    pieces: tuple[Piece, ...]
    before: "Way | None"


class Path(NamedTuple):
    """A reading of all lines up to one: its score, the words of a title still without abstract, and the way there."""

    score: float = 0.0
    title: frozenset[str] = frozenset()
    way: Way | None = None


# What a line can only go on with, and the parts that it can be.
GO_ON: Mapping[Part | None, frozenset[Part | None]] = {
    REST: frozenset((TITLE, REST)),
    NAMES: frozenset((GLUED, BYLINE, NAMES)),
    MORE: frozenset((ABSTRACT, MORE)),
}
NEVER = 99.0
TITLES = frozenset((TITLE, GLUED))
TEXT = frozenset((ABSTRACT,))
SCORES = frozenset((SCORE,))
ANY = frozenset(Part)
UNCLAIMED = -1.5
TOGETHER = 2.0
# What it is worth when an abstract uses all the words of the title above it.
SHARED_WORDS = 2.0
# So many letters of two words are compared; and so many words are looked for one by one.
COMPARED, MOST_SOUGHT = 6, 50
# Above this a line is not weighed as anything but an abstract.
SURELY_ABSTRACT = 2.5
# How far into a line it is looked for an abstract that is glued to its title.
LONGEST_TITLE = 250
# How many places are weighed where it may end; words like "LoRA", which look like one, are few in a title.
MOST_BREAKS = 8
# What looks less like names is no byline.
NO_NAMES = -3.0
# How much a line has to look like a name to be one of a byline that has a line for each.
ONE_NAME = -1.0
# What it is worth that a line goes on with the score line above it.
COMPLETES = 1.5
MARK_ALONE = scores.ScoreLine(mark=True)
# What is before a byline that is glued to it and is shorter is an initial.
SHORTEST_TITLE = 2
# What is before a byline that is glued to it and looks more like names is no title.
MORE_NAMES_THAN_TITLE = 1.0
# What it costs that a title ends as if it went on.
OPEN = 1.0
# How far from the end of a line the word stands that tells that a title goes on.
LONGEST_OPEN_END = 20
LETTER = re.compile(r"[^\W\d_]")
LONG_WORD = re.compile(r"[^\W\d_]{4,}")
# Code and data: no word, formula or address of a title, a byline or an abstract is so long.
NO_TEXT = re.compile(r"[!-~]{1000}")
TITLE_THEN_TEXT = re.compile(r"(?=[A-ZÀ-ÖØ-Þ])(?<=[a-zß-öø-ÿ0-9?)])")
GLUED_LABEL = re.compile(r"(?<=[.!?)\]}\w])\s?(?=Abstract\s*:)")


def align(lines: Sequence[Line], costs: Costs, page: Page) -> Alignment:
    """The likeliest entries of a dump's lines, from which header and noise were taken out."""
    gaps = _gaps(costs)
    best: dict[Part | None, Path] = {None: Path()}
    for line in lines:
        best = _step(best, readings(line.text, costs, page), gaps)
    total, end = max(((path.score - gaps[part, None], path) for part, path in best.items()), key=lambda it: it[0])
    found = list(zip(lines, _pieces(end.way), strict=True))
    pieces = [
        piece._replace(number=line.number, last=line.last, links=line.links) for line, pieces in found for piece in pieces
    ]
    idle = [line for line, pieces in found if not pieces]
    beside = [line for line in idle if _is_furniture(line.text, page)]
    unknown = [line for line in idle if not _is_furniture(line.text, page)]
    return Alignment(_entries(pieces, costs.slots()), beside, unknown, total)


def _step(best: Mapping[Part | None, Path], ways: Iterable[Reading], gaps: Gaps) -> dict[Part | None, Path]:
    """The best path to each part that the next line can end with, from the best ones up to that line."""
    step: dict[Part | None, tuple[float, Path, Reading]] = {}
    ends = [(way, way.pieces[0].part, way.pieces[-1].part) if way.pieces else (way, None, None) for way in ways]
    for before, path in best.items():
        for reading, first, last in ends:
            score, part = path.score + reading.score, before
            if last is not None:
                part = last
                if before is first is SCORE and _goes_on_with(path.way, reading.pieces[0].text):
                    score += COMPLETES
                else:
                    score -= gaps[before, first]
                if reading.abstract and path.title:
                    score += _shared(path.title, reading.abstract)
            if part not in step or score > step[part][0]:
                step[part] = score, path, reading
    return {
        part: Path(score, path.title if reading.title is None else reading.title, Way(reading.pieces, path.way))
        for part, (score, path, reading) in step.items()
    }


def _goes_on_with(way: Way | None, text: str) -> bool:
    """Whether the line at the end of a way is a score line, and a text the rest of it."""
    return bool(way and way.pieces and _completes(way.pieces[-1].text, text))


@lru_cache(maxsize=16)
def _shared(title: frozenset[str], abstract: str) -> float:
    """What it is worth that an abstract uses words of the title above it."""
    if len(title) > MOST_SOUGHT:
        used = len(title & _words(abstract))
    else:
        small = abstract.lower()
        used = sum(_has_word(small, word) for word in title)
    return SHARED_WORDS * used / (len(title) or 1)


def _has_word(text: str, start: str) -> bool:
    """Whether a text in small letters has a word that is this one, or begins with it where that is as much as is compared."""
    at = text.find(start)
    while at >= 0:
        end = at + len(start)
        if not LETTER.match(text, at - 1, at) and (len(start) == COMPARED or not LETTER.match(text, end)):
            return True
        at = text.find(start, end)
    return False


@lru_cache(maxsize=64)
def _gaps(costs: Costs) -> Gaps:
    """What is missing between any two parts."""
    slots = costs.slots()
    return {(before, after): _missing_cost(before, after, costs, slots) for before in slots for after in slots}


def _missing_cost(before: Part | None, after: Part | None, costs: Costs, slots: Slots) -> float:
    """What is missing when `after` is the next part behind `before` (None: the dump's beginning or end)."""
    if before not in GO_ON.get(after, {before}) or (before is OPENING and after not in {OPENING, TITLE, GLUED}):
        return NEVER
    free, slot = slots[before][1], slots[after][0]
    if free <= slot:
        return costs.within(free, slot)
    return costs.within(free, 4) + costs.within(0, slot) + costs.alone


def _completes(above: str, below: str) -> bool:
    """Whether two score lines are parts of one that stands on several lines, as in a saved page."""
    first, second = scores.score_line(above), scores.score_line(below)
    if not first or not second or first.rest or second.rest:
        return False
    order = [bool(first.score), bool(first.category), bool(first.date), first.mark]
    following = [bool(second.score), bool(second.category), bool(second.date), second.mark]
    return max(at for at, has in enumerate(order) if has) < min(at for at, has in enumerate(following) if has)


@lru_cache(maxsize=256)
def readings(text: str, costs: Costs, page: Page) -> list[Reading]:
    """All ways to read a line that the format has parts for: as nothing known, as one part, as two that ran together."""
    gaps = _gaps(costs)
    found = [Reading((), 0.0 if _is_furniture(text, page) else UNCLAIMED)]
    parts = SCORES if furniture.is_known(text) else ANY
    found += [_reading(score, piece) for piece, score in _as_one_part(text, parts, costs, page)]
    if parts is SCORES or scores.is_whole(text):
        return found
    for at, firsts, seconds, cost in _part_breaks(text, costs):
        behind = list(_as_one_part(text[at:].strip(), seconds, costs, page))
        for first, score in _as_one_part(text[:at].strip(), firsts, costs, page):
            for second, more in behind:
                both = score + more - cost - gaps[first.part, second.part]
                found.append(_reading(both, first, second._replace(together=True)))
    return found


def _is_furniture(text: str, page: Page) -> bool:
    return text in page.furniture or furniture.is_known(text)


def _reading(score: float, first: Piece, second: Piece | None = None) -> Reading:
    """The reading of a line as these parts; `score` says how natural they are as they stand."""
    last = second or first
    abstract = first.text if first.part is ABSTRACT else None
    title = frozenset[str]() if ABSTRACT in {first.part, last.part} else None
    if last.part in TITLES:
        title = _words(last.text[: last.cut or None])
    elif first.part in TITLES:
        score += _shared(_words(first.text[: first.cut or None]), last.text)
    return Reading((first, second) if second else (first,), score, abstract, title)


def _as_one_part(text: str, wanted: frozenset[Part], costs: Costs, page: Page) -> Iterator[tuple[Piece, float]]:
    """The ways to read a text as one of the wanted parts, and how natural each is."""
    score = scores.score_line(text)
    if score and SCORE in wanted and costs.score is not None:
        yield Piece(SCORE, text), _sureness(score, text)
    if (score and (scores.is_sure(score) or _is_day(score))) or categories.are(text):
        return
    if NAMES in wanted and costs.byline is not None and byline.NOBODY.fullmatch(text):
        yield Piece(NAMES, text), 1.0
    if not byline.WORD.search(text) or byline.NOBODY.fullmatch(text) or shapes.LABEL.fullmatch(text) or NO_TEXT.search(text):
        return
    if shapes.LABELLED.match(text):
        return
    prose = shapes.prose(text)
    reference = shapes.is_reference(text) and not shapes.LABEL.match(text)
    if ABSTRACT in wanted and not reference:
        yield Piece(ABSTRACT, text, prose=prose), prose
    if MORE in wanted and not reference and (goes_on := _goes_on(text, prose)):
        yield Piece(MORE, text), goes_on
    if costs.title is None or wanted is TEXT or wanted is SCORES:
        return
    names_last = text.endswith(" et al.") or not shapes.FINAL.search(text[-8:])
    if prose <= SURELY_ABSTRACT or names_last:
        yield from _above_the_abstract(text, wanted, costs, page)


def _is_day(score: scores.ScoreLine) -> bool:
    """Whether a score line is a date alone, and more of one than a number that may be a year."""
    return not score.rest and score.date is not None and not score.date.isdecimal()


def _sureness(score: scores.ScoreLine, text: str) -> float:
    """How sure a text is a score line; a mark alone is none, unless it completes one."""
    if scores.is_sure(score):
        return 4.0
    return -1.0 if score == MARK_ALONE else 0.5 if text.isdecimal() else 1.5


def _goes_on(text: str, prose: float) -> float:
    """How natural it is that an abstract goes on with a text; 0.0 where nothing tells that it does."""
    if shapes.SECTION.match(text):
        return 3.0
    if text[0].islower() or shapes.BULLET.match(text):
        return 1.0 if prose > -1.0 else 0.0
    return 0.0


def _above_the_abstract(text: str, wanted: frozenset[Part], costs: Costs, page: Page) -> Iterator[tuple[Piece, float]]:
    """The ways to read a text as title, byline or both, and how natural each is."""
    if label := shapes.TITLE_LABEL.match(text):
        yield Piece(TITLE, text[label.end() :]), 4.0
        return
    names = byline.likeness(text, page.known) if costs.byline is not None else -5.0
    title = shapes.without_mark(text, page.numbered)
    likely = min(shapes.title(title), 2.0 - max(names, 0.0), 0.5 if shapes.is_reference(text) else 2.0)
    goes_on = text not in page.furniture and bool(shapes.OPEN_END.search(title[-LONGEST_OPEN_END:]))
    if TITLE in wanted:
        yield Piece(TITLE, title), likely - (OPEN if goes_on else 0.0)
    if OPENING in wanted and goes_on:
        yield Piece(OPENING, title), likely
    if REST in wanted and title[0].islower() and likely > -1.0:
        yield Piece(REST, title), 0.5
    if costs.byline is None:
        return
    if BYLINE in wanted and names > NO_NAMES:
        yield Piece(BYLINE, text), min(names, 4.0)
    if NAMES in wanted and costs.stacked and names >= ONE_NAME:
        yield Piece(NAMES, text), min(names, 2.0)
    glued = byline.split(title, page.known) if GLUED in wanted else None
    if glued and len(glued.title) > SHORTEST_TITLE and byline.likeness(glued.title, page.known) < MORE_NAMES_THAN_TITLE:
        yield Piece(GLUED, title, cut=len(glued.title), margin=glued.margin), min(glued.score, 4.0)


def _part_breaks(text: str, costs: Costs) -> Iterator[tuple[int, frozenset[Part], frozenset[Part], float]]:
    """Where two parts may have run together in a line, which they could be, and what it costs to say so."""
    if costs.score is not None:
        if at := scores.glued_behind(text):
            yield at, TEXT, SCORES, TOGETHER
        if (at := scores.glued_before(text)) and at < len(text):
            yield at, SCORES, TITLES | {BYLINE}, TOGETHER
    if text.find("Abstract", 1) > 0 and (match := GLUED_LABEL.search(text)):
        yield match.start(), TEXT | {TITLE}, TEXT, 0.0
    if costs.title is not None:
        for at in list(shapes.sentence_ends(text))[-2:]:
            if shapes.prose(text[at:]) < 0.0 and shapes.prose(text[:at]) > -1.0:
                yield at, TEXT, TITLES, TOGETHER
        breaks = (match.start() for match in TITLE_THEN_TEXT.finditer(text, 0, LONGEST_TITLE))
        likely = (at for at in breaks if shapes.prose(text[:at]) < -1.0 and shapes.prose(text[at:]) > 1.0)
        for at in islice(likely, MOST_BREAKS):
            yield at, TITLES, TEXT, TOGETHER


@lru_cache(maxsize=16)
def _words(text: str) -> frozenset[str]:
    return frozenset([word.lower()[:COMPARED] for word in LONG_WORD.findall(text)])


def _pieces(way: Way | None) -> list[tuple[Piece, ...]]:
    """The pieces of each line on a way, none for a line that nothing is known of."""
    found = []
    while way:
        found.append(way.pieces)
        way = way.before
    return found[::-1]


def _entries(pieces: Sequence[Piece], slots: Slots) -> list[list[Piece]]:
    """The pieces, grouped where one cannot belong to the entry that the one before it is of."""
    entries: list[list[Piece]] = []
    before: Piece | None = None
    for piece in pieces:
        same = before is not None and (
            piece.part in GO_ON
            or slots[before.part][1] <= slots[piece.part][0]
            or (before.part is piece.part is SCORE and _completes(before.text, piece.text))
        )
        if same:
            entries[-1].append(piece)
        else:
            entries.append([piece])
        before = piece
    return entries
