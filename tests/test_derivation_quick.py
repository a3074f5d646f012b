"""What makes proofs quick, and must not make them weaker: lines prepared once, sums compared term by term."""

from __future__ import annotations

import pytest
import sympy as sp

from lrbook.derivation import DerivationError, derive, equal, expand, factor, proof, trial
from lrbook.derivation import steps as derived

x, h = sp.symbols("x h", real=True)
i, j, m = sp.symbols("i j m", integer=True, positive=True)
HOME = {x: (1, 2), h: (0, 1), m: sp.S.Naturals}


@pytest.fixture
def _only_sympy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proof, "gaps", lambda *_: [(0, {}, ())])


def test_each_line_is_prepared_once(monkeypatch: pytest.MonkeyPatch) -> None:
    prepared = {"Side": 0, "homes": 0, "read": 0, "tex": 0}

    def counted(module, name):
        work = getattr(module, name)

        def count(*args):
            prepared[name] += 1
            return work(*args)

        monkeypatch.setattr(module, name, count)

    for module, name in ((proof, "Side"), (proof, "homes"), (derived, "read"), (derived, "tex")):
        counted(module, name)
    lines = [(x + h) ** 2, (x + h) * x + (x + h) * h, x**2 + 2 * h * x + h**2]
    derive(lines[1], (lines[0], factor(x + h)), (lines[2], expand()), domain=HOME)
    assert prepared == {"Side": 3, "homes": 1, "read": 3, "tex": 3}


def test_sums_over_one_range_need_no_closed_form(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sp.Sum, "doit", lambda *_, **__: pytest.fail("a closed form was sought"))
    assert equal(m * sp.Sum((x + i) ** 2, (i, 1, m)), sp.Sum(m * (x**2 + 2 * i * x + i**2), (i, 1, m)), HOME)
    assert equal(sp.Derivative(sp.Sum(x**2 * i, (i, 1, m)), x), 2 * x * sp.Sum(i, (i, 1, m)), HOME)


def test_sums_that_are_equal_as_a_whole_are_still_proven() -> None:
    assert equal(sp.Sum(i, (i, 1, m)), sp.Sum(i, (i, 1, m + 1)) - m - 1, HOME)
    assert equal(sp.Sum(i, (i, 1, m)), sp.Sum(m + 1 - i, (i, 1, m)), HOME)


@pytest.mark.usefixtures("_only_sympy")
@pytest.mark.parametrize(
    ("left", "right"),
    [
        (sp.Sum(i * x, (i, 1, m)) + i, sp.Sum(x, (i, 1, m)) + i),  # equal only where the index is what i is outside
        (i * sp.Sum(x, (i, 1, m)), sp.Sum(i * x, (i, 1, m))),
        (sp.Sum(x, (i, 1, m)), sp.Sum(x, (i, 1, m + 1))),
        (sp.Sum(x, (i, 1, m)), x),
    ],
)
def test_the_index_of_a_sum_is_no_letter_of_the_domain(left: sp.Expr, right: sp.Expr) -> None:
    with pytest.raises(DerivationError, match="not proven"):
        equal(left, right, {**HOME, i: {1}})


def test_numbers_that_are_written_out_are_exact() -> None:
    with sp.evaluate(False):
        third, halves = x + sp.Integer(1) / 3, sp.Integer(2) ** sp.Rational(-1, 2) * x
    assert equal(third, x + sp.Rational(1, 3), HOME)
    assert equal(halves, x / sp.sqrt(2), HOME)


def test_letters_may_have_any_names() -> None:
    letters = sp.symbols(r"lambda exp \exp v0 slope range", real=True)
    twins = [sp.Symbol("x"), x]
    one, *others = [*letters, *twins]
    home = dict.fromkeys([*letters, *twins], (0, 1))
    total = sum(others)
    assert equal((one + total) ** 2 * sp.exp(x), (one**2 + 2 * one * total + total**2) * sp.exp(x), home)
    with pytest.raises(DerivationError, match="is wrong"):
        equal(twins[0] + 0 * x, x, home)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (sp.Derivative(sp.Integer(5), x), sp.Integer(0)),
        (sp.Derivative(x**3, (x, 3)), sp.Integer(6)),
        (sp.Derivative(x**2 * h**2, x, h), 4 * x * h),
        (sp.Limit(sp.Derivative(x * h**2, h), h, 0), sp.Integer(0)),
        (sp.Limit(x + 1 / h, h, -sp.oo), x),
        (sp.Subs(sp.Derivative(x**2 * h, x), x, h), 2 * h**2),
        (sp.Derivative(sp.Subs(h**2, h, x**2), x), 4 * x**3),
        (sp.Derivative(sp.Sum(x**i, (i, 1, m)), x), sp.Sum(i * x ** (i - 1), (i, 1, m))),
    ],
)
def test_what_is_near_a_place_is_found_without_symbols(left: sp.Expr, right: sp.Expr) -> None:
    assert equal(left, right, HOME)
    with pytest.raises(DerivationError, match="is wrong"):
        equal(left, right + sp.Rational(1, 10**20), HOME)


def test_the_places_of_several_letters_are_put_in_at_once() -> None:
    swapped = sp.Subs(x**2 + h, (x, h), (h, x))
    point = {x: 5, h: 2}
    assert trial.Trial(swapped).values(point) == [9]


def test_nothing_of_sympy_is_evaluated_for_the_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    side = sp.Derivative(sp.exp(x) * sp.Limit(sp.sin(h) / h, h, 0), x)
    for owner in (sp.Basic, sp.Derivative, sp.Limit):
        for work in ("doit", "subs", "xreplace"):
            monkeypatch.setattr(owner, work, lambda *_, **__: pytest.fail("SymPy was asked"))
    with trial.mpmath.workdps(300):
        (value,) = trial.Trial(side).values({x: trial.mpmath.mpf(1)})
        assert abs(value - trial.mpmath.e) < 1e-40


def test_an_element_of_a_row_may_stand_alone() -> None:
    row = sp.IndexedBase("x", real=True)
    home = {i: {1, 2}, row: (0, 1)}
    assert equal(row[i], row[i] * 2 / 2, home)
    with pytest.raises(DerivationError, match=r"is wrong.*x\[[12]\] = "):
        equal(row[i], -row[i], home)
    with pytest.raises(ValueError, match="where does x live"):
        equal(row[i], row[i], {i: {1}})
