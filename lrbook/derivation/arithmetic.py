"""Reasons of arithmetic: the lines are equal by sums and products alone, and the step has the shape that it should.

A logarithm, an exponential function and a function with a name are letters here: `expand` can't do their work.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from fractions import Fraction
from itertools import product as choices
from typing import Any

import sympy as sp

from lrbook.derivation.levels import levels
from lrbook.derivation.lines import ONE, Call, Line, Product, Sum, add, parts, product, read, same, terms, without
from lrbook.derivation.tactic import Given, Tactic, shown


def brackets(line: Line) -> int:
    """Return how many products there are to multiply out."""
    here = isinstance(line, Call) and line.head is sp.Pow and isinstance(line.args[0], (Sum, Product))
    if isinstance(line, Product):
        sizes = len(line.above) + (abs(line.number) != 1), len(line.below)
        sides = zip(sizes, (line.above, line.below), strict=True)
        count = sum(size > 1 and any(isinstance(one, Sum) for one in side) for size, side in sides)
    else:
        count = int(here)
    return count + sum(map(brackets, line.args))


def size(line: Line) -> int:
    """Return how many terms the sums in a line have."""
    return sum(map(size, line.args)) + (len(line.args) if isinstance(line, Sum) else 0)


class Arithmetic(Tactic):
    """A step that is arithmetic at one of the levels where two lines differ."""

    def leads(self, before: Line, after: Line, given: Given) -> bool:
        """Return whether the lines are of this shape, and differ by arithmetic of this kind."""
        return self.shape(before, after) and any(self.fits(u, v) and same(u, v) for u, v in levels(before, after))

    def shape(self, before: Line, after: Line) -> bool:
        """Return whether the step changes the line as a whole as it should."""
        return True

    def fits(self, u: Line, v: Line) -> bool:
        """Return whether two parts differ in the way that this tactic changes them."""
        raise NotImplementedError


class expand(Arithmetic):
    """Multiply out: a product of sums, or a power, becomes a sum. Like terms may be collected on the way."""

    def shape(self, before: Line, after: Line) -> bool:
        """Return whether there is less to multiply out than before."""
        return brackets(after) < brackets(before)

    def fits(self, u: Line, v: Line) -> bool:
        """Return whether both are equal above the line, and below it."""
        (c, top, low), (k, high, deep) = parts(u), parts(v)
        alone = not low and not deep
        return alone or (same(product(c, top), product(k, high)) and same(product(1, low), product(1, deep)))

    def lines(self, line: Line, given: Given) -> list[Line]:
        """Return the line with everything multiplied out, and like terms collected."""
        return [collected(_multiplied_out(line))] if brackets(line) else []

    def says(self, before: Line, after: Line, given: Given) -> tuple[str, str]:
        """Return the words."""
        return "multiply out", ""


class collect(Arithmetic):
    """Collect like terms: a sum becomes a shorter sum, and nothing is multiplied out."""

    def shape(self, before: Line, after: Line) -> bool:
        """Return whether there are fewer terms than before."""
        return size(after) < size(before) and brackets(after) == brackets(before)

    def fits(self, u: Line, v: Line) -> bool:
        """Return whether it is a sum without fractions that gets shorter."""
        return isinstance(u, Sum) and not any(parts(term)[2] for term in (*u.args, v))

    def lines(self, line: Line, given: Given) -> list[Line]:
        """Return the line with all like terms collected."""
        return [collected(line)]

    def says(self, before: Line, after: Line, given: Given) -> tuple[str, str]:
        """Return the words."""
        return "collect like terms", ""


class together(Arithmetic):
    """Bring a sum with fractions to a common denominator: the product of theirs."""

    def fits(self, u: Line, v: Line) -> bool:
        """Return whether a sum becomes a fraction with all denominators below."""
        below = {factor for term in terms(u) for factor in parts(term)[2]}
        return isinstance(u, Sum) and bool(below) and not isinstance(v, Sum) and set(parts(v)[2]) == below

    def says(self, before: Line, after: Line, given: Given) -> tuple[str, str]:
        """Return the words."""
        return "bring to a common denominator", ""


class Factored(Arithmetic):
    """A tactic that names an expression: what is taken out, cancelled or multiplied with."""

    def __init__(self, factor: Any) -> None:
        self.args = (factor,)
        with sp.evaluate(True):
            self.factor = read(factor)


class factor(Factored):
    """Factor out an expression: a sum becomes a product with it.

    Args:
        factor: What is taken out of all terms.
    """

    def fits(self, u: Line, v: Line) -> bool:
        """Return whether a sum becomes a product with the factor."""
        (k, wanted, low), (c, found, _) = parts(self.factor), parts(v)
        pure = isinstance(u, Sum) and isinstance(v, Product) and not low and not any(parts(t)[2] for t in u.args)
        plain = [one for one in wanted if not isinstance(one, Sum)]
        in_each = not any(without(plain, parts(term)[1]) for term in u.args)
        return pure and in_each and bool(wanted) and k in (1, c) and not without(wanted, found)

    def says(self, before: Line, after: Line, given: Given) -> tuple[str, str]:
        """Return the words."""
        return "factor out", shown(self.args[0])


class cancel(Factored):
    """Cancel an expression: it is a factor above and below the line of a fraction.

    Args:
        factor: What is cancelled.
    """

    def fits(self, u: Line, v: Line) -> bool:
        """Return whether above and below both lose the factor."""
        _, high, deep = parts(v)
        tidy = not any(parts(term)[2] for line in (*high, *deep) for term in terms(line))
        return tidy and _loses(u, v, self.factor)

    def leads(self, before: Line, after: Line, given: Given) -> bool:
        """Return whether it cancels at one place, or at all places where it stands."""
        return super().leads(before, after, given) or Tactic.leads(self, before, after, given)

    def lines(self, line: Line, given: Given) -> Iterable[Line]:
        """Return the line without the factor, wherever it stands above and below."""
        new = self._cancelled(line)
        return [new] if new != line else []

    def _cancelled(self, line: Line) -> Line:
        new = line.over(map(self._cancelled, line.args))
        (k, wanted, deep), (c, top, low) = parts(self.factor), parts(new)
        if k != 1 or deep or not wanted or without(wanted, top) or without(wanted, low):
            return new
        return product(c, without(top, wanted), without(low, wanted))

    def says(self, before: Line, after: Line, given: Given) -> tuple[str, str]:
        """Return the words."""
        return "cancel", shown(self.args[0])


class times(Factored):
    """Multiply numerator and denominator by an expression.

    Args:
        factor: What both are multiplied by.
    """

    def fits(self, u: Line, v: Line) -> bool:
        """Return whether above and below both gain the factor."""
        return bool(parts(u)[2]) and _loses(v, u, self.factor)

    def says(self, before: Line, after: Line, given: Given) -> tuple[str, str]:
        """Return the words."""
        return "multiply numerator and denominator by", shown(self.args[0])


def _loses(u: Line, v: Line, factor: Line) -> bool:
    """Return whether a fraction becomes another that lacks a factor above and below."""
    (c, top, low), (k, high, deep) = parts(u), parts(v)
    above, below = product(k, [*high, factor]), product(1, [*deep, factor])
    return bool(low) and not same(factor, ONE) and same(product(c, top), above) and same(product(1, low), below)


def collected(line: Line) -> Line:
    """Return a line whose sums have no two terms that differ only in their number."""
    if not isinstance(line, Sum):
        return line.over(map(collected, line.args))
    numbers: Counter[Line] = Counter()
    for term in terms(add(map(collected, line.args))):
        amount, top, low = parts(term)
        numbers[product(1, top, low)] += amount  # type: ignore[assignment]
    return add(product(Fraction(amount), [term]) for term, amount in numbers.items())


def _multiplied_out(line: Line) -> Line:
    """Return a line in which sums are not multiplied with anything."""
    new = line.over(map(_multiplied_out, line.args))
    if isinstance(new, Call) and new.head is sp.Pow and brackets(new):
        base, amount = new.args[0], parts(new.args[1])[0]
        return _multiplied_out(product(1, _each([base]) * int(amount)))
    if not isinstance(new, Product):
        return new
    return product(1, [_spread(new.number, new.above)], [_spread(1, new.below)])


def _each(given: Iterable[Line]) -> list[Line]:
    """Return the factors of a product of lines, its number among them."""
    return [one for line in given for one in (product(parts(line)[0], []), *parts(line)[1])]


def _spread(amount: int | Fraction, factors: Iterable[Line]) -> Line:
    """Return the sum of all products of one term of each factor."""
    return add(product(amount, chosen) for chosen in choices(*map(terms, factors)))
