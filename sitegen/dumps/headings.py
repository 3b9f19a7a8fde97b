"""Headings in a list of papers: what one says of all that stands below it, until the next one.

    2023                       a year
    Journal articles           a kind of publication
    Under review (3)           a state
    Teaching                   what stands below is no paper

In English, German, French, Spanish and Portuguese, and some Chinese.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from sitegen.records import Type


class Heading(NamedTuple):
    """What a line says of what stands below it: each None where it says nothing; `papers` is false above what is no paper."""

    year: str | None = None
    type: Type | None = None
    note: str | None = None
    papers: bool = True


# What a page calls its parts, and what kind of papers stands there; where two kinds are named, nothing is known.
KINDS: Mapping[Type, str] = {
    "chapter": r"chapters?|(?:buch)?kapitel|buchbeiträge|beiträge in sammelbänden|chapitres|capítulos|章节",
    "thesis": r"thes[ie]s|dissertations?|dissertation(?:en)?|thèses?|tesis|teses",
    "article": r"journals?|articles|zeitschriften\w*|aufsätze|artikel|revues?|revistas?|artículos|artigos|期刊论文",
    "conference": r"conferences?|proceedings|workshops?|konferenz\w*|tagungs\w*|conférences?|congr[eè]\w+|会议论文",
    "book": r"books?|monogra\w+|bücher|livres?|ouvrages|libros?|livros?|专著",
    "report": r"reports?|berichte|rapports|informes|relatórios",
    "preprint": r"preprints?|arxiv|vorabdrucke|prépublications",
    "dataset": r"data ?sets?|datensätze",
    "software": r"software",
}
STATES = (
    r"under (?:review|submission)|submitted|in press|forthcoming|to appear|accepted|in preparation|work in progress"
    r"|in progress"
    r"|eingereicht|im (?:druck|erscheinen)|in vorbereitung|à paraître|sous presse|soumis|en (?:prensa|revisión)|no prelo"
)
LISTS = (
    r"publications?|papers?|references|bibliograph\w+|works cited|literature(?: cited)?|literatur(?:verzeichnis)?"
    r"|veröffentlichungen"
    r"|publikationen|schriften(?:verzeichnis)?|references cited|références|publicaciones|publicações|referencias"
    r"|referências|bibliografía"
    r"|articles?|writings|research|works|研究成果|论文|参考文献"
)
BESIDE = (
    r"peer|reviewed|refereed|non|selected|recent|international|national|edited|volumes|full|short|long|list|of|and"
    r"|other|further|all|in"
    r"|contributions?|technical|working|book|invited|manuscripts?|the|a|my|by|&|und|et|y|e|de|d|des|en|mit"
    r"|begutachtete?|ausgewählte"
    r"|sélection|avec|comité|lecture|seleccionadas|peer-reviewed|scientific|academic|for|on|published|major|original"
    r"|latest|earlier|doctoral"
    r"|phd|master|s|to|communications|beiträge|lesser|miscellaneous|popular|co|authored"
)
OTHER = (
    r"education|(?:academic |professional |work )?(?:appointments?|positions?|employment|experience|background"
    r"|service)|teaching(?: \w+)?"
    r"|grants?(?: and \w+)?|funding|(?:awards?|honou?rs?|prizes|fellowships)(?:,? (?:and|&) (?:awards?|honou?rs?"
    r"|prizes|fellowships|grants))*"
    r"|memberships?|affiliations?|languages|skills|(?:invited )?(?:talks|presentations|lectures)|referees|students|advising"
    r"|supervision|contact|news"
    r"|ausbildung|werdegang|lehre|auszeichnungen|vorträge|mitgliedschaften|formation|enseignement|prix|formación"
    r"|docencia|premios|idiomas"
)
COUNTED = r"\W*(?:[\[(]?(?!(?:19|20)\d\d)\d{1,4}[\])]?)?\W*"
YEAR_HEADING = re.compile(r"\W*(?P<year>(?:19|20)\d\d)\W*(?:\(\d{1,4}\))?\W*")
YEARS_HEADING = re.compile(
    r"\W*(?:19|20)\d\d\s*[–—-]\s*(?:(?:19|20)\d\d|today|present|now|heute|aujourd'hui|hoy)?\W*", re.IGNORECASE
)
KIND = re.compile(
    rf"{COUNTED}(?>(?:(?:{'|'.join(KINDS.values())}|{STATES}|{LISTS}|{BESIDE})(?![\w])[\s,:/()’'&.-]*+)+){COUNTED}",
    re.IGNORECASE,
)
NAMED = re.compile(rf"(?:{'|'.join(KINDS.values())}|{STATES}|{LISTS})(?!\w)", re.IGNORECASE)
NO_PAPERS = re.compile(rf"\W*(?:{OTHER})\W*", re.IGNORECASE)
# Small capitals come out of a PDF as "J OURNAL A RTICLES".
SMALL_CAPITALS = re.compile(r"\b([A-ZÄÖÜ]) (?=[A-ZÄÖÜ]{2,})")
LONGEST_HEADING = 70


@lru_cache(maxsize=4096)
def heading(text: str) -> Heading | None:
    """What a line says as a heading, or None where it is none that is known."""
    text = SMALL_CAPITALS.sub(r"\1", text.lstrip("# "))
    if len(text) > LONGEST_HEADING:
        return None
    if year := YEAR_HEADING.fullmatch(text):
        return Heading(year=year["year"])
    if YEARS_HEADING.fullmatch(text):
        return Heading()
    if NO_PAPERS.fullmatch(text):
        return Heading(papers=False)
    if not (KIND.fullmatch(text) and NAMED.search(text)):
        return None
    kinds = {kind for kind, words in KINDS.items() if re.search(rf"\b(?:{words})(?!\w)", text, re.IGNORECASE)}
    if "chapter" in kinds:
        kinds.discard("book")
    state = re.search(STATES, text, re.IGNORECASE)
    return Heading(type=kinds.pop() if len(kinds) == 1 else None, note=state[0] if state else None)
