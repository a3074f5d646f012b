"""Tables of data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from numbers import Real
from typing import TYPE_CHECKING, cast

from lrbook.figures.sheet import number

if TYPE_CHECKING:
    import pandas as pd

NUMBER = re.compile(r"(> )?[+−-]?\d[\d.,]*(e[+-]\d+| × 10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?( %)?|nan|−?inf")
"""A number that was written out already."""
SHORT = 16
"""A cell with more characters may be broken into lines on a phone."""


def table(rows: pd.DataFrame | Iterable[Mapping[str, object]], label: str = "Table") -> str:
    """Return an HTML table in a box that scrolls where the page is too narrow; columns of numbers stand right.

    Args:
        rows: A data frame; or the rows, of which each names its cells: `{"step": 50, "cost": 0.38}`.
        label: What a screen reader calls the box.
    """
    if hasattr(rows, "itertuples"):
        frame = cast("pd.DataFrame", rows)
        names, cells = [str(name) for name in frame.columns], list(frame.itertuples(index=False, name=None))
    else:
        records = list(rows)
        names, cells = list(records[0]) if records else [], [tuple(record.values()) for record in records]
        if odd := next((record for record in records if list(record) != names), None):
            raise ValueError(f"a row names {list(odd)}, and the first row {names}: give all rows the same names")
    if not names:
        raise ValueError("there are no rows: give at least one, and name its cells, such as {'step': 50, 'cost': 0.38}")
    kinds = [_kind(column) for column in zip(*cells, strict=True)] or [""] * len(names)
    head = "".join(f'<th scope="col"{kind}>{escape(name)}</th>' for name, kind in zip(names, kinds, strict=True))
    lines = ["".join(f"<td{kind}>{_show(cell)}</td>" for cell, kind in zip(row, kinds, strict=True)) for row in cells]
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    return (
        f'<div class="table-box" role="region" tabindex="0" aria-label="{escape(label)}">'
        f'<table class="data"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
    )


def _kind(column: Sequence[object]) -> str:
    """Return the class of a column: numbers stand right, and what is long may be broken."""
    if all(map(_reads_as_number, column)):
        return ' class="number"'
    return ' class="words"' if max(map(len, map(str, column))) > SHORT else ""


def _is_number(cell: object) -> bool:
    return isinstance(cell, Real) and not isinstance(cell, bool)


def _reads_as_number(cell: object) -> bool:
    return _is_number(cell) or (isinstance(cell, str) and bool(NUMBER.fullmatch(cell)))


def _show(cell: object) -> str:
    if _is_number(cell):
        return number(float(cast(float, cell)))
    text = str(cell)
    return escape(text.replace("-", "−") if NUMBER.fullmatch(text) else text.replace(" → ", "\u00a0→\u00a0"))
