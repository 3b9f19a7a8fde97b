"""TeX math as MathML, and as a line of plain text, through latex2mathml and a whitelist.

latex2mathml is trusted with the grammar of TeX only: what it returns is rebuilt element by element from the tags and
attributes listed here, and escaped and serialised here. It is brought to MathML Core, which is what browsers show
(https://www.w3.org/TR/mathml-core/): no `mathvariant` but "normal", so letters of another alphabet are Unicode's own.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache, partial
from html import escape, unescape
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element  # nosec B405

LONGEST = 2_000  # characters; a longer span is hardly one formula, and the converter is not meant for it
DEEPEST = 50  # braces, one in the other

# Definitions could unfold without end, \unicode and &# could make a control character, \href and \style reach the page;
# text with braces in it is cut short by the converter.
_REFUSED = re.compile(
    r"\\(?:def|newcommand|newenvironment|DeclareMathOperator|unicode|href|class|style)(?![A-Za-z])"
    r"|&#|\\(?:text[a-z]*|[hmf]box|emph)\s*\{[^{}]*\{"
)
# What the converter does not know or understands otherwise: \mathrm around one letter is upright too, equations get no
# number of their own, and what numbers or spaces their lines is not shown, a bare % is no comment.
_REPHRASED = {
    r"\nicefrac": r"\frac",
    r"\sfrac": r"\frac",
    r"\mathds": r"\mathbb",
    r"\mathbbm": r"\mathbb",
    r"\arg": r"\operatorname{arg}",
    r"\AA": "Å",
    r"\not=": r"\neq ",
    r"\mathrm{": r"\mathrm{ ",
    "%": r"\%",
    **dict.fromkeys((r"\ensuremath", r"\nolimits", r"\nonumber", r"\notag", r"\displaybreak", r"\allowdisplaybreaks"), " "),
}
_REPHRASE = re.compile(
    r"\\(?:nicefrac|sfrac|mathds|mathbbm|arg|AA|ensuremath|nolimits|nonumber|notag|displaybreak|allowdisplaybreaks)(?![A-Za-z])"
    r"|\\mathrm\{(?=[A-Za-z]\})|\\not=|(?<!\\)%"
)
_UNSEEN = re.compile(r"\\label\s*\{[^{}]*\}|(?<=\\\\)\*?\s*\[\s*-?[\d.]+\s*[a-z]{2}\s*\]")
# The environments that are read, and what the converter is given for their two ends. Rows that it does not part itself are
# parted by `_rows`.
_ENVIRONMENTS = {
    **dict.fromkeys(("equation", "displaymath", "math", "gather", "gathered", "multline"), ("{", "}")),
    **dict.fromkeys(
        ("align", "aligned", "alignat", "alignedat", "flalign", "split", "eqnarray"), (r"\begin{align*}", r"\end{align*}")
    ),
    **dict.fromkeys(("cases", "dcases"), (r"\begin{cases}", r"\end{cases}")),
    **dict.fromkeys(("rcases", "drcases"), (r"\left.\begin{array}{ll}", r"\end{array}\right\}")),
    **dict.fromkeys(("array", "subarray"), (r"\begin{array}", r"\end{array}")),
    **{f"{name}matrix": (rf"\begin{{{name}matrix}}", rf"\end{{{name}matrix}}") for name in ("", *"pbBvV", "small")},
    **{f"{name}smallmatrix": (rf"\begin{{{name}matrix}}", rf"\end{{{name}matrix}}") for name in "pbBvV"},
}
_ENVIRONMENT = re.compile(
    r"\\begin\s*\{\s*(?P<of_columns>(?:sub)?array|align(?:ed)?at)\*?\s*\}(?:\s*\[[tbc]\])?"
    r"\s*\{(?P<columns>(?:[^{}]|\{[^{}]*\})*)\}"
    r"|\\(?P<end>begin|end)\s*\{\s*(?P<name>[A-Za-z]+)\*?\s*\}(?:\s*\[[tbclr]\])?"
)
# The relation of an eqnarray stands between two marks, that of an align behind one.
_EQNARRAY = re.compile(r"\\begin\{eqnarray\*?\}.*?\\end\{eqnarray", re.DOTALL)
_RELATION = re.compile(r"&((?:[^&\\]|\\[^\\])*)&")
_OPERATOR = re.compile(r"\\operatorname(?:withlimits)?\s*(?P<limits>\*?)\s*\{(?P<name>(?:[^{}]|\{[^{}]*\})*)\}")
_BLANK = re.compile(r"(?:\\[,;:! ]|\\q?quad(?![A-Za-z])|[~\s])+")
# What parts a formula from the words beside it: 5$\,$GeV.
_EDGES = (re.compile(r"\\[,:; ]|~|\\q?quad(?![A-Za-z])"), re.compile(r"(?:\\[,:; ]|~|\\q?quad)\Z"))
# Words with formulas in them: \text{if $x>0$}.
_WORDS = re.compile(r"\\(text|[mh]box)\s*\{([^{}$]*+(?>(?:\$[^$]*+\$[^{}$]*+)+))\}")

_LEAVES = frozenset({"mi", "mn", "mo", "mtext"})
_CHILDREN = {"mfrac": 2, "mroot": 2, "msub": 2, "msup": 2, "munder": 2, "mover": 2, "msubsup": 3, "munderover": 3}
_TAGS = frozenset({"mrow", "msqrt", "mspace", "mstyle", "mpadded", "mphantom", "mtable", "mtr", "mtd", *_CHILDREN})
# Their children are shown in a row.
_KNOWN = _TAGS | _LEAVES | {"math", "menclose"}
_STRUCK = "strike"
_SCRIPTED = frozenset({"msub", "msup", "msubsup", "munder", "mover", "munderover"})
_BOOLEAN = re.compile(r"true|false")
_LENGTH = re.compile(r"[+-]?\d(?:\.\d{1,3})?(?:em|ex|px|pt)|0")
_ATTRIBUTES = {
    **dict.fromkeys(("stretchy", "movablelimits", "largeop", "displaystyle"), _BOOLEAN),
    **dict.fromkeys(("minsize", "maxsize", "lspace", "rspace", "width", "height", "depth", "linethickness"), _LENGTH),
    "form": re.compile(r"prefix|infix|postfix"),
    "scriptlevel": re.compile(r"[0-3]"),
    "columnalign": re.compile(r"left|center|right"),
}
_ALPHABETS = {
    "bold": "BOLD",
    "italic": "ITALIC",
    "bold-italic": "BOLD ITALIC",
    "double-struck": "DOUBLE-STRUCK",
    "script": "SCRIPT",
    "fraktur": "FRAKTUR",
    "sans-serif": "SANS-SERIF",
    "sans-serif-italic": "SANS-SERIF ITALIC",
    "monospace": "MONOSPACE",
}
_FANCY = re.compile("[\U0001d400-\U0001d7ffℬℰℱℋℐℒℳℛℭℌℑℜℨ]")
# Where TeX and the operator dictionary of MathML differ, TeX is followed: what is no operator, and what has no space around.
_ORDINARY = frozenset("∞∅∂∇∀∃¬⊤⊥∠△□◊♯♭%#&$@_?§†‡′″‴⁗")
_TIGHT = frozenset("/|‖")
_SIGNS = frozenset("+−±∓")
_LARGE = frozenset("∑∏∫⨁⨂⋃⋂")
_CLOSING = frozenset(")]}⟩⌋⌉")
_RELATIONS = frozenset("=<>≤≥≠≈≡∼≃≅∝∈∉⊂⊆⊃⊇→←↔⇒⇐⇔↦≪≫≺≻:×")
# What stands over or under a formula, and the combining character that does the same over a letter of plain text.
_MARKS = {
    "―": "\u0305",
    "‾": "\u0305",
    "~": "\u0303",
    "^": "\u0302",
    "¯": "\u0304",
    "→": "\u20d7",
    "˙": "\u0307",
    "¨": "\u0308",
    "´": "\u0301",
    "`": "\u0300",
    "˘": "\u0306",
    "ˇ": "\u030c",
    "˚": "\u030a",
    **dict.fromkeys("⏞⏟⎴⎵⏜⏝", ""),
}
_RAISED = str.maketrans("0123456789+−=()ni*′″‴∘⊤†", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ*′″‴°⊤†")
_LOWERED = str.maketrans("0123456789+−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")


class _Node(NamedTuple):
    """An element of the whitelist; `name` marks the name of a function ("log"), set apart from its neighbours."""

    tag: str
    text: str = ""
    children: tuple["_Node", ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()
    name: bool = False


def markup(tex: str, *, display: bool = False) -> str | None:
    """A `math` element that is safe and valid in HTML, with the TeX as `alttext`; None where it cannot be converted.

    `tex` comes without its dollars. With `display` the formula stands on a line of its own.
    """
    formula = _formula(tex, display=display)
    if formula is None:
        return None
    block = ' display="block"' if display else ""
    return f'<math{block} alttext="{escape(tex.strip())}">{_written(formula)}</math>'


def line(tex: str) -> str | None:
    """The formula as a line of plain Unicode text ("n^(1/2) log n", "ℓ₁"); None where the TeX cannot be converted."""
    formula = _formula(tex, display=False)
    if formula is None:
        return None
    before, after = _EDGES[0].match(tex), _EDGES[1].search(tex)
    return " " * bool(before) + " ".join(_line(formula).split()) + " " * bool(after)


def script(text: str, *, raised: bool) -> str | None:
    """The text in the small characters that Unicode has above and below the line ("²⁺", "₁₂"), None where it has not all."""
    table = _RAISED if raised else _LOWERED
    return text.translate(table) if all(ord(character) in table for character in text) else None


def symbol(command: str) -> str | None:
    r"""The character that a command without arguments stands for (`\lambda` → "λ"), or None."""
    from latex2mathml.symbols_parser import convert_symbol

    code = convert_symbol(command)
    character = chr(int(code, 16)) if code and code.isalnum() else ""
    return character if character and not unicodedata.combining(character) else None


@lru_cache(maxsize=4096)
def _formula(tex: str, *, display: bool) -> _Node | None:
    from latex2mathml.converter import convert_to_element

    if len(tex) > LONGEST or not _balanced(tex):
        return None
    try:
        return _node(convert_to_element(_prepared(tex, display=display), display="block" if display else "inline"))
    except Exception:  # noqa: BLE001 - the converter raises whatever it trips over: IndexError, StopIteration, its own
        return None


def _prepared(tex: str, *, display: bool) -> str:
    """The TeX as the converter understands it; raises ValueError or KeyError where that cannot be."""
    tex = _WORDS.sub(_with_formulas, tex)
    if _REFUSED.search(tex):
        raise ValueError("what it would become is not sure")
    tex = _EQNARRAY.sub(lambda found: _RELATION.sub(r"&\1 ", found[0]), _UNSEEN.sub("", tex))
    tex = _ENVIRONMENT.sub(_environment, tex)
    tex = _REPHRASE.sub(lambda found: _REPHRASED[found[0]], tex)
    return _OPERATOR.sub(partial(_operator, display=display), tex)


def _with_formulas(found: re.Match[str]) -> str:
    pieces = found[2].split("$")
    return "".join(f"{{{piece}}}" if index % 2 else f"\\{found[1]}{{{piece}}}" for index, piece in enumerate(pieces) if piece)


def _environment(found: re.Match[str]) -> str:
    written = _ENVIRONMENTS[found["name"] or found["of_columns"]][found["end"] == "end"]
    columns = re.sub(r"\{[^{}]*\}|[^lcr|]", "", found["columns"] or "")
    return f"{written}{{{columns}}}" if columns and written.endswith("array}") else written


def _operator(found: re.Match[str], *, display: bool) -> str:
    """An operator of any name: one of letters and blanks is a word, as `_word` finds it again."""
    name = _BLANK.sub(" ", found["name"]).strip()
    limits = r"\limits" if found["limits"] and display else ""
    return rf"\mathop{{\text{{{name}}}}}{limits}" if re.fullmatch(r"[\w .-]+", name) else rf"\mathop{{{name}}}{limits}"


def _balanced(tex: str) -> bool:
    depth = 0
    for brace in re.findall(r"[{}]", re.sub(r"\\.", "", tex)):
        depth += 1 if brace == "{" else -1
        if not 0 <= depth <= DEEPEST:
            return False
    return depth == 0


def _node(element: "Element") -> _Node:
    rows = _rows(element)
    if len(rows) > 1:
        return _table(rows)
    children = tuple(map(_node, rows[0]))
    if element.tag in _LEAVES and not children:
        return _leaf(element)
    if element.tag == "mo" and (word := _word(_row(children))):
        return _Node("mo", word, name=True)
    if element.tag not in _KNOWN or _STRUCK in element.get("notation", ""):
        raise ValueError(f"{element.tag} is not shown")
    if element.text:
        children = (_Node("mtext", unescape(element.text)), *children)
    tag = element.tag if element.tag in _TAGS else "mrow"
    if len(children) != _CHILDREN.get(tag, len(children)):
        raise ValueError(f"{tag} with {len(children)} children")
    if tag in ("mover", "munder") and children[1].text in _MARKS:
        return _accented(tag, *children)
    attributes = _attributes(element)
    plain_row = tag == "mrow" or (tag == "mstyle" and not attributes)
    return _row(children) if plain_row else _Node(tag, "", children, attributes)


def _rows(element: "Element") -> list[list["Element"]]:
    """The children of an element, parted where a new line begins; a last line that holds nothing is none."""
    rows: list[list[Element]] = [[]]
    for child in element:
        if child.get("linebreak"):
            rows.append([])
        else:
            rows[-1].append(child)
    return rows if rows[-1] or len(rows) == 1 else rows[:-1]


def _table(rows: Sequence[Sequence["Element"]]) -> _Node:
    lines = (_Node("mtd", "", (_row(tuple(map(_node, row))),)) for row in rows)
    return _Node("mtable", "", tuple(_Node("mtr", "", (line,)) for line in lines), (("displaystyle", "true"),))


def _word(node: _Node) -> str:
    """The name that an operator's parts make together ("arg max"), or "" where they are more than upright letters."""
    parts = node.children if node.tag == "mrow" else (node,)
    letters = [" " if part.tag == "mspace" else part.text * (part.tag == "mtext" or _is_upright(part)) for part in parts]
    return "".join(letters) if all(letters) else ""


def _leaf(element: "Element") -> _Node:
    text = unicodedata.normalize("NFC", unescape(element.text or ""))
    if element.text == "&":
        raise ValueError("the mark of a column stands outside of a table")
    if len(text) > 1 and text.startswith("\\"):
        text = _delimiter(text)
    if text == "~" and element.tag == "mi":
        text = "∼"
    variant = element.get("mathvariant", "")
    if variant in _ALPHABETS:
        text = "".join(_letter(character, _ALPHABETS[variant]) for character in text)
    if not text or element.tag in ("mn", "mtext"):
        return _Node(element.tag if text else "mrow", text)
    if unicodedata.combining(text[0]):
        text = "\u00a0" + text
    if len(text) > 1 and text[0].isalpha():
        return _Node("mo", text, name=True)
    if unicodedata.category(text[0])[0] in "LN" or text[0] in _ORDINARY:
        upright = variant == "normal" or _is_greek_capital(text) or text == "∇"
        return _Node("mi", text, attributes=(("mathvariant", "normal"),) if upright else ())
    return _Node("mo", text, attributes=_operator_attributes(element, text))


def _delimiter(command: str) -> str:
    r"""The character of a command that `\big` and its like left as it is; raises ValueError where there is none."""
    known = symbol(command)
    if known is None:
        raise ValueError(f"{command} is no known command")
    return known


def _is_greek_capital(text: str) -> bool:
    return len(text) == 1 and "Α" <= text <= "Ω"


def _operator_attributes(element: "Element", text: str) -> tuple[tuple[str, str], ...]:
    attributes = dict(_attributes(element))
    if element.tag == "mi" and unicodedata.category(text[0]) in ("Ps", "Pe"):
        attributes["stretchy"] = "false"
    if text in _TIGHT and "form" not in attributes:
        attributes |= {"lspace": "0", "rspace": "0"}
    return tuple(attributes.items())


def _attributes(element: "Element") -> tuple[tuple[str, str], ...]:
    allowed = ((name, value) for name, value in element.items() if name in _ATTRIBUTES)
    return tuple((name, value) for name, value in allowed if _ATTRIBUTES[name].fullmatch(value))


def _letter(character: str, alphabet: str) -> str:
    """The letter or digit in another mathematical alphabet, by the names that Unicode gives to both."""
    name = unicodedata.name(character, "").replace(" LETTER", "").removeprefix("LATIN ").removeprefix("GREEK ")
    older = "BLACK-LETTER" if alphabet == "FRAKTUR" else alphabet  # ℬ, ℂ, ℭ were there before the block of alphabets
    for candidate in (f"MATHEMATICAL {alphabet} {name}", f"{older} {name}"):
        try:
            return unicodedata.lookup(candidate)
        except KeyError:
            continue
    return character


def _accented(tag: str, base: _Node, mark: _Node) -> _Node:
    text = mark.text.replace("―", "‾" if tag == "mover" else "_")
    stretchy = "true" if text in "‾_¯" or len(base.text) != 1 else "false"
    accent = "accent" if tag == "mover" else "accentunder"
    return _Node(tag, "", (base, _Node("mo", text, attributes=(("stretchy", stretchy),))), ((accent, "true"),))


def _row(children: Sequence[_Node]) -> _Node:
    """The nodes as one: upright letters joined into words, names of functions spaced, no row around a single node."""
    joined: list[_Node] = []
    for node in children:
        if joined and _is_upright(node) and _is_upright(joined[-1]):
            joined[-1] = joined[-1]._replace(text=joined[-1].text + node.text)
        else:
            joined.append(node)
    neighbours = zip([None, *joined], joined, [*joined[1:], None], strict=False)
    spaced = tuple(_spaced(node, before, after) for before, node, after in neighbours)
    return spaced[0] if len(spaced) == 1 else _Node("mrow", "", spaced)


def _is_upright(node: _Node) -> bool:
    return node.tag == "mi" and node.text.isascii() and ("mathvariant", "normal") in node.attributes


def _spaced(node: _Node, before: _Node | None, after: _Node | None) -> _Node:
    if node.tag in _SCRIPTED:
        return node._replace(children=(_spaced(node.children[0], before, after), *node.children[1:]))
    if node.text in _SIGNS and before is not None and before.tag == "mo" and before.text not in _CLOSING | _TIGHT:
        return node._replace(attributes=(("form", "prefix"),))
    if not node.name:
        return node
    left = before is not None and (_core(before).tag != "mo" or before.text in _CLOSING)
    right = after is not None and (_core(after).tag != "mo" or _core(after).name)
    spaces = (("lspace", "0.167em" if left else "0"), ("rspace", "0.167em" if right else "0"))
    return node._replace(attributes=spaces)


def _core(node: _Node) -> _Node:
    return _core(node.children[0]) if node.tag in _SCRIPTED else node


def _written(node: _Node) -> str:
    attributes = "".join(f' {name}="{value}"' for name, value in node.attributes)
    inner = "".join(map(_written, node.children))
    return f"<{node.tag}{attributes}>{escape(node.text, quote=False)}{inner}</{node.tag}>"


def _line(node: _Node) -> str:
    parts = [_line(child) for child in node.children]
    if node.tag in _SCRIPTED:
        return _scripted(node, *parts)
    match node.tag:
        case "mfrac":
            return (" choose " if node.attributes else "/").join(map(_grouped, parts))
        case "msqrt":
            return "√" + _grouped("".join(parts))
        case "mroot":
            return _script(parts[1], "^").removeprefix("^") + "√" + _grouped(parts[0])
        case "mtable" | "mtr":
            return "; ".join(parts) if node.tag == "mtable" else _cells(node, parts)
        case "mspace" | "mphantom":
            return " "
        case "mo" if node.text in _RELATIONS:
            return f" {node.text} "
    return _plain(node.text) + _joined(node.children, parts)


def _cells(node: _Node, parts: Sequence[str]) -> str:
    """The cells of a row; two that are set against each other, "x" and "= 1", are one text."""
    sides = [dict(cell.attributes).get("columnalign") for cell in node.children]
    texts = zip(sides, ["", *sides], (part.strip() for part in parts), strict=False)
    row = ""
    for side, before, text in texts:
        mark = " " if (before, side) == ("right", "left") or text[:1] in _RELATIONS else ", "
        row += mark + text if row and text else text
    return row


def _scripted(node: _Node, base: str, first: str, second: str = "") -> str:
    if node.attributes:  # a mark over or under the formula
        mark = _MARKS.get(first.strip(), "") if node.tag == "mover" and len(base) == 1 else ""
        return unicodedata.normalize("NFC", base + mark)
    if node.tag in ("msup", "mover"):
        return base.strip() + _script(first, "^")
    return base.strip() + _script(first, "_") + (_script(second, "^") if second else "")


def _plain(text: str) -> str:
    """The text with usual letters for those of the mathematical alphabets, which few fonts have; ℝ and its like stay."""
    return _FANCY.sub(lambda letter: unicodedata.normalize("NFKC", letter[0]), text)


def _joined(nodes: Sequence[_Node], parts: Sequence[str]) -> str:
    text = ""
    for index, (node, part) in enumerate(zip(nodes, parts, strict=True)):
        before = _core(nodes[index - 1]) if index else node
        named = _core(node).name or before.name or before.text in _LARGE
        ends = text[-1:].isalnum() or text[-1:] in _CLOSING if named else bool(re.search(r"[_^]\w+$", text))
        text += " " + part if ends and part[:1].isalnum() else part
    return text


def _script(text: str, mark: str) -> str:
    text = re.sub(r" ([^\w ]) ", r"\1", text.strip())
    small = script(text, raised=mark == "^")
    if small is not None:
        return small
    return mark + (text if len(text) == 1 or (mark == "_" and text.isalnum()) else f"({text})")


def _grouped(text: str) -> str:
    text = text.strip()
    return text if text.isalnum() or len(text) < 2 else f"({text})"
