"""Who is who: spellings in bylines become persons, by their letters, by the profile they are on, by a person's decision."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from msgspec.structs import replace

from sitegen.problems import Problem, warning
from sitegen.records import Decisions, Dump, Observation, Paper, Person, Record
from sitegen.text import names

UNDATED = "9999"


class Identities(Record):
    """What is known of identities before any byline is read.

    `ids` maps the key of a name to the id of whoever has it; `families` a person's id to the folded family name, where somebody
    says it outright. `spelled` maps a folded spelling, everywhere or in one dump, to a person's id; `belongs` a folded spelling
    on one paper; `profiles` a dump's path to the person whose page it is; `shown` ids to the name that a person chose to show.
    """

    ids: Mapping[str, str]
    families: Mapping[str, str]
    spelled: Mapping[tuple[str, str | None], str]
    belongs: Mapping[tuple[str, str], str]
    profiles: Mapping[str, str]
    shown: Mapping[str, str]


def identify(
    papers: Iterable[Paper],
    dumps: Sequence[Dump],
    decisions: Decisions,
    redirects: Mapping[str, str],
    families: Mapping[str, str] | None = None,
) -> tuple[dict[str, Paper], dict[str, Person], list[Problem]]:
    """The papers with their people, and the people, both by id in order.

    A paper's `people` are its byline's, then those on whose page it was listed. A name printed in reverse ("Li Zhiyuan") is the
    profile's person only in that person's dump. `families` are the family names of people, by id, that were given by hand.
    Reported: decisions about papers that do not exist.
    """
    papers = list(papers)
    known, problems = _identities(papers, dumps, decisions, redirects, families or {})
    done: dict[str, Paper] = {}
    spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for paper in papers:
        byline = tuple(_person(author, paper, known) for author in paper.authors)
        owners = dict.fromkeys(known.profiles[source.dump] for source in paper.sources if source.dump in known.profiles)
        listed = tuple(_own(owner, paper, known) for owner in owners if owner not in byline)
        listed = tuple(dict.fromkeys(person for person in listed if person not in byline))
        printed = zip(byline, paper.authors, strict=True)
        called = tuple(names.split(author, known.families.get(person, "")) for person, author in printed)
        done[paper.id] = replace(paper, names=called, people=byline + listed, listed=listed)
        for person, name in zip(byline, called, strict=True):
            spellings[person][str(name)] += 1
    observed = _observations(dumps, known)
    there = {*observed, *(person for paper in done.values() for person in paper.people)}
    people = {key: _profile(key, spellings[key], observed.get(key, []), known) for key in sorted(there)}
    return done, people, problems


def person_ids(papers: Iterable[Paper], others: Iterable[str]) -> dict[str, str]:
    """The id of each name, by its key: of those in the bylines of papers, and of `others`.

    An id is the name in Latin letters. Where several names of other scripts would share one, or one with a name in Latin
    letters, a hash of the name stands behind it, but for the name of the oldest paper.
    """
    since = dict.fromkeys(map(names.person_key, others), UNDATED)
    for paper in papers:
        for key in map(names.person_key, paper.authors):
            since[key] = min(since.get(key, UNDATED), paper.date or UNDATED)
    ids: dict[str, str] = {}
    taken: set[str] = set()
    for key in sorted(since, key=lambda key: (not key.isascii(), since[key], key)):
        short = names.slug(key)
        ids[key] = f"{short}-{names.short_hash(key)}" if short in taken and not key.isascii() else short
        taken.add(ids[key])
    return ids


def _identities(
    papers: Sequence[Paper],
    dumps: Sequence[Dump],
    decisions: Decisions,
    redirects: Mapping[str, str],
    families: Mapping[str, str],
) -> tuple[Identities, list[Problem]]:
    problems = []
    decided = [*(said.person for said in decisions.people), *(said.person for said in decisions.belongs)]
    owners = [dump.person.name for dump in dumps if dump.person]
    ids = person_ids(papers, [*owners, *(name for name in decided if not name.isascii())])  # a decision may name an id
    shown: dict[str, str] = {}
    spelled: dict[tuple[str, str | None], str] = {}
    for said in decisions.people:
        person = _id(said.person, ids)
        spelled[names.person_key(said.spelling), said.dump] = person
        shown[person] = said.person
    belongs: dict[tuple[str, str], str] = {}
    for belonging in decisions.belongs:
        person = _id(belonging.person, ids)
        shown.setdefault(person, belonging.person)
        for paper in belonging.papers:
            if paper not in redirects:
                problems.append(warning(belonging.span, f'no paper has the id "{paper}"', "take it out if the paper is gone"))
            belongs[names.person_key(belonging.name), redirects.get(paper, paper)] = person
    shown = {key: names.shown(name) for key, name in shown.items() if name != key}
    profiles = {}
    for dump in dumps:
        if dump.person:
            name = names.person_key(dump.person.name)
            profiles[dump.path] = spelled.get((name, dump.path)) or spelled.get((name, None)) or ids[name]
            shown.setdefault(profiles[dump.path], names.shown(dump.person.name))
    said_families = _families([*decided, *owners], papers, dumps, ids)
    said_families |= {person: names.letters(family) for person, family in families.items()}
    known = Identities(ids=ids, families=said_families, spelled=spelled, belongs=belongs, profiles=profiles, shown=shown)
    return known, problems


def _families(others: Iterable[str], papers: Iterable[Paper], dumps: Iterable[Dump], ids: Mapping[str, str]) -> dict[str, str]:
    """The folded family names, by the person's id, that printed names say outright; of several for one person the commonest."""
    printed = chain(
        others,
        chain.from_iterable(paper.authors for paper in papers),
        chain.from_iterable(draft.authors for dump in dumps for draft in dump.drafts),
    )
    said: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for name in printed:
        if family := names.said_family(name):
            said[_id(name, ids)][family] += 1
    return {person: min(found, key=lambda family: (-found[family], family)) for person, found in said.items()}


def _id(name: str, ids: Mapping[str, str]) -> str:
    """The id of the person that a name, or an id, stands for when nothing else is known of it."""
    key = names.person_key(name)
    return ids.get(key) or names.slug(key or name)


def _person(author: str, paper: Paper, known: Identities) -> str:
    """The person that a name in the byline of a paper is."""
    key, swapped = names.person_key(author), names.reversed_key(author)
    if (key, paper.id) in known.belongs:
        return known.belongs[key, paper.id]
    for source in paper.sources:
        if (key, source.dump) in known.spelled:
            return known.spelled[key, source.dump]
        owner = known.profiles.get(source.dump)
        if owner and known.ids.get(swapped) == owner:
            return known.belongs.get((swapped, paper.id), owner)
    return known.spelled.get((key, None)) or known.ids[key]


def _own(owner: str, paper: Paper, known: Identities) -> str:
    """The person on whose page a paper stands, unless a decision gives that paper to a namesake."""
    for (key, paper_id), person in known.belongs.items():
        if paper_id == paper.id and known.ids.get(key) == owner:
            return person
    return owner


def _observations(dumps: Iterable[Dump], known: Identities) -> dict[str, list[tuple[bool, Observation]]]:
    """What was seen of each person's profile, the newest first, each with whether the person was inferred."""
    seen: defaultdict[str, list[tuple[bool, Observation]]] = defaultdict(list)
    newest = sorted(sorted(dumps, key=lambda dump: dump.path), key=lambda dump: dump.retrieved or "", reverse=True)
    for dump in newest:
        if dump.person:
            observation = Observation(
                dump=dump.path,
                retrieved=dump.retrieved,
                source=dump.source,
                url=dump.url,
                field=dump.person.field,
                metrics=dump.person.metrics,
            )
            seen[known.profiles[dump.path]].append((dump.person.inferred, observation))
    return seen


def _profile(key: str, spellings: Counter[str], seen: Sequence[tuple[bool, Observation]], known: Identities) -> Person:
    name = known.shown.get(key) or _best(spellings) or key
    family = known.families.get(key)
    return Person(
        id=key,
        name=name,
        family=names.split(name, family).family if family else None,
        spellings=tuple(sorted(spellings)),
        observations=tuple(observation for _, observation in seen),
        inferred=bool(seen) and all(inferred for inferred, _ in seen),
    )


def _best(spellings: Counter[str]) -> str:
    """The spelling to show: the commonest, the one with accents, then the first in order."""
    return min(spellings, key=lambda name: (-spellings[name], name.isascii(), name), default="")


def namesakes(people: Mapping[str, Person]) -> Iterator[tuple[Person, ...]]:
    """Groups of people whose names differ only by initials in the middle or by their script.

    "Sashank Reddi" and "Sashank J. Reddi" are such, and "Nataliya Ivanova" and "Наталия Иванова"; not two names of one other
    script that sound alike, which are two people.
    """
    alike: defaultdict[str, list[Person]] = defaultdict(list)
    for person in people.values():
        words = names.fold(person.name).removeprefix("the ").split()
        alike[" ".join(word for at, word in enumerate(words) if len(word) > 1 or at in {0, len(words) - 1})].append(person)
    for group in alike.values():
        if len(group) > 1 and any(names.person_key(person.name).isascii() for person in group):
            yield tuple(group)
