"""What is found in a line, each at its place, and what of the line is left.

    Journal of Examples, Volume 12, May 2020, Pages 1-9 [pdf]        volume, date, pages, a button; left: "Journal of Examples"

The surest is looked for first: addresses and ids, editors, what brackets hold, counts, volume and pages, dates. What is left is
parted at dots, bars and dashes, and loses the known words at its ends.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TypeAlias

from sitegen.dumps import counts, dates, identifiers, numbering, publishers, venues
from sitegen.dumps.marks import GAP, Mark, without
from sitegen.dumps.meanings import meaning

Finder: TypeAlias = Callable[[str], Iterable[Mark]]
SEPARATOR = re.compile(rf"[{GAP}]+|\s[-–—|·•∙⋅/]+\s|[|;•·›»→\t；]+|\s{{3,}}")
DASHES = frozenset("-–—")
EDGES = " #\t.,;:。，；：、《》*†‡–—-−/&|«»“”\"'"
COMMA = re.compile(r"(?:,|;|\.|，|。)\s+(?!(?:Inc|Ltd|LLC|Corp)\b)|，|。")
IN_NAME = re.compile(r"\s(?:19|20)\d\d\b")
BRACKETED = re.compile(r"[(\[（【]\s*(?P<said>[^()\[\]（）【】]{1,80})\s*[)\]）】]")
SOME_NUMBER = re.compile(r"\d|://|www\.|rxiv", re.IGNORECASE)
# "(NeurIPS 2020)" is part of a name, and tells the year.
IN_BRACKETS = re.compile(r"\([^()\ue000]*[^\W\d_]\s$")
ITEM = re.compile(r"(?:\[\d{1,4}\]|(?!\d{1,2}\. [^\W\d_]+\.? (?:19|20)\d\d\b)\d{1,3}[.)])\s+(?=[^\W\d_])")
EDITORS = re.compile(
    r"(?:^|(?<=[Ii]n )|(?<=[Ii]n: ))[^()\d]{3,160}?\(\s?(?:eds?|editors?|hrsg|hg|dirs?|coords?|orgs?|éds?|a cura "
    r"di)\.?\s?\)[:,.]?"
    r"|\b(?:edited by|herausgegeben von|hrsg\. von|sous la direction de)\s[^,;()\d]{3,120}",
    re.IGNORECASE,
)
# A year behind a word is part of a name where another year stands apart ("British fiction since 1970 (2005)").
YEAR_IN_WORDS = re.compile(r"[^\W\d_]\s$")
SHORT_YEAR = re.compile(
    r"(?<=[A-Za-z])(?:[’'‘](?P<short>\d\d)|\s[’'‘](?P<apart>\d\d)|(?<=[A-Z])[-]?(?P<glued>(?:19|20)\d\d))(?=\s*(?:$"
    r"|[.,;:()\[\ue000]))"
)
THIS_CENTURY = 60
_MONTH = rf"(?i:{'|'.join(sorted(dates.ENGLISH, key=len, reverse=True))})"
DAYS = re.compile(
    rf"(?:(?P<month>{_MONTH})\.?\s\d{{1,2}}\s?[-–—]\s?(?:{_MONTH}\.?\s)?\d{{1,2}}(?:,?\s(?P<year>(?:19|20)\d\d))?"
    rf"|\d{{1,2}}(?:\s{_MONTH}\.?)?\s?[-–—]\s?\d{{1,2}}\s(?P<behind>{_MONTH})\.?(?:,?\s(?P<then>(?:19|20)\d\d))?)(?!\w)"
)


def find(text: str, order: dates.Order | None) -> list[Mark]:
    """All that is found in a line, each at its place, the surest first."""
    marks: list[Mark] = []
    left = text.replace(GAP, " ")
    for find in _finders(order) if SOME_NUMBER.search(left) else (_bracketed,):
        if found := list(find(left)):
            marks += found
            left = without(left, found)
    return marks if any(mark.field == "date" for mark in marks) else [*marks, *_short_years(left)]


@lru_cache(maxsize=4)
def _finders(order: dates.Order | None) -> tuple[Finder, ...]:
    return (
        identifiers.links,
        identifiers.numbers,
        _item,
        _editors,
        _bracketed,
        counts.find,
        counts.others,
        numbering.labelled,
        _days,
        _seasons,
        lambda text: [mark for mark in dated(text, order) if len(mark.value) != len("2022")],
        numbering.plain,
        lambda text: dated(text, order),
        numbering.alone,
    )


def _bracketed(text: str) -> Iterator[Mark]:
    """What stands in brackets and is known: buttons, kinds, notes, places, but for "ACL (demo) 2020", which is a name."""
    for match in BRACKETED.finditer(text):
        if not IN_NAME.match(text, match.end()) and (mark := _known(match["said"].strip(), match.start(), match.end())):
            yield mark


def dated(text: str, order: dates.Order | None) -> list[Mark]:
    """The dates in a text; those that are no date of the paper have no field."""
    marks = []
    for one in dates.found(text, order):
        rank = dates.rank(one.label)
        marks.append(Mark(one.start, one.end, "date", "date" if rank < dates.NO_DATE else "", one.date, rank))
    apart = [mark for mark in marks if not YEAR_IN_WORDS.search(text, max(0, mark.start - 2), mark.start)]
    if apart and len(apart) < len(marks):
        marks = [mark for mark in marks if mark in apart or len(mark.value) > len("2022")]
    return [
        mark
        if not IN_BRACKETS.search(text, 0, mark.start) or text[mark.end : mark.end + 1] != ")"
        else mark._replace(end=mark.start)
        for mark in marks
    ]


def _item(text: str) -> list[Mark]:
    """The number of an item in a list, before more text."""
    match = ITEM.match(text)
    return [Mark(match.start(), match.end(), "buttons")] if match else []


def _editors(text: str) -> Iterator[Mark]:
    """The editors of a book, before its name or behind it."""
    return (Mark(match.start(), match.end(), "labelled") for match in EDITORS.finditer(text))


def _seasons(text: str) -> Iterator[Mark]:
    """A season, a quarter or several months, of which no more than the year is kept."""
    for match in dates.SEASON.finditer(text):
        if dates.are_months(match["from"], match["to"]):
            year = match["year"] or match["first"]
            yield Mark(match.start(), match.end(), "date", "date", year, dates.PLAIN)


def _days(text: str) -> Iterator[Mark]:
    """The days of a meeting, of which year and month are known."""
    for match in DAYS.finditer(text):
        year = match["year"] or match["then"]
        month = dates.ENGLISH[(match["month"] or match["behind"]).lower()]
        yield Mark(
            match.start(), match.end(), "date", "date" if year else "", f"{year}-{month:02}" if year else "", dates.PLAIN
        )


def _short_years(text: str) -> Iterator[Mark]:
    """The year that is glued to a conference's name ("CHI '21", "ACL2020")."""
    for match in SHORT_YEAR.finditer(text):
        short = match["short"] or match["apart"]
        year = match["glued"] or f"{'20' if int(short) < THIS_CENTURY else '19'}{short}"
        yield Mark(match.start(), match.end(), "date", "date", year, dates.PLAIN + 1)


def _known(piece: str, start: int, end: int) -> Mark | None:
    """The mark that a piece of a line is by its words, wherever it stands."""
    found = meaning(piece)
    return Mark(start, end, *found) if found else None


def left(text: str, marks: list[Mark]) -> list[tuple[int, int]]:
    """The spans of a line that nothing explains, in order; known words at their edges become marks."""
    left, at, free = without(text.replace(GAP, " "), marks), 0, []
    parting = [match for match in SEPARATOR.finditer(left) if not _is_inside(left, match)]
    for match in [*parting, None]:
        start, end = _trimmed(left, at, match.start() if match else len(left))
        at = match.end() if match else at
        if start < end:
            start, end = _peeled(left, start, end, marks)
        if start < end:
            free.append((start, end))
    return free


def _is_inside(text: str, dash: re.Match[str]) -> bool:
    """Whether a dash stands in brackets, as in "(EXCONF - V)"."""
    return dash[0].strip() in DASHES and text.count("(", 0, dash.start()) > text.count(")", 0, dash.start())


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without blanks, punctuation and lone brackets at its ends."""
    while start < end:
        piece = text[start:end]
        if piece[0] in EDGES or (
            piece[0] in ")]（【）】" or (piece[0] in "([" and piece.count(piece[0]) > piece.count(")]"["([".index(piece[0])]))
        ):
            start += 1
        elif (
            (piece[-1] in EDGES and not (piece[-1] == "." and venues.SHORTENED.search(piece[:-1])))
            or piece[-1] in "(["
            or (piece[-1] in ")]" and piece.count(piece[-1]) > piece.count("(["[")]".index(piece[-1])]))
        ):
            end -= 1
        else:
            break
    return start, end


def _peeled(text: str, start: int, end: int, marks: list[Mark]) -> tuple[int, int]:
    """What of a span is not known, once known pieces are taken from its end and from its beginning."""
    if mark := _known(text[start:end], start, end):
        marks.append(mark)
        return end, end
    while cut := list(COMMA.finditer(text, start, end)):
        mark = _known(text[cut[-1].end() : end].strip("()[] "), cut[-1].end(), end)
        if not mark or (cut[-1][0][0] == "." and (mark.kind == "labelled" or mark.value.isupper())):
            break
        marks.append(mark)
        before = cut[-2].end() if len(cut) > 1 else start
        end = cut[-1].start()
        if mark.kind == "labelled" and before + start > 0 and publishers.is_city(text[before:end]):
            marks.append(Mark(before, end, "labelled"))
            end = cut[-2].start() if len(cut) > 1 else start
    while cut := list(COMMA.finditer(text, start, end)):
        mark = _known(text[start : cut[0].start()], start, cut[0].start())
        if not mark:
            break
        marks.append(mark)
        start = cut[0].end()
    return _published(text, *_trimmed(text, start, end), marks)


def _published(text: str, start: int, end: int, marks: list[Mark]) -> tuple[int, int]:
    """A span without a publisher at its end that a place stands before ("Cambridge, MA: MIT Press")."""
    place, colon, name = text[start:end].rpartition(": ")
    if colon and publishers.is_publisher(name) and all(map(publishers.is_city, place.split(", "))):
        marks += [Mark(start, start + len(place), "labelled"), Mark(end - len(name), end, "publisher", "publisher", name)]
        return end, end
    mark = _known(text[start:end], start, end) if start < end else None
    if mark:
        marks.append(mark)
        return end, end
    return start, end


def rejoined(text: str, free: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans, those joined that only a year or brackets part ("ACL 2020 (Demos)")."""
    joined = [free[0]]
    for start, end in free[1:]:
        between = text[joined[-1][1] : start]
        if re.fullmatch(r"\s(?:(?:19|20)\d\d\s)?[(\[]|\s(?:19|20)\d\d(?:\s|:\s)", between):
            joined[-1] = joined[-1][0], end + (text[end : end + 1] in {")", "]"})
        else:
            joined.append((start, end))
    return joined
