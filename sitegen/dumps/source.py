"""From a dump's bytes to its numbered lines, whatever wrote them: encodings, line ends, stray characters, HTML."""

import codecs
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from sitegen.problems import Problem, Span, error, warning

if TYPE_CHECKING:
    from bs4.element import PageElement, Tag


class Line(NamedTuple):
    """A non-blank line: its number in the dump (from 1) and its text, white space single, nothing invisible in it.

    `at` is its place among the dump's lines, so that no two are equal: blocks of a saved page may share number and text.
    """

    number: int
    text: str
    at: int = 0


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
# Text hardly holds control characters; every eighth byte of a compressed file is one.
MOST_CONTROL = 1 / 20
ENOUGH_TO_TELL = 100_000
# Zero-width characters, marks of direction, soft hyphens: they show nothing and break every comparison.
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
MARKUP = re.compile(
    r"\s*+(?:<!--(?>.*?-->)\s*+)*+<(?:!doctype html|(?:html|head|body|div|main|section|article|header|ul|ol|h[1-6])[\s>])",
    re.IGNORECASE | re.DOTALL,
)
# What a page holds: what nobody sees (comments, declarations, scripts), a tag, or text, to which belongs what should end in
# ">" and never does. No character is looked at twice.
ATTRIBUTES = r"(?:[^<>=]++|=\s*+(?:\"[^\"]*+\"?|'[^']*+'?)?)*+"
TOKEN = re.compile(
    rf"(?P<unseen><!--.*?-->|<[!?][^<>]*+>|<(?P<name>script|style)\b{ATTRIBUTES}(?<!/)>.*?(?:</(?P=name)\s*+>|\Z))"
    rf"|</?+[a-z][^\s/<>]*+{ATTRIBUTES}(?P<closed>>)?"
    rf"|[^<]++|<",
    re.IGNORECASE | re.DOTALL,
)
BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote body br caption dd details dialog div dl dt fieldset figcaption figure footer"
        " form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main nav ol p pre section summary table tbody td tfoot"
        " th thead title tr ul",
    )
)
UNSEEN = frozenset(("title", "template", "noscript", "svg"))


def lines(path: str, content: bytes) -> tuple[list[Line], list[Problem]]:
    """The dump's non-blank lines, and a warning where its bytes had to be repaired; none, and an error, of what is no text.

    Lines end at LF or CR LF only. HTML, which starts with a tag, gives a line for each block of text, numbered by where
    the text starts in the file. `path` is what the problems name.
    """
    text, problems = decode(path, content)
    if refused := _no_text(path, content, text):
        return [], [refused]
    numbered = _html_lines(text) if MARKUP.match(text) else enumerate(text.split("\n"), 1)
    found: list[Line] = []
    for number, raw in numbered:
        if control := CONTROL.search(raw):
            message = f"control character U+{ord(control[0]):04X} taken out at character {control.start() + 1}"
            problems.append(warning(Span(path, number, number), message, "paste the text anew if words are missing"))
        clean = " ".join(INVISIBLE.sub("", CONTROL.sub("", raw)).split())
        if clean:
            found.append(Line(number, clean, len(found)))
    return found, problems


def _no_text(path: str, content: bytes, text: str) -> Problem | None:
    """The error that says what a file is whose bytes, here with what they decode to, are no text."""
    for signature, (kind, hint) in SIGNATURES.items():
        if content.startswith(signature):
            return error(Span(path), f"this is {kind}, not text", hint)
    start = text[:ENOUGH_TO_TELL]
    if len(CONTROL.findall(start)) > MOST_CONTROL * len(start):
        return error(Span(path), "this is no text", "put the text of the page here, copied or saved as plain text")
    return None


def decode(path: str, content: bytes) -> tuple[str, list[Problem]]:
    """The text of bytes in UTF-8, UTF-16 or, with a warning that names the first odd byte, Windows-1252."""
    for mark, encoding in BYTE_ORDER_MARKS.items():
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace"), []
    for at, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if len(content) > 3 and content[at::2].count(0) > len(content) // 4:
            return content.decode(encoding, "replace"), []
    try:
        return content.decode("utf-8"), []
    except UnicodeDecodeError as odd:
        line = content.count(b"\n", 0, odd.start) + 1
        message = f"not UTF-8 at byte {odd.start}: read as Windows-1252"
        return content.decode("cp1252", "replace"), [warning(Span(path, line, line), message, "save the file as UTF-8")]


def _html_lines(text: str) -> Iterator[tuple[int, str]]:
    """Each block's text with the number of the source line on which it starts."""
    from bs4 import BeautifulSoup
    from bs4.element import Tag

    words: list[str] = []
    start = 1
    for element, line in _positions(BeautifulSoup(_tidied(text), "html.parser")):
        if not isinstance(element, Tag):
            string = str(element)
            if not words:
                start = line + string[: len(string) - len(string.lstrip())].count("\n")
            if words or not string.isspace():
                words.append(string)
        elif words and element.name in BLOCKS:
            yield start, "".join(words)
            words.clear()
    if words:
        yield start, "".join(words)


def _tidied(text: str) -> str:
    """The page without comments and scripts, and with what never becomes a tag as text; its lines keep their numbers.

    Python's parser looks at such things again and again, in a time that grows with the square of their length or faster. A
    comment that never ends is text too, so that nothing is lost with it.
    """

    def tidied(token: re.Match[str]) -> str:
        if token["unseen"]:
            return "\n" * token[0].count("\n")
        return token[0] if token["closed"] else token[0].replace("<", "&lt;")

    closed, end, rest = text.rpartition("-->")
    return TOKEN.sub(tidied, closed + end + rest.replace("<!--", "&lt;!--"))


def _positions(soup: "Tag") -> Iterator[tuple["PageElement", int]]:
    """All tags, at their start and at their end, and the strings that a reader sees, each with its source line."""
    from bs4.element import NavigableString, Tag

    line = 1
    stack: list[tuple[PageElement, bool]] = [(element, False) for element in reversed(soup.contents)]
    while stack:
        element, closes = stack.pop()
        if isinstance(element, NavigableString):
            yield element, line
            line += str(element).count("\n")
        elif isinstance(element, Tag):
            line = line if closes else element.sourceline or line
            yield element, line
            if not closes and element.name not in UNSEEN:
                stack.append((element, True))
                stack += [(child, False) for child in reversed(element.contents)]
