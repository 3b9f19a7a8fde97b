"""Addresses in running text: those that lead somewhere are kept, whatever else looks like one is left to the text."""

import pytest

from sitegen.dumps.addresses import addresses, clean

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
