"""What the command line promises whatever it is called with: exit code 0, 1 or 2, no traceback, nothing written elsewhere.

The arguments, the variables of the environment and the streams are drawn by chance; a folder beside the site is watched. No
argument names a file outside the temporary folder but "/".
"""

import ctypes
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import pairwise
from pathlib import Path
from random import Random

from bench.fuzz import commands, judging
from bench.fuzz.judging import Case, Finding, Fuzzer

SITE = {
    "site/content/dumps/ada.txt": b"Learning to Learn in Four Parts\nWe propose a method that learns. It is better.\n",
    "site/content/data/mine.yaml": "entries:\n- {title: Über Café 李, authors: [Ada Éxample], date: 2024-03}\n".encode(),
    "site/content/site.yaml": b"title: A site\n",
    "site/content/edits/e.yaml": b"papers:\n  uber-cafe-li:\n    venue: Caf\xc3\xa9\n",
}
OUTSIDE = {
    "sentinel/content/dumps/x.txt": b"mine\n",
    "sentinel/precious.txt": b"mine\n",
    "in/good.txt": "A Café of Graphs\nWe study cafés. We show that they are graphs and that their cost is small.\n".encode(),
    "in/bad.txt": b"\xff\xfe\x00\xd8",
    "in/empty.txt": b"",
    "in/NUL .HTML": b"<p>x",
    "in/folder/": b"",
}
COMMANDS = (
    *("add", "add", "add", "parse", "build", "build", "check", "explain", "export", "export", "serve", "new", "", "nothing"),
    *("--help",),
)
FILES = (
    *("in/good.txt", "in/good.txt", "in/bad.txt", "in/empty.txt", "in/NUL .HTML", "in/folder", "in/missing.txt", "in/pipe"),
    *("-", "", ".", "/", "in/" + "x" * 300, "in/good.txt/x", "in/\udcff.txt", "site/content/dumps/ada.txt", "in/a\nb", "~"),
    *("--", "in/link.txt"),
)
ODD = (
    *("", " ", ".", "..", "../../x", "/", "-1", "\udcff", "a\nb", "\U0001f600", "x" * 300, "con", "ada", "ada.txt", "mine"),
    *("uber-cafe-li", "%2e", "\x1b[31m", "a/b"),
)
URLS = (
    *("javascript:alert(1)", "http://[x", "", "https://example.org/", "example.org", "//x", "http://a b/"),
    *("https://x/\udcff", "ftp://x", "https://" + "x" * 3000, "http://x:99999/", "mailto:a@b"),
)
OUTPUTS = (
    *("/", "", ".", "site", "site/public", "site/content", "site/content/data", "in/good.txt", "sentinel", "in/good.txt/x"),
    *("in/pipe", "site/out/deep", "site/o\udcff", "..", "site/" + "x" * 300),
)
FORMATS = ("jsonl", "bibtex", "csl", "ris", "csv", "text", "xml", "")
# For serve: it ends by itself with each of these.
PORTS = ("-1", "99999", "x", "", "1e3", "65536", "0x50", "٣")
VARIABLES = (
    *("PYTHONIOENCODING=cp1252", "PYTHONIOENCODING=ascii", "LANG=C", "LC_ALL=C", "PYTHONUTF8=0", "LC_ALL=POSIX"),
    *("PYTHONCOERCECLOCALE=0", "HOME=", "HOME=/nowhere", "TZ=Mars/Phobos", "TZ=", "COLUMNS=1", "GITHUB_ACTIONS=true"),
    *("PYTHONWARNINGS=error", "TMPDIR=/nowhere"),
)
STREAMS = (
    "stdin closed",
    "stdout closed",
    "stderr closed",
    "stdout full",
    "stdout a closed pipe",
    "stdin bad bytes",
    "site read-only",
)
# CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH: https://man7.org/linux/man-pages/man7/capabilities.7.html
PR_CAPBSET_DROP, OVERRIDING = 24, (1, 2)


def _make(chance: Random) -> Case:
    given = _arguments(chance, chance.choice(COMMANDS))
    if chance.random() < 0.1:
        given.insert(chance.randint(0, len(given)), chance.choice((*ODD, "--json", "--strict", "--output", "--version")))
    lines = [f"argument {json.dumps(one)}" for one in given]
    lines += [f"variable {chance.choice(VARIABLES)}" for _ in range(chance.choice((0, 0, 1, 2, 3)))]
    lines += [f"stream {chance.choice(STREAMS)}"] if chance.random() < 0.4 else []
    return {"call": "".join(f"{line}\n" for line in lines).encode()}


def _arguments(chance: Random, command: str) -> list[str]:
    given = [command]
    if command == "add":
        given += [chance.choice(FILES) for _ in range(chance.choice((1, 1, 1, 2)))]
        given += [part for name in ("--name", "--replace", "--source", "--person") for part in _option(chance, name, ODD, 0.25)]
        given += _option(chance, "--url", URLS, 0.3)
    elif command == "explain":
        given += [chance.choice(ODD)]
    elif command == "export":
        given += [*_option(chance, "--format", FORMATS, 0.7), *_option(chance, "--output", OUTPUTS, 0.4)]
    elif command == "build":
        given += [
            *_option(chance, "--url", URLS, 0.5),
            *_option(chance, "--output", OUTPUTS, 0.5),
            *_option(chance, "--theme", ODD, 0.3),
        ]
    elif command == "serve":
        given += ["--port", chance.choice(PORTS), *_option(chance, "--host", ("256.1.1.1", "", "x y", "::1", "\udcff"), 0.3)]
    elif command == "new":
        return [
            *given,
            chance.choice(
                ("sentinel", "in/good.txt", "in/good.txt/x", "", ".", "site", "/", "site/" + "x" * 300, "site/new\udcff")
            ),
        ]
    elif command == "parse":
        given += [flag for flag in ("--dry-run", "--frozen") if chance.random() < 0.3]
    given += ["--json"] if chance.random() < 0.3 and command else []
    given += ["--strict"] if chance.random() < 0.1 else []
    site = (
        "site"
        if chance.random() < 0.85
        else chance.choice(("sentinel", "missing", "in/good.txt", "", "in/pipe", "s\udcff", "x" * 300, "in/folder"))
    )
    return [*given, "--site", site] if command in COMMANDS[:10] else given


def _option(chance: Random, name: str, values: tuple[str, ...], share: float) -> list[str]:
    return [name, chance.choice(values)] if chance.random() < share else []


@cache
def _holder() -> "tempfile.TemporaryDirectory[str]":
    return tempfile.TemporaryDirectory(prefix="fuzz-arguments-")


def judge(case: Case) -> Iterator[Finding]:
    """What is wrong with how a command treats what it is called with."""
    folder = Path(_holder().name) / "case"
    _lay_out(folder)
    lines = case["call"].decode().splitlines()
    try:
        given = [json.loads(line.removeprefix("argument ")) for line in lines if line.startswith("argument ")]
    except ValueError:  # what was left out made it no call
        return
    pairs = [line.removeprefix("variable ").partition("=") for line in lines if line.startswith("variable ")]
    streams = [line.removeprefix("stream ") for line in lines if line.startswith("stream ")]
    if not given or not all(isinstance(one, str) and "\0" not in one for one in given):
        return
    before = _elsewhere(folder)
    ran = _called(folder, given, {name: value for name, _, value in pairs}, streams)
    yield from _wrong(given, ran)
    now = _elsewhere(folder)
    different = sorted(path for path in before.keys() | now.keys() if before.get(path) != now.get(path))
    if unasked := [path for path in different if not _meant(given, path, before)]:
        yield Finding(f"{given[0]}: something is written outside the site's folder", f"{unasked[:4]} by {given}")


def _lay_out(folder: Path) -> None:
    if folder.exists():
        for place, _, _ in os.walk(folder):
            Path(place).chmod(0o755)
        shutil.rmtree(folder)
    folder.mkdir()
    folder.parent.chmod(0o755)
    judging.write({**SITE, **OUTSIDE}, folder)
    os.mkfifo(folder / "in" / "pipe")
    (folder / "in" / "link.txt").symlink_to("/etc/hostname")


def _called(folder: Path, given: list[str], variables: dict[str, str], streams: list[str]) -> commands.Ran:
    closed = [number for number, name in enumerate(("stdin", "stdout", "stderr")) if f"{name} closed" in streams]
    more: dict[str, object] = {"preexec_fn": partial(_lose, closed)}
    if "site read-only" in streams:
        for place, _, _ in os.walk(folder / "site"):
            Path(place).chmod(0o555)
    with tempfile.TemporaryFile() as source, Path("/dev/full").open("wb") as full:
        if "stdin bad bytes" in streams:
            source.write(b"\xff\xfe\xd8\x00 \x80\n")
            source.seek(0)
            more["stdin"] = source
        if "stdout full" in streams:
            more["stdout"] = full
        if "stdout a closed pipe" in streams:
            reader, writer = os.pipe()
            os.close(reader)
            more["stdout"] = writer
        try:
            return commands.spawn(given, folder, variables, 20, **more)
        finally:
            if "stdout a closed pipe" in streams:
                os.close(writer)


def _lose(descriptors: Sequence[int]) -> None:
    """Close these streams, and take from root the right to write where nobody may."""
    for number in descriptors:
        os.close(number)
    if sys.platform == "linux" and os.geteuid() == 0:
        for right in OVERRIDING:
            ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, right, 0, 0, 0)


def _wrong(given: list[str], ran: commands.Ran) -> Iterator[Finding]:
    for finding in commands.wrong(given[0], ran):
        yield Finding(finding.cause, f"{finding.detail} by {given}")


def _elsewhere(folder: Path) -> dict[str, bytes]:
    """All that lies beside the site, folders included."""
    folders = {path.relative_to(folder).as_posix() + "/": b"" for path in folder.rglob("*/") if path.is_dir()}
    there = {**folders, **judging.contents(folder)}
    return {path: content for path, content in there.items() if not path.startswith("site/")}


def _meant(given: Sequence[str], path: str, before: Mapping[str, bytes]) -> bool:
    """Whether a call says that this may be written: it is of a site that it names, or an output that was nobody's."""
    pairs = [(name, os.path.normpath(value)) for name, value in pairwise(given) if value]
    sites = [value for name, value in pairs if name[:3] == "--s"] or ["."]
    outputs = [value for name, value in pairs if name[:3] == "--o" or name == "new"]
    places = [os.path.normpath(f"{site}/{part}") for site in sites for part in ("content", ".sitegen", "public")]
    places += [one for one in outputs if "export" in given or not {one, f"{one}/"} & before.keys()]
    whole = os.path.normpath(path)
    return whole in sites or any(whole == one or whole.startswith(f"{one}/") for one in places)


ARGUMENTS = Fuzzer("arguments", _make, judge)
