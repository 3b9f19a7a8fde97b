"""What is left when a command is killed at any moment: every file whole, old or new, and the next run puts the rest right.

A command is killed on the clock, or by itself at its Nth change of the disk, which the seed says; so all moments between
two changes come up. Only the rounds on the clock depend on the machine.
"""

import os
import re
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from random import Random
from typing import NamedTuple

from bench.fuzz import commands, judging
from bench.fuzz.judging import Case, Finding, Fuzzer

OLD = """\
Ada Example
LG
3
h-index
2
papers
29.5LGMar 18, 2023Code
A Tour of Markov Chains
Ada Example, Ben Sample · example
We study chains on graphs that grow. We show that they mix in a time that no one had expected before this work was done.
13.0LGJun 2, 2022
Learning to Learn in Four Parts
Ada Example, Cy Probe · example
We propose a method that learns to learn. It is better than all others that we have tried on ten tasks in this paper.
"""
NEW = OLD.replace("Four Parts", "Five Parts").replace("mix in a time", "mix in half the time")
LIST = """\
Transformers on a Budget of One Cent
We present a transformer that costs one cent. We show that it is as good as those that cost a thousand times as much.
Sharpness and What It Is Good For
We show that sharpness is good for something. In our experiments it predicts how well a network does on what it has not seen.
"""
BY_HAND: Mapping[str, bytes] = {
    "content/site.yaml": b"title: A site\nurl: https://example.org/\nowner: ada-example\n",
    "content/data/mine.yaml": b"entries:\n- {title: A Paper That Is on No Page, authors: [Ada Example], date: 2024-03}\n",
    "content/edits/e.yaml": b"papers:\n  a-tour-of-markov-chains:\n    venue: Journal of Examples\n",
    "content/pages/about.md": b"---\ntitle: About\n---\nText.\n",
    "content/dumps/list.txt": LIST.encode(),
    "content/dumps/ada.txt": OLD.encode(),
    "content/dumps/ada.meta.yaml": b"person: Ada Example\nretrieved: '2024-01-01'\n",
}
HTML = ("<html><body>" + "".join(f"<p>{line}</p>\n" for line in NEW.splitlines()) + "</body></html>").encode()
CHANGING = {"os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.chmod", "os.utime", "os.truncate", "os.link", "os.symlink"}
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
# What a command may leave behind: the lock, what it knows of the last build, and a staging folder.
ITS_OWN = re.compile(r"(?:public/)?\.sitegen")


class Scenario(NamedTuple):
    """A command, what is written into a site that was built before it runs, and the dump that it brings, if any."""

    command: tuple[str, ...]
    writes: Mapping[str, bytes]
    brings: str | None = None


SCENARIOS: Mapping[str, Scenario] = {
    "build": Scenario(("build",), {"content/dumps/ada.txt": NEW.encode()}),
    "parse": Scenario(("parse",), {"content/dumps/ada.txt": NEW.encode(), "content/dumps/more.txt": LIST.encode()}),
    "add": Scenario(("add", "../incoming/new.txt"), {"../incoming/new.txt": OLD.encode()}, "content/dumps/new.txt"),
    "replace": Scenario(
        ("add", "--replace", "ada", "../incoming/new.html"), {"../incoming/new.html": HTML}, "content/dumps/ada.html"
    ),
}


class Expected(NamedTuple):
    """A site before and after an undisturbed run of a command, which took so many seconds and changes of the disk."""

    before: Mapping[str, bytes]
    after: Mapping[str, bytes]
    seconds: float
    changes: int


def _make(chance: Random) -> Case:
    name = chance.choice(tuple(SCENARIOS))
    clock = f"after {chance.random():.4f} of its time" if chance.random() < 0.4 else f"at change {chance.random():.4f}"
    return {"scenario": name.encode(), "killed": clock.encode()}


def judge(case: Case) -> Iterator[Finding]:
    """What is wrong after a command was killed, and after the next run."""
    name, killed = case["scenario"].decode(), case["killed"].decode()
    expected = _expected(name)
    _lay_out(name)
    number = re.findall(r"[\d.]+", killed)
    if "change" in killed:
        last = 1 + int(float(number[0]) * expected.changes)
        ran = commands.run(SCENARIOS[name].command, _site(), lambda: _at_change(last))
        where = f"at change {last} of {expected.changes}"
    else:
        ran, where = _after(SCENARIOS[name], float(number[0]) * expected.seconds)
    for finding in [*left(expected, judging.contents(_site())), *_healed(SCENARIOS[name], expected)]:
        yield Finding(f"{name} killed: {finding.cause}", f"{finding.detail} ({where}, exit code {ran.code})")


@cache
def _holder() -> "tempfile.TemporaryDirectory[str]":
    return tempfile.TemporaryDirectory(prefix="fuzz-kills-")


def _site() -> Path:
    return Path(_holder().name) / "site"


@cache
def _prepared() -> Path:
    """A site that was built, to be copied."""
    shutil.rmtree(_site(), ignore_errors=True)
    judging.write(BY_HAND, _site())
    ran = commands.run(["build"], _site())
    if ran.code:
        sys.exit(f"a site to kill commands on cannot be built:\n{ran.err}")
    copy = Path(_holder().name) / "prepared"
    shutil.copytree(_site(), copy)
    return copy


def _lay_out(name: str) -> None:
    """The site as it is before the command of a scenario runs."""
    prepared = _prepared()
    shutil.rmtree(_site(), ignore_errors=True)
    shutil.copytree(prepared, _site())
    judging.write(SCENARIOS[name].writes, _site())


@cache
def _expected(name: str) -> Expected:
    _lay_out(name)
    before = judging.contents(_site())
    with tempfile.TemporaryFile() as counter:
        ran = commands.run(SCENARIOS[name].command, _site(), lambda: _count(counter.fileno()))
        changes = os.fstat(counter.fileno()).st_size
    if ran.code:
        sys.exit(f"{name} fails undisturbed:\n{ran.err}")
    return Expected(before, judging.contents(_site()), ran.seconds, changes)


def _changes(event: str, arguments: tuple[object, ...]) -> bool:
    """Whether an event that Python tells its audit hooks of changes the disk, opening a file to write included."""
    return event in CHANGING or (event == "open" and isinstance(arguments[2], int) and bool(arguments[2] & WRITING))


def _count(descriptor: int) -> None:
    """Write a byte for each change that this process makes of the disk."""
    sys.addaudithook(lambda event, arguments: os.write(descriptor, b".") if _changes(event, arguments) else None)


def _at_change(last: int) -> None:
    """Kill this process just before its change of that number."""
    remaining = last

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal remaining
        if _changes(event, arguments):
            remaining -= 1
            if not remaining:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)


def _after(scenario: Scenario, seconds: float) -> tuple[commands.Ran, str]:
    """Start the command and kill it, with all that it started, after so many seconds."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = commands.start_fork(scenario.command, _site(), out, err, lambda: None)
        time.sleep(seconds)
        try:
            os.killpg(child, signal.SIGKILL)
        except ProcessLookupError:  # it is over, or has no group yet
            os.kill(child, signal.SIGKILL)
        return commands.Ran(commands.ended(child, 10), b"", "", seconds), f"after {seconds:.3f} s"


def _one_dump(path: str, other: str) -> bool:
    """Whether two paths are one, or a dump's before and after its page came with another ending."""
    stems = [path.rpartition(".")[0], other.rpartition(".")[0]]
    return path == other or (path.startswith("content/dumps/") and stems[0] == stems[1])


def left(expected: Expected, now: Mapping[str, bytes]) -> Iterator[Finding]:
    """What is wrong with the files as the kill left them."""
    for path, content in now.items():
        if ITS_OWN.match(path):
            continue
        wholes = [known[other] for known in (expected.before, expected.after) for other in known if _one_dump(path, other)]
        if not wholes:
            yield Finding(f"a leftover in {path.split('/')[0]}/", path)
        elif content not in wholes:
            yield Finding(f"a file in {path.split('/')[0]}/ is neither old nor new", f"{path}: {content[:100]!r}")
    for path in expected.before.keys() & expected.after.keys():
        if path not in now and not ITS_OWN.match(path):
            yield Finding(f"a file in {path.split('/')[0]}/ is gone", path)
    gone = expected.before.keys() - now.keys()
    if any(path.startswith("content/dumps/") for path in gone) and not any(
        path in now for path in expected.after if path not in expected.before
    ):
        yield Finding("the old dump is gone and the new one is not there", str(sorted(gone)))


def _healed(scenario: Scenario, expected: Expected) -> Iterator[Finding]:
    """What is wrong after the next run of the command; a dump is added again only where it had not come."""
    runs = [scenario.command]
    if scenario.brings:
        runs = [("parse",)]
        if judging.contents(_site()).get(scenario.brings) != expected.after[scenario.brings]:
            runs.append(scenario.command)
    for command in runs:
        ran = commands.run(command, _site())
        yield from commands.wrong(command[0], ran)
        if ran.code:
            yield Finding(f"the next {command[0]} exits {ran.code}", ran.err[-300:])
            return
    now, wanted = (
        {path: content for path, content in found.items() if not path.startswith(".sitegen/")}
        for found in (judging.contents(_site()), expected.after)
    )
    for path in sorted(now.keys() | wanted.keys()):
        if path not in wanted:
            yield Finding(f"after the next run something is left over in {path.split('/')[0]}/", f"{path}: {now[path][:100]!r}")
        elif now.get(path) != wanted[path]:
            kind = path if path.startswith("content/") else f"a file in {path.split('/')[0]}/"
            what = "is another" if path in now else "is missing"
            yield Finding(f"after the next run {kind} {what}", f"{path}: {now.get(path, b'')[:200]!r}")


KILLS = Fuzzer("kills", _make, judge, shrinks=False)
