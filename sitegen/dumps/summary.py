"""What was understood of a dump, in short: how many entries, which fields were found in how many, and the first of them."""

from collections.abc import Iterator, Mapping, Sequence
from textwrap import wrap

from sitegen.dumps.format import Reading
from sitegen.records import Draft, Record

# How many entries are shown, and of each so many authors and so much of a title.
FIRST, AUTHORS, TITLE = 3, 3, 100
# What is said of a field even where no entry has it.
ALWAYS = ("title", "authors", "venue", "date", "abstract")
OTHERS = (
    "type",
    "volume",
    "issue",
    "pages",
    "publisher",
    "doi",
    "arxiv",
    "pmid",
    "isbn",
    "citations",
    "category",
    "score",
    "affiliations",
    "code_urls",
    "links",
    "pdf",
    "note",
)
WIDTH = 100


class Summary(Record):
    """A reading in short: its format, its person, how many entries have each field, the first entries in a line or two each."""

    format: str | None
    person: str | None
    entries: int
    fields: Mapping[str, int]
    first: tuple[str, ...]


def summary(reading: Reading) -> Summary:
    """What a reading comes to."""
    counts = {name: sum(bool(getattr(draft, name)) for draft in reading.drafts) for name in (*ALWAYS, *OTHERS)}
    return Summary(
        format=reading.format,
        person=reading.person.name if reading.person else None,
        entries=len(reading.drafts),
        fields={name: count for name, count in counts.items() if count or name in ALWAYS},
        first=tuple(brief(draft) for draft in reading.drafts[:FIRST]),
    )


def described(found: Summary) -> Iterator[str]:
    """The lines that show a summary on a terminal: fields in a table of columns, then the first entries."""
    shown = [f"{name.replace('_', ' ')} {count}" for name, count in found.fields.items()]
    yield from (f"  {line.replace('~', ' ')}" for line in wrap("  ".join(one.replace(" ", "~") for one in shown), WIDTH))
    yield from numbered(found.first)
    if found.entries > len(found.first):
        yield f"  … and {found.entries - len(found.first)} more"


def numbered(entries: Sequence[str]) -> Iterator[str]:
    """Entries in short, one below the other, each with its number."""
    for at, entry in enumerate(entries, 1):
        yield from wrap(entry, WIDTH, initial_indent=f"  {at}. ", subsequent_indent="     ")


def brief(draft: Draft) -> str:
    """An entry in short: title, first authors, venue, year."""
    title = draft.title or draft.abstract or "(no title)"
    shown = ", ".join(draft.authors[:AUTHORS])
    more = len(draft.authors) - AUTHORS
    behind = f" and {more} more" if more > 0 else "" if draft.authors_complete else " et al."
    parts = (
        title if len(title) <= TITLE else f"{title[: TITLE - 1]}…",
        shown + behind if shown else "",
        draft.venue,
        draft.date,
    )
    return " — ".join(filter(None, parts))
