"""YAML as a tree with line numbers, and plain values as YAML: what comes back, and what is refused."""

import re

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sitegen.problems import Span
from sitegen.store.syntax import Node, Plain, parse, prose, write

PATH = "content/data/x.yaml"
MISTAKABLE = (
    "no", "Yes", "on", "y", "N", "null", "~", "true", "<<", "=", "2401.12340", "012", "0x1F", "0b1", "1e3", "1_000",
    ".5", "-1", ".inf", ".nan", "12:30:45", "2024-01-01", "2024-01-01 10:00:00", "-", "- a", "? a", ": a", "a: b",
    "a:", "#a", "a #b", "&a", "*a", "!a", "!!int 1", "|", ">-", "%a", "@a", "`a", "'", '"', "It's", "[a]", "{a: b}",
    "a, b", "---", "...", "\\", "a\\nb", "http://a/b#c", "{{ 7*7 }}", "</script>", "\\\"o", "$\\ell_\\infty$", " a",
    "a ", "a\tb", "a\nb", "\n", "a\r\nb", "\x00", "\x01\x1b[31m", "\x7f\x85\xa0", "\u2028\u2029", "\ufeff",
    "\u202eabc", "\ufffe", "é", "e\u0301", "李志远", "😀",
)  # fmt: skip
ANY_TEXT = st.sampled_from(MISTAKABLE) | st.text(st.characters(exclude_categories=["Cs"]))
SENTENCES = st.lists(ANY_TEXT | st.sampled_from(["One.", "Two?", "(Three.)", "e.g.", "J.", "$x$", " "])).map(" ".join)


def tree(text: str) -> object:
    root, problems = parse(PATH, text)
    assert not problems
    return bare(root)


def bare(node: Node) -> object:
    if isinstance(node.value, dict):
        return {key: bare(child) for key, child in node.value.items()}
    return [bare(child) for child in node.value] if isinstance(node.value, list) else node.value


def said(text: str) -> list[str]:
    return [str(problem) for problem in parse(PATH, text)[1]]


@pytest.mark.parametrize("text", MISTAKABLE)
def test_text_that_yaml_could_take_for_something_else_comes_back(text: str) -> None:
    assert tree(write({"a": text, "b": [text, [text]]})) == {"a": text, "b": [text, [text]]}


@pytest.mark.parametrize("text", MISTAKABLE)
def test_another_reader_of_yaml_finds_the_same_text(text: str) -> None:
    assert yaml.safe_load(write({"a": text})) == {"a": text}


@given(st.dictionaries(ANY_TEXT, ANY_TEXT | st.lists(ANY_TEXT, min_size=1), max_size=3))
def test_whatever_is_written_is_read_back(values: dict[str, Plain]) -> None:
    assert tree(write(values)) == values


@given(SENTENCES)
def test_prose_comes_back_exactly(text: str) -> None:
    assert tree(write({"a": prose(text), "b": [prose(text)]})) == {"a": text, "b": [text]}


def test_prose_has_a_sentence_a_line() -> None:
    text = "We try it, e.g. on A. Smith et al. [1] and $x$. $y$ is new! (It works.) Is it fast? \\emph{Yes}, by 3.5 times."
    assert write({"abstract": prose(text)}).splitlines() == [
        "abstract: |-",
        "  We try it, e.g. on A. Smith et al. [1] and $x$.",
        "  $y$ is new!",
        "  (It works.)",
        "  Is it fast?",
        "  \\emph{Yes}, by 3.5 times.",
    ]


@pytest.mark.parametrize("text", ["Tab\there. Next.", " Blank before. Next.", "Line\nend. Next.", "Bell \x07. Next.", ""])
def test_prose_that_no_literal_block_gives_back_stays_in_quotes(text: str) -> None:
    assert prose(text) == text


def test_ordinary_text_is_written_without_quotes() -> None:
    values: dict[str, Plain] = {"name": "Jason D. Lee", "url": "https://a.org/b_c?d=e#f", "lines": "12-17", "word": "李志远"}
    assert write(values) == "name: Jason D. Lee\nurl: https://a.org/b_c?d=e#f\nlines: 12-17\nword: 李志远\n"


def test_half_a_surrogate_pair_does_not_break_the_file() -> None:
    assert tree(write({"a": "x\ud800y"})) == {"a": "x\ufffdy"}


def test_values_that_are_no_texts_are_written_bare() -> None:
    assert write({"a": 24.5, "b": True, "c": None, "d": [], "e": {}, "f": 1}) == "a: 24.5\nb: true\nc:\nd: []\ne: {}\nf: 1\n"


def test_each_value_knows_its_lines() -> None:
    root, _ = parse(PATH, "# top\na: 1\nb:\n  - x: |-\n      one\n      two\n\n# far\n  - y\nc: >-\n  folded\n  on\n")
    assert isinstance(root.value, dict)
    assert [(key, child.first, child.last) for key, child in root.value.items()] == [("a", 2, 2), ("b", 3, 9), ("c", 10, 12)]
    items = root.value["b"].value
    assert isinstance(items, list)
    assert [item.span for item in items] == [Span(PATH, 4, 6), Span(PATH, 9, 9)]


def test_a_literal_block_is_one_text_however_it_is_indented() -> None:
    assert tree("a: |\n    One sentence.\n      Another.\n\n    Last. \n") == {"a": "One sentence. Another. Last."}


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_line_ends_and_a_byte_order_mark_make_no_difference(end: str) -> None:
    assert tree("\ufeff" + end.join(("a: 1", "b: |-", "  c", "  d", ""))) == {"a": "1", "b": "c d"}


def test_unicode_line_separators_do_not_shift_line_numbers() -> None:
    assert said("a: x\u2028y\x85z\nb: 1\nb: 2\n")[0].startswith(f"{PATH}:3: error")


@pytest.mark.parametrize("text", ["", "# nothing\n", "---\n", "\n\n"])
def test_a_file_without_content_is_an_empty_mapping(text: str) -> None:
    assert tree(text) == {}


def test_every_duplicate_key_is_reported_with_both_lines() -> None:
    problems = said("a: 1\nb:\n  c: 1\n  d: 2\n  c: 3\na: 2\n")
    assert [problem.splitlines()[0] for problem in problems] == [
        f"{PATH}:5: error: `c` stands twice here, in lines 3 and 5",
        f"{PATH}:6: error: `a` stands twice here, in lines 1 and 6",
    ]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a: &x [1]\nb: *x\n", 1, "anchors and aliases"),
        ("a: 1\nb: *x\n", 2, "anchors and aliases"),
        ("a: !!python/object/apply:os.system ['true']\n", 1, "tags"),
        ("a: 1\nb: !x 2\n", 2, "tags"),
        ("a: 1\n? [x]\n: 2\n", 2, "a key has to be a word"),
        ("a: 1\n---\nb: 2\n", 2, "a second document"),
        ("a: 1\nb: [1, 2\nc: 3\n", 3, "did not find expected ',' or ']'"),
        ("a: 1\nb: c: d\n", 2, "mapping values are not allowed"),
        ("a: 1\n\tb: 2\n", 2, "a tab character"),
        ("a: 'x\n", 2, "while scanning a quoted scalar that starts in line 1"),
        ("a: 1\ns:\n{", 3, "while"),
        ("a: 'x", 1, "while scanning"),
        ("a: 1\rb: c: d\r", 2, "mapping values are not allowed"),
        ("\x00a\x00:\x00 \x001", 1, "U+0000"),
        ('a: "\\d"', 1, "use single quotes"),
        ("a: 1\nb: One: Two's\n", 2, "b: 'One: Two''s'"),
    ],
)
def test_what_is_no_plain_yaml_is_one_error_on_its_line(text: str, line: int, words: str) -> None:
    (problem,) = said(text)
    assert problem.startswith(f"{PATH}:{line}: error: ")
    assert words in problem
    assert "(column " in problem


@pytest.mark.parametrize("levels", [14, 1200, 100_000])
@pytest.mark.parametrize(
    ("head", "level", "line"),
    [("", "[", 1), ("", "- ", 1), ("", "{b: ", 1), ("a: 1\nb: ", "[", 2), ("a:\n- ", "{b: [", 2), ("", "[\n", 14)],
    ids=["flow lists", "lists", "flow mappings", "flow lists of a key", "mixed", "a line each"],
)
def test_deep_nesting_is_refused_on_its_line_however_deep_it_is(head: str, level: str, line: int, levels: int) -> None:
    (problem,) = said(head + level * levels)
    assert re.fullmatch(
        rf"{PATH}:{line}: error: YAML cannot be read: more than 12 levels, one inside the other \(column \d+\)"
        "\n    put the value in quotes if it is a text",
        problem,
    )


def test_deep_nesting_of_mappings_is_refused_on_its_line() -> None:
    text = "".join(f"{' ' * level}a:\n" for level in range(1200))
    assert [problem.partition(" (")[0] for problem in said(text)] == [
        f"{PATH}:14: error: YAML cannot be read: more than 12 levels, one inside the other"
    ]


def test_aliases_that_would_unfold_to_millions_are_refused() -> None:
    bomb = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12))
    assert len(said(bomb)) == 1


@given(st.text() | st.lists(st.sampled_from(list("[]{}:,-?|>&*!%@`'\"# \n\tab"))).map("".join))
def test_no_text_at_all_makes_it_fail(text: str) -> None:
    parse(PATH, text)


def test_a_block_without_lines_ends_where_it_starts():
    root, _ = parse(PATH, "a: |")
    assert root.value["a"].span == Span(PATH, 1, 1)


@pytest.mark.parametrize(
    ("written", "value", "code"),
    [
        ("user\x92s", "user’s", "U+0092"),
        ("so\x85", "so…", "U+0085"),
        ("\x93word\x94", "“word”", "U+0093"),
        ("a\x00b\x1b\x08", "ab", "U+0000"),
        ("a\x7fb\x81", "ab", "U+007F"),
        ("a\ud800b\ufffe\uffff", "ab", "U+D800"),
        ("a\x0bb", "a b", "U+000B"),
    ],
)
def test_control_characters_are_what_they_mean_and_are_told_with_their_line(written: str, value: str, code: str) -> None:
    text = f"a: 1\nb: {written}{' ' * 60}\nc: 2\n"
    root, (problem,) = parse(PATH, text)
    assert {key: node.value for key, node in root.value.items()} == {"a": "1", "b": value, "c": "2"}
    assert str(problem).startswith(f"{PATH}:2: warning: there is a control character, {code} (column ")


def test_each_line_with_control_characters_is_told_once() -> None:
    text = f"a: x\x92y\x92\nb: 1\nc: z\x96{' ' * 90}\n"
    assert [problem.span.first for problem in parse(PATH, text)[1]] == [1, 3]


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (r"A $\beta$", r"\beta"),
        (r"A $\nu$", r"\nu"),
        (r"the $\theta$", r"\theta"),
        (r"\emph{x}", r"\emph"),
        (r"$\frac{1}{2}$", r"\frac"),
        (r"$\times$", r"\times"),
    ],
)
def test_tex_in_double_quotes_is_told(written: str, told: str) -> None:
    (problem,) = parse(PATH, f'a: 1\nb: "{written}"\n')[1]
    assert str(problem).startswith(f"{PATH}:2: warning: in double quotes {told} is no TeX")


@pytest.mark.parametrize("written", [r"A $\\beta$", r"one\nTwo", r"a\tb", r"\x41\u00e9", r"C:\\new"])
def test_escapes_that_are_meant_are_not_told(written: str) -> None:
    assert parse(PATH, f'a: "{written}"\n')[1] == []
