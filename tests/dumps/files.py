"""Bibliography files as tests read them: every line accounted for."""

from sitegen.dumps import Reading, bibliography
from sitegen.problems import Problem
from sitegen.records import Draft


def accounted(reading: Reading) -> Reading:
    assert reading.used + sum(reading.noise.values()) + len(reading.unclaimed) == reading.lines
    return reading


def read(text: str) -> tuple[Reading, list[Problem]]:
    """What a text is that is a bibliography file."""
    found = bibliography.read("content/dumps/x.txt", text)
    assert found
    return accounted(found[0]), found[1]


def only(text: str) -> Draft:
    """The one entry of a file, of whose lines none is left."""
    reading, _ = read(text)
    assert reading.unclaimed == ()
    (made,) = reading.drafts
    return made
