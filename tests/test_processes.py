"""Work done by several processes: as if by one."""

import os
import shutil
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from sitegen import pipeline, processes
from sitegen.problems import Refused, Span, error

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no processes can be forked here")


def square(number: int) -> tuple[int, int]:
    time.sleep(0.01 if number % 3 else 0)
    return number * number, os.getpid()


@pytest.mark.parametrize("jobs", [1, 2, 8, 100])
def test_results_come_in_the_order_of_the_tasks_from_as_many_processes_as_asked_for(jobs: int) -> None:
    found = processes.spread([partial(square, number) for number in range(40)], jobs)
    assert [result for result, _ in found] == [number * number for number in range(40)]
    workers = {process for _, process in found}
    assert (os.getpid() in workers) == (jobs == 1)
    assert len(workers) <= jobs


def test_no_tasks_give_no_results() -> None:
    assert processes.spread([], 4) == []


class Odd(Exception):  # noqa: N818 what cannot be sent
    def __init__(self, one: int, two: int) -> None:
        super().__init__(f"{one} and {two}")


@pytest.mark.parametrize("jobs", [1, 3])
def test_an_exception_of_a_task_is_raised_with_all_that_it_carries(jobs: int) -> None:
    problem = error(Span("themes/x.html", 3, 3), "is wrong", "mend it")

    def wrong(number: int) -> int:
        if number == 5:
            raise Refused(problem)
        return number

    with pytest.raises(Refused) as raised:
        processes.spread([partial(wrong, number) for number in range(10)], jobs)
    assert raised.value.problem == problem
    with pytest.raises(OSError, match="No space") as full:
        processes.spread([os.getpid, no_space], jobs)
    assert full.value.errno == 28


def no_space() -> int:
    raise OSError(28, "No space left on device")


def test_an_exception_that_cannot_be_sent_is_still_raised() -> None:
    def odd() -> None:
        raise Odd(1, 2)

    with pytest.raises(RuntimeError, match="Odd: 1 and 2"):
        processes.spread([odd, odd], 2)


def test_a_process_that_is_killed_is_told() -> None:
    def die() -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    with pytest.raises(Refused, match="stopped from outside") as raised:
        processes.spread([die, lambda: None, lambda: None], 2)
    assert "--jobs 1" in raised.value.problem.hint


def test_processes_end_when_the_one_that_wants_their_work_is_killed(tmp_path: Path) -> None:
    script = f"""
import os, time
from pathlib import Path
from sitegen import processes
def task():
    Path({str(tmp_path)!r}, str(os.getpid())).touch()
    time.sleep(0.1)
processes.spread([task] * 1000, 3)
"""
    parent = subprocess.Popen([sys.executable, "-c", script])
    try:
        deadline = time.monotonic() + 20
        while len(list(tmp_path.iterdir())) < 3 and time.monotonic() < deadline:
            time.sleep(0.02)
    finally:
        parent.kill()
        parent.wait()
    workers = [int(path.name) for path in tmp_path.iterdir()]
    assert len(workers) == 3
    deadline = time.monotonic() + 20
    while any(map(is_running, workers)) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not any(map(is_running, workers))


def test_an_interrupted_build_ends_at_once_whatever_its_processes_want_to_send(tmp_path: Path) -> None:
    script = f"""
import time
from pathlib import Path
from sitegen import processes
def much():
    Path({str(tmp_path)!r}, "begun").touch()
    time.sleep(0.2)
    return "x" * 5_000_000
try:
    processes.spread([much] * 100, 2)
except KeyboardInterrupt:
    print("interrupted")
"""
    parent = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 20
    while not (tmp_path / "begun").exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    parent.send_signal(signal.SIGINT)
    assert parent.communicate(timeout=20) == ("interrupted\n", "")


def is_running(process: int) -> bool:
    """Whether a process is there and has not ended; one that nobody has waited for yet is a zombie."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_a_site_is_the_same_whoever_makes_it(project: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(project / "content", site / "content")
    made = {}
    for jobs in (1, 2, 8):
        output = tmp_path / f"public-{jobs}"
        assert pipeline.build(site, output, jobs=jobs).written.written > 100
        made[jobs] = {path.relative_to(output): path.read_bytes() for path in output.rglob("*") if path.is_file()}
    assert made[1] == made[2] == made[8]
