"""How a line is read: as a tree in which order, nesting and signs don't count, and in which nothing is worked out.

SymPy tidies what it builds. So lines are read into a tree of their own: a sum is a bag of terms, a product a number
with factors above and below. Nothing is multiplied out, cancelled or collected on the way. What reads the same is the
same line, and needs no reason: `b + a` and `a + b`, `-(u + v)` and `-u - v`, `u**2` and `u*u`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import cached_property, lru_cache
from hashlib import sha256
from typing import Any

import sympy as sp

PRIME = 2**61 - 1
"""Values of lines are computed modulo this number."""

LONGEST = 12
"""A power with a larger exponent is not read as a product."""


class Line:
    """A line, or a part of one. Lines with the same key are the same."""

    key: str
    args: tuple[Line, ...] = ()

    def __eq__(self, other: object) -> bool:
        """Return whether both read the same."""
        return isinstance(other, Line) and self.key == other.key

    def __hash__(self) -> int:
        """Return the hash of the key."""
        return hash(self.key)

    def __repr__(self) -> str:
        """Return the key."""
        return self.key

    @cached_property
    def value(self) -> int | None:
        """The value when each letter has a number made from its name: what isn't sum, product or fraction is a letter.

        Two lines that are equal by arithmetic have the same value, and others would agree once in 10^17 times.
        """
        return int.from_bytes(sha256(self.key.encode()).digest()[:8]) % PRIME

    def over(self, args: Iterable[Line]) -> Line:
        """Return the same with other parts."""
        return self

    def walk(self) -> Iterator[Line]:
        """Yield this line and all its parts."""
        yield self
        for part in self.args:
            yield from part.walk()

    @cached_property
    def leaves(self) -> frozenset[Line]:
        """The letters in it."""
        return frozenset(part for part in self.walk() if isinstance(part, Leaf))

    def free_of(self, letters: Iterable[Line]) -> bool:
        """Return whether none of the letters stands in it."""
        return self.leaves.isdisjoint(letters)


class Leaf(Line):
    """A letter, or a part of SymPy that is not looked into, such as an element of a row."""

    def __init__(self, what: Any) -> None:
        self.what, self.key = what, str(what)

    @cached_property
    def leaves(self) -> frozenset[Line]:
        """The letter itself, and for an element of a row its index, too."""
        indices = getattr(self.what, "indices", ())
        return frozenset([self, *(Leaf(free) for index in indices for free in index.free_symbols)])


class Sum(Line):
    """A sum of two terms or more."""

    def __init__(self, terms: Iterable[Line]) -> None:
        self.args = tuple(sorted(terms, key=_key))
        self.key = f"({' + '.join(map(_key, self.args))})"

    @cached_property
    def value(self) -> int | None:
        """The sum of the values of its terms."""
        return _total(term.value for term in self.args)

    def over(self, args: Iterable[Line]) -> Line:
        """Return the sum of other terms."""
        return add(args)


class Product(Line):
    """A number with factors above and below the line of a fraction. A number alone has no factors."""

    def __init__(self, number: Fraction, above: Iterable[Line] = (), below: Iterable[Line] = ()) -> None:
        self.number = number
        self.above, self.below = tuple(sorted(above, key=_key)), tuple(sorted(below, key=_key))
        self.args = self.above + self.below
        self.key = "*".join([*([str(number)] if number != 1 or not self.above else []), *map(_key, self.above)])
        self.key += "".join(f"/{factor.key}" for factor in self.below)

    @cached_property
    def value(self) -> int | None:
        """The product of the values of its factors, or nothing if it divides by zero."""
        top = _multiplied([self.number.numerator % PRIME, *(factor.value for factor in self.above)])
        low = _multiplied([self.number.denominator, *(factor.value for factor in self.below)])
        return top * pow(low, -1, PRIME) % PRIME if top is not None and low else None

    def over(self, args: Iterable[Line]) -> Line:
        """Return the product of other factors."""
        given = list(args)
        return product(self.number, given[: len(self.above)], given[len(self.above) :])


class Call(Line):
    """A function of its arguments: one of SymPy's, a power, a derivative, a sum over an index, a matrix."""

    def __init__(self, head: Any, args: Iterable[Line], shape: tuple[int, ...] = ()) -> None:
        self.head, self.args, self.shape = head, tuple(args), shape
        size = "x".join(map(str, shape))
        self.key = f"{head.__name__}{size}({', '.join(map(_key, self.args))})"

    @cached_property
    def value(self) -> int | None:
        """The value of a letter, but of a power with a whole exponent the power, and of exp(-u) that of 1 / exp(u)."""
        if self.head is sp.exp:
            other = negative(self.args[0])
            if (len(other.key), other.key) < (len(self.args[0].key), self.args[0].key):
                return Product(Fraction(1), [], [Call(sp.exp, [other])]).value
        if self.head is sp.Pow and (exponent := whole(self.args[1])) is not None:
            base = self.args[0].value
            return pow(base, exponent, PRIME) if base or (base == 0 and exponent > 0) else None
        return super().value

    def over(self, args: Iterable[Line]) -> Line:
        """Return the same function of other arguments."""
        given = list(args)
        if self.head is sp.Pow and (exponent := whole(given[1])) is not None:
            return power(given[0], exponent)
        return Call(self.head, given, self.shape)


def _key(line: Line) -> str:
    return line.key


def _total(values: Iterable[int | None]) -> int | None:
    found = list(values)
    return None if None in found else sum(value or 0 for value in found) % PRIME


def _multiplied(values: Iterable[int | None]) -> int | None:
    result = 1
    for value in values:
        if value is None:
            return None
        result = result * value % PRIME
    return result


def same(u: Line, v: Line) -> bool:
    """Return whether two lines are equal by arithmetic alone, as fractions of polynomials in their letters."""
    return u.value is not None and u.value == v.value


def number(value: int | Fraction) -> Line:
    """Return a number."""
    return Product(Fraction(value))


ZERO, ONE = number(0), number(1)


def whole(line: Line) -> int | None:
    """Return the whole number that a line is, if it is one."""
    alone = isinstance(line, Product) and not line.args and line.number.denominator == 1
    return int(line.number) if isinstance(line, Product) and alone else None


def parts(line: Line) -> tuple[Fraction, tuple[Line, ...], tuple[Line, ...]]:
    """Return a line as a product: its number, what stands above and what stands below."""
    return (line.number, line.above, line.below) if isinstance(line, Product) else (Fraction(1), (line,), ())


def terms(line: Line) -> tuple[Line, ...]:
    """Return a line as a sum."""
    return line.args if isinstance(line, Sum) else (line,) if line != ZERO else ()


def add(given: Iterable[Line]) -> Line:
    """Return a sum without sums and zeros among its terms."""
    flat = [term for line in given for term in terms(line)]
    return Sum(flat) if len(flat) > 1 else flat[0] if flat else ZERO


def product(factor: int | Fraction, above: Iterable[Line], below: Iterable[Line] = ()) -> Line:
    """Return a product without products among its factors. Of a minus and a sum it is the sum of the negatives."""
    top: list[Line] = []
    low: list[Line] = []
    total = Fraction(factor)
    for here, there, given, sign in ((top, low, above, 1), (low, top, below, -1)):
        for line in given:
            value, high, deep = parts(line)
            total *= value**sign
            here.extend(high)
            there.extend(deep)
    if total == 0:
        return ZERO
    if total == -1 and len(top) == 1 and not low and isinstance(top[0], Sum):
        return add(negative(term) for term in top[0].args)
    return top[0] if total == 1 and len(top) == 1 and not low else Product(total, top, low)


def negative(line: Line) -> Line:
    """Return the line with the other sign."""
    return product(-1, [line])


def power(base: Line, exponent: int) -> Line:
    """Return a whole power: a product of equal factors, but that of a product stays a power."""
    if isinstance(base, Product) and not base.args and (base != ZERO or exponent > 0):
        return number(base.number**exponent)
    size = abs(exponent)
    many = isinstance(base, Product) and size > 1
    if size > LONGEST or base == ZERO:
        return Call(sp.Pow, [base, number(exponent)])
    factors = [Call(sp.Pow, [base, number(size)])] if many else [base] * size
    return product(1, *([factors, []] if exponent > 0 else [[], factors]))


def without(some: Iterable[Line], others: Iterable[Line]) -> list[Line]:
    """Return what is left of some lines without the others, each counted as often as it stands there."""
    return [*(Counter(some) - Counter(others)).elements()]


def read(side: Any) -> Line:
    """Return an expression, a matrix or a number of SymPy as a line."""
    return _read(side.as_immutable() if isinstance(side, sp.MatrixBase) else sp.sympify(side))


@lru_cache(maxsize=10_000)
def _read(side: Any) -> Line:
    if side.is_Rational:
        return number(Fraction(side.p, side.q))
    if isinstance(side, sp.MatrixBase):
        return Call(sp.ImmutableDenseMatrix, map(_read, side), side.shape)
    if isinstance(side, sp.Derivative):
        inner = _read(side.expr)
        for variable, count in side.variable_count:
            for _ in range(int(count)):  # which may be 1 + 1, not evaluated
                inner = Call(sp.Derivative, [inner, _read(variable)])
        return inner
    if not side.args or isinstance(side, sp.Indexed):
        return Leaf(side)
    args = [_read(part) for part in side.args]
    if side.is_Matrix:  # a product of matrices has an order
        return Call(side.func, args)
    if side.is_Add:
        return add(args)
    if side.is_Mul:
        return product(1, args)
    if side.is_Pow and (exponent := whole(args[1])) is not None:
        return power(args[0], exponent)
    return Call(side.func, args)


def write(line: Line) -> Any:
    """Return a line as SymPy's, for a message: SymPy may tidy it."""
    if isinstance(line, Leaf):
        return line.what
    args = [write(part) for part in line.args]
    if isinstance(line, Sum):
        return sp.Add(*args, evaluate=False)
    if isinstance(line, Product):
        top, low = args[: len(line.above)], args[len(line.above) :]
        amount = sp.Rational(line.number.numerator, line.number.denominator)
        first = [amount] if amount != 1 or not args else []
        return sp.Mul(*first, *top, *(sp.Pow(one, -1, evaluate=False) for one in low), evaluate=False)
    assert isinstance(line, Call)
    return sp.Matrix(*line.shape, args) if line.shape else line.head(*args)
