"""EndNote's tagged text (`.enw`, "Refer"), which many publishers and the ACL Anthology export.

    %0 Journal Article
    %A Example, Ada
    %T A Title of a Paper
    %J Journal of Examples
    %D 2024
    %P 12-19

The tags: https://www.loc.gov/standards/mods/v3/mods-endnote.html and EndNote's manual. A blank line ends a record.
"""

import re
from collections.abc import Sequence

from sitegen.dumps.bibliography import kinds, tagged
from sitegen.dumps.bibliography.entry import YEAR, Found
from sitegen.dumps.bibliography.file import File

GRAMMAR = tagged.Grammar(
    name="endnote",
    line=re.compile(r"\s{0,8}%(?P<tag>[0-9A-Z@!$*+?<>^&()\[\]#~=|'\"])(?:\s(?P<value>.*))?"),
    start=re.compile("0"),
    goes_on=re.compile(r"[^%].*"),
    opens=frozenset("ATDJ"),
)
SERIES = re.compile(r"proceedings|conference|workshop|symposium|findings|transactions", re.IGNORECASE)


def read(path: str, lines: Sequence[str]) -> File | None:
    """The records of an EndNote file; None where no three lines have its tags."""
    if sum(bool(GRAMMAR.line.fullmatch(line)) for line in lines) < len("0AT"):
        return None
    return tagged.read(path, lines, GRAMMAR, _found)


def _found(entry: tagged.Entry) -> Found:
    kind = kinds.named(entry.first_of("0"))
    series = entry.first_of("S")
    return Found(
        title=entry.first_of("T"),
        authors=[name.strip().removesuffix(",") for name in entry.all("A")],
        date=_date(entry.first_of("D"), entry.first_of("8")),
        venue=entry.first_of("J")
        or (entry.first_of("B") if kind != "book" else "")
        or (series if SERIES.search(series) else ""),
        abstract=entry.first_of("X"),
        doi=entry.first_of("R"),
        links=[url for text in entry.all("U") for url in text.split()],
        pdf=next((url for url in entry.all(">") if url.startswith(("http://", "https://"))), ""),
        type=kind,
        volume=entry.first_of("V"),
        issue=entry.first_of("N"),
        pages=entry.first_of("P", "&"),
        publisher=entry.first_of("I"),
        isbn=entry.first_of("@"),
        notes=[*entry.all("Z"), *entry.all("O")],
    )


def _date(year: str, day: str) -> str:
    """The day where it is one of that year, or of none that it names."""
    if not day or (YEAR.search(day) and year and year not in day):
        return year
    return day if YEAR.search(day) else f"{day} {year}"
