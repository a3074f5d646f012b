"""Which functions of the packages that authors edit stand behind some code. Sources are read; nothing runs."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from doctest import DocTestParser
from pathlib import Path

from lrbook.press.check.reference import parsed

PARSER = DocTestParser()
Names = dict[str, frozenset[str]]
"""What stands behind each name: functions such as `lrbook.parabola.slope`, or a module such as `lrbook.parabola`."""


@dataclass
class Functions:
    """The functions of some packages below a folder.

    Attributes:
        root: The folder.
        packages: The packages.
        places: For each function the file and the line where it begins.
    """

    root: Path
    packages: Sequence[str]
    places: dict[str, tuple[str, int]] = field(default_factory=dict)
    _modules: dict[str, Names] = field(default_factory=dict)
    _bodies: dict[str, tuple[ast.AST, str]] = field(default_factory=dict)
    _calls: dict[str, frozenset[str]] = field(default_factory=dict)

    def behind(self, code: ast.AST, names: Names) -> frozenset[str]:
        """Return the functions that code uses, by itself or through others, if its names mean this."""
        found: set[str] = set()
        waiting = list(self._used(code, names))
        while waiting:
            function = waiting.pop()
            if function not in found and function in self._bodies:
                found.add(function)
                waiting += self._called(function)
        return frozenset(found)

    def _called(self, function: str) -> frozenset[str]:
        """Return what a function uses by itself: its body is read once, however many pages it stands behind."""
        if function not in self._calls:
            body, module = self._bodies[function]
            self._calls[function] = frozenset(self._used(body, self._module(module)))
        return self._calls[function]

    def at(self, path: str, line: int) -> frozenset[str]:
        """Return the function that stands on a line of a file, and those that it uses, or the examples of it."""
        module = path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        names = dict(self._module(module))
        there = [(begin, function) for function, (file, begin) in self.places.items() if file == path and begin <= line]
        _, function = max(there, default=(0, ""))
        body, _ = self._bodies.get(function, (ast.Pass(), ""))
        used = self.behind(ast.Name(function.rpartition(".")[2], ast.Load()), names)
        for docstring in _docstrings(body):
            with suppress(SyntaxError, ValueError):
                examples = ast.parse("".join(example.source for example in PARSER.get_examples(docstring)))
                self.bind(examples, names)
                used |= self.behind(examples, names)
        return used

    def bind(self, code: ast.Module, names: Names) -> None:
        """Add to the names what code makes of them, statement by statement."""
        for node in code.body:
            names.update(self._imported(node))
            used = self.behind(node, names)
            names.update(dict.fromkeys(_bound(node), used))

    def _used(self, code: ast.AST, names: Names) -> Iterator[str]:
        for node in ast.walk(code):
            if isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Load):
                yield from self._meant(node, names)

    def _meant(self, node: ast.AST, names: Names) -> frozenset[str]:
        """Return what a name, or a name within a module, stands for."""
        if isinstance(node, ast.Name):
            return names.get(node.id, frozenset())
        if not isinstance(node, ast.Attribute):
            return frozenset()
        modules = (name for name in self._meant(node.value, names) if name not in self._bodies)
        return frozenset().union(*(self._member(module, node.attr) for module in modules))

    def _member(self, module: str, name: str) -> frozenset[str]:
        there = f"{module}.{name}"
        return self._module(module).get(name) or frozenset([there] if self._file(there) else [])

    def _imported(self, node: ast.AST) -> Iterator[tuple[str, frozenset[str]]]:
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                yield alias.asname or alias.name, self._member(node.module, alias.name)
        elif isinstance(node, ast.Import):
            for alias in node.names:
                module = alias.name if alias.asname else alias.name.partition(".")[0]
                if self._file(module):
                    yield alias.asname or module, frozenset([module])

    def _module(self, name: str) -> Names:
        """Return what the names of a module mean."""
        if name not in self._modules:
            self._modules[name] = names = {}
            path = self._file(name)
            tree = parsed(path) if path else ast.Module([], [])
            for node in tree.body:
                if path and isinstance(node, ast.FunctionDef | ast.ClassDef):
                    function = f"{name}.{node.name}"
                    names[node.name] = frozenset([function])
                    self._bodies[function] = node, name
                    self.places[function] = path.relative_to(self.root).as_posix(), node.lineno
            for node in tree.body:
                names.update(self._imported(node))
        return self._modules[name]

    def _file(self, module: str) -> Path | None:
        if module.partition(".")[0] not in self.packages:
            return None
        path = self.root.joinpath(*module.split("."))
        return next((file for file in (path.with_suffix(".py"), path / "__init__.py") if file.exists()), None)


def _bound(node: ast.AST) -> Iterable[str]:
    """Return the names that a statement gives a meaning."""
    inner = list(ast.walk(node))
    stored = {part.id for part in inner if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store)}
    return stored | ({node.name} if isinstance(node, ast.FunctionDef | ast.ClassDef) else set())


def _docstrings(body: ast.AST) -> Iterator[str]:
    """Yield what is said of a function, or of a class and its methods."""
    for node in ast.walk(body):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield ast.get_docstring(node) or ""
