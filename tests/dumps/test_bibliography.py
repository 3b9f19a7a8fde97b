"""RIS, MEDLINE, EndNote, Web of Science and JSON; and what holds for every file: accounts, forms of values, any input."""

import json
import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen import dumps
from sitegen.dumps import bibliography
from sitegen.records import Draft, Meta
from sitegen.store import schema
from tests.dump_facts import SHARED
from tests.dumps.files import accounted, only, read

RIS = """\
TY  - JOUR
AU  - Example, Ada
AU  - Sample, Ben, Jr.
TI  - A Title that
 goes on
JO  - J. Ex.
JF  - Journal of Examples
PY  - 2024
DA  - 2024/03/05/
AB  - First paragraph.

Second paragraph.
SP  - 12
EP  - 19
VL  - 3
IS  - 2
SN  - 1234-5678
PB  - Example Press
DO  - doi:10.1000/1
KW  - words
UR  - https://example.org/1;https://example.org/2
N1  - Cited By :12
N1  - Export Date: 5 March 2024
N1  - Oral
ER  -
"""
MEDLINE = """\
PMID- 1234
OWN - NLM
DP  - 2024 Mar 5
TI  - A title that
      goes on.
PG  - 12-9
LID - 10.1000/1 [doi]
AB  - First sentence.
      Second sentence.
FAU - Example, Ada B
AU  - Example AB
AD  - University of Examples.
FAU - Sample, Ben
AU  - Sample B
CN  - The Probe Group
PT  - Journal Article
PT  - Preprint
TA  - J Ex
JT  - Journal of examples
VI  - 3
IP  - 2
SO  - J Ex. 2024 Mar 5;3(2):12-9.
"""
ENDNOTE = """\
%0 Conference Proceedings
%T A Title
%A Example, Ada
%A Sample, Ben
%S Proceedings of the Example Conference
%D 2024
%8 March
%I Example Association
%X First sentence.
Second sentence.
%R 10.1000/1
%U https://example.org/1
%P 12-19
%K words
"""
WOS = """\
FN Clarivate Analytics Web of Science
VR 1.0
PT J
AU Example, A
   Sample, B
AF Example, Ada
   Sample, Ben
TI A Title that
   goes on
SO JOURNAL OF EXAMPLES
DT Article; Proceedings Paper
C1 [Example, Ada] Univ Examples, Town.
PD MAR 5
PY 2024
VL 3
IS 2
BP 12
EP 19
DI 10.1000/1
TC 12
PM 1234
ER

EF
"""
CSL = json.dumps(
    {
        "items": [
            {
                "id": "a",
                "type": "article-journal",
                "title": "A Title",
                "author": [
                    {"family": "Example", "given": "Ada"},
                    {"family": "Berg", "given": "L.", "non-dropping-particle": "van der", "suffix": "Jr."},
                    {"literal": "Sample, Sample and Sons"},
                ],
                "issued": {"date-parts": [["2024", 3, 5]]},
                "container-title": "Journal of Examples",
                "volume": 3,
                "issue": "2",
                "page": "12-19",
                "DOI": "10.1000/1",
                "URL": "https://example.org/1",
                "note": "PMID: 1234\narXiv: 2401.00001 [cs.LG]\nOral",
            }
        ]
    },
    indent=1,
)
FILES = {"ris": RIS, "medline": MEDLINE, "endnote": ENDNOTE, "web-of-science": WOS, "csl-json": CSL}
TWO = ("Example, Ada", "Sample, Ben")
EXPECTED = {
    "ris": {
        "title": "A Title that goes on",
        "authors": ("Example, Ada", "Sample, Ben, Jr."),
        "venue": "Journal of Examples",
        "date": "2024-03-05",
        "abstract": "First paragraph. Second paragraph.",
        "pages": "12–19",
        "volume": "3",
        "issue": "2",
        "isbn": None,
        "publisher": "Example Press",
        "doi": "10.1000/1",
        "links": ("https://example.org/1", "https://example.org/2"),
        "citations": 12,
        "note": "Oral",
        "type": "article",
    },
    "medline": {
        "title": "A title that goes on",
        "authors": ("Example, Ada B", "Sample, Ben", "The Probe Group"),
        "affiliations": ("University of Examples",),
        "venue": "Journal of examples",
        "date": "2024-03-05",
        "abstract": "First sentence. Second sentence.",
        "pages": "12-9",
        "volume": "3",
        "issue": "2",
        "doi": "10.1000/1",
        "pmid": "1234",
        "type": "preprint",
    },
    "endnote": {
        "title": "A Title",
        "authors": TWO,
        "venue": "Proceedings of the Example Conference",
        "date": "2024-03",
        "abstract": "First sentence. Second sentence.",
        "publisher": "Example Association",
        "pages": "12-19",
        "doi": "10.1000/1",
        "links": ("https://example.org/1",),
        "type": "conference",
    },
    "web-of-science": {
        "title": "A Title that goes on",
        "authors": TWO,
        "affiliations": ("Univ Examples, Town",),
        "venue": "JOURNAL OF EXAMPLES",
        "date": "2024-03-05",
        "pages": "12–19",
        "volume": "3",
        "issue": "2",
        "doi": "10.1000/1",
        "citations": 12,
        "pmid": "1234",
        "type": "conference",
    },
    "csl-json": {
        "title": "A Title",
        "authors": ("Example, Ada", "van der Berg, Jr., L.", "{Sample, Sample and Sons}"),
        "venue": "Journal of Examples",
        "date": "2024-03-05",
        "pages": "12-19",
        "volume": "3",
        "issue": "2",
        "doi": "10.1000/1",
        "arxiv": "2401.00001",
        "pmid": "1234",
        "links": ("https://example.org/1",),
        "note": "Oral",
        "type": "article",
    },
}


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("above", ["", "My publications\n\nThey are these, in no order.\n\n"], ids=["alone", "below prose"])
def test_every_field_of_a_file_is_read_and_no_other_one(name, above):
    reading, problems = read(above + FILES[name])
    (made,) = reading.drafts
    empty = Draft(id="", span=made.span)
    said = {field: value for field in made.__struct_fields__ if (value := getattr(made, field)) != getattr(empty, field)}
    assert reading.format == name
    assert said == {field: value for field, value in EXPECTED[name].items() if value is not None}
    assert reading.unclaimed == ((1, 3) if above else ())
    assert [problem.span.first for problem in problems] == ([1] if above else [])


@pytest.mark.parametrize("name", FILES)
def test_line_ends_of_windows_change_nothing(name):
    assert only(FILES[name].replace("\n", "\r\n")) == only(FILES[name])


@pytest.mark.parametrize("name", ["ris", "medline", "endnote", "web-of-science"])
def test_records_stand_on_their_own_lines(name):
    reading, _ = read(f"{FILES[name]}\n{FILES[name]}")
    first, second = reading.drafts
    shift = FILES[name].count("\n") + 1
    assert second.title == first.title
    assert (second.span.first, second.span.last) == (first.span.first + shift, first.span.last + shift)


def test_a_record_without_its_end_is_told():
    _, problems = read("TY  - BOOK\nTI  - One\nAU  - A, B\nTY  - BOOK\nTI  - Two\nER  - \n")
    assert [(problem.span.first, "no end" in problem.message) for problem in problems] == [(1, True)]


def test_an_object_that_is_no_json_hides_no_other():
    reading, problems = read(
        '[{"type":"book","title":"One"},\n{"type":"book","title":"Two" 3},\n{"type":"book","title":"Three"}]'
    )
    assert [made.title for made in reading.drafts] == ["One", "Three"]
    assert [(problem.span.first, problem.span.last) for problem in problems] == [(2, 2)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("TY  - GEN\nTI  - T\nER  -\n", None),
        ("TY  - GEN\nTI  - T\nM3  - preprint\nER  -\n", "preprint"),
        ("TY  - CHAP\nTI  - T\nER  -\n", "chapter"),
        ('{"id": "a", "type": "article", "title": "T"}', None),
        ('{"id": "a", "type": "article", "title": "T", "genre": "preprint"}', "preprint"),
        ('{"id": "a", "type": "article", "title": "T", "publisher": "arXiv"}', "preprint"),
        ('{"id": "a", "type": "document", "title": "T"}', "other"),
        ("%0 Book Section\n%T T\n%A A B\n", "chapter"),
        ("%0 Generic\n%T T\n%A A B\n", None),
        ("PMID- 1\nTI  - T\nPT  - Journal Article\nPT  - Review\n", "article"),
    ],
)
def test_the_kind_is_what_the_file_says_and_unknown_where_it_says_nothing(text, kind):
    assert only(text).type == kind


@pytest.mark.parametrize(("more", "pmid"), [("", "1234"), ("DB  - PubMed\n", "1234"), ("DB  - Some Base\n", None)])
def test_a_number_in_a_database_is_pubmeds_where_no_other_one_is_named(more, pmid):
    assert only(f"TY  - JOUR\nTI  - T\nAN  - 1234\n{more}ER  -\n").pmid == pmid


@pytest.mark.parametrize(
    ("written", "date", "told"),
    [
        ("2024///", "2024", 0),
        ("2024/3", "2024-03", 0),
        ("5 March 2024", "2024-03-05", 0),
        ("2024 Mar-Apr", "2024-03", 1),
        ("2024 Winter", "2024", 1),
        ("07/08/2024", "2024", 0),
        ("2024/13/45", "2024", 0),
        ("n.d.", None, 0),
        ("to appear", None, 0),
        ("soon", None, 1),
    ],
)
def test_a_date_is_kept_as_far_as_it_is_known(written, date, told):
    reading, problems = read(f"TY  - JOUR\nTI  - T\nPY  - {written}\nER  - \n")
    assert (reading.drafts[0].date, len(problems)) == (date, told)


@pytest.mark.parametrize(
    ("line", "field"),
    [("DO  - nothing", "doi"), ("UR  - http://", "links"), ("UR  - https://[x", "links"), ("N1  - Cited by: ", "citations")],
)
def test_a_value_that_cannot_be_one_is_left_out(line, field):
    reading, _ = read(f"TY  - JOUR\nTI  - T\n{line}\nER  - \n")
    assert not getattr(reading.drafts[0], field)


def test_the_reader_takes_a_file_for_what_it_is_whatever_its_ending():
    reading, _ = dumps.read("content/dumps/x.txt", RIS.encode())
    assert (reading.format, reading.person, len(reading.drafts)) == ("ris", None, 1)


def test_a_meta_file_says_whose_file_it_is_or_what_it_is_called():
    theirs, _ = dumps.read("content/dumps/x.ris", RIS.encode(), Meta(person="Ada Example"))
    titled, _ = dumps.read("content/dumps/x.ris", RIS.encode(), Meta(title="Some Papers"))
    assert (theirs.person.name, theirs.listing) == ("Ada Example", None)
    assert titled.listing.title == "Some Papers"


@pytest.mark.parametrize(
    "content",
    [
        "",
        "\n\n",
        "PT scans show much.\nER is a place.\n",
        "{}",
        '[{"a": 1}]',
        '{"title": 1}',
        "TY",
        "%0\n",
        "@a{b}",
        "Title\tYear\n",
    ],
)
def test_what_is_no_file_is_left_to_others(content):
    assert bibliography.read("x", content) is None


SOURCES = [
    *FILES.values(),
    "Title,Authors,Year\nA,B C,2024\n",
    "@article{a, title={T}, author={A B}, year={2024}, doi={10.1000/1}}\n",
]
PIECES = [
    "{",
    "}",
    '"',
    "\\",
    ",",
    "|",
    "\t",
    "\n\n",
    "\x00",
    "10.1000/<",
    "https://[",
    "$",
    "---",
    "ER  - ",
    "@",
    "999999999999",
]


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """A file in which pieces are lost, put in or doubled."""
    text = draw(st.sampled_from(SOURCES)) + draw(st.sampled_from(["", *SOURCES]))
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 30)))
        text = text[:start] + draw(st.sampled_from(["", *PIECES, text[start:end] * 2])) + text[end:]
    return text


def _in_form(made: Draft) -> Iterator[tuple[str, bool]]:
    """Each value of a draft by its field, and whether the files of a site take it."""
    for name in schema.FORMS.keys() & {*Draft.__struct_fields__} - {"id"}:
        value = getattr(made, name)
        for one in value if isinstance(value, tuple) else [value] if value else []:
            yield name, schema.FORMS[name].takes(one)


@given(damaged())
@settings(max_examples=300)
def test_a_damaged_file_is_accounted_for_and_gives_only_what_can_be_kept(text):
    if found := bibliography.read("x", text):
        for made in accounted(found[0]).drafts:
            assert [name for name, takes in _in_form(made) if not takes] == []
            assert made.citations is None or 0 <= made.citations < 10**9


PAGES = (
    "author-bibtex",
    "author-bibtex-as-txt",
    "author-ris",
    "author-ris-as-txt",
    "author-pubmed-nbib",
    "author-dspace-table",
)
MORE_PAGES = ("list-connected-papers-list", "list-github-awesome-table-markdown")
JUDGED = ("date", "venue", "doi", "arxiv", "volume", "issue", "pages", "pmid", "citations", "abstract")


@pytest.mark.skipif(not (SHARED / "pages").is_dir(), reason="the pages are not here: set SITEGEN_SHARED to the folder of them")
@pytest.mark.parametrize("name", PAGES + MORE_PAGES)
def test_files_and_tables_of_real_papers_are_read_right(name):
    folder = SHARED / "pages" / name
    dump = next(path for path in folder.iterdir() if path.stem == "dump")
    reading, _ = read(dump.read_text("utf-8"))
    wanted = [json.loads(line) for line in (folder / "expected.jsonl").read_text("utf-8").splitlines()]
    assert [(made.title, [*made.authors], made.authors_complete) for made in reading.drafts] == [
        (want["title"], want["authors"], want["authors_complete"]) for want in wanted
    ]
    for made, want in zip(reading.drafts, wanted, strict=True):
        for field in JUDGED:
            if want.get(field) is not None:
                assert re.findall(r"\w+", str(getattr(made, field))) == re.findall(r"\w+", str(want[field])), field
        assert {*want["code_urls"]} <= {*made.code_urls}
        assert {*want["links"]} <= {*made.links}


# ---------------------------------------------------------------- JSON of services

SERVICES = {
    "semantic scholar": {
        "paperId": "x",
        "externalIds": {"DOI": "10.1000/1", "ArXiv": "2401.12345", "CorpusId": 12},
        "title": "On Examples",
        "authors": [{"authorId": "1", "name": "Ada Example"}, {"authorId": "2", "name": "Ben Sample"}],
        "year": 2024,
        "venue": "ICXX",
        "citationCount": 12,
        "abstract": "We study examples.",
    },
    "openalex": {
        "doi": "https://doi.org/10.1000/1",
        "title": "On Examples",
        "publication_year": 2024,
        "type": "article",
        "cited_by_count": 12,
        "authorships": [{"author": {"display_name": "Ada Example"}}, {"author": {"display_name": "Ben Sample"}}],
        "primary_location": {"source": {"display_name": "ICXX"}},
        "abstract_inverted_index": {"examples.": [2], "We": [0], "study": [1]},
    },
    "dblp": {
        "@score": "1",
        "info": {
            "authors": {"author": [{"@pid": "1", "text": "Ada Example"}, {"@pid": "2", "text": "Ben Sample 0001"}]},
            "title": "On Examples",
            "venue": "ICXX",
            "year": "2024",
            "doi": "10.1000/1",
        },
    },
    "pairs": {"title": "On Examples", "authors": [["Ada Example", "a"], ["Ben Sample", "b"]], "year": 2024, "venue": "ICXX"},
    "byline": {"title": "On Examples", "authors": "Ada Example, Ben Sample", "date": "2024", "journal": "ICXX"},
    "parts": {
        "title": "On Examples",
        "authors": [{"first": "Ada", "last": "Example"}, {"given": "Ben", "family": "Sample"}],
        "year": "2024",
        "venue": "ICXX",
    },
}


@pytest.mark.parametrize("service", SERVICES)
@pytest.mark.parametrize("shape", ["lines", "array", "results"])
def test_records_of_services_are_read_whatever_their_keys(service: str, shape: str) -> None:
    record = SERVICES[service]
    other = record | ({"info": record["info"] | {"title": "Other"}} if "info" in record else {"title": "Other"})  # type: ignore[operator]
    text = {
        "lines": json.dumps(record) + "\n" + json.dumps(other),
        "array": json.dumps([record, other], indent=2),
        "results": json.dumps({"results": [record, other]}),
    }[shape]
    reading, problems = dumps.read("x.json", text.encode())
    assert problems == []
    assert [draft.title for draft in reading.drafts] == ["On Examples", "Other"]
    draft = reading.drafts[0]
    assert draft.authors == ("Ada Example", "Ben Sample")
    assert (draft.date, draft.venue) == ("2024", "ICXX")
    assert draft.doi == ("10.1000/1" if service in ("semantic scholar", "openalex", "dblp") else None)
    assert draft.abstract == ("We study examples." if service in ("semantic scholar", "openalex") else None)
    assert draft.citations == (12 if service in ("semantic scholar", "openalex") else None)
    assert draft.arxiv == ("2401.12345" if service == "semantic scholar" else None)


def test_arxivs_data_set_gives_id_and_category_and_no_date_of_an_update() -> None:
    record = {"id": "0704.0001", "title": "On Examples", "authors": "A. Example, B. Sample", "categories": "hep-ph math.CO"}
    reading, _ = dumps.read("x.json", json.dumps(record | {"update_date": "2008-11-26", "doi": None}).encode())
    (draft,) = reading.drafts
    assert (draft.arxiv, draft.category, draft.date) == ("0704.0001", "hep-ph", None)


@pytest.mark.parametrize("value", [{"name": "Bob", "age": 3}, {"title": "Mr", "city": "X"}, {"id": 1, "title": 3}])
def test_objects_that_are_no_papers_make_none(value: dict[str, object]) -> None:
    reading, problems = dumps.read("x.json", json.dumps([value, value]).encode())
    assert reading.drafts == ()
    assert problems
