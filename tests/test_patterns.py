"""Patterns mean the same on every Python from 3.11 on.

Before 3.11.5 a possessive repeat of more than one character matches wrongly where what it repeats can be matched in several
ways (https://github.com/python/cpython/issues/106052); an atomic group around a greedy one means the same and is right.
"""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from re import _constants, _parser

import pytest

import sitegen

ONE_CHARACTER = {_constants.IN, _constants.LITERAL, _constants.NOT_LITERAL, _constants.ANY}
MODULES = [one.name for one in pkgutil.walk_packages(sitegen.__path__, "sitegen.") if not one.name.endswith("__main__")]


def odd(parsed) -> Iterator[object]:
    """What a parsed pattern repeats possessively that is more than one character."""
    for operation, argument in parsed:
        if operation is _constants.POSSESSIVE_REPEAT and [one for one, _ in argument[2]][:2] not in [
            [one] for one in ONE_CHARACTER
        ]:
            yield argument[2]
        for part in argument if isinstance(argument, (list, tuple)) else [argument]:
            for inner in part if isinstance(part, list) else [part]:
                if isinstance(inner, _parser.SubPattern):
                    yield from odd(inner)


@pytest.mark.parametrize("name", MODULES)
def test_no_pattern_repeats_a_group_possessively(name):
    patterns = {key: value for key, value in vars(importlib.import_module(name)).items() if isinstance(value, re.Pattern)}
    assert [key for key, value in patterns.items() if any(odd(_parser.parse(value.pattern, value.flags)))] == []


def test_a_group_that_is_repeated_possessively_is_found():
    assert list(odd(_parser.parse(r"x|(?:y(?:a|b-)++)?")))
    assert not list(odd(_parser.parse(r"x|(?>(?:a|b-)+)[ab]++c*+")))
