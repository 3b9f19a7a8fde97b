"""Hostile input, made by chance alone: texts with characters that break things, and real dumps with faults put into them."""

import os
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from random import Random

ROOT = Path(__file__).parent.parent.parent
SHARED = Path(os.environ.get("SITEGEN_SHARED", ROOT.parent / "shared"))

CHARACTERS = (
    *("\x00", "\x07", "\x0b", "\x0c", "\x1b[31m", "\x1c", "\x7f", "\x85", "\xa0", "\xad", "\u2028", "\u2029", "\u202e"),
    *("\u2066", "\u200b", "\u200d", "\u200f", "\ufeff", "\ufffe", "\uffff", "\ufdd0", "\U0001f469\u200d\U0001f52c"),
    *("\U000e0041", "e\u0301\u0323", "a" + "\u0300" * 40, "\u0130", "\u0131", "ß", "\ufb01", "\u01c5", "\u1e9e", "\u3000"),
    *("\u3002", "\uff0c", "李志远", "ﷺ", "שלום", "ไทย", "\U0001d400", "½", "²", "٣", "\U0001f600"),
)
FRAGMENTS = (
    *("<script>alert(1)</script>", "</script>", "<!--", "-->", "<![CDATA[", "]]>", "<p", "<b>", "</div>", "<br/>", "<?"),
    *("<!", "&amp;", "&#0;", "&#xD800;", "&#99999999;", "&nbsp", "&lt;i&gt;", "{{ 7*7 }}", "{% raw %}", "{#", "${x}", "%s"),
    *("%2e%2e%2f", "$x<y$", "$", "$$", "\\frac{", "\\", "\\\\", "{", "}", "\\begin{aligned}", '\\"o', "\\emph{x}", "~"),
    *("``x''", "^{^{^{", "#&%", "http://[x", "https://[::1", "http://", "www.https://www.x", "javascript:alert(1)"),
    *("http://a:b@c:99999/", "//x", "a@b", "https://github.com/a/b{https://github.com/a/b}.", "http://\u202ex.com"),
    *("https://xn--/", "https://x.y/?q=<a>&b='\"", "http://١", "arXiv:2401.12340v9", "arxiv.org/abs/9999.99999"),
    *("doi:10.1000/(x)<y>", "10.1/", "PMID: 1", "ISBN 0", "et al.", " et al. ·", "·", " · ", "•", "…", "|", "---", "==="),
    *("***", "- ", "1. ", "[1] ", "# ", "> ", "| a | b |", "Abstract:", "Abstract", "by", "1.5LGMar 30, 2023Code"),
    *("0.0ZZFeb 31, 2023", "99.9", "57%", "4,396", "Code", "Subscribe", "Mar 11", "2024-13-45", "LG", "A. B. C."),
    *("van der Berg Jr.", "O'Brien", "{Group}", "Lee, J. D.", "and", ",", ", ,", ";", " & ", "J", "Given Family1,2", "*†‡"),
    *("@article{x,", "title = {", "TY  - JOUR", "ER  - ", "PMID- 1", '{"a": [', "null", "true", "- a", "a: b", "'", '"'),
    *("!!x", "&a *a"),
)
SEPARATORS = ("-", "=", "_", "*", "·", "•", "|", ".", "—", "#", "~", "+", "¶", " ", "\t", "-+-", "·|", "[]")
ENDS = ("\n", "\r\n", "\r", "\n\r", "\u2028", "\x0b", "\x0c", "\n\n\n")
ENCODINGS = ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1", "cp1252", "utf-8-sig", "shift-jis", "utf-7")
SUFFIXES = {".txt", ".html", ".htm", ".bib", ".ris", ".nbib", ".md", ".json", ".csv", ".xml"}


@cache
def pages() -> tuple[tuple[str, bytes], ...]:
    """Real dumps, name and bytes: those in the folder that SITEGEN_SHARED names, and the project's samples."""
    found = [*SHARED.glob("dumps/*.txt"), *SHARED.glob("pages/*/dump.*"), *SHARED.glob("cases/**/*")]
    found = [path for path in found if path.is_file() and path.suffix in SUFFIXES and path.stem.lower() != "expected"]
    return tuple((path.name, path.read_bytes()) for path in (*sorted(found), *sorted(ROOT.glob("content/dumps/*.txt"))))


def page(chance: Random) -> str:
    """Some lines in a row of a real dump, all of them where it is short."""
    lines = chance.choice(pages())[1].decode("utf-8", "replace").splitlines(keepends=True)
    size = chance.choice((2, 8, 25, 60, 150))
    start = chance.randrange(max(1, len(lines) - size))
    return "".join(lines[start : start + size])


def text(chance: Random, words: int = 8) -> str:
    """A short text of ordinary words, in which hostile characters and fragments stand here and there."""
    made = [chance.choice(WORDS) for _ in range(chance.randint(0, words))]
    for _ in range(chance.choice((0, 0, 1, 1, 2, 5))):
        made.insert(chance.randint(0, len(made)), hostile(chance))
    return chance.choice((" ", " ", " ", "", "-", "\n")).join(made)


def hostile(chance: Random) -> str:
    """A character or a fragment that breaks things."""
    return chance.choice(chance.choice((CHARACTERS, FRAGMENTS)))


WORDS = (
    *("A", "of", "Learning", "deep", "Graph", "networks", "Über", "LoRA", "in", "the", "we", "Show", "Ada", "Ben", "Example"),
    *("2024",),
)


def dump(chance: Random) -> bytes:
    """A part of a real dump with faults in it."""
    found = page(chance)
    for _ in range(chance.choice((0, 1, 1, 2, 3, 6))):
        found = chance.choice(TEXT_CHANGES)(chance, found)
    content = found.encode("utf-8", "surrogatepass")
    if chance.random() < 0.25:
        content = chance.choice(BYTE_CHANGES)(chance, content)
    return content


def changed(chance: Random, content: bytes) -> bytes:
    """Bytes of any text with faults put in."""
    found = content.decode("utf-8", "replace")
    for _ in range(chance.choice((1, 1, 2, 3, 6))):
        found = chance.choice(TEXT_CHANGES)(chance, found)
    content = found.encode("utf-8", "surrogatepass")
    return chance.choice(BYTE_CHANGES)(chance, content) if chance.random() < 0.15 else content


def _by_lines(change: Callable[[Random, list[str], int], Sequence[str]]) -> Callable[[Random, str], str]:
    """A change of a text by a change of its lines, of which `change` gets the number of one."""

    def changed(chance: Random, found: str) -> str:
        lines = found.splitlines(keepends=True) or [""]
        return "".join(change(chance, lines, chance.randrange(len(lines))))

    return changed


def _lose(chance: Random, lines: list[str], at: int) -> list[str]:
    return lines[:at] + lines[at + chance.choice((1, 1, 2, 5)) :]


def _double(chance: Random, lines: list[str], at: int) -> list[str]:
    part = lines[at : at + chance.choice((1, 2, 4, 8))]
    return lines[:at] + part * chance.choice((2, 2, 3, 4)) + lines[at + len(part) :]


def _glue(_chance: Random, lines: list[str], at: int) -> list[str]:
    return [*lines[:at], lines[at].rstrip("\r\n"), *lines[at + 1 :]]


def _glue_all(_chance: Random, lines: list[str], _at: int) -> list[str]:
    return [line.rstrip("\r\n") + " " for line in lines]


def _swap(chance: Random, lines: list[str], at: int) -> list[str]:
    other = chance.randrange(len(lines))
    lines[at], lines[other] = lines[other], lines[at]
    return lines


def _cut(chance: Random, lines: list[str], at: int) -> list[str]:
    place = chance.randint(0, len(lines[at]))
    return [*lines[:at], lines[at][:place] + chance.choice(("", "\n")) + lines[at][place:], *lines[at + 1 :]]


def _shorten(chance: Random, lines: list[str], at: int) -> list[str]:
    return [*lines[:at], lines[at][: chance.randint(0, len(lines[at]))], *lines[at + 1 :]]


def _recase(chance: Random, lines: list[str], at: int) -> list[str]:
    change = chance.choice((str.upper, str.lower, str.title, str.swapcase, str.casefold))
    return [*lines[:at], change(lines[at]), *lines[at + 1 :]]


def _insert(chance: Random, lines: list[str], at: int) -> list[str]:
    place = chance.randint(0, len(lines[at]))
    return [*lines[:at], lines[at][:place] + hostile(chance) + lines[at][place:], *lines[at + 1 :]]


def _line(chance: Random, lines: list[str], at: int) -> list[str]:
    return [*lines[:at], text(chance) + "\n", *lines[at:]]


def _separators(chance: Random, lines: list[str], at: int) -> list[str]:
    line = chance.choice(SEPARATORS) * chance.choice((1, 2, 3, 40)) + "\n"
    return [*lines[:at], *[line] * chance.choice((1, 1, 3)), *lines[at:]]


def _long(chance: Random, lines: list[str], at: int) -> list[str]:
    part = chance.choice((lines[at].strip() or "x", hostile(chance), chance.choice(WORDS), "a", " ", "A. ", "x@", "(", "0"))
    return [
        *lines[:at],
        (part + chance.choice(("", " ", ", "))) * (chance.choice((300, 3_000, 30_000)) // len(part)) + "\n",
        *lines[at:],
    ]


def _mix(chance: Random, lines: list[str], at: int) -> list[str]:
    return [*lines[:at], page(chance), *lines[at:]]


def _all_lines(chance: Random, lines: list[str], _at: int) -> list[str]:
    mark = chance.choice((hostile(chance) + " ", "> ", "- ", "\t", "    ", "| "))
    return [mark + line for line in lines]


def _ends(chance: Random, found: str) -> str:
    return chance.choice(ENDS).join(found.splitlines())


def _tags(chance: Random, found: str) -> str:
    """Tags around lines, so that it is HTML, or one of its tags broken."""
    if "<" not in found:
        name = chance.choice(("p", "div", "li", "pre", "td", "span", "script", "svg", "template", "x-y"))
        return "<html><body>" + "".join(f"<{name}>{line}</{name}>\n" for line in found.splitlines())
    place = chance.choice([at for at, character in enumerate(found) if character in "<>"])
    return found[:place] + chance.choice(("", "<", ">", "<!--", '"', "</")) + found[place + 1 :]


def _flip(chance: Random, content: bytes) -> bytes:
    flipped = bytearray(content)
    for _ in range(chance.choice((1, 3, 20)) if flipped else 0):
        flipped[chance.randrange(len(flipped))] = chance.randrange(256)
    return bytes(flipped)


def _encode(chance: Random, content: bytes) -> bytes:
    return content.decode("utf-8", "replace").encode(chance.choice(ENCODINGS), "replace")


def _half(chance: Random, content: bytes) -> bytes:
    """Half of a surrogate pair, or of a letter, somewhere in the text."""
    place = chance.randint(0, len(content))
    return (
        content[:place]
        + chance.choice((b"\xed\xa0\x80", b"\xc3", b"\xf0\x9f", b"\xff\xfe", b"\xef\xbb\xbf", b"\x80"))
        + content[place:]
    )


def _cut_short(chance: Random, content: bytes) -> bytes:
    return content[: chance.randint(0, len(content))]


LINE_CHANGES = (
    *(_lose, _double, _glue, _glue_all, _swap, _cut, _shorten, _recase, _insert, _insert, _line, _separators, _long, _mix),
)
TEXT_CHANGES = (*map(_by_lines, (*LINE_CHANGES, _all_lines)), _ends, _tags)
BYTE_CHANGES = (_flip, _encode, _half, _cut_short)
