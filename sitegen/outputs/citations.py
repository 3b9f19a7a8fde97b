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
from collections.abc import Callable, Iterator
from functools import lru_cache
from urllib.parse import quote

from sitegen.records import Name, Paper, Record
from sitegen.text import as_tex, clean, doi_address, formulas, plain, safe_url
from sitegen.text.names import byline


class Kind(Record):
    """A kind of publication: its type in each format, and the field in which BibTeX wants its venue."""

    bibtex: str
    venue: str
    ris: str
    csl: str


JOURNAL = Kind(bibtex="article", venue="journal", ris="JOUR", csl="article-journal")
CONFERENCE = Kind(bibtex="inproceedings", venue="booktitle", ris="CPAPER", csl="paper-conference")
# CSL's "article" is a work that no journal published, such as a preprint.
PREPRINT = Kind(bibtex="misc", venue="howpublished", ris="GEN", csl="article")
# What a venue's name must hold to say which kind it is; any other name says nothing.
CONFERENCES = re.compile(
    r"\b(Proceedings|Proc|Conference|Workshop|Symposium|AAAI|ACL|AISTATS|COLING|COLT|CVPR|EACL|ECCV|EMNLP|FOCS|ICASSP"
    r"|ICCV|ICLR|ICML|ICRA|IJCAI|INTERSPEECH|IROS|KDD|NAACL|NeurIPS|NIPS|SIGIR|SODA|STOC|UAI)\b",
    re.IGNORECASE,
)
JOURNALS = re.compile(r"\b(Journal|Transactions|Letters|Annals|Magazine|JMLR|Nature|PNAS|TACL|TMLR|[JT]PAMI)\b", re.IGNORECASE)
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


def kind_of(paper: Paper) -> Kind:
    """JOURNAL or CONFERENCE where the venue's name says so, else PREPRINT."""
    if CONFERENCES.search(paper.venue or ""):
        return CONFERENCE
    return JOURNAL if JOURNALS.search(paper.venue or "") else PREPRINT


def bibtex(paper: Paper, url: str | None = None) -> str:
    """The paper as one BibTeX entry; `url` is the address of its page, given where neither arXiv nor a PDF is known.

    A journal makes it an @article, a conference an @inproceedings, anything else a @misc. An incomplete byline ends in
    "and others". Braces are balanced in every field, and nothing special to TeX stands outside of harmless TeX.
    """
    kind = kind_of(paper)
    fields = {
        "title": _tex(paper.title or "", keep_case=True),
        "author": _bibtex_authors(paper),
        kind.venue: _tex(paper.venue or ""),
        "year": paper.year,
        "eprint": _verbatim(paper.arxiv or ""),
        "archiveprefix": "arXiv" if paper.arxiv else None,
        "doi": _verbatim(paper.doi or ""),
        "url": _address(paper, url),
        "note": ". ".join(_notes(paper, _tex, _literal)),
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    if paper.date and len(paper.date) > len("2024"):
        lines.append(f"  month = {MONTHS[int(paper.date[5:7]) - 1]}")
    return ",\n".join([f"@{kind.bibtex}{{{_key(paper)}", *lines]) + "\n}\n"


def ris(paper: Paper, url: str | None = None) -> str:
    """The paper as one RIS record, every line ended by CR LF; `url` as for `bibtex`.

    The tags, and dates such as "2024/03//", are those of Research Information Systems' own specification of 2011.
    """
    fields = [
        ("TY", kind_of(paper).ris),
        *(("AU", ", ".join(filter(None, (name.family, name.given, name.suffix)))) for name in byline(paper)),
        ("PY", paper.year),
        ("DA", "/".join([*paper.date.split("-"), "", "", ""][:4]) if paper.date else None),
        ("TI", _plain(paper.title)),
        ("T2", _plain(paper.venue)),
        ("AB", _plain(paper.abstract)),
        ("DO", _line(paper.doi or "")),
        ("UR", _address(paper, url)),
        *(("N1", note) for note in _incomplete(paper) + _notes(paper, _plain, str)),
    ]
    return "\r\n".join([*(f"{tag}  - {value}" for tag, value in fields if value), "ER  - ", ""])


def csl(paper: Paper, url: str | None = None) -> dict[str, object]:
    """The paper as one item of CSL-JSON, valid by the schema of https://citationstyles.org; `url` as for `bibtex`."""
    item: dict[str, object] = {
        "id": paper.id,
        "type": kind_of(paper).csl,
        "title": _plain(paper.title),
        "author": [_csl_author(name) for name in byline(paper) if str(name)],
        "issued": {"date-parts": [[int(part) for part in paper.date.split("-")]]} if paper.date else None,
        "container-title": _plain(paper.venue),
        "number": f"arXiv:{_line(paper.arxiv)}" if paper.arxiv else None,
        "DOI": _line(paper.doi or ""),
        "URL": _address(paper, url),
        "abstract": _plain(paper.abstract),
        "note": ". ".join(_incomplete(paper) + _notes(paper, _plain, str)),
    }
    return {name: value for name, value in item.items() if value}


def reference(paper: Paper) -> str:
    """The paper in one plain line: authors, title (else its label in brackets), venue, year, identifiers."""
    authors = [*map(str, byline(paper)), *([] if paper.authors_complete else ["et al."])]
    parts = [
        ", ".join(authors),
        _plain(paper.title) or f"[{_plain(paper.label)}]",
        ", ".join(part for part in (_plain(paper.venue), paper.year) if part),
        f"arXiv:{_line(paper.arxiv)}" if paper.arxiv else "",
        doi_address(_line(paper.doi)) if paper.doi else "",
    ]
    return " ".join(part if part[-1] in ".?!" else f"{part}." for part in parts if part)


def _address(paper: Paper, url: str | None) -> str | None:
    """Where to read the paper, the best first: arXiv, its PDF, its page on this site."""
    arxiv = f"https://arxiv.org/abs/{paper.arxiv}" if paper.arxiv else None
    return next(filter(None, map(_web, (arxiv, paper.pdf, url))), None)


def _web(address: str | None) -> str | None:
    safe = safe_url(address) if address else None
    return safe if safe and safe.startswith("http") else None


def _notes(paper: Paper, text: Callable[[str], str], address: Callable[[str], str]) -> list[str]:
    """What no field can say, in words; `text` and `address` write a value the way the format wants it."""
    notes = [] if paper.title else [f"Title unknown, listed as “{text(paper.label)}”"]
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
