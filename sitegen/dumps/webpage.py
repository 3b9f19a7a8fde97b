"""The blocks of a saved page as a reader sees them: what is hidden is not there, formulas and lists of names stand in one line.

Authors often stand in list items, or in elements that nothing but style sets apart:

    <ul><li>Ada Example</li><li>Ben Sample</li></ul>        Ada Example, Ben Sample
    <a>Ada Example</a><a>Ben Sample</a>                     Ada Example, Ben Sample

A formula, which KaTeX and MathJax write two or three times, is given once: `$TeX$` where the page has its TeX, else its text.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin

from sitegen.dumps import byline, naming
from sitegen.dumps.addresses import SCHEME, host

if TYPE_CHECKING:
    from bs4.element import PageElement, Tag


class Block(NamedTuple):
    """A block's text, with the line ends of preformatted text only, the line on which it starts, and where its links lead.

    It is the first of an item where the page `opens` one there: a row, an article, or whatever stands there several times in a
    row. `heading` is the level of a heading, 0 for other text.
    """

    number: int
    text: str
    links: tuple[str, ...] = ()
    opens: bool = False
    heading: int = 0


class Page(NamedTuple):
    """What a reader sees of a page, and the blocks of running text that the page hides."""

    blocks: list[Block]
    hidden: list[Block]


class Place(NamedTuple):
    """How an element stands among its siblings: what to put before it, and whether it starts and ends a line of its own."""

    before: str = ""
    starts: bool = True
    ends: bool = True


ALONE = Place()


class Event(NamedTuple):
    """Text, where a link leads, or, where there is neither, the end of a block; `line` is that of the source.

    An `item` starts or ends there, one that `opens` whatever it holds; what comes is a heading of the level `heading`.
    """

    line: int
    text: str | None = None
    link: str | None = None
    preformatted: bool = False
    item: int = 0
    opens: bool = False
    heading: int = 0


MARKUP = re.compile(
    r"\s*+(?>(?:<!--(?>.*?-->)\s*+)*)<(?:!doctype html|(?:html|head|body|div|main|section|article|header|footer|nav|aside|form"
    r"|ul|ol|dl|pre|table|h[1-6])[\s>])",
    re.IGNORECASE | re.DOTALL,
)
# What a page holds: what nobody sees (comments, declarations, scripts), a tag, or text, to which belongs what should end in
# ">" and never does. No character is looked at twice.
ATTRIBUTES = r"(?>(?:[^<>=]++|=\s*+(?:\"[^\"]*+\"?|'[^']*+'?)?)*)"
TOKEN = re.compile(
    rf"(?P<unseen><!--.*?-->|<[!?][^<>]*+>"
    rf"|<(?P<name>script|style)\b(?P<said>{ATTRIBUTES})(?<!/)>(?P<code>.*?)(?:</(?P=name)\s*+>|\Z))"
    rf"|<(?P<tag>/?+[a-z][^\s/<>]*+){ATTRIBUTES}(?P<closed>>)?"
    rf"|[^<]++|<",
    re.IGNORECASE | re.DOTALL,
)
# Where MathJax keeps the TeX of a formula (https://docs.mathjax.org/en/v2.7-latest/model.html).
TEX_SCRIPT = re.compile(r"""type\s*+=\s*+["']?math/tex\b""", re.IGNORECASE)
SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->", re.IGNORECASE)
BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote body br button caption dd details dialog div dl dt fieldset figcaption figure footer"
        " form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main ol p pre section summary table tbody td textarea tfoot"
        " th thead title tr ul",
    )
)
# Elements that set letters, also within a word, and no more.
LETTERS = frozenset(
    re.findall(
        r"\w+",
        "abbr acronym b bdi bdo big cite code del dfn em font i ins kbd mark nobr q ruby s samp small strike strong sub sup tt"
        " u var wbr",
    )
)
HEADING = re.compile(r"h([1-6])")
# What stands so often in an element is a list of items.
FEWEST_ITEMS = 3
UNSEEN = frozenset(re.findall(r"\w+", "audio canvas datalist iframe nav noscript rp rt select svg template title video"))
NOT_SHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# What is there for those who hear the page, and pictures that are written as a word.
NOT_SEEN = re.compile(r"(?:\S+-)?sr-only|visually-?hidden|screen-?reader(?:-text|-only)?|material-(?:icons|symbols)\S*")
FORMULAS = frozenset(
    re.findall(
        r"\S+",
        "katex MathJax MathJax_Preview MathJax_Display MathJax_SVG MathJax_SVG_Display MathJax_CHTML mjx-chtml"
        " mwe-math-element",
    )
)
TEX_ATTRIBUTES = ("data-tex", "data-latex", "alttext")
# An alternative text in words, not in TeX.
WORDS = re.compile(r"[^\W\d_]{2,}(?:[\s,]+[^\W\d_]+)+")
STYLED = re.compile(r"\{\s*\\(?:display|text)style\s*(.*)\}", re.DOTALL)
RAISED = str.maketrans("0123456789+-−=()abcdefghijklmnoprstuvwxyz", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ")
LOWERED = str.maketrans("0123456789+-−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")
# The longest text, and the most parts of a page in it, that is looked at as a name.
LONGEST_NAME = naming.LONGEST_NAME
MOST_PARTS = 20
# How few words stand hidden on a page without being worth a word.
FEW_WORDS = 20
# How names in a row look on average, and below what none of them is; what may stand instead of the last ones.
NAME, NO_NAME = 0.2, -0.8
OTHERS = re.compile(r"(?:and|&|\+|,)?\s*(?:et\.? al\.?|…|\.\.\.|\d+ (?:more|others?|authors?)(?: authors?)?)", re.IGNORECASE)
# What stands before and behind a name in a row of them: a word, a comma, marks of footnotes.
AROUND_NAMES = re.compile(r"^(?:and|&)\s+|[\s\d*†‡§¶⁰¹²³⁴-⁹,;]+$")
# Elements that touch and are longer than that stand on lines of their own.
FEWEST_BLANKS = 3
# What sets what stands before and behind it apart, and what a word can start with that touches another one.
SEPARATORS = frozenset(":·•∙⋅|–—")
OPENING = SEPARATORS | frozenset('([{“"$')
LINE_END = "\n"
BETWEEN = frozenset((", ", "; "))
BLANK_START = re.compile(r"\A(?>(?:[^\S\n]*+\n)+)")
# Sites whose pages end their title with the site's name.
OWNERS = {
    "Hugging Face": "https://huggingface.co/",
    "arXiv": "https://arxiv.org/",
    "Google Scholar": "https://scholar.google.com/",
}
# How far into a page its address is looked for.
ENOUGH_TO_TELL = 10_000
SIDELINES = frozenset(("footer", "aside", "menu"))


def read(text: str) -> Page:
    """What a page shows, block by block, numbered by where the text of each starts in the file."""
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(_tidied(text), "html.parser")
    base = _own_address(soup, text)
    page = Page([], [])
    items: dict[int, int] = {}
    opening: set[int] = set()
    words: list[str] = []
    links: dict[str, None] = {}
    start, heading = 1, 0
    for line, string, link, preformatted, item, opens, level in _events(soup, page.hidden):
        if link is not None:
            if address := _absolute(base, link):
                links[address] = None
        elif string is None:
            page.blocks.extend(_block(start, words, links, heading))
            words, links, heading = [], {}, level
            if item and (opens or items.setdefault(item, len(page.blocks)) + 1 < len(page.blocks)):
                opening.add(items.get(item, len(page.blocks)))
        elif string in BETWEEN and words:
            while words and words[-1].isspace():
                words.pop()
            words[-1:] = [words[-1].rstrip(), string]
        elif words or not string.isspace():
            if not words:
                start = line + string[: len(string) - len(string.lstrip())].count("\n")
            words.append(string if preformatted else string.replace("\n", " "))
    page.blocks.extend(_block(start, words, links, heading))
    opened = [block._replace(opens=at in opening) for at, block in enumerate(page.blocks)]
    return page._replace(blocks=opened)


def _block(start: int, words: Sequence[str], links: Iterable[str], heading: int) -> Iterator[Block]:
    text = BLANK_START.sub("", "".join(words))
    if text and not text.isspace():
        yield Block(start, text, tuple(links), heading=heading)


def _tidied(text: str) -> str:
    """The page without comments and scripts, and with what never becomes a tag as text; its lines keep their numbers.

    Python's parser looks at such things again and again, in a time that grows with the square of their length or faster. A
    comment that never ends is text too, so that nothing is lost with it. MathJax's scripts of TeX become what KaTeX writes, and
    list items end where the next one starts, so that they are no items of each other.
    """
    open_items = [False]

    def tidied(token: re.Match[str]) -> str:
        if token["unseen"]:
            if token["code"] and TEX_SCRIPT.search(token["said"]):
                return f'<annotation encoding="application/x-tex">{escape(token["code"], quote=False)}</annotation>'
            return "\n" * token[0].count("\n")
        if not token["closed"]:
            return token[0].replace("<", "&lt;")
        return _ended(token["tag"].lower(), open_items) + token[0]

    closed, end, rest = text.rpartition("-->")
    return TOKEN.sub(tidied, closed + end + rest.replace("<!--", "&lt;!--"))


def _ended(tag: str, open_items: list[bool]) -> str:
    """The end of a list item that has none, to be put before this tag; `open_items` says for each open list whether one is."""
    ends = open_items[-1] and tag in {"li", "/ul", "/ol"}
    if tag in {"ul", "ol"}:
        open_items.append(False)
    elif tag in {"/ul", "/ol"} and len(open_items) > 1:
        open_items.pop()
    elif tag in {"li", "/li"}:
        open_items[-1] = tag == "li"
    return "</li>" if ends else ""


def _own_address(soup: "Tag", text: str) -> str:
    """What the page's relative links are relative to, "" where it does not say."""
    said = [
        (soup.find("base", href=True), "href"),
        (soup.find("link", rel="canonical", href=True), "href"),
        (soup.find("meta", property="og:url", content=True), "content"),
    ]
    found = [str(tag[name]) for tag, name in said if tag]
    found += [match[1] for match in SAVED_FROM.finditer(text, 0, ENOUGH_TO_TELL)]
    found += [OWNERS.get(re.split(r" [-–—|·] ", soup.title.get_text().strip())[-1], "")] if soup.title else []
    return next((address for address in map(str.strip, found) if SCHEME.match(address) and host(address)), "")


def _absolute(base: str, link: str) -> str:
    """The web address that a link leads to, "" where it leads to none, to its own page, or nobody says where from."""
    link = "".join(link.split())
    if link.startswith("#") or not (base or SCHEME.match(link)):
        return ""
    try:
        address = urljoin(base, link)
    except ValueError:
        return ""
    return address if SCHEME.match(address) and host(address) else ""


def _events(soup: "Tag", hidden: list[Block]) -> Iterator[Event]:
    """What a reader comes by, in order; long text that is hidden goes into `hidden`."""
    from bs4.element import Tag

    small = frozenset(word for word in naming.WORD.findall(soup.get_text(" ")) if word.islower())
    places: dict[int, Place] = {}
    items: dict[int, int] = {}
    pending: list[str] = []
    line = 1
    stack: list[tuple[PageElement, bool, bool]] = [(element, False, False) for element in reversed(soup.contents)]
    while stack:
        element, closes, preformatted = stack.pop()
        if not isinstance(element, Tag):
            if pending and not str(element).isspace():
                yield from (Event(line, link=link) for link in pending)
                pending.clear()
            yield Event(line, str(element), preformatted=preformatted)
            line += str(element).count("\n")
        elif closes:
            if element.name == "a" and pending:
                yield Event(line, link=pending.pop())
            if _is_block(element) and places.get(id(element), ALONE).ends:
                yield Event(line, item=items.get(id(element), 0))
        else:
            line = element.sourceline or line
            if element.name in UNSEEN or _hides(element):
                hidden += _hidden_prose(element, line)
                continue
            place = places.get(id(element), ALONE)
            if (instead := _instead(element)) is not None:
                yield Event(line, place.before.replace(LINE_END, " ") + instead)
                continue
            yield from _starts(element, line, place, items.get(id(element), 0))
            pending += [str(element["href"])] if element.name == "a" and element.get("href") else []
            if len(element.contents) > 1:
                places |= _places(element, small)
                items |= {id(item): number for number, item in enumerate(_items(element), len(items) + 1)}
            stack.append((element, True, False))
            preformatted = preformatted or element.name == "pre"
            stack += [(child, False, preformatted) for child in reversed(element.contents)]


def _items(parent: "Tag") -> Iterator["Tag"]:
    """The children of an element that stand there several times, each with lines of its own."""
    from bs4.element import Tag

    children = [child for child in parent.children if isinstance(child, Tag) and child.name in BLOCKS]
    kinds = Counter((child.name, *_classes(child)) for child in children)
    for child in children:
        if kinds[child.name, *_classes(child)] >= FEWEST_ITEMS and child.name != "dd":
            yield child


def _starts(element: "Tag", line: int, place: Place, item: int) -> Iterator[Event]:
    """What comes before what an element holds, which may be an item."""
    if (_is_block(element) and place.starts) or place.before == LINE_END:
        heading = HEADING.fullmatch(element.name)
        opens = bool(item and (heading or element.name == "dt"))
        yield Event(line, item=item, opens=opens, heading=int(heading[1]) if heading else 0)
    elif place.before:
        yield Event(line, place.before)


def _is_block(element: "Tag") -> bool:
    """Whether an element has lines of its own: by its name, or because it breaks them, as one that style makes a block does."""
    return element.name in BLOCKS or any(getattr(child, "name", None) == "br" for child in element.contents)


def _instead(element: "Tag") -> str | None:
    """What is shown instead of an element that is a formula or a raised or lowered mark; None for all others."""
    formula = _formula(element)
    return _script(element) if formula is None else formula


def _hides(element: "Tag") -> bool:
    """Whether a reader does not see an element: it is hidden, for those who hear the page, or a double of its neighbour."""
    said = element.attrs
    if not said or not FORMULAS.isdisjoint(_classes(element)):
        return False
    if "hidden" in said or (element.name == "dialog" and "open" not in said) or said.get("role") == "navigation":
        return True
    if NOT_SHOWN.search(str(said.get("style", ""))) or any(NOT_SEEN.fullmatch(name) for name in _classes(element)):
        return True
    if said.get("aria-hidden") != "true" or not (text := _short_text(element)):
        return False
    return any(beside and _short_text(beside) == text for beside in (_tag_after(element), _tag_before(element)))


def _hidden_prose(element: "Tag", line: int) -> list[Block]:
    """The text of a hidden element as a block where it is long enough to be more than a button's."""
    if element.name in UNSEEN:
        return []
    text = " ".join(element.get_text(" ").split())
    return [Block(line, text)] if text.count(" ") >= FEW_WORDS else []


def _formula(element: "Tag") -> str | None:
    """The formula that an element is, as text or as `$TeX$`; "" where what follows gives it again; None if it is none."""
    name = element.name
    if name == "annotation":
        return _in_dollars(element.get_text()) if element.get("encoding") == "application/x-tex" else ""
    if name == "img":
        alt = str(element.get("alt", "")).strip()
        return alt if len(alt) > 2 and alt[0] == alt[-1] == "$" else None
    if name not in {"math", "mjx-container"} and FORMULAS.isdisjoint(_classes(element)):
        return None
    if name != "math" and _given_again(element):
        return ""
    if source := _tex(element):
        return source if WORDS.fullmatch(source) else _in_dollars(source)
    math = element if name == "math" else element.find("math")
    if math:
        return "".join(_leaf(string) for string in math.strings if not _named(string.parent, "annotation", "annotation-xml"))
    return element.get_text()


def _given_again(element: "Tag") -> bool:
    """Whether the formula that an element shows follows in TeX: MathJax 2 puts its preview and its own form before that."""
    previews = "MathJax_Preview" in _classes(element)
    for _ in range(3):
        following = _tag_after(element)
        if following is None:
            return False
        if following.name == "annotation":
            return True
        if FORMULAS.isdisjoint(_classes(following)):
            return False
        if previews:
            return True
        element = following
    return False


def _tex(element: "Tag") -> str:
    """The TeX of a formula, where an attribute or an annotation of it gives that."""
    annotation = element.find("annotation", encoding="application/x-tex")
    if annotation:
        return annotation.get_text().strip()
    inner = element.find(["math", "mjx-math"])
    for source in (element, inner) if inner else (element,):
        for name in TEX_ATTRIBUTES:
            if text := str(source.get(name, "")).strip():
                return text
    return ""


def _in_dollars(tex: str) -> str:
    """A formula between dollars, without what only says how it is set."""
    tex = " ".join(tex.split())
    styled = STYLED.fullmatch(tex)
    tex = (styled[1] if styled else tex).strip("$ ")
    return f"${tex}$" if tex else ""


def _leaf(string: "PageElement") -> str:
    """A letter, number or sign of MathML, raised, lowered or divided by as its place in the formula says."""
    text = str(string).strip()
    part = string.parent
    while part and part.parent and part.parent.name == "mrow" and len(part.parent.contents) == 1:
        part = part.parent
    if part is None or part.parent is None or not text or _tag_before(part) is None:
        return text
    above = part.parent.name
    if above == "msup" or (above == "msubsup" and _tag_after(part) is None):
        return _set(text, RAISED, "^")
    if above in {"msub", "msubsup"}:
        return _set(text, LOWERED, "_")
    return f"/{text}" if above == "mfrac" else text


def _set(text: str, letters: Mapping[int, int], sign: str) -> str:
    """A text in raised or lowered letters, or behind the sign that says so where there are none."""
    moved = text.translate(letters)
    return moved if all(new != old for new, old in zip(moved, text, strict=True)) else sign + text


def _script(element: "Tag") -> str | None:
    """What a `sup` or `sub` holds in raised or lowered characters, so that no mark is part of a name and no power a number.

    None where there are no such characters, and for the letters of ordinals ("4th").
    """
    if element.name not in {"sup", "sub"}:
        return None
    text = (_short_text(element) or "").replace(" ", "")
    before = str(element.previous_sibling or "")[-1:]
    if not text or (before.isdigit() and text.isalpha()):
        return None
    moved = text.translate(RAISED if element.name == "sup" else LOWERED)
    return moved if all(new != old or old in ",*†‡§¶" for new, old in zip(moved, text, strict=True)) else None


def _places(parent: "Tag", small: frozenset[str]) -> Mapping[int, Place]:
    """How the children of an element stand that are names in a row, or that touch each other; the others are left out."""
    places: dict[int, Place] = {}
    for row in _rows(parent):
        for first, second in pairwise(row):
            if before := _between(first, second):
                places[id(second)] = Place(before)
        for kind, alike in groupby(row, key=_kind):
            people = list(alike)
            if kind and len(people) > 1 and (between := _between_names(people, small)):
                places[id(people[0])] = Place(ends=False)
                for above, person in pairwise(people):
                    stands = " " if (_short_text(above) or "").endswith((",", ";")) else between
                    places[id(person)] = Place(stands, starts=False, ends=person is people[-1])
    return places


def _rows(parent: "Tag") -> Iterator[list["Tag"]]:
    """The children of an element that have nothing but white space between them, in rows."""
    from bs4.element import Tag

    row: list[Tag] = []
    for child in parent.children:
        if isinstance(child, Tag):
            if child.name not in UNSEEN:
                row.append(child)
        elif row and not str(child).isspace():
            yield row
            row = []
    if row:
        yield row


def _kind(element: "Tag") -> tuple[str, ...]:
    """What elements have in common that hold one name each: items of a list, or what is styled alike; () for the others."""
    if element.name in {"br", "sub", "sup", "td", "th", "tr", "wbr"}:
        return ()
    if element.name == "li":
        return ("li",)
    return (element.name, *_classes(element)) if _classes(element) or element.name not in BLOCKS else ()


def _between_names(people: Sequence["Tag"], small: frozenset[str]) -> str:
    """What to set between elements that hold a name each, the last one perhaps "et al."; "" where they hold anything else.

    `small` are the words that the page prints in small letters, as the words of a menu are, and names are not.
    """
    texts = [_short_text(person) for person in people]
    if not all(texts):
        return ""
    names = [AROUND_NAMES.sub("", text) for text in texts if text]
    named = [" ".join(reversed(name.split(", ", 1))) for name in names[: -1 if OTHERS.fullmatch(names[-1]) else None]]
    if not named:
        return ""
    likeness = [byline.likeness(name.title() if name.isupper() else name, byline.Known()) for name in named]
    if min(likeness) < NO_NAME or sum(likeness) < NAME * len(named) or _beside_the_papers(people[0]):
        return ""
    words = naming.WORD.findall(" ".join(named).lower())
    if 2 * sum(word in small for word in words) > len(words):
        return ""
    return "; " if any("," in name for name in names) else ", "


def _beside_the_papers(element: "Tag") -> bool:
    """Whether an element is of the page and not of what is in it: a menu, a footer."""
    return any(
        above.name in SIDELINES
        or above.get("role") in {"menu", "menubar"}
        or (above.name == "header" and _named(above.parent, "body"))
        for above in element.parents
    )


def _between(first: "Tag", second: "Tag") -> str:
    """What to set between two neighbours in a line: nothing where white space is; a blank, or a line end where one is long."""
    if first.next_sibling is not second or any(_in_word(element) for element in (first, second)):
        return ""
    end, start = _edge(first, -1), _edge(second, 0)
    if not end or end[-1].isspace() or not start or not (start[0].isalnum() or start[0] in '([{“"$'):
        return ""
    one, other = _short_text(first), _short_text(second)
    if (one is not None and len(one) < 2) or end.endswith(":"):
        return " " if end.endswith(":") else ""
    is_long = any(text is None or text.count(" ") >= FEWEST_BLANKS for text in (one, other))
    return LINE_END if is_long else " "


def _in_word(element: "Tag") -> bool:
    """Whether what an element holds may be within a word, or starts a line anyway."""
    return element.name in BLOCKS or element.name in LETTERS or _formula(element) is not None


def _edge(element: "PageElement", at: int) -> str:
    """The first text in an element (`at` 0), or the last (-1)."""
    from bs4.element import Tag

    for _ in range(MOST_PARTS):
        if not isinstance(element, Tag):
            return str(element)
        if not element.contents:
            return ""
        element = element.contents[at]
    return ""


def _short_text(element: "Tag") -> str | None:
    """The text in an element, white space single; None where it is too long for a name or stands on several lines."""
    from bs4.element import Tag

    parts: list[str] = []
    looked, length = 0, 0
    stack: list[PageElement] = [element]
    while stack:
        part = stack.pop()
        looked += 1
        if looked > MOST_PARTS or length > LONGEST_NAME:
            return None
        if not isinstance(part, Tag):
            parts.append(str(part))
            length += len(parts[-1])
        elif part.name in BLOCKS and part is not element:
            return None
        elif part.name not in UNSEEN:
            stack += reversed(part.contents[: MOST_PARTS + 1])
    return " ".join("".join(parts).split()) if length <= LONGEST_NAME else None


def _classes(element: "Tag") -> Sequence[str]:
    return element.get_attribute_list("class") if "class" in element.attrs else ()


def _named(element: "Tag | None", *names: str) -> bool:
    return element is not None and element.name in names


def _tag_after(element: "PageElement") -> "Tag | None":
    return _beside(element.next_siblings)


def _tag_before(element: "PageElement") -> "Tag | None":
    return _beside(element.previous_siblings)


def _beside(siblings: Iterable["PageElement"]) -> "Tag | None":
    """The element beside another one, where nothing but white space stands between them."""
    from bs4.element import Tag

    for sibling in siblings:
        if isinstance(sibling, Tag):
            return sibling
        if not str(sibling).isspace():
            return None
    return None
