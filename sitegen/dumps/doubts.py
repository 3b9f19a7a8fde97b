"""What is odd about an entry of a page that nothing else tells: what it has reads like something else, or it has too little."""

import re
from collections.abc import Iterable, Iterator, Sequence

from sitegen.dumps import byline, details, furniture, shapes
from sitegen.dumps.groups import is_place
from sitegen.dumps.naming import Known, name_score
from sitegen.problems import Problem, note
from sitegen.records import Draft

# So much like names, or like running text, is what is hardly a title.
LIKE_NAMES, LIKE_A_NAME, LIKE_PROSE = 1.0, 0.0, 1.0
# A label with nothing but a number behind it, and the key of an entry.
NUMBERED = re.compile(r"[^\W\d_][\w ]{1,30}: ?[\d#][\w.,/:-]*|\[?[\w+]{1,12}\]|[\W\d_]+")
# A year that the line above ended in.
AFTER_YEAR = re.compile(r"(?:19|20)\d\d[A-Z][a-z]")
# A name with an institution behind it.
SIGNED = re.compile(r"(?P<name>[^():]{4,60}) \((?P<place>[^(),]+)(?:, [^()]+)?\)")
# One long word in capitals.
SHOUTED = re.compile(r"[A-Z]{5,}")
LONGEST = 400
# A stop within a name that is not behind something short.
SENTENCE, LONGEST_NAME = re.compile(r"[^\W\d_]{4,}\.\s+\w{3}"), 80
# What most entries give is in so many of them.
MOST = 0.6
FIELDS = (
    *("authors", "abstract", "date", "venue", "volume", "issue", "pages", "doi", "arxiv", "pmid", "citations", "publisher"),
    *("category", "type"),
)
HINT = "look whether it was read right"


def told(made: Draft, venues: Iterable[str]) -> Iterator[Problem]:
    """A note for each thing that is odd about an entry whose lines name these venues."""
    if made.title and (what := like(made.title)):
        yield note(made.span, f'the title "{made.title[:60]}" reads like {what}', HINT)
    if odd := [name for name in made.authors if furniture.is_known(name) or SHOUTED.fullmatch(name)]:
        yield note(made.span, f'"{odd[0]}" is taken for an author, and reads like a button', HINT)
    if long := next((name for name in made.authors if SENTENCE.search(name) or len(name) > LONGEST_NAME), None):
        yield note(made.span, f'"{long[:60]}" is taken for an author, and reads like more than a name', HINT)
    first, *others = dict.fromkeys(venues) or (None,)
    if other := next((one for one in others if first and not _same(one, first)), None):
        yield note(made.span, f'"{first}" is taken for the venue, and could be "{other}"', HINT)


def share(drafts: Sequence[Draft]) -> float:
    """In which share of the entries of a page the title reads like something else."""
    return sum(bool(made.title and like(made.title)) for made in drafts) / len(drafts)


def poor(drafts: Sequence[Draft]) -> Iterator[Problem]:
    """A note for each entry that gives less than half of what most entries of its page give, as a menu does that is none."""
    given = [{field for field in FIELDS if getattr(made, field)} for made in drafts]
    usual = {field for field in FIELDS if sum(field in has for has in given) >= MOST * len(drafts)}
    for made, has in zip(drafts, given, strict=True):
        if 2 * len(has & usual) < len(usual):
            yield note(made.span, f'"{made.title}" has less than half of what most others here have', HINT)


def like(title: str) -> str | None:
    """What a title reads like that is none; None where it may be one."""
    if NUMBERED.fullmatch(title):
        return "a number or a key"
    if furniture.is_known(title):
        return "a button"
    if AFTER_YEAR.match(title):
        return "two lines in one"
    if len(title) > LONGEST:
        return None
    signed = SIGNED.fullmatch(title)
    if signed and is_place(signed["place"]) and name_score(signed["name"], Known()) >= LIKE_A_NAME:
        return "names"
    if ", " in title and ":" not in title and byline.likeness(title, Known()) >= LIKE_NAMES:
        return "names"
    if shapes.prose(title) > LIKE_PROSE:
        return "running text"
    return "an institution" if (read := details.read(title)) and read.affiliation == title else None


def _same(one: str, other: str) -> bool:
    """Whether two texts are one venue's name, the one perhaps shorter."""
    small, large = sorted((one.lower(), other.lower()), key=len)
    return small in large
