"""Raw dumps in, drafts out: any text that was copied from a page that lists papers, whoever made it."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

import msgspec

from sitegen.dumps import (
    bibliography,
    byline,
    details,
    furniture,
    headings,
    pages,
    picture,
    references,
    refusal,
    scores,
    shapes,
    strangers,
)
from sitegen.dumps.align import Alignment, Page, Part, Piece, align
from sitegen.dumps.format import Format, Found, Header, Reading, ambiguous_categories, day_order, draft
from sitegen.dumps.formats import FORMATS, SITES
from sitegen.dumps.person import infer_person
from sitegen.dumps.source import Line, decode, lines
from sitegen.problems import Level, Problem, Span, error, note, warning, worst
from sitegen.records import Draft, Listing, Meta, Profile

# Goes up when the reader gives another result for some dump, so that what it made before is known to be stale.
VERSION = 7
# Where two places for score lines fit so evenly, nothing tells which is right.
UNDECIDED = 1.0
# Where fewer entries have a byline, those that have one are doubtful.
FEW_SIGNED = 0.25
ONE_NAME = re.compile(r"[^\W\d_a-z][^\d,;:.!?()]{1,40}")
# A declared format that uses so much of a dump reads it; of another one, what the page itself shows may tell more.
WHOLLY, FEW_LOST = 0.97, 2
EXPLAINED = 0.85
# Where something is to be said of so many papers, the format is hardly theirs.
MANY_DOUBTED, FEWEST_DOUBTED = 0.5, 5
# What is as sure as this, is no longer than that, and has a number, says something beside title and names.
SURE, LONGEST_DETAIL, NUMBER = 1.0, 200, re.compile(r"\d\d")
TITLE_OR_NAMES = frozenset((Part.TITLE, Part.REST, Part.BYLINE, Part.NAMES))
# How likely an entry has to be right where nobody declared what the page looks like.
TRUSTED = 0.7
# Where the mean line of a dump's top reads so unnaturally in every declared format, the rest of it is not tried.
HOPELESS = 0.3
# So many lines from the top tell which format a dump has.
TELLING = 150


NAMES = (*(known.name for known in FORMATS), *(site.name for site in SITES), pages.NAME, references.FORMAT, *bibliography.NAMES)


class Attempt(NamedTuple):
    """A dump as one format reads it; `score` says how well, header lines included.

    `undecided` says that nothing tells which paper the score lines belong to.
    """

    format: Format
    noise: dict[str, int]
    header: Header
    found: Alignment
    score: float
    undecided: bool = False


def read(path: str, content: bytes, meta: Meta | None = None) -> tuple[Reading, list[Problem]]:
    """Everything that a dump holds. `path`, relative to the site's folder, is what spans and problems name.

    A bibliography file is read as what it is; any other dump in the way that fits best, unless `meta` names one: in one of the
    declared formats, as a page that shows its layout, as a list of references. Reported: what could not be read, every line
    that nothing is known of, entries that lack a part, and a dump that nothing fits.
    """
    meta = meta or Meta()
    if meta.format not in {None, *NAMES}:
        hint = f"known formats: {', '.join(NAMES)}"
        return _refused(lines(path, content)[0]), [error(Span(path), f'no format is called "{meta.format}"', hint)]
    if meta.entry is None and meta.format in {None, *bibliography.NAMES} and (file := _file(path, content, meta)):
        return file
    numbered, problems = lines(path, content)
    if worst(problems) is Level.ERROR:
        return _refused(numbered), problems
    if meta.entry is not None:
        reading, more = _shown(path, numbered, meta)
        return reading, [*problems, *more]
    found = _found(path, numbered, meta)
    if isinstance(found, Problem):
        return _refused(numbered), [*problems, found]
    return found.reading, [*problems, *found.problems]


def _file(path: str, content: bytes, meta: Meta) -> tuple[Reading, list[Problem]] | None:
    """A dump as the bibliography file or the table that it is; None where it is none."""
    raw, odd_bytes = decode(path, content)
    file = bibliography.read_lines(path, raw)
    if file is None:
        return None
    person, listing = _person_or_listing(Header((), listing=file[0].listing), (), meta)
    return msgspec.structs.replace(file[0], person=person, listing=listing), [*odd_bytes, *file[1]]


def _found(path: str, numbered: Sequence[Line], meta: Meta) -> Found | pages.Found | Problem:
    """What is read of a dump in the way that fits best; what to say of it where no way fits."""
    page = _page(numbered)
    declared, odd = _declared(path, numbered, meta, page)
    site = _site_of(path, numbered, page, meta)
    better = declared is not None and site is not None and site.trust > declared.trust
    if declared and (meta.format == declared.reading.format or (declared.trust >= WHOLLY and not better)):
        return declared
    known = site is not None and site.trust > TRUSTED
    wanted = meta.format in {None, references.FORMAT} and not known
    listed = Found(*read_so) if wanted and (read_so := references.read(path, numbered)) else None
    if listed and _is_list(listed, numbered):
        return _named(path, listed, meta)
    ways: list[Found | pages.Found] = [declared] if declared and declared.trust > TRUSTED else []
    whole = _page_of(path, numbered, page, meta, site)
    if whole:
        ways.append(whole)
    if listed:
        ways = _page_or_list(ways, whole, listed, numbered)
    trusted = (one for one in ways if meta.format or one.trust >= _least(one.reading.format))
    best = max(trusted, key=_how_far, default=None)
    if best is None:
        return strangers.refused(path, odd, whole)
    return best if best is declared else _named(path, best, meta)


def _page_of(path: str, numbered: Sequence[Line], page: Page, meta: Meta, site: pages.Found | None) -> pages.Found | None:
    """A dump as a page of a known site, or of one that shows its layout; None where it lists no papers."""
    if (site and site.trust > TRUSTED) or meta.format not in {None, pages.NAME}:
        return site
    best = max(filter(None, (site, pages.read(path, numbered, page))), key=_how_far, default=None)
    if best and best.trust >= EXPLAINED:
        return best
    return max(filter(None, (best, pages.read(path, numbered, page, marked=True))), key=_how_far, default=None)


def _site_of(path: str, numbered: Sequence[Line], page: Page, meta: Meta) -> pages.Found | None:
    """A dump as a page of that known site which it fits best; None where it is of none."""
    known = [site for site in SITES if meta.format == site.name or (not meta.format and site.is_of(numbered))]
    return max(filter(None, (pages.read(path, numbered, page, site) for site in known)), key=_how_far, default=None)


def _is_list(listed: Found, numbered: Sequence[Line]) -> bool:
    """Whether a dump is surely a list of references, each in a line."""
    return listed.trust >= references.AGREED and _is_signed(listed.reading) and not _in_lines(listed.reading, numbered)


def _page_or_list(
    ways: Sequence[Found | pages.Found], whole: pages.Found | None, listed: Found, numbered: Sequence[Line]
) -> list[Found | pages.Found]:
    """The ways to read a dump, with the list of references that it may be, or without the page that it then is not.

    A page whose entries have authors, in lines of their own, is no such list; and a list, where the page's have none, no page.
    """
    if whole is None or whole.trust <= TRUSTED:
        return [*ways, listed]
    if _is_signed(whole.reading):
        return [*ways] if _in_lines(listed.reading, numbered) else [*ways, listed]
    sure = listed.trust >= references.TRUSTED and _is_signed(listed.reading)
    return [*(way for way in ways if not sure or way is not whole), listed]


def _is_signed(reading: Reading) -> bool:
    """Whether most entries have authors."""
    return 2 * sum(bool(made.authors) for made in reading.drafts) > len(reading.drafts)


def _in_lines(reading: Reading, numbered: Sequence[Line]) -> bool:
    """Whether most entries stand in several lines, as they hardly do in a list of references."""
    starts = [line.number for line in numbered]
    several = sum(bisect_right(starts, made.span.last) - bisect_left(starts, made.span.first) > 1 for made in reading.drafts)
    return 2 * several > len(reading.drafts)


def _how_far(found: Found | pages.Found) -> float:
    return found.trust


def _shown(path: str, numbered: Sequence[Line], meta: Meta) -> tuple[Reading, list[Problem]]:
    """A dump as the page whose entries look as its owner shows them."""
    drawn = picture.read(meta.entry or "")
    if isinstance(drawn, picture.Fault):
        return _refused(numbered), [error(Span(path), f"`entry:` in its meta file: {drawn.message}", drawn.hint)]
    page = _page(numbered)
    found = pages.shown(path, numbered, page, drawn)
    if found is None:
        message = "nothing in this dump looks like the entry that `entry:` in its meta file shows"
        return _refused(numbered), [
            warning(Span(path), message, refusal.hint(path, _page_of(path, numbered, page, Meta(), None)))
        ]
    person, listing = _person_or_listing(Header(()), (), meta)
    return msgspec.structs.replace(found.reading, person=person, listing=listing), found.problems


def attempted(name: str | None, numbered: Sequence[Line]) -> tuple[Attempt, Page] | None:
    """How the lines of a dump read in a declared format, and what the dump tells of them; None where no format is called so."""
    kind = next((kind for kind in FORMATS if kind.name == name), None)
    page, top = _page(numbered), numbered[:TELLING]
    return (_laid_out(_stacked(kind, top, page), numbered, page), page) if kind else None


def laid_out(path: str, numbered: Sequence[Line], meta: Meta) -> pages.Found | None:
    """The lines of a dump as a page whose layout its owner shows, or else the page itself; None where it lists no papers."""
    page = _page(numbered)
    drawn = picture.read(meta.entry) if meta.entry else None
    if isinstance(drawn, picture.Picture):
        return pages.shown(path, numbered, page, drawn)
    return _page_of(path, numbered, page, meta, _site_of(path, numbered, page, meta))


def _least(name: str | None) -> float:
    """How far a reading has to be trusted for a dump not to be refused."""
    return references.TRUSTED if name == references.FORMAT else TRUSTED


def _named(path: str, found: Found | pages.Found, meta: Meta) -> Found | pages.Found:
    """What was read, with whose page or which list it is."""
    person, listing = _person_or_listing(Header((), person=found.reading.person), found.reading.drafts, meta)
    reading = msgspec.structs.replace(found.reading, person=person, listing=listing)
    return found._replace(reading=reading, problems=[*found.problems, *_inferred(path, person)])


def _declared(path: str, numbered: Sequence[Line], meta: Meta, page: Page) -> tuple[Found | None, tuple[str, str]]:
    """What the best of the declared formats gives, as far to be trusted as it explains the lines.

    None where none of them fits, and what to say of the dump then.
    """
    formats = [known for known in FORMATS if meta.format in {None, known.name}]
    if not formats:
        return None, ("this dump does not look like that format", "take `format:` out of NAME.meta.yaml")
    top = numbered[:TELLING]
    attempts = sorted((_laid_out(_stacked(kind, top, page), top, page) for kind in formats), key=lambda it: -it.score)
    best = attempts[0]
    if len(numbered) > TELLING and (meta.format or best.found.likeness + best.format.costs.alone > HOPELESS):
        best = _laid_out(best.format, numbered, page)
    doubtful = [not strangers.reads_like_a_paper(entry) for entry in best.found.entries]
    odd = strangers.strange(numbered, best.found, doubtful, best.format.costs)
    if odd and (meta.format is None or not best.found.entries):
        return None, odd
    problems = []
    if len(attempts) > 1 and attempts[1].score == best.score:
        message = f"read as {best.format.name}, though {attempts[1].format.name} fits as well"
        problems.append(warning(Span(path), message, "say which with `format:` in NAME.meta.yaml"))
    reading, more = _reading(path, best, doubtful, numbered, meta, page.known)
    if best.undecided:
        reading, note_of_it = _without_scores(path, reading)
        problems.append(note_of_it)
    trust = _explained(reading, numbered) - _doubted(reading, more) - _unheard(best.found)
    return Found(reading, [*problems, *more], trust), odd or ("", "")


def _doubted(reading: Reading, problems: Sequence[Problem]) -> float:
    """Which share of the papers something is said of, where it is of so many that another way may read them better."""
    told = {problem.span.first for problem in problems}
    share = sum(made.span.first in told for made in reading.drafts) / len(reading.drafts)
    return share if share > MANY_DOUBTED and len(told) >= FEWEST_DOUBTED else 0.0


def _unheard(found: Alignment) -> float:
    """Which share of the entries says in a line taken for title or names what a declared format has no field for.

    All of them where years stand above some, which hold for those below as well.
    """
    some = found.entries[:TELLING]
    under = sum(piece.part is Part.SCORE and headings.heading(piece.text) is not None for pieces in some for piece in pieces)
    if 1 < under < 0.5 * len(some):
        return 1.0
    return sum(any(map(_says_more, pieces)) for pieces in some) / len(some) if some else 0.0


def _says_more(piece: Piece) -> bool:
    if piece.part not in TITLE_OR_NAMES or len(piece.text) > LONGEST_DETAIL or not NUMBER.search(piece.text):
        return False
    said = details.read(piece.text)
    return said is not None and said.details != details.Details() and said.sure >= SURE and not said.rest


def _explained(reading: Reading, numbered: Sequence[Line]) -> float:
    """Which share of the lines from the first to the last paper is read in a declared format; a few others are faults."""
    first = min((made.span.first for made in reading.drafts), default=0)
    last = max((made.span.last for made in reading.drafts), default=0)
    inside = sum(first <= line.number <= last for line in numbered)
    lost = sum(first <= number <= last for number in reading.unclaimed)
    return max(0.0, 1.0 - max(0, lost - FEW_LOST) / inside) if inside else 0.0


def _page(numbered: Sequence[Line]) -> Page:
    """What the dump's own lines say of names and words, of furniture and of numbers before titles."""
    texts = [line.text for line in numbered]
    return Page(byline.learn_page(texts, _names_people), furniture.recurring(texts), shapes.numbering(texts))


def _names_people(text: str) -> bool:
    return text.endswith(" et al.") or bool(byline.AFFILIATIONS.search(text)) or ("," in text and not text.endswith("."))


def _attempt(kind: Format, numbered: Sequence[Line], page: Page) -> Attempt:
    noise: Counter[str] = Counter()
    kept = []
    for line in numbered:
        rule = next((rule for rule, texts in kind.noise.items() if texts.fullmatch(line.text)), None)
        if rule:
            noise[rule] += 1
        else:
            kept.append(line)
    header = kind.header(kept)
    found = align(header.rest, kind.costs, page)
    score = found.score + 2.0 * len(header.used) + 1.0 * noise.total()
    return Attempt(kind, dict(noise), header, found, score)


def _laid_out(kind: Format, numbered: Sequence[Line], page: Page) -> Attempt:
    """The dump as a format reads it best, wherever score lines stand."""
    best = _attempt(kind, numbered, page)
    if kind.costs.score is None or _begins_with_score(best.found) or not any(scores.score_line(line.text) for line in numbered):
        return best
    others = [_attempt(_with(kind, place=place), numbered, page) for place in range(4) if place != kind.costs.place]
    other = max(others, key=lambda it: it.score)
    close = abs(other.score - best.score) < UNDECIDED
    best = max(best, other, key=lambda it: it.score)
    return best._replace(undecided=close and any(piece.part is Part.SCORE for entry in best.found.entries for piece in entry))


def _stacked(kind: Format, numbered: Sequence[Line], page: Page) -> Format:
    """The format, with a line for each author where most bylines of the dump are better read so."""
    if kind.costs.byline is None or not _names_in_a_row(numbered):
        return kind
    stacked = _with(kind, stacked=True)
    one, each = _attempt(kind, numbered, page), _attempt(stacked, numbered, page)
    many = sum(any(piece.part is Part.NAMES for piece in entry) for entry in each.found.entries)
    return stacked if each.score > one.score and 2 * many >= len(each.found.entries) else kind


def _with(kind: Format, **changes: object) -> Format:
    return msgspec.structs.replace(kind, costs=msgspec.structs.replace(kind.costs, **changes))


def _begins_with_score(found: Alignment) -> bool:
    return bool(found.entries) and found.entries[0][0].part is Part.SCORE


def _names_in_a_row(numbered: Sequence[Line]) -> bool:
    """Whether two lines in a row look like a name each, more than once."""
    alone = [bool(ONE_NAME.fullmatch(line.text)) for line in numbered]
    return sum(first and second for first, second in pairwise(alone)) > 1


def _reading(
    path: str, best: Attempt, doubtful: Sequence[bool], numbered: Sequence[Line], meta: Meta, known: byline.Known
) -> tuple[Reading, list[Problem]]:
    order, problems = day_order(path, best.found.entries)
    drafts = []
    for pieces, is_doubtful in zip(best.found.entries, doubtful, strict=True):
        made, odd = draft(path, pieces, best.format.costs, known, order)
        drafts.append(made)
        problems += odd
        if made.abstract and is_doubtful:
            message = f'it is doubtful whether "{made.title or made.abstract[:40]}" is a paper'
            problems.append(note(made.span, message, "take its lines out of the dump if it is none"))
    problems += _unlike_the_others(drafts)
    recurring, unknown = _beside(best.found)
    problems += [_unclaimed(path, line) for line in unknown]
    problems += ambiguous_categories(path, best.found.entries)
    person, listing = _person_or_listing(best.header, drafts, meta)
    problems += _inferred(path, person)
    if not any(made.code_mark for made in drafts):
        drafts = [msgspec.structs.replace(made, code_mark=None) for made in drafts]
    unclaimed = tuple(line.number for line in unknown)
    noise = dict(Counter(best.noise) + recurring)
    reading = Reading(
        format=best.format.name,
        lines=len(numbered),
        used=len(numbered) - len(unclaimed) - sum(noise.values()),
        noise=noise,
        unclaimed=unclaimed,
        person=person,
        listing=listing,
        drafts=tuple(drafts),
    )
    return reading, problems


def _inferred(path: str, person: Profile | None) -> Iterable[Problem]:
    """A note where no line names a page's person."""
    if person and person.inferred:
        message = f"nobody is named here; {person.name} runs through the bylines and is taken for the profile's person"
        yield note(Span(path), message, "say `person: NAME` in NAME.meta.yaml to make it sure")


def _unlike_the_others(drafts: Sequence[Draft]) -> Iterable[Problem]:
    """A note for each entry that has a byline where most have none: it may be part of a title, or a line of another kind."""
    signed = [made for made in drafts if made.authors]
    if len(signed) < FEW_SIGNED * len(drafts):
        for made in signed:
            message = f"{', '.join(made.authors)} is taken for a byline, though most entries here have none"
            yield note(made.span, message, "give the title in content/edits/ if that is wrong")


def _beside(found: Alignment) -> tuple[Counter[str], list[Line]]:
    """Furniture that recurs with most entries, by its text; and the other lines that are in none."""
    counts = Counter(line.text for line in found.furniture)
    enough = max(2, len(found.entries) / 2)
    recurring = Counter({text: count for text, count in counts.items() if count >= enough})
    rest = [line for line in found.furniture if line.text not in recurring]
    return recurring, sorted([*found.unknown, *rest], key=lambda line: line.at)


def _without_scores(path: str, reading: Reading) -> tuple[Reading, Problem]:
    """The reading without what its score lines say, and why."""
    drafts = [msgspec.structs.replace(made, date=None, category=None, score=None, code_mark=None) for made in reading.drafts]
    message = "it cannot be told whether dates and scores stand above or below their papers, so that none has one"
    hint = "paste the page again, with the date of the first paper and that of the last one"
    return msgspec.structs.replace(reading, drafts=tuple(drafts)), warning(Span(path), message, hint)


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
    return None, Listing(title=meta.title or listing.title, curator=meta.curator or listing.curator, day=listing.day)


def _unclaimed(path: str, line: Line) -> Problem:
    start = line.text if len(line.text) <= 60 else line.text[:59] + "…"
    return warning(Span(path, line.number, line.number), f'not understood: "{start}"', "take the line out, or fix it")


def _refused(numbered: Sequence[Line]) -> Reading:
    unclaimed = tuple(line.number for line in numbered)
    return Reading(format=None, lines=len(numbered), used=0, noise={}, unclaimed=unclaimed, listing=Listing())
