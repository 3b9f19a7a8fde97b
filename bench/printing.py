"""How pages print what they say of a paper besides its names: for each part of an entry its forms, each facts → `Printed`.

These are the forms that all layouts are drawn from; those of bench/held.py are of the layouts alone that are kept for judging.
"""

import textwrap
from collections.abc import Callable, Mapping
from functools import partial

from babel.dates import format_date

from bench.bylines import BYLINES, byline, dotted, initials, shortened
from bench.facts import Facts, Form, Printed

KEYWORDS = ("parsing", "corpora", "low-resource languages", "evaluation", "dialogue", "translation", "word embeddings")


# Where and when.
def dated(facts: Facts, pattern: str, locale: str = "en", around: str = "{}", length: int = 10) -> Printed:
    printed = format_date(facts.date, pattern, locale=locale)
    return Printed(around.format(printed), {"date": facts.date.isoformat()[:length]})


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


def _ago(facts: Facts) -> Printed:
    """So long before a day that the page does not tell."""
    return Printed(f"{2026 - facts.date.year} years ago")


DATES: Mapping[str, Form] = {
    "american": partial(dated, pattern="MMMM d, yyyy"),
    "short american": partial(dated, pattern="MMM d, yyyy"),
    "british": partial(dated, pattern="d MMMM yyyy"),
    "published": partial(dated, pattern="d MMM yyyy", around="Published {}"),
    "published month": partial(dated, pattern="MMMM yyyy", around="Published: {}", length=7),
    "submitted": partial(dated, pattern="d MMMM, yyyy", around="Submitted {}"),
    "iso": partial(dated, pattern="yyyy-MM-dd"),
    "slashes": partial(dated, pattern="yyyy/MM/dd"),
    "german": partial(dated, pattern="d. MMMM yyyy", locale="de"),
    "french": partial(dated, pattern="d MMMM yyyy", locale="fr"),
    "spanish": partial(dated, pattern="d 'de' MMMM 'de' yyyy", locale="es"),
    "chinese": partial(dated, pattern="yyyy年M月d日", locale="zh"),
    "italian": partial(dated, pattern="d MMMM yyyy", locale="it"),
    "japanese": partial(dated, pattern="yyyy年M月", locale="ja", length=7),
    "posted": partial(dated, pattern="d MMM yyyy", around="Posted: {}"),
    "month": partial(dated, pattern="MMM yyyy", length=7),
    "month-year": partial(dated, pattern="MMM-yyyy", length=7),
    "year": partial(dated, pattern="yyyy", length=4),
    "year in brackets": partial(dated, pattern="yyyy", around="({})", length=4),
    "labelled year": partial(dated, pattern="yyyy", around="Year: {}", length=4),
    "weekday": partial(dated, pattern="EEEE, MMMM d, yyyy"),
    "ordinal": _ordinal,
    "days": _days,
    "season": _season,
    "quarter": partial(dated, pattern="'Q'Q yyyy", length=4),
    "dots": partial(dated, pattern="dd.MM.yyyy", around="Veröffentlicht am {}"),
    "iso month": partial(dated, pattern="yyyy-MM", length=7),
    "portuguese": partial(dated, pattern="d 'de' MMMM 'de' yyyy", locale="pt"),
    "first online": partial(dated, pattern="dd MMMM yyyy", around="First Online: {}"),
    "announced": lambda facts: dated(facts, "d MMMM, yyyy", around=f"Submitted {{}}; originally announced {facts.date:%B %Y}."),
    "ago": _ago,
    "rights": lambda facts: Printed(f"© {facts.year} The Author(s)", may={"date": facts.year}),
    "russian": partial(dated, pattern="d MMMM yyyy 'г.'", locale="ru"),
    "time": lambda facts: dated(facts, "yyyy-MM-dd", around=f"{{}}T{facts.last % 24:02}:{facts.first % 60:02}:07Z"),
    "issue date": partial(dated, pattern="d-MMM-yyyy", around="Issue Date: {}"),
}


def sourced(facts: Facts, form: str, **more: object) -> Printed:
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
    names = shortened(facts, "…", initials)
    venue = textwrap.shorten(facts.journal, 30, placeholder=" …")
    says = {**names.says, "venue": venue.removesuffix(" …"), "date": facts.year}
    return Printed(f"{names.text} - {venue}, {facts.year} - {facts.publisher}", says)


def named(facts: Facts, form: str, source: str, one: Callable[[str], str] = str, last: str = "") -> Printed:
    """A line that has the names and the source."""
    names = byline(facts, one, last=last)
    where = sourced(facts, source)
    return Printed(form.format(names=names.text, where=where.text), {**names.says, **where.says})


def _tabs(facts: Facts) -> Printed:
    text = f"{facts.journal} {facts.volume} ({facts.issue}), {facts.first}-{facts.last}, {facts.year}"
    says = sourced(facts, "{journal}{volume}{issue}{pages}{year}").says
    return Printed(f"{text}\t{facts.citations}\t{facts.year}", {**says, "citations": facts.citations})


def _acm(facts: Facts) -> Printed:
    source = sourced(facts, "{meeting}, {month}, Pages {pages}")
    return Printed(f"{facts.short} '{facts.year[2:]}: {source.text}", source.says)


def _noted(facts: Facts) -> Printed:
    source = sourced(facts, "{short} {year}")
    return Printed(f"{source.text} ({facts.note})", {**source.says, "note": facts.note})


SOURCES: Mapping[str, Form] = {
    "meeting, year": partial(sourced, form="{meeting}, {year}"),
    "journal, year": partial(sourced, form="{journal}, {year}"),
    "place": partial(sourced, form="{meeting}, Vienna, Austria, {month}"),
    "in place": partial(sourced, form="In: {meeting}, Mock Town, pp. {pages} ({year})"),
    "dblp": partial(sourced, form="{short} {year}: {pages}"),
    "volume": partial(sourced, form="{journal} {volume}({issue}), {pages}, {year}"),
    "labelled": partial(sourced, form="Published in: {meeting} ({year})"),
    "venue labelled": partial(sourced, form="Venue: {short} {year}"),
    "in": partial(sourced, form="In {meeting}, pages {pages}, {year}."),
    "bars": lambda facts: sourced(facts, "{journal} | {year} | Journal article", type="article"),
    "middot": partial(sourced, form="{short} · {year}"),
    "brackets": partial(sourced, form="{meeting} ({year})"),
    "pubmed": partial(sourced, form="{journal}. {short_day};{volume}({issue}):{pages}. doi: {doi}."),
    "long words": partial(sourced, form="{journal}, Volume {volume}, Issue {issue}, {day}, Pages {pages}"),
    "ieee": partial(sourced, form="{journal} | Year: {year} | Volume: {volume}, Issue: {issue}"),
    "short year": partial(sourced, form="{short} {year}"),
    "venue alone": partial(sourced, form="{journal}"),
    "springer": partial(sourced, form="{journal} {volume}, {pages} ({year})"),
    "scopus": partial(sourced, form="({year}) {journal}, {volume} ({issue}), pp. {pages}"),
    "scholar search": _scholar,
    "scholar profile": _tabs,
    "names. venue": partial(named, form="{names}. {where}.", source="{short} {year}"),
    "names. in": partial(named, form="{names}. {where}.", source="In {meeting}, {year}", one=dotted, last=" and "),
    "names. journal": partial(named, form="{names}. {where}.", source="{journal}, {volume}({issue}):{pages}, {year}"),
    "names (venue)": partial(named, form="{names} ({where})", source="{short} {year}", last=" and "),
    "aps": partial(sourced, form="{journal} {volume}, {pages} – Published {day}"),
    "year first": partial(sourced, form="{year}, {meeting}"),
    "german": partial(sourced, form="{journal}, Bd. {volume}, Nr. {issue}, S. {pages}, {year}"),
    "presented": partial(sourced, form="Presented at {meeting}, {month}"),
    "french": partial(sourced, form="Dans : {meeting}, {year}, p. {pages}"),
    "dashes": partial(sourced, form="{journal} – vol. {volume} – n° {issue} – pp. {pages} – {year}"),
    "chinese": partial(sourced, form="《{journal}》 {year}年 第{volume}卷 第{issue}期"),
    "acm": _acm,
    "hal": partial(sourced, form="{journal}, {year}, {volume} ({issue}), pp.{pages}. ⟨{doi}⟩"),
    "russian": partial(sourced, form="{journal}. {year}. Т. {volume}. № {issue}. С. {pages}."),
    "j-stage": partial(sourced, form="{journal}\n{year} 年 {volume} 巻 {issue} 号 p. {pages}"),
    "article number": lambda facts: sourced(facts, f"{{journal}} volume {{volume}}, Article number: {facts.first} ({{year}})"),
    "dialnet": lambda facts: sourced(
        facts, f"{{journal}}, ISSN {facts.first:04}-{facts.last:04}, Vol. {{volume}}, Nº. {{issue}}, {{year}}, págs. {{pages}}"
    ),
    "noted": _noted,
    "labels": partial(sourced, form="Journal: {journal}\nVolume: {volume}\nIssue: {issue}\nPages: {pages}"),
}


WITH_NAMES = frozenset(name for name in SOURCES if name.startswith(("names", "scholar search")))
"""Sources whose line has the names, so that there is no byline."""


# What else is said.
def stated(facts: Facts, form: str, *fields: str) -> Printed:
    says: dict[str, object] = {name: getattr(facts, name) for name in fields if name != "address"}
    if "address" in fields:
        says["links"] = [facts.address]
    return Printed(form.format(**facts._asdict()), says)


def _pmid(facts: Facts) -> Printed:
    number = str(30_000_000 + facts.first * 7)
    return Printed(f"PMID: {number}", {"pmid": number})


def _handle(facts: Facts) -> Printed:
    address = f"http://hdl.handle.net/1887/{facts.first + 10_000}"
    return Printed(f"URI: {address}", {"links": [address]})


IDS: Mapping[str, Form] = {
    "arXiv": lambda facts: stated(facts, "arXiv:{arxiv}", "arxiv"),
    "arXiv version": lambda facts: stated(facts, "arXiv:{arxiv}v2 [{category}]", "arxiv", "category"),
    "arXiv address": lambda facts: stated(facts, "https://arxiv.org/abs/{arxiv}", "arxiv"),
    "arXiv in brackets": lambda facts: stated(facts, "[arXiv: {arxiv}]", "arxiv"),
    "doi": lambda facts: stated(facts, "doi: {doi}", "doi"),
    "DOI": lambda facts: stated(facts, "DOI: {doi}", "doi"),
    "doi address": lambda facts: stated(facts, "https://doi.org/{doi}", "doi"),
    "address": lambda facts: stated(facts, "{address}", "address"),
    "number": lambda facts: Printed(f"Paper ID: {facts.first}"),
    "doi labelled address": lambda facts: stated(facts, "DOI:https://doi.org/{doi}", "doi"),
    "doi in brackets": lambda facts: stated(facts, "[doi:{doi}]", "doi"),
    "arXiv pdf": lambda facts: stated(facts, "https://arxiv.org/pdf/{arxiv}v1.pdf", "arxiv"),
    "pmid": _pmid,
    "handle": _handle,
    "urn": lambda facts: Printed(f"URN: urn:nbn:de:bsz:352-2-{facts.first + 10_000}"),
    "cite as": lambda facts: stated(
        facts, "Cite as: arXiv:{arxiv} [{category}] (or arXiv:{arxiv}v1 [{category}] for this version)", "arxiv", "category"
    ),
    "hal": lambda facts: Printed(f"HAL Id: hal-0{facts.first + 1_000_000}v1"),
}
COUNTS: Mapping[str, Form] = {
    "cited by": lambda facts: stated(facts, "Cited by {citations}", "citations"),
    "with commas": lambda facts: stated(facts, "Cited by {citations:,}", "citations"),
    "citations": lambda facts: stated(facts, "{citations} citations", "citations"),
    "labelled": lambda facts: stated(facts, "Citations: {citations}", "citations"),
    "times cited": lambda facts: stated(facts, "Times Cited: {citations}", "citations"),
    "upvotes alone": lambda facts: Printed(str(facts.upvotes)),
    "upvotes": lambda facts: Printed(f"{facts.upvotes} upvotes"),
    "comments": lambda facts: Printed(f"{facts.comments} comments"),
    "downloads": lambda facts: stated(facts, "{upvotes} downloads"),
    "singular": lambda facts: stated(facts, "Citation {citations}", "citations"),
    "chinese": lambda facts: stated(facts, "被引频次: {citations}", "citations"),
    "views": lambda facts: stated(facts, "Views {first} | Citations {citations}", "citations"),
    "label above": lambda facts: stated(facts, "Citations\n{citations}", "citations"),
    "french": lambda facts: stated(facts, "Cité {citations} fois", "citations"),
    "stars": lambda facts: Printed(f"★ {facts.upvotes}"),
    "altmetric": lambda facts: stated(facts, "{citations} Citations {upvotes} Altmetric", "citations"),
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
    "french": {
        "article": "Article dans une revue",
        "conference": "Communication dans un congrès",
        "preprint": "Pré-publication, Document de travail",
        "chapter": "Chapitre d'ouvrage",
        "thesis": "Thèse",
        "report": "Rapport",
    },
    "eu-repo": {
        "article": "info:eu-repo/semantics/article",
        "conference": "info:eu-repo/semantics/conferenceObject",
        "preprint": "info:eu-repo/semantics/preprint",
        "chapter": "info:eu-repo/semantics/bookPart",
        "thesis": "info:eu-repo/semantics/doctoralThesis",
        "report": "info:eu-repo/semantics/report",
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


def ended(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."


def typed(facts: Facts, words: Mapping[str, str]) -> Printed:
    says = {} if words[facts.type] == "Working paper" else {"type": facts.type}
    return Printed(words[facts.type], says)


def _cut_text(facts: Facts) -> Printed:
    text = f"{facts.abstract[:140].rsplit(' ', 1)[0]} …"
    return Printed(text, may={"abstract": text})


def abstract(facts: Facts, before: str = "", width: int = 0) -> Printed:
    text = before + facts.abstract
    wrapped = "\n".join(textwrap.wrap(text, width, break_on_hyphens=False, break_long_words=False)) if width else text
    return Printed(wrapped, {"abstract": facts.abstract})


def begun(facts: Facts, end: str) -> Printed:
    text = textwrap.shorten(facts.abstract, 140, placeholder="")
    return Printed(text + end, may={"abstract": text})


def _tldr(facts: Facts) -> Printed:
    """What is said in short is not the abstract, though some take it for one."""
    text = f"{facts.abstract.split('. ')[0].removesuffix('.')}."
    return Printed(f"TL;DR: {text}", may={"abstract": text})


def _less(facts: Facts) -> Printed:
    """A whole abstract with the button that hides it again."""
    return abstract(facts)._replace(text=f"{facts.abstract} △ Less")


def _with_keywords(facts: Facts) -> Printed:
    """A whole abstract and below it keywords, which are no part of it."""
    words = [KEYWORDS[(facts.first + more) % len(KEYWORDS)] for more in range(2 + facts.last % 3)]
    return abstract(facts)._replace(text=f"{facts.abstract}\nKeywords: {'; '.join(words)}")


def _excerpt(facts: Facts) -> Printed:
    """The beginning and a piece from further on."""
    first = textwrap.shorten(facts.abstract, 90, placeholder="")
    more = " ".join(facts.abstract[len(first) :].split()[3:12])
    text = f"{first} [...] {more} [...]"
    return Printed(text, may={"abstract": text})


def _why(facts: Facts) -> Printed:
    """What somebody says of a paper is not its abstract, though some take it for one."""
    text = f"{facts.abstract.split('. ')[0].removesuffix('.')}."
    return Printed(f"Why it matters: {text}", may={"abstract": text})


ABSTRACTS: Mapping[str, Form] = {
    "whole": abstract,
    "labelled": partial(abstract, before="Abstract: "),
    "label above": partial(abstract, before="Abstract\n"),
    "wrapped": partial(abstract, width=80),
    "wrapped narrow": partial(abstract, width=64),
    "wrapped labelled": partial(abstract, before="Abstract: ", width=76),
    "cut": _cut_text,
    "snippet": lambda facts: Printed(f"… {' '.join(facts.abstract[60:200].split(' ')[1:-1])} …"),
    "summary": partial(abstract, before="Summary: "),
    "german": partial(abstract, before="Zusammenfassung\n"),
    "in brackets": partial(abstract, before="[abstract] "),
    "tl;dr": _tldr,
    "more": partial(begun, end="... (more)"),
    "read more": partial(begun, end="… Read more"),
    "spanish": partial(abstract, before="Resumen: "),
    "less": _less,
    "keywords": _with_keywords,
    "excerpt": _excerpt,
    "why": _why,
}
BUTTONS = {
    "two": "PDF\nCite",
    "brackets": "[pdf] [bib] [code]",
    "view": "View PDF",
    "save": "Save\nCite\nRelated articles\nAll 5 versions",
    "icons": "Add to Library\nAlert",
    "one": "Show details",
    "many": "Full Text\nPDF\nReferences\nShare\nExport citation",
    "german": "Volltext\nMerken\nZitieren",
    "size": "Download PDF (1.2 MB)\nView at publisher\nRIS",
    "talk": "[Paper] [Slides] [Video] [Poster]",
    "bars": "Abstract | PDF | HTML | BibTeX",
    "emoji": "📄 Paper 💻 Code 🎥 Video",
    "chinese": "下载\n收藏\n引用\n分享",
}
SUBMITTED: Mapping[str, Form] = {
    "in a line": lambda facts: Printed(f"Submitted by {facts.handle}"),
    "in two": lambda facts: Printed(f"Submitted by\n{facts.handle}"),
    "posted": lambda facts: Printed(f"Posted by {facts.handle}"),
    "depositing": lambda facts: Printed(f"Depositing User: {facts.handle}"),
    "uploaded": lambda facts: Printed(f"Uploaded by {facts.handle}"),
    "points": lambda facts: Printed(
        f"{facts.upvotes} points by {facts.handle} {facts.issue} hours ago | hide | {facts.comments} comments"
    ),
    "contributor": lambda facts: Printed(f"Contributeur : {facts.handle}"),
}
TITLES: Mapping[str, Form] = {
    "ended": lambda facts: Printed(ended(facts.title)),
    "quoted": lambda facts: Printed(f"“{facts.title}”"),
    "with note": lambda facts: Printed(f"{facts.title} [{facts.note}]", {"note": facts.note}),
    "with year": lambda facts: Printed(f"{facts.title} ({facts.year})", {"date": facts.year}),
    "plain": lambda facts: Printed(facts.title),
    "bold": lambda facts: Printed(f"**{facts.title}**"),
    "pdf": lambda facts: Printed(f"{facts.title} [pdf]"),
    "new": lambda facts: Printed(f"{facts.title} NEW!"),
    "labelled": lambda facts: Printed(f"Title: {facts.title}"),
    "upper": lambda facts: Printed(facts.title.upper(), {"title": facts.title.upper()}),
    "arrow": lambda facts: Printed(f"{facts.title} ↗"),
    "guillemets": lambda facts: Printed(f"« {facts.title} »"),
}
FORMS: Mapping[str, Mapping[str, Form]] = {
    "title": TITLES,
    "byline": BYLINES,
    "source": SOURCES,
    "date": DATES,
    "id": IDS,
    "count": COUNTS,
    "type": {name: partial(typed, words=words) for name, words in KINDS.items()},
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
