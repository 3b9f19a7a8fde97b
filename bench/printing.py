"""How pages print what they say of a paper: for each part of an entry its forms, each facts → lines and what they say.

A form in HELD is drawn only for layouts that are kept for judging, so that these are new in more than their order.
"""

import textwrap
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from babel.dates import format_date

from bench.facts import Facts


class Printed(NamedTuple):
    """Lines of a page, joined by "\\n", and what they say, in the keys of the record interface."""

    text: str
    says: Mapping[str, object] = {}


Form = Callable[[Facts], Printed]
HELD = frozenset(
    (
        *("byline middots", "byline and others", "byline Author(s)", "source aps", "source year first", "source german"),
        *("date italian", "date japanese", "date posted", "date month-year", "id arXiv in brackets", "count times cited"),
        *(
            "type contribution",
            "abstract label above",
            "buttons many",
            "line table with numbers",
            "line quoted",
            "bullet [PDF]",
            "source names (venue)",
            "title with year",
        ),
    )
)


# Names: "Claudio de Andrade" in the forms that bylines give it.
def _parts(name: str) -> tuple[list[str], str]:
    words = name.split()
    small = next((at for at, word in enumerate(words[1:-1], 1) if word[0].islower()), len(words) - 1)
    return words[:small], " ".join(words[small:])


def _letters(given: Iterable[str], dot: str, between: str) -> str:
    return between.join(f"{piece[0].upper()}{dot}" for word in given for piece in word.split("-") if piece)


def initials(name: str) -> str:
    given, family = _parts(name)
    return f"{_letters(given, '', '')} {family}"


def dotted(name: str) -> str:
    given, family = _parts(name)
    return f"{_letters(given, '.', ' ')} {family}"


def apa(name: str) -> str:
    given, family = _parts(name)
    return f"{family}, {_letters(given, '.', ' ')}"


def vancouver(name: str) -> str:
    given, family = _parts(name)
    return f"{family} {_letters(given, '', '')}"


def family_first(name: str) -> str:
    given, family = _parts(name)
    return f"{family}, {' '.join(given)}"


def listed(names: Sequence[str], between: str = ", ", last: str = "") -> str:
    """Names in a row, before the last one `last`."""
    if not last or len(names) == 1:
        return between.join(names)
    return f"{between.join(names[:-1])}{last}{names[-1]}"


def _names(
    facts: Facts, one: Callable[[str], str] = str, between: str = ", ", last: str = "", around: str = "{}", mark: str = ""
) -> Printed:
    names = [one(name) for name in facts.authors]
    return Printed(around.format(listed([name + mark for name in names], between, last)), {"authors": names})


def _cut(facts: Facts, end: str, one: Callable[[str], str] = str, shown: int = 3) -> Printed:
    names, rest = [one(name) for name in facts.authors[:shown]], len(facts.authors) - shown
    end = end.format(rest=rest) if rest > 0 else ""
    return Printed(", ".join(names) + end, {"authors": names, "authors_complete": rest <= 0})


BYLINES: Mapping[str, Form] = {
    "commas": _names,
    "and": partial(_names, last=" and "),
    "comma and": partial(_names, last=", and "),
    "ampersand": partial(_names, last=" & "),
    "semicolons": partial(_names, between="; "),
    "bars": partial(_names, between=" | "),
    "middots": partial(_names, between=" · "),
    "initials": partial(_names, one=initials),
    "dotted initials": partial(_names, one=dotted),
    "apa": partial(_names, one=apa, last=" & "),
    "apa comma": partial(_names, one=apa, last=", & "),
    "vancouver": partial(_names, one=vancouver, around="{}."),
    "family first": partial(_names, one=family_first, between="; "),
    "a line each": partial(_names, between="\n"),
    "marks": partial(_names, mark="¹"),
    "stars": partial(_names, mark="*", last=", "),
    "et al.": partial(_cut, end=" et al."),
    "more": partial(_cut, end=", +{rest} authors"),
    "and others": partial(_cut, end=" and {rest} others"),
    "cut initials": partial(_cut, end="…", one=initials),
    "number": lambda facts: Printed(f"· {len(facts.authors)} authors"),
    "labelled": partial(_names, around="Authors: {}"),
    "Author(s)": partial(_names, between="; ", around="Author(s): {}"),
    "by": partial(_names, around="by {}", last=" and "),
}


# Where and when.
def _day(facts: Facts, pattern: str, locale: str = "en", around: str = "{}", length: int = 10) -> Printed:
    printed = format_date(facts.date, pattern, locale=locale)
    return Printed(around.format(printed), {"date": facts.date.isoformat()[:length]})


DATES: Mapping[str, Form] = {
    "american": partial(_day, pattern="MMMM d, yyyy"),
    "short american": partial(_day, pattern="MMM d, yyyy"),
    "british": partial(_day, pattern="d MMMM yyyy"),
    "published": partial(_day, pattern="d MMM yyyy", around="Published {}"),
    "published month": partial(_day, pattern="MMMM yyyy", around="Published: {}", length=7),
    "submitted": partial(_day, pattern="d MMMM, yyyy", around="Submitted {}"),
    "iso": partial(_day, pattern="yyyy-MM-dd"),
    "slashes": partial(_day, pattern="yyyy/MM/dd"),
    "german": partial(_day, pattern="d. MMMM yyyy", locale="de"),
    "french": partial(_day, pattern="d MMMM yyyy", locale="fr"),
    "spanish": partial(_day, pattern="d 'de' MMMM 'de' yyyy", locale="es"),
    "chinese": partial(_day, pattern="yyyy年M月d日", locale="zh"),
    "italian": partial(_day, pattern="d MMMM yyyy", locale="it"),
    "japanese": partial(_day, pattern="yyyy年M月", locale="ja", length=7),
    "posted": partial(_day, pattern="d MMM yyyy", around="Posted: {}"),
    "month": partial(_day, pattern="MMM yyyy", length=7),
    "month-year": partial(_day, pattern="MMM-yyyy", length=7),
    "year": partial(_day, pattern="yyyy", length=4),
    "year in brackets": partial(_day, pattern="yyyy", around="({})", length=4),
    "labelled year": partial(_day, pattern="yyyy", around="Year: {}", length=4),
}


def _source(facts: Facts, form: str, **more: object) -> Printed:
    """A line of a venue and what stands with it: `form` names facts, and of these the line says what it names."""
    day, pages = facts.date, f"{facts.first}–{facts.last}"
    known = {  # what a form may name: the field that it is of, its value, and how it is printed where that is another way
        "meeting": ("venue", facts.meeting),
        "journal": ("venue", facts.journal),
        "short": ("venue", facts.short),
        "volume": ("volume", facts.volume),
        "issue": ("issue", facts.issue),
        "pages": ("pages", pages),
        "doi": ("doi", facts.doi),
        "year": ("date", facts.year),
        "month": ("date", f"{day:%Y-%m}", f"{day:%B %Y}"),
        "day": ("date", day.isoformat(), f"{day:%-d %B %Y}"),
        "short_day": ("date", day.isoformat(), f"{day:%Y %b %-d}"),
    }
    named = {name: fact for name, fact in known.items() if f"{{{name}}}" in form}
    text = form.format_map({name: fact[-1] for name, fact in named.items()})
    return Printed(text, {**{fact[0]: fact[1] for fact in named.values()}, **more})


def _scholar(facts: Facts) -> Printed:
    byline = _cut(facts, "…", initials)
    venue = textwrap.shorten(facts.journal, 30, placeholder=" …")
    says = {**byline.says, "venue": venue.removesuffix(" …"), "date": facts.year}
    return Printed(f"{byline.text} - {venue}, {facts.year} - {facts.publisher}", says)


def _named(facts: Facts, form: str, source: str, one: Callable[[str], str] = str, last: str = "") -> Printed:
    """A line that has the names and the source."""
    names = _names(facts, one, last=last)
    where = _source(facts, source)
    return Printed(form.format(names=names.text, where=where.text), {**names.says, **where.says})


def _tabs(facts: Facts) -> Printed:
    text = f"{facts.journal} {facts.volume} ({facts.issue}), {facts.first}-{facts.last}, {facts.year}"
    says = _source(facts, "{journal}{volume}{issue}{pages}{year}").says
    return Printed(f"{text}\t{facts.citations}\t{facts.year}", {**says, "citations": facts.citations})


SOURCES: Mapping[str, Form] = {
    "meeting, year": partial(_source, form="{meeting}, {year}"),
    "journal, year": partial(_source, form="{journal}, {year}"),
    "place": partial(_source, form="{meeting}, Vienna, Austria, {month}"),
    "in place": partial(_source, form="In: {meeting}, Mock Town, pp. {pages} ({year})"),
    "dblp": partial(_source, form="{short} {year}: {pages}"),
    "volume": partial(_source, form="{journal} {volume}({issue}), {pages}, {year}"),
    "labelled": partial(_source, form="Published in: {meeting} ({year})"),
    "venue labelled": partial(_source, form="Venue: {short} {year}"),
    "in": partial(_source, form="In {meeting}, pages {pages}, {year}."),
    "bars": lambda facts: _source(facts, "{journal} | {year} | Journal article", type="article"),
    "middot": partial(_source, form="{short} · {year}"),
    "brackets": partial(_source, form="{meeting} ({year})"),
    "pubmed": partial(_source, form="{journal}. {short_day};{volume}({issue}):{pages}. doi: {doi}."),
    "long words": partial(_source, form="{journal}, Volume {volume}, Issue {issue}, {day}, Pages {pages}"),
    "ieee": partial(_source, form="{journal} | Year: {year} | Volume: {volume}, Issue: {issue}"),
    "short year": partial(_source, form="{short} {year}"),
    "venue alone": partial(_source, form="{journal}"),
    "springer": partial(_source, form="{journal} {volume}, {pages} ({year})"),
    "scopus": partial(_source, form="({year}) {journal}, {volume} ({issue}), pp. {pages}"),
    "scholar search": _scholar,
    "scholar profile": _tabs,
    "names. venue": partial(_named, form="{names}. {where}.", source="{short} {year}"),
    "names. in": partial(_named, form="{names}. {where}.", source="In {meeting}, {year}", one=dotted, last=" and "),
    "names. journal": partial(_named, form="{names}. {where}.", source="{journal}, {volume}({issue}):{pages}, {year}"),
    "names (venue)": partial(_named, form="{names} ({where})", source="{short} {year}", last=" and "),
    "aps": partial(_source, form="{journal} {volume}, {pages} – Published {day}"),
    "year first": partial(_source, form="{year}, {meeting}"),
    "german": partial(_source, form="{journal}, Bd. {volume}, Nr. {issue}, S. {pages}, {year}"),
}


WITH_NAMES = frozenset(name for name in SOURCES if name.startswith(("names", "scholar search")))
"""Sources whose line has the names, so that there is no byline."""


# What else is said.
def _id(facts: Facts, form: str, *fields: str) -> Printed:
    says: dict[str, object] = {name: getattr(facts, name) for name in fields if name != "address"}
    if "address" in fields:
        says["links"] = [facts.address]
    return Printed(form.format(**facts._asdict()), says)


IDS: Mapping[str, Form] = {
    "arXiv": lambda facts: _id(facts, "arXiv:{arxiv}", "arxiv"),
    "arXiv version": lambda facts: _id(facts, "arXiv:{arxiv}v2 [{category}]", "arxiv", "category"),
    "arXiv address": lambda facts: _id(facts, "https://arxiv.org/abs/{arxiv}", "arxiv"),
    "arXiv in brackets": lambda facts: _id(facts, "[arXiv: {arxiv}]", "arxiv"),
    "doi": lambda facts: _id(facts, "doi: {doi}", "doi"),
    "DOI": lambda facts: _id(facts, "DOI: {doi}", "doi"),
    "doi address": lambda facts: _id(facts, "https://doi.org/{doi}", "doi"),
    "address": lambda facts: _id(facts, "{address}", "address"),
    "number": lambda facts: Printed(f"Paper ID: {facts.first}"),
}
COUNTS: Mapping[str, Form] = {
    "cited by": lambda facts: _id(facts, "Cited by {citations}", "citations"),
    "with commas": lambda facts: _id(facts, "Cited by {citations:,}", "citations"),
    "citations": lambda facts: _id(facts, "{citations} citations", "citations"),
    "labelled": lambda facts: _id(facts, "Citations: {citations}", "citations"),
    "times cited": lambda facts: _id(facts, "Times Cited: {citations}", "citations"),
    "upvotes alone": lambda facts: Printed(str(facts.upvotes)),
    "upvotes": lambda facts: Printed(f"{facts.upvotes} upvotes"),
    "comments": lambda facts: Printed(f"{facts.comments} comments"),
}
KINDS: Mapping[str, Mapping[str, str]] = {
    "paper": {
        "article": "Journal article",
        "conference": "Conference paper",
        "preprint": "Preprint",
        "chapter": "Book chapter",
        "thesis": "PhD thesis",
        "report": "Technical report",
    },
    "plain": {
        "article": "Article",
        "conference": "Proceedings paper",
        "preprint": "Preprint",
        "chapter": "Chapter",
        "thesis": "Dissertation",
        "report": "Report",
    },
    "contribution": {
        "article": "Contribution to journal › Article",
        "conference": "Conference contribution",
        "preprint": "Working paper",
        "chapter": "Chapter in a book",
        "thesis": "Doctoral thesis",
        "report": "Research report",
    },
}
SECTIONS = {
    "article": "Journal articles",
    "conference": "Conference papers",
    "preprint": "Preprints",
    "chapter": "Book chapters",
    "thesis": "Theses",
    "report": "Technical reports",
}


def _ended(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."


def _type(facts: Facts, words: Mapping[str, str]) -> Printed:
    says = {} if words[facts.type] == "Working paper" else {"type": facts.type}
    return Printed(words[facts.type], says)


def _cut_text(facts: Facts) -> Printed:
    text = f"{facts.abstract[:140].rsplit(' ', 1)[0]} …"
    return Printed(text, {"_may": {"abstract": text}})


def _abstract(facts: Facts, before: str = "", width: int = 0) -> Printed:
    text = before + facts.abstract
    wrapped = "\n".join(textwrap.wrap(text, width, break_on_hyphens=False, break_long_words=False)) if width else text
    return Printed(wrapped, {"abstract": facts.abstract})


ABSTRACTS: Mapping[str, Form] = {
    "whole": _abstract,
    "labelled": partial(_abstract, before="Abstract: "),
    "label above": partial(_abstract, before="Abstract\n"),
    "wrapped": partial(_abstract, width=80),
    "wrapped narrow": partial(_abstract, width=64),
    "wrapped labelled": partial(_abstract, before="Abstract: ", width=76),
    "cut": _cut_text,
    "snippet": lambda facts: Printed(f"… {' '.join(facts.abstract[60:200].split(' ')[1:-1])} …"),
}
BUTTONS = {
    "two": "PDF\nCite",
    "brackets": "[pdf] [bib] [code]",
    "view": "View PDF",
    "save": "Save\nCite\nRelated articles\nAll 5 versions",
    "icons": "Add to Library\nAlert",
    "one": "Show details",
    "many": "Full Text\nPDF\nReferences\nShare\nExport citation",
}
SUBMITTED: Mapping[str, Form] = {
    "in a line": lambda facts: Printed(f"Submitted by {facts.handle}"),
    "in two": lambda facts: Printed(f"Submitted by\n{facts.handle}"),
    "posted": lambda facts: Printed(f"Posted by {facts.handle}"),
}
TITLES: Mapping[str, Form] = {
    "ended": lambda facts: Printed(_ended(facts.title)),
    "quoted": lambda facts: Printed(f"“{facts.title}”"),
    "with note": lambda facts: Printed(f"{facts.title} [{facts.note}]", {"note": facts.note}),
    "with year": lambda facts: Printed(f"{facts.title} ({facts.year})", {"date": facts.year}),
    "plain": lambda facts: Printed(facts.title),
}
FORMS: Mapping[str, Mapping[str, Form]] = {
    "title": TITLES,
    "byline": BYLINES,
    "source": SOURCES,
    "date": DATES,
    "id": IDS,
    "count": COUNTS,
    "type": {name: partial(_type, words=words) for name, words in KINDS.items()},
    "note": {"alone": lambda facts: Printed(facts.note, {"note": facts.note})},
    "category": {
        "id": lambda facts: Printed(facts.category, {"category": facts.category}),
        "two": lambda facts: Printed(f"{facts.category}; math.OC", {"category": facts.category}),
        "labelled": lambda facts: Printed(f"Subjects: {facts.category}", {"category": facts.category}),
    },
    "place": {"alone": lambda facts: Printed(facts.place)},
    "abstract": ABSTRACTS,
    "buttons": {name: lambda _, text=text: Printed(text) for name, text in BUTTONS.items()},  # type: ignore[misc]
    "submitted": SUBMITTED,
}


# Entries of one line.
def _line(
    facts: Facts, form: str, one: Callable[[str], str] = str, last: str = "", source: str = "", start: str = ""
) -> Printed:
    names = [one(name) for name in facts.authors]
    where = _source(facts, source)
    text = form.format(
        title=facts.title, ended=_ended(facts.title), names=listed(names, last=last), where=where.text, year=facts.year
    )
    says = {**where.says, "authors": names}
    return Printed(start + text, {**says, "date": facts.year} if "{year}" in form else says)


LINES: Mapping[str, Form] = {
    "names. title. venue": partial(_line, form="{names}. {ended} {where}", source="{meeting}, {year}."),
    "apa": partial(
        _line, form="{names} ({year}). {ended} {where}", one=apa, last=", & ", source="{journal}, {volume}({issue}), {pages}."
    ),
    "ieee": partial(
        _line,
        form="{names}, “{title},” {where}",
        one=dotted,
        last=", and ",
        source="{journal}, vol. {volume}, no. {issue}, pp. {pages}, {year}.",
    ),
    "title (names, year)": partial(_line, form="{title} ({names}, {year})"),
    "title, names. venue": partial(_line, form="{title}. {names}. {where}", last=" and ", source="{short} {year}."),
    "title - names - venue": partial(_line, form="{title} - {names} - {where}", source="{short} {year}"),
    "bars": partial(_line, form="{title} | {names} | {where}", source="{journal} | {year}"),
    "tabs": partial(_line, form="{year}\t{title}\t{names}"),
    "quoted": partial(_line, form="{names}. {year}. “{ended}” {where}", last=", and ", source="In {meeting}, {pages}."),
    "vancouver": partial(
        _line, form="{names}. {ended} {where}", one=vancouver, source="{journal}. {year};{volume}({issue}):{pages}."
    ),
    "markdown table": partial(_line, form="| {title} | {names} | {where} |", source="{short} {year}"),
    "table with numbers": partial(_line, form="{title}\t{names}\t{where}", source="{short}\t{year}"),
}
