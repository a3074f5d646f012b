"""How a rule finds a place in a line: its letters are bound so that its left side reads like a part of the line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations

from lrbook.derivation.lines import Call, Line, Product, Sum, add, parts, product

Bound = Mapping[Line, Line]
"""What each letter of a rule stands for."""

MANY = 200
"""After so many lines, no more are sought."""


@dataclass(frozen=True)
class Rule:
    """An equation that lines may be rewritten with: its letters in `wild` stand for anything."""

    left: Line
    right: Line
    wild: frozenset[Line]

    def turned(self) -> Rule:
        """Return the rule that leads back."""
        return Rule(self.right, self.left, self.wild)


def match(pattern: Line, line: Line, bound: Bound, wild: frozenset[Line]) -> Iterator[Bound]:
    """Yield the ways to bind the wild letters so that a pattern reads like a line."""
    if pattern in wild:
        if bound.get(pattern, line) == line:
            yield {**bound, pattern: line}
    elif pattern.free_of(wild):
        if pattern == line:
            yield bound
    elif (inner := _multiple(pattern, wild)) is not None:
        yield from match(inner, product(1 / parts(pattern)[0], [line]), bound, wild)
    elif isinstance(pattern, (Sum, Product)):
        for found, rest in match_part(pattern, line, bound, wild):
            if rest is None:
                yield found
    elif (
        isinstance(pattern, Call)
        and isinstance(line, Call)
        and (pattern.head, *pattern.shape) == (line.head, *line.shape)
    ):
        yield from _match_all(list(zip(pattern.args, line.args, strict=False)), bound, wild)


def _multiple(pattern: Line, wild: frozenset[Line]) -> Line | None:
    """Return the letter of which a pattern is a multiple, such as `t` in `-t`: it can be bound to any line."""
    amount, top, low = parts(pattern)
    return top[0] if amount != 1 and len(top) == 1 and not low and top[0] in wild else None


def _match_all(pairs: Sequence[tuple[Line, Line]], bound: Bound, wild: frozenset[Line]) -> Iterator[Bound]:
    """Yield the ways to match several patterns at once."""
    if not pairs:
        yield bound
        return
    for found in match(*pairs[0], bound, wild):
        yield from _match_all(pairs[1:], found, wild)


def match_part(pattern: Line, line: Line, bound: Bound, wild: frozenset[Line]) -> Iterator[tuple[Bound, Line | None]]:
    """Yield the ways to match a sum with terms of a line, or a product with factors, and what is left over."""
    if isinstance(pattern, Sum) and isinstance(line, Sum):
        for found, left in _choose(pattern.args, line.args, bound, wild):
            yield found, add(left) if left else None
    elif isinstance(pattern, Product):
        (amount, top, low), (found_amount, high, deep) = parts(pattern), parts(line)
        if amount not in (1, found_amount):
            return
        if not top and len(low) == 1 and len(deep) > 1:  # 1/u is one over all that stands below
            for found in match(low[0], product(1, deep), bound, wild):
                yield found, product(found_amount / amount, high) if (high or found_amount != amount) else None
        for found, left_above in _choose(top, high, bound, wild):
            for both, left_below in _choose(low, deep, found, wild):
                rest = product(found_amount / amount, left_above, left_below)
                yield both, rest if left_above or left_below or found_amount != amount else None


def _choose(
    patterns: Sequence[Line], lines: Sequence[Line], bound: Bound, wild: frozenset[Line]
) -> Iterator[tuple[Bound, list[Line]]]:
    """Yield the ways to match each pattern with a line of its own, and the lines that are left over."""
    if len(patterns) > len(lines):
        return
    hardest = sorted(patterns, key=lambda pattern: (pattern in wild, not pattern.free_of(wild)))
    for chosen in permutations(range(len(lines)), len(hardest)):
        pairs = [(pattern, lines[place]) for pattern, place in zip(hardest, chosen, strict=True)]
        for found in _match_all(pairs, bound, wild):
            yield found, [line for place, line in enumerate(lines) if place not in chosen]


def fill(line: Line, bound: Bound) -> Line:
    """Return a line with letters replaced by what they stand for."""
    return bound[line] if line in bound else line.over(fill(part, bound) for part in line.args) if line.args else line


def rewrites(line: Line, rules: Sequence[Rule]) -> set[Line]:
    """Return the lines that rules make of a line, used at one place or more. What a rule made is closed to all."""
    seen: set[Line] = set()
    new = {line}
    while new and len(seen) < MANY:
        new = {made for old in new for rule in rules for made in _once(old, rule)} - seen
        seen |= new
    return {_opened(made) for made in seen} - {line}


def _once(line: Line, rule: Rule) -> Iterator[Line]:
    """Yield the lines that one use of a rule makes of a line."""
    for bound in match(rule.left, line, {}, rule.wild):
        yield _Box(fill(rule.right, bound))
    if isinstance(rule.left, (Sum, Product)):
        for bound, rest in match_part(rule.left, line, {}, rule.wild):
            if rest is not None:
                both = [rest, _Box(fill(rule.right, bound))]
                yield add(both) if isinstance(rule.left, Sum) else product(1, both)
    for place, part in enumerate(line.args):
        for made in _once(part, rule):
            yield line.over([*line.args[:place], made, *line.args[place + 1 :]])


class _Box(Line):
    """What a rule has made: closed, lest the rule is used on it again, for ever."""

    def __init__(self, whole: Line) -> None:
        self.whole, self.key = whole, f"[{whole.key}]"


def _opened(line: Line) -> Line:
    """Return a line without its boxes."""
    if isinstance(line, _Box):
        return line.whole
    return line.over(map(_opened, line.args)) if line.args else line
