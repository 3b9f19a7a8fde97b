"""Web of Science's plain text, as its "Plain text file" and its e-mails have it, and the same tags as columns of a table.

    FN Clarivate Analytics Web of Science
    VR 1.0
    PT J
    AU Example, A
       Sample, B
    TI A Title of a Paper
    SO JOURNAL OF EXAMPLES
    PY 2024
    ER

The tags: https://support.clarivate.com/ScientificandAcademicResearch/s/article/Web-of-Science-Core-Collection-Field-Tags
"""

import re
from collections.abc import Sequence

from sitegen.dumps import dates
from sitegen.dumps.bibliography import kinds, tagged
from sitegen.dumps.bibliography.entry import Found, group_name
from sitegen.dumps.bibliography.file import File
from sitegen.dumps.bibliography.ris import pages
from sitegen.records import Type

GRAMMAR = tagged.Grammar(
    name="web-of-science",
    line=re.compile(r"(?P<tag>[A-Z][A-Z0-9])(?: (?P<value>.*))?"),
    start=re.compile("PT"),
    end="ER",
    goes_on=re.compile(r"[ \t]{2,}\S.*"),
    outside=frozenset(("FN", "VR", "EF")),
)
TYPES: dict[str, Type] = {"J": "article", "B": "book", "C": "conference", "P": "other"}


def read(path: str, lines: Sequence[str]) -> File | None:
    """The records of a file of Web of Science; None where the text has no line that starts one."""
    if not any(re.fullmatch(r"PT [A-Z]\s*", line) for line in lines):
        return None
    return tagged.read(path, lines, GRAMMAR, found)


def found(entry: tagged.Entry) -> Found:
    """What a record says, whose values are those of these tags; several names of one tag are parted by line feeds."""
    groups = [group_name(name) for text in entry.all("CA") for name in text.split("\n")]
    places = [text for lines in entry.all("C1") for text in re.split(r"\s*\n\s*|;\s*(?=\[)", lines)]
    return Found(
        title=entry.first_of("TI"),
        authors=[name for name in entry.first_of("AF", "AU", "BA").split("\n") if name != "[Anonymous]"] + groups,
        affiliations=[re.sub(r"^\[[^\]]*\] ", "", place).removesuffix(".") for place in places],
        date=_date(" ".join(entry.first_of("PD").split()), entry.first_of("PY") or entry.first_of("EA")),
        venue=entry.first_of("SO"),
        abstract=entry.first_of("AB"),
        doi=entry.first_of("DI"),
        type=kinds.named(entry.first_of("DT")) or TYPES.get(entry.first_of("PT").strip()),
        citations=entry.first_of("TC", "Z9"),
        volume=entry.first_of("VL"),
        issue=entry.first_of("IS"),
        pages=pages(entry.first_of("BP"), entry.first_of("EP")) or entry.first_of("AR"),
        publisher=entry.first_of("PU"),
        isbn=entry.first_of("BN"),
        pmid=entry.first_of("PM"),
    )


def _date(day: str, year: str) -> str:
    """The day of a year, else the year: what is printed as the day may be a month, a season or several months."""
    return f"{day} {year}" if day and dates.iso(f"{day.capitalize()} {year}") else year
