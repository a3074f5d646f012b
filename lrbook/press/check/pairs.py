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
BARS = {"bar", "barh"}
SLICES = {"pie", "boxplot", "violinplot", "stackplot"}
TICKS = {
    f"{kind}{axis}{of}" for axis in "xy" for kind, of in [("", "ticks"), ("set_", "ticks"), ("set_", "ticklabels")]
}
"""What names the bars of a picture, from below."""
BESIDE = {"zip", *BARS}
"""What takes names first, and then what they name."""


def pairs(code: Iterable[ast.AST]) -> Iterator[list[Pair]]:
    """Yield the names in some code that stand beside each other, each with what it names."""
    labelled, set_apart = defaultdict[str, list[Pair]](list), defaultdict[str, list[Pair]](list)
    tree = list(code)
    for node in tree:
        match node:
            case ast.Dict(keys=keys, values=values):
                yield _beside(keys, values)
            case ast.Call(keywords=given) if called(node) == "dict":
                yield [(one.arg, one.value, one.value) for one in given if one.arg]
            case ast.Call(args=[names, values, *_]) if called(node) in BESIDE:
                yield _beside(_members(names), _members(values))
            case ast.Call(args=[names]) if called(node) == "legend":
                plots = [one for one in tree if isinstance(one, ast.Call) and called(one) in PLOTS]
                one_picture = len(plots) == len(_members(names))
                yield _beside(_members(names), [ast.Tuple(plot.args) for plot in plots if one_picture])
            case ast.Call(args=[*_, names]) if called(node) in TICKS:
                bars = [one for one in tree if isinstance(one, ast.Call) and called(one) in BARS and len(one.args) > 1]
                yield _beside(_members(names), _members(bars[0].args[1]) if len(bars) == 1 else [])
            case ast.List(elts=rows) | ast.Tuple(elts=rows) if rows and all(map(_is_row, rows)):
                yield _beside(*zip(*((row.elts[0], ast.Tuple(row.elts[1:])) for row in rows), strict=True))  # type: ignore[attr-defined]
            case ast.Assign(targets=[ast.Subscript(value=ast.Name(id=of), slice=name)], value=value):
                set_apart[of] += _beside([name], [value])
            case ast.Call(args=args, keywords=given):
                for one in given:
                    if one.arg == "label" and called(node) in PLOTS:
                        labelled[called(node)] += _beside([one.value], [ast.Tuple(args)])
                    if one.arg in {"labels", "tick_labels"} and args and called(node) in SLICES:
                        yield _beside(_members(one.value), _members(args[0]))
                    if one.arg in {"columns", "index"} and args:
                        parts = _columns(args[0]) if one.arg == "columns" else _rows(args[0])
                        yield _beside(_members(one.value), parts)
    yield from [*labelled.values(), *set_apart.values()]


def _members(node: ast.expr) -> list[ast.expr]:
    """Return the members of a list that is written out."""
    return node.elts if isinstance(node, ast.List | ast.Tuple) else []


def _rows(data: ast.expr) -> list[ast.expr]:
    """Return the rows of a table that is given by its columns, or by its rows."""
    if isinstance(data, ast.Dict):
        columns = [_members(value) for value in data.values]
        return [ast.Tuple(list(row)) for row in zip(*columns, strict=False)]
    return _members(data)


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
