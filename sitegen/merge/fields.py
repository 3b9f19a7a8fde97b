"""One paper of many entries: which value of each field wins, where it came from, and what the other entries say."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from sitegen.merge.evidence import Entry
from sitegen.merge.groups import Cluster
from sitegen.records import STRICTNESS, Draft, Origin, Paper, Record, Source, Version

LABEL_WORDS = 12


class Rule(Record):
    """How the values of a field are compared: `rank` is higher for the better one, `why` says so in words."""

    field: str
    why: str
    rank: Callable[[Entry], tuple[int, ...]] = lambda _: ()


def _has_tex(text: str | None) -> int:
    return sum((text or "").count(mark) > 0 for mark in "$\\")


RULES = (
    Rule(field="title", why="the one with its TeX", rank=lambda one: (_has_tex(one.draft.title),)),
    Rule(
        field="authors",
        why='a complete byline over "et al.", then the longer one',
        rank=lambda one: (int(one.draft.authors_complete), len(one.draft.authors)),
    ),
    Rule(field="affiliations", why="the longer list", rank=lambda one: (len(one.draft.affiliations),)),
    Rule(field="date", why="the more exact date", rank=lambda one: (len(one.draft.date or ""),)),
    Rule(field="category", why="the only one"),
    Rule(field="score", why="the only one"),
    Rule(
        field="abstract",
        why="the one with its TeX, then the longer one",
        rank=lambda one: (-STRICTNESS[one.abstracts], _has_tex(one.draft.abstract), len(one.draft.abstract or "")),
    ),
    Rule(field="venue", why="the only one"),
    Rule(field="doi", why="the only one"),
    Rule(field="arxiv", why="the only one"),
    Rule(field="pdf", why="the only one"),
)


def paper(cluster: Cluster) -> Paper:
    """The paper of a group of entries, without people and collections.

    Where the rule of a field leaves a tie, the newest `retrieved` wins, then the smallest entry id. An abstract wins first of
    all by how much of it its source lets be shown.
    """
    entries = sorted(cluster.entries, key=lambda one: one.order)
    entries = sorted(entries, key=lambda one: one.retrieved, reverse=True)
    values: dict[str, object] = {}
    origins: list[Origin] = []
    versions: list[Version] = []
    for rule in RULES:
        held = [one for one in entries if _value(one.draft, rule.field)]
        if not held:
            continue
        winner = max(held, key=rule.rank)
        value = _value(winner.draft, rule.field)
        values[rule.field] = value
        others = [one for one in held if _value(one.draft, rule.field) != value]
        origins.append(Origin(field=rule.field, place=place(winner), rule=_why(rule, winner, others)))
        versions += [_version(rule.field, one) for one in others]
        if rule.field == "authors":
            values["authors_complete"] = winner.draft.authors_complete
        if rule.field == "abstract":
            values["abstract_policy"] = winner.abstracts
    title = values.get("title")
    return Paper(
        id=cluster.id,
        label=str(title or label(str(values.get("abstract", cluster.id)))),
        code_available=_code(one.draft for one in entries),
        code_urls=_union(one.draft.code_urls for one in entries),
        links=_union(one.draft.links for one in entries),
        sources=tuple(_source(one) for one in sorted(entries, key=lambda one: one.order)),
        origins=(*origins, *_code_origins(entries)),
        versions=tuple(versions),
        reasons=cluster.reasons,
        **values,  # type: ignore[arg-type]
    )


def label(abstract: str) -> str:
    """What to show for a paper whose title nobody knows: the first words of its abstract."""
    words = abstract.split()
    return " ".join(words[:LABEL_WORDS]) + (" …" if len(words) > LABEL_WORDS else "")


def place(one: Entry) -> str:
    """Where an entry stands, as `dump:line`."""
    return f"{one.dump}:{one.draft.span.first}"


def _why(rule: Rule, winner: Entry, others: Sequence[Entry]) -> str:
    freer = rule.field == "abstract" and any(STRICTNESS[one.abstracts] > STRICTNESS[winner.abstracts] for one in others)
    return f"the one that may be shown, {rule.why}" if freer else rule.why if others else "as printed"


def _version(field: str, one: Entry) -> Version:
    return Version(field=field, value=_text(_value(one.draft, field)), place=place(one), abstracts=one.abstracts)


def _value(draft: Draft, field: str) -> object:
    value: object = getattr(draft, field)
    return None if value == () else value


def _text(value: object) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _code(drafts: Iterable[Draft]) -> bool | None:
    """Known to be there by a mark or an address, known not to be by the lack of a mark where others have one."""
    marks = [bool(draft.code_urls) or draft.code_mark for draft in drafts]
    return True if True in marks else False if False in [mark for mark in marks if mark is not None] else None


def _code_origins(entries: Sequence[Entry]) -> Iterator[Origin]:
    for one in entries:
        if one.draft.code_urls:
            yield Origin(field="code_urls", place=place(one), rule="addresses in the abstract")
        elif one.draft.code_mark:
            yield Origin(field="code_available", place=place(one), rule="the page's mark")


def _union(lists: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item for items in lists for item in items))


def _source(one: Entry) -> Source:
    return Source(entry=one.draft.id, dump=one.dump, first=one.draft.span.first, last=one.draft.span.last)
