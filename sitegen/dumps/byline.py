"""Bylines: recognised, read, and split from a title that they are glued to.

    …Small Learning Rate SGDRunzhe Wang, Sadhika Malladi, Tianhao Wang et al. · tsinghua
    …Differential Equations (SDEs)Zhiyuan Li, Sadhika Malladi, Sanjeev Arora

Nothing marks where the title ends. Every place where a name could start is a candidate; what names and titles look like, and
which names and words the rest of the dump uses, weighs each, and the best one wins. No list of people is built in.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from sitegen.records import Record
from sitegen.text.names import PARTICLES, SUFFIXES, fold

AFFILIATIONS = re.compile(r"\s+[·•∙⋅]\s+")
INCOMPLETE = re.compile(r",?\s*\bet\.? al\.?$", re.IGNORECASE)
SEPARATOR = re.compile(r",?\s+(?:and|&)\s+(?=[^a-z])|[,;]\s+")
INITIAL = re.compile(r"(?:\w\.)(?:-?\w\.)*|[^\W\d_]$")
WORD = re.compile(r"[^\W\d_]+")
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
OPENING = {")": "(", "]": "[", "}": "{", "”": "“", "’": "‘", '"': '"', "'": "'"}
NICKNAME = re.compile(r"\([^\W\d_]+\)|[\"“][^\W\d_]+[\"”]")
DASHES = "-‐‑–—"
NO_NAME_MARK = re.compile(r"[\d:;?!\[\]{}$%\\=+*&^_<>|@#()]")
CAPITALISED = re.compile(r"(?<=[^\s\-‐‑–—'’/@.])[^\W\d_a-zà-öø-ÿ][^\W\d_A-ZÀ-ÖØ-Þ]")
CAPITALS_THEN_SMALL = re.compile(r"[A-ZÀ-ÖØ-Þ]{2}[a-zß-öø-ÿ]")
# Given names written in two syllables ("JinYeong") have short ones.
LONG_SYLLABLE = 5
LONGEST_NAME = 6
# How much like a name a text of so many words is, before its words are looked at.
LENGTHS = (0.0, -1.0, 1.0, 0.8, 0.2, -0.4, -1.0)
# Below this a text is not a name at all.
NO_NAME = -2.0
# Below this a line is a title alone.
ENOUGH = 1.0


class Byline(Record):
    """A byline in parts: the authors as printed, whether that is all of them, and their affiliations."""

    authors: tuple[str, ...]
    complete: bool = True
    affiliations: tuple[str, ...] = ()


class Known(Record):
    """What the rest of the dump says: the folded names in its bylines and their words, and the words of its other text.

    `small` are those that it prints in small letters.
    """

    names: frozenset[str] = frozenset()
    name_words: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    small: frozenset[str] = frozenset()


class TitleSplit(NamedTuple):
    """A line cut where its title ends: `score` tells how sure that is, `margin` by how much it beats the next best cut."""

    title: str
    byline: str
    score: float
    margin: float


def read(text: str) -> Byline:
    """The parts of a byline; every name as printed."""
    names, *affiliations = AFFILIATIONS.split(text, maxsplit=1)
    whole = INCOMPLETE.sub("", names)
    return Byline(
        authors=tuple(_authors(whole)),
        complete=whole == names,
        affiliations=tuple(part for place in affiliations for part in re.split(r",\s+", place) if part),
    )


def likeness(text: str, known: Known) -> float:
    """How much a whole line looks like a byline: above ENOUGH it is one, the surer the higher."""
    names = AFFILIATIONS.split(text, maxsplit=1)[0]
    marks = 2.0 * (names != text) + 2.0 * bool(INCOMPLETE.search(names))
    authors = list(_authors(INCOMPLETE.sub("", names)))
    if not authors:
        return -5.0
    worst = min(_name_score(author, known) for author in authors)
    return marks + worst + 0.5 * min(len(authors), 4) - 1.0


def split(text: str, known: Known) -> TitleSplit | None:
    """The line cut into title and byline at the likeliest place, or None where no place is likely."""
    names = AFFILIATIONS.split(text, maxsplit=1)[0]
    whole = INCOMPLETE.sub("", names)
    marks = 2.0 * (names != text) + 2.0 * (whole != names)
    scored = sorted(((_weigh(whole, cut, known), cut) for cut in _cuts(whole, known)), reverse=True)
    if not scored or scored[0][0] + marks < ENOUGH:
        return None
    best, cut = scored[0]
    margin = best - scored[1][0] if len(scored) > 1 else best
    return TitleSplit(text[:cut], text[cut:], best + marks, margin)


def learn(bylines: Iterable[str], texts: Iterable[str]) -> Known:
    """What a dump's bylines and its other lines say of names and words."""
    names = frozenset(fold(author) for byline in bylines for author in read(byline).authors)
    name_words = frozenset(word for name in names for word in name.split())
    printed = frozenset(word for text in texts for word in WORD.findall(text))
    small = frozenset(word for word in printed if word.islower())
    words = small | {word.lower() for word in printed} - name_words
    return Known(names=names, name_words=name_words, words=words, small=small)


def sure_names(text: str) -> list[str]:
    """The names of a glued line that stand behind its first comma after the join: those that are sure to be names."""
    names = INCOMPLETE.sub("", AFFILIATIONS.split(text, maxsplit=1)[0])
    found: list[str] = []
    for segment in reversed(list(_authors(names))[1:]):
        if _name_score(segment, Known()) < ENOUGH or next(_name_starts(segment), None):
            break
        found.append(segment)
    return found


def _authors(names: str) -> Iterator[str]:
    """The names between the commas; a "Jr." behind one belongs to the name before it."""
    pending = ""
    for segment in SEPARATOR.split(names):
        if pending and segment.strip(" .").lower() in SUFFIXES:
            pending = f"{pending}, {segment}"
            continue
        if pending:
            yield pending
        pending = segment.strip()
    if pending:
        yield pending


def _cuts(names: str, known: Known) -> Iterator[int]:
    """Every place where the first author could start: glued to what stands before, and nothing but names behind it."""
    segments = [(0, 0), *(match.span() for match in SEPARATOR.finditer(names)), (len(names), len(names))]
    for (_, start), (end, _) in reversed(list(pairwise(segments))):
        segment = names[start:end]
        first = max(0, len(segment) - len("".join(re.split(r"(\s+)", segment)[-2 * LONGEST_NAME + 1 :])))
        yield from (start + first + at for at in _name_starts(segment[first:]))
        if _name_score(segment, known) < NO_NAME:
            return


def _name_starts(segment: str) -> Iterator[int]:
    """Where a letter that can begin a name stands right behind what can end a title."""
    small = not any(letter.isupper() for letter in segment.rsplit(maxsplit=1)[-1])
    for at in range(1, len(segment)):
        before, letter = segment[at - 1], segment[at]
        if not letter.isalpha() or before.isspace() or before in "/@([{“‘":
            continue
        if before in DASHES and not segment[at - 2 : at - 1].isspace():
            continue
        if letter.isupper() or not before.isalpha() or (small and before.islower()):
            yield at


def _weigh(names: str, cut: int, known: Known) -> float:
    """How likely the byline starts at `cut`; one all in small letters is weighed as if it had capitals."""
    byline = names[cut:]
    if byline.islower():
        byline = byline.title()
    first, *others = (_name_score(author, known) for author in _authors(byline))
    behind = min((0.0, *(1.5 * (shape + 1.0) for shape in others))) + 0.3 * len(others)
    return first + min(0.0, 1.5 * first) + behind + _join_score(names, cut) + _title_end_score(names[:cut], known)


def _join_score(names: str, cut: int) -> float:
    """How natural it is that a title ends and a name starts between these two characters."""
    before, letter, following = names[cut - 1], names[cut], names[cut + 1 : cut + 2]
    if not letter.isupper():
        return -3.0 if before.isalpha() else -1.0 if letter.islower() else 1.0
    if before.islower():
        return 2.0
    if before.isupper():
        return 1.0 if following.islower() else 0.3 if following in ".'’" else -0.5
    if before in OPENING:
        return 2.0 if OPENING[before] in names[: cut - 1] else -1.5
    if before == ".":
        return 0.3 if re.search(r"[^\W\d_]{3}\.$", names[:cut]) else -1.0
    return 2.0 if before in "?!$%" else 1.0 if before.isdigit() else 0.5


def _title_end_score(title: str, known: Known) -> float:
    """How much a title's end looks like one: a whole word, and no piece of a byline in front of it."""
    *others, last = SEPARATOR.split(title)
    word = (WORD.findall(last) or [""])[-1]
    score = 1.5 if word.lower() in known.words else -1.0 if word.islower() and len(word) < 3 else 0.0
    score -= 2.0 * (word.lower() in FUNCTION_WORDS)
    if word.lower() not in known.words:
        score -= max((_bitten_name_score(word, at, known) for at in _camel_humps(word)), default=0.0)
    score -= 5.0 * any(
        _name_score(segment[at:], known) >= ENOUGH for segment in others[-3:] for at in _capitalised_inside(segment)
    )
    return score - 3.0 * any(
        _name_score(last[at:], known) >= ENOUGH and _has_new_word(last[at:], known) for at in _camel_humps(last)
    )


def _has_new_word(text: str, known: Known) -> bool:
    """Whether a text has a word that the dump uses nowhere else, as names have, unlike "Net Hypernyms" in "WordNet …"."""
    return any(word.lower() not in known.words for word in WORD.findall(text))


def _bitten_name_score(word: str, at: int, known: Known) -> float:
    """How much it looks as if a title's last word had bitten off the head of a name: "DynastyJin", unlike "MediaWikis"."""
    head, tail = word[:at].lower(), word[at:]
    syllable = len(tail) < LONG_SYLLABLE and tail[1:].islower() and tail.lower() not in known.words
    return 0.8 + 2.2 * (syllable and len(head) > 3 and head in known.words)


def _capitalised_inside(segment: str) -> Iterator[int]:
    """Where a capitalised word stands right behind another word or its brackets."""
    return (match.start() for match in CAPITALISED.finditer(segment))


def _camel_humps(text: str) -> Iterator[int]:
    """Where a capital stands right behind a lower-case letter, but for the prefixes of names."""
    for at in range(1, len(text)):
        if text[at].isupper() and text[at - 1].islower():
            start = max(text[:at].rfind(mark) for mark in " -") + 1
            if text[start:at].lower() not in PREFIXES:
                yield at


def _name_score(text: str, known: Known) -> float:
    """How much a text looks like one name: about 1 for two capitalised words, 4 more when the dump knows it."""
    core = text.split(", ", maxsplit=1)[0]
    words = core.split()
    if len(words) > 1 and words[-1].strip(".").lower() in SUFFIXES:
        words.pop()
    if not words or len(words) > LONGEST_NAME:
        return -6.0
    score = LENGTHS[len(words)] + sum(_word_score(word, known) for word in words)
    if words[-1].islower() and not core.islower():
        score -= 2.0
    folded = fold(core)
    return score + 4.0 * (folded in known.names) + 0.5 * sum(word in known.name_words for word in folded.split())


def _word_score(word: str, known: Known) -> float:
    """How much worse a name becomes by holding this word."""
    bare = word.strip(".,'’`")
    if NICKNAME.fullmatch(word):
        return -0.5
    if not bare[:1].isalpha() or NO_NAME_MARK.search(word):
        return -6.0
    lower = bare.lower()
    if INITIAL.fullmatch(word):
        return 0.0
    if bare[0].islower():
        return 0.0 if lower in PARTICLES else -6.0 if lower in FUNCTION_WORDS else -1.5
    if lower in FUNCTION_WORDS and lower not in PARTICLES:
        return -1.0
    parts = list(_camel_humps(bare))
    score = 0.0 if len(bare) == 1 or not bare.isupper() else -2.0 if word.endswith(".") else -0.4
    score -= 2.0 * bool(CAPITALS_THEN_SMALL.search(bare) or "/" in bare)
    # "WebRolf" is more of a title's last word than "GuiPing" is when the dump uses "web" as a word.
    heads = [bare[:at] for at in parts]
    score -= sum((1.0 if len(head) < LONG_SYLLABLE else 2.0) + 1.5 * (head.lower() in known.words) for head in heads)
    return score - 0.4 * (lower in known.small and lower not in known.name_words)
