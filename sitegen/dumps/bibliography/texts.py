r"""What BibTeX writes to say a text: braces that only protect it, accents, escaped characters, commands that are one character.

    A {BERT} for {\"U}bersee \& $\ell_\infty$  →  A BERT for Übersee & $\ell_\infty$

TeX that says more than characters stays: formulas, `\emph{…}`, commands that nobody here knows.
"""

import re
from collections.abc import Iterator

from sitegen.text import formulas, letters

# Commands that stand for a character, in LaTeX's kernel and its textcomp.
CHARACTERS = {
    "textbackslash": "\\",
    "textasciicircum": "^",
    "textasciitilde": "~",
    "textless": "<",
    "textgreater": ">",
    "textbar": "|",
    "textbraceleft": r"\{",
    "textbraceright": r"\}",
    "textunderscore": "_",
    "textdollar": "$",
    "textquotesingle": "'",
    "textquoteright": "’",
    "textquoteleft": "‘",
    "textquotedblleft": "“",
    "textquotedblright": "”",
    "textquotedbl": '"',
    "textendash": "–",
    "textemdash": "—",
    "textellipsis": "…",
    "textbullet": "•",
    "textperiodcentered": "·",
    "slash": "/",
    "textregistered": "®",
    "texttrademark": "™",
    "textcopyright": "©",
    "copyright": "©",
    "textdegree": "°",
    "textmu": "µ",
    "texteuro": "€",
    "euro": "€",
    "pounds": "£",
    "textsterling": "£",
    "textyen": "¥",
    "textsection": "§",
    "textparagraph": "¶",
    "guillemotleft": "«",
    "guillemotright": "»",
    "textordmasculine": "º",
    "textordfeminine": "ª",
    "textonehalf": "½",
    "textexclamdown": "¡",
    "textquestiondown": "¿",
    "quotedblbase": "„",
    "quotesinglbase": "‚",
    "guilsinglleft": "‹",
    "guilsinglright": "›",
    "texttimes": "×",
    "textpm": "±",
    "textsuperscripttwo": "²",
    "relax": "",
    "protect": "",
}
ESCAPED = {**{mark: mark for mark in "&%#_"}, **dict.fromkeys("-/!@", ""), **dict.fromkeys(" ,;:\n\\", " ")}
# The journals' names in the macros of the American Astronomical Society, which ADS exports
# (https://ui.adsabs.harvard.edu/help/actions/journal-macros).
# fmt: off
JOURNALS = {
    "aj": "AJ", "apj": "ApJ", "apjl": "ApJL", "apjs": "ApJS", "ao": "Appl. Opt.", "apss": "Ap&SS", "aap": "A&A",
    "aapr": "A&A Rev.", "aaps": "A&AS", "araa": "ARA&A", "baas": "BAAS", "jcap": "J. Cosmology Astropart. Phys.",
    "mnras": "MNRAS", "nat": "Nature", "pasa": "PASA", "pasj": "PASJ", "pasp": "PASP", "physrep": "Phys. Rep.",
    "planss": "Planet. Space Sci.", "pra": "Phys. Rev. A", "prb": "Phys. Rev. B", "prc": "Phys. Rev. C",
    "prd": "Phys. Rev. D", "pre": "Phys. Rev. E", "prl": "Phys. Rev. Lett.", "rmxaa": "RMxAA",
    "solphys": "Sol. Phys.", "ssr": "Space Sci. Rev.", "icarus": "Icarus", "nar": "New A Rev.", "gca": "GeCoA",
}
# fmt: on
TOKEN = re.compile(
    r"\\(?:(?P<url>url\s*+\{(?P<address>[^{}]*+)\})|(?P<name>[A-Za-z]++)(?P<gap>\{\}|\s*+)|(?P<escaped>.))"
    r"|(?P<open>\{)|(?P<close>\})|(?P<tie>~)|(?P<other>[^\\{}~]++|\\)",
    re.DOTALL,
)
# What a group begins with that is written in another style.
SWITCH = re.compile(r"\{\s*+\\(?:em|it|sl|bf|tt|sc|rm|sf)(?![A-Za-z])")
MARKED = frozenset("\\{}~$")


def text(value: str) -> str:
    """A value of BibTeX as it is printed, in one line; nothing is lost that this does not know."""
    if MARKED.isdisjoint(value):
        return " ".join(value.split())
    parts: list[str] = []
    kept: list[bool] = []  # for each open brace whether it is one of the text's own
    argument_follows = False
    for kind, written in _tokens(value):
        shown = written
        if kind in ("open", "switch"):
            kept.append(argument_follows or kind == "switch")
            shown = written if kept[-1] else ""
        elif kind == "close":
            shown = written if not kept or kept.pop() else ""
        argument_follows = kind == "command" or (kind == "close" and shown == written)
        parts.append(shown)
    read = " ".join("".join(parts).split())
    amounts = read.replace(r"\$", "$")
    return amounts if r"\$" in read and len([*formulas(amounts)]) == len([*formulas(read)]) else read


def address(value: str) -> str:
    r"""A web address or an identifier as it is, without what TeX writes before some of its characters."""
    bare = re.sub(r"^\\url\s*\{(.*)\}$", r"\1", value.strip(), flags=re.DOTALL)
    bare = re.sub(r"\{?\\textasciitilde(?:\{\})?\}?|\$\\sim\$|\{\\~\{?\}?\}|\\~(?:\{\})?", "~", bare)
    return re.sub(r"\\(?=[_%&#$~{}])|[{}\s]", "", bare.replace(r"\textunderscore", "_"))


def _tokens(value: str) -> Iterator[tuple[str, str]]:
    """The pieces of a value with their kinds: braces, commands that may have an argument, and words as they are printed."""
    position = 0
    for start, end, _ in [*formulas(value), (len(value), len(value), "")]:
        yield from map(_token, TOKEN.finditer(letters(value[position:start])))
        yield "words", value[start:end]
        position = end


def _token(found: re.Match[str]) -> tuple[str, str]:
    if found["open"]:
        return "switch" if SWITCH.match(found.string, found.start()) else "open", "{"
    if found["close"]:
        return "close", "}"
    if found["name"] and found["name"] not in CHARACTERS:
        return "words" if found["gap"] == "{}" else "command", found[0]
    return "words", CHARACTERS[found["name"]] if found["name"] else _plain(found)


def _plain(found: re.Match[str]) -> str:
    if found["url"]:
        return str(found["address"])
    if found["tie"]:
        return " "
    return ESCAPED.get(found["escaped"], found[0]) if found["escaped"] else found[0]
