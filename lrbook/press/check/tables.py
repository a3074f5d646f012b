"""The tables of a page as its author wrote them: their heads, and their columns below."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lrbook.press.check.source import STATED

ROW = r"(?=[^\n|]*\|)[^\n]*"
TABLE = re.compile(rf"^(?P<head>{ROW})\n(?={ROW}\n)[ \t>]*[|:-][ \t|:-]*\n(?P<rows>(?:{ROW}(?:\n|\Z))+)", re.M)
"""Rows with a bar in them, at their ends or not; the second one is of dashes."""
BETWEEN = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True)
class Table:
    """A table: the line of its head, and the cells of each column by what stands above them."""

    line: int
    columns: dict[str, list[str]]


def tables(prose: str) -> Iterator[Table]:
    """Find the tables of a page's prose."""
    for table in TABLE.finditer(prose):
        rows = map(_cells, table["rows"].splitlines())
        heads = [head.strip() for head in _cells(table["head"])]
        columns = dict(zip(heads, map(list, zip(*rows, strict=False)), strict=False))
        yield Table(prose.count("\n", 0, table.start()) + 1, columns)


def _cells(row: str) -> list[str]:
    """Return the cells of a row; what is stated in them may hold the mark between cells."""
    whole = STATED.sub(lambda stated: stated[0].replace("|", r"\|"), row.strip(" \t>"))
    return BETWEEN.split(whole.strip("|"))
