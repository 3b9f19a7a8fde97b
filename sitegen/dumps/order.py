"""Which of the names in a byline stand family name first, "Example, Ada; Sample, Ben": what a comma parts may be one name.

Pieces that are no name by themselves, the line's other separators, and how the rest of the dump prints its names decide;
what they leave open is told.
"""

import re
from collections.abc import Sequence
from enum import IntEnum
from math import inf
from typing import NamedTuple, TypeAlias

from sitegen.dumps.naming import LONGEST_NAME, Known
from sitegen.text.names import PARTICLES, SUFFIXES, fold

Spans: TypeAlias = Sequence[tuple[int, int]]
CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,}")
INITIALS = re.compile(r"[^\W\d_][a-zа-я]?\.(?:[\s-]*[^\W\d_](?:[a-zа-я]\.|\.?)(?![^\W\d_]))*|[^\W\d_]")
CAPITALS = re.compile(r"[^\W\d_a-z]{2,6}|[^\W\d_a-z](?:[ -][^\W\d_a-z])+")


class Kind(IntEnum):
    """What a piece between two separators can be of a name."""

    WHOLE = 0
    ENDS_IN_INITIAL = 1
    WORD = 2
    CAPS = 3
    LETTERS = 4
    GROUP = 5


WHOLE, ENDS_IN_INITIAL, WORD, CAPS, LETTERS, GROUP = Kind
LONG_SUFFIXES = frozenset(suffix for suffix in SUFFIXES if len(suffix) > 1)
IMPOSSIBLE = 9.0
# What it costs that a piece is a name by itself; among reversed names one that is whole is out of place, and so is one word.
ALONE = {WHOLE: 0.0, ENDS_IN_INITIAL: 0.6, WORD: 1.0, CAPS: 1.0, LETTERS: IMPOSSIBLE, GROUP: 0.0}
ALONE_REVERSED = {WHOLE: 3.0, ENDS_IN_INITIAL: 3.0, WORD: 2.0, CAPS: 2.0, LETTERS: IMPOSSIBLE, GROUP: 0.0}
# What it costs that two pieces are family and given name.
PAIRED = {
    (WORD, LETTERS): 0.0,
    (WORD, CAPS): 0.0,
    (WORD, ENDS_IN_INITIAL): 0.0,
    (WORD, WHOLE): 0.0,
    (WORD, WORD): 2.0,
    (CAPS, LETTERS): 0.0,
    (CAPS, WORD): 1.0,
    (CAPS, WHOLE): 1.0,
    (CAPS, ENDS_IN_INITIAL): 2.0,
    (WHOLE, LETTERS): 1.5,
    (WHOLE, ENDS_IN_INITIAL): 2.5,
    (WHOLE, WORD): 1.5,
    (WHOLE, WHOLE): 4.0,
}
# What it costs that names are reversed where nothing says so, and what the dump's other bylines and the line's own marks say.
REVERSED = 0.7
AS_THE_DUMP = -3.0
UNLIKE_THE_DUMP = 1.0
BY_ITS_MARKS = -6.0
KNOWN_REVERSED = -3.0
# Only the first of several authors is reversed ("Roe, Jane, and John Doe").
FIRST_REVERSED = 1.2
# What is likelier by less is told.
SURE = 2.0


class Piece(NamedTuple):
    """What stands between two separators: where, what it can be, and whether more than a comma parts it from the one before."""

    start: int
    end: int
    kind: Kind
    parted: bool


class Order(NamedTuple):
    """Where each name stands, and whether family names are surely first; else `doubt`, and `pairs`: the names if they are."""

    spans: Spans
    reversed: bool = False
    pairs: Spans = ()
    doubt: str | None = None


def kind(piece: str, *, shouting: bool) -> Kind:
    """What a piece can be of a name; `shouting` where the whole byline is in capitals."""
    if len(piece) > LONGEST_NAME or CJK.fullmatch(piece):
        return WHOLE
    if INITIALS.fullmatch(piece):
        return LETTERS
    if not shouting and (CAPITALS.fullmatch(piece) or (piece.isupper() and " " not in piece)):
        return CAPS
    words = [word for word in piece.split() if word not in PARTICLES and word.strip(".,").lower() not in LONG_SUFFIXES]
    if len(words) < 2:
        return WORD
    initial = INITIALS.fullmatch(words[-1]) or (not shouting and len(words[-1]) < 4 and CAPITALS.fullmatch(words[-1]))
    return ENDS_IN_INITIAL if initial and not INITIALS.fullmatch(words[0]) else WHOLE


def in_order(text: str, pieces: Sequence[Piece], known: Known) -> Order:
    """The likeliest reading of a line's pieces as names: each by itself, in pairs, or only the first two as a pair."""
    alone = [(piece.start, piece.end) for piece in pieces]
    if len(pieces) < 2 or (known.backwards <= 0 and all(piece.kind in {WHOLE, GROUP} for piece in pieces)):
        return Order(alone)
    base = AS_THE_DUMP if known.backwards > 0 else UNLIKE_THE_DUMP if known.backwards < 0 else 0.0
    cost, paired = _paired(text, pieces, known)
    cost += base + REVERSED + BY_ITS_MARKS * _one_comma_each(text, pieces)
    readings: list[tuple[float, Spans]] = [(sum(ALONE[piece.kind] for piece in pieces), alone), (cost, paired)]
    if _first_may_be_reversed(pieces):
        rest = sum(ALONE[piece.kind] for piece in pieces[2:])
        first = rest + base + FIRST_REVERSED + 0.5 * (pieces[1].kind is WORD)
        readings.append((first, [(pieces[0].start, pieces[1].end), *alone[2:]]))
    readings.sort(key=lambda reading: reading[0])
    (best, spans), (second, _) = readings[:2]
    backwards = spans is not alone
    if second - best >= SURE:
        return Order(spans, reversed=backwards)
    return Order(spans, pairs=paired, doubt=_doubt(text, pieces, one=backwards))


def _first_may_be_reversed(pieces: Sequence[Piece]) -> bool:
    return (
        len(pieces) > 2
        and pieces[0].kind is WORD
        and pieces[1].kind in {WORD, WHOLE, ENDS_IN_INITIAL}
        and not pieces[1].parted
        and all(piece.kind in {WHOLE, ENDS_IN_INITIAL, GROUP} for piece in pieces[2:])
    )


def _paired(text: str, pieces: Sequence[Piece], known: Known) -> tuple[float, list[tuple[int, int]]]:
    """The least that it costs to read pieces as reversed names, and these names."""
    best: list[tuple[float, bool]] = [(0.0, False)]
    for at, piece in enumerate(pieces):
        cost = best[at][0] + ALONE_REVERSED[piece.kind]
        pair = inf
        if at and not piece.parted:
            pair = best[at - 1][0] + _pair_cost(text, pieces[at - 1], piece, known)
        best.append((min(cost, pair), pair < cost))
    spans = []
    at = len(pieces)
    while at:
        step = 2 if best[at][1] else 1
        spans.append((pieces[at - step].start, pieces[at - 1].end))
        at -= step
    return best[-1][0], spans[::-1]


def _pair_cost(text: str, family: Piece, given: Piece, known: Known) -> float:
    cost = PAIRED.get((family.kind, given.kind), IMPOSSIBLE)
    if family.kind is WORD and given.kind is CAPS and given.end - given.start > 3:
        return IMPOSSIBLE
    if 0.0 < cost < IMPOSSIBLE and known.names:
        usual = f"{text[given.start : given.end]} {text[family.start : family.end]}"
        cost += KNOWN_REVERSED * (fold(usual) in known.names)
    return cost


def _one_comma_each(text: str, pieces: Sequence[Piece]) -> bool:
    """Whether each name among those that more than commas part has two pieces, which are not whole names themselves.

    "Example, Ada, Sample, Ben, and Probe, Cy" is such a list too.
    """
    starts = [at for at, piece in enumerate(pieces) if at == 0 or piece.parted]
    ends = [*starts[1:], len(pieces)]
    people = [(start, end) for start, end in zip(starts, ends, strict=True) if pieces[start].kind is not GROUP]
    semicolons = all(";" in text[pieces[at - 1].end : pieces[at].start].replace("；", ";") for at in starts[1:])
    if len(starts) < 2 or not people or any((end - start) % 2 or (semicolons and end - start > 2) for start, end in people):
        return False
    pairs = [(pieces[at], pieces[at + 1]) for start, end in people for at in range(start, end, 2)]
    if semicolons:
        return 2 * sum(family.kind is given.kind is WHOLE for family, given in pairs) <= len(pairs)
    return not any(family.kind is WHOLE and given.kind in {WHOLE, WORD} for family, given in pairs)


def _doubt(text: str, pieces: Sequence[Piece], *, one: bool) -> str:
    """What is not sure of the first pieces that could be one name or two."""
    at = next((at for at, piece in enumerate(pieces) if piece.kind in {WORD, CAPS}), 0)
    pair = pieces[max(0, min(at, len(pieces) - 2)) :][:2]
    words = text[pair[0].start : pair[-1].end]
    return f'"{words}" is read as {"one name" if one else "two names"}, and could be {"two" if one else "one"}'
