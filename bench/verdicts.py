"""Judges what was read from one page against what the page says, entry by entry and field by field.

What a page says of a paper is a mapping in the keys of the record interface, null or [] where it does not say. `sources` may
give its lines, and `_may`, by field, what may be said or left out: an abstract that the page cuts, what only its header says,
that a byline is not complete. Other keys that start with `_` are not judged. An entry is

    right     title and every field that the page gives are right, and nothing is said that the page does not say
    partly    a field that the page gives is empty, and nothing is wrong
    told      something is wrong, and a problem stands on its lines
    SILENT    something is wrong, and nothing is said of it
    refused   the page was refused whole
    missing   it did not come out
    crash     reading raised an exception

and a record that stands for no entry is invented (told) or INVENTED (in silence). A note is compared but weighs nothing.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from sitegen import dumps
from sitegen.problems import Problem
from sitegen.records import Draft

KINDS = ("right", "partly", "told", "SILENT", "refused", "missing", "invented", "INVENTED", "crash")
TEXTS = ("venue", "publisher", "abstract", "note")
EXACT = ("date", "category", "arxiv", "doi", "type", "citations", "volume", "issue", "pages", "isbn", "pmid")
LISTS = ("links", "code_urls")
SILENCE = frozenset(("abstract", "date", "venue", "doi", "arxiv"))
"""Fields that a reader must leave empty where the page is silent."""
ASIDE = frozenset(("note",))
"""Fields that are compared and do not weigh."""
YEAR_OR_IN = re.compile(r"\b(1[89]|20)\d\d\b|^in ")
LIKE = 0.6
Said = Mapping[str, Any]


class Field(NamedTuple):
    """What became of one field of an entry: right, lost or wrong, with what the page says and what was read."""

    name: str
    verdict: str
    want: object
    got: object


class Finding(NamedTuple):
    """What became of one entry, or of a record that stands for none; `fields` only where the entry came out."""

    kind: str
    title: str
    fields: tuple[Field, ...] = ()
    why: str = ""


class Pair(NamedTuple):
    """An entry that a page has and the record that stands for it; None where there is no such one."""

    want: Said | None
    got: Said | None


def fold(text: object) -> str:
    """The letters and digits of a text, whatever their case, accents and what stands between."""
    plain = unicodedata.normalize("NFKD", str(text or "")).lower()
    return " ".join(re.findall(r"\w+", "".join(character for character in plain if not unicodedata.combining(character))))


def same(field: str, want: object, got: object) -> bool:
    """Whether two values of a field mean the same."""
    if field == "date":
        return str(got).startswith(str(want))
    if field == "pages":
        return re.findall(r"\w+", str(want)) == re.findall(r"\w+", str(got))
    if field in {"venue", "publisher"}:  # with or without its year, "In", and what stands in brackets behind it
        one, other = sorted((YEAR_OR_IN.sub("", fold(text)).strip() for text in (want, got)), key=len)
        return one == other or (one in other and len(one) > LIKE * len(other))
    return fold(want) == fold(got)


def compare(want: Said, got: Said) -> Iterator[Field]:
    """Each field of which the page or the record says something."""
    yield Field("title", "right" if fold(want["title"]) == fold(got["title"]) else "wrong", want["title"], got["title"])
    yield from _authors(want, got)
    for name in TEXTS + EXACT:
        one, other = want.get(name), got.get(name)
        verdict = None if _may(want, name, other) else _verdict(name, one, other)
        if verdict:
            yield Field(name, verdict, one, other)
    for name in LISTS:
        if want.get(name):
            found = set(want[name]) <= set(got.get(name) or ())
            yield Field(name, "right" if found else "lost", want[name], got.get(name))


def _authors(want: Said, got: Said) -> Iterator[Field]:
    names, printed = ([" ".join(sorted(fold(name).split())) for name in one.get("authors") or ()] for one in (want, got))
    if names or printed:
        verdict = "right" if names == printed else "wrong" if printed else "lost"
        yield Field("authors", verdict, want.get("authors"), got.get("authors"))
    complete = [one.get("authors_complete", True) for one in (want, got)]
    if names and names == printed and complete[0] != complete[1] and "authors_complete" not in (want.get("_may") or {}):
        yield Field("authors_complete", "wrong", *complete)


def _may(want: Said, name: str, got: object) -> bool:
    may = want.get("_may") or {}
    return not want.get(name) and name in may and bool(got) and same(name, may[name], got)


def _verdict(name: str, want: object, got: object) -> str | None:
    if want in (None, "", []):
        return "wrong" if got not in (None, "", []) and name in SILENCE else None
    if got in (None, "", []):
        return "lost"
    return "right" if same(name, want, got) else "wrong"


def lines(said: Said) -> frozenset[int]:
    """The lines of a page that speak of a paper."""
    spans = said.get("sources") or ()
    return frozenset(number for span in spans for number in range(span["first_line"], span["last_line"] + 1))


def pairs(wanted: Iterable[Said], got: Sequence[Said]) -> Iterator[Pair]:
    """Each entry with the record that stands for it: of its title, else with most of its lines; then the records left over."""
    left = list(got)
    for want in wanted:
        best = next((one for one in left if one["title"] and fold(one["title"]) == fold(want["title"])), None)
        best = best or _on_lines_of(want, left)
        if best is not None:
            left.remove(best)
        yield Pair(want, best)
    yield from (Pair(None, one) for one in left)


def _on_lines_of(want: Said, left: Sequence[Said]) -> Said | None:
    mine = lines(want)
    best = max(left, key=lambda one: len(lines(one) & mine), default=None)
    return best if best and len(lines(best) & mine) * 2 > len(lines(best)) else None


def said(draft: Draft) -> Said:
    """A draft in the keys of the record interface."""
    span = {"first_line": draft.span.first, "last_line": draft.span.last}
    return {**msgspec.to_builtins(draft), "sources": [span]}


def told(problems: Iterable[Problem]) -> frozenset[int]:
    """The lines on which a problem stands."""
    spans = (problem.span for problem in problems if problem.span.first)
    return frozenset(number for span in spans for number in range(span.first, max(span.first, span.last) + 1))


def judge(path: str, content: bytes, wanted: Sequence[Said]) -> Iterator[Finding]:
    """What became of each entry of a page and of each record that was read from it. `path` tells its kind by its end."""
    try:
        reading, problems = dumps.read(path, content)
    except Exception as fault:  # noqa: BLE001  -- whatever reading raises is what is looked for
        yield from (Finding("crash", want["title"], why=f"{type(fault).__name__}: {fault}") for want in wanted)
        return
    if not reading.drafts:
        kind, why = ("refused", problems[-1].message) if problems else ("missing", "")
        yield from (Finding(kind, want["title"], why=why) for want in wanted)
        return
    warned = told(problems)
    for want, got in pairs(wanted, [said(draft) for draft in reading.drafts]):
        yield _finding(want, got, warned)


def _finding(want: Said | None, got: Said | None, warned: frozenset[int]) -> Finding:
    if got is None:
        return Finding("missing", want["title"] if want else "")
    silent = warned.isdisjoint(lines(got))
    if want is None:
        return Finding(
            "INVENTED" if silent else "invented", str(got["title"]), why=f"lines {min(lines(got))}-{max(lines(got))}"
        )
    fields = tuple(compare(want, got))
    verdicts = {field.verdict for field in fields if field.name not in ASIDE}
    wrong = "SILENT" if silent else "told"
    return Finding(wrong if "wrong" in verdicts else "partly" if "lost" in verdicts else "right", want["title"], fields)


def tally(findings: Iterable[Finding]) -> str:
    """How many findings of each kind there are, in a line."""
    counts = Counter(finding.kind for finding in findings)
    return ", ".join(f"{kind} {counts[kind]}" for kind in KINDS if counts[kind])


def by_field(findings: Iterable[Finding]) -> Iterator[str]:
    """A line for each field: how often it was right, lost and wrong, the worst first."""
    counts: dict[str, Counter[str]] = {}
    for field in (field for finding in findings for field in finding.fields):
        counts.setdefault(field.name, Counter())[field.verdict] += 1
    for name, count in sorted(counts.items(), key=lambda item: item[1]["right"] / item[1].total()):
        numbers = "  ".join(f"{verdict} {count[verdict]:5}" for verdict in ("right", "lost", "wrong"))
        yield f"{name:17} {count['right'] / count.total():6.1%}  {numbers}"


def shown(finding: Finding) -> Iterator[str]:
    """What is wrong with an entry, a line for each field."""
    yield f"{finding.kind}: {finding.title}" + (f" ({finding.why})" if finding.why else "")
    for field in finding.fields:
        if field.verdict != "right":
            yield f"    {field.name} {field.verdict}: {_short(field.want)} / {_short(field.got)}"


def _short(value: object, length: int = 150) -> str:
    text = repr(value)
    return text if len(text) <= length else f"{text[: length // 2]} … {text[-length // 2 :]}"


def expected(case: Path) -> list[Said]:
    """What the folder of a page says of it."""
    text = (case / "expected.jsonl").read_text("utf-8")
    return [msgspec.json.decode(line) for line in text.splitlines() if line.strip()]
