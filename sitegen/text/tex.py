r"""The marks that TeX and Markdown leave in running text, read once from left to right by one table of tokens.

    We propose \emph{Smart} nets~(SN), a na\"ive ``weak'' learner of $O(n^3)$, in https://github.com/X/Y{https://github.com/X/Y}.

Whatever is not understood stays as it is, so that no word is lost: an unknown command (`\sysname`, `\cite{key}`), a brace or
a dollar without its partner, a lone asterisk. A bare `%` is text and no comment; a dollar before an amount is money.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

_STYLES = {
    **dict.fromkeys(("emph", "textit", "textsl"), "em"),
    **dict.fromkeys(("underline", "uline"), "u"),
    **dict.fromkeys(("text", "textrm", "textsf", "textsc", "textup", "textmd", "textnormal", "mbox", "hbox"), ""),
    "textbf": "strong",
    "texttt": "code",
    "textsuperscript": "sup",
    "textsubscript": "sub",
}
_SWITCHES = {"em": "em", "it": "em", "sl": "em", "bf": "strong", "tt": "code", "sc": "", "rm": "", "sf": ""}
# fmt: off
_LETTERS = {
    "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł",
    "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ", "DJ": "Đ", "ng": "ŋ", "NG": "Ŋ",
}
_COMBINING = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", '"': "\u0308", ".": "\u0307",
    "u": "\u0306", "v": "\u030c", "H": "\u030b", "c": "\u0327", "d": "\u0323", "b": "\u0331",
    "r": "\u030a", "k": "\u0328",
}
# fmt: on
_WORDS = {
    **dict.fromkeys(("ldots", "dots", "textellipsis"), "…"),
    **dict.fromkeys(("break", "newline", "linebreak", "par", "quad", "qquad", "space"), " "),
    **dict.fromkeys(("noindent", "xspace"), ""),
    "LaTeX": "LaTeX",
    "TeX": "TeX",
    "S": "§",
    "P": "¶",
    "textregistered": "®",
    "texttrademark": "™",
    "textless": "<",
    "textgreater": ">",
    "textbar": "|",
    "textbackslash": "\\",
    "textasciitilde": "~",
    "textasciicircum": "^",
}
# What may stand in a text without dollars around it.
_DISPLAYED = (
    r"equation|displaymath|math|eqnarray|multline|(?:sub)?array|split|gather(?:ed)?|align(?:ed|at|edat)?|flalign|[dr]?cases"
    r"|[bBpvV]?(?:small)?matrix"
)
# What a token can begin with: a search that is much quicker than trying every token at every character.
_BEGIN = re.compile(r"\\|\{|\}|\$|`|~|\*|''|--|http")
_TOKEN = re.compile(
    rf"""
    (?P<address> (?<![A-Za-z]) https?:// [A-Za-z0-9] (?:[A-Za-z0-9\-._~:/?\#\[\]@!&'()*+,;=%]|\\[_%\#&~]){{0,2000}} )
  | (?P<math> \$\$? | \\[(\[] | \\begin\s*\{{(?:{_DISPLAYED})\*?\}} )
  | (?P<url> \\url\s*\{{ (?P<written>[^{{}}]*) \}} )
  | (?P<link> \\href\s*\{{ (?P<target>[^{{}}]*) \}}\s*\{{ )
  | (?P<style> \\(?P<styled>{"|".join(_STYLES)})\s*\{{ )
  | (?P<switch> \{{\s*\\(?P<switched>{"|".join(_SWITCHES)})(?![A-Za-z])\s* )
  | (?P<apostrophe> (?<=[A-Za-z])\\'(?=(?:s|t|d|m|re|ve|ll)\b) )
  | (?P<accent> \\(?P<mark>["'`^~=.]|[uvHcdbrk](?![A-Za-z])\s*)
        (?: \{{\\(?P<first>["'`^~=.]|[uvHcdbrk](?![A-Za-z])\s*)(?P<braced>\{{)?(?P<under>[A-Za-z])(?(braced)\}})\}}
          | \{{\\?(?P<inner>[A-Za-z]?)\s*\}} | \\(?P<dotless>[ij])(?![A-Za-z])(?:\s+(?=[^\W\d_]))? | (?P<letter>[A-Za-z]) ) )
  | (?P<special> \\(?P<lettered>{"|".join(_LETTERS)})(?![A-Za-z])(?:\{{\}}|\s+(?=[^\W\d_]))? )
  | (?P<character> \\[%&_$\#{{}}*] )
  | (?P<space> \\[ ,;:\\] )
  | (?P<nothing> \\[-/!@] )
  | (?P<command> \\(?P<name>[A-Za-z]+)\*?(?:\[[^\][{{}}]*\])?(?:\{{[^{{}}]*\}})* )
  | (?P<open> \{{ )
  | (?P<close> \}} )
  | (?P<quoted> (?<![\w`])`(?=\w)(?P<words>[^`'’\\${{}}*]{{1,80}})['’](?![\w'’]) )
  | (?P<opening> (?<![\w`])``(?=[^\s`]) | (?<![\w'])''(?=\w) )
  | (?P<closing> (?<=[^\s\d'])''(?![\w'(]) )
  | (?P<dash> (?<!-)(?:---|--(?!(?<![\w)\]}}”"'.,;:!?]--)[a-z]))(?![->]) )
  | (?P<tie> (?<!\d(?=~\d))(?<!\d[A-Za-z](?=~\d))(?<=[\w.)\]])~(?=[\w(\[\\$]) )
  | (?P<stars> \*+ )
    """,
    re.VERBOSE,
)
# A formula may stand in the words of another one: \text{if $x>0$}.
_INSIDE = r"[^$\\]|\\(?:text|[mh]box)\s*\{[^{}$]*+(?>(?:\$[^$]*+\$[^{}$]*+)+)\}|\\."
_MATH = re.compile(
    rf"\$\$(?P<display>(?:{_INSIDE}){{1,2000}})\$\$|\$(?P<inline>(?:{_INSIDE}){{1,2000}})\$"
    r"|\\\((?P<round>(?:[^\\]|\\[^()]){1,2000})\\\)|\\\[(?P<square>(?:[^\\]|\\[^\][]){1,2000})\\\]"
    r"|(?P<environment>\\begin\s*(?P<name>\{\w+\*?\}).{1,2000}?\\end\s*(?P=name))",
    re.DOTALL,
)
# Two words in a row, outside of \text{…}, are no formula, and neither are words of an unspaced script: they stand between two
# amounts of money, or between a formula and an amount.
_ARGUMENT = re.compile(r"\\[A-Za-z]+\s*\{[^{}]*\}")
_PROSE = re.compile(r"(?<![\\\w])[^\W\d_]{3,}[\s,]+[^\W\d_]{2,}|[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]{2}")
_WORD = re.compile(r"(?<![\\A-Za-z])[A-Za-z]{2,}")
_GROUP_OF = re.compile(r"\{[^{}]*\}")
_NOTATION = re.compile(r"\\(?!text)[A-Za-z]|[\^_]")
_RELATED = re.compile(r"\\[A-Za-z]|[\^_=<>]|\A\s*[^\W\d_]\s*\Z")
# The end of what goes on behind the next dollar: "$5-$10", but not `$5\,$TeV`.
_LEADING_ON = re.compile(r"(?<!\\)[-–—(,;\[{]\Z")
# How the name of a currency ends before its dollar, as in "$5, US$ 6".
_CURRENCY = re.compile(r"(?<![A-Za-z])(?:US|AU|CA|HK|NT|NZ)\Z")
# Dollars that hold nothing but a text style: $\underline{\textbf{S}}$tate.
_STYLED_ONLY = re.compile(r"\$((?:\\underline\s*\{)*\\(?:emph|text[a-z]{2})\s*\{[\w .-]*\}+)\$")
_BRACED = re.compile(r"\{([^{}]*)\}")
_BRACED_LETTER = re.compile(r"\{([^\W\d_])\}")
_GROUPING = re.compile(r",|\\[^,;:=+<>|/]*|(?=.*[^\W\d_])\w(?:[\w .'’\\\"`~-]*[\w.])?")
_EMPHASIS = re.compile(r"(?<![\w*^\\#&])(\*{1,2})(?=[^\s*][^*$]{0,200}(?<![\s^_\\])\1(?![\w*]))")


class Output(NamedTuple):
    r"""How what was read is written.

    `text` writes characters; `element` (tag, inner) and `link` (address, inner) go around what is written, `link` gives None
    for an address that must not be one; `math` has the span with its marks, its TeX, and whether it is displayed; `symbol`
    gives the character that a command stands for (`\lambda`), if any.
    """

    text: Callable[[str], str]
    element: Callable[[str, str], str]
    link: Callable[[str, str], str | None]
    math: Callable[[str, str, bool], str]
    symbol: Callable[[str], str | None]


class _Group(NamedTuple):
    """What was read since `opener`, waiting for `closer` and then to be wrapped; `linked` inside a link."""

    opener: str
    closer: str
    start: int
    wrap: Callable[[str], str] | None
    parts: list[str]
    linked: bool = False


_Reader = Callable[[re.Match[str], list[_Group], Output], int]


def read(source: str, output: Output) -> str:
    """The text, written as `output` says; its time grows with its length, whatever is in it."""
    source = _STYLED_ONLY.sub(r"\1", source)
    stack = [_Group("", "", 0, None, [])]
    position = 0
    while begin := _BEGIN.search(source, position):
        found = _TOKEN.match(source, begin.start())
        stack[-1].parts.append(output.text(source[position : begin.start() if found else begin.end()]))
        position = _READERS[found.lastgroup or ""](found, stack, output) if found else begin.end()
    stack[-1].parts.append(output.text(source[position:]))
    return "".join(output.text(group.opener) + "".join(group.parts) for group in stack)


def formulas(source: str) -> Iterator[tuple[int, int, str]]:
    """Where the formulas of a text stand, with their marks, and the TeX of each without them, as `read` takes them."""
    position = 0
    while begin := _BEGIN.search(source, position):
        found = _TOKEN.match(source, begin.start())
        span = _formula_at(found) if found and found.lastgroup == "math" else None
        if span:
            yield span.start(), span.end(), span[span.lastgroup or ""]
        position = (span or found or begin).end()


def letters(source: str) -> str:
    r"""The text with TeX's accents and letters as characters (`Schr{\"o}dinger` → "Schrödinger"), and all else as it is."""
    if "\\" not in source:
        return source
    return _BRACED_LETTER.sub(r"\1", _TOKEN.sub(_letter_or_as_it_is, source))


def _letter_or_as_it_is(found: re.Match[str]) -> str:
    kind = found.lastgroup or ""
    return _CHARACTERS[kind](found) if kind in _SPELLED else found[0]


def _read_characters(found: re.Match[str], stack: list[_Group], output: Output) -> int:
    stack[-1].parts.append(output.text(_CHARACTERS[found.lastgroup or ""](found)))
    return found.end()


def _accented(found: re.Match[str]) -> str:
    mark = found["mark"].strip()
    base = found["inner"] or found["dotless"] or found["letter"]
    if found["first"]:  # two accents on one letter, as in \~{\^e}
        base = found["under"] + _COMBINING[found["first"].strip()]
    if not base:
        return mark  # \~{} is the mark by itself
    letter = unicodedata.normalize("NFC", base + _COMBINING[mark])
    return letter if len(letter) == 1 else found[0]


def _read_command(found: re.Match[str], stack: list[_Group], output: Output) -> int:
    name = found["name"]
    known = _WORDS[name] if name in _WORDS else output.symbol(f"\\{name}")
    stack[-1].parts.append(output.text(found[0] if known is None else known))
    if known is None:
        return found.end()
    return found.end("name") + 2 * found[0].startswith(f"\\{name}{{}}")


def _read_math(found: re.Match[str], stack: list[_Group], output: Output) -> int:
    span = _formula_at(found)
    if span is None:
        stack[-1].parts.append(output.text(found[0]))
        return found.end()
    kind = span.lastgroup or ""
    stack[-1].parts.append(output.math(span[0], span[kind], kind in ("display", "square", "environment")))
    return span.end()


def _formula_at(found: re.Match[str]) -> re.Match[str] | None:
    span = _MATH.match(found.string, found.start())
    return span if span and _is_math(span) else None


def _is_math(span: re.Match[str]) -> bool:
    """Whether a span in math marks is not the words between two amounts, and not a bracket that Markdown escaped."""
    formula = span[span.lastgroup or ""]
    if span["environment"]:
        return True
    if formula.isspace() or formula[0] in ",;:!?)" or _PROSE.search(_ARGUMENT.sub("", formula)):
        return False
    if formula[0].isdigit() and len(re.findall(r"[(\[]", formula)) != len(re.findall(r"[)\]]", formula)):
        return False
    if span["inline"]:
        return _is_inline(formula, span.string[max(span.start() - 1, 0) : span.start()], span.string[span.end() :][:1])
    return span["square"] is None or bool(re.search(r"[\\_^=<>+]", formula))


def _is_inline(formula: str, before: str, after: str) -> bool:
    r"""Whether what stands between two dollars is a formula, by itself and by its neighbours.

    Money is a dollar with a digit behind it, and no space; so the second dollar of "$5-$10" opens an amount, and that of
    `$\times$10` closes a formula. What no sign of mathematics tells apart from words is text.
    """
    wordy = _WORD.search(_GROUP_OF.sub("", _ARGUMENT.sub("", formula))) is not None
    if formula != formula.strip():
        parted = (formula[0].isspace() and before.isalnum()) or (formula[-1].isspace() and (after.isalnum() or after == "\\"))
        return not (wordy or parted) and _RELATED.search(formula) is not None
    is_amount = formula[0].isdigit()
    opens = bool(after) and not (after.isspace() or after in ",.;:!?)]")  # the second dollar, more likely than it closes
    if is_amount and ((opens and _LEADING_ON.search(formula)) or _CURRENCY.search(formula)):
        return False
    if after.isdigit():
        return _NOTATION.search(formula) is not None or not (is_amount or wordy)
    in_words = before.isalnum() or after.isalpha() or (is_amount and after == "\\")
    return not (wordy and in_words and " " in formula and not _RELATED.search(formula))


def _read_address(found: re.Match[str], stack: list[_Group], output: Output) -> int:
    written = _without_punctuation(found["address"])
    end = found.start() + len(written)
    label = _BRACED.match(found.string, end)  # an \href that lost its command: https://…{https://…} or https://…{here}
    words = label[1] if label and not label[1].startswith("http") else ""
    _add_link(written, words, stack, output)
    return label.end() if label else end


def _without_punctuation(address: str) -> str:
    """The address without what belongs to the sentence: a full stop, a bracket that it does not open."""
    while True:
        shorter = address.rstrip(".,;:!?'*&")
        for opening, closing in ("()", "[]"):
            if shorter.endswith(closing) and shorter.count(opening) < shorter.count(closing):
                shorter = shorter[:-1]
        if shorter == address:
            return address
        address = shorter


def _read_url(found: re.Match[str], stack: list[_Group], output: Output) -> int:
    _add_link(found["written"], "", stack, output)
    return found.end()


def _add_link(written: str, words: str, stack: list[_Group], output: Output) -> None:
    address = _unescaped(written)
    link = None if stack[-1].linked else output.link(address, output.text(words or address))
    stack[-1].parts.append(link or output.text(f"{words} ({written})" if words else written))


def _unescaped(address: str) -> str:
    return re.sub(r"\\(.)", r"\1", address.strip())


def _open_link(found: re.Match[str], stack: list[_Group], output: Output) -> int:
    if stack[-1].linked:
        return _open(found, stack, partial(_in_braces, output.text(found[0])))
    return _open(found, stack, partial(_linked, output, found), linked=True)


def _linked(output: Output, found: re.Match[str], inner: str) -> str:
    return output.link(_unescaped(found["target"]), inner) or _in_braces(output.text(found[0]), inner)


def _open_style(found: re.Match[str], stack: list[_Group], output: Output) -> int:
    tag = _STYLES[found["styled"]] if found["styled"] else _SWITCHES[found["switched"]]
    return _open(found, stack, partial(output.element, tag))


def _open_braces(found: re.Match[str], stack: list[_Group], output: Output) -> int:
    before, after = found.string[found.start() - 1 : found.start()], found.string[found.end() : found.end() + 1]
    is_argument = before in ("^", "_", "{") or (before.isalnum() and after not in ("\\", ","))
    return _open(found, stack, partial(_in_braces, output.text("{")) if is_argument else None)


def _in_braces(opener: str, inner: str) -> str:
    return opener + inner + "}"


def _open(found: re.Match[str], stack: list[_Group], wrap: Callable[[str], str] | None, *, linked: bool = False) -> int:
    stack.append(_Group(found[0], "}", found.end(), wrap, [], linked or stack[-1].linked))
    return found.end()


def _close(found: re.Match[str], stack: list[_Group], output: Output) -> int:
    if stack[-1].closer.startswith("*"):
        unfinished = stack.pop()
        stack[-1].parts.extend([output.text(unfinished.opener), *unfinished.parts])
    if len(stack) == 1:
        stack[-1].parts.append("}")
        return found.end()
    group = stack.pop()
    inner = "".join(group.parts)
    if group.wrap is None and not _GROUPING.fullmatch(found.string, group.start, found.start()):
        inner = _in_braces("{", inner)  # the writer's own, as in {src, mt}
    stack[-1].parts.append(group.wrap(inner) if group.wrap else inner)
    return found.end()


def _read_stars(found: re.Match[str], stack: list[_Group], output: Output) -> int:
    stars = found[0]
    if stack[-1].closer == stars:
        group = stack.pop()
        stack[-1].parts.append(output.element("em" if stars == "*" else "strong", "".join(group.parts)))
    elif _EMPHASIS.match(found.string, found.start()):
        stack.append(_Group(stars, stars, found.end(), None, [], stack[-1].linked))
    else:
        stack[-1].parts.append(output.text(stars))
    return found.end()


_CHARACTERS: dict[str, Callable[[re.Match[str]], str]] = {
    "apostrophe": lambda _: "'",
    "accent": _accented,
    "special": lambda found: _LETTERS[found["lettered"]],
    "character": lambda found: found[0][1:],
    "space": lambda _: " ",
    "nothing": lambda _: "",
    "quoted": lambda found: f"‘{found['words']}’",
    "opening": lambda _: "“",
    "closing": lambda _: "”",
    "dash": lambda found: "–" if len(found[0]) == 2 else "—",
    "tie": lambda _: "\u00a0",
}
_SPELLED = frozenset(("accent", "special", "apostrophe"))
_READERS: dict[str, _Reader] = {
    **dict.fromkeys(_CHARACTERS, _read_characters),
    "command": _read_command,
    "math": _read_math,
    "address": _read_address,
    "url": _read_url,
    "link": _open_link,
    "style": _open_style,
    "switch": _open_style,
    "open": _open_braces,
    "close": _close,
    "stars": _read_stars,
}
