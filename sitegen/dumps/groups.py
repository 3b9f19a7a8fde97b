"""Groups that sign papers ("the Foo Collaboration", "Ministry of Odd Numbers"), told from persons and from places."""

import re
from functools import lru_cache

# No piece of a byline that is one group or place has more characters.
LONGEST_GROUP = 100
# What a group that signs a paper is called, behind its own name and before it.
GROUP_LAST = (
    r"(?:Collaborations?|Consorti(?:um|a)|Teams?|(?:Study |Working |Research |Trial )?Groups?|Committee|Investigators"
    r"|Initiative|Alliance|Task Force|Council|Commission|Agency|Society|Association|Organi[sz]ation|Foundation|Institutes?"
    r"|Federation|Secretariat|Kollaboration|Konsortium|Arbeitsgruppe|Consorcio|Consórcio|Collaboratori)"
)
GROUP_FIRST = (
    r"(?:Ministry|Department|Institute|Office|Bureau|Council|Commission|Committee|Association|Society|Organi[sz]ation|Agency"
    r"|Cent(?:er|re)s?|Group|Consortium|Team|Academy|Ministerium|Ministère|Ministerio|Ministero|Ministério|Grupo|Groupe|Gruppo"
    r"|Arbeitsgruppe|Arbeitsgemeinschaft|Consorcio|Consórcio|Collaboration|Comité|Commission)"
)
_WORD = r"(?:[^\Wa-z_][\w.&/’'-]*|of|for|and|on|in|the|de|des|du|für|der|&)"
GROUP = re.compile(
    rf"(?:[(\[]?(?:and\s+)?(?:on\s+behalf\s+of|for|from|representing|with)\s+(?=the\s|[^\Wa-z]))?"
    rf"(?P<name>(?:[Tt]he\s+)?(?:{_WORD}\s+){{1,8}}{GROUP_LAST}(?:\s+(?:of|for|on|in|de)(?:\s+{_WORD}){{1,8}})?"
    rf"|(?:[Tt]he\s+)?(?:{_WORD}\s+){{0,3}}{GROUP_FIRST}\s+(?:of|for|on|de|des|du|für|del|della|do|da)(?:\s+{_WORD}){{1,8}}"
    r"|\w{2,20}(?:合作组|工作组|课题组|研究组|委员会|研究会))[)\]]?"
)
BEHALF = re.compile(r"[(\[]?(?:and\s+)?on\s+behalf\s+of\s+(?P<name>\S[^()\[\]]{1,78})[)\]]?")
SURE_GROUP = re.compile(r"[Tt]he\s|.*\b(?:Collaboration|Consortium|Investigators|(?:Study|Working) Group|合作组)|Ministry\b")
GROUP_WORD = re.compile(
    rf"{GROUP_LAST}|{GROUP_FIRST}|(?:Universit\w+|College|Laborator\w+|Hospital|School|Faculty|Inc|Ltd|GmbH)"
)
# Places that nobody signs a paper by.
PLACE = re.compile(
    rf"(?:{_WORD}\s+){{0,6}}(?:Universi\w+|College|Hospital|GmbH|Inc\.?|Ltd\.?)|(?:{_WORD}\s+){{1,4}}(?:Research|Labs?|Laboratories)|Universi\w+(?:\s+{_WORD}){{1,6}}"
    rf"|(?:{_WORD}\s+){{1,6}}Institute\s+of\s+(?:Science(?:\s+and\s+Technology)?|Technology)|\w{{2,12}}(?:大学|学院)"
)
SOME_PLACE = re.compile(
    r"\b(?:Universi|College|Hospital|GmbH|Inc\b|Ltd\b|Research\Z|Labs?\Z|Laboratories\Z)|Institute\s+of\s+(?:Sci|Tech)|大学|学院"
)
# What is published, not who signs it, though it may be named after who does.
VENUE = re.compile(
    r"\b(?:Proceedings|Conferences?|Workshops?|Symposium|Meeting|Chapter|Journal|Transactions|Findings|Volume|Issue|Letters)\b"
)
SOME_GROUP = re.compile(rf"(?=[A-Zo组会])(?:\b(?:{GROUP_LAST}|{GROUP_FIRST})\b|on behalf of|[组会])")


@lru_cache(maxsize=1024)
def group(text: str) -> str | None:
    """The name of the group that a piece of a byline is about ("on behalf of the X Team" → "the X Team"), else None."""
    if len(text) > LONGEST_GROUP or not SOME_GROUP.search(text) or VENUE.search(text):
        return None
    match = GROUP.fullmatch(text) or BEHALF.fullmatch(text)
    return match["name"] if match else None


def is_place(text: str) -> bool:
    """Whether a piece of a byline is an affiliation, not an author."""
    return len(text) <= LONGEST_GROUP and bool(SOME_PLACE.search(text) and PLACE.fullmatch(text))
