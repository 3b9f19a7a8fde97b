"""Whether what was read of a dump can be trusted, and what a dump is that cannot be read.

The bounds were found on pages of sixty other sites, on licenses, manuals and programs, and on 2,240 dumps made of 22,212 titles
and abstracts of the ACL Anthology: of a list of papers the mean line is worth 1.37 or more, and at least four of five abstracts
read like one; of nearly everything else the mean line is worth less than 1.2, and of the rest two of five abstracts do not.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from sitegen.dumps import refusal, shapes
from sitegen.dumps.align import Alignment, Costs, Part, Piece
from sitegen.dumps.pages import Found
from sitegen.dumps.source import Line
from sitegen.problems import Problem, Span, warning

NATURAL = 1.2
# What `shapes.prose` says at least of what reads like an abstract.
READS = 0.5
# How abstracts do not begin: in the middle of a sentence, with marks of lists, code or mark-up.
NO_START = re.compile(r"[a-z#*|`<>_=+/\\•-]|\"{2}")
# The least that abstracts speak of research, all together: one in which nothing tells either way passes.
LEAST_RESEARCH = -0.5
# So many abstracts tell it of all.
ENOUGH_TO_TELL = 50
# A dump of which so many lines are references is a list of them.
REFERENCES = 0.3
NOTHING = "nothing in this dump reads like a list of papers"
# So likely right is a reading at least that shows that there is a list.
SOME_TRUST = 0.3
BROKEN = "sitegen reads such files, and found no whole entry in this one: save it anew"
ONE_EACH = "give each reference a line of its own, or one file of the same papers in BibTeX, RIS or another format with fields"


class Kind(NamedTuple):
    """Something that lists papers: its name, what tells it, in how many lines that stands, and how it gives a file of them."""

    name: str
    mark: re.Pattern[str]
    least: int = 1
    export: str = ""


# Files for programs: every line is one of theirs.
FILES = (
    Kind("BibTeX", re.compile(r"^@[a-z]+ ?(?:\{[^,]*,?|\([^,()=]+,)$", re.IGNORECASE)),
    Kind("a RIS file", re.compile(r"^TY ?- ?[A-Z]{3,}$")),
    Kind("a MEDLINE file of PubMed", re.compile(r"^PMID ?- ?\d+$")),
    Kind("an EndNote file", re.compile(r"^%[0ATDJ] \S.*$"), 3),
    Kind("an export of Web of Science", re.compile(r"^(?:FN|VR|PT|AU|TI|SO|UT|ER)(?: \S.*)?$"), 6),
    Kind("JSON", re.compile(r"^(?:[\[{](?: ?\{)?|\[?\{ ?\"\w[\w-]*\" ?:.*|\"\w[\w-]*\" ?: ?.+)$"), 2),
)
# What the pages of a site say somewhere between the papers, and hardly anybody else does.
SITES = (
    Kind(
        "Google Scholar",
        re.compile(r"Get my own profile|Related articles|All \d+ versions|^\d+ (?:19|20)\d\d$"),
        2,
        "on a profile of your own select the papers, then Export → BibTeX; elsewhere Save them to My library, and export that",
    ),
    Kind("ResearchGate", re.compile(r"ResearchGate|Request full-text"), 1, "on a publication's page More → Download citation"),
    Kind("Scopus", re.compile(r"Scopus|AUTHOR FULL NAMES: .*|View at Publisher"), 1, "select all, then Export → BibTeX or RIS"),
    Kind(
        "Web of Science",
        re.compile(r"Web of Science|^WOS:\d{15}$|Times Cited(?:: \d+)?$"),
        2,
        "Export → Plain text file, BibTeX or RIS, with full records",
    ),
    Kind(
        "Semantic Scholar",
        re.compile(r"Semantic Scholar|Highly Influential Citations"),
        1,
        "save the papers to your library, then Export there; or Cite → BibTeX on each",
    ),
    Kind("OpenReview", re.compile(r"OpenReview|Readers: Everyone"), 1, "on a paper's page Show BibTeX"),
    Kind("Zotero", re.compile(r"\bZotero\b"), 1, "File → Export Library, or Export Collection, as BibTeX, RIS or CSL JSON"),
    Kind(
        "ORCID", re.compile(r"^https://orcid\.org/[\dX-]+$|Show more detail"), 2, "Works → Actions → Export all works to BibTeX"
    ),
    Kind("IEEE Xplore", re.compile(r"IEEE Xplore"), 1, "select the papers, then Export → Citations → BibTeX or RIS"),
    Kind("the ACM Digital Library", re.compile(r"ACM Digital Library"), 1, "select the papers, then Export Citations → BibTeX"),
    Kind("ScienceDirect", re.compile(r"ScienceDirect"), 1, "select the papers, then Export → BibTeX or RIS"),
    Kind("HAL", re.compile(r"\bhal-\d{8}"), 2, "Export → BibTeX, beside the list of results"),
    Kind("PubMed", re.compile(r"PMID: ?\d+"), 2, "Send to → Citation manager, or Save → Format PubMed"),
    Kind(
        "arXiv",
        re.compile(r"arXiv:\d{4}\.\d{4,5}"),
        2,
        "on a paper's page Export BibTeX Citation; the same papers are at ui.adsabs.harvard.edu, which exports lists",
    ),
    Kind("dblp", re.compile(r"dblp|\[[a-z]\d{1,3}\]$"), 3, "the arrow beside the person's name → BibTeX or RIS"),
)
LONGEST_MARK = 200


def strange(numbered: Sequence[Line], found: Alignment, doubtful: Sequence[bool], costs: Costs) -> tuple[str, str] | None:
    """What to say of a dump in which no list of papers can be trusted to have been read, and another way to give what it lists.

    None where one can. `doubtful` tells of each entry whether it does not read like a paper.
    """
    if found.entries and found.likeness + costs.alone >= NATURAL and _sound(found, sum(doubtful)):
        return None
    if file := _kind(FILES, numbered):
        return f"this is {file.name}", BROKEN
    if sum(shapes.is_reference(line.text) for line in numbered) >= REFERENCES * len(numbered) > 0:
        return "this looks like a list of references, which sitegen cannot tell apart surely", ONE_EACH
    if site := _kind(SITES, numbered):
        return f"this looks like a page of {site.name}, which is not read surely enough", exported(site.name, site.export)
    return NOTHING, ""


def exported(name: str, way: str) -> str:
    """How a site gives a file of its papers, in a sentence; "" where no way is known."""
    return f"{name} gives a file, which is read without guessing: {way}" if way else ""


def refused(path: str, odd: tuple[str, str], found: Found | None) -> Problem:
    """The warning that says what a dump is that is not read, and what helps; `found` is what it would be read as."""
    message, other = odd
    is_list = found is not None and found.trust >= SOME_TRUST
    if message == NOTHING and is_list:
        message = "what this page lists cannot be told surely enough"
    if other == BROKEN or (other == ONE_EACH and not is_list):
        return warning(Span(path), message, other)
    if found and found.site and found.site.export:
        other = exported(found.site.name, found.site.export)
    return warning(Span(path), message, refusal.hint(path, found, other))


def reads_like_a_paper(entry: Sequence[Piece]) -> bool:
    """Whether an entry has an abstract, or a score line, and its abstract and title read like what they are."""
    parts = {piece.part for piece in entry}
    texts = [piece for piece in entry if piece.part is Part.ABSTRACT and not shapes.SECTION.match(piece.text)]
    titles = [piece.text for piece in entry if piece.part is Part.TITLE]
    reads = all(piece.prose > READS and not NO_START.match(piece.text) for piece in texts)
    return bool(parts & {Part.ABSTRACT, Part.SCORE}) and reads and all(shapes.title(text) >= 0.0 for text in titles)


def _sound(found: Alignment, odd: int) -> bool:
    """Whether four of five entries read like papers, and their abstracts speak of research where nothing else tells.

    `odd` of them do not read like papers.
    """
    pieces = [piece for entry in found.entries for piece in entry]
    texts = [piece.text for piece in pieces if piece.part is Part.ABSTRACT]
    if not texts or odd == len(found.entries) or odd > (len(found.entries) + 3) // 5:
        return False
    if any(piece.part is Part.SCORE or shapes.LABEL.match(piece.text) for piece in pieces):
        return True
    return sum(map(shapes.research, texts[:ENOUGH_TO_TELL])) >= LEAST_RESEARCH


def _kind(kinds: Sequence[Kind], numbered: Sequence[Line]) -> Kind | None:
    """The first of some kinds whose mark stands in enough lines of a dump."""
    texts = [line.text for line in numbered if len(line.text) <= LONGEST_MARK]
    return next((kind for kind in kinds if sum(bool(kind.mark.search(text)) for text in texts) >= kind.least), None)
