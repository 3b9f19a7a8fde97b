"""What speaks for and against two entries being one paper: titles, abstracts, bylines, dates, code addresses, method names.

The thresholds were found on real pages (three words in a row, shared / smaller set): a lightly reworded abstract keeps 0.87 of
them, a heavily reworded one 0.32, the nearest pair of different papers 0.16. How often joining is right, and how often it
joins at all, is measured by bench/joining.py.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum
from itertools import combinations
from typing import NamedTuple
from zlib import crc32

from sitegen.merge import bylines, titles
from sitegen.merge.bylines import Agreement, Byline
from sitegen.merge.titles import Likeness, Title
from sitegen.records import Abstracts, Draft, Record
from sitegen.text import terms

SAME, ALIKE, UNLIKE, EQUAL = 0.6, 0.3, 0.1, 0.9
# A shingle is so many words in a row.
IN_A_ROW = 3
# Fewer shingles than ENOUGH say nothing of two abstracts; a part of an abstract says something from PROOF on.
ENOUGH, PROOF = 10, 20
# A method's name that more entries than this use is an acronym of the field.
RARE = 4
# A shingle under so many titles is a phrase of the page or of the trade.
PHRASE = 4
# Of all shingles one in so many is looked up to find entries that may be alike, and none that more entries share than that.
SAMPLED, COMMON = 2, 40
# From a preprint to the journal, in years.
IN_PRINT = 2
# Of more entries of one title than this not all pairs are judged, but each entry with so many that are next to it.
FEW, NEXT = 12, 4

Pair = tuple[int, int]


class Verdict(Enum):
    """What the evidence says of two entries.

    REVIEW is for a person to decide. CONTRADICTION forbids to join what looks alike, which a person is told; APART forbids it
    too, where nobody would think of it.
    """

    JOIN = "join"
    REVIEW = "review"
    CONTRADICTION = "contradiction"
    APART = "apart"
    NOTHING = "nothing"


class Judgement(NamedTuple):
    """A verdict with its reason in words; one that is `sure` holds where less sure ones lead to a contradiction."""

    verdict: Verdict
    reason: str = ""
    sure: bool = False


class Entry(Record):
    """A draft with what is compared of it; `shingles` are hashes of three words in a row of its abstract.

    `methods` are the names of methods in its title and abstract, `named` those in its abstract.
    """

    draft: Draft
    dump: str
    source: str
    retrieved: str
    abstracts: Abstracts
    title: Title
    shingles: frozenset[int]
    byline: Byline
    methods: frozenset[str]
    named: frozenset[str]

    @property
    def order(self) -> tuple[str, str, int]:
        """What entries are sorted by, whatever the order of files: id, dump, line."""
        return (self.draft.id, self.dump, self.draft.span.first)


class Background(Record):
    """What all entries together say of a word: method names that few use, shingles that are phrases, how often words occur."""

    methods: frozenset[str] = frozenset()
    phrases: frozenset[int] = frozenset()
    words: Mapping[str, int] = {}


NOTHING = Background()


def entry(draft: Draft, dump: str, retrieved: str | None, abstracts: Abstracts = "full", source: str | None = None) -> Entry:
    """A draft made ready to be compared; `source` is what its dump calls the page that it is of, else the dump's own name."""
    return Entry(
        draft=draft,
        dump=dump,
        source=source or dump.removeprefix("../"),
        retrieved=retrieved or "",
        abstracts=abstracts,
        title=titles.read(draft.title),
        shingles=frozenset(_shingles(titles.units(terms.spell(draft.abstract or "")))),
        byline=bylines.read(draft.authors, complete=draft.authors_complete),
        methods=frozenset(titles.METHOD.findall(f"{draft.title or ''} {draft.abstract or ''}")),
        named=frozenset(titles.METHOD.findall(draft.abstract or "")),
    )


def _shingles(units: Sequence[str]) -> Iterator[int]:
    """Hashes of all that is three words long, in whatever script."""
    weights = list(map(titles.weight, units)) if titles.unspaced(units) else [1.0] * len(units)
    end, held = 0, 0.0
    for start, weight in enumerate(weights):
        while held < IN_A_ROW and end < len(units):
            held += weights[end]
            end += 1
        if held < IN_A_ROW:
            return
        yield crc32(" ".join(units[start:end]).encode())
        held -= weight


def containment(one: Entry, other: Entry, known: Background = NOTHING) -> float:
    """The share of the shorter abstract's shingles that the other one has; 0 where they are too few to tell.

    Where most of what they share are phrases, these count for nothing.
    """
    shared = one.shingles & other.shingles
    shorter, longer = sorted((len(one.shingles), len(other.shingles)))
    phrases = len(known.phrases & shared)
    vain = phrases if 2 * phrases > len(shared) else 0
    told = shorter - vain
    if told < ENOUGH or (told < PROOF and shorter < SAME * longer):
        return 0.0
    return (len(shared) - vain) / told


def judge(one: Entry, other: Entry, known: Background) -> Judgement:
    """Whether two entries are one paper, and why."""
    alike = containment(one, other, known)
    both = one.title.key and other.title.key
    likeness = titles.compare(one.title, other.title, known.words) if both else None
    byline = bylines.compare(one.byline, other.byline)
    signs = _signs(one, other, byline, known)
    near = likeness not in {None, Likeness.DIFFERENT}
    if against := _contradiction(one, other, alike, likeness, byline):
        told = likeness is Likeness.SAME or alike >= ALIKE or (near and byline is not Agreement.DISJOINT)
        return Judgement(Verdict.CONTRADICTION if told else Verdict.APART, against)
    if likeness is None:
        return _untitled(alike, signs)
    if likeness is Likeness.SAME:
        return _same_title(one, other, alike, signs, byline)
    return _near_title(one, other, alike, signs, likeness, byline)


def _untitled(alike: float, signs: str) -> Judgement:
    """The verdict on two entries of which one has no title."""
    reason = f"abstracts alike ({alike:.2f})"
    if alike >= SAME:
        return Judgement(Verdict.JOIN, reason)
    if alike >= ALIKE:
        return Judgement(Verdict.JOIN, f"{reason} and {signs}") if signs else Judgement(Verdict.REVIEW, reason)
    return Judgement(Verdict.NOTHING)


def _same_title(one: Entry, other: Entry, alike: float, signs: str, byline: Agreement) -> Judgement:
    """The verdict on two entries of one title that nothing contradicts."""
    second = signs or (f"abstracts alike ({alike:.2f})" if alike >= ALIKE else "")
    within = one.dump == other.dump
    if one.title.long and (second or not _gap(one, other)):
        return Judgement(Verdict.JOIN, "same title", sure=True)
    dated = byline is not Agreement.UNKNOWN and len(one.draft.date or "") > 4 and one.draft.date == other.draft.date
    enough = alike >= SAME if within else alike >= ALIKE or (dated or (one.title.telling and signs))
    if enough:
        return Judgement(Verdict.JOIN, f"same title and {second}", sure=True)
    if one.title.long:
        return Judgement(Verdict.REVIEW, "same title, but of another year")
    short = one.title.size < titles.ENOUGH_WORDS
    return Judgement(Verdict.REVIEW, f"same title, {'too short' if short else 'too common'} to tell by itself")


def _near_title(one: Entry, other: Entry, alike: float, signs: str, likeness: Likeness, byline: Agreement) -> Judgement:
    """The verdict on two entries whose titles differ by a subtitle or a letter, and that nothing contradicts."""
    second = signs or (f"abstracts alike ({alike:.2f})" if alike >= ALIKE else "")
    if likeness is Likeness.SUBTITLE:
        shorter = min(one.title.size, other.title.size)
        enough = alike >= SAME or (
            second if shorter >= titles.ENOUGH_WORDS else byline is Agreement.EQUAL and not _gap(one, other)
        )
    else:
        told = byline is Agreement.EQUAL and (likeness is Likeness.TYPO or one.draft.date == other.draft.date is not None)
        enough = alike >= SAME or (
            likeness is not Likeness.DOUBTFUL and (told or (likeness is Likeness.TYPO and alike >= ALIKE))
        )
    if enough:
        return Judgement(Verdict.JOIN, f"{likeness.value} and {second}")
    return Judgement(Verdict.REVIEW, f"{likeness.value}{' and ' + second if second else ''}")


def _contradiction(one: Entry, other: Entry, alike: float, likeness: Likeness | None, byline: Agreement) -> str:
    """What contradicts that two entries are one paper; "" where nothing does."""
    if likeness is Likeness.DIFFERENT:
        return "their titles differ" + (f" (abstracts alike: {alike:.2f})" if alike >= ALIKE else "")
    if byline is Agreement.DISJOINT:
        return "their bylines have no author in common"
    if one.dump == other.dump and (field := _disagreement(one, other, alike, byline)):
        return f"they stand in one list, with different {field}s"
    if _arxiv(one) and _arxiv(other) and _arxiv(one) != _arxiv(other):
        return "their arXiv ids differ"
    gap = _gap(one, other)
    allowed = IN_PRINT if (one.title.long and other.title.long) or likeness is None else 0
    if gap > allowed and alike < SAME:
        return f"their dates differ ({one.draft.date}, {other.draft.date})"
    if not one.title.telling and likeness and not _agree(one.draft.date, other.draft.date):
        return f"their dates differ ({one.draft.date}, {other.draft.date})"
    rewritten = likeness is Likeness.SAME and one.title.long and byline in {Agreement.COMMON, Agreement.EQUAL}
    if likeness and not rewritten and alike < UNLIKE and min(len(one.shingles), len(other.shingles)) >= ENOUGH:
        return f"their abstracts have little in common ({alike:.2f})"
    return ""


def _disagreement(one: Entry, other: Entry, alike: float, byline: Agreement) -> str:
    """The first field of two entries of one list that both have and that is not the same; "" where there is none."""
    if one.title.key != other.title.key and one.title.key and other.title.key:
        return "title"
    if byline is Agreement.COMMON:
        return "byline"
    if one.shingles and other.shingles and one.shingles != other.shingles and alike < EQUAL:
        return "abstract"
    for field in ("date", "doi", "arxiv", "venue", "pdf"):
        if not _agree(getattr(one.draft, field), getattr(other.draft, field)):
            return field
    values = ((field, getattr(one.draft, field), getattr(other.draft, field)) for field in ("type", "volume", "pages", "pmid"))
    return next((field for field, mine, theirs in values if mine and theirs and mine != theirs), "")


def _agree(one: str | None, other: str | None) -> bool:
    """Whether two values are the same, as far as both are known: a month is in its year."""
    return not one or not other or one.startswith(other) or other.startswith(one)


def _gap(one: Entry, other: Entry) -> int:
    """The years between two entries, 0 where one has no date."""
    years = [int(date[:4]) for date in (one.draft.date, other.draft.date) if date and date[:4].isdecimal()]
    return abs(years[0] - years[1]) if len(years) == 2 else 0


def _arxiv(one: Entry) -> str:
    """The arXiv id of an entry without its version."""
    number, _, version = (one.draft.arxiv or "").lower().rpartition("v")
    return number if number and version.isdecimal() else (one.draft.arxiv or "").lower()


def _signs(one: Entry, other: Entry, byline: Agreement, known: Background) -> str:
    """The second signs that two entries share, in words; "" where they share none."""
    found = []
    if byline in {Agreement.COMMON, Agreement.EQUAL}:
        found.append("a common author")
    if set(one.draft.code_urls) & set(other.draft.code_urls):
        found.append("the same code address")
    ids, others = _identifiers(one.draft), _identifiers(other.draft)
    found += [f"the same {name}" for name, value in ids.items() if value and value == others[name]]
    titled = one.title.key and other.title.key
    named = one.named & other.named if titled else one.methods & other.methods
    if methods := sorted(named & known.methods):
        found.append(f"the name {methods[0]}")
    return " and ".join(found)


def _identifiers(draft: Draft) -> Mapping[str, str | None]:
    """What two entries share only where they are of one paper, by its name; the ISBN of a volume is that of all its papers."""
    isbn = (draft.isbn or "").replace("-", "") if draft.type == "book" else None
    return {"DOI": draft.doi, "arXiv id": draft.arxiv, "PubMed id": draft.pmid, "ISBN": isbn}


def background(entries: Sequence[Entry], pairs: Iterable[Pair]) -> Background:
    """What all entries say of the words on which judging these pairs turns."""
    methods = Counter(method for one in entries for method in one.methods)
    shared: set[int] = set()
    doubtful: set[str] = set()
    for one, other in ((entries[low], entries[high]) for low, high in pairs):
        shared |= one.shingles & other.shingles
        if one.title.key and other.title.key and one.title.key != other.title.key:
            doubtful.update(titles.rest(one.title, other.title))
    return Background(
        methods=frozenset(method for method, count in methods.items() if count <= RARE),
        phrases=_phrases(entries, shared),
        words=_occurrences(entries, doubtful),
    )


def _phrases(entries: Sequence[Entry], shared: set[int]) -> frozenset[int]:
    """Those of the shingles that stand under many titles."""
    under: defaultdict[int, set[str]] = defaultdict(set)
    for one in entries:
        if one.title.key:
            for shingle in one.shingles & shared:
                if len(under[shingle]) < PHRASE:
                    under[shingle].add(one.title.key)
    return frozenset(shingle for shingle, keys in under.items() if len(keys) >= PHRASE)


def _occurrences(entries: Sequence[Entry], words: set[str]) -> Mapping[str, int]:
    """How often each of the words occurs besides in one title: in abstracts, and in titles that differ from the first."""
    found: Counter[str] = Counter()
    if not words:
        return found
    for title in {one.title.key: one.title for one in entries}.values():
        found.update(words.intersection(title.words))
    found.subtract(list(found))
    for abstract in {one.draft.abstract for one in entries if one.draft.abstract}:
        found.update(words.intersection(titles.units(terms.spell(abstract))))
    return found


def candidates(entries: Sequence[Entry]) -> list[Pair]:
    """The pairs of entries, by index, that share (nearly) a title or words in a row, each once, in order."""
    return sorted({*_by_title(entries), *_by_abstract(entries), *_by_words(entries)})


def _by_title(entries: Sequence[Entry]) -> Iterator[Pair]:
    """Pairs of one title, of a title with one that has a subtitle too, and of titles that differ in one word."""
    holders: defaultdict[int | str, list[int]] = defaultdict(list)
    for index, one in enumerate(entries):
        for key in _keys(one.title):
            holders[key].append(index)
    for group in holders.values():
        yield from pairs_within(group, entries)


def _keys(title: Title) -> Iterator[int | str]:
    """What titles that may be one have in common."""
    if title.key:
        yield from {title.key, title.letters}
    yield from title.heads
    if title.size >= titles.ENOUGH_WORDS:
        words = tuple(map(titles.american, title.words))
        yield from {crc32(" ".join((*words[:at], *words[at + 1 :])).encode()) for at in range(len(words) + 1)}


def _by_abstract(entries: Sequence[Entry]) -> Iterator[Pair]:
    """Pairs of the same abstract, of which there may be more than `_by_words` looks at."""
    holders: defaultdict[frozenset[int], list[int]] = defaultdict(list)
    for index, one in enumerate(entries):
        if len(one.shingles) >= ENOUGH:
            holders[one.shingles].append(index)
    for group in holders.values():
        yield from pairs_within(group, entries)


def _by_words(entries: Sequence[Entry]) -> Iterator[Pair]:
    """Pairs whose sampled shingles overlap by half of what would make them alike, so that sampling loses none."""
    holders = defaultdict(list)
    sampled = []
    for index, one in enumerate(entries):
        keys = [shingle for shingle in one.shingles if shingle % SAMPLED == 0]
        sampled.append(len(keys))
        for key in keys:
            holders[key].append(index)
    shared: Counter[Pair] = Counter()
    for group in holders.values():
        if len(group) <= COMMON:
            shared.update(combinations(group, 2))
    floor = ALIKE / 2
    return (pair for pair, count in shared.items() if count > floor * min(sampled[pair[0]], sampled[pair[1]]))


def pairs_within(group: Sequence[int], entries: Sequence[Entry]) -> Iterator[Pair]:
    """The pairs of a group of indexes, the smaller first; of a large one those of its first and of those next to each other."""
    group = sorted(set(group))
    if len(group) <= FEW:
        yield from combinations(group, 2)
        return
    ranked = sorted(group, key=lambda index: _neighborhood(entries[index]))
    for at, index in enumerate(ranked):
        for other in {ranked[0], *ranked[at + 1 : at + 1 + NEXT]} - {index}:
            yield min(index, other), max(index, other)


def _neighborhood(one: Entry) -> tuple[str, list[str], str, int]:
    """What brings equal entries together in a long row of alike ones."""
    return one.title.key, sorted(one.byline.families), one.draft.date or "", min(one.shingles, default=0)
