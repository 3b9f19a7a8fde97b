"""A broken entry is reported where it is, and every other entry comes out exactly as without the fault."""

import re
from functools import cache

import msgspec
import pytest

from sitegen.problems import Level, Span
from tests.dump_facts import all_dumps, facts, read

read_once = cache(read)

GARBAGE = ("%%% 0x7f @@ ##", "Loading more results…", "Sign in | Share | 12 comments", "asdf qwer zxcv")


def nowhere(draft):
    """A draft without where it stands, to compare entries whose lines have moved."""
    return msgspec.structs.replace(draft, span=Span(""), id="")


SCORE = re.compile(r"\d+\.\d[A-Z]{2}")


def entry_for(name, text, fault, place):
    """The entry nearest to a place of the dump (0 its first, 1 its last) that can have the fault."""
    lines, entries = text.split("\n"), facts(name)["entries"]
    fit = range(len(entries) - (fault == "run together"))
    if fault == "cut score line":
        fit = [at for at in fit if SCORE.match(lines[entries[at]["lines"][0] - 1])]
    return min(fit, key=lambda at: abs(at - place * (len(entries) - 1)))


def plant(name, text, fault, at):
    """The dump with a fault in entry `at`, the numbers of the lines around it, and which entries it may touch."""
    lines = text.split("\n")
    first, last = facts(name)["entries"][at]["lines"]
    touched = {at}
    if fault == "cut score line":
        lines[first - 1] = lines[first - 1][:8]
        return lines, range(first, last + 1), touched
    if fault == "missing abstract":
        del lines[last - 1]
    elif fault == "missing title":
        del lines[next(n for n in range(first - 1, last) if lines[n].strip() and not SCORE.match(lines[n]))]
    elif fault == "run together":
        following = next(n for n in range(last, len(lines)) if lines[n].strip())
        lines[last - 1 : following + 1] = [lines[last - 1] + lines[following].strip()]
        touched.add(at + 1)
    else:
        lines.insert(first - 1, fault)
        touched.clear()
    return lines, range(first - 1, last + 3), touched


FAULTS = {
    "profile": ("cut score line", "missing abstract", "missing title", "run together", *GARBAGE),
    "listing": ("missing abstract", "missing title", "run together", *GARBAGE),
    "abstracts": ("run together", *GARBAGE),
}


def cases():
    """Every dump with every fault that its layout can have."""
    for dump in all_dumps():
        name, content = dump.values
        for fault in FAULTS[facts(name)["format"]]:
            yield pytest.param(name, content, fault, id=f"{dump.id}-{fault}", marks=dump.marks)


@pytest.mark.parametrize("place", [0, 0.5, 1])
@pytest.mark.parametrize(("name", "content", "fault"), [*cases()])
def test_a_fault_is_reported_where_it_is_and_leaves_all_other_entries_alone(name, content, fault, place):
    text = content.decode()
    whole, sound = read_once(text)
    at = entry_for(name, text, fault, place)
    lines, near, touched = plant(name, text, fault, at)
    broken, problems = read("\n".join(lines))
    expected = [nowhere(draft) for n, draft in enumerate(whole.drafts) if n not in touched]
    found = [nowhere(draft) for draft in broken.drafts]
    assert [draft for draft in expected if draft not in found] == []
    said = [str(problem) for problem in problems if problem.level >= Level.WARNING]
    located = [problem for problem in problems if problem.level >= Level.WARNING and problem.span.first in near]
    assert located, said
    assert len(said) - len([problem for problem in sound if problem.level >= Level.WARNING]) <= 2
    assert broken.used + sum(broken.noise.values()) + len(broken.unclaimed) == broken.lines
