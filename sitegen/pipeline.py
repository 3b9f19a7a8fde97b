"""The whole way, in order: dumps become YAML (`parse`), YAML becomes a site (`assemble`), the site becomes files (`build`).

Every stage returns what it made and a list of problems; here they are joined, and here it is decided what is stale. An error
stops before anything is written.
"""

import os
from collections.abc import Container, Iterable, Mapping, Sequence
from functools import partial
from hashlib import blake2b
from itertools import chain
from pathlib import Path, PurePosixPath
from types import MappingProxyType

import msgspec
from msgspec.structs import replace

import sitegen
from sitegen import bundle, files, pages, parsing, photos, publishing, store
from sitegen.merge import merge
from sitegen.outputs import exports, feeds, search, sitemap
from sitegen.pages import languages
from sitegen.parsing import Mode, parse
from sitegen.problems import Level, Problem, Refused, Span, error, note, warning, worst
from sitegen.publishing import File
from sitegen.records import Catalog, Edit, Record
from sitegen.site import Attached, Site, attached, check
from sitegen.site import assemble as assemble_site

STATE = ".sitegen/built.json"
# GitHub Pages publishes sites of up to 1 GB: https://docs.github.com/pages/getting-started-with-github-pages/github-pages-limits
PAGES_LIMIT = 1_000_000_000


class Built(Record):
    """What build did: the counts of `publishing.write`, the number of papers and pages, and all problems."""

    problems: tuple[Problem, ...]
    written: publishing.Written = publishing.Written()
    papers: int = 0
    pages: int = 0
    fresh: bool = False


class State(Record):
    """What the last build of a site was made from, and what it had to say."""

    inputs: str
    papers: int
    pages: int
    size: int
    problems: tuple[Problem, ...]


def load(folder: Path, made: Mapping[str, str] = MappingProxyType({})) -> tuple[store.Content, Catalog, list[Problem]]:
    """Everything below content/ and, joined, the catalog that it makes; `made` are data files that stand for those there."""
    content, problems = store.load(folder, made)
    catalog, more = merge(content.dumps, content.decisions, content.edits)
    return content, catalog, [*problems, *more]


def assemble(
    folder: Path, url: str | None = None, made: Mapping[str, str] = MappingProxyType({})
) -> tuple[Site, list[Problem]]:
    """The site of a folder as data; `url`, where given, is its address in place of site.yaml's; `made` as of `load`."""
    content, catalog, problems = load(folder, made)
    config = replace(content.config, url=url) if url else content.config
    site, clashes = assemble_site(catalog, config, content.vocabulary, content.pages)
    problems += clashes
    if worst(problems) is not Level.ERROR:  # else what cannot be read may well be what a link leads to
        problems += _attached(folder, site, content.edits.papers).problems
    return site, problems


def review(folder: Path) -> tuple[Site, list[Problem]]:
    """The site that build would make, with all that can be said of its dumps, its data, and its pages; nothing is written."""
    parsed = parse(folder, Mode.DRY)
    stale = [parsing.stale(one) for one in parsed.dumps if one.outcome in {"changed", "removed"}]
    made = {one.data: one.text for one in parsed.dumps if one.outcome in {"new", "changed", "removed"}}
    site, problems = assemble(folder, made=made)
    problems = [*parsed.problems, *stale, *problems]
    if worst(problems) is Level.ERROR:  # what cannot be read is no reason to speak of what it would say
        return site, problems
    return site, [*problems, *check.problems(site), *_brought(folder, site)[2]]


def build(
    folder: Path, output: Path, *, url: str | None = None, theme: str | None = None, strict: bool = False, jobs: int = 1
) -> Built:
    """Parse what is stale, then make the output folder hold the site; with nothing changed, nothing is done.

    So many processes make the files: `jobs` changes nothing in them.

    An error, or with `strict` a warning, leaves the output as it was; `strict` asks every dump for what there is to warn of.
    Another build of the same site at the same time is an error.
    """
    try:
        with parsing.at_work(folder):
            return _build(folder, output, url, theme, strict=strict, jobs=jobs)
    except Refused as refused:
        return Built(problems=(refused.problem,))


def _build(folder: Path, output: Path, url: str | None, theme: str | None, *, strict: bool, jobs: int) -> Built:
    stamps = files.stamps([folder / "content", folder / "themes", bundle.themes(), bundle.PACKAGE])
    state = _state(folder)
    fresh = state and state.inputs == _inputs(stamps, output, url, theme) and publishing.intact(output)
    if state and fresh and not _fails(state.problems, strict=strict):
        return Built(problems=state.problems, papers=state.papers, pages=state.pages, fresh=True)
    parsed = parse(folder, all_dumps=strict)
    stamps = _renewed(stamps, folder, parsed.written)
    if _fails(parsed.problems, strict=strict):
        return Built(problems=parsed.problems)
    site, problems = assemble(folder, url)
    problems = [*parsed.problems, *problems]
    if _fails(problems, strict=False):
        return Built(problems=tuple(problems))
    problems += check.problems(site)
    themes, missing = theme_folders(folder, theme or site.config.theme)
    language, untold = languages.load(themes, site.config.language)
    shown, own, more = _brought(folder, site)
    problems += [*missing, *untold, *more]
    if _fails(problems, strict=strict):
        return Built(problems=tuple(problems))
    brought = chain(  # one at a time: large files are more than memory holds
        (File(name, content) for name, content in shown.items()),
        (File(address, files.read_bytes(folder / "content" / place, folder)) for address, place in own),
    )
    shares = _shares(_showing(site, shown), themes, language)
    written = publishing.write(brought, output, [folder / "content", folder / "themes"], shares, jobs)
    problems += [*written.problems, *_too_large(written.size)]
    if not written.problems:
        done = State(
            inputs=_inputs(stamps, output, url, theme),
            papers=len(site.papers),
            pages=len(site.pages),
            size=written.size,
            problems=tuple(problem for problem in problems if problem.span.path not in parsed.written),  # those are done with
        )
        files.put(folder / STATE, msgspec.json.encode(done), folder)
    return Built(problems=tuple(problems), written=written, papers=len(site.papers), pages=len(site.pages))


def theme_folders(folder: Path, name: str) -> tuple[list[Path], list[Problem]]:
    """The folders of a theme, the site's own before the one that comes with sitegen, then those of the default theme.

    It is an error where there is no such theme, and for each thing in the site's own folders that leads outside the site.
    """
    places = [folder / "themes", bundle.themes()]
    found = [place / one for one in dict.fromkeys((name, "default")) for place in places if (place / one).is_dir()]
    unique = [path for at, path in enumerate(found) if not any(path.samefile(other) for other in found[:at])]
    if PurePosixPath(name).name == name and any(path.name == name for path in unique):
        return unique, [
            problem for path in unique if path.parent == places[0] for problem in files.leading_outside(path, folder)
        ]
    there = sorted({path.name for place in places if place.is_dir() for path in place.iterdir() if path.is_dir()})
    return unique, [error(Span("content/site.yaml"), f'there is no theme "{name}"', f"themes here: {', '.join(there)}")]


def _shares(site: Site, themes: Sequence[Path], language: languages.Language) -> list[publishing.Share]:
    """All files that are made of a site, in shares, those first that take long."""
    followed = feeds.addresses(site)
    whole = [partial(search.files, site), partial(feeds.files, site), partial(sitemap.files, site, followed)]
    return [*whole, *exports.shares(site), *pages.shares(site, themes, language, followed)]


def _brought(folder: Path, site: Site) -> tuple[dict[str, bytes], list[tuple[str, str]], list[Problem]]:
    """What the site's folder brings along: photos as they are shown, and other files of one's own by address and place.

    A warning for each photo that cannot be shown, and a note for each other picture that says where it was taken.
    """
    shown, problems = photos.load(folder, sorted({person.photo for person in site.catalog.people.values() if person.photo}))
    own = [(address, place) for address, place in _attached(folder, site).files if address not in shown]
    for _, place in own:
        path = folder / "content" / place
        if path.suffix.lower() in photos.PICTURES and photos.has_position(files.read_bytes(path, folder)):
            hint = "it is published as it is: take the position out, or put a copy without it there"
            problems.append(note(Span(f"content/{place}"), "says where it was taken (GPS)", hint))
    return shown, own, problems


def _showing(site: Site, shown: Container[str]) -> Site:
    """The site with these photos alone."""
    people = site.catalog.people.items()
    kept = {key: one if not one.photo or one.photo in shown else replace(one, photo=None) for key, one in people}
    return replace(site, catalog=replace(site.catalog, people=kept))


def _attached(folder: Path, site: Site, edits: Sequence[Edit] = ()) -> Attached:
    """Which files of one's own go to the site, and what is to be said of them and of links to them."""
    own, problems = files.below(folder / "content/files", folder)
    names, _ = files.listing(folder / "content/pages", folder)
    folders = [name for name in names if (folder / "content/pages" / name).is_dir()]
    problems += [
        warning(Span(f"content/pages/{name}"), "is not read: pages and their files lie in no folder") for name in folders
    ]
    beside = [name for name in names if not name.endswith(".md") and name not in folders]
    found = attached(site, edits, own, beside)
    return replace(found, problems=(*problems, *found.problems))


def _renewed(stamps: Mapping[str, files.Stamp], folder: Path, written: Iterable[str]) -> dict[str, files.Stamp]:
    """The stamps from before a build with those of the data files that it wrote itself.

    What anybody else changes while it runs keeps its old stamp, so that the next build sees the change.
    """
    own = {path: files.stamp(path) for path in (str(folder / data) for data in written)}
    return {path: found for path, found in {**stamps, **own}.items() if found}


def _inputs(stamps: Mapping[str, files.Stamp], output: Path, url: str | None, theme: str | None) -> str:
    """What tells whether anything that a build depends on has changed since."""
    said = repr((sitegen.__version__, url, theme, os.path.realpath(output)))
    return blake2b(f"{said} {files.digest(stamps)}".encode(), digest_size=16).hexdigest()


def _state(folder: Path) -> State | None:
    try:
        return msgspec.json.decode(files.read_bytes(folder / STATE, folder), type=State)
    except (Refused, msgspec.DecodeError):
        return None


def _fails(problems: Iterable[Problem], *, strict: bool) -> bool:
    return (worst(problems) or Level.NOTE) >= (Level.WARNING if strict else Level.ERROR)


def _too_large(size: int) -> list[Problem]:
    if size < 0.8 * PAGES_LIMIT:
        return []
    message = f"the site has {size / 1e6:.0f} MB; GitHub Pages publishes at most {PAGES_LIMIT / 1e6:.0f}"
    return [warning(Span("content/site.yaml"), message, "publish it elsewhere, or set `abstracts: excerpt`")]
