r"""How alike two titles are: in every spelling of theirs one, but for a subtitle, but for one typing error, or of two papers.

`Schr\"odinger` and `Schrödinger`, `$\beta$-VAE` and "beta-VAE", "Modelling & Colours" and "modeling and colors." are one title.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from enum import Enum
from functools import lru_cache
from html import unescape
from itertools import islice

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
# A title with one of these right behind its colon is hardly the one without it.
ANOTHER = frozenset(
    re.findall(
        r"\w+",
        "addendum appendix chapter comment comments continued correction corrigendum discussion erratum errata ii iii iv v vi"
        " part rejoinder reply response retraction revisited sequel supplement supplementary update volume",
    )
)
ARTICLES = frozenset(("a", "an", "the"))
VOWELS, PREFIXES = frozenset("aeiouy"), frozenset("ae")

_TAG = re.compile(r"</?[A-Za-z]{1,10}>")
_SUBTITLE = re.compile(r"(?<=\S)(?:\s?:\s+|(?<=[?!])\s+|\s+[-–—]{1,3}\s+|—|：)(?=\S)")
CUTS = 3
# In so many letters at the front a vowel for another makes another word ("macro", "micro").
FRONT = 2
# In a shorter name of a method two letters that change places make another ("AMR", "MAR"), as any other letter does in all.
LONG_NAME = 5
# A word that is used so many times less than one that differs from it by a letter is that one, mistyped.
RARER = 20
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
        (r"(?<=[a-z]{2})wards$", "ward"),
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
    """What two titles are to each other; SUBTITLE and TYPO need a second sign, LETTER two, DOUBTFUL the same abstract."""

    SAME = "same title"
    SUBTITLE = "same title but for the subtitle"
    TYPO = "same title but for a typing error"
    LETTER = "same title but for a letter"
    DOUBTFUL = "titles that differ a little"
    DIFFERENT = "titles that differ"


class Title(Record):
    """A title as it is compared: `words`, all of them in one spelling and in one as `key`, their number as `size`.

    `heads` are the keys of what stands before its subtitle, with the words behind. `telling` counts the words that are more
    than what parts of any journal are called; `methods` are those with capitals inside.
    """

    key: str = ""
    words: tuple[str, ...] = ()
    size: float = 0
    heads: Mapping[str, tuple[str, ...]] = {}
    telling: float = 0
    methods: frozenset[str] = frozenset()

    @property
    def letters(self) -> str:
        """All words in one, as they are spelled."""
        return "".join(self.words)

    @property
    def long(self) -> bool:
        """Whether so long a title is hardly that of two papers."""
        return self.size >= ENOUGH_WORDS and self.telling >= 2


NO_TITLE = Title()


def read(text: str | None) -> Title:
    """The title as it is compared; NO_TITLE for none, and for one without a letter or digit."""
    shown = plain(_TAG.sub("", unescape(text or "")))
    words = units(_spelled(shown))
    if not words:
        return NO_TITLE
    cuts = (units(_spelled(shown[: cut.start()])) for cut in islice(_SUBTITLE.finditer(shown), CUTS))
    return Title(
        key=_key(words),
        words=tuple(words),
        size=length(words),
        heads={_key(head): tuple(words[len(head) :]) for head in cuts if 0 < len(head) < len(words)},
        telling=length([word for word in words if (len(word) > 3 or not word.isascii()) and word not in PARTS]),
        methods=frozenset(word for name in METHOD.findall(shown) for word in units(terms.spell(name))),
    )


def units(spelled: str) -> list[str]:
    """The words of a text that `terms.spell` gave; single characters of the scripts that part no words."""
    return (_UNIT if _UNSPACED.search(spelled) else _WORD).findall(spelled)


def unspaced(words: Sequence[str]) -> bool:
    """Whether some of these are characters of a script that parts no words."""
    return any(len(word) == 1 and _UNSPACED.match(word) for word in words)


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
    if one.key == other.key or one.letters == other.letters:
        return Likeness.SAME
    behind = one.heads.get(other.key) or other.heads.get(one.key)
    if behind:
        return Likeness.DOUBTFUL if _of_a_series(behind) else Likeness.SUBTITLE
    if min(one.size, other.size) < ENOUGH_WORDS:
        return Likeness.DIFFERENT
    mine, theirs = rest(one, other)
    if not _one_edit(mine, theirs) or (_numeral(mine) and _numeral(theirs)) or any(map(str.isdecimal, mine + theirs)):
        return Likeness.DIFFERENT
    if mine == theirs:
        return Likeness.SAME
    named = mine in one.methods and theirs in other.methods and not (sorted(mine) == sorted(theirs) and len(mine) >= LONG_NAME)
    if named or _UNSPACED.search(mine + theirs) or _prefixed(mine, theirs):
        return Likeness.DOUBTFUL
    return _letter_apart(mine, theirs, known)


def _of_a_series(subtitle: tuple[str, ...]) -> bool:
    """Whether what stands behind a colon says that there is more than one paper of what stands before it."""
    first = subtitle[1:2] if subtitle[0] in ARTICLES else subtitle[:1]
    return not ANOTHER.isdisjoint(first) or any(map(str.isdecimal, subtitle)) or len("".join(subtitle)) == 1


def rest(one: Title, other: Title) -> tuple[str, str]:
    """What is left of two titles without the words with which both begin and end."""
    shorter = min(len(one.words), len(other.words))
    first = _equal(one.words, other.words)
    last = min(_equal(one.words[::-1], other.words[::-1]), shorter - first)
    return "".join(one.words[first : len(one.words) - last]), "".join(other.words[first : len(other.words) - last])


def _equal(one: Sequence[str], other: Sequence[str]) -> int:
    """With how many equal words both begin."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (mine, theirs) in pairs if american(mine) != american(theirs)), min(len(one), len(other)))


def _letter_apart(mine: str, theirs: str, known: Mapping[str, int]) -> Likeness:
    """What words that differ by a letter make of titles: a typing error where one is hardly a word, as others use it."""
    rare, common = sorted((known.get(mine, 0), known.get(theirs, 0)))
    if rare == 0 < common:
        return Likeness.TYPO
    if not _is_slip(mine, theirs):
        return Likeness.DOUBTFUL
    return Likeness.TYPO if rare * RARER <= common else Likeness.LETTER


def _is_slip(mine: str, theirs: str) -> bool:
    """Whether two words differ as slips of fingers make them, and not as words do: by one vowel for another near the front."""
    if len(mine) != len(theirs):
        return True
    at = next(at for at, letter in enumerate(mine) if letter != theirs[at])
    return sorted(mine) == sorted(theirs) or at >= FRONT or not VOWELS.issuperset((mine[at], theirs[at]))


def _prefixed(mine: str, theirs: str) -> bool:
    """Whether one word is the other with a letter in front that makes another word ("typical", "atypical")."""
    short, long = sorted((mine, theirs), key=len)
    return long[1:] == short and long[:1] in PREFIXES and long[:1] != short[:1]


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
    """Whether a word names one of a series: a Roman numeral, a letter by itself, none for the first."""
    return len(word) <= 1 or bool(_ROMAN.fullmatch(word))


def _spelled(shown: str) -> str:
    text = unicodedata.normalize("NFKC", shown).translate(_SIGNS)
    return terms.spell(text if text.isascii() else _GREEK.sub(_named, text))


def _named(letters: re.Match[str]) -> str:
    return "".join(_letter(letter) for letter in letters[0])


@lru_cache
def _letter(letter: str) -> str:
    name = unicodedata.name(letter, "").split(" WITH ")[0]
    return name.rpartition(" ")[2].lower().replace("lamda", "lambda") if name.startswith("GREEK") else letter


def _key(words: list[str]) -> str:
    """The words in American spelling and in one, without an article in front."""
    return "".join(map(american, words[1:] if len(words) >= ENOUGH_WORDS and words[0] in ARTICLES else words))


@lru_cache(maxsize=1 << 16)
def american(word: str) -> str:
    """A word in American spelling, or what stands for it as well as for its British spelling."""
    if len(word) < 4 or not word.isascii() or not word.isalpha():
        return word
    word = _IRREGULAR.get(word, word)
    for pattern, written in _AMERICAN:
        word = pattern.sub(written, word)
    return word
