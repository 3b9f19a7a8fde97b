"""Bylines: recognised, read, and split from a title that they are glued to.

    …Small Learning Rate SGDRunzhe Wang, Sadhika Malladi, Tianhao Wang et al. · tsinghua
    …Differential Equations (SDEs)Zhiyuan Li, Sadhika Malladi, Sanjeev Arora

Nothing marks where the title ends. Every place where a name could start is a candidate; what names and titles look like, and
which names and words the rest of the dump uses, weighs each, and the best one wins. No list of people is built in.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from sitegen.records import Record
from sitegen.text.names import PARTICLES, SUFFIXES, fold

AFFILIATIONS = re.compile(r"\s+[·•∙⋅]\s+")
INCOMPLETE = re.compile(r",?\s*\bet\.? al\.?$", re.IGNORECASE)
# What a byline ends in, without the byline.
NOBODY = re.compile(r",?\s*(?:(?:and|&)\s+)?et\.? al\.?(?:\s+[·•∙⋅](?:\s.*)?)?", re.IGNORECASE)
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
# A capitalised word right behind another word or its brackets.
CAPITALISED = re.compile(r"(?<=[^\s\-‐‑–—'’/@.])[^\W\d_a-zà-öø-ÿ][^\W\d_A-ZÀ-ÖØ-Þ]")
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
# Below this a line is a title alone.
ENOUGH = 1.0
# Where the likeliest place for a title to end beats the next one by less, a person is told.
DOUBTFUL = 1.0
# The most that a name, and the end of a title, say for the place between them.
KNOWN_NAME = 10.0
KNOWN_WORD = 1.5


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


class Authors(NamedTuple):
    """The authors behind the first one: how many, and how little the one that looks least like a name looks like one."""

    many: int = 0
    worst: float = 0.0

    def and_one(self, shape: float) -> "Authors":
        """These and one more."""
        return Authors(self.many + 1, min(self.worst, shape))

    def score(self) -> float:
        """How likely they are a byline's."""
        return min(0.0, 1.5 * (self.worst + 1.0)) + 0.3 * self.many


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
    scored = sorted(_cuts(whole, ENOUGH - marks - DOUBTFUL, known), reverse=True)
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
    name: list[str] = []
    for segment in SEPARATOR.split(names):
        if name and not _is_suffix(segment):
            yield ", ".join(name)
            name = []
        if name or segment.strip():
            name.append(segment if name else segment.strip())
    if name:
        yield ", ".join(name)


def _is_suffix(segment: str) -> bool:
    return segment.strip(" .").lower() in SUFFIXES


def _cuts(names: str, hopeless: float, known: Known) -> Iterator[tuple[float, int]]:
    """How likely the byline starts at each place that nothing but names stands behind, and the place.

    A place that cannot win, nor make the winner doubtful, is left out or given the most that it could have.
    """
    ends = [0, *(at for match in SEPARATOR.finditer(names) for at in match.span()), len(names)]
    segments = [names[start:end] for start, end in zip(ends[::2], ends[1::2], strict=True)]
    for number, others, capitalised in reversed(_authors_behind(segments, known)):
        if others.score() + KNOWN_NAME + KNOWN_WORD < hopeless:
            continue
        segment, start = segments[number], ends[2 * number]
        places = list(_name_starts(segment))
        named = bool(places) and any(_ends_in_name(before, known) for before in segments[max(0, number - 3) : number])
        for at in places:
            first = segment[at:]
            if capitalised and first.islower():
                shape, behind = _name_score(first.title(), known), capitalised.score()
            else:
                shape, behind = _name_score(first, known), others.score()
            score = shape + min(0.0, 1.5 * shape) + behind + _join_score(names, start + at) - 5.0 * named
            score += _title_end_score(segment[:at], known) if score + KNOWN_WORD >= hopeless else KNOWN_WORD
            hopeless = max(hopeless, score - DOUBTFUL)
            yield score, start + at


def _authors_behind(segments: Sequence[str], known: Known) -> list[tuple[int, Authors, Authors | None]]:
    """The segments, from the last one back, that a byline can start in: the number of each and the authors behind it.

    Where those are all in small letters they are weighed as if they had capitals as well.
    """
    printed, capitalised = Authors(), Authors()
    small = True
    found: list[tuple[int, Authors, Authors | None]] = []
    for number in reversed(range(len(segments))):
        found.append((number, printed, capitalised if small else None))
        segment = segments[number]
        shape = _name_score(segment, known)
        if shape < NO_NAME:
            break
        small = small and segment == segment.lower()
        if not _is_suffix(segment):
            printed = printed.and_one(shape)
            capitalised = capitalised.and_one(_name_score(segment.title(), known)) if small else capitalised
    return found


def _name_starts(segment: str) -> Iterator[int]:
    """Where a letter that can begin a name stands right behind what can end a title."""
    end = _name_end(segment)
    small = not any(letter.isupper() for letter in end.rpartition(" ")[2])
    for at in range(len(segment) - len(end) + 1, len(segment)):
        before, letter = segment[at - 1], segment[at]
        if not letter.isalpha() or before.isspace() or before in "/@([{“‘":
            continue
        if before in DASHES and not segment[at - 2 : at - 1].isspace():
            continue
        if letter.isupper() or not before.isalpha() or (small and before.islower()):
            yield at


def _name_end(text: str) -> str:
    """As much of a text's end as can be a name."""
    end = text[-LONGEST_NAME:]
    return " ".join(end.rsplit(" ", MOST_WORDS)[-MOST_WORDS:])


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
        return 2.0 if names.rfind(OPENING[before], 0, cut - 1) >= 0 else -1.5
    if before == ".":
        return 0.3 if re.fullmatch(r"[^\W\d_]{3}\.", names[max(0, cut - 4) : cut]) else -1.0
    return 2.0 if before in "?!$%" else 1.0 if before.isdigit() else 0.5


def _title_end_score(title: str, known: Known) -> float:
    """How much a title's end looks like one: a whole word, and no piece of a byline in front of it."""
    last = _name_end(title)
    word = (WORD.findall(last) or [""])[-1]
    score = KNOWN_WORD if word.lower() in known.words else -1.0 if word.islower() and len(word) < 3 else 0.0
    score -= 2.0 * (word.lower() in FUNCTION_WORDS)
    if word.lower() not in known.words:
        score -= max((_bitten_name_score(word, at, known) for at in _camel_humps(word)), default=0.0)
    return score - 3.0 * any(
        _name_score(last[at:], known) >= ENOUGH and _has_new_word(last[at:], known) for at in _camel_humps(last)
    )


def _ends_in_name(text: str, known: Known) -> bool:
    """Whether a name is glued to what stands before the end of a text."""
    end = _name_end(text)
    return any(_name_score(end[match.start() :], known) >= ENOUGH for match in CAPITALISED.finditer(end))


def _has_new_word(text: str, known: Known) -> bool:
    """Whether a text has a word that the dump uses nowhere else, as names have, unlike "Net Hypernyms" in "WordNet …"."""
    return any(word.lower() not in known.words for word in WORD.findall(text))


def _bitten_name_score(word: str, at: int, known: Known) -> float:
    """How much it looks as if a title's last word had bitten off the head of a name: "DynastyJin", unlike "MediaWikis"."""
    head, tail = word[:at].lower(), word[at:]
    syllable = len(tail) < LONG_SYLLABLE and tail[1:].islower() and tail.lower() not in known.words
    return 0.8 + 2.2 * (syllable and len(head) > 3 and head in known.words)


def _camel_humps(text: str) -> Iterator[int]:
    """Where a capital stands right behind a lower-case letter, but for the prefixes of names."""
    start = 0
    for at in range(1, len(text)):
        if text[at - 1] in " -":
            start = at
        elif text[at].isupper() and text[at - 1].islower() and text[start:at].lower() not in PREFIXES:
            yield at


def _name_score(text: str, known: Known) -> float:
    """How much a text looks like one name: about 1 for two capitalised words, 4 more when the dump knows it."""
    core = text.split(", ", maxsplit=1)[0]
    words = core.split() if len(core) <= LONGEST_NAME else []
    if len(words) > 1 and words[-1].strip(".").lower() in SUFFIXES:
        words.pop()
    if not words or len(words) > MOST_WORDS:
        return -6.0
    score = LENGTHS[len(words)] + sum([_word_score(word, known) for word in words])
    if words[-1].islower() and not core.islower():
        score -= 2.0
    if known.names:
        folded = fold(core)
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
    score -= 2.0 * bool(CAPITALS_THEN_SMALL.search(bare) or "/" in bare)
    heads = tuple(bare[:at].lower() for at in _camel_humps(bare))
    return score - sum(1.0 if len(head) < LONG_SYLLABLE else 2.0 for head in heads), lower, heads
