"""Forms that are drawn only for layouts kept for judging, so that these are new in more than their order.

They have the shape of those of bench/printing.py and bench/layouts.py, and they are of pages that no rule was made for: whoever
makes one does not look here. Once they have been looked at they are worth no more than the others: they move to these tables,
and new ones take their place.
"""

import textwrap
from collections.abc import Mapping
from functools import partial
from itertools import cycle, groupby

from bench.facts import PLACES, Facts
from bench.printing import (
    Form,
    Printed,
    abstract,
    apa,
    byline,
    dated,
    dotted,
    line,
    listed,
    parts,
    shortened,
    sourced,
    stated,
    typed,
    vancouver,
)

KEYWORDS = ("parsing", "corpora", "low-resource languages", "evaluation", "dialogue", "translation", "word embeddings")


# Names.
def gost(name: str) -> str:
    _, family = parts(name)
    return f"{family} {dotted(name).removesuffix(family).strip()}"


def caps(name: str) -> str:
    return vancouver(name).upper()


def upper_given(name: str) -> str:
    given, family = parts(name)
    return f"{family.upper()} {' '.join(given)}"


def _apart(facts: Facts) -> Printed:
    """Names with numbers, and behind them all what the numbers stand for."""
    places = PLACES[: min(2, len(facts.authors))]
    numbers = [at % len(places) + 1 for at in range(len(facts.authors))]
    names = ", ".join(f"{name} ({number})" for name, number in zip(facts.authors, numbers, strict=True))
    meant = ", ".join(f"({number}) {place}" for number, place in enumerate(places, 1))
    return Printed(f"{names} ({meant})", {"authors": list(facts.authors)})


def _grouped(facts: Facts) -> Printed:
    """Names by where they are, two of each place."""
    pairs = groupby(enumerate(facts.authors), lambda numbered: numbered[0] // 2)
    groups = [listed([name for _, name in some], last=" and ") for _, some in pairs]
    text = "; ".join(f"{names}, {place}" for names, place in zip(groups, cycle(PLACES), strict=False))
    return Printed(text, {"authors": list(facts.authors)})


def _middle(facts: Facts) -> Printed:
    """The first names and the last one, where there are more."""
    if len(facts.authors) < 4:
        return byline(facts)
    names = [*facts.authors[:2], facts.authors[-1]]
    return Printed(", ".join((*names[:2], "[...]", names[2])), {"authors": names, "authors_complete": False})


def _orcids(facts: Facts) -> Printed:
    names = [f"{name} (0000-0002-{facts.first + at:04}-{facts.last:04})" for at, name in enumerate(facts.authors)]
    return Printed("; ".join(names), {"authors": list(facts.authors)})


BYLINES: Mapping[str, Form] = {
    "places apart": _apart,
    "by place": _grouped,
    "first and last": _middle,
    "orcid numbers": _orcids,
    "degrees": partial(byline, between="; ", mark=", PhD"),
    "slashes": partial(byline, between=" / "),
    "autres": partial(shortened, end=" et {rest} autres"),
    "bold owner": lambda facts: Printed(
        ", ".join((f"**{facts.authors[0]}**", *facts.authors[1:])), {"authors": list(facts.authors)}
    ),
}


# Where and when.
def _noted(facts: Facts) -> Printed:
    source = sourced(facts, "{short} {year}")
    return Printed(f"{source.text} ({facts.note})", {**source.says, "note": facts.note})


SOURCES: Mapping[str, Form] = {
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


def _ago(facts: Facts) -> Printed:
    """So long before a day that the page does not tell."""
    return Printed(f"{2026 - facts.date.year} years ago")


DATES: Mapping[str, Form] = {
    "first online": partial(dated, pattern="dd MMMM yyyy", around="First Online: {}"),
    "announced": lambda facts: dated(facts, "d MMMM, yyyy", around=f"Submitted {{}}; originally announced {facts.date:%B %Y}."),
    "ago": _ago,
    "rights": lambda facts: Printed(f"© {facts.year} The Author(s)", may={"date": facts.year}),
    "russian": partial(dated, pattern="d MMMM yyyy 'г.'", locale="ru"),
    "time": lambda facts: dated(facts, "yyyy-MM-dd", around=f"{{}}T{facts.last % 24:02}:{facts.first % 60:02}:07Z"),
    "issue date": partial(dated, pattern="d-MMM-yyyy", around="Issue Date: {}"),
}


# What else is said.
def _handle(facts: Facts) -> Printed:
    address = f"http://hdl.handle.net/1887/{facts.first + 10_000}"
    return Printed(f"URI: {address}", {"links": [address]})


IDS: Mapping[str, Form] = {
    "handle": _handle,
    "urn": lambda facts: Printed(f"URN: urn:nbn:de:bsz:352-2-{facts.first + 10_000}"),
    "cite as": lambda facts: stated(
        facts, "Cite as: arXiv:{arxiv} [{category}] (or arXiv:{arxiv}v1 [{category}] for this version)", "arxiv", "category"
    ),
    "hal": lambda facts: Printed(f"HAL Id: hal-0{facts.first + 1_000_000}v1"),
}
COUNTS: Mapping[str, Form] = {
    "label above": lambda facts: stated(facts, "Citations\n{citations}", "citations"),
    "french": lambda facts: stated(facts, "Cité {citations} fois", "citations"),
    "stars": lambda facts: Printed(f"★ {facts.upvotes}"),
    "altmetric": lambda facts: stated(facts, "{citations} Citations {upvotes} Altmetric", "citations"),
}
KINDS: Mapping[str, Mapping[str, str]] = {
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
    "spanish": partial(abstract, before="Resumen: "),
    "less": _less,
    "keywords": _with_keywords,
    "excerpt": _excerpt,
    "why": _why,
}
BUTTONS = {
    "bars": "Abstract | PDF | HTML | BibTeX",
    "emoji": "📄 Paper 💻 Code 🎥 Video",
    "chinese": "下载\n收藏\n引用\n分享",
}
SUBMITTED: Mapping[str, Form] = {
    "points": lambda facts: Printed(
        f"{facts.upvotes} points by {facts.handle} {facts.issue} hours ago | hide | {facts.comments} comments"
    ),
    "contributor": lambda facts: Printed(f"Contributeur : {facts.handle}"),
}
TITLES: Mapping[str, Form] = {
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
    "abstract": ABSTRACTS,
    "buttons": {name: lambda _, text=text: Printed(text) for name, text in BUTTONS.items()},  # type: ignore[misc]
    "submitted": SUBMITTED,
}


# Entries of one line.
def _programme(facts: Facts) -> Printed:
    """A row of a programme: when the paper is presented, on a day that the row does not say."""
    begun = f"{9 + facts.first % 8:02}:{facts.last % 3}0"
    return Printed(f"{begun}\t{facts.title}\t{', '.join(facts.authors)}", {"authors": list(facts.authors)})


def _exported(facts: Facts) -> Printed:
    """A row of a sheet that a database wrote."""
    names = byline(facts, apa, between="; ")
    where = sourced(facts, "{year}\t{journal}\t{volume}\t{issue}")
    text = f"{names.text}\t{facts.title}\t{where.text}\t{facts.citations}\t{facts.doi}"
    return Printed(text, {**names.says, **where.says, "citations": facts.citations, "doi": facts.doi})


LINES: Mapping[str, Form] = {
    "gost": partial(
        line,
        form="{names} {title} // {where}",
        one=gost,
        source="{journal}. – {year}. – Т. {volume}, № {issue}. – С. {pages}.",
    ),
    "gb/t": partial(
        line, form="{names}. {title}[J]. {where}", one=caps, source="{journal}, {year}, {volume}({issue}): {pages}."
    ),
    "harvard": partial(
        line,
        form="{names} ({year}) ‘{title}’, {where}",
        one=apa,
        last=" and ",
        source="{journal}, {volume}({issue}), pp. {pages}. doi: {doi}.",
    ),
    "newsletter": partial(line, form="{title} by {names} ({where})", last=" and ", source="{short} {year}"),
    "guillemets": partial(
        line,
        form="{names}, « {title} », {where}",
        one=upper_given,
        last=" et ",
        source="in {meeting}, {year}, p. {pages}.",
    ),
    "row of programme": _programme,
    "row of export": _exported,
}
LINE_HEADS: Mapping[str, tuple[str, ...]] = {
    "row of programme": ("Time\tPresentation\tAuthors",),
    "row of export": ("Authors\tTitle\tYear\tSource title\tVolume\tIssue\tCited by\tDOI",),
}
ROWS = frozenset(LINE_HEADS)


# What stands around entries.
BULLETS = {"hash": "#{} ", "paper": "Paper {}: ", "checkbox": "☐ "}
MENUS = (
    (
        *("View this email in your browser", "Issue #142", "Hello readers, here are the papers that we liked this week."),
        "Forward to a friend",
    ),
    ("Inicio", "Acerca de", "Comunidades y colecciones", "Mostrando ítems 1-20 de 312", "Ordenar por: título", "Ascendente"),
    ("Главная", "Расширенный поиск", "Вход", "Найдено публикаций: 312", "Сортировать: по дате"),
    (
        *("Curriculum Vitae", "Education", "2012 PhD in Samples, Example University", "Employment"),
        *("Since 2016 Lecturer, Institute of Samples", "Publications"),
    ),
)
FOOTERS = (
    ("You are receiving this email because you signed up on our website.", "Unsubscribe", "Update your preferences"),
    ("Showing 1 to 20 of 312 entries", "Previous", "1", "2", "3", "Next", "Powered by Jekyll & Minimal Mistakes"),
    ("DSpace software copyright © 2002-2024 LYRASIS", "Política de privacidad", "Enviar sugerencias"),
)
