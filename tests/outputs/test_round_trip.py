"""What sitegen exports it reads back: JSON Lines and CSV field by field, the others in all that the format has."""

import json
import lzma
from itertools import islice

import msgspec
import pytest

from sitegen.outputs import citations, exports
from sitegen.records import Paper
from sitegen.text import clean, names, plain
from tests.dump_facts import SHARED
from tests.dumps.files import read

SITE = "https://example.org/papers/x/"
PAPERS = (
    Paper(
        id="one",
        label="One",
        title=r"Implicit Bias of AdamW: $\ell_\infty$ and $O(n^3)$ at 50% & Café_x, \emph{really}",
        authors=(
            "Example, Ada B.",
            "Cy van der Sample Jr.",
            "The Probe Collaboration",
            "山田 太郎",
            "Sample, Sample and Sons",
        ),
        authors_complete=False,
        date="2024-03-05",
        category="cs.LG",
        score=12.5,
        code_urls=("https://github.com/x/y_z", "https://gitlab.com/a"),
        links=("https://example.org/a?b=c&d=e_f%20g", "https://example.org/2"),
        abstract="We cost $5 to $10, {so} 100% of #1 & <b>x</b>.",
        venue="Proceedings of A & B",
        doi="10.1000/(SICI)1097_4571<693::AID>3.0.CO;2-O",
        arxiv="2403.01234",
    ),
    Paper(
        id="two",
        label="Two",
        title="{src, mt} \\sysname “quoted” it's 5--6",
        authors=("Müller, Jörg",),
        date="2024",
        venue="Some Letters",
    ),
    Paper(id="three", label="a label", abstract="Only this.", date="2024-03", arxiv="hep-th/9901001"),
    Paper(
        id="five",
        label="Five",
        title="Five",
        authors=("et al.", "Ada Example"),
        venue="arXiv preprint arXiv:2401.00001",
        links=("https://doi.org/10.1000/y", "https://github.com/x/z", "https://arxiv.org/abs/2401.00001"),
    ),
    Paper(id="four", label="Four", title="Four", authors=("Plato",), doi="10.1000/x", links=("https://example.org/only",)),
)
CITED = ("title", "authors", "authors_complete", "date", "venue", "doi", "arxiv", "code_urls", "links")
EXACT = (*CITED, "abstract", "category", "score", "affiliations")


def entry(paper):
    """A paper as the record interface gives it, without what only a site knows."""
    known = {name: getattr(paper, name, None) for name in exports.Entry.__struct_fields__}
    lines = (exports.Lines(dump="x.txt", first_line=1, last_line=2),)
    return exports.Entry(**known | {"topics": ("optimization",), "sources": lines})


def written(name, papers):
    """Papers in the format of that name."""
    form = exports.FORMATS[name]
    write = {
        "bibtex": lambda paper: citations.bibtex(paper, SITE),
        "ris": lambda paper: citations.ris(paper, SITE),
        "csl": lambda paper: json.dumps(citations.csl(paper, SITE)),
        "jsonl": lambda paper: msgspec.json.encode(entry(paper)).decode() + "\n",
        "csv": lambda paper: exports._row(map(exports._cell, msgspec.structs.astuple(entry(paper)))),
    }[name]
    return form.before + form.between.join(map(write, papers)) + form.after


def name_in_parts(author):
    """The parts of a name as they are read where the family name is written first, as in all these formats."""
    name = names.split(author)
    first = names.split(", ".join(filter(None, (name.family, name.suffix, name.given)))) if name.given else name
    return first.family, first.given, first.suffix


def comparable(record, fields, *, exactly):
    """The fields as they are, or as a format without TeX and with names in parts can have them."""
    said = {field: getattr(record, field) for field in fields}
    if not exactly:
        said |= {field: plain(text) for field in ("title", "venue", "abstract") if (text := said.get(field))}
        said["authors"] = [name_in_parts(author) for author in record.authors]
        said["links"] = [link for link in record.links if link != SITE and not link.startswith("https://arxiv.org/abs/")]
    return said


def compare(name, papers):
    reading, problems = read(written(name, papers))
    assert reading.unclaimed == ()
    exactly = name in ("jsonl", "csv")
    fields = {"bibtex": CITED, "jsonl": EXACT, "csv": EXACT}.get(name, (*CITED, "abstract"))
    for made, paper in zip(reading.drafts, papers, strict=True):
        expected = comparable(paper, fields, exactly=exactly)
        if name == "bibtex":  # it has no day, and nowhere to say that a byline without names is incomplete
            expected["date"] = paper.date and paper.date[:7]
        assert comparable(made, fields, exactly=exactly) == expected
    return problems


@pytest.mark.parametrize("name", ["bibtex", "ris", "csl", "jsonl", "csv"])
def test_what_is_exported_is_read_back(name):
    papers = [paper for paper in PAPERS if name in ("jsonl", "csv") or paper.id != "five"]
    problems = compare(name, papers)
    assert ["without a title" in problem.message for problem in problems] == [True]


def test_fields_that_are_new_in_the_interface_are_read_and_so_is_a_count_with_its_source():
    more = {
        "type": "thesis",
        "volume": "3",
        "issue": "2",
        "pages": "12–19",
        "publisher": "P",
        "isbn": "978-3-16-148410-0",
        "pmid": "12",
    }
    record = {**msgspec.to_builtins(entry(PAPERS[0])), **more, "note": "Oral"}
    lines = [
        json.dumps(record | {"citations": 7}),
        json.dumps(record | {"citations": {"value": 8, "source": "x", "day": "2024-03-05"}}),
    ]
    reading, _ = read("\n".join(lines))
    assert [made.citations for made in reading.drafts] == [7, 8]
    assert {name: getattr(reading.drafts[0], name) for name in more} == more
    assert reading.drafts[0].note == "Oral"


CORPUS = SHARED / "corpora" / "acl-anthology-2021.jsonl.xz"


def real(number):
    """So many real papers, some with codes, links and ids, some without; none with a mark behind a name's only word."""
    with lzma.open(CORPUS, "rt", encoding="utf-8") as lines:
        for at, line in enumerate(islice(lines, 0, 30 * number, 30)):
            said = json.loads(line)
            yield Paper(
                id=f"x{at}",
                label=said["title"],
                title=clean(said["title"]),
                authors=tuple(author for author, _ in said["authors"]),
                authors_complete=not said["authors"] or at % 7 > 0,
                date=said["date"][: (4, 7, 7)[at % 3]] if said.get("date") else str(said["year"]),
                venue=said.get("booktitle") or said["venue_name"],
                abstract=" ".join(clean(said.get("abstract") or "").split()) or None,
                doi=f"10.18653/v1/{said['id']}" if at % 2 else None,
                arxiv=f"2101.{at:05}" if at % 5 == 0 else None,
                code_urls=(f"https://github.com/x/y{at}",) if at % 4 == 0 else (),
                links=(f"https://example.org/{at}",) if at % 6 == 0 else (),
            )


@pytest.mark.skipif(not CORPUS.is_file(), reason="the corpus is not here: set SITEGEN_SHARED to the folder of it")
@pytest.mark.parametrize("name", ["bibtex", "ris", "csl", "jsonl", "csv"])
def test_two_thousand_real_papers_are_read_back(name):
    assert compare(name, [*real(2000)]) == []
