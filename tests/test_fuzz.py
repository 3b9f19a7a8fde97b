"""The fuzzers of bench/fuzz run, find nothing in a few cases, and see the faults that are planted for them."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from bench.fuzz import commands, judging, kills, merging, reading
from bench.fuzz.judging import Finding, Fuzzer
from sitegen.problems import Span
from sitegen.records import Draft

HELD = Draft(id="x", span=Span("x.txt", 1, 1), title="Learning to &lt;Learn&gt; Café", authors=("Ada Example",))
TEXTS = ["Learning to\n<b>&lt;Le</b>arn&gt; Cafe\u0301 AdaExample"]


def fuzzed(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A run of the fuzzers on the project's own samples."""
    command = [sys.executable, "-m", "bench.fuzz", *arguments]
    alone = {**os.environ, "SITEGEN_SHARED": str(project / "no such folder")}
    return subprocess.run(command, cwd=project, env=alone, capture_output=True, text=True, check=False)


def causes(findings: Iterator[Finding]) -> list[str]:
    return [finding.cause for finding in findings]


def endless() -> Iterator[Finding]:
    while True:
        pass
    yield


def failing() -> Iterator[Finding]:
    yield Finding("before", "")
    kills.judge({"killed": b""}).__next__()


@pytest.mark.parametrize(
    ("names", "rounds", "seed"),
    [(("dumps", "save", "yaml", "merge"), 6, 4), (("site", "kills", "arguments"), 1, 2)],
    ids=["values", "commands"],
)
def test_a_few_cases_find_nothing(names: tuple[str, ...], rounds: int, seed: int, project: Path, tmp_path: Path) -> None:
    ran = fuzzed(project, "--only", *names, "--rounds", str(rounds), "--seed", str(seed), "--keep", str(tmp_path))
    assert (ran.returncode, ran.stderr, list(tmp_path.iterdir())) == (0, "", []), ran.stdout
    assert ran.stdout.count(f"{rounds} runs    0 findings") == len(names)


@pytest.mark.parametrize("fuzzer", [reading.DUMPS, reading.SAVE, reading.YAML, merging.MERGE], ids=lambda one: one.name)
def test_a_seed_gives_the_same_cases(fuzzer: Fuzzer) -> None:
    assert [fuzzer.make(Random(f"1 {at}")) for at in range(20)] == [fuzzer.make(Random(f"1 {at}")) for at in range(20)]


def test_words_of_the_dump_are_no_invention() -> None:
    assert causes(reading.invented(HELD, TEXTS)) == []


def test_a_word_that_the_dump_has_not_is_seen() -> None:
    found = causes(reading.invented(HELD, ["Learning to Learn Café Example"]))
    assert found == [f"dumps: {field} has a word that the dump has not" for field in ("title", "authors")]


def test_what_is_raised_is_a_finding_beside_those_before_it() -> None:
    assert causes(judging.attempt(failing, 5)) == ["before", "KeyError in no function of sitegen"]


def test_a_hang_is_a_finding() -> None:
    assert causes(judging.attempt(endless, 0.1)) == ["slow in no function of sitegen"]


@pytest.mark.parametrize(
    ("code", "err"),
    [(70, ""), (-9, ""), (1, 'Traceback (most recent call last):\n  File "a/sitegen/x.py", line 1, in f\nKeyError: 1\n')],
    ids=["exit code", "signal", "traceback"],
)
def test_a_command_that_ends_badly_is_seen(code: int, err: str) -> None:
    assert len(causes(commands.wrong("build", commands.Ran(code, b"", err)))) == 1


def test_a_traceback_is_known_by_what_was_raised_and_where() -> None:
    text = 'Traceback (most recent call last):\n  File "a/sitegen/x.py", line 1, in f\nKeyError: 1\n'
    assert judging.raised(text).cause == "KeyError in sitegen/x.py:f"


@pytest.mark.parametrize(
    ("now", "cause"),
    [
        ({"public/a": b"old"}, None),
        ({"public/a": b"new", ".sitegen/x": b"", "public/.sitegen.lock": b""}, None),
        ({"public/a": b"ne"}, "a file in public/ is neither old nor new"),
        ({"public/a": b"old", "content/.a.1": b""}, "a leftover in content/"),
        ({}, "a file in public/ is gone"),
    ],
    ids=["old", "new", "torn", "leftover", "gone"],
)
def test_what_a_kill_left_is_judged(now: dict[str, bytes], cause: str | None) -> None:
    expected = kills.Expected({"public/a": b"old"}, {"public/a": b"new"}, 1.0, 1)
    assert causes(kills.left(expected, now)) == ([cause] if cause else [])


def test_the_smallest_case_keeps_what_shows_the_cause() -> None:
    def judge(case: judging.Case) -> Iterator[Finding]:
        if b"x" in case.get("a", b""):
            yield Finding("x", "")

    assert judging.smallest({"a": b"one\ntwo x\nthree", "b": b"more"}, "x", judge, 5) == {"a": b"x"}
