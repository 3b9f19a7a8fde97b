"""The outside programs that judge the built site, and what of the site they are shown."""

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import NoReturn

import pytest

MODULES = Path(__file__).parent / "node_modules"
SHARED = Path(os.environ.get("SITEGEN_SHARED", Path(__file__).parents[3] / "shared"))
SEED, SAMPLE = 2, 10


def program(name: str) -> str:
    """Where a program is that came with this Python's packages or is on the PATH."""
    places = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    return shutil.which(name, path=places) or absent(name)


def node_module(path: str) -> Path:
    """Where a file of the modules that package.json names is."""
    return MODULES / path if (MODULES / path).exists() else absent(path)


def schema(name: str) -> Path:
    """Where a published schema is that is not part of the project; without it the test is skipped."""
    path = SHARED / "schemas" / name
    if not path.exists():
        pytest.skip(f"{name} is not there: set SITEGEN_SHARED to the folder that holds schemas/{name}")
    return path


def absent(judge: str) -> NoReturn:
    """Skip the test for want of a judge; fail it where SITEGEN_JUDGES=required says that all of them are there."""
    message = f"{judge} is not installed; CONTRIBUTING.md says how to get it"
    if os.environ.get("SITEGEN_JUDGES") == "required":
        pytest.fail(message)
    pytest.skip(message)


def ask(command: Sequence[str | Path], folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    """What a judge prints when run in a folder; that it exits with 1 is its way to say that it found something."""
    return subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True)


def nothing(found: Iterable[str]) -> None:
    """Fail with all that a judge found, if anything."""
    if lines := "\n".join(found):
        pytest.fail(lines, pytrace=False)


def files(site: Path, pattern: str) -> list[Path]:
    """All files of the site whose name fits a pattern ("*.css"), in a stable order."""
    return sorted(site.rglob(pattern))


def pages(site: Path) -> list[Path]:
    """The largest page of each kind and a seeded sample of all, or all pages with SITEGEN_ALL_PAGES=1."""
    every = files(site, "*.html")
    if os.environ.get("SITEGEN_ALL_PAGES") == "1":
        return every
    largest = {_kind(page, site): page for page in sorted(every, key=lambda page: page.stat().st_size)}
    drawn = random.Random(SEED).sample(every, min(SAMPLE, len(every)))
    return sorted({*largest.values(), *drawn})


def redirects(page: Path) -> bool:
    """Whether a page does nothing but lead to another one."""
    return 'http-equiv="refresh"' in page.read_text("utf-8")


def _kind(page: Path, site: Path) -> tuple[str, int, bool]:
    """Pages of one kind lie in one folder of the site, at one depth, and redirects are a kind of their own."""
    parts = page.relative_to(site).parts
    return parts[0], len(parts), redirects(page)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address, with a slash at its end, under which a folder can be read while the block lasts."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=folder)) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass
