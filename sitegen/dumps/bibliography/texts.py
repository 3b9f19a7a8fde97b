r"""What BibTeX writes to say a text: braces that only protect it, accents, escaped characters, commands that are one character.

    A {BERT} for {\"U}bersee \& $\ell_\infty$  →  A BERT for Übersee & $\ell_\infty$

TeX that says more than characters stays: formulas, `\emph{…}`, commands that nobody here knows.
"""

import re

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
    reader = _Reader()
    position = 0
    for start, end, _ in [*formulas(value), (len(value), len(value), "")]:
        reader.take(letters(value[position:start]))
        reader.add(value[start:end])
        position = end
    read = " ".join("".join(reader.parts).split())
    amounts = read.replace(r"\$", "$")
    return amounts if r"\$" in read and len([*formulas(amounts)]) == len([*formulas(read)]) else read


def address(value: str) -> str:
    r"""A web address or an identifier as it is, without what TeX writes before some of its characters."""
    bare = re.sub(r"^\\url\s*\{(.*)\}$", r"\1", value.strip(), flags=re.DOTALL)
    bare = re.sub(r"\{?\\textasciitilde(?:\{\})?\}?|\$\\sim\$|\{\\~\{?\}?\}|\\~(?:\{\})?", "~", bare)
    return re.sub(r"\\(?=[_%&#$~{}])|[{}\s]", "", bare.replace(r"\textunderscore", "_"))


class _Reader:
    """The text read so far, and for each open brace whether it is one of the text's own."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.kept: list[bool] = []
        self.argument_follows = False

    def add(self, words: str) -> None:
        """Take words as they are."""
        if words:
            self.parts.append(words)
            self.argument_follows = False

    def take(self, piece: str) -> None:
        """Read a piece that holds no formula."""
        for found in TOKEN.finditer(piece):
            kind = found.lastgroup
            if kind == "open":
                self._open(keep=self.argument_follows or SWITCH.match(piece, found.start()) is not None)
            elif kind == "close":
                self._close()
            elif found["name"]:
                self._command(found)
            else:
                self.add(_plain(found))

    def _open(self, *, keep: bool) -> None:
        self.kept.append(keep)
        self.parts.append("{" if keep else "")
        self.argument_follows = False

    def _close(self) -> None:
        keep = self.kept.pop() if self.kept else True
        self.parts.append("}" if keep else "")
        self.argument_follows = keep

    def _command(self, found: re.Match[str]) -> None:
        name = found["name"]
        known = CHARACTERS.get(name)
        self.parts.append(found[0] if known is None else known)
        self.argument_follows = known is None and found["gap"] != "{}"


def _plain(found: re.Match[str]) -> str:
    if found["url"]:
        return str(found["address"])
    if found["tie"]:
        return " "
    return ESCAPED.get(found["escaped"], found[0]) if found["escaped"] else found[0]
