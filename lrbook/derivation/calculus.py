"""Reasons with limits, with sums over an index, with the few values of a letter, and with the entries of matrices."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import sympy as sp

from lrbook.derivation.domains import listed
from lrbook.derivation.lines import (
    Call,
    Line,
    Sum,
    add,
    number,
    parts,
    power,
    product,
    read,
    same,
    whole,
    without,
    write,
)
from lrbook.derivation.matching import fill
from lrbook.derivation.tactic import Given, Tactic, shown


class limit(Tactic):
    """Take the limit of a polynomial in the letter that moves: it is the polynomial's value at the place."""

    def lines(self, line: Line, given: Given) -> Iterable[Line]:
        """Return the line with the limits of polynomials taken."""
        new = _values(line)
        return [new] if new != line else []

    def says(self, before: Line, after: Line, given: Given) -> tuple[str, str]:
        """Return the words."""
        limits = [part for part in before.walk() if isinstance(part, Call) and part.head is sp.Limit]
        moves = {f"\\({sp.latex(write(one.args[1]))} \\to {sp.latex(write(one.args[2]))}\\)" for one in limits}
        return "let", listed(sorted(moves))


def _values(line: Line) -> Line:
    """Return a line with polynomials in place of their limits."""
    new = line.over(map(_values, line.args)) if line.args else line
    if not (isinstance(new, Call) and new.head is sp.Limit):
        return new
    function, letter, place, _ = new.args
    return fill(function, {letter: place}) if write(function).is_polynomial(write(letter)) else new


class sums(Tactic):
    """Reorder a sum over an index: a sum of sums is the sum of both, and a factor without the index comes out."""

    def lines(self, line: Line, given: Given) -> Iterable[Line]:
        """Return the line with its sums taken apart as far as possible."""
        return [_apart(line)]

    def leads(self, before: Line, after: Line, given: Given) -> bool:
        """Return whether both lines come apart into the same, and differ."""
        return before != after and _apart(before) == _apart(after)

    def says(self, before: Line, after: Line, given: Given) -> tuple[str, str]:
        """Return the words."""
        return "reorder the sum", ""


def _apart(line: Line) -> Line:
    """Return a line whose sums over an index have one term each, without factors that lack the index."""
    new = line.over(map(_apart, line.args)) if line.args else line
    if not (isinstance(new, Call) and new.head is sp.Sum):
        return new
    term, *limits = new.args
    if isinstance(term, Sum):
        return add(_apart(new.over([one, *limits])) for one in term.args)
    index = [limit.args[0] for limit in limits]
    amount, top, low = parts(term)
    fixed_top, fixed_low = ([one for one in side if one.free_of(index)] for side in (top, low))
    moving = product(1, without(top, fixed_top), without(low, fixed_low))
    return product(amount, [*fixed_top, new.over([moving, *limits])], fixed_low)


class cases(Tactic):
    """Look at each value of a letter: for each of them both lines read the same, without powers of 0 and factors of 0.

    Args:
        letter: The letter, such as a label.
        values: Its values, such as 0 and 1.
    """

    def __init__(self, letter: Any, *values: int) -> None:
        self.args = (letter, *values)

    def leads(self, before: Line, after: Line, given: Given) -> bool:
        """Return whether the lines differ, but are the same for each value."""
        letter, *values = map(read, self.args)
        return before != after and all(same(_at(before, letter, one), _at(after, letter, one)) for one in values)

    def says(self, before: Line, after: Line, given: Given) -> tuple[str, str]:
        """Return the words."""
        letter, *values = self.args
        return "look at", listed(shown(sp.Eq(letter, value, evaluate=False)) for value in values)


def _at(line: Line, letter: Line, value: Line) -> Line:
    """Return a line with a value for a letter, with sums of numbers and powers with whole exponents computed."""
    if line == letter:
        return value
    new = line.over([_at(part, letter, value) for part in line.args]) if line.args else line
    if isinstance(new, Sum) and not new.leaves:
        return number(sum(parts(term)[0] for term in new.args))
    if isinstance(new, Call) and new.head is sp.Pow and (exponent := whole(new.args[1])) is not None:
        return power(new.args[0], exponent)
    return new


class entries(Tactic):
    """Multiply matrices: each entry is a row times a column. Or write a matrix as a product, by the same rule."""

    def leads(self, before: Line, after: Line, given: Given) -> bool:
        """Return whether one line is a product of matrices, and the other has its entries."""
        if _is_product(before) == _is_product(after):
            return False
        one, other = _multiplied(before), _multiplied(after)
        return one.shape == other.shape != () and all(map(same, one.args, other.args))

    def says(self, before: Line, after: Line, given: Given) -> tuple[str, str]:
        """Return the words."""
        return ("multiply row by column" if _is_product(before) else "write as a product of matrices"), ""


def _is_product(line: Line) -> bool:
    return isinstance(line, Call) and line.head is sp.MatMul


def _multiplied(line: Line) -> Call:
    """Return the product of matrices, and of numbers, as one matrix."""
    assert isinstance(line, Call)
    if not _is_product(line):
        return line
    factors = [part for part in line.args if isinstance(part, Call) and part.shape]
    scale = product(1, [part for part in line.args if part not in factors])
    total, *others = factors
    for other in others:
        total = _times(total, other)
    return Call(total.head, [product(1, [scale, entry]) for entry in total.args], total.shape)


def _times(one: Call, other: Call) -> Call:
    """Return the product of two matrices."""
    (rows, inner), (_, columns) = one.shape, other.shape
    cells = [
        add(product(1, [one.args[i * inner + k], other.args[k * columns + j]]) for k in range(inner))
        for i in range(rows)
        for j in range(columns)
    ]
    return Call(one.head, cells, (rows, columns))
