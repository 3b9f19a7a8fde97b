"""The workflows' own shell steps, run in a clean checkout on a Python without packages."""

import os
import re
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from sitegen.origin import UNKNOWN
from tests.judges.outside import absent
from tests.test_workflows import BUILD, shell_steps

ADDRESS = "https://github.com/example/sitegen"
PAGE = """\
Warm Starts for Slow Networks
A Example, B Sample
Journal of Owls 7 (1), 1-9, 2019\t412\t2019
Counting Birds with Cheap Microphones
A Example, C Probe, D Trial, ...
Journal of Birds 8 (2), 10-19, 2020\t12\t2020
"""
WORKFLOWS = Path(__file__).parents[2] / ".github" / "workflows"
SOURCE, INSTALL, *STEPS = shell_steps(WORKFLOWS / "publish.yml", "build").values()


def checkout(project: Path, folder: Path) -> Path:
    """A copy of what git has, or would have, of the project."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--deduplicate"]
    listed = subprocess.run(command, cwd=project, check=True, stdout=subprocess.PIPE, text=True).stdout
    for name in listed.rstrip("\0").split("\0"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(project / name, folder / name)
    return folder


@cache
def index_answers() -> bool:
    """Whether pip gets packages here."""
    with TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pip", "download", "--no-deps", "--dest", folder, "hatchling"]
        return subprocess.run(command, check=False, capture_output=True).returncode == 0


def machine(folder: Path, url: str) -> dict[str, str]:
    """The environment of a machine that runs a job: a Python without packages first, and the site's address."""
    if not index_answers():
        absent("what pip gets from the package index")
    venv.create(folder / "python", with_pip=True)
    path = f"{folder / 'python' / 'bin'}{os.pathsep}{os.environ['PATH']}"
    return os.environ | {"PATH": path, "RUNNER_TEMP": str(folder), "BASE_URL": url, "GITHUB_ACTIONS": "true"}


def run(step: str, folder: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """What a shell step does; like GitHub, it ends at the first command that fails."""
    return subprocess.run(
        ["bash", "-e", "-c", step], cwd=folder, env=environment, check=False, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip


def green(steps: Iterable[str], folder: Path, environment: dict[str, str]) -> None:
    """Run shell steps that all have to succeed."""
    for step in steps:
        done = run(step, folder, environment)
        assert done.returncode == 0, done.stdout


def published(project: Path, folder: Path) -> Path:
    """A bare repository that holds the project in one commit."""
    work = checkout(project, folder / "work")
    commit = "git -c user.name=x -c user.email=x@example.org commit --quiet --message=x"
    green([f"git init --quiet && git add . && {commit} && git clone --quiet --bare . ../sitegen.git"], work, dict(os.environ))
    return folder / "sitegen.git"


@pytest.fixture(scope="module")
def installed(project, site_url, tmp_path_factory) -> tuple[Path, dict[str, str]]:
    """A checkout in which the publish workflow has installed the project, and the environment for the steps after it."""
    folder = tmp_path_factory.mktemp("publish")
    clone, environment = checkout(project, folder / "checkout"), machine(folder, site_url)
    green([SOURCE, INSTALL], clone, environment)
    return clone, environment


def test_publish_workflow_builds_the_site_for_its_address(installed, site_url):
    clone, environment = installed
    green(STEPS, clone, environment)
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
    green(shell_steps(WORKFLOWS / "ci.yml", "wheel").values(), clone, environment)


def readme_commands(project: Path) -> str:
    """What the README says to type for a site of one's own, up to the server, which does not end by itself."""
    block = (project / "README.md").read_text("utf-8").partition("## Your own site\n\n```sh\n")[2].partition("```")[0]
    assert block.endswith("sitegen serve\n")
    return block.removesuffix("sitegen serve\n")


def test_readme_leads_from_an_empty_folder_to_a_site_that_publishes_itself_from_a_clean_clone(project, site_url, tmp_path):
    runner, repository, home = machine(tmp_path / "runner", site_url), published(project, tmp_path), tmp_path / "home"
    home.mkdir()
    (home / "page.txt").write_text(PAGE, "utf-8")
    author = {name: text for name, text in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    author |= {"HOME": str(home), "GIT_AUTHOR_NAME": "x", "GIT_COMMITTER_NAME": "x", "EMAIL": "x@example.org"}
    typed = readme_commands(project).replace("sitegen add page.txt", "cp ~/page.txt .\nsitegen add page.txt")
    checked = "sitegen check --strict\nsitegen build --strict"
    pushed = "git init --quiet\ngit add .\ngit commit --quiet --message=x\ngit clone --quiet . ../published"
    green([f"git clone --quiet {repository} clone"], tmp_path, author)
    green([BUILD, "\n".join((typed, checked, pushed))], tmp_path / "clone", author)
    site = tmp_path / "published"
    assert f"git+file://{repository}@" in (site / "requirements.txt").read_text("utf-8")
    green(shell_steps(site / ".github/workflows/publish.yml", "build").values(), site, runner)
    assert (site / "public/papers/warm-starts-for-slow-networks/index.html").exists()


def test_new_site_names_the_repository_on_the_web_that_sitegen_is_from(project, site_url, tmp_path):
    repository, author = published(project, tmp_path), machine(tmp_path / "author", site_url)
    green([f"git clone --quiet {repository} clone", "pip install ./clone"], tmp_path, author)
    green([f"git -C clone remote set-url origin {ADDRESS}", "sitegen new web"], tmp_path, author)
    assert f"git+{ADDRESS}@" in (tmp_path / "web/requirements.txt").read_text("utf-8")
    # Git is told to fetch from here what is on the web.
    redirected = {
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": f"url.file://{repository}.insteadOf",
        "GIT_CONFIG_VALUE_0": ADDRESS,
    }
    runner = machine(tmp_path / "runner", site_url) | redirected
    green(shell_steps(tmp_path / "web/.github/workflows/publish.yml", "build").values(), tmp_path / "web", runner)


@pytest.mark.parametrize(
    ("requirements", "reason"),
    [
        (None, "this file does not say where sitegen comes from"),
        ("", "this file does not say where sitegen comes from"),
        (UNKNOWN, "this file does not say where sitegen comes from"),
        ("sitegen==0.1.0\n./sitegen\n", "this file does not say where sitegen comes from"),
        ("git+file:///gone/sitegen@0123456\n", "this file names a folder that only one machine has"),
    ],
    ids=["no file", "empty", "as sitegen new leaves it", "another package", "a folder that is gone"],
)
def test_publish_workflow_says_what_to_write_where_it_cannot_get_sitegen(requirements, reason, tmp_path):
    if requirements is not None:
        (tmp_path / "requirements.txt").write_text(requirements, "utf-8")
    done = run(SOURCE, tmp_path, dict(os.environ))
    assert done.returncode == 1
    remedy = "write research-sitegen @ git+https://github.com/OWNER/REPOSITORY@COMMIT, of a public repository that has sitegen"
    assert done.stdout.splitlines()[-1] == f"::error file=requirements.txt::{reason}: {remedy}"


@pytest.mark.parametrize("line", [".", f"research-sitegen @ git+{ADDRESS}@0123456", "research-sitegen==1.0", "# mine\n.\r"])
def test_publish_workflow_goes_on_where_requirements_say_where_sitegen_comes_from(line, tmp_path):
    (tmp_path / "requirements.txt").write_text(f"{line}\n", "utf-8")
    assert run(SOURCE, tmp_path, dict(os.environ)).returncode == 0
