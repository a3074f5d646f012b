"""A quantity has the unit that its name in the code ends with, or is converted to the one that stands on the page."""

from __future__ import annotations

import re
from fractions import Fraction

from lrbook.press.check import compound
from lrbook.press.check.beside import as_read
from lrbook.press.check.code import nodes
from lrbook.press.check.dimensions import TIMES, UNITS, Measured, measured
from lrbook.press.check.stated import Stated
from lrbook.press.check.units import amount

PRINTED = True
WHY = "A number says nothing of its unit, and `time_ms` is a thousand times as many seconds."
FAILS = 'A ball falls for [39 s]{=dict(time_ms=cost(x))["time_ms"]}.'
PASSES = 'A ball falls for [0.039 s]{=dict(time_ms=cost(x))["time_ms"] / 1000}.'

BEHIND = re.compile(r"[\s-]?([^\W\d_]+)(?![\w²³⁻]|\s?[/·]|\sper\b)")
RATIOS = {*(10**power for power in range(1, 19)), *TIMES.values(), 24, 1440, 168, 1000 * 60, 1000 * 3600}
"""By how much one is wrong who forgets to convert, or converts the wrong way."""


def statement(number: Stated, before: str, behind: str, tex: bool) -> str:
    """Say that a quantity stands with another unit than its name has."""
    follows = BEHIND.match(as_read(behind))
    unit = amount(number.shown)[2].strip(" -") or (follows[1] if follows else "")
    units = compound.units(number.shown) or [unit]
    quantity = measured(nodes(number.expression, "eval")[0]) if UNITS.keys() >= {*units} and not tex else None
    if not quantity or any(_fits(quantity, of, unit) for of in quantity.may_be for unit in units):
        return ""
    shown, ends = " and ".join(units), quantity.name.rpartition("_")[2]
    return f"{number.raw} is in {shown}, and {quantity.name} in {ends} by its name; convert it, or mend the unit"


def _fits(quantity: Measured, of: tuple[str, Fraction], unit: str) -> bool:
    (dimension, size), (stated, shown_in) = of, UNITS[unit]
    if dimension != stated:
        return True  # then the end of the name is hardly a unit
    off = quantity.factor * shown_in / size
    return (shown_in == size and quantity.factor != 1) or not {off, 1 / off} & RATIOS
