"""From a dump's bytes to its numbered lines, whatever wrote them: encodings, line ends, stray characters, HTML."""

import codecs
import re
from typing import TYPE_CHECKING, NamedTuple

from sitegen.problems import Problem, Span, warning

if TYPE_CHECKING:
    from bs4.element import PageElement, Tag


class Line(NamedTuple):
    """A non-blank line: its number in the dump (from 1) and its text, white space single, nothing invisible in it."""

    number: int
    text: str


BYTE_ORDER_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
# Zero-width characters, marks of direction, soft hyphens: they show nothing and break every comparison.
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
MARKUP = re.compile(
    r"\s*(<!--.*?-->\s*)*<(!doctype html|(html|head|body|div|main|section|article|header|ul|ol|h[1-6])[\s>])",
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
UNSEEN = frozenset(("script", "style", "head", "template", "noscript", "svg"))


def lines(path: str, content: bytes) -> tuple[list[Line], list[Problem]]:
    """The dump's non-blank lines, and a warning where its bytes had to be repaired.

    Lines end at LF or CR LF only. HTML, which starts with a tag, gives a line for each block of text, numbered by where
    the text starts in the file. `path` is what the problems name.
    """
    text, problems = decode(path, content)
    numbered = _html_lines(text) if MARKUP.match(text) else list(enumerate(text.split("\n"), 1))
    found = []
    for number, raw in numbered:
        if control := CONTROL.search(raw):
            message = f"control character U+{ord(control[0]):04X} taken out at character {control.start() + 1}"
            problems.append(warning(Span(path, number, number), message, "paste the text anew if words are missing"))
        clean = " ".join(INVISIBLE.sub("", CONTROL.sub("", raw)).split())
        if clean:
            found.append(Line(number, clean))
    return found, problems


def decode(path: str, content: bytes) -> tuple[str, list[Problem]]:
    """The text of bytes in UTF-8, UTF-16 or, with a warning that names the first odd byte, Windows-1252."""
    for mark, encoding in BYTE_ORDER_MARKS.items():
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace"), []
    if len(content) > 3 and content[1::2].count(0) > len(content) // 4:
        return content.decode("utf-16-le", "replace"), []
    try:
        return content.decode("utf-8"), []
    except UnicodeDecodeError as odd:
        line = content.count(b"\n", 0, odd.start) + 1
        message = f"not UTF-8 at byte {odd.start}: read as Windows-1252"
        return content.decode("cp1252", "replace"), [warning(Span(path, line, line), message, "save the file as UTF-8")]


def _html_lines(text: str) -> list[tuple[int, str]]:
    """Each block's text with the number of the source line on which it starts."""
    from bs4 import BeautifulSoup
    from bs4.element import PreformattedString, Tag

    found: list[tuple[int, str]] = []
    words: list[str] = []
    start = 0

    def flush() -> None:
        if "".join(words).strip():
            found.append((start, "".join(words)))
        words.clear()

    for element, line in _positions(BeautifulSoup(text, "html.parser")):
        if isinstance(element, Tag):
            if element.name in BLOCKS:
                flush()
        elif not isinstance(element, PreformattedString):
            string = str(element)
            if not "".join(words).strip():
                words.clear()
                start = line + string[: len(string) - len(string.lstrip())].count("\n")
            words.append(string)
    flush()
    return found


def _positions(soup: "Tag") -> list[tuple["PageElement", int]]:
    """All tags, at their start and at their end, and the strings that a reader sees, each with its source line."""
    from bs4.element import NavigableString, Tag

    found: list[tuple[PageElement, int]] = []
    line = 1
    stack: list[PageElement] = list(reversed(soup.contents))
    closing: list[bool] = [False] * len(stack)
    while stack:
        element = stack.pop()
        closes = closing.pop()
        if isinstance(element, NavigableString):
            found.append((element, line))
            line += str(element).count("\n")
        elif isinstance(element, Tag):
            line = line if closes else element.sourceline or line
            found.append((element, line))
            if not closes and element.name not in UNSEEN:
                stack += [element, *reversed(element.contents)]
                closing += [True, *[False] * len(element.contents)]
    return found
