"""How lines read: what tells a title from an abstract."""

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from sitegen.dumps import furniture, naming, scores
from sitegen.dumps.addresses import masked
from sitegen.dumps.groups import VENUE
from sitegen.dumps.naming import FUNCTION_WORDS

LABEL = re.compile(
    r"abstract\s*[:.—–-]\s*|(?:summary|zusammenfassung|kurzfassung|résumé|resumen|resumo|riassunto|sommario|摘要|要旨|概要)\s*[:：]\s*"
    r"|[\[(](?:abstract|summary|zusammenfassung|résumé|resumen|resumo|riassunto)[\])]\s*(?=\S)",
    re.IGNORECASE,
)
TITLE_LABEL = re.compile(r"title\s*:\s*(?=\S)", re.IGNORECASE)
# The paragraphs of a structured abstract, as PubMed and most journals of medicine call them
# (https://www.nlm.nih.gov/bsd/policy/structured_abstracts.html).
SECTION = re.compile(
    r"(?:(?:background|introduction|context|rationale|importance|objectives?|aims?|purpose|goals?|hypothes[ie]s|motivation"
    r"|problem|(?:materials?|patients|subjects|participants|study)(?: and methods?| design)?|methods?|methodology|approach"
    r"|design|setting|interventions?|exposures?|measurements?|(?:main )?outcomes?(?: measures?)?"
    r"|(?:main |key )?(?:results?|findings)|conclusions?"
    r"|discussion|interpretation|significance|limitations?|implications?|relevance|contributions?|keywords?"
    r"|(?:clinical )?trial registration|registration|funding|availability(?: and implementation)?|supplementary information)"
    r"(?:(?: and |/| & |, )\w+){0,2})\s*[:.—–](?=\s)\s*(?=\S)",
    re.IGNORECASE,
)
# Lines with a label that are of an entry, but nothing that can be read yet. In capitals such words are names of methods.
LABELLED = re.compile(
    r"(?:doi|(?:pm|pmc)id|url|isbn|issn|(?!(?-i:[A-Z]{3}))(?:subjects?|comments?|notes?|journal[ -]ref(?:erence)?|arxiv(?: id)?"
    r"|categor(?:y|ies)|keywords?|tags?|topics?|report[ -]no|cite as|(?:msc|acm)[ -]class(?:es)?|source|venue|journal"
    r"|publisher|published in|volume|issue|pages|year|language|type|status|affiliations?|e-?mail|from|to|cc|subject|sent"
    r"|reply-to|link|website|license|citations?|cited by|readers))\s*:|(?:cited by|citations?|views?|downloads?)\s*\d"
    r"|\d[\d,.]*[km]?\s+(?:citations?|views?|downloads?|likes?|comments?|upvotes?|stars?|reads?)$",
    re.IGNORECASE,
)
INSTITUTION = re.compile(
    r"\b(?:universit\w+|institut\w*|departa?ment\w*|laborator\w+|college|hochschule|école|academy|hospital)\b", re.I
)
# So few words with an institution among them are its name, and no title.
INSTITUTION_WORDS = 5
BULLET = re.compile(r"(?:[•▪◦●■‣∙·*–—-]|\(?\d{1,2}[.)]|\([a-z]\))\s+(?=\S)")
# What stands before the titles of a list: bullets, and numbers where the list is numbered.
ITEM_MARK = re.compile(r"(?:[•▪◦●■‣∙·*–—☐☑□▶►»→-]|#{1,6})\s+(?=\S)")
# A button in brackets ("[PDF] ") before what is long enough for a title.
BUTTON_MARK = re.compile(r"\[[^\[\]]{1,24}\]\s(?=\S+\s\S+\s\S)")
# Markdown's emphasis around a whole title.
EMPHASIS = re.compile(r"(\*\*|__|\*|_)(?P<title>[^\s*_].*[^\s*_])\1")
# "[7] ", "(7) ", "7. ", "[J7] ", "P-7: ", "3.7 ": the number of an item, and of what it is one.
ITEM_NUMBER = re.compile(
    r"(?!\d+\s)(?P<mark>(?:[A-Z][a-z]{1,9}\.?\s#?(?=\d{1,4}[.):]))?[\[(#]?(?:[A-Z]{1,3}-?)?(?:\d{1,3}[.-])?(?P<number>\d{1,4})"
    r"[\])]?[.):]?)\s+(?=\S)"
)
DIGITS = re.compile(r"\d+")
# So few numbers tell nothing, unless they are 1 and 2.
FEW_NUMBERS = 2
# How the part of a title ends that the next line goes on with.
OPEN_END = re.compile(rf"(?:[,:;&(–—-]|\b(?:{'|'.join(sorted(FUNCTION_WORDS))}))\s*\Z", re.IGNORECASE)
# What a page shows at the end of an abstract that it cuts, and at the end of one that it shows whole.
CUT = re.compile(
    r"\s*(?:…|\.\.\.)\s*[\[(]?(?:(?:read|show|see|view)\s+)?(?:more|full abstract)?[\])]?\s*\Z|\s*[▽▼]\s*more\s*\Z",
    re.IGNORECASE,
)
WHOLE = re.compile(r"\s*[△▲]\s*less\s*\Z|(?<=[.!?])\s+(?:show|read|see|view)\s+less\s*\Z", re.IGNORECASE)
# Keywords behind the end of an abstract, in its paragraph.
KEYWORDS = re.compile(
    r"(?<=[.!?。)])\s+(?:key\s?words(?: and phrases)?|index terms|schlagwörter|schlüsselwörter|mots[- ]clés|palabras clave"
    r"|palavras-chave|parole chiave|关键词|キーワード)\s*[:：—–-]\s*[^.!?。]+\.?\Z",
    re.IGNORECASE,
)
LONGEST_CUT, LONGEST_KEYWORDS = 30, 400
# A full stop behind a single capital is an initial's. What both can begin with stands first: so they are found fast.
SENTENCE_END = re.compile(r"[.!?。！？](?:(?<=[.!?])(?<!\b[A-Z].)[)\]}\"'”’]*\s+(?=[A-Z(\[$\"“`‘\\])|(?<=[。！？])(?=.))")
SEAM = re.compile(r"[.!?](?<!\b[A-Z].)[)\"'”’]?\s?(?=[^\W_a-z])")
FINAL = re.compile(r"[.!?…。！？][)\]}\"'”’$]*\Z")
# Characters of scripts that set no blank between words; about two of them are a word.
IDEOGRAM = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
# What titles hardly begin with, and hardly hold.
NO_START = re.compile(r"[^\w\s(\[$\"“'‘\\¿]")
ODD = re.compile(r"[^\w –—:,.?!'’&()$\\/+\"-]|_")
# Words that running text is full of and titles hardly hold.
RUNNING = frozenset(
    re.findall(
        r"\w+",
        "we our here is are was were has have been can cannot may propose proposed proposes show shows shown present presents"
        " introduce introduces demonstrate demonstrates however which that it its their these such this",
    )
)
# A year, perhaps with the letter that tells two of one author apart, and no part of a number or an identifier.
YEAR = re.compile(r"(?<![\w.-])(?:1[6-9]|20)\d\d[a-z]?(?![\w-])")
YEAR_AT_END = re.compile(r"(?:19|20)\d\d\)?\Z")
LONGEST_REFERENCE = 700
# Words that English abstracts are full of. Of 363 short abstracts 0.27, 0.12 and 0.61 hold none, one, and two or more of them;
# of 6,091 paragraphs of other prose 0.80, 0.14 and 0.06 do.
RESEARCH = re.compile(
    r"\b(?:we|our|us|papers?|stud(?:y|ies|ied)|propos\w+|research\w*|experiment\w*|results?|method\w*|approach\w*|investigat\w*"
    r"|analy[sz]\w+|demonstrat\w*|evaluat\w*|findings?|novel|present(?:s|ed)?|report(?:s|ed)?|introduc\w+|explor\w+|examin\w+"
    r"|show(?:s|n|ed)?)\b",
    re.IGNORECASE,
)
RESEARCH_WEIGHTS = (-1.1, -0.1, 2.3)
# English text has more of its small words.
ENGLISH = 0.2
# Characters of a line that are read to tell what it is.
ENOUGH_TO_TELL = 1000


def prose(text: str) -> float:
    """How a line reads: from -3, surely a title, to 3, surely an abstract. Length tells a little, never alone."""
    return _prose(text[:ENOUGH_TO_TELL], text[-8:])


@lru_cache(maxsize=1024)
def _prose(start: str, end: str) -> float:
    if LABEL.match(start):
        return 3.0
    words = naming.words(start)
    length = len(words) + len(IDEOGRAM.findall(start)) // 2
    if length < 2:
        return -1.4
    score = min(length, 60) / 20 - 1.2
    score += 1.5 * min(len(SENTENCE_END.findall(start)), 2)
    score += 0.8 if FINAL.search(end) and not end.endswith("?") else -0.8
    score += min(0.4 * _running(words), 2.0)
    score -= 1.5 * (capitals(words) - 0.4)
    return max(-3.0, min(3.0, score))


def is_reference(text: str) -> bool:
    """Whether a line is one of a list of references: names, title, venue and year in one paragraph."""
    if len(text) > LONGEST_REFERENCE or not YEAR.search(text) or scores.score_line(text):
        return False
    words = naming.words(text)
    running = _running(words)
    return len(words) >= 5 and capitals(words) > 0.35 and running <= 2 and running < len(words) / 12


def research(text: str) -> float:
    """How much more a text speaks of research than other prose does, as a logarithm; 0.0 for one that is not in English."""
    words = naming.words(text)
    small = sum(word.lower() in FUNCTION_WORDS for word in words)
    if small < ENGLISH * len(words):
        return 0.0
    return RESEARCH_WEIGHTS[min(len(RESEARCH.findall(text)), 2)]


def title(text: str) -> float:
    """How much a line looks like a title: above 1.5 it is good enough to be one with no abstract below it."""
    words = naming.words(text)
    if not words:
        return -3.0
    score = min(-prose(text), 2.0)
    score -= (
        1.0 * (len(words) + len(IDEOGRAM.findall(text)) // 2 < 3) + 0.8 * text[0].islower() + 1.5 * bool(NO_START.match(text))
    )
    score -= 2.0 * (len(words) <= INSTITUTION_WORDS and bool(INSTITUTION.search(text)))
    score -= 4.0 * bool(VENUE.search(text) and YEAR_AT_END.search(text))
    odd = len(ODD.findall(text)) / len(text)
    score += 0.5 * (not FUNCTION_WORDS.isdisjoint([word.lower() for word in words[1:-1]])) + 0.4 * (capitals(words) > 0.7)
    return max(-3.0, min(2.5, score - 8.0 * odd - 3.0 * ("://" in text)))


def capitals(words: list[str]) -> float:
    """The share of the longer words that begin with a capital; 0.4 where there are none."""
    longer = [word[0] for word in words if len(word) > 3]
    return sum(map(str.isupper, longer)) / len(longer) if longer else 0.4


def _running(words: list[str]) -> int:
    """How many of the words are such as running text is full of."""
    return sum(map(RUNNING.__contains__, words))


def sentence_ends(text: str) -> Iterator[int]:
    """Where something may have been glued to the end of an abstract: right behind the end of a sentence, in no address."""
    return (match.end() for match in SEAM.finditer(masked(text)))


def without_button(text: str) -> str:
    """A text without the button in brackets before it."""
    button = BUTTON_MARK.match(text)
    return text[button.end() :] if button and furniture.is_known(button[0]) and not furniture.is_known(text) else text


def without_mark(title: str, numbered: Container[str]) -> str:
    """A title without the bullet or button before it, its number if the page numbers titles so, and emphasis around it all.

    `numbered` is what `numbering` says of the page.
    """
    mark = ITEM_MARK.match(title)
    title = title[mark.end() :] if mark else title
    title = without_button(title)
    number = ITEM_NUMBER.match(title) if numbered else None
    title = title[number.end() :] if number and _form(number["mark"]) in numbered else title
    emphasis = EMPHASIS.fullmatch(title)
    return emphasis["title"] if emphasis else title


def numbering(texts: Iterable[str]) -> frozenset[str]:
    """The forms in which lines of a list are numbered, each with 0 for its numbers ("[0]", "C0.", "0.0")."""
    found: dict[str, list[int]] = {}
    for text in texts:
        mark = ITEM_MARK.match(text)
        if match := ITEM_NUMBER.match(text, mark.end() if mark else 0):
            found.setdefault(_form(match["mark"]), []).append(int(match["number"]))
    return frozenset(form for form, numbers in found.items() if _in_turn(numbers))


def _form(mark: str) -> str:
    return DIGITS.sub("0", mark)


def _in_turn(numbers: Sequence[int]) -> bool:
    """Whether there are 1 and 2 in turn among some numbers, or most of them are next to the one before."""
    if 1 in numbers and 2 in numbers[numbers.index(1) :]:
        return True
    steps = sum(abs(after - before) == 1 for before, after in pairwise(numbers))
    return len(numbers) > FEW_NUMBERS and 2 * steps >= len(numbers) - 1
