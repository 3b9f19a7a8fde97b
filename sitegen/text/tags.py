r"""HTML in running text: the entities and tags of the page that a text was copied from, as the TeX that means the same.

    <i>E. coli</i> in H<sub>2</sub>O &amp; air    →    \emph{E. coli} in H\textsubscript{2}O & air

Tags that say how a text looks or is divided are read, in HTML and in JATS, and formulas in MathML. What only looks like one
stays as it is: `p < 0.05`, `<unk>`, `List<B>`, `AT&T`, `R&D;`. Nothing here becomes HTML again: that is for `markup`.
"""

import re
from collections.abc import Callable
from functools import partial
from html import unescape
from html.entities import html5
from typing import NamedTuple

_ENTITY = re.compile(r"&(?:(?P<number>#\d{1,7}|#[xX][0-9A-Fa-f]{1,6})|[A-Za-z][A-Za-z0-9]{1,31});")
_ROUNDS = 3  # "&amp;amp;amp;" went through three programs
_TAG = re.compile(
    r"<(?P<closes>/?)(?P<prefix>jats:)?(?P<name>[A-Za-z][A-Za-z0-9-]*+)"
    r"(?P<attributes>(?>(?:\s++[\w:.-]++\s*+=\s*+(?:\"[^\"<>]*\"|'[^'<>]*'|[^\s\"'<>=]++))*))\s*+/?>"
)
_TAG_LIKE = re.compile(r"<[^<>]*>")
_STYLES = {
    **dict.fromkeys(("i", "em", "italic", "cite", "dfn", "var"), "emph"),
    **dict.fromkeys(("b", "strong", "bold"), "textbf"),
    **dict.fromkeys(("u", "underline"), "underline"),
    **dict.fromkeys(("tt", "code", "monospace", "kbd", "samp"), "texttt"),
    **dict.fromkeys(("sc", "small-caps", "scp"), "textsc"),
    **dict.fromkeys(("sub", "inf"), "textsubscript"),
    "sup": "textsuperscript",
}
_UNSTYLED = frozenset(
    re.findall(
        r"\S+",
        "span font small big abbr nobr bdi bdo named-content styled-content ext-link xref inline-formula disp-formula",
    )
)
_BREAKS = frozenset(re.findall(r"\S+", "p br hr div ul ol li h1 h2 h3 h4 h5 h6 blockquote tr td th table tbody"))
# Common words, which are tags with their prefix alone.
_PREFIXED = frozenset(re.findall(r"\S+", "abstract label list list-item sec section title"))
_HREF = re.compile(r"\bhref\s*=\s*[\"']?(https?://[^\s\"'<>{}\\]+)", re.IGNORECASE)
# One formula in two ways, TeX and MathML.
_ALTERNATIVES = re.compile(
    r"<(?:jats:)?alternatives\s*>((?:(?!<(?:jats:)?alternatives\b).)*?)</(?:jats:)?alternatives\s*>", re.DOTALL
)
_TEX_MATH = re.compile(r"<(?:jats:)?tex-math\b[^<>]*>((?:(?!<(?:jats:)?tex-math\b).)*?)</(?:jats:)?tex-math\s*>", re.DOTALL)
_DISPLAYED = re.compile(r"(<(?:jats:)?inline-formula\b[^<>]*>\s*+)\$(\$[^$]+\$)\$")
_MATHML = re.compile(r"<(?:\w+:)?math\b[^<>]*>(?P<inner>(?:(?!<(?:\w+:)?math\b).)*?)</(?:\w+:)?math\s*>", re.DOTALL)
_ELEMENT = re.compile(r"<(?P<closes>/?)(?:\w+:)?(?P<name>[a-z]+)\b(?P<attributes>[^<>]*?)(?P<empty>/?)>|(?P<text>[^<]+|<)")
_VARIANT = re.compile(r"mathvariant\s*=\s*[\"'](double-struck|bold|script|fraktur)[\"']")
_ALPHABETS = {"double-struck": "mathbb", "bold": "mathbf", "script": "mathcal", "fraktur": "mathfrak"}
_SPECIAL = str.maketrans({**{mark: f"\\{mark}" for mark in "{}&%#$_"}, "\\": r"\backslash "})
_ACCENTS = {"^": "hat", "~": "tilde", "˜": "tilde", "→": "vec", "˙": "dot", "¨": "ddot", **dict.fromkeys("¯ˉ‾_", "overline")}
_DEEPEST = 50


class _Open(NamedTuple):
    """A tag that waits to be closed: as it is written, where it stands, and what was read since."""

    name: str
    tag: re.Match[str]
    parts: list[str]


_Style = Callable[[str, str], str]
"""What a command of TeX, or none, does to the text between two tags."""


def as_tex(text: str) -> str:
    """The text with its entities as characters, and with commands of TeX for its tags."""
    return _read(text, _styled, _formula) if "<" in text or "&" in text else text


def without(text: str) -> str:
    """The text with its entities as characters, and without its tags."""
    return _read(text, lambda _, inner: inner, partial(_TAG_LIKE.sub, "")) if "<" in text or "&" in text else text


def _read(text: str, style: _Style, formula: Callable[[str], str]) -> str:
    for _ in range(_ROUNDS):
        text = _ENTITY.sub(_character, text)
    if "<" not in text:
        return text
    text = _TEX_MATH.sub(lambda found: _body(found[1]), _ALTERNATIVES.sub(_alternative, text))
    text = _MATHML.sub(lambda found: formula(found[0]), _DISPLAYED.sub(r"\1\2", text))
    root: list[str] = []
    stack: list[_Open] = []
    waiting: dict[str, int] = {}
    position = 0
    for tag in _TAG.finditer(text):
        name = _name(tag)
        if name is None:
            continue
        parts = stack[-1].parts if stack else root
        parts.append(text[position : tag.start()])
        position = tag.end()
        if tag["closes"] and waiting.get(name):
            _close(name, stack, waiting, root, style)
        elif tag["closes"] or name in ("br", "hr"):
            parts.append(_alone(tag, name))
        else:
            stack.append(_Open(name, tag, []))
            waiting[name] = waiting.get(name, 0) + 1
    (stack[-1].parts if stack else root).append(text[position:])
    return "".join(root) + "".join(_alone(one.tag, one.name) + "".join(one.parts) for one in stack)


def _alternative(found: re.Match[str]) -> str:
    tex = _TEX_MATH.search(found[1])
    return tex[0] if tex else found[0]


def _body(tex: str) -> str:
    r"""A formula without the document that some publishers put around it."""
    return tex.partition(r"\begin{document}")[2].partition(r"\end{document}")[0].strip() or tex.strip()


def _character(entity: re.Match[str]) -> str:
    return unescape(entity[0]) if entity["number"] else html5.get(entity[0][1:], entity[0])


def _name(tag: re.Match[str]) -> str | None:
    """The name of what is a tag of a page, None where it may be anything else in angle brackets."""
    name = tag["name"].lower()
    if name == "a":
        return name if tag["closes"] or _HREF.search(tag["attributes"]) else None
    known = name in _STYLES or name in _UNSTYLED or name in _BREAKS or (tag["prefix"] and name in _PREFIXED)
    return name if known else None


def _close(name: str, stack: list[_Open], waiting: dict[str, int], root: list[str], style: _Style) -> None:
    """Write what stands between a tag and its end; tags opened since and never closed stand alone."""
    pieces: list[str] = []
    while (opened := stack.pop()).name != name:
        waiting[opened.name] -= 1
        pieces += ["".join(opened.parts), _alone(opened.tag, opened.name)]
    waiting[name] -= 1
    inner = "".join([*opened.parts, *reversed(pieces)])
    (stack[-1].parts if stack else root).append(_between(opened, inner, style))


def _between(opened: _Open, inner: str, style: _Style) -> str:
    if opened.name in _STYLES:
        return style(_STYLES[opened.name], inner)
    if opened.name == "a" and (address := _HREF.search(opened.tag["attributes"])):
        return style(f"href{{{address[1]}}}", inner)
    return inner if opened.name in _UNSTYLED else f" {inner} "


def _styled(command: str, inner: str) -> str:
    return f"\\{command}{{{inner}}}" if inner and inner.count("{") == inner.count("}") else inner


def _alone(tag: re.Match[str], name: str) -> str:
    """What becomes of a tag that has no other end: nothing at the edge of a word, where tags stand, else it is no tag."""
    before, after = tag.string[max(tag.start() - 1, 0) : tag.start()], tag.string[tag.end() :][:1]
    if name in ("br", "hr") or tag["prefix"]:
        return " " if name in _BREAKS or name in _PREFIXED else ""
    if name in _BREAKS and not (before.isalnum() and after.isalnum()):
        return " "
    inner, outer = (before, after) if tag["closes"] else (after, before)
    return "" if name != "a" and (inner.isalnum() or (tag["closes"] and inner.strip())) and not outer.isalnum() else tag[0]


def _formula(source: str) -> str:
    """A formula of MathML as TeX between dollars, or as it is where that cannot be."""
    stack: list[tuple[str, str, list[str]]] = [("", "", [])]
    try:
        for found in _ELEMENT.finditer(source):
            if found["text"]:
                stack[-1][2].append(found["text"])
            elif found["closes"]:
                name, attributes, parts = stack.pop()
                stack[-1][2].append(_WRITERS[name](attributes, parts))
            elif found["empty"]:
                stack[-1][2].append(_WRITERS[found["name"]](found["attributes"], []))
            else:
                stack.append((found["name"], found["attributes"], []))
            if len(stack) > _DEEPEST:
                return source
        (_, _, [tex]) = stack.pop()
    except (KeyError, ValueError, IndexError):
        return source
    return f"${tex}$" if tex else source


def _row(_: str, parts: list[str]) -> str:
    return "".join(part for part in parts if part.strip())


def _grouped(attributes: str, parts: list[str]) -> str:
    return f"{{{_row(attributes, parts)}}}"


def _letters(attributes: str, parts: list[str]) -> str:
    text = "".join(parts).strip().translate(_SPECIAL)
    variant = _VARIANT.search(attributes)
    if variant:
        return rf"\{_ALPHABETS[variant[1]]}{{{text}}}"
    return rf"\mathrm{{{text}}}" if len(text) > 1 and text.isalpha() else text


def _words(_: str, parts: list[str]) -> str:
    return rf"\text{{{''.join(parts)}}}"


def _pattern(pattern: str, _: str, parts: list[str]) -> str:
    """The children in the places of a pattern; raises ValueError where there are more or fewer."""
    children = [part for part in parts if part.strip()]
    if len(children) != pattern.count("@"):
        raise ValueError("an element has another number of parts")
    for child in children:
        pattern = pattern.replace("@", f"{{{child}}}".replace("@", "\0"), 1)
    return pattern.replace("\0", "@")


def _over(attributes: str, parts: list[str]) -> str:
    base, mark = (part for part in parts if part.strip())
    accent = _ACCENTS.get(mark.strip().strip("\\"))
    return rf"\{accent}{{{base}}}" if accent else _pattern(r"\overset@@", attributes, [mark, base])


def _table(_: str, parts: list[str]) -> str:
    rows = r"\\".join(part for part in parts if part.strip())
    return rf"\begin{{matrix}}{rows}\end{{matrix}}"


_WRITERS: dict[str, Callable[[str, list[str]], str]] = {
    **dict.fromkeys(("math", "mtd"), _row),
    **dict.fromkeys(("mrow", "mstyle", "mpadded"), _grouped),
    **dict.fromkeys(("mi", "mn", "mo"), _letters),
    "mtext": _words,
    "mspace": lambda *_: r"\ ",
    "msub": partial(_pattern, "@_@"),
    "msup": partial(_pattern, "@^@"),
    **dict.fromkeys(("msubsup", "munderover"), partial(_pattern, "@_@^@")),
    "munder": partial(_pattern, "@_@"),
    "mover": _over,
    "mfrac": partial(_pattern, r"\frac@@"),
    "msqrt": lambda attributes, parts: rf"\sqrt{{{_row(attributes, parts)}}}",
    "mtable": _table,
    "mtr": lambda _, parts: "&".join(part for part in parts if part.strip()),
}
