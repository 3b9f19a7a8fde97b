"""Words: where they stand in a text, and which of them are one word."""

import re

from sitegen import names

WORD = re.compile(r"[^\W_]+")
PLURAL = (("sses", "ss"), ("ies", "y"), ("us", "us"), ("is", "is"), ("ss", "ss"), ("s", ""))


def key(word: str) -> str:
    """What the spellings and forms of one word share: "Networks" → "network", "policies" → "policy", "Café" → "cafe".

    English plurals are taken off by their endings alone, so the key need not be a word ("bias" → "bia").
    """
    folded = names.fold(word).replace(" ", "")
    if len(folded) > 3:
        for ending, singular in PLURAL:
            if folded.endswith(ending):
                return folded.removesuffix(ending) + singular
    return folded
