"""Web addresses in running text: found, freed of what the text glued to them, told apart as code or other."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple
from urllib.parse import urlsplit


class Linked(NamedTuple):
    """A text as a reader sees it, and where the links in it lead."""

    text: str
    links: tuple[str, ...] = ()


CODE_HOSTS = frozenset(
    (
        "anonymous.4open.science",
        "bitbucket.org",
        "codeberg.org",
        "gitee.com",
        "github.com",
        "gitlab.com",
        "gitlab.inria.fr",
        "sourceforge.net",
    )
)
# A brace ends an address: TeX and doubled links leave "{https://…}" right behind it. "\_" and the like are TeX escapes.
HOST = "|".join(re.escape(host) for host in sorted(CODE_HOSTS))
ESCAPE = r"\\[_%#&~$](?:\{\})?|\{\\[_%#&~$]\}|\\textasciitilde(?:\{\}|\b)|\$\\sim\$"
ADDRESS = re.compile(
    rf"(?:https?://|(?<![\w./@-])(?:www\.|(?=(?:{HOST})/)))(?!https?://)(?:[^\s<>\"{{}}|\\^`$]|\$(?!\\)|<\d[^\s<>]*+>(?=\d)|{ESCAPE})+",
    re.IGNORECASE,
)
SCHEME = re.compile(r"https?://", re.IGNORECASE)
# The name of a host, or its number in version 6, which urlsplit has judged.
HOST_NAME = re.compile(r"(?!-)[\w-]+(?:(?<!-)\.(?!-)[\w-]+)*(?<!-)\.?|[^.]*:.*")
# Links as they are written in Markdown, Org and MediaWiki. What stands in brackets may hold brackets itself, or a picture.
LABEL = r"(?>(?:[^\[\]]|\[[^\[\]]*+\](?:\([^\s()]*+\))?)*)"
TARGET = r"<?(?P<target>(?>(?:[^\s()<>]|\([^\s()<>]*+\))*))>?"
LINK = re.compile(
    rf"(?P<picture>!)?\[(?P<label>{LABEL})\]\(\s*+{TARGET}(?:\s++(?:\"[^\"]*+\"|'[^']*+'|\([^()]*+\)))?\s*+\)"
    r"|(?P<seen>!)?\[(?P<named>[^\[\]]++)\]\s?\[(?P<name>[^\[\]]*+)\]"
    r"|\[\[(?P<org>https?://[^\s\[\]]++)\](?:\[(?P<words>[^\[\]]++)\])?\]"
    r"|\[{1,2}(?P<wiki>https?://[^\s\[\]]++)\s++(?P<said>[^\[\]]++)\]{1,2}"
    r"|<(?P<alone>https?://[^\s<>]++)>",
    re.IGNORECASE,
)
PICTURE = re.compile(r"!\[[^\[\]]*+\]\([^\s()]*+\)")
# What a link leads to that is no web address: another file, a place on the page, a mailbox.
ELSEWHERE = re.compile(r"\.{0,2}/|#|mailto:|[\w./-]+\.(?:bib|html?|md|pdf|txt)\Z", re.IGNORECASE)
# Where the address of a link stands that is named in the text.
DEFINITION = re.compile(r"\[(?P<name>[^\[\]^]++)\]:\s++<?(?P<target>https?://[^\s<>]++)>?(?:\s++[\"'(].*)?", re.IGNORECASE)
ESCAPED = re.compile(ESCAPE)
DOI = r"\b10\.\d{4,9}/[^\s<>\"]+"
UNBROKEN = re.compile(rf"{ADDRESS.pattern}|{DOI}", re.IGNORECASE)
# The end of a sentence behind an address, and the first word of what is glued to it.
GLUED_WORD = re.compile(r"[.!?][)\]'\"”’]?[^\W\d_]*+\Z|[.,;:!?)\]'\"”’]+\Z")


def addresses(text: str) -> list[str]:
    """The whole addresses in a text, in order, each once; "https://" is put before one that is printed without scheme."""
    if "/" not in text and "www." not in text.lower():
        return []
    found = (clean(match[0]) for match in ADDRESS.finditer(text))
    return list(dict.fromkeys(address for address in found if host(address)))


def clean(address: str) -> str:
    """An address without the punctuation, quotes or unmatched bracket that the sentence around it left at its end."""
    address = unescaped(address)
    unmatched = {closing: address.count(closing) - address.count(opening) for opening, closing in ("()", "[]")}
    end = len(address)
    while end and (address[end - 1] in ".,;:!?'’”*_~$" or unmatched.get(address[end - 1], 0) > 0):
        end -= 1
        if address[end] in unmatched:
            unmatched[address[end]] -= 1
    address = address[:end].replace("<", "%3C").replace(">", "%3E")
    return address if SCHEME.match(address) else f"https://{address}"


def unescaped(address: str) -> str:
    """An address without what TeX and Markdown write before or around some of its characters."""
    return ESCAPED.sub(lambda match: "~" if "sim" in match[0] or "tilde" in match[0] else match[0].strip("\\{}"), address)


def masked(text: str) -> str:
    """The text with letters in place of its addresses, so that nothing in them is taken for the end of a sentence."""
    if "/" not in text:
        return text
    return UNBROKEN.sub(lambda match: _masked(match[0]), text)


def _masked(address: str) -> str:
    glued = GLUED_WORD.search(address)
    end = glued.start() if glued else len(address)
    return "x" * end + address[end:]


def named_links(texts: Iterable[str]) -> Mapping[str, str]:
    """The addresses that lines such as "[1]: https://example.org" give to names, for the names that the texts use."""
    given: dict[str, str] = {}
    used: set[str] = set()
    for text in texts:
        if match := DEFINITION.fullmatch(text):
            given.setdefault(match["name"].lower(), match["target"])
        elif "][" in text or "] [" in text:
            used |= {(match["name"] or match["named"]).lower() for match in LINK.finditer(text) if match["named"]}
    return {name: target for name, target in given.items() if name in used}


def linked(text: str, named: Mapping[str, str]) -> Linked:
    """The text with the words of its links in their place, without pictures, and the web addresses that the links lead to.

    What only stands in brackets stays as it is. `named` are the addresses that the dump gives to names.
    """
    if "[" not in text and "<" not in text:
        return Linked(text)
    links: list[str] = []

    def shown(match: re.Match[str]) -> str:
        label, target = match["label"], match["target"]
        if match["named"] is not None:
            label, target = match["named"], named.get((match["name"] or match["named"]).lower(), "")
        elif label is None:
            target = match["org"] or match["wiki"] or match["alone"]
            label = match["words"] or match["said"] or target
        if match["picture"] or match["seen"]:
            return "" if target else match[0]
        if SCHEME.match(target) and host(target):
            links.append(unescaped(target))
        elif not ELSEWHERE.match(target):
            return match[0]
        return PICTURE.sub("", label)

    return Linked(LINK.sub(shown, text), tuple(dict.fromkeys(links)))


def host(address: str) -> str:
    """The host that an address names, or "" where it is no address."""
    try:
        parts = urlsplit(address)
        name = parts.hostname if parts.port != 0 else None
    except ValueError:
        return ""
    return name if name and HOST_NAME.fullmatch(name) else ""


def split_code(found: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The addresses that lead to code, by the host that serves it, and the others."""
    code: list[str] = []
    other: list[str] = []
    for address in found:
        (code if host(address).removeprefix("www.") in CODE_HOSTS else other).append(address)
    return tuple(code), tuple(other)
