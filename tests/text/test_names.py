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
        ("Henry V", Name(given="Henry", family="V")),
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
