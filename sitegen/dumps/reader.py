"""Raw dumps in, drafts out: any text that was copied from a page that lists papers, whoever made it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import msgspec

from sitegen import categories
from sitegen.dumps import byline
from sitegen.dumps.align import UNCLAIMED, Alignment, align
from sitegen.dumps.format import Format, Header, Reading, draft
from sitegen.dumps.formats import FORMATS
from sitegen.dumps.formats.profile import infer_person
from sitegen.dumps.source import Line, lines
from sitegen.problems import Level, Problem, Span, error, note, warning, worst
from sitegen.records import Draft, Listing, Meta, Profile

# Goes up when the reader gives another result for some dump, so that what it made before is known to be stale.
VERSION = 2
# So many lines from the top tell which format a dump has.
TELLING = 150


class Attempt(NamedTuple):
    """A dump as one format reads it; `score` says how well, header lines included."""

    format: Format
    noise: dict[str, int]
    header: Header
    found: Alignment
    score: float


def read(path: str, content: bytes, meta: Meta | None = None) -> tuple[Reading, list[Problem]]:
    """Everything that a dump holds. `path`, relative to the site's folder, is what spans and problems name.

    The format is the one that fits best, unless `meta` names one. Reported: what could not be read, every line that nothing
    is known of, entries that lack a part, and a dump that no format or that two formats fit.
    """
    meta = meta or Meta()
    numbered, problems = lines(path, content)
    if worst(problems) is Level.ERROR:
        return _refused(numbered), problems
    formats = [known for known in FORMATS if meta.format in {None, known.name}]
    if not formats:
        hint = f"known formats: {', '.join(known.name for known in FORMATS)}"
        return _refused(numbered), [*problems, error(Span(path), f'no format is called "{meta.format}"', hint)]
    said = _learned(numbered)
    attempts = sorted((_attempt(kind, numbered[:TELLING], said) for kind in formats), key=lambda it: -it.score)
    best = attempts[0] if len(numbered) <= TELLING else _attempt(attempts[0].format, numbered, said)
    doubtful = meta.format is None and best.found.score <= UNCLAIMED * len(best.found.unknown)
    if doubtful or not best.found.entries:
        hint = "sitegen reads profiles, lists of titles and abstracts, and bare abstracts; say which in NAME.meta.yaml"
        return _refused(numbered), [*problems, warning(Span(path), "nothing in this dump reads like a list of papers", hint)]
    if len(attempts) > 1 and attempts[1].score == best.score:
        message = f"read as {best.format.name}, though {attempts[1].format.name} fits as well"
        problems.append(warning(Span(path), message, "say which with `format:` in NAME.meta.yaml"))
    reading, more = _reading(path, best, numbered, meta)
    return reading, [*problems, *more]


def _learned(numbered: Sequence[Line]) -> byline.Known:
    """What the dump's own lines say of names and words: the names behind the first comma of a byline are sure."""
    texts = [line.text for line in numbered]
    names = [name for text in texts if _names_people(text) for name in byline.sure_names(text)]
    return byline.learn(names, texts)


def _names_people(text: str) -> bool:
    return text.endswith(" et al.") or bool(byline.AFFILIATIONS.search(text)) or ("," in text and not text.endswith("."))


def _attempt(kind: Format, numbered: Sequence[Line], known: byline.Known) -> Attempt:
    noise: Counter[str] = Counter()
    kept = []
    for line in numbered:
        rule = next((rule for rule, furniture in kind.noise.items() if furniture.fullmatch(line.text)), None)
        if rule:
            noise[rule] += 1
        else:
            kept.append(line)
    header = kind.header(kept)
    found = align(header.rest, kind.costs, known)
    score = found.score + 2.0 * len(header.used) + 1.0 * noise.total()
    return Attempt(kind, dict(noise), header, found, score)


def _reading(path: str, best: Attempt, numbered: Sequence[Line], meta: Meta) -> tuple[Reading, list[Problem]]:
    problems: list[Problem] = []
    drafts = []
    for pieces in best.found.entries:
        made, odd = draft(path, pieces, best.format.costs)
        drafts.append(made)
        problems += odd
    problems += [_unclaimed(path, line) for line in best.found.unknown]
    problems += _ambiguous(drafts)
    person, listing = _person_or_listing(best.header, drafts, meta)
    if person and person.inferred:
        message = f"nobody is named here; {person.name} runs through the bylines and is taken for the profile's person"
        problems.append(note(Span(path), message, "say `person: NAME` in NAME.meta.yaml to make it sure"))
    if not any(made.code_mark for made in drafts):
        drafts = [msgspec.structs.replace(made, code_mark=None) for made in drafts]
    unclaimed = tuple(line.number for line in best.found.unknown)
    reading = Reading(
        format=best.format.name,
        lines=len(numbered),
        used=len(numbered) - len(unclaimed) - sum(best.noise.values()),
        noise=best.noise,
        unclaimed=unclaimed,
        person=person,
        listing=listing,
        drafts=tuple(drafts),
    )
    return reading, problems


def _person_or_listing(header: Header, drafts: Iterable[Draft], meta: Meta) -> tuple[Profile | None, Listing | None]:
    """The person whose page a dump is, said by meta file or header or inferred; else the list that it is."""
    person = header.person
    if meta.person:
        person = msgspec.structs.replace(person or Profile(name=""), name=meta.person)
    elif person is None and header.listing is None:
        person = infer_person(drafts)
    if person:
        return person, None
    listing = header.listing or Listing()
    return None, Listing(title=meta.title, curator=meta.curator or listing.curator, day=listing.day)


def _unclaimed(path: str, line: Line) -> Problem:
    start = line.text if len(line.text) <= 60 else line.text[:59] + "…"
    return warning(Span(path, line.number, line.number), f'not understood: "{start}"', "take the line out, or fix it")


def _ambiguous(drafts: Iterable[Draft]) -> Iterator[Problem]:
    """A note for each category of the dump whose printed suffix several archives have, at the first entry that has it."""
    first = {made.category: made.span for made in reversed(list(drafts)) if made.category}
    for category, span in first.items():
        suffix = category.rpartition(".")[2]
        chosen, others = categories.resolve(suffix)
        if chosen == category and len(others) > 1:
            message = f'category "{suffix}" is read as {chosen}; it could also be {", ".join(others[1:])}'
            yield note(span, message, "give another one in content/edits/")


def _refused(numbered: Sequence[Line]) -> Reading:
    unclaimed = tuple(line.number for line in numbered)
    return Reading(format=None, lines=len(numbered), used=0, noise={}, unclaimed=unclaimed, listing=Listing())
