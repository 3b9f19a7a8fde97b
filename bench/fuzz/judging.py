"""What a finding is, how long sitegen may work on an input, and the smallest input that still shows a finding."""

import os
import re
import signal
import time
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random
from types import FrameType
from typing import NamedTuple, TypeAlias

import sitegen

Case: TypeAlias = Mapping[str, bytes]
"""One input: files by their path; a path that ends in "/" is an empty folder."""

PACKAGE = str(Path(sitegen.__file__).parent)
SLOW = "slow in"
FRAME = re.compile(r'File "(?:[^"]*/)?(sitegen/[^"]+\.py)", line \d+, in (\S+)')
FAULT = re.compile(
    r"^([A-Za-z_][\w.]*(?:Error|Exception|Interrupt|Exit|Slow|Iteration|Warning|Refused|\w*))(?::|$)", re.MULTILINE
)


class Finding(NamedTuple):
    """A broken promise: `cause` is the same for all inputs that break it in the same way, `detail` is about this one."""

    cause: str
    detail: str


class Fuzzer(NamedTuple):
    """`make` gives a new case from a source of chance; `judge` what it finds wrong, the same each time."""

    name: str
    make: Callable[[Random], Case]
    judge: Callable[[Case], Iterator[Finding]]
    shrinks: bool = True


class TooSlow(BaseException):
    """The time for an input is over; no handler of exceptions takes it for one of its own."""


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raise TooSlow in the block after so many seconds of processor time, and again every second if that was swallowed."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TooSlow

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds, 1)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def allowed(size: int) -> float:
    """The seconds of processor time that an input of so many bytes may take."""
    return 0.5 + 2 * size / 100_000


def attempt(work: Callable[[], Iterator[Finding]], seconds: float) -> Iterator[Finding]:
    """What `work` finds; what it raises, and that it takes longer each of two times, are findings too."""
    found = _attempt(work, seconds)
    if found and found[-1].cause.startswith(SLOW):  # the first time may have loaded something
        found = _attempt(work, seconds)
    yield from found


def _attempt(work: Callable[[], Iterator[Finding]], seconds: float) -> list[Finding]:
    found: list[Finding] = []
    try:
        with limited(seconds):
            found.extend(work())
    except TooSlow as end:
        text = "".join(traceback.format_exception(end))
        found.append(Finding(f"{SLOW} {_place(text, whole=False)}", f"more than {seconds:.1f} s"))
    except Exception as fault:  # noqa: BLE001  -- whatever it raises is what is looked for
        found.append(raised("".join(traceback.format_exception(fault))))
    return found


def raised(text: str) -> Finding:
    """The finding that a printed traceback is: what was raised, and in which function of sitegen."""
    last = text[text.rindex("Traceback") :] if "Traceback" in text else text
    faults = FAULT.findall(last)
    lines = [line for line in last.splitlines() if line.strip()]
    return Finding(f"{faults[-1] if faults else 'error'} in {_place(last)}", lines[-1][:300] if lines else "")


def _place(text: str, *, whole: bool = True) -> str:
    """The innermost place in sitegen that a traceback names: module and function, or the module alone."""
    frames = FRAME.findall(text)
    if not frames:
        return "no function of sitegen"
    module, function = frames[-1]
    return f"{module}:{function}" if whole else module


def write(case: Case, folder: Path) -> None:
    """Write the files of a case below a folder."""
    for name, content in case.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if name.endswith("/"):
            path.mkdir(exist_ok=True)
        else:
            path.write_bytes(content)


def contents(folder: Path) -> dict[str, bytes]:
    """The bytes of every file below a folder, by path; of what is no file, what it is."""
    found = {}
    for place, folders, names in os.walk(folder):
        for name in names + [name for name in folders if Path(place, name).is_symlink()]:
            path = Path(place, name)
            there = path.relative_to(folder).as_posix()
            found[there] = path.read_bytes() if path.is_file() and not path.is_symlink() else b"no file"
    return found


def smallest(case: Case, cause: str, judge: Callable[[Case], Iterator[Finding]], seconds: float) -> Case:
    """A part of the case that still shows the cause: files, then lines, then characters are left out while it does.

    Stops after so many seconds with the smallest one found so far.
    """
    end = time.monotonic() + seconds

    def shows(part: Case) -> bool:
        return time.monotonic() < end and any(finding.cause == cause for finding in judge(part))

    for name in sorted(case):
        less = {path: content for path, content in case.items() if path != name}
        if less and shows(less):
            case = less
    for split in (_lines, _characters):
        for name in sorted(case):
            case = _reduced(case, name, split(case[name]), shows)
    return case


def _reduced(case: Case, name: str, pieces: Sequence[bytes], shows: Callable[[Case], bool]) -> Case:
    """The case with the pieces of one file left out that it does not need: halves first, single ones last."""
    size = len(pieces) // 2
    while size:
        at = 0
        while at < len(pieces):
            less = [*pieces[:at], *pieces[at + size :]]
            smaller = {**case, name: b"".join(less)}
            if less and shows(smaller):
                case, pieces = smaller, less
            else:
                at += size
        size //= 2
    return case


def _lines(content: bytes) -> list[bytes]:
    return content.splitlines(keepends=True)


def _characters(content: bytes) -> list[bytes]:
    return [character.encode("utf-8", "surrogateescape") for character in content.decode("utf-8", "surrogateescape")]
