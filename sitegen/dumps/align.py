"""Which line is which part of which entry: the likeliest reading of all lines together, found by dynamic programming.

An entry is a score line, a title, a byline and an abstract, in this order; a format says which of them it has and what it
costs when one is missing. Each line is weighed as each of these parts, as two of them run together, or as nothing known. A
line on its own is often ambiguous; its neighbours nearly never are, so that one broken entry leaves the others as they were.
"""

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

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
    """A line, or one of the parts that ran together in it, and what it is of an entry; `cut` where a glued title ends."""

    part: Part
    line: Line
    together: bool = False
    cut: int = 0
    margin: float = 0.0


class Alignment(NamedTuple):
    """The entries in order, each a list of pieces, the lines that nothing is known of, and how well it all fits."""

    entries: list[list[Piece]]
    unknown: list[Line]
    score: float


class Reading(NamedTuple):
    """One way to read a line: the parts in it, none when nothing is known of it, and how natural that is."""

    pieces: tuple[Piece, ...]
    score: float


class Path(NamedTuple):
    """A reading of all lines up to one: its score, the words of a title still without abstract, and the way there."""

    score: float = 0.0
    title: frozenset[str] = frozenset()
    reading: Reading | None = None
    before: "Path | None" = None


# For each part the slot it takes (0 score, 1 title, 2 byline, 3 abstract) and the next one free behind it.
SLOTS: Mapping[Part | None, tuple[int, int]] = {
    Part.SCORE: (0, 1),
    Part.TITLE: (1, 2),
    Part.GLUED: (1, 3),
    Part.BYLINE: (2, 3),
    Part.ABSTRACT: (3, 4),
    Part.MORE: (4, 4),
    None: (4, 4),
}
UNCLAIMED = -1.5
TOGETHER = 2.0
# What it is worth when an abstract uses all the words of the title above it.
SHARED_WORDS = 2.0
# Above this a line is not weighed as anything but an abstract.
SURELY_ABSTRACT = 2.5
# How far into a line it is looked for an abstract that is glued to its title.
LONGEST_TITLE = 250
# How far from the end of a line it is looked for the next entry's score line.
LONGEST_SCORE = 60
TITLE_THEN_TEXT = re.compile(r"(?<=[a-zß-öø-ÿ0-9?)])(?=[A-ZÀ-ÖØ-Þ])")
GLUED_SCORE = re.compile(rf"(?<=[^\s\d])\s?(?:{shapes.SCORE})(?:{shapes.CATEGORY})(?:{shapes.DATE})(?:Code)?$")
LEADING_SCORE = re.compile(rf"(?:{shapes.SCORE})(?:{shapes.CATEGORY})(?:{shapes.DATE})(?:Code(?=[A-Z]))?")
GLUED_LABEL = re.compile(r"(?<=[.!?)\]}\w])\s?(?=Abstract\s*:)")


def align(lines: Sequence[Line], costs: Costs, known: byline.Known) -> Alignment:
    """The likeliest entries of a dump's lines, from which header and noise were taken out."""
    best: dict[Part | None, Path] = {None: Path()}
    for line in lines:
        readings = list(_readings(line, costs, known))
        step: dict[Part | None, Path] = {}
        for before, path in best.items():
            for reading in readings:
                part, longer = _extend(path, before, reading, costs)
                if part not in step or longer.score > step[part].score:
                    step[part] = longer
        best = step
    total, end = max(
        ((path.score - _missing_cost(part, None, costs), path) for part, path in best.items()), key=lambda it: it[0]
    )
    pieces = _pieces(end)
    used = {piece.line.number for piece in pieces}
    return Alignment(_entries(pieces), [line for line in lines if line.number not in used], total)


def _extend(path: Path, part: Part | None, reading: Reading, costs: Costs) -> tuple[Part | None, Path]:
    """The path with one more line, read in this way, and the last part known on it."""
    score, title, previous = path.score + reading.score, path.title, path.reading
    for piece in reading.pieces:
        last = previous.pieces[-1] if previous and previous.pieces else None
        if not (part is piece.part is Part.SCORE and last and _completes(last.line.text, piece.line.text)):
            score -= _missing_cost(part, piece.part, costs)
        if piece.part in {Part.TITLE, Part.GLUED}:
            title = _words(piece.line.text[: piece.cut or None])
        elif piece.part is Part.ABSTRACT:
            score += SHARED_WORDS * len(title & _words(piece.line.text)) / (len(title) or 1)
            title = frozenset()
        part = piece.part
    return part, Path(score, title, reading, path)


def _missing_cost(before: Part | None, after: Part | None, costs: Costs) -> float:
    """What is missing when `after` is the next part behind `before` (None: the dump's beginning or end)."""
    if after is Part.MORE:
        return 0.0 if before in {Part.ABSTRACT, Part.MORE} else 99.0
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


def _readings(line: Line, costs: Costs, known: byline.Known) -> Iterator[Reading]:
    """All ways to read a line that the format has parts for: as nothing known, as one part, as two that ran together."""
    yield Reading((), UNCLAIMED)
    yield from _as_one_part(line, costs, known)
    for at, firsts, seconds, cost in _part_breaks(line.text, costs):
        left, right = (Line(line.number, text.strip()) for text in (line.text[:at], line.text[at:]))
        for first in _as_one_part(left, costs, known):
            for second in _as_one_part(right, costs, known):
                parts = (first.pieces[0].part, second.pieces[0].part)
                if parts[0] in firsts and parts[1] in seconds:
                    pieces = (first.pieces[0], second.pieces[0]._replace(together=True))
                    yield Reading(pieces, first.score + second.score - cost)


def _as_one_part(line: Line, costs: Costs, known: byline.Known) -> Iterator[Reading]:
    """The ways to read a line as one part."""
    if not line.text:
        return
    prose = shapes.prose(line.text)
    yield Reading((Piece(Part.ABSTRACT, line),), prose)
    if line.text[0].islower() and prose > -1.0:
        yield Reading((Piece(Part.MORE, line),), 1.0)
    names_last = line.text.endswith(" et al.") or not shapes.FINAL.search(line.text[-8:])
    if prose > SURELY_ABSTRACT and not names_last:
        return
    names = byline.likeness(line.text, known) if costs.byline is not None else -5.0
    if costs.score is not None and (score := shapes.score_line(line.text)):
        yield Reading((Piece(Part.SCORE, line),), 4.0 if shapes.part_count(score) > 1 and not score.rest else 1.5)
    if costs.title is not None:
        yield Reading((Piece(Part.TITLE, line),), min(shapes.title(line.text), 2.0 - max(names, 0.0)))
    if costs.byline is not None:
        yield Reading((Piece(Part.BYLINE, line),), max(-3.0, min(names, 4.0)))
        if glued := byline.split(line.text, known):
            piece = Piece(Part.GLUED, line, cut=len(glued.title), margin=glued.margin)
            yield Reading((piece,), min(glued.score, 4.0))


def _part_breaks(text: str, costs: Costs) -> Iterator[tuple[int, Container[Part], Container[Part], float]]:
    """Where two parts may have run together in a line, which they could be, and what it costs to say so."""
    if costs.score is not None:
        if match := GLUED_SCORE.search(text, max(0, len(text) - LONGEST_SCORE)):
            yield match.start(), {Part.ABSTRACT}, {Part.SCORE}, TOGETHER
        if match := LEADING_SCORE.match(text):
            yield match.end(), {Part.SCORE}, {Part.TITLE, Part.GLUED, Part.BYLINE}, TOGETHER
    if "Abstract" in text and (match := GLUED_LABEL.search(text)):
        yield match.start(), {Part.ABSTRACT, Part.TITLE}, {Part.ABSTRACT}, 0.0
    if costs.title is not None:
        for at in list(shapes.sentence_ends(text))[-2:]:
            if shapes.prose(text[at:]) < 0.0:
                yield at, {Part.ABSTRACT}, {Part.TITLE, Part.GLUED}, TOGETHER
        for match in TITLE_THEN_TEXT.finditer(text, 0, LONGEST_TITLE):
            if shapes.prose(text[: match.start()]) < -1.0 and shapes.prose(text[match.start() :]) > 1.0:
                yield match.start(), {Part.TITLE, Part.GLUED}, {Part.ABSTRACT}, TOGETHER


@lru_cache(maxsize=1024)
def _words(text: str) -> frozenset[str]:
    return frozenset(word.lower()[:6] for word in byline.WORD.findall(text) if len(word) > 3)


def _pieces(path: Path | None) -> list[Piece]:
    found: list[Piece] = []
    while path:
        found += reversed(path.reading.pieces if path.reading else ())
        path = path.before
    return found[::-1]


def _entries(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """The pieces, grouped where one cannot belong to the entry that the one before it is of."""
    entries: list[list[Piece]] = []
    before: Piece | None = None
    for piece in pieces:
        same = before is not None and (
            piece.part is Part.MORE
            or SLOTS[before.part][1] <= SLOTS[piece.part][0]
            or (before.part is piece.part is Part.SCORE and _completes(before.line.text, piece.line.text))
        )
        if same:
            entries[-1].append(piece)
        else:
            entries.append([piece])
        before = piece
    return entries
