"""Names in the code of a page lead to the reference, so that a reader can look up what a block calls."""

from __future__ import annotations

import ast
import re
from collections.abc import Container

from lrbook.press.check.code import nodes

NAME = re.compile(r'<span class="n">(\w+)</span>(<span class="o">\.</span><span class="n">)?(?(2)(\w+)</span>)')


def imported(code: str, packages: Container[str]) -> dict[str, str]:
    """Return what the code imports from these packages: each name with where it comes from."""
    return {
        alias.asname or alias.name: f"{node.module}.{alias.name}"
        for node in nodes(code)
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] in packages
        for alias in node.names
    }


def bound(code: str) -> set[str]:
    """Return the names that the code gives a meaning of its own."""
    names = {node.id for node in nodes(code) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    names |= {node.arg for node in nodes(code) if isinstance(node, ast.arg)}
    return names | {node.name for node in nodes(code) if isinstance(node, (ast.FunctionDef, ast.ClassDef))}


def linked(html: str, names: dict[str, str]) -> str:
    """Return highlighted code in which each of these names, where it stands first, is a reference for autorefs."""
    seen: set[str] = set()

    def link(match: re.Match[str]) -> str:
        name, _, attribute = match.groups()
        if name not in names or (target := f"{names[name]}.{attribute}" if attribute else names[name]) in seen:
            return match[0]
        seen.add(target)
        shown = attribute or name
        start = match.end() - len(f"{shown}</span>")
        before = match[0][: start - match.start()]
        return f'{before}<autoref identifier="{target}" optional>{shown}</autoref></span>'

    return NAME.sub(link, html)
