"""Formulas, checked as they are printed: what their LaTeX says is computed with the book's own functions."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

TOKEN = re.compile(r"\d+(?:\.\d+)?|\\[A-Za-z]+|[A-Za-z]|[-+^_{}()|,=<>]")
SPACE = re.compile(r"\\[,;:! ]|\\[bB]igg?[lr]?(?![a-z])|\\(?:left|right)(?![a-z])|\\(?:q?quad)(?![a-z])|&|\s+")
RELATIONS: dict[str, Any] = {
    "=": lambda left, right: _same(left, right),
    "\\leftarrow": lambda left, right: _same(left, right),
    "<": np.less,
    ">": np.greater,
    "\\le": np.less_equal,
    "\\leq": np.less_equal,
    "\\ge": np.greater_equal,
    "\\geq": np.greater_equal,
    "\\ne": lambda left, right: not _same(left, right),
    "\\neq": lambda left, right: not _same(left, right),
}
FUNCTIONS: dict[str, Any] = {"\\log": np.log, "\\sin": np.sin, "\\max": np.maximum}
ENDS = {"", "+", "-", ")", "}", "|", ","} | RELATIONS.keys()
# What a slip makes of a sign.
OTHERWISE = {"+": "-", "-": "+", "<": ">", ">": "<", "\\le": "\\ge", "\\ge": "\\le", "\\sin": "\\log", "\\log": "\\sin"}


def holds(tex: str, names: Mapping[str, Any], after: Mapping[str, Any] | None = None) -> bool:
    """Return whether a printed formula is true of these values.

    Examples:
        >>> holds(r"\\sigma(z) = \\frac{1}{1 + e^{-z}}", {r"\\sigma": lambda z: 1 / (1 + np.exp(-z)), "z": 0.3})
        True
        >>> holds(r"x \\leftarrow x - r", {"x": 5, "r": 2}, after={"x": 7})
        False

    Two sides are equal if they agree to nine digits, in each of their entries. Matrices, of two dimensions, multiply as
    matrices; under a sum sign everything multiplies entry by entry, and is summed along its last axis, from the first
    to the last.

    Values that are as true of the formula with a slip in it, another sign or digit, can't be a check of it: an equation
    that holds is read again with each slip, and must not hold.

    Args:
        tex: LaTeX, as in a page: one relation or several, such as `a = b = c`.
        names: What its letters stand for: numbers, arrays, and functions. A derivative is named as `\\frac{dC}{da}`.
        after: What the letters left of an arrow, `\\leftarrow`, stand for once the step is done.

    Raises:
        ValueError: If the LaTeX can't be read, or only in two ways, has no relation, or a name in it stands for
            nothing or for no numbers; or if the values can't tell it from a formula with a slip in it.
    """
    if empty := [name for name, value in names.items() if not callable(value) and np.size(value) == 0]:
        raise ValueError(f"{tex}: {empty[0]} is empty; give it values")
    reader = _Reader(tex, names)
    found = _read(reader, after or {})
    if found and "=" in reader.tokens:
        for place, slip in _slips(reader.tokens):
            if _holds_as_well(tex, names, after or {}, [*reader.tokens[:place], slip, *reader.tokens[place + 1 :]]):
                was = "".join(reader.tokens[:place]) + f" {reader.tokens[place]} "
                raise ValueError(
                    f"{tex}: with {slip} in the place of the last sign of {was}it holds, too; give other values"
                )
    return found


def _slips(tokens: list[str]) -> Iterator[tuple[int, str]]:
    """Yield the places of a formula where a slip may be, each with what it would be: another sign or digit."""
    for place, token in enumerate(tokens):
        if token in OTHERWISE and not (token == "-" and place and tokens[place - 1] == "="):
            yield place, OTHERWISE[token]
        elif token.isdecimal():
            yield place, str(int(token) + 1)


def _holds_as_well(tex: str, names: Mapping[str, Any], after: Mapping[str, Any], tokens: list[str]) -> bool:
    reader = _Reader(tex, names, tokens)
    try:
        with np.errstate(all="ignore"):
            return _read(reader, after)
    except (ValueError, ArithmeticError, TypeError):
        return False


def _read(reader: _Reader, after: Mapping[str, Any]) -> bool:
    """Read one relation or several, and return whether all of them are true."""
    tex, found = reader.tex, True
    left = reader.place, reader.sum()
    if reader.next not in RELATIONS:
        raise ValueError(f"{tex} has no relation: give both sides, such as a = b")
    while relation := reader.next:
        if relation not in RELATIONS:
            raise ValueError(f"{tex}: {relation} is not expected there")
        name = "".join(reader.tokens[left[0] : reader.place])
        if relation == "\\leftarrow":
            if name not in after:
                raise ValueError(f"{tex}: say in `after` what {name} is after the step")
            left = left[0], after[name]
        reader.take(relation)
        right = reader.place, reader.sum()
        found = found and bool(np.all(RELATIONS[relation](left[1], right[1])))
        left = right
    return found


def _same(left: Any, right: Any) -> bool:
    alike = np.shape(left) == np.shape(right) or 1 in (np.size(left), np.size(right))
    size = max(np.max(np.abs(left)), np.max(np.abs(right)))
    return bool(alike and np.allclose(left, right, rtol=1e-9, atol=1e-12 * size))


class _Reader:
    """Reads LaTeX from left to right, and computes what it says on the way. Each method reads what it is named for."""

    def __init__(self, tex: str, names: Mapping[str, Any], tokens: list[str] | None = None) -> None:
        self.tex = tex
        self.names = {"e": math.e, **FUNCTIONS} | {"".join(_tokens(name)): value for name, value in names.items()}
        self.tokens = tokens or list(_tokens(tex))
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
            elif self.next[0].isdecimal() or (self.next == "\\frac" and self.tokens[self.place - 1].isdecimal()):
                raise ValueError(
                    f"{self.tex}: a number stands beside {self.tokens[self.place - 1]}; put \\cdot between them"
                )
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
                    if np.ndim(found) != 2:
                        raise ValueError(f"{self.tex}: what is transposed is no matrix; give it two dimensions")
                    return np.transpose(found)
            if np.ndim(found) == 2 and min(np.shape(found)) > 1 and not self.within_sum:
                raise ValueError(f"{self.tex}: a matrix is raised to a power; write what is multiplied with what")
            return found ** self.group()
        return found

    def group(self) -> Any:
        """Read what stands in braces, or one token."""
        if self.next != "{":
            if self.next.isdecimal() and len(self.next) > 1:
                raise ValueError(
                    f"{self.tex}: only {self.next[0]} of {self.next} is raised or set in the fraction; put braces"
                )
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
            found = self.names[name](self.power())
            if self.next not in ENDS:
                raise ValueError(
                    f"{self.tex}: does {name} reach to {self.next}? Put brackets round what it is taken of"
                )
            return found
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
                if self.tokens[self.place + 1 : self.place + 2] == ["|"]:
                    raise ValueError(f"{self.tex}: || can't be read; write the length as a square root of a sum")
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
        """Read a sum sign. It sums over the last axis, so its limits must say just that: j, or from j = 1 to m."""
        self.take("\\sum")
        index, last = "", None
        if self.next == "_":
            self.take()
            index, *first = self.limit()
            if first and first != ["=", "1"]:
                raise ValueError(f"{self.tex}: a sum begins with {index} = 1 here, not with {''.join([index, *first])}")
        if self.next == "^":
            self.take()
            last = _Reader(self.tex, self.names, self.limit()).sum()
        self.within_sum, begin = True, self.place
        found = self.product()
        self.within_sum = False
        summand = self.tokens[begin : self.place]
        if index and not re.search(
            rf"_(?:{{[^{{}}]*{re.escape(index)}}}|{re.escape(index)}(?![a-zA-Z]))", "".join(summand)
        ):
            raise ValueError(f"{self.tex}: it sums over {index}, which is not the last index of what is summed")
        if last is not None and last != np.shape(found)[-1]:
            raise ValueError(f"{self.tex}: it sums to {last}, but there are {np.shape(found)[-1]} to sum")
        return np.sum(found, axis=-1)

    def limit(self) -> list[str]:
        """Take a limit of a sum, in braces or one token, and return what is in it."""
        if self.next != "{":
            return [self.take()]
        self.take()
        end = self.tokens.index("}", self.place)
        inside, self.place = self.tokens[self.place : end], end + 1
        return inside


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
