"""Score lines: score, category, date and mark of a paper, glued or set apart, whole or cut off.

29.5CLMar 18, 2023Code
20.5 · quant-ph · 1 Oct 2022
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import islice
from typing import NamedTuple

from sitegen.categories import PRINTED
from sitegen.dumps import dates

SCORE = r"\d{1,3}(?:\.\d{1,2}?(?=\d{4}-\d\d-\d\d|(?!\d))|(?![\d.]|,\d))"
# What a category looks like; which there are says arXiv.
CATEGORY = r"(?:[a-z]++(?>(?:-[a-z]++)?)(?>(?:\.(?:[A-Z]{2}|[a-z]+(?:-[a-z]+)?))?)(?!\.)|[A-Z]{2})"
MARK = r"Code(?![a-z])"
GLUED_MARK = re.compile(r"Code[A-Z]")
BETWEEN = r"(?>(?:[\s·•∙⋅|,;()\[\]（）・]|(?<=\s)[-–—/](?=\s))*)"
PART = re.compile(rf"(?P<score>{SCORE})|(?P<category>{CATEGORY})|(?P<mark>{MARK})")
GAP = re.compile(BETWEEN)
YEAR = re.compile(r"\d{4}")
# Where a score line may begin that is glued to the end of other text.
START = re.compile(r"(?<=[^\s\d])\s?(?=\d)")
# The longest text that a score line goes on with where its end was lost.
CUT = re.compile(r"(?=\w.{0,16}\Z)[\d\s.,/:-]*(?:(?P<word>[A-Za-z][A-Za-z-]*(?:\.[A-Za-z-]*)?)[\d\s.,/:-]*)?")
# What is left of a date whose beginning was lost.
TAIL = re.compile(r"(?P<word>[a-z]{0,8})\.?\s*\d{0,2},\s*\d{4}(?P<mark>Code)?")
MONTHS = tuple(month.capitalize() for month in dates.MONTHS)
CATEGORY_ENDS = frozenset(name[at:] for name in PRINTED for at in range(1, len(name)))
MONTH_ENDS = frozenset(name[at:] for name in dates.ENGLISH for at in range(1, len(name) + 1))
# No score line has more characters, whatever its parts are called and however they are set apart.
LONGEST = 100
# Without number it is a category and a mark at most.
LONGEST_WITHOUT_NUMBER = 40
DIGIT = re.compile(r"\d")
# How far from the end of other text it is looked for one that is glued to it.
LONGEST_GLUED = 60


class ScoreLine(NamedTuple):
    """The parts of a score line, as printed, None where it has none; `rest` is what could not be read of it."""

    score: str | None = None
    category: str | None = None
    date: str | None = None
    mark: bool = False
    rest: str = ""


def score_line(text: str) -> ScoreLine | None:
    """The score line that a text is, whole or cut off, else None; nothing else may stand in it."""
    if len(text) > LONGEST or (len(text) > LONGEST_WITHOUT_NUMBER and not DIGIT.search(text)):
        return None
    return _score_line(text)


@lru_cache(maxsize=4096)
def _score_line(text: str) -> ScoreLine | None:
    line = _read(text, dates.english())
    if line.rest and YEAR.search(text) and _in_any_language().fullmatch(text):
        other = _read(text, dates.foreign())
        line = line if other.rest else other
    if not line.rest and part_count(line) and _is_plausible(line):
        return line
    return _without_end(line) or _without_beginning(text)


def is_sure(line: ScoreLine) -> bool:
    """Whether a score line has several parts, and nothing else."""
    return part_count(line) > 1 and not line.rest


def is_whole(text: str) -> bool:
    """Whether a text is surely a score line, so that nothing can be glued to it; a mark at its end could be a title."""
    line = score_line(text)
    return line is not None and is_sure(line) and not line.mark


def part_count(line: ScoreLine) -> int:
    """How many of its parts a score line has."""
    return sum((line.score is not None, line.category is not None, line.date is not None, line.mark))


def glued_behind(text: str) -> int | None:
    """Where in a text the score line begins, with score, category and date, that is glued to its end."""
    for match in START.finditer(text, max(0, len(text) - LONGEST_GLUED)):
        line = score_line(text[match.end() :])
        if line and line.score and line.category and line.date and not line.rest:
            return match.start()
    return None


def glued_before(text: str) -> int | None:
    """Where in a text the score line ends, with score, category and date, that is glued to its beginning."""
    start = text[:LONGEST] if text[:1].isdigit() else ""
    parts = [*islice(_parts(start, dates.english()), 3)]
    if len(parts) == len(("score", "category")) and _any_date().match(start, _next(start, parts[-1].end())):
        parts = [*islice(_parts(start, dates.foreign()), 3)]
    if [part.lastgroup for part in parts] != ["score", "category", "date"]:
        return None
    end = parts[-1].end("date")
    return end + len("Code") if GLUED_MARK.match(text, end) else end


def _read(text: str, language: dates.Language) -> ScoreLine:
    """The parts that a text begins with, and the rest."""
    parts = [*_parts(text, language)]
    found = {part.lastgroup: part[part.lastgroup or 0] for part in parts}
    rest = text[_next(text, parts[-1].end() if parts else 0) :]
    return ScoreLine(found.get("score"), found.get("category"), found.get("date"), "mark" in found, rest)


def _parts(text: str, language: dates.Language) -> Iterator[re.Match[str]]:
    """The parts that a text begins with, each once at most and the mark last; `lastgroup` is which it is."""
    found: set[str | None] = set()
    at = _next(text, 0)
    while at < len(text) and (match := language.token.match(text, at) or PART.match(text, at)):
        if found & {match.lastgroup, "mark"} or (match.lastgroup == "category" and not _may_be_category(match)):
            return
        found.add(match.lastgroup)
        yield match
        at = _next(text, match.end())


def _may_be_category(match: re.Match[str]) -> bool:
    """Whether what looks like a category is one, or can only be one that arXiv has not."""
    name = match["category"]
    return name in PRINTED or (match.end() < len(match.string) and (name.isupper() or "." in name))


@cache
def _any_date() -> re.Pattern[str]:
    return re.compile(dates.ANY_DATE)


@cache
def _in_any_language() -> re.Pattern[str]:
    """What may be a score line whose month or weekday is not English."""
    before = rf"(?:{dates.LABEL})?(?:[^\W\d_][\w-]{{1,15}}(?:[.,]+\s*|\s+))?{dates.ARTICLE}"
    behind = rf"\.?(?:,?\s*\(?[^\W\d_]{{2,15}}\)?)?\.?(?:{dates.TIME}{dates.ZONE})?"
    date = before + dates.ANY_DATE + behind
    return re.compile(rf"(?:{SCORE})?{BETWEEN}(?:{CATEGORY})?{BETWEEN}{date}{BETWEEN}(?:{MARK})?{BETWEEN}")


def _next(text: str, at: int) -> int:
    """Where the next part begins."""
    gap = GAP.match(text, at)
    return gap.end() if gap else at


def _is_plausible(line: ScoreLine) -> bool:
    """Whether parts that could each be another thing (a word, a number, a name in two capitals) are made sure by the others."""
    score, category, date, _, _ = line
    year = date is not None and len(date) == len("2022")
    if category and category not in PRINTED:
        return bool(score and date)
    if category and not score and (category.isalpha() and (year or category.islower())):
        return False
    return score is None or "." in score or (date is not None and (category is not None or not year))


def _without_end(line: ScoreLine) -> ScoreLine | None:
    """The line, if its rest can be the beginning of what comes next."""
    if not line.score or "." not in line.score or not _is_plausible(line) or not (cut := CUT.fullmatch(line.rest)):
        return None
    word = (cut["word"] or "").rstrip(".")
    if not line.category and len(word) < len("Oc"):  # "12.5M" is a number
        return None
    return line if any(whole.startswith(word) for whole in (*PRINTED, *MONTHS, "Code")) else None


def _without_beginning(text: str) -> ScoreLine | None:
    """What is left of a score line that lost its beginning."""
    if (tail := TAIL.fullmatch(text)) and tail["word"] in MONTH_ENDS:
        return ScoreLine(mark=bool(tail["mark"]), rest=text.removesuffix("Code"))
    for at in range(1, min(len(text), len("cond-mat.mes-hall"))):
        if text[:at] in CATEGORY_ENDS and (token := dates.english().token.match(text, at)):
            line = _read(text[at:], dates.english())
            return None if line.rest or len(token["date"]) == len("2022") else line._replace(rest=text[:at])
    return None
