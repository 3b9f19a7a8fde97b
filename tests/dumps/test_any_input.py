"""Whatever a dump holds, reading it ends soon and well, and what was read can be written and loaded."""

import base64
import json
import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from sitegen import store
from sitegen.records import Dump, Listing
from tests.dump_facts import read, sample
from tests.dumps.test_addresses import FOUND, NONE

PATH = "content/dumps/x.txt"
ENTRY = """13.7LGOct 4, 2023Code
A Title of a Paper
Ada Example, Ben Sample
We show that this is an abstract and it is good."""


def loaded(reading):
    """What was read as a data file's record, and as it comes back from that file."""
    ids = store.entry_ids((draft.title, draft.abstract) for draft in reading.drafts)
    drafts = tuple(replace(draft, id=key) for draft, key in zip(reading.drafts, ids, strict=True))
    listing = None if reading.person else reading.listing or Listing()
    dump = Dump(name="x", path="x.txt", format=reading.format, person=reading.person, listing=listing, drafts=drafts)
    return dump, store.load_data("content/data/x.yaml", store.save(dump, "x"))


def check(content):
    """What must hold for any dump."""
    reading, problems = read(content)
    assert reading.used + sum(reading.noise.values()) + len(reading.unclaimed) == reading.lines
    said = [problem.span.first for problem in problems if problem.message.startswith("not understood")]
    assert said == (list(reading.unclaimed) if reading.format else [])
    dump, back = loaded(reading)
    assert back == (dump, [])
    return reading, problems


# What broke the reader, and its kin; parted by bars because some of them hold blanks.
ODD = (
    "et al.|, et al|et al. · mit|et. al.|and et al.|Ada Example et al|·|• ∙|,|, , ,|· ,|;|and|&|and and|A.|A. B.|A. B., C.|Jr.|"
    "Jr., Jr.|Jr. · mit|()|( )|[]{}|-|–|…|.|!?|“”|5|13.7|13.7LG|13.|12/34|٣|١٣.٧LG|Oct 4, 0000|Feb 31, 2023|LG|Code|CodeCode|"
    "13.7QQFeb 31, 2023Code|13.7zz.ZZOct 4, 2023|2023-13-45|Abstract|Abstract:|Abstract: Abstract:|مرحبا بالعالم|"
    "שלום, עולם et al.|李志远|李志远, 王伟|李志远、王伟|ß|ǅ|ﬁ|İ|ıI|by|byA|"
    "Subscribe|SubscribeA|new|3 Papers|papers|h-index|h-index3|a·b|· mit|"
    "Ada Example · |Ada · · mit|$|$$|{|<|<!--|&#0;|&#xd800;|~|#|- |? |: |null|yes|012|---|*a|!x|%x|@|`|a =|<div>|\\|\\_|\u0301|"
    "e\u0301|\u0301\u0302 \u0303|\U0001f600, \U0001f468\u200d\U0001f469|\u202eAda\u202c|"
    "\x00|A\x00B|\ufeff|\ufffe|\u2028|\x85|\ud800"
)
ODD_LINES = (*ODD.split("|"), "|", '"', "A" * 3000, "a" * 3000, "Aa" * 2000, "李" * 2000)


@pytest.mark.parametrize("line", ODD_LINES)
def test_an_odd_line_is_read_or_reported_wherever_it_stands(line):
    for page in (line, f"{line}\n{line}", f"{line}\n{ENTRY}", f"{ENTRY}\n{line}", f"Ada Example, Ben Sample\n{line}\n{ENTRY}"):
        reading, _ = check(page.encode("utf-8", "surrogatepass"))
        in_one_block = line == "<div>"  # in a saved page a line's end is a blank
        assert reading.drafts or ENTRY not in page or reading.lines == 0 or in_one_block


@pytest.mark.parametrize(
    "line", ["·", "|", "· | ,", ",", "-", "…", "()", "5", "et al.", ", et al", "et al. · mit", "Abstract:", "\U0001f600"]
)
def test_a_line_without_words_is_reported_with_its_number(line):
    reading, problems = check(f"{ENTRY}\n{line}\n{ENTRY}".encode())
    assert [draft.title for draft in reading.drafts] == ["A Title of a Paper"] * 2
    assert [str(problem).split("\n")[0] for problem in problems] == [f'{PATH}:5: warning: not understood: "{line}"']


PIECES = st.sampled_from(
    [
        *FOUND,
        *NONE,
        *ODD_LINES,
        *ENTRY.split("\n"),
        *ENTRY.split(),
        "Tuo Zhao",
        "O'Brien",
        "de la Cruz",
        "GPT-4",
        "We show.",
        "It is so. ",
        "cs.LG",
    ]
)
GLUE = st.sampled_from(["", " ", "\n", "\n", ", ", " and ", " · ", " et al.\n", ". ", ": "])
CONTENTS = st.lists(st.tuples(st.one_of(PIECES, PIECES, st.text(max_size=12)), GLUE), max_size=25).map(
    lambda parts: "".join(part + glue for part, glue in parts)
)


@settings(max_examples=250, deadline=None, derandomize=True)
@given(st.one_of(CONTENTS, CONTENTS.map(lambda text: f"{ENTRY}\n{text}"), CONTENTS.map(lambda text: f"<div>{text}")))
def test_what_is_read_from_anything_can_be_loaded(text):
    check(text.encode("utf-8", "surrogatepass"))


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.binary(max_size=300))
def test_bytes_of_any_kind_are_read_or_refused(content):
    check(content)


def repeated(text, size=100_000):
    return (text * (size // len(text) + 1))[:size]


def drawn(words, between="", size=100_000):
    """So many characters of words drawn at random, which `words` makes of a source of chance."""
    chance, found, length = random.Random(1), [], 0
    while length < size:
        found.append(words(chance))
        length += len(found[-1]) + len(between)
    return between.join(found)


def word(chance):
    return "".join(chance.choices("abcdefghijklmnoprstuvw", k=chance.randint(2, 8)))


def name(chance):
    return f"{word(chance)} {word(chance)}".title()


# 100 kB each. Every one of these took from ten seconds to for ever, or is of their kind.
LONG_LINES = {
    "JSON": repeated(json.dumps({"paperTitle": "DeepNets", "authorName": "AdaExample"}, separators=(",", ":"))),
    "base64": base64.b64encode(random.Random(1).randbytes(75_000)).decode(),
    "words without spaces": drawn(lambda chance: word(chance).title()),
    "one small word": repeated("abcdefghij"),
    "names": drawn(name, ", "),
    "names in small letters": drawn(name, ", ").lower(),
    "names all in capitals": drawn(name, ", ").upper(),
    "initials": repeated("A. B. C. "),
    "a bracket before each name": repeated("x)A, "),
    "no space behind full stops": repeated("is.We"),
    "Jr.": repeated("Jr., "),
    "et al.": repeated("et al. "),
    "names backwards": repeated("Example, A., "),
    "names in two pieces": repeated("Example, Ada; "),
    "single names": repeated("Ada, "),
    "degrees": repeated("Ada Example, MD, "),
    "footnote marks": "Ada Example" + repeated("^1"),
    "acronyms": repeated("Ada Example, ABC, "),
    "groups": repeated("Department of Odd and "),
    "dots": repeated("Ada Example · "),
    "on behalf of": repeated(" on behalf of the Foo"),
    "labels": repeated("Abstract:"),
    "score lines": repeated("13.7LGOct 4, 2022"),
    "half a score line": "13.7" + repeated("|") + "x",
    "half a metric": "a" + repeated("1") + "x",
    "months": repeated("Jan"),
    "formulas": repeated("$x$"),
    "addresses": repeated("https://example.org/x"),
    "brackets behind an address": "We show that it is good. It is at https://example.org/" + repeated(")"),
    "comments": repeated("<!-- x -->"),
    "comments without end": "<div>" + repeated("<!-- x"),
    "deep tags": "<div>" + repeated("<b>a"),
    "attributes without value": "<div " + repeated("a="),
    "quotes without end": "<div>" + repeated('<a "="'),
    "links that touch": "<div>" + repeated("<a>x</a><a>"),
    "lists in lists": "<div>" + repeated("<ul><li>Ada Example</li><li>"),
    "names in blocks": "<div>" + repeated("<div class=x>Ada Example</div>"),
    "formulas in formulas": "<div>" + repeated("<span class=MathJax>"),
    "doubles": "<div>" + repeated("<b aria-hidden=true>a</b>"),
    "Markdown links": repeated("[a](https://example.org/"),
    "brackets": repeated("[[x] "),
    "declarations without end": "<div>" + repeated("<![CDATA["),
}  # fmt: skip
MANY_LINES = {
    "wrapped lines": repeated("We show that it works and that it is as good as it was and of\n"),
    "hyphens at line ends": repeated("We show that it works and that it is as good as it was, state-\n"),
    "separators": drawn(lambda chance: f"{', ' * 45}{chance.random()}", "\n"),
    "letters": repeated("a\nB\n"),
    "two-word names": drawn(name, "\n"),
    "short titles": drawn(lambda chance: f"{word(chance)} of {word(chance)}".title(), "\n"),
    "score lines": drawn(lambda chance: f"{chance.uniform(1, 50):.1f}LGOct {chance.randint(1, 28)}, 2022", "\n"),
    "scores": drawn(lambda chance: f"{chance.uniform(1, 50):.1f}", "\n"),
    "metrics": drawn(lambda chance: f"h-index {chance.randint(1, 99)}", "\n"),
}


def read_within(limit, content):
    """Whether reading takes fewer seconds of the processor than that; a busy machine gets three tries."""
    for _ in range(3):
        start = time.process_time()
        read(content)
        if time.process_time() - start < limit:
            return True
    return False


@pytest.mark.parametrize("content", LONG_LINES.values(), ids=LONG_LINES)
def test_a_long_line_of_anything_is_read_in_two_seconds(content):
    assert read_within(2, f"{ENTRY}\n{content}")
    assert read_within(2, content)


@pytest.mark.parametrize("content", MANY_LINES.values(), ids=MANY_LINES)
def test_many_short_lines_are_read_in_four_seconds(content):
    assert read_within(4, f"{ENTRY}\n{content}")


def test_what_is_long_but_sound_is_read():
    authors = drawn(name, ", ", 50_000).split(", ")
    title = "A Study of " + drawn(lambda chance: word(chance).title(), " ", 2000)
    abstract = "We show that it works. " + drawn(lambda chance: f"It is {word(chance)} that we {word(chance)} here.", " ")
    page = f"{sample('tuo-zhao').decode()}\n3.1LGOct 4, 2022\n{title}\n{', '.join(authors)}\n{abstract}\n"
    for text in (page, page.replace(f"{title}\n", title)):
        draft = read(text)[0].drafts[-1]
        assert (draft.title, list(draft.authors), draft.abstract) == (title, authors, abstract)


@pytest.mark.parametrize("word", ["data:image/png;base64," + "Ab3/" * 300, '[{"title":"X"},' * 100, "x" * 1500])
@pytest.mark.parametrize("place", range(1, 6))
def test_code_and_data_between_the_lines_of_an_entry_are_told_and_enter_no_field(word, place):
    lines = [
        "13.7LGOct 4, 2023Code",
        "A Worked Example of Things",
        "Ada Example, Ben Sample",
        "We show that it is good. It works.",
        "",
    ]
    (whole,) = read("\n".join(lines))[0].drafts
    reading, problems = read("\n".join([*lines[:place], word, *lines[place:]]))
    assert reading.unclaimed == (place + 1,)
    assert any("not understood" in problem.message and problem.span.first == place + 1 for problem in problems)
    (draft,) = reading.drafts
    assert (draft.title, draft.authors, draft.abstract) == (whole.title, whole.authors, whole.abstract)
