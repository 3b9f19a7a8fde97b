"""Files in which each line starts with the tag of a field: the grammar that RIS, MEDLINE, EndNote and Web of Science share.

A record starts at one tag and ends at another one, at the next record, or with the last of its lines. A line without a tag goes
on with the value above it.
"""

import re
from collections.abc import Callable, Sequence

from sitegen.dumps.bibliography.entry import Found, draft
from sitegen.dumps.bibliography.file import File, numbers
from sitegen.problems import Problem, Span, warning
from sitegen.records import Record


class Grammar(Record):
    """How a format writes a record: `line` has the groups `tag` and `value`, `start` and `end` are patterns of tags.

    `goes_on` is what a line without a tag looks like that belongs to the value above it. `outside` are tags that stand around
    the records. `opens` are tags that start a record where none is open; in a format that has such tags a blank line ends
    one.
    """

    name: str
    line: re.Pattern[str]
    start: re.Pattern[str]
    goes_on: re.Pattern[str]
    end: str | None = None
    outside: frozenset[str] = frozenset()
    opens: frozenset[str] = frozenset()


class Entry:
    """A record of a tagged file: its first and last line, and its values in order, the lines of each parted by line feeds."""

    def __init__(self, first: int) -> None:
        """Start with the record's first line."""
        self.first = self.last = first
        self.values: list[tuple[str, list[str]]] = []
        self.is_ended = False

    def go_on(self, number: int, lines: Sequence[str]) -> None:
        """Take the line of that number in, and with it what stands above it and belongs to the last value."""
        self.last = number
        if self.values:
            self.values[-1][1].extend(lines)

    def all(self, *tags: str) -> list[str]:
        """The values of some tags, in the order in which they stand."""
        return [value for tag, lines in self.values if tag in tags and (value := "\n".join(lines).strip())]

    def first_of(self, *tags: str) -> str:
        """The first value of the first of some tags that has one, else ""."""
        return next((value for tag in tags for value in self.all(tag)), "")


def read(path: str, lines: Sequence[str], grammar: Grammar, understand: Callable[[Entry], Found]) -> File | None:
    """The file in this grammar, each record understood as `understand` says; None where no line starts a record."""
    entries, outside = _entries(lines, grammar)
    if not entries:
        return None
    drafts, problems = [], []
    for entry in entries:
        span = Span(path, entry.first, entry.last)
        made, odd = draft(span, understand(entry))
        drafts.append(made)
        problems += [*odd, *_unended(grammar, entry, span)]
    used = numbers((entry.first, entry.last) for entry in entries) | outside
    return File(format=grammar.name, drafts=drafts, problems=problems, used=used)


def _entries(lines: Sequence[str], grammar: Grammar) -> tuple[list[Entry], frozenset[int]]:
    """The records of a file, and the lines of tags around them."""
    entries: list[Entry] = []
    outside: set[int] = set()
    entry: Entry | None = None
    waiting: list[str] = []
    for number, line in enumerate(lines, 1):
        tagged = grammar.line.fullmatch(line)
        tag = tagged["tag"] if tagged else None
        if tag and (grammar.start.fullmatch(tag) or (entry is None and tag in grammar.opens)):
            entry, waiting = Entry(number), []
            entries.append(entry)
        if tag in grammar.outside:
            outside.add(number)
        elif entry is None:
            continue
        elif tagged and tag == grammar.end:
            entry.go_on(number, waiting)
            entry.is_ended, entry, waiting = True, None, []
        elif tagged and tag:
            entry.go_on(number, waiting)
            entry.values.append((tag, [tagged["value"] or ""]))
            waiting = []
        elif line.strip() and entry.values and grammar.goes_on.fullmatch(line):
            waiting.append(line.strip())
            if entry.last == number - 1:  # else it is of the record only where that goes on further down
                entry.go_on(number, waiting)
                waiting = []
        elif not line.strip() and grammar.opens:
            entry = None
    return entries, frozenset(outside)


def _unended(grammar: Grammar, entry: Entry, span: Span) -> list[Problem]:
    if grammar.end is None or entry.is_ended:
        return []
    return [warning(span, f"this record has no end ({grammar.end}) and may be cut", "paste it again if something is missing")]
