"""Terms: the folded words, and pairs of characters, by which the search finds a text.

The themes' search.js folds what people type in the same way; docs/search.md says the rules in words.
"""

import re
import unicodedata
from functools import lru_cache

# Letters without a decomposition, spelled as `names.fold` spells them, and the sigma that ends a word.
LETTERS = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "ħ": "h", "ŧ": "t", "ŋ": "ng"}
    | {"ı": "i", "ə": "e", "ς": "σ", "’": None, "ʼ": None, "‐": "-", "‑": "-"}
)
# The marks that Latin, Greek, Cyrillic, Hebrew and Arabic letters carry. In other scripts a mark is part of the spelling.
_ACCENTS = re.compile("[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]")
# Chinese, Japanese and Korean: iteration marks, kana, Han, Hangul.
_UNSPACED = re.compile(
    "[\u3005\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3"
    "\U00020000-\U0003ffff]+"
)
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
_WORD = re.compile(r"[a-z0-9\x80-\U0010ffff]+(?:-[a-z0-9\x80-\U0010ffff]+)*")
_NAME = re.compile(r"[A-Za-z0-9]+")
_CAPITAL_INSIDE = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


def terms(text: str) -> list[str]:
    """The terms of a text: its words in their order, without accents and case, then its compounds.

    A hyphenated word gives its parts and the whole in one ("fine-tuning": fine, tuning, finetuning). A run of Chinese,
    Japanese or Korean characters gives its pairs and its last character, so that each pair and each beginning is found.
    """
    spelled = _WORD.findall(spell(text))
    words = " ".join(spelled).replace("-", " ").split()
    if not text.isascii():
        words = [term for word in words for term in (_pairs(word) if _UNSPACED.match(word) else [word])]
    return words + [word.replace("-", "") for word in spelled if "-" in word]


def _pairs(run: str) -> list[str]:
    return [run[at : at + 2] for at in range(len(run))]


def joined(text: str) -> str:
    """All of a text as one term, by which a whole name is found: "Jean-Luc Godard" is jeanlucgodard."""
    return "".join(_WORD.findall(spell(text))).replace("-", "")


def tails(text: str) -> list[str]:
    """What stands behind a capital inside a word, three letters or more: "AdaLoRA" gives lora, "MobileBERT" bert."""
    words = (word[cut.start() :] for word in _NAME.findall(text) for cut in _CAPITAL_INSIDE.finditer(word))
    return [word.lower() for word in words if len(word) > 2]


def spell(text: str) -> str:
    """A text without accents, case and apostrophes; marks beyond ASCII are spaces, and unspaced scripts stand apart."""
    return _BEYOND_ASCII.sub(_spelled, text).lower().replace("'", "").replace("`", "")


def _spelled(run: re.Match[str]) -> str:
    return _letters(run[0])


@lru_cache(maxsize=1 << 14)
def _letters(run: str) -> str:
    decomposed = unicodedata.normalize("NFKD", run).lower().translate(LETTERS)
    composed = unicodedata.normalize("NFC", _ACCENTS.sub("", decomposed))
    known = "".join(letter if letter == "-" or unicodedata.category(letter)[0] in "LNM" else " " for letter in composed)
    return _UNSPACED.sub(r" \g<0> ", known)
