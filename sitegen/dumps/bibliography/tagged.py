"""Files in which each line starts with the tag of a field: the grammar that RIS, MEDLINE, EndNote and Web of Science share.

A record starts at one tag and ends at another one, at the next record, or with the last of its lines. A line without a tag goes
on with the value above it.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

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


class Entry(NamedTuple):
    """A record of a tagged file: its first and last line, and its values in order, each as the lines that it stands on."""

    first: int
    last: int
    values: Sequence[tuple[str, Sequence[str]]]
    is_ended: bool = True

    def all(self, *tags: str) -> list[str]:
        """The values of some tags, in the order in which they stand, their lines parted by line feeds."""
        return [value for tag, lines in self.values if tag in tags and (value := "\n".join(lines).strip())]

    def first_of(self, *tags: str) -> str:
        """The first value of the first of some tags that has one, else ""."""
        return next((value for tag in tags for value in self.all(tag)), "")


class Row(NamedTuple):
    """A line of a record with its number: its tag, None where it has none, and what stands behind that."""

    number: int
    tag: str | None
    value: str


def read(path: str, lines: Sequence[str], grammar: Grammar, understand: Callable[[Entry], Found]) -> File | None:
    """The file in this grammar, each record understood as `understand` says; None where no line starts a record."""
    rows = [_row(number, line, grammar) for number, line in enumerate(lines, 1)]
    entries = [_entry(block, grammar) for block in _blocks(rows, grammar)]
    if not entries:
        return None
    outside = frozenset(row.number for row in rows if row.tag in grammar.outside)
    drafts, problems = [], []
    for entry in entries:
        span = Span(path, entry.first, entry.last)
        made, odd = draft(span, understand(entry))
        drafts.append(made)
        problems += [*odd, *_unended(grammar, entry, span)]
    used = numbers((entry.first, entry.last) for entry in entries) | outside
    return File(format=grammar.name, drafts=drafts, problems=problems, used=used)


def _row(number: int, line: str, grammar: Grammar) -> Row:
    tagged = grammar.line.fullmatch(line)
    return Row(number, tagged["tag"], tagged["value"] or "") if tagged else Row(number, None, line)


def _blocks(rows: Sequence[Row], grammar: Grammar) -> Iterator[list[Row]]:
    """The lines of each record, and those behind it that might be of it."""
    block: list[Row] = []
    for row in rows:
        starts = row.tag and (grammar.start.fullmatch(row.tag) or (not block and row.tag in grammar.opens))
        ends = grammar.opens and not row.tag and not row.value.strip()
        if block and (starts or ends):
            yield block
            block = []
        if starts or (block and row.tag not in grammar.outside):
            block.append(row)
        if block and row.tag == grammar.end is not None:
            yield block
            block = []
    if block:
        yield block


def _entry(block: Sequence[Row], grammar: Grammar) -> Entry:
    """A record of its lines: one without a tag that is not right below is of it only where it goes on further down."""
    values: list[tuple[str, list[str]]] = []
    waiting: list[str] = []
    last = block[0].number
    for row in block:
        if row.tag is None and not (row.value.strip() and values and grammar.goes_on.fullmatch(row.value)):
            continue
        if row.tag is None:
            waiting.append(row.value.strip())
            if row.number != last + 1:
                continue
        if values:
            values[-1][1].extend(waiting)
        waiting, last = [], row.number
        if row.tag not in (None, grammar.end):
            values.append((str(row.tag), [row.value]))
    return Entry(block[0].number, last, values, is_ended=block[-1].tag == grammar.end)


def _unended(grammar: Grammar, entry: Entry, span: Span) -> list[Problem]:
    if grammar.end is None or entry.is_ended:
        return []
    return [warning(span, f"this record has no end ({grammar.end}) and may be cut", "paste it again if something is missing")]
