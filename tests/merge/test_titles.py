"""Which titles are one title in several spellings, which differ by a subtitle or a letter, and which are of two papers."""

import pytest

from sitegen.merge import titles
from sitegen.merge.titles import Likeness


def likeness(one, other, **known):
    return titles.compare(titles.read(one), titles.read(other), known)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (r"M\"obius Walks on Graphs", "Möbius Walks on Graphs"),
        (r"M{\"o}bius Walks", "Mobius walks."),
        (r"$\beta$-Walks on Trees", "β-Walks on Trees"),
        (r"$\beta$-Walks on Trees", "beta-walks on trees"),
        (r"$\beta$-Walks on Trees", "Beta Walks on Trees"),
        (r"Sorting in $O(n^2)$ Steps", "Sorting in O(n²) Steps"),
        (r"Sorting in $O(n^2)$ Steps", "Sorting in O(n^2) steps"),
        (r"$\ell_1$ Norms of Walks", "ℓ₁ norms of walks"),
        (r"On \emph{Quiet} Walks", "On Quiet Walks"),
        ("On <i>Quiet</i> Walks", "On Quiet Walks"),
        ("Walks &amp; Trees", "Walks and Trees"),
        ("Walks & Trees", "Walks and Trees"),
        ("Señales y Árboles", "Senales y Arboles"),
        ("“Quiet” Walks – and More", "'Quiet' walks - and more"),
        ("Pre-trained Walks", "Pretrained walks"),
        ("The Theory of Quiet Walks", "Theory of Quiet Walks"),
        ("Processing Walks by Travelling", "Processin gWalks by Travellin g"),
        ("Modelling Behaviour in Colour Centres", "Modeling behavior in color centers"),
        ("Optimisation of Labelled Dialogue Catalogues", "Optimization of labeled dialog catalogs"),
        ("Anaemia and Defence", "Anemia and defense"),
        ("安静漫步的低秩方法研究", "安静漫步的低秩方法研究。"),
        ("静かな歩行のモデル", "「静かな歩行のモデル」"),
        ("조용한 걸음의 모형", "조용한걸음의 모형"),
        ("การเดินเงียบ ๆ บนกราฟ", "การเดินเงียบๆบนกราฟ"),
        ("Тихие блуждания на графах", "тихие блуждания на графах."),
        ("المشي الهادئ على الرسوم", "المَشي الهادئ على الرسوم"),
    ],
)
def test_spellings_of_one_title_are_the_same(one, other):
    assert likeness(one, other) is Likeness.SAME


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("C++ for Quiet Walks", "C for Quiet Walks"),
        ("Quiet Walks 2019", "Quiet Walks 2020"),
        ("A Theory of Quiet Walks, Part I", "A Theory of Quiet Walks, Part II"),
        ("A Theory of Quiet Walks", "A Theory of Quiet Walks II"),
        ("A Theory of X Walks on Trees", "A Theory of Y Walks on Trees"),
        ("Learning Walks with BERT", "Learning Walks with ALBERT"),
        ("Supervised Walks on Large Trees", "Unsupervised Walks on Large Trees"),
        ("Walks", "Talks"),
        ("社论", "书评"),
        ("李明的安静漫步研究方法", "黎明的安静漫步研究方法"),
    ],
)
def test_titles_of_two_papers_differ(one, other):
    assert likeness(one, other) is Likeness.DIFFERENT


@pytest.mark.parametrize(
    "title",
    [
        "A Thory of Quiet Walks",
        "A Theoryy of Quiet Walks",
        "A Theory of Quiet Wzlks",
        "A Theory fo Quiet Walks",
        "A Theroy of Quiet Walks",
        "A Theory of QQuiet Walks",
        "A Theory of Quiet Waalks",
    ],
)
def test_a_slip_makes_a_typing_error(title):
    assert likeness("A Theory of Quiet Walks", title) is Likeness.TYPO


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Typical Walks on Large Trees", "Atypical Walks on Large Trees"),
        ("Macro Walks on Large Trees", "Micro Walks on Large Trees"),
        ("Learning Walks with a GAN", "Learning Walks with a CGAN"),
    ],
)
def test_a_letter_that_makes_another_word_is_doubtful(one, other):
    assert likeness(one, other) is Likeness.DOUBTFUL


def test_other_texts_tell_a_typing_error_from_a_word():
    one, other = "Quiet Walks on Large Trees", "Quiet Walks on Barge Trees"
    assert likeness(one, other, large=9) is Likeness.TYPO
    assert likeness(one, other, large=9, barge=8) is Likeness.LETTER
    assert likeness(one, other, large=400, barge=8) is Likeness.TYPO
    assert likeness("Macro Walks on Trees", "Micro Walks on Trees", macro=3, micro=3) is Likeness.DOUBTFUL


@pytest.mark.parametrize("between", [": ", " : ", " - ", " – ", "—", "：", "? "])
def test_a_subtitle_may_be_left_out(between):
    assert likeness(f"Quiet Walks{between}A View from the Shore", "Quiet Walks") is Likeness.SUBTITLE
    assert likeness(f"Quiet Walks{between}Part II", "Quiet Walks") is Likeness.DOUBTFUL
    assert likeness(f"Quiet Walks{between}A View", f"Quiet Walks{between}Another Look") is Likeness.DIFFERENT


@pytest.mark.parametrize("title", ["Editorial", "Book Review", "Introduction to the Special Issue", "社论", "Quiet Walks"])
def test_what_any_journal_has_and_what_is_short_is_not_long(title):
    assert not titles.read(title).long


@pytest.mark.parametrize(
    "title", ["Quiet Walks on Trees", "安静漫步的低秩方法研究", "การเดินเงียบบนกราฟและต้นไม้", "조용한 걸음의 깊은 모형"]
)
def test_four_words_of_any_script_are_long(title):
    assert titles.read(title).long


@pytest.mark.parametrize("title", [None, "", "…", " ", "$$"])
def test_what_has_no_letter_is_no_title(title):
    assert titles.read(title) == titles.NO_TITLE
