"""Reasons are run: on the pages each is the reason of its own step and no other; each kind does its own work only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import combinations
from typing import NamedTuple

import pytest
import sympy as sp
from test_page_derivations import PAGES, derivations

from lrbook.derivation import (
    DerivationError,
    cancel,
    cases,
    chain,
    collect,
    derive,
    differentiate,
    entries,
    expand,
    factor,
    fold,
    lemma,
    limit,
    sums,
    times,
    together,
    unfold,
)
from lrbook.derivation.arithmetic import Arithmetic
from lrbook.derivation.lines import Line, read
from lrbook.derivation.reasons import Reason, route
from lrbook.derivation.rewriting import Proven
from lrbook.derivation.tactic import Given, Tactic

pytestmark = pytest.mark.xdist_group("derivations")  # the blocks of each page run once

x, h, z, t = sp.symbols("x h z t", real=True)
a, b, u = sp.symbols("a b u", positive=True)
y = sp.Symbol("y", integer=True, nonnegative=True)
i, m = sp.symbols("i m", integer=True, positive=True)
row = sp.IndexedBase("x", real=True)
C, s = sp.Function("C"), sp.Function("sigma")
REAL, POSITIVE = (-sp.oo, sp.oo), (0, sp.oo)
HOME = {x: REAL, h: POSITIVE, z: REAL, a: (0, 1), b: POSITIVE, y: {0, 1}, m: sp.S.Naturals, row: REAL}
SIGMA = 1 / (1 + sp.exp(-z))
GIVEN = {C(a): a**2 + sp.log(a), s(z): SIGMA}


class Step(NamedTuple):
    """A step of the book."""

    before: Line
    after: Line
    reason: Reason
    given: Given

    def led_to_by(self, reason: Reason) -> bool:
        return route(self.before, self.after, reason, self.given) is not None


@cache
def steps() -> list[Step]:
    """The steps of all pages."""
    return [
        Step(*map(read, lines), reason, Given(made.definitions))
        for page in PAGES
        for made in derivations(page)
        for *lines, reason in zip(
            [made.start, *(line for line, *_ in made.steps)],
            [line for line, *_ in made.steps],
            [reason for _, reason, _ in made.steps],
            strict=False,
        )
    ]


def test_the_pages_have_many_steps_and_each_its_reason() -> None:
    assert len(steps()) > 50
    assert all(step.led_to_by(step.reason) for step in steps())


def test_two_reasons_that_are_swapped_are_found() -> None:
    pairs = [pair for pair in combinations(steps(), 2) if str(pair[0].reason) != str(pair[1].reason)]
    assert len(pairs) > 1000
    unseen = [
        (one.reason, other.reason)
        for one, other in pairs
        if one.led_to_by(other.reason) and other.led_to_by(one.reason)
    ]
    assert unseen == []


def test_each_of_several_reasons_is_needed() -> None:
    several = [step for step in steps() if len(step.reason) > 1]
    assert len(several) > 5
    for step in several:
        for place in range(len(step.reason)):
            assert not step.led_to_by([*step.reason[:place], *step.reason[place + 1 :]]), step.reason


def near(reason: Reason) -> Iterator[Reason]:
    """Yield reasons that are near to one: the reverse, another rule, another factor."""
    for place, tactic in enumerate(reason):
        for other in _near(tactic):
            yield [*reason[:place], other, *reason[place + 1 :]]


def _near(tactic: Tactic) -> Iterator[Tactic]:
    match tactic:
        case fold():
            yield unfold(*tactic.args)
        case unfold():
            yield fold(*tactic.args)
        case differentiate():
            yield from (differentiate(*tactic.args, rule) for rule in {"log", "power", "product"} - {*tactic.args})
            yield from (differentiate(*tactic.args[:k], *tactic.args[k + 1 :]) for k in range(len(tactic.args)))
        case lemma():
            yield lemma(*reversed(tactic.args), tactic.domain, tactic.definitions)
        case chain():
            yield chain(*tactic.args[1:])
            yield chain(*reversed(tactic.args))
        case factor() | cancel() | times():
            yield from (type(tactic)(tactic.args[0] * wrong) for wrong in (2, -1, x + 5))
            yield from (kind(*tactic.args) for kind in (factor, cancel, times) if kind is not type(tactic))
        case Arithmetic():
            yield from (kind() for kind in (expand, collect, together) if kind is not type(tactic))


def test_a_reason_that_is_near_to_the_right_one_is_found() -> None:
    tried = [(step, reason) for step in steps() for reason in near(step.reason)]
    assert len(tried) > 100
    found = {str(reason) for step, reason in tried if step.led_to_by(reason)}
    as_good = {"[lemma(-log(u), log(1/u))]", "[factor(-\\lVert g \\rVert**2*r)]"}
    assert found == as_good


with sp.evaluate(False):
    inverse = lemma(sp.log(1 / u), -sp.log(u), {u: POSITIVE})
    RIGHT: dict[str, tuple[sp.Expr, sp.Expr, Tactic]] = {
        "expand": ((x + h) ** 2 - x, x**2 + 2 * x * h + h**2 - x, expand()),
        "expand a power of a product": ((2 * h) ** 2, 4 * h**2, expand()),
        "expand above and below": (x * (x + 1) / (a * (a + 1)), (x**2 + x) / (a**2 + a), expand()),
        "collect": (x + h + x, 2 * x + h, collect()),
        "together": (1 / a + x / b, (b + a * x) / (a * b), together()),
        "factor": (2 * x * h + h**2, h * (2 * x + h), factor(h)),
        "factor of a sum": (x**2 - h**2, (x - h) * (x + h), factor(x - h)),
        "cancel": (x * h / (h * a), x / a, cancel(h)),
        "cancel after a division": ((2 * x * h + h**2) / h, 2 * x + h, cancel(h)),
        "times": (x / (1 + a), x * a / (a * (1 + a)), times(a)),
        "times e^z": (sp.exp(-z) / (1 + sp.exp(-z)), 1 / (sp.exp(z) + 1), times(sp.exp(z))),
        "lemma": (x - sp.log(1 / (1 + a)), x + sp.log(1 + a), inverse),
        "unfold": (C(b) + C(a), C(b) + a**2 + sp.log(a), unfold(C)),
        "fold": (1 / (1 + sp.exp(z)), s(-z), fold(s)),
        "log": (sp.Derivative(sp.log(1 + a), a), 1 / (1 + a), differentiate("log")),
        "exp": (sp.Derivative(sp.exp(2 * z), z), 2 * sp.exp(2 * z), differentiate("exp")),
        "power": (sp.Derivative((x + 1) ** 3, x), 3 * (x + 1) ** 2, differentiate("power")),
        "power below": (sp.Derivative(1 / b**2, b), -2 / b**3, differentiate("power")),
        "product": (sp.Derivative(x * (x + 1), x), (x + 1) + x, differentiate("product")),
        "quotient": (sp.Derivative(b / (b + 1), b), ((b + 1) - b) / (b + 1) ** 2, differentiate("quotient")),
        "linear": (sp.Derivative(3 * x + h, x), sp.Integer(3), differentiate()),
        "by its definition": (sp.Derivative(C(a), a), 2 * a + 1 / a, differentiate("power", "log")),
        "twice": (sp.Derivative(sp.exp(z), (z, 2)), sp.exp(z), differentiate("exp")),
        "in a sum": (
            sp.Derivative(sp.Sum(x * row[i], (i, 1, m)), x),
            sp.Sum(row[i], (i, 1, m)),
            differentiate(),
        ),
        "limit": (sp.Limit(2 * x + h, h, 0), 2 * x, limit()),
        "sums": (sp.Sum(x * row[i] + 1, (i, 1, m)), x * sp.Sum(row[i], (i, 1, m)) + sp.Sum(1, (i, 1, m)), sums()),
        "cases": (a**y * (1 - a) ** (1 - y), y * a + (1 - y) * (1 - a), cases(y, 0, 1)),
        "entries": (
            sp.MatMul(2, sp.Matrix([[x, h]]), sp.Matrix([[1, 0], [h, x]])),
            sp.Matrix([[2 * (x + h**2), 2 * h * x]]),
            entries(),
        ),
    }


@pytest.mark.parametrize("name", RIGHT)
def test_each_kind_does_its_own_work_and_not_that_of_another(name: str) -> None:
    before, after, tactic = RIGHT[name]
    made = derive(before, (after, tactic), domain=HOME, definitions=GIVEN)
    assert made.said[0]
    others = [other for *_, other in RIGHT.values() if type(other) is not type(tactic) and type(other) is not cases]
    step = Step(read(before), read(after), [tactic], Given(GIVEN))
    assert [other for other in others if step.led_to_by([other])] == []
    assert not Step(step.after, step.after, [tactic], step.given).led_to_by([tactic])


@pytest.mark.parametrize("name", RIGHT)
def test_a_wrong_line_is_not_reached_by_its_tactic(name: str) -> None:
    before, after, tactic = RIGHT[name]
    wrongs = [after * 2, -after, after * (1 + sp.Rational(1, 10**8))]
    for wrong in wrongs if name != "entries" else []:
        assert not Step(read(before), read(wrong), [tactic], Given(GIVEN)).led_to_by([tactic]), wrong


def test_a_proof_never_rests_on_a_tactic(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(expand, "leads", lambda *_: True)
    with pytest.raises(DerivationError, match=r"step 1 \(expand\(\)\) is wrong"):
        derive((x + h) ** 2, (x**2 + h**2, expand()), domain=HOME)


def said(before: sp.Expr, after: sp.Expr, *reason: Tactic) -> str:
    """Return what is said of a reason that is none."""
    with pytest.raises(DerivationError) as told:
        derive(before, (after, *reason), domain=HOME, definitions=GIVEN)
    return str(told.value)


def test_a_message_says_that_the_step_is_true_and_names_a_reason_that_would_do() -> None:
    for before, after, tactic in RIGHT.values():
        if not isinstance(tactic, (Proven, cases)):
            text = said(before, after, lemma(sp.exp(u), sp.exp(u) + 0, {u: POSITIVE}))
            assert "is true, but for another reason: where " in text
            assert re.search(r", it is \w+\(.*\)$", text)


def test_a_reason_of_another_step_may_be_the_one_that_is_meant() -> None:
    with sp.evaluate(False):
        lines = [x + sp.log(1 / u), x - sp.log(u), x + sp.log(1 / u)], [x - sp.log(u), x + sp.log(1 / u), x - sp.log(u)]
        with pytest.raises(DerivationError, match=r"step 1 .* it is lemma\(log\(1/u\), -log\(u\)\)"):
            derive(lines[0][0], (lines[1][0], expand()), (lines[0][0], inverse), domain={x: REAL, u: POSITIVE})


def test_what_no_tactic_does_asks_for_a_smaller_step() -> None:
    assert said((x + h) ** 2 / h, 2 * x + h + x**2 / h, cancel(h)).endswith("Take a smaller step, or name a lemma")


def test_lines_that_are_read_alike_leave_nothing_to_do() -> None:
    with sp.evaluate(False):
        before, after = (h / b) / (1 + b), h / (b * (1 + b))
    text = said(before, after, times(b))
    assert "both lines are read as" in text
    assert text.endswith("nothing to do; leave one of them out")


def test_a_reason_that_is_not_needed_is_named() -> None:
    with sp.evaluate(False):
        lines = x**2 + a - h**2 - a, (x - h) * (x + h)
    assert said(*lines, collect(), factor(x - h)).endswith("more reasons than it needs: leave out collect()")


def test_a_derivation_is_a_lemma_and_leads_to_its_place() -> None:
    with sp.evaluate(False):
        square = derive(
            (x + h) ** 2, (x**2 + 2 * x * h + h**2, expand()), domain={x: REAL, h: POSITIVE}, at="page.md#square-1"
        )
        used = derive(3 + (z + b) ** 2, (3 + z**2 + 2 * z * b + b**2, square), domain=HOME)
    assert used.said == (
        r"use \(\left(x + h\right)^{2}\)<wbr>\({} = x^{2}\)<wbr>\({} + 2 x h\)<wbr>\({} + h^{2}\)"
        " ([line\u00a01](page.md#square-1))",
    )


def test_a_lemma_about_another_meaning_of_a_name_is_no_reason() -> None:
    other = lemma(C(a), a, {a: POSITIVE}, {C(a): a})
    assert "for another reason" in said(C(a) + 1, a**2 + sp.log(a) + 1, other)


def test_a_lemma_is_proven_where_it_is_made() -> None:
    with pytest.raises(DerivationError, match="the lemma log"):
        lemma(sp.log(u * a), sp.log(u) * sp.log(a), {u: POSITIVE, a: POSITIVE})


def test_a_chain_reaches_from_the_first_function_to_the_last_letter() -> None:
    with sp.evaluate(False):
        outer = derive(sp.Derivative(C(a), a), (2 * a, differentiate("power")), domain=HOME, definitions={C(a): a**2})
        inner = derive(
            sp.Derivative(s(z), z), (sp.exp(z), differentiate("exp")), domain=HOME, definitions={s(z): sp.exp(z)}
        )
        whole = {C(z): a**2, a: sp.exp(z)}
        made = derive(
            sp.Derivative(C(z), z),
            (2 * a * sp.exp(z), chain(outer, inner)),
            domain=HOME,
            definitions={C(z): sp.exp(z) ** 2, a: sp.exp(z)},
        )
        assert made.said == (r"apply the chain rule: \(\frac{dC}{da}\) times \(\frac{da}{dz}\)",)
        step = Step(read(sp.Derivative(C(z), z)), read(2 * a * sp.exp(z)), [], Given(whole))
        assert step.led_to_by([chain(outer, inner)])
        assert not Step(*step[:3], Given({**whole, a: sp.exp(2 * z)})).led_to_by([chain(outer, inner)])
        assert not Step(*step[:3], Given({**whole, C(z): a**3})).led_to_by([chain(outer, inner)])
    with pytest.raises(ValueError, match="let each begin with a derivative"):
        chain(inverse)


def test_a_rule_has_a_name() -> None:
    with pytest.raises(ValueError, match="there is no rule 'sine'"):
        differentiate("sine")


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        (lambda: x + (h + a), lambda: a + h + x, True),
        (lambda: -(x + h), lambda: -x - h, True),
        (lambda: x**2, lambda: x * x, True),
        (lambda: (x / h) / (a / b), lambda: x * b / (h * a), True),
        (lambda: 2 * (x / 2), lambda: x, True),
        (lambda: (x + h) ** 2, lambda: x**2 + 2 * x * h + h**2, False),
        (lambda: x + x, lambda: 2 * x, False),
        (lambda: x * h / h, lambda: x, False),
        (lambda: (x * h) ** 2, lambda: x**2 * h**2, False),
        (lambda: sp.exp(-sp.log(a)), lambda: 1 / a, False),
        (lambda: x + 0, lambda: x, True),
    ],
)
def test_what_is_read_as_the_same_line(one, other, alike) -> None:
    with sp.evaluate(False):
        assert (read(one()) == read(other())) is alike
