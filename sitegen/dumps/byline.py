"""Bylines: recognised, read, and split from a title that they are glued to.

    …Small Learning Rate SGDRunzhe Wang, Sadhika Malladi, Tianhao Wang et al. · tsinghua
    …Differential Equations (SDEs)Zhiyuan Li, Sadhika Malladi, Sanjeev Arora

Nothing marks where the title ends. Every place where a name could start is a candidate; what names and titles look like, and
which names and words the rest of the dump uses, weighs each, and the best one wins. No list of people is built in.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from sitegen.dumps import naming, scores
from sitegen.dumps.authors import ENDING, LABEL, MIDDOT, MOST_ENDINGS, take_apart
from sitegen.dumps.groups import group
from sitegen.dumps.naming import FUNCTION_WORDS, INITIAL, LONG_SYLLABLE, NO_NAME, WORD, Known, camel_humps, name_end, name_score
from sitegen.records import Record
from sitegen.text.names import PARTICLES, fold

__all__ = [
    "AFFILIATIONS",
    "DOUBTFUL",
    "NOBODY",
    "WORD",
    "Byline",
    "Known",
    "TitleSplit",
    "learn",
    "learn_page",
    "learn_parted",
    "likeness",
    "parted",
    "read",
    "split",
    "sure_names",
]

AFFILIATIONS = MIDDOT
# What a byline ends in, without the byline.
NOBODY = re.compile(rf"(?:{ENDING.pattern[:-1]}){{1,{MOST_ENDINGS}}}(?:[·•∙⋅](?:\s.*)?)?", re.IGNORECASE)
OPENING = {")": "(", "]": "[", "}": "{", "”": "“", "’": "‘", '"': '"', "'": "'"}
NUMBER = re.compile(r"\d++$")
LONGEST_NUMBER = 5
LETTER = re.compile(r"[^\W\d_]")
# A letter but those that plainly go on with a word, which are most.
START = re.compile(r"[^\W\d_a-z]|(?<![A-Za-z])[a-z]")
# A name with its family name in capitals: "Ada EXAMPLE", "EXAMPLE Ada".
LOUD = re.compile(r"[^\W\d_][a-zß-ÿ][\w.-]* [^\W\d_a-zß-ÿ]{3}|[^\W\d_a-zß-ÿ]{3},? [^\W\d_][a-zß-ÿ]")
SHORT_WORD = re.compile(r"[^\W\d_]{3}\.")
DASHES = "-‐‑–—"
# A capitalised word right behind another word or its brackets.
CAPITALISED = re.compile(r"(?<=[^\s\-‐‑–—'’/@.])[^\W\d_a-zà-öø-ÿ][^\W\d_A-ZÀ-ÖØ-Þ]")
# Below this a line is a title alone.
ENOUGH = 1.0
# Where the likeliest place for a title to end beats the next one by less, a person is told.
DOUBTFUL = 1.0
# The most that a name, and the end of a title, say for the place between them.
KNOWN_NAME = 10.0
KNOWN_WORD = 1.5
# Where there is none of these there is one name at most.
MORE_NAMES = re.compile(r"[,;|·•∙⋅、，；]|\s(?:and|&)\s")
# Where title and byline are parted by a blank: the least that says where, and how many words the first name may have.
ENOUGH_PARTED = 0.0
MOST_OF_A_NAME = 3
# How much rarer a name of three whole words is than one of two, and what the last words of titles end in and names hardly do.
THIRD_NAME = 1.0
NOUN = re.compile(
    r"(?:[ts]ions?|ings?|ments?|it(?:y|ies)|ness|isms?|i[ac]ls?|ics?|[ae]nces?|[aeo]rs|[ln]ets?|tures?|log(?:y|ies)|ives?|ous|sis|ses"
    r"|ed|[kgmdx]s|ts|ata)$"
)
BLANK = re.compile(r"\s+")
# Longer lines say nothing of how bylines are printed.
LONGEST_TELLING = 500
# What is enough there.
ALMOST = 0.8
# So many lines show a way to print names that each of them leaves open.
MANY = 3


class Byline(Record):
    """A byline in parts: the authors as printed, whether that is all of them, their affiliations, and what is not sure."""

    authors: tuple[str, ...]
    complete: bool = True
    affiliations: tuple[str, ...] = ()
    doubt: str | None = None


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


def read(text: str, known: Known | None = None) -> Byline:
    """The parts of a byline; every name as printed."""
    parts = take_apart(text, known or Known())
    authors = tuple(text[start:end] for start, end in parts.spans)
    return Byline(authors=authors, complete=parts.complete, affiliations=parts.affiliations, doubt=parts.doubt)


def likeness(text: str, known: Known) -> float:
    """How much a whole line looks like a byline: above ENOUGH it is one, the surer the higher."""
    parts = take_apart(text, known)
    if not parts.spans:
        return -5.0
    worst = min(name_score(text[start:end], known) for start, end in parts.spans)
    loud = len(parts.spans) > 1 and all(LOUD.search(text, start, end) for start, end in parts.spans)
    return parts.sign + parts.reversed + loud + worst + 0.5 * min(len(parts.spans), 4) - 1.0


def split(text: str, known: Known) -> TitleSplit | None:
    """The line cut into title and byline at the likeliest place, or None where no place is likely."""
    parts = take_apart(text, known)
    scored = sorted(_cuts(text, parts.spans, ENOUGH - parts.sign - DOUBTFUL, known), reverse=True)
    if not scored or scored[0][0] + parts.sign < ENOUGH:
        return None
    best, cut = scored[0]
    margin = best - scored[1][0] if len(scored) > 1 else best
    return TitleSplit(text[:cut], text[cut:], best + parts.sign, margin)


def parted(text: str, known: Known) -> TitleSplit | None:
    """The line cut at the likeliest blank between a title and its byline, or None where no place is likely.

    The title is without the blank at its end. `known` is what `learn_parted` says of the page.
    """
    spans = take_apart(text, known).spans
    scored = sorted(_blanks(text, spans, known), reverse=True)
    if not scored or scored[0][0] < ENOUGH_PARTED:
        return None
    best, cut = scored[0]
    margin = best - scored[1][0] if len(scored) > 1 else best
    return TitleSplit(text[:cut].rstrip(), text[cut:], best, margin)


def learn_parted(texts: Sequence[str]) -> Known:
    """What lines say of names and words in each of which a blank parts a title from its byline.

    What stands behind the first comma is sure to be names, and what stands well before it no name.
    """
    names = [name for text in texts for name in sure_names(text)]
    return learn(names, [text.split(",")[0].rsplit(" ", MOST_OF_A_NAME)[0] for text in texts])


def _blanks(text: str, spans: Sequence[tuple[int, int]], known: Known) -> Iterator[tuple[float, int]]:
    """How likely the byline starts behind each blank that nothing but names stands behind, and the place."""
    segments = [text[start:end] for start, end in spans]
    for number, others, _ in _authors_behind(segments, known):
        segment, start = segments[number], spans[number][0]
        end = name_end(segment)
        for match in BLANK.finditer(segment, len(segment) - len(end)):
            at = match.end()
            if at < len(segment) and segment[at].isalpha():
                score = _parted_name(segment[at:], known) + others.score()
                yield score + _before_name(text[: start + at].rstrip(), known), start + at


def _parted_name(name: str, known: Known) -> float:
    """How much a text behind a blank looks like the whole name of a byline's first author."""
    shape = name_score(name, known)
    words = name.split()
    middle = words[1:-1]
    short = any(INITIAL.fullmatch(word) or word.lower() in PARTICLES for word in middle)
    whole = [word for word in words if _of_titles(word, known)]
    score = shape + min(0.0, 1.5 * shape) - 1.5 * len(whole) - THIRD_NAME * (bool(middle) and not short)
    return score - 1.5 * (words[0].endswith(".") and len(words[0]) == len("A."))


def _of_titles(word: str, known: Known) -> bool:
    """Whether a word is one of titles rather than of names."""
    lower = word.lower()
    return lower not in known.name_words and (lower in known.words or (len(word) > 4 and bool(NOUN.search(lower))))


def _before_name(title: str, known: Known) -> float:
    """How natural it is that a title ends so before a name."""
    last = title.rpartition(" ")[2]
    word = (WORD.findall(last) or [""])[-1].lower()
    score = 0.7 * _of_titles(word, known) - 2.0 * (word in FUNCTION_WORDS | PARTICLES or last.endswith((",", ":", "-")))
    score += 1.0 * (last.islower() or last[-1:] in "?!)") - 2.5 * bool(INITIAL.fullmatch(last) and last.endswith("."))
    return score - 1.0 * (word in known.name_words)


def learn(bylines: Iterable[str], texts: Iterable[str]) -> Known:
    """What a dump's bylines and its other lines say of names and words, and of how its bylines are printed."""
    texts = list(texts)
    return _known(bylines, texts, _style(text for text in texts if len(text) <= LONGEST_TELLING))


def learn_page(texts: Sequence[str], names_people: Callable[[str], bool]) -> Known:
    """The same of a page in whose lines that `names_people` tells the names behind the first comma are sure."""
    names: set[str] = set()

    def telling() -> Iterator[str]:
        """The lines that say how bylines are printed; each is taken apart once, for its names as well."""
        for text in texts:
            if scores.is_whole(text):
                continue
            if names_people(text):
                names.update(sure_names(text))
            if len(text) <= LONGEST_TELLING:
                yield text

    style = _style(telling())
    return _known(names, texts, style)


def _known(bylines: Iterable[str], texts: Iterable[str], style: tuple[int, int]) -> Known:
    names = frozenset(fold(author) for byline in bylines for author in read(byline).authors)
    name_words = frozenset(word for name in names for word in name.split())
    printed: set[str] = set()
    for text in texts:
        printed.update(naming.words(text))
    small = frozenset(word for word in printed if word.islower())
    words = small | {word.lower() for word in printed} - name_words
    backwards, dots = style
    return Known(names=names, name_words=name_words, words=words, small=small, backwards=backwards, dots=dots)


def _style(texts: Iterable[str]) -> tuple[int, int]:
    """Whether the names of a dump's bylines are printed backwards, and whether dots part them, as in `Known`."""
    reversed_names = perhaps_reversed = usual_names = parting_dots = other_dots = 0
    for text in texts:
        if not MORE_NAMES.search(text):
            continue
        parts = take_apart(text, Known())
        if MIDDOT.search(text):
            parting_dots += not parts.affiliations
            other_dots += bool(parts.affiliations)
        if (parts.reversed or parts.whole) and len(parts.spans) > 1 and _are_names(text, parts.spans[1:]):
            reversed_names += parts.reversed
            usual_names += parts.whole
        perhaps_reversed += bool(parts.pairs) and _are_names(text, parts.pairs)
    # One who has a single name is rare, so that many lines of them are names in two pieces.
    reversed_names += perhaps_reversed * (perhaps_reversed >= MANY)
    return _majority(reversed_names, usual_names), _majority(parting_dots, other_dots)


def _are_names(text: str, spans: Iterable[tuple[int, int]]) -> bool:
    return all(name_score(text[start:end], Known()) >= ALMOST for start, end in spans)


def _majority(some: int, others: int) -> int:
    """How many more there are of some, below 0 how many fewer; 0 where neither is twice as many as the other."""
    return some - others if some > 2 * others or others > 2 * some else 0


def sure_names(text: str) -> list[str]:
    """The names of a glued line that stand behind its first comma after the join: those that are sure to be names."""
    found: list[str] = []
    for start, end in reversed(take_apart(text, Known()).spans[1:]):
        segment = text[start:end]
        if group(segment) or name_score(segment, Known()) < ENOUGH or next(_name_starts(segment), None):
            break
        found.append(segment)
    return found


def _cuts(text: str, spans: Sequence[tuple[int, int]], hopeless: float, known: Known) -> Iterator[tuple[float, int]]:
    """How likely the byline starts at each place that nothing but names stands behind, and the place.

    A place that cannot win, nor make the winner doubtful, is left out or given the most that it could have.
    """
    segments = [text[start:end] for start, end in spans]
    for number, others, capitalised in reversed(_authors_behind(segments, known)):
        if others.score() + KNOWN_NAME + KNOWN_WORD < hopeless:
            continue
        segment, start = segments[number], spans[number][0]
        places = list(_name_starts(segment))
        named = bool(places) and any(_ends_in_name(before, known) for before in segments[max(0, number - 3) : number])
        for at in places:
            first = _without_label(segment[at:])
            if capitalised and first.islower():
                shape, behind = name_score(first.title(), known), capitalised.score()
            else:
                shape, behind = name_score(first, known), others.score()
            score = shape + min(0.0, 1.5 * shape) + behind + _join_score(text, start + at) - 5.0 * named
            score += _title_end_score(segment[:at], known) if score + KNOWN_WORD >= hopeless else KNOWN_WORD
            hopeless = max(hopeless, score - DOUBTFUL)
            yield score, start + at


def _without_label(text: str) -> str:
    label = LABEL.match(text)
    return text[label.end() :] if label else text


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
        shape = name_score(segment, known)
        if shape < NO_NAME:
            break
        small = small and segment == segment.lower()
        printed = printed.and_one(shape)
        capitalised = capitalised.and_one(name_score(segment.title(), known)) if small else capitalised
    return found


def _name_starts(segment: str) -> Iterator[int]:
    """Where a letter that can begin a name stands right behind what can end a title."""
    end = name_end(segment)
    small = not any(letter.isupper() for letter in end.rpartition(" ")[2])
    for match in (LETTER if small else START).finditer(segment, len(segment) - len(end) + 1):
        at = match.start()
        before, letter = segment[at - 1], segment[at]
        if not letter.isalpha() or before.isspace() or before in "/@([{“‘" or (before in "'’" and letter.islower()):
            continue
        if before in DASHES and not segment[at - 2 : at - 1].isspace():
            continue
        if letter.isupper() or not before.isalpha() or (small and before.islower()):
            yield at


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
        return 0.3 if SHORT_WORD.fullmatch(names, max(0, cut - 4), cut) else -1.0
    if before.isdigit():
        return _join_score_behind_digit(names, cut)
    return 2.0 if before in "?!$%" else 0.5


def _join_score_behind_digit(names: str, cut: int) -> float:
    """ "3D" and "Word2Vec" are words; "2020A. Example" and "GPT-4Ada" are not."""
    following = names[cut + 1 : cut + 2]
    number = NUMBER.search(names, max(0, cut - LONGEST_NUMBER), cut)
    if not following.isalpha() and following != "." and number and len(number[0]) < 4:
        return -4.0
    return 1.0 if not number or not names[number.start() - 1 : number.start()].isalpha() else 0.0


def _title_end_score(title: str, known: Known) -> float:
    """How much a title's end looks like one: a whole word, and no piece of a byline in front of it."""
    last = name_end(title)
    word = (WORD.findall(last) or [""])[-1]
    score = KNOWN_WORD if word.lower() in known.words else -1.0 if word.islower() and len(word) < 3 else 0.0
    score -= 2.0 * (word.lower() in FUNCTION_WORDS)
    if word.lower() not in known.words:
        score -= max((_bitten_name_score(word, at, known) for at in camel_humps(word)), default=0.0)
    return score - 3.0 * any(
        name_score(last[at:], known) >= ENOUGH and _has_new_word(last[at:], known) for at in camel_humps(last)
    )


def _ends_in_name(text: str, known: Known) -> bool:
    """Whether a name is glued to what stands before the end of a text."""
    end = name_end(text)
    return any(name_score(end[match.start() :], known) >= ENOUGH for match in CAPITALISED.finditer(end))


def _has_new_word(text: str, known: Known) -> bool:
    """Whether a text has a word that the dump uses nowhere else, as names have, unlike "Net Hypernyms" in "WordNet …"."""
    return any(word.lower() not in known.words for word in WORD.findall(text))


def _bitten_name_score(word: str, at: int, known: Known) -> float:
    """How much it looks as if a title's last word had bitten off the head of a name: "DynastyJin", unlike "MediaWikis"."""
    head, tail = word[:at].lower(), word[at:]
    syllable = len(tail) < LONG_SYLLABLE and tail[1:].islower() and tail.lower() not in known.words
    return 0.8 + 2.2 * (syllable and len(head) > 3 and head in known.words)
