"""The workflows' own shell steps, run in a clean checkout on a Python without packages."""

import os
import re
import shutil
import subprocess
import venv
from pathlib import Path

import pytest

from tests.test_workflows import shell_steps

WORKFLOWS = Path(__file__).parents[2] / ".github" / "workflows"
INSTALL, *STEPS = shell_steps(WORKFLOWS / "publish.yml", "build").values()


def checkout(project: Path, folder: Path) -> Path:
    """A copy of what git has, or would have, of the project."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--deduplicate"]
    listed = subprocess.run(command, cwd=project, check=True, stdout=subprocess.PIPE, text=True).stdout
    for name in listed.rstrip("\0").split("\0"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(project / name, folder / name)
    return folder


def machine(folder: Path, url: str) -> dict[str, str]:
    """The environment of a machine that runs a job: a Python without packages first, and the site's address."""
    venv.create(folder / "python", with_pip=True)
    path = f"{folder / 'python' / 'bin'}{os.pathsep}{os.environ['PATH']}"
    return os.environ | {"PATH": path, "RUNNER_TEMP": str(folder), "BASE_URL": url, "GITHUB_ACTIONS": "true"}


def run(step: str, folder: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """What a shell step does; like GitHub, it ends at the first command that fails."""
    return subprocess.run(
        ["bash", "-e", "-c", step], cwd=folder, env=environment, check=False, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip


@pytest.fixture(scope="module")
def installed(project, site_url, tmp_path_factory) -> tuple[Path, dict[str, str]]:
    """A checkout in which the publish workflow has installed the project, and the environment for the steps after it."""
    folder = tmp_path_factory.mktemp("publish")
    clone, environment = checkout(project, folder / "checkout"), machine(folder, site_url)
    done = run(INSTALL, clone, environment)
    assert done.returncode == 0, done.stdout
    return clone, environment


def test_publish_workflow_builds_the_site_for_its_address(installed, site_url):
    clone, environment = installed
    for step in STEPS:
        done = run(step, clone, environment)
        assert done.returncode == 0, done.stdout
    assert f"<loc>{site_url}/papers/</loc>" in (clone / "public" / "sitemap.xml").read_text("utf-8")


def test_publish_workflow_parses_what_was_only_pasted(installed, tmp_path):
    clone, environment = installed
    site = shutil.copytree(clone, tmp_path / "site", ignore=shutil.ignore_patterns("public", "data"))
    assert [done.stdout for step in STEPS if (done := run(step, site, environment)).returncode] == []
    assert (site / "public" / "index.html").exists()


@pytest.mark.parametrize(
    ("path", "right", "wrong"),
    [
        ("content/data/tuo-zhao.yaml", "title: ", "title: Edited "),
        ("content/dumps/tuo-zhao.txt", "4,396", "4,397"),
        ("content/site.yaml", "^", "tilte: A misspelt key\n"),
        ("content/edits/broken.yaml", "^", "papers: ["),
    ],
)
def test_publish_workflow_stops_at_wrong_data_and_says_where(path, right, wrong, installed, tmp_path):
    clone, environment = installed
    site = shutil.copytree(clone, tmp_path / "site", ignore=shutil.ignore_patterns("public"))
    (site / path).parent.mkdir(exist_ok=True)
    before = (site / path).read_text("utf-8") if (site / path).exists() else ""
    (site / path).write_text(re.sub(right, wrong, before, count=1), "utf-8")
    failed = next(done for step in STEPS if (done := run(step, site, environment)).returncode)
    assert failed.returncode == 1, failed.stdout
    assert re.search(rf"^::(error|warning) .*file=content/.*{Path(path).stem}", failed.stdout, re.MULTILINE)
    assert "Traceback" not in failed.stdout
    assert not (site / "public").exists()


def test_wheel_alone_builds_the_sample_site(project, site_url, tmp_path):
    clone, environment = checkout(project, tmp_path / "checkout"), machine(tmp_path, site_url)
    for step in shell_steps(WORKFLOWS / "ci.yml", "wheel").values():
        done = run(step, clone, environment)
        assert done.returncode == 0, done.stdout
