"""Who is who: spellings in bylines become persons, by folded name, by the profile they are on, by a person's decision."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from sitegen.problems import Problem, warning
from sitegen.records import Decisions, Dump, Observation, Paper, Person, Record
from sitegen.text import names


class Identities(Record):
    """What is known of identities before any byline is read.

    `spelled` maps a folded spelling, everywhere or in one dump, to a person's id; `belongs` a folded spelling on one paper;
    `profiles` a dump's path to the person whose page it is; `shown` ids to the name that a person chose to show.
    """

    spelled: Mapping[tuple[str, str | None], str]
    belongs: Mapping[tuple[str, str], str]
    profiles: Mapping[str, str]
    shown: Mapping[str, str]


def identify(
    papers: Iterable[Paper], dumps: Sequence[Dump], decisions: Decisions, redirects: Mapping[str, str]
) -> tuple[dict[str, Paper], dict[str, Person], list[Problem]]:
    """The papers with their people, and the people, both by id in order.

    A paper's `people` are its byline's, then those on whose page it was listed. A name printed in reverse ("Li Zhiyuan") is the
    profile's person only in that person's dump. Reported: decisions about papers that do not exist.
    """
    known, problems = _identities(dumps, decisions, redirects)
    done: dict[str, Paper] = {}
    spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for paper in papers:
        byline = tuple(_person(author, paper, known) for author in paper.authors)
        owners = dict.fromkeys(known.profiles[source.dump] for source in paper.sources if source.dump in known.profiles)
        listed = tuple(_own(owner, paper, known) for owner in owners if owner not in byline)
        listed = tuple(dict.fromkeys(person for person in listed if person not in byline))
        done[paper.id] = replace(paper, people=byline + listed, listed=listed)
        for person, author in zip(byline, paper.authors, strict=True):
            spellings[person][author] += 1
    observed = _observations(dumps, known)
    there = {*observed, *(person for paper in done.values() for person in paper.people)}
    people = {key: _profile(key, spellings[key], observed.get(key, []), known) for key in sorted(there)}
    return done, people, problems


def person_id(name: str) -> str:
    """The id of the person that a name stands for when nothing else is known of it."""
    return names.slug(names.repair(name))


def _identities(dumps: Sequence[Dump], decisions: Decisions, redirects: Mapping[str, str]) -> tuple[Identities, list[Problem]]:
    problems = []
    shown: dict[str, str] = {}
    spelled: dict[tuple[str, str | None], str] = {}
    for said in decisions.people:
        spelled[names.person_key(said.spelling), said.dump] = person_id(said.person)
        shown[person_id(said.person)] = said.person
    belongs: dict[tuple[str, str], str] = {}
    for belonging in decisions.belongs:
        shown.setdefault(person_id(belonging.person), belonging.person)
        for paper in belonging.papers:
            if paper not in redirects:
                problems.append(warning(belonging.span, f'no paper has the id "{paper}"', "take it out if the paper is gone"))
            belongs[names.person_key(belonging.name), redirects.get(paper, paper)] = person_id(belonging.person)
    shown = {key: name for key, name in shown.items() if name != key}
    profiles = {}
    for dump in dumps:
        if dump.person:
            name = names.person_key(dump.person.name)
            profiles[dump.path] = spelled.get((name, dump.path)) or spelled.get((name, None)) or person_id(dump.person.name)
            shown.setdefault(profiles[dump.path], names.repair(dump.person.name))
    return Identities(spelled=spelled, belongs=belongs, profiles=profiles, shown=shown), problems


def _person(author: str, paper: Paper, known: Identities) -> str:
    """The person that a name in the byline of a paper is."""
    key = names.person_key(author)
    if (key, paper.id) in known.belongs:
        return known.belongs[key, paper.id]
    for source in paper.sources:
        if (key, source.dump) in known.spelled:
            return known.spelled[key, source.dump]
        owner = known.profiles.get(source.dump)
        if owner and person_id(names.reversed_key(author) or "-") == owner:
            return known.belongs.get((names.reversed_key(author), paper.id), owner)
    return known.spelled.get((key, None)) or person_id(author)


def _own(owner: str, paper: Paper, known: Identities) -> str:
    """The person on whose page a paper stands, unless a decision gives that paper to a namesake."""
    for (key, paper_id), person in known.belongs.items():
        if paper_id == paper.id and person_id(key) == owner:
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
    return Person(
        id=key,
        name=known.shown.get(key) or _best(spellings) or key,
        spellings=tuple(sorted(spellings)),
        observations=tuple(observation for _, observation in seen),
        inferred=bool(seen) and all(inferred for inferred, _ in seen),
    )


def _best(spellings: Counter[str]) -> str:
    """The spelling to show: repaired, the commonest, the one with accents, then the first in order."""
    repaired: Counter[str] = Counter()
    for spelling, count in spellings.items():
        repaired[names.repair(spelling)] += count
    return min(repaired, key=lambda name: (-repaired[name], name.isascii(), name), default="")


def namesakes(people: Mapping[str, Person]) -> Iterator[tuple[Person, Person]]:
    """Pairs of people whose names differ only by an initial in the middle ("Sashank Reddi", "Sashank J. Reddi")."""
    short: dict[str, Person] = {}
    for person in people.values():
        words = names.person_key(person.name).split()
        bare = " ".join(word for at, word in enumerate(words) if len(word) > 1 or at in {0, len(words) - 1})
        other = short.setdefault(bare, person)
        if other is not person:
            yield other, person
