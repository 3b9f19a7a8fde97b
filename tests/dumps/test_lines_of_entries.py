"""Pages that nobody declared, one line of whose entries has a form that is easily taken for something else."""

import pytest

from sitegen.dumps import byline, details, reference, shapes
from tests.dump_facts import read

# Six papers: title, names, journal, year.
PAPERS = (
    ("Warm Starts for Slow Networks", ("Ada Example", "Ben Sample"), "Annals of Statistics", "2018"),
    ("Counting Birds with Cheap Microphones", ("Cy Probe",), "Journal of the ACM", "2017"),
    ("Rivers That Change Their Course", ("Ed Trial", "Fay Mock", "Gil Specimen"), "Physical Review D", "2019"),
    ("Keeping Bees above the Arctic Circle", ("Hal Muster", "Ida Prova"), "Speech Communication", "2018"),
    ("Maps of Two Centuries: What Rivers Say", ("Jan Vzorek",), "Proceedings of the IEEE", "2016"),
    ("Reading Letters That Were Never Sent", ("Kim Minta", "Lea Essai"), "Revista Signos", "2015"),
)
ABSTRACT = (
    "We look at {0} and find that they depend on what stands beside them. Our method needs one pass over the data, and it is"
    " evaluated on two benchmarks, where it reaches the best results that we know of."
)


def page(entry, between="\n"):
    """The papers, each laid out as `entry` says; `{n}` is its number."""
    return between.join(
        entry.format(
            n=n, title=title, names=", ".join(names), semicolons="; ".join(names), journal=journal, year=year,
            both=" and ".join(names), abstract=ABSTRACT.format(title.lower()),
        )
        for n, (title, names, journal, year) in enumerate(PAPERS, 1)
    )  # fmt: skip


def parts(reading):
    return [(draft.title, draft.authors) for draft in reading.drafts]


PARTS = [(title, names) for title, names, _, _ in PAPERS]
WHERE = [(journal, year) for _, _, journal, year in PAPERS]


def where(reading):
    return [(draft.venue, draft.date) for draft in reading.drafts]


@pytest.mark.parametrize(
    "entry",
    [
        "{title}\n{semicolons}\n{journal}, {year}\nAbstract\n{abstract}\n",
        "{title}\n{names}. {journal}, {year}\n{abstract}\n",
        "{title}\n{both} ({journal} {year})\n{abstract}\n",
    ],
)
def test_a_line_with_the_journal_is_no_names_though_the_page_looks_like_a_profile(entry):
    reading, _ = read(page(entry))
    assert (parts(reading), where(reading)) == (PARTS, WHERE)


@pytest.mark.parametrize("mark", ["[PDF] ", "[J{n}] ", "1.{n} ", "P-{n}: ", "#{n} ", "({n}) ", "C{n}. "])
def test_what_numbers_titles_or_stands_before_each_is_no_part_of_them(mark):
    reading, _ = read(page(mark + "{title}\n{names}\n{journal}, {year}\n"))
    assert (parts(reading), where(reading)) == (PARTS, WHERE)


@pytest.mark.parametrize("mark", [" NEW!", " ★", " [pdf]", " [paper] [code]"])
def test_what_stands_behind_each_title_is_no_part_of_it(mark):
    reading, _ = read(page("{title}" + mark + "\n{names}\n{journal}, {year}\n"))
    assert parts(reading) == PARTS


def test_years_above_some_papers_hold_for_those_below():
    lines = page("{title}\n{names}\n{abstract}\n").split("Ed Trial")
    reading, _ = read("2020\n" + "Ed Trial".join(lines).replace("Keeping Bees", "2019\nKeeping Bees"))
    assert [draft.date for draft in reading.drafts] == ["2020"] * 3 + ["2019"] * 3


@pytest.mark.parametrize("label", ["TL;DR: ", "tldr: "])
def test_what_a_paper_says_in_short_is_not_its_abstract(label):
    reading, _ = read(page("{title}\n{names}\n" + label + "{abstract}\n{journal}, {year}\n"))
    assert [draft.abstract for draft in reading.drafts] == [None] * len(PAPERS)


def test_a_colon_in_a_title_parts_no_names_from_it_where_names_have_their_line():
    reading, _ = read(page("{title} ({year})\n{names}\n{abstract}\n"))
    assert parts(reading) == PARTS


@pytest.mark.parametrize(
    ("printed", "authors"),
    [
        ("Example, Ada (Author); Sample, Ben (Corresponding author)", ("Example, Ada", "Sample, Ben")),
        ("Ada Example ORCID logo, Ben Sample ORCID iD", ("Ada Example", "Ben Sample")),
        ("EXAMPLE, Ada Maria; SAMPLE, Ben", ("EXAMPLE, Ada Maria", "SAMPLE, Ben")),
        ("Ada Example (0000-0002-1825-0097); Ben Sample (0000-0001-5109-3700)", ("Ada Example", "Ben Sample")),
        ("Ada Example (1), Ben Sample (2) ((1) Example University, (2) Sample Labs)", ("Ada Example", "Ben Sample")),
        ("With Ada Example and Ben Sample", ("Ada Example", "Ben Sample")),
    ],
)
def test_what_stands_beside_names_is_nobodys(printed, authors):
    assert byline.read(printed).authors == authors


@pytest.mark.parametrize(
    ("text", "venue", "date", "pages"),
    [
        ("EXCONF 2015: 1801–1809", "EXCONF", "2015", "1801–1809"),
        ("Presented at the Annual Meeting of Examples, March 2018", "Annual Meeting of Examples", "2018-03", None),
        ("Journal of Mocks. 2020. Т. 82. № 10. С. 2878–2902.", "Journal of Mocks", "2020", "2878–2902"),
        ("Revista Signos, Vol. 12, Nº. 6, 2nd May 2019, págs. 3-9", "Revista Signos", "2019-05-02", "3-9"),
        ("Dans : Actes de la conférence des exemples, 2018, p. 12–14", "Actes de la conférence des exemples", "2018", "12–14"),
        ("EXCONF '15: Proceedings of the Meeting of Mocks, July 2015", "Proceedings of the Meeting of Mocks", "2015-07", None),
        ("Proceedings of the Fifth Workshop on Examples (ExLex - V), March 2016",
         "Proceedings of the Fifth Workshop on Examples (ExLex - V)", "2016-03", None),
        ("Proceedings of the Task: Reading Raw Text, 2017", "Proceedings of the Task: Reading Raw Text", "2017", None),
    ],
)  # fmt: skip
def test_venues_keep_their_own_name_and_no_more(text, venue, date, pages):
    found = details.read(text).details
    assert (found.venue, found.date, found.pages) == (venue, date, pages)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Contribution to journal › Article", "article"),
        ("Chapter in a book", "chapter"),
        ("info:eu-repo/semantics/bookPart", "chapter"),
    ],
)
def test_kinds_are_known_without_a_label(text, kind):
    assert details.read(text).details.type == kind


@pytest.mark.parametrize("text", ["Submitted by", "Posted by ada_example", "Uploaded by Ada Example"])
def test_who_put_a_paper_there_is_no_note_and_no_title(text):
    found = details.read(text)
    assert (found.kind, found.details) == ("labelled", details.Details())


@pytest.mark.parametrize(
    ("texts", "forms"),
    [
        (["[J1] A b", "[J2] C d"], {"[J0]"}),
        (["[23] A b", "[22] C d", "[21] E f"], {"[0]"}),
        (["3.4 A b", "3.5 C d", "3.6 E f"], {"0.0"}),
        (["2.5 Billion Words", "1.1 Ways to Count", "7.9 Reasons"], set()),
        (["2019 A b", "2018 C d", "2017 E f"], set()),
        (["12 A b", "13 C d", "14 E f"], set()),
    ],
)
def test_how_a_list_is_numbered_is_told_by_its_numbers(texts, forms):
    assert shapes.numbering(texts) == forms


def test_a_title_begins_behind_the_last_initials_where_each_name_has_them_behind_it():
    found = reference.read(
        "Roe J, Doe KL. NLP and Public Debate: A Case. In: Proceedings of Examples. Mock Town; 2016. p. 5-9."
    )
    assert (found.title, found.authors) == ("NLP and Public Debate: A Case", ("Roe J", "Doe KL"))


def test_a_column_may_hold_volume_and_issue():
    rows = ["Title\tAuthors\tJournal\tVolume (Issue)\tYear", "Warm Starts\tAda Example\tAnnals of Examples\t15(8)\t2012"]
    reading, _ = read("\n".join(rows))
    assert [(draft.volume, draft.issue) for draft in reading.drafts] == [("15", "8")]


def test_a_label_of_the_page_alone_is_told_and_gives_no_abstract():
    reading, problems = read(page("{title}\n{names}\n{journal}, {year}\nWhy it matters: {abstract}\n"))
    assert [draft.abstract for draft in reading.drafts] == [None] * len(PAPERS)
    told = [problem for problem in problems if "Why it matters:" in problem.message]
    assert [(one.span.first, one.span.last) for one in told] == [(1, reading.drafts[-1].span.last)]


def test_a_count_stands_below_what_is_counted():
    reading, _ = read(page("{title}\n{names}\n{journal}, {year}\nCitations\n4{n}\n"))
    assert [draft.citations for draft in reading.drafts] == list(range(41, 47))


def test_references_of_gb_t_7714_with_families_in_capitals_are_read():
    form = "EXAMPLE A, SAMPLE B C. {title}[J]. {journal}, {year}, 12(3): 5{n}-6{n}."
    reading, _ = read(page(form))
    assert [(draft.title, draft.authors) for draft in reading.drafts] == [
        (title, ("EXAMPLE A", "SAMPLE B C")) for title, *_ in PAPERS
    ]
    assert {draft.type for draft in reading.drafts} == {"article"}


def test_the_names_may_stand_behind_by_in_the_line_of_the_title():
    reading, _ = read(page("{title} by {both} ({journal} {year})"))
    assert parts(reading) == PARTS


def test_keywords_at_the_end_of_an_abstract_are_no_part_of_it():
    reading, _ = read(page("{title}\n{names}\n{abstract} Keywords: owls; mice; voles\n{journal}, {year}\n"))
    assert {draft.abstract.rpartition(" ")[2] for draft in reading.drafts} == {"of."}


def test_a_button_with_each_paper_does_not_hide_the_headings():
    entry = "{title}\n{names}\n{journal}, {year}\nReferences\n"
    lines = page(entry).split("Keeping Bees")
    reading, _ = read("Journal articles\n" + "Conference papers\nKeeping Bees".join(lines))
    assert [draft.type for draft in reading.drafts] == ["article"] * 3 + ["conference"] * 3


@pytest.mark.parametrize("between", ["\t", "\n"])
def test_a_profile_of_google_scholar_needs_no_head(between):
    entries = (
        ("Warm Starts for Slow Networks", "A Example, B Sample", "Journal of Owls 7 (1), 1-9, 2019", "412", "2019"),
        ("Counting Birds with Cheap Microphones", "A Example, C Probe, ...", "Journal of Mice 3 (2), 4-8, 2018", "12", "2018"),
    )
    text = "\n".join(f"{title}\n{names}\n{venue}{between}{cited}\t{year}" for title, names, venue, cited, year in entries)
    reading, _ = read(text)
    assert reading.format == "google-scholar-profile"
    assert [(one.title, one.authors[0], one.venue, one.citations) for one in reading.drafts] == [
        ("Warm Starts for Slow Networks", "A Example", "Journal of Owls", 412),
        ("Counting Birds with Cheap Microphones", "A Example", "Journal of Mice", 12),
    ]


def test_a_column_without_a_name_is_none():
    reading, _ = read(",Title,Authors,Year\n7,Warm Starts,Ada Example,2020\n8,Cold Ends,Ben Sample,2021\n")
    assert [(draft.title, draft.volume, draft.issue) for draft in reading.drafts] == [
        ("Warm Starts", None, None), ("Cold Ends", None, None),
    ]  # fmt: skip
