"""Measures how reading bears faults: lines of real pages lost, doubled, glued or swapped, each place in a page of its own.

    python -m bench.mutations [--places 300] [--seed 1] [--show 5]

The pages are those of shared/pages beside the project, or where SITEGEN_SHARED says, and the sample dumps. Counted are
crashes, and entries made up in silence: records whose title is in no expected record, on whose lines no problem stands, and
which the page without the fault does not give. What is expected of a sample dump is what is read from it.
"""

import argparse
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import NamedTuple

from bench import pages, verdicts
from bench.verdicts import fold
from sitegen import dumps

ROOT = Path(__file__).parents[1]
Lines = list[str]
MUTATIONS: dict[str, Callable[[Lines, int], Lines]] = {
    "lost": lambda lines, at: [*lines[:at], *lines[at + 1 :]],
    "doubled": lambda lines, at: [*lines[: at + 1], *lines[at:]],
    "glued": lambda lines, at: [*lines[:at], "".join(lines[at : at + 2]), *lines[at + 2 :]],
    "swapped": lambda lines, at: [*lines[:at], *reversed(lines[at : at + 2]), *lines[at + 2 :]],
}


class Case(NamedTuple):
    """A page with a fault put into it: where, and of which kind."""

    page: Path
    mutation: str
    line: int


class Found(NamedTuple):
    """What a fault led to: a crash by its exception, or an entry made up in silence by its title."""

    kind: str
    case: Case
    what: str


@cache
def sources() -> tuple[Path, ...]:
    """The pages that faults are put into."""
    given = [pages.dump(case) for case in pages.cases(pages.SHARED / "pages", ())]
    return (*given, *sorted(ROOT.glob("content/dumps/*.txt")))


@cache
def lines(page: Path) -> Sequence[str]:
    return page.read_text("utf-8").split("\n")


def cases(chance: Random, places: int) -> Iterator[Case]:
    """Faults at random lines that are not blank."""
    for _ in range(places):
        page = chance.choice(sources())
        full = [at for at, line in enumerate(lines(page)) if line.strip()]
        yield Case(page, chance.choice(list(MUTATIONS)), chance.choice(full))


@cache
def known(page: Path) -> frozenset[str]:
    """The titles that a page has, and those that are read from it without a fault."""
    expected = page.parent / "expected.jsonl"
    wanted = verdicts.expected(page.parent) if expected.exists() else []
    read, _ = dumps.read(_name(page), page.read_bytes())
    return frozenset(fold(title) for title in (*(one["title"] for one in wanted), *(draft.title for draft in read.drafts)))


def _name(page: Path) -> str:
    return f"content/dumps/{page.name}"


def judge(case: Case) -> Iterator[Found]:
    """What is wrong with how a page with a fault is read."""
    text = "\n".join(MUTATIONS[case.mutation](list(lines(case.page)), case.line))
    try:
        reading, problems = dumps.read(_name(case.page), text.encode())
    except Exception as fault:  # noqa: BLE001  -- whatever reading raises is what is looked for
        yield Found("crash", case, f"{type(fault).__name__}: {fault}")
        return
    warned = verdicts.told(problems)
    for draft in reading.drafts:
        silent = warned.isdisjoint(range(draft.span.first, draft.span.last + 1))
        if draft.title and silent and fold(draft.title) not in known(case.page):
            yield Found("made up in silence", case, draft.title)


def main() -> None:
    """Print what faults led to, by their kind."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--places", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=0)
    asked = parser.parse_args()
    drawn = list(cases(Random(asked.seed), asked.places))
    found = [one for case in drawn for one in judge(case)]
    for kind, case, what in found[: asked.show]:
        print(f"{kind}: {case.page.parent.name}/{case.page.name}:{case.line + 1} {case.mutation}: {what}")
    amounts, counts = Counter(case.mutation for case in drawn), Counter((one.case.mutation, one.kind) for one in found)
    for mutation, amount in sorted(amounts.items()):
        print(
            f"{mutation:8} {amount:4} places",
            *(f"{counts[mutation, kind]:4} {kind}" for kind in ("crash", "made up in silence")),
        )


if __name__ == "__main__":
    main()
