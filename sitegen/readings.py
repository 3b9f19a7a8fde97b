"""What was said of each dump when it was last read, kept in `.sitegen/`, so that a dump that is as it was is not read again.

Nothing depends on it: where it is gone, or of another version of sitegen, dumps are read anew.
"""

from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path

import msgspec

import sitegen
from sitegen import dumps, files
from sitegen.problems import Problem, Refused
from sitegen.records import Profile, Record

PLACE = ".sitegen/readings.json"


class Report(Record):
    """What reading a dump gave, as in `dumps.Reading`, but of its entries only how many, and what there was to say of it."""

    format: str | None
    lines: int
    used: int
    noise: Mapping[str, int]
    unclaimed: tuple[int, ...]
    person: Profile | None
    entries: int
    problems: tuple[Problem, ...]


class Kept(Record):
    """A report, and a digest of all on which it depends: what the dump's data file was made from, and what is in it."""

    key: str
    report: Report


def report(reading: dumps.Reading, problems: list[Problem]) -> Report:
    """The report on a dump that was read."""
    return Report(
        format=reading.format,
        lines=reading.lines,
        used=reading.used,
        noise=reading.noise,
        unclaimed=reading.unclaimed,
        person=reading.person,
        entries=len(reading.drafts),
        problems=tuple(problems),
    )


def key(read: str, data: str) -> str:
    """What a report depends on: the digest of what its data file was made from, the file's text, and sitegen's version."""
    return blake2b(f"{sitegen.__version__}\n{read}\n{data}".encode("utf-8", "replace"), digest_size=16).hexdigest()


def load(folder: Path) -> dict[str, Kept]:
    """What is kept of a site's dumps, by their names; nothing where it cannot be read."""
    try:
        return msgspec.json.decode(files.read_bytes(folder / PLACE, folder), type=dict[str, Kept])
    except (Refused, msgspec.DecodeError):
        return {}


def save(folder: Path, kept: Mapping[str, Kept]) -> None:
    """Keep reports, in a site in which a command was at work before; that it cannot be done is no problem."""
    files.keep(folder / PLACE, msgspec.json.encode(kept), folder)
