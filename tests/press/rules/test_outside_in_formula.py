"""What makes another number of a stated one in a formula is seen, however TeX writes it."""

from __future__ import annotations

import pytest

from lrbook.press.check.stated import Stated
from lrbook.press.rules.outside_in_formula import statement

CHANGED = [
    "y = -[39]",
    "-[39]",
    "−[39]",
    "{-}[39]",
    "-{}[39]",
    r"-\,[39]",
    r"\pm [39]",
    r"\mp\,[39]",
    r"\sqrt{[39]}",
    "[39]^2",
]
CHANGED += ["[39]!", r"[39]\%", r"[39]\,\%", r"[39] \cdot 10^3", "[39]{,}000", r"y = \textminus [39]", r"\text{−}[39]"]
CHANGED += [
    "4[39]",
    r"y \le -\left([39]\right)",
    "[39].5",
    "y = −{[39]}",
    r"[39] \times 10^{2}",
    r"[39]\text{ percent}",
]
BESIDE = [
    "y - [39]",
    "y = [39]",
    r"\sqrt{x} + [39]",
    "f([39])",
    r"[39] \cdot x",
    r"\frac{[39]}{x}",
    "x - ([39])",
]
BESIDE += [r"\left([39]\right)", r"[39] \times [10]", "W_{[39]}", "[39], "]


def said(formula: str, *, tex: bool = True) -> str:
    """Return what the rule says of the number [39] in a formula."""
    before, behind = formula.split("[39]")
    return statement(Stated("[39]{=cost(x)}", "39", "cost(x)"), before, behind, tex)


@pytest.mark.parametrize("formula", CHANGED)
def test_what_makes_another_number_of_it_is_refused(formula) -> None:
    assert "inside the brackets" in said(formula)
    assert said(formula, tex=False) == ""


@pytest.mark.parametrize("formula", BESIDE)
def test_what_leaves_it_as_it_is_passes(formula) -> None:
    assert said(formula) == ""
