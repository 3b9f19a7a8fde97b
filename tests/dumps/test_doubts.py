"""What is odd about an entry of a page is told."""

import pytest

from sitegen.dumps import doubts
from sitegen.problems import Span
from sitegen.records import Draft


def draft(**fields):
    return Draft(id="", span=Span("x.txt", 1, 2), **fields)


@pytest.mark.parametrize(
    ("title", "what"),
    [
        ("Citations by Works: 41", "a number or a key"),
        ("[c18]", "a number or a key"),
        ("Download PDF (1203K)", "a button"),
        ("Call for Papers", "a button"),
        ("2017Owls in the Training of Large Models", "two lines in one"),
        ("Ada B. Example, Ben Sample, Cy Probe", "names"),
        ("Cy Probe (University of Examples, Germany)", "names"),
        ("We carry the memory of owls over to barns. They show how alike two of them are, and we say why.", "running text"),
        ("University of Examples", "an institution"),
    ],
)
def test_a_title_that_reads_like_something_else_is_told(title, what):
    assert doubts.like(title) == what
    assert [what in problem.message for problem in doubts.told(draft(title=title), ())] == [True]


@pytest.mark.parametrize(
    "title",
    [
        "Owls Are Few-Shot Learners",
        "Rivers as Graphs: Learning to Segment Water",
        "Grain, Mice and the Growth of Towns",
        "Forty barns, four winters",
        "Do Barns Generalize?",
        "2D Maps of Rivers",
        "U-Net: A Network",
        "Statistical Modeling: The Two Cultures (with comments by others)",
        "A Theory of Nests (Extended Abstract)",
        "Learning to Hoot (and to Listen)",
        "Counting birds. A review of methods",
        "卷积神经网络研究综述",
    ],
)
def test_a_title_is_not_doubted(title):
    assert doubts.like(title) is None


def test_a_button_among_the_authors_and_a_second_venue_are_told():
    made = draft(title="Owls Are Few-Shot Learners", authors=("Ada Example", "View Abstract"))
    said = [problem.message for problem in doubts.told(made, ("Bird Behavior", "Frontiers in Owls", "Bird Behavior"))]
    assert ['"View Abstract"' in said[0], "and could be" in said[1]] == [True, True]


def test_a_longer_name_of_a_venue_is_no_second_one():
    made = draft(title="Owls Are Few-Shot Learners", authors=("Ada Example",))
    assert not list(doubts.told(made, ("ICML", "ICML 2023")))


def test_an_entry_with_much_less_than_the_others_is_told():
    full = draft(title="Owls", authors=("Ada Example",), venue="ICML", date="2023", pages="1-9")
    menu = draft(title="Back to Top", authors=("Project Owl",))
    assert [problem.message.split('"')[1] for problem in doubts.poor([full, full, full, menu])] == ["Back to Top"]


def test_a_page_with_titles_that_read_like_something_else_is_trusted_less():
    titles = ["Owls Are Few-Shot Learners", "Do Barns Generalize?", "Forty Barns", "Cy Probe (University of Examples, Germany)"]
    assert doubts.share([draft(title=title) for title in titles]) == 0.25
