"""A quantity in more than one unit, such as *4 h 16 min* or *two hours and ten minutes*, computed in one of them."""

from __future__ import annotations

import re
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal, localcontext
from functools import partial
from itertools import pairwise

from lrbook.press.check.dimensions import UNITS
from lrbook.press.check.spelling import LONGEST, WIDE, Shown, shown_number, wide

SYMBOLS = "|".join(sorted(UNITS, key=len, reverse=True))
PART = re.compile(rf"(\d+(?:\.\d+)?\s?|\b[a-z]+(?:-[a-z]+)?\s)({SYMBOLS})(?!\w)", re.I)
RUN = re.compile(rf"{PART.pattern}(?:,?\s(?:and\s)?{PART.pattern})+", re.I)


def units(text: str) -> list[str]:
    """Return the units of such a quantity, the largest first; none, if a text is no such.

    >>> units("4 h 16 min"), units("two hours and ten minutes"), units("16 min 4 h"), units("4 h 76 min")
    (['h', 'min'], ['hours', 'minutes'], [], [])
    """
    return [unit for _, unit in _parts(text)]


def readings(text: str) -> list[Shown]:
    """Return what such a quantity is in each of its units."""
    parts = _parts(text)
    with localcontext(WIDE):
        total = sum(number.value * _size(unit) for number, unit in parts)
        step = parts[-1][0].unit * _size(parts[-1][1]) if parts else 0
        return [Shown(total / _size(unit), step / _size(unit), 0, partial(_written, text, unit)) for _, unit in parts]


def _parts(text: str) -> list[tuple[Shown, str]]:
    """Return the numbers of a text and their units, if all but the last are whole, and each is less than one before."""
    found = [(shown_number(many), unit) for many, unit in PART.findall(text)] if RUN.fullmatch(text) else []
    parts = [(number, unit) for number, unit in found if number and not number.ordinal and unit in UNITS]
    if len(parts) < len(found):
        return []
    whole = all(number.value % 1 == 0 for number, _ in parts[:-1])
    fits = (
        UNITS[larger][0] == UNITS[unit][0] and number.value * _size(unit) < _size(larger)
        for (_, larger), (number, unit) in pairwise(parts)
    )
    return parts if whole and all(fits) else []


def _size(unit: str) -> Decimal:
    size = UNITS[unit][1]
    return Decimal(size.numerator) / Decimal(size.denominator)


def _written(text: str, of: str, number: Decimal, cut: bool) -> str | None:
    """Write another number of one of the units in the style of a text."""
    parts, mended, end = _parts(text), "", 0
    if not number.is_finite() or number < 0 or number.adjusted() > LONGEST:
        return None
    with localcontext(wide(number)):
        step = parts[-1][0].unit * _size(parts[-1][1])
        left = (number * _size(of) / step).to_integral_value(ROUND_DOWN if cut else ROUND_HALF_UP) * step
        for found, (shown, unit) in zip(PART.finditer(text), parts, strict=True):
            many = left / _size(unit) if unit == parts[-1][1] else left // _size(unit)
            left -= many * _size(unit)
            mended += f"{text[end : found.start()]}{shown.write(many, cut)}"
            end = found.start() + len(found[1].rstrip())
    return mended + text[end:]
