"""What speaks for and against two entries being one paper: titles, abstracts, bylines, code addresses, method names.

The thresholds were found on real pages (lower-cased words, three in a row, shared / smaller set): a lightly reworded abstract
keeps 0.87 of them, a heavily reworded one 0.32, the nearest pair of different papers 0.16.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from itertools import combinations
from zlib import crc32

from sitegen.records import Abstracts, Draft, Record
from sitegen.text import names

WORD = re.compile(r"[a-z0-9]+")
# A name that somebody made up for a method: capitals inside the word, or nothing but capitals.
METHOD = re.compile(r"\b(?:[A-Z][a-z]*[A-Z]+[A-Za-z0-9]*|[a-z]+[A-Z][A-Za-z0-9]*)\b")
SAME, ALIKE, UNLIKE = 0.6, 0.3, 0.1
ENOUGH_WORDS = 4
# Fewer shingles than this say nothing against two abstracts being of one paper.
ENOUGH_SHINGLES = 10
# A method's name that more entries than this use is an acronym of the field.
RARE = 4
# Of all shingles one in so many is looked up to find entries that may be alike, and none that more entries share than that.
SAMPLED, COMMON = 2, 40


class Verdict(Enum):
    """What the evidence says of two entries; REVIEW is for a person to decide, CONTRADICTION forbids to join them."""

    JOIN = "join"
    REVIEW = "review"
    CONTRADICTION = "contradiction"
    NOTHING = "nothing"


class Entry(Record):
    """A draft with what is compared of it: its folded title, shingles, folded authors, rare method names."""

    draft: Draft
    dump: str
    retrieved: str
    abstracts: Abstracts
    title: str
    shingles: frozenset[str]
    authors: frozenset[str]
    methods: frozenset[str]

    @property
    def order(self) -> tuple[str, str, int]:
        """What entries are sorted by, whatever the order of files: id, dump, line."""
        return (self.draft.id, self.dump, self.draft.span.first)


def entry(draft: Draft, dump: str, retrieved: str | None, abstracts: Abstracts = "full") -> Entry:
    """A draft made ready to be compared."""
    words = WORD.findall((draft.abstract or "").lower())
    text = f"{draft.title or ''} {draft.abstract or ''}"
    return Entry(
        draft=draft,
        dump=dump,
        retrieved=retrieved or "",
        abstracts=abstracts,
        title=names.fold(draft.title or ""),
        shingles=frozenset(" ".join(words[at : at + 3]) for at in range(len(words) - 2)),
        authors=frozenset(names.person_key(author) for author in draft.authors),
        methods=frozenset(METHOD.findall(text)),
    )


def containment(one: Entry, other: Entry) -> float:
    """The share of the shorter abstract's shingles that the other one has, 0 where either has none."""
    smaller = min(len(one.shingles), len(other.shingles))
    return len(one.shingles & other.shingles) / smaller if smaller else 0.0


def rare_methods(entries: Iterable[Entry]) -> frozenset[str]:
    """The method names that few entries use."""
    counts = Counter(method for one in entries for method in one.methods)
    return frozenset(method for method, count in counts.items() if count <= RARE)


def judge(one: Entry, other: Entry, rare: frozenset[str]) -> tuple[Verdict, str]:
    """Whether two entries are one paper, and why, in words."""
    alike = containment(one, other)
    if against := _contradiction(one, other, alike):
        return Verdict.CONTRADICTION, against
    signs = _signs(one, other, rare)
    if one.title and one.title == other.title:
        if len(one.title.split()) >= ENOUGH_WORDS:
            return Verdict.JOIN, "same title"
        if alike >= ALIKE or signs:
            return Verdict.JOIN, "same title and " + (signs or f"abstracts alike ({alike:.2f})")
        return Verdict.REVIEW, "same title, too short to tell by itself"
    if one.title and other.title:
        clash = f"abstracts alike ({alike:.2f}), but the titles differ"
        return (Verdict.REVIEW, clash) if alike >= ALIKE else (Verdict.NOTHING, "")
    if alike >= SAME:
        return Verdict.JOIN, f"abstracts alike ({alike:.2f})"
    if alike >= ALIKE and signs:
        return Verdict.JOIN, f"abstracts alike ({alike:.2f}) and {signs}"
    return (Verdict.REVIEW, f"abstracts alike ({alike:.2f})") if alike >= ALIKE else (Verdict.NOTHING, "")


def _contradiction(one: Entry, other: Entry, alike: float) -> str:
    """What contradicts that two entries are one paper; "" where nothing does."""
    titles = bool(one.title) and one.title == other.title
    if not titles and alike < ALIKE:
        return ""
    if one.authors and other.authors and not one.authors & other.authors:
        return "their bylines have no author in common"
    enough = min(len(one.shingles), len(other.shingles)) >= ENOUGH_SHINGLES
    return f"their abstracts have little in common ({alike:.2f})" if titles and enough and alike < UNLIKE else ""


def _signs(one: Entry, other: Entry, rare: frozenset[str]) -> str:
    """The second signs that two entries share, in words; "" where they share none."""
    found = []
    if one.authors & other.authors:
        found.append("a common author")
    if set(one.draft.code_urls) & set(other.draft.code_urls):
        found.append("the same code address")
    if methods := sorted(one.methods & other.methods & rare):
        found.append(f"the name {methods[0]}")
    return " and ".join(found)


def candidates(entries: Sequence[Entry]) -> Iterator[tuple[int, int]]:
    """The pairs of entries, by index, that share a title or words in a row, each once, in order."""
    return iter(sorted({*_by_title(entries), *_by_words(entries)}))


def _by_title(entries: Sequence[Entry]) -> Iterator[tuple[int, int]]:
    titled = defaultdict(list)
    for index, one in enumerate(entries):
        if one.title:
            titled[one.title].append(index)
    for group in titled.values():
        yield from combinations(group, 2)


def _by_words(entries: Sequence[Entry]) -> Iterator[tuple[int, int]]:
    """Pairs whose sampled shingles overlap by half of what would make them alike, so that sampling loses none."""
    holders = defaultdict(list)
    sampled = []
    for index, one in enumerate(entries):
        keys = [key for key in (crc32(shingle.encode()) for shingle in one.shingles) if key % SAMPLED == 0]
        sampled.append(len(keys))
        for key in keys:
            holders[key].append(index)
    shared: Counter[tuple[int, int]] = Counter()
    for group in holders.values():
        if len(group) <= COMMON:
            shared.update(combinations(group, 2))
    floor = ALIKE / 2
    return (pair for pair, count in shared.items() if count > floor * min(sampled[pair[0]], sampled[pair[1]]))


def pairs_within(group: Sequence[int]) -> Iterator[tuple[int, int]]:
    """All pairs of a group of indexes, the smaller index first."""
    return combinations(sorted(group), 2)
