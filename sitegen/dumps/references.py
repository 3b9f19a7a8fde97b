"""A list of references: each entry one line or one paragraph, in any style, with or without numbers.

    Publications                                     heading
    2023                                             heading: the year of what stands below it
    [2] A. Example and B. Sample, “On tables,” in    entry
        Proc. ICXX, 2023, pp. 1–9.
    [1] A. Example, “On chairs,” J. Tables, 2023.    entry

`reference` reads each entry alone; here the lines of one are found and put together, a style that the whole list shares shows
which of them were read wrongly, and headings say what entries leave out.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

import msgspec

from sitegen.dumps import byline, furniture, genres, reference, shapes
from sitegen.dumps.addresses import split_code
from sitegen.dumps.format import Reading
from sitegen.dumps.headings import Heading, heading
from sitegen.dumps.naming import Known, name_score
from sitegen.dumps.reference import Reference
from sitegen.dumps.source import Line
from sitegen.problems import Problem, Span, note, warning
from sitegen.records import Draft, Listing, Profile
from sitegen.text import names

FORMAT = "references"


PAGE_NUMBER = re.compile(r"\W*(?:(?:page|p\.|seite)\s*)?\d{1,4}(?:\s*(?:/|of|von|sur|de)\s*\d{1,4})?\W*", re.IGNORECASE)
MARK = re.compile(
    r"(?:\[(?P<key>[A-Za-z]{0,2})(?P<bracketed>\d{1,4})\]|\[[A-Z][A-Za-z+]{1,12}\d{2,4}[a-z]?\]"
    r"|\(?(?P<number>\d{1,3})[.)]|[•▪◦●■‣∙·*–—☐-])(?:\s+|\Z)"
)
FEWEST_MARKED = 0.6


class Entry(NamedTuple):
    """The lines of what may be a reference, put together, and the headings that it stands below."""

    lines: tuple[Line, ...]
    text: str
    kind: Heading | None = None
    year: str | None = None
    papers: bool = True


class Sorted(NamedTuple):
    """The lines of a page: entries, headings, furniture by its rule, and the rest, of which nothing is known."""

    entries: Sequence[Entry]
    headings: Sequence[Line]
    furniture: Sequence[tuple[Line, str]]


# Below this an entry is none; below the other one a person is told which of its fields are doubtful. Of 184 labelled
# references above it, on which the model was not trained, all are right.
KEPT = 0.4
SURE = 0.97
# In a list that is as sure as this on the mean, each entry may be a little less so; and it is surely one.
AGREED = 0.88
SURE_AMONG_SURE = 0.85
# A list that is less sure on the mean is not read.
TRUSTED = 0.85
# Where the first entries are less sure, the rest is not read.
WORTH = 0.6
# So many entries are a list, which a page may show among other things.
FEWEST, NEARLY_ALL = 4, 0.9
# So many lines from the top show whether a page is a list of references.
TOP = 600
# So many entries tell which lines belong together, and so many how names are printed.
TELLING = 60
TELLING_NAMES = 500


class Read(NamedTuple):
    """An entry and what was read in it."""

    entry: Entry
    found: Reference


def read(path: str, numbered: Sequence[Line]) -> tuple[Reading, list[Problem], float] | None:
    """The list that a page's lines are, what is doubtful in it, and the probability that a mean entry is right.

    None where hardly a line is a reference. `path` is what spans and problems name. Reported: entries that are not sure, with
    the fields that are doubtful, and every line that nothing is known of.
    """
    if len(numbered) > TOP and max(map(_trust, _splits(numbered[:TOP])), default=0.0) < KEPT:
        return None
    weighed = [(_trust(page), page) for page in _splits(numbered)]
    trust, page = max(weighed, key=lambda it: it[0], default=(0.0, None))
    if page is None or trust < WORTH:
        return None
    entries = _understood([entry for entry in page.entries if entry.papers])
    kept = [one for one in entries if one.found.sure >= KEPT]
    if not kept:
        return None
    trust = _how_sure(_from_first_to_last(entries))
    reading, problems = _reading(path, numbered, page, kept, SURE_AMONG_SURE if trust >= AGREED else SURE)
    return reading, problems, trust


def _splits(numbered: Sequence[Line]) -> Iterator[Sorted]:
    """The different ways to see which lines belong together."""
    seen: set[tuple[int, ...]] = set()
    for starts in SPLITS:
        page = _sorted(numbered, starts)
        sizes = tuple(len(entry.lines) for entry in page.entries)
        if sizes not in seen:
            seen.add(sizes)
            yield page


def _trust(page: Sorted) -> float:
    """How sure the first entries of a page are, the longer ones counting for more."""
    some = [entry.text for entry in page.entries if entry.papers][:TELLING]
    weight = sum(map(len, some))
    return sum(reference.read(text).sure * len(text) for text in some) / weight if weight else 0.0


def _how_sure(entries: Sequence[Read]) -> float:
    """The probability that a mean entry is right, the longer ones counting for more."""
    weight = sum(len(one.entry.text) for one in entries)
    return sum(one.found.sure * len(one.entry.text) for one in entries) / weight


def _from_first_to_last(entries: Sequence[Read]) -> Sequence[Read]:
    """The entries without what stands above and below the list on its page, where that is long, and hardly a line no entry."""
    kept = [at for at, one in enumerate(entries) if one.found.sure >= KEPT]
    inside = entries[kept[0] : kept[-1] + 1]
    weight = sum(len(one.entry.text) for one in inside)
    whole = len(kept) >= FEWEST and len(kept) >= NEARLY_ALL * len(inside)
    return inside if whole and 2 * weight > sum(len(one.entry.text) for one in entries) else entries


# Entries --------------------------------------------------------------------------------------------------------------


def _understood(entries: Sequence[Entry]) -> list[Read]:
    """What is read in the entries, each in the light of all: how the list prints names, and which parts come first."""
    marked = [reference.mark(entry.text) for entry in entries]
    printed = [names for one in marked[:TELLING_NAMES] for names in reference.bylines(one)]
    known = byline.learn(printed, printed)
    found = [Read(entry, reference.fields(one, known)) for entry, one in zip(entries, marked, strict=True)]
    found = list(_with_same(found))
    likely = [one.found for one in found if one.found.sure >= KEPT]
    orders = Counter(pair for one in likely for pair in _pairs(one))
    usual = [part for part in ESSENTIAL if sum(part in _given(one) for one in likely) > (1 - RARE) * len(likely)]
    return [one._replace(found=_in_style(one.found, orders, usual)) for one in found]


def _with_same(entries: Iterable[Read]) -> Iterator[Read]:
    """The entries, those whose authors are a dash with the authors of the one above."""
    above = Reference()
    for one in entries:
        if one.found.same and not one.found.authors and above.authors:
            one = one._replace(found=one.found._replace(authors=above.authors, complete=above.complete))  # noqa: PLW2901
        above = one.found if one.found.sure >= KEPT else above
        yield one


ESSENTIAL = ("title", "authors", "date")
PARTS = ("author", "title", "container")
RARE = 0.1
LESS_SURE = 0.35


def _pairs(one: Reference) -> Iterator[tuple[str, str]]:
    """Which of authors, title and venue stands before which."""
    order = [label for label in one.order if label in PARTS]
    yield from ((before, behind) for at, before in enumerate(order) for behind in order[at + 1 :])


def _given(one: Reference) -> set[str]:
    """Which of the essential parts a reference has."""
    return {part for part, value in zip(ESSENTIAL, (one.title, one.authors, one.details.date), strict=True) if value}


def _in_style(one: Reference, orders: Counter[tuple[str, str]], usual: Sequence[str]) -> Reference:
    """The reference, less sure where it lacks what nearly all of the list have, or has its parts the other way round."""
    odd = sum(orders[pair] < RARE * orders[pair[::-1]] for pair in _pairs(one)) + len(set(usual) - _given(one))
    return one._replace(sure=one.sure * LESS_SURE**odd)


def _reading(
    path: str, numbered: Sequence[Line], page: Sorted, kept: Sequence[Read], sure: float
) -> tuple[Reading, list[Problem]]:
    problems: list[Problem] = []
    codes = any(one.found.code for one in kept)
    drafts = []
    for one in kept:
        drafts.append(_draft(path, one, marks_code=codes))
        problems += _doubts(drafts[-1].span, one, sure)
    person, named = _person(numbered, drafts)
    used = {line.at for one in kept for line in one.entry.lines}
    headings = {line.at for line in page.headings}
    noise = Counter(rule for line, rule in page.furniture if line.at not in named)
    noise["heading"] += len(headings - named)
    beside = {line.at for line, _ in page.furniture}
    known = used | headings | beside | named
    unknown = [line for line in numbered if line.at not in known]
    problems += [_unclaimed(path, line) for line in unknown]
    reading = Reading(
        format=FORMAT,
        lines=len(numbered),
        used=len(numbered) - len(unknown) - noise.total(),
        noise={rule: count for rule, count in noise.items() if count},
        unclaimed=tuple(line.number for line in unknown),
        person=person,
        listing=None if person else Listing(),
        drafts=tuple(drafts),
    )
    return reading, problems


def _draft(path: str, one: Read, *, marks_code: bool) -> Draft:
    """The draft of an entry, with what the headings above it say where it says nothing itself."""
    said, entry, details = one.found, one.entry, one.found.details
    kind = entry.kind
    linked = dict.fromkeys([*details.links, *(link for line in entry.lines for link in line.links)])
    code, links = split_code(linked)
    addresses = " ".join(linked)
    doi, arxiv = reference.DOI.search(addresses), reference.ARXIV.search(addresses)
    mark = MARK.match(entry.text)
    key = genres.KEYS.get((mark["key"] or "").lower()) if mark else None
    made = Draft(
        id="",
        span=Span(path, entry.lines[0].number, entry.lines[-1].last),
        title=said.title,
        authors=said.authors,
        authors_complete=said.complete,
        date=details.date or entry.year,
        code_mark=(said.code or bool(code)) if marks_code else None,
        code_urls=code,
        links=tuple(link for link in links if not (reference.DOI.search(link) or reference.ARXIV.search(link))),
    )
    also = {"type": details.type or (kind.type if kind else None) or key, "note": details.note or (kind.note if kind else None)}
    also |= {"doi": details.doi or (doi[0] if doi else None), "arxiv": details.arxiv or (arxiv[1] if arxiv else None)}
    also |= {field: getattr(details, field) for field in ("venue", "volume", "issue", "pages", "publisher", "isbn", "pmid")}
    return msgspec.structs.replace(made, **also)


def _doubts(span: Span, one: Read, sure: float) -> Iterator[Problem]:
    """A note for an entry that is not sure, and for what of it is in no field."""
    said = one.found
    name = f'"{said.title}"' if said.title else f'"{one.entry.text[:40]}…"'
    if said.sure < sure or said.doubt:
        named = ", ".join(said.doubtful) or "how its parts are told apart"
        why = f" ({said.doubt})" if said.doubt else ""
        yield note(span, f"not sure of {name}: {named}{why}", "give what is wrong in content/edits/")
    if said.unused:
        yield note(span, f'of {name} "{said.unused[:60]}" is in no field', "give it in content/edits/ if it is wanted")


HIGHEST = 6
RUNS_THROUGH = 0.6
MOST_NAME_WORDS = 5
LIKE_A_NAME = 0.5


def _person(numbered: Sequence[Line], drafts: Sequence[Draft]) -> tuple[Profile | None, set[int]]:
    """The person whom a line at the page's top names and who is in most bylines, and the places of the lines that do so."""
    families = [{_family(author) for author in draft.authors} for draft in drafts]
    for line in numbered[:HIGHEST]:
        if _is_name(line.text) and sum(_family(line.text) in those for those in families) >= max(2, RUNS_THROUGH * len(drafts)):
            return Profile(name=line.text), {other.at for other in numbered if other.text == line.text}
    return None, set()


def _is_name(text: str) -> bool:
    return len(text.split()) <= MOST_NAME_WORDS and bool(names.split(text).given) and name_score(text, Known()) >= LIKE_A_NAME


def _family(name: str) -> str:
    return names.fold(names.split(name).family)


def _unclaimed(path: str, line: Line) -> Problem:
    start = line.text if len(line.text) <= 60 else line.text[:59] + "…"
    return warning(Span(path, line.number, line.number), f'not understood: "{start}"', "take the line out, or fix it")


# Lines ----------------------------------------------------------------------------------------------------------------


def _is_furniture(line: Line, recurring: frozenset[str]) -> str | None:
    if PAGE_NUMBER.fullmatch(line.text):
        return "page number"
    button = line.text in recurring and "," not in line.text and not line.text.endswith(":")
    return line.text if button or furniture.is_known(line.text) else None


def _by_line(_line: Line, _before: Line) -> bool:
    return True


def _by_gap(line: Line, before: Line) -> bool:
    return line.number > before.last + 1 or bool(MARK.match(line.text))


def _by_mark(line: Line, before: Line) -> bool:
    ended = line.number > before.last + 1 and before.text[-1] in ".!?)]"
    return ended or bool(MARK.match(line.text))


SPLITS: Sequence[Callable[[Line, Line], bool]] = (_by_line, _by_gap, _by_mark)
"""Whether an entry starts at a line, below another one of the same part of the page: three ways to see a list."""


def _sorted(numbered: Sequence[Line], starts: Callable[[Line, Line], bool]) -> Sorted:
    recurring = furniture.recurring(line.text for line in numbered)
    words = Counter(word.lower() for line in numbered for word in byline.WORD.findall(line.text))
    entries: list[Entry] = []
    headings: list[Line] = []
    beside: list[tuple[Line, str]] = []
    group: list[Line] = []
    kind = year = None
    papers = True
    undated = False

    def close() -> None:
        nonlocal undated
        if group:
            entries.append(Entry(tuple(group), _joined(group, words), kind, year, papers))
            undated = undated or year is None
            group.clear()

    for line in numbered:
        said = heading(line.text)
        rule = None if said else _is_furniture(line, recurring)
        if said:
            close()
            headings.append(line)
            papers = papers if said.year else said.papers
            if said.year:  # among "Preprints", "2023", "2022" a year heads the next section, not a part of the first one
                kind, year = None if undated and year is None else kind, said.year
            else:
                kind, year, undated = said, year if said.papers else None, False
        elif rule:
            beside.append((line, rule))
        else:
            named = line.at < HIGHEST and _is_name(line.text)
            if group and (named or (starts(line, group[-1]) and not _goes_on(group, line))):
                close()
            group.append(line)
            if named:
                close()
    close()
    return Sorted(entries, headings, beside)


def _goes_on(group: Sequence[Line], line: Line) -> bool:
    """Whether a line surely belongs to the entry above: that is a number alone, or both show that it was cut."""
    if MARK.fullmatch(group[-1].text):
        return not MARK.match(line.text)
    return line.text[0].islower() and group[-1].text[-1] in ",;:-–&" and not MARK.match(line.text)


HYPHENATED = re.compile(r"([^\W\d_]+)-\Z")
SMALL_LETTERS = re.compile(r"[^\W\d_A-Z]+")
LONGEST_WORD = 50


def _joined(group: Sequence[Line], words: Counter[str]) -> str:
    """The lines of an entry as one text; the hyphen at a line's end goes where the page has the whole word."""
    parts = [shapes.without_button(group[0].text)]
    for line in group[1:]:
        cut = HYPHENATED.search(parts[-1][-LONGEST_WORD:])
        rest = SMALL_LETTERS.match(line.text)
        if cut and rest:
            parts[-1] = parts[-1][:-1] if words[(cut[1] + rest[0]).lower()] else parts[-1]
            parts.append(line.text)
        else:
            parts += ["\n", line.text]
    return "".join(parts)
