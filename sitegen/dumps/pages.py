"""A page of papers in a layout that was learned from it: its entries as drafts, what is furniture, and how far to trust it."""

import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from itertools import count
from typing import NamedTuple

import msgspec

from sitegen.dumps import byline, details, doubts, identifiers, partings, person, shapes
from sitegen.dumps import picture as pictures
from sitegen.dumps.align import ABSTRACT, BYLINE, Costs, Page, Part, Piece
from sitegen.dumps.cells import Cell, cells
from sitegen.dumps.details import Details
from sitegen.dumps.format import Reading, draft
from sitegen.dumps.induction import Arc, Way, likely, parted, ways
from sitegen.dumps.layout import OTHER, OUTSIDE, USUAL, Aligned, Entry, Layout, Placed, Slot, align, counted, listed, parts
from sitegen.dumps.parts import (
    APART,
    BESIDE,
    BUTTONS,
    HEADING,
    MOST,
    NAMES,
    NUMBER,
    SIGNED,
    TEXT,
    TITLE,
    Weighed,
    behind,
    is_furniture,
    own_label,
    weigh,
)
from sitegen.dumps.picture import Picture
from sitegen.dumps.sections import find, with_headings
from sitegen.dumps.sites import Site, fields, given
from sitegen.dumps.source import Line
from sitegen.problems import Problem, Span, note, warning
from sitegen.records import Draft, Listing
from sitegen.text import letters

NAME = "page"
# What lines are that a picture says to skip.
SKIPPED = "skip"
MOST_ROUNDS = 4
# So many cells from the top show how a page is laid out; where an entry there is so unlikely right, the rest is not read.
TELLING, HOPELESS = 400, 0.3
# What so many entries have is lacking in the others; what so few have twice is one line too many.
NEARLY_ALL, FEW = 0.9, 0.2
# What a page sets behind titles: no small letter in it, and no digit. So many titles have to have it.
MARK_BEHIND = re.compile(r"\s[^\s\da-zß-ÿ]{1,12}\Z")
FEW_MARKED = 4
# What reads less like a venue is one by its place alone.
WEAK = 0.5
# Where two ways to part entries fit so evenly, nothing tells which is right.
UNDECIDED = 1.0
# How far a page is to be trusted that is nothing but a list of references, which are better read as one.
REFERENCES = 0.85
# What it costs that an entry has a title and nothing else.
BARE = 3.0
# The DOIs of arXiv itself; where there is another one, that is of the published paper.
OF_ARXIV = "10.48550/"
# What says of a title that it is a paper's: any other part but furniture and what is unknown.
DATA = frozenset((NAMES, SIGNED, TEXT, "venue", "date", "identifier", "count", "category", "type", "labelled"))


class Laid(NamedTuple):
    """A page's entries in the layout that was found, and what headings say, by the place of their line.

    `undecided` are the parts that may be of the entry above as well as of the one below; `around` is what holds for all.
    It is `pictured` where somebody drew it, not learned; `drawn` is the picture that the page's owner gave. `apart` are the
    cells where the page lists no papers, `owned` is whether the page is a person's, `alone` whether only a known site's picture
    tells what an entry is. `usual` is how much of what is usual on pages speaks for the layout.
    """

    layout: Layout
    aligned: Aligned
    undecided: frozenset[str] = frozenset()
    headings: Mapping[int, Details] = {}
    around: tuple[Details, ...] = ()
    pictured: bool = False
    drawn: Picture | None = None
    apart: tuple[Placed, ...] = ()
    owned: bool = False
    alone: bool = False
    usual: float = 0.0

    @property
    def score(self) -> float:
        """How well it all fits, where an entry that is a title alone is hardly one."""
        return self.aligned.score - BARE * _bare(self.aligned)


class Seen(NamedTuple):
    """The cells of a page, all that each can be, and what headings among them say."""

    cells: Sequence[Cell]
    options: Sequence[Sequence[Weighed]]
    headings: Mapping[int, Details]
    apart: tuple[Placed, ...] = ()


class Found(NamedTuple):
    """What was read of a page, what is to be said of it, and how likely a mean entry is right.

    `laid` is how its entries lie, `options` what each of its cells can be, `site` the one whose page it is, if that is known.
    """

    reading: Reading
    problems: list[Problem]
    trust: float
    laid: Laid
    options: Mapping[Cell, Sequence[Weighed]]
    site: Site | None = None

    @property
    def picture(self) -> Picture:
        """An entry as this page shows it."""
        slots = self.laid.layout.slots
        return Picture(self.laid.layout, tuple(_words(at, slot, self.laid.aligned) for at, slot in enumerate(slots)))


def read(path: str, numbered: Sequence[Line], page: Page, site: Site | None = None, *, marked: bool = False) -> Found | None:
    """What a page lists, laid out as it shows itself or, where it is of a known site, as pages of that site are.

    None where nothing in it is a title. The top of a long page shows its layout. `marked` is whether its lines may hold several
    parts of an entry, with marks between them.
    """
    numbered = site.paragraphs(numbered) if site else numbered
    if marked:  # each line is an entry
        numbered = [line._replace(gap=True) for line in numbered]
    found = cells(numbered, numbered=page.numbered)
    if marked and not partings.by_marks(found[:TELLING]):
        return None
    if site:
        found = site.joined(found)
    top = _seen(found[:TELLING], page, site, marked=marked)
    best = _best(top, site)
    if best is None:
        return None
    if len(found) > TELLING and trust(best.aligned, best.layout) > HOPELESS:
        top = _seen(found, page, site, marked=marked)
        options = pictures.shown(top.cells, top.options, site.picture) if site and best.pictured else top.options
        best = best._replace(aligned=listed(align(top.cells, options, best.layout), best.layout))
    laid = best._replace(headings=top.headings, apart=top.apart)
    if site:
        laid = laid._replace(around=tuple(filter(None, (_about(laid, site), site.says))), owned=site.owned, alone=site.alone)
    read_all = _read(path, site.name if site else NAME, numbered, page, laid)
    return read_all._replace(options=_by_cell(top.cells, top.options), site=site)


def _seen(found: Sequence[Cell], page: Page, site: Site | None = None, *, marked: bool = False) -> Seen:
    options = weigh(found, page, site.furniture if site else None)
    apart: tuple[Placed, ...] = ()
    headed: dict[int, Details] = {}
    if site:
        headed = site.headed(found)
        options = site.weighed(found, pictures.meant(found, options, site.picture))
        found, options, apart = _listed(found, options, site, headed)
    else:
        found, options = _parted(found, options, page, marked=marked)
    headings = find(found, likely(found, options))
    if site:
        composed = {cell.lines[0].at for cell, groups in zip(found, site.composed(found), strict=True) if groups is not None}
        dated = site.draws("type")
        headings = {at: says for at, says in headings.items() if at not in composed and (says.date or not dated)}
    headings |= headed
    return Seen(found, with_headings(found, options, headings), headings, apart)


def _parted(
    found: Sequence[Cell], options: Sequence[Sequence[Weighed]], page: Page, *, marked: bool
) -> tuple[list[Cell], list[list[Weighed]]]:
    """The cells of a page whose lines may have several, where marks part them or where they were wrapped, each with all
    that it can be.
    """
    stretches = partings.by_marks(found) if marked else partings.by_seams(found)
    if not stretches:
        return [*found], [*map(list, options)]
    cells = [*found, *(one.cell for several in stretches.values() for one in several)]
    ways = [*options, *weigh(cells[len(found) :], page)]
    numbers = count(len(found))
    forks = [
        [Arc(one.first, one.last, number, ways[number], one.cost) for one, number in zip(stretches[at], numbers, strict=False)]
        if at in stretches
        else [Arc(0, 1, at, options[at])]
        for at in range(len(found))
    ]
    taken = parted(forks)
    return [cells[number] for number in taken], [list(ways[number]) for number in taken]


def _best(seen: Seen, site: Site | None) -> Laid | None:
    """The layout that fits best, with the entries in it: learned from the page, or that of the site."""
    laid: list[Laid] = []
    if site is None or not site.alone:
        guesses = dict.fromkeys(tuple(likely(seen.cells, seen.options, bare=bare)) for bare in (False, True))
        learned = [_learned(seen.cells, seen.options, guess, gaps=site is None) for guess in guesses]
        laid = sorted(filter(None, learned), key=lambda one: -one.usual - one.score)[:1]
    if site:
        laid.append(_pictured(seen, site.picture))
    return max((one for one in laid if one.aligned.entries), key=lambda one: one.score, default=None)


def _listed(
    found: Sequence[Cell], options: Sequence[Sequence[Weighed]], site: Site, headed: Container[int]
) -> tuple[list[Cell], list[list[Weighed]], tuple[Placed, ...]]:
    """The cells where a site lists papers, with what each can be; and the others, which are furniture or nothing."""
    here, ways, apart = [], [], []
    for cell, can_be, lists in zip(found, options, site.lists(found), strict=True):
        if lists:
            here.append(cell)
            ways.append([*can_be])
        else:
            other = Weighed(HEADING if cell.lines[0].at in headed else APART, 0.0)
            known = next((one for one in can_be if is_furniture(one.part)), other)
            apart.append(Placed(cell, known, OUTSIDE))
    return here, ways, tuple(apart)


def _about(laid: Laid, site: Site) -> Details | None:
    """What the lines above the first title say of all papers."""
    found: dict[str, str] = {}
    first = laid.aligned.entries[0].placed
    title = _title(laid.aligned.entries[0])
    above = [line for placed in first[: first.index(title)] for line in placed.cell.lines]
    for line in (*_around(laid), *above):
        if site.about and (match := site.about.search(line.text)):
            found = given(match) | found
    return fields(found) if found else None


def shown(path: str, numbered: Sequence[Line], page: Page, picture: Picture) -> Found | None:
    """What a page lists whose owner shows what an entry looks like; None where nothing in it looks so.

    Lines in a place of `skip` are noise. Reported, with the first entry of which it holds: that it lacks a part which, as the
    picture says, is always there.
    """
    found = cells(numbered, numbered=page.numbered)
    options = pictures.told(found, pictures.meant(found, weigh(found, page), picture), picture)
    own = {slot.part for slot in picture.layout.slots} | {word for words in picture.words for word in words}
    beside = {"date": not own & {"date", "year"}, "type": "type" not in own}
    headings = {
        at: said for at, said in find(found, likely(found, options)).items() if all(beside[name] for name in _said(said))
    }
    options = with_headings(found, options, headings)
    aligned = align(found, pictures.shown(found, options, picture), picture.layout)
    if not aligned.entries:
        return None
    layout = counted(aligned, picture.layout)
    laid = Laid(layout, listed(aligned, layout), headings=headings, drawn=picture)
    seen = _read(path, NAME, numbered, page, laid)
    return seen._replace(
        problems=[*seen.problems, *_lacking(path, laid.aligned, picture), *_taken_as_shown(path, laid.aligned)],
        options=_by_cell(found, options),
    )


def _taken_as_shown(path: str, aligned: Aligned) -> Iterator[Problem]:
    """A note for each title, byline or abstract that only the picture says to be one."""
    for placed in (placed for entry in aligned.entries for placed in entry.of(TITLE, NAMES, TEXT)):
        if placed.one.score == pictures.AS_SHOWN:
            text, part = placed.cell.text, pictures.drawn_part(placed.one.part)
            message = f'"{text if len(text) <= 60 else f"{text[:59]}…"}" is taken for `{part}` only because `entry:` says so'
            yield note(
                Span(path, placed.cell.lines[0].number, placed.cell.lines[-1].last), message, "change `entry:` if it is not"
            )


def _by_cell(found: Sequence[Cell], options: Sequence[Sequence[Weighed]]) -> Mapping[Cell, Sequence[Weighed]]:
    return dict(zip(found, options, strict=True))


def _lacking(path: str, aligned: Aligned, picture: Picture) -> Iterator[Problem]:
    """A note for each part that should always be there, and that some entries lack; bylines and titles are told anyway."""
    for at, (slot, line) in enumerate(zip(picture.layout.slots, pictures.drawn(picture).split("\n"), strict=True)):
        lack = [entry for entry in aligned.entries if all(placed.slot != at for placed in entry.placed)]
        if lack and slot.share > USUAL and slot.part not in {TITLE, NAMES, SIGNED}:
            span = Span(path, lack[0].placed[0].cell.lines[0].number, lack[0].placed[-1].cell.lines[-1].last)
            message = f"{len(lack)} of {len(aligned.entries)} entries have no line `{line}`; this is the first"
            yield note(span, message, "let the line end in ? in `entry:` if it may be missing")


def _words(at: int, slot: Slot, aligned: Aligned) -> tuple[str, ...]:
    """The words for the lines in one place of the entries: that of its part, and of each field that most of them give."""
    placed = [one for entry in aligned.entries for one in entry.placed if one.slot == at and one.one.found]
    counts = Counter(name for one in placed if one.one.found for name in _said(one.one.found.details))
    fields = [pictures.FIELDS.get(name, name) for name in Details.__struct_fields__ if counts[name] >= USUAL * len(placed) > 0]
    if slot.part in {TITLE, NAMES, TEXT} or is_furniture(slot.part):
        fields = []
    words = ["authors", *fields] if slot.part == SIGNED else sorted(fields, key=lambda word: pictures.WORDS[word] != slot.part)
    return tuple(words) if words and pictures.WORDS[words[0]] in {slot.part, NAMES} else ()


def _said(one: Details) -> Iterator[str]:
    """The names of the fields that are given."""
    return (name for name in Details.__struct_fields__ if getattr(one, name) not in (None, ()))


def _pictured(seen: Seen, picture: Picture) -> Laid:
    """The entries of a page that look like a picture; how often each part is there shows the page."""
    layout, aligned = _counted(seen.cells, pictures.shown(seen.cells, seen.options, picture), picture.layout)
    if any(slot.part in DATA and slot.share >= pictures.ALWAYS for slot in picture.layout.slots):
        aligned = _without_bare(aligned)
    return Laid(layout, listed(aligned, layout) if aligned.entries else aligned, pictured=True)


def _without_bare(aligned: Aligned) -> Aligned:
    """The entries without those that are a title alone, where each has more."""
    kept, beside = [], [*aligned.beside]
    for entry in aligned.entries:
        if any(map(_is_data, entry.placed)):
            kept.append(entry)
        else:
            beside += [placed._replace(slot=OUTSIDE) for placed in entry.placed]
    return aligned._replace(entries=kept, beside=beside)


def _learned(found: Sequence[Cell], options: Sequence[Sequence[Weighed]], guess: Sequence[str], *, gaps: bool) -> Laid | None:
    """The layout of a page and its entries in it, each learned from the other until neither changes.

    `gaps` is whether blank lines may show where entries begin.
    """
    best = None
    for _ in range(MOST_ROUNDS):
        tried = [(way, *_counted(found, options, way.layout)) for way in ways(found, guess, gaps=gaps)]
        if not tried:
            break
        way, layout, aligned = max(tried, key=_fit)
        close = [other for other in tried if other[0] is not way and _fit(other) > _fit((way, layout, aligned)) - UNDECIDED]
        undecided = {slot.part for other in close for slot in {*other[0].above} ^ {*way.above} if not is_furniture(slot.part)}
        best = Laid(layout, listed(aligned, layout), frozenset(undecided), usual=way.usual)
        guess, before = parts(found, best.aligned, layout), guess
        if guess == before:
            break
    return best


def _fit(tried: tuple[Way, Layout, Aligned]) -> float:
    """How well a layout fits a page, with what is usual on pages."""
    way, _, aligned = tried
    return way.usual + aligned.score


def _counted(found: Sequence[Cell], options: Sequence[Sequence[Weighed]], layout: Layout) -> tuple[Layout, Aligned]:
    """The entries of a page in a layout, whose parts have the shares that they have in these entries."""
    for _ in range(MOST_ROUNDS):
        aligned = align(found, options, layout)
        layout, before = counted(aligned, layout), layout
        if layout == before:
            break
    return layout, aligned


def _read(path: str, name: str, numbered: Sequence[Line], page: Page, laid: Laid) -> Found:
    """The drafts of a page's entries, and what is to be said of the page."""
    aligned = laid.aligned
    signed = any(one.one.part in {NAMES, SIGNED} or _authors(one) for entry in aligned.entries for one in entry.placed)
    costs = Costs(title=0.0, byline=0.0 if signed else None, abstract=None)
    aligned = aligned._replace(entries=_as_most(aligned.entries))
    drafts, problems = [], []
    joined = sum(map(_is_joined, aligned.entries))
    known = _known(page, aligned.entries)
    for entry, under in zip(aligned.entries, _headed(laid), strict=True):
        made, odd = _draft(path, entry, costs, known, laid.undecided, under)
        drafts.append(made)
        problems += [*odd, *_unlike(made, entry, laid.layout), *_by_place(made, entry), *doubts.told(made, _venues(entry))]
        if _is_joined(entry) and joined < FEW * len(aligned.entries):
            message = f'the title "{made.title}" stands on several lines, as few others here do'
            problems.append(note(made.span, message, "look whether all of it is the title"))
    problems += doubts.poor(drafts)
    if laid.undecided:
        problems.append(_undecided(path, laid.undecided))
    whose, said = person.find(_around(laid), drafts, _unknown(laid) if laid.owned else ())
    noise, unclaimed = _accounts([*aligned.entries, Entry(laid.apart)], aligned.beside, frozenset(said), laid)
    problems += _left_out(path, unclaimed, laid)
    problems += _own_labels(path, aligned.entries)
    reading = Reading(
        format=name,
        lines=len(numbered),
        used=len(numbered) - len(unclaimed) - sum(noise.values()),
        noise=noise,
        unclaimed=tuple(line.number for line in unclaimed),
        person=whose,
        listing=None if whose else Listing(),
        drafts=tuple(drafts),
    )
    sound = trust(aligned, laid.layout, known=laid.alone, general=name == NAME)
    return Found(reading, problems, sound * (1.0 - doubts.share(drafts)) if name == NAME else sound, laid, {})


def _as_most(entries: Sequence[Entry]) -> list[Entry]:
    """The entries; names or a year in the line of a title are of the title where most titles have none.

    What reads as "Names: Title" in a few of them is a title with a colon.
    """
    return [*_unmarked(_undated(_unsigned(entries)))]


def _changed(entries: Sequence[Entry], change: Callable[[Placed], Placed]) -> list[Entry]:
    return [Entry(tuple(map(change, entry.placed))) for entry in entries]


def _unmarked(entries: Sequence[Entry]) -> Sequence[Entry]:
    """The entries; what nearly all titles end in and is no word ("NEW!", "★") is no part of them."""
    titles = [placed for entry in entries for placed in entry.of(TITLE)]
    marks = Counter(match[0] for placed in titles if (match := MARK_BEHIND.search(_text(placed))))
    mark, many = marks.most_common(1)[0] if marks else ("", 0)
    return (
        _changed(entries, lambda placed: _without(placed, mark))
        if many >= max(FEW_MARKED, NEARLY_ALL * len(titles))
        else entries
    )


def _text(placed: Placed) -> str:
    """The title in a cell."""
    return (placed.one.found.title if placed.one.found else "") or placed.cell.text


def _without(placed: Placed, mark: str) -> Placed:
    if placed.one.part != TITLE:
        return placed
    found = placed.one.found or details.Found(Details(), "buttons", MOST)
    return placed._replace(one=placed.one._replace(found=found._replace(title=_text(placed).removesuffix(mark).rstrip())))


def _unsigned(entries: Sequence[Entry]) -> Sequence[Entry]:
    """The entries; names before a few titles are of these."""
    signed = sum(_is_signed(placed) for entry in entries for placed in entry.placed)
    return _changed(entries, _with_names) if signed < FEW * len(entries) else entries


def _with_names(placed: Placed) -> Placed:
    return placed._replace(one=placed.one._replace(found=behind(placed.cell.text))) if _is_signed(placed) else placed


def _is_signed(placed: Placed) -> bool:
    """Whether a cell is a title with names before it, though nothing else of a reference."""
    found = placed.one.found
    return placed.one.part == TITLE and found is not None and bool(found.authors) and not found.details.venue


def _undated(entries: Sequence[Entry]) -> Sequence[Entry]:
    """The entries; years behind half of the titles or fewer are of these."""
    dated = sum(any(map(_is_dated, entry.placed)) for entry in entries)
    return _changed(entries, _with_year) if 2 * dated <= len(entries) else entries


def _with_year(placed: Placed) -> Placed:
    return placed._replace(one=placed.one._replace(found=None)) if _is_dated(placed) else placed


def _is_dated(placed: Placed) -> bool:
    """Whether a cell is a title with its year behind it, and nothing else."""
    found = placed.one.found
    return placed.one.part == TITLE and found is not None and found.kind == "date" and not found.authors


def _venues(entry: Entry) -> Iterator[str]:
    """The venues that the lines of an entry name."""
    return (found.details.venue for placed in entry.placed if (found := placed.one.found) and found.details.venue)


def _known(page: Page, entries: Sequence[Entry]) -> byline.Known:
    """What the page says of names, with how they are printed in lines that say more than that."""
    printed = [authors for entry in entries for placed in entry.placed if (authors := _authors(placed))]
    if page.known.backwards or not printed:
        return page.known
    return msgspec.structs.replace(page.known, backwards=byline.learn(printed, printed).backwards)


def _is_joined(entry: Entry) -> bool:
    """Whether an entry's title stands on several lines that were put together."""
    return any(line.further for placed in entry.of(TITLE) for line in placed.cell.lines)


def _by_place(made: Draft, entry: Entry) -> Iterator[Problem]:
    """A note on a venue of which hardly more than its place says that it is one."""
    for placed in entry.of("venue"):
        if placed.one.score < WEAK and placed.cell.text == made.venue:
            message = f'"{made.venue}" is taken for the venue, since that stands there in other entries'
            yield note(made.span, message, "look whether it was read right")


def _unlike(made: Draft, entry: Entry, layout: Layout) -> Iterator[Problem]:
    """A note on an entry that lacks what nearly all have, or has twice what nearly none has."""
    taken = Counter(placed.slot for placed in entry.placed)
    lacks = [slot.part for at, slot in enumerate(layout.slots) if slot.share >= NEARLY_ALL and not taken[at]]
    twice = [slot.part for at, slot in enumerate(layout.slots) if taken[at] > 1 and slot.again < FEW]
    usual = any(slot.part == "venue" and slot.share >= FEW for slot in layout.slots)
    if usual and not made.venue and len(entry.of(NAMES)) > 1 and NAMES not in twice:
        twice.append(NAMES)
    named = [part for part in dict.fromkeys(lacks) if not is_furniture(part)]
    if named or twice:
        said = [f"has no {' and no '.join(named)}"] * bool(named) + [
            f"has more than one line of {' and of '.join(twice)}"
        ] * bool(twice)
        message = f'"{made.title}" {" and ".join(said)}, unlike nearly all others here'
        yield note(made.span, message, "look whether it was read right")


def _around(laid: Laid) -> list[Line]:
    """The lines above the first entry, and those where the page lists no papers."""
    top = laid.aligned.entries[0].placed[0].cell.lines[0].at
    above = [placed for placed in laid.aligned.beside if placed.cell.lines[0].at < top]
    return sorted({line for placed in (*above, *laid.apart) for line in placed.cell.lines}, key=lambda line: line.at)


def _unknown(laid: Laid) -> list[Line]:
    """The lines beside the papers that are not known to be furniture of the site."""
    known = {line for one in (*laid.aligned.beside, *laid.apart) if _is_known(one.one) for line in one.cell.lines}
    return [line for line in _around(laid) if line not in known]


def _is_known(one: Weighed) -> bool:
    return is_furniture(one.part) and one.score >= MOST


def _title(entry: Entry) -> Placed:
    """The cell of an entry's title, or the first one of an entry that has none."""
    return (*entry.of(TITLE), *entry.placed)[0]


def _headed(laid: Laid) -> Iterator[list[Details]]:
    """What the headings above each entry say of it."""
    headings = sorted(laid.headings.items())
    valid: dict[str, Details] = {}
    passed = 0
    for entry in laid.aligned.entries:
        title = _title(entry).cell.lines[0].at
        while passed < len(headings) and headings[passed][0] < title:
            says = headings[passed][1]
            valid["venue" if says.venue else "date" if says.date else "type"] = says
            passed += 1
        yield [*valid.values(), *laid.around]


def _draft(
    path: str, entry: Entry, costs: Costs, known: byline.Known, undecided: frozenset[str], under: Sequence[Details]
) -> tuple[Draft, list[Problem]]:
    pieces = []
    read: list[Details] = []
    linked: list[Details] = []
    problems: list[Problem] = []
    for cell, one, _ in entry.placed:
        first, last = cell.lines[0].number, cell.lines[-1].last
        if one.found and one.part not in undecided:
            read.append(one.found.details)
            if one.found.rest:
                problems.append(warning(Span(path, first, last), f'not understood: "{one.found.rest}"'))
        if one.found and one.found.doubt:
            problems.append(_doubtful_end(Span(path, first, last), one.found.title, one.found.authors))
        pieces += [Piece(part, text, first, last, cell.links) for part, text in _parts(cell, one)]
        if one.part == TITLE:
            linked.append(fields({mark.field: mark.value for mark in identifiers.ids_in(cell.links)}))
    made, more = draft(path, pieces, costs, known, None)
    first = min(placed.cell.lines[0].number for placed in entry.placed)
    last = max(placed.cell.lines[-1].last for placed in entry.placed)
    made = msgspec.structs.replace(made, span=Span(path, first, last), **_together(made, [*linked, *read, *under]))
    return made, [*problems, *more]


def _parts(cell: Cell, one: Weighed) -> Iterator[tuple[Part, str]]:
    """What of an entry a cell is that is title, byline or abstract, and its words without label."""
    said = one.found
    if one.part == TITLE:
        yield Part.TITLE, (said and said.title) or cell.text
    if one.part in {NAMES, SIGNED} or (said and said.authors):
        yield (BYLINE if one.part == SIGNED else Part.NAMES), letters((said and said.authors) or cell.text)
    if one.part == TEXT or (said and said.abstract):
        yield ABSTRACT, (said and said.abstract) or cell.text


def _doubtful_end(span: Span, title: str, names: str) -> Problem:
    """What to say of a title that its authors follow in one line, where it is not sure that it ends there."""
    message = f'it is not sure that the title ends at "…{title[-20:]} | {names[:20]}…"'
    return note(span, message, "put a line break where it does")


def _together(made: Draft, read: Iterable[Details]) -> dict[str, object]:
    """The fields that the details of an entry give, the first that says something of each."""
    found: dict[str, object] = {}
    links = list(made.links)
    for one in read:
        links += one.links
        for field in Details.__struct_fields__:
            value = getattr(one, field)
            if field != "links" and value is not None and field not in found and getattr(made, field) is None:
                found[field] = value
            elif field == "doi" and value and str(found.get("doi")).startswith(OF_ARXIV):
                found["doi"] = value
            elif field == "date" and value and str(value).startswith(str(found.get("date"))):
                found["date"] = value
    return {**found, "links": tuple(dict.fromkeys(links))}


def _undecided(path: str, states: frozenset[str]) -> Problem:
    named = ", ".join(sorted(state.removeprefix("=") for state in states))
    message = f"it cannot be told whether these stand above or below their papers, so that none has them: {named}"
    return warning(Span(path), message, "paste the page again, with what stands above the first paper and below the last one")


def _own_labels(path: str, entries: Sequence[Entry]) -> Iterator[Problem]:
    """A note on all entries for each label of the page's own, of which nobody knows what it means."""
    placed = [one for entry in entries for one in entry.of("labelled")]
    named = dict.fromkeys(label for one in placed if (label := own_label(one.cell)))
    span = Span(path, entries[0].placed[0].cell.lines[0].number, entries[-1].placed[-1].cell.lines[-1].last)
    for label in named:
        yield note(
            span, f'no field is for the lines that begin with "{label}:"', "say what they are in `entry:` if they are wanted"
        )


def _accounts(
    entries: Iterable[Entry], beside: Iterable[Placed], said: Container[Line], laid: Laid
) -> tuple[dict[str, int], list[Line]]:
    """How many lines are furniture, by what it is; and the lines that are in no entry, nor among what is `said` of the page."""
    taken: dict[Line, list[str]] = {}
    for placed in (placed for entry in entries for placed in entry.placed):
        for line in placed.cell.lines:
            taken.setdefault(line, []).append(SKIPPED if _skipped(placed, laid) else placed.one.part)
    for cell, one, _ in beside:
        for line in cell.lines:
            taken.setdefault(line, []).append(one.part if is_furniture(one.part) or one.part == HEADING else BESIDE)
    taken = {line: found for line, found in taken.items() if line not in said}
    noise = Counter(_rule(line, found[0]) for line, found in taken.items() if all(map(_is_noise, found)))
    unclaimed = sorted((line for line, found in taken.items() if {BESIDE, APART} & {*found}), key=lambda line: line.at)
    return dict(noise), unclaimed


def _skipped(placed: Placed, laid: Laid) -> bool:
    """Whether a cell is one of which the page's owner says that it is no part of a paper."""
    return (
        laid.drawn is not None and placed.slot is not None and placed.slot >= 0 and laid.layout.slots[placed.slot].part == OTHER
    )


def _is_noise(part: str) -> bool:
    return part == SKIPPED or is_furniture(part)


def _rule(line: Line, part: str) -> str:
    """By what name a line of furniture is counted: its text, where that recurs."""
    return part if part in {BUTTONS, NUMBER, SKIPPED} else line.text


def _left_out(path: str, unclaimed: Sequence[Line], laid: Laid) -> Iterator[Problem]:
    """What to say of the lines that are in no entry: one thing of each run of them."""
    apart = {line for placed in laid.apart for line in placed.cell.lines if line.at not in laid.headings}
    runs: list[list[Line]] = []
    for line in unclaimed:
        if runs and runs[-1][-1].at == line.at - 1 and (line in apart) == (runs[-1][-1] in apart):
            runs[-1].append(line)
        else:
            runs.append([line])
    first = laid.aligned.entries[0].placed[0].cell.lines[0].at
    last = laid.aligned.entries[-1].placed[-1].cell.lines[-1].at
    for run in runs:
        start = run[0].text if len(run[0].text) <= 60 else run[0].text[:59] + "…"
        span = Span(path, run[0].number, run[-1].last)
        more = f" and {len(run) - 1} more lines" if run[1:] else ""
        if run[0] in apart:
            yield note(span, f'such pages list no papers here, so this is left out: "{start}"{more}')
            continue
        inside = first < run[0].at < last
        say = warning if inside or any(shapes.title(line.text) > 1.5 for line in run) else note
        yield say(span, f'not understood: "{start}"{more}', "take it out of the dump, or fix it, if a paper is lost by it")


def _authors(placed: Placed) -> str:
    """The authors whom a composite line names."""
    return placed.one.found.authors if placed.one.found else ""


def _bare(aligned: Aligned) -> int:
    """How many entries have nothing that says that their title is a paper's."""
    return sum(not any(map(_is_data, entry.placed)) for entry in aligned.entries)


def _is_data(placed: Placed) -> bool:
    """Whether a cell says of its entry's title that it is a paper's; a label before the title does, too."""
    return placed.one.part in DATA or bool(placed.one.found)


def trust(aligned: Aligned, layout: Layout, *, known: bool = False, general: bool = True) -> float:
    """How likely a mean entry is right: how much of the page is read between its first and last paper, and how regularly.

    Where a `known` site's picture alone tells what an entry is, a line is a title by its place, whatever its words are. It is
    `general` where the page is of no known site.
    """
    entries = aligned.entries
    titles = [placed for entry in entries for placed in entry.of(TITLE)]
    first, last = entries[0].placed[0].cell.lines[0].at, entries[-1].placed[-1].cell.lines[-1].at
    unread = [one for one in aligned.beside if one.one.part != HEADING and not (known and is_furniture(one.one.part))]
    lost = sum(first < placed.cell.lines[0].at < last for placed in unread)
    inside = [placed for entry in entries for placed in entry.placed]
    lost += sum(placed.slot is not None and layout.slots[placed.slot].part == OTHER for placed in inside)
    read = 1.0 - lost / (len(inside) + lost)
    usual = [at for at, slot in enumerate(layout.slots) if slot.share >= 0.5]
    there = sum(len({placed.slot for placed in entry.placed} & set(usual)) for entry in entries) / (len(usual) * len(entries))
    distinct = len({placed.cell.text for placed in titles}) / max(1, len(titles))
    good = 1.0 if known else sum(placed.one.score > -0.5 for placed in titles) / len(entries)
    alone = sum(bool(placed.one.found and placed.one.found.authors) for placed in titles) > len(entries) / 2 and len(usual) == 1
    return read * there * distinct * good * (1.0 - _bare(aligned) / len(entries)) * (REFERENCES if alone and general else 1.0)
