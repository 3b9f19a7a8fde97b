"""Which entries are one paper: evidence joins them, contradictions keep them apart, a person's decisions win over both."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches

from sitegen.merge.evidence import Entry, Verdict, candidates, judge, pairs_within, rare_methods
from sitegen.problems import Problem, note, warning
from sitegen.records import Decisions, Group, Record


class Cluster(Record):
    """The entries of one paper, in order, and why they were joined."""

    entries: tuple[Entry, ...]
    reasons: tuple[str, ...] = ()


def cluster(entries: Sequence[Entry], decisions: Decisions) -> tuple[list[Cluster], list[Problem]]:
    """The entries, grouped into papers; the order of the input changes nothing.

    Reported as notes, with a decision to paste: pairs that may be one paper, and groups held apart by a contradiction. As
    warnings: decisions that name an id that no entry has.
    """
    entries = sorted(entries, key=lambda one: one.order)
    named = _by_id(entries)
    forced, problems = _pairs(decisions.same, named)
    forbidden, more = _pairs(decisions.different, named)
    rare = rare_methods(entries)
    judged = {pair: judge(entries[pair[0]], entries[pair[1]], rare) for pair in candidates(entries)}
    joins = {pair: reason for pair, (verdict, reason) in judged.items() if verdict is Verdict.JOIN and pair not in forbidden}
    joins |= dict.fromkeys(forced, "decisions.yaml says so")
    kept: list[list[int]] = []
    for group in _connected(len(entries), joins):
        against = _contradiction(group, entries, rare, forced, forbidden)
        kept += _connected_within(group, forced) if against else [group]
        if against:
            problems.append(_held_apart([entries[index] for index in group], against))
    home = {index: at for at, group in enumerate(kept) for index in group}
    problems += more + list(_reviews(judged, entries, home, forbidden))
    return [_cluster(group, entries, joins) for group in kept], problems


def _by_id(entries: Sequence[Entry]) -> Mapping[str, list[int]]:
    found = defaultdict(list)
    for index, one in enumerate(entries):
        found[one.draft.id].append(index)
    return found


def _pairs(groups: Iterable[Group], named: Mapping[str, list[int]]) -> tuple[set[tuple[int, int]], list[Problem]]:
    """The pairs of entries that decisions are about, and a warning for each id that no entry has."""
    pairs: set[tuple[int, int]] = set()
    problems = []
    for group in groups:
        for unknown in sorted(set(group.ids) - named.keys()):
            near = get_close_matches(unknown, named, 1)
            hint = f'did you mean "{near[0]}"?' if near else "take the decision out if the paper is gone"
            problems.append(warning(group.span, f'no entry has the id "{unknown}"', hint))
        pairs.update(pairs_within([index for name in group.ids for index in named.get(name, ())]))
    return pairs, problems


def _connected(count: int, joins: Iterable[tuple[int, int]]) -> list[list[int]]:
    """The connected groups of indexes 0 to count - 1, each in order, by their smallest index."""
    return _connected_within(range(count), joins)


def _connected_within(indexes: Iterable[int], joins: Iterable[tuple[int, int]]) -> list[list[int]]:
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


def _contradiction(
    group: Sequence[int],
    entries: Sequence[Entry],
    rare: frozenset[str],
    forced: set[tuple[int, int]],
    forbidden: set[tuple[int, int]],
) -> str:
    """Why a group cannot be one paper, "" where nothing speaks against it."""
    for pair in pairs_within(group):
        if pair in forced:
            continue
        if pair in forbidden:
            return "decisions.yaml says that two of them differ"
        verdict, reason = judge(entries[pair[0]], entries[pair[1]], rare)
        if verdict is Verdict.CONTRADICTION:
            return reason
    return ""


def _cluster(group: Sequence[int], entries: Sequence[Entry], joins: Mapping[tuple[int, int], str]) -> Cluster:
    reasons = []
    for pair in pairs_within(group):
        if pair in joins:
            one, other = entries[pair[0]], entries[pair[1]]
            reasons.append(f"{_place(one)} and {_place(other)}: {joins[pair]}")
    return Cluster(entries=tuple(entries[index] for index in group), reasons=tuple(reasons))


def _place(one: Entry) -> str:
    return f"{one.dump}:{one.draft.span.first}"


def _held_apart(group: Sequence[Entry], against: str) -> Problem:
    others = ", ".join(_place(one) for one in group[1:])
    hint = _decision(group)
    return note(group[0].draft.span, f"{_name(group[0])} and {others} look like one paper, but {against}", hint)


def _reviews(
    judged: Mapping[tuple[int, int], tuple[Verdict, str]],
    entries: Sequence[Entry],
    home: Mapping[int, int],
    forbidden: set[tuple[int, int]],
) -> Iterator[Problem]:
    for pair, (verdict, reason) in judged.items():
        if home[pair[0]] == home[pair[1]] or pair in forbidden:
            continue
        group = (entries[pair[0]], entries[pair[1]])
        if verdict is Verdict.CONTRADICTION:
            yield _held_apart(group, reason)
        elif verdict is Verdict.REVIEW:
            message = f"{_name(group[0])} may be the paper at {_place(group[1])}: {reason}"
            yield note(group[0].draft.span, message, _decision(group))


def _decision(group: Sequence[Entry]) -> str:
    """The decision to paste, ready for either answer."""
    ids = ", ".join(dict.fromkeys(one.draft.id for one in group))
    return f"decide in content/decisions.yaml:\nsame:\n- [{ids}]\nor, if they differ,\ndifferent:\n- [{ids}]"


def _name(one: Entry) -> str:
    return f'"{one.draft.title}"' if one.draft.title else "an entry without title"
