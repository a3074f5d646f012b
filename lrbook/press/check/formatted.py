"""The texts that the blocks of a page put together, as if they stated what they take in."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from lrbook.press.check.code import nodes
from lrbook.press.check.depends import called
from lrbook.press.check.parsed import parsed
from lrbook.press.check.source import Source
from lrbook.press.check.stated import Stated, marks
from lrbook.press.check.strings import taken_in, template

FIELD = re.compile(r"\{\w*(?:![rsa])?(?::[^{}]*)?\}")
SPEC = re.compile(r"%[-+ #0]*\d*(?:\.\d+)?[diouxXeEfFgGcrsa]")
"""What a value takes the place of in a text that is formatted by a method, or by %."""


def formatted(source: Source) -> Iterator[tuple[int, str]]:
    """Yield each text with its line: what is formatted, added up or printed."""
    for block, node in parsed(source):
        if text := put_together(node):
            yield block.line + getattr(node, "lineno", 0), text


def in_code(code: str) -> Iterator[tuple[int, str, bool]]:
    """Yield each text that some code puts together, with its line there, and whether it is printed as it is."""
    printed: set[ast.AST] = set()
    for node in nodes(code):  # from the outside in
        if isinstance(node, ast.Call) and called(node) == "print":
            printed.update([node, *node.args])
        if isinstance(node, ast.JoinedStr | ast.Call | ast.BinOp) and (text := put_together(node)):
            yield node.lineno, text, node in printed


def sentences(source: Source) -> Iterator[tuple[int, tuple[Stated, str, str]]]:
    """Yield the line of each number in a sentence that code puts together, with the number and what is around it."""
    for line, text in formatted(source):
        for start, end, number in marks(text) if " " in text.strip() else ():
            shown = number.shown + " %" * text[end:].lstrip().startswith("%")
            written = replace(number, raw=f"{{{number.expression}}}", shown=shown)
            yield line, (written, text[:start], text[end:])


def put_together(node: ast.AST) -> str:
    """Return the text that some code puts together, or "", if it does nothing of the kind."""
    if text := template(node):
        return _filled(text, FIELD, node.args) if isinstance(node, ast.Call) else _filled(text, SPEC, taken_in(node))
    match node:
        case ast.JoinedStr(values=parts):
            return "".join(map(_part, parts))
        case ast.Call(args=parts) if called(node) == "print" and len(parts) > 1:
            return " ".join(map(_part, parts))
        case ast.BinOp(left=left, op=ast.Add(), right=right) if any(map(_is_text, (left, right))):
            return _part(left) + _part(right)
    return ""


def _is_text(node: ast.expr) -> bool:
    return bool(put_together(node)) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def _part(node: ast.expr) -> str:
    """Return a part of such a text: what is written out as it is, what is computed as if it were stated."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    value, spec = (node.value, node.format_spec) if isinstance(node, ast.FormattedValue) else (node, None)
    percent = " %" * (spec is not None and ast.unparse(spec).endswith("%'"))
    return put_together(value) or f"[0{percent}]{{={ast.unparse(value)}}}"


def _filled(text: str, place: re.Pattern[str], parts: Sequence[ast.expr]) -> str:
    """Return a text with its parts in their places, one after the other."""
    waiting = iter(parts)

    def next_part(found: re.Match[str]) -> str:
        part = next(waiting, None)
        return found[0] if part is None else _part(part)

    return place.sub(next_part, text)
