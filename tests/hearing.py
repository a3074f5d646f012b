"""Builds the book as MkDocs does, in a process of its own, and keeps what it states: `python tests/hearing.py build …`.

`LRBOOK_HEARD` names the file for that.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs.__main__ import cli

from lrbook.press.check import stated
from lrbook.press.check.book import Book
from lrbook.press.check.ledger import Ledger
from lrbook.press.check.source import Source
from lrbook.press.check.stated import Objection, Stated

BUILD = (__file__,)


@dataclass
class Heard:
    """What a build leaves: the ledger, the pages, and each statement with the names of its page and its value."""

    ledger: Ledger
    sources: list[Source]
    statements: list[tuple[Stated, Collection[str], Any]]


def build_and_hear() -> Heard:
    """Build a book, and return what it states."""
    books: list[Book] = []
    statements: list[tuple[Stated, Collection[str], Any]] = []
    objection, faults = stated.objection, Book.faults

    def heard(number: Stated, defined: Collection[str], value: Any, *, bound: bool = False) -> Objection | None:
        if not bound:  # what is bound is a formula
            statements.append((number, defined, value))
        return objection(number, defined, value, bound=bound)

    def kept(book: Book, *args: Any) -> Any:
        books.append(book)
        return faults(book, *args)

    stated.objection, Book.faults = heard, kept  # type: ignore[method-assign]
    cli(standalone_mode=False)
    book = books[-1]
    return Heard(book.ledger, [sheet.source for sheet in book.sheets.values()], statements)


if __name__ == "__main__":
    from hearing import build_and_hear as build_it  # by the name by which the tests read what it keeps

    Path(os.environ["LRBOOK_HEARD"]).write_bytes(pickle.dumps(build_it()))
