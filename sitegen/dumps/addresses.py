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
    rf"(?:https?://|(?<![\w./@-])(?:www\.|(?=(?:{HOST})/)))(?:[^\s<>\"{{}}|\\^`]|\\[_%#&~])+",
    re.IGNORECASE,
)
ESCAPED = re.compile(r"\\([_%#&~])")


def addresses(text: str) -> list[str]:
    """The whole addresses in a text, in order, each once; "https://" is put before one that is printed without scheme."""
    found = (clean(match[0]) for match in ADDRESS.finditer(text))
    return list(dict.fromkeys(address for address in found if host(address)))


def clean(address: str) -> str:
    """An address without the punctuation, quotes or unmatched bracket that the sentence around it left at its end."""
    address = ESCAPED.sub(r"\1", address)
    while address:
        last = address[-1]
        unmatched = last in ")]" and address.count(last) > address.count("(" if last == ")" else "[")
        if last not in ".,;:!?'’”*_~$" and not unmatched:
            break
        address = address[:-1]
    return address if "://" in address else f"https://{address}"


def host(address: str) -> str:
    """The host that an address names, or "" where it names none."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def split_code(found: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The addresses that lead to code, by the host that serves it, and the others."""
    code: list[str] = []
    other: list[str] = []
    for address in found:
        (code if host(address).removeprefix("www.") in CODE_HOSTS else other).append(address)
    return tuple(code), tuple(other)
