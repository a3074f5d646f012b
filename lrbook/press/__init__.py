"""The press: it runs the pages of a book, checks what they say, and sets them.

It knows nothing of this book's subject, and serves any book that MkDocs can build.

- `check`: a book in, faults out, in plain Python: pages, blocks, statements, the ledger.
- `sessions`: each page is a program, in a process of its own.
- `rules`: what is looked at in language and form, a file for each rule.
- `setting`: how a checked page is set: formulas, glossary, notebooks, the theme.
- `plugin`: calls them from MkDocs. `cli`: calls them from a terminal.

This module is the press's extension of Markdown. A book lists `lrbook.press` under `markdown_extensions`, so that no
other program that reads its `mkdocs.yml` can publish it unchecked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from markdown import Extension


def makeExtension(**options: Any) -> Extension:
    """Return the extension for the book that is being checked, or one that refuses to set anything."""
    from lrbook.press.setting.unchecked import Statements

    return Statements(**options)
