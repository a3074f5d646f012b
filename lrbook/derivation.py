"""A derivation as a list of steps, each proven equal to the one before.

Every step has two witnesses that know nothing of each other. SymPy must bring the difference of its two sides to
exactly zero; and mpmath must find them equal to 40 digits at random points of the domain, where it takes a quotient of
small differences for a derivative, and a place very near for a limit. A step that lacks a witness raises.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from math import inf, prod
from typing import Any

import mpmath
import sympy as sp
from sympy.concrete.expr_with_limits import ExprWithLimits
from sympy.core.function import AppliedUndef

from lrbook._trial import NEAR, Trial, entries_of, gaps, place, unknowns, vanishing

Domain = Mapping[Any, Any]
"""Where each symbol lives: an open interval `(0, 1)`, a set of whole numbers `{0, 1}`, or `sympy.S.Naturals`.

What holds for a set is proven value by value; what holds for all the naturals is proven in general, and tried at a few.
An `IndexedBase` has the domain of its elements.
"""


class DerivationError(ValueError):
    """A step of a derivation does not follow from the one before."""


@dataclass(frozen=True)
class Derivation:
    """A derivation, proven when it is made. As text it is Markdown: its lines, each with its reason and an anchor."""

    start: sp.Expr
    steps: tuple[tuple[sp.Expr, str], ...]
    domain: Domain
    definitions: Mapping[Any, Any]
    name: str

    def __post_init__(self) -> None:
        """Prove each step."""
        if not re.fullmatch(r"[A-Za-z][\w-]*", self.name, re.ASCII):
            raise ValueError(f"the name {self.name!r} is no id: begin with a letter, go on with letters, digits and -")
        ground, before = _Ground(self.domain, self.definitions), None
        for number, (step, reason) in enumerate(self.steps, 1):
            if self._texts[number] == self._texts[number - 1]:
                remedy = "drop it, or write the lines in `with sympy.evaluate(False):`"
                raise ValueError(f"step {number} ({reason}) looks like the line before: {remedy}")
            name = f"step {number} ({reason})"
            before, line = before or ground.line(self.start, name), ground.line(step, name)
            ground.prove(before, line, name)
            before = line

    @cached_property
    def _texts(self) -> list[str]:
        """The lines as LaTeX, the start first."""
        return [_tex(line) for line in (self.start, *(line for line, _ in self.steps))]

    @property
    def result(self) -> sp.Expr:
        """The last expression, evaluated."""
        return self.steps[-1][0].doit()

    def __str__(self) -> str:
        """Return the steps as Markdown."""
        first, *rights = self._texts
        lefts = [f"\\({first}\\)"] + [""] * (len(rights) - 1)
        rows = [
            f'<li id="{self.name}-{n}" markdown="span"><span class="left">{left}</span> '
            f'<span class="right">\\(= {right}\\)</span> '
            f'<span class="reason">{" ".join(reason.split())}</span> '
            f'<a class="line" href="#{self.name}-{n}" aria-label="line {n}"></a></li>'
            for n, (left, right, (_, reason)) in enumerate(zip(lefts, rights, self.steps, strict=True), 1)
        ]
        where = f'<p class="where" markdown="span">{self._where()}</p>'
        return "\n".join(['<ol class="derivation" markdown="1">', *rows, "</ol>", "", where])

    def _where(self) -> str:
        """Return what the letters stand for, and where the lines were proven equal."""
        used = set().union(*(unknowns(line) for line in (self.start, *(line for line, _ in self.steps))))
        meanings = [f"{_tex(key)} = {_tex(meaning)}" for key, meaning in self.definitions.items()]
        used |= set().union(*(unknowns(sp.sympify(meaning)) for meaning in self.definitions.values()))
        homes = [_home(symbol, where) for symbol, where in self.domain.items() if symbol in used]
        texts = [("where ", meanings), ("for ", homes)]
        return ", ".join(word + ", ".join(f"\\({tex}\\)" for tex in list_) for word, list_ in texts if list_) + "."


def _joins(inner: Any, outer: Any) -> bool:
    """Return whether the terms of a sum become those of the sum around it, or the factors of a product so."""
    return inner.func is outer.func and (outer.is_Add or (inner.args[0].is_Number and inner.args[0].is_negative))


def _home(symbol: Any, where: Any) -> str:
    """Return where a symbol lives, as LaTeX."""
    if where is sp.S.Naturals:
        return f"{sp.latex(symbol)} = 1, 2, 3, \\dots"
    if isinstance(where, tuple):
        return f"{sp.latex(sp.nsimplify(where[0]))} < {sp.latex(symbol)} < {sp.latex(sp.nsimplify(where[1]))}"
    return f"{sp.latex(symbol)} \\in \\{{{', '.join(map(str, sorted(where)))}\\}}"


def _tex(line: sp.Basic) -> str:
    """Return a line as LaTeX, with its terms and factors in their order."""
    with sp.evaluate(False):
        flat = _flat(line)
    with sp.evaluate(True):
        return str(sp.latex(flat, order="none"))


def _flat(part: Any) -> Any:
    """Return an expression without sums within sums, which would show as brackets that nobody wrote.

    Nor is there a product with a minus within a product: it would show without the brackets that a minus needs.
    """
    if not part.args or isinstance(part, sp.MatrixBase):
        return part.applyfunc(_flat) if isinstance(part, sp.MatrixBase) else part
    args = [_flat(argument) for argument in part.args]
    if part.is_Add or part.is_Mul:
        args = [one for argument in args for one in (argument.args if _joins(argument, part) else [argument])]
    with sp.evaluate(isinstance(part, ExprWithLimits)):  # a sum would show its orientation, a factor of 1
        return part.func(*args)


def derive(
    start: sp.Expr,
    *steps: tuple[sp.Expr, str],
    domain: Domain,
    definitions: Mapping[Any, Any] | None = None,
    name: str = "line",
) -> Derivation:
    """Prove each step equal to the line before it, on the whole domain, and return the derivation.

    Examples:
        >>> x, y = sp.symbols("x y", real=True)
        >>> derive((x + y) ** 2, (x**2 + 2 * x * y + y**2, "multiplied out"), domain={x: (-9, 9), y: (-9, 9)}).result
        x**2 + 2*x*y + y**2

    SymPy evaluates what it can at once. In `with sympy.evaluate(False):` the lines are shown as they are written.

    Args:
        start: What is derived, such as `Derivative(C(a), a)`: an expression or a matrix.
        steps: Pairs of an expression and the reason why it equals the one before.
        domain: Where each symbol lives.
        definitions: What functions and symbols stand for, such as `{C(a): -log(a), a: 1 / (1 + exp(-z))}`. One that
            uses another stands before it.
        name: The lines' ids are `name-1`, `name-2` and so on.

    Raises:
        DerivationError: If a step is not equal to the line before. The message has the step's number and reason, both
            sides, and the point where they differ most, or says that no proof was found.
        ValueError: If there is no step, a step is not an exact expression and a reason, two lines look the same, or the
            domain or the definitions leave something open.
    """
    if not steps:
        raise ValueError("a derivation has no steps: give at least one pair of an expression and its reason")
    for number, step in enumerate(steps, 1):
        if not (isinstance(step, tuple) and len(step) == 2 and isinstance(step[1], str) and step[1].strip()):
            raise ValueError(f"step {number} is {step!r}: give a pair of an expression and the reason why it follows")
    exact = tuple((_exact(step, f"step {number}"), reason) for number, (step, reason) in enumerate(steps, 1))
    return Derivation(_exact(start, "the start"), exact, domain, definitions or {}, name)


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
        lrbook.derivation.DerivationError: this step is wrong: a**2 is not a; at a = 0.5... they are 0.2... and 0.5...

    Raises:
        DerivationError: If they differ, have no real value at a point of the domain, or no proof is found.
        ValueError: If a side is not an exact expression, or the domain or the definitions leave something open.
    """
    ground = _Ground(domain, definitions or {})
    ground.prove(ground.line(left, name), ground.line(right, name), name)
    return True


class _Line:
    """A line of a derivation, prepared for its proof: it is the right side of one step, and the left of the next."""

    def __init__(self, written: Any, definitions: Mapping[Any, Any], name: str) -> None:
        self.written = written
        self.side = _defined(_exact(written, name), definitions, name)
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
class _Ground:
    """What the lines of a derivation stand on."""

    domain: Domain
    definitions: Mapping[Any, Any]

    @cached_property
    def homes(self) -> dict[Any, Any]:
        """The domain, as it is read."""
        return _read(self.domain)

    def line(self, written: Any, name: str) -> _Line:
        """Return a line, prepared for its proof."""
        with sp.evaluate(True):  # lines may be written in `sympy.evaluate(False)`
            return _Line(written, self.definitions, name)

    def prove(self, left: _Line, right: _Line, name: str) -> None:
        """Prove two lines equal, or raise."""
        with sp.evaluate(True):
            _prove(left, right, self, name)


def _prove(left: _Line, right: _Line, ground: _Ground, name: str) -> None:
    homes, both = ground.homes, left.unknowns | right.unknowns
    if homeless := sorted(map(str, both - homes.keys())):
        raise ValueError(f"{name}: where does {homeless[0]} live? Add it to the domain, with its own assumptions")
    this, that = left.written, right.written
    if left.shape != right.shape:
        raise DerivationError(f"{name} is wrong: the shape of {this} is {left.shape}, that of {that} is {right.shape}")
    if any(entry.has(sp.zoo, sp.nan) for entry in left.exact + right.exact):
        raise DerivationError(f"{name} is wrong: {this} or {that} has no value")
    used = {symbol: home for symbol, home in homes.items() if symbol in both}
    trials = left.trial, right.trial
    if (part := vanishing(trials, used)) is not None:
        remedy = "that is in the domain, so make it smaller"
        raise DerivationError(f"{name} is wrong: {this} or {that} has no value where {part} = 0; {remedy}")
    gap, point, values = max(gaps(trials, used), key=lambda found: found[0])
    if gap > 0:
        pairs = [[mpmath.nstr(value, digits) for value in values] for digits in range(6, 51)]
        seen = " and ".join(next((pair for pair in pairs if pair[0] != pair[1]), pairs[0]))
        what = f"{this} is not {that}" if gap < inf else f"{this} and {that} are not always two real numbers"
        raise DerivationError(f"{name} is wrong: {what}; {place(point)}they are {seen}")
    few = {symbol: home for symbol, home in used.items() if ground.domain[symbol] is not sp.S.Naturals}
    if not all(_zero(a - b, few) for a, b in zip(left.exact, right.exact, strict=True)):
        raise DerivationError(f"{name} is not proven: SymPy can't bring ({this}) - ({that}) to 0; take a smaller step")


def _exact(side: Any, name: str) -> sp.Expr:
    """Return an expression or a matrix as SymPy's, if its numbers are exact."""
    found = None if isinstance(side, (bool, str)) else sp.sympify(side)
    if not isinstance(found, (sp.Expr, sp.MatrixBase)) or found.has(sp.Float, sp.nan, sp.zoo):
        raise ValueError(f"{name} has {side!r}: give an expression with exact, finite numbers, such as x/10 for 0.1*x")
    return found


def _defined(side: sp.Expr, definitions: Mapping[Any, Any], name: str) -> sp.Expr:
    """Return the expression with everything in it that has a definition replaced by it."""
    for key, meaning in definitions.items():
        exact = _exact(meaning, f"the definition of {key}")
        if isinstance(key, sp.Symbol):
            side = side.subs(key, exact)
        elif isinstance(key, AppliedUndef) and all(isinstance(argument, sp.Symbol) for argument in key.args):
            side = side.replace(key.func, sp.Lambda(key.args, exact))
        else:
            raise ValueError(f"the definitions name {key!r}: define symbols, and functions of symbols such as C(a)")
    if unknown := sorted(map(str, side.atoms(AppliedUndef))):
        raise ValueError(f"{name}: what is {unknown[0]}? Add it to the definitions, behind those that use it")
    return side


def _read(domain: Domain) -> dict[Any, Any]:
    """Return for each symbol the ends of its interval as a tuple, or the whole numbers to try as a list."""
    homes: dict[Any, Any] = {}
    for symbol, where in domain.items():
        match where:
            case sp.S.Naturals:
                homes[symbol] = tried = [sp.Integer(n) for n in (1, 2, 3)]
            case set() | frozenset() if where and all(type(value) is int for value in where):
                homes[symbol] = tried = [sp.Integer(value) for value in sorted(where)]
            case (low, high) if -inf < low < high < inf:
                low, high = homes[symbol] = sp.nsimplify(low, rational=True), sp.nsimplify(high, rational=True)
                tried = [low + (high - low) * share for share in (NEAR, 1 - NEAR)]
            case _:
                raise ValueError(f"{symbol} lives in {where!r}: give an interval (low, high) or a set of whole numbers")
        for value, (fact, truth) in product(tried, symbol.assumptions0.items()):
            if getattr(value, f"is_{fact}") is not truth:
                raise ValueError(f"{sp.srepr(symbol)} can't live in {where!r}: change its assumptions or its domain")
    return homes


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
        inside = isinstance(whole, _Kept) and not factor.has(*whole.variables)
        found[whole.limits if inside else ()].append(factor * whole.function if inside else term)
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
    # SymPy can't be told that 0 < a < 1, but that t is positive: with a = t / (1 + t) it knows that 1 - a is, too.
    positive = {symbol: sp.Dummy(positive=True) for symbol in free}
    inside = {symbol: (free[symbol][0] + free[symbol][1] * t) / (1 + t) for symbol, t in positive.items()}
    return bool(inside) and _vanishes(difference.subs(inside, simultaneous=True), {}, ways)


def chain(*links: tuple[sp.Expr, sp.Symbol]) -> sp.Expr:
    """Return the derivative along a chain of dependencies: the product of the derivatives of its links.

    Args:
        links: From the outermost to the innermost, each function with the variable that it depends on directly.
    """
    return prod(sp.diff(function, variable) for function, variable in links)
