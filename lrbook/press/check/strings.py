"""The texts and the remarks in a block's code: numbers that would be shown as if they were computed."""

from __future__ import annotations

import ast
import re
import tokenize
from collections.abc import Iterator
from io import StringIO

from lrbook.press.check.code import nodes
from lrbook.press.check.depends import called
from lrbook.press.check.markup import SPOKEN
from lrbook.press.check.source import GIVEN
from lrbook.press.check.tex import COMPUTED, FORMULA, typed_in_formula, unchecked_relations
from lrbook.press.check.typed import ONLY_NUMBER, typed_numbers

IN_WORDS = re.compile(r"[^\W\d_]\s|\s[^\W\d_]")
"""A text of more than one word."""
CONVERSIONS = {"int", "float", "str", "repr", "abs", "round", "floor", "ceil", "trunc", "fabs", "format"}
CONVERSIONS |= {"Decimal", "Fraction", "float32", "float64", "array", "asarray"}
"""What only writes a number in another way: of one that is typed, it computes nothing."""
NUMPY = {"np", "numpy"}
"""The module whose functions have the names of methods."""
UNSPOKEN = re.compile(rf"\b(?!(?:{'|'.join(SPOKEN)})=)[\w-]+=(?:\"[^\"]*\"|'[^']*')")


def typed_in_strings(code: str) -> Iterator[tuple[int, str]]:
    """Find the numbers that a block's code would show as prose, instead of computing them. Yields (line, number).

    They stand in a text of more than one word, or in whatever is printed as it is written; or they are a text of their
    own in a row.
    """
    parts: set[ast.AST] = set()  # of an f-string, which is one text; and docstrings
    printed: set[ast.AST] = set()
    for node in nodes(code):  # from the outside in
        if isinstance(node, ast.JoinedStr):
            parts.update(node.values, *(ast.walk(spec) for spec in map(_format, node.values) if spec))
        elif isinstance(node, ast.Expr):
            parts.add(node.value)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print":
            printed.update(node.args)
        elif text := template(node):
            printed.update(taken_in(node) if node in printed or IN_WORDS.search(text) else ())
        elif isinstance(node, ast.Call) and node in printed and called(node) in CONVERSIONS:
            printed.update(_converted(node))
        elif isinstance(node, ast.UnaryOp):  # a sign and its number are one
            parts.add(node.operand)
        elif isinstance(node, (ast.Tuple, ast.List)):  # a row of a table
            printed.update(cell for cell in node.elts if ONLY_NUMBER.fullmatch(_text(cell)) and _is_text(cell))
        if isinstance(node, (ast.JoinedStr, ast.Constant, ast.UnaryOp)) and node not in parts:
            yield from ((node.lineno, number) for number in _typed_in_text(_text(node), as_written=node in printed))


def typed_in_remarks(code: str) -> Iterator[tuple[int, str]]:
    """Find the numbers in the comments and docstrings of a block whose code is shown. Yields (line, number)."""
    for token in tokenize.generate_tokens(StringIO(code).readline):
        if token.type == tokenize.COMMENT:
            yield from ((token.start[0], number[0].strip()) for number in typed_numbers(token.string))
    for node in nodes(code):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            yield from ((node.lineno, number[0].strip()) for number in typed_numbers(node.value.value))


def template(node: ast.AST) -> str:
    """Return the text that values are put into, by its `format` or by %, or ""."""
    match node:
        case ast.Call(func=ast.Attribute(value=ast.Constant(value=str(text)), attr="format")):
            return text
        case ast.BinOp(left=ast.Constant(value=str(text)), op=ast.Mod()):
            return text
    return ""


def taken_in(node: ast.AST) -> list[ast.expr]:
    """Return what a template takes in."""
    if isinstance(node, ast.Call):
        return [*node.args, *(keyword.value for keyword in node.keywords)]
    values = node.right if isinstance(node, ast.BinOp) else None
    return values.elts if isinstance(values, ast.Tuple) else [values] if values else []


def _converted(node: ast.Call) -> list[ast.expr]:
    """Return what a conversion takes: its first argument; of a method, such as `table.round(2)`, what it belongs to."""
    rounded = node.func.value if isinstance(node.func, ast.Attribute) and called(node) == "round" else None
    return [rounded] if rounded and getattr(rounded, "id", "") not in NUMPY else node.args[:1]


def _format(part: ast.expr) -> ast.expr | None:
    return part.format_spec if isinstance(part, ast.FormattedValue) else None


def _text(node: ast.expr) -> str:
    """Return the text that a constant or an f-string shows, with a gap for what is computed in it."""
    if isinstance(node, ast.JoinedStr):
        return "".join(_text(part) for part in node.values)
    if isinstance(node, ast.FormattedValue):
        return _text(node.value)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return f"-{_text(node.operand)}"
    if called(node) in CONVERSIONS and isinstance(node, ast.Call) and node.args:
        return _text(node.args[0])
    shows = isinstance(node, ast.Constant) and type(node.value) in {str, int, float}
    return str(node.value) if isinstance(node, ast.Constant) and shows else "…"


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _typed_in_text(text: str, *, as_written: bool) -> list[str]:
    spoken = GIVEN.sub(" ", UNSPOKEN.sub(" ", FORMULA.sub(" ", text)))
    in_words = as_written or IN_WORDS.search(spoken)
    numbers = [number[0].strip() for number in typed_numbers(spoken)] if in_words else []
    for formula in FORMULA.findall(text):
        numbers += typed_in_formula(formula)
        numbers += unchecked_relations(formula.strip("\\()[]$").replace("…", COMPUTED)) if as_written else ()
    return numbers
