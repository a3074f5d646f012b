"""By how many percent a thing is larger than another is a change, and no quotient or difference."""

from __future__ import annotations

import pytest

from lrbook.press.check.stated import Stated
from lrbook.press.rules import by_percent


@pytest.mark.parametrize(
    ("before", "shown", "expression", "behind", "told"),
    [
        (
            "It is longer by ",
            "265 %",
            "late_fall / early_fall",
            ".",
            "by how much it differs is late_fall / early_fall - 1",
        ),
        ("It is ", "265 percent", "fall(late) / fall(early)", "\nlonger.", "what share one is of the other"),
        ("The cost falls by about ", "40 %", "costs[-1] / costs[0]", "", "what share one is of the other"),
        ("The share rises by ", "9 %", "well - ill", "", "write [… percentage points]{=well - ill}"),
        ("The share rises by ", "9 percentage points", "well - ill", "", ""),
        ("It rises by ", "9 percentage points", "well / all - ill / all", "", ""),
        ("It rises by ", "9 percentage points", "well / ill - 1", "", "the difference of two shares"),
        ("It falls by ", "nine percentage points", "1 - well / ill", "", "the difference of two shares"),
        ("It rises by ", "9 percentage points", "(well - ill) / ill", "", "the difference of two shares"),
        ("It is ", "9 %", "well - ill", " higher", "a difference of two shares"),
        ("They differ by ", "9 %", "well - ill", "", "a difference of two shares"),
        ("It is longer by ", "165 %", "late_fall / early_fall - 1", "", ""),
        ("It is longer by ", "165 %", "(late_fall - early_fall) / early_fall", "", ""),
        ("It is lower by ", "16 %", "1 - share_ill / share_well", "", ""),
        ("It is higher by ", "16 %", "1 - share_ill / share_well", "", "by how much less the first of its quotient is"),
        ("It falls by ", "5 %", "after / before - 1", "", "by how much more the first of its quotient is"),
        ("It falls by ", "−5 %", "after / before - 1", "", ""),
        ("It rises by ", "5 %", "(after - before) / before", "", ""),
        ("It falls by ", "5 %", "(after - before) / before", "", "by how much more"),
        ("It falls by ", "5 %", "(before - after) / before", "", ""),
        ("It is ", "5 %", "after / before - 1", " fewer", "by how much more"),
        ("It is ", "5 %", "after / before - 1", " above the other", ""),
        ("It is ", "5 %", "after / before - 1", " below the other", "by how much more"),
        ("It is an increase of ", "5 %", "after / before - 1", "", ""),
        ("It is a decrease of ", "5 %", "after / before - 1", "", "by how much more"),
        ("It changes by ", "5 %", "1 - after / before", "", ""),
        ("It is ", "265 %", "late_fall / early_fall", " of the other.", ""),
        ("It is ", "5 %", "long_falls / falls", " over a second.", ""),
        ("It rises by ", "5 %", "gain / before", "", ""),
        ("It is ", "41 %", "gain / before", " higher", ""),
        ("It is ", "141 %", "red / blue", " higher", "by how much it differs is red / blue - 1"),
        ("It is ", "141 %", "red / blue", " sweeter than the blue one", "by how much it differs is red / blue - 1"),
        ("It is ", "141 %", "red / blue", " water", ""),
        ("It is ", "141 %", "red / blue", " of the other", ""),
        ("It rises by ", "9", "well - ill", "", ""),
        ("The width is ", "9 %", "high - low", ".", ""),
    ],
)
def test_percent_of_what(before: str, shown: str, expression: str, behind: str, told: str) -> None:
    number = Stated(f"[{shown}]{{={expression}}}", shown, expression)
    message = by_percent.statement(number, before, behind, False)
    assert told in message
    assert bool(told) == bool(message)
