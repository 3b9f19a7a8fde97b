# pathlib costs more than the system calls it wraps, which counts for a hundred thousand files:
# ruff: noqa: PTH101, PTH102, PTH105, PTH108, PTH112, PTH114, PTH116, PTH120, PTH123, PTH208
"""Files: how those that nobody vouches for are read, and how a site's are written, one at a time.

A file of a site's content is made whole in `.sitegen/` at the site's root, then moved to its place. What a kill leaves there is
cleared by whoever holds the `lock` next.
"""

import hashlib
import os
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from errno import EXDEV
from pathlib import Path
from stat import S_ISREG

from sitegen.problems import Problem, Refused, Span, error

_OWN = ".sitegen"
_LOCK, _HOLDER = "lock", "holder"
_NEW = "new-"  # how the names of files begin that are not yet whole
_BINARY = getattr(os, "O_BINARY", 0)


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
    span = span_of(_below(path, root))
    try:
        real = os.path.realpath(path, strict=True)
        if not is_within(real, os.path.realpath(root)):
            raise Refused(error(span, "leads outside its folder", "put the file itself there in place of the link"))
        if not S_ISREG(os.stat(real).st_mode):
            raise Refused(error(span, "is not a file that can be read", "remove it"))
        with open(real, "rb") as file:
            return file.read()
    except OSError as fault:
        raise Refused(error(span, f"cannot be read: {reason_of(fault)}")) from None


def listing(folder: Path, root: Path) -> tuple[list[str], list[Problem]]:
    """The names of the sources in a folder, in order, hidden files and editors' copies aside; none where there is no folder.

    Reported as errors: a folder that cannot be read, and each name that is no UTF-8, which no page and no YAML can hold.
    """
    try:
        found = sorted(filter(is_source, os.listdir(folder))) if os.path.lexists(folder) else []
    except OSError as fault:
        return [], [error(span_of(_below(folder, root)), f"cannot be read: {reason_of(fault)}")]
    names = [name for name in found if _is_utf8(name)]
    return names, [_odd_name(folder / name, root) for name in found if not _is_utf8(name)]


def below(folder: Path, root: Path) -> tuple[list[str], list[Problem]]:
    """The places of all sources below a folder, from it, in order; none where there is no folder.

    Reported as errors: what leads outside `root` or cannot be read, and each name that is no UTF-8.
    """
    if not os.path.lexists(folder):
        return [], []
    found = sorted(_walk(folder))
    odd = [_odd_name(Path(path), root) for path in found if not _is_utf8(path)]
    outside = leading_outside(folder, root)
    return [os.path.relpath(path, folder) for path in found if _is_utf8(path)] if not outside else [], [*odd, *outside]


def put(path: Path, content: bytes, root: Path) -> None:
    """Make a file below `root` hold these bytes, whole at every moment, with the folders above it.

    One that holds them already is not touched. Raises Refused where the place leads outside `root`, for a link, which would
    be overwritten, and for what the system says when it cannot.
    """
    refuse_outside(path, root)
    if holds(str(path), content):
        return
    try:
        make_folder(str(path.parent))
        make_folder(f"{root}/{_OWN}")
        _exchange(f"{root}/{_OWN}/{_NEW}{os.getpid()}", content, path)
    except OSError as fault:
        raise Refused(error(span_of(path), f"cannot be written: {reason_of(fault)}")) from None


def keep(path: Path, content: bytes, root: Path) -> None:
    """Put a file of `.sitegen/` on which nothing depends, if a command was at work there before and it can be done."""
    if path.parent.is_dir():
        with suppress(Refused):
            put(path, content, root)


def save(path: Path, content: bytes) -> None:
    """Make a file that lies anywhere hold these bytes, whole at every moment, and clear what a killed `save` of it left.

    Raises Refused for a folder and for what the system says when it cannot.
    """
    if path.is_dir():
        raise Refused(error(span_of(path), "is a folder", "name a file"))
    try:
        for name in os.listdir(path.parent):
            if re.fullmatch(rf"\.{re.escape(path.name)}\.\d+", name):
                os.unlink(path.parent / name)
        _exchange(_beside(path), content, path)
    except OSError as fault:
        raise Refused(error(span_of(path), f"cannot be written: {reason_of(fault)}")) from None


def remove(path: Path, root: Path) -> None:
    """Remove a file below `root`, if it is there; raises Refused as `put` does."""
    refuse_outside(path, root)
    try:
        with suppress(FileNotFoundError):
            os.unlink(path)
    except OSError as fault:
        raise Refused(error(span_of(path), f"cannot be removed: {reason_of(fault)}")) from None


def move(old: Path, new: Path, root: Path) -> None:
    """Give a file below `root` another name, in place of the file that has it; raises Refused as `put` does."""
    for path in (old, new):
        refuse_outside(path, root)
    try:
        os.replace(old, new)
    except OSError as fault:
        raise Refused(error(span_of(old), f"cannot be renamed to {new.name}: {reason_of(fault)}")) from None


def refuse_outside(path: Path, root: Path) -> None:
    """Raise Refused where a file would be written outside `root`, through a link that leads there, or over a link."""
    linked = os.path.islink(path)
    if linked or not is_within(os.path.realpath(path), os.path.realpath(root)):
        where = "is a link" if linked else f"leads outside {root}"
        hint = "put the file or folder itself there in place of the link"
        raise Refused(error(span_of(_below(path, root)), f"{where}, and sitegen writes through none", hint))


@contextmanager
def lock(root: Path, *, patience: float = 0.0) -> Iterator[None]:
    """Keep other processes out of a site's folder while the block runs; clear what a killed one left in its `.sitegen`.

    Raises Refused where one is at work there already and does not end within `patience` seconds, and where `.sitegen` is a
    link. The system frees the lock of a process that has died.
    """
    from filelock import FileLock, Timeout

    folder = root / _OWN
    refuse_outside(folder, root)
    span = span_of(folder / _LOCK)
    try:
        with suppress(FileExistsError):
            os.mkdir(folder, 0o755)
        held = FileLock(folder / _LOCK, mode=0o644).acquire(timeout=patience)
    except Timeout:
        message = f"another sitegen (process {_holder(root)}) is at work here"
        raise Refused(error(span, message, "wait until it has ended, or end it")) from None
    except OSError as fault:
        raise Refused(error(span, f"cannot be locked: {reason_of(fault)}")) from None
    with held:
        for name in os.listdir(folder):
            if name.startswith((_NEW, _HOLDER)):
                os.unlink(folder / name)
        create(f"{folder}/{_HOLDER}", str(os.getpid()).encode())
        try:
            yield
        finally:
            for name in (_HOLDER, _LOCK):
                with suppress(OSError):
                    os.unlink(folder / name)


def folded(path: str) -> str:
    """The same text for all paths that some file system takes for one (Unicode's canonical caseless match)."""
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFD", unicodedata.normalize("NFD", path).casefold())


def _beside(path: Path) -> str:
    """Where on the same disk a file can be made that is to be at a path."""
    return f"{path.parent}/.{path.name}.{os.getpid()}"


def _exchange(fresh: str, content: bytes, path: Path) -> None:
    """Put a new file in the place of an old one at once; `fresh` is where it is written before, on whatever disk."""
    try:
        with suppress(FileNotFoundError):
            os.unlink(fresh)
        create(fresh, content)
        os.replace(fresh, path)
    except OSError as fault:
        with suppress(OSError):
            os.unlink(fresh)
        if fault.errno != EXDEV:
            raise
        _exchange(_beside(path), content, path)


def create(path: str, content: bytes) -> None:
    """Make a new file with these bytes, 0644 under any umask."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o644)
    try:
        if sys.platform != "win32":
            os.fchmod(descriptor, 0o644)
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
    finally:
        os.close(descriptor)


def make_folder(folder: str) -> None:
    """Make a folder and the missing ones above it, each 0755."""
    try:
        os.mkdir(folder)
    except FileExistsError:
        return
    except FileNotFoundError:
        make_folder(os.path.dirname(folder))
        os.mkdir(folder)
    os.chmod(folder, 0o755)  # noqa: S103  -- published folders are for all to read


def holds(path: str, content: bytes) -> bool:
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


def _holder(root: Path) -> str:
    """The number of the process that has the lock; in a file of its own, since Windows lets nobody else read a locked one."""
    try:
        return read_bytes(root / _OWN / _HOLDER, root).decode("ascii", errors="replace")
    except Refused:
        return "unknown"


def _walk(folder: Path) -> Iterator[str]:
    """The path of each file that is a source, at any depth of the folder."""
    for place, folders, names in os.walk(folder):
        folders[:] = filter(is_source, folders)
        yield from (f"{place}/{name}" for name in filter(is_source, names))


def _outside_problem(path: str, root: Path) -> Problem | None:
    span = span_of(_below(Path(path), root))
    real = os.path.realpath(path)
    if not is_within(real, os.path.realpath(root)):
        return error(span, "leads outside the site", "put the file itself there in place of the link")
    if not Path(real).is_file() and not os.path.isdir(real):
        return error(span, "is not a file that can be read", "remove it")
    return None


def is_within(path: str, folder: str) -> bool:
    """Whether a path is that of a folder or of what lies in it; no link is followed."""
    return Path(path).is_relative_to(folder)


def _below(path: Path, root: Path) -> Path:
    return path.relative_to(root) if path.is_relative_to(root) else path


def _is_utf8(name: str) -> bool:
    return not re.search("[\ud800-\udfff]", name)


def _odd_name(path: Path, root: Path) -> Problem:
    return error(span_of(_below(path, root)), "its name is not UTF-8", "give it another name")


def span_of(path: str | Path) -> Span:
    """The span of a whole file; what is no UTF-8 in its name is shown as bytes."""
    return Span(os.fsencode(Path(path).as_posix()).decode(errors="backslashreplace"))


def reason_of(fault: OSError) -> str:
    """What the system says when it cannot, in small letters."""
    return (fault.strerror or str(fault)).lower()
