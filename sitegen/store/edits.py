"""Corrections by hand: content/edits/*.yaml, which win over all data, field by field.

papers:
  a-tour-of-markov-chains:            a paper's id, or that of one of its entries
    venue: Journal of Examples
    score:                            no value: nobody knows
people:
  tuo-zhao:
    homepage: https://example.org/
    noindex: true
aliases:
  an-id-of-long-ago: a-tour-of-markov-chains
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import PurePosixPath
from typing import Any, cast

from sitegen.problems import Problem, Span, error
from sitegen.records import Alias, Draft, Dump, Edit, Edits, Listing, Meta, Paper, Person, Profile, Record
from sitegen.store import schema, syntax
from sitegen.store.data import load_data
from sitegen.store.syntax import Node, Plain

RIGHTS = frozenset(("hidden", "noindex"))
# What else a record has is found by joining, or decided in decisions.yaml.
PAPER_FIELDS = (schema.readers(Draft).keys() & schema.readers(Paper).keys() | RIGHTS | {"code_available"}) - {"id"}
PERSON_FIELDS = schema.readers(Person).keys() - {"id", "spellings", "observations", "inferred", "origins"}
# What a person gives for a paper is what an entry could say of it: of the citations their number alone.
READERS: Mapping[type[Record], Mapping[str, schema.Reader]] = {
    Paper: {**schema.readers(Paper), **schema.readers(Draft)},
    Person: schema.readers(Person),
}


def load_edits(texts: Mapping[str, str]) -> tuple[Edits, list[Problem]]:
    """The corrections in the texts of some files, by path, and an error for each that cannot be read or is made twice."""
    problems: list[Problem] = []
    sections: dict[str, schema.Reader] = {
        "papers": partial(_edits, Paper, PAPER_FIELDS),
        "people": partial(_edits, Person, PERSON_FIELDS),
        "aliases": _aliases,
    }
    found: dict[str, Any] = dict.fromkeys(sections, ())
    for path, text in sorted(texts.items()):
        root, faults = syntax.parse(path, text)
        for name, value in schema.typed(schema.mapping(root, faults), sections, faults).items():
            found[name] += value or ()
        problems += faults
    edits = Edits(**found)
    for kind in (edits.papers, edits.people):
        problems += _duplicates(((edit.id, edit.field), edit.span) for edit in kind)
    problems += _duplicates(((alias.id,), alias.span) for alias in edits.aliases)
    return edits, problems


def hand_changes(path: str, text: str, fresh: Dump) -> str:
    """How an edited data file differs from `fresh`, what parse makes of its dump now: text for a file in content/edits.

    What an edit cannot say stands in comments. "" where nothing differs, or where `load_data` cannot read the file.
    """
    ours, _ = load_data(path, text)
    if ours is None:
        return ""
    mine, theirs = ({draft.id: draft for draft in dump.drafts} for dump in (ours, fresh))
    changed = {name: _changes(mine[name], theirs[name]) for name in mine if name in theirs}
    papers: dict[str, Plain] = {name: changes for name, changes in changed.items() if changes}
    comments = [*_header_changes(ours, fresh)]
    comments += [f"{name} is not in the dump: put it in a data file of its own" for name in mine if name not in theirs]
    comments += [f"{name} was taken out, which no edit says" for name in theirs if name not in mine]
    return "".join(f"# {line}\n" for line in comments) + (syntax.write({"papers": papers}) if papers else "")


def _edits(kind: type[Record], names: Iterable[str], node: Node, problems: list[Problem]) -> tuple[Edit, ...]:
    """The edits of one section: ids, and under each the fields with their values, each with its own span."""
    known = {name: READERS[kind][name] for name in names}
    edits = []
    for key, child in schema.mapping(node, problems).items():
        fields = schema.mapping(child, problems)
        for field, value in schema.typed(fields, known, problems).items():
            span = fields[field].span
            if value is None and field in schema.required(kind):
                problems.append(error(span, f"`{field}` has to have a value"))
            said = schema.defaults(kind)[field] if value is None else value
            edits.append(Edit(id=key, field=field, value=cast("Any", said), span=span))
    return tuple(edits)


def _aliases(node: Node, problems: list[Problem]) -> tuple[Alias, ...]:
    nodes = schema.mapping(node, problems)
    known = dict.fromkeys(nodes, schema.readers(Alias)["paper"])
    values = schema.typed(nodes, known, problems)
    return tuple(Alias(id=key, paper=str(paper), span=nodes[key].span) for key, paper in values.items() if paper)


def _duplicates(said: Iterable[tuple[tuple[str, ...], Span]]) -> Iterator[Problem]:
    """An error for each thing that is said again, at its second place."""
    first: dict[tuple[str, ...], Span] = {}
    for what, span in said:
        if first.setdefault(what, span) is not span:
            yield error(span, f"`{' '.join(what)}` is said twice, first in {first[what]}", "take one of them out")


def _changes(mine: Draft, theirs: Draft) -> dict[str, Plain]:
    """The fields of one draft that differ from the other's, named as a Paper's are."""
    found = {name: value for name in schema.defaults(Draft) if (value := getattr(mine, name)) != getattr(theirs, name)}
    if "code_mark" in found:
        found["code_available"] = found.pop("code_mark")
    return {name: None if value in schema.EMPTY else schema.value_of(name, value) for name, value in found.items()}


def _header_changes(mine: Dump, theirs: Dump) -> Iterator[str]:
    """Comments on how the headers of two data files differ: what the meta file can say, and what nothing can."""
    wanted, given = schema.plain(_meta(mine)), schema.plain(_meta(theirs))
    if said := {name: value for name, value in wanted.items() if value != given.get(name)}:
        yield f"{PurePosixPath('content/dumps', mine.path).with_suffix('.meta.yaml')} can say:"
        yield from (f"  {line}" for line in syntax.write(said).splitlines())
    if _beyond_meta(mine) != _beyond_meta(theirs):
        yield "the person's field or metrics, or the list's day, were changed, which no edit says"


def _beyond_meta(dump: Dump) -> tuple[object, ...]:
    person, listing = dump.person or Profile(name=""), dump.listing or Listing()
    return person.field, person.metrics, listing.day


def _meta(dump: Dump) -> Meta:
    """What a dump's header says, as far as its meta file can say it too."""
    listing = dump.listing or Listing()
    return Meta(
        source=dump.source,
        url=dump.url,
        retrieved=dump.retrieved,
        format=dump.format,
        person=dump.person.name if dump.person else None,
        title=listing.title,
        curator=listing.curator,
        abstracts=None if dump.abstracts == "full" else dump.abstracts,
        notes=listing.notes,
    )
