"""Spellings: folded to compare, cut into parts, made into addresses."""

import unicodedata

import pytest

from sitegen.text import names
from sitegen.text.names import Name


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Simon S. Du", Name(given="Simon S.", family="Du")),
        ("Ludwig van der Berg Jr.", Name(given="Ludwig", family="van der Berg", suffix="Jr.")),
        ("Van Nguyen", Name(given="Van", family="Nguyen")),
        ("Sabine Schulte im Walde", Name(given="Sabine Schulte", family="im Walde")),
        ("Li, Zhiyuan", Name(given="Zhiyuan", family="Li")),
        ("Martin King, Jr.", Name(given="Martin", family="King", suffix="Jr.")),
        ("Weinan E", Name(given="Weinan", family="E")),
        ("O'Brien", Name(family="O'Brien")),
        ("李志远", Name(family="李志远")),
        ("", Name()),
    ],
)
def test_a_name_is_cut_into_its_parts(name, parts):
    assert names.split(name) == parts


@pytest.mark.parametrize(
    ("one", "other"),
    [("Schrödinger", "SCHRODINGER"), ("Zi-Hao Qiu", "zi hao  qiu"), ("O'Brien", "O’Brien"), ("JasonD. Lee", "Jason D. Lee")],
)
def test_spellings_of_one_person_have_one_key(one, other):
    assert names.person_key(one) == names.person_key(other)


@pytest.mark.parametrize("name", ["McDonald", "Ian MacDonald", "DongHyun Choi"])
def test_a_capital_without_full_stop_is_no_stuck_initial(name):
    assert names.repair(name) == name


@pytest.mark.parametrize(
    "text", ["../../x", "..\\x", "%2e%2e", "con", "", "   ", "😀", "a" * 300, "–", "\x00", "NUL", "x" * 119 + " yy"]
)
def test_any_text_gives_one_safe_path_segment(text):
    segment = names.slug(text)
    assert segment
    assert set(segment) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert len(segment) <= names.SEGMENT_LENGTH
    assert segment not in names.RESERVED


def test_composed_and_decomposed_letters_give_one_slug():
    text = "Schrödinger Brücke"
    assert names.slug(unicodedata.normalize("NFD", text)) == names.slug(text) == "schrodinger-brucke"


def test_a_slug_keeps_its_first_words_only():
    assert names.slug("One two three four", words=2) == "one-two"


def test_a_long_slug_ends_with_a_whole_word():
    assert names.slug("word " * 60) == "-".join(["word"] * 24)


@pytest.mark.parametrize(
    "mark",
    [
        *[
            "¹",
            "¹,²",
            "¹∗",
            "*",
            "**",
            "†",
            "*,†",
            "‡",
            "§",
            "¶",
            "1",
            "1,2",
            "1,*",
            "(1)",
            "[1,2]",
            "(a)",
            "(*)",
            "$^1$",
            "$^{1,*}$",
            "^1",
            "^{1,2}",
            "<sup>1</sup>",
            "✉",
            "ᵃ",
            "ᵃᵇ",
        ],
        *(r"\thanks{Equal~\emph{work}.}", r"\dag", r"\textsuperscript{1,2}", r"\inst{1}"),
        *("<ada@example.org>", "(ada.x@example.org)"),
        *(" 1", " 1, 2", " a,b", " *", " ada@example.org", " (0000-0002-1825-0097)", " https://orcid.org/0000-0002-1825-009X"),
        *(", PhD", ", M.D., Ph.D.", " PhD", " Ph. D.", " (corresponding author)", ",", " MD*", ", FRCP¹"),
    ],
)
def test_marks_around_a_name_are_no_part_of_it(mark):
    assert names.bare("Ada B. Example" + mark) == "Ada B. Example"
    assert names.bare("*Ada B. Example" + mark) == "Ada B. Example"


@pytest.mark.parametrize(
    "name",
    [
        "Ada Example 0001",
        "Jennifer 8. Lee",
        "GPT4",
        "Example MD",
        "Sample Team 42",
        "Ada Example III",
        "Ada {van der Example}",
        r"Erd\H{o}s",
        r"Ma\u{\i}",
        "Example, A.",
        "Example, Ada B., Jr.",
        "Ada Example (Sydney)",
        "Example J",
        "*",
        "1,2",
        "",
    ],
)
def test_what_may_be_part_of_a_name_stays(name):
    assert names.bare(name) == name


@pytest.mark.parametrize(
    "name", ["Ada Example " + "1," * 30_000, "Ada Example" + "(1)" * 30_000, "a@" * 30_000, ", PhD" * 30_000]
)
def test_marks_without_end_are_soon_read(name):
    assert names.bare(name)


@pytest.mark.parametrize(
    "name",
    [
        "The SAMPLE Collaboration",
        "Ministry of Fine Examples",
        "WHO Working Group",
        "Example Brain Team",
        "Team Sample",
        "sample consortium",
        "Universität Musterstadt",
        "Institut für Beispiele",
        "Center for Sample Safety",
        "Groupe de travail",
        "国家研究院",
        "Task Force on Tests",
    ],
)
def test_a_group_is_known_by_its_words(name):
    assert names.is_group(name)


@pytest.mark.parametrize(
    "name",
    [
        "Ada Example",
        "The Anh Han",
        "Alonzo Church",
        "Ofir Press",
        "Jean Comito",
        "Barnes and Noble",
        "李明",
        "Ludwig van der Berg",
        "John Board",
        "Ada Young",
        "Max Gruppenberg",
        "A. Service",
        "Ann Force",
    ],
)
def test_a_person_is_no_group(name):
    assert not names.is_group(name)
