"""What is no array of numbers, though NumPy would make one of it: it is refused by name, with the way to numbers."""

from __future__ import annotations

import numpy as np

NUMBERS = (bool, np.bool_, int, np.integer, float, np.floating)
PLAIN_ARRAYS = (np.ndarray, np.memmap, np.matrix, range)
PLAIN_SCALARS = (np.generic, str, bytes)
WAYS = {
    "filled": "drop or fill the masked values first",
    "to_numpy": "call .to_numpy()",
    "compute": "call .compute()",
    "toarray": "call .toarray()",
    "numpy": "call .numpy()",
}
"""What foreign arrays call the way to plain numbers. Where there are several, the first leads there directly."""


def no_foreign_array(value: object, name: str, verb: str = "is") -> None:
    """Refuse what NumPy would read by calling foreign code, or by looking below a mask; in a list, too."""
    kind = type(value)
    if isinstance(value, (list, tuple)):
        for item in value:
            if type(item) not in NUMBERS:
                no_foreign_array(item, name, "holds")
        return
    plain = kind in PLAIN_ARRAYS or isinstance(value, PLAIN_SCALARS) or kind.__module__.partition(".")[0] == "pandas"
    if not plain and any(hasattr(kind, mark) for mark in (*WAYS, "__array__", "__iter__")):
        raise ValueError(f"{name} {verb} {foreign(value, 'a NumPy array')}")


def foreign(value: object, wanted: str) -> str:
    """Return what a message says of a foreign object: its type, and the way to what is wanted."""
    kind = type(value)
    found = [sentence for way, sentence in WAYS.items() if hasattr(kind, way)]
    return f"a {kind.__module__}.{kind.__qualname__}: give {': '.join([wanted, *found[:1]])}"
