"""What a line says of a paper beside title, authors and abstract: where and when it came out, its numbers and ids."""

from sitegen.records import Record, Type


class Details(Record):
    """Fields of a draft that one line or a part of it gives, in the meaning that they have there; None where it says nothing.

    `date` is as in a draft: an ISO date, perhaps partial.
    """

    venue: str | None = None
    date: str | None = None
    type: Type | None = None
    citations: int | None = None
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    publisher: str | None = None
    isbn: str | None = None
    pmid: str | None = None
    doi: str | None = None
    arxiv: str | None = None
    category: str | None = None
    note: str | None = None
    links: tuple[str, ...] = ()
