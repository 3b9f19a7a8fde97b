"""What may be shown: hidden papers and people are taken out of a catalog, and abstracts cut to what their sources allow."""

import re
from collections.abc import Callable, Container, Iterable, Iterator
from itertools import compress

from msgspec.structs import replace

from sitegen import text
from sitegen.problems import Problem, Span, note, warning
from sitegen.records import STRICTNESS, Abstracts, Catalog, Collection, Config, Paper, Person
from sitegen.text import names

# Characters that an excerpt of an abstract has at most.
EXCERPT = 300
# What site.yaml says of the owner.
OWNERS = ("orcid", "homepage", "email", "photo", "links")
PAIRS = (("{", "}"), (r"\(", r"\)"), (r"\[", r"\]"))

Naming = Callable[[str | None], bool]


def visible(catalog: Catalog) -> Catalog:
    """The catalog without its hidden papers and people, and without what stands in it for their sake alone.

    A hidden person leaves every byline, which is incomplete then. What a source says or is called goes too where a name of
    that person is in it, so a paper may be left without sources.
    """
    hidden = {key: person for key, person in catalog.people.items() if person.hidden}
    papers = {key: paper for key, paper in catalog.papers.items() if not paper.hidden}
    if not hidden and len(papers) == len(catalog.papers):
        return catalog
    named = _naming(hidden.values())
    papers = {key: _without(paper, hidden, named) for key, paper in papers.items()}
    lists = (_unnamed(one, papers, named) for one in catalog.collections.values())
    held = {person for paper in papers.values() for person in paper.people}
    people = {key: one for key, one in catalog.people.items() if key in held or (one.observations and not one.hidden)}
    return Catalog(
        papers=papers,
        people=people,
        collections={one.id: one for one in lists if one.papers},
        redirects={old: paper for old, paper in catalog.redirects.items() if paper in papers},
    )


def settled(config: Config, catalog: Catalog) -> tuple[Config, list[Problem]]:
    """What site.yaml says, but for hidden papers among the selected and a hidden owner, of whom there is a warning."""
    hidden = {key for key, paper in catalog.papers.items() if paper.hidden}
    config = replace(config, selected=tuple(key for key in config.selected if catalog.redirects.get(key, key) not in hidden))
    if not config.owner or not _is_hidden(config.owner, catalog):
        return config, []
    hint = "take `owner` out of it, or `hidden` out of the edit"
    problem = warning(Span("content/site.yaml"), f'the owner "{config.owner}" is hidden, so the site shows none', hint)
    nothing = {field: getattr(Config(), field) for field in ("owner", *OWNERS)}
    return replace(config, **nothing), [problem]


def still_named(catalog: Catalog, texts: Iterable[tuple[Span, str]]) -> Iterator[Problem]:
    """A note for each text of the site's owner, given with its place, that a hidden person's name is in."""
    hidden = [(person.name, _naming([person])) for person in catalog.people.values() if person.hidden]
    for span, words in texts:
        for name, named in hidden:
            if named(words):
                yield note(span, f"{name} is hidden, but named here", "take the name out if nobody is to read it")


def abridged(catalog: Catalog, abstracts: Abstracts) -> Catalog:
    """The catalog with as much of each abstract as both the site (`abstracts`) and the paper's source let be shown."""
    return replace(catalog, papers={key: _abridged(paper, abstracts) for key, paper in catalog.papers.items()})


def _is_hidden(owner: str, catalog: Catalog) -> bool:
    """Whether a person, given by id or else by any spelling, is hidden."""
    if owner in catalog.people:
        return catalog.people[owner].hidden
    return any(person.hidden and names.person_key(owner) in _spellings(person) for person in catalog.people.values())


def _spellings(person: Person) -> set[str]:
    """All that a person is called, folded, the family name behind the given one and before it."""
    called = [names.split(name, names.letters(person.family or "")) for name in (person.id, person.name, *person.spellings)]
    swapped = (f"{name.family} {name.given} {name.suffix}" for name in called)
    return {names.letters(name) for name in (*map(str, called), *swapped)} - {""}


def _naming(people: Iterable[Person]) -> Naming:
    """Tells whether a text has in it the name of one of some people, or of the dump of their profile, however spelled."""
    people = list(people)
    called = {name for person in people for name in _spellings(person)}
    called |= {names.letters(seen.dump) for person in people for seen in person.observations}
    if not called:
        return lambda _: False
    pattern = re.compile("|".join(map(_whole, sorted(called))))
    return lambda words: bool(words and any(pattern.search(names.letters(read)) for read in (words, text.plain(words))))


def _whole(name: str) -> str:
    """A pattern of a folded name; in a script that parts no words it can stand anywhere."""
    written = re.escape(name).replace(r"\ ", " ?")
    return written if names.is_unspaced(name) else rf"\b{written}\b"


def _without(paper: Paper, hidden: Container[str], named: Naming) -> Paper:
    """A paper without hidden people, and without what names them."""
    kept = [person not in hidden for _, person in paper.byline]
    listed = tuple(person for person in paper.listed if person not in hidden)
    return replace(
        paper,
        authors=tuple(compress(paper.authors, kept)),
        names=tuple(compress(paper.names, kept)),
        authors_complete=paper.authors_complete and all(kept),
        citations=paper.citations
        and replace(paper.citations, source=None if named(paper.citations.source) else paper.citations.source),
        people=(*compress(paper.people, kept), *listed),
        listed=listed,
        sources=tuple(one for one in paper.sources if not named(one.dump)),
        origins=tuple(one for one in paper.origins if not named(one.place)),
        versions=tuple(one for one in paper.versions if not named(one.value) and not named(one.place)),
        reasons=tuple(one for one in paper.reasons if not named(one)),
    )


def _unnamed(collection: Collection, papers: Container[str], named: Naming) -> Collection:
    """A collection without hidden papers, and without what of its source names hidden people."""
    said = {field: value for field in ("curator", "source", "url") if not named(value := getattr(collection, field))}
    nothing = dict.fromkeys(("curator", "source", "url"))
    return replace(collection, papers=tuple(paper for paper in collection.papers if paper in papers), **nothing | said)


def _abridged(paper: Paper, abstracts: Abstracts) -> Paper:
    """A paper with what both policies let be shown of its abstract; other versions of it only where they are free as well."""
    policy = max(abstracts, paper.abstract_policy, key=STRICTNESS.__getitem__)
    shown = None if policy == "none" else paper.abstract
    if shown and policy == "excerpt":
        shown = _excerpt(shown)
    return replace(
        paper,
        abstract=shown,
        origins=tuple(one for one in paper.origins if shown or one.field != "abstract"),
        versions=tuple(one for one in paper.versions if one.field != "abstract" or policy == one.abstracts == "full"),
    )


def _excerpt(abstract: str) -> str:
    """The beginning of an abstract as printed, cut between words and where no formula is open."""
    if len(abstract) <= EXCERPT:
        return abstract
    heads = [abstract[:at] for at in range(EXCERPT - 1, EXCERPT // 2, -1) if abstract[at] == " "]
    head = next(filter(_is_closed, heads), heads[0] if heads else "")
    return head.rstrip(" ,;:–—") + "…" if head else text.excerpt(abstract, EXCERPT)


def _is_closed(source: str) -> bool:
    """Whether no formula and no brace of a text with TeX marks is open at its end."""
    dollars = source.count("$") - source.count(r"\$")
    return dollars % 2 == 0 and all(source.count(one) == source.count(other) for one, other in PAIRS)
