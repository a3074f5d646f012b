"""Quantities as people say them, in figures: *an hour and a half*, *two and a half*, *over an hour*."""

from __future__ import annotations

import re
from functools import cache

from lrbook.press.check.dimensions import UNITS
from lrbook.press.check.spelling import shown_number

SPOKEN = "|".join(sorted(unit for unit in UNITS if len(unit) > 3 and not unit.endswith("s")))
ONE = f"(?:day|{SPOKEN}|month|year|decade|century|percent|per cent)"
"""What there may be one of: *a minute*. Of a symbol nobody says it."""
PART = {"a half": "5", "a quarter": "25", "three quarters": "75"}
AND = re.compile(rf"\b(?P<whole>[\w-]+) and (?P<part>{'|'.join(PART)})\b", re.I)
ONE_AND = re.compile(rf"\ban? (?P<unit>{ONE}) and (?P<part>{'|'.join(PART)})\b", re.I)
A_UNIT = re.compile(
    rf"(\A|\b(?:than|over|under|above|below|within|least|most|between|and|to|about|around|roughly|approximately"
    rf"|almost|nearly|not quite) )an? (?={ONE}\b)",
    re.I,
)
"""Behind a number *a day* says how often, and behind a name it is an article; here it is one."""


@cache
def in_figures(text: str) -> str:
    """Return a text with such quantities in figures.

    >>> in_figures("just over an hour"), in_figures("under five and a half hours")
    ('just over 1.0 hour', 'under 5.5 hours')
    """
    text = ONE_AND.sub(lambda found: f"1.{PART[found['part'].lower()]} {found['unit']}s", text)
    text = AND.sub(_mixed, text)
    return A_UNIT.sub(r"\g<1>1.0 ", text)


def _mixed(found: re.Match[str]) -> str:
    whole = shown_number(found["whole"])
    counts = whole is not None and whole.value == int(whole.value) and not whole.ordinal and not whole.sign
    return f"{int(whole.value)}.{PART[found['part'].lower()]}" if whole and counts else found[0]
