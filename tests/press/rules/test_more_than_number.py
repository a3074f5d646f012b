"""A word right before a number that makes another one of it is named; one that is true of its value is not."""

from __future__ import annotations

from typing import Any

import pytest

from lrbook.press.check.measures import measure
from lrbook.press.check.stated import Stated
from lrbook.press.rules import more_than_number


def message(before: str, shown: str, value: Any) -> str:
    """Return what the rule says of a number behind a text."""
    number = Stated(f"[{shown}]{{=n}}", shown, "n", measure=measure(before))
    return more_than_number.origin(number, value, ["n = found()", "alpha = 5"])


@pytest.mark.parametrize(
    ("before", "shown", "value", "told"),
    [
        ("It is more than ", "5", 5, "[5]{=n} is the value, and not more than that; write [more than …]{=n}"),
        ("It took more than ", "34 minutes", 33.69, "[34 minutes]{=n} is the value, and not more than that"),
        ("exactly ", "€34", 33.69, "[€34]{=n} is rounded"),
        ("It took more than ", "4 h 16 min", 256, "[4 h 16 min]{=n} is the value, and not more than that"),
        ("It took less than ", "4 h 16 min", 4.2667, "[4 h 16 min]{=n} is the value, and not less than that"),
        ("more than ", "an hour and a half", 1.5, "[an hour and a half]{=n} is the value, and not more than that"),
        ("Fewer\nthan ", "1,200", 1200, "not fewer than that"),
        ("a share of less than ", "5 %", 0.0512, "not less than that"),
        ("It is twice ", "5", 5, "twice [5]{=n} is another number than what is computed"),
        ("some three times ", "5", 5, "three times [5]{=n} is another number"),
        ("almost ", "5", 5, "[5]{=n} is the very value, and not almost 5"),
        ("nearly ", "24 minutes", 24.3, "[24 minutes]{=n} is rounded: 24.3 is not nearly 24 minutes"),
        ("exactly ", "0.33", 1 / 3, "[0.33]{=n} is rounded, and not exactly 0.33"),
    ],
)
def test_a_word_that_makes_another_number_of_it_is_named(before: str, shown: str, value: Any, told: str) -> None:
    assert told in message(before, shown, value)


@pytest.mark.parametrize(
    ("before", "shown", "value"),
    [
        ("at most ", "5", 5),
        ("no more than ", "5", 5),
        ("It is never larger than ", "0.25", 0.25),
        ("up to ", "5", 5),
        ("It takes [9 s]{=gap} more than ", "5 s", 5),
        ("It takes [9]{=gap} seconds longer than ", "5", 5),
        ("It takes \x02a number\x03 more than ", "5", 5),
        ("more than ", "1.6", 1.62),
        ("almost ", "5", 4.98),
        ("exactly ", "5", 5),
        ("the mean over ", "5", 5),
        ("The rest is more. Than ", "5", 5),
        ("below the bound of ", "5 %", 0.05),
        ("a p below ", "5 %", 0.05),  # a bound
        ("the times ", "5", 5),
        ("more than ", "5", 7),  # which has drifted, and that is told
    ],
)
def test_a_word_that_is_true_of_the_value_passes(before: str, shown: str, value: Any) -> None:
    assert message(before, shown, value) == ""


def test_what_is_set_can_be_a_bound() -> None:
    number = Stated("[0.05]{=alpha}", "0.05", "alpha", measure=measure("p is smaller than "))
    assert more_than_number.origin(number, 0.05, ["alpha = 0.05"]) == ""
    for code in ("alpha = share(x)", "alpha = 0.05\nalpha = share(x)", "alpha = 0\nfor one in x:\n    alpha += one"):
        assert "is the value" in more_than_number.origin(number, 0.05, [code, "beta = 0.05"])
