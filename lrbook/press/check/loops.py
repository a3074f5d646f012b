"""What the variables of a loop run through: in `for a, p in zip(angles, periods)`, a is one of the angles."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from lrbook.press.check.depends import called


def run_through(code: Iterable[ast.AST]) -> dict[ast.Name, ast.expr]:
    """Return for each name in some code that a loop or a comprehension around it sets, what it runs through.

    Args:
        code: All nodes of the code, those outside before those inside.
    """
    found: dict[ast.Name, ast.expr] = {}
    for node in code:
        inside, loops = _loops(node)
        variables = dict(pair for target, through in loops for pair in _variables(target, through))
        names = [name for part in inside for name in ast.walk(part) if isinstance(name, ast.Name)]
        found |= {name: variables[name.id] for name in names if name.id in variables}
    return found


def _loops(node: ast.AST) -> tuple[list[ast.AST], list[tuple[ast.expr, ast.expr]]]:
    """Return what stands inside a loop, and its variables, each with what it runs through."""
    match node:
        case ast.For(target=target, iter=through, body=body):
            return [*body], [(target, through)]
        case ast.ListComp(elt=each, generators=loops) | ast.GeneratorExp(elt=each, generators=loops):
            return [each], [(loop.target, loop.iter) for loop in loops]
        case ast.DictComp(key=key, value=value, generators=loops):
            return [key, value], [(loop.target, loop.iter) for loop in loops]
    return [], []


def _variables(target: ast.expr, through: ast.expr) -> Iterator[tuple[str, ast.expr]]:
    match target, through:
        case ast.Tuple(elts=targets), ast.Call(args=parts) if called(through) == "zip":
            for each, part in zip(targets, parts, strict=False):
                yield from _variables(each, part)
        case ast.Tuple(elts=[_, each]), ast.Call(args=[part, *_]) if called(through) == "enumerate":
            yield from _variables(each, part)
        case ast.Name(id=name), _:
            yield name, through
