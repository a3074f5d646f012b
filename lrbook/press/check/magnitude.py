"""By how many orders of magnitude one thing is larger than another: each of them is a power of ten."""

from __future__ import annotations

import math
import re
from numbers import Real
from typing import Any

from lrbook.press.check.spelling import shown_number

ORDERS = re.compile(r"(?:by )?(?:(?:about|roughly) )?(?P<many>an|[\w-]+) orders? of magnitude")
OFF = 0.25
"""By how much of an order it may be more or less, for nobody says it of exact numbers."""


def wrong(text: str, value: Any) -> list[str] | None:
    """Return why a quotient, or that of a pair, has another order; None if the words say nothing of such values."""
    found = ORDERS.fullmatch(text)
    many = shown_number("one" if found["many"] == "an" else found["many"]) if found else None
    pair = value if isinstance(value, list | tuple) and len(value) == 2 else (value, 1)
    if not many or not all(isinstance(one, Real) and not isinstance(one, bool) and float(one) > 0 for one in pair):
        return None
    orders = math.log10(float(pair[0])) - math.log10(float(pair[1]))
    return [] if abs(orders - float(many.value)) <= OFF else [f"it is {orders:.1f} orders"]
