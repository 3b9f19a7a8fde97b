"""What the command line promises on a whole site, whatever is in its folder.

Every command ends with exit code 0, 1 or 2 and without a traceback; no file of the user's is changed or lost; `parse --dry-run`
and `check` write nothing in content/; a site is built and exported in the same bytes twice, also by a Python with other hashes
and in another time zone; a second build writes nothing.
"""

import json
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from random import Random
from typing import NamedTuple

from bench.fuzz import commands, inputs, judging
from bench.fuzz.commands import Ran
from bench.fuzz.judging import Case, Finding, Fuzzer

FORMATS = ("jsonl", "bibtex", "csl", "ris", "csv", "text")
# Of each, first what sitegen takes, then what it may refuse.
DUMP_NAMES = (
    *("ada", "mine", "new", "a b", 'Ada\'s "list"', "\U0001f600", "e\u0301tude", "\xe9tude", "-x", "a\nb", "x" * 230, "CON"),
    *("a:b", "%2e%2e", "#", "\udcff\udcfe"),
)
DUMP_ENDS = (".txt", ".txt", ".html", ".TXT", ".htm")
PAGE_NAMES = ("about", "a b", "\U0001f600 x", "e\u0301tude", "\xe9cole", "-x", "sub/page", "x\ny", "#x", "x" * 200)
REFUSED_PAGE_NAMES = (*PAGE_NAMES, "papers", "index", "404", "search.json", "\udcff", "\U0001f600", "\xe9tude")
ODD = (
    *("content/data/x.yml", "content/data/.hidden.yaml", "content/data/y.yaml~", "content/edits/x.yml", "content/dumps/x.yml"),
    *("content/dumps/x.pdf", "content/dumps/empty.txt", "content/files/a b.pdf", "content/site.yml", "content/x\udcff.yaml"),
    *("content/-rf", "content/data/dir/", "content/dumps/dir/", "content/pages/dir/", "content/\n"),
)
REFUSED_ODD = (
    *(*ODD, "content/data/dir.yaml/", "content/dumps/dir.txt/", "content/dumps/lonely.meta.yaml", "content/pages/dir.md/"),
    *("content/edits/dir.yaml/", "content/data/y.yaml", "content/decisions.yaml"),
)
TEMPLATES = ("paper", "base", "home", "line", "macros", "search", "404", "redirect", "person", "header")
BROKEN = (
    *(b"{% raw %}", b"\xff\xfe\x00", b"{{ nothing.at.all }}", b"{% for x in %}", b"{% include 'no.html' %}", b"{{ 1/0 }}"),
    *(b"", b"{% endblock %}", b"{% extends 'paper.html' %}", b"{{ ''.__class__ }}", b"{{ say('no such word') }}"),
    *(b"{% block x %}{% block x %}", b"{{ x|nofilter }}", b"{% include 'base.html' %}"),
    b"\x00",
)
WORDS_FILES = (
    *(b"", b"- a", b"papers: 3", b"\xff", b"papers: '{x'", b"papers: '{nothing} %s'", b"papers: {one: x}", b"a: ["),
    *(b"papers: {zero: 1}",),
)
SITE_LINES = (
    *("title: {}", "description: {}", "url: https://example.org/some/", "language: de", "language: ar", "owner: {}"),
    *("owner: ada-example", "theme: plain", "accent: 7a1f2b", "photo: files/a.pdf", "abstracts: none", "abstracts: excerpt"),
    *("metrics: {{h-index: {}}}", "limits: {{recent: 0, related: 0, feed: 0}}", "selected: [first, first]"),
    *("navigation: [{{label: {}, address: papers/}}]", "content_language: zh-Hant", "links: ['https://x.org/']"),
)
REFUSED_LINES = (
    *(*SITE_LINES, "url: {}", "url: http://[x", "url: ''", "language: xx", "language: ../de", "content_language: {}"),
    *("theme: own", "theme: ../x", "theme: {}", "accent: {}", "photo: {}", "photo: ../x.jpg", "email: {}", "orcid: {}"),
    *("homepage: {}", "links: [{}, 'https://x.org/']", "selected: [{}]", "limits: {{feed: -1}}", "limits: {{recent: 1e9}}"),
    "navigation: [{{label: {}, address: {}}}]",
)
# What YAML does not hold: https://yaml.org/spec/1.1/#id868524
UNREADABLE = re.compile("[^\\n -~\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


class Draw(NamedTuple):
    """A source of chance for one site; where `refused` is true the site may also hold what sitegen refuses to build."""

    chance: Random
    refused: bool

    def text(self, words: int) -> str:
        """A hostile text that is not empty."""
        found = inputs.text(self.chance, words)
        return found if self.refused else UNREADABLE.sub("", found).strip() or "x"

    def quoted(self) -> str:
        """A short hostile text as YAML has it in quotes."""
        escaped = self.refused and self.chance.random() < 0.5
        return json.dumps(self.text(3), ensure_ascii=escaped).encode("utf-8", "replace").decode()

    def one(self, taken: tuple[str, ...], refused: tuple[str, ...]) -> str:
        """One of what sitegen takes, or of what it may refuse."""
        return self.chance.choice(refused if self.refused else taken)


def _make(chance: Random) -> Case:
    draw = Draw(chance, refused=chance.random() < 0.3)
    case: dict[str, bytes] = {"incoming/new.txt": inputs.dump(chance)}
    for name in chance.sample(DUMP_NAMES, chance.choice((0, 1, 1, 2))):
        case[f"site/content/dumps/{name}{chance.choice(DUMP_ENDS)}"] = inputs.dump(chance)
    if chance.random() < 0.9:
        case["site/content/data/mine.yaml"] = _entries(draw)
    lines = dict.fromkeys(draw.one(SITE_LINES, REFUSED_LINES) for _ in range(chance.choice((0, 1, 2, 3))))
    keyed = {line.partition(":")[0]: line for line in lines}.values() if not draw.refused else lines
    case["site/content/site.yaml"] = "\n".join(line.format(draw.quoted(), draw.quoted()) for line in keyed).encode()
    for _ in range(chance.choice((0, 1, 2))):
        more = draw.one(("menu: true", "menu: false", "description: x"), ("slug: papers", "slug: ../x", "menu: maybe"))
        page = f"---\ntitle: {draw.quoted()}\n{more}\n---\n{draw.text(30)}"
        case[f"site/content/pages/{draw.one(PAGE_NAMES, REFUSED_PAGE_NAMES)}.md"] = page.encode("utf-8", "surrogatepass")
    if chance.random() < 0.4:
        topics = f"topics:\n- name: {draw.quoted()}\n  phrases: [learning, {draw.quoted()}]\n"
        case["site/content/topics.yaml"] = topics.encode()
    if chance.random() < 0.3:
        edit = f"papers:\n  first:\n    title: {draw.quoted()}\n    {chance.choice(('hidden: true', 'abstract:', 'date:'))}\n"
        case["site/content/edits/e.yaml"] = edit.encode()
    case |= _theme(chance) if chance.random() < 0.25 else {}
    for path in dict.fromkeys(draw.one(ODD, REFUSED_ODD) for _ in range(chance.choice((0, 0, 1, 2)))):
        case[f"site/{path}"] = b"" if path.endswith("/") else chance.choice((b"", b"title: x\n", b"\xff", b"- a"))
    return case


def _entries(draw: Draw) -> bytes:
    """A data file written by hand."""
    chance = draw.chance
    rows = ["entries:", "- {id: first, title: The First Paper of This Site, authors: [Ada Example], date: 2024-03-01}"]
    for _ in range(chance.randint(1, 5)):
        said: dict[str, object] = {"title": draw.text(8), "abstract": draw.text(40), "authors": [draw.text(2), draw.text(2)]}
        said["date"] = chance.choice(("2024", "2024-03", "2024-03-01", ""))
        more = {"venue": draw.text(3), "affiliations": [draw.text(2)], "category": "cs.LG", "links": ["https://example.org/x"]}
        said |= dict(chance.sample(list(more.items()), 2))
        kept = [(key, value) for key, value in said.items() if value and (key == "title" or chance.random() < 0.8)]
        rows.append("- " + json.dumps(dict(kept), ensure_ascii=draw.refused and chance.random() < 0.3))
    return "\n".join([*rows, ""]).encode("utf-8", "surrogatepass")


def _theme(chance: Random) -> Case:
    """A theme of the site's own with a broken template or words file, or a broken copy of a part of the default theme."""
    found: dict[str, bytes] = {"site/content/site.yaml": b"theme: own\n"}
    if chance.random() < 0.7:
        found[f"site/themes/own/{chance.choice(TEMPLATES)}.html"] = chance.choice(BROKEN)
    else:
        found[f"site/themes/own/words/{chance.choice(('en', 'de', 'xx'))}.yaml"] = chance.choice(WORDS_FILES)
        found["site/content/site.yaml"] += b"language: " + chance.choice((b"en", b"de", b"xx"))
    for name in ("styles/x.css", "static/a b\n.js", "static/\udcff", "styles/dir.css/"):
        if chance.random() < 0.1:
            found[f"site/themes/own/{name}"] = b"" if name.endswith("/") else chance.choice(BROKEN)
    return found


def judge(case: Case) -> Iterator[Finding]:
    """What is wrong with how the commands treat a site."""
    folder = _place()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    judging.write(case, folder)
    (folder / "site" / "content").mkdir(parents=True, exist_ok=True)
    own = judging.contents(folder)
    yield from _trial(folder, own)


@cache
def _holder() -> "tempfile.TemporaryDirectory[str]":
    return tempfile.TemporaryDirectory(prefix="fuzz-site-")


def _place() -> Path:
    """The folder in which every case is tried: the same path each time, for the path is in some outputs."""
    return Path(_holder().name) / "case"


def _trial(folder: Path, own: Mapping[str, bytes]) -> Iterator[Finding]:
    site = folder / "site"
    last = Ran(0, b"", "")

    def command(*arguments: str) -> Iterator[Finding]:
        nonlocal last
        before = judging.contents(folder)
        last = commands.run([*arguments, "--site", "site"], folder)
        yield from commands.wrong(arguments[0], last)
        now = judging.contents(folder)
        if lost := sorted(path for path, content in own.items() if before.get(path) == content != now.get(path)):
            verb = "lost" if lost[0] not in now else "changed"
            yield Finding(f"{arguments[0]}: a file of the user's is {verb}", repr(lost[0]))

    content = judging.contents(site / "content")
    yield from command("parse", "--dry-run")
    yield from command("check")
    if judging.contents(site / "content") != content:
        yield Finding("parse --dry-run or check: something was written in content/", "")
    yield from command("add", "incoming/new.txt")
    yield from command("parse", "--json")
    yield from _wrong_report(last)
    yield from command("build")
    if last.code == 0:
        yield from _wrong_build(folder)
    identity = (re.search(r"^(?:- )?id: ([\w-]+)", _text(site), re.MULTILINE) or ["", "first"])[1]
    yield from command("explain", identity)
    yield from command("explain", identity, "--json")
    for format_ in FORMATS:
        yield from command("export", "--format", format_)
        first = last.out
        yield from command("export", "--format", format_)
        if last.out != first:
            yield Finding(f"export: {format_} differs the second time", "")


def _wrong_report(ran: Ran) -> Iterator[Finding]:
    """What is wrong with the report of parse, as JSON."""
    try:
        report = json.loads(ran.out or b"{}")
    except ValueError as fault:
        if "Traceback" not in ran.err:
            yield Finding("parse --json: what it prints is no JSON", f"{fault}: {ran.out[:200]!r}")
        return
    for one in report.get("dumps", ()):
        if one["used"] + sum(one["noise"].values()) + len(one["unclaimed"]) != one["lines"]:
            yield Finding("parse --json: lines do not add up", json.dumps(one)[:300])


def _wrong_build(folder: Path) -> Iterator[Finding]:
    """What changes when a site is built again, as it is and from nothing."""
    public = folder / "site" / "public"
    before = _stamps(public)
    again = commands.run(["build", "--site", "site", "--json"], folder)
    yield from commands.wrong("build", again)
    if _stamps(public) != before or not _idle(again):
        yield Finding("build: the second one writes something", again.out.decode("utf-8", "replace")[:300])
    variables = {"PYTHONHASHSEED": "7", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"}
    fresh = commands.spawn(["build", "--site", "site", "--output", "other"], folder, variables)
    yield from commands.wrong("build", fresh)
    one, other = judging.contents(public), judging.contents(folder / "other")
    if fresh.code == 0 and one != other:
        paths = sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))
        yield Finding("build: other bytes the second time", f"{paths[:5]}")
    shutil.rmtree(folder / "other", ignore_errors=True)


def _idle(ran: Ran) -> bool:
    """Whether a build says that it wrote nothing."""
    try:
        report = json.loads(ran.out)
    except ValueError:
        return False
    return bool(report.get("fresh")) or report.get("written") == 0


def _stamps(folder: Path) -> list[tuple[str, int, int]]:
    paths = (folder / path for path in judging.contents(folder))
    return sorted((str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in paths)


def _text(site: Path) -> str:
    """All data files of a site in one text."""
    paths = sorted((site / "content" / "data").glob("*.yaml"))
    return "\n".join(path.read_text("utf-8", "replace") for path in paths if path.is_file())


SITE = Fuzzer("site", _make, judge)
