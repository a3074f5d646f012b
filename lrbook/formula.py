"""Formulas, checked as they are printed: what their LaTeX says is computed with the book's own functions."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

TOKEN = re.compile(r"\d+(?:\.\d+)?|\\[A-Za-z]+|[A-Za-z]|[-+^_{}()|,=<>]")
SPACE = re.compile(r"\\[,;:! ]|\\[bB]igg?[lr]?(?![a-z])|\\(?:left|right)(?![a-z])|\\(?:q?quad)(?![a-z])|&|\s+")
RELATIONS = {"=", "\\leftarrow", "<", ">"}
FUNCTIONS: dict[str, Any] = {"\\log": np.log, "\\sin": np.sin, "\\max": np.maximum}
ENDS = {"", "+", "-", ")", "}", "|", ","} | RELATIONS


def holds(tex: str, names: Mapping[str, Any], after: Mapping[str, Any] | None = None) -> bool:
    """Return whether a printed formula is true of these values.

    >>> holds(r"\\sigma(z) = \\frac{1}{1 + e^{-z}}", {"\\sigma": lambda z: 1 / (1 + np.exp(-z)), "z": 0.3})
    True
    >>> holds(r"x \\leftarrow x - r", {"x": 5, "r": 2}, after={"x": 7})
    False

    Two sides are equal if they agree to nine digits, in each of their entries. Matrices, of two dimensions, multiply as
    matrices; under a sum sign everything multiplies entry by entry, and is summed along its last axis.

    Args:
        tex: LaTeX, as in a page: one relation or several, such as `a = b = c`.
        names: What its letters stand for: numbers, arrays, and functions. A derivative is named as `\\frac{dC}{da}`.
        after: What the letters left of an arrow, `\\leftarrow`, stand for once the step is done.

    Raises:
        ValueError: If the LaTeX can't be read, has no relation, or a name in it stands for nothing.
    """
    reader = _Reader(tex, names)
    found = True
    left = reader.place, reader.sum()
    if reader.next not in RELATIONS:
        raise ValueError(f"{tex} has no relation: give both sides, such as a = b")
    while relation := reader.next:
        if relation not in RELATIONS:
            raise ValueError(f"{tex}: {relation} is not expected there")
        name = "".join(reader.tokens[left[0] : reader.place])
        if relation == "\\leftarrow":
            if name not in (after or {}):
                raise ValueError(f"{tex}: say in `after` what {name} is after the step")
            left = left[0], (after or {})[name]
        reader.take(relation)
        right = reader.place, reader.sum()
        found = found and _related(left[1], right[1], relation)
        left = right
    return found


def _related(left: Any, right: Any, relation: str) -> bool:
    if relation in "<>":
        return bool(np.all(np.less(left, right) if relation == "<" else np.greater(left, right)))
    same = np.shape(left) == np.shape(right) or 1 in (np.size(left), np.size(right))
    return same and bool(np.allclose(left, right, rtol=1e-9, atol=1e-12))


class _Reader:
    """Reads LaTeX from left to right, and computes what it says on the way. Each method reads what it is named for."""

    def __init__(self, tex: str, names: Mapping[str, Any]) -> None:
        self.tex = tex
        self.names = {"e": math.e, **FUNCTIONS} | {"".join(_tokens(name)): value for name, value in names.items()}
        self.tokens = list(_tokens(tex))
        self.place = 0
        self.within_sum = False

    @property
    def next(self) -> str:
        return self.tokens[self.place] if self.place < len(self.tokens) else ""

    def take(self, expected: str = "") -> str:
        token = self.next
        if not token or (expected and token != expected):
            raise ValueError(f"{self.tex}: {expected or 'more'} is expected, and there is {token or 'nothing'}")
        self.place += 1
        return token

    def sum(self) -> Any:
        """Read terms that are added and subtracted."""
        found = 0
        while True:
            negative = self.next == "-"
            if self.next in {"+", "-"}:
                self.take()
            term = self.product()
            found = found - term if negative else found + term
            if self.next not in {"+", "-"}:
                return found

    def product(self) -> Any:
        """Read factors that stand beside each other."""
        found = self.power()
        while self.next not in ENDS:
            if self.next == "\\cdot":
                self.take()
            factor = self.power()
            matrices = np.ndim(found) == np.ndim(factor) == 2 and not self.within_sum
            found = found @ factor if matrices else found * factor
        return found

    def power(self) -> Any:
        """Read a factor and what it is raised to; to the T, it is transposed."""
        found = self.factor()
        if self.next == "^":
            self.take()
            for transposed in (["T"], ["{", "T", "}"]):
                if self.tokens[self.place : self.place + len(transposed)] == transposed:
                    self.place += len(transposed)
                    return np.transpose(found)
            return found ** self.group()
        return found

    def group(self) -> Any:
        """Read what stands in braces, or one token."""
        if self.next != "{":
            return self.factor()
        return self.enclosed("{", "}")

    def enclosed(self, opening: str, closing: str) -> Any:
        self.take(opening)
        found = self.sum()
        self.take(closing)
        return found

    def factor(self) -> Any:
        """Read a number, a name, a fraction, a call, or something in brackets."""
        name = self.longest_name()
        if name in FUNCTIONS and self.next != "(":
            return self.names[name](self.power())
        if name and callable(self.names[name]):
            return self.names[name](*self.arguments())
        if name:
            return self.names[name]
        match token := self.next:
            case "(":
                return self.enclosed("(", ")")
            case "{":
                return self.group()
            case "|":
                return np.abs(self.enclosed("|", "|"))
            case "\\frac":
                self.take()
                return self.group() / self.group()
            case "\\sum":
                return self.summed()
        if token.isdecimal() or "." in token:
            return float(self.take())
        raise ValueError(f"{self.tex}: {token or 'the end'} stands for nothing; say in `names` what it is")

    def longest_name(self) -> str:
        """Take the longest of the names that stands here, with its index, and return it, or ""."""
        for end in range(min(len(self.tokens), self.place + 12), self.place, -1):
            name = "".join(self.tokens[self.place : end])
            if name in self.names and (end == len(self.tokens) or self.tokens[end] != "_"):
                self.place = end
                return name
        return ""

    def arguments(self) -> list[Any]:
        self.take("(")
        found = [self.sum()]
        while self.next == ",":
            self.take()
            found.append(self.sum())
        self.take(")")
        return found

    def summed(self) -> Any:
        """Read a sum sign: its limits say over which index, and the index is the last axis."""
        self.take("\\sum")
        while self.next in {"_", "^"}:
            self.take()
            depth = 0
            while True:
                depth += {"{": 1, "}": -1}.get(self.take(), 0)
                if depth == 0:
                    break
        self.within_sum = True
        found = self.product()
        self.within_sum = False
        return np.sum(found, axis=-1)


def _tokens(tex: str) -> Iterator[str]:
    place = 0
    while place < len(tex):
        if gap := SPACE.match(tex, place):
            place = gap.end()
        elif token := TOKEN.match(tex, place):
            yield token[0]
            place = token.end()
        else:
            raise ValueError(f"{tex}: {tex[place:]!r} can't be read")
