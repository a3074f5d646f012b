"""Docstrings, checked against what they describe: their examples are run, and say what their letters are.

With the values that the examples give to names, the formulas in backticks are read, and the shapes compared; what the
examples of a class name, holds for its methods, too. A number of more than one digit must stand in the examples, or in
the code.
"""

from __future__ import annotations

import ast
import doctest
import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import cache, cached_property, partial
from types import ModuleType
from typing import Any

import numpy as np

from lrbook.formula.letters import Letters
from lrbook.formula.signs import TILDE

AFTER = "_after"
"""How an example names what a letter is after a step: W_after for what stands left of an arrow."""
CODE = re.compile(r"`([^`\n]+)`")
OPERATION = re.compile(r"[=<>≤≥≈←+−·^]| / |\w/\w")
NAME = rf"[\w{TILDE}]+"
SIDE = r"(?:[a-z]\w*|\d+)(?: \+ \d)?"
SHAPE = re.compile(
    rf"(?:`(?P<letter>{NAME})[^`]*`,? |(?P<before>[^\[\]]*))(?<![\w`])\[(?P<sides>{SIDE}, {SIDE}|[a-z](?: \+ \d)?)\]"
)
NUMBER = re.compile(r"(?<![\w.])(\d+(?:,\d{3})*(?:\.\d+)?(?:e-?\d+)?(?!\w))( %)?")
UNCHECKED = re.compile(r"^ *(?:Raises:\n(?:    .*\n|\n)*|Source:.*\n(?:\S.*\n)*)|^Sections? .*", re.M)
"""What is said of errors, which tests check; sources, and sections of the article, which are names."""


def check(*modules: ModuleType) -> None:
    """Check the docstrings of modules, and of what is public in them.

    Raises:
        ValueError: If one says something that is not so; it says where, and what.
    """
    found = [fault for module in modules for fault in faults(module)]
    if found:
        raise ValueError("; ".join(found))


def faults(module: ModuleType) -> Iterator[str]:
    """Find what the docstrings of a module say, and is not so: its file, the line where each begins, and what."""
    file = module.__name__.replace(".", "/") + ".py"
    for name, node, docstring in docstrings(module):
        for why in docstring.faults():
            yield f"{file}:{getattr(node, 'lineno', 1)}: {name}: {why}"


def docstrings(module: ModuleType) -> Iterator[tuple[str, Any, Docstring]]:
    """Yield what is public in a module: its name, where it stands in the code, and its docstring."""
    tree = ast.parse(inspect.getsource(module))
    found = [(name, node, (ast.get_docstring(node) or "") + "\n") for name, node in _documented(tree, "")]
    bare = _without_docstrings(tree)
    whole = cache(lambda: ast.unparse(bare))
    above: dict[str | None, Docstring] = {}
    for name, node, text in found:
        code = partial(ast.unparse, node) if isinstance(node, ast.FunctionDef) else whole
        docstring = above[name] = Docstring(text, vars(module), code, above.get(name.rpartition(".")[0] or None))
        yield name or module.__name__, node, docstring


def _documented(node: ast.Module | ast.ClassDef, prefix: str) -> Iterator[tuple[str, Any]]:
    """Yield what is public, and has a docstring."""
    if ast.get_docstring(node):
        yield prefix, node
    for inner in node.body:
        if isinstance(inner, (ast.FunctionDef, ast.ClassDef)) and not inner.name.startswith("_"):
            name = f"{prefix}.{inner.name}".lstrip(".")
            if isinstance(inner, ast.ClassDef):
                yield from _documented(inner, name)
            elif ast.get_docstring(inner):
                yield name, inner


def _without_docstrings(tree: ast.Module) -> ast.Module:
    """Take the docstrings out of a tree."""
    for inner in ast.walk(tree):
        if isinstance(inner, (ast.Module, ast.ClassDef, ast.FunctionDef)) and ast.get_docstring(inner):
            inner.body = inner.body[1:] or [ast.Pass()]
    return tree


class Docstring:
    """A docstring: the text, what the names in its examples are, the code that it describes, and the one around it."""

    def __init__(
        self, text: str, names: Mapping[str, Any], code: Callable[[], str], around: Docstring | None = None
    ) -> None:
        self.text, self.names, self.code, self.around = text, names, code, around
        self.test = doctest.DocTestParser().get_doctest(text, dict(names), "docstring", None, None)
        self.prose = UNCHECKED.sub("", doctest.DocTestParser()._EXAMPLE_RE.sub("", text))  # type: ignore[attr-defined]

    def faults(self) -> Iterator[str]:
        """Run the examples, and read what is said by what they are."""
        if said := self._tried[0]:
            yield f"an example fails: {' '.join(said.split('Failed example:')[-1].split())}"
            return
        yield from self._formulas()
        yield from self._shapes()
        yield from self._numbers()

    @cached_property
    def _tried(self) -> tuple[str, dict[str, Any]]:
        """Run the examples: what is said against them, and what they name."""
        before, said = dict(self.test.globs), list[str]()
        doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(self.test, out=said.append, clear_globs=False)
        new = {name: value for name, value in self.test.globs.items() if before.get(name) is not value}
        return "".join(said), {name: value for name, value in new.items() if name != "__builtins__"}

    @cached_property
    def given(self) -> dict[str, Any]:
        """What the examples name, and those of the docstring around it."""
        return (self.around.given if self.around else {}) | self._tried[1]

    @property
    def shown(self) -> str:
        """The examples, and those of the docstring around it."""
        own = "".join(example.source + example.want for example in self.test.examples)
        return own + (self.around.shown if self.around else "")

    def _formulas(self) -> Iterator[str]:
        found = [code for code in CODE.findall(self.prose) if OPERATION.search(code) and not re.search("[\"':]", code)]
        if not found:
            return
        after = {f"{name.removesuffix(AFTER)} \\leftarrow": v for name, v in self.given.items() if name.endswith(AFTER)}
        numbers = {_latex(name): v for name, v in self.given.items() if not name.endswith(AFTER) and _is_quantity(v)}
        try:
            letters = Letters(numbers | after)
        except ValueError as error:
            yield str(error)
            return
        for text in found:
            tex = letters.whole(text)
            why = letters.read(tex).why if tex else "its letters have no values; let the examples name them"
            if why:
                yield f"`{text}` is not read as true: {why}; mend it, or the example"

    def _shapes(self) -> Iterator[str]:
        sizes = {name: value for name, value in self.given.items() if type(value) is int}
        for shape in SHAPE.finditer(self.prose, 0, self.prose.rfind("]") + 1):  # behind it there is none to look for
            clause = re.split(r"[;\n]|\. ", shape["before"] or "")[-1]
            letter = shape["letter"] or next((word for word in re.findall(NAME, clause) if word in self.given), "")
            if letter not in self.given:
                yield f"nothing says what has the shape [{shape['sides']}]; let an example name it"
                continue
            found, said = np.shape(self.given[letter]), shape["sides"].split(", ")
            if found[:-1] == (1,) and len(said) == 1:  # a row is written as a list, too
                found = found[1:]
            if len(found) != len(said) or not all(map(partial(self._fits, sizes=sizes), said, found)):
                yield f"{letter} is said to be [{shape['sides']}], and is {list(found)}; mend one of them"

    def _fits(self, side: str, size: int, sizes: dict[str, int]) -> bool:
        """Return whether a side of a shape is as long as it says: the first time, other than all others."""
        name, _, more = side.partition(" + ")
        size -= int(more or 0)
        if name.isdigit():
            return size == int(name)
        if name not in sizes and size in sizes.values():
            return False
        return sizes.setdefault(name, size) == size

    def _numbers(self) -> Iterator[str]:
        shown = self.shown + self.code()
        known = {number.replace(",", "").replace("_", "") for number in re.findall(r"[\d._]+(?:e[-+]?\d+)?", shown)}
        for number, percent in NUMBER.findall(CODE.sub("", self.prose)):
            value = float(number.replace(",", ""))
            values = {value, value / 100} if percent else {value}
            if len(number) > 1 and not any(_is_one_of(values, one) for one in known):
                yield f"{number}{percent} stands neither in an example nor in the code; show it in an example"


def _latex(name: str) -> str:
    """Return a letter of an example as a formula has it: dy_dx is a derivative."""
    return re.sub(r"^(d\w+)_(d\w+)$", r"\\frac{\1}{\2}", name)


def _is_quantity(value: Any) -> bool:
    return callable(value) or (isinstance(value, (int, float, list, np.ndarray, np.number)))


def _is_one_of(values: set[float], text: str) -> bool:
    with suppress(ValueError):
        return float(text) in values
    return False
