"""BibTeX: values, names and texts as they are printed, and what is wrong with an entry."""

import pytest

from sitegen.dumps import bibliography
from sitegen.dumps.bibliography.texts import text
from tests.dumps.files import accounted, only, read


def field(name, written):
    """The field that comes of these fields of an @article."""
    return getattr(only(f"@article{{a,\n  title = {{T}},\n  author = {{Ada Example}},\n  {written}\n}}"), name)


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("{A Large {BERT} for All}", "A Large BERT for All"),
        (r"A {BERT} for {\"U}bersee \& Others", "A BERT for Übersee & Others"),
        (r"Stra{\ss}e, \v{S}koda, na\"{\i}ve, \'{e}tude", "Straße, Škoda, naïve, étude"),
        (r"Norms {$\ell_\infty$} and $O(n^{2})$", r"Norms $\ell_\infty$ and $O(n^{2})$"),
        (r"\emph{In Vitro} {\em Trials} and \textsc{Bert}", r"\emph{In Vitro} {\em Trials} and \textsc{Bert}"),
        (r"From \$5 to \$10: 90\% \#1 a\_b", "From $5 to $10: 90% #1 a_b"),
        (r"One\textendash Two\textquoteright s \textbackslash{}x", "One–Two’s \\x"),
        (r"Donald~E.\ Knuth", "Donald E. Knuth"),
        ("two\n   lines", "two lines"),
        (r"\unknown{Foo} and {un{balanced}", r"\unknown{Foo} and unbalanced"),
    ],
)
def test_a_text_is_read_and_what_is_more_than_characters_stays(written, printed):
    assert text(written) == printed


@pytest.mark.parametrize(
    ("written", "authors", "complete"),
    [
        ("Example, Ada and Ben Sample", ("Example, Ada", "Ben Sample"), True),
        ("van der Sample, Jr., Ben", ("van der Sample, Jr., Ben",), True),
        ("{The Probe Group} and Example, Ada", ("The Probe Group", "Example, Ada"), True),
        ("{Sample, Sample and Sons}", ("{Sample, Sample and Sons}",), True),
        (r"M{\"u}ller, J{\"o}rg and others", ("Müller, Jörg",), False),
        ("{Barnes and Noble}", ("{Barnes and Noble}",), True),
        ("Ben Sample 0002", ("Ben Sample",), True),
        ("Donald~E. Knuth\n  and  Ada Example", ("Donald E. Knuth", "Ada Example"), True),
    ],
)
def test_names_stand_as_printed_and_others_are_not_named(written, authors, complete):
    found = only(f"@article{{a, title = {{T}}, author = {{{written}}}}}")
    assert (found.authors, found.authors_complete) == (authors, complete)


@pytest.mark.parametrize(
    ("written", "name", "value"),
    [
        ("year = 2024, month = jan", "date", "2024-01"),
        ('year = "2024", month = jan # "~1"', "date", "2024-01-01"),
        ("year = {2024}, month = {10~}#feb", "date", "2024-02-10"),
        ("year = 2024, month = 3, day = 4", "date", "2024-03-04"),
        ("year = 2024, month = {März}", "date", "2024-03"),
        ("date = {2024-03-04}", "date", "2024-03-04"),
        ("date = {2024-03/2024-05}", "date", "2024-03"),
        ("year = {in press}", "date", None),
        ("year = {in press}", "note", "in press"),
        ("doi = {https://doi.org/10.1000/a\\_b}", "doi", "10.1000/a_b"),
        ("doi = {nothing}", "doi", None),
        ("eprint = {2401.00001}, archivePrefix = {arXiv}", "arxiv", "2401.00001"),
        ("eprint = {arXiv:hep-th/9901001}", "arxiv", "hep-th/9901001"),
        ("eprint = {2401.00001}, eprinttype = {arxiv}, eprintclass = {cs.LG}", "category", "cs.LG"),
        ("eprint = {1234}, eprinttype = {pubmed}", "pmid", "1234"),
        ("journal = {arXiv preprint arXiv:2401.00001}", "arxiv", "2401.00001"),
        ("journal = {arXiv preprint arXiv:2401.00001}", "venue", "arXiv preprint"),
        ("journal = {CoRR}, volume = {abs/2401.00001}, eprint = {2401.00001}", "volume", None),
        (r"journal = {\apj}", "venue", "ApJ"),
        ("volume = 12, number = 3", "issue", "3"),
        ("pages = {12--19}", "pages", "12–19"),
        ("pages = {12-19}", "pages", "12-19"),
        ("school = {University of Examples}", "publisher", "University of Examples"),
        ("isbn = {978-3-16-148410-0}", "isbn", "978-3-16-148410-0"),
        (r"url = {\url{https://example.org/a\_b?x=1\&y=2}}", "links", ("https://example.org/a_b?x=1&y=2",)),
        ("url = {https://example.org/1 https://example.org/2}", "links", ("https://example.org/1", "https://example.org/2")),
        ("times-cited = {{5}}", "citations", 5),
        (r"howpublished = {\url{https://example.org/}}", "links", ("https://example.org/",)),
        ("code = {https://github.com/x/y}", "code_urls", ("https://github.com/x/y",)),
        ("note = {Cited by: 10; All Open Access}", "citations", 10),
        ("note = {Best Paper}", "note", "Best Paper"),
        ("eprint = {1234}, archiveprefix = {pubmed}", "pmid", "1234"),
        ("subtitle = {On Examples}", "title", "T: On Examples"),
    ],
)
def test_fields_are_read(written, name, value):
    assert field(name, written) == value


@pytest.mark.parametrize(
    ("kind", "more", "expected"),
    [
        ("article", "", "article"),
        ("InProceedings", "", "conference"),
        ("incollection", "", "chapter"),
        ("phdthesis", "", "thesis"),
        ("techreport", "", "report"),
        ("misc", "", None),
        ("misc", "type = {preprint}", "preprint"),
        ("misc", "eprint = {2401.00001}, archiveprefix = {arXiv}", "preprint"),
        ("article", "journal = {CoRR}", "preprint"),
        ("patent", "", "other"),
    ],
)
def test_the_kind_is_what_the_file_calls_it(kind, more, expected):
    assert only(f"@{kind}{{a, title = {{T}}, author = {{A B}}, {more}}}").type == expected


FILE = """\
My publications
% Encoding: UTF-8
@string{je = "Journal of " # {Examples}}
@String(PRESS = {Example Press})
@preamble{"\\newcommand{\\x}{y}"}
@comment{
@article{hidden, title={Not This}, author={No Body}}
}
@article{one, title={One}, author={A B}, journal=je, publisher=PRESS}
@article{broken, title={A {Cut Title}, author={A B}
}
@article(two, title={Two}, author={A B}) @misc{three, title={Three}, author={A B}}
@inproceedings{four, title={Four}, author={A B}, crossref={Volume}}
@proceedings{volume, title={Proceedings of Examples}, editor={C D}, year=2020}
@article{five,
  title = {Five}
  author = {A B},
  year = 2020, year = 2021,
}
"""


def test_a_file_is_read_around_what_is_broken_or_hidden():
    reading, problems = read(FILE)
    assert [made.title for made in reading.drafts] == ["One", "Two", "Three", "Four", "Five"]
    one, _, _, four, five = reading.drafts
    assert (one.venue, one.publisher, one.span.first, one.span.last) == ("Journal of Examples", "Example Press", 9, 9)
    assert (four.venue, four.date) == ("Proceedings of Examples", "2020")
    assert (five.authors, five.date, five.span.first, five.span.last) == (("A B",), "2020", 15, 19)
    assert reading.noise == {"comments and strings": 6, "marks around the file": 1}
    assert reading.unclaimed == (1, 10, 11)
    told = {problem.span.first: problem.message for problem in problems}
    assert told.keys() == {1, 10, 14, 16, 18}
    assert "broken" in told[10]
    assert "not listed as a paper" in told[14]


def test_an_entry_that_refers_to_nothing_is_told():
    _, problems = read("@inproceedings{a, title={T}, author={A B}, crossref={gone}}")
    assert ["gone" in problem.message for problem in problems] == [True]


def test_editors_are_no_authors():
    reading, problems = read("@book{a, title={T}, editor={C D}}")
    assert reading.drafts[0].authors == ()
    assert ["editors" in problem.message for problem in problems] == [True]


def test_a_file_whose_every_entry_is_broken_is_told_entry_by_entry():
    reading, problems = read("@article{a, title={T\n\n@article{b, title={U\n")
    assert reading.drafts == ()
    assert [problem.span.first for problem in problems] == [1, 3]


@pytest.mark.parametrize("between", ["\n" * 3000, "\nprose without marks" * 3000])
def test_long_stretches_between_entries_hide_none(between):
    entry = "@article{a, title={T}, author={A B}}"
    found = bibliography.read("x.bib", f"{entry}\n{between}\n{entry}")
    assert found is None if between.strip() else len(accounted(found[0]).drafts) == 2
