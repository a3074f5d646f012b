"""Names and what they name, as the code of a page pairs them: a dictionary, columns, labels, one after the other."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from lrbook.press.check.depends import called

Pair = tuple[str, ast.expr, ast.expr]
"""A name, where it stands, and the code of what it names."""

PLOTS = {"plot", "step", "scatter", "bar", "barh", "hist", "errorbar", "fill_between", "loglog", "semilogx", "semilogy"}
"""What draws a line or bars that are named by a label."""


def pairs(tree: Iterable[ast.AST]) -> Iterator[list[Pair]]:
    """Yield the names in some code that stand beside each other, each with what it names."""
    labelled, set_apart = defaultdict[str, list[Pair]](list), defaultdict[str, list[Pair]](list)
    for node in tree:
        match node:
            case ast.Dict(keys=keys, values=values):
                yield _beside(keys, values)
            case ast.Call(keywords=given) if called(node) == "dict":
                yield [(one.arg, one.value, one.value) for one in given if one.arg]
            case ast.Call(args=[ast.List() | ast.Tuple() as names, ast.List() | ast.Tuple() as values, *_]) if (
                called(node) == "zip"
            ):
                yield _beside(names.elts, values.elts)
            case ast.List(elts=rows) | ast.Tuple(elts=rows) if rows and all(map(_is_row, rows)):
                yield _beside(*zip(*((row.elts[0], ast.Tuple(row.elts[1:])) for row in rows), strict=True))  # type: ignore[attr-defined]
            case ast.Assign(targets=[ast.Subscript(value=ast.Name(id=of), slice=name)], value=value):
                set_apart[of] += _beside([name], [value])
            case ast.Call(args=args, keywords=given):
                for one in given:
                    if one.arg == "label" and called(node) in PLOTS:
                        labelled[called(node)] += _beside([one.value], [ast.Tuple(args)])
                    if one.arg == "columns" and isinstance(one.value, ast.List | ast.Tuple) and args:
                        yield _beside(one.value.elts, _columns(args[0]))
    yield from [*labelled.values(), *set_apart.values()]


def _beside(names: Sequence[ast.expr | None], values: Sequence[ast.expr]) -> list[Pair]:
    return [
        (name.value, name, value)
        for name, value in zip(names, values, strict=False)
        if isinstance(name, ast.Constant) and isinstance(name.value, str)
    ]


def _is_row(node: ast.expr) -> bool:
    """Return whether this is a name with what it names, in a list of such."""
    named = isinstance(node, ast.Tuple) and len(node.elts) > 1 and isinstance(node.elts[0], ast.Constant)
    return named and isinstance(node.elts[0].value, str)  # type: ignore[attr-defined]


def _columns(data: ast.expr) -> list[ast.expr]:
    """Return the columns of a table: those that are put beside each other, or what stands in each place of its rows."""
    if isinstance(data, ast.Call):
        parts = data.args
        return list(parts[0].elts) if len(parts) == 1 and isinstance(parts[0], ast.List | ast.Tuple) else parts
    rows = [row.elts for row in getattr(data, "elts", []) if isinstance(row, ast.List | ast.Tuple)]
    return [ast.Tuple(list(column)) for column in zip(*rows, strict=False)]
