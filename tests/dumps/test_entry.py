"""An entry that the page's owner shows, what is said of a page that is not read, and what became of a line."""

import pytest

from sitegen import dumps
from sitegen.dumps import picture, strangers
from sitegen.problems import Level
from sitegen.records import Meta

PATH = "content/dumps/x.txt"
TITLES = [
    "Warm Starts for Slow Networks",
    "Counting Birds with Cheap Microphones",
    "Rivers That Change Their Course",
    "A Bridge Between Two Shores of Language",
]
AUTHORS = [("Ada Example", "Ben Sample"), ("Cy Probe", "Di Specimen", "Ed Trial"), ("Ed Trial",), ("Fay Mock", "Ada Example")]
PLACES = ["Owls", "The Riverbank", "Field Notes", "Shore to Shore"]
YEARS = ["2019", "2020", "2021", "2022"]


def page(entry, head="My Works\n"):
    rows = zip(TITLES, map(", ".join, AUTHORS), PLACES, YEARS, strict=True)
    return head + "".join(entry.format(n=n, t=t, a=a, v=v, y=y) for n, (t, a, v, y) in enumerate(rows, 1))


def read(text, entry=None):
    reading, problems = dumps.read(PATH, text.encode(), Meta(entry=entry))
    assert reading.used + sum(reading.noise.values()) + len(reading.unclaimed) == reading.lines
    return reading, problems


LAYOUTS = {
    "a venue that no word tells": (
        "{t}\n{a}\n{v} {y}\n",
        "title\nauthors\nvenue, year",
        {"venue": PLACES, "date": YEARS},
        {},
    ),
    "skipped lines": (
        "{t}\nkudos number {n} to {a}\n{a}\nshelf: {y}\n",
        "title\nskip\nauthors\nskip",
        {"date": [None] * 4},
        {"skip": 8},
    ),
    "furniture in quotes": (
        "{t}\nA Good Read\n{a}\n{y}\n",
        'title\n"A Good Read"\nauthors\nyear',
        {"date": YEARS},
        {"A Good Read": 4},
    ),
    "furniture above the title": (
        "Watch it\n{t}\n{a}\n{v}\n",
        '"Watch it"\ntitle\nauthors\nvenue',
        {"venue": PLACES},
        {"Watch it": 4},
    ),
    "bare numbers": ("{t}\n{a}\n1{n}\n", "title\nauthors\ncitations", {"citations": [11, 12, 13, 14]}, {}),
}


@pytest.mark.parametrize(("lines", "entry", "fields", "noise"), LAYOUTS.values(), ids=LAYOUTS)
def test_a_page_is_read_as_its_owner_shows_an_entry(lines, entry, fields, noise):
    reading, _ = read(page(lines), entry)
    assert [draft.title for draft in reading.drafts] == TITLES
    assert [draft.authors for draft in reading.drafts] == AUTHORS
    assert {name: [getattr(draft, name) for draft in reading.drafts] for name in fields} == fields
    assert reading.noise == noise
    assert reading.unclaimed == (1,)


def test_a_line_that_may_be_missing_and_one_that_comes_several_times():
    text = page("{t}\n{a}\n{y}\n").replace("2021\n", "").replace(", Di Specimen, Ed Trial", "\nDi Specimen\nEd Trial")
    reading, problems = read(text, "title\nauthors*\nyear?")
    assert [draft.authors for draft in reading.drafts] == AUTHORS
    assert [draft.date for draft in reading.drafts] == ["2019", "2020", None, "2022"]
    assert not [problem for problem in problems if "no line" in problem.message]


def test_what_does_not_fit_the_shown_entry_is_told():
    text = page("{t}\n{a}\n{v} {y}\n").replace("Field Notes 2021\n", "")
    reading, problems = read(text, "title\nauthors\nvenue, year")
    assert len(reading.drafts) == 4
    said = [(problem.span.first, problem.message) for problem in problems if "have no line" in problem.message]
    assert said == [(8, "1 of 4 entries have no line `venue, year`; this is the first")]


def test_a_page_in_which_nothing_looks_so_is_refused():
    reading, problems = read("12\n13\n14\n", "title\nauthors")
    assert (reading.format, len(problems)) == (None, 1)
    assert "nothing in this dump looks like the entry" in problems[0].message


FAULTS = {
    "title\nautors": (2, "`autors` is no word", "did you mean `authors`?"),
    "title\n\nauthors, jornal": (3, "`jornal` is no word", "words: title, authors"),
    "authors\nvenue": (1, "shows no line `title`", "one"),
    "title\ntitle": (1, "shows 2 lines `title`", "one"),
    "title, authors": (1, "shows title and authors on one line", "line break"),
    "title\n" + "skip\n" * 99: (1, "shows 100 lines", "show one entry"),
    'title\n"Cite': (2, '`"Cite` is no word', "in quotes"),
}


@pytest.mark.parametrize("text", FAULTS)
def test_a_fault_in_the_picture_is_named_with_its_line_and_what_to_write(text):
    line, message, hint = FAULTS[text]
    fault = dumps.misdrawn(text)
    assert fault is not None
    assert (fault.line, message in fault.message, hint in fault.hint) == (line, True, True)
    reading, problems = read(page("{t}\n{a}\n"), text)
    assert (reading.format, [problem.level for problem in problems]) == (None, [Level.ERROR])


@pytest.mark.parametrize(
    "text",
    [
        "title",
        "number?\ntitle\nauthors*\nvenue, year",
        '"Cite"\ntitle\nskip?\nauthors, venue\nabstract',
        "Title  # first\nYear ?",
    ],
)
def test_what_is_drawn_reads_as_the_same_picture(text):
    found = picture.read(text)
    assert isinstance(found, picture.Picture)
    again = picture.read(picture.drawn(found))
    assert [slot.part for slot in again.layout.slots] == [slot.part for slot in found.layout.slots]
    assert again.words == found.words


JUNK = "".join(f"@{n} zz{n}\n" for n in range(9))
ODD = page("{t}\n{a}\n", head="").replace("Ben Sample\n", f"Ben Sample\n{JUNK}")


def pasted(problem):
    """The `entry:` that a refusal prints, as a meta file takes it."""
    lines = problem.hint.split("  entry: |\n")[1].split("\n")
    return "\n".join(line.strip() for line in lines if line.startswith("    "))


def test_a_refusal_shows_what_repeats_the_first_entries_and_an_entry_that_reads_the_page():
    reading, problems = read(ODD)
    assert reading.format is None
    hint = problems[-1].hint
    assert "4 × title" in hint
    assert "4 × authors" in hint
    assert "1. Warm Starts for Slow Networks — Ada Example, Ben Sample" in hint
    assert "content/dumps/x.meta.yaml" in hint
    again, _ = read(ODD, pasted(problems[-1]))
    assert [(draft.title, draft.authors) for draft in again.drafts] == list(zip(TITLES, AUTHORS, strict=True))


def test_a_refused_page_of_a_known_site_says_where_its_export_is():
    _, problems = read("Scopus\n" + "\n".join(f"{n}.\nView at Publisher\n" for n in range(5)))
    assert "Export → BibTeX or RIS" in problems[-1].hint


def test_a_list_of_references_is_no_page_of_entries_to_show():
    told = strangers.refused(PATH, ("this looks like a list of references", strangers.ONE_EACH), None)
    assert ("entry:" in told.hint, "BibTeX" in told.hint) == (False, True)


TRACED = {
    "a title of a page": ("{t}\n{a}\nJournal of {v} 7 (1), {n}-9, {y}\n", 2, "title", 1, ("title",)),
    "a venue of a page": (
        "{t}\n{a}\nJournal of {v} 7 (1), {n}-9, {y}\n",
        4,
        "venue",
        1,
        ("date", "venue", "volume", "issue", "pages"),
    ),
    "a line above the entries": ("{t}\n{a}\nJournal of {v} 7 (1), {n}-9, {y}\n", 1, "nothing that is known", None, ()),
}


@pytest.mark.parametrize(("lines", "number", "taken", "entry", "fields"), TRACED.values(), ids=TRACED)
def test_a_line_is_traced_to_what_it_was_taken_for(lines, number, taken, entry, fields):
    found = dumps.trace(PATH, page(lines).encode(), Meta(), number)
    assert found is not None
    assert (found.line.taken, found.line.entry, set(found.line.fields)) == (taken, entry, set(fields))
    weights = [one.weight for one in found.line.weights]
    assert weights == sorted(weights, reverse=True)
    assert found.below.number == number + 1


def test_a_line_of_a_declared_format_is_traced_with_its_readings():
    text = "A Title of Some Paper\nWe study the bridge. It is shown that it works.\n"
    found = dumps.trace(PATH, text.encode(), Meta(), 2)
    assert (found.format, found.line.taken, found.line.weights[0].part) == ("listing", "abstract", "abstract")
    assert (found.line.entry, found.below) == (1, None)


def test_a_line_of_a_bibliography_file_is_traced_to_the_entry_and_the_fields_that_it_gives():
    text = "@article{a,\n  title = {Warm Starts},\n  author = {Ada Example and Ben Sample},\n  year = 2019\n}\n"
    found = dumps.trace(PATH, text.encode(), Meta(), 3)
    assert (found.format, found.line.entry, found.line.fields) == ("bibtex", 1, ("authors",))


def test_a_line_of_a_refused_dump_is_traced_as_it_would_be_read():
    found = dumps.trace(PATH, ODD.encode(), Meta(), 1)
    assert (found.format, found.line.taken) == (None, "title")


@pytest.mark.parametrize("number", [0, 99])
def test_a_line_that_is_not_there_is_not_traced(number):
    assert dumps.trace(PATH, ODD.encode(), Meta(), number) is None


def test_a_summary_counts_fields_and_shows_the_first_entries():
    seen = dumps.summary(read(page("{t}\n{a}\nJournal of {v} 7 (1), {n}-9, {y}\n"))[0])
    assert (seen.entries, seen.fields["title"], seen.fields["volume"], seen.fields["abstract"]) == (4, 4, 4, 0)
    assert seen.first[0] == "Warm Starts for Slow Networks — Ada Example, Ben Sample — Journal of Owls — 2019"
    assert "  … and 1 more" in list(dumps.described(seen))


def test_the_entry_and_the_words_of_the_manual_are_understood(project):
    manual = (project / "docs" / "reading.md").read_text()
    blocks = list(manual.split("entry: |\n")[1:])
    for block in blocks:
        lines = block.split("```")[0].split("\n")
        assert dumps.misdrawn("\n".join(line.strip() for line in lines)) is None
    assert [word for word in picture.WORDS if f"`{word}`" not in manual] == []
