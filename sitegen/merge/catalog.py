"""Entries of all dumps in, papers, people and collections out: joined, with the reasons, corrected by hand-written edits."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import TypeVar

from msgspec.structs import replace

from sitegen.merge import fields, people
from sitegen.merge.evidence import entry
from sitegen.merge.groups import Cluster, cluster
from sitegen.problems import Problem, Span, error, note, warning
from sitegen.records import Alias, Catalog, Citations, Collection, Decisions, Dump, Edit, Edits, Listing, Origin, Paper, Person
from sitegen.text import names

# What names a file without saying anything: eight or more hexadecimal digits, with letters and digits among them.
HASH = re.compile(r"(?<![^\W_])(?=[a-f\d-]*\d)(?=[a-f\d-]*[a-f])[a-f\d]{8,}(?:-[a-f\d]{4,12})*(?![^\W_])", re.IGNORECASE)

Corrected = TypeVar("Corrected", Paper, Person)


def merge(
    dumps: Iterable[Dump], decisions: Decisions | None = None, edits: Edits | None = None
) -> tuple[Catalog, list[Problem]]:
    """Everything that the dumps say, joined; the order of dumps and entries changes nothing.

    Edits win over the dumps field by field and never change an id. Reported: what needs a person's decision and untitled papers
    as notes, edits and decisions about ids that nothing has as warnings, aliases that hide a paper as errors.
    """
    decisions, edits = decisions or Decisions(), edits or Edits()
    dumps = sorted(dumps, key=lambda dump: dump.path)
    entries = [entry(draft, dump.path, dump.retrieved, dump.abstracts, dump.source) for dump in dumps for draft in dump.drafts]
    clusters, problems = cluster(entries, decisions)
    redirects = _redirects(clusters)
    papers = [fields.paper(group) for group in clusters]
    papers, more = _with_edits(papers, edits.papers, redirects)
    aliases, wrong = _aliases(edits.aliases, redirects)
    families = {edit.id: str(edit.value) for edit in edits.people if edit.field == "family" and edit.value}
    papers = sorted(papers, key=lambda paper: paper.id)
    known, persons, unknown = people.identify(papers, dumps, decisions, redirects, families)
    collections, homes, clashes = _collections(dumps, known)
    done = {key: replace(paper, collections=homes.get(key, ())) for key, paper in known.items()}
    corrected, odd = _with_edits(list(persons.values()), edits.people, {key: key for key in persons})
    moved = {old: new for old, new in (redirects | aliases).items() if old != new and old not in done}
    catalog = Catalog(
        papers=done,
        people={person.id: person for person in corrected},
        collections=collections,
        redirects=dict(sorted(moved.items())),
    )
    return catalog, [*problems, *more, *wrong, *unknown, *clashes, *odd, *_suggestions(catalog)]


def _redirects(clusters: Sequence[Cluster]) -> dict[str, str]:
    """The ids of entries, and those that papers have without decisions, with the id of their paper; the papers' own first."""
    found = {group.id: group.id for group in clusters}
    for group in clusters:
        for key in (*(one.draft.id for one in group.entries), *group.former):
            found.setdefault(key, group.id)
    return found


def _with_edits(
    records: Iterable[Corrected], edits: Iterable[Edit], known: Mapping[str, str]
) -> tuple[list[Corrected], list[Problem]]:
    """The records with the edits in them, and a warning for every edit of something that does not exist."""
    said: defaultdict[str, list[Edit]] = defaultdict(list)
    problems = []
    for edit in edits:
        if edit.id in known:
            said[known[edit.id]].append(edit)
        else:
            near = get_close_matches(edit.id, known, 1)
            hint = f'did you mean "{near[0]}"?' if near else "take the edit out if what it corrects is gone"
            problems.append(warning(edit.span, f'nothing has the id "{edit.id}"', hint))
    return [_edited(record, said[record.id]) if record.id in said else record for record in records], problems


def _edited(record: Corrected, edits: Sequence[Edit]) -> Corrected:
    changes: dict[str, object] = {edit.field: _given(edit) for edit in edits}
    mine = [Origin(field=edit.field, place=str(edit.span), rule="corrected by hand") for edit in edits]
    origins = tuple(origin for origin in record.origins if origin.field not in changes)
    if isinstance(record, Paper):
        changes = _implied(changes) | changes
    return replace(record, origins=origins + tuple(mine), **changes)


def _given(edit: Edit) -> object:
    """The value of a paper's or a person's field that an edit gives: nobody says where and when a number of citations was."""
    return Citations(value=edit.value) if edit.field == "citations" and isinstance(edit.value, int) else edit.value


def _implied(changes: Mapping[str, object]) -> dict[str, object]:
    """What corrections of a paper say besides what they say outright; an abstract given by hand is the owner's to show."""
    implied: dict[str, object] = {}
    if changes.get("title"):
        implied["label"] = changes["title"]
    if "authors" in changes:
        implied["authors_complete"] = True
    if changes.get("code_urls"):
        implied["code_available"] = True
    if changes.get("abstract"):
        implied["abstract_policy"] = "full"
    return implied


def _aliases(aliases: Iterable[Alias], redirects: Mapping[str, str]) -> tuple[dict[str, str], list[Problem]]:
    found = {}
    problems = []
    for alias in aliases:
        if redirects.get(alias.id) == alias.id:
            problems.append(error(alias.span, f'"{alias.id}" is a paper: an alias cannot have its id', "take the alias out"))
        elif alias.paper not in redirects:
            problems.append(warning(alias.span, f'no paper has the id "{alias.paper}"', "take the alias out"))
        else:
            found[alias.id] = redirects[alias.paper]
    return found, problems


def _collections(
    dumps: Iterable[Dump], papers: Mapping[str, Paper]
) -> tuple[dict[str, Collection], dict[str, tuple[str, ...]], list[Problem]]:
    """The collections by id, for each paper those that it stands in, and an error for each two that want one address."""
    holders: defaultdict[tuple[str, str, int], list[str]] = defaultdict(list)
    for paper in papers.values():
        for one in paper.sources:
            holders[one.dump, one.entry, one.first].append(paper.id)
    found: dict[str, Collection] = {}
    problems = []
    homes: defaultdict[str, list[str]] = defaultdict(list)
    for dump in dumps:
        if dump.person or not dump.drafts:
            continue
        listing = dump.listing or Listing()
        held = dict.fromkeys(key for draft in dump.drafts for key in holders[dump.path, draft.id, draft.span.first])
        collection = Collection(
            id=names.slug(dump.name),
            title=listing.title or _title(dump.name, listing, [papers[key] for key in held]),
            dump=dump.path,
            curator=listing.curator,
            day=listing.day,
            source=dump.source,
            url=dump.url,
            retrieved=dump.retrieved,
            notes=listing.notes,
            papers=tuple(held),
        )
        if other := found.get(collection.id):
            message = f"this list and that of {other.dump} would have one address, collections/{collection.id}/"
            problems.append(error(Span(f"content/data/{dump.name}.yaml"), message, "give one of the dumps another name"))
            continue
        found[collection.id] = collection
        for key in held:
            homes[key].append(collection.id)
    return dict(sorted(found.items())), {paper: tuple(sorted(ids)) for paper, ids in homes.items()}, problems


def _title(name: str, listing: Listing, papers: Sequence[Paper]) -> str:
    """A list's title by its file's name; where that is but a hash, who chose it and when, else its first paper and a count.

    It stands on pages in any language, so no word is added to it.
    """
    rest = " ".join(re.split(r"[\s_-]+", HASH.sub("", name).strip("_- ")))
    if HASH.search(name) and not any(map(str.isalpha, rest)):
        chosen = ", ".join(filter(None, (listing.curator, listing.day)))
        first = (papers[0].title or papers[0].label) if papers else name
        return chosen or (f"{first} + {len(papers) - 1}" if len(papers) > 1 else first)
    return rest[:1].upper() + rest[1:] or name


def _suggestions(catalog: Catalog) -> Iterator[Problem]:
    """Notes on what a person could add or decide, each with an edit to paste."""
    for paper in catalog.papers.values():
        if paper.title is None and not paper.hidden:
            first = paper.sources[0]
            hint = f"give it one in content/edits/:\npapers:\n  {paper.id}:\n    title: …"
            yield note(
                Span(f"content/dumps/{first.dump}", first.first, first.last), f'no title is known: "{paper.label}"', hint
            )
    for group in people.namesakes(catalog.people):
        yield _one_person(group)


def _one_person(group: Sequence[Person]) -> Problem:
    """A note that people may be one, with the lines that say so; the fullest of the names is taken for theirs."""
    fullest = max(group, key=lambda person: len(names.person_key(person.name)))
    others = [person for person in group if person is not fullest]
    lines = [f"- {{spelling: {_quoted(one.name)}, person: {_quoted(fullest.name)}}}" for one in others]
    *most, last = (person.name for person in group)
    message = f"{', '.join(most)} and {last} may be one person"
    return note(Span("content"), message, "\n".join(["if they are, add to content/decisions.yaml:", "people:", *lines]))


def _quoted(name: str) -> str:
    """A name as a value between braces in YAML."""
    return name if re.fullmatch(r"[^\W\d_][\w .'-]*", name) else json.dumps(name, ensure_ascii=False)
