"""Forms that are drawn only for layouts kept for judging, so that these are new in more than their order.

They have the shape of those that all layouts share, and they are how publishers, indexes and bibliographies that many pages
are of print a paper: whoever makes a rule does not look here. Once they have been looked at they are worth no more than the
others: they move to the tables of bench/bylines.py, bench/printing.py, bench/lines.py and bench/around.py, and new ones take
their place.
"""

from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from itertools import cycle

from babel.dates import format_date

from bench.bylines import apa, byline, family_first, listed, parts
from bench.facts import Facts, Form, Printed
from bench.lines import line
from bench.printing import abstract, begun, dated, ended, named, sourced, stated, typed


# Names.
def tight_behind(name: str) -> str:
    family, letters = apa(name).rsplit(", ", 1)
    return f"{family}, {letters.replace(' ', '')}"


def tight(name: str) -> str:
    family, letters = tight_behind(name).rsplit(", ", 1)
    return f"{letters} {family}"


def both(name: str) -> str:
    return f"{tight_behind(name).replace('.', '')} ({family_first(name)})"


def _lettered(facts: Facts) -> Printed:
    """Names with the letters of their affiliations."""
    pieces = [f"{name} {mark}" for name, mark in zip(facts.authors, cycle(("a ∗", "b", "a b", "c")), strict=False)]
    return Printed(", ".join(pieces), {"authors": list(facts.authors)})


def _pubmed(facts: Facts) -> Printed:
    """Names with the numbers of their affiliations, as raised ones are pasted."""
    pieces = [f"{name}  {mark}" for name, mark in zip(facts.authors, cycle(("1", "1   2", "2")), strict=False)]
    return Printed(" ,  ".join(pieces), {"authors": list(facts.authors)})


def _twice(facts: Facts) -> Printed:
    """Names with their initials, and in brackets whole."""
    return Printed(f"By {' ; '.join(map(both, facts.authors))}", {"authors": [family_first(name) for name in facts.authors]})


def _first_and_last(facts: Facts) -> Printed:
    """The first two names and the last one, where there are more."""
    if len(facts.authors) < 4:
        return byline(facts, last=" & ")
    names = [*facts.authors[:2], facts.authors[-1]]
    return Printed(f"{names[0]}, {names[1]}… {names[2]}", {"authors": names, "authors_complete": False})


def _corresponding(facts: Facts) -> Printed:
    """A star at the first name, to which one writes."""
    names = list(facts.authors)
    return Printed(listed([f"{names[0]}*", *names[1:]], last=", and "), {"authors": names})


BYLINES: Mapping[str, Form] = {
    "letters": _lettered,
    "raised numbers": _pubmed,
    "twice": _twice,
    "first… last": _first_and_last,
    "corresponding": _corresponding,
    "scopus": partial(byline, one=tight_behind),
}
SOURCES: Mapping[str, Form] = {
    "mdpi": lambda facts: sourced(
        facts, f"{{journal}} {{year}}, {{volume}}({{issue}}), {facts.first}; https://doi.org/{{doi}}"
    ),
    "frontiers": partial(sourced, form="{journal}, {day}\nVolume {volume} - {year} | https://doi.org/{doi}"),
    "acs": partial(sourced, form="{journal} {year}, {volume}, {issue}, {pages}"),
    "taylor": partial(sourced, form="{journal}, Volume {volume}, Issue {issue} ({year})"),
    "inspire": partial(sourced, form="Published in: {journal} {volume} ({year}) {issue}, {pages}"),
    "zbmath": partial(sourced, form="{journal} {volume}, No. {issue}, {pages} ({year})."),
    "semantic scholar": partial(sourced, form="Published in {journal} {day}"),
    "dblp journal": partial(sourced, form="{journal} {volume}({issue}): {pages} ({year})"),
    "names; meeting": partial(named, form="{names}; {where}", source="{meeting}, {year}, pp. {pages}"),
}
WITH_NAMES = frozenset(("names; meeting",))


# When.
def _history(facts: Facts) -> Printed:
    """What became of a paper from day to day, of which the last one counts."""
    steps = (("Received", 95), ("Revised", 40), ("Accepted", 21), ("Published", 0))
    days = (f"{step}: {facts.date - timedelta(before):%-d %B %Y}" for step, before in steps)
    return Printed(" / ".join(days), {"date": facts.date.isoformat()})


def _modified(facts: Facts) -> Printed:
    """A day on which a paper came out and a later one, on which somebody changed its record."""
    later = format_date(facts.date + timedelta(100), "dd MMM yyyy", locale="en")
    return dated(facts, "dd MMM yyyy", around=f"Published: {{}}, Last Modified: {later}")


DATES: Mapping[str, Form] = {
    "available": partial(dated, pattern="d MMMM yyyy", around="Available online {}"),
    "history": _history,
    "submitted on": partial(
        dated, pattern="d MMM yyyy", around="[Submitted on {}]", length=4
    ),  # beside a venue its year will do
    "modified": _modified,
}


# What else is said.
def _three(facts: Facts) -> Printed:
    """The three numbers of a paper in a line."""
    number = str(30_000_000 + facts.first * 7)
    text = f"PMID: {number} PMCID: PMC{facts.first + 7_000_000} DOI: {facts.doi}"
    return Printed(text, {"pmid": number, "doi": facts.doi})


def _structured(facts: Facts) -> Printed:
    """A whole abstract in paragraphs that have names."""
    first, _, rest = facts.abstract.partition(". ")
    text = f"Background: {first}.\nConclusions: {rest}" if rest else f"Background: {first}"
    return Printed(text, {"abstract": text.replace("\n", " ")})


IDS: Mapping[str, Form] = {
    "three": _three,
    "e-print": lambda facts: stated(facts, "e-Print: {arxiv} [{category}]", "arxiv", "category"),
    "accession": lambda facts: Printed(f"Accession Number: WOS:000{facts.first + 600_000_000:09}"),
}
COUNTS: Mapping[str, Form] = {
    "cited by in brackets": lambda facts: stated(facts, "Cited by ({citations})", "citations"),
    "two above": lambda facts: stated(facts, "{citations}\nCitations\n{upvotes}\nReferences", "citations"),
    "cited by papers": lambda facts: stated(facts, "Cited by: Papers ({citations})", "citations"),
}
KINDS: Mapping[str, Mapping[str, str]] = {
    "upper": {
        "article": "RESEARCH ARTICLE",
        "conference": "CONFERENCE PAPER",
        "preprint": "PREPRINT",
        "chapter": "BOOK CHAPTER",
        "thesis": "DOCTORAL THESIS",
        "report": "TECHNICAL REPORT",
    },
}
ABSTRACTS: Mapping[str, Form] = {
    "structured": _structured,
    "more of it": partial(begun, end="… ▽ More"),
    "upper label": partial(abstract, before="ABSTRACT\n"),
}
BUTTONS = {
    "publisher": "Abstract\nFull text\nPDF\nReferences\nRequest permissions",
    "academic": "PDF Cite Code Dataset Project Slides",
}
SUBMITTED: Mapping[str, Form] = {
    "subreddit": lambda facts: Printed(f"r/MachineLearning • Posted by u/{facts.handle} {facts.issue} hours ago"),
}
TITLES: Mapping[str, Form] = {
    "html": lambda facts: Printed(f"[HTML][HTML] {facts.title}"),
    "open access": lambda facts: Printed(f"{facts.title} (Open Access)"),
}
FORMS: Mapping[str, Mapping[str, Form]] = {
    "title": TITLES,
    "byline": BYLINES,
    "source": SOURCES,
    "date": DATES,
    "id": IDS,
    "count": COUNTS,
    "type": {name: partial(typed, words=words) for name, words in KINDS.items()},
    "abstract": ABSTRACTS,
    "buttons": {name: lambda _, text=text: Printed(text) for name, text in BUTTONS.items()},  # type: ignore[misc]
    "submitted": SUBMITTED,
}


# Entries of one line.
def _chicago(facts: Facts) -> Printed:
    """The first author with the family name in front, the others as they are called."""
    names = [family_first(facts.authors[0]), *facts.authors[1:]]
    source = sourced(facts, "{journal} {volume} ({issue}): {pages}. https://doi.org/{doi}.")
    text = f"{ended(listed(names, last=', and '))} {facts.year}. “{ended(facts.title)}” {source.text}"
    return Printed(text, {**source.says, "authors": names, "date": facts.year})


def _library(facts: Facts) -> Printed:
    """A row of a library, which shows no more than two family names."""
    families = [parts(name)[1] for name in facts.authors]
    shown = families if len(families) < 3 else families[:1]
    names = " and ".join(shown) if len(families) < 3 else f"{shown[0]} et al."
    where = sourced(facts, "{year}\t{journal}\t{doi}")
    says = {**where.says, "authors": shown, "authors_complete": len(shown) == len(families)}
    return Printed(f"{facts.title}\t{names}\t{where.text}", says)


def _documents(facts: Facts) -> Printed:
    """A row of what an index found."""
    row = line(facts, "{title}\t{names}\t{where}", one=tight_behind, source="{journal}, {volume}, pp. {pages}\t{year}")
    return Printed(f"{row.text}\t{facts.citations}", {**row.says, "citations": facts.citations})


LINES: Mapping[str, Form] = {
    "apa doi": partial(
        line,
        form="{names} ({year}). {ended} {where}",
        one=apa,
        last=", & ",
        source="{journal}, {volume}({issue}), {pages}. https://doi.org/{doi}",
    ),
    "chicago": _chicago,
    "elsevier": partial(
        line, form="{names}, {title}, {where}", one=tight, source="{journal} {volume} ({year}) {pages}. https://doi.org/{doi}."
    ),
    "lncs": partial(
        line, form="{names}: {ended} {where}", one=tight_behind, source="{journal} {volume}({issue}), {pages} ({year})"
    ),
    "acm": partial(
        line,
        form="{names}. {year}. {ended} {where}",
        last=", and ",
        source="{journal} {volume}, {issue} ({month}), {pages}. https://doi.org/{doi}",
    ),
    "dblp": partial(line, form="{names}: {ended} {where}", source="{journal} {volume}({issue}): {pages} ({year})"),
    "awesome": partial(line, form="[{where}] {ended} {names}. [Paper] [Code]", source="{short} {year}"),
    "row of library": _library,
    "row of documents": _documents,
}
LINE_HEADS: Mapping[str, tuple[str, ...]] = {
    "row of library": ("Title\tCreator\tYear\tPublication\tDOI",),
    "row of documents": ("Document title\tAuthors\tSource\tYear\tCitations",),
}
ROWS = frozenset(LINE_HEADS)


# What stands around entries.
BULLETS = {"bracket": "{}) ", "asterisk": "* "}
MENUS = (
    (
        *("Search", "Sources", "SciVal", "312 documents found", "Analyze results", "All", "Export", "Download"),
        *("Citation overview", "Show all abstracts", "Sort by Date (newest)", "Refine search"),
    ),
    (
        *("Advanced", "Create alert", "User Guide", "Save", "Email", "Send to", "Sort by: Best match", "Display options"),
        *("My Custom Filters", "312 results", "Results by year", "Text availability", "Free full text", "Page 1 of 16"),
    ),
    ("> Home > Persons", "Person information", "affiliation: Example University, Mock Town", "Refine list", "2020 – today"),
)
FOOTERS = (
    (
        *("About", "Remote access", "Contact and support", "Terms and conditions", "Privacy policy"),
        *("Cookies are used by this site. Cookie settings",),
        "All content on this site: Copyright © 2024 or its licensors and contributors. All rights are reserved.",
    ),
    (
        "Follow NCBI",
        "National Library of Medicine",
        "8600 Rockville Pike",
        "Bethesda, MD 20894",
        "Web Policies",
        "FOIA",
        "Help",
    ),
)
