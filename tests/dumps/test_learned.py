"""Pages whose layout nobody declared: what repeats in them shows what is what."""

import pytest

from sitegen import dumps

PAPERS = [
    ("Warm Starts for Slow Networks", "Ada Example, Ben Sample", "Journal of Owls 7 (1), 1-9, 2019", "412"),
    ("Counting Birds with Cheap Microphones", "Cy Probe, Ada Example", "Proceedings of the Conference on Rivers, 2018", "98"),
    ("Rivers That Change Their Course", "Dee Testa, Eva Trial", "Transactions on Tests 3 (2), 12-20, 2018", "31"),
    ("A Survey of Small Samples", "Flo Case, Ada Example", "Annals of Examples 1 (4), 5-8, 2017", "12"),
    ("How Probes Were Told from Tests", "Gus Rule, Ben Sample", "Letters on Probes 9 (9), 90-99, 2016", "7"),
]
MENU = "Home\nBrowse\nAbout us\nSign in"


def page(*, order="tavc", between="", above=MENU, headings=False):
    """A page of the papers: title, authors, venue, count in this order, with something between two entries."""
    shown = []
    for title, authors, venue, count in PAPERS:
        lines = {"t": title, "a": authors, "v": venue, "c": f"Cited by {count}"}
        shown.append("\n".join([venue[-4:]] * headings + [lines[part] for part in order]))
    return "\n".join([above, f"\n{between}".join(shown), "Next", "© The Library"])


def read(text):
    return dumps.read("content/dumps/page.txt", text.encode())


@pytest.mark.parametrize("order", ["tavc", "tacv", "ctav", "vtac", "tav", "ctva"])
@pytest.mark.parametrize("between", ["", "\n", "Save\nShare\n"])
def test_entries_are_read_in_any_order_with_anything_between_them(order, between):
    reading, _ = read(page(order=order, between=between))
    assert [draft.title for draft in reading.drafts] == [title for title, *_ in PAPERS]
    assert [", ".join(draft.authors) for draft in reading.drafts] == [authors for _, authors, *_ in PAPERS]
    assert reading.used + sum(reading.noise.values()) + len(reading.unclaimed) == reading.lines


def test_each_line_gives_its_fields():
    reading, _ = read(page())
    first = reading.drafts[0]
    assert (first.venue, first.volume, first.issue, first.pages) == ("Journal of Owls", "7", "1", "1-9")
    assert (first.date, first.citations, first.authors_complete) == ("2019", 412, True)
    assert (first.span.first, first.span.last) == (5, 8)


def test_menus_and_footers_are_no_papers_and_are_reported_or_noise():
    reading, problems = read(page())
    named = {number for problem in problems for number in range(problem.span.first or 0, (problem.span.last or 0) + 1)}
    assert set(reading.unclaimed) <= named


def test_an_entry_without_its_title_changes_no_other_one():
    text = page(headings=True).replace("Rivers That Change Their Course\n", "")
    reading, problems = read(text)
    kept = [paper for paper in PAPERS if not paper[0].startswith("Rivers")]
    assert [draft.title for draft in reading.drafts if draft.title] == [title for title, *_ in kept]
    assert [draft.date for draft in reading.drafts if draft.title] == [venue[-4:] for *_, venue, _ in kept]
    assert problems


def test_what_lists_no_papers_is_refused():
    reading, problems = read("\n".join([MENU, "Opening hours", "Monday", "9 to 5", "Tuesday", "9 to 5", "Wednesday", "closed"]))
    assert reading.format is None
    assert problems
