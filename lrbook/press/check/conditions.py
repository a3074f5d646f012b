"""Conditions with a number, such as `x = 4`, and what is stated in their sentence: one is computed for the other."""

from __future__ import annotations

import ast
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from lrbook.press.check import code, masked, stated
from lrbook.press.check.compared import too_large
from lrbook.press.check.source import FORMULA, Source

CONDITION = re.compile(r"\s*\\?[A-Za-z]+(?:_\w)?\s*=\s*(?P<number>[-−]?\s*\d+|10\^\{?(?P<power>-?\d+)\}?)\s*[,.]?\s*")
NUMBER = r"\d+(?:\.\d+)?"
END = re.compile(r"[.!?:;](?=\s)|\n\s*\n|\n(?=\s*(?:[-*|#]|\d+\.)\s?)")


@dataclass(frozen=True)
class Condition:
    """A condition that is typed: its line, its LaTeX, its number, and the expressions that stand in its sentence."""

    line: int
    tex: str
    number: float
    expressions: tuple[str, ...]

    @property
    def literals(self) -> list[float]:
        """The numbers in the expressions."""
        nodes = [node for text in self.expressions for node in code.nodes(text, "eval")]
        values: list[Any] = [node.value for node in nodes if isinstance(node, ast.Constant)]
        found = [float(value) for value in values if _is_number(value)]
        return found + [-number for number in found]

    @property
    def names(self) -> set[str]:
        """The names in the expressions, whose values are numbers of the sentence, too."""
        return set().union(*map(stated.names, self.expressions)) - {"shown"}


def conditions(source: Source) -> Iterator[Condition]:
    """Find the typed conditions of a page in whose sentence something is stated."""
    start = 0
    text = source.seen
    marks = stated.marks(text)
    begins = [begin for begin, *_ in marks]
    hidden = _without(text)
    for end in [*(match.start() for match in END.finditer(hidden)), len(text)]:
        inside = marks[bisect_left(begins, start) : bisect_left(begins, end)]
        sentence = [_computed(number) for *_, number in inside]
        for formula in FORMULA.finditer(text, start, end) if sentence else ():
            tex = next(filter(None, formula.groups()))
            if found := CONDITION.fullmatch(tex):
                line = text.count("\n", 0, formula.start()) + 1
                number = 10.0 ** int(found["power"]) if found["power"] else _number(found["number"])
                yield Condition(line, tex.strip(), number, tuple(sentence))
        start = end


def cases(source: Source, tex: str) -> Iterator[str]:
    """Yield the conditions, such as `t = 0`, of the sentences with a formula, where "at" stands before them."""
    text, start = source.seen, 0
    for end in [*(match.start() for match in END.finditer(_without(text))), len(text)]:
        inside = [
            (found.start(), " ".join(next(filter(None, found.groups())).split()))
            for found in FORMULA.finditer(text, start, end)
        ]
        if any(other == tex for _, other in inside):
            yield from (
                other
                for place, other in inside
                if CONDITION.fullmatch(other) and re.search(r"\b[Aa]t\s+\Z", text[:place])
            )
        start = end


def numbers(value: Any) -> Iterator[float]:
    """Yield the numbers in a value, which may be a list of lists."""
    if _is_number(value):
        yield float(value)
    for member in value if isinstance(value, list) else ():
        yield from numbers(member)


def _computed(number: stated.Stated) -> str:
    """Return the expression of a statement; what is shown, if it is read, is one itself."""
    return f"[{', '.join(re.findall(NUMBER, number.shown))}]" if number.expression == "letters" else number.expression


@lru_cache(maxsize=64)  # a page is asked for the case of each of its formulas
def _without(text: str) -> str:
    """Return a text with its statements and formulas blanked out, character for character."""
    return FORMULA.sub(lambda formula: "x" * len(formula[0]), masked.hidden(text, stated.find(text)))


def _number(text: str) -> float:
    return float(text.replace("−", "-").replace(" ", ""))


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and not too_large(value)
