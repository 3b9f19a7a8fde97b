"""Where everything about a paper or a person came from, in words and as data."""

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any, NamedTuple

import msgspec

from sitegen.problems import Problem, Span, error
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
