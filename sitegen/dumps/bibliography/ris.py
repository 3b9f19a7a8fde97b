"""RIS, the tagged text that nearly every reference manager, publisher and library catalogue exports.

    TY  - JOUR
    AU  - Example, Ada
    TI  - A Title of a Paper
    T2  - Journal of Examples
    PY  - 2024
    SP  - 12
    EP  - 19
    ER  -

The tags are those of the specification of 2011 (https://web.archive.org/web/20120526103719/http://refman.com/support/risformat_intro.asp),
with what programs are known to write beside it.
"""

import re
from collections.abc import Mapping, Sequence

from sitegen.dumps.bibliography import kinds, tagged
from sitegen.dumps.bibliography.entry import ARXIV_NAMED, YEAR, Found
from sitegen.dumps.bibliography.file import File
from sitegen.records import Type

GRAMMAR = tagged.Grammar(
    name="ris",
    line=re.compile(r"\s{0,8}(?P<tag>[A-Z][A-Z0-9])  ?-(?:\s(?P<value>.*))?"),
    start=re.compile("TY"),
    end="ER",
    goes_on=re.compile(r".*"),
)
TYPES: Mapping[str, Type] = {
    **dict.fromkeys(("JOUR", "EJOUR", "JFULL", "MGZN", "NEWS", "INPR", "ABST"), "article"),
    **dict.fromkeys(("CONF", "CPAPER"), "conference"),
    **dict.fromkeys(("BOOK", "EBOOK", "EDBOOK", "SER"), "book"),
    **dict.fromkeys(("CHAP", "ECHAP", "ENCYC", "DICT"), "chapter"),
    **dict.fromkeys(("THES", "RPRT", "GOVDOC"), "report"),
    "THES": "thesis",
    **dict.fromkeys(("DATA", "DBASE", "AGGR"), "dataset"),
    "COMP": "software",
    **dict.fromkeys(("PREPRINT", "UNPB"), "preprint"),
    **dict.fromkeys(("PAT", "STAND", "MAP", "VIDEO", "MPCT", "SLIDE", "SOUND", "ART", "BILL", "CASE", "STAT", "HEAR"), "other"),
}
# What stands around a title of these kinds is a series.
ALONE = frozenset(("BOOK", "EBOOK", "EDBOOK", "THES", "RPRT", "GOVDOC"))
# What databases say of the export, and of nothing in the paper.
OF_THE_EXPORT = re.compile(r"(?:export date|references?|correspondence address|funding details)\b.*", re.IGNORECASE)


def read(path: str, lines: Sequence[str]) -> File | None:
    """The records of a RIS file; None where the text has no line that starts one."""
    return tagged.read(path, lines, GRAMMAR, _found)


def _found(entry: tagged.Entry) -> Found:
    kind = entry.first_of("TY").strip().upper()
    venues = ("JF", "JO", "T2", "BT", "JA", "J2", "C3", "T3") if kind != "CPAPER" else ("T2", "C3", "BT", "JF", "JO", "T3")
    title = ("TI", "T1", "CT", "BT") if kind in ALONE else ("TI", "T1", "CT")
    notes = [text for text in entry.all("N1") if not OF_THE_EXPORT.fullmatch(text)]
    said = [value.strip() for tag, lines in entry.values if tag in ("M1", "M2", "AN", "C1", "PB", "VL") for value in lines]
    return Found(
        title=entry.first_of(*title),
        authors=entry.all("AU", "A1"),
        date=_date(entry),
        venue=entry.first_of("T2") if kind in ALONE else entry.first_of(*venues),
        abstract=entry.first_of("AB", "N2"),
        doi=entry.first_of("DO"),
        arxiv=next((value for value in said if value.lower().startswith("arxiv:") and ARXIV_NAMED.fullmatch(value)), ""),
        links=[url.strip() for text in entry.all("UR", "LK") for url in re.split(r"[;\s]+(?=https?:)", text)],
        pdf=next((url for url in entry.all("L1") if url.startswith(("http://", "https://"))), ""),
        type=TYPES.get(kind) or kinds.named(entry.first_of("M3")),
        volume=entry.first_of("VL"),
        issue=entry.first_of("IS"),
        pages=pages(entry.first_of("SP"), entry.first_of("EP")) or entry.first_of("C7"),
        publisher=entry.first_of("PB"),
        isbn=entry.first_of("SN"),
        pmid=_pmid(entry),
        notes=notes,
    )


def pages(first: str, last: str) -> str:
    """The pages from the first to the last one, as they are printed."""
    first, last = first.strip(), last.strip()
    return f"{first}–{last}" if first and last and last != first and not re.search("[-–]", first) else first or last


def _pmid(entry: tagged.Entry) -> str:
    """The number that the record has in its database, where that is PubMed or none is named."""
    number, database = entry.first_of("AN"), f"{entry.first_of('DB')} {entry.first_of('DP')}".strip()
    is_pubmed = not database or re.search(r"pubmed|medline|nlm", database, re.IGNORECASE)
    return number if is_pubmed and re.fullmatch(r"(?a)\d{1,8}", number) else ""


def _date(entry: tagged.Entry) -> str:
    """The most exact of the dates that speak of the year of publication."""
    years = entry.all("PY", "Y1", "DA")
    year = next((found[0] for text in years if (found := YEAR.search(text))), None)
    agreeing = [text for text in years if year and year in text]
    exact = [re.sub(r"/+(?=/|$)|/[^/\d][^/]*$", "", text) for text in agreeing]
    return max(exact, key=len, default=years[0] if years else "")
