"""Where this very sitegen comes from, as the requirement by which another machine gets it: a release or a commit."""

import re
import shutil
import subprocess  # nosec B404
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

import msgspec

from sitegen import __version__, bundle
from sitegen.problems import Problem, Span, note

NAME = "research-sitegen"
PARTS = ("sitegen", "themes", "pyproject.toml")  # what of a clone is installed
WEB = re.compile(r"(https?|ssh|git)://(?:[^/]*@)?([^/:@]+)(:\d+)?/([^?#]+).*", re.IGNORECASE)
SCP = re.compile(r"(?:[^/:]*@)?([^/:@]{2,}):/?([^/:].*)")
UNKNOWN = f"""\
# Write here where the publish workflow gets sitegen from: a repository that has it, and a commit or tag of that.
# {NAME} @ git+https://github.com/OWNER/REPOSITORY@COMMIT
"""


class Commit(msgspec.Struct, frozen=True):
    """The commit of a repository that was installed."""

    commit_id: str


class Source(msgspec.Struct, frozen=True):
    """What was installed, as https://peps.python.org/pep-0610/ records it; no `url` for a release from the package index."""

    url: str = ""
    vcs_info: Commit | None = None


def requirement() -> tuple[str, list[Problem]]:
    """The requirements.txt that gets this very sitegen, and a note for each reason why it cannot do so yet."""
    try:
        source = msgspec.json.decode(distribution(NAME).read_text("direct_url.json") or "{}", type=Source)
    except PackageNotFoundError:  # run from a checkout
        source = Source(url=bundle.PACKAGE.parent.as_uri())
    return required(source)


def required(source: Source) -> tuple[str, list[Problem]]:
    """The same for a sitegen that was installed from `source`; a folder can be named only if it is a clone with an origin."""
    if not source.url:
        return f"{NAME}=={__version__}\n", []
    folder = Path(url2pathname(urlsplit(source.url).path))
    if source.vcs_info:
        return _named(source.url, source.vcs_info.commit_id, folder, [])
    origin = _git(folder, "config", "remote.origin.url")
    commit = _git(folder, "rev-parse", "--verify", "HEAD")
    return _named(origin, commit, folder, _unpublished(folder)) if origin and commit else _unknown()


def public(origin: str) -> str | None:
    """The address on the web of a git repository, without credentials; None where `origin` is a path or of another kind."""
    if found := WEB.fullmatch(origin):
        scheme, host, port, path = found.groups()
        return f"{scheme}://{host}{port or ''}/{path}" if scheme.startswith("http") else f"https://{host}/{path}"
    found = SCP.fullmatch(origin)
    return f"https://{found[1]}/{found[2]}" if found else None


def _named(origin: str, commit: str, folder: Path, problems: list[Problem]) -> tuple[str, list[Problem]]:
    """A commit of the repository `origin`, which may be a path as seen from `folder`."""
    if address := public(origin):
        return f"{NAME} @ git+{address}@{commit}\n", problems
    local = folder / url2pathname(origin.removeprefix("file://"))
    if not local.exists():
        return _unknown()
    hint = "push that repository to where the publish workflow can read it, and write its address here"
    problems = [_note("names a repository that only this machine has", hint), *problems]
    return f"git+{local.resolve().as_uri()}@{commit}\n", problems  # pip wants no name before an address without a host


def _unpublished(folder: Path) -> list[Problem]:
    """A note for each thing in a clone that its origin does not have."""
    problems = []
    if not _git(folder, "for-each-ref", "--contains", "HEAD", "refs/remotes"):
        problems.append(_note("names a commit that its repository does not have yet", f"push it: git -C {folder} push"))
    if _git(folder, "status", "--porcelain", "--", *PARTS):
        hint = f"commit and push what changed in {folder}, and write the new commit here"
        problems.append(_note("names a commit without the latest changes to sitegen", hint))
    return problems


def _unknown() -> tuple[str, list[Problem]]:
    hint = "write there which repository has it; the file shows how"
    return UNKNOWN, [_note("does not say yet where the publish workflow gets sitegen from", hint)]


def _note(message: str, hint: str) -> Problem:
    return note(Span("requirements.txt", 1), message, hint)


def _git(folder: Path, *arguments: str) -> str:
    """What git says of the clone in a folder; nothing where there is no clone, or no git."""
    git = shutil.which("git")
    if not git or not (folder / ".git").exists():
        return ""
    command = [git, "-C", str(folder), *arguments]
    return subprocess.run(command, check=False, capture_output=True, encoding="utf-8", errors="replace").stdout.strip()  # noqa: S603 nothing of it is a shell's
