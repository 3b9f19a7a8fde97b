"""What a bibliography file holds, line by line: entries, named noise, and what nothing is known of."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from sitegen.dumps import furniture
from sitegen.dumps.format import Reading
from sitegen.problems import Problem, Span, warning
from sitegen.records import Draft, Listing, Record


class File(Record):
    """A file as one format reads it: drafts, problems, the numbers of the lines that are used and of each named noise.

    `told` are the numbers of lines that are not used, of which a problem says why.
    """

    format: str
    drafts: Sequence[Draft]
    problems: Sequence[Problem]
    used: frozenset[int]
    noise: Mapping[str, frozenset[int]] = {}
    told: frozenset[int] = frozenset()
    title: str | None = None


def numbers(ranges: Iterable[tuple[int, int]]) -> frozenset[int]:
    """The numbers in some ranges of lines, both ends included."""
    return frozenset(number for first, last in ranges for number in range(first, last + 1))


def reading(path: str, lines: Sequence[str], file: File) -> tuple[Reading, list[Problem]] | None:
    """The reading of a file, and all its problems; None where most of its lines are none of the format's."""
    filled = {number: text for number, line in enumerate(lines, 1) if (text := line.strip())}
    used = file.used & filled.keys()
    rest = filled.keys() - used
    buttons = frozenset(number for number in rest - file.told if furniture.is_known(filled[number]))
    noise = {}
    for rule, found in {**file.noise, "buttons and menus": buttons}.items():
        noise[rule] = found & rest
        rest = rest - found
    if not (file.drafts or file.told) or 2 * len(rest - file.told) > len(filled):
        return None
    unclaimed = sorted(rest)
    read = Reading(
        format=file.format if file.drafts else None,
        lines=len(filled),
        used=len(used),
        noise={rule: len(found) for rule, found in noise.items() if found},
        unclaimed=tuple(unclaimed),
        listing=Listing(title=file.title),
        drafts=tuple(file.drafts),
    )
    return read, [*file.problems, *_not_understood(path, filled, [number for number in unclaimed if number not in file.told])]


def _not_understood(path: str, filled: Mapping[int, str], unclaimed: Iterable[int]) -> Iterable[Problem]:
    """A warning for each run of lines that nothing is known of."""
    place = {number: at for at, number in enumerate(filled)}
    for _, run in groupby(enumerate(unclaimed), lambda pair: place[pair[1]] - pair[0]):
        found = [number for _, number in run]
        text = filled[found[0]]
        start = text if len(text) <= 60 else text[:59] + "…"
        more = f", and {len(found) - 1} more" if len(found) > 1 else ""
        yield warning(Span(path, found[0], found[-1]), f'not understood: "{start}"{more}', "take the lines out, or fix them")
