"""Values that are neither numbers nor texts nor lists of them, though Python could go through them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sized
from typing import Any


def refused(value: Any) -> str:
    """Return what to write for a value whose numbers are not known, or are no list, or ""."""
    kind = type(value)
    if hasattr(kind, "compute"):
        return f"a {kind.__module__}.{kind.__qualname__} has no value before it is computed; call .compute()"
    if hasattr(kind, "filled") and value.mask.any():
        return f"a {kind.__name__} hides what it masks; drop or fill the masked values first"
    if kind.__name__ == "DataFrame":
        return f"a {kind.__name__} is a table, no list of numbers; choose a column or a cell of it"
    if isinstance(value, Mapping):
        return f"a {kind.__name__} is no list of numbers; choose one of its values, or give list(….values())"
    if isinstance(value, set | frozenset):
        return f"a {kind.__name__} has no order; give sorted(…) or len(…)"
    if isinstance(value, bytes | bytearray):
        return f"{kind.__name__} are no numbers; decode them"
    if isinstance(value, Iterable) and not isinstance(value, Sized) and not hasattr(value, "tolist"):
        return f"a {kind.__name__} can be read only once; give list(…) in a block, under a name"
    return ""
