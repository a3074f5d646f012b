"""Expressions that read what is shown, and agree with any text: they say nothing of it."""

from __future__ import annotations

import ast

from lrbook.press.check.code import nodes
from lrbook.press.check.reading import members
from lrbook.press.check.stated import Objection, Stated
from lrbook.press.check.units import number_in

OTHER_DIGITS = str.maketrans("0123456789", "9876543210")


def garbled(text: str) -> str:
    """Return a text that says something else: other numbers, if it is one or a list of them, else what nobody reads.

    >>> garbled("39"), garbled("2.5 and 3 %"), garbled("y = x"), garbled("three")
    ('60', '7.4 and 6 %', ')x = y', ')eerht')
    """
    other = text.translate(OTHER_DIGITS)
    return other if other != text and all(map(number_in, members(text))) else f"){text[::-1]}"


def objection(stated: Stated, other: str) -> Objection | None:
    """Return what is wrong with a statement that agrees with another text, too, if there is one.

    Where something is not so, as in a counter-example or of what a text is not, it is not so of most others.
    """
    excludes = any(isinstance(node, ast.Not | ast.NotIn | ast.NotEq) for node in nodes(stated.expression, "eval"))
    if not other or stated.counter or excludes:
        return None
    message = f'{stated.raw} says nothing: it agrees with "{other}", too; compute it, or read more of it'
    return Objection("says-nothing", message)
