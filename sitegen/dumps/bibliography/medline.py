"""MEDLINE, the tagged text of PubMed (`.nbib`, "Format: PubMed").

    PMID- 12345678
    DP  - 2024 Mar 5
    TI  - A title of a paper that is so long that it goes on in the next
          line.
    FAU - Example, Ada B
    AU  - Example AB
    JT  - Journal of examples

The tags: https://www.nlm.nih.gov/bsd/mms/medlineelements.html
"""

import re
from collections.abc import Iterator, Sequence

from sitegen.dumps.bibliography import kinds, tagged
from sitegen.dumps.bibliography.entry import Found, group_name
from sitegen.dumps.bibliography.file import File
from sitegen.records import Type

GRAMMAR = tagged.Grammar(
    name="medline",
    line=re.compile(r"(?P<tag>[A-Z]{2,4}) {0,2}-(?: (?P<value>.*))?"),
    start=re.compile("PMID"),
    goes_on=re.compile(r"[ \t]{2,}\S.*"),
)
NUMBERED = re.compile(r"(?P<id>\S+) \[(?P<kind>doi|pii)\]")


def read(path: str, lines: Sequence[str]) -> File | None:
    """The records of a MEDLINE file; None where the text has no line that starts one."""
    return tagged.read(path, lines, GRAMMAR, _found)


def _found(entry: tagged.Entry) -> Found:
    numbered = [match for text in entry.all("LID", "AID") if (match := NUMBERED.fullmatch(text.strip()))]
    day = entry.first_of("DEP")
    return Found(
        title=entry.first_of("TI", "BTI").rstrip().removesuffix("."),
        authors=list(_authors(entry)),
        affiliations=[text.removesuffix(".") for text in entry.all("AD")],
        date=entry.first_of("DP") or f"{day[:4]}-{day[4:6]}-{day[6:8]}".strip("-"),
        venue=entry.first_of("JT", "TA", "BTI") if entry.first_of("TI") else "",
        abstract=entry.first_of("AB"),
        doi=next((match["id"] for match in numbered if match["kind"] == "doi"), ""),
        type=_type(entry.all("PT")),
        volume=entry.first_of("VI"),
        issue=entry.first_of("IP"),
        pages=entry.first_of("PG"),
        publisher=entry.first_of("PB"),
        isbn=entry.first_of("ISBN"),
        pmid=entry.first_of("PMID"),
    )


def _authors(entry: tagged.Entry) -> Iterator[str]:
    """The authors, in full where the file has their names in full, groups among them where they stand."""
    before = ""
    for tag, lines in entry.values:
        name = " ".join(lines).strip()
        if tag == "FAU" or (tag == "AU" and before != "FAU"):
            yield name
        elif tag == "CN":
            yield group_name(name)
        before = tag if tag != "AD" else before


def _type(words: Sequence[str]) -> Type | None:
    """What the publication types say together: one that is no journal article says more."""
    found = [kind for word in words if (kind := kinds.named(word))]
    return next((kind for kind in found if kind != "article"), found[0] if found else None)
