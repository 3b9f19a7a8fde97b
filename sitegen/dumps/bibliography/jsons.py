"""JSON: CSL-JSON, as reference managers and Crossref write it, the records that `sitegen export` writes, and any others.

    [{"id": "x", "type": "article-journal", "title": "A Title", "author": [{"family": "Example", "given": "Ada"}],
      "issued": {"date-parts": [[2024, 3]]}, "container-title": "Journal of Examples", "DOI": "10.1000/1"}]

    {"id": "a-title", "title": "A Title", "authors": ["Ada Example"], "authors_complete": true, "date": "2024-03", …}

A file is an array of records, one record, an object that has them as its "items" or "results", or a record a line. The names of
CSL-JSON are those of https://docs.citationstyles.org/en/stable/specification.html; those of sitegen's records are in
`outputs.exports`, those of others in `columns`.
"""

import json
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from sitegen.dumps.bibliography import csl, objects, own
from sitegen.dumps.bibliography.entry import Found, draft
from sitegen.dumps.bibliography.file import File, numbers
from sitegen.problems import Problem, Span, warning

if TYPE_CHECKING:
    from sitegen.records import Draft

HOLDERS = "items|references|results|data|hit|papers|works|publications|records|entries"
ITEMS = re.compile(rf"\"(?:{HOLDERS})\"\s*+:\s*+\[")
BETWEEN = re.compile(r"[\s,]*+")
# What a text begins with that holds records, perhaps below some lines of something else.
START = re.compile(r"^[ \t]*+(?:\[\s*+)?(?=\{\s*+\")", re.MULTILINE)
BRACKETS = re.compile(rf"[\s\[\]{{}},]*|.{{0,500}}\"(?:{HOLDERS})\"\s*:\s*\[\s*")
DECODER = json.JSONDecoder()


class Item(NamedTuple):
    """A JSON object, and the lines on which it stands."""

    first: int
    last: int
    value: Mapping[str, object]


def read(path: str, lines: Sequence[str]) -> File | None:
    """The records of a JSON file; None where the text holds none that is known here."""
    source = "\n".join(lines)
    start = START.search(source)
    if not start:
        return None
    array = ITEMS.search(source, start.end())
    items, problems = _items(path, source, start.end())
    if array and not any(map(_found, (item.value for item in items))):
        items, problems = _items(path, source, array.end())
    drafts: list[Draft] = []
    formats: set[str] = set()
    used: list[tuple[int, int]] = []
    for item in items:
        span = Span(path, item.first, item.last)
        found = _found(item.value)
        if not found:
            problems.append(warning(span, "this is no record of a paper that is known here", "take it out, or correct it"))
            continue
        formats.add(found[0])
        made, odd = draft(span, found[1])
        drafts.append(made)
        problems += odd
        used.append((item.first, item.last))
    if not drafts:
        return None
    brackets = frozenset(number for number, line in enumerate(lines, 1) if BRACKETS.fullmatch(line))
    taken = numbers(used)
    return File(
        format=min(formats, key=("sitegen", "csl-json", "json").index),
        drafts=drafts,
        problems=problems,
        used=taken | brackets,
        told=numbers((problem.span.first, problem.span.last) for problem in problems) - taken,
    )


def _found(value: Mapping[str, object]) -> tuple[str, Found] | None:
    """What an object says of its paper, behind the format; where only its keys name authors, it is no item of CSL's."""
    if record := own.found(value):
        return "sitegen", record
    item = csl.found(value)
    if item and item.authors:
        return "csl-json", item
    other = objects.found(value)
    if other and (other.authors or not item):
        return "json", other
    return ("csl-json", item) if item else None


def _items(path: str, source: str, at: int) -> tuple[list[Item], list[Problem]]:
    """The objects that stand there one after the other, and those that are no JSON, behind which it goes on with the next."""
    found: list[Item] = []
    problems: list[Problem] = []
    line, counted = 1, 0
    while (at := _behind(BETWEEN, source, at)) < len(source) and source[at] == "{":
        line, counted = line + source.count("\n", counted, at), at
        try:
            value, end = DECODER.raw_decode(source, at)
        except (ValueError, RecursionError):
            end = _next_object(source, at)
            last = line + source.count("\n", at, len(source[:end].rstrip()))
            hint = "export the file again, or correct it"
            problems.append(warning(Span(path, line, last), "what starts here is no JSON and is left out", hint))
        else:
            found.append(Item(line, line + source.count("\n", at, end), value))
        at = end
    return found, problems


def _behind(pattern: re.Pattern[str], source: str, at: int) -> int:
    match = pattern.match(source, at)
    return match.end() if match else at


def _next_object(source: str, at: int) -> int:
    """Where the next object starts that is indented like the one that starts there, else the end."""
    indent = source[source.rfind("\n", 0, at) + 1 : at]
    following = source.find(f"\n{indent}{{", at) if not indent.strip() else -1
    return following if following >= 0 else len(source)
