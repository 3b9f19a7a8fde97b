"""The whole way, in order: dumps become YAML (`parse`), YAML becomes a site (`assemble`), the site becomes files (`build`).

Every stage returns what it made and a list of problems; here they are joined, and here it is decided what is stale. An error
stops before anything is written.
"""

import difflib
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from hashlib import blake2b
from itertools import chain
from pathlib import Path, PurePosixPath

import msgspec
from msgspec.structs import replace

import sitegen
from sitegen import bundle, check, dumps, exports, feeds, files, languages, render, search, sitemap, store
from sitegen import site as sites
from sitegen.directory import directory
from sitegen.files import File
from sitegen.languages import Language
from sitegen.merge import merge
from sitegen.problems import Level, Problem, Refused, Span, error, warning, worst
from sitegen.records import Catalog, Dump, Listing, Meta, Record
from sitegen.site import Site

DUMPS = "content/dumps"
DATA = "content/data"
SUFFIXES = (".txt", ".html", ".htm")
META = ".meta.yaml"
# Keys of a meta file that say nothing do not count where data files are older than they are, so that those stay fresh.
YOUNGER = ("abstracts", "notes")
STATE = ".sitegen/built.json"
# GitHub Pages publishes sites of up to 1 GB: https://docs.github.com/pages/getting-started-with-github-pages/github-pages-limits
PAGES_LIMIT = 1_000_000_000


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


class Built(Record):
    """What build did: the counts of `files.write`, the number of papers and pages, and all problems."""

    problems: tuple[Problem, ...]
    written: files.Written = files.Written()
    papers: int = 0
    pages: int = 0
    fresh: bool = False


class State(Record):
    """What the last build of a site was made from, and what it had to say."""

    inputs: str
    output: str
    papers: int
    pages: int
    size: int
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


def load(folder: Path) -> tuple[store.Content, Catalog, list[Problem]]:
    """Everything below content/ and, joined, the catalog that it makes."""
    content, problems = store.load(folder)
    catalog, more = merge(content.dumps, content.decisions, content.edits)
    return content, catalog, [*problems, *more]


def assemble(folder: Path, url: str | None = None) -> tuple[Site, list[Problem]]:
    """The site of a folder as data; `url`, where given, is its address in place of the one in site.yaml."""
    content, catalog, problems = load(folder)
    config = replace(content.config, url=url) if url else content.config
    site, clashes = sites.assemble(catalog, config, content.vocabulary, content.pages)
    return site, [*problems, *clashes]


def review(folder: Path) -> tuple[Site, list[Problem]]:
    """The site as data, with all that can be said of its dumps, its data, and its pages; nothing is written."""
    parsed = parse(folder, Mode.DRY)
    stale = [_stale(one) for one in parsed.dumps if one.outcome in {"changed", "removed"}]
    site, problems = assemble(folder)
    return site, [*parsed.problems, *stale, *problems, *check.problems(site)]


def build(folder: Path, output: Path, *, url: str | None = None, theme: str | None = None, strict: bool = False) -> Built:
    """Parse what is stale, then make the output folder hold the site; with nothing changed, nothing is done.

    An error, or with `strict` a warning, leaves the output as it was; `strict` reads every dump again, to see what there is to
    warn of. Another build of the same site at the same time is an
    error.
    """
    try:
        with files.lock(_made(folder / ".sitegen")):
            return _build(folder, output, url, theme, strict=strict)
    except Refused as refused:
        return Built(problems=(refused.problem,))


def _build(folder: Path, output: Path, url: str | None, theme: str | None, *, strict: bool) -> Built:
    inputs = _inputs(folder, url, theme)
    state = _state(folder)
    fresh = state and (state.inputs, state.output) == (inputs, str(output.resolve())) and files.intact(output)
    if state and fresh and not _fails(state.problems, strict=strict):
        return Built(problems=state.problems, papers=state.papers, pages=state.pages, fresh=True)
    parsed = parse(folder, all_dumps=strict)
    if _fails(parsed.problems, strict=strict):
        return Built(problems=parsed.problems)
    site, problems = assemble(folder, url)
    problems = [*parsed.problems, *problems, *check.problems(site)]
    themes, missing = theme_folders(folder, theme or site.config.theme)
    language, untold = languages.load(themes, site.config.language)
    photos, lacking = _photos(folder, site)
    problems += [*missing, *untold, *lacking]
    if _fails(problems, strict=strict):
        return Built(problems=tuple(problems))
    made = chain(photos, _files(site, themes, language))  # one at a time: a large site is more than memory holds
    written = files.write(made, output, [folder / "content", folder / "themes"])
    problems += [*written.problems, *_too_large(written.size)]
    if not written.problems:
        done = State(
            inputs=_inputs(folder, url, theme),
            output=str(output.resolve()),
            papers=len(site.papers),
            pages=len(site.pages),
            size=written.size,
            problems=tuple(problems),
        )
        files.put(folder / STATE, msgspec.json.encode(done))
    return Built(problems=tuple(problems), written=written, papers=len(site.papers), pages=len(site.pages))


def theme_folders(folder: Path, name: str) -> tuple[list[Path], list[Problem]]:
    """The folders of a theme, the site's own before the one that comes with sitegen, then those of the default theme.

    It is an error where there is no such theme, and for each thing in the site's own folders that leads outside the site.
    """
    places = [folder / "themes", bundle.themes()]
    found = [place / one for one in dict.fromkeys((name, "default")) for place in places if (place / one).is_dir()]
    unique = [path for at, path in enumerate(found) if not any(path.samefile(other) for other in found[:at])]
    if PurePosixPath(name).name == name and any(path.name == name for path in unique):
        return unique, [problem for path in unique if path.parent == places[0] for problem in files.outward(path, folder)]
    there = sorted({path.name for place in places if place.is_dir() for path in place.iterdir() if path.is_dir()})
    return unique, [error(Span("content/site.yaml"), f'there is no theme "{name}"', f"themes here: {', '.join(there)}")]


def _files(site: Site, themes: Sequence[Path], language: Language) -> Iterator[File]:
    followed = feeds.addresses(site)
    yield from render.files(directory(site), themes, language, followed)
    yield from search.files(site)
    yield from feeds.files(site)
    yield from exports.files(site)
    yield from sitemap.files(site, followed)


def _photos(folder: Path, site: Site) -> tuple[list[File], list[Problem]]:
    """The people's photos, which lie in content/ where they are to lie on the site; a warning for each that does not."""
    found: list[File] = []
    problems: list[Problem] = []
    for name in sorted({person.photo for person in site.catalog.people.values() if person.photo}):
        try:
            found.append(File(name, files.read_bytes(folder / "content" / name, folder)))
        except Refused as refused:
            problems.append(warning(refused.problem.span, refused.problem.message, "put the photo there, or take `photo` out"))
    return found, problems


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
        problems += store.unheeded(*_meta_text(folder, name)[:2])
    fresh = _dump(name, path, reading, meta)
    text = store.save(fresh, read)
    data = f"{DATA}/{name}.yaml"
    if old is not None and touched:
        problems.append(_touched(data, old, fresh))
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
    said = {key: value for key, value in msgspec.to_builtins(meta).items() if value is not None or key not in YOUNGER}
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


def _touched(data: str, old: str, fresh: Dump) -> Problem:
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


def _stale(one: ParsedDump) -> Problem:
    hint = "run `sitegen parse`"
    return warning(Span(f"{DATA}/{one.name}.yaml"), f"is not what parse makes of {one.path}", hint)


def _diff(old: str, new: str, path: str) -> str:
    lines = difflib.unified_diff(old.splitlines(keepends=True), new.splitlines(keepends=True), path, path, n=1)
    return "".join(lines)


def _inputs(folder: Path, url: str | None, theme: str | None) -> str:
    """What tells whether anything that a build depends on has changed since."""
    sources = [folder / "content", folder / "themes", bundle.themes(), bundle.PACKAGE]
    return f"{sitegen.__version__} {url} {theme} {files.digest(sources)}"


def _state(folder: Path) -> State | None:
    try:
        return msgspec.json.decode(files.read_bytes(folder / STATE, folder), type=State)
    except (Refused, msgspec.DecodeError):
        return None


def _made(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise Refused(error(Span(str(folder)), f"cannot be made: {fault.strerror}")) from None
    return folder


def _fails(problems: Iterable[Problem], *, strict: bool) -> bool:
    return (worst(problems) or Level.NOTE) >= (Level.WARNING if strict else Level.ERROR)


def _too_large(size: int) -> list[Problem]:
    if size < 0.8 * PAGES_LIMIT:
        return []
    message = f"the site has {size / 1e6:.0f} MB; GitHub Pages publishes at most {PAGES_LIMIT / 1e6:.0f}"
    return [warning(Span("content/site.yaml"), message, "publish it elsewhere, or set `abstracts: excerpt`")]
