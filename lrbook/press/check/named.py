"""The names that a page prints beside each other, and the code of what they name."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Set

from lrbook.press.check.depends import called
from lrbook.press.check.likeness import shared, words, words_of_code
from lrbook.press.check.loops import run_through
from lrbook.press.check.origin import behind, changed
from lrbook.press.check.pairs import pairs
from lrbook.press.check.parsed import parsed
from lrbook.press.check.source import Source
from lrbook.press.sessions.formulas import LETTERS


def names(source: Source) -> Iterator[list[tuple[str, int, list[ast.expr]]]]:
    """Yield the names that are printed beside each other: each with its line, and the code of what it names.

    The code is the expression and, if that has no word of the name, what the variables of loops in it run through.
    """
    opens = {node: block.line for block, node in parsed(source)}
    statements = [node for node in opens if isinstance(node, ast.Assign | ast.AugAssign | ast.Expr | ast.For)]
    statements = [node for node in statements if LETTERS not in changed(node)]  # what they mean, their formulas tell
    prints = [node for node in statements if isinstance(node, ast.Expr) and called(node.value) == "print"]
    printed = {node.id for statement in prints for node in ast.walk(statement) if isinstance(node, ast.Name)}
    prints += [node for node in statements if isinstance(node, ast.Expr) and _fills(node.value, printed)]
    shown = dict.fromkeys(node for statement in behind(prints, statements) for node in ast.walk(statement))
    through = run_through(shown)
    for named in pairs(shown):
        yield [
            (name, opens[at] + at.lineno, [value, *_beyond(name, value, through)])
            for name, at, value in named
            if not _is_given(value)
        ]


def _beyond(name: str, value: ast.expr, through: Mapping[ast.Name, ast.expr]) -> list[ast.expr]:
    """Return what the loops run through that are in the code of what is named, if it has no word of its name itself."""
    inside = (node for node in ast.walk(value) if isinstance(node, ast.Name))
    return [] if shared(words(name), words_of_code(value)) else [through[one] for one in inside if one in through]


def _is_given(value: ast.expr) -> bool:
    """Return whether nothing computes a value: it names nothing, or a constant that a number is in, as `48 * INCH`."""
    match value:
        case ast.BinOp(ast.Constant(), ast.Mult() | ast.Div(), ast.Name(id=unit)):
            return unit.isupper()
        case ast.BinOp(ast.Name(id=unit), ast.Mult(), ast.Constant()):
            return unit.isupper()
    return not any(isinstance(node, ast.Name) for node in ast.walk(value))


def _fills(node: ast.expr, names: Set[str]) -> bool:
    """Return whether a method writes into what has one of some names, as in `figure.savefig(file)`."""
    given = node.args if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) else []
    return any(isinstance(one, ast.Name) and one.id in names for one in given)
