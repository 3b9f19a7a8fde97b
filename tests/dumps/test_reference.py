import json
import subprocess
import sys
from importlib import resources

import pytest

from sitegen.dumps import reference
from sitegen.dumps.reference import Reference, read
from sitegen.dumps.tagging import MODEL, placed, tokenize, unplaced

IEEE = (
    "[7] A. Example and B. Sample, “On the reading of tables,” J. Tables, vol. 3, no. 2, pp. 1–9, Aug. 2015. doi: 10.1234/jt.17"
)
APA = "Example, A. B., Sample, C., & Roe, D. (2015). On the reading of tables. Journal of Tables, 3(2), 1–9. doi:10.1234/jt.17"
MLA = "Example, Ada, and Ben Sample. “On the Reading of Tables.” Journal of Tables, vol. 3, no. 2, 2015, pp. 1–9."
VANCOUVER = "Example A, Sample B, Roe CD, et al. On the reading of tables. J Tables. 2015 Aug;3(2):1-9. doi:10.1234/jt.17"
DBLP = "Ada Example, Ben Sample, Cy Roe: On the Reading of Large Tables. ICML 2015: 101-109"
TITLE_FIRST = (
    "On the reading of large tables. Ada Example, Ben Sample, Cy Roe. Conference on Machine Reading, 2015. [pdf] [code]"
)
GERMAN = "Beispiel, Ada und Muster, Ben (2015): Über das Lesen von Tabellen. In: Zeitschrift für Tabellen 3 (2), S. 1–9."
HAN = "[3] 王小明, 李四, 陈建国. 基于深度学习的表格阅读方法[J]. 计算机学报, 2015, 3(2): 1-9."
BOOK = "Example, A. (2015). The reading of tables (2nd ed.). Cambridge: Example Press."
THESIS = "Ada Example. The reading of tables. PhD thesis, University of Cambridge, 2015."
PREPRINT = "A. Example and B. Sample. On the reading of tables. arXiv preprint arXiv:1501.01234, 2015."

TITLES = {
    IEEE: "On the reading of tables",
    APA: "On the reading of tables",
    MLA: "On the Reading of Tables",
    VANCOUVER: "On the reading of tables",
    DBLP: "On the Reading of Large Tables",
    TITLE_FIRST: "On the reading of large tables",
    GERMAN: "Über das Lesen von Tabellen",
    HAN: "基于深度学习的表格阅读方法",
    BOOK: "The reading of tables",
    THESIS: "The reading of tables",
    PREPRINT: "On the reading of tables",
}
AUTHORS = {
    IEEE: ("A. Example", "B. Sample"),
    APA: ("Example, A. B.", "Sample, C.", "Roe, D."),
    MLA: ("Example, Ada", "Ben Sample"),
    VANCOUVER: ("Example A", "Sample B", "Roe CD"),
    DBLP: ("Ada Example", "Ben Sample", "Cy Roe"),
    TITLE_FIRST: ("Ada Example", "Ben Sample", "Cy Roe"),
    GERMAN: ("Beispiel, Ada", "Muster, Ben"),
    HAN: ("王小明", "李四", "陈建国"),
    BOOK: ("Example, A.",),
    THESIS: ("Ada Example",),
    PREPRINT: ("A. Example", "B. Sample"),
}
DETAILS = [
    (IEEE, {"venue": "J. Tables", "volume": "3", "issue": "2", "pages": "1–9", "date": "2015-08", "doi": "10.1234/jt.17"}),
    (APA, {"venue": "Journal of Tables", "volume": "3", "issue": "2", "pages": "1–9", "date": "2015", "doi": "10.1234/jt.17"}),
    (MLA, {"venue": "Journal of Tables", "volume": "3", "issue": "2", "pages": "1–9", "date": "2015"}),
    (VANCOUVER, {"venue": "J Tables", "volume": "3", "issue": "2", "pages": "1-9", "doi": "10.1234/jt.17"}),
    (DBLP, {"venue": "ICML", "pages": "101-109", "date": "2015", "volume": None, "publisher": None}),
    (GERMAN, {"venue": "Zeitschrift für Tabellen", "volume": "3", "issue": "2", "pages": "1–9", "date": "2015"}),
    (HAN, {"venue": "计算机学报", "volume": "3", "issue": "2", "pages": "1-9", "date": "2015", "type": "article"}),
    (BOOK, {"publisher": "Example Press", "date": "2015", "venue": None}),
    (THESIS, {"publisher": "University of Cambridge", "type": "thesis", "date": "2015", "venue": None}),
    (PREPRINT, {"arxiv": "1501.01234", "type": "preprint", "date": "2015"}),
]
STRANGERS = (
    "Home | Publications | Teaching | Contact",
    "We present a method for reading tables and show that it improves accuracy by three per cent on four benchmarks.",
    "On the reading of tables",
    "Ada Example, Ben Sample, Cy Roe",
    "Sort by relevance",
    "Last updated: 3 May 2021",
    "Professor of Linguistics, Example University, 2012–2020",
)


@pytest.mark.parametrize(("text", "title"), TITLES.items())
def test_title_is_read_in_any_style(text: str, title: str) -> None:
    assert read(text).title == title


@pytest.mark.parametrize(("text", "authors"), AUTHORS.items())
def test_authors_are_as_printed(text: str, authors: tuple[str, ...]) -> None:
    assert read(text).authors == authors


@pytest.mark.parametrize(("text", "wanted"), DETAILS)
def test_details_are_freed_of_the_words_around_them(text: str, wanted: dict[str, str | None]) -> None:
    details = read(text).details
    assert {field: getattr(details, field) for field in wanted} == wanted


@pytest.mark.parametrize("text", [VANCOUVER, "Example, A. et al. On the reading of tables. J. Tables 3, 1–9 (2015)."])
def test_shortened_byline_is_incomplete(text: str) -> None:
    assert not read(text).complete


@pytest.mark.parametrize("text", TITLES)
def test_reference_is_surer_than_what_is_none(text: str) -> None:
    assert read(text).sure > max(read(stranger).sure for stranger in STRANGERS)


@pytest.mark.parametrize("text", STRANGERS)
def test_what_is_no_reference_is_not_sure(text: str) -> None:
    assert read(text).sure < 0.4


@pytest.mark.parametrize("text", ["", " ", "\n", "x" * (reference.LONGEST + 1)])
def test_what_cannot_be_a_reference_is_unused(text: str) -> None:
    assert read(text) == Reference(unused=text)


def test_buttons_are_marks_and_say_that_there_is_code() -> None:
    found = read(TITLE_FIRST)
    assert found.code
    assert found.details.note is None


def test_dash_stands_for_the_authors_above() -> None:
    assert read("———. 2015. On the reading of tables. Journal of Tables 3: 1–9.").same


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("Example, A. B., C. Sample, D. Roe, and E. Probe", ("Example, A. B.", "C. Sample", "D. Roe", "E. Probe")),
        ("EXAMPLE, Ada, SAMPLE, Ben & ROE, Cyril", ("EXAMPLE, Ada", "SAMPLE, Ben", "ROE, Cyril")),
        ("A. Wu, B. Li, C. He, and D. Lu", ("A. Wu", "B. Li", "C. He", "D. Lu")),
    ],
)
def test_names_are_told_apart_by_their_form(printed: str, names: tuple[str, ...]) -> None:
    assert read(f"{printed}. 2015. On the reading of tables. Journal of Tables 3 (2): 1–9.").authors == names


@pytest.mark.parametrize("text", [*TITLES, *STRANGERS, "a(b)c:d;e,f[g]", "151(2):127-138 [1]Roe Berlin:Verlag", "表格[J].学报"])
def test_tokens_hold_every_character_once(text: str) -> None:
    tokens = tokenize(text)
    assert "".join(text[token.start : token.end] for token in tokens) == "".join(text.split())


def test_places_of_labels_are_taken_off_again() -> None:
    labels = ["author", "author", "author", "title", "date", "date"]
    assert placed(labels) == ["B-author", "I-author", "E-author", "B-title", "B-date", "E-date"]
    assert unplaced(placed(labels)) == labels


def test_model_is_small_and_its_evidence_is_weighed() -> None:
    folder = resources.files("sitegen.dumps")
    assert len(folder.joinpath(MODEL).read_bytes()) < 2_000_000
    weights = json.loads(folder.joinpath(reference.CALIBRATION).read_text())["weights"]
    marked = reference.mark(APA)
    assert len(weights) == len(reference.evidence(reference.fields(marked), marked))


def test_model_is_loaded_by_the_first_reference() -> None:
    code = "import sys, sitegen.dumps; sys.exit('pycrfsuite' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
