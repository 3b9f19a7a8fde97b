"""What a dump format is, what the reader gives, and how the pieces of an entry become a draft."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from re import Pattern
from typing import NamedTuple

from sitegen import categories
from sitegen.dumps import byline, dates, scores, shapes
from sitegen.dumps.addresses import addresses, split_code
from sitegen.dumps.align import Costs, Part, Piece
from sitegen.dumps.source import Line
from sitegen.problems import Problem, Span, note, warning
from sitegen.records import Draft, Listing, Profile, Record


class Header(NamedTuple):
    """What stands above the entries: the person or the list, the lines that say so, and the lines that are left."""

    rest: Sequence[Line]
    used: Sequence[Line] = ()
    person: Profile | None = None
    listing: Listing | None = None


class Format(Record):
    """One kind of dump: its noise (rule → exact texts of page furniture), its header, what its entries are made of."""

    name: str
    noise: Mapping[str, Pattern[str]]
    header: Callable[[Sequence[Line]], Header]
    costs: Costs


class Reading(Record):
    """What was read from one dump; used + all noise + unclaimed = non-blank lines, always.

    `lines` counts the non-blank lines, `unclaimed` gives the numbers of those that nothing is known of.
    """

    format: str | None
    lines: int
    used: int
    noise: Mapping[str, int]
    unclaimed: tuple[int, ...]
    person: Profile | None = None
    listing: Listing | None = None
    drafts: tuple[Draft, ...] = ()


class Found(NamedTuple):
    """What was read of a dump in one way, what is to be said of it, and how likely a mean entry is right."""

    reading: Reading
    problems: list[Problem]
    trust: float


# The parts that hold an entry's title, and those that hold its authors.
TITLES = frozenset((Part.OPENING, Part.TITLE, Part.REST, Part.GLUED))
NAMES = frozenset((Part.GLUED, Part.BYLINE, Part.NAMES))
# No header has more lines.
LONGEST_HEADER = 150


def header_zone(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines above the first one that surely belongs to an entry."""
    zone = lines[:LONGEST_HEADER]
    for at, line in enumerate(zone):
        score = scores.score_line(line.text)
        if (score and scores.part_count(score) > 1) or shapes.prose(line.text) > 1.0 or " et al" in line.text:
            return lines[:at]
    return zone


def without(lines: Sequence[Line], zone: Sequence[Line], used: Container[Line]) -> list[Line]:
    """The lines without those of the zone above the entries that are used; further down the same text is no header."""
    return [*(line for line in zone if line not in used), *lines[len(zone) :]]


def draft(
    path: str, pieces: Sequence[Piece], costs: Costs, known: byline.Known, order: dates.Order | None
) -> tuple[Draft, list[Problem]]:
    """The draft of one entry, without its id, and what was odd about it. `path` is what problems and spans name.

    `known` is what the rest of the dump says of names, `order` the one in which it writes day and month.
    """
    span = Span(path, min(piece.number for piece in pieces), max(piece.last for piece in pieces))
    title, names = _title_and_byline(pieces)
    abstract, cut = _abstract(pieces)
    linked = [address for piece in pieces for address in piece.links]
    code, links = split_code(dict.fromkeys([*addresses(abstract), *linked]))
    score, problems = _score([piece for piece in pieces if piece.part is Part.SCORE], path)
    read = byline.read(names, known) if names else byline.Byline(authors=())
    made = Draft(
        id="",
        span=span,
        title=title,
        authors=read.authors,
        authors_complete=read.complete,
        affiliations=read.affiliations,
        date=dates.iso(score.date, order) if score.date else None,
        category=categories.resolve(score.category)[0] if score.category else None,
        score=float(score.score) if score.score else None,
        code_mark=score.mark if score != scores.ScoreLine() and not score.rest else score.mark or None,
        code_urls=code,
        links=links,
        abstract=abstract or None,
    )
    problems += _missing_parts(made, span, costs)
    found_cut = (("title", (title or "").endswith(("…", "..."))), ("abstract", cut))
    if parts := [part for part, is_cut in found_cut if is_cut]:
        hint = "the page shows the rest behind a link; paste the entry again with it"
        named = f'"{title}"' if title else "this entry"
        problems.append(note(span, f"the {' and the '.join(parts)} of {named} is cut", hint))
    if read.doubt:
        number = next(piece.number for piece in pieces if piece.part in NAMES)
        hint = "give the authors in content/edits/ if that is wrong"
        problems.append(note(Span(path, number, number), f"the byline is not sure: {read.doubt}", hint))
    return made, [*problems, *_ran_together(pieces, path), *_doubtful_split(pieces, path)]


def _title_and_byline(pieces: Sequence[Piece]) -> tuple[str | None, str | None]:
    titles = [piece.text[: piece.cut or None].strip() for piece in pieces if piece.part in TITLES]
    names = [piece.text[piece.cut :].rstrip(",; ") for piece in pieces if piece.part in NAMES]
    between = "; " if len(names) > 1 and "," in names[0] else ", "
    return " ".join(titles) or None, between.join(names) or None


def _abstract(pieces: Iterable[Piece]) -> tuple[str, bool]:
    """An entry's abstract as it was written, and whether the page cuts it; "" where there is none."""
    text = " ".join(piece.text for piece in pieces if piece.part in {Part.ABSTRACT, Part.MORE})
    label = shapes.LABEL.match(text)
    text = text[label.end() :] if label else text
    whole = shapes.WHOLE.search(text, max(0, len(text) - shapes.LONGEST_CUT))
    text = text[: whole.start()] if whole else text
    keywords = shapes.KEYWORDS.search(text, max(0, len(text) - shapes.LONGEST_KEYWORDS))
    text = text[: keywords.start()] if keywords else text
    cut = shapes.CUT.search(text, max(0, len(text) - shapes.LONGEST_CUT))
    return (f"{text[: cut.start()]}…", True) if cut else (text, False)


def _score(pieces: Iterable[Piece], path: str) -> tuple[scores.ScoreLine, list[Problem]]:
    """All score lines of an entry as one, and what could not be read of them."""
    whole = scores.ScoreLine()
    problems = []
    for piece in pieces:
        place = Span(path, piece.number, piece.number)
        line = scores.score_line(piece.text) or scores.ScoreLine(rest=piece.text)
        whole = scores.ScoreLine(
            score=line.score or whole.score,
            category=line.category or whole.category,
            date=line.date or whole.date,
            mark=line.mark or whole.mark,
            rest=line.rest or whole.rest,
        )
        if line.rest:
            hint = "complete the line in the dump, or give date and category in content/edits/"
            problems.append(warning(place, f'score line is cut off: "{line.rest}" could not be read', hint))
        if line.date and not dates.iso(line.date):
            problems.append(warning(place, f'there is no day "{line.date}"', "give the date in content/edits/"))
        if line.category and not categories.resolve(line.category)[0]:
            problems.append(warning(place, f'"{line.category}" is no arXiv category', "give it in content/edits/"))
    return whole, problems


def day_order(path: str, entries: Iterable[Sequence[Piece]]) -> tuple[dates.Order | None, list[Problem]]:
    """In which order a dump writes day and month; a warning, one for all its dates, where that would have to be known."""
    printed = [(number, line.date) for number, line in _score_lines(entries) if line.date]
    order = dates.order(day for _, day in printed)
    doubtful = [(number, day) for number, day in printed if order is None and dates.doubtful(day)]
    if not doubtful:
        return order, []
    number, day = doubtful[0]
    message = f'nothing tells which is the month in "{day}"; of such dates ({len(doubtful)}) only the year is kept'
    hint = "another date of that page with a day above 12 would tell; else give the dates in content/edits/"
    return order, [warning(Span(path, number, number), message, hint)]


def ambiguous_categories(path: str, entries: Iterable[Sequence[Piece]]) -> Iterator[Problem]:
    """A note for each suffix that stands for a category in the dump and that several archives have, where it first does so."""
    first = {line.category: number for number, line in reversed([*_score_lines(entries)]) if line.category}
    for suffix, number in first.items():
        chosen, others = categories.resolve(suffix)
        if len(others) > 1:
            message = f'category "{suffix}" is read as {chosen}; it could also be {", ".join(others[1:])}'
            yield note(Span(path, number, number), message, "give another one in content/edits/")


def _score_lines(entries: Iterable[Sequence[Piece]]) -> Iterator[tuple[int, scores.ScoreLine]]:
    """The score lines of a dump, each with the number of its line."""
    for piece in chain.from_iterable(entries):
        if piece.part is Part.SCORE and (line := scores.score_line(piece.text)):
            yield piece.number, line


def _missing_parts(made: Draft, span: Span, costs: Costs) -> list[Problem]:
    """What an entry of this format should have and has not."""
    problems = []
    name = f'"{made.title}"' if made.title else "this entry"
    if costs.title is not None and made.title is None:
        problems.append(warning(span, "entry without a title", "put the title above it, or give it one in content/edits/"))
    if costs.abstract is not None and made.abstract is None:
        problems.append(warning(span, f"{name} has no abstract", "paste the entry again if the page shows one"))
    if costs.byline is not None and not made.authors:
        problems.append(warning(span, f"{name} has no byline", "paste the entry again if the page shows one"))
    return problems


def _ran_together(pieces: Iterable[Piece], path: str) -> Iterable[Problem]:
    for piece in pieces:
        if piece.together:
            place = Span(path, piece.number, piece.number)
            start = piece.text[:40]
            yield warning(place, f'two parts ran together here and were split before "{start}"', "put a line break there")


def _doubtful_split(pieces: Iterable[Piece], path: str) -> Iterable[Problem]:
    for glued in pieces:
        if glued.part is Part.GLUED and glued.margin < byline.DOUBTFUL:
            title, names = glued.text[: glued.cut], glued.text[glued.cut :]
            message = f'title and byline are glued, and it is not sure that they part at "…{title[-20:]}|{names[:20]}…"'
            yield note(Span(path, glued.number, glued.number), message, "put a line break there if they do not")
