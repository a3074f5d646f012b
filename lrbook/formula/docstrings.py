"""Docstrings, checked against what they describe: their examples are run, and say what their letters are.

With the values that the examples give to names, the formulas in backticks are read, and the shapes compared. A number
of more than one digit must stand in the examples, or in the code.
"""

from __future__ import annotations

import ast
import doctest
import inspect
import re
from collections.abc import Iterator, Mapping
from types import ModuleType
from typing import Any

import numpy as np

from lrbook.formula.letters import Letters

AFTER = "_after"
"""How an example names what a letter is after a step: W_after for what stands left of an arrow."""
CODE = re.compile(r"`([^`\n]+)`")
OPERATION = re.compile(r"[=<>≤≥≈←+−·^]| / |\w/\w")
SHAPE = re.compile(r"(?:`(?P<letter>\w+)[^`]*`,? |(?P<before>[^\[\]]*))\[(?P<rows>\w+), (?P<columns>\w+)\]")
NUMBER = re.compile(r"(?<![\w.])\d+(?:,\d{3})*(?:\.\d+)?(?:e-?\d+)?(?!\w)")
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
    whole = ast.unparse(_without_docstrings(tree))
    for name, node, text in found:
        code = ast.unparse(node) if isinstance(node, ast.FunctionDef) else whole
        yield name or module.__name__, node, Docstring(text, vars(module), code)


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
    """A docstring: the text, what the names in its examples are, and the code that it describes."""

    def __init__(self, text: str, names: Mapping[str, Any], code: str) -> None:
        self.text, self.names, self.code = text, names, code
        self.test = doctest.DocTestParser().get_doctest(text, dict(names), "docstring", None, None)
        self.prose = UNCHECKED.sub("", doctest.DocTestParser()._EXAMPLE_RE.sub("", text))  # type: ignore[attr-defined]

    def faults(self) -> Iterator[str]:
        """Run the examples, and read what is said by what they are."""
        before = dict(self.test.globs)
        said: list[str] = []
        doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(self.test, out=said.append, clear_globs=False)
        if said:
            yield f"an example fails: {' '.join(''.join(said).split('Failed example:')[-1].split())}"
            return
        new = {name: value for name, value in self.test.globs.items() if before.get(name) is not value}
        self.given = {name: value for name, value in new.items() if name != "__builtins__"}
        yield from self._formulas()
        yield from self._shapes()
        yield from self._numbers()

    def _formulas(self) -> Iterator[str]:
        after = {f"{name.removesuffix(AFTER)} \\leftarrow": v for name, v in self.given.items() if name.endswith(AFTER)}
        found = [code for code in CODE.findall(self.prose) if OPERATION.search(code) and not re.search("[\"':]", code)]
        if not found:
            return
        numbers = {_latex(name): v for name, v in self.given.items() if not name.endswith(AFTER) and _is_quantity(v)}
        letters = Letters(numbers | after)
        for text in found:
            tex = letters.whole(text)
            why = letters.read(tex).why if tex else "its letters have no values; let the examples name them"
            if why:
                yield f"`{text}` is not read as true: {why}; mend it, or the example"

    def _shapes(self) -> Iterator[str]:
        sizes: dict[str, int] = {}
        for shape in SHAPE.finditer(self.prose):
            clause = re.split(r"[;\n]|\. ", shape["before"] or "")[-1]
            letter = shape["letter"] or next((word for word in re.findall(r"\w+", clause) if word in self.given), "")
            if letter not in self.given:
                yield f"nothing says what has the shape [{shape['rows']}, {shape['columns']}]; let an example name it"
                continue
            found, said = np.shape(self.given[letter]), (shape["rows"], shape["columns"])
            if len(found) != 2 or not all(
                self._fits(name, size, sizes) for name, size in zip(said, found, strict=True)
            ):
                yield f"{letter} is said to be [{', '.join(said)}], and is {list(found)}; mend one of them"

    def _fits(self, name: str, size: int, sizes: dict[str, int]) -> bool:
        """Return whether a side of a shape is as long as its name says: the first time, other than all others."""
        if name.isdigit() or name in self.given:
            return bool(size == (int(name) if name.isdigit() else self.given[name]))
        if name not in sizes and size in sizes.values():
            return False
        return sizes.setdefault(name, size) == size

    def _numbers(self) -> Iterator[str]:
        shown = "".join(example.source + example.want for example in self.test.examples) + self.code
        known = {number.replace(",", "").replace("_", "") for number in re.findall(r"[\d._]+(?:e[-+]?\d+)?", shown)}
        for number in NUMBER.findall(CODE.sub("", self.prose)):
            if len(number) > 1 and not _is_known(number.replace(",", ""), known):
                yield f"{number} stands neither in an example nor in the code; show it in an example"


def _latex(name: str) -> str:
    """Return a letter of an example as a formula has it: dy_dx is a derivative."""
    return re.sub(r"^(d\w+)_(d\w+)$", r"\\frac{\1}{\2}", name)


def _is_quantity(value: Any) -> bool:
    return callable(value) or (isinstance(value, (int, float, list, np.ndarray, np.number)))


def _is_known(number: str, known: set[str]) -> bool:
    def same(other: str) -> bool:
        try:
            return float(other) == float(number)
        except ValueError:
            return False

    return any(map(same, known))
