"""How pages print a paper in one line, as references and rows of tables do: the lines that all layouts are drawn from."""

from collections.abc import Callable, Mapping
from functools import partial

from bench.bylines import apa, beside, byline, caps, dotted, family_first, gost, listed, upper_given, vancouver
from bench.facts import Facts, Form, Printed
from bench.printing import ended, sourced


def line(
    facts: Facts, form: str, one: Callable[[str], str] = str, last: str = "", source: str = "", start: str = ""
) -> Printed:
    names = [one(name) for name in facts.authors]
    where = sourced(facts, source)
    text = form.format(
        title=facts.title, ended=ended(facts.title), names=listed(names, last=last), where=where.text, year=facts.year
    )
    says = {**where.says, "authors": names}
    return Printed(start + text, {**says, "date": facts.year} if "{year}" in form else says)


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
    "names. title. venue": partial(line, form="{names}. {ended} {where}", source="{meeting}, {year}."),
    "apa": partial(
        line, form="{names} ({year}). {ended} {where}", one=apa, last=", & ", source="{journal}, {volume}({issue}), {pages}."
    ),
    "ieee": partial(
        line,
        form="{names}, “{title},” {where}",
        one=dotted,
        last=", and ",
        source="{journal}, vol. {volume}, no. {issue}, pp. {pages}, {year}.",
    ),
    "title (names, year)": partial(line, form="{title} ({names}, {year})"),
    "title, names. venue": partial(line, form="{title}. {names}. {where}", last=" and ", source="{short} {year}."),
    "title - names - venue": partial(line, form="{title} - {names} - {where}", source="{short} {year}"),
    "bars": partial(line, form="{title} | {names} | {where}", source="{journal} | {year}"),
    "tabs": partial(line, form="{year}\t{title}\t{names}"),
    "quoted": partial(line, form="{names}. {year}. “{ended}” {where}", last=", and ", source="In {meeting}, {pages}."),
    "vancouver": partial(
        line, form="{names}. {ended} {where}", one=vancouver, source="{journal}. {year};{volume}({issue}):{pages}."
    ),
    "markdown table": partial(line, form="| {title} | {names} | {where} |", source="{short} {year}"),
    "table with numbers": partial(line, form="{title}\t{names}\t{where}", source="{short}\t{year}"),
    "with": lambda facts: beside(
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
    "tabs": ("Issue Date\tTitle\tAuthor(s)",),
    "table with numbers": ("Title\tAuthors\tVenue\tYear",),
    "markdown table": ("| Title | Authors | Venue |", "| --- | --- | --- |"),
    "row of submission": ("Paper ID\tPaper Title\tAuthor Names",),
    "row of volume": ("Title\tAuthors\tJournal\tVolume (Issue)\tPages\tYear",),
    "row of programme": ("Time\tPresentation\tAuthors",),
    "row of export": ("Authors\tTitle\tYear\tSource title\tVolume\tIssue\tCited by\tDOI",),
}
ROWS = frozenset(LINE_HEADS)
"""Lines that are rows of a table: nothing stands before, above or between them."""
