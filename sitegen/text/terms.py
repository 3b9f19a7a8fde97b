"""Terms: the folded words, and pairs of characters, by which the search finds a text.

The themes' search.js folds what people type in the same way; docs/search.md says the rules in words.
"""

import re
import unicodedata
from functools import lru_cache

# Letters without a decomposition, spelled as `names.fold` spells them, and the sigma that ends a word.
LETTERS = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "ħ": "h", "ŧ": "t", "ŋ": "ng"}
    | {"ı": "i", "ə": "e", "ς": "σ", "’": None, "ʼ": None, "‐": "-", "‑": "-", "∞": " infinity "}
)
_GREEK = {
    letter: unicodedata.name(letter).split()[-1].lower().replace("lamda", "lambda") for letter in map(chr, range(0x3B1, 0x3CA))
}
# One or two Greek letters are symbols; a longer run is a Greek word.
_SYMBOLS = re.compile("(?<![α-ω])[α-ω]{1,2}(?![α-ω])")
# The marks that Latin, Greek, Cyrillic, Hebrew and Arabic letters carry. In other scripts a mark is part of the spelling.
_ACCENTS = re.compile("[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]")
# Scripts without spaces between words, and Korean: Thai, Lao, Burmese, Khmer, iteration marks, kana, Han, Hangul.
_UNSPACED = re.compile(
    "[\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0ece\u1000-\u103f\u1050-\u108f\u1780-\u17d3"
    "\u3005\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3"
    "\U00020000-\U0003ffff]+"
)
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
_PART = r"[a-z0-9\x80-\U0010ffff]+"
# Words may be joined (fine-tuning, L^2, x_1) and have a mark without which they would be others (C++, C#, .NET).
_WORD = re.compile(rf"{_PART}(?:\+\+|#|[-_^]{_PART})*|(?<!\S)\.{_PART}")
_MARKS = str.maketrans("-_^.+#", "      ")
_JOINTS = str.maketrans("", "", "-_^")
_NAME = re.compile(r"[A-Za-z0-9]+")
_CAPITAL_INSIDE = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


def terms(text: str) -> list[str]:
    """The terms of a text: its words in their order, without accents and case, then those with joints or marks as a whole.

    A joined word gives its parts and the whole in one ("fine-tuning": fine, tuning, finetuning; "L^2": l, 2, l2), one with a
    mark both without and with it ("C++": c, c++). A run of a script without spaces gives its pairs of characters and its last
    character, so that each pair and each beginning is found.
    """
    spelled = _WORD.findall(spell(text))
    words = " ".join(spelled).translate(_MARKS).split()
    if not text.isascii():
        words = [term for word in words for term in (_pairs(word) if _UNSPACED.match(word) else [word])]
    return words + [word.translate(_JOINTS) for word in spelled if not word.isalnum() and word != word.translate(_MARKS)]


def _pairs(run: str) -> list[str]:
    return [run[at : at + 2] for at in range(len(run))]


def joined(text: str) -> str:
    """All of a text as one term, by which a whole name is found: "Jean-Luc Godard" is jeanlucgodard."""
    return "".join(_WORD.findall(spell(text))).translate(_JOINTS)


def tails(text: str) -> list[str]:
    """What stands behind a capital inside a word, three letters or more: "AdaLoRA" gives lora, "MobileBERT" bert."""
    words = (word[cut.start() :] for word in _NAME.findall(text) for cut in _CAPITAL_INSIDE.finditer(word))
    return [word.lower() for word in words if len(word) > 2]


def spell(text: str) -> str:
    """A text without accents, case and apostrophes; Greek letters that are no word are their names, marks beyond ASCII are
    spaces, and unspaced scripts stand apart."""
    return _BEYOND_ASCII.sub(_spelled, text).lower().replace("'", "").replace("`", "")


def _spelled(run: re.Match[str]) -> str:
    return _letters(run[0])


@lru_cache(maxsize=1 << 14)
def _letters(run: str) -> str:
    decomposed = unicodedata.normalize("NFKD", run).lower().translate(LETTERS)
    composed = unicodedata.normalize("NFC", _ACCENTS.sub("", decomposed))
    named = _SYMBOLS.sub(lambda symbols: "".join(map(_GREEK.__getitem__, symbols[0])), composed)
    known = "".join(letter if letter == "-" or unicodedata.category(letter)[0] in "LNM" else " " for letter in named)
    return _UNSPACED.sub(r" \g<0> ", known)
