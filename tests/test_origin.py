"""Where a new site is told to get sitegen from: the address of a repository, and what no other machine can reach."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from sitegen import __version__, origin
from sitegen.origin import Commit, Source, public, required

COMMIT = "0123456789abcdef0123456789abcdef01234567"
ADDRESS = "https://github.com/example/sitegen"


def git(folder: Path, *arguments: str) -> str:
    command = ["git", "-c", "user.name=x", "-c", "user.email=x@example.org", "-C", folder, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A clone of a repository beside it, with one commit that both have."""
    work, folder = tmp_path / "repository", tmp_path / "clone"
    (work / "sitegen").mkdir(parents=True)
    (work / "sitegen" / "cli.py").write_text("1")
    git(work, "init", "--quiet")
    git(work, "add", ".")
    git(work, "commit", "--quiet", "--message=first")
    git(tmp_path, "clone", "--quiet", str(work), str(folder))
    return folder


def said(folder: Path) -> tuple[str, list[str]]:
    """What requirements.txt says for a sitegen installed from a folder, and the notes."""
    text, problems = required(Source(url=folder.as_uri()))
    return text, [problem.message for problem in problems]


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("https://github.com/example/sitegen.git", f"{ADDRESS}.git"),
        ("https://github.com/example/sitegen", ADDRESS),
        ("https://user:secret@github.com/example/sitegen", ADDRESS),
        ("https://user:se@cret@github.com/example/sitegen", ADDRESS),
        ("https://github.com/example/sitegen?token=secret#x", ADDRESS),
        ("http://git.example.org:8080/sitegen", "http://git.example.org:8080/sitegen"),
        ("git@github.com:example/sitegen.git", f"{ADDRESS}.git"),
        ("github.com:example/sitegen", ADDRESS),
        ("git@github.com:/example/sitegen", ADDRESS),
        ("ssh://git@github.com:22/example/sitegen", ADDRESS),
        ("git://github.com:9418/example/sitegen", ADDRESS),
        ("file:///srv/sitegen", None),
        ("/srv/sitegen", None),
        ("../a:b", None),
        ("C:\\sitegen", None),
        ("ftp://example.org/sitegen", None),
        ("codecommit::eu-west-1://sitegen", None),
    ],
)
def test_an_origin_on_the_web_becomes_an_address_that_anyone_can_read(written: str, address: str | None) -> None:
    assert public(written) == address


def test_a_release_is_named_by_its_version() -> None:
    assert required(Source()) == (f"research-sitegen=={__version__}\n", [])


def test_a_commit_that_was_installed_from_a_repository_is_named() -> None:
    source = Source(url="ssh://git@github.com/example/sitegen", vcs_info=Commit(COMMIT))
    assert required(source) == (f"research-sitegen @ git+{ADDRESS}@{COMMIT}\n", [])


def test_a_clone_is_named_by_its_origin_and_commit(clone: Path) -> None:
    git(clone, "remote", "set-url", "origin", "git@github.com:example/sitegen")
    assert said(clone) == (f"research-sitegen @ git+{ADDRESS}@{git(clone, 'rev-parse', 'HEAD')}\n", [])


@pytest.mark.parametrize("written", ["{}", "file://{}", "../repository"])
def test_an_origin_that_only_this_machine_has_is_named_with_a_note(clone: Path, written: str) -> None:
    repository = clone.parent / "repository"
    git(clone, "remote", "set-url", "origin", written.format(repository))
    requirement = f"git+file://{repository}@{git(clone, 'rev-parse', 'HEAD')}\n"
    assert said(clone) == (requirement, ["names a repository that only this machine has"])


def test_what_is_not_committed_or_not_pushed_is_noted(clone: Path) -> None:
    git(clone, "remote", "set-url", "origin", ADDRESS)
    (clone / "notes").write_text("mine")
    assert said(clone)[1] == []
    (clone / "sitegen" / "cli.py").write_text("2")
    assert said(clone)[1] == ["names a commit without the latest changes to sitegen"]
    git(clone, "commit", "--quiet", "--all", "--message=second")
    assert said(clone)[1] == ["names a commit that its repository does not have yet"]


@pytest.mark.parametrize(
    "what", ["no folder", "no origin", "no commit", "a folder of a clone", "an origin that is gone", "a wheel"]
)
def test_where_only_the_owner_knows_the_file_says_what_to_write(clone: Path, what: str) -> None:
    folder = clone.parent / "new" if what == "no commit" else clone
    git(clone.parent, "init", "--quiet", "new")
    git(clone.parent / "new", "remote", "add", "origin", ADDRESS)
    if what == "no origin":
        git(clone, "remote", "remove", "origin")
    if what == "an origin that is gone":
        git(clone, "remote", "set-url", "origin", "/gone")
    inside = {"no folder": "gone", "a folder of a clone": "sitegen", "a wheel": "sitegen.whl"}.get(what, "")
    assert said(folder / inside) == (origin.UNKNOWN, ["does not say yet where the publish workflow gets sitegen from"])
    assert all(line.startswith("#") for line in origin.UNKNOWN.splitlines())


def test_without_git_the_file_says_what_to_write(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", os.devnull)
    assert said(clone)[0] == origin.UNKNOWN


def test_the_requirement_of_this_very_sitegen_names_it() -> None:
    assert re.search("^(# )?(research-sitegen|git[+]file:)", origin.requirement()[0], re.MULTILINE)
