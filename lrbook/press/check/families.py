"""What an expression chooses by a name, and what it could have chosen instead: other keys, or other names of a family.

`fast_steps` and `slow_steps` are of one family, as they differ in one word, and so are `fast.steps` and `slow.steps`.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from lrbook.press.check.code import nodes
from lrbook.press.check.pairs import pairs
from lrbook.press.check.parsed import parsed
from lrbook.press.check.source import Source
from lrbook.press.check.stated import marks
from lrbook.press.check.unread import GRAMMATICAL

LONG = 3
"""So many letters make a word; fewer are an index or an article."""


def chosen(code: Iterable[ast.AST]) -> Mapping[str, set[str]]:
    """Return what some code chooses by a name: the words or keys, by what each is chosen from."""
    found: dict[str, set[str]] = defaultdict(set)
    for node in code:
        for of, key in _keys(node):
            found[of].add(key)
    return found


def offered(source: Source) -> Mapping[str, set[str]]:
    """Return what can be chosen on a page: what it chooses anywhere, and all lines of a picture."""
    code = [node for _, node in parsed(source)]
    lines = [{name for name, *_ in named} for named in pairs(code)]
    stated = [node for *_, number in marks(source.seen) for node in nodes(number.expression, "eval")]
    found = chosen([*stated, *(node for node in code if isinstance(node, ast.Name | ast.Attribute))])
    drawn = {of: [names for names in lines if names & keys] for of, keys in found.items() if of.endswith(".lines")}
    return {of: keys.union(*drawn.get(of, [])) for of, keys in found.items()}


def is_amount(expression: str) -> bool:
    """Return whether an expression is a name or a few with arithmetic: nothing is compared, picked or passed."""
    kinds = ast.Expression | ast.Name | ast.Attribute | ast.Constant | ast.BinOp | ast.UnaryOp
    kinds |= ast.operator | ast.unaryop | ast.Load
    return all(
        isinstance(node, kinds) or (isinstance(node, ast.Call) and not node.args and not node.keywords)
        for node in nodes(expression, "eval")
    )


def _keys(node: ast.AST) -> Iterator[tuple[str, str]]:
    match node:
        case ast.Subscript(value=of, slice=ast.Constant(value=str(key))):
            yield ast.unparse(of), key
        case ast.Attribute(value=ast.Name(id=name), attr=what) if name.isalpha() and len(name) >= LONG:
            yield f"….{what}", name
        case ast.Name(id=name):
            parts = name.split("_")
            words = [part for part in parts if part.isalpha() and len(part) >= LONG and part not in GRAMMATICAL]
            for word in words if len(words) > 1 else ():
                yield "_".join("…" if part == word else part for part in parts), word
