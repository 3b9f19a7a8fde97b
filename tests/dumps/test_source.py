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


def test_equal_blocks_on_one_line_are_told_apart():
    header = "<p>Ada Example</p><p>h-index</p><p>46</p><p>papers</p><p>46</p>"
    entry = "<p>13.7LGOct 4, 2023</p><p>A Title of a Paper</p><p>Ada Example, Ben Sample</p><p>We show that it is good.</p>"
    reading, _ = read(f"<html>{header}{entry}")
    assert [(metric.name, metric.value) for metric in reading.person.metrics] == [("h-index", "46"), ("papers", "46")]
    assert (len(reading.drafts), reading.used, reading.unclaimed) == (1, 9, ())
