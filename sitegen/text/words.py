"""Words: where they stand in a text, and which of them are one word."""

import re

from sitegen.text import names

WORD = re.compile(r"[^\W_]+")
PLURAL = (("sses", "ss"), ("ies", "y"), ("us", "us"), ("is", "is"), ("ss", "ss"), ("s", ""))


def key(word: str) -> str:
    """What the spellings and forms of one word share: "Networks" → "network", "policies" → "policy", "GPUs" → "gpu".

    Accents and case are folded. English plurals are taken off by their endings alone, so the key need not be a word
    ("bias" → "bia").
    """
    if word.endswith("s") and word[:-1].isupper():
        word = word[:-1]
    folded = names.fold(word).replace(" ", "")
    if len(folded) > 3:
        for ending, singular in PLURAL:
            if folded.endswith(ending):
                return folded.removesuffix(ending) + singular
    return folded
