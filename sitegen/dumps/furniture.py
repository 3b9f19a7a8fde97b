"""What stands on a page beside its papers: menus, buttons, cookie banners, and whatever the page shows again and again."""

import re
from collections import Counter
from collections.abc import Iterable

from sitegen.dumps import scores

# What buttons and menus say, one or several in a line; none of it is a paper's title, a person or an abstract.
BUTTON = (
    r"pdf|e?pub|html|arxiv|bib(?:tex)?|abs|doi|ris|xml|code|data(?:set)?|slides|poster|video|talk|demo|website|supp(?:lementary)?"
    r"|cite|share|save|copy|print|export|download|upload|follow|subscribe|like|comments?|reply|report|edit|delete|bookmark"
    r"|home|about(?: us)?|help|faq|contact(?: us)?|blog|news|careers|login|log ?(?:in|out)|sign ?(?:in|up|out)|register|account"
    r"|menu|search|filters?|sort(?: by)?|next|prev(?:ious)?|back|first|last|(?:back to )?top|close|open(?: access)?|ok|cancel"
    r"|(?:load|show|view|see|read) ?(?:more|less|all|full text)|more|less|expand|collapse|skip to (?:main )?content"
    r"|(?:accept|reject|allow|decline)(?: all)?|(?:privacy|cookie) (?:policy|notice|settings)"
    r"|terms(?: (?:of (?:use|service)|and conditions))?"
    r"|papers|publications|people|authors|team|members|projects|teaching|software|resources|events|talks|awards|topics|cv|links"
    r"|(?:(?:conference|journal|research|review|original|short|long) )?(?:papers?|articles?)|preprint|poster|oral|spotlight"
    r"|(?:conference|journal) contribution|book(?: chapter)?|chapter|(?:phd |master'?s )?thesis"
    r"|all rights reserved|full text|abstract|cc[ -]by|upvote|trending|newest|oldest|page"
)
BUTTONS = re.compile(rf"\W*+(?:(?:{BUTTON})\b\W*+(?:\d++\W*+)?)++", re.IGNORECASE)
LONGEST_MENU = 120
# Sentences that a page says of itself. https://gdpr.eu/cookies says why every page has one.
BANNER = re.compile(
    r"\b(?:we|(?:this|our) (?:web)?site|our partners) (?:also )?uses? (?:\w+ )?cookies\b|\baccept (?:all|our) cookies\b"
    r"|\bdeclared? (?:that )?(?:they|there|he|she|no)?\b[^.]{0,30}\b(?:competing|conflicts? of|financial) interests?\b"
    r"|\ball rights reserved\b|\bagree to (?:our|the) (?:terms|use of cookies)\b|\bjavascript (?:is disabled|to be enabled)\b",
    re.IGNORECASE,
)
LONGEST_BANNER = 400
# What recurs and is longer is no button.
LONGEST_RECURRING = 60


def is_known(text: str) -> bool:
    """Whether a line is page furniture wherever it stands: nothing but buttons, or a sentence that a page says of itself."""
    return (len(text) <= LONGEST_MENU and bool(BUTTONS.fullmatch(text))) or (
        len(text) <= LONGEST_BANNER and bool(BANNER.search(text))
    )


def recurring(texts: Iterable[str]) -> frozenset[str]:
    """The short texts that a dump holds more than once and that say nothing by themselves: no number, no day, no score line."""
    counts = Counter(text for text in texts if len(text) <= LONGEST_RECURRING)
    return frozenset(
        text for text, count in counts.items() if count > 1 and not re.search(r"\d", text) and not scores.score_line(text)
    )
