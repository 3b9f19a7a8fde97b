# pathlib costs more than the system calls it wraps, which counts for a hundred thousand files:
# ruff: noqa: PTH105, PTH106, PTH108, PTH111, PTH112, PTH114, PTH208
"""Publishing: how the built site gets to the disk whole.

A build is staged and then published. Every file that differs from the published one is written into a staging folder
inside the output folder; when the last has come and no problem was found, each is moved to its place, which is atomic.
So a full disk, an error or a kill before that leaves the old site as it was, and one after it leaves every file old or
new, whole.

`.sitegen.json` in the output folder lists the files that sitegen put there, path to size. Only those are ever overwritten
or removed, and a folder that has other files but no such list is refused. It holds no times: the same site gives the same
list. While files are moved it names the old and the new ones, and the staging folder stands until all is done, so that the
next build knows what a killed one left behind.
"""

import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from itertools import chain
from pathlib import Path
from stat import S_ISREG

import msgspec

from sitegen.files import create, folded, holds, is_within, lock, make_folder, read_bytes, reason_of, span_of
from sitegen.problems import Problem, Refused, Span, error
from sitegen.processes import spread

_OWN = ".sitegen"
_MANIFEST = f"{_OWN}.json"
_STAGING = f"{_OWN}.staging"
_ELSEWHERE = "move it out of the output folder, which is sitegen's"
# Windows is the strictest about names: https://learn.microsoft.com/windows/win32/fileio/naming-a-file
_SEGMENT = (
    r"(?!(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]) *(?:[./]|\Z))"
    r'[^\x00-\x1f\x7f\ud800-\udfff/\\<>:"|?*]+(?<![ .])'
)
_PATH = re.compile(rf"(?!{re.escape(_OWN)})(?:{_SEGMENT}/)*{_SEGMENT}", re.IGNORECASE)


class File(msgspec.Struct, frozen=True):
    """One file of the site: its path below the output folder ("papers/adam/index.html") and its bytes."""

    path: str
    content: bytes


Share = Callable[[], Iterable[File]]
"""Some of the files of a site, which can be made by a process of its own."""


class Written(msgspec.Struct, frozen=True):
    """What a write did: how many files it wrote, left as they were and removed, and how many bytes the site has now.

    Where `problems` holds an error the counts are 0.
    """

    written: int = 0
    unchanged: int = 0
    removed: int = 0
    size: int = 0
    problems: tuple[Problem, ...] = ()


def write(
    files: Iterable[File], output: Path, sources: Sequence[Path] = (), shares: Sequence[Share] = (), jobs: int = 1
) -> Written:
    """Make the output folder hold just these files and those of the shares, besides those that sitegen did not put there.

    Files are taken one at a time, of several shares at the same time by so many processes; what the folder then holds does not
    depend on how many. None is published before the last has come. A file whose bytes are right is not
    touched. Files are 0644 and folders 0755 under any umask.

    Reported as errors, and nothing is published then: an output folder that is, holds or lies in one of `sources` (the
    folders that the site is made from), that is or holds the home folder, that is a repository, a link to elsewhere, or
    not empty and not sitegen's; a file or folder of somebody else's, or a link, where one of the site's is to be; a path
    that is not portable; two files at one path, also by case or Unicode form; what the system says when it cannot write.
    """
    try:
        return _replace([lambda: files, *shares], jobs, _checked_output(output, sources))
    except Refused as refused:
        return Written(problems=(refused.problem,))
    except OSError as fault:
        hint = "published files are whole, old or new; the next build that can write puts the rest right"
        return Written(problems=(error(span_of(output), f"the site cannot be written: {reason_of(fault)}", hint),))


def intact(output: Path) -> bool:
    """Whether the published files are those that the last `write` left, by size and time and without reading them.

    False also where nothing was published, where that write was cut short, and where a copy put the times in disorder.
    """
    try:
        manifest = _manifest(output)
    except Refused:
        return False
    return manifest is not None and not os.path.lexists(output / _STAGING) and _as_listed(manifest, output)


def version(output: Path) -> int:
    """A number that is another one after each `write` that changed a published file; 0 where nothing was published."""
    try:
        return os.lstat(output / _MANIFEST).st_mtime_ns
    except OSError:
        return 0


def safe(path: str) -> bool:
    """Whether this can be the path of a file below the output folder, on every common system.

    It cannot where a part is empty, "." or "..", ends in a dot or a blank, is a device of Windows ("con"), has more
    than 255 bytes, or has a backslash or another character that is not for names; nor where it begins with ".sitegen".
    """
    short = len(path) < 64  # so no part can have more bytes than 255
    return bool(_PATH.fullmatch(path)) and (short or all(len(part.encode()) <= 255 for part in path.split("/")))


def _checked_output(output: Path, sources: Sequence[Path]) -> str:
    reason = _refusal(output, os.path.realpath(output), sources)
    if reason:
        raise Refused(error(span_of(output), f"sitegen does not write here: it {reason}", "name a new or an empty folder"))
    return os.path.realpath(output)


def _refusal(output: Path, real: str, sources: Sequence[Path]) -> str | None:
    """Why a folder may not be written into, or None where it may."""
    if output.is_symlink() and not is_within(real, os.path.realpath(output.parent)):
        return f"is a link to {real}"
    if is_within(os.path.realpath(os.path.expanduser("~")), real):
        return "is the home folder or holds it"
    if os.path.lexists(f"{real}/.git"):
        return "is a repository"
    for source in sources:
        if is_within(os.path.realpath(source), real) or is_within(real, os.path.realpath(source)):
            return f"would mix with the files of {source}"
    if os.path.lexists(real) and not os.path.isdir(real):
        return "is not a folder"
    if os.path.isdir(real) and set(os.listdir(real)) - {_OWN, _STAGING} and not os.path.lexists(f"{real}/{_MANIFEST}"):
        return "has files that sitegen did not make"
    return None


def _replace(shares: Sequence[Share], jobs: int, root: str) -> Written:
    with _staging(root) as staging:
        old = _manifest(root)
        known = old or {}
        # A process of a build that was killed may still be at its last share: it must not write over what is staged here.
        start = f"{staging}/{os.getpid()}"
        tasks = [partial(_stage, share, root, f"{start}-{at}", known) for at, share in enumerate(shares)]
        found = list(chain.from_iterable(spread(tasks, jobs)))
        new = {path: size for path, size, _ in found}
        staged = {path: place for path, _, place in found if place}
        faults = _faults([path for path, *_ in found])
        stale = sorted(known.keys() - new.keys())
        if not all(map(safe, stale)):
            raise _damaged(root)
        if wrong := faults or [*_obstacles(root, [*new, *stale], known), *_others(root, staged, known)]:
            return Written(problems=tuple(wrong))
        removed = 0
        if staged or new != old:
            _save(known | new, root, staging)
            removed = _remove(stale, root)
            _publish(staged, root)
            _save(new, root, staging)
        elif not _as_listed(new, root):
            os.utime(f"{root}/{_MANIFEST}")
    return Written(len(staged), len(new) - len(staged), removed, sum(new.values()))


@contextmanager
def _staging(root: str) -> Iterator[str]:
    """A new empty folder in the output, locked and gone afterwards; one that a killed build left is cleared first."""
    staging = f"{root}/{_STAGING}"
    make_folder(root)
    with lock(Path(root)):
        try:
            if os.path.lexists(staging):
                shutil.rmtree(staging)
            make_folder(staging)
            yield staging
        finally:
            shutil.rmtree(f"{root}/{_OWN}", ignore_errors=True)  # first, since what is staged tells the next build of a kill
            shutil.rmtree(staging, ignore_errors=True)


def _stage(share: Share, root: str, start: str, known: Mapping[str, int]) -> list[tuple[str, int, str | None]]:
    """Write what is not yet published, under numbers; gives the path, the size and, where it was written, the place of each."""
    found: list[tuple[str, int, str | None]] = []
    for file in share():
        place = None
        # Only a path that is known has been checked, and where case is ignored another might find the same file.
        if file.path not in known or not holds(f"{root}/{file.path}", file.content):
            place = f"{start}-{len(found)}"
            create(place, file.content)
        found.append((file.path, len(file.content), place))
    return found


def _faults(paths: Sequence[str]) -> list[Problem]:
    """An error for each path that is not safe and for each two that some file system takes for one."""
    found = []
    taken: dict[str, str] = {}
    for path in paths:
        if not safe(path):
            found.append(error(Span(repr(path)), "no file can have this path everywhere", "rename what it comes from"))
            continue
        key = folded(path)
        if key in taken:
            found.append(error(Span(path), f"two files want one place: {taken[key]} and {path}", "rename one of them"))
        taken.setdefault(key, path)
    for key in sorted(taken.keys() & _parents(taken)):
        message = f"{taken[key]} is wanted as a file and as a folder of other files"
        found.append(error(Span(taken[key]), message, "rename one of them"))
    return found


def _publish(staged: Mapping[str, str], root: str) -> None:
    made = set()
    for path, source in staged.items():
        folder = path.rpartition("/")[0]
        if folder not in made:
            make_folder(f"{root}/{folder}")
            made.add(folder)
        os.replace(source, f"{root}/{path}")


def _remove(paths: Sequence[str], root: str) -> int:
    """Remove the files and the folders that this empties; gives how many files there were."""
    removed = 0
    for path in paths:
        with suppress(FileNotFoundError, NotADirectoryError):
            os.unlink(f"{root}/{path}")
            removed += 1
    for folder in sorted(_parents(paths), reverse=True):
        with suppress(OSError):  # not empty
            os.rmdir(f"{root}/{folder}")
    return removed


def _obstacles(root: str, paths: Iterable[str], known: Mapping[str, int]) -> Iterator[Problem]:
    """An error for each folder that is a link, through which anything could be written or removed, or somebody's file."""
    for folder in sorted(_parents(paths)):
        place = f"{root}/{folder}"
        if os.path.islink(place):
            yield error(span_of(place), "is a link in the output folder", "remove the link")
        elif folder not in known and os.path.lexists(place) and not os.path.isdir(place):
            yield error(span_of(place), "is not sitegen's, and the site has a folder of this name", _ELSEWHERE)


def _others(root: str, staged: Iterable[str], known: Mapping[str, int]) -> Iterator[Problem]:
    """An error for each file that is not sitegen's and stands, or lies in a folder, where the site has a file."""
    for path in staged:
        place = f"{root}/{path}"
        if os.path.isdir(place) and not os.path.islink(place):
            kept = [file for file in _files_below(place) if file.removeprefix(f"{root}/") not in known]
        else:
            kept = [place] if os.path.lexists(place) and path not in known and not _only_case_differs(path, known) else []
        for file in kept:
            yield error(span_of(file), "is not sitegen's, and the site has a file of this name", _ELSEWHERE)


def _files_below(folder: str) -> Iterator[str]:
    return (f"{place}/{name}" for place, _, names in os.walk(folder) for name in names)


def _only_case_differs(path: str, known: Iterable[str]) -> bool:
    """Whether a file system that ignores case finds at this path a file that sitegen put there under another."""
    return folded(path) in map(folded, known)


def _manifest(root: str | Path) -> dict[str, int] | None:
    """Path to size of what sitegen put into the folder, None where it says nothing; raises Refused where that is damaged."""
    path = Path(root, _MANIFEST)
    if not os.path.lexists(path):
        return None
    try:
        return msgspec.json.decode(read_bytes(path, Path(root)), type=dict[str, int])
    except msgspec.MsgspecError:
        raise _damaged(root) from None


def _damaged(root: str | Path) -> Refused:
    hint = "remove the output folder and build again"
    return Refused(error(span_of(root), f"{_MANIFEST} in it is not as sitegen wrote it", hint))


def _save(manifest: Mapping[str, int], root: str, staging: str) -> None:
    create(f"{staging}/manifest", msgspec.json.format(msgspec.json.encode(manifest, order="sorted"), indent=1) + b"\n")
    os.replace(f"{staging}/manifest", f"{root}/{_MANIFEST}")


def _as_listed(manifest: Mapping[str, int], root: str | Path) -> bool:
    """Whether every file of the list is there, of its size, and was not written after the list."""
    try:
        latest = os.lstat(f"{root}/{_MANIFEST}").st_mtime_ns
        found = ((os.lstat(f"{root}/{path}"), size) for path, size in manifest.items())
        return all(S_ISREG(file.st_mode) and file.st_size == size and file.st_mtime_ns <= latest for file, size in found)
    except OSError:
        return False


def _parents(paths: Iterable[str]) -> set[str]:
    """All folders, at any depth, in which the paths lie, but for the root."""
    folders: set[str] = set()
    for path in paths:
        while (path := path.rpartition("/")[0]) and path not in folders:
            folders.add(path)
    return folders
