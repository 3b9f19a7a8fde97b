"""The same page laid out anew gives the same entries: blank lines, header, glue, line ends, marks of editors, HTML."""

import html
import re

import msgspec
import pytest

from sitegen import dumps
from sitegen.problems import Span
from sitegen.records import Meta
from tests.dump_facts import facts, read, sample

HEADERS = {
    "tuo-zhao": "Tuo Zhao\n\nLG\nh-index11\n46papers\n4,396citations\nNovelty57%\nAI Score49\n\n46 Papers\n",
    "similar-papers": "Get trending papers in your email inbox once a day!\nGet trending papers in your email inbox!\n"
    "Subscribe",
    "daily-papers": "new\nGet trending papers in your email inbox!\nSubscribe\nbyAK and the research community\nMar 11\n",
}
NAMES = ("bare-abstracts", "daily-papers", "similar-papers", "tuo-zhao", "zhiyuan-li")


def entries(text):
    """What is read from a text, without where it stands."""
    reading, _ = read(text)
    return [msgspec.structs.replace(draft, span=Span("")) for draft in reading.drafts]


def without_header(name, text):
    lines = text.split("\n")
    first = facts(name)["entries"][0]["lines"][0]
    lines[first - 1] = lines[first - 1].removeprefix("Subscribe")
    return "\n".join(lines[first - 1 :])


def parted(text):
    """Title and byline of the glued dump on two lines."""
    lines = text.split("\n")
    for entry in facts("zhiyuan-li")["entries"]:
        at = entry["abstract"] - 2
        lines[at] = lines[at].replace(entry["title"], entry["title"] + "\n", 1)
    return "\n".join(lines)


def glued(text):
    """Title and byline of the profile glued into one line."""
    lines = [line for line in text.split("\n") if line.strip()]
    for entry in facts("tuo-zhao")["entries"]:
        at = next(n for n, line in enumerate(lines) if line.strip() == entry["title"])
        lines[at : at + 2] = [lines[at].strip() + lines[at + 1]]
    return "\n".join(lines)


def as_page(text):
    """The dump as a saved page: a block for each line, and a list of parts where the page shows one."""
    blocks = (f"<div class=row>\n  <p>{html.escape(line)}</p></div>" for line in text.split("\n") if line.strip())
    return "<!DOCTYPE html>\n<html><head><title>x</title><script>var a = '<p>';</script></head>\n<body>" + "\n".join(blocks)


def broken_chips(text):
    """A saved page on which each part of a score line is a block of its own."""
    chips = re.sub(r"^(\d+\.\d)([A-Z]{2})(\w+ \d+, \d{4})(Code)?$", r"\1\n\2\n\3\n\4", text, flags=re.MULTILINE)
    return as_page(chips)


SAME = {
    "no blank lines": lambda text: "\n".join(line for line in text.split("\n") if line.strip()),
    "blank lines between": lambda text: "\n\n\n".join(text.split("\n")),
    "Windows line ends": lambda text: text.replace("\n", "\r\n"),
    "byte-order mark": lambda text: "\ufeff" + text,
    "non-breaking spaces": lambda text: text.replace(" ", "\u00a0"),
    "zero-width spaces": lambda text: text.replace("e", "e\u200b"),
    "tabs": lambda text: text.replace(" ", "\t"),
    "trailing blanks": lambda text: text.replace("\n", "  \n"),
    "saved page": as_page,
}


@pytest.mark.parametrize("change", SAME.values(), ids=SAME)
@pytest.mark.parametrize("name", NAMES)
def test_what_a_reader_does_not_see_makes_no_difference(name, change):
    text = sample(name).decode()
    assert entries(change(text)) == entries(text)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-8-sig"])
def test_other_encodings_give_the_same_entries(encoding):
    text = sample("tuo-zhao").decode()
    reading, problems = read(text.encode(encoding))
    assert ([*problems], len(reading.drafts), reading.drafts[0].title) == ([], 46, facts("tuo-zhao")["entries"][0]["title"])


def test_bytes_that_are_not_utf_8_are_read_with_a_warning_that_names_the_first():
    reading, problems = read(b"A Title of Some Paper\nWe study the Schr\xf6dinger bridge. It is shown that it works.\n")
    assert reading.drafts[0].abstract == "We study the Schrödinger bridge. It is shown that it works."
    assert "x.txt:2: warning: not UTF-8 at byte 39" in str(problems[0])


@pytest.mark.parametrize("name", HEADERS)
def test_a_dump_without_its_header_gives_the_same_entries(name):
    text = sample(name).decode()
    assert entries(without_header(name, text)) == entries(text)


def test_a_dump_without_header_gets_one():
    text = sample("zhiyuan-li").decode()
    reading, _ = read(HEADERS["tuo-zhao"] + text)
    assert (reading.person.name, reading.person.inferred, len(reading.drafts)) == ("Tuo Zhao", False, 50)
    assert entries(HEADERS["tuo-zhao"] + text) == entries(text)


def test_bare_abstracts_under_a_newsletter_header_stay_abstracts():
    text = sample("bare-abstracts").decode().replace("Abstract:", "")
    assert [draft.abstract for draft in entries(text)] == [draft.abstract for draft in entries(sample("bare-abstracts"))]


def test_glued_title_and_byline_part_as_on_two_lines():
    text = sample("zhiyuan-li").decode()
    assert entries(parted(text)) == entries(text)


def test_title_and_byline_on_two_lines_read_as_glued():
    text = sample("tuo-zhao").decode()
    assert entries(glued(text)) == entries(text)


@pytest.mark.parametrize("name", ["tuo-zhao", "zhiyuan-li"])
def test_a_score_line_in_pieces_is_read_as_one(name):
    text = sample(name).decode()
    assert entries(broken_chips(text)) == entries(text)


def test_a_saved_page_counts_its_source_lines():
    reading, _ = read("<html>\n<body>\n<h2>A Title of\n some Paper</h2>\n\n<p>\nWe show that it works. It is good.</p>")
    assert [(draft.span.first, draft.span.last) for draft in reading.drafts] == [(3, 7)]
    assert reading.drafts[0].title == "A Title of some Paper"


@pytest.mark.parametrize(
    "text", ["", "\n\n", "hello world\nthis is not a dump at all\njust some notes about my day\n- buy milk\n"]
)
def test_what_is_no_dump_is_said_to_be_none_and_every_line_is_listed(text):
    reading, problems = read(text)
    assert (reading.format, reading.drafts, len(reading.unclaimed)) == (None, (), reading.lines)
    assert ["nothing in this dump reads like a list of papers" in str(problem) for problem in problems] == [True]


def test_papers_among_much_else_are_kept_and_the_rest_is_listed():
    text = sample("daily-papers").decode() + "\n" + "\n".join(f"%%% {n} @@@ ### 0x{n}" for n in range(300))
    reading, _ = read(text)
    assert (len(reading.drafts), len(reading.unclaimed)) == (69, 300)


def test_a_header_alone_gives_no_paper():
    reading, problems = read("Ada Example\nLG\nh-index3\n2papers\n2 Papers\n")
    assert (reading.drafts, len(problems)) == ((), 1)


def test_a_page_that_changes_its_layout_half_way_keeps_the_papers_of_both():
    text = sample("tuo-zhao").decode() + "\n" + without_header("daily-papers", sample("daily-papers").decode())
    reading, problems = read(text)
    assert len(reading.drafts) == 46 + 69
    assert len([problem for problem in problems if "has no byline" in problem.message]) == 69


def test_a_format_that_nobody_knows_is_an_error_naming_those_that_there_are():
    _, problems = dumps.read("content/dumps/x.txt", b"x", Meta(format="profil"))
    assert "known formats: profile, listing, abstracts, " in str(problems[0])


def test_a_format_said_by_hand_wins():
    reading, _ = dumps.read("content/dumps/x.txt", sample("bare-abstracts"), Meta(format="listing"))
    assert reading.format == "listing"


def test_control_characters_are_taken_out_and_reported():
    reading, problems = read("A Title of\x00 Some Paper\nWe study the\x0b bridge. It is shown that it works.\n")
    assert reading.drafts[0].title == "A Title of Some Paper"
    assert "x.txt:1: warning: control character U+0000" in str(problems[0])


def test_marks_of_direction_do_not_reach_a_record():
    reading, _ = read("A Title of \u202eSome Paper\nWe study the bridge. It is shown\u200b that it works.\n")
    assert reading.drafts[0].title == "A Title of Some Paper"


def test_other_separators_of_lines_are_text():
    reading, _ = read("A Title of Some Paper\nWe study the\u2028 bridge. It is shown\x85 that it works.\n")
    assert len(reading.drafts) == 1
