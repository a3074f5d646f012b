"""Where two lines differ: as a whole, then without what they share, and so on inwards."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

import sympy as sp

from lrbook.derivation.lines import ONE, ZERO, Call, Line, Product, Sum, add, parts, product, terms, without

Pair = tuple[Line, Line]


def levels(u: Line, v: Line) -> Iterator[Pair]:
    """Yield the two lines, then what is left of both without the terms, factors or functions that they share."""
    seen: set[Pair] = set()
    step: Pair | None = (u, v)
    while step is not None and step not in seen:
        seen.add(step)
        yield step
        step = _inner(*step)


def _inner(u: Line, v: Line) -> Pair | None:
    """Return what differs within two lines, if something around it is the same."""
    if u == v:
        return None
    if isinstance(u, Sum) or isinstance(v, Sum):
        left, right = without(terms(u), terms(v)), without(terms(v), terms(u))
        if len(left) < len(terms(u)):
            return add(left), add(right)
    if isinstance(u, Product) or isinstance(v, Product):
        return _factors(u, v)
    if isinstance(u, Call) and isinstance(v, Call) and u.head == v.head and u.head is not sp.Sum:
        differ = [(one, other) for one, other in zip_longest(u.args, v.args, fillvalue=ZERO) if one != other]
        if len(differ) == 1:
            return differ[0]
    return None


def _factors(u: Line, v: Line) -> Pair | None:
    """Return two products without the factors that they share, or what they divide by if that is all."""
    (c, top, low), (k, high, deep) = parts(u), parts(v)
    left = product(1 if c == k else c, without(top, high), without(low, deep))
    right = product(1 if c == k else k, without(high, top), without(deep, low))
    if (left, right) not in ((u, v), (v, u)) and ZERO not in (left, right) and (left, right) != (ONE, ONE):
        return left, right
    return (product(1 / c, low, top), product(1 / k, deep, high)) if low or deep else None
