# pathlib costs more than the system calls it wraps, which counts for a hundred thousand files:
# ruff: noqa: PTH101, PTH102, PTH105, PTH106, PTH108, PTH111, PTH112, PTH114, PTH116, PTH120, PTH123, PTH208
"""Files: how the built site gets to the disk whole, and how files that nobody vouches for are read.

A build is staged and then published. Every file that differs from the published one is written into a staging folder
inside the output folder; when the last has come and no problem was found, each is moved to its place, which is atomic.
So a full disk, an error or a kill before that leaves the old site as it was, and one after it leaves every file old or
new, whole.

`.sitegen.json` in the output folder lists the files that sitegen put there, path to size. Only those are ever overwritten
or removed, and a folder that has other files but no such list is refused. It holds no times: the same site gives the same
list. While files are moved it names the old and the new ones, and the staging folder stands until all is done, so that the
next build knows what a killed one left behind.

Files of a site's content are `put` one at a time: made whole in `.sitegen/` at the site's root, then moved to their place.
What a kill leaves there is cleared by whoever holds the `lock` next.
"""

import hashlib
import os
import re
import shutil
import sys
import time
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from errno import EXDEV
from pathlib import Path
from stat import S_ISREG

import msgspec

from sitegen.problems import Problem, Refused, Span, error

_OWN = ".sitegen"
_MANIFEST = f"{_OWN}.json"
_STAGING = f"{_OWN}.staging"
_LOCK = "lock"
_NEW = "new-"  # how the names of files begin that are not yet whole
_BINARY = getattr(os, "O_BINARY", 0)
_ELSEWHERE = "move it out of the output folder, which is sitegen's"
_PAUSE = 0.1  # seconds between two tries to take a lock
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


class Written(msgspec.Struct, frozen=True):
    """What a write did: how many files it wrote, left as they were and removed, and how many bytes the site has now.

    Where `problems` holds an error the counts are 0.
    """

    written: int = 0
    unchanged: int = 0
    removed: int = 0
    size: int = 0
    problems: tuple[Problem, ...] = ()


def write(files: Iterable[File], output: Path, sources: Sequence[Path] = ()) -> Written:
    """Make the output folder hold just these files, besides those that sitegen did not put there.

    Files are taken one at a time and none is published before the last has come. A file whose bytes are right is not
    touched. Files are 0644 and folders 0755 under any umask. Two writes at a time are to be kept apart with `lock`.

    Reported as errors, and nothing is published then: an output folder that is, holds or lies in one of `sources` (the
    folders that the site is made from), that is or holds the home folder, that is a repository, a link to elsewhere, or
    not empty and not sitegen's; a file or folder of somebody else's, or a link, where one of the site's is to be; a path
    that is not portable; two files at one path, also by case or Unicode form; what the system says when it cannot write.
    """
    try:
        return _replace(files, _checked_output(output, sources))
    except Refused as refused:
        return Written(problems=(refused.problem,))
    except OSError as fault:
        hint = "published files are whole, old or new; the next build that can write puts the rest right"
        return Written(problems=(error(_span(output), f"the site cannot be written: {_reason(fault)}", hint),))


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


Stamp = tuple[int, int, int]
"""A file's size and the times of its last change, in ns, as its writer says and as the system does."""


def stamps(folders: Iterable[Path]) -> dict[str, Stamp]:
    """The stamp of each file in the folders, by path, without reading any: another one when a file was changed or replaced.

    Hidden files and editors' copies ("x~") do not count, a missing folder has no files, and links to folders are not
    followed.
    """
    return {path: found for folder in folders for path in _walk(folder) if (found := stamp(path))}


def stamp(path: str) -> Stamp | None:
    """The stamp of one file, None where there is none."""
    try:
        found = os.stat(path)
    except OSError:  # gone since, or a link that leads nowhere
        return None
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns


def digest(stamped: Mapping[str, Stamp]) -> str:
    """A short text that is another one where any path or stamp is."""
    return hashlib.blake2b(repr(sorted(stamped.items())).encode(), digest_size=16).hexdigest()


def is_source(name: str) -> bool:
    """Whether a file of that name is a source: not where it is hidden, or an editor's copy ("x~")."""
    return not name.startswith(".") and not name.endswith("~")


def leading_outside(folder: Path, root: Path) -> list[Problem]:
    """An error for the folder, and for each thing in it, that leads outside `root` or is neither a file nor a folder."""
    inside = [f"{place}/{name}" for place, folders, names in os.walk(folder) for name in filter(is_source, folders + names)]
    return [problem for path in sorted([str(folder), *inside]) if (problem := _outside_problem(path, root))]


def read_bytes(path: Path, root: Path) -> bytes:
    """The bytes of a file that may be anything.

    Raises Refused, naming the path below `root`, for a link that leads outside `root`, for what is not a file (a
    folder, a pipe, a device), and for what cannot be read.
    """
    span = _span(_below(path, root))
    try:
        real = os.path.realpath(path, strict=True)
        if not _within(real, os.path.realpath(root)):
            raise Refused(error(span, "leads outside its folder", "put the file itself there in place of the link"))
        if not S_ISREG(os.stat(real).st_mode):
            raise Refused(error(span, "is not a file that can be read", "remove it"))
        with open(real, "rb") as file:
            return file.read()
    except OSError as fault:
        raise Refused(error(span, f"cannot be read: {_reason(fault)}")) from None


def listing(folder: Path, root: Path) -> tuple[list[str], list[Problem]]:
    """The names of the sources in a folder, in order, hidden files and editors' copies aside; none where there is no folder.

    Reported as errors: a folder that cannot be read, and each name that is no UTF-8, which no page and no YAML can hold.
    """
    try:
        found = sorted(filter(is_source, os.listdir(folder))) if os.path.lexists(folder) else []
    except OSError as fault:
        return [], [error(_span(_below(folder, root)), f"cannot be read: {_reason(fault)}")]
    names = [name for name in found if _is_utf8(name)]
    hint = "give it another name"
    odd = [error(_span(_below(folder / name, root)), "its name is not UTF-8", hint) for name in found if not _is_utf8(name)]
    return names, odd


def put(path: Path, content: bytes, root: Path) -> None:
    """Make a file below `root` hold these bytes, whole at every moment, with the folders above it; else it is not touched.

    Raises Refused where the place leads outside `root`, for a link, which would be overwritten, and for what the system
    says when it cannot.
    """
    refuse_outside(path, root)
    if _holds(str(path), content):
        return
    try:
        _make(str(path.parent))
        _make(f"{root}/{_OWN}")
        _exchange(f"{root}/{_OWN}/{_NEW}{os.getpid()}", content, path)
    except OSError as fault:
        raise Refused(error(_span(path), f"cannot be written: {_reason(fault)}")) from None


def save(path: Path, content: bytes) -> None:
    """Make a file that lies anywhere hold these bytes, whole at every moment, and clear what a killed `save` of it left.

    Raises Refused for a folder and for what the system says when it cannot.
    """
    if path.is_dir():
        raise Refused(error(_span(path), "is a folder", "name a file"))
    try:
        for name in os.listdir(path.parent):
            if re.fullmatch(rf"\.{re.escape(path.name)}\.\d+", name):
                os.unlink(path.parent / name)
        _exchange(_beside(path), content, path)
    except OSError as fault:
        raise Refused(error(_span(path), f"cannot be written: {_reason(fault)}")) from None


def remove(path: Path, root: Path) -> None:
    """Remove a file below `root`, if it is there; raises Refused as `put` does."""
    refuse_outside(path, root)
    try:
        with suppress(FileNotFoundError):
            os.unlink(path)
    except OSError as fault:
        raise Refused(error(_span(path), f"cannot be removed: {_reason(fault)}")) from None


def move(old: Path, new: Path, root: Path) -> None:
    """Give a file below `root` another name, in place of the file that has it; raises Refused as `put` does."""
    for path in (old, new):
        refuse_outside(path, root)
    try:
        os.replace(old, new)
    except OSError as fault:
        raise Refused(error(_span(old), f"cannot be renamed to {new.name}: {_reason(fault)}")) from None


def refuse_outside(path: Path, root: Path) -> None:
    """Raise Refused where a file would be written outside `root`, through a link that leads there, or over a link."""
    linked = os.path.islink(path)
    if linked or not _within(os.path.realpath(path), os.path.realpath(root)):
        where = "is a link" if linked else f"leads outside {root}"
        hint = "put the file or folder itself there in place of the link"
        raise Refused(error(_span(_below(path, root)), f"{where}, and sitegen writes through none", hint))


@contextmanager
def lock(root: Path, *, patience: float = 0.0) -> Iterator[None]:
    """Keep other processes out of a site's folder while the block runs; clear what a killed one left in its `.sitegen`.

    Raises Refused where one is at work there already and does not end within `patience` seconds, and where `.sitegen` is a
    link. The system frees the lock of a process that has died.
    """
    folder = root / _OWN
    refuse_outside(folder, root)
    path = folder / _LOCK
    try:
        with suppress(FileExistsError):
            os.mkdir(folder, 0o755)
        descriptor = _locked(path, patience)
        for name in os.listdir(folder):
            if name.startswith(_NEW):
                os.unlink(folder / name)
    except OSError as fault:
        raise Refused(error(_span(path), f"cannot be locked: {_reason(fault)}")) from None
    try:
        yield
    finally:
        with suppress(OSError):
            os.unlink(path)
        os.close(descriptor)


def safe(path: str) -> bool:
    """Whether this can be the path of a file below the output folder, on every common system.

    It cannot where a part is empty, "." or "..", ends in a dot or a blank, is a device of Windows ("con"), has more
    than 255 bytes, or has a backslash or another character that is not for names; nor where it begins with ".sitegen".
    """
    short = len(path) < 64  # so no part can have more bytes than 255
    return bool(_PATH.fullmatch(path)) and (short or all(len(part.encode()) <= 255 for part in path.split("/")))


def folded(path: str) -> str:
    """The same text for all paths that some file system takes for one (Unicode's canonical caseless match)."""
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFD", unicodedata.normalize("NFD", path).casefold())


def _checked_output(output: Path, sources: Sequence[Path]) -> str:
    reason = _refusal(output, os.path.realpath(output), sources)
    if reason:
        raise Refused(error(_span(output), f"sitegen does not write here: it {reason}", "name a new or an empty folder"))
    return os.path.realpath(output)


def _refusal(output: Path, real: str, sources: Sequence[Path]) -> str | None:
    """Why a folder may not be written into, or None where it may."""
    if output.is_symlink() and not _within(real, os.path.realpath(output.parent)):
        return f"is a link to {real}"
    if _within(os.path.realpath(os.path.expanduser("~")), real):
        return "is the home folder or holds it"
    if os.path.lexists(f"{real}/.git"):
        return "is a repository"
    for source in sources:
        if _within(os.path.realpath(source), real) or _within(real, os.path.realpath(source)):
            return f"would mix with the files of {source}"
    if os.path.lexists(real) and not os.path.isdir(real):
        return "is not a folder"
    if os.path.isdir(real) and set(os.listdir(real)) - {_STAGING} and not os.path.lexists(f"{real}/{_MANIFEST}"):
        return "has files that sitegen did not make"
    return None


def _replace(files: Iterable[File], root: str) -> Written:
    old = _manifest(root)
    known = old or {}
    with _staging(root) as staging:
        new, staged, faults = _stage(files, root, staging, known)
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
    """A new empty folder on the disk of the output, gone afterwards; one that a killed build left is cleared first."""
    staging = f"{root}/{_STAGING}"
    if os.path.lexists(staging):
        shutil.rmtree(staging)
    _make(staging)
    try:
        yield staging
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _stage(
    files: Iterable[File], root: str, staging: str, known: Mapping[str, int]
) -> tuple[dict[str, int], dict[str, str], list[Problem]]:
    """Write what is not yet published, under numbers; gives path to size, path to staged file, and what is wrong."""
    paths: list[str] = []
    sizes: dict[str, int] = {}
    staged: dict[str, str] = {}
    for file in files:
        paths.append(file.path)
        sizes[file.path] = len(file.content)
        # Only a path that is known has been checked, and where case is ignored another might find the same file.
        if file.path not in known or not _holds(f"{root}/{file.path}", file.content):
            staged[file.path] = f"{staging}/{len(paths)}"
            _create(staged[file.path], file.content)
    return sizes, staged, _faults(paths)


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
            _make(f"{root}/{folder}")
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
            yield error(_span(place), "is a link in the output folder", "remove the link")
        elif folder not in known and os.path.lexists(place) and not os.path.isdir(place):
            yield error(_span(place), "is not sitegen's, and the site has a folder of this name", _ELSEWHERE)


def _others(root: str, staged: Iterable[str], known: Mapping[str, int]) -> Iterator[Problem]:
    """An error for each file that is not sitegen's and stands, or lies in a folder, where the site has a file."""
    for path in staged:
        place = f"{root}/{path}"
        if os.path.isdir(place) and not os.path.islink(place):
            kept = [file for file in _files_below(place) if file.removeprefix(f"{root}/") not in known]
        else:
            kept = [place] if os.path.lexists(place) and path not in known and not _only_case_differs(path, known) else []
        for file in kept:
            yield error(_span(file), "is not sitegen's, and the site has a file of this name", _ELSEWHERE)


def _files_below(folder: str) -> Iterator[str]:
    return (f"{place}/{name}" for place, _, names in os.walk(folder) for name in names)


def _only_case_differs(path: str, known: Iterable[str]) -> bool:
    """Whether a file system that ignores case finds at this path a file that sitegen put there under another."""
    return folded(path) in map(folded, known)


def _beside(path: Path) -> str:
    """Where on the same disk a file can be made that is to be at a path."""
    return f"{path.parent}/.{path.name}.{os.getpid()}"


def _exchange(fresh: str, content: bytes, path: Path) -> None:
    """Put a new file in the place of an old one at once; `fresh` is where it is written before, on whatever disk."""
    try:
        with suppress(FileNotFoundError):
            os.unlink(fresh)
        _create(fresh, content)
        os.replace(fresh, path)
    except OSError as fault:
        with suppress(OSError):
            os.unlink(fresh)
        if fault.errno != EXDEV:
            raise
        _exchange(_beside(path), content, path)


def _create(path: str, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o644)
    try:
        if sys.platform != "win32":
            os.fchmod(descriptor, 0o644)
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
    finally:
        os.close(descriptor)


def _make(folder: str) -> None:
    """Make a folder and the missing ones above it, each 0755."""
    try:
        os.mkdir(folder)
    except FileExistsError:
        return
    except FileNotFoundError:
        _make(os.path.dirname(folder))
        os.mkdir(folder)
    os.chmod(folder, 0o755)  # noqa: S103  -- published folders are for all to read


def _holds(path: str, content: bytes) -> bool:
    """Whether there is a regular file with just these bytes; false also where it cannot be read."""
    try:
        found = os.lstat(path)
        if not S_ISREG(found.st_mode) or found.st_size != len(content):
            return False
        descriptor = os.open(path, os.O_RDONLY | _BINARY)
    except OSError:
        return False
    try:
        return os.read(descriptor, len(content) + 1) == content
    finally:
        os.close(descriptor)


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
    return Refused(error(_span(root), f"{_MANIFEST} in it is not as sitegen wrote it", hint))


def _save(manifest: Mapping[str, int], root: str, staging: str) -> None:
    _create(f"{staging}/manifest", msgspec.json.format(msgspec.json.encode(manifest, order="sorted"), indent=1) + b"\n")
    os.replace(f"{staging}/manifest", f"{root}/{_MANIFEST}")


def _locked(path: Path, patience: float) -> int:
    """The descriptor of the lock file, held; raises Refused where another process holds it for longer than `patience`."""
    tries = int(patience / _PAUSE)
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o644)
        if not _flock(descriptor):
            with open(descriptor, encoding="ascii", errors="replace") as file:
                message = f"another sitegen (process {file.read(20).strip() or 'unknown'}) is at work here"
            if not tries:
                raise Refused(error(_span(path), message, "wait until it has ended, or end it"))
            tries -= 1
            time.sleep(_PAUSE)
            continue
        # Whoever held it before may have removed the file between our opening and locking it.
        with suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(descriptor), os.stat(path)):
                os.ftruncate(descriptor, 0)
                os.write(descriptor, f"{os.getpid()}\n".encode())
                return descriptor
        os.close(descriptor)


def _flock(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def _walk(folder: Path) -> Iterator[str]:
    """The path of each file that is a source, at any depth of the folder."""
    for place, folders, names in os.walk(folder):
        folders[:] = filter(is_source, folders)
        yield from (f"{place}/{name}" for name in filter(is_source, names))


def _outside_problem(path: str, root: Path) -> Problem | None:
    span = _span(_below(Path(path), root))
    real = os.path.realpath(path)
    if not _within(real, os.path.realpath(root)):
        return error(span, "leads outside the site", "put the file itself there in place of the link")
    if not Path(real).is_file() and not os.path.isdir(real):
        return error(span, "is not a file that can be read", "remove it")
    return None


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


def _within(path: str, folder: str) -> bool:
    return Path(path).is_relative_to(folder)


def _below(path: Path, root: Path) -> Path:
    return path.relative_to(root) if path.is_relative_to(root) else path


def _is_utf8(name: str) -> bool:
    return not re.search("[\ud800-\udfff]", name)


def _span(path: str | Path) -> Span:
    """The span of a whole file; what is no UTF-8 in its name is shown as bytes."""
    return Span(os.fsencode(Path(path).as_posix()).decode(errors="backslashreplace"))


def _reason(fault: OSError) -> str:
    return (fault.strerror or str(fault)).lower()
