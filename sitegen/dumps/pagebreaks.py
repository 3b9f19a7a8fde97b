"""Running heads and page numbers, which text from a PDF file has at the top and at the bottom of each of its pages.

A form feed parts the pages (pdftotext, https://man.archlinux.org/man/pdftotext.1):

    … Proceedings of the Annual
                                    3
    ^L  Ada Example     Curriculum Vitae

    Meeting on Samples, 2021.
"""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

BREAK = "\f"
# So many lines at either edge of a page may be furniture, at most such a part of it, on at least such a share of the pages.
EDGE = 3
PART = 6
SHARE = 0.5
LONGEST_LINE = 300
NUMBER = re.compile(r"\d+")
PAGE_NUMBER = re.compile(r"[\s–—|.-]*(\d{1,4})[\s–—|.-]*")
WORD = re.compile(r"[^\W\d_]")


class Pages(NamedTuple):
    """A text's lines, with BREAK for each that is of no text but of a page's edge, and the places of heads and numbers."""

    lines: list[str]
    heads: list[int]


def taken_out(lines: Sequence[str]) -> Pages:
    """The lines without what stands at the top or the bottom of most pages, from the second on, and without their numbers.

    All of them are there where no form feed parts any.
    """
    starts = [0, *(at for at, line in enumerate(lines) if BREAK in line and at)]
    if len(starts) == 1:
        return Pages(list(lines), [])
    pages = [range(start, end) for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)]
    edges = _edges(lines, pages)
    often = max(2, SHARE * len(pages))
    shown = Counter(key for edge in edges for key in edge.values())
    counted = Counter(
        offset for page, edge in enumerate(edges) for offset in {_number(lines[at]) - page for at in edge} - {-page}
    )
    offsets = {offset for offset, count in counted.most_common(1) if count >= often}
    found = list(lines)
    heads = [
        at
        for page, edge in enumerate(edges)
        for at, key in edge.items()
        if (page and shown[key] >= often) or ((number := _number(lines[at])) and number - page in offsets)
    ]
    for at in heads:
        found[at] = BREAK
    for start in starts[1:]:
        _close(found, start)
    return Pages(found, heads)


def _edges(lines: Sequence[str], pages: Sequence[range]) -> list[dict[int, tuple[int, str]]]:
    """The places of the first and last lines of each page, with how far in each stands and what is the same on all pages."""
    full = [[at for at in page if lines[at].strip()] for page in pages]
    most = min(EDGE, sorted(map(len, full))[len(full) // 2] // PART)
    ends = [(*range(most), *range(max(most, len(page) - most), len(page))) for page in full]
    return [
        {page[at]: (at if at < most else at - len(page), _key(lines[page[at]])) for at in end if at < len(page)}
        for page, end in zip(full, ends, strict=True)
    ]


def _key(line: str) -> str:
    """The words of a line, with numbers as 0; where it has none, what no other line is."""
    return NUMBER.sub("0", " ".join(line.split())) if WORD.search(line) else line


def _number(line: str) -> int:
    """The page number that a line is, 0 if none."""
    match = PAGE_NUMBER.fullmatch(line.strip()) if len(line) < LONGEST_LINE else None
    return int(match[1]) if match else 0


def _close(lines: list[str], start: int) -> None:
    """Makes the blank lines around a page break part of it."""
    for way in (range(start, len(lines)), range(start - 1, -1, -1)):
        for at in way:
            if lines[at].strip():
                break
            lines[at] = BREAK
