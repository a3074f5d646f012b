"""Tables of data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape
from numbers import Real
from typing import TYPE_CHECKING, cast

from lrbook.figures.sheet import number

if TYPE_CHECKING:
    import pandas as pd

NUMBER = re.compile(r"[+−-]?\d[\d.,]*(e[+-]\d+)?( %)?|nan|−?inf")
"""A number that was written out already."""


def table(header: pd.DataFrame | Sequence[str], rows: Iterable[Sequence[object]] = (), label: str = "Table") -> str:
    """Return an HTML table in a box that scrolls where the page is too narrow; columns of numbers stand right.

    Args:
        header: The names of the columns; or a data frame, which brings its rows along.
        rows: The rows, each as long as the header.
        label: What a screen reader calls the box.
    """
    if hasattr(header, "itertuples"):
        frame = cast("pd.DataFrame", header)
        header, rows = list(frame.columns), frame.itertuples(index=False, name=None)
    names = [str(name) for name in header]
    cells = [tuple(row) for row in rows]
    if not names or any(len(row) != len(names) for row in cells):
        raise ValueError(f"the header has {len(names)} columns: give at least one, and each row as many cells")
    kinds = [
        ' class="number"' if cells and all(map(_reads_as_number, column)) else "" for column in zip(*cells, strict=True)
    ]
    kinds = kinds or [""] * len(names)
    head = "".join(f'<th scope="col"{kind}>{escape(name)}</th>' for name, kind in zip(names, kinds, strict=True))
    lines = ["".join(f"<td{kind}>{_show(cell)}</td>" for cell, kind in zip(row, kinds, strict=True)) for row in cells]
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    return (
        f'<div class="table-box" role="region" tabindex="0" aria-label="{escape(label)}">'
        f'<table class="data"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
    )


def _is_number(cell: object) -> bool:
    return isinstance(cell, Real) and not isinstance(cell, bool)


def _reads_as_number(cell: object) -> bool:
    return _is_number(cell) or (isinstance(cell, str) and bool(NUMBER.fullmatch(cell)))


def _show(cell: object) -> str:
    return escape(number(float(cast(float, cell))) if _is_number(cell) else str(cell))
