"""How much a text looks like one person's name: by the shape of its words, and by what the rest of the dump uses."""

import re
from collections.abc import Iterator
from functools import lru_cache

from sitegen.dumps.groups import GROUP_WORD, SURE_GROUP, VENUE, group
from sitegen.records import Record
from sitegen.text.names import PARTICLES, SUFFIXES, fold

INITIAL = re.compile(r"(?:\w\.)(?:-?\w\.)*|[^\W\d_]$")
WORD = re.compile(r"[^\W\d_]+")
# The same in ASCII, which is found in half the time.
ASCII_WORD = re.compile(r"[A-Za-z]+")
# Words of titles that no name holds; a title that ends in one does not end there.
FUNCTION_WORDS = frozenset(
    re.findall(
        r"\w+",
        "a about across after against all an and are as at be been before between beyond but by can do does during for"
        " from had has have how if in into is it its less more most no nor not of on one only or our over than that the"
        " their them then there these they this those through to toward towards two under up upon using via was we were"
        " what when where which while who whose why with within without yet your",
    )
)
# Scribes write these prefixes and go on with a capital: McCallum, DeYoung, LaTanya, O'Brien, d'Alessandro.
PREFIXES = (
    "mc",
    "mac",
    "de",
    "di",
    "du",
    "la",
    "le",
    "van",
    "von",
    "fitz",
    "al",
    "el",
    "o'",
    "o’",
    "d'",
    "d’",
    "l’",
    "l'",
)
NICKNAME = re.compile(r"\([^\W\d_]+\)|[\"“][^\W\d_]+[\"”]")
NO_NAME_MARK = re.compile(r"[\d:;?!\[\]{}$%\\=+*&^_<>|@#()]")
COMMA = re.compile(r",\s*")
HAN = re.compile(r"[\u3400-\u9fff]+")
CAPITALS_THEN_SMALL = re.compile(r"[A-ZÀ-ÖØ-Þ]{2}[a-zß-öø-ÿ]")
# Given names written in two syllables ("JinYeong") have short ones.
LONG_SYLLABLE = 5
# No name has more words or characters: those in print have up to 6 and some 70. So a name is looked for in no more than the end
# of a text, however long that is.
MOST_WORDS = 6
LONGEST_NAME = 100
# How much like a name a text of so many words is, before its words are looked at.
LENGTHS = (0.0, -1.0, 1.0, 0.8, 0.2, -0.4, -1.0)
# Below this a text is not a name at all.
NO_NAME = -2.0


class Known(Record):
    """What the rest of the dump says: the folded names in its bylines and their words, and the words of its other text.

    `small` are those that it prints in small letters. `backwards` is above 0 where its bylines print family names first, below
    where they print them last, `dots` above 0 where dots part its names, below where they set affiliations apart.
    """

    names: frozenset[str] = frozenset()
    name_words: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    small: frozenset[str] = frozenset()
    backwards: int = 0
    dots: int = 0


def words(text: str) -> list[str]:
    """The words of a text, in order."""
    return (ASCII_WORD if text.isascii() else WORD).findall(text)


def name_end(text: str) -> str:
    """As much of a text's end as can be a name."""
    end = text[-LONGEST_NAME:]
    return " ".join(end.rsplit(" ", MOST_WORDS)[-MOST_WORDS:])


def camel_humps(text: str) -> Iterator[int]:
    """Where a capital stands right behind a lower-case letter, but for the prefixes of names."""
    start = 0
    for at in range(1, len(text)):
        if text[at - 1] in " -":
            start = at
        elif text[at].isupper() and text[at - 1].islower() and text[start:at].lower() not in PREFIXES:
            yield at


def is_suffix(text: str) -> bool:
    """Whether a text is "Jr." or its like, which belongs to the name before it."""
    return text.strip(" .").lower() in SUFFIXES


@lru_cache(maxsize=1024)
def name_score(text: str, known: Known) -> float:
    """How much a text looks like one name: about 1 for two capitalised words, 4 more when the dump knows it."""
    if len(text) > LONGEST_NAME or VENUE.search(text):
        return -6.0
    if group(text):
        return 1.0 if SURE_GROUP.match(text) else 0.3
    core = text
    if "," in text:
        family, *given = COMMA.split(text)
        given = [part for part in given if not is_suffix(part)]
        core = " ".join([*given, family])
    words = core.split()
    if len(words) > 1 and is_suffix(words[-1]):
        words.pop()
    if not words or len(words) > MOST_WORDS:
        return -6.0
    score = LENGTHS[len(words)] + sum([_word_score(word, known) for word in words])
    if len(words) == 1 and len(core) < 4 and HAN.fullmatch(core):
        score += 2.0
    if words[-1].islower() and not core.islower():
        score -= 2.0
    if known.names:
        folded = fold(text)
        score += 4.0 * (folded in known.names) + 0.5 * sum([word in known.name_words for word in folded.split()])
    return score


def _word_score(word: str, known: Known) -> float:
    """How much worse a name becomes by holding this word."""
    score, lower, heads = _word_shape(word)
    # "WebRolf" is more of a title's last word than "GuiPing" is when the dump uses "web" as a word.
    score -= sum([1.5 for head in heads if head in known.words])
    return score - 0.4 * (lower in known.small and lower not in known.name_words)


@lru_cache(maxsize=8192)
def _word_shape(word: str) -> tuple[float, str, tuple[str, ...]]:
    """How much worse a name becomes by a word like this, and what of it the dump may know: it whole, and what its humps end."""
    bare = word.strip(".,'’`")
    if NICKNAME.fullmatch(word):
        return -0.5, "", ()
    if not bare[:1].isalpha() or NO_NAME_MARK.search(word):
        return -6.0, "", ()
    lower = bare.lower()
    if INITIAL.fullmatch(word):
        return 0.0, "", ()
    if bare[0].islower():
        return 0.0 if lower in PARTICLES else -6.0 if lower in FUNCTION_WORDS else -1.5, "", ()
    if lower in FUNCTION_WORDS and lower not in PARTICLES:
        return -1.0, "", ()
    score = 0.0 if len(bare) == 1 or not bare.isupper() else -2.0 if word.endswith(".") else -0.4
    score -= 2.0 * bool(CAPITALS_THEN_SMALL.search(bare) or "/" in bare) + 2.0 * bool(GROUP_WORD.fullmatch(bare))
    heads = tuple(bare[:at].lower() for at in camel_humps(bare))
    return score - sum(1.0 if len(head) < LONG_SYLLABLE else 2.0 for head in heads), lower, heads
