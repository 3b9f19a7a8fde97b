"""Forms that are drawn only for layouts kept for judging, so that these are new in more than their order.

They have the shape of those of bench/printing.py, and they are of pages that no rule was made for: whoever makes one does not
look here. Once they have been looked at they are worth no more than the others, and new ones take their place.
"""

import textwrap
from collections.abc import Callable, Mapping
from functools import partial
from itertools import cycle

from bench.facts import PLACES, Facts
from bench.printing import (
    Form,
    Printed,
    abstract,
    byline,
    dated,
    ended,
    family_first,
    line,
    listed,
    parts,
    shortened,
    sourced,
    stated,
    typed,
)


# Names.
def upper(name: str) -> str:
    given, family = parts(name)
    return f"{' '.join(given)} {family.upper()}"


def upper_first(name: str) -> str:
    given, family = parts(name)
    return f"{family.upper()}, {' '.join(given)}"


def _behind(facts: Facts, form: str, behind: tuple[str, ...], last: str = ", ") -> Printed:
    """Names with something behind each, in turn."""
    pieces = [form.format(name, more) for name, more in zip(facts.authors, cycle(behind), strict=False)]
    return Printed(listed(pieces, last=last), {"authors": list(facts.authors)})


def _beside(printed: Printed) -> Printed:
    """The names of those with whom the owner of a page wrote: whether they are all is open."""
    return printed._replace(may={"authors_complete": False})


BYLINES: Mapping[str, Form] = {
    "numbers": partial(_behind, form="{} {}", behind=("1,2,*", "1", "2", "1,3"), last=" and "),
    "with": lambda facts: _beside(byline(facts, around="With {}", last=" and ")),
    "upper first": partial(byline, one=upper_first, between="; "),
    "upper et": partial(byline, one=upper, last=" et "),
    "orcid": partial(byline, mark=" ORCID logo"),
    "roles": partial(byline, one=family_first, between="; ", mark=" (Author)"),
    "und": partial(byline, last=" und "),
    "u. a.": partial(shortened, end=" u. a.", shown=2),
    "japanese commas": partial(byline, between="、"),
    "places": partial(_behind, form="{} ({})", behind=PLACES),
}


# Where and when.
def _acm(facts: Facts) -> Printed:
    source = sourced(facts, "{meeting}, {month}, Pages {pages}")
    return Printed(f"{facts.short} '{facts.year[2:]}: {source.text}", source.says)


SOURCES: Mapping[str, Form] = {
    "presented": partial(sourced, form="Presented at {meeting}, {month}"),
    "french": partial(sourced, form="Dans : {meeting}, {year}, p. {pages}"),
    "dashes": partial(sourced, form="{journal} – vol. {volume} – n° {issue} – pp. {pages} – {year}"),
    "chinese": partial(sourced, form="《{journal}》 {year}年 第{volume}卷 第{issue}期"),
    "acm": _acm,
}


def _season(facts: Facts) -> Printed:
    season = ("Winter", "Spring", "Summer", "Autumn")[facts.date.month % 12 // 3]
    return Printed(f"{season} {facts.year}", {"date": facts.year})


def _ordinal(facts: Facts) -> Printed:
    day = facts.date.day
    end = "th" if day // 10 == 1 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return Printed(f"{day}{end} {facts.date:%B %Y}", {"date": facts.date.isoformat()})


def _days(facts: Facts) -> Printed:
    """The days of a meeting, of which none is the paper's."""
    first = min(facts.date.day, 25)
    return Printed(f"{facts.date:%B} {first}–{first + 3}, {facts.year}", {"date": f"{facts.date:%Y-%m}"})


DATES: Mapping[str, Form] = {
    "weekday": partial(dated, pattern="EEEE, MMMM d, yyyy"),
    "ordinal": _ordinal,
    "days": _days,
    "season": _season,
    "quarter": partial(dated, pattern="'Q'Q yyyy", length=4),
    "dots": partial(dated, pattern="dd.MM.yyyy", around="Veröffentlicht am {}"),
    "iso month": partial(dated, pattern="yyyy-MM", length=7),
    "portuguese": partial(dated, pattern="d 'de' MMMM 'de' yyyy", locale="pt"),
}


# What else is said.
def _pmid(facts: Facts) -> Printed:
    number = str(30_000_000 + facts.first * 7)
    return Printed(f"PMID: {number}", {"pmid": number})


IDS: Mapping[str, Form] = {
    "doi labelled address": lambda facts: stated(facts, "DOI:https://doi.org/{doi}", "doi"),
    "doi in brackets": lambda facts: stated(facts, "[doi:{doi}]", "doi"),
    "arXiv pdf": lambda facts: stated(facts, "https://arxiv.org/pdf/{arxiv}v1.pdf", "arxiv"),
    "pmid": _pmid,
}
COUNTS: Mapping[str, Form] = {
    "downloads": lambda facts: stated(facts, "{upvotes} downloads"),
    "singular": lambda facts: stated(facts, "Citation {citations}", "citations"),
    "chinese": lambda facts: stated(facts, "被引频次: {citations}", "citations"),
    "views": lambda facts: stated(facts, "Views {first} | Citations {citations}", "citations"),
}
KINDS: Mapping[str, Mapping[str, str]] = {
    "german": {
        "article": "Zeitschriftenartikel",
        "conference": "Konferenzbeitrag",
        "preprint": "Preprint",
        "chapter": "Buchkapitel",
        "thesis": "Dissertation",
        "report": "Forschungsbericht",
    },
    "labelled": {
        "article": "Document type: Journal Article",
        "conference": "Document type: Conference Paper",
        "preprint": "Document type: Preprint",
        "chapter": "Document type: Book Chapter",
        "thesis": "Document type: Thesis",
        "report": "Document type: Report",
    },
}


def _begun(facts: Facts, end: str) -> Printed:
    text = textwrap.shorten(facts.abstract, 140, placeholder="")
    return Printed(text + end, may={"abstract": text})


def _tldr(facts: Facts) -> Printed:
    """What is said in short is not the abstract, though some take it for one."""
    text = f"{facts.abstract.split('. ')[0].removesuffix('.')}."
    return Printed(f"TL;DR: {text}", may={"abstract": text})


ABSTRACTS: Mapping[str, Form] = {
    "summary": partial(abstract, before="Summary: "),
    "german": partial(abstract, before="Zusammenfassung\n"),
    "in brackets": partial(abstract, before="[abstract] "),
    "tl;dr": _tldr,
    "more": partial(_begun, end="... (more)"),
    "read more": partial(_begun, end="… Read more"),
}
BUTTONS = {
    "german": "Volltext\nMerken\nZitieren",
    "size": "Download PDF (1.2 MB)\nView at publisher\nRIS",
    "talk": "[Paper] [Slides] [Video] [Poster]",
}
SUBMITTED: Mapping[str, Form] = {
    "depositing": lambda facts: Printed(f"Depositing User: {facts.handle}"),
    "uploaded": lambda facts: Printed(f"Uploaded by {facts.handle}"),
}
TITLES: Mapping[str, Form] = {
    "bold": lambda facts: Printed(f"**{facts.title}**"),
    "pdf": lambda facts: Printed(f"{facts.title} [pdf]"),
    "new": lambda facts: Printed(f"{facts.title} NEW!"),
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
def _mla(facts: Facts) -> Printed:
    first, *others = facts.authors
    shown = [family_first(first), *others] if len(others) < 2 else [family_first(first)]
    names = ", and ".join(shown) if len(others) < 2 else f"{shown[0]}, et al"
    source = sourced(facts, "{journal}, vol. {volume}, no. {issue}, {year}, pp. {pages}.")
    says = {**source.says, "authors": shown, "authors_complete": len(shown) == len(facts.authors)}
    return Printed(f"{names}. “{ended(facts.title)}” {source.text}", says)


def _numbered(facts: Facts, printed: Callable[[Facts], Printed]) -> Printed:
    """A row that starts with the number under which a paper was submitted."""
    row = printed(facts)
    return Printed(f"{facts.first}\t{row.text}", row.says)


LINES: Mapping[str, Form] = {
    "with": lambda facts: _beside(
        line(facts, "“{title}” (with {names}), {where}", last=" and ", source="{journal}, {volume}({issue}), {year}.")
    ),
    "german": partial(
        line,
        form="{names}: {ended} {where}",
        last=" und ",
        source="In: {journal} {volume} ({year}), Nr. {issue}, S. {pages}.",
    ),
    "mla": _mla,
    "row of submission": partial(_numbered, printed=partial(line, form="{title}\t{names}")),
    "row of volume": partial(line, form="{title}\t{names}\t{where}", source="{journal}\t{volume}({issue})\t{pages}\t{year}"),
}
LINE_HEADS: Mapping[str, tuple[str, ...]] = {
    "row of submission": ("Paper ID\tPaper Title\tAuthor Names",),
    "row of volume": ("Title\tAuthors\tJournal\tVolume (Issue)\tPages\tYear",),
}
ROWS = frozenset(LINE_HEADS)


# What stands around entries.
BULLETS = {"letter": "[J{}] ", "session": "1.{} ", "arrow": "» "}
MENUS = (
    ("Startseite", "Suche", "Merkliste (0)", "Treffer 1 - 20 von 1.204", "Sortieren nach: Relevanz", "Neueste zuerst"),
    ("Accueil", "Déposer", "Consulter", "312 résultats", "Trier par : pertinence", "Page 1 sur 16"),
    (
        *("Program at a Glance", "Registration", "Venue", "Sponsors", "Session 3A: Long Papers", "Chair: Ada Example"),
        "10:30–12:00, Room B",
    ),
    ("首页", "高级检索", "共找到 312 条结果", "排序：相关度", "发表时间"),
)
FOOTERS = (
    ("Impressum", "Datenschutz", "Barrierefreiheit", "Nach oben"),
    ("Mentions légales", "Page 1 sur 16", "Suivant »"),
    (
        "This material is presented to ensure timely dissemination of scholarly and technical work.",
        "Copyright and all rights therein are retained by authors or by other copyright holders.",
        "Last modified: 2024-03-05 by webmaster",
    ),
)
