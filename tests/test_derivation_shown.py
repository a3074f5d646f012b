"""How the lines of a derivation are shown: with the brackets that they need, and no others."""

import pytest
import sympy as sp

from lrbook.derivation.tex import tex

a, h, x = sp.symbols("a h x", real=True)


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        (lambda: x + (h + a), "x + h + a"),
        (lambda: (x - h) + (a + (h + 2)), "x - h + a + h + 2"),
        (lambda: x * (h * a), "x h a"),
        (lambda: x * (h + a), "x \\left(h + a\\right)"),
        (lambda: h * (-a * x), "h \\left(-1\\right) a x"),
        (lambda: (h**2) ** 3, "\\left(h^{2}\\right)^{3}"),
    ],
)
def test_a_line_has_the_brackets_that_it_needs(line, shown):
    with sp.evaluate(False):
        written = line()
    assert tex(written) == shown
