"""Where everything about a paper or a person came from, and what a line of a dump was taken for, in words and as data."""

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

import msgspec

from sitegen import dumps, files, parsing
from sitegen.problems import Level, Problem, Span, error, worst
from sitegen.records import Catalog, Paper, Person


class Explanation(NamedTuple):
    """The same twice: for people, and for programs."""

    text: str
    data: dict[str, Any]


def explain(catalog: Catalog, name: str) -> Explanation | Problem:
    """What is known of the paper, or else the person, with an id (or an id that redirects), and from where.

    An id that nothing has is an error, with the nearest ones.
    """
    key = catalog.redirects.get(name, name)
    if paper := catalog.papers.get(key):
        return Explanation("\n".join(_paper(paper, catalog)), msgspec.to_builtins(paper))
    if person := catalog.people.get(key):
        papers = [paper.id for paper in catalog.papers.values() if key in paper.people]
        return Explanation("\n".join(_person(person, catalog)), msgspec.to_builtins(person) | {"papers": papers})
    near = get_close_matches(name, [*catalog.papers, *catalog.people, *catalog.redirects], 3)
    hint = f"did you mean {' or '.join(near)}?" if near else "ids are the last parts of the addresses on the site"
    return error(Span(name), "no paper and no person has this id", hint)


def explain_line(folder: Path, dump: str, number: int) -> Explanation | Problem:
    """What a line of a dump was taken for, why, in which entry it is, and what came next; `dump` is its name or its path.

    A dump or a line that is not there is an error. Raises Refused where a file cannot be read.
    """
    paths, _ = parsing.dump_paths(folder)
    name = dump if dump in paths else PurePosixPath(dump).stem
    if name not in paths:
        near = get_close_matches(name, paths, 3)
        hint = f"did you mean {' or '.join(near)}?" if near else f"dumps here: {', '.join(paths) or 'none'}"
        return error(Span(dump), "there is no such dump", hint)
    meta, problems = parsing.meta_of(folder, name)
    if worst(problems) is Level.ERROR:
        return problems[0]
    found = dumps.trace(paths[name], files.read_bytes(folder / paths[name], folder), meta, number)
    if found is None:
        return error(Span(paths[name], number, number), "there is no such line", "lines are counted from 1")
    return Explanation("\n".join(_traced(paths[name], number, found)), msgspec.to_builtins(found))


def _traced(path: str, number: int, found: dumps.Traced) -> Iterator[str]:
    line = found.line
    yield f"{path}:{line.number}: {_short(line.text)}"
    if line.number != number:
        yield f"  line {number} is blank, or goes on with this one"
    if found.format is None:
        yield "  the dump is not read; this is how it would be, were it sure enough"
    else:
        yield f"  the dump is read as {found.format}"
    yield f"  taken for: {line.taken}"
    yield from (f"  said of it: {message}" for message in line.said)
    yield from _entry(line)
    if line.weights:
        yield "how natural it is as each of these (above 0: more likely than not; its neighbours decide, too)"
        yield from _weights(line)
    if found.below:
        yield f"next\n  {found.below.number}: {_short(found.below.text)}\n      taken for: {found.below.taken}"


def _entry(line: dumps.Trace) -> Iterator[str]:
    if line.entry is None:
        yield "  in no entry: " + ("no part of one fits here better" if line.weights else "it is not among the lines of one")
        return
    yield f"  in entry {line.entry}, lines {line.first}-{line.last}: {_short(line.title or '(no title)')}"
    if line.fields:
        yield f"  found in the entry's {', '.join(line.fields)}".replace("_", " ")


def _weights(line: dumps.Trace) -> Iterator[str]:
    """The ways in which a line, or each cell of it, could be read, the most natural first."""
    texts = dict.fromkeys(one.text for one in line.weights)
    for text in texts:
        if len(texts) > 1:
            yield f"  {_short(text)}"
        yield from (f"  {one.weight:6.1f}  {one.part}" for one in line.weights if one.text == text)


def _paper(paper: Paper, catalog: Catalog) -> Iterator[str]:
    yield paper.title or f"(no title is known) {paper.label}"
    yield f"  id: {paper.id}"
    yield from _rights(paper)
    if paper.abstract_policy != "full":
        yield f"  its source lets of the abstract be shown: {paper.abstract_policy}"
    for old in (old for old, new in catalog.redirects.items() if new == paper.id):
        yield f"  also found as: {old}"
    yield "read from"
    yield from (f"  {source.dump}, lines {source.first}-{source.last}" for source in paper.sources)
    if paper.reasons:
        yield "one paper because"
        yield from (f"  {reason}" for reason in paper.reasons)
    yield "fields"
    for origin in paper.origins:
        value = getattr(paper, origin.field)
        shown = ", ".join(value) if isinstance(value, tuple) else str(value)
        yield f"  {origin.field}: {_short(shown)}\n      {origin.place}, {origin.rule}"
    if paper.versions:
        yield "what other sources say"
        yield from (f"  {one.field}: {_short(one.value)}\n      {one.place}" for one in paper.versions)
    yield "people"
    for name, person in paper.byline:
        yield f"  {name} → {person}"
    yield from (f"  {person}: not in the byline; it was listed on this person's page" for person in paper.listed)


def _person(person: Person, catalog: Catalog) -> Iterator[str]:
    yield person.name
    yield f"  id: {person.id}"
    yield from _rights(person)
    yield f"  spelled: {', '.join(person.spellings)}"
    if person.inferred:
        yield "  no page names this person: inferred from the bylines of the dump below"
    for seen in person.observations:
        when = f", retrieved {seen.retrieved}" if seen.retrieved else ""
        yield f"profile {seen.dump}{when}"
        yield from (f"  {metric.name}: {metric.value} (line {metric.line})" for metric in seen.metrics)
    for origin in person.origins:
        yield f"  {origin.field}: {origin.place}, {origin.rule}"
    papers = [paper for paper in catalog.papers.values() if person.id in paper.people]
    listed = sum(person.id in paper.listed for paper in papers)
    yield f"{len(papers)} papers, {listed} of them listed on this person's page without the name in the byline as printed"
    yield from (f"  {paper.id}{' (listed)' if person.id in paper.listed else ''}" for paper in papers)


def _rights(record: Paper | Person) -> Iterator[str]:
    """What the owner decided about showing a record at all."""
    if record.hidden:
        yield "  hidden: it is in no page, list, feed or export"
    if record.noindex:
        yield "  noindex: its page is kept from search engines"


def _short(text: str) -> str:
    return text if len(text) <= 100 else text[:99] + "…"
