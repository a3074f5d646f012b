"""Where a text that a page states comes from: the texts that its code writes out."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator

PLACE = re.compile(r"%%|%[-+ #0]*[\d.*]*[a-zA-Z]|\{[^{}]*\}")
"""Where a text takes in a value: it may hold digits, which say how it is set."""


def written_out(expression: str, code: Iterable[str]) -> list[str]:
    """Return the texts that are written out in an expression, and in the statements of a page that it rests on.

    Args:
        expression: The expression.
        code: The code of the page's blocks, in their order.
    """
    statements = [statement for block in code for statement in _parsed(block)]
    return [PLACE.sub(" ", text) for statement in behind(_parsed(expression), statements) for text in _texts(statement)]


def is_set(expression: str, code: Iterable[str]) -> bool:
    """Return whether an expression is a name that the code of a page gives a number, once: it is chosen, not found."""
    match [statement for block in code for statement in _parsed(block) if expression in changed(statement)]:
        case [ast.Assign(targets=[ast.Name()], value=ast.Constant(value))]:
            return isinstance(value, (int, float))
    return False


def behind(what: Iterable[ast.AST], statements: Iterable[ast.AST]) -> list[ast.AST]:
    """Return some code, and those of the statements that it rests on: they set what it names, or what they name."""
    sets = {statement: set(changed(statement)) for statement in statements}
    found = list(what)
    for statement in found:  # which grows on the way
        names = {node.id for node in ast.walk(statement) if isinstance(node, ast.Name)}
        found += [other for other, others in sets.items() if names & others and other not in found]
    return found


def _parsed(code: str) -> list[ast.AST]:
    try:
        return list(ast.parse(code).body)
    except SyntaxError:  # that is named where it is run
        return []


def changed(statement: ast.AST) -> Iterator[str]:
    """Find the names that a statement may set, or whose value it may change."""
    for node in ast.walk(statement):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            yield node.name
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, (ast.Attribute, ast.Subscript)):
            base = node.value
            while isinstance(base, (ast.Attribute, ast.Subscript)):
                base = base.value
            if isinstance(base, ast.Name):
                yield base.id


def _texts(statement: ast.AST) -> Iterator[str]:
    """Find the texts that a statement writes out, and the numbers that it sets as text just where they stand."""
    set_as_text = {"str", "repr", "format"}
    skipped: set[ast.AST] = set()
    for node in ast.walk(statement):
        if isinstance(node, ast.FormattedValue):
            skipped.update(ast.walk(node.format_spec) if node.format_spec else ())
            yield from _numbers([node.value])
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod):
            yield from _numbers(node.right.elts if isinstance(node.right, ast.Tuple) else [node.right])
        elif isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in set_as_text:
            yield from _numbers(node.args)
        elif isinstance(node, ast.Constant) and isinstance(node.value, (str, bytes)) and node not in skipped:
            yield node.value if isinstance(node.value, str) else node.value.decode(errors="replace")


def _numbers(nodes: Iterable[ast.expr]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, (int, float)):
            yield str(node.value)
