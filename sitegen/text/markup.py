"""Text of dumps and hand-written Markdown as safe HTML and as plain text; which characters and addresses a page may carry."""

import re
import unicodedata
from functools import partial
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit, urlunsplit

from sitegen.text import mathml, tags, tex

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

# Characters that no page should carry: controls other than tab and newline, surrogates, non-characters; soft hyphens
# and zero-width characters, which make equal words differ; direction marks, overrides, isolates, which make text look
# like what it is not (Unicode Technical Report 36). Joiners stay in the scripts that need them, from Arabic on.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufdd0-\ufdef"
    "\ufff9-\ufffb\ufffe\uffff\u200c\u200d\ud800-\udfff\U000e0000-\U000e007f]"
)
# C1 controls are Windows-1252 that was read as Latin-1; HTML takes them so too
# (https://html.spec.whatwg.org/#numeric-character-reference-end-state).
_MEANT = {
    **{chr(code): bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)},
    **dict.fromkeys("\x0b\x0c\r\u2028\u2029", " "),
}

_SCHEMES = frozenset({"", "http", "https", "mailto"})
_HOST = re.compile(r"[^\s/\\<>\"{}|^`%]+")


def html(source: str, *, links: bool = True) -> str:
    """The text of a dump as inline HTML: TeX text marks and emphasis as elements, math as MathML, addresses as links.

    The tags and entities of the page that it was copied from are read as such, all else is escaped; only http, https and mailto
    addresses become links, none without `links` (for what stands in a link itself); math that cannot be converted stays as its
    source in `code`.
    """
    return tex.read(as_tex(source), _HTML if links else _UNLINKED)


def plain(source: str) -> str:
    """The same as plain Unicode text in one line: for titles of pages, search, feeds and references."""
    return " ".join(tex.read(as_tex(source), _PLAIN).split())


def excerpt(source: str, characters: int) -> str:
    """The plain text, cut between words to at most so many characters with an ellipsis, which is counted."""
    text = plain(source)
    if len(text) <= characters:
        return text
    head = text[: max(characters - 1, 0)]
    whole = head if text[len(head)] == " " else head.rpartition(" ")[0] or head
    return whole.rstrip(" ,;:–—") + "…"


def markdown(source: str) -> str:
    """Hand-written Markdown (CommonMark, tables, footnotes, dollar math) as safe HTML; headings have ids to link to.

    HTML in it is shown as text. Links and images with other schemes than `safe_url` lets pass are left as text.
    """
    parser = _markdown_parser()
    environment: dict[str, object] = {}
    tokens = parser.parse(_lines(source), environment)
    for token in tokens:
        if alignment := token.attrs.pop("style", None):  # a strict content security policy allows no style attribute
            token.attrSet("class", str(alignment).replace("text-align:", "align-"))
    return str(parser.renderer.render(tokens, parser.options, environment))


def relative_links(source: str) -> list[tuple[int, str]]:
    """Where the links and pictures of hand-written Markdown lead that are of the same site, each with its line, from 1."""
    found = []
    for block in _markdown_parser().parse(_lines(source)):
        line = block.map[0] + 1 if block.map else 1
        for token in block.children or ():
            line += token.type in {"softbreak", "hardbreak"}
            address = str(token.attrGet("href") or token.attrGet("src") or "")
            if address and not re.match(r"[\w+.-]+:|//|#", address):
                found.append((line, address))
    return found


def _lines(source: str) -> str:
    """A clean text whose lines end as Markdown's do."""
    return clean(source.replace("\r\n", "\n").replace("\r", "\n"))


def clean(text: str) -> str:
    """The text in Normalization Form C, without what a page must not carry: controls, zero-width, changes of direction."""
    return unicodedata.normalize("NFC", _UNWANTED.sub(_meant, text))


def as_tex(text: str) -> str:
    """The clean text, with TeX for the tags and characters for the entities of the page that it was copied from."""
    return clean(tags.as_tex(text))


def _meant(unwanted: re.Match[str]) -> str:
    character, before = unwanted[0], unwanted.string[unwanted.start() - 1 : unwanted.start()]
    return character if character in "\u200c\u200d" and before >= "\u0600" else _MEANT.get(character, "")


def safe_url(url: str) -> str | None:
    """The address, percent-encoded where it has to be, if it is http, https, mailto or relative; else None.

    None as well for what browsers and this function could read differently: control characters, backslashes, `//host`,
    a colon in the first part of a relative address (https://url.spec.whatwg.org/#url-parsing).
    """
    url = url.strip()
    if not url or _UNWANTED.search(url) or re.search(r"[\t\n\\]", url):
        return None
    try:
        parts = urlsplit(re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", url))
        has_host = bool(parts.hostname) and parts.port != 0 and _HOST.fullmatch(parts.netloc) is not None
    except ValueError:
        return None
    if parts.scheme not in _SCHEMES or has_host != parts.scheme.startswith("http"):
        return None
    if not parts.scheme and ":" in parts.path.partition("/")[0]:
        return None
    path, query, fragment = (quote(part, "/%:@!$&'()*+,;=~?") for part in (parts.path, parts.query, parts.fragment))
    return urlunsplit((parts.scheme, parts.netloc, path, query, fragment)) or None


def doi_address(doi: str) -> str:
    """Where a DOI leads to, percent-encoded (https://www.doi.org/the-identifier/resources/handbook/2_numbering#2.6.2)."""
    return "https://doi.org/" + quote(doi, "/:@!$&'()*+,;=~")


def _element(tag: str, inner: str) -> str:
    return f"<{tag}>{inner}</{tag}>" if tag and inner else inner


def _plain_element(tag: str, inner: str) -> str:
    return mathml.script(inner, raised=tag == "sup") or inner if tag in ("sub", "sup") else inner


def _link(written: str, inner: str) -> str | None:
    address = _web_address(written)
    return f'<a href="{escape(address)}">{inner}</a>' if address else None


def _plain_link(written: str, inner: str) -> str | None:
    if not _web_address(written):
        return None
    return inner if inner == written else f"{inner} ({written})"


def _web_address(written: str) -> str | None:
    address = safe_url(written)
    return address if address and address.startswith(("http", "mailto:")) else None


def _math(source: str, formula: str, display: bool) -> str:  # noqa: FBT001 - called through tex.Output only
    return mathml.markup(formula, display=display) or f"<code>{escape(source)}</code>"


_HTML = tex.Output(
    text=partial(escape, quote=False),
    element=_element,
    link=_link,
    math=_math,
    symbol=mathml.symbol,
)
_UNLINKED = _HTML._replace(link=lambda written, inner: inner if _web_address(written) else None)
_PLAIN = tex.Output(
    text=str,
    element=_plain_element,
    link=_plain_link,
    math=lambda source, formula, _: source if (line := mathml.line(formula)) is None else line,
    symbol=mathml.symbol,
)


def _markdown_parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt
    from mdit_py_plugins.anchors import anchors_plugin
    from mdit_py_plugins.dollarmath import dollarmath_plugin
    from mdit_py_plugins.footnote import footnote_plugin

    parser = MarkdownIt("commonmark", {"html": False, "xhtmlOut": False}).enable(["table", "strikethrough"])
    parser.use(footnote_plugin)
    parser.use(dollarmath_plugin, allow_labels=False, allow_space=False, allow_digits=False, renderer=_markdown_math)
    parser.use(anchors_plugin, max_level=6, slug_func=_heading_id)
    parser.add_render_rule("footnote_block_open", lambda *_: '<div class="footnotes">\n<ol>\n')
    parser.add_render_rule("footnote_block_close", lambda *_: "</ol>\n</div>\n")
    parser.validateLink = lambda url: safe_url(url) is not None  # type: ignore[method-assign]
    return parser


def _markdown_math(formula: str, options: dict[str, bool]) -> str:
    marks = "$$" if options["display_mode"] else "$"
    return _math(f"{marks}{formula}{marks}", formula, options["display_mode"])


def _heading_id(title: str) -> str:
    return re.sub(r"\W+", "-", title.casefold()).strip("-") or "section"
