"""Which entries are one paper: evidence joins them, contradictions keep them apart, a person's decisions win over both."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from itertools import chain, count, pairwise

from msgspec.structs import replace

from sitegen.merge.evidence import Background, Entry, Judgement, Pair, Verdict, background, candidates, judge, pairs_within
from sitegen.problems import Problem, Span, note, warning
from sitegen.records import Decisions, Group, Record
from sitegen.text import names

SHOWN = 5
# Why papers that may be one are not: the first that holds of a set of them is told.
BROKEN, HELD, REVIEW = range(3)


class Cluster(Record):
    """The entries of one paper, in order, its id, why they were joined, and the ids that it would have without decisions."""

    entries: tuple[Entry, ...]
    id: str
    reasons: tuple[str, ...] = ()
    former: tuple[str, ...] = ()


class Said(Record):
    """What decisions say of entries, by index: pairs that are joined, and on which side of which group each stands.

    Entries on two sides of one group are never one paper.
    """

    joined: tuple[Pair, ...] = ()
    sides: Mapping[int, Mapping[int, int]] = {}

    def apart(self, one: int, other: int) -> bool:
        """Whether a decision says that two entries are of two papers."""
        theirs = self.sides.get(other, {})
        return any(group in theirs and theirs[group] != side for group, side in self.sides.get(one, {}).items())


class Judged(Record):
    """All entries, in order, with what is known of them and of the pairs that may be one paper."""

    entries: Sequence[Entry]
    known: Background
    pairs: Mapping[Pair, Judgement]


class Grouping(Record):
    """Groups of indexes, each one paper, with the papers' ids; the joins that made them, contradictions that broke others."""

    groups: Sequence[Sequence[int]]
    ids: Sequence[str]
    joins: Mapping[Pair, str]
    broken: Sequence[tuple[Sequence[int], str]]


def cluster(entries: Sequence[Entry], decisions: Decisions) -> tuple[list[Cluster], list[Problem]]:
    """The entries, grouped into papers; the order of the input changes nothing.

    Reported as notes, one for each group of papers that may be one, with a decision to paste. As warnings: decisions that name
    an id that no entry and no paper has.
    """
    entries = sorted(entries, key=lambda one: one.order)
    pairs = candidates(entries)
    known = background(entries, pairs)
    judged = Judged(
        entries=entries, known=known, pairs={(one, two): judge(entries[one], entries[two], known) for one, two in pairs}
    )
    natural = _grouping(judged, Said(), {})
    said, final, problems = _decided(judged, natural, decisions)
    former = {index: key for group, key in zip(natural.groups, natural.ids, strict=True) for index in group}
    problems += _doubts(judged, final, said)
    return [
        Cluster(
            entries=tuple(entries[index] for index in group),
            id=key,
            reasons=tuple(_reasons(group, entries, final.joins)),
            former=tuple(dict.fromkeys(former[index] for index in group)),
        )
        for group, key in zip(final.groups, final.ids, strict=True)
    ], problems


# Decisions


def _decided(judged: Judged, natural: Grouping, decisions: Decisions) -> tuple[Said, Grouping, list[Problem]]:
    """What decisions say of entries, the papers as they then are, and a warning for each id that nothing has.

    An id is an entry's, else that of a paper without decisions, else that of a paper as the other decisions make it.
    """
    said, final, unknown = Said(), natural, sorted({key for group in decisions.same + decisions.different for key in group.ids})
    home = {index: at for at, group in enumerate(natural.groups) for index in group}
    papers: dict[str, Sequence[int]] = {}
    for _ in range(2):
        papers = dict(zip(final.ids, final.groups, strict=True)) | papers
        meaning = _Meaning(entries=_by_name(judged.entries), papers=papers)
        left = [key for key in unknown if not meaning.of(key)]
        if left == unknown:
            break
        said, unknown = _said(decisions, meaning), left
        final = _grouping(judged, said, home)
        if not unknown:
            break
    named = _by_name(judged.entries)
    groups = decisions.same + decisions.different
    problems = [_unknown(group, key, named) for group in groups for key in sorted(set(group.ids)) if key in set(unknown)]
    return said, final, problems


class _Meaning(Record):
    """Which entries an id in a decision means: `entries` are indexes by the ids of entries, `papers` by those of papers."""

    entries: Mapping[str, Sequence[int]]
    papers: Mapping[str, Sequence[int]]

    def of(self, key: str, *, alone: bool = False) -> Sequence[int]:
        """All entries of that id; beside other ids only the paper of that id, where entries of several papers have it."""
        held = self.entries.get(key, ())
        paper = self.papers.get(key, ())
        return (held if alone else [index for index in held if index in set(paper)] or held) or paper


def _by_name(entries: Sequence[Entry]) -> Mapping[str, list[int]]:
    """The indexes of entries by their ids, and by the ids that they would have as papers beside others of their id."""
    found = defaultdict(list)
    for index, one in enumerate(entries):
        found[one.draft.id].append(index)
    for held in [held for held in found.values() if len(held) > 1]:
        for index in held:
            found[_hashed([entries[index]])].append(index)
    return found


def _said(decisions: Decisions, meaning: _Meaning) -> Said:
    joined: list[Pair] = []
    sides: defaultdict[int, dict[int, int]] = defaultdict(dict)
    for group in decisions.same:
        ids = dict.fromkeys(group.ids)
        joined += pairwise(dict.fromkeys(index for key in ids for index in meaning.of(key, alone=len(ids) == 1)))
    for number, group in enumerate(decisions.different):
        ids = dict.fromkeys(group.ids)
        meant = [meaning.of(key, alone=len(ids) == 1) for key in ids]
        for side, indexes in enumerate([[index] for index in meant[0]] if len(meant) == 1 else meant):
            for index in indexes:
                sides[index].setdefault(number, side)
    return Said(joined=tuple((min(pair), max(pair)) for pair in joined), sides=sides)


def _unknown(group: Group, key: str, named: Iterable[str]) -> Problem:
    near = get_close_matches(key, list(named), 1)
    hint = f'did you mean "{near[0]}"?' if near else "take the decision out if the paper is gone"
    return warning(group.span, f'no entry has the id "{key}"', hint)


# Groups


def _grouping(judged: Judged, said: Said, home: Mapping[int, int]) -> Grouping:
    """The groups that judgements and decisions make; `home` numbers the papers that entries are of without decisions.

    A group with a contradiction falls apart into what surer joins hold together, in the end decisions alone. What a decision
    joins are whole papers, between which nothing is a contradiction but another decision.
    """
    found = {pair: one for pair, one in judged.pairs.items() if one.verdict is Verdict.JOIN and not said.apart(*pair)}
    joins = {pair: one.reason for pair, one in found.items()} | dict.fromkeys(said.joined, "decisions.yaml says so")
    sure = [*(pair for pair, one in found.items() if one.sure), *said.joined]
    blessed = _blessed(said, home)
    kept: list[list[int]] = []
    broken = []
    for group in _connected(range(len(judged.entries)), joins):
        against = _contradiction(group, judged, said, blessed)
        kept += _parted(group, (sure, said.joined), judged, said, blessed) if against else [group]
        if against:
            broken.append((group, against))
    return Grouping(
        groups=kept, ids=_ids([[judged.entries[index] for index in group] for group in kept]), joins=joins, broken=broken
    )


def _parted(
    group: Sequence[int], levels: Sequence[Iterable[Pair]], judged: Judged, said: Said, blessed: Mapping[int, int]
) -> Iterator[list[int]]:
    """What is left of a group with a contradiction, by the joins of the first level that leaves none."""
    if not levels:
        yield from ([index] for index in group)
        return
    inside = set(group)
    for part in _connected(group, [pair for pair in levels[0] if inside.issuperset(pair)]):
        if _contradiction(part, judged, said, blessed):
            yield from _parted(part, levels[1:], judged, said, blessed)
        else:
            yield part


def _blessed(said: Said, home: Mapping[int, int]) -> Mapping[int, int]:
    """The entries that decisions join, and all that are one paper with them anyway, by the number of what they become."""
    touched = {index for pair in said.joined for index in pair}
    papers = {home.get(index, -1) for index in touched}
    linked: defaultdict[int, list[int]] = defaultdict(list)
    for index, paper in home.items():
        if paper in papers:
            linked[paper].append(index)
    joins = [*said.joined, *(pair for held in linked.values() for pair in pairwise(held))]
    groups = _connected(sorted({index for pair in joins for index in pair}), joins)
    return {index: at for at, group in enumerate(groups) for index in group}


def _connected(indexes: Iterable[int], joins: Iterable[Pair]) -> list[list[int]]:
    """The connected groups of the indexes, each in order, by their smallest index."""
    parent = {index: index for index in indexes}

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for one, other in joins:
        if one in parent and other in parent:
            low, high = sorted((root(one), root(other)))
            parent[high] = low
    groups = defaultdict(list)
    for index in parent:
        groups[root(index)].append(index)
    return [groups[at] for at in sorted(groups)]


def _contradiction(group: Sequence[int], judged: Judged, said: Said, blessed: Mapping[int, int]) -> str:
    """Why a group cannot be one paper, "" where nothing speaks against it."""
    for pair in pairs_within(group, judged.entries):
        if said.apart(*pair):
            return "decisions.yaml says that two of them differ"
        if blessed.get(pair[0], -1) == blessed.get(pair[1], -2):
            continue
        found = judged.pairs.get(pair) or judge(judged.entries[pair[0]], judged.entries[pair[1]], judged.known)
        if found.verdict in {Verdict.CONTRADICTION, Verdict.APART}:
            return found.reason
    return ""


# Ids


def _ids(groups: Sequence[Sequence[Entry]]) -> list[str]:
    """A paper's id: the smallest of its titled entries, with a hash behind it where two papers would share it.

    The hash is of what the paper's entries say, so that it is the same in any order of files and entries; papers of which that
    is equal are numbered, the oldest first, so that a newer one changes no id.
    """
    wanted: defaultdict[str, list[int]] = defaultdict(list)
    for at, group in enumerate(groups):
        wanted[_short(group)].append(at)
    ids = [""] * len(groups)
    taken = set(wanted)
    for short, holders in sorted(wanted.items()):
        first, *others = sorted(holders, key=lambda at: _identity(groups[at])) if len(holders) > 1 else holders
        ids[first] = short
        for at in others:
            hashed = _hashed(groups[at])
            numbered = (f"{hashed}-{number}" for number in count(2))
            ids[at] = next(one for one in chain([hashed], numbered) if one not in taken)
            taken.add(ids[at])
    return ids


def _short(group: Sequence[Entry]) -> str:
    return min([one.draft.id for one in group if one.draft.title] or [one.draft.id for one in group])


def _hashed(group: Sequence[Entry]) -> str:
    return f"{_short(group)}-{names.short_hash(repr(_content(group)))}"


def _content(group: Sequence[Entry]) -> list[tuple[str, str, str]]:
    return sorted((names.fold(one.draft.title or ""), one.draft.abstract or "", one.dump) for one in group)


def _identity(group: Sequence[Entry]) -> tuple[list[tuple[str, str, str]], list[tuple[str, str]], list[int]]:
    """What tells a paper from others: its title, abstract and dump, its date and all else, and where it stands."""
    said = sorted((one.draft.date or "", repr(replace(one.draft, span=Span("")))) for one in group)
    return _content(group), said, [one.draft.span.first for one in group]


# What is told


def _reasons(group: Sequence[int], entries: Sequence[Entry], joins: Mapping[Pair, str]) -> Iterator[str]:
    for pair in pairs_within(group, entries):
        if pair in joins:
            yield f"{_place(entries[pair[0]])} and {_place(entries[pair[1]])}: {joins[pair]}"


def _place(one: Entry) -> str:
    return f"{one.dump.removeprefix('../')}:{one.draft.span.first}"


def _doubts(judged: Judged, final: Grouping, said: Said) -> Iterator[Problem]:
    """A note for each set of papers of which a person has to say which are one."""
    home = {index: at for at, group in enumerate(final.groups) for index in group}
    decided = _of_papers(said, home)
    links = {pair: why for pair, why in _links(judged, final, home) if not decided.apart(*pair)}
    named = _by_name(judged.entries) if links else {}
    worst: dict[int, tuple[int, str]] = {}
    sets = _connected(sorted({paper for pair in links for paper in pair}), links)
    at = {paper: number for number, papers in enumerate(sets) for paper in papers}
    for (paper, _), why in links.items():
        worst[at[paper]] = min(why, worst.get(at[paper], why))
    for number, papers in enumerate(sets):
        groups = [final.groups[paper] for paper in papers]
        yield _doubt(
            [judged.entries[group[0]] for group in groups], *worst[number], _names(papers, final, judged.entries, named)
        )


def _links(judged: Judged, final: Grouping, home: Mapping[int, int]) -> Iterator[tuple[Pair, tuple[int, str]]]:
    """Pairs of papers that may be one, with why they are not: what broke a group first, a contradiction next, then a doubt."""
    seen: dict[Pair, tuple[int, str]] = {}
    for group, against in final.broken:
        for pair in pairwise(sorted({home[index] for index in group})):
            seen.setdefault(pair, (BROKEN, against))
    for pair, (verdict, reason, _) in judged.pairs.items():
        one, other = sorted((home[pair[0]], home[pair[1]]))
        if one != other and verdict in {Verdict.CONTRADICTION, Verdict.REVIEW}:
            why = REVIEW if verdict is Verdict.REVIEW else HELD, reason
            seen[one, other] = min(why, seen.get((one, other), why))
    return iter(seen.items())


def _of_papers(said: Said, home: Mapping[int, int]) -> Said:
    """What decisions say of papers, by number, where they say it of entries."""
    sides: defaultdict[int, dict[int, int]] = defaultdict(dict)
    for index, groups in said.sides.items():
        sides[home[index]].update(groups)
    return Said(sides=sides)


def _names(papers: Sequence[int], final: Grouping, entries: Sequence[Entry], named: Mapping[str, Sequence[int]]) -> list[str]:
    """Ids that mean these papers in a decision, whatever comes in later: one, where these are all that have it."""
    inside = [index for paper in papers for index in final.groups[paper]]
    ids = {entries[index].draft.id for index in inside}
    if len(ids) == 1 and len(inside) == len(papers) == len(named[min(ids)]):
        return sorted(ids)
    return [_name(final.groups[paper], final.ids[paper], entries, named) for paper in papers]


def _name(group: Sequence[int], key: str, entries: Sequence[Entry], named: Mapping[str, Sequence[int]]) -> str:
    """The first id that only entries of a paper have; the paper's own where others are equal to each."""
    held = [entries[index] for index in group]
    own = [_short(held), *(one.draft.id for one in held), *(_hashed([one]) for one in held)]
    return next((name for name in own if name in named and set(named[name]) <= set(group)), key)


def _doubt(firsts: Sequence[Entry], kind: int, reason: str, ids: Sequence[str]) -> Problem:
    """The note on papers that may be one, given by the first entry of each."""
    first, *others = firsts
    more = f" and {len(others) - SHOWN} more" if len(others) > SHOWN else ""
    places = ", ".join(_place(one) for one in others[:SHOWN]) + more
    name = f'"{first.draft.title}"' if first.draft.title else "an entry without title"
    message = f"{name} and {places} look like one paper, but {reason}"
    if kind == REVIEW:
        message = f"{name} may be the paper at {places}: {reason}"
    group = f"- [{', '.join(ids)}]"
    return note(
        first.draft.span,
        message,
        f"decide in content/decisions.yaml:\nsame:\n{group}\nor, if they differ,\ndifferent:\n{group}",
    )
