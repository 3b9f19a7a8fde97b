"""Numbers and addresses by which a paper is known elsewhere: arXiv, DOI, PubMed, ISBN, and ids that are only named.

    arXiv:2205.14135v2 [pdf, ps, other] cs.LG · hep-th/9901001 · doi: 10.1000/xyz123 · PMID: 12345678 · hal-01234567v1

What an arXiv id looks like says https://info.arxiv.org/help/arxiv_identifier.html, a DOI
https://www.doi.org/doi-handbook/HTML/doi-name-syntax.html.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from sitegen import categories
from sitegen.dumps.addresses import ADDRESS, clean, host
from sitegen.dumps.marks import Field, Mark

NEW_ARXIV = r"\d{2}(?:0[1-9]|1[0-2])\.\d{4,5}"
OLD_ARXIV = r"[a-z]{2,8}(?:-[a-z]{2,4})?(?:\.[A-Z]{2})?/\d{7}"
ARXIV = re.compile(
    r"(?:\barxiv(?:\s*(?:id|e-?print|identifier))?\s*[:：.]?\s*(?:abs/)?|\bCoRR,?\s+abs/|(?<![\w./-])(?<!ISSN ))"
    rf"(?P<id>(?:{NEW_ARXIV}|{OLD_ARXIV}))(?:v\d{{1,2}})?(?![\w/-]|\.\d)",
    re.IGNORECASE,
)
# Categories behind an arXiv id: "[cs.CL]", "(cs)", "[pdf, ps, other] cs.LG cs.AI".
CATEGORIES = re.compile(
    r"\s*(?:\[[a-z, -]{1,60}\]\s*)?(?P<open>[(\[])?(?P<first>[a-z]+(?:-[a-z]+)?(?:\.[A-Za-z-]{2,})?)"
    r"(?P<more>(?:[\s,;]+[a-z-]+\.[A-Za-z-]{2,})*)(?(open)[)\]])(?!\w)"
)
# An arXiv id of which a page prints no more than its name, or the beginning.
CUT_ARXIV = re.compile(r"\barXiv\s*:?\s*(?:\d[\d.]{0,8})?\s?(?:…|\.\.\.)", re.IGNORECASE)
DOI = re.compile(
    r"(?:\bdoi(?:\.org/|\s*[:：]\s*|\s+)(?:doi\s*[:：]\s*)?)?(?<![\w.])(?P<id>10\.\d{4,9}(?:\.\d+)*/[^\s<>⟨⟩\"\ue000]+)",
    re.IGNORECASE,
)
_SAID = r"\s*[:：]?\s*"
NUMBERED = re.compile(
    rf"\b(?:(?:PMID|PubMed(?: ID)?){_SAID}(?P<pmid>\d{{1,8}})(?!\d)(?:\s*\[[^\]]{{1,40}}\])?"
    rf"|PMC(?:ID|\s+ID)?{_SAID}(?:PMC)?\d{{4,9}}(?!\d)"
    rf"|(?:(?:print|online|electronic)\s+|e-?)?ISBN(?:-1[03])?(?:\s*\(\w{{1,12}}\))?{_SAID}"
    r"(?P<isbn>97[89](?:[- ]?\d){10}|\d(?:[- ]?\d){8}[- ]?[\dXx])(?!\d)(?:\s*\(\w{1,12}\))?"
    rf"|(?:(?:print|online|electronic)\s+"
    rf"|[ep]-?)?ISSN(?:-L)?(?:\s*\(\w{{1,12}}\))?{_SAID}\d{{4}}-?\d{{3}}[\dXx](?!\d)(?:\s*\(\w{{1,12}}\))?"
    r"|(?:Accession|Document|Corpus|MAG|Publisher|Handle|Scopus|Record|SSRN|ERIC|OSTI|CORE|Project|Grant|RePEc)\s*"
    rf"(?:IDs?|Number|Nr\.?|No\.?|#){_SAID}(?=[\w./-]{{0,20}}\d)[\w./-]{{1,40}}"
    r"|(?:WOS|UT|EID|MR|Zbl|Bibcode|OpenAlex|oai|urn|hdl|LCCN|OCLC|S2CID|CorpusID|PII"
    r"|RePEc)\s*[:：]\s*(?=\S{0,40}\d)[\w.:&/-]{3,80}"
    r"|(?:hal|tel|halshs|inria|cel|dumas|insu|pastel|ineris)-\d{6,9}(?:v\d+)?(?!\w)"
    r"|20\d\d\.\d\d\.\d\d\.\d{6,8}|2-s2\.0-\d{8,12}|(?:19|20)\d\d\.[a-z][a-z0-9_]+-[a-z0-9]+\.\d{1,4}(?!\w))",
    re.IGNORECASE,
)
# The number of a preprint at bioRxiv and medRxiv begins with the day on which it was posted (https://www.biorxiv.org/about/FAQ).
RXIV = re.compile(
    r"\b(?P<server>(?:bio|med)Rxiv)\s+(?:(?P<day>20\d\d\.\d\d\.\d\d)\.\d{6,8}|\d{6})(?:v\d+)?(?!\d)", re.IGNORECASE
)
IN_ADDRESS: Mapping[Field, re.Pattern[str]] = {
    "arxiv": re.compile(
        rf"(?:arxiv\.org/(?:abs|pdf|html)/|alphaxiv\.org/(?:abs|overview)/|huggingface\.co/papers/|10\.48550/arxiv\.)"
        rf"(?P<id>{NEW_ARXIV}|{OLD_ARXIV})",
        re.IGNORECASE,
    ),
    "doi": re.compile(r"(?:doi\.org/|/doi/(?:(?:abs|full|e?pdf|book)/)?|[?&]doi=)(?P<id>10\.\d{4,9}/[^\s?#&]+)", re.IGNORECASE),
    "pmid": re.compile(r"(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)/(?P<id>\d{1,8})", re.IGNORECASE),
}
PUNCTUATION = ".,;:'\"’”"


def links(text: str) -> list[Mark]:
    """The addresses in a text, and the ids of what they lead to."""
    return [mark for match in ADDRESS.finditer(text) for mark in _address(match)] if "/" in text else []


def numbers(text: str) -> list[Mark]:
    """The ids in a text that holds no addresses."""
    dois = [_doi(match) for match in DOI.finditer(text)] if "10." in text else []
    arxiv = [mark for match in ARXIV.finditer(text) for mark in _arxiv(match)]
    cut = [Mark(match.start(), match.end(), "identifier") for match in CUT_ARXIV.finditer(text)]
    return [*dois, *_rxiv(text), *arxiv, *cut, *map(_numbered, NUMBERED.finditer(text))]


def ids_in(addresses: Iterable[str]) -> list[Mark]:
    """The ids that addresses lead to; they stand nowhere in the text."""
    return [Mark(0, 0, "identifier", field, value, rank=9) for one in addresses for field, value in _ids(one)]


def _ids(address: str) -> Iterator[tuple[Field, str]]:
    for field, pattern in IN_ADDRESS.items():
        if match := pattern.search(address):
            yield field, match["id"].removesuffix(".pdf")


def _address(match: re.Match[str]) -> Iterator[Mark]:
    """An address in the text, which is a link, and the ids in it."""
    address = clean(match[0])
    end = match.start() + len(match[0].rstrip(PUNCTUATION))
    if host(address):
        before = re.search(
            r"(?:\b(?:doi|url|link|available at|retrieved from|website)\s*[:：]?\s*)?$", match.string[: match.start()], re.I
        )
        start = before.start() if before else match.start()
        yield Mark(start, end, "identifier", "links", address)
        yield from (Mark(start, end, "identifier", field, value, rank=1) for field, value in _ids(address))


def _doi(match: re.Match[str]) -> Mark:
    printed = match["id"].rstrip(PUNCTUATION)
    for opening, closing in ("()", "[]"):
        while printed.endswith(closing) and printed.count(closing) > printed.count(opening):
            printed = printed[:-1].rstrip(PUNCTUATION)
    return Mark(match.start(), match.start("id") + len(printed), "identifier", "doi", printed)


def _arxiv(match: re.Match[str]) -> Iterator[Mark]:
    """An arXiv id, and the category that stands behind it."""
    yield Mark(match.start(), match.end(), "identifier", "arxiv", match["id"])
    if match[0].lower().startswith("corr"):
        yield Mark(match.start(), match.end(), "venue", "venue", match[0][: len("CoRR")])
    behind = CATEGORIES.match(match.string, match.end())
    if behind and (behind["first"] in categories.PRINTED):
        category = categories.resolve(behind["first"])[0] if "." in behind["first"] or "-" in behind["first"] else None
        yield Mark(behind.start(), behind.end(), "category", "category" if category else "", category or "")


def _rxiv(text: str) -> Iterator[Mark]:
    for match in RXIV.finditer(text):
        yield Mark(match.start(), match.end(), "identifier", "venue", match["server"])
        if match["day"]:
            yield Mark(match.start(), match.end(), "date", "date", match["day"].replace(".", "-"))
        yield Mark(match.start(), match.end(), "type", "type", "preprint")


def _numbered(match: re.Match[str]) -> Mark:
    field: Field = "pmid" if match["pmid"] else "isbn" if match["isbn"] else ""
    return Mark(match.start(), match.end(), "identifier", field, match[field] if field else "")
