"""One paper of many entries: which value of each field wins, where it came from, and what the other entries say."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Literal

from sitegen.merge.evidence import Entry
from sitegen.merge.groups import Cluster
from sitegen.records import STRICTNESS, Citations, Draft, Origin, Paper, Record, Source, Type, Version
from sitegen.text import venues
from sitegen.text.names import fold

LABEL_WORDS = 12


class Rule(Record):
    """How the values of a field are compared: `rank` is higher for the better one, `why` says so in words.

    What is `printed` with a publication comes from entries of that one alone ("only"), or from others where those do not
    have it ("first"), as long as they are of no other publication.
    """

    field: str
    why: str
    rank: Callable[[Entry], tuple[int, ...]] = lambda _: ()
    printed: Literal["", "first", "only"] = ""


class Printed(Record):
    """The entries that give one publication of a paper, whether it is more than a preprint, and the entries `beside` it.

    Those give a preprint or no publication at all.
    """

    entries: tuple[Entry, ...]
    beside: tuple[Entry, ...]
    published: bool


def _has_tex(text: str | None) -> int:
    return sum((text or "").count(mark) > 0 for mark in "$\\")


PUBLISHED = "the published version, then the newest"
WITH_IT = "from the same publication as the venue"
RULES = (
    Rule(field="title", why="the one with its TeX", rank=lambda one: (_has_tex(one.draft.title),)),
    Rule(
        field="authors",
        why='a complete byline over "et al.", then the longer one',
        rank=lambda one: (int(one.draft.authors_complete), len(one.draft.authors)),
    ),
    Rule(field="affiliations", why="the longer list", rank=lambda one: (len(one.draft.affiliations),)),
    Rule(
        field="date",
        why="that of the published version, then the more exact date",
        rank=lambda one: (len(one.draft.date or ""),),
        printed="first",
    ),
    Rule(field="category", why="the only one"),
    Rule(field="score", why="the only one"),
    Rule(
        field="abstract",
        why="the one with its TeX, then the longer one",
        rank=lambda one: (-STRICTNESS[one.abstracts], _has_tex(one.draft.abstract), len(one.draft.abstract or "")),
    ),
    Rule(field="venue", why=PUBLISHED, printed="only"),
    Rule(field="doi", why=PUBLISHED, printed="first"),
    Rule(field="arxiv", why="the only one"),
    Rule(field="pdf", why="the only one"),
    Rule(field="type", why=PUBLISHED, printed="only"),
    Rule(field="citations", why="the newest count"),
    Rule(field="volume", why=WITH_IT, printed="only"),
    Rule(field="issue", why=WITH_IT, printed="only"),
    Rule(field="pages", why=WITH_IT, rank=lambda one: (len(one.draft.pages or ""),), printed="only"),
    Rule(field="publisher", why=WITH_IT, printed="only"),
    Rule(field="isbn", why=WITH_IT, printed="only"),
    Rule(field="pmid", why="the newest"),
    Rule(field="note", why=PUBLISHED, printed="first"),
)
PRINTED = tuple(rule.field for rule in RULES if rule.printed == "only")
# How much a kind of publication counts as the one that a paper is cited by; any other counts 1.
STANDING: Mapping[Type | None, int] = {"preprint": 0, None: 2, "article": 3, "conference": 3, "chapter": 3, "book": 3}


def paper(cluster: Cluster) -> Paper:
    """The paper of a group of entries, without people and collections.

    Where the rule of a field leaves a tie, the newest `retrieved` wins, then the smallest entry id. An abstract wins first of
    all by how much of it its source lets be shown. Of what is printed with a publication nothing comes from another one: a
    journal's volume never stands beside a conference.
    """
    entries = sorted(cluster.entries, key=lambda one: one.order)
    entries = sorted(entries, key=lambda one: one.retrieved, reverse=True)
    printed = _printed(entries)
    values: dict[str, object] = {}
    origins: list[Origin] = []
    versions: list[Version] = []
    for rule in RULES:
        held = [one for one in entries if _value(one.draft, rule.field) is not None]
        winner = _winner(rule, held, printed)
        others = [one for one in held if not winner or _value(one.draft, rule.field) != _value(winner.draft, rule.field)]
        versions += [_version(rule.field, one) for one in others]
        if winner:
            values |= _won(rule.field, winner)
            origins.append(Origin(field=rule.field, place=place(winner), rule=_why(rule, winner, others)))
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


def _printed(entries: Sequence[Entry]) -> Printed:
    """The publication that a paper is cited by: a published one before a preprint, then the one of which most is known.

    An entry is of it too where nothing that it says of its publication is different.
    """
    telling = sorted(filter(_known, entries), key=lambda one: (_standing(one), _known(one), bool(one.draft.date)), reverse=True)
    published = bool(telling) and _standing(telling[0]) > STANDING["preprint"]
    said: dict[str, object] = {}
    same = set()
    for one in telling:
        mine = _publication(one)
        alike = (_standing(one) > STANDING["preprint"]) == published
        if alike and all(said.get(field, value) == value for field, value in mine.items()):
            said |= mine
            same.add(id(one))
    return Printed(
        entries=tuple(one for one in entries if id(one) in same),
        beside=tuple(one for one in entries if not _known(one) or _standing(one) == STANDING["preprint"]),
        published=published,
    )


def _known(one: Entry) -> int:
    return sum(_value(one.draft, field) is not None for field in PRINTED)


def _publication(one: Entry) -> dict[str, object]:
    """What tells an entry's publication from others, as far as it is known."""
    draft = one.draft
    kind = draft.type or venues.kind(draft.venue or "")
    found = {"venue": fold(draft.venue or ""), "kind": kind, "volume": draft.volume, "issue": draft.issue}
    return {field: value for field, value in found.items() if value}


def _standing(one: Entry) -> int:
    """How much an entry's publication counts; what a preprint server has is a preprint, whatever it is called."""
    named = venues.kind(one.draft.venue or "")
    return STANDING.get(named if named == "preprint" else one.draft.type or named, 1)


def _winner(rule: Rule, held: Sequence[Entry], printed: Printed) -> Entry | None:
    """The entry that gives a field; None where no entry that may do so has it."""
    mine = held
    if rule.printed == "only" or (rule.printed and printed.published):
        mine = [one for one in printed.entries if _value(one.draft, rule.field) is not None]
    if rule.printed == "first" and not mine:
        mine = [one for one in printed.beside if _value(one.draft, rule.field) is not None]
    winner = max(mine, key=rule.rank, default=None)
    if rule.field == "date" and held:
        year = winner.draft.date if winner else ""
        winner = max((one for one in held if (one.draft.date or "").startswith(year or "")), key=rule.rank)
    return winner


def _won(field: str, winner: Entry) -> dict[str, object]:
    """What the winner's value of a field makes known of the paper."""
    value = _value(winner.draft, field)
    if field == "authors":
        return {field: value, "authors_complete": winner.draft.authors_complete}
    if field == "abstract":
        return {field: value, "abstract_policy": winner.abstracts}
    if field == "citations":
        return {field: Citations(value=winner.draft.citations or 0, source=winner.source, day=winner.retrieved or None)}
    return {field: value}


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
    return None if value in ((), "") else value


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
