"""What comes out of an expression whatever its page computes: then it says nothing of what it stands beside."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lrbook.press.check import compared
from lrbook.press.check.depends import TRIALS, Tried
from lrbook.press.check.reading import agrees, is_truth, members
from lrbook.press.check.units import number_in

ENOUGH = 20
"""In fewer trials that come to an end nothing is seen."""
ALWAYS, OFTEN = 0.95, 0.2
"""In what share of the trials a thing comes out that always does, or that does as a bound would."""
ENDS = {-1, 0, 1}
"""Where many things end: max(left, 0) may well be 0. Another bound that is shown is typed."""


def true_anyway(value: Any, try_out: Tried) -> bool:
    """Return whether a fact comes out as it is in all trials."""
    return _comes_out((bool(outcome) == bool(value) for outcome in try_out.outcomes(meet=True)), least=1)


def shown_anyway(shown: str, value: Any, try_out: Tried, reading: str) -> str:
    """Return why what is shown, or a part of it, is not computed, or ""."""
    parts = members(shown) if isinstance(value, list) else [shown]
    if len(parts) > 1 and compared.wrong(shown, value) is not None:  # words that compare are read as a whole
        parts = [shown]
    whys = (_typed(part, place, len(parts), try_out, reading) for place, part in enumerate(parts))
    return next(filter(None, whys), "")


def _typed(part: str, place: int, of: int, try_out: Tried, reading: str) -> str:
    """Return why what is shown at a place of so many is not computed, or ""."""
    number = number_in(part)
    if of > 1 and number and number.value in ENDS:  # from 0 to what is computed
        return ""
    stands = any(agrees(part, size, reading) for size in _sizes(try_out.constants))
    bound = stands and number is not None and number.value not in ENDS
    hits = (_shows(part, outcome, place, of, reading) for outcome in try_out.outcomes(meet=number is None))
    if not _comes_out(hits, least=OFTEN if bound else ALWAYS if number else 1):  # words are so, or not, as a fact is
        return ""
    where = "stands in the expression as it is shown" if stands else "comes out whatever this page computes"
    return f"{part} {where}; compute it, or give it a name in a block"


def _sizes(constants: tuple[Any, ...]) -> Iterator[Any]:
    for constant in constants:
        yield constant
        if isinstance(constant, int | float):
            yield -constant


def _shows(part: str, outcome: Any, place: int, of: int, reading: str) -> bool:
    if of > 1:
        outcome = outcome[place] if isinstance(outcome, list | tuple) and len(outcome) == of else None
    elif isinstance(outcome, list | tuple) and len(outcome) == 1:
        outcome = outcome[0]
    return not is_truth(outcome) and agrees(part, outcome, reading)


def _comes_out(hits: Iterator[bool], least: float) -> bool:
    """Return whether a thing comes out in at least this share of the trials."""
    seen = missed = 0
    for hit in hits:
        seen, missed = seen + 1, missed + (not hit)
        if missed > (1 - least) * TRIALS:
            return False
    return seen >= ENOUGH and missed <= (1 - least) * seen
