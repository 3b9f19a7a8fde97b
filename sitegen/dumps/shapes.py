"""How lines look: a score line is recognised whole or in pieces; a title and an abstract are told apart by how they read.

29.5CLMar 18, 2023Code      score, category, date and mark, glued
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from sitegen.dumps.byline import FUNCTION_WORDS, WORD

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
DAY = re.compile(rf"(?P<month>{MONTH})\s*(?P<day>\d{{1,2}})(?:,\s*(?P<year>\d{{4}}))?|(?P<iso>\d{{4}}-\d\d-\d\d)")
SCORE = r"(?P<score>\d{1,3}\.\d{1,2})"
CATEGORY = r"(?P<category>[a-z]+(?:-[a-z]+)?\.[A-Za-z-]{2,}?|[A-Z]{2})"
DATE = rf"(?P<date>{MONTH}\s*\d{{1,2}},\s*\d{{4}}|\d{{4}}-\d\d-\d\d)"
MARK = r"(?P<mark>Code)"
BETWEEN = r"[\s·•|,]*+"
SCORE_LINE = re.compile(
    rf"{SCORE}?{BETWEEN}(?:{CATEGORY}(?=$|[\s·•|,]|{MONTH}\s*\d|\d{{4}}-))?{BETWEEN}{DATE}?{BETWEEN}{MARK}?"
)
# What is left of a score line when its end or its beginning was lost.
HEAD = re.compile(rf"{SCORE}(?:{BETWEEN}(?P<category>[A-Z]{{2}})(?=[A-Z\s]|$))?")
TAIL = re.compile(r"(?:[A-Z]?[A-Za-z]{0,3}\.?\s*\d{0,2},\s*\d{4}|[a-z]{1,2}\s*\d{1,2},\s*\d{4})(?P<mark>Code)?$")
LABEL = re.compile(r"abstract\s*[:.—–-]\s*", re.IGNORECASE)
# A full stop behind a single capital is an initial's.
SENTENCE_END = re.compile(r"(?<!\b[A-Z])[.!?][)\]}\"'”’]*\s+(?=[A-Z(\[$\"“`‘\\])")
SEAM = re.compile(r"(?<!\b[A-Z])[.!?][)\"'”’]?\s?(?=[^\W_a-z])")
FINAL = re.compile(r"[.!?…][)\]}\"'”’$]*\Z")
# What titles hardly hold.
ODD = re.compile(r"[^\w –—:,.?!'’&()$\\/+\"-]|_")
# Words that running text is full of and titles hardly hold.
RUNNING = frozenset(
    re.findall(
        r"\w+",
        "we our here is are was were has have been can cannot may propose proposed proposes show shows shown present presents"
        " introduce introduces demonstrate demonstrates however which that it its their these such this",
    )
)
# Characters of a line that are read to tell what it is.
ENOUGH_TO_TELL = 1000
# No score line has more characters, whatever its parts are called and however they are set apart.
LONGEST_SCORE_LINE = 100


class ScoreLine(NamedTuple):
    """The parts of a score line, as printed, None where it has none; `rest` is what could not be read of it."""

    score: str | None = None
    category: str | None = None
    date: str | None = None
    mark: bool = False
    rest: str = ""


def score_line(text: str) -> ScoreLine | None:
    """The score line that a text is, whole or cut off, else None."""
    if len(text) > LONGEST_SCORE_LINE:
        return None
    if (match := SCORE_LINE.fullmatch(text)) and any(match.groups()):
        return ScoreLine(match["score"], match["category"], match["date"], bool(match["mark"]))
    if (match := HEAD.match(text)) and len(text) - match.end() <= len("September 30, 202"):
        if re.fullmatch(rf"{BETWEEN}[A-Z]?[A-Za-z]*\.?\s*\d*,?\s*\d*\w*", text[match.end() :]):
            return ScoreLine(match["score"], match["category"], rest=text[match.end() :])
        return None
    if match := TAIL.fullmatch(text):
        return ScoreLine(mark=bool(match["mark"]), rest=text.removesuffix("Code"))
    return None


def part_count(line: ScoreLine) -> int:
    """How many of its parts a score line has."""
    return sum((line.score is not None, line.category is not None, line.date is not None, line.mark))


def iso_date(printed: str) -> str | None:
    """A printed day as an ISO date ("Oct 4, 2022" → "2022-10-04"), None without a year or where there is no such day."""
    match = DAY.fullmatch(printed.strip())
    if not match:
        return None
    if match["iso"]:
        year, month, day = (int(part) for part in match["iso"].split("-"))
    elif match["year"]:
        year, month, day = int(match["year"]), MONTHS.index(match["month"][:3].lower()) + 1, int(match["day"])
    else:
        return None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def prose(text: str) -> float:
    """How a line reads: from -3, surely a title, to 3, surely an abstract. Length tells a little, never alone."""
    return _prose(text[:ENOUGH_TO_TELL], text[-8:])


@lru_cache(maxsize=16384)
def _prose(start: str, end: str) -> float:
    if LABEL.match(start):
        return 3.0
    words = WORD.findall(start)
    if len(words) < 2:
        return -1.4
    score = min(len(words), 60) / 20 - 1.2
    score += 1.5 * min(len(SENTENCE_END.findall(start)), 2)
    score += 0.8 if FINAL.search(end) and not end.endswith("?") else -0.8
    score += min(0.4 * sum(word in RUNNING for word in words), 2.0)
    score -= 1.5 * (capitals(words) - 0.4)
    return max(-3.0, min(3.0, score))


def title(text: str) -> float:
    """How much a line looks like a title: above 1.5 it is good enough to be one with no abstract below it."""
    words = WORD.findall(text)
    if not words:
        return -3.0
    score = min(-prose(text), 2.0)
    score -= 1.0 * (len(words) < 3) + 0.8 * text[0].islower() + 1.5 * bool(re.match(r"[^\w\s(\[$\"“'‘\\¿]", text))
    odd = len(ODD.findall(text)) / len(text)
    score += 0.5 * any(word.lower() in FUNCTION_WORDS for word in words[1:-1]) + 0.4 * (capitals(words) > 0.7)
    return max(-3.0, min(2.5, score - 8.0 * odd - 3.0 * ("://" in text)))


def capitals(words: list[str]) -> float:
    """The share of the longer words that begin with a capital; 0.4 where there are none."""
    longer = [word for word in words if len(word) > 3]
    return sum(word[0].isupper() for word in longer) / len(longer) if longer else 0.4


def sentence_ends(text: str) -> Iterator[int]:
    """Where something may have been glued to the end of an abstract: right behind the end of a sentence."""
    return (match.end() for match in SEAM.finditer(text))
