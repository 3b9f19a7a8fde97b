"""What makes and feeds a site's folder: a new one (`start`), and dumps put into it (`add`), with what that changed."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from msgspec.structs import replace

from sitegen import bundle, dumps, files, origin, parsing, store
from sitegen.merge import SAME, containment, entry
from sitegen.problems import Level, Problem, Refused, Span, error
from sitegen.records import Draft, Meta, Record

IGNORED = "/public/\n/.sitegen/\n.venv/\n"
STARTER = (
    "README.md",
    "content/site.yaml",
    "content/topics.yaml",
    "content/dumps/example.txt",
    "content/dumps/example.meta.yaml",
    "content/pages/about.md",
    ".github/workflows/publish.yml",
)


# What a repository has when it is new (https://docs.github.com/repositories/creating-and-managing-repositories).
OF_A_REPOSITORY = re.compile(r"\.git(?:ignore|attributes)?|(?:README|LICEN[CS]E|COPYING)(?:\.\w{1,8})?", re.IGNORECASE)
Key = tuple[str, int]


class Added(Record):
    """A dump that was added, or would be: what was understood of it, and what it brought."""

    name: str
    understood: dumps.Summary
    difference: "Difference"


class Difference(Record):
    """What a newer copy of a page brought, by title: papers that came, changed (with the fields that did) and went."""

    came: tuple[str, ...] = ()
    changed: tuple[tuple[str, tuple[str, ...]], ...] = ()
    went: tuple[str, ...] = ()


def start(folder: Path) -> list[Problem]:
    """A new site in a folder, ready to build: sample dump, site.yaml, vocabulary, publish workflow.

    The folder is new, or holds nothing but what a new repository does, which stays. Its requirements.txt says where the
    workflow gets sitegen from; a note says what to do where that will not work yet.
    """
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        return [error(Span(str(folder)), "is no folder", "name one that does not exist yet")]
    there = {path.name for path in folder.iterdir()} if folder.exists() else set()
    if others := sorted(name for name in there if not OF_A_REPOSITORY.fullmatch(name)):
        hint = "name a folder that does not exist yet, or a repository with no more than README and LICENSE"
        return [error(Span(str(folder)), f"is not empty: {', '.join(others[:3])}", hint)]
    for name in STARTER:
        if not (folder / name).exists():
            files.put(folder / name, bundle.starter(name).read_bytes(), folder)
    files.put(folder / ".gitignore", _ignored(folder), folder)
    text, problems = origin.requirement()
    files.put(folder / "requirements.txt", text.encode(), folder)
    return problems


def _ignored(folder: Path) -> bytes:
    """What git is to ignore in a site: what it ignores in that folder already, and what sitegen makes."""
    path = folder / ".gitignore"
    there = files.read_bytes(path, folder) if path.exists() else b""
    lines = there.splitlines()
    return b"".join(line + b"\n" for line in (*lines, *(line for line in IGNORED.encode().splitlines() if line not in lines)))


def add(
    folder: Path, name: str, content: bytes, said: Meta, *, given: str = "-", newer: bool = False, keep: bool = True
) -> tuple[Added | None, list[Problem]]:
    """Put a dump into the site under a name, with what is said of it; gives what was understood of it and what it brought.

    `given` is the file that it was, or "-": a saved page keeps its ending, and problems with what is in it name that file.
    With `newer` it takes the place of the dump of that name, and what its meta file says stays unless `said` says otherwise.
    Where `keep` is false nothing is written, and all is reported that parse would say of the dump. Reported, and nothing is
    written then: a name that is taken, also by data written by hand, or, with `newer`, that is not; a dump that is no text,
    or none that can be read.
    """
    try:
        with parsing.at_work(folder):
            return _add(folder, name, content, said, given, newer=newer, keep=keep)
    except Refused as refused:
        return None, [refused.problem]


def _add(
    folder: Path, name: str, content: bytes, said: Meta, given: str, *, newer: bool, keep: bool
) -> tuple[Added | None, list[Problem]]:
    there, _ = parsing.dump_paths(folder)
    suffix = Path(given).suffix.lower()
    old, path = there.get(name), f"{parsing.DUMPS}/{name}{suffix if suffix in parsing.SUFFIXES else '.txt'}"
    if taken := _taken(folder, name, path, there, newer=newer):
        return None, [taken]
    before, problems = parsing.meta_of(folder, name)
    told, text, _ = parsing.meta_text(folder, name)
    renewed = store.renewed_meta(text, said)
    reading, faults = dumps.read(path, content, store.load_meta(told, renewed)[0])
    faults = [replace(fault, span=replace(fault.span, path=given)) for fault in faults]
    problems += [fault for fault in faults if fault.level is Level.ERROR]
    if not problems and reading.format is None:
        problems = [replace(fault, level=Level.ERROR) for fault in faults[-1:]]
    if problems:
        return None, problems
    former = dumps.read(old, files.read_bytes(folder / old, folder), before)[0].drafts if old else ()
    added = Added(name=name, understood=dumps.summary(reading), difference=difference(former, reading.drafts))
    if not keep:
        return added, [*faults, *(store.ignored_keys(told, renewed) if reading.person else ())]
    files.put(folder / told, renewed.encode(), folder)
    if old and old != path:  # first the name, then the text, so that there is one dump of this name at every moment
        files.move(folder / old, folder / path, folder)
    files.put(folder / path, content, folder)
    return added, []


def _taken(folder: Path, name: str, path: str, there: Mapping[str, str], *, newer: bool) -> Problem | None:
    """What is wrong with the name of a dump that is to lie at `path`; `there` are the dumps that the site has."""
    same = {files.folded(other): found for other, found in there.items()}.get(files.folded(name))
    if newer and name not in there:
        place = Span(f"{parsing.DUMPS}/{name}")
        return error(place, "there is no such dump", f"dumps here: {', '.join(there) or 'none'}")
    if same and not newer:
        hint = f"`--replace {name}` puts a newer copy of the same page in its place, `--name` gives this one another name"
        return error(Span(same), "there is such a dump already", hint)
    return parsing.by_hand(folder, name, path)


def difference(before: Sequence[Draft], after: Sequence[Draft]) -> Difference:
    """What two copies of a page differ in; a paper whose title changed is known by its abstract."""
    old, new = _by_id(before), _by_id(after)
    pairs = {key: key for key in new if key in old}
    pairs |= _renamed(old, new)
    changed = []
    for key, former in pairs.items():
        fields = tuple(_changed(old[former], new[key]))
        if fields:
            changed.append((_name(new[key]), fields))
    return Difference(
        came=tuple(_name(draft) for key, draft in new.items() if key not in pairs),
        changed=tuple(changed),
        went=tuple(_name(draft) for key, draft in old.items() if key not in pairs.values()),
    )


def _renamed(old: Mapping[Key, Draft], new: Mapping[Key, Draft]) -> dict[Key, Key]:
    came = {key: entry(draft, "", None) for key, draft in new.items() if key not in old}
    went = {key: entry(draft, "", None) for key, draft in old.items() if key not in new}
    found = {}
    for key, one in came.items():
        near = max(went, key=lambda former: containment(one, went[former]), default=None)
        if near and containment(one, went[near]) >= SAME:
            found[key] = near
            del went[near]
    return found


def _changed(old: Draft, new: Draft) -> Iterator[str]:
    for field in Draft.__struct_fields__:
        if field not in {"id", "span"} and getattr(old, field) != getattr(new, field):
            yield field.replace("_", " ")


def _by_id(drafts: Sequence[Draft]) -> dict[Key, Draft]:
    """The drafts by id and by how many of that id stand before them, since equal ones share an id."""
    seen: Counter[str] = Counter()
    found = {}
    for draft, key in zip(drafts, store.entry_ids((draft.title, draft.abstract) for draft in drafts), strict=True):
        found[key, seen[key]] = draft
        seen[key] += 1
    return found


def _name(draft: Draft) -> str:
    return draft.title or " ".join((draft.abstract or "").split()[:8]) + " …"
