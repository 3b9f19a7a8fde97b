"""What is no text is refused by name; a page's HTML is read whatever is broken in it."""

import html
import io
import lzma
import re
import sqlite3
import zipfile

import pytest

from sitegen.dumps import source
from sitegen.problems import Level
from tests.dump_facts import read, sample


def archive(*names):
    """The bytes of a ZIP file that holds these files."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in names:
            packed.writestr(name, "Ada Example")
    return content.getvalue()


def database():
    connection = sqlite3.connect(":memory:")
    connection.execute("create table papers (title)")
    return connection.serialize()


FILES = {
    "a PDF": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\n" * 100,
    "a rich-text file": rb"{\rtf1\ansi Ada Example}",
    "an old office document": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500),
    "an office document": archive("[Content_Types].xml", "word/document.xml"),
    "an e-book": archive("mimetype", "content.opf"),
    "gzip": b"\x1f\x8b\x08\x00" + bytes(range(256)),
    "xz": lzma.compress(b"Ada Example"),
    "zstd": b"\x28\xb5\x2f\xfd" + bytes(range(256)),
    "7z": b"7z\xbc\xaf\x27\x1c" + bytes(range(256)),
    "PNG": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
    "JPEG": b"\xff\xd8\xff\xe0\x00\x10JFIF",
    "GIF": b"GIF89a\x01\x00\x01\x00",
    "SQLite": database(),
    "a program": b"\x7fELF\x02\x01\x01" + bytes(100),
    "this is no text, though it starts like one": b"BZh91AY&SY" + bytes(range(256)),
    "this is no text": bytes(range(256)) * 40,
}


@pytest.mark.parametrize(("said", "content"), FILES.items(), ids=FILES)
def test_a_file_that_is_no_text_is_one_error_that_says_what_it_is_and_what_to_do(said, content):
    reading, problems = read(content)
    assert (reading.format, reading.lines, reading.used, reading.unclaimed, reading.drafts) == (None, 0, 0, (), ())
    assert [(problem.level, str(problem.span)) for problem in problems] == [(Level.ERROR, "content/dumps/x.txt")]
    assert said.partition(",")[0] in problems[0].message
    assert problems[0].hint


def test_a_few_control_characters_are_still_a_text():
    _, problems = read("\n".join(f"\x0cA Title of Paper {n}\nWe show\x00 that it works. It is good." for n in range(9)))
    assert {problem.level for problem in problems} == {Level.WARNING}


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_a_text(encoding):
    reading, problems = read(sample("tuo-zhao").decode().encode(encoding))
    assert (problems, len(reading.drafts)) == ([], 46)


def lines(page):
    """The lines of a page, with their numbers."""
    found, problems = source.lines("x.html", page.encode())
    assert problems == []
    assert [line.at for line in found] == [*range(len(found))]
    return [(line.number, line.text) for line in found]


PAGES = {
    "blocks": ("<div>a<p>b</p>c</div>d", [(1, "a"), (1, "b"), (1, "c"), (1, "d")]),
    "an element with a line end in it": (
        "<div><span>pdf<br></span> <span>a<br>b</span></div>",
        [(1, "pdf"), (1, "a"), (1, "b")],
    ),
    "a tag within a word": ("<div>S<b>G</b>D <i>x</i></div>", [(1, "SGD x")]),
    "what nobody sees": (
        "<html><title>t</title><style>p > a {}</style><script>if (a < b) '<p>'</script>\n<p>a<svg><text>x</text></svg>b",
        [(2, "ab")],
    ),
    "a comment with tags in it": ("<div>a<!-- <p>x</p> -->b", [(1, "ab")]),
    "a head and a body that do not end": ("<html><head><meta charset=utf-8><body><h1>a</h1>b", [(1, "a"), (1, "b")]),
    "marks in an attribute": ("<div title=\"a > b\" alt='</p>'>a</div>", [(1, "a")]),
    "an attribute with an apostrophe": ("<div title=it's>a</div>b's", [(1, "a"), (1, "b's")]),
    "entities": ("<div>a &amp; b&nbsp;&lt;p&gt; &eacute; &#233; &#xe9; &", [(1, "a & b <p> é é é &")]),
    "a number that no character has": ("<div>a &#" + "9" * 5000 + ";b", None),
    "less than": ("<div>if a < b and c <d or <3", [(1, "if a < b and c <d or <3")]),
    "a tag without its end": ("<div>a</div>\n<p b <p>c</p>", [(1, "a"), (2, "<p b"), (2, "c")]),
    "an attribute without its end": ("<div>a</div>\n<p class='b>c</p>", [(1, "a"), (2, "<p class='b>c</p>")]),
    "a comment without its end": ("<div>a</div>\n<!-- b", [(1, "a"), (2, "<!-- b")]),
    "a script without its end": ("<div>a</div>\n<script>b", [(1, "a")]),
    "a section for other languages": ("<div>a<![CDATA[x]]><?php x ?>b", [(1, "ab")]),
    "an opening bracket of one": ("<div>a\n<![", [(1, "a <![")]),
    "ends without a start": ("<div>a</p>b</svg></i>c", [(1, "abc")]),
    "tags that end themselves": ("<div>a<br/>b<svg/>c<script src='x'/>d", [(1, "a"), (1, "bcd")]),
    "capital letters": ("<DIV>a<BR>b<SCRIPT>x</Script>c", [(1, "a"), (1, "bc")]),
    "comments before it": ("<!-- saved --> \n<!---->\n<!DOCTYPE html><p>a", [(3, "a")]),
}

TEX = '<annotation encoding="application/x-tex">O(n)</annotation>'
MATH = "<math><mi>O</mi><mo>(</mo><msup><mi>n</mi><mn>2</mn></msup><mo>)</mo></math>"
# What stands between "In " and " Time" on a page, and what a reader sees of it.
FORMULAS = {
    "KaTeX": (
        (
            f'<span class="katex"><span class="katex-mathml"><math><semantics><mi>O</mi>{TEX}</semantics></math></span>'
            '<span class="katex-html" aria-hidden="true">O(n)</span></span>'
        ),
        "$O(n)$",
    ),
    "KaTeX without MathML": ('<span class="katex"><span class="katex-html" aria-hidden="true">O(n)</span></span>', "O(n)"),
    "MathJax 2": (
        (
            '<span class="MathJax_Preview">O</span><span class="MathJax"><nobr aria-hidden="true">On</nobr><span class='
            f'"MJX_Assistive_MathML">{MATH}</span></span><script type="math/tex" id="a">a < b</script>'
        ),
        "$a < b$",
    ),
    "MathJax 2 in a block": (
        '<div class="MathJax_Display"><span class="MathJax">O</span></div><script type="math/tex; mode=display">O</script>',
        "$O$",
    ),
    "MathJax 2 without scripts": (f'<span class="MathJax"><nobr>On2</nobr><span>{MATH}</span></span>', "O(n²)"),
    "MathJax 3": (
        (
            f'<mjx-container jax="CHTML"><mjx-math aria-hidden="true"></mjx-math><mjx-assistive-mml>{MATH}</mjx-assistive-mml>'
            "</mjx-container>"
        ),
        "O(n²)",
    ),
    "MathJax 4": ('<mjx-container><mjx-math data-latex="O(n)"></mjx-math></mjx-container>', "$O(n)$"),
    "MathML": (MATH, "O(n²)"),
    "MathML with TeX": ('<math alttext="O(n)"><mi>O</mi></math>', "$O(n)$"),
    "MathML with words": ('<math alttext="order of n"><mi>O</mi></math>', "order of n"),
    "a fraction": ("<math><mfrac><mi>a</mi><mi>b</mi></mfrac></math>", "a/b"),
    "Wikipedia": (
        (
            '<span class="mwe-math-element"><span style="display: none;"><math alttext="{\\displaystyle O(n)}"></math></span>'
            '<img alt="O(n)"></span>'
        ),
        "$O(n)$",
    ),
    "a picture": ('<img class="tex" alt="$O(n)$">', "$O(n)$"),
    "a power": ("x<sup>2</sup>", "x²"),
    "an index": ("CO<sub>2</sub>", "CO₂"),
    "an ordinal": ("4<sup>th</sup>", "4th"),
    "a mark": ("Ada Example<sup>1, 2</sup>", "Ada Example¹,²"),
}


@pytest.mark.parametrize(("formula", "expected"), FORMULAS.values(), ids=FORMULAS)
def test_a_formula_of_a_page_is_seen_once(formula, expected):
    assert lines(f"<html><h1>In {formula} Time</h1>") == [(1, f"In {expected} Time")]


BYLINES = {
    "items": ("<ul><li>Jane Roe</li><li>John Doe</li></ul>", "Jane Roe, John Doe"),
    "items that do not end": ("<ul>\n<li>J. Roe\n<li>A. B. Doe\n</ul>", "J. Roe, A. B. Doe"),
    "items with marks": ("<ol><li><a>Jane Roe</a><sup>1</sup></li><li>and John Doe</li></ol>", "Jane Roe¹, and John Doe"),
    "items with commas": ("<ul><li>Jane Roe,</li><li>John Doe</li></ul>", "Jane Roe, John Doe"),
    "family names first": ("<ul><li>Roe, Jane</li><li>Doe, John</li></ul>", "Roe, Jane; Doe, John"),
    "and others": ("<ul><li>Jane Roe</li><li>John Doe</li><li>et al.</li></ul>", "Jane Roe, John Doe, et al."),
    "links that touch": ("<p><a>Jane Roe</a><a>John Doe</a></p>", "Jane Roe, John Doe"),
    "links with commas": ("<p><a>Jane Roe</a>, <a>John Doe</a></p>", "Jane Roe, John Doe"),
    "spans on lines": ("<p><span>Jane Roe</span>\n<span>John Doe</span></p>", "Jane Roe, John Doe"),
    "links in spans": ("<p><span><a>Jane Roe</a></span><span><a>John Doe</a></span></p>", "Jane Roe, John Doe"),
    "blocks of one style": ("<div class=a>Jane Roe</div><div class=a>John Doe</div>", "Jane Roe, John Doe"),
    "marks between": ("<p><a>Jane Roe</a><i>·</i><a>John Doe</a></p>", "Jane Roe·John Doe"),
}


@pytest.mark.parametrize(("names", "expected"), BYLINES.values(), ids=BYLINES)
def test_names_in_a_row_are_one_line_of_their_entry(names, expected):
    page = f"<ul><li><h3>A Title of a Paper</h3>{names}<p>We show.</p></li><li><h3>Another</h3></li></ul>"
    assert [text for _, text in lines(page)] == ["A Title of a Paper", expected, "We show.", "Another"]


NO_BYLINES = {
    "a menu": ("<ul><li>Models</li><li>Log In</li></ul>", ["Models", "Log In"]),
    "a footer": ("<footer><a>Privacy Policy</a> <a>Contact Us</a></footer>", ["Privacy Policy Contact Us"]),
    "topics": ("<p>machine learning, computer vision</p><ul><li>Machine Learning</li><li>Computer Vision</li></ul>",
               ["machine learning, computer vision", "Machine Learning", "Computer Vision"]),
    "a title and a name": ("<p>Graph Networks</p><p>Jane Roe</p>", ["Graph Networks", "Jane Roe"]),
    "cells": ("<table><tr><td>Jane Roe</td><td>John Doe</td></tr></table>", ["Jane Roe", "John Doe"]),
    "buttons": ("<button>Cite</button><button>Share</button>", ["Cite", "Share"]),
    "links that touch": ("<p><a>pdf</a><a>bib</a></p>", ["pdf bib"]),
    "a title that touches its byline": ("<p><a>A Title of a Paper</a><span>Jane Roe, John Doe</span></p>",
                                        ["A Title of a Paper", "Jane Roe, John Doe"]),
    "a label": ("<p><label>Authors:</label><span>Jane Roe, John Doe</span></p>", ["Authors: Jane Roe, John Doe"]),
    "a capital": ("<p><span>D</span><span>eep</span></p>", ["Deep"]),
    "a metric": ("<p>h-index<span>11</span></p>", ["h-index11"]),
}  # fmt: skip


@pytest.mark.parametrize(("page", "expected"), NO_BYLINES.values(), ids=NO_BYLINES)
def test_what_is_no_row_of_names_is_not_made_one(page, expected):
    assert [text for _, text in lines(f"<html>{page}")] == expected


UNSEEN = {
    "hidden": "<p hidden>x</p>",
    "no display": '<p style="color: red; display:none">x</p>',
    "not visible": "<span style='visibility: hidden'>x</span>",
    "for those who hear it": '<span class="sr-only">x</span>',
    "a menu": "<nav><ul><li>x</li></ul></nav><div role=navigation>x</div>",
    "a choice": "<select><option>x</option></select>",
    "a picture as a word": '<i class="material-icons">x</i>',
    "a double": '<i aria-hidden="true">a</i><i>a</i>',
}


@pytest.mark.parametrize("hidden", UNSEEN.values(), ids=UNSEEN)
def test_what_a_page_hides_is_not_seen(hidden):
    assert "x" not in " ".join(text for _, text in lines(f"<html>a{hidden}b"))
    assert "".join(text for _, text in lines(f"<html>{hidden}")) in {"", "a"}


def test_hidden_running_text_is_told():
    found, problems = source.lines("x.html", f"<html><p>a</p>\n<p hidden>{'word ' * 30}</p>".encode())
    assert [line.text for line in found] == ["a"]
    assert [(problem.level, problem.span.first, "hides text" in problem.message) for problem in problems] == [
        (Level.NOTE, 2, True)
    ]


def test_a_page_behind_a_dialogue_is_seen():
    assert lines('<div aria-hidden="true"><p>a</p><p>b</p></div>') == [(1, "a"), (1, "b")]


def links(text):
    """Each line's text with where its links lead."""
    return [(line.text, line.links) for line in source.lines("x", text.encode())[0]]


LINKED = {
    "a page": ('<div><a href="https://x.org/a">A</a>', [("A", ("https://x.org/a",))]),
    "a relative link": ('<div><a href="a">A</a>', [("A", ())]),
    "a base": ('<html><base href="https://x.org/d/"><a href="a">A</a>', [("A", ("https://x.org/d/a",))]),
    "a canonical address": ('<html><link rel=canonical href="https://x.org/d/"><a href="/a">A</a>', [("A", ("https://x.org/a",))]),
    "where it was saved from": (
        '<!-- saved from url=(0017)https://x.org/d/b --><html><a href="a">A</a>', [("A", ("https://x.org/d/a",))]),
    "no address": ('<div><a href="#a">A</a> <a href="javascript:a">B</a> <a href="http://[a">C</a>', [("A B C", ())]),
    "a block in a link": ('<div>a<a href="https://x.org/a"><div>A</div></a>', [("a", ()), ("A", ("https://x.org/a",))]),
    "a picture in a link": ('<div><a href="https://x.org/a"><svg></svg></a></div><p>A</p>', [("A", ())]),
    "Markdown": ("At [x.org/a](https://x.org/a_(b)).", [("At x.org/a.", ("https://x.org/a_(b)",))]),
    "Markdown with a title": ('[A](<https://x.org/a> "A")', [("A", ("https://x.org/a",))]),
    "brackets in a link": ("[[Re] A Study](https://x.org/a)", [("[Re] A Study", ("https://x.org/a",))]),
    "a file": ("[pdf](./a.pdf)", [("pdf", ())]),
    "an address alone": ("<https://x.org/a>", [("https://x.org/a", ("https://x.org/a",))]),
    "a named link": ("[A][1] and [b][]\n[1]: https://x.org/a\n[B]: https://x.org/b", [("A and b", ("https://x.org/a", "https://x.org/b"))]),
    "a name that nobody uses": ("A [1]\n[1]: https://x.org/a", [("A [1]", ()), ("[1]: https://x.org/a", ())]),
    "a picture": ("![a](https://x.org/a.png) A [![b](b.svg)](https://x.org/b)", [("A", ("https://x.org/b",))]),
    "Org": ("[[https://x.org/a][A]] [[https://x.org/b]]", [("A https://x.org/b", ("https://x.org/a", "https://x.org/b"))]),
    "MediaWiki": ("[https://x.org/a A b]", [("A b", ("https://x.org/a",))]),
    "no link": ("[Re] A Study (2020) f[x](y) [a] [b][c] <3", [("[Re] A Study (2020) f[x](y) [a] [b][c] <3", ())]),
    "an escape": (r"[A](https://x.org/a\_b)", [("A", ("https://x.org/a_b",))]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), LINKED.values(), ids=LINKED)
def test_links_give_their_address_and_leave_their_words(text, expected):
    assert links(text) == expected


def test_text_that_is_set_as_typed_keeps_its_lines():
    assert lines("<html><pre>\na\n  b\n\nc</pre>d") == [(2, "a"), (3, "b"), (5, "c"), (5, "d")]


@pytest.mark.parametrize(("page", "expected"), PAGES.values(), ids=PAGES)
def test_a_page_gives_a_line_for_each_block(page, expected):
    assert expected is None or lines(page) == expected


def test_what_a_header_says_is_not_taken_from_the_entries_of_a_page_on_one_line():
    text = sample("tuo-zhao").decode()
    chips = re.sub(r"^(\d+\.\d)([A-Z]{2})(\w+ \d+, \d{4})(Code)?$", r"\1\n\2\n\3\n\4", text, flags=re.MULTILINE)
    reading, _ = read("<html>" + "".join(f"<p>{html.escape(line)}</p>" for line in chips.split("\n")))
    assert [draft.category for draft in reading.drafts] == [draft.category for draft in read(text)[0].drafts]


def test_a_page_on_one_line_loses_no_block():
    page = "<html>" + "".join(f"<p>{line}</p>" for line in sample("daily-papers").decode().split("\n"))
    reading, _ = read(page + "<p>%%% 0x7f @@ ##</p>")
    assert (len(reading.drafts), len(reading.unclaimed)) == (69, 1)


ITEMS = {
    "items": (
        "<ul>" + "".join(f"<li><b>{n}</b><br>x<ul><li>PDF</li><li>Cite</li><li>Save</li></ul></li>" for n in "ABC") + "</ul>",
        "ABC",
    ),
    "rows": ("<table>" + "".join(f"<tr><td>{n}</td><td>x</td></tr>" for n in "ABC") + "</table>", "ABC"),
    "sections of one class": ("".join(f"<div class=e><i>{n}</i><p>x</p></div><div>y</div>" for n in "ABC"), "ABC"),
    "terms": ("<dl>" + "".join(f"<dt>{n}</dt><dd>x<p>y</p></dd>" for n in "ABC") + "</dl>", "ABC"),
    "headings": ("".join(f"<h4>{n}</h4><p>x</p><p>y</p>" for n in "ABC"), "ABC"),
    "headings of items": ("".join(f"<article><p>{n}</p><h4>x</h4></article>" for n in "ABC"), "ABC"),
    "two of a kind": ("<div>A<p>x</p></div><div>B<p>x</p></div>", ""),
    "paragraphs": ("<p>A</p><p>B</p>\n\n<p>C</p>", ""),
}


@pytest.mark.parametrize(("page", "expected"), ITEMS.values(), ids=ITEMS)
def test_where_an_item_of_a_page_starts_is_a_gap(page, expected):
    found, _ = source.lines("x.html", f"<body><p>Top</p>\n\n{page}<p>End</p></body>".encode())
    assert "".join(line.text for line in found if line.gap) == expected


def test_a_line_knows_that_it_is_a_heading():
    found, _ = source.lines("x.html", b"<body><h2>2024</h2><p>A Title</p></body>")
    assert [line.heading for line in found] == [2, 0]
    found, _ = source.lines("x.md", b"# Papers\nA Title\n== 2024 ==\n#1 of 3\n")
    assert [line.heading for line in found] == [1, 0, 2, 0]


def test_equal_blocks_on_one_line_are_told_apart():
    header = "<p>Ada Example</p><p>h-index</p><p>46</p><p>papers</p><p>46</p>"
    entry = "<p>13.7LGOct 4, 2023</p><p>A Title of a Paper</p><p>Ada Example, Ben Sample</p><p>We show that it is good.</p>"
    reading, _ = read(f"<html>{header}{entry}")
    assert [(metric.name, metric.value) for metric in reading.person.metrics] == [("h-index", "46"), ("papers", "46")]
    assert (len(reading.drafts), reading.used, reading.unclaimed) == (1, 9, ())
