r"""How alike two titles are: in every spelling of theirs one, but for a subtitle, but for one typing error, or of two papers.

`Schr\"odinger` and `Schrödinger`, `$\beta$-VAE` and "beta-VAE", "Modelling & Colours" and "modeling and colors." are one title.
"""

import re
import unicodedata
from collections.abc import Mapping
from enum import Enum
from functools import lru_cache
from html import unescape

from sitegen.records import Record
from sitegen.text import plain, terms

# A name that somebody made up for a method: capitals inside the word, or nothing but capitals.
METHOD = re.compile(r"\b(?:[A-Z][a-z]*[A-Z]+[A-Za-z0-9]*|[a-z]+[A-Z][A-Za-z0-9]*)\b")
# Shorter ones, in words, are borne by many papers.
ENOUGH_WORDS = 4
# What parts of a journal or of proceedings are called, year after year.
PARTS = frozenset(
    re.findall(
        r"\w+",
        "announcement announcements author book books call chair chairs committee contents conference correction corrections"
        " corrigendum editor editorial editors erratum foreword from front guest index introduction issue issues journal letter"
        " letters matter message news newsletter notes obituary overview papers preface proceedings program programme"
        " publications received report reply response review reviewers reviews session special subject submission submissions"
        " symposium table this volume welcome with workshop",
    )
)
# A title with one of these behind its colon is hardly the one without it.
ANOTHER = frozenset(
    re.findall(
        r"\w+",
        "addendum appendix chapter comment comments continued correction corrigendum discussion erratum errata ii iii iv v vi"
        " part rejoinder reply response retraction revisited sequel supplement supplementary task track update volume",
    )
)
ARTICLES = frozenset(("a", "an", "the"))

_TAG = re.compile(r"</?[A-Za-z]{1,10}>")
_SUBTITLE = re.compile(r"(?<=\w[:?!])\s+(?=\w)|(?<=\w)\s+[-–—]{1,3}\s+(?=\w)|(?<=\w)(?:\s*—\s*|：)(?=\w)")
_SIGNS = str.maketrans({"&": " and ", "+": " plus ", "#": " sharp ", "×": " x ", "∞": " infinity ", "√": " sqrt "})
# Letters that stand for themselves; a longer run is a Greek word.
_GREEK = re.compile("(?<![\u0370-\u03ff])[\u0370-\u03ff]{1,2}(?![\u0370-\u03ff])")
_SINGLE = "\u0e00-\u0eff\u0f00-\u109f\u1780-\u17ff"  # Thai, Lao, Tibetan, Burmese, Khmer: letters in a row without spaces
_HAN = "\u3005\u3007\u3041-\u309f\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
_UNSPACED = re.compile(f"[{_SINGLE}{_HAN}]")
_WORD = re.compile("[a-z0-9\x80-\U0010ffff]+")
_UNIT = re.compile(f"[{_SINGLE}{_HAN}]|[a-z0-9\x80-\u0dff\u10a0-\u177f\u1800-\u3004\u30a0-\u33ff\ua000-\U0001ffff]+")
_ROMAN = re.compile(r"[ivxl]{1,6}")
# British spellings of word ends, and what Americans write; words that this maps alike in vain hardly meet in equal titles.
_AMERICAN = tuple(
    (re.compile(pattern), american)
    for pattern, american in (
        (r"(?<=[a-z]{2})is(?=(?:e|es|ed|er|ers|ing|able|ations?)$)", "iz"),
        (r"(?<=[a-z]{2})ys(?=(?:e|es|ed|er|ers|ing)$)", "yz"),
        (r"(?<=[a-z]{2})our", "or"),
        (r"(?<=[a-z]{2}[btv])re(?=[sd]?$)", "er"),
        (r"(?<=[a-z])([lpst])\1(?=(?:ed|ing|ers?|ors?|ous)$)", r"\1"),
        (r"ogue(?=s?$)", "og"),
        (r"enc(?=es?$)", "ens"),
        (r"amme(?=s?$)", "am"),
        (r"(?<=[dg]g)ement", "ment"),
        (r"(?<=.)[ao]e", "e"),
        (r"^oe", "e"),
        (r"(?<=[a-z]{3})wards$", "ward"),
    )
)
_IRREGULAR = {
    "ageing": "aging",
    "aluminium": "aluminum",
    "artefact": "artifact",
    "artefacts": "artifacts",
    "grey": "gray",
    "mould": "mold",
    "plough": "plow",
    "practise": "practice",
    "sceptic": "skeptic",
    "sulphur": "sulfur",
    "fulfil": "fulfill",
    "learnt": "learned",
    "maths": "math",
    "sceptical": "skeptical",
    "analyse": "analyze",
}


class Likeness(Enum):
    """What two titles are to each other; SUBTITLE and TYPO need a second sign, DOUBTFUL a strong one."""

    SAME = "same title"
    SUBTITLE = "same title but for the subtitle"
    TYPO = "same title but for a typing error"
    DOUBTFUL = "titles that differ by a letter"
    DIFFERENT = "titles that differ"


class Title(Record):
    """A title as it is compared: all its words in one as `key`, `words` in one spelling, its length in words as `size`.

    `head` is the key of what stands before its subtitle, "" where it has none, `subtitle` the words behind. `telling` counts
    the words that are more than what parts of any journal are called; `methods` are those with capitals inside.
    """

    key: str = ""
    words: tuple[str, ...] = ()
    size: float = 0
    head: str = ""
    subtitle: tuple[str, ...] = ()
    telling: float = 0
    methods: frozenset[str] = frozenset()

    @property
    def long(self) -> bool:
        """Whether so long a title is hardly that of two papers."""
        return self.size >= ENOUGH_WORDS and self.telling >= 2


NO_TITLE = Title()


def read(text: str | None) -> Title:
    """The title as it is compared; NO_TITLE for none, and for one without a letter or digit."""
    shown = plain(_TAG.sub("", unescape(text or "")))
    words = units(_spelled(shown))
    spelled = _canonical(words)
    if not spelled:
        return NO_TITLE
    cut = _SUBTITLE.search(shown)
    head = units(_spelled(shown[: cut.start()])) if cut else []
    return Title(
        key="".join(spelled),
        words=spelled,
        size=length(words),
        head="".join(_canonical(head)),
        subtitle=tuple(words[len(head) :]) if head else (),
        telling=length([word for word in words if (len(word) > 3 or _UNSPACED.match(word)) and word not in PARTS]),
        methods=frozenset(word for name in METHOD.findall(shown) for word in units(terms.spell(name))),
    )


def units(spelled: str) -> list[str]:
    """The words of a text that `terms.spell` gave; single characters of the scripts that part no words."""
    return (_UNIT if _UNSPACED.search(spelled) else _WORD).findall(spelled)


def length(words: list[str]) -> float:
    """How many words these are: two characters of Han or hiragana are about one, and four letters of Thai and its like."""
    return sum(map(weight, words))


def weight(unit: str) -> float:
    """How much of a word this is, as `length` counts."""
    if len(unit) > 1 or not _UNSPACED.match(unit):
        return 1
    return 0.25 if unit < "\u2000" else 0.5


def compare(one: Title, other: Title, known: Mapping[str, int]) -> Likeness:
    """How alike two titles are; `known` says how many other texts have a word in which they may differ."""
    if one.key == other.key:
        return Likeness.SAME
    if one.head == other.key or other.head == one.key:
        behind = {*(one.subtitle if one.head == other.key else other.subtitle)}
        return Likeness.DOUBTFUL if behind & ANOTHER or any(map(_numeral, behind)) else Likeness.SUBTITLE
    if min(one.size, other.size) < ENOUGH_WORDS:
        return Likeness.DIFFERENT
    mine, theirs = rest(one, other)
    if not _one_edit(mine, theirs) or _numeral(mine) or _numeral(theirs):
        return Likeness.DIFFERENT
    return Likeness.TYPO if _is_typo(one, other, mine, theirs, known) else Likeness.DOUBTFUL


def rest(one: Title, other: Title) -> tuple[str, str]:
    """What is left of two titles without the words with which both begin and end."""
    shorter = min(len(one.words), len(other.words))
    same = zip(one.words, other.words, strict=False)
    first = next((at for at, (mine, theirs) in enumerate(same) if mine != theirs), shorter)
    same = zip(reversed(one.words), reversed(other.words), strict=False)
    last = next((at for at, (mine, theirs) in enumerate(same) if mine != theirs), shorter)
    last = min(last, shorter - first)
    return "".join(one.words[first : len(one.words) - last]), "".join(other.words[first : len(other.words) - last])


def _is_typo(one: Title, other: Title, mine: str, theirs: str, known: Mapping[str, int]) -> bool:
    """Whether of two words that differ by a letter one is hardly a word; where nobody else uses either, by where they differ.

    A letter at the beginning, or an `s` at the end, makes another word ("typical", "atypical"); so do all letters of names.
    """
    if {mine, theirs} & (one.methods | other.methods) or min(len(mine), len(theirs)) < 2 or not _alphabetic(mine + theirs):
        return False
    short, long = sorted((mine, theirs), key=len)
    if long in (short + "s", long[:1] + short):
        return False
    if bool(known.get(mine)) != bool(known.get(theirs)):
        return True
    replaced = len(mine) == len(theirs) and sorted(mine) != sorted(theirs)
    return not known.get(mine) and mine[: 1 + 2 * replaced] == theirs[: 1 + 2 * replaced] and len(short) >= 5


def _one_edit(one: str, other: str) -> bool:
    """Whether one letter more, another letter, or two letters swapped makes one word of the other."""
    if abs(len(one) - len(other)) > 1:
        return False
    shorter = min(len(one), len(other))
    first = next((at for at in range(shorter) if one[at] != other[at]), shorter)
    mine, theirs = one[first:], other[first:]
    swapped = mine[1:2] + mine[:1] + mine[2:]
    return theirs in (swapped, mine[1:]) or theirs[1:] in (mine, mine[1:])


def _numeral(word: str) -> bool:
    """Whether a word counts, or names one of a series: digits, a Roman numeral, a letter by itself."""
    return len(word) == 1 or any(map(str.isdecimal, word)) or bool(_ROMAN.fullmatch(word))


def _alphabetic(text: str) -> bool:
    return not _UNSPACED.search(text)


def _spelled(shown: str) -> str:
    text = unicodedata.normalize("NFKC", shown).translate(_SIGNS)
    return terms.spell(text if text.isascii() else _GREEK.sub(_named, text))


def _named(letters: re.Match[str]) -> str:
    return "".join(_letter(letter) for letter in letters[0])


@lru_cache
def _letter(letter: str) -> str:
    name = unicodedata.name(letter, "").split(" WITH ")[0]
    return name.rpartition(" ")[2].lower().replace("lamda", "lambda") if name.startswith("GREEK") else letter


def _canonical(words: list[str]) -> tuple[str, ...]:
    """The words in American spelling, without an article in front."""
    kept = words[1:] if len(words) >= ENOUGH_WORDS and words[0] in ARTICLES else words
    return tuple(map(american, kept))


@lru_cache(maxsize=1 << 16)
def american(word: str) -> str:
    """A word in American spelling, or what stands for it as well as for its British spelling."""
    if len(word) < 4 or not word.isascii() or not word.isalpha():
        return word
    word = _IRREGULAR.get(word, word)
    for pattern, written in _AMERICAN:
        word = pattern.sub(written, word)
    return word
