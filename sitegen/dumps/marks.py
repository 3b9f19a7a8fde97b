"""Marks: spans of a line that say something of a paper, and what of the line they leave."""

import re
from collections.abc import Iterable
from typing import Literal, NamedTuple, TypeAlias

Kind: TypeAlias = Literal[
    "venue",
    "date",
    "identifier",
    "count",
    "category",
    "type",
    "note",
    "publisher",
    "keywords",
    "affiliation",
    "buttons",
    "labelled",
    "excerpt",
]
"""What a line or a part of it mainly is."""

Field: TypeAlias = Literal[
    "",
    "venue",
    "date",
    "type",
    "citations",
    "volume",
    "issue",
    "pages",
    "publisher",
    "isbn",
    "pmid",
    "doi",
    "arxiv",
    "category",
    "note",
    "links",
]
"""A field of what is said of a paper; "" for what no field is there for."""

# Stands where a mark was: no letter, digit, blank or punctuation, and in no text.
GAP = "\ue000"
GAPS = re.compile(rf"[{GAP}]+")


class Mark(NamedTuple):
    """A span of a line: what it is, which field it gives ("" for none) and its value.

    Of several values for one field that of the lowest `rank` is meant, and the first of them.
    """

    start: int
    end: int
    kind: Kind
    field: Field = ""
    value: str = ""
    rank: int = 0


def without(text: str, marks: Iterable[Mark]) -> str:
    """The text with gaps, as long as they are, in place of the marks."""
    for mark in marks:
        text = text[: mark.start] + GAP * (mark.end - mark.start) + text[mark.end :]
    return text
