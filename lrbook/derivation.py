"""A derivation as a list of steps, each proven equal to the one before.

Every step has two witnesses that know nothing of each other: SymPy must bring the difference of its two sides to
exactly zero, and both sides must agree to 40 of 50 digits at random points of the domain. A step that fails raises.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product
from math import prod

import sympy as sp

Domain = Mapping[sp.Symbol, "tuple[float, float] | set[int]"]
"""Where each symbol lives: an open interval as a tuple, or a set of whole numbers."""

POINTS = 5
"""At how many random points both sides of a step are compared."""


class DerivationError(ValueError):
    """A step of a derivation does not follow from the one before."""


@dataclass(frozen=True)
class Derivation:
    """A proven derivation: what is derived, and the steps, each an expression and its reason.

    As text it is Markdown: a numbered list of the steps, set as formulas, each with its reason and an anchor.
    """

    start: sp.Expr
    steps: tuple[tuple[sp.Expr, str], ...]

    @property
    def result(self) -> sp.Expr:
        """The last expression."""
        return self.steps[-1][0]

    def __str__(self) -> str:
        """Return the steps as Markdown."""
        lefts = [sp.latex(self.start)] + [""] * (len(self.steps) - 1)
        rows = [
            f'<li id="line-{n}" markdown="span"><span class="left">\\({left}{{}}\\)</span>'
            f'<span class="right">\\(= {sp.latex(step)}\\)</span> <span class="reason">{reason}</span></li>'
            for n, (left, (step, reason)) in enumerate(zip(lefts, self.steps, strict=True), 1)
        ]
        return "\n".join(['<ol class="derivation" markdown="1">', *rows, "</ol>"])


def derive(
    start: sp.Expr,
    *steps: tuple[sp.Expr, str],
    domain: Domain,
    definitions: Mapping[sp.Expr, sp.Expr] | None = None,
) -> Derivation:
    """Prove each step equal to the line before it, on the whole domain, and return the derivation.

    Args:
        start: What is derived, such as `Derivative(C(a), a)`.
        steps: Pairs of an expression and the reason why it equals the one before.
        domain: Where each symbol lives.
        definitions: What the functions stand for, such as `{C(a): -log(a)}`.

    Raises:
        DerivationError: If a step is not equal to the line before. The message has the step's number, both sides, and a
            point where they differ, or says that no proof was found.
        ValueError: If there is no step, or a symbol has no domain.
    """
    if not steps:
        raise ValueError("a derivation has no steps: give at least one pair of an expression and its reason")
    before = start
    for number, (step, reason) in enumerate(steps, 1):
        equal(before, step, domain, definitions, f"step {number} ({reason})")
        before = step
    return Derivation(start, steps)


def equal(
    left: sp.Expr,
    right: sp.Expr,
    domain: Domain,
    definitions: Mapping[sp.Expr, sp.Expr] | None = None,
    name: str = "this step",
) -> bool:
    """Return True if both sides are proven equal on the domain; otherwise raise.

    Raises:
        DerivationError: If they differ, or no proof is found.
        ValueError: If a symbol has no domain.
    """
    a, b = (sp.sympify(side).subs(dict(definitions or {})).doit() for side in (left, right))
    symbols = sorted(a.free_symbols | b.free_symbols, key=str)
    if homeless := [symbol for symbol in symbols if symbol not in domain]:
        raise ValueError(f"{name}: where do {homeless} live? Add them to the domain")
    for point in _points({symbol: domain[symbol] for symbol in symbols}):
        values = [sp.N(side, 50, subs=point) for side in (a, b)]
        if not abs(values[0] - values[1]) <= sp.Float(10, 50) ** -40 * (1 + abs(values[0])):
            where = ", ".join(f"{symbol} = {sp.N(value, 6)}" for symbol, value in point.items())
            seen = " against ".join(str(sp.N(value, 6)) for value in values)
            raise DerivationError(f"{name} is wrong: {left} is not {right}; at {where} they are {seen}")
    if not _zero(a - b, domain):
        raise DerivationError(
            f"{name} is not proven: SymPy can't bring ({left}) - ({right}) to zero; take a smaller step"
        )
    return True


def _points(domain: Domain) -> Iterable[dict[sp.Symbol, sp.Rational]]:
    """Return random points of the domain, the same in every run; symbols that take whole numbers take all of them."""
    chance = random.Random(0)
    whole = {symbol: sorted(values) for symbol, values in domain.items() if isinstance(values, set)}
    for _ in range(POINTS):
        for values in product(*whole.values()):
            point = {symbol: sp.Integer(value) for symbol, value in zip(whole, values, strict=True)}
            for symbol, bounds in domain.items():
                if isinstance(bounds, tuple):
                    share = sp.Rational(chance.randrange(1, 10**6), 10**6)
                    point[symbol] = bounds[0] + share * (sp.nsimplify(bounds[1]) - bounds[0])
            yield point


def _zero(difference: sp.Expr, domain: Domain) -> bool:
    """Return whether SymPy proves the difference to be zero, if need be for each value of the symbols that take few."""
    if any(normal(difference) == 0 for normal in (sp.expand, sp.cancel, sp.simplify)):
        return True
    for symbol, values in domain.items():
        if isinstance(values, set) and symbol in difference.free_symbols:
            rest = {other: where for other, where in domain.items() if other != symbol}
            return all(_zero(difference.subs(symbol, value), rest) for value in sorted(values))
    return False


def chain(*links: tuple[sp.Expr, sp.Symbol]) -> sp.Expr:
    """Return the derivative along a chain of dependencies: the product of the derivatives of its links.

    Args:
        links: From the outermost to the innermost, each function with the variable that it depends on directly.
    """
    return prod(sp.diff(function, variable) for function, variable in links)
