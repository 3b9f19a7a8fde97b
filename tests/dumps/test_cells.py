"""What stands by itself on a page: lines parted by tabs, and joined by the marks between the parts of one."""

import pytest

from sitegen.dumps import source
from sitegen.dumps.cells import cells


def found(text, *, numbered=()):
    lines, _ = source.lines("x.txt", text.encode())
    return cells(lines, numbered=numbered)


JOINED = {
    "commas alone": ("Ada Example\n,\nBen Sample\n,\nCy Probe", ["Ada Example, Ben Sample, Cy Probe"]),
    "commas behind": ("Ada Example,\nBen Sample,\nCy Probe\nA Title", ["Ada Example, Ben Sample, Cy Probe", "A Title"]),
    "commas before": ("Ada Example\n, Ben Sample\n, Cy Probe", ["Ada Example, Ben Sample, Cy Probe"]),
    "semicolons": ("Example, Ada;\nSample, Ben", ["Example, Ada;", "Sample, Ben"]),
    "dots alone": ("Paper\n • \n2205.14135\n • \nPublished", ["Paper • 2205.14135 • Published"]),
    "bars": ("PDF |\nCode\n| Video", ["PDF | Code | Video"]),
    "a bullet is no joint": ("A Title\n· Another Title\n• A Third", ["A Title", "Another Title", "A Third"]),
    "text that ends in a comma": ("On Samples, Probes,\nAda Example", ["On Samples, Probes,", "Ada Example"]),
    "rows of a table": ("| A | B |\n| C | D |", ["| A | B |", "| C | D |"]),
    "a blank line": ("PDF |\n\nCode", ["PDF |", "Code"]),
    "a mark above all": (",\nA Title", [",", "A Title"]),
    "tabs": ("A Title\tAda Example\n2021", ["A Title", "Ada Example", "2021"]),
}


@pytest.mark.parametrize(("text", "expected"), JOINED.values(), ids=JOINED)
def test_marks_between_parts_join_lines_that_are_one(text, expected):
    assert [cell.text for cell in found(text)] == expected


@pytest.mark.parametrize("text", [text for text, _ in JOINED.values()], ids=JOINED)
def test_each_line_stands_in_a_cell(text):
    shown = found(text)
    assert list(dict.fromkeys(line.number for cell in shown for line in cell.lines)) == [
        at for at, line in enumerate(text.split("\n"), 1) if line
    ]


def test_many_joined_lines_take_no_long_time():
    assert len(found("Ada Example\n,\n" * 10_000)) == 1


def test_an_item_is_marked_without_its_mark():
    assert [(cell.text, cell.marked) for cell in found("1. A Title\nAda Example\n2. Another", numbered={"0."})] == [
        ("A Title", True),
        ("Ada Example", False),
        ("Another", True),
    ]
