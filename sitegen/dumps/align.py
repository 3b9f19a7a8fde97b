"""Which line is which part of which entry: the likeliest reading of all lines together, found by dynamic programming.

An entry is a score line, a title, a byline and an abstract, in this order; a format says which of them it has and what it
costs when one is missing. Each line is weighed as each of these parts, as two of them run together, or as nothing known. A
line on its own is often ambiguous; its neighbours nearly never are, so that one broken entry leaves the others as they were.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import IntEnum
from functools import lru_cache, partial
from itertools import islice
from typing import NamedTuple, TypeAlias

from sitegen.dumps import byline, shapes
from sitegen.dumps.source import Line
from sitegen.records import Record


class Part(IntEnum):
    """What a line can be of an entry: GLUED is title and byline glued, MORE an abstract that goes on."""

    SCORE = 0
    TITLE = 1
    GLUED = 2
    BYLINE = 3
    ABSTRACT = 4
    MORE = 5

    # That of Enum is written in Python and takes most of the time of a lookup.
    __hash__ = int.__hash__


SCORE, TITLE, GLUED, BYLINE, ABSTRACT, MORE = Part


class Costs(Record):
    """What an entry that lacks a part costs; None where the format's entries never have that part.

    `alone` is what an abstract costs that nothing stands above, in a format where that is usual: it must read like one.
    """

    score: float | None = None
    title: float | None = None
    byline: float | None = None
    abstract: float = 3.0
    alone: float = 0.0

    def within(self, first: int, last: int) -> float:
        """The cost of lacking the slots from `first` up to, not including, `last` (0 score, 1 title, 2 byline, 3 abstract)."""
        return sum(cost or 0.0 for cost in (self.score, self.title, self.byline, self.abstract)[first:last])


class Piece(NamedTuple):
    """A line, or one of the parts that ran together in it, and what it is of an entry; `cut` is where a glued title ends."""

    part: Part
    text: str
    number: int = 0
    together: bool = False
    cut: int = 0
    margin: float = 0.0


Gaps: TypeAlias = Mapping[tuple[Part | None, Part | None], float]


class Alignment(NamedTuple):
    """The entries in order, each a list of pieces, the lines that nothing is known of, and how well it all fits."""

    entries: list[list[Piece]]
    unknown: list[Line]
    score: float


class Reading(NamedTuple):
    """One way to read a line: the parts in it, none when nothing is known of it, and how natural that is.

    `words` are those of the abstract that it starts with, `title` those of a title that it leaves without abstract; None where
    it does neither.
    """

    pieces: tuple[Piece, ...]
    score: float
    words: frozenset[str] | None = None
    title: frozenset[str] | None = None


class Path(NamedTuple):
    """A reading of all lines up to one: its score, the words of a title still without abstract, and the way there."""

    score: float = 0.0
    title: frozenset[str] = frozenset()
    pieces: tuple[Piece, ...] = ()
    before: "Path | None" = None


# For each part the slot it takes (0 score, 1 title, 2 byline, 3 abstract) and the next one free behind it.
SLOTS: Mapping[Part | None, tuple[int, int]] = {
    SCORE: (0, 1),
    TITLE: (1, 2),
    GLUED: (1, 3),
    BYLINE: (2, 3),
    ABSTRACT: (3, 4),
    MORE: (4, 4),
    None: (4, 4),
}
TITLES = frozenset((TITLE, GLUED))
TEXT = frozenset((ABSTRACT,))
SCORES = frozenset((SCORE,))
ANY = frozenset(Part)
UNCLAIMED = -1.5
TOGETHER = 2.0
# What it is worth when an abstract uses all the words of the title above it.
SHARED_WORDS = 2.0
# Above this a line is not weighed as anything but an abstract.
SURELY_ABSTRACT = 2.5
# How far into a line it is looked for an abstract that is glued to its title.
LONGEST_TITLE = 250
# How many places are weighed where it may end; words like "LoRA", which look like one, are few in a title.
MOST_BREAKS = 8
# How far from the end of a line it is looked for the next entry's score line.
LONGEST_SCORE = 60
# Code and data: no word, formula or address of a title, a byline or an abstract is so long.
NO_TEXT = re.compile(r"[!-~]{1000}")
TITLE_THEN_TEXT = re.compile(r"(?<=[a-zß-öø-ÿ0-9?)])(?=[A-ZÀ-ÖØ-Þ])")
GLUED_SCORE = re.compile(rf"(?<=[^\s\d])\s?(?:{shapes.SCORE})(?:{shapes.CATEGORY})(?:{shapes.DATE})(?:Code)?$")
LEADING_SCORE = re.compile(rf"(?:{shapes.SCORE})(?:{shapes.CATEGORY})(?:{shapes.DATE})(?:Code(?=[A-Z]))?")
GLUED_LABEL = re.compile(r"(?<=[.!?)\]}\w])\s?(?=Abstract\s*:)")


def align(lines: Sequence[Line], costs: Costs, known: byline.Known) -> Alignment:
    """The likeliest entries of a dump's lines, from which header and noise were taken out."""
    gaps = {(before, after): _missing_cost(before, after, costs) for before in SLOTS for after in SLOTS}
    readings_of = lru_cache(maxsize=1024)(partial(_readings, costs=costs, gaps=gaps, known=known))
    best: dict[Part | None, Path] = {None: Path()}
    for line in lines:
        best = _step(best, readings_of(line.text), gaps)
    total, end = max(((path.score - gaps[part, None], path) for part, path in best.items()), key=lambda it: it[0])
    found = list(zip(lines, _way(end), strict=True))
    pieces = [piece._replace(number=line.number) for line, pieces in found for piece in pieces]
    return Alignment(_entries(pieces), [line for line, pieces in found if not pieces], total)


def _step(best: Mapping[Part | None, Path], readings: Iterable[Reading], gaps: Gaps) -> dict[Part | None, Path]:
    """The best path to each part that the next line can end with, from the best ones up to that line."""
    step: dict[Part | None, tuple[float, Path, Reading]] = {}
    for before, path in best.items():
        for reading in readings:
            score, part = path.score + reading.score, before
            if reading.pieces:
                first, part = reading.pieces[0].part, reading.pieces[-1].part
                if not (before is first is SCORE and path.pieces and _completes(path.pieces[-1].text, reading.pieces[0].text)):
                    score -= gaps[before, first]
                if reading.words and path.title:
                    score += _shared(path.title, reading.words)
            if part not in step or score > step[part][0]:
                step[part] = score, path, reading
    return {
        part: Path(score, path.title if reading.title is None else reading.title, reading.pieces, path)
        for part, (score, path, reading) in step.items()
    }


def _shared(title: frozenset[str], words: frozenset[str]) -> float:
    """What it is worth that an abstract uses words of the title above it."""
    return SHARED_WORDS * len(title & words) / (len(title) or 1)


def _missing_cost(before: Part | None, after: Part | None, costs: Costs) -> float:
    """What is missing when `after` is the next part behind `before` (None: the dump's beginning or end)."""
    if after is MORE:
        return 0.0 if before in {ABSTRACT, MORE} else 99.0
    free, slot = SLOTS[before][1], SLOTS[after][0]
    if free <= slot:
        return costs.within(free, slot)
    return costs.within(free, 4) + costs.within(0, slot) + costs.alone


def _completes(above: str, below: str) -> bool:
    """Whether two score lines are parts of one that stands on several lines, as in a saved page."""
    first, second = shapes.score_line(above), shapes.score_line(below)
    if not first or not second or first.rest or second.rest:
        return False
    order = [bool(first.score), bool(first.category), bool(first.date), first.mark]
    following = [bool(second.score), bool(second.category), bool(second.date), second.mark]
    return max(at for at, has in enumerate(order) if has) < min(at for at, has in enumerate(following) if has)


def _readings(text: str, costs: Costs, gaps: Gaps, known: byline.Known) -> list[Reading]:
    """All ways to read a line that the format has parts for: as nothing known, as one part, as two that ran together."""
    readings = [Reading((), UNCLAIMED)]
    readings += [_reading(score, piece) for piece, score in _as_one_part(text, ANY, costs, known)]
    for at, firsts, seconds, cost in _part_breaks(text, costs):
        behind = list(_as_one_part(text[at:].strip(), seconds, costs, known))
        for first, score in _as_one_part(text[:at].strip(), firsts, costs, known):
            for second, more in behind:
                both = score + more - cost - gaps[first.part, second.part]
                readings.append(_reading(both, first, second._replace(together=True)))
    return readings


def _reading(score: float, first: Piece, second: Piece | None = None) -> Reading:
    """The reading of a line as these parts; `score` says how natural they are as they stand."""
    last = second or first
    words = _words(first.text) if first.part is ABSTRACT else None
    title = frozenset[str]() if ABSTRACT in {first.part, last.part} else None
    if last.part in TITLES:
        title = _words(last.text[: last.cut or None])
    elif first.part in TITLES:
        score += _shared(_words(first.text[: first.cut or None]), _words(last.text))
    return Reading((first, second) if second else (first,), score, words, title)


def _as_one_part(text: str, wanted: frozenset[Part], costs: Costs, known: byline.Known) -> Iterator[tuple[Piece, float]]:
    """The ways to read a text as one of the wanted parts, and how natural each is."""
    if SCORE in wanted and costs.score is not None and (score := shapes.score_line(text)):
        yield Piece(SCORE, text), 4.0 if shapes.part_count(score) > 1 and not score.rest else 1.5
    if not byline.WORD.search(text) or byline.NOBODY.fullmatch(text) or shapes.LABEL.fullmatch(text) or NO_TEXT.search(text):
        return
    prose = shapes.prose(text)
    if ABSTRACT in wanted:
        yield Piece(ABSTRACT, text), prose
    if MORE in wanted and text[0].islower() and prose > -1.0:
        yield Piece(MORE, text), 1.0
    names_last = text.endswith(" et al.") or not shapes.FINAL.search(text[-8:])
    if prose > SURELY_ABSTRACT and not names_last:
        return
    if costs.title is None or wanted is TEXT or wanted is SCORES:
        return
    names = byline.likeness(text, known) if costs.byline is not None else -5.0
    if TITLE in wanted:
        yield Piece(TITLE, text), min(shapes.title(text), 2.0 - max(names, 0.0))
    if BYLINE in wanted and costs.byline is not None:
        yield Piece(BYLINE, text), max(-3.0, min(names, 4.0))
    if GLUED in wanted and costs.byline is not None and (glued := byline.split(text, known)):
        yield Piece(GLUED, text, cut=len(glued.title), margin=glued.margin), min(glued.score, 4.0)


def _part_breaks(text: str, costs: Costs) -> Iterator[tuple[int, frozenset[Part], frozenset[Part], float]]:
    """Where two parts may have run together in a line, which they could be, and what it costs to say so."""
    if costs.score is not None:
        if match := GLUED_SCORE.search(text, max(0, len(text) - LONGEST_SCORE)):
            yield match.start(), TEXT, SCORES, TOGETHER
        if match := LEADING_SCORE.match(text):
            yield match.end(), SCORES, TITLES | {BYLINE}, TOGETHER
    if "Abstract" in text and (match := GLUED_LABEL.search(text)):
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
    return frozenset(word.lower()[:6] for word in byline.WORD.findall(text) if len(word) > 3)


def _way(path: Path) -> list[tuple[Piece, ...]]:
    """The pieces of each line on the way to the end of a path, none for a line that nothing is known of."""
    found = []
    while path.before:
        found.append(path.pieces)
        path = path.before
    return found[::-1]


def _entries(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """The pieces, grouped where one cannot belong to the entry that the one before it is of."""
    entries: list[list[Piece]] = []
    before: Piece | None = None
    for piece in pieces:
        same = before is not None and (
            piece.part is MORE
            or SLOTS[before.part][1] <= SLOTS[piece.part][0]
            or (before.part is piece.part is SCORE and _completes(before.text, piece.text))
        )
        if same:
            entries[-1].append(piece)
        else:
            entries.append([piece])
        before = piece
    return entries
