"""Data files: content/data/NAME.yaml, which `parse` makes of a dump or a person writes by hand.

    # Made by `sitegen parse` from content/dumps/tuo-zhao.txt. …
    schema: 2
    dump: tuo-zhao.txt
    read: 5f0c…                      digest of what it was made from
    written: 9b1e…                   digest of the rest of this file: a change by hand shows
    format: profile
    abstracts: excerpt               how much of them a site may show, where not in full
    person:
      name: Tuo Zhao
      metrics:
        - name: h-index
          value: '11'
          line: 4
    entries:
      - id: a-tour-of-markov-chains
        title: A Tour of Markov Chains
        abstract: |-
          One sentence.
          And another.
    lines:
      a-tour-of-markov-chains: 9-11

A file without `dump` is written by hand: its entries need no `id`, and they stand where they stand.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from pathlib import PurePosixPath
from typing import Literal

from msgspec.structs import replace

from sitegen.problems import Problem, Span, error
from sitegen.records import Abstracts, Draft, Dump, Listing, Profile, Record
from sitegen.store import schema, syntax
from sitegen.text import letters, names, untagged

HEADER = """\
# Made by `sitegen parse` from {dump}.
# A correction goes into content/edits/, where it outlives the next parse; a change made here is noticed and stops it.
"""
DUMP = re.compile(r"^dump:", re.MULTILINE)
READ = re.compile(r"^read: '?(.*?)'?$", re.MULTILINE)
WRITTEN = re.compile(r"^written: (.*)\n", re.MULTILINE)
NEWER = re.compile(r"^schema:\s+(?P<schema>\d{1,9})\s*$", re.MULTILINE)
ID_WORDS = 8
SCHEMA: Literal[2] = 2


class DataFile(Record):
    """The keys of a data file, in order; `lines` are those of each entry in the dump, by its id.

    Schema 1 had none of the fields from `type` to `note` of an entry; its files are read just the same.
    """

    span: Span
    schema: Literal[1, 2] | None = None
    dump: str | None = None
    read: str | None = None
    written: str | None = None
    format: str | None = None
    source: str | None = None
    url: str | None = None
    retrieved: str | None = None
    abstracts: Abstracts = "full"
    person: Profile | None = None
    collection: Listing | None = None
    entries: tuple[Draft, ...] = ()
    lines: Mapping[str, str] = {}


def save(dump: Dump, read: str) -> str:
    """The text of the data file of a dump; `read`, which `made_from` gives back, is a digest of all that it was made from.

    `load_data` gives an equal Dump. What is unknown is left out, the order is the dump's, and nothing depends on the day.
    """
    file = DataFile(
        span=Span(""),
        schema=SCHEMA,
        dump=dump.path,
        read=read,
        written="-",
        format=dump.format,
        source=dump.source,
        url=dump.url,
        retrieved=dump.retrieved,
        abstracts=dump.abstracts,
        person=dump.person,
        collection=dump.listing,
        entries=dump.drafts,
        lines=_lines(dump.drafts),
    )
    text = HEADER.format(dump=syntax.scalar(f"content/dumps/{dump.path}")) + syntax.write(schema.plain(file))
    return WRITTEN.sub(f"written: {_digest(text)}\n", text, count=1)


def newer(path: str, text: str) -> Problem | None:
    """An error where a data file was written by a sitegen with a later schema than this one."""
    found = NEWER.search(text)
    if not found or int(found["schema"]) <= SCHEMA:
        return None
    line = text.count("\n", 0, found.start()) + 1
    message = f"was written by a newer sitegen (schema {found['schema']}; this one reads up to {SCHEMA})"
    return error(Span(path, line, line), message, "install the newer sitegen, or delete the file, which parse then makes anew")


def load_data(path: str, text: str) -> tuple[Dump | None, list[Problem]]:
    """The dump that a data file describes, None where there is an error; and all that is wrong with it, each on its line.

    The span of an entry is its lines in content/dumps/; that of an entry written by hand, its lines in the data file.
    """
    if later := newer(path, text):
        return None, [later]
    file, problems = schema.read(path, text, DataFile)
    if file is None:
        return None, problems
    if file.person and file.collection:
        problems.append(error(file.span, "a data file has `person` or `collection`, not both", "take one of them out"))
    place = PurePosixPath(path)
    dump = Dump(
        name=place.stem,
        path=file.dump or f"../data/{place.name}",
        format=file.format,
        source=file.source,
        url=file.url,
        retrieved=file.retrieved,
        abstracts=file.abstracts,
        person=file.person,
        listing=None if file.person else file.collection or Listing(),
        drafts=tuple(_with_lines(file, file.dump, problems) if file.dump else _with_ids(file.entries, problems)),
    )
    return (None if schema.refused(problems) else dump), problems


def is_generated(text: str) -> bool:
    """Whether a data file is one that `save` made, edited since or not, and not one that a person wrote."""
    return bool(DUMP.search(text))


def made_from(text: str) -> str | None:
    """The digest of what a data file was made from, as it was given to `save`; None for a file written by hand."""
    found = READ.search(text)
    return found[1] if found and is_generated(text) else None


def edited(text: str) -> bool:
    """Whether a data file that `save` made was changed since; to be stored with Windows line ends is no change."""
    text = text.replace("\r\n", "\n")
    written = WRITTEN.search(text)
    return is_generated(text) and not (written and written[1] == _digest(text))


def entry_id(title: str | None, abstract: str | None) -> str:
    """The id of an entry that no other of its file resembles: eight words of its title, else of its abstract, folded."""
    return names.slug(letters(untagged(title or abstract or "")), ID_WORDS)


def entry_ids(entries: Iterable[tuple[str | None, str | None]]) -> list[str]:
    """The ids of one file's entries, given as title and abstract: entries that differ have different ids, in any order.

    Where `entry_id` gives two of them the same, a short hash of the title and the abstract is put behind it.
    """
    pairs = list(entries)
    wanted = Counter(entry_id(*pair) for pair in set(pairs))
    ids = [(entry_id(*pair), pair) for pair in pairs]
    return [f"{short}-{names.short_hash(repr(pair))}" if wanted[short] > 1 else short for short, pair in ids]


def _lines(drafts: Iterable[Draft]) -> dict[str, str]:
    """Where each entry stands, as `12-17`; entries that are equal share an id, and their places one text."""
    places = defaultdict(list)
    for draft in drafts:
        places[draft.id].append(f"{draft.span.first}-{draft.span.last}")
    return {entry: ", ".join(found) for entry, found in places.items()}


def _with_lines(file: DataFile, dump: str, problems: list[Problem]) -> Iterator[Draft]:
    """The entries of a file that was made from a dump, each with its lines there."""
    places = {entry: iter(found.split(", ")) for entry, found in file.lines.items()}
    for draft in file.entries:
        first, _, last = next(places.get(draft.id, iter(())), "").partition("-")
        if first:
            yield replace(draft, span=Span(f"content/dumps/{dump}", int(first), int(last or first)))
        else:
            hint = "an entry written by hand belongs in a data file of its own, without `dump`"
            problems.append(error(draft.span, f"`lines` does not say where `{draft.id}` stands in the dump", hint))


def _with_ids(entries: Iterable[Draft], problems: list[Problem]) -> Iterator[Draft]:
    """The entries of a file that was written by hand, each with an id."""
    drafts = list(entries)
    for draft, short in zip(drafts, entry_ids((draft.title, draft.abstract) for draft in drafts), strict=True):
        if not (draft.title or draft.abstract):
            problems.append(error(draft.span, "an entry has to have a title or an abstract", "add `title: …`"))
        yield replace(draft, id=draft.id or short)


def _digest(text: str) -> str:
    """A digest of a data file without the line that holds the digest."""
    return blake2b(WRITTEN.sub("", text, count=1).encode("utf-8", "replace"), digest_size=16).hexdigest()
