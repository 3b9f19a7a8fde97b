"""Where a paper stands in what it appeared in: volume, issue and pages.

596 (7873), 583-589 · 2021 Aug;596(7873):583-589 · vol. 12, no. 3, pp. 1–9 · Bd. 4, H. 2, S. 10-12 · 43卷3期 · 12(3): e0123456
"""

import re
from collections.abc import Iterator, Mapping

from sitegen.dumps.marks import Field, Mark

# The groups of the patterns for each field. The number of an article stands for pages that it has none of.
FIELDS: Mapping[Field, tuple[str, ...]] = {
    "volume": ("volume", "juan"),
    "issue": ("issue", "within", "qi"),
    "pages": ("pages", "ye", "article", "only"),
}
YEAR = r"(?:1[6-9]|20)\d\d"
_NUMBER = r"(?:[A-Za-z]{1,2}-?)?\d{1,7}[A-Za-z]?(?:[.:]\d{1,4})?"
RANGE = rf"{_NUMBER}\s?(?:[-–—‐‑−]{{1,2}})\s?{_NUMBER}(?:\.e\d+)?"
_PAGES = rf"(?P<pages>(?:{RANGE}|{_NUMBER})(?:, ?{RANGE})*\+?)"
_SOLE = rf"(?P<pages>{RANGE}(?:, ?{RANGE})*|[eE]\d{{3,9}}|\d{{5,9}})"
_VOLUME = rf"(?P<volume>(?!{YEAR}\b)[A-Z]?\d{{1,4}}[A-Za-z]?)"
_ISSUE = (
    rf"(?P<issue>(?!{YEAR}\))(?:no\.\s?|nr\.\s?|issue\s|pt\.?\s)?[A-Za-z]{{0,2}}\d{{1,4}}[A-Za-z]?(?:\s?[-–/&]\s?\d{{1,4}})?"
    rf"(?:\s?(?:pt|suppl?)\.?(?:ement)?\s?\d{{0,3}})?|suppl?\.?(?:ement)?\s?\d{{0,3}})"
)
# Behind a volume, an issue or pages that stand without a word there is no more of a number, nor a word that they count.
_STOP = r"(?!\s?[-–—‐‑−:]?\s?\d|\w|\s?%|\.\d)"
# What is said with a word for it, in English, German, French, Spanish, Italian, Chinese and Japanese.
LABELLED = re.compile(
    r"(?<![\w-])(?:"
    r"(?:volumes?|vols?\.?|bd\.?|band|tomes?|tomo|jahrgang|jg\.|volumen|t\."
    r"|v\.|т\.|том)\s?:?\s?(?P<volume>[A-Z]{0,2}-?\d{1,4}[A-Za-z]?(?:\s?[-–/]\s?\d{1,4})?|[IVXLC]{1,8})(?!\w)(?:\s?\(of \d+\)"
    r"|\s?\((?P<within>\d{1,4}(?:[-–]\d{1,4})?)\))?"
    r"|(?:nos?\.?|nr\.?|numbers?|issues?|iss\.?|heft|h\.|núm\.?|num\.|número|numéro|n\s?[.°º]\s?[°º]?|n\."
    r"|nº\.?|№|вып\.|fasc\.?)\s?:?\s?(?P<issue>[A-Z]?\d{1,5}[A-Za-z]?(?:\s?[-–/]\s?\d{1,4})?)(?!\w|\.\d)"
    rf"|(?:pp?(?:\.|\s|(?=\d))|pages?|pgs?\.|s\.|seiten?|págs?\.?|páginas?|pagine|pag\.|с\.)\s?:?\s?{_PAGES}(?!\w)"
    r"|art(?:icle)?\.?\s?(?:no|number|id|nr)\.?\s?:?\s?(?P<article>\w{1,12})|article\s(?P<only>\d{1,7})(?=\s*(?:[,.;(]|$))"
    r"|第?\s?(?P<juan>\d{1,4})\s?[卷巻]|第?\s?(?P<qi>\d{1,4}(?:[-–]\d{1,4})?)\s?[期号號]"
    r"|第?\s?(?P<ye>\d{1,6}\s?[-–~—]\s?\d{1,6})\s?[页頁]"
    r")",
    re.IGNORECASE,
)
PLAIN = (
    # 596 (7873), 583-589 · 12(3): 1-12 · 12(3)
    re.compile(
        rf"(?<![\w.\-–])(?<!\d[-–,]){_VOLUME}\s?\({_ISSUE}\)(?:\s?[:,]\s?(?!{YEAR}(?!\s?[-–—\d])){_PAGES}{_STOP})?",
        re.IGNORECASE,
    ),
    # 98 (2018) 3, 030001
    re.compile(rf"(?<![\w.\-–]){_VOLUME}\s?\((?P<year>{YEAR})\)\s?(?P<issue>\d{{1,3}}),\s?(?P<pages>{RANGE}|\d{{3,7}}){_STOP}"),
    # 153 (2013) 910–918
    re.compile(rf"(?<![\w.\-–]){_VOLUME}\s?\((?P<year>{YEAR})\)\s?[,:]?\s?(?:pp?\.?\s?)?{_PAGES}{_STOP}"),
    # 117: 30046-30054 · 7: 249
    re.compile(rf"(?<![\w.:\-–]){_VOLUME}\s?:\s?(?P<pages>{RANGE}(?:, ?{RANGE})*|[eE]?\d{{1,7}}){_STOP}"),
    # 36, 53728-53741 · 151, 2, 127-138
    re.compile(rf"(?<![\w.\-–]){_VOLUME}\s?,\s?(?:(?P<issue>\d{{1,3}})\s?,\s?)?{_SOLE}{_STOP}"),
    # 151, 2, and pages with a word for them
    re.compile(
        rf"(?:(?<=[.,;] )|(?<=[.,;]))(?P<volume>\d{{1,4}}),\s?(?P<issue>(?!{YEAR}\b)\d{{1,5}})(?=\s*(?:[,.;]\s*)?[\ue000])"
    ),
    # 12, 345 (2019)
    re.compile(rf"(?<![\w.\-–]){_VOLUME},\s?(?P<pages>[A-Z]?\d{{1,7}})(?=,?\s?\({YEAR}\))"),
)
# Pages without a volume, set apart: ": 6700-6709", ", 101-108."
ALONE = re.compile(
    rf"(?<=[,:])\s?(?P<article>\d{{5,7}})(?=\W*$)|(?:^|[,:;(]|[.\ue000]\s)\s*(?P<pages>{RANGE}){_STOP}(?=\s*(?:[().,;\ue000]"
    rf"|$))"
)
TWO_YEARS = re.compile(rf"{YEAR}\s?[-–—]\s?{YEAR}")
# What stands behind a year and a colon is pages, though they look like years ("EXCONF 2015: 1801-1809").
BEHIND_A_YEAR = re.compile(rf"(?:\b{YEAR}|\ue000):\s?\Z")
SOME = re.compile(r"\d|\bvol", re.IGNORECASE)


def labelled(text: str) -> list[Mark]:
    """Volume, issue and pages that have a word for it."""
    return [mark for match in LABELLED.finditer(text) for mark in _marks(match)] if SOME.search(text) else []


def plain(text: str) -> list[Mark]:
    """Volume, issue and pages by the order and the marks between them that references have, the longest form first."""
    if not SOME.search(text):
        return []
    for form in PLAIN:
        if match := form.search(text):
            return [*_marks(match)]
    return []


def alone(text: str) -> list[Mark]:
    """Pages that stand alone between punctuation."""
    match = ALONE.search(text)
    if not match or (TWO_YEARS.fullmatch(match["pages"] or "") and not BEHIND_A_YEAR.search(text, 0, match.start("pages"))):
        return []
    return [*_marks(match)]


def _marks(match: re.Match[str]) -> Iterator[Mark]:
    found = match.groupdict()
    for field, names in FIELDS.items():
        for rank, value in enumerate(found.get(name) for name in names):
            if value:
                yield Mark(match.start(), match.end(), "venue", field, value, rank)
    if year := found.get("year"):
        yield Mark(match.start(), match.end(), "date", "date", year, rank=3)
