"""Where letters live: what is proven holds for all of it, and the numbers that are tried lie in a part of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import product
from typing import Any

import sympy as sp

from lrbook.derivation.trial import NEAR

Domain = Mapping[Any, Any]
"""Where each symbol lives: an open interval `(0, 1)`, a set of whole numbers `{0, 1}`, or `sympy.S.Naturals`.

An interval may go on for ever: `(0, oo)`, or `(-oo, oo)` for all real numbers. What holds for a set is proven value by
value; what holds for all the naturals is proven in general, and tried at a few. An `IndexedBase` has the domain of its
elements.
"""

WIDE = 10
"""How far into an interval that goes on for ever numbers are tried."""


def homes(domain: Domain) -> dict[Any, Any]:
    """Return for each symbol the ends of its interval as a tuple, or the whole numbers to try as a list."""
    found: dict[Any, Any] = {}
    for symbol, where in domain.items():
        match where:
            case sp.S.Naturals:
                found[symbol] = tried = [sp.Integer(n) for n in (1, 2, 3)]
            case set() | frozenset() if where and all(type(value) is int for value in where):
                found[symbol] = tried = [sp.Integer(value) for value in sorted(where)]
            case (low, high) if low < high:
                found[symbol] = sp.nsimplify(low, rational=True), sp.nsimplify(high, rational=True)
                low, high = box(found[symbol])
                tried = [low + (high - low) * share for share in (NEAR, 1 - NEAR)]
            case _:
                raise ValueError(f"{symbol} lives in {where!r}: give an interval (low, high) or a set of whole numbers")
        for value, (fact, truth) in product(tried, symbol.assumptions0.items()):
            if getattr(value, f"is_{fact}") is not truth:
                raise ValueError(f"{sp.srepr(symbol)} can't live in {where!r}: change its assumptions or its domain")
    return found


def box(home: Any) -> Any:
    """Return the part of a home in which numbers are tried: of an interval that goes on for ever, its beginning."""
    if isinstance(home, list):
        return home
    low, high = home
    if low.is_infinite and high.is_infinite:
        return -sp.Integer(WIDE), sp.Integer(WIDE)
    return (high - WIDE if low.is_infinite else low), (low + WIDE if high.is_infinite else high)


def inside(symbol: Any, home: tuple[Any, Any]) -> Any:
    """Return an expression that takes the values of an interval: the symbol itself, or one in a positive letter.

    SymPy can't be told that 0 < a < 1, but that t is positive: with a = t / (1 + t) it knows that 1 - a is, too.
    """
    (low, high), t = home, sp.Dummy(positive=True)
    if low.is_infinite:
        return symbol if high.is_infinite else high - t
    return low + t if high.is_infinite else (low + high * t) / (1 + t)


def endless(home: Any) -> bool:
    """Return whether a home is an interval that goes on for ever."""
    return isinstance(home, tuple) and any(end.is_infinite for end in home)


def in_words(domain: Domain, used: Iterable[Any]) -> str:
    """Return where some symbols live, as Markdown: for every real x, 0 < a < 1 and so on."""
    chosen = set(used)
    found = [(sp.latex(symbol), where) for symbol, where in domain.items() if symbol in chosen]
    reals = [f"\\({name}\\)" for name, where in found if isinstance(where, tuple) and -where[0] == where[1] == sp.oo]
    others = [_in_words(name, where) for name, where in found if f"\\({name}\\)" not in reals]
    return listed([*([f"every real {listed(reals)}"] if reals else []), *others])


def _in_words(name: str, where: Any) -> str:
    """Return where a symbol lives."""
    if where is sp.S.Naturals:
        return f"\\({name} = 1, 2, 3, \\dots\\)"
    if not isinstance(where, tuple):
        return f"\\({name} \\in \\{{{', '.join(map(str, sorted(where)))}\\}}\\)"
    low, high = (sp.latex(sp.nsimplify(end)) for end in where)
    if where[1] == sp.oo:
        return f"every \\({name} > {low}\\)"
    return f"every \\({name} < {high}\\)" if where[0] == -sp.oo else f"\\({low} < {name} < {high}\\)"


def listed(texts: Iterable[str]) -> str:
    """Return texts as English lists them: one; one and two; one, two and three."""
    *most, last = texts or [""]
    return f"{', '.join(most)} and {last}" if most else last
