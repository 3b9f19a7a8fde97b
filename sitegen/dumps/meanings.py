"""What a piece of a line says by its words alone: a type, a note, a button, a category, a publisher, a host, a place.

Conference paper · in press · View PDF · cs.LG · Example University Press · example.org · Germany
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import islice
from typing import TypeAlias

from sitegen import categories
from sitegen.dumps import furniture, genres, publishers
from sitegen.dumps.marks import Field, Kind

Meaning: TypeAlias = tuple[Kind, Field, str]
"""What a piece is, which field it gives ("" for none), and its value."""

# Words that lead from one part to the next.
CONNECTOR = re.compile(
    r"(?i:published |appears? |appeared |presented |to appear |erschienen |publié |publicado |veröffentlicht )?(?i:in|in the"
    r"|on|at|by|via|and|from|part of"
    r"|for|dans|en|em|im|bei|von|as|to|with|of)|in:|pp?\.?|(?i:doi|url|accessed|retrieved(?: from)?|available(?: (?:at|from"
    r"|online))?|id|online|volume"
    r"|issue|year|date|this version)|eds?|vol|no|pages?|or|not",
)
SEAM = re.compile(r"\s+|(?<=[a-z])(?=[A-Z])")
LONGEST_PAIR, MOST_SEAMS = 60, 4
HOST = re.compile(r"(?:[\w-]+\.)+(?:[a-z]{2,12})(?:/\S*)?", re.IGNORECASE)
PREPRINT = re.compile(
    r"(?:arXiv|CoRR|SSRN|bioRxiv|medRxiv|PsyArXiv|ChemRxiv|TechRxiv|Research Square)\s(?:e-?prints?|preprints?|working "
    r"papers?|electronic journal)"
    r"(?:\sarXiv)?|CoRR|bioRxiv|medRxiv|PsyArXiv|ChemRxiv|TechRxiv|SSRN Electronic Journal",
    re.IGNORECASE,
)
BY_NAME: Mapping[str, str] = {full: name for name, full in reversed(tuple(categories.NAMES.items()))}
ID_IN = re.compile(r"\((?P<id>[a-z-]+(?:\.[A-Za-z-]+)?)\)")


@lru_cache(maxsize=4096)
def meaning(piece: str) -> Meaning | None:
    """What a piece of a line is by its words, None where they say nothing."""
    return _alone(piece) or pair(piece)


@lru_cache(maxsize=4096)
def _alone(piece: str) -> Meaning | None:
    """What a piece is that is one thing."""
    if PREPRINT.fullmatch(piece):
        return "venue", "venue", piece
    kind = genres.type_of(piece) or genres.output(piece)
    if kind and piece.lower() not in genres.AMBIGUOUS:
        return "type", "type", kind
    if genres.is_note(piece):
        return "note", "note", piece
    if furniture.is_known(piece) or genres.is_access(piece) or CONNECTOR.fullmatch(piece):
        return "buttons", "", ""
    if piece in categories.NAMES or (categories.are(piece) and "(" in piece):
        name = category(piece)
        return "category", "category" if name else "", name or ""
    if publishers.is_publisher(piece):
        return "publisher", "publisher", piece
    named = HOST.fullmatch(piece) or publishers.is_place(piece) or not re.search(r"\w", piece)
    return ("labelled", "", "") if named else None


def pair(piece: str) -> Meaning | None:
    """What a piece says that is two known ones side by side or glued ("Article Open access", "Research articleOpen access")."""
    if len(piece) > LONGEST_PAIR:
        return None
    for cut in islice(SEAM.finditer(piece), MOST_SEAMS):
        first = _alone(piece[: cut.start()])
        if (
            first
            and first[0] in {"type", "note", "buttons"}
            and (second := _alone(piece[cut.end() :]))
            and second[0] in {"type", "note", "buttons"}
        ):
            return first if first[1] else second
    return None


def category(text: str) -> str | None:
    """The first category that a text names, by its id or its full name."""
    first = text.split(";", maxsplit=1)[0].strip()
    match = ID_IN.search(first)
    name = match["id"] if match else BY_NAME.get(first, first.split()[0] if first else "")
    return name if name in categories.NAMES else None
