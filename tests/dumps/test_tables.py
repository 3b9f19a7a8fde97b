"""Tables with named columns: exports of services, rows parted by tabs, Markdown."""

import pytest

from sitegen.dumps import bibliography
from sitegen.dumps.bibliography import columns
from tests.dumps.files import only, read

SCOPUS = (
    '"Authors","Author full names","Author(s) ID","Title","Year","Source title","Volume","Issue","Art. No.","Page start",'
    '"Page end","Cited by","DOI","Link","Abstract","Document Type","Source","EID"\n'
    '"Example A.; Sample B.","Example, Ada (57190000000); Sample, Ben (57190000001)","57190000000; 57190000001",'
    '"A Title, with a comma","2024","Journal of Examples","3","2","","12","19","1,234","10.1000/1","https://example.org/1",'
    '"One sentence.\nAnother.","Conference paper","Scopus","2-s2.0"\n'
)
SCHOLAR = (
    "Authors,Title,Publication,Volume,Number,Pages,Year,Publisher\n"
    '"Example, Ada; Sample, Ben; ","A ""quoted"" Title",Journal of Examples,3,2,12-19,2024,Example Press,\n'
)
ZOTERO = (
    '"Key","Item Type","Publication Year","Author","Title","Publication Title","ISBN","ISSN","DOI","Url","Abstract Note",'
    '"Date","Pages","Issue","Volume"\n'
    '"AB12","journalArticle","2024","Example, Ada; Sample, Ben","A Title","Journal of Examples","","1234-5678","10.1000/1",'
    '"https://example.org/1","One sentence.","2024-03-05","12-19","2","3"\n'
)
PUBMED = (
    "PMID,Title,Authors,Citation,First Author,Journal/Book,Publication Year,Create Date,PMCID,NIHMS ID,DOI\n"
    '1234,A title.,"Example A, Sample B.",J Ex. 2024,Example A,J Ex,2024,2024/03/05,,,10.1000/1\n'
)
WOS = (
    "PT\tAU\tAF\tTI\tSO\tPY\tVL\tBP\tEP\tTC\tDI\n"
    "J\tExample, A; Sample, B\tExample, Ada; Sample, Ben\tA Title\tJ EX\t2024\t3\t12\t19\t7\t10.1000/1\n"
)
TABS = "Issue Date\tTitle\tAuthor(s)\n5-Mar-2024\tA Title\tExample, Ada; Sample, Ben\n"
GERMAN = 'Titel;Autoren;Jahr;Zeitschrift;Zitiert von\n"A Title";"Example, Ada; Sample, Ben";2024;J Ex;3\n'
CHINESE = "题名\t作者\t刊名\t发表时间\t被引\n一个标题\t李明; 王芳\t示例学报\t2024-03-05\t12\n"
MARKDOWN = (
    "| Year | Venue | Title | Authors | Code |\n|:--|:--:|--|--|--|\n"
    "| 2024 | ICXX 2024 | [**A \\| Title**](https://example.org/1) | Ada Example, Ben Sample et al. |"
    " [Github](https://github.com/x/y) |\n"
)
TOGETHER = (
    "| Title & Authors | Introduction | Links |\n|--|--|--|\n"
    "| ![x](https://example.org/i.png) <br> [A Title](https://arxiv.org/abs/2401.00001) <br> Ada Example, Ben Sample |"
    " <img src='a'> | [Github](https://github.com/x/y) [Paper](https://example.org/p) |\n"
)
TWO = ("Example, Ada", "Sample, Ben")
SPOKEN = ("Ada Example", "Ben Sample")


@pytest.mark.parametrize(
    ("table", "said"),
    [
        pytest.param(
            SCOPUS,
            {
                "title": "A Title, with a comma",
                "authors": TWO,
                "date": "2024",
                "venue": "Journal of Examples",
                "pages": "12–19",
                "citations": 1234,
                "doi": "10.1000/1",
                "abstract": "One sentence. Another.",
                "type": "conference",
            },
            id="Scopus",
        ),
        pytest.param(
            SCHOLAR,
            {
                "title": 'A "quoted" Title',
                "authors": TWO,
                "venue": "Journal of Examples",
                "issue": "2",
                "publisher": "Example Press",
            },
            id="Scholar",
        ),
        pytest.param(
            ZOTERO,
            {"title": "A Title", "authors": TWO, "date": "2024-03-05", "type": "article", "links": ("https://example.org/1",)},
            id="Zotero",
        ),
        pytest.param(
            PUBMED, {"authors": ("Example A", "Sample B."), "venue": "J Ex", "pmid": "1234", "date": "2024"}, id="PubMed"
        ),
        pytest.param(WOS, {"title": "A Title", "authors": TWO, "citations": 7, "pages": "12–19"}, id="Web of Science"),
        pytest.param(TABS, {"title": "A Title", "authors": TWO, "date": "2024-03-05"}, id="DSpace"),
        pytest.param(
            GERMAN, {"title": "A Title", "authors": TWO, "venue": "J Ex", "citations": 3, "date": "2024"}, id="German"
        ),
        pytest.param(
            CHINESE, {"title": "一个标题", "authors": ("李明", "王芳"), "citations": 12, "date": "2024-03-05"}, id="Chinese"
        ),
        pytest.param(
            MARKDOWN,
            {
                "title": "A | Title",
                "authors": SPOKEN,
                "authors_complete": False,
                "venue": "ICXX",
                "date": "2024",
                "links": ("https://example.org/1",),
                "code_urls": ("https://github.com/x/y",),
            },
            id="Markdown",
        ),
        pytest.param(TOGETHER, {"title": "A Title", "authors": SPOKEN, "arxiv": "2401.00001"}, id="title and authors"),
    ],
)
def test_a_row_gives_what_its_columns_say(table, said):
    made = only(table)
    assert {field: getattr(made, field) for field in said} == said


@pytest.mark.parametrize("name", ["First author", "Last author"])
def test_one_author_of_several_is_an_incomplete_byline(name):
    made = only(f"Title\t{name}\tYear\nA Title\tAda Example\t2024\n")
    assert (made.authors, made.authors_complete) == (("Ada Example",), False)


def test_the_rows_of_a_page_are_read_below_its_menu_and_what_is_around_them_is_told():
    reading, problems = read(f"Some Archive\nDownload\n{TABS}5-Mar-2024\tA Second Title\tProbe, Cy\nSome Archive 2024\n")
    assert [made.title for made in reading.drafts] == ["A Title", "A Second Title"]
    assert (reading.unclaimed, reading.noise) == ((1, 6), {"buttons and menus": 1})
    assert [problem.span.first for problem in problems] == [1, 6]


def test_several_tables_are_read_each_by_its_own_names():
    reading, _ = read(f"# Papers\n\n## 2024\n{MARKDOWN}\n## 2023\n| Paper | Year |\n|---|---|\n| Another Title | 2023 |\n")
    assert [(made.title, made.date) for made in reading.drafts] == [("A | Title", "2024"), ("Another Title", "2023")]
    assert (reading.listing.title, reading.noise) == ("Papers", {"headings": 3})


def test_numbers_below_the_name_of_a_title_are_no_papers():
    assert bibliography.read("x", "Title\tCited by\tYear\n" + "A Title\nAda Example\n12\t3\t2019\n" * 3) is None


@pytest.mark.parametrize("row", ['"Without its end,B C,2024', "A,B C,2024,more", "A,B C"])
def test_a_row_that_does_not_fit_is_told_and_swallows_no_other(row):
    reading, problems = read(f"Title,Authors,Year\nOne,A B,2024\n{row}\nTwo,A B,2024\n")
    assert [made.title for made in reading.drafts] == ["One", "Two"]
    assert [problem.span.first for problem in problems] == [3]


def test_columns_that_no_field_is_for_are_noted_once():
    _, problems = read("Title\tAuthors\tSimilarity\n" + "A\tB C\t9\n" * 3)
    assert ["Similarity" in problem.message for problem in problems] == [True]


def test_days_and_months_are_told_apart_by_the_other_rows():
    reading, _ = read("Title\tDate\nOne\t07/08/2023\nTwo\t07/28/2023\n")
    assert [made.date for made in reading.drafts] == ["2023-07-08", "2023-07-28"]


@pytest.mark.parametrize("role", columns.NAMES)
def test_every_kind_of_column_is_found_by_each_of_its_names(role):
    for name in columns.NAMES[role].split(", "):
        found = columns.roles(["Title" if role not in ("title", "title and authors") else "Year", name])
        assert found[1] == role, name
