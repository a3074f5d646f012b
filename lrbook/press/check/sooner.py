"""Which of two values comes first: the one that is sooner in a list, or is called so, as `before` and `after` are."""

from __future__ import annotations

import ast

from lrbook.press.check.likeness import words_of_code

FIRST = {"before", "first", "initial"}
LAST = {"after", "last", "final"}


def goes_back(one: ast.expr, other: ast.expr) -> bool:
    """Return whether the second of two values is the earlier one."""
    places, others = _Places(one), _Places(other)
    if places.of == others.of:
        moved = [pair for pair in zip(places.at, others.at, strict=True) if pair[0] != pair[1]]
        return len(moved) == 1 and _order(moved[0][0]) > _order(moved[0][1])
    late, early = words_of_code(one), words_of_code(other)
    own = early - late
    return bool((late - early) & LAST) and (not own or bool(own & FIRST))


def _order(place: int) -> tuple[bool, int]:
    """Return what sorts places: those that are counted from the end come last."""
    return place < 0, place


class _Places(ast.NodeTransformer):
    """The places in lists that an expression takes something from, and what it is without them."""

    def __init__(self, expression: ast.expr) -> None:
        self.at: list[int] = []
        self.of = ast.dump(self.visit(ast.parse(ast.unparse(expression), mode="eval")))

    def visit_Subscript(self, node: ast.Subscript) -> ast.expr:
        """Take out the number of a place."""
        self.generic_visit(node)
        match node.slice:
            case ast.Constant(value=int(place)):
                self.at.append(place)
            case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int(place))):
                self.at.append(-place)
            case _:
                return node
        node.slice = ast.Constant(0)
        return node


class InTime(ast.NodeTransformer):
    """Turns comparisons so that the later value stands on the left: what rises is more than it was."""

    def visit_Compare(self, node: ast.Compare) -> ast.expr:
        """Turn a comparison of two values, if the first is the earlier one."""
        self.generic_visit(node)
        turned = {ast.Lt: ast.Gt, ast.Gt: ast.Lt, ast.LtE: ast.GtE, ast.GtE: ast.LtE}.get(type(node.ops[0]))
        if len(node.ops) > 1 or not turned or not goes_back(node.comparators[0], node.left):
            return node
        return ast.Compare(node.comparators[0], [turned()], [node.left])


def in_time(expression: str) -> ast.expr:
    """Return an expression whose comparisons have the later value on the left."""
    tree = InTime().visit(ast.parse(expression, mode="eval"))
    body: ast.expr = tree.body
    return body
