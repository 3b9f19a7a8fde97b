"""Web addresses in running text: found, freed of what the text glued to them, told apart as code or other."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

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
ADDRESS = re.compile(
    rf"(?:https?://|(?<![\w./@-])(?:www\.|(?=(?:{HOST})/)))(?!https?://)(?:[^\s<>\"{{}}|\\^`]|\\[_%#&~])+",
    re.IGNORECASE,
)
SCHEME = re.compile(r"https?://", re.IGNORECASE)
# The name of a host, or its number in version 6, which urlsplit has judged.
HOST_NAME = re.compile(r"(?!-)[\w-]+(?:(?<!-)\.(?!-)[\w-]+)*(?<!-)\.?|[^.]*:.*")
ESCAPED = re.compile(r"\\([_%#&~])")


def addresses(text: str) -> list[str]:
    """The whole addresses in a text, in order, each once; "https://" is put before one that is printed without scheme."""
    found = (clean(match[0]) for match in ADDRESS.finditer(text))
    return list(dict.fromkeys(address for address in found if host(address)))


def clean(address: str) -> str:
    """An address without the punctuation, quotes or unmatched bracket that the sentence around it left at its end."""
    address = ESCAPED.sub(r"\1", address)
    unmatched = {closing: address.count(closing) - address.count(opening) for opening, closing in ("()", "[]")}
    end = len(address)
    while end and (address[end - 1] in ".,;:!?'’”*_~$" or unmatched.get(address[end - 1], 0) > 0):
        end -= 1
        if address[end] in unmatched:
            unmatched[address[end]] -= 1
    address = address[:end]
    return address if SCHEME.match(address) else f"https://{address}"


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
