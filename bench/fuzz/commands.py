"""sitegen's command line in processes of its own, each with a limit of time: what it printed and how it ended."""

import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, NamedTuple, NoReturn

from bench.fuzz.inputs import ROOT
from bench.fuzz.judging import Finding, raised
from sitegen import cli, intake, pipeline, serve  # noqa: F401  -- loaded once here, not in each child

# Seconds of processor time, and seconds on the clock, that one command may take on the small sites here.
PROCESSOR, CLOCK = 30, 120


class Ran(NamedTuple):
    """How a command ended: its exit code, less than 0 for a signal; what it printed; seconds that it took."""

    code: int
    out: bytes
    err: str
    seconds: float = 0.0


def run(arguments: Sequence[str], folder: Path, before: Callable[[], object] = lambda: None) -> Ran:
    """Run a command in a fork of this process, which has loaded everything already, with `before` called in it first."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        start = time.monotonic()
        child = start_fork(arguments, folder, out, err, before)
        code = ended(child, CLOCK)
        out.seek(0)
        err.seek(0)
        return Ran(code, out.read(), err.read().decode("utf-8", "replace"), time.monotonic() - start)


def start_fork(arguments: Sequence[str], folder: Path, out: IO[bytes], err: IO[bytes], before: Callable[[], object]) -> int:
    """Start a command in a fork of this process, as a group of its own; gives its number."""
    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if not child:
        os.setsid()
        _be_command(arguments, folder, out, err, before)
    return child


def ended(child: int, seconds: float) -> int:
    """The exit code of a child, less than 0 for a signal; it is killed with its group after so many seconds."""
    end = time.monotonic() + seconds
    while True:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        if time.monotonic() > end:
            os.killpg(child, signal.SIGKILL)
        time.sleep(0.002)


def spawn(
    arguments: Sequence[str], folder: Path, variables: Mapping[str, str] | None = None, seconds: float = CLOCK, **more: object
) -> Ran:
    """Run a command in a new Python, with these variables set besides those of this process."""
    whole = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", **(variables or {})}
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        streams = {"stdin": subprocess.DEVNULL, "stdout": out, "stderr": err} | more
        command = [sys.executable, "-m", "sitegen", *arguments]
        start = time.monotonic()
        with subprocess.Popen(command, cwd=folder, env=whole, start_new_session=True, **streams) as process:  # type: ignore[call-overload]
            code = ended_process(process, seconds)
        out.seek(0)
        err.seek(0)
        return Ran(code, out.read(), err.read().decode("utf-8", "replace"), time.monotonic() - start)


def ended_process(process: "subprocess.Popen[bytes]", seconds: float) -> int:
    """The exit code of a process, which is killed with its group after so many seconds."""
    try:
        return process.wait(seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        return process.wait()


def wrong(name: str, ran: Ran) -> Iterator[Finding]:
    """What no command may do, whatever its input: print a traceback, end with another code than 0, 1 and 2, or never end."""
    if "Traceback (most recent call last)" in ran.err:
        yield raised(ran.err)
    elif ran.code < 0:
        yield Finding(f"{name}: ended by {signal.Signals(-ran.code).name}", f"after {ran.seconds:.0f} s; {ran.err[-300:]}")
    elif ran.code not in {0, 1, 2}:
        yield Finding(f"{name}: exit code {ran.code}", ran.err[-300:])
    elif "Exception ignored" in ran.err or "Fatal Python error" in ran.err:
        yield Finding(f"{name}: Python complains on standard error", ran.err[-300:])


def _be_command(
    arguments: Sequence[str], folder: Path, out: IO[bytes], err: IO[bytes], before: Callable[[], object]
) -> NoReturn:
    """Become the command: never returns."""
    code = 99
    try:
        for number, stream in enumerate((os.open(os.devnull, os.O_RDONLY), out.fileno(), err.fileno())):
            os.dup2(stream, number)
        sys.stdin, sys.stdout, sys.stderr = (
            os.fdopen(number, mode, encoding="utf-8", errors="backslashreplace" if number == 2 else "strict", closefd=False)
            for number, mode in enumerate("rww")
        )
        resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR, PROCESSOR))
        os.chdir(folder)
        before()
        code = cli.main(list(arguments))
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 0 if end.code is None else 1
    except BaseException:  # noqa: BLE001  -- a traceback is what is looked for
        traceback.print_exc()
        code = 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
