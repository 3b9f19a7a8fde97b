import pytest

from sitegen import categories
from sitegen.dumps import dates, scores
from sitegen.dumps.scores import ScoreLine, score_line
from tests.dump_facts import read

DAYS = ("Oct 1, 2022", "1 Oct 2022", "SEP 3, 2021", "2022-10-01", "01.10.2022", "July 2023", "2023", "2022年10月1日")
FORMS = (
    "{score}{category}{day}",
    "{score} {category} {day}",
    "{score} · {category} · {day}",
    "{score} | {category} | {day}",
    "{score}, {category}, {day}",
    "{score} - {category} - {day}",
    "{score} / {category} / {day}",
    "{score} [{category}] ({day})",
    "{score}\t{category}\t{day}",
    "{score}•{category}•{day}",
    "{category} · {day} · {score}",
    "{day} · {score} · {category}",
)
ENTRY = """{line}
A Study of {name} Sparse Things
Ada Example, Ben Sample · some-university
We study {name} things that are sparse. It is shown that they stay so when they are {name}.
"""
NAMES = ("Red", "Green", "Blue", "Yellow", "Brown")


def drafts(*lines):
    """What is read of papers with these score lines, and what was said of it."""
    text = "\n".join(ENTRY.format(line=line, name=name) for line, name in zip(lines, NAMES, strict=False))
    reading, problems = read(text)
    assert [draft.title for draft in reading.drafts] == [f"A Study of {name} Sparse Things" for name in NAMES[: len(lines)]]
    return reading.drafts, problems


@pytest.mark.parametrize("category", sorted(categories.PRINTED))
def test_every_category_is_read_in_every_form(category):
    for n, form in enumerate(FORMS):
        for day in DAYS:
            score = ("20.5", "0.25", "100.0", "20")[n % 4]
            line = form.format(score=score, category=category, day=day)
            assert score_line(line) == ScoreLine(score, category, day), line
            assert score_line(f"{line}Code") == ScoreLine(score, category, day, mark=True), line


@pytest.mark.parametrize("category", sorted(categories.PRINTED))
def test_a_category_between_a_score_and_nothing(category):
    assert score_line(f"20.5{category}") == ScoreLine("20.5", category)
    assert score_line(f"20.5 {category} Code") == ScoreLine("20.5", category, mark=True)


@pytest.mark.parametrize("category", sorted(name for name in categories.PRINTED if not (name.isalpha() and name.islower())))
def test_a_category_beside_a_day_without_a_score(category):
    assert score_line(category) == ScoreLine(category=category)
    assert score_line(f"{category}Oct 1, 2022") == ScoreLine(category=category, date="Oct 1, 2022")


@pytest.mark.parametrize("line", ["13.7QQOct 4, 2022", "13.7 · zz.ZZ · Oct 4, 2022", "13.7abc-de.xyOct 4, 2022"])
def test_what_stands_for_a_category_between_score_and_date_is_told_if_there_is_none(line):
    (draft,), problems = drafts(line)
    assert (draft.score, draft.category, draft.date) == (13.7, None, "2022-10-04")
    assert ["is no arXiv category" in problem.message for problem in problems if problem.span.first == 1] == [True]


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("20.5quan", ScoreLine("20.5", rest="quan")),
        ("20.5cond-mat.mes-ha", ScoreLine("20.5", rest="cond-mat.mes-ha")),
        ("20.5astro-ph.C", ScoreLine("20.5", rest="astro-ph.C")),
        ("20.5quant-phOc", ScoreLine("20.5", "quant-ph", rest="Oc")),
        ("20.5quant-phOct 4, 20", ScoreLine("20.5", "quant-ph", rest="Oct 4, 20")),
        ("20.5 · quant-ph · 4 Octo", ScoreLine("20.5", "quant-ph", rest="4 Octo")),
        ("20.5quant-ph2022-1", ScoreLine("20.5", "quant-ph", rest="2022-1")),
        ("20.5quant-phOct 4, 2022Co", ScoreLine("20.5", "quant-ph", "Oct 4, 2022", rest="Co")),
        ("ct 4, 2022Code", ScoreLine(mark=True, rest="ct 4, 2022")),
        ("ember 4, 2022", ScoreLine(rest="ember 4, 2022")),
        ("4, 2022", ScoreLine(rest="4, 2022")),
        ("LOct 4, 2022", ScoreLine(date="Oct 4, 2022", rest="L")),
        ("nt-phOct 4, 2022Code", ScoreLine(date="Oct 4, 2022", mark=True, rest="nt-ph")),
        (".CO4 Oct 2022", ScoreLine(date="4 Oct 2022", rest=".CO")),
    ],
)
def test_a_score_line_that_lost_an_end_keeps_what_is_sure_and_tells_the_rest(line, read):
    assert score_line(line) == read


TITLES = (
    "2001: A Space Odyssey|May 1968 and Its Afterlives|3D|2.5D|42|Code Llama|Code 2.0|3.5 Turbo|GPT-4|GPT 3.5|The Year 2022|"
    "2022 in Review|1984 Revisited|October 4, 2022 Was a Tuesday|The Fourth of May 2022|Optics|optics|other|soft|math|"
    "AI 2022|IT 2023|optics 2022|stat May 2022|other, Oct 1, 2022|NAACL 2021|NAACL, 2021|SemEval-2020 Task 5|e-print|well-being"
)
NUMBERS = (
    "0|5|1,234|20.5%|20 %|20,500|1,234 citations|12.5M|12.5k|v1.2|1.2.3|10.1000/182|2210.10004|arXiv:2210.10004|23-45|2023/24|"
    "2020-21|1999-2003|249–266|4/7|12:30|20.5 12|1 2 3|20|20 cs.CL|20 AI|20 · Code|20 2022|20 · 2022|20.5 21.5|2.5e3"
)
OTHERS = (
    "May|October|Mar 11|4 Oct|in 2022|Since 2021|Marvel 4, 2022|Mayhem 2022|Decoding 2022|Moscow 15, 2022|h-index|x-ray 2022|"
    "Ada Example|Ada Example, Ben Sample|Example A, 2022|April May|June Sample, 2022|Published in Nature|Submitted|"
    "Date|Posted by Ada Example|Submitted by Ada Example on Oct 4, 2022|We show that it grew by 20.5 in Oct 2022.|Code Code|· |"
    "20.5 of them were seen in Oct 1, 2022|20.5cs.CLOct 1, 2022A Title|Oct 1, 2022 Oct 2, 2022|cs.CL cs.LG||Accepted 2021"
)
TOO_LONG = "20.5cs.CLOct 1, 2022" + " " * 100 + "Code"


@pytest.mark.parametrize("text", [*f"{TITLES}|{NUMBERS}|{OTHERS}".split("|"), TOO_LONG])
def test_other_text_is_no_score_line(text):
    assert score_line(text) is None


def test_parts_are_counted():
    lines = ("20.5quant-phOct 1, 2022Code", "20.5quant-ph", "2022", "4, 2022")
    assert [scores.part_count(score_line(line)) for line in lines] == [4, 2, 1, 0]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("20.5quant-phOct 1, 2022Code", (20.5, "quant-ph", "2022-10-01", True)),
        ("20quant-phOct 1, 2022", (20.0, "quant-ph", "2022-10-01", False)),
        ("20.5mes-hall1 octobre 2022", (20.5, "cond-mat.mes-hall", "2022-10-01", False)),
        ("20.5alg-geomMay 1995", (20.5, "math.AG", "1995-05", False)),
        ("20.5astro-ph2001", (20.5, "astro-ph", "2001", False)),
        ("Submitted 4 October, 2022", (None, None, "2022-10-04", False)),
    ],
)
def test_a_score_line_is_read_into_its_paper(line, found):
    made, problems = drafts("1.5cs.CLOct 1, 2022", line, "2.5cs.CLOct 1, 2022Code")
    draft = made[1]
    assert (draft.score, draft.category, draft.date, draft.code_mark) == found
    assert [problem for problem in problems if problem.span.first > 0] == []


@pytest.mark.parametrize(
    "line",
    ["21.5quant-phOct 2, 2022Code", "21.5 · supr-con · 2 Oct 2022", "21CO2022-10-02", "21.5optics2 octobre 2022", "21.5AG2022"],
)
@pytest.mark.parametrize("glue", ["", "\n"])
def test_a_score_line_glued_behind_an_abstract_or_before_a_title_is_found(line, glue):
    first, second = (ENTRY.format(line=line, name=name).strip() for name in NAMES[:2])
    if glue:  # to the title
        first, second = (text.replace("\n", "", 1) for text in (first, second))
    reading, _ = read(f"{first}{glue}{second}")
    read_, whole = reading.drafts, score_line(line)
    assert [draft.title for draft in read_] == [f"A Study of {name} Sparse Things" for name in NAMES[:2]]
    assert [(draft.score, draft.date) for draft in read_] == [(float(whole.score), dates.iso(whole.date))] * 2
    assert [draft.category for draft in read_] == [categories.resolve(whole.category)[0]] * 2


def test_days_of_numbers_follow_the_order_that_another_one_shows():
    made, problems = drafts("1.5 · CL · 07/08/2022", "2.5 · CL · 02/13/2022", "3.5 · CL · 03/04/2021")
    assert [draft.date for draft in made] == ["2022-07-08", "2022-02-13", "2021-03-04"]
    assert [problem for problem in problems if "month" in problem.message] == []


def test_days_of_numbers_that_nothing_tells_are_a_year_and_said_once():
    made, problems = drafts("1.5CLOct 4, 2022", "2.5 · CL · 07/08/2022", "3.5 · CL · 03/04/2021", "4.5 · CL · 05/05/2020")
    assert [draft.date for draft in made] == ["2022-10-04", "2022", "2021", "2020-05-05"]
    (said,) = [problem for problem in problems if "month" in problem.message]
    assert str(said).startswith("content/dumps/x.txt:6: warning: ")
    assert said.message.endswith('in "07/08/2022"; of such dates (2) only the year is kept')


def test_a_suffix_of_several_archives_is_noted_once_and_a_whole_id_never():
    made, problems = drafts("1.5CVOct 4, 2022", "2.5CVOct 4, 2022", "3.5cs.DSOct 4, 2022", "4.5math.COOct 4, 2022")
    assert [draft.category for draft in made] == ["cs.CV", "cs.CV", "cs.DS", "math.CO"]
    said = [str(problem).split("\n")[0] for problem in problems if "could also be" in problem.message]
    assert said == ['content/dumps/x.txt:1: note: category "CV" is read as cs.CV; it could also be math.CV']
