"""A line of names taken apart: where each author stands in it, and what stands beside them that is nobody's name.

    By Ada Example¹, PhD, Ben Sample² and 3 others        two authors, not all
    Roe, J., van der Berg, L.; on behalf of the X Team    three: "Roe, J.", "van der Berg, L." and "the X Team"
    Ada Example, Ben Sample et al. · some-university      two, not all, and an affiliation

A name is kept as printed, family name first where it is printed so: that is how `text.names.split` reads it.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

from sitegen.dumps.groups import group, is_place
from sitegen.dumps.naming import LONGEST_NAME, Known, is_suffix, name_score
from sitegen.dumps.order import CAPITALS, CAPS, CJK, GROUP, INITIALS, LETTERS, WHOLE, WORD, Piece, Spans, in_order, kind
from sitegen.text.names import PARTICLES

MIDDOT = re.compile(r"\s+[·•∙⋅]\s+")
LABEL = re.compile(
    r"(?P<beside>(?:[Jj]oint work )?[Ww]ith|Mit|Avec)\s+(?=[A-ZÀ-ÖØ-Þ])"
    r"|(?i:(?:written )?by|authors?(?:\(s\)| list)?|autor(?:en|es|in|i)?|auteurs?|verfasser(?:in)?|作者|著者|저자|авторы?)"
    r"\s*[:：]\s*|(?i:(?:written )?by)\s+(?=\S)|by(?=[A-ZÀ-ÖØ-Þ])|(?i:von|par|por|door)\s+(?=[A-ZÀ-ÖØ-Þ]\S*[^\s,;] [A-ZÀ-ÖØ-Þ])"
)
# What numbers behind names mean: "… ((1) Example University, (2) Sample Labs)".
LEGEND = re.compile(r"\s*[(\[]?[(\[]1[)\]]\s[^\W\d_][^()\[\]]{2,80}(?:[(\[]\d{1,2}[)\]]\s[^()\[\]]{2,80})*[)\]]{0,2}\Z")
_AND = r"(?:\b(?:and|plus|und|et|y|e|en|og|och)|&|\+)"
_COUNT = r"\d[\d,]*\+?"
_PEOPLE = (
    r"(?:more|others?|additional|further|co-?authors?|authors?|contributors?|weitere[rn]?|andere|autor(?:en|es|i)|auteurs?"
    r"|autres?|otr[oa]s|más|altri|outros|mais|anderen|andra)"
)
# What says that a byline is not whole; `sure` where nothing but a byline ends so.
ENDING = re.compile(
    r"[\s,;]*+(?:"
    rf"(?P<sure>(?:{_AND}\s+)?\bet\.?\s?al(?:ii|ia|iae)?\b\.?|(?:&|\band)\s+al\b\.?"
    rf"|[(\[]?\s*(?:{_AND}\s*)?(?:the\s+)?{_COUNT}\s*{_PEOPLE}(?:\s+{_PEOPLE})*\s*[)\]]?"
    rf"|[(\[]?\s*\+\s?{_COUNT}\s*[)\]]?"
    rf"|{_AND}\s+(?:(?:many|several|some|the)\s+)?(?:others?|{_PEOPLE}\s+{_COUNT}|co-?workers|colleagues|collaborators|rest"
    r"|et\s?al)"
    rf"|\b(?:et|y|e|und|en|og|och)\s+(?:{_PEOPLE}|colaboradores|Mitarbeiter(?:innen)?|(?:coll|cols?)\b\.?)(?:\s+{_PEOPLE})?"
    r"|(?:view|show|see|load|expand)\s+(?:all|more|full|\d+)(?:\s+(?:more|all|authors?|list|\d+))*"
    r"|\bu\.\s?a\.|\bu\.\s?v\.\s?m\."
    r"|\be\.\s?a\.|\bm\.\s?fl\.|\bи\s+др(?:\.|угие)|\bi\s+in(?:\.|ni)|\ba\s+kol\.|\bve\s+ark\.|\bdkk\b\.?"
    r"|(?<=\w)等(?:\s?\d+)?[人名位]?|(?:(?<=\w)|\s)(?:他|ほか|외)(?:\s?\d+\s?[名人명])?"
    r")|(?P<more>and\s+more\b|\[?(?:\.{3,}|…|\.\s\.\s\.)\]?)"
    r")(?:\s*[(\[]\d{4}[a-z]?[)\]])?[\s.,;:…]*+$",
    re.IGNORECASE,
)
LONGEST_ENDING = 60
# So many may follow one another ("… et al. (12 authors)").
MOST_ENDINGS = 3
# What such an ending holds in small letters, to be found fast.
MAYBE_ENDING = re.compile(
    r"\bal(?:ii|ia|iae)?\b|[\d…等他외]|\.\s?\.|\.\s?[av]\.|ほか|m\.\s?fl|др|i in|a kol|ve ark|dkk"
    r"|\b(?:more|other|rest|view|show|see|load|expand|colleag|co-?work|collab|weiter|ander|autre|otr[oa]s|más|altri|outros|mais|andra)"
    r"|\b(?:colabor|mitarb|colls?\b|cols?\b|authors?|autor|co-?auth)"
)
OMITTED = re.compile(
    r"\s*(?:[(\[]?(?:\.{3,}|…|(?:\.\s){2,}\.?)[)\]]?\s*|et\.? al\.?$|\+\s?\d+ (?:more )?(?:authors?|others)(?!\w)\s*)"
)
# It is looked for where it can begin only, which is fast.
SEPARATOR = re.compile(
    rf"(?=[,\s;；|:，、،])(?:(?P<and>,?\s+(?:and|&)\s+(?=[^a-z]|(?:the|on behalf|{'|'.join(sorted(PARTICLES))})\b)"
    r"|\s*[;；|]\s*(?=[^\W\d_]|[(\[*†‡…]|\.\.)|[;；]\s+|\s+[·•∙⋅/]\s+"
    r"|\s+(?=(?:\.{3}|…)\s+\w)"
    r"|(?:(?<=Collaboration)|(?<=Consortium)|(?<=Team)|(?<=Group)):\s+"
    r"|,?\s+[(\[]?(?=(?:on behalf of|for the|from the|representing the)\s[^,;]{1,80}\b))"
    r"|(?P<word>\s+(?:und|et|y|e|i|en|og|och|ve|и)\s+)(?=[^\Wa-z\d_][^\s,;]+\s+[^\Wa-z\d_])"
    r"|,\s+|[，、،]\s*|,(?=[^\W\d_]{2}|[^\Wa-z\d_](?:[.\s;]|$)))"
)
SEMICOLON = re.compile("[;；]")
NO_SPACE = re.compile(r"\S+")
GROUP_AND = re.compile(r"\s(?:and|&)\s")
HAN_LIST = re.compile(r"[\u3400-\u9fff]{2,4}(?:\s[\u3400-\u9fff]{2,4})+")

# Signs behind a name that lead to a footnote, an address or a number.
_SIGN = r"[^\w\s.,;:!?'’‘`´\"“”()\[\]{}<>&/@$\\|‐‑–—-]|[\d¹²³⁰⁴-⁹ⁱªº\u1d2c-\u1d6a\u1d9b-\u1dbf_]"
_NOTE = rf"(?:{_SIGN}|[a-z])(?:[\s,]*(?:{_SIGN}|\b[a-z]\b))*"
_ROLE = (
    r"(?:(?:co-?)?(?:corresponding|equal|first|last|joint|contact|presenti?|presenting|speaker|lead|senior|editors?|eds?|authors?"
    r"|autor(?:in|es)?|auteure?s?|creators?|contributors?|supervisors?|advisors?|translators?|discussant|chair|hrsg))\b[^()\[\]]{0,40}"
)
MARKED = re.compile(rf"{_SIGN}|[()\[\]{{}}<>@$\\]|(?i:orcid)|[\s,][a-z]$")
MARKS = re.compile(
    r"(?>(?:[\s,;]*(?:\(?\b\d{4}-\d{4}-\d{4}-\d{3}[\dX]\)?|\$?\^\{?[^{}$\s]{1,10}\}?\$?"
    rf"|{_SIGN}|\(\s*(?:{_NOTE}|(?i:{_ROLE}|s?he/\w+|they/\w+|orcid[^()]*)|[^()\s]+@[^()\s]+)\s*\)|\[[^\[\]]{{0,20}}\]|\{{[^{{}}]{{0,20}}\}}"
    r"|<[^<>]{0,80}>|\b[^\s@,;()]{1,64}@[^\s@,;()]+|(?i:(?:https?://)?(?:www\.)?orcid(?:\.org/[\dX-]+)?(?:\s*(?:id|logo|icon|profile|record)\b)?)"
    r"|\\textsuperscript\{[^{}]{0,10}\}|[\s,][a-z](?![^\s,])))+)[\s,;]*$"
)
MARKS_BEFORE = re.compile(rf"(?:\s|{_SIGN})+")
PLACE = re.compile(r"\s*\(((?=[^()]*[A-ZÀ-ÖØ-Þ]{2}|[^()]*\s)[^()]{2,80})\)$")
WORD_IN_BRACKETS = re.compile(r"\s\([A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]+\)$")
WORD_IN = re.compile(r"[^\W\d_]")
FURTHEST_MARK = 120
# How many pieces are looked at to tell a degree from initials.
NEAR = 20
HONORIFIC = re.compile(
    r"(?:(?:(?:Univ\.?-|Assoc\.?\s|Asst\.?\s)?Prof(?:essor)?|PD|Dr|Mr|Mrs|Ms|Mme|Miss|Sir|Dame|Herr|Frau|Dipl\.?-\w+|Ing|Rev|Hon)\b\.?"
    r"(?:\s?(?:med|rer|nat|phil|ing|h\.?\s?c|sc|habil|techn|jur|vet)\.)*(?:-Ing\.)?\s*)+(?=[^\W\d_])"
)
# Degrees and honours that no name is made of, and those that could be somebody's initials.
DEGREE = re.compile(
    r"Ph\.?\s?D|D\.?\s?Phil|M\.?\s?Phil|[MBD]\.?Sc|Sc\.?\s?D|[MB]\.?Eng|[MB]\.?Tech|MBBS|MBChB|MBBCh|LL\.?[MBD]|Pharm\.?D|Ed\.?D|Psy\.?D"
    r"|Dr\.?P\.?H|Dr\.?\s?(?:med|rer|phil|ing)|Dipl\.?-?\w*|Esq|FRC[A-Z]{1,3}|FA[CHA][A-Z]{1,3}|FRSC?|FREng|FMedSci|FIEEE|FESC|FBA|MRC[A-Z]{1,3}"
    r"|CCC-\w+|M\.?P\.?H|M\.?B\.?A|D\.?V\.?M|D\.?D\.?S|D\.?M\.?D|D\.?N\.?P|M\.?S\.?N|B\.?S\.?N|M\.?S\.?W|M\.?H\.?S|M\.?\s?D|R\.N|O\.?B\.?E|C\.?B\.?E"
)
SHORT_DEGREE = re.compile(
    r"[MB]\.?\s?[ASD]|R\.?N|D\.?O|J\.?D|M\.?S\.?[CN]?|C\.?P\.?A|R\.?Ph|R\.?D|P\.?A|M\.?P\.?[AP]|Jr\.?\s?MD"
)


DEGREE_BEHIND = re.compile(rf"[\s,]+(?:{DEGREE.pattern})[.,]?$")


# A piece of this score or more looks like a name of its own.
LIKE_A_NAME = 0.5
# And of this one where what stands beside it is one.
MAYBE_A_NAME = -0.9


class Parts(NamedTuple):
    """A line of names in parts: where each author stands, whether that is all of them, and how surely a byline ends so.

    `reversed` is true where family names stand first, `whole` where each author is a whole name in the usual order; neither
    where that is not sure, and then `doubt` says why and `pairs` are the names if they are reversed.
    """

    spans: Sequence[tuple[int, int]]
    complete: bool = True
    sign: float = 0.0
    affiliations: tuple[str, ...] = ()
    reversed: bool = False
    whole: bool = False
    pairs: Spans = ()
    doubt: str | None = None


@lru_cache(maxsize=64)
def take_apart(text: str, known: Known) -> Parts:
    """The parts of a byline, or of a title with a byline glued to it."""
    label = LABEL.match(text)
    start = label.end() if label else 0
    legend = LEGEND.search(text, start) if text[-1:] in ")]" and "(1) " in text else None
    text, whole = text[: legend.start()] if legend else text, text
    end, places, doubt = _without_places(text, start, known)
    names_end, sure = _without_ending(text, start, end)
    sign = 2.0 * (end < len(whole)) + 2.0 * sure + (label is not None)
    pieces, omitted, more_places = _pieces(text, start, names_end)
    order = in_order(text, pieces, known)
    return Parts(
        spans=order.spans,
        complete=names_end == end and not omitted and not (label and label["beside"]),
        sign=sign,
        affiliations=(*more_places, *places),
        reversed=order.reversed,
        whole=all(piece.kind in {WHOLE, GROUP} for piece in pieces),
        pairs=order.pairs,
        doubt=order.doubt or doubt or _odd_author(text, pieces, order.spans),
    )


def _without_ending(text: str, start: int, end: int) -> tuple[int, bool]:
    """Where the names end before what says that there are more, and whether nothing but a byline ends so."""
    sure = False
    for _ in range(MOST_ENDINGS):
        near = max(start, end - LONGEST_ENDING)
        maybe = MAYBE_ENDING.search(text[max(start, near - 1) : end].lower())
        ending = ENDING.search(text, near, end) if maybe else None
        if not ending:
            break
        end, sure = ending.start(), sure or bool(ending["sure"])
    return end, sure


def _without_places(text: str, start: int, known: Known) -> tuple[int, list[str], str | None]:
    """Where the names end and what is said behind them of places: dots set affiliations apart, unless they part names."""
    ends = [(match.start(), match.end()) for match in MIDDOT.finditer(text, start)]
    if not ends:
        return len(text), [], None
    bounds = [start, *(at for end in ends for at in end), len(text)]
    pieces = [(begin, end) for begin, end in zip(bounds[::2], bounds[1::2], strict=True)]
    names = 1
    while known.dots >= 0 and names < len(pieces):
        least = LIKE_A_NAME if names == 1 and known.dots <= 0 else MAYBE_A_NAME
        if not _is_one_name(text[slice(*pieces[names])], least):
            break
        names += 1
    second = text[slice(*pieces[1])]
    doubt = None
    if names > 1 and not _is_one_name(text[slice(*pieces[0])], MAYBE_A_NAME):
        glued = not _ends_a_list(text[slice(*pieces[0])])
        if glued and names == 2 and known.dots <= 0:
            doubt = f'"{second}" behind the dot is taken for an affiliation, and could be an author'
        if not glued or doubt:
            names = 1
    if len(pieces) == names == 2 and known.dots < 2:
        doubt = f'"{second}" behind the dot is taken for an author, and could be an affiliation'
    behind = [text[begin:end] for begin, end in pieces[names:]]
    return pieces[names - 1][1], [place for part in behind for place in re.split(r",\s+", part) if place], doubt


def _is_one_name(text: str, least: float) -> bool:
    bare = text[slice(*_bare(text, 0, len(text))[:2])]
    return not SEPARATOR.search(bare) and (name_score(bare, Known()) >= least or bool(CJK.fullmatch(bare)))


def _ends_a_list(text: str) -> bool:
    """Whether several names, or fewer than there are, stand at the end of a text, so that a dot behind it parts no names."""
    *before, last = SEPARATOR.split(text[-LONGEST_NAME:])
    return bool(ENDING.search(text[-LONGEST_ENDING:]) or (before and name_score(last, Known()) >= LIKE_A_NAME))


def _segments(text: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """What stands between two separators, and whether the one before it is more than a comma."""
    if HAN_LIST.fullmatch(text, start, end) and _is_list_of_han(text[start:end].split()):
        yield from ((match.start(), match.end(), True) for match in NO_SPACE.finditer(text, start, end))
        return
    parted, brackets = False, "(" in text
    for match in SEPARATOR.finditer(text, start, end):
        if match["word"] and " " not in text[start : match.start()]:
            continue
        if brackets and match.start() - start <= LONGEST_NAME and _is_open(text[start : match.start()]):
            continue
        if match["and"] and GROUP_AND.search(match["and"]) and _is_department(text[start : match.start()]):
            continue
        yield start, match.start(), parted
        start, parted = match.end(), bool(match["and"] or match["word"])
    yield start, end, parted


def _ends_of_places(text: str, start: int, end: int) -> frozenset[int]:
    """Where affiliations end that stand behind names before each semicolon ("Ada Example, Sample Labs; Ben Sample, …")."""
    bounds = [match.start() for match in SEMICOLON.finditer(text, start, end)] + [end]
    begins = [start, *(bound + 1 for bound in bounds[:-1])]
    behind = [text[begin:bound].rpartition(",")[::2] for begin, bound in zip(begins, bounds, strict=True)]
    if len(bounds) < 2 or not all(before for before, _ in behind) or not any(is_place(last.strip()) for _, last in behind):
        return frozenset()
    return frozenset(start + len(text[start:bound].rstrip()) for bound in bounds)


def _is_open(text: str) -> bool:
    return text.count("(") > text.count(")")


def _is_department(text: str) -> bool:
    """Whether "and" behind a text is likelier in the name of a group ("Department of Health and …") than between authors."""
    return " of " in text and group(text) is not None


def _is_list_of_han(words: Sequence[str]) -> bool:
    """Whether words in Han script are a list of names, unlike the family and given name of one."""
    return len(words) > 2 or any(len(word) == 3 for word in words)


def _pieces(text: str, start: int, end: int) -> tuple[list[Piece], bool, list[str]]:
    """What is left between the separators without marks, degrees and honours, whether names are left out, and places."""
    pieces: list[Piece] = []
    places: list[str] = []
    omitted = False
    shouting = text[start:end].isupper()
    place_ends = _ends_of_places(text, start, end)
    for begin, close, parted in _segments(text, start, end):
        if left_out := OMITTED.match(text, begin, close):
            omitted = True
        first, last, place = _bare(text, left_out.end() if left_out else begin, close)
        if place:
            places.append(place)
        piece = text[first:last]
        if not WORD_IN.search(piece):
            continue
        if pieces and (close in place_ends or is_place(piece)):
            places.append(piece)
            continue
        if named := group(piece):
            pieces.append(Piece(first + piece.index(named), first + piece.index(named) + len(named), GROUP, parted))
        elif pieces and _is_degree(piece, pieces[-NEAR:]):
            pass
        elif pieces and not parted and is_suffix(piece) and not (pieces[-1].kind is WORD and piece in {"V", "V."}):
            pieces[-1] = pieces[-1]._replace(end=last)
        else:
            pieces.append(Piece(first, last, kind(piece, shouting=shouting), parted))
    return pieces, omitted, places


def _bare(text: str, start: int, end: int) -> tuple[int, int, str | None]:
    """Where a name stands in a piece of a byline, without marks, honours and degrees, and the place in brackets behind it."""
    while start < end and text[end - 1].isspace():
        end -= 1
    place = None
    if MARKED.search(text, max(start, end - FURTHEST_MARK), end):
        if (brackets := PLACE.search(text, max(start, end - FURTHEST_MARK), end)) and not MARKS.search(brackets[0]):
            end, place = brackets.start(), brackets[1]
        if marks := MARKS.search(text, max(start, end - FURTHEST_MARK), end):
            end = marks.start()
    if front := MARKS_BEFORE.match(text, start, end):
        start = front.end()
    if end - start <= LONGEST_NAME:
        if (honor := HONORIFIC.match(text, start, end)) and ("." in honor[0] or " " in text[honor.end() : end]):
            start = honor.end()
        while (degree := DEGREE_BEHIND.search(text, start, end)) and len(text[start : degree.start()].split()) > 1:
            end = degree.start()
    if text[end - 1 : end] in {".", ":"} and text[end - 4 : end - 1].isalpha() and not DEGREE.search(text[start:end]):
        end -= 1
    return start, end, place


def _is_degree(piece: str, before: Sequence[Piece]) -> bool:
    """Whether a piece is degrees and honours; what could be initials is that behind a family name."""
    words = [word for word in piece.replace("/", " ").split() if word not in {"&", "and"} and word[0] != "("]
    if not all(DEGREE.fullmatch(word.rstrip(".")) or SHORT_DEGREE.fullmatch(word.rstrip(".")) for word in words):
        return False
    if len(words) == 1 and (INITIALS.fullmatch(piece) or CAPITALS.fullmatch(piece)):
        words_before = len(list(takewhile(lambda it: it.kind is WORD, reversed(before))))
        return words_before % 2 == 0 and not any(it.kind is LETTERS for it in before)
    return True


def _odd_author(text: str, pieces: Sequence[Piece], spans: Spans) -> str | None:
    """What is not sure of the first author who may be none or two."""
    odd = [piece for piece in pieces if piece.kind in {CAPS, GROUP} or text[piece.end - 1] == ")"]
    found = set(spans) if odd else ()
    for piece in odd:
        name = text[piece.start : piece.end]
        if (piece.start, piece.end) in found and piece.kind is CAPS and " " not in name:
            return f'"{name}" is taken for an author, and could be an affiliation or a degree'
        if piece.kind is WHOLE and WORD_IN_BRACKETS.search(name):
            return f'the brackets in "{name}" are taken for a part of the name, and could be an affiliation'
        if piece.kind is GROUP and GROUP_AND.search(name):
            return f'"{name}" is taken for one group, and could be two authors'
    return None
