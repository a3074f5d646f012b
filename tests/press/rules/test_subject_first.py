"""The names in a fact about a pair can't be exchanged."""

from __future__ import annotations

import pytest

from lrbook.press.check.stated import Stated
from lrbook.press.rules import subject_first


@pytest.mark.parametrize(
    ("shown", "expression", "named"),
    [
        ("the wrong answer costs more than the right one", "(cost(wrong), cost(right))", ""),
        ("the right answer costs more than the wrong one", "(cost(wrong), cost(right))", "the right answer costs"),
        ("right ones cost more", "[wrong, right]", "right ones cost"),
        ("more than the wrong one", "wrong > right", "than the wrong one"),
        ("more", "(wrong, right)", ""),
        ("fewer steps", "(fewer_steps, foretold)", ""),
        ("fewer steps than before", "(steps_then, steps_before)", ""),
        ("the two agree", "(right, wrong)", ""),
        ("the right one falls", "right_costs", ""),
    ],
)
def test_the_first_of_a_pair_is_named_first(shown: str, expression: str, named: str) -> None:
    found = subject_first.expression(Stated("", shown, expression), None)
    assert found.startswith(f'"{named}" in "{shown}" names the other one of the two;' if named else "")
    assert bool(found) == bool(named)
