"""The numeric witness of a derivation: both sides of a step, computed with many digits at points of the domain.

It does not use SymPy's calculus: a derivative is a quotient of differences, a limit the value at a place very near.
"""

from __future__ import annotations

import builtins
import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property, partial
from itertools import chain, product
from math import inf
from typing import Any

import mpmath
import sympy as sp
from sympy.printing.pycode import MpmathPrinter
from sympy.utilities.lambdify import MPMATH_TRANSLATIONS

Compute = Callable[[Mapping[Any, Any]], list[Any]]
"""A function from a point of the domain to the values of some expressions there."""

POINTS = 6
"""At how many random points the two sides of a step are compared, at least two for each choice of whole numbers."""

ENDS = [1e-4, 1 - 1e-4]
"""Before them, two points are tried that lie near the ends of all intervals, as shares of their length."""

TINY = 1e-40
"""How far two sides may differ, beside their size."""

NEAR = sp.Rational(1, 10**50)
"""The step of a quotient of differences."""


def unknowns(side: sp.Expr) -> set[Any]:
    """Return the free symbols of an expression, and the bases of its indexed elements."""
    bases: set[Any] = side.atoms(sp.IndexedBase)
    return bases | {free for free in side.free_symbols if free not in side.atoms(sp.Indexed)} - {b.label for b in bases}


def entries_of(side: sp.Expr) -> list[sp.Expr]:
    """Return the entries of a matrix, or an expression as the only one."""
    return list(side.as_explicit()) if side.is_Matrix else [side]


class Trial:
    """An expression or a matrix, ready to be computed at points: it may stand in two steps of a derivation."""

    def __init__(self, side: sp.Expr) -> None:
        self.unknowns = unknowns(side)
        self.entries = entries_of(side)

    @cached_property
    def values(self) -> Compute:
        """The values of its entries."""
        return _computable(self.entries)

    @cached_property
    def never_zero(self) -> set[sp.Expr]:
        """What it divides by and takes logarithms of."""
        return _never_zero(self.entries)

    @cached_property
    def divisors(self) -> list[sp.Expr]:
        """The same, where it is the same for all terms of a sum."""
        return [part for part in self.never_zero if part.free_symbols <= self.unknowns]

    @cached_property
    def divided(self) -> Compute:
        """The values of its divisors."""
        return _computable(self.divisors)


def gaps(sides: Sequence[Trial], homes: Mapping[Any, Any]) -> Iterator[tuple[Any, dict[Any, Any], Any]]:
    """Yield by how much both sides differ, beyond rounding, at points of the domain; with the point and both values."""
    for point, values in _computed([side.values for side in sides], homes):
        for a, b in zip(*values, strict=True) if values else [(mpmath.nan, mpmath.nan)]:
            real = all(isinstance(value, (int, mpmath.mpf)) and mpmath.isfinite(value) for value in (a, b))
            yield (abs(a - b) - TINY * max(abs(a), abs(b), TINY) if real else inf), point, (a, b)


def vanishing(sides: Sequence[Trial], homes: Mapping[Any, Any]) -> sp.Expr | None:
    """Return something that is divided by, or has its logarithm taken, and yet is zero somewhere in the domain.

    What has both signs in an interval is zero between them, where no random point would ever lie.
    """
    parts = [part for side in sides for part in side.divisors]
    order = sorted(range(len(parts)), key=lambda n: str(parts[n]))
    signs: dict[Any, Any] = {}
    for point, values in _computed([side.divided for side in sides], homes):
        chosen = tuple(value for symbol, value in point.items() if symbol.is_Symbol and isinstance(homes[symbol], list))
        found = list(chain(*values))
        for part, sign in ((parts[n], mpmath.sign(found[n])) for n in order if found):
            if signs.setdefault((part, chosen), sign) != sign:
                return part
    return None


def _never_zero(entries: list[sp.Expr]) -> set[sp.Expr]:
    """Return what expressions divide by and take logarithms of, each split into its factors."""
    powers = [power.base for entry in entries for power in entry.atoms(sp.Pow) if power.exp.is_negative]
    logs = [log.args[0] for entry in entries for log in entry.atoms(sp.log)]
    return {factor for part in powers + logs for factor in _factors(part)}


@cache
def _factors(part: sp.Expr) -> list[sp.Expr]:
    """Return the factors of an expression that may be zero somewhere."""
    bases = [factor.as_base_exp()[0] for factor in sp.Mul.make_args(sp.factor(part)) if factor.free_symbols]
    return [base for base in bases if base.free_symbols]


def _computable(entries: list[sp.Expr]) -> Compute:
    """Return a function from a point to the values of the entries there."""
    symbols = sorted(set().union(*(entry.atoms(sp.Symbol, sp.IndexedBase) for entry in entries)), key=str)
    spelled = _Spelled(symbols)
    code = f"lambda {', '.join(spelled.names.values())}: [{', '.join(map(spelled.doprint, entries))}]"
    compute = eval(code, dict(VOCABULARY))
    return lambda point: list(compute(*(point.get(symbol, 0) for symbol in symbols)))  # 0 for the index of a sum


class _Spelled(MpmathPrinter):  # type: ignore[misc]
    """Spells expressions for Python: symbols by names that it knows, derivatives and limits by what is near them.

    To put other symbols into an expression, SymPy would evaluate it anew, and that takes longer than all the rest.
    """

    def __init__(self, symbols: Iterable[Any]) -> None:
        super().__init__({"fully_qualified_modules": False, "allow_unknown_functions": True, "order": "none"})
        self.names = {symbol: f"v{n}" for n, symbol in enumerate(symbols)}

    def _print_Symbol(self, symbol: Any) -> str:
        return self.names[symbol]

    _print_Dummy = _print_IndexedBase = _print_Symbol

    def _print_Integer(self, number: Any) -> str:
        return f"mpf({number.p})"  # Python would divide integers as floats

    def _print_Indexed(self, element: Any) -> str:
        return f"{self._print(element.base)}[{', '.join(map(self._print, element.indices))}]"

    def _print_Derivative(self, part: Any) -> str:
        code = self._print(part.expr)
        for variable in part.variables:
            if not variable.is_Symbol:
                raise ValueError(f"{part} is a derivative by {variable}: take it by a symbol")
            code = f"slope(lambda {self._print(variable)}: {code}, {self._print(variable)})"
        return str(code)

    def _print_Limit(self, part: Any) -> str:
        function, variable, place, side = part.args
        towards = place if place.is_finite else sp.sign(place) * sp.oo
        direction = -1 if str(side) == "-" else 1
        return f"limit(lambda {self._print(variable)}: {self._print(function)}, {self._print(towards)}, {direction})"

    def _print_Subs(self, part: Any) -> str:
        variables, places = (", ".join(map(self._print, of)) for of in (part.variables, part.point))
        return f"(lambda {variables}: {self._print(part.expr)})({places})"


def _slope(function: Callable[[Any], Any], place: Any) -> Any:
    """Return a central quotient of differences."""
    near = mpmath.mpf(NEAR.p) / NEAR.q
    return (function(place + near) - function(place - near)) / (2 * near)


def _limit(function: Callable[[Any], Any], place: Any, direction: int) -> Any:
    """Return the value very near to a place, or very far out."""
    near = (mpmath.mpf(NEAR.p) / NEAR.q) ** 4
    return function(place + direction * near if mpmath.isfinite(place) else mpmath.sign(place) / near)


VOCABULARY: dict[str, Any] = {
    **vars(mpmath),
    **{name: getattr(mpmath, theirs) for name, theirs in MPMATH_TRANSLATIONS.items()},
    # The index of a sum runs over numbers of many digits, too, lest 1 / i is a float64.
    "range": lambda start, stop: map(mpmath.mpf, range(int(start), int(stop))),
    "builtins": builtins,
    "slope": _slope,
    "limit": _limit,
}
"""What the spelled expressions are computed with."""


def _computed(
    functions: Sequence[Compute], homes: Mapping[Any, Any]
) -> Iterator[tuple[dict[Any, Any], list[list[Any]]]]:
    """Yield points of the domain, each with the values of the functions there; none if one has no value."""
    with mpmath.workdps(300):  # a limit's place is 200 digits away, a derivative's 50
        for point in _points(homes):
            try:
                yield point, [function(point) for function in functions]
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
