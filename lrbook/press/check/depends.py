"""Whether what an expression yields depends on what its page has computed.

The expression is tried: for whatever it takes from the page (a name, a function's answer, an attribute) a number is
put that is drawn anew each time, the same for the same, and what is left is evaluated. Nothing of the page runs for it.
What comes out the same however the draws fall was not computed by the page. Where an expression can't go on with
a number, as it goes through a list, lists are drawn.
"""

from __future__ import annotations

import ast
import math
import operator
import statistics
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Any

TRIALS = 200
LONG = 4
"""How many numbers a list has that is drawn."""

PICKING = (abs, all, any, bool, complex, dict, divmod, enumerate, filter, float, iter, len, list, map, max, min)
OWN: dict[str, Callable[..., Any]] = {
    function.__name__: function for function in (*PICKING, next, pow, reversed, set, sorted, str, sum, tuple, zip)
}
"""What Python itself has that hands on, picks or combines what it is given."""
OWN |= {"int": lambda *of: float(int(*of)), "round": lambda *of: float(round(*of))}  # a float is no exponent to fear
SAME: dict[str, Callable[..., Any]] = {
    **dict.fromkeys(("float32", "float64", "Float", "Decimal", "Fraction", "Rational"), float),
    **dict.fromkeys(("int32", "int64", "Integer"), OWN["int"]),
    **dict.fromkeys(("array", "asarray"), list),
    "full": lambda shape, number: [number],
}
"""What hands on what it is given, in NumPy, SymPy or the standard library, by its name."""
LIKE: dict[str, Callable[..., Any]] = {
    **{name: OWN[name] for name in ("abs", "all", "any", "max", "min", "round", "sum")},
    **dict.fromkeys(("maximum", "fmax", "amax", "Max"), max),
    **dict.fromkeys(("minimum", "fmin", "amin", "Min"), min),
    **dict.fromkeys(("floor", "trunc"), OWN["int"]),
    **dict.fromkeys(("Abs", "fabs", "absolute"), abs),
    **dict.fromkeys(("add", "Add"), operator.add),
    **dict.fromkeys(("multiply", "Mul"), operator.mul),
    **dict.fromkeys(("divide", "true_divide"), operator.truediv),
    **{"subtract": operator.sub, "power": operator.pow, "Pow": operator.pow},
    **{"prod": math.prod, "mean": statistics.mean, "median": statistics.median},
    "clip": lambda number, low, high: min(max(number, low), high),
    "where": lambda condition, one, other: one if condition else other,
    **SAME,
}
"""What is known of functions there: of a page's own function of such a name it may not be so, but then nothing comes
out, or much the same. Given nothing of the page, they compute: add(2, 3) may well show 5."""
ELSE = {"get": 2, "pop": 2, "getattr": 3}
"""What returns the last of so many arguments where it finds nothing."""
LISTS = ast.List | ast.Tuple | ast.Dict | ast.Set
KNOWN = {"__builtins__": {}, **OWN, **{f"like_{name}": function for name, function in LIKE.items()}}


@dataclass(frozen=True)
class Tried:
    """An expression with draws in place of what it takes from its page: the code, the draws' names, its constants.

    The names are those of what is `taken`; of all `numbers`, the expression's own among them; and of `counts`.
    """

    code: Any
    taken: tuple[str, ...]
    numbers: tuple[str, ...]
    counts: tuple[str, ...]
    constants: tuple[Any, ...]
    whole: bool
    """Whether all of it is taken from the page: then there is nothing to try."""

    def outcomes(self, *, meet: bool) -> Iterator[Any]:
        """Yield what comes out, trial by trial, as far as something does; of a list, if of a number nothing does.

        The draws are far from each other and from the constants of the expression. With `meet`, half of them fall on
        each other and near those, as in a fact they must: it may be untrue only there.
        """
        if self.whole:
            return
        came = False
        for outcome in self._drawn(meet=meet, lists=False):
            came = True
            yield outcome
        if not came and len(self.taken) == 1:  # of several, some may be lists, and some numbers
            yield from self._drawn(meet=meet, lists=True)

    def _drawn(self, *, meet: bool, lists: bool) -> Iterator[Any]:
        random = Random(0)
        numeric = [constant for constant in self.constants if type(constant) in {int, float}]
        text = [""] if any(isinstance(constant, str) for constant in self.constants) else []
        near = [*text, -1, 0, 1, 2, *self.constants, *(n for c in numeric for n in (c - 1, c + 1, 2 * c, -2 * c))]
        counts = [0, 1, 2, 3, *(int(n) for n in near if type(n) in {int, float} and 0 <= n < 1000)]
        for trial in range(TRIALS):
            met = meet and trial % 2
            draws = {name: random.choice(near) if met else _far(random) for name in self.numbers}
            draws |= {name: random.choice(counts) if met else random.randrange(50) for name in self.counts}
            if lists:
                near_by = random.sample(list(dict.fromkeys(near)), LONG)
                draws[self.taken[0]] = near_by if met else [_far(random) for _ in range(LONG)]
            with suppress(Exception):
                yield eval(self.code, KNOWN | draws)


def _far(random: Random) -> float:
    return random.choice([-1, 1]) * 10 ** random.uniform(-2, 12)


@cache
def tried(expression: str) -> Tried:
    """Return an expression as it can be tried."""
    tree = ast.parse(expression, mode="eval")
    taker = _Taker(tree)
    tree.body = taker.visit(tree.body)
    code = compile(ast.fix_missing_locations(tree), "", "eval")
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    taken = tuple(name for name in taker.numbers.values() if name in used)
    draws = taken, (*taken, *taker.bound), tuple(taker.counts.values())
    return Tried(code, *draws, tuple(_constants(tree)), isinstance(tree.body, ast.Name))


def _constants(tree: ast.AST) -> Iterator[Any]:
    """Yield what the parts of an expression yield that take nothing from outside themselves."""
    for node in ast.walk(tree):
        names = {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}
        if isinstance(node, ast.Constant):
            yield from [node.value] if type(node.value) in {int, float, str, type(None)} else []
        elif isinstance(node, ast.expr) and names <= KNOWN.keys():
            with suppress(Exception):
                value = eval(compile(ast.fix_missing_locations(ast.Expression(node)), "", "eval"), dict(KNOWN))
                yield from [value] if type(value) in {int, float, str, type(None)} else []


class _Taker(ast.NodeTransformer):
    """Puts a name of its own for whatever an expression takes from its page; the same name for the same."""

    def __init__(self, tree: ast.AST) -> None:
        self.numbers: dict[str, str] = {}
        self.counts: dict[str, str] = {}
        nodes = list(ast.walk(tree))
        self.bound = {node.arg for node in nodes if isinstance(node, ast.arg)}
        self.bound |= {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}

    def _taken(self, what: str, kind: dict[str, str]) -> ast.expr:
        return ast.Name(kind.setdefault(what, f"taken_{len(self.numbers) + len(self.counts)}"), ast.Load())

    def visit_Name(self, node: ast.Name) -> ast.expr:
        """Take a name, unless it is Python's or the expression's own."""
        return node if node.id in self.bound | OWN.keys() else self._taken(node.id, self.numbers)

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        """Take an attribute, unless it belongs to a text, a number or a list that stands here."""
        if not _of_literal(node):
            return self._taken(ast.dump(node), self.numbers)
        node.value = self.visit(node.value)
        return node

    def visit_Subscript(self, node: ast.Subscript) -> ast.expr:
        """Take a part of what is taken; a part of a list that stands here is picked from it."""
        what = ast.dump(node)
        node.value = self.visit(node.value)
        if isinstance(node.value, ast.Name) and node.value.id not in self.bound:
            return self._taken(what, self.numbers)
        node.slice = self.visit(node.slice)
        return node

    def visit_Call(self, node: ast.Call) -> ast.expr:
        """Take the answer of a function, unless it is known what that does."""
        name, of = called(node), node.func.value if isinstance(node.func, ast.Attribute) else None
        taken = self._taken(ast.dump(node), self.counts if name == "len" and not of else self.numbers)
        if name == "len" and not all(isinstance(arg, ast.Constant) for arg in node.args):
            return taken
        if len(node.args) == ELSE.get(name) and not isinstance(of, LISTS):
            found = ast.Compare(taken, [ast.Gt()], [ast.Constant(0)])
            return ast.IfExp(found, taken, self.visit(node.args[-1]))
        if name in LIKE and (of or name not in OWN):
            here = isinstance(of, LISTS) or (of is not None and called(of) in {"array", "asarray"})
            given = [of, *node.args] if of and (here or (name == "clip" and len(node.args) == 2)) else node.args
            like = ast.Call(ast.Name(f"like_{name}", ast.Load()), [self.visit(arg) for arg in given], [])
            return like if given and (name in SAME or any(map(_takes, given))) else taken
        if not (isinstance(node.func, ast.Lambda) or (not of and name in OWN) or _of_literal(node.func)):
            return taken
        self.generic_visit(node)
        return node


def _takes(node: ast.AST) -> bool:
    """Return whether a part of an expression has something that is not Python's own."""
    return any(isinstance(part, ast.Name) and part.id not in OWN for part in ast.walk(node))


def _of_literal(node: ast.expr) -> bool:
    """Return whether this is an attribute of a text, a number or a list that stands here, such as (5).real."""
    literal = ast.Constant | ast.JoinedStr | LISTS
    return isinstance(node, ast.Attribute) and isinstance(node.value, literal) and not node.attr.startswith("_")


def unscaled(expression: ast.AST) -> ast.AST:
    """Return an expression without a constant factor, and without what rounds it."""
    match expression:
        case ast.BinOp(inner, ast.Mult(), ast.Constant()) | ast.BinOp(ast.Constant(), ast.Mult(), inner):
            return unscaled(inner)
        case ast.Call(args=[inner, *_]) if called(expression) == "round":
            return unscaled(inner)
    return expression


def called(node: ast.expr) -> str:
    """Return the last name of what is called, or ""."""
    function = node.func if isinstance(node, ast.Call) else None
    return (
        function.id if isinstance(function, ast.Name) else function.attr if isinstance(function, ast.Attribute) else ""
    )
