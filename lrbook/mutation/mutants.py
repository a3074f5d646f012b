"""The errors that are planted, made with the operators of Cosmic Ray.

Left out are those that can't be the book's matter: what is no Python, or changes only annotations, docstrings or the
texts of errors; and an operator of arithmetic in the place of one of bits, or the other way round, which fails with any
number and would make the score look better than it is.
"""

from __future__ import annotations

import ast
import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

ARITHMETIC = {"Add", "Sub", "Mul", "Div", "FloorDiv", "Mod", "Pow"}


@dataclass(frozen=True)
class Mutant:
    """A module with an error in it: where, what the line was, what it is now, and the whole text."""

    module: str
    line: int
    was: str
    now: str
    code: str

    @property
    def key(self) -> str:
        """What tells it from all others."""
        return hashlib.sha256(f"{self.module}\n{self.code}".encode()).hexdigest()[:16]


def mutants_of(module: str, source: str) -> tuple[list[Mutant], Counter[str]]:
    """Return all mutants of a module, in the order of their lines, and how many were left out, by the reason."""
    from cosmic_ray.ast import ast_nodes, get_ast
    from cosmic_ray.mutating import mutate_code

    found, left_out = [], Counter[str]()
    for before, part, after in _parts(source):  # one function after the other: they are parsed again for each mutant
        nodes = list(ast_nodes(get_ast(part)))
        seen = {"": "no Python", _meaning(part): "annotations, docstrings, texts of errors"}
        for name, operator in _operators():
            places = [start for node in nodes for start, _ in operator.mutation_positions(node)]
            if _mixes(name):
                left_out["arithmetic for bits"] += len(places)
                continue
            for occurrence, (line, _) in enumerate(places):
                code = mutate_code(part, operator, occurrence)
                if (means := _meaning(code)) in seen:
                    left_out[seen[means]] += 1
                    continue
                seen[means] = "the same as another"
                was, now = _difference(part, code)
                found.append(Mutant(module, before.count("\n") + line, was, now, before + code + after))
    return sorted(found, key=lambda mutant: mutant.line), left_out


def _operators() -> Iterator[tuple[str, Any]]:
    """Yield the operators of Cosmic Ray by their names, but for those that need a variable's name."""
    from cosmic_ray.plugins import get_operator, operator_names

    for name in sorted(operator_names()):
        if not get_operator(name).arguments():
            yield name.partition("/")[2], get_operator(name)()


def _mixes(operator: str) -> bool:
    """Return whether an operator changes signs of arithmetic to signs of bits, or the other way round."""
    kind, _, change = operator.partition("_")
    return kind == "ReplaceBinaryOperator" and len({sign in ARITHMETIC for sign in change.split("_")}) > 1


def _parts(source: str) -> Iterator[tuple[str, str, str]]:
    """Yield the statements of a module, each with what stands before and after it."""
    lines = source.splitlines(keepends=True)
    statements = ast.parse(source).body
    starts = [min([node.lineno, *(name.lineno for name in getattr(node, "decorator_list", []))]) for node in statements]
    for start, end in zip(starts, [*starts[1:], len(lines) + 1], strict=True):
        yield "".join(lines[: start - 1]), "".join(lines[start - 1 : end - 1]), "".join(lines[end - 1 :])


def _meaning(source: str) -> str:
    """Return what code says, without its docstrings, its annotations and the texts of its errors; "" if it is none."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return ""
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef():
                node.returns = None
            case ast.arg():
                node.annotation = None
            case ast.AnnAssign():
                node.annotation = ast.Constant(None)
            case ast.Raise(exc=ast.Call() as error):
                error.args = []
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node, clean=False):
            node.body[0] = ast.Pass()
    return ast.dump(tree)


def _difference(source: str, code: str) -> tuple[str, str]:
    """Return the line that differs, as it was and as it is."""
    was, now = source.splitlines(), code.splitlines()
    while was and now and was[0] == now[0]:
        del was[0], now[0]
    while was and now and was[-1] == now[-1]:
        del was[-1], now[-1]
    return " ".join(map(str.strip, was)), " ".join(map(str.strip, now))
