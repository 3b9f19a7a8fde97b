r"""BibTeX and BibLaTeX.

    @string{je = "Journal of Examples"}
    @article{example2024,
      author  = {Example, Ada and van der Sample, Jr., Ben and {The Probe Group} and others},
      title   = {A {BERT} for {\"U}bersee},
      journal = je,
      year    = 2024,
      month   = mar # "~5",
      pages   = {12--19},
      eprint  = {2403.01234}, archivePrefix = {arXiv}, primaryClass = {cs.CL}
    }

The fields are those of BibTeX's standard styles (https://ctan.org/pkg/bibtex, btxdoc), of BibLaTeX (https://ctan.org/pkg/biblatex)
and of the services that export them. An entry that is broken is told, and the others are read.
"""

import logging
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from sitegen.dumps.bibliography import kinds
from sitegen.dumps.bibliography.entry import ARXIV, ARXIV_NAMED, Found, draft
from sitegen.dumps.bibliography.file import File, numbers
from sitegen.dumps.bibliography.texts import JOURNALS, address, text
from sitegen.dumps.dates import MONTHS
from sitegen.problems import Problem, Span, note, warning
from sitegen.records import Type
from sitegen.text import names

if TYPE_CHECKING:
    from bibtexparser.model import Block, Entry

# What holds papers of several people.
VOLUMES = frozenset(("proceedings", "mvproceedings", "collection", "mvcollection"))
TYPES: Mapping[str, Type] = {
    **dict.fromkeys(("article", "periodical", "suppperiodical", "review"), "article"),
    **dict.fromkeys(("inproceedings", "conference"), "conference"),
    **dict.fromkeys(("book", "mvbook", "booklet", "reference", *VOLUMES), "book"),
    **dict.fromkeys(("inbook", "incollection", "bookinbook", "suppbook", "suppcollection", "inreference"), "chapter"),
    **dict.fromkeys(("phdthesis", "mastersthesis", "thesis", "bachelorsthesis"), "thesis"),
    **dict.fromkeys(("techreport", "report"), "report"),
    **dict.fromkeys(("software", "softwareversion", "softwaremodule"), "software"),
    **dict.fromkeys(("patent", "artwork", "audio", "image", "movie", "music", "performance", "standard", "video"), "other"),
    "dataset": "dataset",
    "preprint": "preprint",
}
# Kinds that say nothing of what a work is.
UNTYPED = frozenset(("misc", "online", "electronic", "www", "unpublished"))
KNOWN = "|".join({*TYPES, *UNTYPED, "manual", "string", "preamble", "comment"})
# Where a block starts: a known one, or any that has a key and a field.
BLOCK = re.compile(
    rf"^[ \t]*+@(?P<kind>(?:{KNOWN})(?=[ \t]*+[{{(])"
    rf"|[A-Za-z]++(?=[ \t]*+\{{[^\s,{{}}()=\"]*+[ \t]*+,\s*+[A-Za-z][\w-]*+\s*+=))[ \t]*+(?P<opener>[{{(])",
    re.MULTILINE | re.IGNORECASE,
)
BRACE = re.compile(r"(?<!\\)[{}]")
# What an entry takes over from the one that it refers to; a title is that of the whole work.
NOT_INHERITED = frozenset(
    (
        *("title", "subtitle", "author", "abstract", "doi", "url", "eprint", "pages", "isbn"),
        *("note", "keywords", "crossref", "ids", "entryset", "file"),
    )
)
IN_PRESS = {"inpress": "in press", "forthcoming": "forthcoming", "submitted": "submitted", "inpreparation": "in preparation"}
LINKS = ("url", "html", "link", "ee", "website", "project", "adsurl", "slides", "video", "poster", "supp", "blog", "demo")
CODE = ("code", "github", "repository")
FENCE = re.compile(r"\s*(?:```+|~~~+)\s*\w*\s*")
EXPORTED = re.compile(r"\s*(?:Scopus|EXPORT DATE:.*|%.*|---)")
# What dblp numbers those by who share a name (https://dblp.org/faq/1474704.html).
NAMESAKE = re.compile(r" 0\d{3}\Z")
JOIN = re.compile(r"\s*#")
MARK = re.compile(r'(?<!\\)[{}"]')
FOLLOWING = re.compile(r"\s*([A-Za-z][\w-]*+)\s*=\s*(?=\S)")
BRACED = re.compile(r"(?P<before>[^{}]*?)\{(?P<held>(?:[^{}]|\{[^{}]*\})*)\}")
MACRO = re.compile(r"\s*\{*\\([a-z]+)\}*\s*")
WORD = re.compile(r"[^\s#\"{},]++")


class Values(NamedTuple):
    """An entry's kind, and its fields by their names in small letters, as they are written but for strings that are put in."""

    kind: str
    fields: Mapping[str, str]
    span: Span


class Blocks(NamedTuple):
    """The blocks of a file: its entries by their keys in small letters, lines of comments and strings, what is broken."""

    entries: list[tuple[str, Values]]
    beside: frozenset[int]
    broken: list[Problem]


def read(path: str, lines: Sequence[str]) -> File | None:
    """The entries of a BibTeX file; None where the text has nothing that starts one."""
    source = "\n".join(lines)
    starts = [*BLOCK.finditer(source)]
    if not any(match["kind"].lower() not in ("string", "preamble", "comment") for match in starts):
        return None
    blocks = _blocks(path, _chunks(source, starts))
    drafts, problems = [], [*blocks.broken]
    parents = dict(reversed(blocks.entries))
    referred = {_reference(values) for _, values in blocks.entries} - {""}
    for key, values in blocks.entries:
        if key in referred and values.kind in VOLUMES:
            problems.append(note(values.span, "entries refer to this volume, which is not listed as a paper of its own"))
            continue
        whole, odd = _with_parent(values, parents)
        made, more = draft(values.span, _found(whole))
        drafts.append(made)
        problems += [*odd, *more, *_editors(whole)]
    return File(
        format="bibtex",
        drafts=drafts,
        problems=problems,
        used=numbers((values.span.first, values.span.last) for _, values in blocks.entries),
        noise={"comments and strings": blocks.beside, "marks around the file": _around(lines)},
        told=numbers((problem.span.first, problem.span.last) for problem in blocks.broken if problem.span.first),
    )


def _around(lines: Sequence[str]) -> frozenset[int]:
    """The lines that a page or a service puts around its BibTeX."""
    return frozenset(n for n, line in enumerate(lines, 1) if FENCE.fullmatch(line) or EXPORTED.fullmatch(line))


def _chunks(source: str, starts: Sequence[re.Match[str]]) -> Iterator[tuple[int, str, bool]]:
    """The pieces of a file that start with a block each: the line on which it starts, its text, whether it is a comment.

    What stands inside of a comment is part of it. `(` around a block becomes `{`, the only one that bibtexparser reads.
    """
    closing = _closing(source) if any(match["kind"].lower() == "comment" for match in starts) else {}
    covered = 0
    line, counted = 1, 0
    for match, after in zip(starts, [*starts[1:], None], strict=True):
        end = after.start() if after else len(source)
        line, counted = line + source.count("\n", counted, match.start()), match.start()
        if match.start() < covered:
            continue
        if match["kind"].lower() == "comment" and match.start("opener") in closing:
            covered = closing[match.start("opener")] + 1
            yield line, source[match.start() : covered], True
            continue
        chunk = source[match.start() : end].rstrip()
        if match["opener"] == "(" and (last := chunk.rfind(")")) >= 0:
            opener = match.start("opener") - match.start()
            chunk = f"{chunk[:opener]}{{{chunk[opener + 1 : last]}}}{chunk[last + 1 :]}"
        yield line, chunk, False


def _closing(source: str) -> dict[int, int]:
    """Where the partner of each opening brace stands."""
    opened: list[int] = []
    found = {}
    for brace in BRACE.finditer(source):
        if brace[0] == "{":
            opened.append(brace.start())
        elif opened:
            found[opened.pop()] = brace.start()
    return found


def _blocks(path: str, chunks: Iterable[tuple[int, str, bool]]) -> Blocks:
    strings = {month[:3]: month.capitalize() for month in MONTHS}
    entries: list[tuple[str, Values]] = []
    beside: set[int] = set()
    broken: list[Problem] = []
    for line, chunk, is_comment in chunks:
        if is_comment:
            beside |= numbers([(line, line + chunk.count("\n"))])
            continue
        for block in _split(chunk):
            first = line + (block.start_line or 0)
            span = Span(path, first, first + (block.raw or "").rstrip().count("\n"))
            kind = type(block).__name__
            if kind == "ImplicitComment":
                continue
            if kind == "String":
                strings[str(getattr(block, "key", "")).lower()] = _value(str(getattr(block, "value", "")), strings)
            if kind in ("String", "Preamble", "ExplicitComment"):
                beside |= numbers([(span.first, span.last)])
            elif entry := _entry_of(block):
                entries.append((entry.key.lower(), _values(entry, span, strings, broken)))
            elif chunk.lstrip().lower().startswith("@comment"):
                beside |= numbers([(line, line + chunk.count("\n"))])
            else:
                broken.append(_broken(path, line, chunk))
    return Blocks(entries, frozenset(beside), broken)


def _split(chunk: str) -> "Sequence[Block]":
    """The blocks of a piece of a file, as bibtexparser cuts it."""
    from bibtexparser.exceptions import ParsingException
    from bibtexparser.model import ParsingFailedBlock
    from bibtexparser.splitter import Splitter

    logging.getLogger("bibtexparser.splitter").disabled = True  # what is broken is told here
    try:
        return Splitter(chunk).split().blocks
    except (ParsingException, RecursionError) as fault:  # it goes one call deeper with each line that has no mark of BibTeX
        end = _closing(chunk).get(chunk.find("{"), len(chunk)) + 1
        return _split(chunk[:end]) if end < len(chunk) else [ParsingFailedBlock(error=fault, start_line=0, raw=chunk)]


def _entry_of(block: "Block") -> "Entry | None":
    """The entry that a block is or, where only a key of it stands there twice, wraps."""
    from bibtexparser.model import Entry

    entry = getattr(block, "ignore_error_block", block)
    return entry if isinstance(entry, Entry) else None


def _broken(path: str, line: int, chunk: str) -> Problem:
    start = " ".join(chunk[:60].split())
    message = f'this BibTeX entry is broken and left out: "{start}"'
    hint = "look for a brace, a quotation mark or a comma that is missing"
    return warning(Span(path, line, line + chunk.count("\n")), message, hint)


def _values(entry: "Entry", span: Span, strings: Mapping[str, str], problems: list[Problem]) -> Values:
    """An entry's fields; where a comma between two of them is missing, they are told apart, and that is told."""
    fields: dict[str, str] = {}
    for field in entry.fields:
        place = Span(span.path, span.first + field.start_line - (entry.start_line or 0), span.last)
        name, value = field.key.lower(), field.value
        while name:
            end = _end_of_value(value)
            follows = FOLLOWING.match(value[end:])
            if name in fields and fields[name] != _value(value[:end], strings):
                problems.append(note(place, f"the entry has `{name}` more than once; the first is kept"))
            fields.setdefault(name, _value(value[:end], strings))
            if value[end:].strip():
                what = "a comma is missing before" if follows else "not understood:"
                problems.append(warning(place, f'{what} "{value[end:].strip()[:40]}"', "correct the entry in the file"))
            name, value = (follows[1].lower(), value[end + follows.end() :]) if follows else ("", "")
    return Values(entry.entry_type.lower(), fields, span)


def _end_of_value(value: str) -> int:
    """Where a value ends: behind pieces in braces, in quotation marks or of one word, with `#` between them."""
    at = 0
    while piece := _piece(value, at):
        at = piece[1]
        joined = JOIN.match(value, at)
        if not joined:
            break
        at = joined.end()
    return at


def _value(value: str, strings: Mapping[str, str]) -> str:
    """A value put together, with strings for their names; without the braces or quotation marks around it."""
    parts = []
    at = 0
    while piece := _piece(value, at):
        written, at = piece
        parts.append(written[1:-1] if written[0] in '{"' else strings.get(written.lower(), written))
        joined = JOIN.match(value, at)
        at = joined.end() if joined else len(value)
    return "".join(parts)


def _piece(value: str, at: int) -> tuple[str, int] | None:
    """The piece of a value that starts there, white space aside, and where it ends."""
    while at < len(value) and value[at].isspace():
        at += 1
    if word := WORD.match(value, at):
        return word[0], word.end()
    if value[at : at + 1] not in ("{", '"'):
        return None
    depth = 0
    for mark in MARK.finditer(value, at):
        depth += (mark[0] == "{") - (mark[0] == "}")
        closes = mark[0] == "}" if value[at] == "{" else mark[0] == '"' and mark.start() > at
        if closes and depth == 0:
            return value[at : mark.end()], mark.end()
    return None


def _reference(values: Values) -> str:
    return values.fields.get("crossref", "").strip().lower()


def _with_parent(values: Values, parents: Mapping[str, Values]) -> tuple[Values, list[Problem]]:
    """An entry with what the one that it refers to says for it."""
    key = _reference(values)
    if not key:
        return values, []
    parent = parents.get(key)
    if parent is None:
        return values, [warning(values.span, f'the entry refers to "{key}", which is not in the file')]
    inherited = {name: value for name, value in parent.fields.items() if name not in NOT_INHERITED}
    around = "journal" if values.kind == "article" else "booktitle"
    title = {around: inherited[around]} if around in inherited else {around: parent.fields.get("title", "")}
    return values._replace(fields={**inherited, **title, **values.fields}), []


def _editors(values: Values) -> Iterable[Problem]:
    if "editor" in values.fields and not values.fields.get("author", "").strip():
        yield note(values.span, "the entry has editors but no authors; editors are not listed as authors")


def _found(values: Values) -> Found:
    """What an entry says, its TeX read."""
    fields = {name: value for name, value in values.fields.items() if value.strip()}
    read = partial(_first, fields)
    authors, complete = _authors(fields.get("author", ""))
    arxiv, category, pmid = _eprint(fields)
    venue = _venue(fields) or (read("series") if values.kind == "book" else "")
    return Found(
        title=_title(fields),
        authors=authors,
        authors_complete=complete,
        affiliations=read("affiliations").split(";"),
        date=_date(fields),
        category=category,
        links=_links(fields),
        code_urls=[address(fields[name]) for name in CODE if name in fields and _is_web(fields[name])],
        pdf=address(fields["pdf"]) if _is_web(fields.get("pdf", "")) else "",
        abstract=read("abstract"),
        venue=venue,
        doi=address(fields.get("doi", "")),
        arxiv=arxiv,
        type=_type(values.kind, fields, is_archived=bool(arxiv and not venue)),
        citations=read("times-cited", "citedby-count", "citations"),
        volume=read("volume"),
        issue=read("number", "issue"),
        pages=read("pages", "article-number", "eid"),
        publisher=read("publisher", "school", "institution", "organization"),
        isbn=read("isbn"),
        pmid=read("pmid") or pmid,
        notes=_notes(fields),
    )


def _first(fields: Mapping[str, str], *names_of_fields: str) -> str:
    """The first of some fields that an entry has, as it is printed, else ""."""
    value = next((fields[name] for name in names_of_fields if name in fields), "")
    macro = MACRO.fullmatch(value) if "\\" in value else None
    return JOURNALS[macro[1]] if macro and macro[1] in JOURNALS else text(value)


def _title(fields: Mapping[str, str]) -> str:
    """A title with what BibLaTeX puts behind it."""
    main, more = _first(fields, "title"), _first(fields, "subtitle")
    return f"{main}{'' if main[-1:] in ':?!' else ':'} {more}" if main and more else main


def _links(fields: Mapping[str, str]) -> list[str]:
    """The addresses that an entry gives; what stands as its `url` is meant to be one."""
    found = [url for name in LINKS if name == "url" or _is_web(fields.get(name, "")) for url in _several(fields.get(name, ""))]
    found += [fields[name] for name in ("howpublished", "note") if _is_web(fields.get(name, ""))]
    return [*map(address, found)]


def _type(kind: str, fields: Mapping[str, str], *, is_archived: bool) -> Type | None:
    """The kind of an entry; where that says nothing, what its `type` says, else a preprint if it stands in an archive alone."""
    said = TYPES.get(kind) or kinds.named(_first(fields, "type"))
    return said or ("preprint" if is_archived and kind in UNTYPED else None)


def _venue(fields: Mapping[str, str]) -> str:
    venue = _first(fields, "journal", "journaltitle", "booktitle", "maintitle", "eventtitle", "conference")
    return venue or ("" if _is_web(fields.get("howpublished", "")) else _first(fields, "howpublished"))


def _is_web(value: str) -> bool:
    return address(value).startswith(("http://", "https://", "www."))


def _several(value: str) -> list[str]:
    """The addresses of a field that holds one or several."""
    return re.split(r"[;,\s]+(?=https?://)", value.strip())


def _authors(written: str) -> tuple[list[str], bool]:
    """The names of a byline, and whether they are all. Braces stay where without them a name would be read as another one."""
    from bibtexparser.middlewares.names import split_multiple_persons_names

    parts = split_multiple_persons_names(written.strip()) if written.strip() else []
    others = [part for part in parts if part.strip().lower() in ("others", "{others}")]
    return [_name(part) for part in parts if part not in others], not others


def _name(written: str) -> str:
    name = NAMESAKE.sub("", text(written))
    braced = BRACED.fullmatch(" ".join(written.split())) if written.rstrip().endswith("}") else None
    if not braced or braced["before"].endswith("\\") or "," in braced["before"]:
        return name
    kept = f"{text(braced['before'])} {{{text(braced['held'])}}}".strip()
    return name if names.split(kept) == names.split(name) else kept


def _eprint(fields: Mapping[str, str]) -> tuple[str, str, str]:
    """The arXiv id, its category, and the PubMed id that an entry's eprint and fields of its kind give."""
    archive = fields.get("archiveprefix", fields.get("eprinttype", "")).strip("{} ").lower()
    eprint = address(fields.get("eprint", ""))
    named = address(fields.get("arxivid", fields.get("arxiv", "")))
    category = fields.get("primaryclass", fields.get("eprintclass", ""))
    if archive == "pubmed":
        return named, "", eprint
    if archive == "arxiv" or (not archive and ARXIV.fullmatch(eprint)) or eprint.lower().startswith("arxiv:"):
        return eprint or named, text(category), ""
    for name in ("howpublished", "note", "number"):
        if (said := ARXIV_NAMED.fullmatch(text(fields.get(name, "")))) and "arxiv" in said[0].lower():
            return said["id"], said["category"] or "", ""
    return named, text(category) if named else "", ""


def _date(fields: Mapping[str, str]) -> str:
    """The day that a date, or a year with a month and perhaps a day, gives; "" where that is none."""
    if whole := text(fields.get("date", "")).strip("?~%"):
        return re.sub(r"^(\d{4})-(?:2[1-9]|3\d)$", r"\1", whole)  # a season
    year, month, day = (text(fields.get(name, "")).strip(" .,") for name in ("year", "month", "day"))
    if re.fullmatch(r"(?a)\d{1,2}", month):
        return f"{year}-{month}-{day}".rstrip("-")
    return " ".join(filter(None, (month, day if month else "", year)))


def _notes(fields: Mapping[str, str]) -> list[str]:
    """What is said of an entry in words; no address, and no id that is read as such."""
    state = fields.get("pubstate", "").strip().lower()
    said = [_first(fields, "note"), _first(fields, "addendum"), IN_PRESS.get(state, state)]
    return [words for words in said if words and not _is_web(words) and not ARXIV_NAMED.fullmatch(words)]
