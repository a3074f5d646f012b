"""Where a proof holds: what is shown as a domain is what was proven, also where numbers were tried in a part of it."""

from __future__ import annotations

import pytest
import sympy as sp

from lrbook.derivation import DerivationError, derive, equal, expand
from lrbook.derivation.domains import box, in_words

x, h, z = sp.symbols("x h z", real=True)
u = sp.Symbol("u", positive=True)
y = sp.Symbol("y", integer=True, nonnegative=True)
m = sp.Symbol("m", integer=True, positive=True)
REAL, POSITIVE, NEGATIVE = (-sp.oo, sp.oo), (0, sp.oo), (-sp.oo, 0)


@pytest.mark.parametrize(
    ("left", "right", "domain"),
    [
        ((x + h) ** 2, x**2 + 2 * x * h + h**2, {x: REAL, h: REAL}),
        (1 / (1 + sp.exp(-z)), sp.exp(z) / (1 + sp.exp(z)), {z: REAL}),
        (sp.log(u**2), 2 * sp.log(u), {u: POSITIVE}),
        (x * h / h, x, {x: REAL, h: NEGATIVE}),
        (abs(h), -h, {h: NEGATIVE}),
        (abs(h - 3), h - 3, {h: (3, sp.oo)}),
        (1 / (1 + x**2), (1 + x**2) / (1 + x**2) ** 2, {x: REAL}),
        (sp.sqrt(u) ** 2, u, {u: POSITIVE}),
    ],
)
def test_a_proof_may_hold_for_all_numbers(left: sp.Expr, right: sp.Expr, domain: dict[sp.Symbol, object]) -> None:
    assert equal(left, right, domain)


@pytest.mark.parametrize(
    "side",
    [
        1 / (x - 20),  # zero at a place beyond those that are tried
        sp.log(x + 20),
        sp.sqrt(x + 20),
        1 / (sp.exp(x) - sp.exp(30)),
        sp.tan(x / 100),
    ],
)
def test_what_may_have_no_value_far_out_is_not_proven_for_all_numbers(side: sp.Expr) -> None:
    with pytest.raises(DerivationError, match=r"is not proven: .* a domain with two ends"):
        equal(side, side, {x: REAL})
    assert equal(side, side, {x: (-10, 10)})


def test_what_holds_in_an_interval_only_is_not_proven_beyond_it() -> None:
    assert equal(abs(x), x, {x: (0, 5)})
    with pytest.raises(DerivationError, match="is wrong"):
        equal(abs(x), x, {x: REAL})
    with pytest.raises(DerivationError, match="is not proven"):
        equal(abs(x + 20), x + 20, {x: REAL})  # true wherever a number is tried


@pytest.mark.parametrize(("high", "below"), [(5, -5), (-5, -15)])
def test_of_an_interval_without_a_beginning_its_end_is_tried(high: int, below: int) -> None:
    assert box((-sp.oo, sp.Integer(high))) == (below, high)


def test_the_domain_is_said_in_words() -> None:
    domain = {x: REAL, z: REAL, h: POSITIVE, u: (0, 1), y: {0, 1}, m: sp.S.Naturals}
    assert in_words({x: REAL}, [x]) == r"every real \(x\)"
    assert in_words({h: (-sp.oo, 3)}, [h]) == r"every \(h < 3\)"
    said = r"every real \(x\) and \(z\), every \(h > 0\), \(0 < u < 1\), \(y \in \{0, 1\}\) and \(m = 1, 2, 3, \dots\)"
    assert in_words(domain, domain) == said


def test_a_definition_may_use_those_behind_it() -> None:
    C = sp.Function("C")
    a, w = sp.symbols("a w", real=True)
    definitions = {C(w): a**2, a: 3 * z, z: w + 1}
    assert equal(sp.Derivative(C(w), w), 6 * a, {w: REAL}, definitions)
    made = derive((w + 1) ** 2, (w**2 + 2 * w + 1, expand()), domain={w: REAL, x: REAL})
    assert str(made).endswith(r'<p class="where" markdown="span">for every real \(w\).</p>')
