"""Reasons that take derivatives: by just the rules that are named, and along a chain of functions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

import sympy as sp

from lrbook.derivation.domains import listed
from lrbook.derivation.lines import ONE, ZERO, Call, Leaf, Line, Product, Sum, add, negative, product, same, write
from lrbook.derivation.matching import Bound, fill, match, match_part
from lrbook.derivation.rewriting import Proven, quotient
from lrbook.derivation.tactic import Given, Tactic, shown

WORDS = {
    "log": r"\((\log u)' = u'/u\)",
    "exp": r"\((e^u)' = e^u\, u'\)",
    "power": r"\((u^n)' = n\, u^{n-1}\, u'\)",
    "product": "the product rule",
    "quotient": "the quotient rule",
}
"""The rules that have a name, beside linearity and the chain rule, which need none."""


class differentiate(Tactic):
    """Differentiate: take the innermost derivatives, by the named rules, linearity and the chain rule.

    Each rule that is used must be named, and each that is named must be used. What has a definition is replaced by it
    where that is needed. The result is not tidied: that is a step of its own.

    Args:
        rules: Of "log", "exp", "power", "product" and "quotient", those that are used; and derivations or lemmas that
            begin with a derivative.
    """

    def __init__(self, *rules: str | Proven) -> None:
        if unknown := [rule for rule in rules if isinstance(rule, str) and rule not in WORDS]:
            raise ValueError(f"there is no rule {unknown[0]!r}: take {', '.join(map(repr, WORDS))}, or a derivation")
        self.args = rules

    def lines(self, line: Line, given: Given) -> Iterator[Line]:
        """Yield the lines in which one or more layers of derivatives have been taken by all the rules, and no other."""
        taken = _Taken(self.args, given)
        try:
            while (new := taken.innermost(line)) != line:
                line = new
                if taken.used == set(self.args):
                    yield line
        except _NoRule:
            return

    def says(self, before: Line, after: Line, given: Given) -> tuple[str, str]:
        """Return the words."""
        known = [WORDS[rule] if isinstance(rule, str) else rule.named() for rule in self.args]
        return ("differentiate, with" if known else "differentiate"), listed(dict.fromkeys(known))


class _NoRule(Exception):
    """None of the rules that are named gives the derivative."""


class _Taken:
    """Derivatives as they are taken, and the rules that were used."""

    def __init__(self, rules: Iterable[str | Proven], given: Given) -> None:
        self.named = {rule for rule in rules if isinstance(rule, str)}
        self.known = [rule for rule in rules if not isinstance(rule, str) and rule.agrees(given)]
        self.given = given
        self.used: set[str | Proven] = set()

    def innermost(self, line: Line) -> Line:
        """Return a line with those of its derivatives taken that have none within them."""
        if _is_derivative(line) and not any(_is_derivative(part) for part in line.args[0].walk()):
            return self.slope(*line.args)
        return line.over(map(self.innermost, line.args)) if line.args else line

    def slope(self, line: Line, by: Line) -> Line:
        """Return the derivative of a line by a letter."""
        if line == by:
            return ONE
        if self.constant(line, by):
            return ZERO
        if (found := self.from_lemma(line, by)) is not None:
            return found
        if isinstance(line, Sum):
            return add(self.slope(term, by) for term in line.args)
        if isinstance(line, Product):
            return self.of_product(line, by)
        if isinstance(line, Call) and line.head is sp.Sum:
            return line.over([self.slope(line.args[0], by), *line.args[1:]])
        if isinstance(line, Call) and line.head in (sp.log, sp.exp):
            inner = self.slope(line.args[0], by)
            self.use(line.head.__name__)
            return product(1, [inner], line.args) if line.head is sp.log else product(1, [inner, line])
        if (meaning := next(self.given.meanings(line), None)) is None:
            raise _NoRule
        return self.slope(meaning, by)

    def of_product(self, line: Product, by: Line) -> Line:
        """Return the derivative of a product: what is constant comes out, then there is a rule for what remains."""
        top, low = ([one for one in side if not self.constant(one, by)] for side in (line.above, line.below))
        kept = [[one for one in side if self.constant(one, by)] for side in (line.above, line.below)]
        if line.number != 1 or kept != [[], []]:
            inner = self.slope(product(1, top, low), by)
            return product(line.number, [*kept[0], inner], kept[1])
        if top and low and "quotient" in self.named:
            return self.of_quotient(product(1, top), product(1, low), by)
        factors = [(one, count) for one, count in Counter(top).items()]
        factors += [(one, -count) for one, count in Counter(low).items()]
        if len(factors) == 1:
            return self.of_power(*factors[0], by)
        self.use("product")
        wholes = [_power(one, count) for one, count in factors]
        return add(
            product(1, [self.slope(whole, by), *wholes[:place], *wholes[place + 1 :]])
            for place, whole in enumerate(wholes)
        )

    def of_quotient(self, top: Line, low: Line, by: Line) -> Line:
        """Return (u' v - u v') / v^2."""
        self.use("quotient")
        rise = product(1, [self.slope(top, by), low])
        return product(1, [add([rise, negative(product(1, [top, self.slope(low, by)]))])], [low, low])

    def of_power(self, base: Line, exponent: int, by: Line) -> Line:
        """Return n u^(n - 1) u'."""
        self.use("power")
        return product(exponent, [self.slope(base, by), _power(base, exponent - 1)])

    def from_lemma(self, line: Line, by: Line) -> Line | None:
        """Return the derivative that a lemma gives, of a line or of some terms of a sum."""
        for known in self.known:
            for found in known.lines(Call(sp.Derivative, [line, by]), self.given):
                self.used.add(known)
                return found
            if isinstance(known, chain) or not _is_derivative(known.rule.left):
                continue
            (pattern, letter), wild = known.rule.left.args, known.rule.wild
            for bound, rest in (
                match_part(pattern, line, {}, wild) if isinstance(line, Sum) else _whole(pattern, line, wild)
            ):
                self.used.add(known)
                through = product(1, [fill(known.rule.right, bound), self.slope(bound.get(letter, letter), by)])
                return add([through, *([self.slope(rest, by)] if rest is not None else [])])
        return None

    def use(self, name: str) -> None:
        """Note that a rule is used, if it is named."""
        if name not in self.named:
            raise _NoRule
        self.used.add(name)

    def constant(self, line: Line, by: Line) -> bool:
        """Return whether a line doesn't depend on a letter, nor does what stands in it through its definition."""
        return not any(part == by or self.depends(part, by) for part in line.leaves | set(line.walk()))

    def depends(self, part: Line, by: Line) -> bool:
        """Return whether a letter with a definition depends on another."""
        rules = self.given.rules.get(part.key, []) if isinstance(part, Leaf) else []
        return any(not self.constant(rule.right, by) for rule in rules)


def _whole(pattern: Line, line: Line, wild: frozenset[Line]) -> Iterator[tuple[Bound, None]]:
    """Yield the ways to match a whole line, of which nothing is left over."""
    for bound in match(pattern, line, {}, wild):
        yield bound, None


def _is_derivative(line: Line) -> bool:
    return isinstance(line, Call) and line.head is sp.Derivative


def _power(base: Line, exponent: int) -> Line:
    """Return a whole power of a line."""
    return product(1, [base] * exponent) if exponent >= 0 else product(1, [], [base] * -exponent)


class chain(Proven):
    """Apply the chain rule: the slope along a chain of functions is the product of the slopes of its links.

    Args:
        links: Derivations, from the outermost to the innermost, each of the slope of a function by its letter, such as
            those of dC/da, da/dz and dz/dW. What the letter of one link stands for is the function of the next.

    Raises:
        ValueError: If a link is no slope, or has no place where it is.
    """

    def __init__(self, *links: Proven) -> None:
        if not links or not all(isinstance(link, Proven) and _is_derivative(link.rule.left) for link in links):
            raise ValueError(
                "chain takes derivations of slopes: let each begin with a derivative, such as that of C(a)"
            )
        self.args = links

    def agrees(self, given: Given) -> bool:
        """Return whether it may be used. What its links mean is compared with each line."""
        return True

    def lines(self, line: Line, given: Given) -> Iterable[Line]:
        """Return the line with the product of the slopes in place of each derivative along the chain."""
        new = self._applied(line, given)
        return [new] if new != line else []

    def _applied(self, line: Line, given: Given) -> Line:
        if _is_derivative(line) and self.reaches(line.args[0], line.args[1], given):
            return self.product(line.args[0])
        return line.over(self._applied(part, given) for part in line.args) if line.args else line

    def reaches(self, function: Line, by: Line, given: Given) -> bool:
        """Return whether the links make a function of the letter, and each letter on the way means what it should."""
        made = letter = self.args[-1].rule.left.args[1]
        if letter != by or next(given.meanings(function), None) is None:
            return False
        for link in reversed(self.args):
            part, variable = link.rule.left.args
            if link is not self.args[-1] and not same(given.meaning(variable), made):
                return False
            made = fill(Given(link.definitions).meaning(part), {variable: made})
        return same(given.meaning(function), made)

    def product(self, function: Line) -> Line:
        """Return the product of the slopes, where each function is called what the link around it calls it."""
        names = [function, *(link.rule.left.args[1] for link in self.args)]
        pairs = zip(self.args, names, strict=False)
        return product(1, [fill(link.rule.right, {link.rule.left.args[0]: name}) for link, name in pairs])

    def says(self, before: Line, after: Line, given: Given) -> tuple[str, str]:
        """Return the words."""
        first = self.args[0].rule.left.args[0]
        names = [first, *(link.rule.left.args[1] for link in self.args)]
        slopes = [f"\\({quotient(one, other)}\\)" for one, other in pairwise(names)]
        linked = (link.linked(text) for text, link in zip(slopes, self.args, strict=True))
        return "apply the chain rule:", " times ".join(linked)

    def named(self) -> str:
        """Return the words for it, where it is named beside other rules."""
        between = [shown(write(link.rule.left.args[1])) for link in self.args[:-1]]
        return f"the chain rule through {listed(between)}"
