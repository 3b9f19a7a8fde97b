"""From a dump's bytes to its numbered lines, whatever wrote them: encodings, line ends, stray characters, HTML."""

import codecs
import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import NamedTuple

from sitegen.dumps import addresses, pagebreaks, webpage, wrapping
from sitegen.problems import Problem, Span, error, note, warning


class Line(NamedTuple):
    """A non-blank line: its number in the dump (from 1) and its text, white space single, nothing invisible in it.

    `at` is its place among the dump's lines, so that no two are equal: blocks of a saved page may share number and text. It was
    wrapped in the dump where it goes on for `further` source lines. `links` are the web addresses that words of it lead to,
    `cells` its parts where tabs part it. There is a `gap` above it where a blank line is, or where a saved page starts an item
    there. `heading` is the level of a heading, 0 for other lines. `seams` are where in its text the further source lines begin,
    as far as these are in it as they were.
    """

    number: int
    text: str
    at: int = 0
    further: int = 0
    links: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()
    gap: bool = False
    heading: int = 0
    seams: tuple[int, ...] = ()

    @property
    def last(self) -> int:
        """The number of the last source line that it stands on."""
        return self.number + self.further


BYTE_ORDER_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
PICTURE = "what a picture shows cannot be read here: copy the text from the page itself"
UNPACK = "unpack it, and put what is in it here"
OPEN = "open it, select all, copy, and paste that into a text file"
# What files that are no text start with (https://mimesniff.spec.whatwg.org, and the database of file(1) for the others), what
# they are, and what to do.
SIGNATURES = {
    b"%PDF-": ("a PDF", OPEN),
    b"{\\rtf": ("a rich-text file (RTF)", OPEN),
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": ("an old office document (doc, xls, ppt)", OPEN),
    b"PK\x03\x04": ("an office document, an e-book or a ZIP file (docx, xlsx, odt, epub, zip)", OPEN),
    b"\x1f\x8b": ("a compressed file (gzip)", UNPACK),
    b"\xfd7zXZ\x00": ("a compressed file (xz)", UNPACK),
    b"\x28\xb5\x2f\xfd": ("a compressed file (zstd)", UNPACK),
    b"7z\xbc\xaf\x27\x1c": ("a compressed file (7z)", UNPACK),
    b"\x89PNG\r\n\x1a\n": ("a picture (PNG)", PICTURE),
    b"\xff\xd8\xff": ("a picture (JPEG)", PICTURE),
    b"GIF87a": ("a picture (GIF)", PICTURE),
    b"GIF89a": ("a picture (GIF)", PICTURE),
    b"SQLite format 3\x00": ("a database (SQLite)", "export what is in it as text"),
    b"\x7fELF": ("a program", "put the text of the page here"),
}
# So many running heads are named.
MOST_HEADS = 5
# Text hardly holds control characters; every eighth byte of a compressed file is one.
MOST_CONTROL = 1 / 20
ENOUGH_TO_TELL = 100_000
# Zero-width characters, marks of direction, soft hyphens: they show nothing and break every comparison.
SOFT_HYPHEN = "\u00ad"
INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]")
CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")

MARKED_HEADING = re.compile(r"(?P<mark>#{1,6})\s+\S|(?P<equals>={2,6})(?!=)[^=]{1,200}+(?P=equals)\Z")


def lines(path: str, content: bytes) -> tuple[list[Line], list[Problem]]:
    """The dump's non-blank lines, and a warning where its bytes had to be repaired; none, and an error, of what is no text.

    Lines end at LF or CR LF only; where text is wrapped by hand they are joined again. HTML, which starts with a tag, gives a
    line for each block of text, numbered by where the text starts in the file. `path` is what the problems name.
    """
    raw, problems = decode(path, content)
    start = _start(raw)
    if refused := _no_text(path, content, start):
        return [], [refused]
    page = webpage.read("\n".join(raw)) if webpage.MARKUP.match(start) else None
    blocks = [(block, block.text.split("\n")) for block in page.blocks] if page else [(webpage.Block(1, ""), raw)]
    whole = [
        (block, line) for block, texts in blocks for line in wrapping.joined(_visible(path, block.number, texts, problems))
    ]
    named = addresses.named_links(line.text for _, line in whole)
    found: list[Line] = []
    above: webpage.Block | None = None
    for block, line in whole:
        definition = addresses.DEFINITION.fullmatch(line.text)
        shown, links = addresses.linked(line.text, named)
        cells = _cells(shown)
        if cells and not (definition and definition["name"].lower() in named):
            links = tuple(dict.fromkeys((*block.links, *links)))
            number = block.number + line.first
            gap = bool(found) and (block.opens if block is not above else number > found[-1].last + 1)
            above = block
            clean = " ".join(cells)  # of one cell it is that cell, and no copy
            level = block.heading or _heading(clean)
            parted = cells if cells[1:] else ()
            seams = line.seams if clean == line.text else ()
            found.append(Line(number, clean, len(found), line.last - line.first, links, parted, gap, level, seams))
    return found, [*problems, *_hidden(path, page.hidden if page else ())]


def _cells(text: str) -> tuple[str, ...]:
    """What tabs part in a line, white space single; the line itself, not a copy, where there is nothing to do."""
    if "\t" in text or SOFT_HYPHEN in text:
        return tuple(filter(None, (" ".join(cell.split()) for cell in text.replace(SOFT_HYPHEN, "").split("\t"))))
    clean = " ".join(text.split())
    return (text if clean == text else clean,) if clean else ()


def _heading(text: str) -> int:
    """The level of a heading that Markdown, Org or MediaWiki marks (https://spec.commonmark.org/0.31.2/#atx-headings)."""
    match = MARKED_HEADING.match(text)
    return len(match["mark"] or match["equals"]) if match else 0


def _visible(path: str, first: int, lines: Sequence[str], problems: list[Problem]) -> list[str]:
    """The lines from the number `first` on without what shows nothing, but for soft hyphens; control characters are told."""
    found = []
    for number, raw in enumerate(lines, first):
        if control := CONTROL.search(raw):
            message = f"control character U+{ord(control[0]):04X} taken out at character {control.start() + 1}"
            problems.append(warning(Span(path, number, number), message, "paste the text anew if words are missing"))
        found.append(INVISIBLE.sub("", CONTROL.sub("", raw)))
    pages = pagebreaks.taken_out(found)
    problems.extend(_heads(path, first, [(at, " ".join(found[at].split())) for at in pages.heads]))
    return pages.lines


def _heads(path: str, first: int, heads: Sequence[tuple[int, str]]) -> Iterator[Problem]:
    """A note of the running heads and page numbers that are left out, by their place from the line `first` on."""
    named = [f'"{text}"' for text in dict.fromkeys(text for _, text in heads)]
    if named:
        some = "; ".join(named[:MOST_HEADS]) + ("; …" if named[MOST_HEADS:] else "")
        span = Span(path, first + heads[0][0], first + heads[-1][0])
        message = f"running heads and page numbers are left out, {len(heads)} lines: {some}"
        yield note(span, message, "take the form feeds out of the dump if that is wrong")


def _hidden(path: str, blocks: Sequence[webpage.Block]) -> Iterator[Problem]:
    """A note of the running text that a page holds and does not show."""
    if blocks:
        start = f"{blocks[0].text[:59]}…"
        message = f'the page hides text, which is left out: "{start}"' + (f" and {len(blocks) - 1} more" if blocks[1:] else "")
        yield note(Span(path, blocks[0].number, blocks[0].number), message, "copy it from the page itself if it is wanted")


def _start(raw: Sequence[str]) -> str:
    """As much of a text's start as tells what it is."""
    size = 0
    for at, line in enumerate(raw, 1):
        size += len(line) + 1
        if size > ENOUGH_TO_TELL:
            return "\n".join(raw[:at])
    return "\n".join(raw)


def _no_text(path: str, content: bytes, start: str) -> Problem | None:
    """The error that says what a file is whose bytes, here with what they start with when decoded, are no text."""
    for signature, (kind, hint) in SIGNATURES.items():
        if content.startswith(signature):
            return error(Span(path), f"this is {kind}, not text", hint)
    start = start[:ENOUGH_TO_TELL]
    if len(CONTROL.findall(start)) > MOST_CONTROL * len(start):
        return error(Span(path), "this is no text", "put the text of the page here, copied or saved as plain text")
    return None


def decode(path: str, content: bytes) -> tuple[list[str], list[Problem]]:
    """The lines, parted at LF, of bytes in UTF-8, UTF-16 or, with a warning that names the first odd byte, Windows-1252.

    UTF-8 is decoded line by line: one odd character makes each one of a string take four bytes.
    """
    for mark, encoding in BYTE_ORDER_MARKS.items():
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace").split("\n"), []
    for at, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if len(content) > 3 and content[at::2].count(0) > len(content) // 4:
            return content.decode(encoding, "replace").split("\n"), []
    try:
        return _lines_of(content), []
    except UnicodeDecodeError:
        return _windows(path, content)


def _lines_of(content: bytes) -> list[str]:
    """The lines of bytes in UTF-8, with an empty one behind the last line end."""
    found = [line.removesuffix(b"\n").decode("utf-8") for line in BytesIO(content)]
    return found if content and not content.endswith(b"\n") else [*found, ""]


def _windows(path: str, content: bytes) -> tuple[list[str], list[Problem]]:
    """The lines of bytes that are no UTF-8."""
    try:
        return content.decode("utf-8").split("\n"), []
    except UnicodeDecodeError as odd:
        line = content.count(b"\n", 0, odd.start) + 1
        message = f"not UTF-8 at byte {odd.start}: read as Windows-1252"
        told = warning(Span(path, line, line), message, "save the file as UTF-8")
        return content.decode("cp1252", "replace").split("\n"), [told]
