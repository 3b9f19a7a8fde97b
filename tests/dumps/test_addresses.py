"""Addresses in running text: those that lead somewhere are kept, whatever else looks like one is left to the text."""

import pytest

from sitegen.dumps.addresses import addresses, clean
from sitegen.dumps.shapes import sentence_ends

FOUND = {
    "at https://example.org/x.": ["https://example.org/x"],
    "at www.https://example.org/x and": ["https://example.org/x"],
    "at www.http://www.example.org/x and": ["http://www.example.org/x"],
    "at https://https://example.org/x": ["https://example.org/x"],
    "at HTTP://Example.org/x": ["HTTP://Example.org/x"],
    "at www.example.org/x/http://y": ["https://www.example.org/x/http://y"],
    "at web.archive.org": [],
    "(see https://example.org/a_(b))": ["https://example.org/a_(b)"],
    "[https://example.org/a]": ["https://example.org/a"],
    "at github.com/ada/x": ["https://github.com/ada/x"],
    "at https://ada:key@example.org:8080/x": ["https://ada:key@example.org:8080/x"],
    "at https://[2001:db8::1]/x": ["https://[2001:db8::1]/x"],
    "at https://bücher.example/x": ["https://bücher.example/x"],
    "at http://localhost/x": ["http://localhost/x"],
    "at https://doi.org/10.1145/3292500.3330701.": ["https://doi.org/10.1145/3292500.3330701"],
    "at https://doi.org/10.1002/(SICI)10(19)49:8<693::AID-A4>3.0.CO;2-O, so": [
        "https://doi.org/10.1002/(SICI)10(19)49:8%3C693::AID-A4%3E3.0.CO;2-O"
    ],
    r"at https://example.org/\~{}ada/a\_b{\_}c.": ["https://example.org/~ada/a_b_c"],
    r"at https://example.org/\textasciitilde{}ada": ["https://example.org/~ada"],
    r"at https://example.org/$\sim$ada": ["https://example.org/~ada"],
    r"\href{https://example.org/a\%20b}{text}": ["https://example.org/a%20b"],
}
NONE = (
    "http://[x", "http://]", "http://[", "http://[]/", "http://[::1", "https://", "https://.", "http://-", "http://-a.org",
    "http://a-.org/", "http://a..b", "https://example.org:99999/", "https://example.org:a/", "http://:80", "http:///x", "http://?x",
    "http://#x", "http://@/", "www.", "www.https://", "https://https://", "http://a%20b/", "http://a℀b.org", "https://*.*",
)  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FOUND.items())
def test_addresses_are_found_without_what_the_text_glued_to_them(text, expected):
    assert addresses(text) == expected


@pytest.mark.parametrize("text", NONE)
def test_what_leads_nowhere_is_no_address(text):
    assert addresses(f"The code is at {text} and it is good.") == []


def test_a_run_of_brackets_behind_an_address_is_taken_off():
    assert clean("https://example.org/(a)" + ")" * 100_000) == "https://example.org/(a)"


SENTENCES = {
    "Good: https://doi.org/10.18653/v1/N19-1419": [],
    "It is, see doi: 10.1145/3292500.3330701 and so": [],
    "It is at https://example.org/a.b/C.D/e. A Title": ["A Title"],
    "It is at https://example.org/a.A Title": ["A Title"],
    "It is so.A Title": ["A Title"],
}


@pytest.mark.parametrize(("text", "expected"), SENTENCES.items())
def test_no_sentence_ends_within_an_address(text, expected):
    assert [text[end:] for end in sentence_ends(text)] == expected
