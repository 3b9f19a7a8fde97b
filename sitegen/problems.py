"""How what is wrong with the input is said: as values, collected on the way and printed once."""

from collections.abc import Iterable
from enum import IntEnum

import msgspec


class Level(IntEnum):
    """How bad a problem is: a note informs, a warning is built all the same, an error stops before anything is written."""

    NOTE = 0
    WARNING = 1
    ERROR = 2


class Span(msgspec.Struct, frozen=True, order=True):
    """Lines `first` to `last` (counted from 1, both included) of the file `path`, relative to the site's folder."""

    path: str
    first: int = 0
    last: int = 0

    def __str__(self) -> str:
        """Give `path:line`, or the path alone where no line is known."""
        return f"{self.path}:{self.first}" if self.first else self.path


class Problem(msgspec.Struct, frozen=True):
    """One thing that is wrong: where, what, what to do about it, and how bad it is."""

    span: Span
    message: str
    hint: str = ""
    level: Level = Level.WARNING

    def __str__(self) -> str:
        """Give `path:line: level: message` and the hint, indented, on the lines below."""
        hint = "".join(f"\n    {line}" for line in self.hint.splitlines())
        return f"{self.span}: {self.level.name.lower()}: {self.message}{hint}"


class Refused(Exception):  # noqa: N818  -- the word for what happened
    """A file or folder that is not read, written or locked; `problem` says which, why, and what to do."""

    def __init__(self, problem: Problem) -> None:
        """Carry the problem to whoever reports it."""
        super().__init__(problem)
        self.problem = problem


def error(span: Span, message: str, hint: str = "") -> Problem:
    """A problem that stops the work before anything is written."""
    return Problem(span, message, hint, Level.ERROR)


def warning(span: Span, message: str, hint: str = "") -> Problem:
    """A problem that is reported while the rest is built; `--strict` makes it count as an error."""
    return Problem(span, message, hint, Level.WARNING)


def note(span: Span, message: str, hint: str = "") -> Problem:
    """Something a person may want to know or to decide; never fails a build."""
    return Problem(span, message, hint, Level.NOTE)


def worst(problems: Iterable[Problem]) -> Level | None:
    """The highest level among the problems, or None where there are none."""
    return max((problem.level for problem in problems), default=None)
