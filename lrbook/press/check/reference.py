"""The reference: which names of a package a page explains, so that links to them can be checked."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

DIRECTIVE = re.compile(r"^::: +([\w.]+)[ \t]*\n(?:(?: {4}.*)?\n)*", re.M)
"""Where a page asks for the reference of a module, with its options below."""
LINK = re.compile(r"\[((?:[^\[\]]|`[^`]*`)+)\]\[([\w.]*)\]")
DEFINITION = re.compile(r"^ {0,3}\[([^\]]+)\]:", re.M)


def explained(text: str, root: Path) -> Iterator[str]:
    """Yield the names that a page explains: its directives' modules, and what is public in them."""
    for directive in DIRECTIVE.finditer(text):
        yield from names(directive[1], root)


def names(module: str, root: Path) -> tuple[str, ...]:
    """Return the names that the reference of a module has; none, if there is no such module."""
    path = root.joinpath(*module.split("."))
    path = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    return _names(module, path, path.stat().st_mtime_ns) if path.exists() else ()


@cache
def _names(module: str, path: Path, changed: int) -> tuple[str, ...]:
    return module, *_public(parsed(path), module)


def parsed(path: Path) -> ast.Module:
    """Return the code of a module; none, if it can't be read, as the page says that imports it."""
    try:
        return ast.parse(path.read_bytes())
    except (SyntaxError, ValueError):
        return ast.Module([], [])


def _public(tree: ast.Module | ast.ClassDef, prefix: str) -> Iterator[str]:
    for node, after in zip(tree.body, [*tree.body, None][1:], strict=True):
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name) if not name.startswith("_"):
                yield f"{prefix}.{name}"
                if isinstance(node, ast.ClassDef):
                    yield from _public(node, f"{prefix}.{name}")
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                documented = isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant)
                if documented and not name.startswith("_"):
                    yield f"{prefix}.{name}"


def links(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield the links of a page's prose to names: the line, the words, and the name."""
    defined = {name.lower() for name in DEFINITION.findall(text)}
    for link in LINK.finditer(text):
        name = link[2] or link[1].strip("`")
        if name.lower() not in defined and not name.isdigit():
            yield text.count("\n", 0, link.start()) + 1, link[1], name
