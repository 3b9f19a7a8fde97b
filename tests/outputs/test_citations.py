import json
import re
from itertools import product
from string import ascii_lowercase

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import parse_string
from pybtex.scanner import PybtexSyntaxError

from sitegen.outputs import citations
from sitegen.records import Paper
from tests.dump_facts import SHARED

SCHEMA = SHARED / "schemas" / "csl-data.json"
NASTY = (
    "A & B <T> x<y \"q\" 'r'",
    "</script><script>alert(1)</script>",
    "{{ 7*7 }} {% include 'x' %}",
    "\ufeffone\r\ntwo\x00\x0b\x1b\ud800 three\u2028four",
    "\u202eright to left\u202c and a zero\u200bwidth",
    "$x<y$ and an unbalanced {brace",
    "}{ \\ \\\\ \\input{/etc/passwd} $\\input{x}$ $^^5cinput$",
    "From $500 to $3000: 100% #1 a_b a^b ~90% \\emph \\'",
    '@misc{x, y = {z}}, "quoted" % no comment',
)
NASTY_NAMES = (
    "Madonna",
    "Sean O'Brien",
    "Ludwig van der Berg Jr.",
    "李志远",
    "a, b, c",
    "Barnes and Noble",
    "others",
    ",",
    "{",
    "%",
)
# What is harmless TeX, by rules of its own; what is left may hold nothing that TeX reads as anything but itself.
HARMLESS = re.compile(
    r"""\\[&%$\#_]|\\text[a-z]+(?=\{)|\\(?:emph|underline)(?=\{)
      |\\["'`^~=.]\{?\\?[^\W\d_]\}?|\\[cvuHkbdr]\{[^\W\d_]\}
      |\\(?:ss|ae|AE|oe|OE|aa|AA|[oOlLijSP]|l?dots|(?:La|Bib)?TeX|em|it|bf|sc|tt|rm)(?![A-Za-z])
      |\$(?:[^$\\\#%&]|\\[,;:!|{}_%\#&$ ]|\\(?!input|write|def)[A-Za-z]+)+\$""",
    re.VERBOSE,
)


def paper(**fields: object) -> Paper:
    return Paper(**{"id": "a-paper", "label": "A paper", "title": "A paper"} | fields)


def entry(record: Paper, url: str | None = None):
    """The one entry that pybtex, strict, reads from a paper's BibTeX."""
    (only,) = parse_string(citations.bibtex(record, url), "bibtex").entries.values()
    return only


def field(name: str, record: Paper) -> str | None:
    return entry(record).fields.get(name)


def title(text: str) -> str | None:
    return field("title", paper(title=text))


def authors(*names: str, complete: bool = True) -> list[str]:
    return [str(person) for person in entry(paper(authors=names, authors_complete=complete)).persons.get("author", ())]


def special(tex: str) -> str:
    """The characters special to TeX that stand outside of harmless TeX, and braces without their partner."""
    rest = HARMLESS.sub("", tex)
    while (fewer := re.sub(r"\{[^{}]*\}", lambda group: group[0][1:-1], rest)) != rest:
        rest = fewer
    return "".join(re.findall(r"[\\{}$&%#_^]", rest))


def ris(record: Paper, url: str | None = None) -> list[tuple[str, str]]:
    lines = citations.ris(record, url).split("\r\n")
    return [(line[:2], line[6:]) for line in lines if line]


@pytest.fixture(scope="module")
def schema():
    if not SCHEMA.is_file():
        pytest.skip(f"the CSL-JSON schema is not at {SCHEMA}; SITEGEN_SHARED may name the folder that holds schemas/")
    return jsonschema.Draft7Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))


# BibTeX


def test_entry_of_a_full_record_holds_each_known_fact():
    record = paper(
        id="implicit-bias-of-adamw",
        title=r"Implicit Bias of AdamW: $\ell_\infty$ Norm Constrained Optimization",
        authors=("Shuo Xie", "Zhiyuan Li"),
        date="2024-04-05",
        arxiv="2404.04454",
        doi="10.48550/arXiv.2404.04454",
        code_urls=("https://github.com/a_b/c",),
    )
    assert citations.bibtex(record) == (
        "@misc{implicit-bias-of-adamw,\n"
        "  title = {Implicit Bias of {AdamW}: $\\ell_\\infty$ Norm Constrained Optimization},\n"
        "  author = {Xie, Shuo and Li, Zhiyuan},\n"
        "  year = {2024},\n"
        "  eprint = {2404.04454},\n"
        "  archiveprefix = {arXiv},\n"
        "  doi = {10.48550/arXiv.2404.04454},\n"
        "  url = {https://arxiv.org/abs/2404.04454},\n"
        "  note = {Code: https://github.com/a\\_b/c},\n"
        "  month = apr\n"
        "}\n"
    )


@pytest.mark.parametrize(
    ("venue", "kind", "where"),
    [
        ("Proceedings of the 40th International Conference on Machine Learning", "inproceedings", "booktitle"),
        ("NeurIPS 2023", "inproceedings", "booktitle"),
        ("Journal of Machine Learning Research", "article", "journal"),
        ("Workshop paper in a Journal of Conference Proceedings", "inproceedings", "booktitle"),
        ("arXiv preprint", "misc", "howpublished"),
        ("Somewhere", "misc", "howpublished"),
    ],
)
def test_venue_decides_the_type_only_where_its_name_says_so(venue, kind, where):
    found = entry(paper(venue=venue))
    assert (found.type, found.fields[where]) == (kind, venue)


TYPES = {
    "article": ("article", "journal", "JOUR", "article-journal"),
    "conference": ("inproceedings", "booktitle", "CPAPER", "paper-conference"),
    "preprint": ("misc", "howpublished", "GEN", "article"),
    "book": ("book", "series", "BOOK", "book"),
    "chapter": ("incollection", "booktitle", "CHAP", "chapter"),
    "thesis": ("phdthesis", "school", "THES", "thesis"),
    "report": ("techreport", "institution", "RPRT", "report"),
    "dataset": ("dataset", "howpublished", "DATA", "dataset"),
    "software": ("software", "howpublished", "COMP", "software"),
    "other": ("misc", "howpublished", "GEN", "document"),
}


@pytest.mark.parametrize("type_", TYPES)
@pytest.mark.parametrize("venue", ["Journal of Examples", "ICML", "Somewhere"])
def test_the_type_that_a_source_gives_decides_whatever_the_venue_is_called(type_, venue, schema):
    record = paper(type=type_, venue=venue)
    found, item = entry(record), citations.csl(record)
    schema.validate([item])
    kind, where, tag, csl = TYPES[type_]
    assert (found.type, found.fields[where], dict(ris(record))["TY"], item["type"]) == (kind, venue, tag, csl)


def test_a_name_that_says_nothing_is_a_periodical_only_where_it_has_issues():
    assert entry(paper(venue="Somewhere", volume="3")).type == "misc"
    assert entry(paper(venue="Somewhere", volume="3", issue="2")).type == "article"
    assert entry(paper(volume="3", issue="2")).type == "misc"


PRINTED = {
    "type": "article",
    "venue": "Journal of Examples",
    "volume": "596",
    "issue": "7873",
    "publisher": "Sample & Sons",
    "isbn": "978-3-16-148410-0",
    "pmid": "31452104",
    "note": "Oral.",
    "date": "2021",
}


def test_where_a_paper_was_printed_is_in_every_format(schema):
    record = paper(pages="583–589", **PRINTED)
    found = entry(record).fields
    names = ("volume", "number", "pages", "publisher", "isbn", "eprint", "archiveprefix", "note")
    assert [found[name] for name in names] == [
        "596",
        "7873",
        "583--589",
        r"Sample \& Sons",
        "978-3-16-148410-0",
        "31452104",
        "pubmed",
        "Oral",
    ]
    tags = dict(ris(record))
    assert [tags[tag] for tag in ("VL", "IS", "SP", "EP", "PB", "SN", "AN", "N1")] == [
        "596",
        "7873",
        "583",
        "589",
        "Sample & Sons",
        "978-3-16-148410-0",
        "31452104",
        "Oral",
    ]
    item = citations.csl(record)
    schema.validate([item])
    assert {key: item[key] for key in ("volume", "issue", "page", "publisher", "ISBN", "PMID", "note")} == {
        "volume": "596",
        "issue": "7873",
        "page": "583-589",
        "publisher": "Sample & Sons",
        "ISBN": "978-3-16-148410-0",
        "PMID": "31452104",
        "note": "Oral",
    }
    assert citations.reference(record) == "A paper. Journal of Examples 596(7873), 583–589, 2021."


@pytest.mark.parametrize(
    ("pages", "first", "last"),
    [
        ("583-589", "583", "589"),
        ("583 – 589", "583", "589"),
        ("583--589", "583", "589"),
        ("12:1–12:28", "12:1", "12:28"),
        ("e1009", "e1009", ""),
        ("1-9, 20-25", "1-9, 20-25", ""),
        (None, "", ""),
    ],
)
def test_pages_are_a_first_and_a_last_where_they_are_a_range(pages, first, last):
    assert citations.page_range(paper(pages=pages)) == (first, last)


def test_an_arxiv_id_is_the_eprint_before_that_of_pubmed():
    found = entry(paper(arxiv="2401.12340", pmid="31452104")).fields
    assert (found["eprint"], found["archiveprefix"]) == ("2401.12340", "arXiv")


@pytest.mark.parametrize(
    ("known", "kind", "label", "genre"),
    [
        ({"venue": "PhD thesis, ETH Zürich"}, "phdthesis", None, "PhD thesis"),
        ({"venue": "ETH Zürich", "note": "Master's thesis"}, "mastersthesis", None, "Master's thesis"),
        ({"venue": "ETH Zürich"}, "phdthesis", "Thesis", None),
        ({"publisher": "ETH Zürich"}, "phdthesis", "Thesis", None),
    ],
)
def test_a_thesis_has_its_institution_and_no_degree_that_nobody_gave(known, kind, label, genre):
    record = paper(type="thesis", **known)
    found, item = entry(record), citations.csl(record)
    assert (found.type, found.fields["school"], found.fields.get("type")) == (kind, "ETH Zürich", label)
    assert (item["publisher"], item.get("genre"), dict(ris(record))["PB"]) == ("ETH Zürich", genre, "ETH Zürich")


def test_a_preprint_is_called_one_where_that_is_known():
    record = paper(type="preprint")
    assert (field("type", record), citations.csl(record)["genre"], dict(ris(record))["M3"]) == ("preprint",) * 3
    assert field("type", paper()) is None


@pytest.mark.parametrize("text", NASTY)
def test_nasty_text_is_harmless_in_what_tells_of_the_publication(text, schema):
    names = ("venue", "volume", "issue", "pages", "publisher", "note")
    record = paper(type="article", **dict.fromkeys(names, text), isbn=text)
    found = entry(record).fields
    assert [special(found[name]) for name in ("journal", "volume", "number", "pages", "publisher") if name in found] == [""] * 5
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - [^\r\n\x00-\x1f]*", line) for line in citations.ris(record).split("\r\n")[:-1])
    schema.validate([json.loads(json.dumps(citations.csl(record), ensure_ascii=False).encode())])


@pytest.mark.parametrize(
    ("date", "year", "month"),
    [("2024-03-01", "2024", "March"), ("2024-03", "2024", "March"), ("2024", "2024", None), (None, None, None)],
)
def test_unknown_part_of_a_date_stays_out(date, year, month):
    found = entry(paper(date=date))
    assert (found.fields.get("year"), found.fields.get("month")) == (year, month)


def test_untitled_paper_has_a_note_and_no_title():
    found = entry(paper(title=None, label="We study a thing …"))
    assert "title" not in found.fields
    assert found.fields["note"] == "Title unknown, listed as “We study a thing …”"


def test_incomplete_byline_ends_in_others():
    assert authors("Jikai Jin", "Zhiyuan Li", complete=False) == ["Jin, Jikai", "Li, Zhiyuan", "others"]


def test_unknown_byline_gives_no_author_even_when_said_to_be_incomplete():
    assert authors(complete=False) == []


def test_names_stand_alike_in_all_formats():
    record = paper(authors=("Example, Ada*", "The SAMPLE Collaboration", "Ana De la Muestra", "Sample, Ben, Jr.", "山田 太郎"))
    assert authors(*record.authors) == [
        "Example, Ada",
        "{The SAMPLE Collaboration}",
        "De la Muestra, Ana",
        "Sample, Jr., Ben",
        "山田, 太郎",
    ]
    assert [line[6:] for line in citations.ris(record).split("\r\n") if line.startswith("AU")] == [
        "Example, Ada",
        "The SAMPLE Collaboration",
        "De la Muestra, Ana",
        "Sample, Ben, Jr.",
        "山田, 太郎",
    ]
    assert citations.csl(record)["author"] == [
        {"family": "Example", "given": "Ada"},
        {"literal": "The SAMPLE Collaboration"},
        {"family": "De la Muestra", "given": "Ana"},
        {"family": "Sample", "given": "Ben", "suffix": "Jr."},
        {"family": "山田", "given": "太郎"},
    ]
    assert citations.reference(record).startswith(
        "Ada Example, The SAMPLE Collaboration, Ana De la Muestra, Ben Sample Jr., 山田 太郎."
    )


def test_person_who_merely_lists_a_paper_is_no_author():
    record = paper(authors=("A Bee",), people=("a-bee", "tuo-zhao"), listed=("tuo-zhao",), authors_complete=False)
    cited = citations.bibtex(record) + citations.ris(record) + json.dumps(citations.csl(record)) + citations.reference(record)
    assert "hao" not in cited


@pytest.mark.parametrize(
    ("name", "first", "last", "lineage"),
    [
        ("Sean O'Brien", ["Sean"], ["O'Brien"], []),
        ("Ludwig van der Berg Jr.", ["Ludwig"], ["Berg"], ["Jr."]),
        (r"Erwin Schr\"odinger", ["Erwin"], ["Schrödinger"], []),
        ("Example, Ada", ["Ada"], ["Example"], []),
        ("Muestra Prueba, Ana", ["Ana"], ["Muestra", "Prueba"], []),
        ("Sample, Jr., Ben C.", ["Ben"], ["Sample"], ["Jr."]),
        ("Example AB", ["AB"], ["Example"], []),
        ("Ada Example¹,*", ["Ada"], ["Example"], []),
        ("The SAMPLE Collaboration", [], ["{The SAMPLE Collaboration}"], []),
        ("Ministry of Tests and Trials", [], ["{Ministry of Tests and Trials}"], []),
        ("山田 太郎", ["太郎"], ["山田"], []),
        ("Madonna", [], ["{Madonna}"], []),
        ("李志远", [], ["{李志远}"], []),
        ("Barnes and Noble", ["{Barnes and}"], ["Noble"], []),
    ],
)
def test_name_is_read_back_in_its_parts(name, first, last, lineage):
    (person,) = entry(paper(authors=(name,))).persons["author"]
    assert (person.first_names, person.last_names, person.lineage_names) == (first, last, lineage)


@pytest.mark.parametrize(
    ("printed", "written"),
    [
        ("Q&A: 100% of #1 in a_b^c", r"Q\&A: 100\% of \#1 in a\_b\textasciicircum{}c"),
        ("From $500 to $3000", r"From \$500 to \$3000"),
        (r"A $\mathcal{O}(n)$ bound", r"A {$\mathcal{O}(n)$} bound"),
        (r"\emph{Very} Schr\"odinger's {GPT}", r"\emph{Very} Schr\"odinger's {{GPT}}"),
        (r"One { \emph{a}", r"One \textbraceleft{} \textbackslash{}emph\textbraceleft{}a\textbraceright{}"),
        (r"sets \{a\}", r"sets \textbraceleft{}a\textbraceright{}"),
        ("{bs,hr,sr}WaC", r"\textbraceleft{}bs,hr,sr\textbraceright{}{WaC}"),
        ("{{ 7*7 }}", r"\textbraceleft{}\textbraceleft{} 7*7 \textbraceright{}\textbraceright{}"),
        (r"Try \input{/etc/passwd}", r"Try \textbackslash{}input{/etc/passwd}"),
        (r"Try $\input{x}$ now", r"Try \$\textbackslash{}input{x}\$ now"),
        ("$6%$ of $R&D$", r"$6\%$ of {$R\&D$}"),
        (r"Try $^^5cinput$", r"Try \$\textasciicircum{}\textasciicircum{}5cinput\$"),
        (r"Try $\frac{a$", r"Try \$\textbackslash{}frac\textbraceleft{}a\$"),
        (r"at $\sim$70 GeV, 3$\times$4 of \(x\)5 in $ \alpha $", r"at $\sim$70 {GeV}, 3$\times$4 of $x$5 in $\alpha$"),
        (r"between $7 and $12, 7\,GeV", r"between \$7 and \$12, 7\,{GeV}"),
        ("Salt &amp; <i>B. example</i> in CO<sub>2</sub>", r"Salt \& \emph{B. example} in {CO}\textsubscript{2}"),
        ("Section~2 of ~90%", r"Section~2 of \textasciitilde{}90\%"),
        ("two\n lines\x00\ud800", "two lines"),
    ],
)
def test_tex_stays_where_it_is_known_and_all_else_is_literal(printed, written):
    assert title(printed) == written


@pytest.mark.parametrize(
    ("printed", "written"),
    [
        ("AdamW and SDEs", "{AdamW} and {SDEs}"),
        ("L2 GPT-4 Adam", "{L2} {GPT}-4 Adam"),
        (r"\LaTeX\ and \AA", r"{\LaTeX}\textbackslash{} and {\AA}"),
    ],
)
def test_capitals_that_carry_meaning_are_guarded(printed, written):
    assert title(printed) == written


def test_venue_is_not_guarded():
    assert field("booktitle", paper(venue="ICML & friends")) == r"ICML \& friends"


def test_address_cannot_leave_its_field_and_only_the_web_is_linked():
    found = entry(paper(pdf="https://x.org/{a}\\b c%20d", code_urls=("javascript:alert(1)", "https://github.com/x/y")))
    assert "url" not in found.fields
    assert found.fields["note"] == "Code: https://github.com/x/y"
    assert field("url", paper(pdf="files/a.pdf")) is None
    assert field("url", paper(pdf="https://x.org/{a}%20_~")) == "https://x.org/%7Ba%7D%20_~"


def test_page_stands_in_only_for_a_paper_without_an_address_of_its_own():
    page = "https://example.org/papers/a-paper/"
    assert entry(paper(), page).fields["url"] == page
    assert entry(paper(arxiv="2401.12340"), page).fields["url"] == "https://arxiv.org/abs/2401.12340"
    assert entry(paper(pdf="https://example.org/a.pdf"), page).fields["url"] == "https://example.org/a.pdf"


@pytest.mark.parametrize("text", NASTY)
def test_nasty_text_breaks_no_field(text):
    record = paper(title=text, label=text, venue=text, abstract=text, authors=(text, *NASTY_NAMES), affiliations=(text,))
    assert len(entry(record).persons["author"]) == 1 + len(NASTY_NAMES)
    assert special(title(text)) == ""
    assert field("note", paper(title=None, label=text)).startswith("Title unknown")


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("\\{}$&%#_^~\"'`@,= aA")), max_size=60))
def test_any_title_is_read_back_by_a_strict_parser_without_live_tex(text):
    found = title(text + "x")
    assert special(found) == ""


@given(st.lists(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("\\{}$,. and")), max_size=30), max_size=4))
def test_any_byline_is_read_back_with_as_many_authors(names):
    assert len(authors(*names)) == sum(1 for name in names if citations._line(name))


@given(st.text(alphabet=st.characters(codec="ascii", exclude_characters="\\{}$~", categories=("L", "N", "P", "S", "Zs"))))
def test_text_without_tex_comes_back_when_its_escapes_are_taken_off(text):
    names = {"asciicircum": "^", "less": "<", "greater": ">", "bar": "|"}
    written = citations._tex(text)
    read = re.sub(r"\\text([a-z]+)\{\}|\\([&%#_])", lambda escape: names.get(escape[1], escape[2]), written)
    assert read == " ".join(text.split())


def test_key_is_safe_and_two_papers_make_one_bibliography():
    both = citations.bibtex(paper(id="a,b {c}")) + "\n" + citations.bibtex(paper(id="2nd_paper"))
    assert list(parse_string(both, "bibtex").entries) == ["a-b--c-", "2nd-paper"]


def test_judge_fails_on_an_unescaped_brace():
    broken = citations.bibtex(paper(title="Fine")).replace("Fine", "F{ne")
    with pytest.raises(PybtexSyntaxError):
        parse_string(broken, "bibtex")


@pytest.mark.parametrize("tex", ["100%", "a_b", "$x", r"\input{x}", r"$\input{x}$", "a}{b", "#1", "R&D"])
def test_judge_of_live_tex_fails_on_what_is_not_escaped(tex):
    assert special(tex)


# RIS


def test_ris_of_a_full_record():
    record = paper(
        title=r"Na\"ive $\ell_2$ bounds",
        authors=("Ludwig van der Berg Jr.", "李志远"),
        authors_complete=False,
        date="2024-03",
        abstract="One.\nTwo.",
        doi="10.1/x",
        venue="Journal of Things",
    )
    assert citations.ris(record, "https://example.org/papers/a-paper/") == (
        "TY  - JOUR\r\n"
        "AU  - van der Berg, Ludwig, Jr.\r\n"
        "AU  - 李志远\r\n"
        "PY  - 2024\r\n"
        "DA  - 2024/03//\r\n"
        "TI  - Naïve ℓ₂ bounds\r\n"
        "T2  - Journal of Things\r\n"
        "AB  - One. Two.\r\n"
        "DO  - 10.1/x\r\n"
        "UR  - https://example.org/papers/a-paper/\r\n"
        "N1  - The list of authors is incomplete (“et al.”)\r\n"
        "ER  - \r\n"
    )


@pytest.mark.parametrize(("date", "written"), [("2024-03-01", "2024/03/01/"), ("2024-03", "2024/03//"), ("2024", "2024///")])
def test_ris_date_is_as_partial_as_it_is_known(date, written):
    assert dict(ris(paper(date=date)))["DA"] == written


def test_untitled_undated_paper_has_neither_tag_in_ris():
    tags = dict(ris(paper(title=None, label="We study")))
    assert not {"TI", "DA", "PY", "AU"} & tags.keys()
    assert tags["N1"] == "Title unknown, listed as “We study”"


@pytest.mark.parametrize("text", NASTY)
def test_nasty_text_stays_on_its_line_in_ris(text):
    record = paper(title=text, abstract=text, authors=(text,), venue=text, doi=text, pdf="https://x.org/\r\nER  - ")
    written = citations.ris(record)
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - [^\r\n\x00-\x1f]*", line) for line in written.split("\r\n")[:-1])
    assert [tag for tag, _ in ris(record)].count("ER") == 1


# CSL-JSON


def test_csl_of_a_full_record(schema):
    record = paper(
        authors=("Ludwig van der Berg Jr.", "李志远"),
        authors_complete=False,
        date="2024-03",
        abstract="One.",
        arxiv="2401.12340",
        code_urls=("https://github.com/x/y",),
        links=("https://x.org/",),
    )
    item = citations.csl(record)
    schema.validate([item])
    assert item == {
        "id": "a-paper",
        "type": "article",
        "title": "A paper",
        "author": [{"family": "van der Berg", "given": "Ludwig", "suffix": "Jr."}, {"literal": "李志远"}],
        "issued": {"date-parts": [[2024, 3]]},
        "number": "arXiv:2401.12340",
        "URL": "https://arxiv.org/abs/2401.12340",
        "abstract": "One.",
        "note": "The list of authors is incomplete (“et al.”). Code: https://github.com/x/y. Links: https://x.org/",
    }


def test_csl_of_a_paper_of_which_nothing_is_known_says_only_that(schema):
    item = citations.csl(Paper(id="x", label="We study"))
    schema.validate([item])
    assert item == {"id": "x", "type": "article", "note": "Title unknown, listed as “We study”"}


@pytest.mark.parametrize("text", NASTY)
def test_nasty_text_is_valid_csl(schema, text):
    item = citations.csl(paper(title=text, abstract=text, authors=(text, *NASTY_NAMES), venue=text, doi=text))
    schema.validate([json.loads(json.dumps(item, ensure_ascii=False).encode())])


def test_judge_fails_on_a_key_that_is_not_csl(schema):
    with pytest.raises(jsonschema.ValidationError):
        schema.validate([citations.csl(paper()) | {"titel": "x"}])


# A plain reference


def test_reference_reads_as_a_sentence_of_known_facts():
    record = paper(
        authors=("A Bee", "C Dee"),
        authors_complete=False,
        date="2024-03-01",
        venue="ICML",
        arxiv="2401.1",
        title="Why?",
    )
    assert citations.reference(record) == "A Bee, C Dee, et al. Why? ICML, 2024. arXiv:2401.1."


@pytest.mark.parametrize(
    ("count", "complete", "said"),
    [
        (20, True, "Ada As, Ada At. T."),
        (21, True, "Ada Ar, Ada As, … Ada Au. T."),
        (600, True, "Ada Ar, Ada As, … Ada Xb. T."),
        (600, False, "Ada Ar, Ada As, et al. T."),
    ],
)
def test_reference_of_a_crowd_names_the_first_and_the_last(count: int, complete: object, said: str):
    authors = tuple(f"Ada {one.upper()}{two}" for one, two in product(ascii_lowercase, repeat=2))[:count]
    record = paper(title="T", authors=authors, authors_complete=bool(complete))
    assert citations.reference(record).startswith("Ada Aa, Ada Ab, ")
    assert citations.reference(record).endswith(said)


def test_reference_of_an_untitled_paper_gives_its_label_in_brackets():
    assert citations.reference(paper(title=None, label="We study")) == "[We study]."


def test_a_doi_of_the_nineties_is_whole_everywhere():
    doi = "10.1002/(SICI)1(1)2:3<4::AID-X5>3.0.CO;2-9"
    record = paper(doi=doi)
    assert f"  doi = {{{doi}}}" in citations.bibtex(record)
    assert f"DO  - {doi}\r\n" in citations.ris(record)
    assert citations.csl(record)["DOI"] == doi
    assert "https://doi.org/10.1002/(SICI)1(1)2:3%3C4::AID-X5%3E3.0.CO;2-9." in citations.reference(record)
