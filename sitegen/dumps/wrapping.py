"""Hard-wrapped text joined again: lines that end only because the next word had no room left.

Where most lines that plainly run on ("… of the" / "keys with …") would have had room for the next word in no more than one
width, the text is wrapped at that width. Then every line goes on that had no room for the first word of the next one; a line
that had room, a blank line, a changed indent, a bullet, a recurring label and what stands alone elsewhere part what they stand
between. Where many lines are longer, only abstracts are wrapped; then titles, bylines and details that fill a line by chance
are told by what they say.
"""

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from itertools import accumulate, pairwise, zip_longest
from typing import NamedTuple

from sitegen.dumps import byline, details, furniture, genres, naming, shapes
from sitegen.dumps.pagebreaks import BREAK


class Row(NamedTuple):
    """A line that is not blank: its place among all lines (from 0), its indent, its text, and whether a blank line is above.

    White space is single in it; tabs part its cells.
    """

    at: int
    indent: int
    text: str
    gap: bool

    @property
    def width(self) -> int:
        """How far a line reaches."""
        return self.indent + len(self.text)


class Wrap(NamedTuple):
    """The width that text is wrapped at, and whether all of the page is; else only running text."""

    width: int
    everything: bool


class Joined(NamedTuple):
    """A whole line: the places of the first and the last line that it stood on, its text, and where in it the others begin."""

    first: int
    last: int
    text: str
    seams: tuple[int, ...] = ()


# Nobody wraps text to less or to more characters.
NARROWEST, WIDEST = 40, 130
# So many lines that plainly run on have to agree in a width, and this share of all of them.
FEWEST_WRAPPED = 3
MOST_AGREE = 0.7
# Where more of the lines than that are longer only running text is wrapped; of 12 lines in 6,000 unwrapped ones that run on by
# chance 11 agree in a width, of wrapped ones at least half do so of all lines.
FEW_LONGER, SOME_WRAPPED = 0.05, 0.05
# No title stands on more lines.
LONGEST_TITLE = 3
QUOTE = re.compile(r"\s{0,3}(?:>\s?)+")
# What starts a line wherever it stands: a heading, a row, a rule; and what does so in some texts: an item, a label.
START = re.compile(r"(?:#{1,6}|\\\\)(?:\s|\Z)|\||[\W_]+\Z")
RULE = re.compile(r"[\W_]{3,}\Z")
ITEM = re.compile(r"(?:[-*+•‣◦–]|\(?\[?\d{1,3}[\].)]+)(?=\s)")
LABEL = re.compile(r"[^\W\d_][\w -]{1,24}(?::(?=\s)|\s*=\s*[{\"])")
HOST = re.compile(r"https?://[^\s/]+/(?=\S*\Z)")
WHOLE = "="
ABSTRACT = re.compile(r"\W{0,3}abstract\W", re.IGNORECASE)
OPEN_END = re.compile(r"[,–(\[-]\Z")
# A name that lacks its end, behind others.
PARTICLES = r"(?:van|von|de[rnl]?|d[aiou]s?|la|le|te[nr])(?: (?:der?|den|la|los))?"
CUT_NAME = re.compile(rf", (?:[^\W\d_a-z][\w'’.-]*|(?:[^\W\d_a-z][\w'’.-]*+ )?{PARTICLES})\Z")
LAST_WORD = re.compile(r"[^\W\d_]+\Z")
# Text that a page cuts short, perhaps with the button behind it that shows more or less of it.
CUT = re.compile(r"(?:(?:…|\.{3})(?:\s?[▽▾▼]?\s?(?:(?:show|read|see|view) )?more)?|[△▴▲]\s?less)\Z", re.IGNORECASE)
SOFT_HYPHEN = "\u00ad"
HYPHENATED = re.compile(r"([^\W\d_]+)-\Z")
# What follows a hyphen that stands for a word to come ("pre- and post-training").
SUSPENDED = re.compile(r"(?:and|or|to|und|oder|et|ou|y)\s")
NUMBER = re.compile(r"\d+")
FIRST_LETTERS = re.compile(r"[^\W\d_A-Z]+")
# An address at the end of a line, and what can be the rest of one: no plain word, nothing that starts a sentence.
OPEN_ADDRESS = re.compile(r"(?:https?://|www\.|\b10\.\d{4,9}/)[^\s<>]*\Z", re.IGNORECASE)
REST_OF_ADDRESS = re.compile(r"(?=\S*[\d/_=&?%#-])[^\s\"“(<\[]\S*")
YEAR = re.compile(r"(?:19|20)\d\d\b")
# The end of a sentence at the end of a line; a full stop behind a single capital is an initial's.
SENTENCE_END = re.compile(r"(?<!\b[A-Z])[.!?][)\]}\"'”’]*\Z")
LONGEST_WORD = 50
# The share of words with a capital that titles and bylines have, and running text has not; how surely text reads as such.
MOST_CAPITALS, FEW_CAPITALS = 0.7, 0.4
RUNNING_TEXT = 0.0
# So many words longer than that tell whether a line is a title's.
ENOUGH_WORDS, SHORT_WORD = 3, 3
# How a name of two or three words looks.
NAME = 0.2
# Scripts without blanks between words.
UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


def joined(lines: Sequence[str]) -> Iterator[Joined]:
    """The lines that are not blank, in order, those joined that are one; all as they are where the text is not wrapped."""
    rows = list(_rows(lines))
    wrap = _wrap(rows)
    if wrap is None:
        yield from (Joined(row.at, row.at, row.text) for row in rows)
        return
    alone = Counter(_head(row) for above, row in pairwise(rows) if row.gap or _needed(above, row) < wrap.width)
    heads = {head for head, count in alone.items() if count > 1 or not head.startswith(WHOLE)}
    words = frozenset(word.lower() for row in rows for word in naming.WORD.findall(row.text))
    paragraph: list[Row] = []
    for row, below in zip_longest(rows, rows[1:]):
        if paragraph and not _goes_on(paragraph, row, below, wrap, heads):
            yield from _parts(paragraph, words, wrap.width)
            paragraph = []
        paragraph.append(row)
    if paragraph:
        yield from _parts(paragraph, words, wrap.width)


def _rows(lines: Sequence[str]) -> Iterator[Row]:
    """The lines that are not blank, without the marks of a quoted e-mail where most of them have those."""
    full = [line for line in lines if line and not line.isspace()]
    quoted = bool(full) and 2 * sum(bool(QUOTE.match(line)) for line in full) > len(full)
    gap = False
    for at, line in enumerate(lines):
        bare = QUOTE.sub("", line, count=1) if quoted and QUOTE.match(line) else line
        text = "\t".join(filter(None, (" ".join(cell.split()) for cell in bare.split("\t"))))
        if text:
            text = line if line == text else text  # so that it is kept once
            tabs = bare[: len(bare) - len(bare.lstrip())].expandtabs()
            yield Row(at, len(tabs), text, gap)
        gap = not text and line != BREAK


def _wrap(rows: Sequence[Row]) -> Wrap | None:
    """How the text is wrapped, None where it is not: at the width that explains most lines that plainly run on."""
    heads = Counter(filter(None, map(_head, rows)))
    changes = [0] * (WIDEST + 2)
    plain = 0
    for row, below in pairwise(rows):
        first, last = max(row.width, NARROWEST), min(_needed(row, below), WIDEST)
        if first <= last and heads[_head(below)] < 2 and not _parted(row, below) and _runs_on(row.text, below.text):
            plain += 1
            changes[first] += 1
            changes[last + 1] -= 1
    votes = list(accumulate(changes))
    most = max(votes)
    if most < max(FEWEST_WRAPPED, MOST_AGREE * plain):
        return None
    highest = max(width for width, count in enumerate(votes) if count == most)
    width = max(row.width for row in rows if row.width <= highest)
    everything = sum(row.width > width and " " in row.text for row in rows) <= FEW_LONGER * len(rows)
    return Wrap(width, everything) if everything or most >= SOME_WRAPPED * len(rows) else None


def _needed(above: Row, below: Row) -> int:
    """The greatest width at which a line has no room for the first word of the one below it."""
    glued = above.text.endswith(("-", SOFT_HYPHEN))
    return above.width + len(below.text.split(maxsplit=1)[0]) - glued


def _head(row: Row) -> str:
    """What a line starts with that could make it one of its own, numbers as 0: a label, an item's mark, an address's host.

    Of a short line it is the whole, behind the sign for that; "" if nothing.
    """
    if match := ITEM.match(row.text) or LABEL.match(row.text) or HOST.match(row.text):
        return NUMBER.sub("0", match[0])
    return WHOLE + NUMBER.sub("0", row.text) if len(row.text) <= furniture.LONGEST_RECURRING else ""


def _parted(above: Row, below: Row) -> bool:
    """Whether a line starts anew for all to see, whatever room the one above it had."""
    return bool(below.gap or START.match(below.text) or CUT.search(above.text[-LONGEST_WORD:]) or RULE.match(above.text))


def _runs_on(above: str, below: str) -> bool:
    """Whether the upper line plainly goes on in the lower one, whatever their lengths."""
    last = LAST_WORD.search(above[-LONGEST_WORD:])
    if below[0].islower() or OPEN_END.search(above) or (last and last[0].lower() in naming.FUNCTION_WORDS):
        return True
    return bool(CUT_NAME.search(above[-LONGEST_WORD:]) and ", " in below)


def _goes_on(paragraph: Sequence[Row], row: Row, below: Row | None, wrap: Wrap, heads: Container[str]) -> bool:
    """Whether a line, with another one `below` it, belongs to the paragraph above it; `heads` start lines of their own."""
    above = paragraph[-1]
    if not _fills(above, row, wrap.width) or (above.width > wrap.width and " " in above.text):
        return False
    if (len(paragraph) > 1 and row.indent != above.indent) or ((head := _head(row)) and head in heads):
        return False
    if not wrap.everything:
        goes_on = below is not None and _fills(row, below, wrap.width) and _runs_on(row.text, below.text)
        return row.width <= wrap.width and _is_text(paragraph, row, below, goes_on=goes_on)
    return _runs_on(above.text, row.text) or not _starts_anew(paragraph, row)


def _fills(above: Row, below: Row, width: int) -> bool:
    """Whether a line has no room for the first word of the one below it."""
    return not _parted(above, below) and _needed(above, below) >= width


def _is_text(paragraph: Sequence[Row], row: Row, below: Row | None, *, goes_on: bool) -> bool:
    """Whether a line is of the running text above it, where all that is no running text stands in one line each.

    `goes_on` is whether the line `below` plainly belongs to it.
    """
    above = paragraph[-1].text
    runs_on = _runs_on(above, row.text)
    if len(paragraph) == 1:
        return bool(ABSTRACT.match(above)) or not (
            _says_one_thing(above) or _says_one_thing(row.text) or not (runs_on or _speaks(above) or _few_capitals(above))
        )
    if not SENTENCE_END.search(above):
        return True
    if _says_one_thing(row.text):
        return False
    if runs_on or goes_on or (_speaks(row.text) and _few_capitals(row.text)):
        return True
    signed = below is not None and _says_who(below.text)
    return not signed and bool(SENTENCE_END.search(row.text)) and _few_capitals(row.text)


def _speaks(text: str) -> bool:
    """Whether a line has a word that running text is full of and titles hardly hold."""
    return any(word.lower() in shapes.RUNNING for word in naming.WORD.findall(text))


def _few_capitals(text: str) -> bool:
    return shapes.capitals(naming.WORD.findall(text)[1:]) < FEW_CAPITALS


def _says_who(text: str) -> bool:
    return byline.likeness(text, byline.Known()) >= NAME


def _says_one_thing(text: str) -> bool:
    """Whether a line is a byline, a detail or a button."""
    found = details.read(text)
    return bool(found and not found.rest) or furniture.is_known(text) or _says_who(text)


def _starts_anew(paragraph: Sequence[Row], row: Row) -> bool:
    """Whether a line has no room in the one above by chance: it is a note, a byline below a title, or text below either."""
    if genres.is_note(row.text):
        return True
    above = paragraph[-1].text
    names = row.text.split(", ")
    if len(names) > 1 and _names(names) and not _names(above.split(", ")[1:]):
        return True
    if len(paragraph) > LONGEST_TITLE or SENTENCE_END.search(above):
        return False
    words = [word for line in paragraph for word in naming.WORD.findall(line.text)]
    if any(word.lower() in shapes.RUNNING for word in words):
        return False
    below = [word for word in naming.WORD.findall(row.text)[1:] if len(word) > SHORT_WORD]
    return len(below) >= ENOUGH_WORDS and shapes.capitals(words) > MOST_CAPITALS and shapes.capitals(below) < FEW_CAPITALS


def _names(texts: Sequence[str]) -> bool:
    """Whether all texts look like names, the last one perhaps cut off."""
    whole = texts[:-1] or texts
    return bool(texts) and all(byline.likeness(text, byline.Known()) >= NAME for text in whole) and texts[-1][:1].isupper()


def _parts(paragraph: Sequence[Row], words: frozenset[str], width: int) -> Iterator[Joined]:
    """The paragraph as one line, or as two where running text that filled its last line by chance stands above a title."""
    cut = _title_below(paragraph)
    for rows in (paragraph[:cut], paragraph[cut:]) if cut else (paragraph,):
        parts = [rows[0].text]
        for above, below in pairwise(rows):
            parts[-1], between = _seam(above.text, below.text, words, cut=above.width == width)
            parts += [between, below.text]
        starts = tuple(accumulate(map(len, parts)))[1:-1:2]
        yield Joined(rows[0].at, rows[-1].at, "".join(parts), starts)


def _title_below(paragraph: Sequence[Row]) -> int | None:
    """Where a title starts at the end of a paragraph of running text: behind a sentence's end, and it ends in none itself."""
    last = paragraph[-1].text
    if len(paragraph) == 1 or shapes.FINAL.search(last[-8:]):
        return None
    for at in range(len(paragraph) - 1, max(0, len(paragraph) - 1 - LONGEST_TITLE), -1):
        above, first = paragraph[at - 1].text, paragraph[at].text
        if "://" in first:
            return None
        if SENTENCE_END.search(above) and first[0].isupper():
            text = " ".join(row.text for row in paragraph[max(0, at - LONGEST_TITLE) : at])
            return at if shapes.prose(text) > RUNNING_TEXT else None
    return None


def _seam(above: str, below: str, words: frozenset[str], *, cut: bool) -> tuple[str, str]:
    """The upper line as it is in the whole one, and what stands between the two; `cut` says that it fills the width."""
    if above.endswith(SOFT_HYPHEN):
        return above[:-1], ""
    if (hyphen := HYPHENATED.search(above[-LONGEST_WORD:])) and below[0].isalpha() and not SUSPENDED.match(below):
        rest = FIRST_LETTERS.match(below)
        known = rest and (hyphen[1] + rest[0]).lower() in words
        return above[:-1] if known else above, ""
    if UNSPACED.match(above[-1]) and UNSPACED.match(below):
        return above, ""
    return above, "" if _cuts_address(above, below, cut=cut) else " "


def _cuts_address(above: str, below: str, *, cut: bool) -> bool:
    """Whether an address starts in the upper line and ends in the lower one."""
    address = OPEN_ADDRESS.search(above[-WIDEST:])
    if not address or not REST_OF_ADDRESS.match(below):
        return False
    return cut or address[0][-1] in "/_=&?%#-~" or (address[0][-1] == "." and "10." in address[0] and not YEAR.match(below))
