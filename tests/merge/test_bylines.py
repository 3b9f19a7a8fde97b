"""Which bylines have an author in common, in whatever way the names are printed."""

import pytest

from sitegen.merge import bylines
from sitegen.merge.bylines import Agreement


def agreement(one, other, **said):
    return bylines.compare(bylines.read(one, **said), bylines.read(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada Example", "A. Example"),
        ("Ada Example", "Example, A."),
        ("Ada Example", "Example, Ada"),
        ("Ada Example", "Example Ada"),
        ("Vera Example", "Example, V."),
        ("Ada Example", "A. B. Example"),
        ("Ada Ben Example", "AB Example"),
        ("Jörg Schäfer", "Jorg Schafer"),
        ("Jörg Schäfer", "Joerg Schaefer"),
        ("Mari Müürsepp", "Mari Mueuersepp"),
        ("Søren Ærø", "Soren Aero"),
        ("Ludwig van der Probe", "L. Probe"),
        ("李志远", "李 志远"),
        ("Иван Пробин", "И. Пробин"),
    ],
)
def test_spellings_of_one_author_are_common(one, other):
    assert agreement([one], [other]) is Agreement.EQUAL


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada Example", "Ben Example"),
        ("Ada Example", "Ada Sample"),
        ("Nian Xue", "Nian Xu"),
        ("李志远", "李智源"),
        ("Ada Example", "B. Example"),
    ],
)
def test_other_authors_are_not_common(one, other):
    assert agreement([one], [other]) is Agreement.DISJOINT


def test_names_in_another_script_say_nothing_against_a_byline():
    assert agreement(["李志远"], ["Zhiyuan Li"]) is Agreement.UNKNOWN
    assert agreement([], ["Ada Example"]) is Agreement.UNKNOWN


def test_a_byline_that_ends_in_et_al_is_equal_as_far_as_it_goes():
    assert agreement(["A. Example"], ["Ada Example", "Ben Sample"]) is Agreement.COMMON
    assert agreement(["A. Example"], ["Ada Example", "Ben Sample"], complete=False) is Agreement.EQUAL
