"""What becomes of each data file: a dump and its meta file in, content/data/NAME.yaml out, and what is to be said of it.

A file that a person edited is left alone; one whose dump is gone goes too.
"""

import difflib
import json
import os
from enum import StrEnum
from hashlib import blake2b
from pathlib import Path

import msgspec
from msgspec.structs import replace

from sitegen import dumps, files, store
from sitegen.problems import Level, Problem, Refused, Span, error, warning, worst
from sitegen.records import Dump, Listing, Meta, Record

DUMPS = "content/dumps"
DATA = "content/data"
SUFFIXES = (".txt", ".html", ".htm")
META = ".meta.yaml"
# Keys of a meta file that say nothing do not count where data files are older than they are, so that those stay fresh.
LATER_KEYS = ("abstracts", "notes")


class Mode(StrEnum):
    """What parse may do: write what is stale, write only what is not there yet, or write nothing."""

    WRITE = "write"
    FROZEN = "frozen"
    DRY = "dry"


class ParsedDump(Record):
    """What parse found in one dump: what was read (None where the data file was fresh), and what became of its data file.

    `outcome` is "new", "changed", "unchanged", "edited" (by hand, so left alone) or "removed"; `diff` the unified difference.
    """

    name: str
    path: str
    outcome: str
    reading: dumps.Reading | None = None
    diff: str = ""


class Parsed(Record):
    """What parse did, dump by dump, and all that it has to say."""

    dumps: tuple[ParsedDump, ...]
    problems: tuple[Problem, ...]


def parse(folder: Path, mode: Mode = Mode.WRITE, *, all_dumps: bool = True) -> Parsed:
    """Make the data file of each dump; with `all_dumps` false only of those whose data file is stale.

    A data file that a person edited is left alone and said so, with an edit to paste; one whose dump is gone is removed, or
    an error when somebody edited it. Under `Mode.FROZEN` a data file that would change is an error.
    """
    problems: list[Problem] = []
    parsed = []
    for name, path in _dump_paths(folder, problems):
        one, more = _parse_dump(folder, name, path, mode, all_dumps=all_dumps)
        problems += more
        if one:
            parsed.append(one)
    for name in sorted(_generated(folder).keys() - {one.name for one in parsed}):
        one, more = _orphan(folder, name, mode)
        parsed.append(one)
        problems += more
    return Parsed(dumps=tuple(parsed), problems=tuple(problems))


def stale(one: ParsedDump) -> Problem:
    """A warning that a data file is not what parse makes of its dump."""
    hint = "run `sitegen parse`"
    return warning(Span(f"{DATA}/{one.name}.yaml"), f"is not what parse makes of {one.path}", hint)


def _dump_paths(folder: Path, problems: list[Problem]) -> list[tuple[str, str]]:
    """The name and the path below the site of each dump, in order; files that are no dumps are warned of."""
    found: dict[str, str] = {}
    place = folder / DUMPS
    for path in sorted(place.iterdir()) if place.is_dir() else ():
        relative = f"{DUMPS}/{path.name}"
        if path.name.startswith(".") or path.name.endswith(("~", META)):
            continue
        if path.suffix.lower() not in SUFFIXES:
            problems.append(warning(Span(relative), "is not read as a dump", f"dumps end in {', '.join(SUFFIXES)}"))
        elif path.stem in found:
            message = f"{found[path.stem]} and {relative} would make one data file"
            problems.append(error(Span(relative), message, "rename one of them"))
        else:
            found[path.stem] = relative
    return list(found.items())


def _parse_dump(folder: Path, name: str, path: str, mode: Mode, *, all_dumps: bool) -> tuple[ParsedDump | None, list[Problem]]:
    try:
        content = files.read_bytes(folder / path, folder)
        meta, problems = meta_of(folder, name)
    except Refused as refused:
        return None, [refused.problem]
    if worst(problems) is Level.ERROR:
        return None, problems
    read = _key(content, meta)
    old = _data(folder, name)
    touched = old is not None and store.edited(old)
    if not all_dumps and old is not None and store.made_from(old) == read and not touched:
        return ParsedDump(name=name, path=path, outcome="unchanged"), []
    reading, more = dumps.read(path, content, meta)
    problems += more
    if reading.person:
        problems += store.ignored_keys(*_meta_text(folder, name)[:2])
    fresh = _dump(name, path, reading, meta)
    text = store.save(fresh, read)
    data = f"{DATA}/{name}.yaml"
    if old is not None and touched:
        problems.append(_edited_by_hand(data, old, fresh))
        return ParsedDump(name=name, path=path, outcome="edited", reading=reading), problems
    outcome = "new" if old is None else "unchanged" if old == text else "changed"
    if outcome == "changed" and mode is Mode.FROZEN:
        hint = "run `sitegen parse` and commit what it writes"
        problems.append(error(Span(data), f"is not what parse makes of {path}", hint))
    elif outcome != "unchanged" and mode is not Mode.DRY:
        files.put(folder / data, text.encode())
    diff = _diff(old or "", text, data)
    return ParsedDump(name=name, path=path, outcome=outcome, reading=reading, diff=diff), problems


def meta_of(folder: Path, name: str) -> tuple[Meta, list[Problem]]:
    """What the meta file of a dump says; nothing where there is none. Raises Refused where it cannot be read."""
    path, text, problems = _meta_text(folder, name)
    meta, more = store.load_meta(path, text)
    return meta, [*problems, *more]


def _meta_text(folder: Path, name: str) -> tuple[str, str, list[Problem]]:
    path = f"{DUMPS}/{name}{META}"
    if not os.path.lexists(folder / path):
        return path, "", []
    return path, *store.decode(path, files.read_bytes(folder / path, folder))


def _key(content: bytes, meta: Meta) -> str:
    """A digest of all that a data file is made from: the dump, its meta file, and the reader."""
    said = {key: value for key, value in msgspec.to_builtins(meta).items() if value is not None or key not in LATER_KEYS}
    digest = blake2b(content, digest_size=16)
    digest.update(json.dumps([dumps.VERSION, said]).encode())
    return digest.hexdigest()


def _dump(name: str, path: str, reading: dumps.Reading, meta: Meta) -> Dump:
    ids = store.entry_ids((draft.title, draft.abstract) for draft in reading.drafts)
    return Dump(
        name=name,
        path=path.removeprefix(f"{DUMPS}/"),
        format=reading.format,
        source=meta.source,
        url=meta.url,
        retrieved=meta.retrieved,
        abstracts=meta.abstracts or "full",
        person=reading.person,
        listing=None if reading.person else replace(reading.listing or Listing(), notes=meta.notes),
        drafts=tuple(replace(draft, id=key) for draft, key in zip(reading.drafts, ids, strict=True)),
    )


def _edited_by_hand(data: str, old: str, fresh: Dump) -> Problem:
    edit = store.hand_changes(data, old, fresh)
    hint = f"move the change into content/edits/ and delete this file; parse then makes it anew\n{edit}".rstrip()
    return warning(Span(data), "was edited by hand, so parse leaves it as it is", hint)


def _generated(folder: Path) -> dict[str, str]:
    """The text of each data file that parse made, by name."""
    place = folder / DATA
    paths = sorted(place.glob("*.yaml")) if place.is_dir() else []
    texts = {path.stem: _data(folder, path.stem) or "" for path in paths}
    return {name: text for name, text in texts.items() if store.made_from(text) is not None}


def _data(folder: Path, name: str) -> str | None:
    path = folder / DATA / f"{name}.yaml"
    try:
        return files.read_bytes(path, folder).decode("utf-8", "replace") if os.path.lexists(path) else None
    except Refused:
        return None


def _orphan(folder: Path, name: str, mode: Mode) -> tuple[ParsedDump, list[Problem]]:
    """What becomes of a data file whose dump is gone."""
    data = f"{DATA}/{name}.yaml"
    gone = ParsedDump(name=name, path=data, outcome="removed")
    if store.edited(_data(folder, name) or ""):
        hint = "move what was edited into content/edits/ or a data file without `dump:`, then delete this one"
        return gone, [error(Span(data), "was edited by hand, and its dump is gone", hint)]
    if mode is Mode.WRITE:
        (folder / data).unlink()
    elif mode is Mode.FROZEN:
        return gone, [error(Span(data), "its dump is gone", "run `sitegen parse` and commit what it does")]
    return gone, []


def _diff(old: str, new: str, path: str) -> str:
    lines = difflib.unified_diff(old.splitlines(keepends=True), new.splitlines(keepends=True), path, path, n=1)
    return "".join(lines)
