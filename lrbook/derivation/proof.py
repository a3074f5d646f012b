"""A step is proven by two witnesses that know nothing of each other.

SymPy must bring the difference of its two sides to exactly zero; and mpmath must find them equal to 40 digits at random
points of the domain, where it takes a quotient of small differences for a derivative, and a place very near for a
limit. A step that lacks a witness raises.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import inf
from typing import Any

import mpmath
import sympy as sp
from sympy.core.function import AppliedUndef

from lrbook.derivation.domains import Domain, box, endless, homes, inside
from lrbook.derivation.trial import Trial, entries_of, gaps, place, unknowns, vanishing


class DerivationError(ValueError):
    """A step of a derivation does not follow from the one before."""


def equal(
    left: sp.Expr,
    right: sp.Expr,
    domain: Domain,
    definitions: Mapping[Any, Any] | None = None,
    name: str = "this step",
) -> bool:
    """Return True if both sides are proven equal on the domain; otherwise raise.

    Examples:
        >>> a = sp.Symbol("a", real=True)
        >>> equal(sp.log((1 - a) / a), sp.log(1 - a) - sp.log(a), domain={a: (0, 1)})
        True
        >>> equal(a**2, a, domain={a: (0, 1)})  # doctest: +ELLIPSIS
        Traceback (most recent call last):
        lrbook.derivation.proof.DerivationError: this step is wrong: a**2 is not a; at a = 0.5... they are 0.2...

    Raises:
        DerivationError: If they differ, have no real value at a point of the domain, or no proof is found.
        ValueError: If a side is not an exact expression, or the domain or the definitions leave something open.
    """
    ground = Ground(domain, definitions or {})
    ground.prove(ground.line(left, name), ground.line(right, name), name)
    return True


class Side:
    """A line of a derivation, prepared for its proof: it is the right side of one step, and the left of the next."""

    def __init__(self, written: Any, definitions: Mapping[Any, Any], name: str) -> None:
        self.written = written
        self.side = _defined(exact(written, name), definitions, name)
        self.unknowns = unknowns(self.side)
        self.shape = self.side.shape if self.side.is_Matrix else ()

    @cached_property
    def trial(self) -> Trial:
        """The line, as numbers are put into it."""
        return Trial(self.side)

    @cached_property
    def exact(self) -> list[sp.Expr]:
        """Its entries, with derivatives and limits evaluated. Sums to a last term that is not known stay sums."""
        kept = self.side.replace(_is_open, lambda part: _Kept(*part.args))
        return entries_of(kept.doit())


@dataclass(frozen=True)
class Ground:
    """What the lines of a derivation stand on."""

    domain: Domain
    definitions: Mapping[Any, Any]

    @cached_property
    def homes(self) -> dict[Any, Any]:
        """The domain, as it is read."""
        return homes(self.domain)

    @cached_property
    def meanings(self) -> dict[Any, Any]:
        """The definitions, each without what is defined behind it: a derivative must see what its letter stands in."""
        found: dict[Any, Any] = {}
        for key, meaning in reversed(list(self.definitions.items())):
            name = f"the definition of {key}"
            found = {key: _defined(exact(meaning, name), found, name), **found}
        return found

    def line(self, written: Any, name: str) -> Side:
        """Return a line, prepared for its proof."""
        with sp.evaluate(True):  # lines may be written in `sympy.evaluate(False)`
            return Side(written, self.meanings, name)

    def prove(self, left: Side, right: Side, name: str) -> None:
        """Prove two lines equal, or raise."""
        with sp.evaluate(True):
            _prove(left, right, self, name)


def _prove(left: Side, right: Side, ground: Ground, name: str) -> None:
    both = left.unknowns | right.unknowns
    if homeless := sorted(map(str, both - ground.homes.keys())):
        raise ValueError(f"{name}: where does {homeless[0]} live? Add it to the domain, with its own assumptions")
    this, that = left.written, right.written
    if left.shape != right.shape:
        raise DerivationError(f"{name} is wrong: the shape of {this} is {left.shape}, that of {that} is {right.shape}")
    if any(entry.has(sp.zoo, sp.nan) for entry in left.exact + right.exact):
        raise DerivationError(f"{name} is wrong: {this} or {that} has no value")
    used = {symbol: home for symbol, home in ground.homes.items() if symbol in both}
    trials, tried = (left.trial, right.trial), {symbol: box(home) for symbol, home in used.items()}
    if (part := vanishing(trials, tried)) is not None:
        remedy = "that is in the domain, so make it smaller"
        raise DerivationError(f"{name} is wrong: {this} or {that} has no value where {part} = 0; {remedy}")
    gap, point, values = max(gaps(trials, tried), key=lambda found: found[0])
    if gap > 0:
        pairs = [[mpmath.nstr(value, digits) for value in values] for digits in range(6, 51)]
        seen = " and ".join(next((pair for pair in pairs if pair[0] != pair[1]), pairs[0]))
        what = f"{this} is not {that}" if gap < inf else f"{this} and {that} are not always two real numbers"
        raise DerivationError(f"{name} is wrong: {what}; {place(point)}they are {seen}")
    if (part := next(_doubtful(trials, used), None)) is not None:
        remedy = "give its letters a domain with two ends"
        raise DerivationError(
            f"{name} is not proven: SymPy can't tell that {part} is never 0, without an end; {remedy}"
        )
    few = {symbol: home for symbol, home in used.items() if ground.domain[symbol] is not sp.S.Naturals}
    if not all(_zero(a - b, few) for a, b in zip(left.exact, right.exact, strict=True)):
        raise DerivationError(f"{name} is not proven: SymPy can't bring ({this}) - ({that}) to 0; take a smaller step")


EVERYWHERE = sp.exp, sp.log, sp.Abs, sp.sin, sp.cos
"""Functions that have a value wherever their argument has one, but for the logarithm of zero."""


def _doubtful(trials: Sequence[Trial], used: Mapping[Any, Any]) -> Iterator[sp.Basic]:
    """Yield what might have no value far out, where no number is tried: in intervals that go on for ever.

    What is never zero keeps the sign that it has at the points that are tried.
    """
    far = {symbol for symbol, home in used.items() if endless(home)}
    intervals = {symbol: home for symbol, home in used.items() if isinstance(home, tuple) and symbol.is_Symbol}
    values = {symbol: inside(symbol, home) for symbol, home in intervals.items()}
    for part in (part for trial in trials for part in trial.never_zero if unknowns(part) & far):
        if not part.subs(values, simultaneous=True).is_nonzero:
            yield part
    for part in (part for trial in trials for entry in trial.entries for part in entry.atoms(sp.Function, sp.Pow)):
        if part.is_Pow:
            plain = part.exp.is_integer or part.base.subs(values, simultaneous=True).is_positive
        else:
            plain = isinstance(part, EVERYWHERE)
        if unknowns(part) & far and not plain:
            yield part


def exact(side: Any, name: str) -> sp.Expr:
    """Return an expression or a matrix as SymPy's, if its numbers are exact."""
    found = None if isinstance(side, (bool, str)) else sp.sympify(side)
    if not isinstance(found, (sp.Expr, sp.MatrixBase)) or found.has(sp.Float, sp.nan, sp.zoo):
        raise ValueError(f"{name} has {side!r}: give an expression with exact, finite numbers, such as x/10 for 0.1*x")
    return found


def _defined(side: sp.Expr, definitions: Mapping[Any, Any], name: str) -> sp.Expr:
    """Return the expression with everything in it that has a definition replaced by it."""
    for key, meaning in definitions.items():
        if isinstance(key, sp.Symbol):
            side = side.subs(key, meaning)
        elif isinstance(key, AppliedUndef) and all(isinstance(argument, sp.Symbol) for argument in key.args):
            side = side.replace(key.func, sp.Lambda(key.args, meaning))
        else:
            raise ValueError(f"the definitions name {key!r}: define symbols, and functions of symbols such as C(a)")
    if unknown := sorted(map(str, side.atoms(AppliedUndef))):
        raise ValueError(f"{name}: what is {unknown[0]}? Add it to the definitions, behind those that use it")
    return side


class _Kept(sp.Sum):  # type: ignore[misc]
    """A sum that stays a sum when it is evaluated: to seek its closed form takes long, and seldom helps."""

    def doit(self, **hints: Any) -> sp.Expr:
        """Return the sum of the evaluated terms."""
        return self.func(self.function.doit(**hints), *self.limits)


def _is_open(part: sp.Basic) -> bool:
    """Return whether an expression is a sum with an unknown number of terms."""
    return isinstance(part, sp.Sum) and any(sp.Tuple(*ends).free_symbols for _, *ends in part.limits)


def _zero(difference: sp.Expr, homes: Mapping[Any, Any]) -> bool:
    """Return whether SymPy proves the difference to be zero on the domain."""
    if all(_vanishes(*part, _QUICK) for part in _by_range(difference, homes)):
        return True
    summed = difference.replace(_Kept, sp.Sum).doit() if difference.has(_Kept) else difference
    return _vanishes(summed, homes, _THOROUGH)


def _by_range(difference: sp.Expr, homes: Mapping[Any, Any]) -> Iterator[tuple[sp.Expr, Mapping[Any, Any]]]:
    """Yield what is zero if the difference is: the terms of all its sums over one range, taken together."""
    found: dict[Any, list[sp.Expr]] = defaultdict(list)
    for term in sp.Add.make_args(difference):
        factor, whole = term.as_independent(_Kept, as_Add=False)
        alone = isinstance(whole, _Kept) and not factor.has(*whole.variables)
        found[whole.limits if alone else ()].append(factor * whole.function if alone else term)
    for limits, terms in found.items():
        index = [variable for variable, *_ in limits]  # lives in the range, not in the domain
        yield sp.Add(*terms), {symbol: home for symbol, home in homes.items() if symbol not in index}


def _numerator(difference: sp.Expr) -> sp.Expr:
    """Return the numerator of the difference as one fraction."""
    return sp.expand(sp.fraction(sp.together(difference))[0])


def _logarithms(difference: sp.Expr) -> sp.Expr:
    """Return the difference with logarithms of fractions in lowest terms, each taken apart."""
    return sp.expand(difference.replace(sp.log, lambda argument: sp.log(sp.cancel(argument))))


# Ways to bring a difference to zero. What is quick goes first, also for each value of whole numbers.
_QUICK = _numerator, _logarithms
_THOROUGH = sp.expand, sp.cancel, sp.simplify


def _vanishes(difference: sp.Expr, homes: Mapping[Any, Any], ways: Sequence[Callable[[sp.Expr], sp.Expr]]) -> bool:
    """Return whether one of the ways brings the difference to zero, or its values at whole numbers, or on intervals."""
    if any(way(difference) == 0 for way in ways):
        return True
    free = {symbol: home for symbol, home in homes.items() if symbol in difference.free_symbols}
    for symbol, home in free.items():
        if isinstance(home, list):
            return all(_vanishes(difference.subs(symbol, value), homes, ways) for value in home)
    values = {symbol: value for symbol, home in free.items() if (value := inside(symbol, home)) != symbol}
    return bool(values) and _vanishes(difference.subs(values, simultaneous=True), {}, ways)
