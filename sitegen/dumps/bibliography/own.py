"""The records that `sitegen export` writes as JSON Lines and as CSV: every field of an entry as it was."""

from collections.abc import Callable, Mapping
from typing import cast, get_args

from sitegen.dumps.bibliography.entry import Found
from sitegen.records import Type

TEXTS = (
    *("title", "date", "category", "abstract", "venue", "doi", "arxiv"),
    *("volume", "issue", "pages", "publisher", "isbn", "pmid", "pdf"),
)
LISTS = ("affiliations", "links", "code_urls")
KEYS = frozenset(("id", "title", "authors", "authors_complete"))
# What stands before a cell that a spreadsheet would run.
GUARDED = ("'=", "'+", "'-", "'@", "'\t", "'\r")


def found(value: Mapping[str, object]) -> Found | None:
    """What a record says of its paper; None where it is not one of sitegen's. What the site made of it is left."""
    authors = value.get("authors")
    if not value.keys() >= KEYS or not isinstance(authors, list) or not all(isinstance(name, str) for name in authors):
        return None
    texts = {name: _text(value.get(name)) for name in TEXTS}
    score, said, cited = value.get("score"), value.get("type"), value.get("citations")
    count = cited.get("value") if isinstance(cited, dict) else cited
    mark = value.get("code_available")
    return Found(
        is_record=True,
        **texts,
        affiliations=_texts(value.get("affiliations")),
        links=_texts(value.get("links")),
        code_urls=_texts(value.get("code_urls")),
        authors=authors,
        authors_complete=value.get("authors_complete") is not False,
        score=float(score) if isinstance(score, int | float) and not isinstance(score, bool) else None,
        code_mark=mark if isinstance(mark, bool) else None,
        type=cast("Type", said) if said in get_args(Type) else None,
        citations=_text(count),
        notes=_texts(value["note"] if isinstance(value.get("note"), list) else [value.get("note")]),
    )


def row(cells: Mapping[str, str]) -> Found | None:
    """What a row of sitegen's CSV says, its cells by the names of their columns; None where it is none of sitegen's."""
    if not cells.keys() >= KEYS:
        return None
    bare = {name: cell[1:] if cell.startswith(GUARDED) else cell for name, cell in cells.items()}
    return found({name: READERS.get(name, str)(cell) for name, cell in bare.items() if cell or name in KEYS})


def _text(value: object) -> str:
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def _texts(value: object) -> list[str]:
    return [text for item in value if (text := _text(item))] if isinstance(value, list) else []


def _list(cell: str) -> list[str]:
    return [item for item in cell.split("; ") if item]


def _number(cell: str) -> float | None:
    try:
        return float(cell)
    except ValueError:
        return None


def _truth(cell: str) -> bool | None:
    return {"true": True, "false": False}.get(cell.lower())


READERS: Mapping[str, Callable[[str], object]] = {
    **dict.fromkeys(("authors", *LISTS), _list),
    **dict.fromkeys(("authors_complete", "code_available"), _truth),
    "score": _number,
}
