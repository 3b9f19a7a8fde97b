"""Numbers that pages show for a paper: how often it was cited, and others (reads, upvotes, stars) that are no citations.

Cited by 412 · 4890 Citations (Scopus) · Cited by: Papers (1000) · 引用次数：12 · 12 Zitate · Cited 5480 times
"""

import re
from collections.abc import Iterator

from sitegen.dumps.marks import Mark

NUMBER = r"\d{1,3}(?:[,.’' ]\d{3})+(?!\d)|\d+"
_END = r"(?![\w%]|[.,]\d)"
# What is said of citations in English, German, French, Spanish, Portuguese, Italian, Dutch, Chinese, Japanese, Korean, Russian.
CITED_BY = (
    r"cited(?=\s*:)|(?:is\s+|been\s+)?cited\s+by(?:\s*:?\s*(?:papers|articles|documents))?|times\s+cited|citations?"
    r"|citation\s+count|cites"
    r"|zitiert\s+(?:von|durch)|zitationen|zitate|citée?\s+(?:par|dans)|citado\s+(?:por|em)|citado\s+en|citas|citações"
    r"|citato\s+da"
    r"|citazioni|geciteerd\s+door|被引(?:用)?(?:次数|頻次|频次|回数|数|量)?|引用(?:次数|回数|数|量|件数)?"
    r"|被引用回数|인용|цитирований"
)
CITATIONS = (
    r"citations?|cites|times?\s+cited|zitationen|zitate|zitierungen|citas|citações|citazioni|citaties|mal\s+zitiert"
    r"|次引用|次被引|引用|件の引用"
)
SOURCE = r"(?:\s*\((?:scopus|web of science|wos|crossref|google(?: scholar)?|semantic scholar|dimensions|scholar|pubmed)\))?"
CITED = re.compile(
    rf"(?<![\w-])(?:total\s+)?(?:(?:{CITED_BY})\s*[:：]?\s*\(?\s*(?P<behind>{NUMBER})\s*(?:\)|times\b|articles\b|papers\b"
    rf"|documents\b|publications\b|次)?{_END}"
    rf"|cited\s+(?P<times>{NUMBER})\s+times?\b|(?P<before>{NUMBER})\s*\*?\s*(?:{CITATIONS})(?!\w){SOURCE})",
    re.IGNORECASE,
)
_SHOWN = (
    r"views?|accesses|page\s?views|downloads?|reads?|likes?|comments?|upvotes?|votes?|stars?|forks?|shares?|recommendations?"
    r"|readers?|saves?"
    r"|aufrufe|浏览|下载|阅读|阅读数|浏览次数|下载次数|下载量|阅读量|閲覧数|ダウンロード数"
)
_OTHER = (
    rf"{_SHOWN}"
    r"|altmetrics?|points?|bookmarks?|tweets?|mentions?|authors?|versions?|references?|replies|reviews?|blog\s+links?|influential\s+citations?"
    r"|aufrufe|lesungen|lecturas|descargas|vistas|visualizações|téléchargements|vues|visualizzazioni"
    r"|(?:[KMG]i?B|bytes)(?:,D)?|浏览|下载|阅读|收藏|次浏览|次下载|次阅读|閲覧|ダウンロード|回視聴"
)
OTHER = re.compile(
    rf"(?<![\w-])(?:total\s+)?(?:(?:(?:all|view\s+all)\s+)?(?P<count>\d+(?:[,.]\d+)*\s?[km]?\+?)\s*(?:{_OTHER}|pages?"
    rf"|figures?|tables?|seiten)(?!\w)"
    rf"|(?:{_SHOWN}|altmetric(?:\s+score)?|impact\s+factor|h-index|cited\s+by[:\s]+patents|patents"
    rf"|[↑▲⬆★☆⭐👍💬♥❤⬇↓])\s*[:：]?\s*\(?\d[\d,.]*(?:\s?[km]\b)?\)?{_END}(?:\s\(\d[\d,]*\))?)",
    re.IGNORECASE,
)
SOME = re.compile(r"\d")
# A number with a star or a year beside it, as in the columns of a table ("44120*	2014").
BARE = re.compile(rf"(?:{NUMBER})\*?")


def find(text: str) -> list[Mark]:
    """The counts in a text; those of citations are numbers, and no others have a field."""
    return [*_cited(text)] if SOME.search(text) else []


def others(text: str) -> list[Mark]:
    """The counts in a text, without those of citations, that are no citations."""
    return [Mark(match.start(), match.end(), "count") for match in OTHER.finditer(text)] if SOME.search(text) else []


def number(printed: str) -> str:
    """The digits of a printed number ("1,234" → "1234")."""
    return re.sub(r"\D", "", printed)


def _cited(text: str) -> Iterator[Mark]:
    for match in CITED.finditer(text):
        printed = match["behind"] or match["times"] or match["before"]
        yield Mark(match.start(), match.end(), "count", "citations", number(printed))
