"""JSON objects as services hand out papers (Semantic Scholar, OpenAlex, dblp, arXiv's data set) and as people write them.

    {"title": "A Title", "authors": [{"name": "Ada Example"}], "year": 2024, "externalIds": {"DOI": "10.1000/1"}}

Keys are understood as the columns of tables are (`columns`); what stands in them may be a text, a number, an object with a
name, or a list of these.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from sitegen.dumps import byline
from sitegen.dumps.bibliography import columns, kinds, ris
from sitegen.dumps.bibliography.entry import ARXIV, Found

# Below these keys some services put what they know of a paper.
INNER = ("info", "bib", "_source", "attributes", "paper", "message")
# What an object is called by, the surest first: a person, a journal, an address.
CALLED = (
    "name",
    "display_name",
    "full_name",
    "fullName",
    "text",
    "label",
    "title",
    "value",
    "url",
    "pdf_url",
    "author",
    "source",
)
GIVEN = ("given", "given_name", "given_names", "first", "first_name", "firstName", "forename")
FAMILY = ("family", "family_name", "last", "last_name", "lastName", "surname")
# Objects with ids and with where a paper was published, whose keys count as the record's own.
SPREAD = ("externalIds", "external_ids", "ids", "journal", "biblio", "identifiers")
# Beside a title one of these tells that an object is a paper.
SIGNS = frozenset(("authors", "year", "date", "venue", "doi", "abstract", "arxiv"))
HOMONYM = re.compile(r"(?a) \d{4}$")  # by which dblp tells people of one name apart
LONGEST = 10_000  # words of an abstract that is given word by word


def found(value: Mapping[str, object]) -> Found | None:
    """What an object says of its paper; None where it has no title, or nothing else that papers have."""
    for inner in INNER:
        if "title" not in value and isinstance(held := value.get(inner), dict):
            value = held
    spread = {name: text for key in SPREAD if isinstance(held := value.get(key), dict) for name, text in held.items()}
    value = {**spread, **value}
    keys = [key for key in value if _text(value[key]) or isinstance(value[key], list | dict)]
    roles = {role: keys[at] for at, role in columns.roles(keys).items()}
    if "title" not in roles or SIGNS.isdisjoint(roles):
        return None
    texts = {role: _text(value[key]) for role, key in roles.items() if role != "authors"}
    number = _text(value.get("id")) if "categories" in value and ARXIV.fullmatch(_text(value.get("id"))) else ""
    authors, complete = _authors(value[roles["authors"]]) if "authors" in roles else ([], True)
    return Found(
        title=texts["title"],
        authors=authors,
        authors_complete=complete,
        affiliations=_names(value[roles["affiliations"]]) if "affiliations" in roles else (),
        date=texts.get("date") or texts.get("year", ""),
        category=texts.get("category") or (_text(value.get("categories")).partition(" ")[0] if number else ""),
        links=_names(value[roles["link"]]) if "link" in roles else (),
        code_urls=_names(value[roles["code"]]) if "code" in roles else (),
        pdf=texts.get("pdf", ""),
        abstract=texts.get("abstract") or _unfolded(value.get("abstract_inverted_index")),
        venue=max(_venues(value), key=len, default=""),
        doi=texts.get("doi", ""),
        arxiv=texts.get("arxiv") or number,
        type=kinds.named(texts.get("type", "")),
        citations=texts.get("citations", ""),
        volume=texts.get("volume", ""),
        issue=texts.get("issue", ""),
        pages=texts.get("pages") or ris.pages(texts.get("first page", ""), texts.get("last page", "")),
        publisher=texts.get("publisher", ""),
        isbn=texts.get("isbn", ""),
        pmid=texts.get("pmid", ""),
        notes=[texts.get("note", "")],
    )


def _venues(value: Mapping[str, object]) -> Iterator[str]:
    """All that a record says of where its paper was published: a short name may stand beside the whole one."""
    location = value.get("primary_location")
    for key, held in value.items():
        if "venue" in columns.meanings(key):
            yield _text(held)
    if isinstance(location, dict):
        yield _text(location.get("source"))


def _authors(value: object) -> tuple[list[str], bool]:
    """The authors, and whether they are all: a list of names, of objects, of pairs of a name and an id, or a byline."""
    if not isinstance(value, str):
        return _names(value), True
    if ";" in value:
        return value.split(";"), True
    read = byline.read(value, byline.learn([value], []))
    return list(read.authors), read.complete


def _names(value: object) -> list[str]:
    if isinstance(value, dict) and len(value) == 1:  # dblp's {"author": [...]}
        (value,) = value.values()
    items: Iterable[object] = value if isinstance(value, list) else [value]
    return [HOMONYM.sub("", text) for item in items if (text := _text(item))]


def _text(value: object) -> str:
    """A value as text: of an object its name, of a list its first item."""
    match value:
        case bool() | None:
            return ""
        case str() | int() | float():
            return str(value)
        case [first, *_]:
            return _text(first)
        case dict():
            family, given = (next((part for key in keys if (part := _text(value.get(key)))), "") for keys in (FAMILY, GIVEN))
            return f"{given} {family}".strip() or next((text for key in CALLED if (text := _text(value.get(key)))), "")
    return ""


def _unfolded(index: object) -> str:
    """An abstract that is given as its words, each with the places at which it stands (OpenAlex)."""
    if not isinstance(index, dict):
        return ""
    places = {at: word for word, spots in index.items() if isinstance(spots, list) for at in spots if isinstance(at, int)}
    return " ".join(places[at] for at in sorted(places)[:LONGEST])
