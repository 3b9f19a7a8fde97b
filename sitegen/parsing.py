"""What becomes of each data file: a dump and its meta file in, content/data/NAME.yaml out, and what is to be said of it.

A data file that parse did not write, or that a person edited, is never written; one whose dump is gone goes too. First all is
read and decided, then all is written, so that an error in one place leaves everything as it was.
"""

import difflib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from enum import StrEnum
from hashlib import blake2b
from pathlib import Path, PurePosixPath

import msgspec
from msgspec.structs import replace

from sitegen import dumps, files, readings, store
from sitegen.problems import Level, Problem, Refused, Span, error, warning, worst
from sitegen.records import Dump, Listing, Meta, Record

DUMPS = "content/dumps"
DATA = "content/data"
# Text as people copy it, and files of bibliographies and tables; what is in one is told by its content.
SUFFIXES = (".txt", ".html", ".htm", ".md", ".tex", ".bbl", ".bib", ".ris", ".nbib", ".enw", ".json", ".jsonl", ".csv", ".tsv")
META = ".meta.yaml"
# Keys of a meta file that say nothing do not count where data files are older than they are, so that those stay fresh.
LATER_KEYS = ("abstracts", "entry", "notes")
# Seconds that a command waits for another one that is at work in the same site.
PATIENCE = 10.0


class Mode(StrEnum):
    """What parse may do: write what is stale, write only what is not there yet, or write nothing."""

    WRITE = "write"
    FROZEN = "frozen"
    DRY = "dry"


class ParsedDump(Record):
    """What parse found in one dump: what there is to say of it (None where nobody asked), and what became of its data file.

    `outcome` is "new", "changed", "unchanged", "edited" (by hand, so left alone), "removed" or "refused"; `text` is what a
    new or changed data file holds, `diff` the unified difference.
    """

    name: str
    path: str
    outcome: str
    report: readings.Report | None = None
    text: str = ""
    diff: str = ""

    @property
    def data(self) -> str:
        """The path of the data file below the site's folder."""
        return f"{DATA}/{self.name}.yaml"


class Parsed(Record):
    """What parse did, dump by dump, the paths of the data files that it wrote or removed, and all that it has to say."""

    dumps: tuple[ParsedDump, ...] = ()
    problems: tuple[Problem, ...] = ()
    written: tuple[str, ...] = ()


@contextmanager
def at_work(folder: Path) -> Iterator[None]:
    """Keep other commands out of a site while the block runs; raises Refused where no site is, or one is busy for too long."""
    if not (folder / "content").is_dir():
        hint = "`sitegen new` makes a site, `--site` says where one is"
        raise Refused(error(files.span_of(folder / "content"), "there is no such folder", hint))
    with files.lock(folder, patience=PATIENCE):
        yield


def parse(folder: Path, mode: Mode = Mode.WRITE, *, all_dumps: bool = True) -> Parsed:
    """Make the data file of each dump, and say again what there is to say of it; with `all_dumps` false of stale ones alone.

    A dump is read where it, its meta file, its data file or sitegen are others than when it was last read (`readings`).
    A data file that a person edited is left alone and said so, with an edit to paste; one that a person wrote is an error; one
    whose dump is gone is removed, or an error when somebody edited it. Under `Mode.FROZEN` a data file that would change is
    an error. An error stops before anything is written.
    """
    paths, problems = dump_paths(folder)
    parsed, more = ([], []) if worst(problems) is Level.ERROR else _orphans(folder, paths, mode)
    problems += more
    kept = readings.load(folder)
    for name, path in paths.items():
        one, more = _parsed(folder, ParsedDump(name=name, path=path, outcome="refused"), mode, kept, all_dumps=all_dumps)
        parsed.append(one)
        problems += more
    readings.save(folder, {name: kept[name] for name in paths if name in kept})
    written: list[str] = []
    if mode is not Mode.DRY and worst(problems) is not Level.ERROR:
        written, more = _write(folder, parsed)
        problems += more
    return Parsed(dumps=tuple(parsed), problems=tuple(problems), written=tuple(written))


def stale(one: ParsedDump) -> Problem:
    """A warning that a data file is not what parse makes of its dump."""
    return warning(Span(one.data), f"is not what parse makes of {one.path}", "run `sitegen parse`")


def dump_paths(folder: Path) -> tuple[dict[str, str], list[Problem]]:
    """The path below the site of each dump by its name, in order.

    Files that are no dumps are warned of, and so are meta files without one. Two dumps of one name, also by case or Unicode
    form, are an error.
    """
    names, problems = files.listing(folder / DUMPS, folder)
    found: dict[str, str] = {}
    taken: dict[str, str] = {}
    for name in names:
        path = PurePosixPath(DUMPS, name)
        if name.endswith(META):
            continue
        if path.suffix.lower() not in SUFFIXES:
            problems.append(warning(Span(str(path)), "is not read as a dump", f"dumps end in {', '.join(SUFFIXES)}"))
        elif (other := taken.setdefault(files.folded(path.stem), str(path))) != str(path):
            message = f"{other} and {path} would make one data file"
            problems.append(error(Span(str(path)), message, "rename one of them"))
            found.setdefault(path.stem, str(path))
        else:
            found[path.stem] = str(path)
    for name in names:
        if name.endswith(META) and name.removesuffix(META) not in found:
            hint = "put the dump beside it, or remove it"
            problems.append(warning(Span(f"{DUMPS}/{name}"), "there is no dump of this name", hint))
    return found, problems


def by_hand(folder: Path, name: str, path: str) -> Problem | None:
    """An error where the data file that parse would make of the dump at `path` is one that a person wrote."""
    data = f"{DATA}/{name}.yaml"
    return _by_hand(_data(folder, data), data, path)


def _by_hand(old: str | None, data: str, path: str) -> Problem | None:
    if old is None or store.is_generated(old):
        return None
    message = f"is written by hand, and {path} would make a data file of the same name"
    return error(Span(data), message, "give the dump or the data file another name")


def _write(folder: Path, parsed: Sequence[ParsedDump]) -> tuple[list[str], list[Problem]]:
    """Write and remove data files as was decided; gives the path of each, and a warning for each that went."""
    written = []
    problems = []
    try:
        for one in parsed:
            if one.outcome in {"new", "changed"}:
                files.put(folder / one.data, one.text.encode(), folder)
                written.append(one.data)
            elif one.outcome == "removed":
                files.remove(folder / one.data, folder)
                written.append(one.data)
                hint = "put the dump back if its papers are to stay on the site"
                problems.append(warning(Span(one.data), "its dump is gone, so it was removed", hint))
    except Refused as refused:
        problems.append(refused.problem)
    return written, problems


def _parsed(
    folder: Path, one: ParsedDump, mode: Mode, kept: dict[str, readings.Kept], *, all_dumps: bool
) -> tuple[ParsedDump, list[Problem]]:
    """What becomes of the data file of one dump; `kept` is what is known of dumps, this one too when it was read."""
    try:
        content = files.read_bytes(folder / one.path, folder)
        meta, problems = meta_of(folder, one.name)
        old = _data(folder, one.data)
    except Refused as refused:
        return one, [refused.problem]
    if refusal := _by_hand(old, one.data, one.path) or store.newer(one.data, old or ""):
        problems.append(refusal)
    if worst(problems) is Level.ERROR:
        return one, problems
    read = _key(content, meta)
    edited = old is not None and store.edited(old)
    if not all_dumps and old is not None and store.made_from(old) == read and not edited:
        return replace(one, outcome="unchanged"), []
    known = kept.get(one.name)
    if old is not None and not edited and known and known.key == readings.key(read, old):
        one = replace(one, outcome="unchanged", report=known.report)
        return one, [*problems, *known.report.problems, *_ignored_keys(folder, one)]
    reading, more = dumps.read(one.path, content, meta)
    report = readings.report(reading, more)
    one = replace(one, report=report)
    problems += [*more, *_ignored_keys(folder, one)]
    fresh = _dump(one.name, one.path, reading, meta)
    if old is not None and edited:
        return replace(one, outcome="edited"), [*problems, _edited_by_hand(one.data, old, fresh)]
    one, more = _made(one, old, store.save(fresh, read), mode)
    kept[one.name] = readings.Kept(key=readings.key(read, one.text), report=report)
    return one, [*problems, *more]


def _made(one: ParsedDump, old: str | None, text: str, mode: Mode) -> tuple[ParsedDump, list[Problem]]:
    """A dump that was read, with what its data file is to hold, and what keeps it from being written."""
    outcome = "new" if old is None else "unchanged" if old == text else "changed"
    problems = []
    if outcome == "changed" and mode is Mode.FROZEN:
        hint = "run `sitegen parse` and commit what it writes"
        problems.append(error(Span(one.data), f"is not what parse makes of {one.path}", hint))
    if outcome != "unchanged":
        problems += _unloadable(one.path, one.data, text)
    return replace(one, outcome=outcome, text=text, diff=_diff(old or "", text, one.data)), problems


def _ignored_keys(folder: Path, one: ParsedDump) -> list[Problem]:
    """Warnings of what a meta file says that is not said of a person's page."""
    return store.ignored_keys(*meta_text(folder, one.name)[:2]) if one.report and one.report.person else []


def _unloadable(path: str, data: str, text: str) -> Iterator[Problem]:
    """An error where a data file could not be read again, which is a fault of sitegen's: it is not written then."""
    for problem in store.load_data(data, text)[1][:1]:
        hint = f"this is a fault of sitegen's: please report it, with the dump\n{problem}"
        yield error(Span(path), "what is read from it cannot be kept", hint)


def meta_of(folder: Path, name: str) -> tuple[Meta, list[Problem]]:
    """What the meta file of a dump says; nothing where there is none. Raises Refused where it cannot be read."""
    path, text, problems = meta_text(folder, name)
    meta, more = read_meta(path, text)
    return meta, [*problems, *more]


def read_meta(path: str, text: str) -> tuple[Meta, list[Problem]]:
    """What the text of a meta file says, and an error for each mistake in it, also in the picture of an entry."""
    meta, problems = store.load_meta(path, text)
    if meta.entry is not None and (fault := dumps.misdrawn(meta.entry)):
        place = store.places(path, text)["entry"]
        line = place.first + fault.line if place.last > place.first else place.first
        problems.append(error(Span(path, line, line), f"`entry:` {fault.message}", fault.hint))
    return meta, problems


def meta_text(folder: Path, name: str) -> tuple[str, str, list[Problem]]:
    """The path of the meta file of a dump and its text, "" where there is none; raises Refused where it cannot be read."""
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


def _orphans(folder: Path, paths: Mapping[str, str], mode: Mode) -> tuple[list[ParsedDump], list[Problem]]:
    """What becomes of the data files whose dumps are gone: they go too, unless somebody edited them, or all dumps are gone."""
    gone = []
    problems = []
    for name in (name for name in _generated(folder) if name not in paths):
        one = ParsedDump(name=name, path=f"{DATA}/{name}.yaml", outcome="removed")
        gone.append(one)
        if store.edited(_data(folder, one.data) or ""):
            hint = "move what was edited into content/edits/ or a data file without `dump:`, then delete this one"
            problems.append(error(Span(one.data), "was edited by hand, and its dump is gone", hint))
        elif mode is Mode.FROZEN:
            problems.append(error(Span(one.data), "its dump is gone", "run `sitegen parse` and commit what it does"))
    if gone and not (folder / DUMPS).is_dir():
        message = "there is no such folder, though data files were made from the dumps in it"
        hint = f"put it back; to do without, delete what was made of them: {', '.join(one.data for one in gone)}"
        problems.append(error(Span(DUMPS), message, hint))
    return gone, problems


def _generated(folder: Path) -> Iterator[str]:
    """The names of the data files that parse made, in order; what cannot be read is reported by who loads it."""
    names, _ = files.listing(folder / DATA, folder)
    for name in names:
        with suppress(Refused):
            if name.endswith(".yaml") and store.is_generated(_data(folder, f"{DATA}/{name}") or ""):
                yield name.removesuffix(".yaml")


def _data(folder: Path, data: str) -> str | None:
    """The text of a data file, None where there is none; raises Refused where it cannot be read."""
    path = folder / data
    return files.read_bytes(path, folder).decode("utf-8", "replace") if os.path.lexists(path) else None


def _diff(old: str, new: str, path: str) -> str:
    lines = difflib.unified_diff(old.splitlines(keepends=True), new.splitlines(keepends=True), path, path, n=1)
    return "".join(lines)
