"""Tables whose first row names their columns: CSV, rows parted by tabs as a page or a spreadsheet gives them, and Markdown.

    Title,Authors,Year,Source title,DOI,Cited by
    "A Title of a Paper","Example A.; Sample B.",2024,Journal of Examples,10.1000/1,12

    | Year | Venue | Title | Authors | Code |
    |------|-------|-------|---------|------|
    | 2024 | ICXX | [A Title](https://example.org/a) | Ada Example, Ben Sample | [Github](https://github.com/x/y) |

The names that are known are in `columns`. A row with more cells than the table has columns is told and left out.
"""

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from sitegen.dumps import addresses, byline, dates
from sitegen.dumps.bibliography import columns, kinds, own, ris, tagged, webofscience
from sitegen.dumps.bibliography.entry import YEAR, Found, draft
from sitegen.dumps.bibliography.file import File, numbers
from sitegen.problems import Problem, Span, note, warning

if TYPE_CHECKING:
    from sitegen.records import Draft

Cut = Callable[[str], list[str] | None]
PIPE = re.compile(r"(?<!\\)\|")
RULE = re.compile(r"\s*+[|+]?[\s|:+=-]*+")
HEADING = re.compile(r"#{1,6}\s+(?P<title>.+?)[\s#]*")
BREAK = re.compile(r"\s*<br\s*/?>\s*|</br>", re.IGNORECASE)
ANCHOR = re.compile(r"<a\s[^<>]*?href=[\"'](?P<target>[^\"'<>]*)[\"'][^<>]*>(?P<label>[^<>]*)</a>", re.IGNORECASE)
IMAGE = re.compile(r"!\[[^\[\]]*\]\([^()]*\)|<img\b[^<>]*>", re.IGNORECASE)
MOST_MARKS = 3
EMPHASIS = re.compile(r"(\*{1,3}|_{1,3}|`|~~)(?P<inner>\S|\S.*\S)\1", re.DOTALL)
NOTHING = re.compile(r"[-–—/.?xX×✗✘❌✓✔✅]*|n/?a|none|null|nan|tba|tbd|unknown|coming soon", re.IGNORECASE)
SCOPUS_ID = re.compile(r"\s*\(\d{8,12}\)$")
WHOLE = re.compile(r"(?a)(\d+)\.0")
# In "NeurIPS 2022", and in "Proc. of X (2022)".
YEAR_BEHIND = re.compile(r"(?<=[\s,])\(?(?P<year>(?:19|20)\d\d)\)?\Z")
# "153(8)", "153/8"
VOLUME_AND_ISSUE = re.compile(r"(\w{1,12})\s?[(/:,]\s?([\w–-]{1,12})\)?")
# A row of CSV may stand on several lines, as its abstract may.
MOST_LINES = 300
# So many lines may stand above the names of the columns of CSV.
ABOVE = 20
TITLES = frozenset(("title", "title and authors", "TI"))
# Columns of Web of Science's tables that no other table has.
TAGS = frozenset(("PT", "AU", "TI"))
EXCEL = re.compile(r"\s*sep=.\s*", re.IGNORECASE)


class Row(NamedTuple):
    """A row of a table and its lines."""

    first: int
    last: int
    cells: Sequence[str]


class Table(NamedTuple):
    """The names of the columns, what stands in which, and the rows."""

    names: Row
    roles: Mapping[int, str]
    rows: list[Row]

    def cells(self, row: Row) -> Iterator[tuple[str, str]]:
        """The cells of a row of which it is known what stands in them, each behind what that is."""
        return ((self.roles[at], cell) for at, cell in enumerate(row.cells) if at in self.roles)


class Tables(NamedTuple):
    """The tables of a file, with the lines of rules in them and the rows that do not fit."""

    tables: list[Table]
    rules: frozenset[int] = frozenset()
    odd: Sequence[Row] = ()


def read(path: str, lines: Sequence[str]) -> File | None:
    """The rows of the tables that a text holds; None where it holds no names of columns that are known."""
    for find in (_by_tabs, _by_pipes, _of_csv):
        found = find(lines)
        if any(table.rows for table in found.tables):
            return _file(path, lines, found)
    return None


def _by_tabs(lines: Sequence[str]) -> Tables:
    return _rows(lines, lambda line: [_unquoted(cell) for cell in line.split("\t")] if "\t" in line else None, ends=False)


def _by_pipes(lines: Sequence[str]) -> Tables:
    return _rows(lines, _piped, ends=True)


def _piped(line: str) -> list[str] | None:
    bare = line.strip()
    if "|" not in bare:
        return None
    cells = PIPE.split(bare.removeprefix("|"))
    if bare.endswith("|") and not bare.endswith("\\|") and len(cells) > 1:
        cells = cells[:-1]
    return [cell.strip().replace("\\|", "|") for cell in cells]


def _unquoted(cell: str) -> str:
    """A cell as it was before a spreadsheet put quotation marks around it, which it does where it doubles those in it."""
    cell = cell.strip()
    doubled = len(cell) > 1 and cell[0] == cell[-1] == '"' and '""' in cell[1:-1] and '"' not in cell[1:-1].replace('""', "")
    return cell[1:-1].replace('""', '"') if doubled else cell


def _rows(lines: Sequence[str], cut: Cut, *, ends: bool) -> Tables:
    """The tables of a text that has a row a line; `ends` says that a line without cells ends a table."""
    tables: list[Table] = []
    rules: set[int] = set()
    odd: list[Row] = []
    is_open = False
    for number, line in enumerate(lines, 1):
        cells = cut(line)
        if cells is None:
            is_open = is_open and not ends
        elif roles := columns.roles(cells):
            tables.append(Table(Row(number, number, cells), roles, []))
            is_open = True
        elif is_open and RULE.fullmatch(line):
            rules.add(number)
        elif is_open:
            row = Row(number, number, cells)
            (tables[-1].rows if _fits(row, tables[-1]) else odd).append(row)
    return Tables(tables, frozenset(rules), odd)


def _fits(row: Row, table: Table) -> bool:
    """Whether a row has no more cells than its table has columns, and no mere number where the title stands."""
    filled = [at for at, cell in enumerate(row.cells) if cell.strip()]
    counts = any(role in TITLES and re.fullmatch(r"[\W\d_]+", cell) for role, cell in table.cells(row))
    return len(filled) > 1 and filled[-1] < len(table.names.cells) and not counts


def _of_csv(lines: Sequence[str]) -> Tables:
    """The table of a file of comma- or semicolon-separated values (https://www.rfc-editor.org/rfc/rfc4180)."""
    filled = [number for number, line in enumerate(lines) if line.strip()][:ABOVE]
    for start, separator in ((start, separator) for start in filled for separator in ",;\t"):
        names = _row(lines, start, separator)
        if names and (roles := columns.roles(names.cells) or _own_or_tags(names.cells)):
            return _csv_rows(lines, Table(names, roles, []), separator)
    return Tables([])


def _own_or_tags(cells: Sequence[str]) -> Mapping[int, str]:
    """Roles for tables whose columns are known all together: sitegen's own, and the tags of Web of Science."""
    is_known = {*cells} >= own.KEYS or {*cells} >= TAGS
    return {at: name for at, name in enumerate(cells) if name} if is_known else {}


def _csv_rows(lines: Sequence[str], table: Table, separator: str) -> Tables:
    odd: list[Row] = []
    at = table.names.last
    while at < len(lines):
        row = _row(lines, at, separator)
        if row:
            is_whole = len(row.cells) >= len(table.names.cells)
            (table.rows if is_whole and _fits(row, table) else odd).append(row)
        at = row.last if row else at + 1
    return Tables([table], odd=odd)


def _row(lines: Sequence[str], at: int, separator: str) -> Row | None:
    """The row that starts on that line, counted from 0; None where there is none.

    A quotation mark without its partner makes the line a row by itself, so that it swallows nothing of what stands below.
    """
    if separator not in lines[at]:
        return None
    several = [line + "\n" for line in lines[at : at + MOST_LINES]]
    for block, strict in ((several, True), (several[:1], False)):
        reader = csv.reader(block, delimiter=separator, skipinitialspace=True, strict=strict)
        try:
            return Row(at + 1, at + reader.line_num, cells) if (cells := [*map(str.strip, next(reader))]) else None
        except (csv.Error, StopIteration):
            continue
    return None


def _file(path: str, lines: Sequence[str], found: Tables) -> File:
    drafts: list[Draft] = []
    problems: list[Problem] = []
    for table in found.tables:
        understand, odd = _understand(path, table)
        problems += odd
        order = dates.order(cell for row in table.rows for role, cell in table.cells(row) if role == "date")
        for row in table.rows:
            made, more = draft(Span(path, row.first, row.last), understand(row), order)
            drafts.append(made)
            problems += more
    for row in found.odd:
        hint = "a separator in a cell has to be quoted"
        problems.append(warning(Span(path, row.first, row.last), "this row does not fit the table and is left out", hint))
    first = min(table.names.first for table in found.tables)
    title = next((match["title"] for line in lines[: first - 1] if (match := HEADING.fullmatch(line.strip()))), None)
    taken = [row for table in found.tables for row in (table.names, *table.rows)]
    headings = frozenset(number for number, line in enumerate(lines, 1) if HEADING.fullmatch(line.strip()))
    excel = frozenset(number for number, line in enumerate(lines[:1], 1) if EXCEL.fullmatch(line))
    return File(
        format=_format(found.tables[0]),
        drafts=drafts,
        problems=problems,
        used=numbers((row.first, row.last) for row in taken) | found.rules,
        noise={"headings": headings, "mark of a spreadsheet": excel},
        told=numbers((row.first, row.last) for row in found.odd),
        title=title,
    )


def _format(table: Table) -> str:
    names = {*table.names.cells}
    return "sitegen" if names >= own.KEYS else "web-of-science" if names >= TAGS else "table"


def _understand(path: str, table: Table) -> tuple[Callable[[Row], Found], list[Problem]]:
    """How a table's rows are read, and a note of the columns that no field is for."""
    names = list(table.names.cells)
    if {*names} >= own.KEYS:
        return lambda row: own.row(dict(zip(names, row.cells, strict=False))) or Found(), []
    if {*names} >= TAGS:
        return lambda row: webofscience.found(_tagged(names, row)), []
    unknown = [name for name in names if not columns.is_known(name)]
    problems = []
    if unknown:
        message = f"no field is for {'this column' if len(unknown) == 1 else 'these columns'}: {', '.join(unknown)[:200]}"
        problems.append(note(Span(path, table.names.first, table.names.last), message))
    bylines = _bylines(cell for row in table.rows for role, cell in table.cells(row) if role == "authors")
    return lambda row: _found(dict(table.cells(row)), bylines), problems


def _tagged(names: Sequence[str], row: Row) -> tagged.Entry:
    """A row whose columns are called by tags, as a record of those tags; names in it are parted by semicolons."""
    cells = zip(names, row.cells, strict=False)
    values = [(tag, cell.split("; ") if tag in ("AU", "AF", "BA", "CA") else [cell]) for tag, cell in cells]
    return tagged.Entry(row.first, row.last, values)


class Cell(NamedTuple):
    """What a reader sees in a cell, and where its links lead."""

    text: str = ""
    links: tuple[str, ...] = ()


class Bylines(NamedTuple):
    """How a table writes its bylines: whether semicolons part authors, and which names it has."""

    semicolons: bool
    known: byline.Known


def _bylines(cells: Iterable[str]) -> Bylines:
    texts = [_cell(cell).text for cell in cells]
    semicolons = any(";" in text for text in texts)
    return Bylines(semicolons, byline.learn([] if semicolons else texts, texts))


def _named(text: str, bylines: Bylines) -> tuple[list[str], bool]:
    """The authors of one cell, and whether they are all."""
    if bylines.semicolons:
        return [SCOPUS_ID.sub("", name).strip() for name in text.split(";")], True
    read = byline.read(text, bylines.known)
    return list(read.authors), read.complete


def _cell(written: str) -> Cell:
    """A cell without the marks of Markdown and HTML around its words."""
    marked = IMAGE.sub("", ANCHOR.sub(lambda match: f"[{match['label']}]({match['target']})", written))
    shown = addresses.linked(BREAK.sub(" ", marked), {})
    text = " ".join(shown.text.split())
    for _ in range(MOST_MARKS):
        if emphasised := EMPHASIS.fullmatch(text):
            text = emphasised["inner"]
    if whole := WHOLE.fullmatch(text):
        text = whole[1]
    return Cell("" if NOTHING.fullmatch(text) else text, tuple(dict.fromkeys((*shown.links, *addresses.addresses(shown.text)))))


def _found(written: Mapping[str, str], bylines: Bylines) -> Found:
    """What a row says, its cells by what stands in their columns."""
    if "title and authors" in written:
        written = {**written, **_title_and_authors(written["title and authors"])}
    cells = {role: _cell(cell) for role, cell in written.items()}
    texts = {role: cell.text for role, cell in cells.items()}
    authors, complete = _authors(texts, bylines)
    venue, date = _venue_and_date(texts)
    volume, issue = _volume_and_issue(texts)
    linked = [link for role in ("title", "link", "pdf", "arxiv") if role in cells for link in cells[role].links]
    return Found(
        title=texts.get("title", ""),
        authors=authors,
        authors_complete=complete,
        affiliations=texts.get("affiliations", "").split(";"),
        date=date,
        category=texts.get("category", ""),
        links=linked,
        code_urls=cells["code"].links if "code" in cells else (),
        abstract=texts.get("abstract", ""),
        venue=venue,
        doi=texts.get("doi", ""),
        arxiv="" if cells.get("arxiv", Cell()).links else texts.get("arxiv", ""),
        type=kinds.named(texts.get("type", "")),
        citations=texts.get("citations", ""),
        volume=volume,
        issue=issue,
        pages=_pages(texts),
        publisher=texts.get("publisher", ""),
        isbn=texts.get("isbn", ""),
        pmid=texts.get("pmid", ""),
        notes=[texts.get("note", "")],
    )


def _title_and_authors(cell: str) -> Mapping[str, str]:
    """The title and the byline of a cell that holds both, one below the other."""
    parts = [part for part in BREAK.split(IMAGE.sub("", cell)) if _cell(part).text]
    at = next((at for at, part in enumerate(parts) if addresses.linked(part, {}).links), 0)
    return {"title": parts[at] if parts else "", "authors": "".join(parts[at + 1 : at + 2])}


def _authors(texts: Mapping[str, str], bylines: Bylines) -> tuple[list[str], bool]:
    """The authors and whether they are all; of a table that names the first or the last one alone nobody knows."""
    if texts.get("authors"):
        return _named(texts["authors"], bylines)
    named = [texts[role] for role in ("first author", "last author") if texts.get(role)]
    return list(dict.fromkeys(named)), not named


def _volume_and_issue(texts: Mapping[str, str]) -> tuple[str, str]:
    """The volume and the issue, which may stand in one column."""
    both = texts.get("volume and issue", "")
    if match := VOLUME_AND_ISSUE.fullmatch(both):
        return match[1], match[2]
    return texts.get("volume", both), texts.get("issue", "")


def _pages(texts: Mapping[str, str]) -> str:
    printed = texts.get("pages") or ris.pages(texts.get("first page", ""), texts.get("last page", ""))
    return printed or texts.get("article number", "")


def _venue_and_date(texts: Mapping[str, str]) -> tuple[str, str]:
    """The venue without its year, and the most exact date."""
    venue, year, date = (texts.get(role, "") for role in ("venue", "year", "date"))
    if (behind := YEAR_BEHIND.search(venue)) and (not year or behind["year"] == year):
        venue, year = venue[: behind.start()].rstrip(" ,"), year or ("" if date else behind["year"])
    found = YEAR.search(date)
    return venue, date if (found and (not year or found[0] == year)) or not year else year
