"""Hard-wrapped text is joined, whatever its width and layout; text that is not wrapped stays as it is."""

import textwrap

import pytest

from sitegen.dumps import source, wrapping
from tests.dump_facts import read

ENTRIES = [
    (
        "Stable Sampling of Rare Events in Coupled Models of the Deep Ocean and of the Air above It",
        "Ada Example, Ben Sample, Cy Probe, Dora Trial, Eve Check, Finn Assay, Gail Test, Hal Proof",
        (
            "We study how rare events can be sampled in a stable way. The method is a coupled model that keeps the statistics"
            " of forty years of observations, and it needs no more than a tenth of the time. Its code is at hand."
        ),
    ),
    (
        "Counting Small Cells",
        "Cy Probe, Ada Example",
        (
            "Counts of cells drift with the focus of the microscope. A small network corrects the drift and is trained on"
            " images that were blurred on purpose. In all of our tests the counts are right to within two cells of a hundred."
        ),
    ),
    (
        "On Bandits Whose Rewards Come Late or Never and What to Do about Both of These at the Same Time",
        "Ben Sample, Dora Trial",
        (
            "Rewards arrive late, and some of them are false. We prove bounds on the regret that keep these two effects apart,"
            " and show that no method can do better than this by more than a constant factor when the delays are bounded."
        ),
    ),
]


def whole(text):
    """The text of each line that there is in the end."""
    found, problems = source.lines("x.txt", text.encode())
    assert problems == []
    return [line.text for line in found]


def laid_out(width, between, first="", rest="", quote=""):
    """All parts of the entries wrapped at a width, `between` them what stands between parts and behind entries."""
    part, entry = between
    entries = [
        part.join(
            "\n".join(textwrap.wrap(text, width, initial_indent=first if at else "", subsequent_indent=rest))
            for at, text in enumerate(parts)
        )
        for parts in ENTRIES
    ]
    return "\n".join(quote + line for line in entry.join(entries).split("\n"))


PARTS = [text for parts in ENTRIES for text in parts]


@pytest.mark.parametrize("width", [60, 66, 72, 80, 100])
@pytest.mark.parametrize("between", [("\n\n", "\n\n"), ("\n", "\n\n"), ("\n", "\n")], ids=["all", "entries", "none"])
@pytest.mark.parametrize(
    "layout",
    [{}, {"rest": "  "}, {"first": "    ", "rest": "    "}, {"first": "   "}, {"quote": "> "}],
    ids=["plain", "hanging", "indented", "first line", "quoted"],
)
def test_wrapped_text_is_joined_at_any_width(width, between, layout):
    assert whole(laid_out(width, between, **layout)) == PARTS


@pytest.mark.parametrize("mark", ["{}. ", "[{}] ", "- ", "* "])
def test_items_of_a_list_stay_apart(mark):
    items = [mark.format(at) + text for at, text in enumerate(PARTS, 1)]
    text = "\n".join("\n".join(textwrap.wrap(item, 72, subsequent_indent="  ")) for item in items)
    assert whole(text) == items


def test_labels_that_recur_start_lines():
    labelled = [
        f"{label}: {text}" for parts in ENTRIES for label, text in zip(("Title", "Authors", "Abstract"), parts, strict=True)
    ]
    assert whole("\n".join("\n".join(textwrap.wrap(text, 64)) for text in labelled)) == labelled


AROUND = {
    "byline": ("Ada Example, Ben Sample and Cy Probe",),
    "long byline": ("Ada Example, Ben Sample, Cy Probe, Dora Trial, Eve Check, Finn Assay, Gail Test, Hal Proof, Ira Control",),
    "venue": ("Published in: Proceedings of the 4th Annual Meeting of All Who Sample and Who Probe and Who Test (2021)",),
    "buttons": ("PDF", "Cite this paper"),
    "address": ("https://example.org/papers/2021.04",),
}


@pytest.mark.parametrize("width", [60, 66, 72, 80])
@pytest.mark.parametrize("below", AROUND.values(), ids=AROUND)
@pytest.mark.parametrize("gap", [0, 1], ids=["close", "apart"])
def test_wrapped_abstracts_are_joined_between_lines_that_are_not_wrapped(width, below, gap):
    titles = [f"{title} and How It Was Done by Many People in Several Places" for title, _, _ in ENTRIES]
    entries = [[title, names, text, *below] for title, (_, names, text) in zip(titles, ENTRIES, strict=True)]
    pages = [[title, names, *textwrap.wrap(text, width), *rest] for title, names, text, *rest in entries]
    assert whole(("\n" * (gap + 1)).join("\n".join(page) for page in pages)) == [line for entry in entries for line in entry]


NOT_WRAPPED = {
    "no wrapped lines": "\n".join(PARTS),
    "titles and bylines": "\n".join(text for parts in ENTRIES for text in parts[:2]),
    "short lines": "Ada Example,\nBen Sample,\nCy Probe and\nDora Trial of\nthe lab",
    "cut lines": "\n".join(f"{text[:70]}…" for text in PARTS * 2),
    "key and value": "- title: One two three\n  authors: [Ada Example]\n" * 5,
}


@pytest.mark.parametrize("text", NOT_WRAPPED.values(), ids=NOT_WRAPPED)
def test_text_that_is_not_wrapped_stays_as_it_is(text):
    assert whole(text) == [" ".join(line.split()) for line in text.split("\n") if line]


PROSE = "\n".join(textwrap.wrap(PARTS[2], 60)) + "\n\n" + "\n".join(textwrap.wrap(PARTS[5], 60)) + "\n\n"
START = "It is a model that keeps all of what is known, and "
SEAMS = {
    "a known word": (f"{START}the obser-", "vations too.", "the observations too."),
    "an unknown word": (f"{START}its low-", "rank form too.", "its low-rank form too."),
    "a hyphen for a word": (f"{START}pre-", "and post-trained.", "and pre- and post-trained."),
    "a soft hyphen": (f"{START}also sam\u00ad", "pled ones too.", "also sampled ones too."),
    "an address": ("It is: https://doi.org/10.1145/", "3292500.3330701.", "https://doi.org/10.1145/3292500.3330701."),
    "an address with a hyphen": ("It is: https://example.org/a-long-", "name/x and", "https://example.org/a-long-name/x and"),
    "a DOI at its full stop": ("At https://doi.org/10.1145/3292500.", "3330701 for all.", "10.1145/3292500.3330701 for all."),
    "a name": ("It is by Ben Sample, Cy Probe, Ada van", "der Example, and others", "Cy Probe, Ada van der Example, and"),
    "a particle": ("It is by Ben Sample, Cy Probe, van den", "Berg A, and others", "Cy Probe, van den Berg A, and others"),
    "an address that ends": ("It is a model at https://example.org/paper/", "The rest is", "org/paper/ The rest is"),
}


@pytest.mark.parametrize(("above", "below", "expected"), SEAMS.values(), ids=SEAMS)
def test_what_was_cut_at_the_end_of_a_line_is_whole_again(above, below, expected):
    upper = above if above.startswith(START) else ("It is so. " * 9)[-(59 - len(above)) :].strip() + " " + above
    assert expected in " ".join(whole(f"{PROSE}{upper}\n{below}"))


def test_a_wrapped_line_knows_its_source_lines():
    found, _ = source.lines("x.txt", laid_out(72, ("\n\n", "\n\n")).encode())
    assert [(line.number, line.last) for line in found[:3]] == [(1, 2), (4, 5), (7, 9)]


def test_joining_gives_every_line_once():
    lines = laid_out(66, ("\n", "\n\n")).split("\n")
    covered = [at for line in wrapping.joined(lines) for at in range(line.first, line.last + 1)]
    assert covered == [at for at, line in enumerate(lines) if line]


def test_a_wrapped_dump_gives_its_papers():
    reading, _ = read(
        "\n\n".join("\n".join(textwrap.wrap(text, 72)) for title, _, abstract in ENTRIES for text in (title, abstract))
    )
    assert [(draft.title, draft.abstract) for draft in reading.drafts] == [(title, abstract) for title, _, abstract in ENTRIES]


def test_text_in_a_page_that_is_set_as_typed_is_joined_too():
    assert whole(f"<html><body><pre>{laid_out(72, (chr(10), chr(10) * 2))}</pre>") == PARTS
