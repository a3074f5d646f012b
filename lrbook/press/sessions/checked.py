"""Checks in the code of a page that would check nothing: what they are of is looked at when they are run.

An assertion of a method holds, as it was not called; `all` of what has been read to its end is true; what is compared
in a line of its own may be false, and nobody sees it; numbers that are small enough are close to any other; and where
any error is dropped, so is that of a name that is misspelt.
"""

from __future__ import annotations

import ast
import builtins
import inspect
import re
import sys
import warnings
from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager, suppress
from traceback import walk_tb
from types import FrameType, GeneratorType, ModuleType
from typing import Any, NoReturn

from lrbook.press.check.depends import called
from lrbook.press.check.directions import TINY
from lrbook.press.check.reading import is_truth


def asserted(value: Any) -> Any:
    """Return what is asserted, if that could be false."""
    if inspect.isroutine(value):
        raise TypeError("this assertion can't fail, for it is of a function; call it")
    if isinstance(value, type | ModuleType):
        raise TypeError(
            "this assertion can't fail, for it is of a class or a module; compare it, or call what is in it"
        )
    if isinstance(value, Iterator):
        raise TypeError("this assertion can't fail, for it is of what has not been gone through; write all(…)")
    members = value.values() if isinstance(value, dict) else value
    if isinstance(value, list | tuple | set | frozenset | dict) and value and all(map(is_truth, members)):
        raise TypeError("this assertion can't fail, for a list is true if it has members; write all(…)")
    if type(value) is int and value < 0:
        raise TypeError(f"this assertion is of {value}, which is true, though nothing counts so many; compare it")
    return value


def constant() -> NoReturn:
    """Refuse an assertion of which a part is written out as true."""
    raise TypeError("this assertion can't fail, for a part of it is true whatever was computed; take that out")


def lost(value: Any, code: str, *, asks: bool) -> None:
    """Take the value of an expression that stands alone: if it asks whether something is so, it may not be."""
    if asks and not _is_so(value):
        said = "false" if is_truth(value) else "not all true"
        raise ValueError(f"{code} is {said}, and nobody sees it; assert it, or print it")
    own = isinstance(value, GeneratorType) and value.gi_code.co_filename == sys._getframe(1).f_code.co_filename
    if own or isinstance(value, map | filter):  # a generator of others may have begun, as that of a pool
        raise ValueError(f"{code} is never gone through, so nothing of it is run; give it to list(…), or use a loop")


def _is_so(value: Any) -> bool:
    """Return whether an answer is true: each member of it, and whatever its symbols are. What is none passes."""
    if getattr(value, "is_Relational", False):
        simple = value.simplify()
        return is_truth(simple) and bool(simple)
    members = [value]
    with suppress(Exception):  # what has no members
        members = sys.modules["numpy"].ravel(value).tolist() if hasattr(value, "__array__") else members
    return not all(map(is_truth, members)) or all(members)


def some(given: Any) -> Any:
    """Return what `all` is given, if there is something."""
    given = list(given) if isinstance(given, Iterator) else given
    with suppress(TypeError):  # else it has a way of its own
        if not (given.size if hasattr(given, "dtype") else len(given)):
            raise ValueError("all of nothing is true whatever was computed; a filter or an iterator has left nothing")
    return given


def close(function: Callable[..., Any], one: Any, other: Any, *given: Any, **named: Any) -> Any:
    """Return what NumPy says of whether numbers are close, if it is so by their own size, too."""
    said = function(one, other, *given, **named)
    np = sys.modules.get("numpy")
    if not np or function not in (np.allclose, np.isclose) or len(given) > 1 or not np.all(said):
        return said
    sizes = [np.abs(np.asarray(side, float)) for side in (one, other) if np.size(side)]
    if len(sizes) == 2 and all(side.any() for side in sizes):  # what is zero has no size
        atol = TINY * max(side[np.isfinite(side)].max(initial=0) for side in sizes)
        if not np.all(function(one, other, *given, **named | {"atol": min(atol, named.get("atol", atol))})):
            remedy = "give the page's own size of what is small, such as atol=1e-15"
            raise ValueError(f"they differ by more than {TINY:g} of what they are, and atol hides it; {remedy}")
    return said


def near(within: Callable[[Any], Any], one: Any, other: Any) -> Any:
    """Return whether a difference is within a tolerance, if that tells tiny numbers apart, too."""
    apart, hidden = one - other, False
    said = within(apart)
    with suppress(Exception), warnings.catch_warnings(action="ignore"):  # what has no size
        hidden = _hidden(within, one, other, apart)
    if hidden:
        remedy = "make it smaller than they are, or say of each that it is so small"
        raise ValueError(f"they differ by more than {TINY:g} of what they are, and the tolerance hides it; {remedy}")
    return said


def _hidden(within: Callable[[Any], Any], one: Any, other: Any, apart: Any) -> bool:
    sides = [0 * apart + side for side in (one, other)]  # a list has its size as the array that it is taken from
    sizes = [size.max() if hasattr(size, "max") else size for size in map(abs, (*sides, apart))]
    tiny = 0 < min(sizes[:2]) <= max(sizes[:2]) < TINY and all(_all(within(side)) for side in sides)
    return tiny and bool(sizes[2] > TINY * max(sizes[:2]))


def _all(said: Any) -> bool:
    """Return whether something is so, of each number of an array, too."""
    return bool(said.all()) if hasattr(said, "all") else bool(said)


def dropped(*named: str) -> None:
    """Raise the error that a handler would drop, which names some errors, if it is a slip of the pen in the page."""
    if _is_slip(sys.exception(), named, sys._getframe(1)):
        raise


class suppressing:
    """A context like `suppress`, which does not drop a slip of the pen in the page."""

    def __init__(self, inner: AbstractContextManager[Any], *named: str) -> None:
        """`inner` suppresses the errors that it names."""
        self.inner, self.named = inner, named

    def __enter__(self) -> Any:
        """Begin."""
        return self.inner.__enter__()

    def __exit__(self, kind: Any, error: BaseException | None, trace: Any) -> bool | None:
        """Let an error go on, or not."""
        return not _is_slip(error, self.named, sys._getframe(1)) and self.inner.__exit__(kind, error, trace)


def _is_slip(error: BaseException | None, named: Collection[str], frame: FrameType) -> bool:
    """Return whether an error is a slip in the code of a page that is not named, or an assertion in this very frame.

    That of a function may be what is tried.
    """
    if not isinstance(error, SLIPS):
        return False
    *_, (place, _) = walk_tb(error.__traceback__)
    kinds = {kind.__name__ for kind in type(error).__mro__ if issubclass(kind, SLIPS)}
    expected = not kinds.isdisjoint(named) and not (isinstance(error, AssertionError) and place is frame)
    slip = place.f_code.co_filename == frame.f_code.co_filename and not expected
    if slip and not hasattr(error, "__notes__"):
        error.add_note(f"— and nobody sees it; name {type(error).__name__} where it is dropped, show it, or mend it")
    return slip


SLIPS = NameError, AttributeError, TypeError, AssertionError
LOOPS = ast.For | ast.While | ast.GeneratorExp | ast.ListComp | ast.SetComp | ast.DictComp | ast.Lambda
ASKS = re.compile(r"(?:all|any)\Z|allclose|array_equal|is|has|[A-Z]")
"""The names of functions that ask whether something is so, and of classes, of which one may be a relation.

Others may do something, and return what was there."""
SIZES = {"abs", "fabs", "norm"}
ORDER = ast.Lt | ast.LtE | ast.Gt | ast.GtE
HELPERS: dict[str, Any] = {
    f"__{helper.__name__}__": helper for helper in (asserted, constant, lost, some, close, near, dropped, suppressing)
}


def checked(tree: Any, code: str) -> Any:
    """Return the parsed code of a block, or an expression, with its checks looked at."""
    vars(builtins).update(HELPERS)
    return ast.fix_missing_locations(_Checks(code).visit(tree))


class _Checks(ast.NodeTransformer):
    """Puts the helpers in. What stands in a function is left alone, and in a loop there may be nothing at times."""

    def __init__(self, code: str) -> None:
        self.code = code
        self.inside = False  # of an assertion, or of an expression that is stated
        self.in_loop = self.in_function = False

    def visit(self, node: ast.AST) -> Any:
        """Go through the code, and know where."""
        before = self.in_loop, self.in_function
        self.in_loop |= isinstance(node, LOOPS)
        self.in_function |= isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        visited = super().visit(node)
        self.in_loop, self.in_function = before
        return visited

    def visit_Expression(self, node: ast.Expression) -> ast.AST:
        """Look at an expression that is stated."""
        self.inside = True
        return self.generic_visit(node)

    def visit_Assert(self, node: ast.Assert) -> ast.AST:
        """Look at what is asserted."""
        if isinstance(node.test, ast.Tuple):  # of which Python warns
            return node
        if _is_always_true(node.test):
            node.test = _call("constant")
            return node
        self.inside = True
        node.test = _call("asserted", self.visit(node.test))
        self.inside = False
        return node

    def visit_Expr(self, node: ast.Expr) -> ast.AST:
        """Look at what stands alone."""
        asks = isinstance(node.value, ast.Compare | ast.BoolOp) or ASKS.match(called(node.value)) is not None
        if (asks or isinstance(node.value, ast.Call)) and not self.in_function:
            said = ast.get_source_segment(self.code, node) or ast.unparse(node)
            node.value = _call("lost", node.value, ast.Constant(" ".join(said.split())), asks=asks)
        return node

    def visit_Try(self, node: ast.Try) -> ast.AST:
        """Look at the handlers that do nothing. An assertion that is followed by an *else* is tried, and is to fail."""
        self.generic_visit(node)
        for handler in node.handlers:
            named = _errors(handler.type)
            tried = bool(node.orelse) and "AssertionError" in [name.value for name in named]
            if all(map(_does_nothing, handler.body)) and not tried:
                handler.body.insert(0, ast.Expr(_call("dropped", *named)))
        return node

    def visit_withitem(self, item: ast.withitem) -> ast.AST:
        """Look at what `suppress` drops."""
        self.generic_visit(item)
        given = item.context_expr
        if isinstance(given, ast.Call) and called(given) == "suppress":
            named = [name for error in given.args for name in _errors(error)]
            item.context_expr = _call("suppressing", given, *named)
        return item

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        """Look at what differs by less than a tolerance."""
        self.generic_visit(node)
        gap = node.left if isinstance(node.ops[0], ast.Lt | ast.LtE) else node.comparators[0]
        size = _size(gap) if self.inside and len(node.ops) == 1 and isinstance(node.ops[0], ORDER) else None
        if size is None or not isinstance(apart := size.args[0], ast.BinOp):
            return node
        size.args[0] = ast.Name("__apart__", ast.Load())
        given = ast.arguments([], [ast.arg("__apart__")], None, [], [], None, [])
        return ast.Call(_named("near"), [ast.Lambda(given, node), apart.left, apart.right], [])

    def visit_Call(self, node: ast.Call) -> ast.AST:
        """Look at what `all` is of, and at what is close."""
        self.generic_visit(node)
        name = called(node)
        if self.inside and name in {"allclose", "isclose"}:
            return ast.Call(_named("close"), [node.func, *node.args], node.keywords)
        if not self.inside or name != "all" or self.in_loop or self.in_function:
            return node
        if node.args:
            node.args[0] = _call("some", node.args[0])
        elif isinstance(node.func, ast.Attribute):
            node.func.value = _call("some", node.func.value)
        return node


def _does_nothing(statement: ast.stmt) -> bool:
    alone = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
    return alone or isinstance(statement, ast.Pass | ast.Continue | ast.Break)


def _errors(given: ast.expr | None) -> list[ast.Constant]:
    """Return the names of the errors that a handler names."""
    errors = given.elts if isinstance(given, ast.Tuple) else [given]
    return [ast.Constant(ast.unparse(error).rpartition(".")[2]) for error in errors if error]


def _size(gap: ast.expr) -> ast.Call | None:
    """Return the call in an expression that says how large a difference is, if it is that, or the largest of such."""
    if not isinstance(gap, ast.Call):
        return None
    if called(gap) in SIZES and len(gap.args) == 1 and isinstance(gap.args[0], ast.BinOp):
        return gap if isinstance(gap.args[0].op, ast.Sub) else None
    of = [*gap.args[:1], *([gap.func.value] if isinstance(gap.func, ast.Attribute) else [])]
    return next(filter(None, map(_size, of)), None) if called(gap) in {"max", "amax"} else None


def _named(helper: str) -> ast.expr:
    return ast.Name(f"__{helper}__", ast.Load())


def _call(helper: str, *given: ast.expr, **named: bool) -> ast.expr:
    return ast.Call(
        _named(helper), list(given), [ast.keyword(name, ast.Constant(is_so)) for name, is_so in named.items()]
    )


def _is_always_true(test: ast.expr) -> bool:
    """Return whether a test is true as it is written: a constant, a text or a list with members, or one behind *or*."""
    match test:
        case ast.BoolOp(op=ast.Or()):
            return any(map(_is_always_true, test.values))
        case ast.Constant():
            return bool(test.value)
        case ast.JoinedStr():
            return any(map(_is_always_true, test.values))
        case ast.Dict():
            return any(test.keys)
        case ast.List() | ast.Tuple() | ast.Set():
            return not all(isinstance(member, ast.Starred) for member in test.elts)
    return False
