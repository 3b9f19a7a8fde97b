"""Dates as pages print them: what one looks like, and which day, month or year it is.

    Oct 4, 2022 · 4. Oktober 2022 · Tue, 4 Oct 2022 10:15 UTC · 2022-10-04T12:00:00Z · 2022年10月4日 · 07/20/2023 · July 2023
    Submitted on 4 Oct 2022

The months and weekdays of other languages than English are those of Unicode's CLDR (tools/write_calendar.py).
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache, lru_cache
from importlib import resources
from typing import Literal, NamedTuple, TypeAlias

import msgspec

from sitegen.records import Record

Order: TypeAlias = Literal["dmy", "mdy"]

MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# In Latin, Greek or Cyrillic script, and none uses the name of a month for another one than the rest do.
LANGUAGES = (
    *("bg", "ca", "cs", "da", "de", "el", "es", "et", "fi", "fr", "hu", "id", "it"),
    *("lt", "lv", "nb", "nl", "pl", "pt", "ro", "ru", "sk", "sl", "sv", "tr", "uk"),
)
CALENDAR = "calendar.json"
LABEL = (
    r"(?i:(?:(?:first|initially|originally)\s+)?(?:published|submitted|posted|released|announced|uploaded"
    r"|issued)(?:\s+online)?"
    r"(?:\s+(?:on|in|at))?|(?:(?:publication|published|release|submission|submitted|posted)\s+)?date"
    r"|available\s+online)\s*[:：]?\s*"
)
ARTICLE = r"(?:(?i:the|am|den|el|il|le)\s+)?"
TIME = r"(?:\s*T|,?\s+(?:at\s+)?)\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?:\s*(?i:[ap]\.?m\b\.?))?"
ZONE = r"(?:\s*\(?(?:[+-]\d\d(?::?\d\d)?|(?:Z|UTC|[A-Z]{1,3}T)(?![a-z])(?:[+-]\d{1,2}(?::?\d\d)?)?)\)?){0,2}"
EAST_ASIAN_WEEKDAY = (
    r"\s*(?:[(（][月火水木金土日一二三四五六월화수목금토일](?:曜日?|요일)?[)）]"
    r"|(?:星期|周|週)[一二三四五六日天]|[월화수목금토일]요일)"
)
NO_MORE_DIGITS = r"(?![-/.]?\d)"


def _spellings(name: str, *lengths: int) -> set[str]:
    """A name, whole and shortened to so many letters."""
    return {name[:length] for length in (*lengths, None)}


def _forms(month: str) -> tuple[str, ...]:
    """The patterns of all forms of a date, made with one of the months' names; the longer before what it begins with."""
    year, number, day, name = r"(?P<year>\d{4})", r"(?P<month>\d{1,2})", r"(?P<day>\d{1,2})", rf"(?P<name>{month})\.?"
    first, second = r"(?P<first>\d{1,2})", r"(?P<second>\d{1,2})"
    nth = r"(?:st|nd|rd|th|er|[.ºª°])?"
    link = r"(?:[-/]|,?\s*(?:(?:of|de|del)\s+|d['’]\s?)?)"
    dot = r"\.\s?"
    east_asian = rf"{year}\s?[年년]\s?{number}\s?[月월]"
    return (
        rf"{east_asian}\s?{day}\s?[日일号號]?",
        east_asian,
        rf"{year}\s?[年년]",
        *(rf"{year}{mark}{number}{mark}{day}" for mark in ("-", "/", dot)),
        *(rf"{first}{mark}{second}{mark}{year}" for mark in ("-", "/", dot)),
        rf"{name}[\s-]*{day}{nth}(?:,\s*|\s+|-){year}",
        rf"{day}{nth}{link}{name}{link}{year}(?:\s?[гр]\.)?",
        rf"{year}\.?[\s-]*{name}[\s-]*{day}",
        rf"{name}{link}{year}",
        rf"{year}\.?[\s-]*{name}",
        rf"{year}-(?P<month>0[1-9]|1[0-2])",
        rf"(?P<month>0?[1-9]|1[0-2])/{year}",
        r"(?P<year>(?:19|20)\d\d)",
    )


def _unnamed(forms: Iterable[str]) -> str:
    """One pattern of several, without names of groups, so that it may stand in another one."""
    return re.sub(r"\(\?P<\w+>", "(?:", "|".join(forms))


def _one_of(words: Iterable[str]) -> str:
    return f"(?i:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})"


ENGLISH: Mapping[str, int] = {
    **{spelling: number for number, name in enumerate(MONTHS, 1) for spelling in _spellings(name, 3)},
    "sept": 9,
}
NO_MONTHS = frozenset(("of", "de", "del", "st", "nd", "rd", "th", "er"))
ANY_WORD = r"[^\W\d_]{2,12}"
ANY_DATE = rf"(?:{_unnamed(_forms(ANY_WORD))}){NO_MORE_DIGITS}"
"""A pattern of what is a date if the word in it is a month's name in some language."""
DAY = re.compile(
    rf"{_one_of(ENGLISH)}\.?\s*\d{{1,2}}(?:,\s*\d{{4}})?|\d{{1,2}}\.?\s*{_one_of(ENGLISH)}(?:\s+\d{{4}})?|\d{{4}}-\d\d-\d\d"
)
"""A day, perhaps without its year."""


class Language(NamedTuple):
    """What dates look like in some language: `token` finds one with all that belongs to it, `months` gives the months' numbers.

    The token's group `date` is the date without its label, weekday and time.
    """

    token: re.Pattern[str]
    months: Mapping[str, int]
    weekdays: frozenset[str] = frozenset()


class Calendar(Record):
    """The names of months, with their numbers, and of weekdays."""

    months: Mapping[str, int]
    weekdays: frozenset[str]


@cache
def english() -> Language:
    """Dates in English, and those without words."""
    return _language(ENGLISH, {spelling for name in WEEKDAYS for spelling in _spellings(name, 3, 4, 5)})


@cache
def foreign() -> Language:
    """Dates in all the other languages, as if they were one; their names are read from a file when the first is asked for."""
    names = msgspec.json.decode(resources.files(__package__).joinpath(CALENDAR).read_bytes(), type=Calendar)
    return _language(names.months, names.weekdays)


def _language(months: Mapping[str, int], weekdays: Iterable[str]) -> Language:
    weekday = _one_of(weekdays)
    found = rf"(?P<date>{_unnamed(_forms(_one_of(months)))}){NO_MORE_DIGITS}"
    behind = rf"\.?(?:{EAST_ASIAN_WEEKDAY}|,?\s*\(?{weekday}(?![^\W\d_])\)?)?\.?(?:{TIME}{ZONE})?"
    token = rf"(?:{LABEL})?(?:{weekday}\.?(?:,\s*|\s+))?{ARTICLE}{found}{behind}"
    return Language(re.compile(token), months, frozenset(weekdays))


def iso(printed: str, order: Order | None = None) -> str | None:
    """A printed date as an ISO date, as far as it is known ("Oct 4, 2022" → "2022-10-04", "July 2023" → "2023-07").

    Of "07/08/2023" no more than the year is known, unless `order` says in which order the dump writes day and month. None for
    what is no date, and where there is no such day.
    """
    read = _orders(printed)
    if order is None and doubtful(printed):
        return read["dmy"][: len("2023")]
    return read.get(order or "dmy") or next(iter(read.values()), None)


class Dated(NamedTuple):
    """A date in a text: where it stands with its label, weekday and time, what the label is, and the date in ISO form."""

    start: int
    end: int
    label: str
    date: str


# What stands before a date and says which of a paper's dates it is; weighed in `RANKS`.
BEFORE = re.compile(
    r"(?:(?P<label>\[?\(?v1\)?\]?(?:\s+submitted)?|(?:first|initially|originally|last|e-?pub|date|online|available|year of"
    r"|article|version of record)?"
    r"[\s-]*(?:published|publication|submitted|submission|posted|released|announced|uploaded|issued?|available|accepted"
    r"|acceptance|received"
    r"|revised|revision|modified|updated?|accessed|retrieved|added|created|deposited|presented|defen[cs]e|cited|viewed"
    r"|online|e-?pub|print"
    r"|appeared|cover|copyright|©|\(?v\d+\)?|conference|year|date)"
    r"(?:\s+(?:online|first|date|year|for publication|ahead of print|in print|electronically))*"
    r"|(?:erstmals |zuerst |online )?(?:veröffentlicht|publiziert|erschienen|eingereicht|angenommen|akzeptiert|überarbeitet"
    r"|aktualisiert"
    r"|eingegangen|zuletzt geändert|abgerufen|erscheinungs(?:datum|jahr|termin)|veröffentlichungs(?:datum|jahr)"
    r"|publikations(?:datum|jahr)|datum|jahr)"
    r"|(?:date de )?(?:publiée?|publication|parution|soumise?|soumission|mise? (?:à jour|en ligne)|reçue?|acceptée?|révisée?"
    r"|consultée?|année)"
    r"|(?:fecha de )?(?:publicad[oa]|publicación|enviado|recibido|aceptado|revisado|actualizado|consultado|fecha|año)"
    r"|(?:data de )?(?:publicad[oa]|publicação|submetido|recebido|aceito|aceite|atualizado|ano)"
    r"|(?:data di )?(?:pubblicat[oa]|pubblicazione|inviato|ricevuto|accettato|aggiornato|anno)"
    r"|(?:首次)?(?:发表|出版|发布|公开|提交|投稿|收稿|录用|修改|更新|在线发表)(?:于|时间|日期|年份|年)?"
    r"|(?:出版|发表)?年份?|日期|时间"
    r"|(?:公開|発行|出版|掲載|発表|投稿|受付|受理|更新|登録|採択)(?:日|年|年月日|年月)?|게시일|발행일|опубликовано|дата)"
    r"(?:\s+(?:on|in|at|am|im|le|en|el|il|em|on the|vom|de|du))?\s*[:：]?\s*[(\[]?\s*)$",
    re.IGNORECASE,
)
RANKS: tuple[tuple[re.Pattern[str], int], ...] = (
    (re.compile(r"v1", re.IGNORECASE), 0),
    (
        re.compile(
            r"modif|updat|revis|accepted|acceptance|received|access|retriev|added|viewed|cited|v\d|angenommen|akzeptiert"
            r"|überarb|aktualis"
            r"|eingegangen|geändert|abgerufen|jour|reçu|accept|consult|recib|acept|actualiz|receb|aceit|atualiz|ricev|accett"
            r"|aggiorn"
            r"|修改|更新|收稿|录用|受付|受理|採択|登録|created|deposit|copyright|©",
            re.IGNORECASE,
        ),
        9,
    ),
    (re.compile(r"e-?pub|announced|online|available", re.IGNORECASE), 5),
    (re.compile(r"submi|posted|upload|eingereicht|soumis|enviad|submet|inviat|提交|投稿", re.IGNORECASE), 2),
)
"""How far from being a paper's date each labelled one is: below 9 it may be it, the lowest one is."""
PUBLISHED, PLAIN, NO_DATE = 1, 3, 9
LONGEST_LABEL = 48
# Where a year alone is a date: between punctuation, at an end, or in brackets.
YEAR_ENDS = re.compile(r"\s*(?:$|[,.;:)\]|·•\ue000\t]|\s[-–—/]\s|\()")
YEAR_STARTS = re.compile(r"(?:^|[,.;:()\]\[|·•\ue000\t]|[^\W_]\s?|\s[-–—/])\s*$")
ANY_DIGITS = re.compile(r"(?<!\d)(?:1[6-9]|20)\d\d(?!\d)")
# Months of three letters ("out", "set", "ago") are words of other languages, where they have neither a day nor a point.
DAY_AND_WORD = re.compile(r"(?<!\d)\d{1,2}(?!\d)|[^\W\d_]\.")
YEAR_FIRST = re.compile(r"(?:1[6-9]|20)\d\d(?!\d)")
SEASON = re.compile(
    r"(?:\b(?:spring|summer|fall|autumn|winter|frühjahr|sommer|herbst|printemps|été|automne|hiver|primavera|otoño|verano"
    r"|invierno)"
    r"|\b(?P<from>[^\W\d_]{3,10})\.?\s?[/–-]\s?(?P<to>[^\W\d_]{3,10})\.?|\b(?:first|second|third|fourth)\s+quarter"
    r"|\bQ[1-4])\.?,?\s+(?P<year>(?:19|20)\d\d)\b"
    r"|\b(?P<first>(?:19|20)\d\d)\s+(?:[a-z]{3}-[a-z]{3}|spring|summer|fall|autumn|winter)(?!\w)",
    re.IGNORECASE,
)


def found(text: str, order: Order | None = None) -> list[Dated]:
    """The dates in a text that stand there as such: a year alone only between punctuation or at an end of it."""
    dated: list[Dated] = []
    at = 0
    while ANY_DIGITS.search(text, at) and (match := _any_date().search(text, at)):
        one = _dated(match, order) or ((year := YEAR_FIRST.match(text, match.start())) and _dated(year, order)) or None
        at = match.end() if one else _behind_word(text, match.start())
        dated += [one] if one else []
    return dated


def _dated(match: re.Match[str], order: Order | None) -> Dated | None:
    """The date that a text has where something looks like one, None where that is none."""
    text, start, end = match.string, match.start(), match.end()
    words = [word for word in re.findall(ANY_WORD, match[0]) if word not in NO_MONTHS]
    if words and not are_months(*words):
        return None
    if words and words[0].lower() not in ENGLISH and len(words[0]) <= len("out") and not DAY_AND_WORD.search(match[0]):
        return None
    if start and (
        text[start - 1] in "-./'’" or (match[0][0].isdigit() and text[start - 1].isascii() and text[start - 1].isalnum())
    ):
        return None
    if match[0].isdecimal() and not (YEAR_ENDS.match(text, end) and YEAR_STARTS.search(text, max(0, start - 4), start)):
        return None
    if not (value := match[0] if YEAR_FIRST.fullmatch(match[0]) else iso(match[0], order)):
        return None
    start = _with_weekday(text, start) if len(value) == len("2022-10-04") else start
    before = BEFORE.search(text, max(0, start - LONGEST_LABEL), start)
    time = _time().match(text, end)
    return Dated(
        before.start() if before else start, time.end() if time else end, (before["label"] if before else "").strip(), value
    )


def are_months(*words: str | None) -> bool:
    """Whether words are names of months in some language; those that are None are not asked about."""
    return all(word is None or word.lower() in ENGLISH or word.lower() in foreign().months for word in words)


def _behind_word(text: str, at: int) -> int:
    """Where it is looked on for a date when there is none at a place."""
    word = re.compile(r"\d+|[^\W\d_]+|.", re.DOTALL).match(text, at)
    return word.end() if word else at + 1


def _with_weekday(text: str, at: int) -> int:
    """Where a date begins with the weekday or the article before it."""
    before = re.compile(rf"(?:\b(?P<word>[^\W\d_]{{2,13}})\.?,?\s+)?{ARTICLE}$").search(text, max(0, at - 24), at)
    if not before or not before["word"]:
        return before.start() if before else at
    word = before["word"].lower()
    return before.start() if word in english().weekdays or word in foreign().weekdays else before.end("word")


@cache
def _any_date() -> re.Pattern[str]:
    """What is a date if its word is a month's name; a month may be glued to small letters before it."""
    return re.compile(rf"(?:(?<![^\W\d_])|(?<=[a-zß-ÿ])(?=[A-ZÀ-Þ]))(?:{ANY_DATE}|1[6-8]\d\d)(?![^\W_])")


@cache
def _time() -> re.Pattern[str]:
    return re.compile(rf"\.?{EAST_ASIAN_WEEKDAY}|{TIME}{ZONE}")


def rank(label: str) -> int:
    """How far from being a paper's date one with this label is; from 9 on it is none."""
    return next((rank for pattern, rank in RANKS if pattern.search(label)), PUBLISHED) if label else PLAIN


def doubtful(printed: str) -> bool:
    """Whether a date is one day or another, as its day or its month stands first ("07/08/2023")."""
    return len(set(_orders(printed).values())) > 1


def order(printed: Iterable[str]) -> Order | None:
    """In which order a dump writes day and month, as its dates say that can be read in one alone; None if they differ."""
    sure = {only for read in map(_orders, printed) if len(read) == 1 for only in read}
    return sure.pop() if len(sure) == 1 else None


@lru_cache(maxsize=1024)
def _orders(printed: str) -> dict[Order, str]:
    """What a date is when the day, and when the month stands first; only what is in the calendar."""
    found = _taken_apart(printed)
    if "first" not in found:
        either = _in_calendar(found.get("year", 0), found.get("month"), found.get("day"))
        return {"dmy": either, "mdy": either} if either else {}
    year, first, second = found["year"], found["first"], found["second"]
    day_first, month_first = _in_calendar(year, second, first), _in_calendar(year, first, second)
    if "." in printed:  # where dots stand the day comes first
        day_first = month_first = day_first or month_first
    read: dict[Order, str | None] = {"dmy": day_first, "mdy": month_first}
    return {key: value for key, value in read.items() if value}


def _taken_apart(printed: str) -> dict[str, int]:
    """The numbers of a date by what they are; a month that has no number is 0."""
    found = next((match.groupdict() for form in _any_forms() if (match := form.fullmatch(printed))), {})
    if "name" in found:
        name = found.pop("name").lower()
        found["month"] = ENGLISH.get(name) or foreign().months.get(name, 0)
    return {key: int(value) for key, value in found.items()}


@cache
def _any_forms() -> tuple[re.Pattern[str], ...]:
    return tuple(map(re.compile, _forms(ANY_WORD)))


def _in_calendar(year: int, month: int | None, day: int | None) -> str | None:
    """A whole or partial date in ISO form, None where the calendar has none such."""
    try:
        whole = date(year, 1 if month is None else month, 1 if day is None else day).isoformat()
    except ValueError:
        return None
    return whole if day is not None else whole[: len("2023" if month is None else "2023-07")]
