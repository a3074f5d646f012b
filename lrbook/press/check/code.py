"""The code of a page, parsed once for all who read it."""

from __future__ import annotations

import ast
from functools import lru_cache
from typing import Literal


@lru_cache(maxsize=4096)  # a block and an expression are read by many rules, and by each build of a server
def nodes(code: str, mode: Literal["exec", "eval"] = "exec") -> tuple[ast.AST, ...]:
    """Return all nodes of some code, from the outside in. They are shared, so nobody may change them.

    Raises:
        SyntaxError: If it is no Python.
    """
    return tuple(ast.walk(ast.parse(code, mode=mode)))
