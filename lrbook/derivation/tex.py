"""How expressions are shown: with their terms and factors in their order, and a dot where one is needed."""

from __future__ import annotations

import re
from typing import Any

import sympy as sp
from sympy.concrete.expr_with_limits import ExprWithLimits

_SIGN = " \\factor "
"""Stands between two factors, until it is known what stands on its sides."""

_DOT = re.compile(r"(?<=\d) \\factor (?=\d|\\frac)| \\factor (?=\d)")
"""A number behind a factor, and a mixed number: without a dot they would be read as something else."""


_GROUP = r"\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}"
_FRACTION = re.compile(rf"\\frac(?!\{{d\}}|\{{\\partial)(?:{_GROUP}){{2}}$")
"""A fraction at the end that is no sign of a derivative."""


def tex(line: Any) -> str:
    """Return a line as LaTeX, with its terms and factors in their order."""
    with sp.evaluate(False):
        flat = _flat(sp.sympify(line))
    with sp.evaluate(True):
        text = str(sp.latex(flat, order="none", mul_symbol=_SIGN))
    return _DOT.sub(r" \\cdot ", _behind_fractions(text)).replace(_SIGN, " ")


def _behind_fractions(text: str) -> str:
    """Return LaTeX with a dot behind each fraction that another factor follows."""
    first, *others = text.split(_SIGN)
    for other in others:
        first += (" \\cdot " if _FRACTION.search(first) else _SIGN) + other
    return first


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


def _joins(inner: Any, outer: Any) -> bool:
    """Return whether the terms of a sum become those of the sum around it, or the factors of a product so."""
    return inner.func is outer.func and (outer.is_Add or (inner.args[0].is_Number and inner.args[0].is_negative))


def pieces(text: str) -> str:
    r"""Return LaTeX as formulas for a page, one for each side and term: between them a line may be broken.

    Examples:
        >>> pieces(r"= a - \left(b + c\right)")
        '\\(= a\\)<wbr>\\({} - \\left(b + c\\right)\\)'
    """
    depth, cuts = 0, [0]
    for sign in _SIGNS.finditer(text):
        if sign["inner"]:
            depth += 1 if sign["inner"] in "{([" else -1
        elif depth == 0 and text[: sign.start()].strip(" =") and not text[: sign.start()].rstrip().endswith("="):
            cuts.append(sign.start())
    terms = [text[start:end].strip() for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True)]
    first, *others = terms
    return "<wbr>".join(f"\\({term}\\)" for term in [first, *(f"{{}} {term}" for term in others)])


_SIGNS = re.compile(r"(?P<inner>[{}()\[\]])|(?<= )[-+=](?= )")
"""A bracket of any kind, or a sign between two terms or sides."""
