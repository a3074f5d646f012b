"""How many of several things are so: *all four*, *both*, *none*, *most*, *almost all*, *three of the four*.

It is said of truth values, or of a share.
"""

from __future__ import annotations

import re
from numbers import Real
from typing import Any

from lrbook.press.check.adverbs import NEAR
from lrbook.press.check.spelling import shown_number

SAID = re.compile(
    r"(?:(?P<all>all|both)|(?P<near>(?:almost|nearly) all)|(?P<none>none|neither)|(?P<most>most|the majority)"
    r"|(?P<some>(?!no)[\w-]+)(?= of| out of))"
    r"(?P<many>(?: out)?(?: of)?(?: the)? (?!of\b|the\b|these\b|those\b|them\b|out\b)[\w-]+)?"
    r"(?: of(?: the| these| those| them)?)?"
)
EACH = {"both": 2, "neither": 2}
"""Words that say of how many things they say it."""


def wrong(text: str, value: Any) -> list[str] | None:
    """Return why not as many are so as words say; None if the words say nothing of such values."""
    held = value if isinstance(value, list | tuple) and value and all(type(one) is bool for one in value) else []
    said = SAID.fullmatch(text)
    some, many = (_count(said[name]) if said else None for name in ("some", "many"))
    many = EACH.get(text.split()[0], many) if text else many
    if not said or -1 in {some, many} or (said["some"] and (some is None or many is None)):
        return None
    a_share = (
        isinstance(value, Real) and not isinstance(value, int) and 0 <= float(value) <= 1
    )  # a whole number is a count
    if not held and (not a_share or many is not None or said["none"]):  # a share does not tell of how many it is one
        return None
    share = sum(held) / len(held) if held else float(value)
    fits = {"all": share == 1, "near": 1 - NEAR <= share < 1, "none": share == 0, "most": share > 1 / 2}
    so = fits.get(next(name for name, word in said.groupdict().items() if word), some == sum(held))
    if so and many in {None, len(held)}:
        return []
    return [f"it is so of {sum(held)} of {len(held)}" if held else f"{share:.6g} of them are"]


def _count(text: str | None) -> int | None:
    """Return the whole number at the end of some words; -1 if there is none, and None if there are no words."""
    number = shown_number(text.split()[-1]) if text else None
    if not text:
        return None
    return int(number.value) if number and not number.ordinal and number.value == int(number.value) else -1
