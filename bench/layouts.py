"""Pages that nobody ever laid out so: a seed gives a layout, a page of twenty real papers, and what the page says of each.

A layout is which parts an entry has, in which order and form, what stands above, below and between, and how it is marked up.
A third of all seeds, chosen by their hash, is kept for judging (`unseen`): tuning never looks at them, and the forms of
bench/held.py are theirs alone, which stand there for one in five of those that all layouts share (bench/bylines.py,
bench/printing.py, bench/lines.py, bench/around.py), so that such a layout has about one of them.
"""

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import count, islice
from random import Random
from typing import Any, NamedTuple, TypeVar
from zlib import crc32

from bench import facts, held
from bench.around import BULLETS, FOOTERS, MENUS
from bench.facts import Facts, Form, Printed
from bench.lines import LINE_HEADS, LINES, ROWS
from bench.printing import FORMS, SECTIONS, WITH_NAMES

ENTRIES = 20
RAGGED = frozenset(("id", "count", "abstract", "note", "source"))
"""Parts that some entries of a ragged page lack."""
JOINABLE = frozenset(("source", "date", "count", "id", "type", "note", "category", "place"))
TELLING = frozenset(("byline", "source", "date", "abstract"))
"""Parts without which nobody could say that a line is a title."""
JOINTS = (" · ", " | ", "  ", "\t", ", ")
BEFORE = {"id": 0.12, "type": 0.12, "date": 0.1, "count": 0.1, "submitted": 0.08, "category": 0.05}
"""How often a part stands above the title."""
AFTER = {"id": 0.3, "count": 0.25, "type": 0.15, "note": 0.15, "category": 0.12, "place": 0.08, "date": 0.35}
"""How often a part stands below the title and no source does; a date stands above or below."""
HELD = 1 / 5
"""How often a layout that is kept for judging has a form of its own where it has one of a kind."""
T = TypeVar("T")
EMPTY: Mapping[str, object] = {
    "title": None,
    "authors": [],
    "authors_complete": True,
    "abstract": None,
    "date": None,
    "venue": None,
    "doi": None,
    "arxiv": None,
    "citations": None,
    "volume": None,
    "issue": None,
    "pages": None,
    "type": None,
    "note": None,
    "category": None,
    "links": [],
}
PEOPLE = ("Ada Example", "Ben van der Sample", "Chiara Specimen", "D. E. Mock", "José Muestra")
MARKUPS = {"text": 0.72, "ul": 0.07, "table": 0.06, "div": 0.09, "markdown": 0.06}
SUFFIXES = {"text": "txt", "markdown": "md"}
TABS_HEAD = ("TITLE", "CITED BY", "YEAR")


class Part(NamedTuple):
    """What a layout prints of each paper: a kind of part in one of its forms."""

    kind: str
    name: str
    form: Form

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"


class Layout(NamedTuple):
    """How a page lists its papers: `line` where an entry is one line, else the parts above and below the title."""

    seed: int
    line: Part | None
    title: Part
    before: tuple[Part, ...]
    after: tuple[Part, ...]
    joint: str
    bullet: str
    gap: int
    inner: int
    head: tuple[str, ...]
    foot: tuple[str, ...]
    headings: str
    ragged: bool
    markup: str

    @property
    def forms(self) -> Iterator[str]:
        """What the layout is made of, by the names under which the report counts it."""
        yield from map(str, [self.line] if self.line else (*self.before, self.title, *self.after))
        yield from (f"above the title: {part.kind}" for part in self.before)
        yield from (f"bullet {self.bullet}", f"markup {self.markup}", f"headings {self.headings}", f"blank lines {self.gap}")
        yield f"joined by {self.joint!r}" if self.joint else "not joined"
        if not self.line and not any(part.kind == "byline" for part in self.after):
            yield "byline none"
        if self.inner:
            yield "blank lines in entries"


class Page(NamedTuple):
    """A page as pasted or saved, and what it says of each of its papers, in order."""

    path: str
    text: str
    wanted: Sequence[Mapping[str, object]]


class Block(NamedTuple):
    """An entry before it is marked up: its parts, of which one is the title, and what they say."""

    parts: tuple[tuple[str, str], ...]
    says: Mapping[str, object]


def unseen(seed: int) -> bool:
    """Whether the layout of a seed is kept for judging."""
    return crc32(f"layout {seed}".encode()) % 3 == 0


def seeds(first: int, amount: int, *, kept: bool) -> Iterator[int]:
    """So many seeds from `first` on, all of the kept third or none of it."""
    return islice((seed for seed in count(first) if unseen(seed) is kept), amount)


# Drawing a layout.
def layout(seed: int) -> Layout:
    """The layout of a seed."""
    chance = Random(f"layout {seed}")
    kept = unseen(seed)
    line = _line(chance, kept=kept) if chance.random() < 0.2 else None
    before, after = ((), ()) if line else _parts(chance, kept=kept)
    how = Layout(
        seed=seed,
        line=line,
        title=_drawn(chance, "title", kept=kept) if chance.random() < 0.2 else Part("title", "plain", FORMS["title"]["plain"]),
        before=before,
        after=after,
        joint=chance.choice(JOINTS) if chance.random() < 0.25 and not line else "",
        bullet=chance.choice(
            _old_or_new(chance, list(BULLETS), list(held.BULLETS), kept=kept) if chance.random() < 0.5 else ["none"]
        ),
        gap=chance.choice((0, 0, 1, 1, 2)),
        inner=int(chance.random() < 0.1),
        head=(
            *chance.choice(_old_or_new(chance, MENUS, held.MENUS, kept=kept)),
            *(_person(chance) if chance.random() < 0.2 else ()),
        ),
        foot=chance.choice(_old_or_new(chance, FOOTERS, held.FOOTERS, kept=kept)),
        headings=chance.choices(("none", "years", "sections"), (0.7, 0.2, 0.1))[0],
        ragged=chance.random() < 0.3,
        markup=chance.choices(list(MARKUPS), list(MARKUPS.values()))[0],
    )
    if line and line.name in ROWS | held.ROWS:
        return how._replace(bullet="none", gap=0, headings="none", markup=_table(how))
    return how._replace(joint=JOINTS[0]) if how.joint.isspace() and how.markup not in SUFFIXES else how


def _table(how: Layout) -> str:
    return "table" if how.markup not in SUFFIXES and how.line and how.line.name != "markdown table" else "text"


def _old_or_new(chance: Random, old: Sequence[T], new: Sequence[T], *, kept: bool) -> Sequence[T]:
    """What is drawn from: what is in all layouts, or what is in those alone that are kept for judging."""
    return new if kept and new and chance.random() < HELD else old


def _drawn(chance: Random, kind: str, *, kept: bool) -> Part:
    old, new = ([Part(kind, name, form) for name, form in forms.get(kind, {}).items()] for forms in (FORMS, held.FORMS))
    return chance.choice(_old_or_new(chance, old, new, kept=kept))


def _line(chance: Random, *, kept: bool) -> Part:
    old, new = ([Part("line", name, form) for name, form in lines.items()] for lines in (LINES, held.LINES))
    return chance.choice(_old_or_new(chance, old, new, kept=kept))


def _parts(chance: Random, *, kept: bool) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """The parts above and below the title: byline and source stand close to it, the rest around the abstract."""
    above = [kind for kind, often in BEFORE.items() if chance.random() < often]
    near = [kind for kind, often in (("byline", 0.88), ("source", 0.6)) if chance.random() < often]
    rest = [kind for kind, often in AFTER.items() if chance.random() < often and kind not in above]
    if "source" in near and "date" in rest:
        rest.remove("date")
    if len(near) > 1 and chance.random() < 0.3:
        near.reverse()
    if chance.random() < 0.65:
        rest.append("abstract")
    chance.shuffle(above)
    chance.shuffle(rest)
    buttons = ["buttons"] * (chance.random() < 0.5)
    before, after = ([_drawn(chance, kind, kept=kept) for kind in kinds] for kinds in (above, [*near, *rest, *buttons]))
    if any(part.kind == "source" and part.name in WITH_NAMES | held.WITH_NAMES for part in after):
        after = [part for part in after if part.kind != "byline"]
    if not TELLING & {part.kind for part in (*before, *after)}:
        after.insert(0, _drawn(chance, "byline", kept=kept))
    return tuple(before), tuple(after)


def _person(chance: Random) -> Iterator[str]:
    yield from (chance.choice(PEOPLE), "Professor of Samples, Example University", "Verified email at example.edu")
    if chance.random() < 0.5:
        yield from ("Cited by", "All\tSince 2019", f"Citations\t{chance.randint(500, 9000)}\t{chance.randint(100, 400)}")
        yield from (f"h-index\t{chance.randint(10, 60)}\t{chance.randint(5, 9)}", "i10-index\t31\t12")


# Making the page.
def page(how: Layout, records: Sequence[Mapping[str, Any]]) -> Page:
    """The page of a layout, its papers drawn from records of the corpus."""
    chance = Random(f"page {how.seed}")
    papers = [facts.facts(record, chance) for record in chance.sample(records, ENTRIES)]
    if how.headings == "years":
        papers.sort(key=lambda paper: paper.date, reverse=True)
    elif how.headings == "sections":
        papers.sort(key=lambda paper: list(SECTIONS).index(paper.type))
    lines, wanted, heading = list(_top(how)), [], ""
    for number, paper in enumerate(papers, 1):
        fresh, says = _heading(how, paper)
        if fresh != heading:
            heading = fresh
            lines += _marked_heading(how, heading)
        block = _entry(how, paper, number, chance)
        printed = _marked(how, block)
        wanted.append(_truth(paper.title, {**says, **block.says}, len(lines), len(printed)))
        lines += [*printed, *[""] * how.gap]
    return Page(f"content/dumps/page.{SUFFIXES.get(how.markup, 'html')}", "\n".join([*lines, *_bottom(how)]) + "\n", wanted)


def _truth(title: str, says: Mapping[str, object], before: int, length: int) -> dict[str, object]:
    return {**EMPTY, "title": title, **says, "sources": [{"first_line": before + 1, "last_line": before + length}]}


def _heading(how: Layout, paper: Facts) -> tuple[str, Mapping[str, object]]:
    if how.headings == "years":
        return paper.year, {"date": paper.year}
    return (SECTIONS[paper.type], {"type": paper.type}) if how.headings == "sections" else ("", {})


def _entry(how: Layout, paper: Facts, number: int, chance: Random) -> Block:
    """The parts of an entry with what they say; of two dates the one that says more counts."""
    bullet = "" if how.markup == "markdown" else (BULLETS | held.BULLETS)[how.bullet].format(number)
    if how.line:
        printed = how.line.form(paper)
        return Block((("line", bullet + printed.text),), {**printed.says, "_may": printed.may})
    above, title, below = (
        [(part, part.form(paper)) for part in parts if _stands(how, part, chance)]
        for parts in (how.before, (how.title,), how.after)
    )
    says: dict[str, object] = {}
    may: dict[str, object] = {}
    for _, printed in (*above, *title, *below):
        dates = sorted((str(one["date"]) for one in (says, printed.says) if one.get("date")), key=len)
        may.update(printed.may)
        says = {**printed.says, **says, **({"date": dates[-1]} if dates else {})}
    parts = (*_joined(how, above), ("title", bullet + title[0][1].text), *_joined(how, below))
    return Block(parts, {**says, "_may": may, **_title_link(how, paper)})


def _title_link(how: Layout, paper: Facts) -> Mapping[str, object]:
    return {"links": [paper.address]} if how.markup == "markdown" else {}


def _stands(how: Layout, part: Part, chance: Random) -> bool:
    often = 0.35 if part.kind == "note" else 0.85 if how.ragged and part.kind in RAGGED else 1
    return chance.random() < often


def _joined(how: Layout, parts: Sequence[tuple[Part, Printed]]) -> Iterator[tuple[str, str]]:
    """The parts as lines; short ones that follow each other are one line where the layout joins them."""
    row: list[str] = []
    for part, printed in parts:
        if how.joint and part.kind in JOINABLE:
            row.append(printed.text)
            continue
        if row:
            yield "row", how.joint.join(row)
        row = []
        yield part.kind, printed.text
    if row:
        yield "row", how.joint.join(row)


# Markup.
def _top(how: Layout) -> Iterator[str]:
    columns = {**LINE_HEADS, **held.LINE_HEADS}.get(how.line.name, ()) if how.line else ()
    head = (*how.head, *(columns if how.markup in SUFFIXES else ()))
    if any(part.name == "scholar profile" for part in how.after):
        head = (*head, *TABS_HEAD)
    if how.markup in SUFFIXES:
        yield from head
        yield from [""] * bool(head and how.gap)
        return
    yield "<!DOCTYPE html><html><head><meta charset='utf-8'><title>Papers</title><style>.x{color:red}</style></head><body>"
    if head:
        links = (f'<a href="/m{at}">{html.escape(text)}</a><br>' for at, text in enumerate(head))
        yield f"<nav>{''.join(links)}</nav>"
    yield {"ul": "<ul>", "table": "<table>"}.get(how.markup, "<main>")
    yield from (f"<tr><th>{names}</th></tr>".replace("\t", "</th><th>") for names in columns)


def _bottom(how: Layout) -> Iterator[str]:
    if how.markup in SUFFIXES:
        yield from how.foot
        return
    yield {"ul": "</ul>", "table": "</table>"}.get(how.markup, "</main>")
    yield f"<footer>{''.join(f'<div>{html.escape(text)}</div>' for text in how.foot)}</footer></body></html>"


def _marked_heading(how: Layout, text: str) -> list[str]:
    if how.markup == "markdown":
        return [f"## {text}", ""]
    if how.markup == "text":
        return [text, *[""] * bool(how.gap)]
    return [
        {"table": f"<tr><th colspan=5>{text}</th></tr>", "ul": f"</ul><h2>{text}</h2><ul>"}.get(how.markup, f"<h2>{text}</h2>")
    ]


def _marked(how: Layout, block: Block) -> list[str]:
    if how.markup == "text":
        return ("\n\n" if how.inner else "\n").join(text for _, text in block.parts).split("\n")
    if how.markup == "markdown":
        return _markdown(block)
    tag = {"ul": "li", "table": "tr"}.get(how.markup, "div class=entry")
    tagged = "\n".join(_tagged(how, kind, text) for kind, text in block.parts)
    return [f"<{tag}>", *tagged.split("\n"), f"</{tag.split()[0]}>"]


def _markdown(block: Block) -> list[str]:
    link = str(block.says["links"][0]) if block.says.get("links") else ""  # type: ignore[index]
    texts = [f"[{text}]({link})" if kind == "title" and link else text for kind, text in block.parts]
    first, *rest = "  \n".join(texts).split("\n")
    return [f"- {first}", *(f"  {line}" for line in rest)]


def _tagged(how: Layout, kind: str, text: str) -> str:
    inner = html.escape(text, quote=False)
    inner = re.sub(r"\A(\w+)\n", r"\1<br>", inner) if kind == "abstract" else inner.replace("\n", "<br>")
    if kind == "title":
        inner = f'<a href="/paper/{how.seed}">{inner}</a>'
    if how.markup == "table":
        return f"<td>{inner}</td>".replace("\t", "</td><td>")
    inner = inner.replace("\t", "</div><div>")
    if kind == "buttons":
        buttons = " ".join(f"<button>{word}</button>" for word in text.splitlines())
        return f"<div>{buttons}</div>"
    return f"<h3>{inner}</h3>" if kind == "title" else f'<div class="{kind}">{inner}</div>'
