"""Units: what each measures, and how large it is; as names in code end with them, and as they stand behind numbers."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from fractions import Fraction
from operator import mul, truediv

from lrbook.press.check.depends import called

PREFIXES = {"n": -9, "µ": -6, "u": -6, "m": -3, "c": -2, "": 0, "k": 3, "M": 6, "G": 9, "T": 12}
SPOKEN = {"nano": -9, "micro": -6, "milli": -3, "centi": -2, "": 0, "kilo": 3, "mega": 6, "giga": 9, "tera": 12}
BASES = {
    "s": ("second", -9, 0),
    "m": ("metre meter", -9, 3),
    "g": ("gram gramme", -9, 3),
    "l": ("litre liter", -6, 0),
    "L": ("", -6, 0),
    "Hz": ("hertz", 0, 12),
    "Pa": ("pascal", -3, 9),
    "V": ("volt", -6, 6),
    "W": ("watt", -6, 12),
    "J": ("joule", -3, 12),
    "N": ("newton", -3, 6),
}
"""The symbol of a unit, its words, and the powers of ten of the smallest and the largest that is made of it."""
TIMES = {"min": 60, "h": 3600, "hr": 3600, "minute": 60, "hour": 3600, "day": 86_400, "week": 604_800}

UNITS = {word + plural: ("s", Fraction(size)) for word, size in TIMES.items() for plural in ("", "s")}
for base, (spoken, least, most) in BASES.items():
    symbols = [(prefix + base, power) for prefix, power in PREFIXES.items()]
    in_words = [(way + word + s, power) for way, power in SPOKEN.items() for word in spoken.split() for s in ("", "s")]
    UNITS |= {
        unit: (base.lower(), Fraction(10) ** power) for unit, power in symbols + in_words if least <= power <= most
    }

IN_NAMES = {name for name in UNITS if len(name) in {2, 3} and name.removesuffix("s") not in TIMES} | {"m", "s", "g"}
IN_NAMES |= {name for name in UNITS if len(name) > 3 and name.endswith("s")}
"""Other letters, and `_min`, are something else in a name at least as often; so is a word in the singular: newton."""
SAME = {"round", "abs", "int", "float", "min", "max", "sum", "mean", "median", "fmean", "std", "stdev"}
"""What these make of a quantity has its unit."""


@dataclass(frozen=True)
class Measured:
    """A name that ends with a unit, what that may be (mW or MW), and the factor that its value is multiplied by."""

    name: str
    may_be: frozenset[tuple[str, Fraction]]
    factor: Fraction = Fraction(1)


def measured(expression: ast.AST) -> Measured | None:
    """Return what an expression measures, if it is a name that ends with a unit, at most multiplied by a number."""
    match expression:
        case ast.Expression(body=inner) | ast.UnaryOp(operand=inner):
            return measured(inner)
        case ast.Call(args=[inner, *_]) if called(expression) in SAME:
            return measured(inner)
        case ast.Call(func=ast.Attribute(value=inner, attr=made)) if made in SAME:
            return measured(inner)
        case ast.BinOp(left=inner, op=ast.Mult() | ast.Div() as op, right=right) if number := _number(right):
            found = measured(inner)
            by = mul if isinstance(op, ast.Mult) else truediv
            return Measured(found.name, found.may_be, by(found.factor, number)) if found else None
        case ast.BinOp(left=left, op=ast.Mult(), right=inner) if number := _number(left):
            found = measured(inner)
            return Measured(found.name, found.may_be, found.factor * number) if found else None
        case ast.Name(id=name) | ast.Attribute(attr=name) | ast.Subscript(slice=ast.Constant(value=str(name))):
            return _named(name)
        case ast.Subscript(value=inner, slice=ast.Constant(value=int())):
            return measured(inner)
    return None


def _named(name: str) -> Measured | None:
    *before, last = name.split("_")
    if not before or "per" in before:
        return None
    may_be = frozenset(UNITS[unit] for unit in IN_NAMES if unit.lower() == last.lower())
    return Measured(name, may_be) if may_be else None


def _number(expression: ast.expr) -> Fraction | None:
    """Return a number that is written out, also as a power: `10**3`."""
    match expression:
        case ast.Constant(value=int() | float() as number) if number and not isinstance(number, bool):
            return Fraction(repr(number))
        case ast.BinOp(left=left, op=ast.Pow(), right=ast.Constant(value=int(power))) if base := _number(left):
            return base**power if abs(power) < 30 else None
    return None
