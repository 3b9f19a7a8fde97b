"""Where the tests find dumps and what is right for them: the project's own samples, and the real ones where they are."""

import os
from functools import cache
from pathlib import Path

import pytest
import yaml

from sitegen import dumps
from sitegen.problems import Problem

ROOT = Path(__file__).parent.parent
SHARED = Path(os.environ.get("SITEGEN_SHARED", ROOT.parent / "shared"))
NAMES = ("bare-abstracts", "daily-papers", "similar-papers", "tuo-zhao", "zhiyuan-li")
MISSING = "the real dumps are not here: set SITEGEN_SHARED to the folder that holds dumps/"


@cache
def facts(name: str) -> dict:
    """What is right for a dump, found by reading it."""
    return yaml.safe_load((ROOT / "tests" / "facts" / f"{name}.yaml").read_text("utf-8"))


def sample(name: str) -> bytes:
    """The project's own dump in this layout."""
    return (ROOT / "content" / "dumps" / f"{name}.txt").read_bytes()


def all_dumps() -> list:
    """A test parameter for each sample dump and for each real one; a real one that is not here is left out, and says so."""
    found = [pytest.param(name, sample(name), id=f"sample-{name}") for name in NAMES]
    for name in NAMES:
        path = SHARED / "dumps" / facts(name)["real"]
        here = path.is_file()
        marks = () if here else pytest.mark.skip(reason=MISSING)
        found.append(pytest.param(name, path.read_bytes() if here else b"", id=f"real-{name}", marks=marks))
    return found


def read(content: bytes | str) -> tuple[dumps.Reading, list[Problem]]:
    """What the reader makes of a dump."""
    data = content.encode() if isinstance(content, str) else content
    return dumps.read("content/dumps/x.txt", data)
