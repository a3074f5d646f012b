"""What a tactic is: a kind of step, which can be run, and says in words what it did."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import sympy as sp
from sympy.core.function import AppliedUndef

from lrbook.derivation.lines import Leaf, Line, read
from lrbook.derivation.matching import Rule, fill, match
from lrbook.derivation.tex import tex


@dataclass(frozen=True, eq=False)
class Given:
    """What the steps of a derivation may use: its definitions."""

    definitions: Mapping[Any, Any]

    @cached_property
    def rules(self) -> dict[str, list[Rule]]:
        """The definitions as rules, by the name of what is defined."""
        found: dict[str, list[Rule]] = {}
        for key, meaning in self.definitions.items():
            letters = frozenset(map(Leaf, key.args)) if isinstance(key, AppliedUndef) else frozenset[Line]()
            found.setdefault(name_of(key), []).append(Rule(read(key), read(meaning), letters))
        return found

    def meanings(self, line: Line) -> Iterator[Line]:
        """Yield what a letter, or a function of anything, is defined as."""
        for rule in self.rules.get(str(getattr(line, "head", line)), []):
            for bound in match(rule.left, line, {}, rule.wild):
                yield fill(rule.right, bound)

    def meaning(self, line: Line) -> Line:
        """Return what a line stands for: it has no letter, and is no function, that is defined."""
        inner = next(self.meanings(line), None)
        if inner is not None:
            return self.meaning(inner)
        return line.over(map(self.meaning, line.args)) if line.args else line


def name_of(letter: Any) -> str:
    """Return the name of a letter, of a function or of a function of letters."""
    return str(letter.func if isinstance(letter, AppliedUndef) else letter)


class Tactic:
    """A kind of step. It is made with what it needs to know, and printed as it was written.

    A subclass says how it acts: in `lines`, what it makes of a line; or in `leads`, whether it leads to another.
    """

    args: tuple[Any, ...] = ()

    def lines(self, line: Line, given: Given) -> Iterable[Line]:
        """Return what the tactic makes of a line."""
        return ()

    def leads(self, before: Line, after: Line, given: Given) -> bool:
        """Return whether the tactic leads from one line to the next."""
        return any(line == after for line in self.lines(before, given))

    def says(self, before: Line, after: Line, given: Given) -> tuple[str, str]:
        """Return in words what was done, and with what, as Markdown: the verb, and its object if it has one."""
        raise NotImplementedError

    def __repr__(self) -> str:
        """Return the tactic as it was written."""
        with sp.evaluate(True):  # SymPy can't print all that is not evaluated
            return f"{type(self).__name__}({', '.join(map(_code, self.args))})"


def _code(argument: Any) -> str:
    return repr(argument) if isinstance(argument, (str, Tactic)) else str(argument)


def shown(side: Any) -> str:
    """Return an expression as a formula of a page."""
    return f"\\({sp.latex(side) if isinstance(side, sp.FunctionClass) else tex(side)}\\)"


def parts_with(line: Line, names: Iterable[str]) -> Iterator[Line]:
    """Yield the parts of a line that are a letter or a function with one of the names."""
    chosen = set(names)
    for part in line.walk():
        if str(getattr(part, "what", getattr(part, "head", None))) in chosen:
            yield part
