"""What became of one line of a dump, and why: what it was taken for, how it was weighed, in which entry it is, what is next."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from sitegen.dumps import align, bibliography, pages, reader
from sitegen.dumps.cells import Cell
from sitegen.dumps.format import Reading
from sitegen.dumps.layout import OUTSIDE, Placed
from sitegen.dumps.source import Line, decode, lines
from sitegen.problems import Problem, Span
from sitegen.records import Draft, Meta, Record

# What parts are called that are nothing of an entry.
NOTHING = "nothing that is known"
CALLED = {"beside": NOTHING, "names": "authors", "text": "abstract", "signed": "authors and more", "other": "skipped"}


class Weight(Record):
    """One thing that a line, or a part of it, could be, and how natural that is: above 0 more likely than not."""

    part: str
    weight: float
    text: str


class Trace(Record):
    """What became of a line: what it is in the reading, and of which entry (counted from 1; None where it is in none).

    `fields` are those of the entry whose value stands in the line; `said` is what is reported of it.
    """

    number: int
    text: str
    taken: str
    weights: tuple[Weight, ...] = ()
    entry: int | None = None
    first: int = 0
    last: int = 0
    title: str | None = None
    fields: tuple[str, ...] = ()
    said: tuple[str, ...] = ()


class Traced(Record):
    """A line and the one below it; `format` is what the dump was read as, None where it was refused."""

    format: str | None
    line: Trace
    below: Trace | None


class _Known(NamedTuple):
    """What is known of some lines, by their number: what each was taken for, and how it was weighed."""

    taken: Mapping[int, str]
    weights: Mapping[int, tuple[Weight, ...]]


def trace(path: str, content: bytes, meta: Meta, number: int) -> Traced | None:
    """What became of the line with a number, and of the next one that is not blank; None where there is no such line.

    A blank line, and one that was joined to the line above it, is told of by what stands there. A refused dump is traced as the
    page that it would be read as.
    """
    reading, problems = reader.read(path, content, meta)
    numbered = _numbered(path, content, reading)
    at = max((at for at, line in enumerate(numbered) if line.number <= number), default=None)
    if at is None or number > content.count(b"\n") + 1:
        return None
    wanted = numbered[at : at + 2]
    known = _known(path, numbered, wanted, reading, meta)
    traced = [_trace(line, reading, known, problems) for line in wanted]
    return Traced(format=reading.format, line=traced[0], below=traced[1] if len(traced) > 1 else None)


def _numbered(path: str, content: bytes, reading: Reading) -> list[Line]:
    """The lines of a dump as whatever read it saw them: those of a file for programs stand as they are."""
    if reading.format not in bibliography.NAMES:
        return lines(path, content)[0]
    texts = enumerate((line.removesuffix("\r") for line in decode(path, content)[0]), 1)
    return [Line(number, text.strip(), number) for number, text in texts if text.strip()]


def _trace(line: Line, reading: Reading, known: _Known, problems: Sequence[Problem]) -> Trace:
    found = ((at, draft) for at, draft in enumerate(reading.drafts, 1) if draft.span.first <= line.number <= draft.span.last)
    entry, draft = next(found, (None, None))
    inside = draft is not None and line.number not in reading.unclaimed
    fields = tuple(_fields(line.text, draft)) if draft and inside else ()
    usual = "a line of an entry" if inside else NOTHING if line.number in reading.unclaimed else "header, heading or furniture"
    return Trace(
        number=line.number,
        text=line.text,
        taken=known.taken.get(line.number, usual),
        weights=known.weights.get(line.number, ()),
        entry=entry,
        first=draft.span.first if draft else 0,
        last=draft.span.last if draft else 0,
        title=draft.title if draft else None,
        fields=fields,
        said=tuple(
            one.message for one in problems if _holds(one.span, line) and one.span.last - one.span.first <= line.further
        ),
    )


def _holds(span: Span, line: Line) -> bool:
    return 0 < span.first <= line.number <= span.last


def _fields(text: str, draft: Draft) -> Iterator[str]:
    """The fields of an entry whose value, or one of its values, stands in a line, or the line in it."""
    folded = _bare(text)
    for name in Draft.__struct_fields__:
        value = getattr(draft, name)
        values = value if isinstance(value, tuple) else () if isinstance(value, Span | bool | None) else (value,)
        found = [_bare(str(one)) for one in values]
        if any(one and (one in folded or (len(folded) > 1 and folded in one)) for one in found):
            yield name
    if draft.date and "date" not in text and draft.date[:4] in text:
        yield "date"


def _bare(text: str) -> str:
    """The letters and digits of a text."""
    return "".join(filter(str.isalnum, text.casefold()))


def _known(path: str, numbered: Sequence[Line], wanted: Sequence[Line], reading: Reading, meta: Meta) -> _Known:
    """What is known of some lines by whatever read them; nothing of those of a file for programs, and of references."""
    if attempted := reader.attempted(reading.format, numbered):
        return _of_attempt(*attempted, wanted)
    found = reader.laid_out(path, numbered, meta)
    if found and reading.format in {None, found.reading.format}:
        return _of_page(found)
    return _Known({}, {})


def _of_page(found: pages.Found) -> _Known:
    """What a page's reading says of its lines; one with several cells is what each of them is."""
    taken: dict[int, list[str]] = {}
    weights: dict[int, list[Weight]] = {}
    inside = (placed for entry in found.laid.aligned.entries for placed in entry.placed)
    for placed in (*inside, *found.laid.aligned.beside):
        number = placed.cell.lines[0].number
        taken.setdefault(number, []).append(_called(placed))
        weights.setdefault(number, []).extend(_weights(placed.cell, found))
    return _Known({key: " | ".join(one) for key, one in taken.items()}, {key: tuple(one) for key, one in weights.items()})


def _called(placed: Placed) -> str:
    part = _part(placed.one.part)
    if part == NOTHING or placed.slot not in {OUTSIDE, None}:
        return part
    return f"{part}, between the entries" if placed.slot == OUTSIDE else f"{part}, out of its place"


def _part(part: str) -> str:
    """What a part of a page is called."""
    return f'furniture "{part[1:]}"' if part.startswith("=") else CALLED.get(part, part)


def _weights(cell: Cell, found: pages.Found) -> Iterator[Weight]:
    for one in sorted(found.options.get(cell, ()), key=lambda one: -one.score):
        yield Weight(part=_part(one.part), weight=round(one.score, 1), text=cell.text)


def _of_attempt(attempt: reader.Attempt, page: align.Page, wanted: Sequence[Line]) -> _Known:
    """What a declared format's reading says of its lines."""
    taken: dict[int, list[str]] = {}
    for piece in (piece for entry in attempt.found.entries for piece in entry):
        taken.setdefault(piece.number, []).append(piece.part.name.lower())
    for line in attempt.header.used:
        taken.setdefault(line.number, []).append("header")
    for line in attempt.found.furniture:
        taken.setdefault(line.number, []).append("furniture")
    for line in attempt.found.unknown:
        taken.setdefault(line.number, []).append(NOTHING)
    weights = {line.number: tuple(_readings(line.text, attempt, page)) for line in wanted}
    return _Known({key: " + ".join(one) for key, one in taken.items()}, weights)


def _readings(text: str, attempt: reader.Attempt, page: align.Page) -> Iterator[Weight]:
    for one in sorted(align.readings(text, attempt.format.costs, page), key=lambda one: -one.score):
        part = " + ".join(piece.part.name.lower() for piece in one.pieces) or NOTHING
        yield Weight(part=part, weight=round(one.score, 1), text=text)
