r"""A paper as others cite it: BibTeX, RIS, CSL-JSON, and a plain reference.

What is not known is left out: a paper without a title has no title field but a note, "et al." adds no author, a partial
date stays partial, and whoever merely lists a paper is no author of it. TeX that a title was printed with stays TeX in
BibTeX and becomes plain text elsewhere:

    @misc{implicit-bias-of-adamw-ell-infty-norm-constrained,
      title = {Implicit Bias of {AdamW}: $\ell_\infty$ Norm Constrained Optimization},
      author = {Xie, Shuo and Li, Zhiyuan},
      year = {2024},
      month = apr
    }
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from urllib.parse import quote

from msgspec.structs import replace

from sitegen.records import Name, Paper, Record, Type
from sitegen.text import as_tex, clean, doi_address, formulas, plain, safe_url, venues
from sitegen.text.names import byline


class Kind(Record):
    """A kind of publication in other formats: its type there, and where its venue stands; None where nothing is for it.

    `work` says what BibTeX, RIS and CSL have no type for. `schema` is what schema.org calls the paper, `whole` what it is part
    of. What comes from an `institution` has that in the place of a venue.
    """

    bibtex: str
    venue: str
    ris: str
    csl: str
    highwire: str | None = None
    schema: str = "ScholarlyArticle"
    whole: str | None = None
    zotero: str | None = None
    work: str | None = None
    institution: bool = False

    @property
    def paged(self) -> bool:
        """Whether schema.org knows of pages of it."""
        return self.schema in ("ScholarlyArticle", "Report", "Chapter")


# CSL's "article" is a work that no journal published, such as a preprint.
UNKNOWN = Kind(bibtex="misc", venue="howpublished", ris="GEN", csl="article", zotero="preprint")
KINDS: Mapping[Type, Kind] = {
    "article": Kind(
        bibtex="article",
        venue="journal",
        ris="JOUR",
        csl="article-journal",
        highwire="citation_journal_title",
        whole="Periodical",
        zotero="journalArticle",
    ),
    "conference": Kind(
        bibtex="inproceedings",
        venue="booktitle",
        ris="CPAPER",
        csl="paper-conference",
        highwire="citation_conference_title",
        zotero="conferencePaper",
    ),
    "preprint": replace(UNKNOWN, work="preprint"),
    "book": Kind(bibtex="book", venue="series", ris="BOOK", csl="book", schema="Book", whole="BookSeries", zotero="book"),
    "chapter": Kind(
        bibtex="incollection",
        venue="booktitle",
        ris="CHAP",
        csl="chapter",
        highwire="citation_inbook_title",
        schema="Chapter",
        whole="Book",
        zotero="bookSection",
    ),
    "thesis": Kind(
        bibtex="phdthesis",
        venue="school",
        ris="THES",
        csl="thesis",
        highwire="citation_dissertation_institution",
        schema="Thesis",
        institution=True,
        zotero="thesis",
    ),
    "report": Kind(
        bibtex="techreport",
        venue="institution",
        ris="RPRT",
        csl="report",
        highwire="citation_technical_report_institution",
        schema="Report",
        institution=True,
        zotero="report",
    ),
    "dataset": Kind(bibtex="dataset", venue="howpublished", ris="DATA", csl="dataset", schema="Dataset", zotero="dataset"),
    "software": Kind(
        bibtex="software",
        venue="howpublished",
        ris="COMP",
        csl="software",
        schema="SoftwareSourceCode",
        zotero="computerProgram",
    ),
    "other": Kind(bibtex="misc", venue="howpublished", ris="GEN", csl="document", schema="CreativeWork", zotero="document"),
}
MASTER, DOCTOR = "Master's thesis", "PhD thesis"
MOST_NAMED = 20  # authors in a plain reference
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

LITERAL = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "^": r"\textasciicircum{}",
        "~": r"\textasciitilde{}",
        "<": r"\textless{}",
        ">": r"\textgreater{}",
        "|": r"\textbar{}",
        **{character: "\\" + character for character in "&%$#_"},
    }
)
SPECIAL = frozenset(map(chr, LITERAL))
# TeX stays TeX only where each command of it is listed here: whoever typesets a bibliography runs what stands in
# it, and anybody's title may hold "\input".
ACCENT = r"""\\(?:["'`^~=.](?:\{(?:\\[ij]|[^\W\d_])\}|\\[ij](?![A-Za-z])|[^\W\d_])|[cvuHkbdr](?:\{[^\W\d_]\}))"""
MATH = r"""
    alpha|beta|gamma|delta|epsilon|varepsilon|zeta|eta|theta|vartheta|iota|kappa|lambda|mu|nu|xi|pi|rho|varrho|sigma
    |varsigma|tau|upsilon|phi|varphi|chi|psi|omega|Gamma|Delta|Theta|Lambda|Xi|Pi|Sigma|Upsilon|Phi|Psi|Omega
    |ell|hbar|Re|Im|aleph|partial|nabla|infty|emptyset|varnothing|top|bot|angle|prime|forall|exists|neg|not|degree
    |pm|mp|times|div|cdot|ast|star|circ|bullet|o(?:plus|minus|times|slash|dot)|cap|cup|vee|wedge|setminus|dagger
    |leq?|geq?|neq?|leqslant|geqslant|ll|gg|sim|simeq|approx|cong|equiv|propto|(?:prec|succ)(?:eq)?|lesssim|gtrsim
    |in|ni|notin|(?:sub|sup)set(?:n?eq)?|n?mid|parallel|perp|models|to|gets|mapsto|implies|iff
    |(?:long|Long)?(?:left|right|leftright|Left|Right|Leftright)arrow|(?:up|down)arrow
    |sum|prod|int|oint|big(?:cup|cap|vee|wedge|oplus|otimes)|arg|cos|det|dim|exp|gcd|hom|inf|ker|lim|liminf|limsup|ln|log
    |max|min|Pr|sin|sup|tan|tanh|b?mod|pmod|operatorname|[dt]?frac|sqrt|binom|(?:over|under)(?:line|brace|set)|stackrel
    |hat|widehat|tilde|widetilde|bar|vec|d?dot|check|breve|acute|grave|math(?:bb|bf|cal|frak|it|rm|scr|sf|tt)
    |boldsymbol|bm|text(?:bf|it|rm|sf|tt)?|cal|bf|it|rm|sf|tt|left|right|[bB]igg?[lr]?|middle
    |[lr](?:angle|brace|brack|ceil|floor|vert|Vert)|vert|Vert|[cdlv]?dots|q?quad|limits|displaystyle|textstyle
"""
FORMULA = re.compile(rf"(?:[^\\^$]|\^(?!\^)|\\[,;:!|{{}}_%\#&$\ ]|\\(?:{MATH})(?![A-Za-z]))+", re.VERBOSE)
TOKEN = re.compile(
    rf"""
    (?P<word>(?:{ACCENT}|[^\W_]|[\u0300-\u036f])+)
  | (?P<call>\\(?:emph|underline|text(?:bf|it|md|rm|sc|sf|sl|tt|up|normal|subscript|superscript))(?=\{{))
  | (?P<command>\\(?:[&%$\#_,/-]|(?:ss|ae|AE|oe|OE|aa|AA|[oOlLijSP]|l?dots|(?:La|Bib)?TeX|em|it|bf|sc|tt|rm)(?![A-Za-z])))
  | (?P<escaped>\\[{{}}])
  | (?P<set>(?<![A-Za-z}}])\{{+(?:\ [^{{}}\\$]*|[^{{}}\\$]*\ |[^{{}}\\$]*[,;:=+<>|/…][^{{}}\\$]*)\}}+)
  | (?P<brace>[{{}}])
  | (?P<tie>(?<=[\w.)\]])~(?=[\w(\[\\$]))
  | (?P<plain>[^\w\\{{}}$&%\#_^~<>|]+)
  | (?P<other>.)
    """,
    re.VERBOSE,
)


def type_of(paper: Paper) -> Type | None:
    """What kind of publication a format may call a paper: the source's word, else what the venue's name says.

    A venue whose name says nothing (`venues`) but which has issues is a periodical. None where nothing tells; the record itself
    has only the source's word.
    """
    named = paper.type or venues.kind(paper.venue or "")
    return named or ("article" if paper.venue and paper.issue else None)


def kind_of(paper: Paper) -> Kind:
    """How other formats call a paper of its type; UNKNOWN where nothing tells."""
    found = type_of(paper)
    return KINDS[found] if found else UNKNOWN


def page_range(paper: Paper) -> tuple[str, str]:
    """The first and the last page; all that is printed and "" where that is no range ("1-9, 20-25", an article's number)."""
    first, dash, last = re.sub(r"\s*(?:-{1,3}|[\u2010-\u2015])\s*", "-", _line(paper.pages or "")).partition("-")
    return (first, last) if dash and "-" not in last else (_line(paper.pages or ""), "")


def institution(paper: Paper) -> str | None:
    """The publisher; of a thesis or report without one where it comes from, by what is printed as its venue."""
    if paper.publisher or not kind_of(paper).institution or not paper.venue:
        return paper.publisher
    return venues.institution(paper.venue)


def numbering(paper: Paper) -> str:
    """Volume and issue as references give them: "596(7873)"."""
    return f"{paper.volume or ''}{f'({paper.issue})' if paper.issue else ''}"


def bibtex(paper: Paper, url: str | None = None) -> str:
    """The paper as one BibTeX entry; `url` is the address of its page, given where neither arXiv nor a PDF is known.

    Its type is that of KINDS. An incomplete byline ends in "and others". Braces are balanced in every field, and nothing
    special to TeX stands outside of harmless TeX. Of the identifiers of archives arXiv's is the `eprint`, else PubMed's.
    """
    kind, work = kind_of(paper), _work(paper)
    eprint, archive = (paper.arxiv, "arXiv") if paper.arxiv else (paper.pmid, "pubmed")
    fields = {
        "title": _tex(paper.title or "", keep_case=True),
        "author": _bibtex_authors(paper),
        kind.venue: _tex((institution(paper) if kind.institution else paper.venue) or ""),
        "volume": _tex(paper.volume or ""),
        "number": _tex(paper.issue or ""),
        "pages": "--".join(filter(None, map(_tex, page_range(paper)))),
        "publisher": None if kind.institution else _tex(paper.publisher or ""),
        "year": paper.year,
        "type": "Thesis" if kind.bibtex == "phdthesis" and not work else kind.work,
        "isbn": _verbatim(paper.isbn or ""),
        "eprint": _verbatim(eprint or ""),
        "archiveprefix": archive if eprint else None,
        "doi": _verbatim(paper.doi or ""),
        "url": _address(paper, url),
        "note": ". ".join(_notes(paper, _tex, _literal)),
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    if paper.date and len(paper.date) > len("2024"):
        lines.append(f"  month = {MONTHS[int(paper.date[5:7]) - 1]}")
    return ",\n".join([f"@{'mastersthesis' if work == MASTER else kind.bibtex}{{{_key(paper)}", *lines]) + "\n}\n"


def ris(paper: Paper, url: str | None = None) -> str:
    """The paper as one RIS record, every line ended by CR LF; `url` as for `bibtex`.

    The tags, and dates such as "2024/03//", are those of Research Information Systems' own specification of 2011.
    """
    kind, (first, last) = kind_of(paper), page_range(paper)
    fields = [
        ("TY", kind.ris),
        *(("AU", ", ".join(filter(None, (name.family, name.given, name.suffix)))) for name in byline(paper)),
        ("PY", paper.year),
        ("DA", "/".join([*paper.date.split("-"), "", "", ""][:4]) if paper.date else None),
        ("TI", _plain(paper.title)),
        ("T2", _plain(_venue(paper))),
        ("VL", _plain(paper.volume)),
        ("IS", _plain(paper.issue)),
        ("SP", _plain(first)),
        ("EP", _plain(last)),
        ("PB", _plain(institution(paper))),
        ("SN", _line(paper.isbn or "")),
        ("M3", _work(paper)),
        ("AB", _plain(paper.abstract)),
        ("AN", paper.pmid),
        ("DO", _line(paper.doi or "")),
        ("UR", _address(paper, url)),
        *(("N1", note) for note in _incomplete(paper) + _notes(paper, _plain, str)),
    ]
    return "\r\n".join([*(f"{tag}  - {value}" for tag, value in fields if value), "ER  - ", ""])


def csl(paper: Paper, url: str | None = None) -> dict[str, object]:
    """The paper as one item of CSL-JSON, valid by the schema of https://citationstyles.org; `url` as for `bibtex`."""
    kind = kind_of(paper)
    item: dict[str, object] = {
        "id": paper.id,
        "type": kind.csl,
        "title": _plain(paper.title),
        "author": [_csl_author(name) for name in byline(paper) if str(name)],
        "issued": {"date-parts": [[int(part) for part in paper.date.split("-")]]} if paper.date else None,
        "collection-title" if kind.csl == "book" else "container-title": _plain(_venue(paper)),
        "volume": _plain(paper.volume),
        "issue": _plain(paper.issue),
        "page": "-".join(filter(None, map(_plain, page_range(paper)))),
        "publisher": _plain(institution(paper)),
        "genre": _work(paper),
        "number": f"arXiv:{_line(paper.arxiv)}" if paper.arxiv else None,
        "DOI": _line(paper.doi or ""),
        "ISBN": _line(paper.isbn or ""),
        "PMID": paper.pmid,
        "URL": _address(paper, url),
        "abstract": _plain(paper.abstract),
        "note": ". ".join(_incomplete(paper) + _notes(paper, _plain, str)),
    }
    return {name: value for name, value in item.items() if value}


def reference(paper: Paper) -> str:
    """The paper in one plain line: authors, title (else its label in brackets), venue, year, identifiers.

    Of more than MOST_NAMED authors those in the middle are an ellipsis, as in APA style (7th edition, 9.8).
    """
    authors = list(map(str, byline(paper)))
    named = authors if len(authors) <= MOST_NAMED else authors[: MOST_NAMED - 1]
    if not paper.authors_complete:
        named = [*named, "et al."]
    elif len(named) < len(authors):
        named = [*named, f"… {authors[-1]}"]
    parts = [
        ", ".join(named),
        _plain(paper.title) or f"[{_plain(paper.label)}]",
        ", ".join(part for part in (*_printed(paper), paper.year) if part),
        f"arXiv:{_line(paper.arxiv)}" if paper.arxiv else "",
        doi_address(_line(paper.doi)) if paper.doi else "",
    ]
    return " ".join(part if part[-1] in ".?!" else f"{part}." for part in parts if part)


def _printed(paper: Paper) -> tuple[str, ...]:
    """Where a paper was printed, in the parts of a plain reference; who published it only where no periodical did."""
    volume = " ".join(filter(None, (_plain(_venue(paper)), _plain(numbering(paper)))))
    periodical = kind_of(paper).venue in ("journal", "booktitle")
    return volume, "–".join(filter(None, map(_plain, page_range(paper)))), "" if periodical else _plain(institution(paper))


def _venue(paper: Paper) -> str | None:
    """The venue, where it is more than the name of the institution."""
    return paper.venue if not kind_of(paper).institution or paper.venue != institution(paper) else None


def _work(paper: Paper) -> str | None:
    """What kind of work it is, in words, where that is known and no type says it."""
    if kind_of(paper).ris != "THES":
        return kind_of(paper).work
    said = f"{paper.venue} {paper.note}"
    return (
        MASTER
        if re.search("master|diplom|m\\.?sc", said, re.I)
        else DOCTOR
        if re.search(r"ph\.? ?d|doctor", said, re.I)
        else None
    )


def _address(paper: Paper, url: str | None) -> str | None:
    """Where to read the paper, the best first: arXiv, its PDF, its page on this site."""
    arxiv = f"https://arxiv.org/abs/{paper.arxiv}" if paper.arxiv else None
    return next(filter(None, map(_web, (arxiv, paper.pdf, url))), None)


def _web(address: str | None) -> str | None:
    safe = safe_url(address) if address else None
    return safe if safe and safe.startswith("http") else None


def _notes(paper: Paper, text: Callable[[str], str], address: Callable[[str], str]) -> list[str]:
    """What no field can say, in words; `text` and `address` write a value the way the format wants it."""
    notes = [text(paper.note).rstrip(".")] if paper.note else []
    notes += [] if paper.title else [f"Title unknown, listed as “{text(paper.label)}”"]
    for name, addresses in (("Code", paper.code_urls), ("Links", paper.links)):
        found = [address(safe) for safe in map(_web, addresses) if safe]
        notes += [f"{name}: {', '.join(found)}"] if found else []
    return notes


def _incomplete(paper: Paper) -> list[str]:
    return [] if paper.authors_complete else ["The list of authors is incomplete (“et al.”)"]


def _key(paper: Paper) -> str:
    return re.sub(r"[^A-Za-z0-9.:+-]", "-", paper.id)


def _bibtex_authors(paper: Paper) -> str:
    authors = [_bibtex_author(name) for name in byline(paper) if str(name)]
    if authors and not paper.authors_complete:
        authors.append("others")
    return " and ".join(authors)


def _bibtex_author(name: Name) -> str:
    """Family, suffix, given; braces hold a name of one part together, and a part that has a comma or an "and" in it."""
    if not (name.family and name.given):
        return f"{{{_tex(str(name))}}}"
    parts = [_tex(part) for part in (name.family, name.suffix, name.given) if part]
    return ", ".join(f"{{{part}}}" if re.search(r",|\band\b", part, re.IGNORECASE) else part for part in parts)


def _csl_author(name: Name) -> dict[str, str]:
    if not (name.family and name.given):
        return {"literal": str(name)}
    parts = {"family": name.family, "given": name.given, "suffix": name.suffix}
    return {part: value for part, value in parts.items() if value}


@lru_cache(maxsize=1024)  # a paper's citations are asked for together, and want the same texts
def _plain(text: str | None) -> str:
    return plain(text) if text else ""


def _line(text: str) -> str:
    return " ".join(clean(text).split())


def _literal(text: str) -> str:
    return text.translate(LITERAL)


def _verbatim(text: str) -> str:
    """An identifier as BibTeX takes it, unread: without what would end or unbalance the field."""
    return re.sub(r"[\s{}\\\"^`|]", lambda found: quote(found[0]), _line(text))


def _tex(text: str, *, keep_case: bool = False) -> str:
    """A text as TeX: harmless TeX stays, the rest becomes literal; `keep_case` braces what styles would lower."""
    line = " ".join(as_tex(text).split())
    if not keep_case and SPECIAL.isdisjoint(line):
        return line
    tokens = list(_tokens(line))
    if not _balanced("".join(token for kind, token in tokens if kind == "brace")):
        tokens = [("other" if kind in ("brace", "call") else kind, token) for kind, token in tokens]
    return "".join(_token(kind, token, keep_case=keep_case) for kind, token in tokens)


def _tokens(line: str) -> Iterator[tuple[str | None, str]]:
    """The tokens of a text with their kinds; a formula is one, `math` where it may stay TeX."""
    position = 0
    for start, end, formula in [*formulas(line), (len(line), len(line), "")]:
        if formula and not (FORMULA.fullmatch(formula) and _balanced(formula)):
            continue
        yield from ((match.lastgroup, match[0]) for match in TOKEN.finditer(line, position, start))
        position = end
        if formula:
            yield "math", f"${formula.strip()}$"


def _token(kind: str | None, token: str, *, keep_case: bool) -> str:
    if kind == "escaped":
        return _literal(token[1:])
    if kind in ("other", "set"):
        return _literal(token)
    if kind == "math":
        token = re.sub(r"(?<!\\)[&%#]", r"\\\g<0>", token)
    guarded = keep_case and kind in ("math", "word", "command") and _cased(token)
    return f"{{{token}}}" if guarded else token


def _balanced(tex: str) -> bool:
    depth = 0
    for character in tex:
        depth += (character == "{") - (character == "}")
        if depth < 0:
            return False
    return depth == 0


def _cased(word: str) -> bool:
    """Whether a word loses meaning in lower case: "AdamW", "SDEs", "L2", but not "Adam"."""
    return word[1:] != word[1:].lower() or (word[0].isupper() and any(map(str.isdigit, word)))
