"""What to say of a dump that is not read: what repeats in it, what its entries would be, how its owner shows it, other ways.

what repeats in it
  24 × title
  24 × authors
  22 × a line like "Journal of Examples 12 (3), 45-67, 2016"
sitegen would read
  1. A Title of a Paper — Ada Example, Ben Sample — Journal of Examples — 2016
and is not sure of it; if that is right, put this into NAME.meta.yaml, else change it till it is (docs/reading.md):
  entry: |
    title
    authors
    venue, year
"""

from collections import Counter
from collections.abc import Iterator
from itertools import islice

from sitegen.dumps import picture as pictures
from sitegen.dumps.layout import OTHER
from sitegen.dumps.pages import Found
from sitegen.dumps.parts import NAMES, SIGNED, TEXT, TITLE, is_furniture
from sitegen.dumps.summary import FIRST, brief, numbered

# Fewer entries show no layout.
FEW = 2
LONGEST = 70
# More that repeats is not shown.
MOST = 12
NAMED = {TITLE: "title", NAMES: "authors", SIGNED: "authors and more", TEXT: "abstract"}
SHOW = (
    "if it does list papers, show what an entry of it looks like, in {} (docs/reading.md says how):",
    "  entry: |",
    "    title",
    "    authors",
    "    venue, year",
)


def hint(path: str, found: Found | None, other: str = "") -> str:
    """What helps with the page at `path` that is not read, line by line.

    `found` is what it would be read as, `other` another way to give what it lists.
    """
    meta = f"{path.rpartition('.')[0]}.meta.yaml"
    if found is None or len(found.reading.drafts) < FEW or not found.trust:
        return "\n".join([*filter(None, [other]), *(line.format(meta) for line in SHOW)])
    return "\n".join([*_taught(found, meta), *filter(None, [other])])


def _taught(found: Found, meta: str) -> Iterator[str]:
    yield "what repeats in it"
    yield from (f"  {one}" for one in islice(_repeating(found), MOST))
    yield "sitegen would read"
    yield from numbered([brief(draft) for draft in found.reading.drafts[:FIRST]])
    yield f"and is not sure of it; if that is right, put this into {meta}, else change it till it is (docs/reading.md):"
    yield "  entry: |"
    yield from (f"    {line}" for line in pictures.drawn(found.picture).split("\n"))


def _repeating(found: Found) -> Iterator[str]:
    """The parts of the layout that was learned, each with how often it is there."""
    entries = found.laid.aligned.entries
    for at, slot in enumerate(found.laid.layout.slots):
        placed = [one for entry in entries for one in entry.placed if one.slot == at]
        if placed:
            yield f"{len(placed)} × {_named(slot.part, placed[0].cell.text)}"
    around = Counter(one.cell.text for one in found.laid.aligned.beside if is_furniture(one.one.part))
    yield from (f'{count} × "{text}" between them' for text, count in around.most_common(FEW) if count >= len(entries) / 2 > 1)


def _named(part: str, text: str) -> str:
    """A part in words, with one of its lines where the words do not tell it."""
    shown = text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
    if part in NAMED:
        return NAMED[part]
    if is_furniture(part):
        return f'"{shown}"'
    return f'a line like "{shown}"' if part == OTHER else f'{part} ("{shown}")'
