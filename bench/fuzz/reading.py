"""What the reader of dumps, the writer of data files and the loaders of YAML promise, whatever they are given.

`dumps`: reading raises nothing, counts every line once, invents no word, gives the same twice, and takes no longer than a
small time for each byte. `save`: what is read from a dump is written as YAML that gives an equal record back. `yaml`: every
file that a person writes is read, or its problems are told with its path and a line of it.
"""

import html
import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from random import Random

from bench.fuzz import inputs
from bench.fuzz.judging import Case, Finding, Fuzzer, allowed, attempt
from sitegen import dumps, parsing, store
from sitegen.problems import Level, Problem
from sitegen.records import Draft, Dump, Meta

NAMES = ("content/dumps/x.txt", "content/dumps/x.txt", "content/dumps/x.html")
META = "content/dumps/x.meta.yaml"
WORD = re.compile(r"[^\W_]+")
TAG = re.compile(r"<[^<>]*>")
ADDRESS = re.compile(r"https?://\S+")
Loader = Callable[[str, str], Sequence[Problem]]
LOADERS: dict[str, Loader] = {
    "content/site.yaml": lambda path, text: store.load_config(path, text)[1],
    "content/topics.yaml": lambda path, text: store.load_topics(path, text)[1],
    "content/decisions.yaml": lambda path, text: store.load_decisions(path, text)[1],
    "content/data/x.yaml": lambda path, text: store.load_data(path, text)[1],
    "content/edits/x.yaml": lambda path, text: store.load_edits({path: text})[1],
    "content/pages/x.md": lambda path, text: store.load_page(path, text)[1],
    META: lambda path, text: [*store.load_meta(path, text)[1], *store.ignored_keys(path, text)],
}
# The keys that some file has, and those of no file.
KEYS = tuple(
    re.findall(
        r"\S+",
        "title description url language content_language owner orcid homepage email photo links selected abstracts"
        " theme accent navigation label address metrics limits recent related feed source retrieved person curator"
        " format notes schema dump read written collection entries lines id authors authors_complete affiliations date"
        " category score code_mark code_available code_urls abstract venue doi arxiv pdf papers people aliases hidden"
        " noindex bio same different spelling belongs name topics phrases menu slug day field inferred value line tittle"
        " <<",
    )
)
VALUES = tuple(
    re.findall(
        r"\S+",
        "2024 2024-03 2024-13-45 2024-02-30 12:30:45 012 0x1F 1e5 no yes true null ~ .nan .inf -.inf -1 1_000"
        " 99999999999999999999 2401.12340 en de ar xx full none excerpt default plain ../x /etc/passwd cs.LG LG [] {}"
        " [a] [[]] {a:b} '' \"\" 'x \"x | > |- |9 &a *a !!int !x ? - , % @ ` # a:b http://[x javascript:alert(1)"
        " https://example.org/ 0000-0002-1825-0097 10.1000/182 Infinity 1-2 1-2,3-4 9-1 0-0 \\ud800",
    )
)


def _make_dump(chance: Random) -> Case:
    return {chance.choice(NAMES): inputs.dump(chance)}


def judge_reading(case: Case) -> Iterator[Finding]:
    """What is wrong with how a dump is read."""
    ((path, content),) = case.items()
    return attempt(lambda: _misread(path, content), allowed(len(content)))


def _misread(path: str, content: bytes) -> Iterator[Finding]:
    reading, problems = dumps.read(path, content)
    if (reading, problems) != dumps.read(path, content):
        yield Finding("dumps: read twice, two results", path)
    counted = reading.used + sum(reading.noise.values()) + len(reading.unclaimed)
    if counted != reading.lines or reading.used < 0:
        yield Finding("dumps: lines do not add up", f"{counted} of {reading.lines}, used {reading.used}")
    texts = _texts(content)
    last = max(found.count("\n") for found in texts) + 1
    numbers = [*reading.unclaimed, *(number for one in reading.drafts for number in (one.span.first, one.span.last))]
    numbers += [number for one in problems if one.span.first for number in (one.span.first, one.span.last)]
    if wrong := [number for number in numbers if not 1 <= number <= last]:
        yield Finding("dumps: a line that the file does not have", f"{wrong[:5]} of {last}")
    if "<" not in texts[0] and len(set(reading.unclaimed)) != len(reading.unclaimed):  # a line of HTML may hold several
        yield Finding("dumps: a line is unclaimed twice", str(reading.unclaimed[:20]))
    if any(one.span.path != path for one in problems):
        yield Finding("dumps: a problem names another file", str(next(one for one in problems if one.span.path != path)))
    for draft in reading.drafts:
        if not (draft.title or draft.abstract or draft.authors):
            yield Finding("dumps: an entry of nothing", f"{draft.span}")
        yield from invented(draft, texts)


def invented(draft: Draft, texts: Sequence[str]) -> Iterator[Finding]:
    """Words of an entry that its dump does not hold, invisible characters, tags, entities and accents aside."""
    squeezed, words = _held("\n".join(texts))
    said = {"title": draft.title or "", "abstract": draft.abstract or "", "authors": " ".join(draft.authors)}
    for field, value in said.items():
        for word in WORD.findall(_folded(value)):
            if word not in words and word not in squeezed:
                yield Finding(f"dumps: {field} has a word that the dump has not", f"{word!r} in {value[:100]!r} ({draft.span})")
                break


@cache
def _held(whole: str) -> tuple[str, frozenset[str]]:
    """All letters and digits of a text, its tags taken out and left in, its entities resolved and not; and its words."""
    unescaped = html.unescape(whole)
    forms = [_folded(form) for form in (whole, unescaped, TAG.sub("", whole), html.unescape(TAG.sub("", whole)))]
    return " ".join("".join(WORD.findall(form)) for form in forms), frozenset(
        word for form in forms for word in WORD.findall(form)
    )


def _folded(text: str) -> str:
    """A text without what cannot be seen, in one Unicode form, without accents and capitals."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(one for one in plain if unicodedata.category(one)[0] not in "CM" or one in "\n\t\r").casefold()


def _texts(content: bytes) -> list[str]:
    """The text that bytes can be meant to be, in each encoding that a dump may have."""
    encodings = ["utf-8", "cp1252"]
    if b"\0" in content or content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        encodings += ["utf-16-le", "utf-16-be"]
    return [content.decode(encoding, "replace") for encoding in encodings]


def _make_saved(chance: Random) -> Case:
    """A dump and its meta file, which says hostile things."""
    said = {}
    for key in chance.sample(("source", "url", "retrieved", "person", "title", "curator", "notes", "abstracts", "format"), 3):
        usual = {"abstracts": ("excerpt", "none"), "format": ("profile", "listing"), "retrieved": ("2024-03-01", "2024")}.get(
            key
        )
        said[key] = chance.choice(usual) if usual else inputs.text(chance, 4)
    return {NAMES[0]: inputs.dump(chance), META: json.dumps(said, ensure_ascii=False).encode("utf-8", "surrogatepass")}


def judge_saving(case: Case) -> Iterator[Finding]:
    """What is wrong with the data file of a dump."""
    content = case.get(NAMES[0], b"")
    text, problems = store.decode(META, case.get(META, b""))
    meta, more = store.load_meta(META, text)
    if [one for one in (*problems, *more) if one.level is Level.ERROR]:
        meta = Meta()
    return attempt(lambda: _missaved(content, meta), allowed(2 * len(content)) + 0.5)


def _missaved(content: bytes, meta: Meta) -> Iterator[Finding]:
    reading, _ = dumps.read(NAMES[0], content, meta)
    dump = parsing._dump("x", NAMES[0], reading, meta)  # noqa: SLF001  -- the very way that parse makes it
    text = store.save(dump, "0")
    loaded, problems = store.load_data("content/data/x.yaml", text)
    if problems or loaded is None:
        yield Finding("save: a data file has problems", "; ".join(map(str, problems))[:300])
    elif loaded != dump:
        yield Finding(f"save: {_difference(dump, loaded)} comes back changed", _shown(dump, loaded))
    elif store.save(loaded, "0") != text:
        yield Finding("save: saved twice, two texts", "")
    if store.edited(text) or store.made_from(text) != "0":
        yield Finding("save: a data file is taken for edited", text[:200])


def _difference(one: Dump, other: Dump) -> str:
    """The name of the first field in which two dumps differ."""
    names = [name for name in Dump.__struct_fields__ if getattr(one, name) != getattr(other, name)]
    for mine, theirs in zip(one.drafts, other.drafts, strict=False):
        if mine != theirs:
            names += [name for name in Draft.__struct_fields__ if getattr(mine, name) != getattr(theirs, name)]
            break
    return names[-1]


def _shown(one: Dump, other: Dump) -> str:
    """Both values of the field in which two dumps differ."""
    name = _difference(one, other)
    if hasattr(one, name):
        return f"{getattr(one, name)!r:.200} {getattr(other, name)!r:.200}"
    pair = next(pair for pair in zip(one.drafts, other.drafts, strict=False) if pair[0] != pair[1])
    return " ".join(f"{getattr(draft, name)!r:.200}" for draft in pair)


def _make_yaml(chance: Random) -> Case:
    """A file that a person writes: grown from the keys that there are, or an example of the documents with faults in it."""
    path = chance.choice(tuple(LOADERS))
    if chance.random() < 0.5:
        content = chance.choice(_examples())
    else:
        content = "\n".join(_mapping(chance, 0)).encode("utf-8", "surrogatepass")
    if path.endswith(".md") and not content.startswith(b"---"):
        content = b"---\n" + content + b"\n---\nText.\n"
    return {path: inputs.changed(chance, content) if chance.random() < 0.8 else content}


@cache
def _examples() -> tuple[bytes, ...]:
    """The examples of the documents, and the project's and others' YAML files, the first lines of each."""
    blocks = re.findall(r"```(?:yaml|markdown)\n(.*?)```", (inputs.ROOT / "docs" / "content.md").read_text("utf-8"), re.DOTALL)
    paths = [*sorted(inputs.ROOT.glob("content/**/*.yaml")), *sorted(inputs.SHARED.glob("cases/**/*.yaml"))]
    return tuple(block.encode() for block in blocks) + tuple(
        b"".join(path.read_bytes().splitlines(keepends=True)[:120]) for path in paths
    )


def _mapping(chance: Random, depth: int) -> list[str]:
    lines = []
    for _ in range(chance.choice((0, 1, 2, 4))):
        key = chance.choice(KEYS) if chance.random() < 0.9 else inputs.hostile(chance)
        lines += [f"{'  ' * depth}{key}:{line}" if at == 0 else line for at, line in enumerate(_value(chance, depth))]
    return lines


def _value(chance: Random, depth: int) -> list[str]:
    """The lines of a value, of which the first stands behind its key."""
    blanks = "  " * (depth + 1)
    kind = chance.randrange(8 if depth < 4 else 5)
    if kind == 0:
        return [" " + inputs.hostile(chance)]
    if kind == 1:
        return [" " + json.dumps(inputs.text(chance), ensure_ascii=chance.random() < 0.5)]
    if kind == 2:
        return [chance.choice((" |-", " |", " >", " |+")), *(blanks + line for line in inputs.text(chance, 20).split("\n"))]
    if kind < 5:
        return [" " + chance.choice(VALUES)]
    if kind == 5:
        return ["", *(f"{blanks}- {chance.choice((chance.choice(VALUES), inputs.hostile(chance)))}" for _ in range(2))]
    inner = _mapping(chance, depth + 1)
    if kind == 6:
        return ["", *inner]
    return ["", *(f"{blanks}{'- ' if at == 0 else '  '}{line.strip()}" for at, line in enumerate(inner))]


def judge_yaml(case: Case) -> Iterator[Finding]:
    """What is wrong with how a file that a person writes is loaded."""
    ((path, content),) = case.items()
    return attempt(lambda: _misloaded(path, content), allowed(len(content)))


def _misloaded(path: str, content: bytes) -> Iterator[Finding]:
    text, problems = store.decode(path, content)
    problems = [*problems, *LOADERS[path](path, text)]
    # YAML puts what a text breaks off before, such as the value of a lone "?", into the line behind the last one.
    last = 1 + max(len(re.split("\r\n|\n|\r", found)) for found in (text, *_texts(content)))
    for problem in problems:
        if problem.span.path != path:
            yield Finding("yaml: a problem names another file", str(problem))
        if not 0 <= problem.span.first <= problem.span.last <= last:
            yield Finding(
                "yaml: a problem stands in a line that the file does not have", f"{problem.span} of {last}: {problem}"
            )


DUMPS = Fuzzer("dumps", _make_dump, judge_reading)
SAVE = Fuzzer("save", _make_saved, judge_saving)
YAML = Fuzzer("yaml", _make_yaml, judge_yaml)
