"""Reasons that put one thing in place of another: a lemma that is itself proven, or a definition."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

import sympy as sp

from lrbook.derivation.domains import Domain, listed
from lrbook.derivation.lines import Call, Leaf, Line, Sum, read, write
from lrbook.derivation.matching import Rule, rewrites
from lrbook.derivation.proof import equal
from lrbook.derivation.tactic import Given, Tactic, name_of, parts_with, shown
from lrbook.derivation.tex import pieces, tex


class Proven(Tactic):
    """An equation that is proven: each letter that has a home stands for anything in it.

    Attributes:
        definitions: What its letters stand for, where they have a meaning.
        domain: Where its letters live.
        at: The address of the place where it is explained, if there is one.
    """

    definitions: Mapping[Any, Any]
    domain: Domain
    at: str

    @property
    def sides(self) -> tuple[Any, Any]:
        """Both sides of the equation."""
        raise NotImplementedError

    @cached_property
    def rule(self) -> Rule:
        """The equation as it is read."""
        with sp.evaluate(True):
            left, right = map(read, self.sides)
            return Rule(left, right, frozenset(map(Leaf, self.domain)))

    def lines(self, line: Line, given: Given) -> Iterable[Line]:
        """Return what the equation makes of a line, used from left to right at one place or more."""
        return rewrites(line, [self.rule]) if self.agrees(given) else ()

    def named(self) -> str:
        """Return the equation as a formula, with a link to where it is explained."""
        left = self.rule.left
        is_slope = isinstance(left, Call) and left.head is sp.Derivative and not isinstance(left.args[0], Sum)
        first = quotient(*left.args) if is_slope else tex(self.sides[0])
        return self.linked(pieces(f"{first} = {tex(self.sides[1])}"))

    def linked(self, formula: str) -> str:
        """Return a formula with a link to the line where it is derived, if that is known."""
        number = self.at.rpartition("-")[2]
        return f"{formula} ([line\u00a0{number}]({self.at}))" if self.at else formula

    def says(self, before: Line, after: Line, given: Given) -> tuple[str, str]:
        """Return the words."""
        return "use", self.named()

    def agrees(self, given: Given) -> bool:
        """Return whether its letters mean the same in a derivation as in its proof."""
        meant = {name_of(key): (key, meaning) for key, meaning in given.definitions.items()}
        here = {name_of(key): (key, meaning) for key, meaning in self.definitions.items()}
        return all(read_pair(meant[name]) == read_pair(here[name]) for name in meant.keys() & here.keys())


def read_pair(pair: tuple[Any, Any]) -> tuple[Line, Line]:
    """Return what is defined, and its meaning, as they are read."""
    key, meaning = pair
    return read(key), read(meaning)


def quotient(function: Line, letter: Line) -> str:
    """Return the short name of a slope, such as dC/da."""
    name = sp.latex(function.head) if isinstance(function, Call) else tex(write(function))
    return f"\\frac{{d{name}}}{{d{tex(write(letter))}}}"


class lemma(Proven):
    r"""A lemma: an equation that is proven where it is made, and is the reason wherever it is used from left to right.

    Examples:
        >>> u = sp.Symbol("u", positive=True)
        >>> inverse = lemma(sp.log(1 / u, evaluate=False), -sp.log(u), {u: (0, sp.oo)})

    Args:
        left: What stands in a line.
        right: What takes its place.
        domain: Where the letters live, as for `derive`. They stand for anything, in the lines where it is used.
        definitions: What functions stand for, as for `derive`.
        at: The address of the place where it is explained, such as `page.md#name-1`. The reason then leads there.

    Raises:
        DerivationError: If both sides are not proven equal.
    """

    def __init__(
        self, left: Any, right: Any, domain: Domain, definitions: Mapping[Any, Any] | None = None, at: str = ""
    ) -> None:
        self.args, self.domain, self.definitions, self.at = (left, right), domain, definitions or {}, at
        with sp.evaluate(True):
            equal(left, right, domain, self.definitions, f"the lemma {left} = {right}")

    @property
    def sides(self) -> tuple[Any, Any]:
        """Both sides of the equation."""
        left, right = self.args
        return left, right


class unfold(Tactic):
    """Insert a definition: the letter gives way to what it stands for, at one place or more.

    Args:
        letter: A letter, or a function, that the derivation defines.
    """

    def __init__(self, letter: Any) -> None:
        self.args, self.name = (letter,), name_of(letter)

    def lines(self, line: Line, given: Given) -> Iterable[Line]:
        """Return the lines with the definition inserted."""
        return rewrites(line, given.rules.get(self.name, []))

    def says(self, before: Line, after: Line, given: Given) -> tuple[str, str]:
        """Return the words."""
        return "insert the definition of", shown(self.args[0])


class fold(unfold):
    """Recognise a definition: what a letter stands for gives way to the letter, at one place or more.

    Args:
        letter: A letter, or a function, that the derivation defines.
    """

    def lines(self, line: Line, given: Given) -> Iterable[Line]:
        """Return the lines with the definition recognised."""
        return rewrites(line, [rule.turned() for rule in given.rules.get(self.name, [])])

    def says(self, before: Line, after: Line, given: Given) -> tuple[str, str]:
        """Return the words: they name what has been recognised."""
        old = set(parts_with(before, [self.name]))
        new = {shown(write(part)) for part in parts_with(after, [self.name]) if part not in old}
        return "recognise", listed(sorted(new) or [shown(self.args[0])])
