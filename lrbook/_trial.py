"""The numeric witness of a derivation: both sides of a step, computed with many digits at points of the domain.

It does not use SymPy's calculus: a derivative is a quotient of differences, a limit the value at a place very near.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import product
from math import inf
from typing import Any

import mpmath
import sympy as sp

POINTS = 6
"""At how many random points the two sides of a step are compared, at least two for each choice of whole numbers."""

ENDS = [1e-4, 1 - 1e-4]
"""Before them, two points are tried that lie near the ends of all intervals, as shares of their length."""

TINY = 1e-40
"""How far two sides may differ, beside their size."""

NEAR = sp.Rational(1, 10**50)
"""The step of a quotient of differences."""


def entries_of(side: sp.Expr) -> list[sp.Expr]:
    """Return the entries of a matrix, or an expression as the only one."""
    return list(side.as_explicit()) if side.is_Matrix else [side]


def gaps(sides: list[sp.Expr], homes: Mapping[Any, Any]) -> Iterator[tuple[Any, dict[Any, Any], Any]]:
    """Yield by how much both sides differ, beyond rounding, at points of the domain; with the point and both values."""
    numeric = [
        entries_of(side.replace(lambda part: isinstance(part, (sp.Derivative, sp.Limit, sp.Subs)), _quotient))
        for side in sides
    ]
    for point, values in _computed(numeric, homes):
        for a, b in zip(*values, strict=True) if values else [(mpmath.nan, mpmath.nan)]:
            real = all(isinstance(value, (int, mpmath.mpf)) and mpmath.isfinite(value) for value in (a, b))
            yield (abs(a - b) - TINY * max(abs(a), abs(b), TINY) if real else inf), point, (a, b)


def vanishing(sides: list[sp.Expr], homes: Mapping[Any, Any]) -> sp.Expr | None:
    """Return something that is divided by, or has its logarithm taken, and yet is zero somewhere in the domain.

    What has both signs in an interval is zero between them, where no random point would ever lie.
    """
    entries = [entry for side in sides for entry in entries_of(side)]
    parts = [part for part in sorted(_never_zero(entries), key=str) if part.free_symbols <= homes.keys()]
    signs: dict[Any, Any] = {}
    for point, values in _computed([parts], homes):
        chosen = tuple(value for symbol, value in point.items() if symbol.is_Symbol and isinstance(homes[symbol], list))
        for part, value in zip(parts, values[0] if values else [], strict=False):
            if signs.setdefault((part, chosen), mpmath.sign(value)) != mpmath.sign(value):
                return part
    return None


def _never_zero(entries: list[sp.Expr]) -> set[sp.Expr]:
    """Return what expressions divide by and take logarithms of, each split into its factors."""
    powers = [power.base for entry in entries for power in entry.atoms(sp.Pow) if power.exp.is_negative]
    logs = [log.args[0] for entry in entries for log in entry.atoms(sp.log)]
    factors = [factor for part in powers + logs for factor in sp.Mul.make_args(sp.factor(part))]
    return {factor.as_base_exp()[0] for factor in factors if factor.free_symbols}


def _computed(
    expressions: list[list[sp.Expr]], homes: Mapping[Any, Any]
) -> Iterator[tuple[dict[Any, Any], list[list[Any]]]]:
    """Yield points of the domain, each with the values of the expressions there; none if one has no value."""
    names = {symbol: type(symbol)(f"v{n}") for n, symbol in enumerate(homes)}  # Python can spell them
    spelled = [[entry.xreplace(names) for entry in entries] for entries in expressions]
    compute = sp.lambdify(list(names.values()), spelled, "mpmath", docstring_limit=0)
    # The index of a sum runs over numbers of many digits, too, lest 1 / i is a float64.
    compute.__globals__["range"] = lambda start, stop: map(mpmath.mpf, range(int(start), int(stop)))
    with mpmath.workdps(300):  # a limit's place is 200 digits away, a derivative's 50
        for point in _points(homes):
            try:
                yield point, compute(*point.values())
            except (ArithmeticError, TypeError, ValueError):  # a division by zero, an order of complex numbers
                yield point, []


def _points(homes: Mapping[Any, Any]) -> Iterator[dict[Any, Any]]:
    """Yield points, the same in every run, for each choice of whole numbers: two near the ends, and some at random."""
    chance = random.Random(0)
    choices = {symbol: home for symbol, home in homes.items() if isinstance(home, list) and symbol.is_Symbol}
    every_choice = list(product(*choices.values()))
    for chosen in every_choice:
        rest = {**homes, **{symbol: [value] for symbol, value in zip(choices, chosen, strict=True)}}
        shares: list[Callable[[], float]] = [partial(float, end) for end in ENDS]
        shares += [chance.random] * max(2, POINTS // len(every_choice))
        for share in shares:
            elements = {symbol: _Elements(home, share) for symbol, home in rest.items()}
            yield {symbol: found[()] if symbol.is_Symbol else found for symbol, found in elements.items()}


class _Elements(dict[Any, Any]):
    """The elements of an IndexedBase: a value for each, at some share of its home, found when it is asked for."""

    def __init__(self, home: Any, share: Callable[[], float]) -> None:
        self.home, self.share = home, share

    def __missing__(self, index: Any) -> Any:
        if isinstance(self.home, list):
            self[index] = mpmath.mpf(int(self.home[int(self.share() * len(self.home))]))
        else:
            low, high = (mpmath.mpf(end.p) / end.q for end in self.home)
            self[index] = low + (high - low) * mpmath.mpf(self.share())
        return self[index]


def place(point: Mapping[Any, Any]) -> str:
    """Return a point as a message shows it."""
    texts = []
    for symbol, value in point.items():
        cells = value.items() if isinstance(value, _Elements) else [((), value)]
        for index, cell in cells:
            places = ", ".join(str(int(i)) for i in (index if isinstance(index, tuple) else (index,)))
            texts.append(f"{symbol}{f'[{places}]' if places else ''} = {mpmath.nstr(cell, 6)}")
    return f"at {', '.join(sorted(texts))} " if texts else ""


def _quotient(part: Any) -> sp.Expr:
    """Return a derivative as a central difference quotient, and a limit as the value very near."""
    if isinstance(part, sp.Derivative):
        found = part.expr
        for variable in part.variables:
            if not variable.is_Symbol:
                raise ValueError(f"{part} is a derivative by {variable}: take it by a symbol")
            found = (found.subs(variable, variable + NEAR) - found.subs(variable, variable - NEAR)) / (2 * NEAR)
        return found
    if isinstance(part, sp.Limit):
        found, variable, place, side = part.args
        near = NEAR**4 * (-1 if str(side) == "-" else 1)
        return found.subs(variable, place + near if place.is_finite else sp.sign(place) / abs(near))
    return part.doit()
