"""The workflows' permissions, pins and shell steps, and that README, .ci/run and the workflows name the same commands."""

import os
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from tests.oldest import oldest

PIN = re.compile(r"uses: [\w-]+/[\w-]+@[0-9a-f]{40} # v\d+(\.\d+)+$")
BUILD = "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/sitegen build"
TEST = "python3 -m venv .venv && .venv/bin/pip install -e '.[test,lint]' && .venv/bin/pytest"
ALLOWED = {
    "build": {"contents": "read", "pages": "read"},
    "deploy": {"pages": "write", "id-token": "write"},
    "lint": {"contents": "read"},
    "tests": {"contents": "read"},
    "wheel": {"contents": "read"},
}


def workflow(source: str) -> dict:
    """A workflow as YAML, every scalar a string (`on` would else be read as a truth value)."""
    return yaml.load(source, yaml.BaseLoader)  # noqa: S506 (the base loader makes strings only)


def shell_steps(path: Path, job: str) -> dict[str, str]:
    """The shell steps of a workflow's job by their names, in order."""
    return {step["name"]: step["run"] for step in workflow(path.read_text("utf-8"))["jobs"][job]["steps"] if "run" in step}


def breaches(source: str) -> Iterator[str]:
    """What in a workflow could do more than it has to, or could change without a change here."""
    flow = workflow(source)
    if flow["permissions"] != {}:
        yield "permissions for all jobs"
    if set(flow["on"]) - {"push", "pull_request", "schedule", "workflow_dispatch"}:
        yield "a trigger that others can pull"
    yield from (f"not pinned: {line.strip()}" for line in source.splitlines() if "uses:" in line and not PIN.search(line))
    for name, job in flow["jobs"].items():
        if job.get("permissions") != ALLOWED.get(name):
            yield f"permissions of {name}"
        if "timeout-minutes" not in job:
            yield f"{name} may run for hours"
        for step in job["steps"]:
            if "${{" in step.get("run", ""):
                yield f"an expression in a shell step of {name}"
            if "actions/checkout" in step.get("uses", "") and step.get("with", {}).get("persist-credentials") != "false":
                yield f"{name} keeps its credentials"


def workflows(project: Path) -> list[Path]:
    return sorted((project / ".github" / "workflows").iterdir())


def test_workflows_do_no_more_than_they_must(project):
    assert [path.name for path in workflows(project)] == ["ci.yml", "publish.yml"]
    assert [breach for path in workflows(project) for breach in breaches(path.read_text("utf-8"))] == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("permissions: {}", "permissions: write-all"),
        ("workflow_dispatch:", "pull_request_target:"),
        (r"@[0-9a-f]{40} # v7.0.1", "@v7"),
        ("pages: write # .*", "contents: write"),
        ("timeout-minutes: .*", ""),
        ('"\\$BASE_URL"', "${{ github.event.head_commit.message }}"),
        ("persist-credentials: false", "persist-credentials: true"),
    ],
)
def test_a_planted_breach_is_seen(right, wrong, project):
    source = (project / ".github" / "workflows" / "publish.yml").read_text("utf-8")
    planted = re.sub(right, wrong, source, count=1)
    assert planted != source
    assert list(breaches(planted)) != []


def test_actions_of_one_name_have_one_pin(project):
    lines = {line.partition("uses: ")[2] for path in workflows(project) for line in path.read_text("utf-8").splitlines()} - {""}
    assert len(lines) == len({line.partition("@")[0] for line in lines})


def test_publishing_starts_when_anything_changes_that_the_site_is_made_of(project):
    push = workflow((project / ".github/workflows/publish.yml").read_text("utf-8"))["on"]["push"]
    made_of = {"content/**", "themes/**", "sitegen/**", "pyproject.toml", "requirements.txt", ".github/workflows/publish.yml"}
    assert push == {"branches": ["main"], "paths": sorted(made_of, key=push["paths"].index)}


def test_only_what_a_new_site_has_too_is_named_by_the_publish_workflow(project):
    _, install, *commands = shell_steps(project / ".github/workflows/publish.yml", "build").values()
    assert install == "python -m pip install -r requirements.txt"
    assert {command.split()[0] for command in commands} == {"sitegen"}


def test_ci_tests_with_the_newest_and_the_oldest_packages(project):
    tests = workflow((project / ".github/workflows/ci.yml").read_text("utf-8"))["jobs"]["tests"]
    matrix = tests["strategy"]["matrix"]
    assert {*matrix["packages"], *(one["packages"] for one in matrix["include"])} == {"newest", "oldest"}
    python = tomllib.loads((project / "pyproject.toml").read_text("utf-8"))["project"]["requires-python"]
    assert python == f">={matrix['include'][0]['python']}"


def test_the_oldest_packages_are_the_lower_bounds(project):
    lines = oldest((project / "pyproject.toml").read_text("utf-8"))
    assert {"pyyaml==6.0.1", "pytest==8.2"} <= set(lines)
    assert [line for line in lines if not re.fullmatch(r"[\w-]+==[\d.]+(b\d+)?", line)] == []


def test_readme_and_ci_name_the_same_commands(project):
    readme = (project / "README.md").read_text("utf-8").splitlines()
    assert {BUILD, TEST} <= set(readme)
    assert (project / ".ci" / "run").read_text("utf-8").splitlines()[-1] == TEST
    assert os.access(project / ".ci" / "run", os.X_OK)


def test_lock_of_the_judges_names_no_registry(project):
    assert '"resolved"' not in (project / "tests/judges/package-lock.json").read_text("utf-8")
