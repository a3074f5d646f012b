"""A number with its unit in the same brackets, such as `15 minutes` or `€1,629`: what of it is the number."""

from __future__ import annotations

import re

from lrbook.press.check import compound, words
from lrbook.press.check.dimensions import UNITS
from lrbook.press.check.in_figures import in_figures
from lrbook.press.check.measures import ABOUT, ALMOST
from lrbook.press.check.of_what import parted
from lrbook.press.check.parts import PARTS, SIZES
from lrbook.press.check.spelling import SCALES, Shown, shown_number

NO_UNIT = "|".join(map(re.escape, {*PARTS, *SIZES, *SCALES}))
NO_UNIT += "|halve|squared|cubed|factorial|percentage|pct|points?|minus|plus|and|or|to|of|by|again"
"""What makes another number of the one before it, or leads to more."""
WORD = rf"(?!(?:{NO_UNIT})s?\b)[°µμ]?[^\W\d_]+[²³]?(?:⁻[¹²³])?"
RATE = rf"\s(?:per|an?)\s{WORD}"
MORE = rf"(?:\s?[/·]\s?|\s(?=[^\W\d_]+⁻|[^\W\d_][²³]?(?!\w))){WORD}|{RATE}|\s(?:Celsius|Fahrenheit)"
GLUED = rf"(?<=\d)(?:{'|'.join(map(re.escape, UNITS))}|p)"
UNIT = rf"(?:[\s-]{WORD}(?:{MORE})*|{RATE}|{GLUED}|\s?°(?:\s?[CFK])?)"
NEAR = rf"(?i:{'|'.join([*ABOUT, *ALMOST])})\s(?=[€$£¥₹+−-]?\s?\d)"
CURRENCY = r"[€$£¥₹]|(?:EUR|USD|GBP|CHF)\s"
PERCENT = re.compile(r"%|\bper ?cent\Z", re.I)
COMPARATIVE = re.compile(r"\s[^\W\d_]+er")
AMOUNT = re.compile(rf"(?P<before>(?:{NEAR})?(?:{CURRENCY})?)(?P<number>[^\W_].*?|[+−-]\s?\d.*?)(?P<behind>{UNIT}?)")


def amount(text: str) -> tuple[str, str, str]:
    """Return a text as what stands before its number, the number, and its unit; all of it is the number, if not so.

    >>> amount("15 minutes"), amount("€1,629"), amount("five million"), amount("5 more"), amount("half of them")
    (('', '15', ' minutes'), ('€', '1,629', ''), ('', 'five million', ''), ('', '5 more', ''), ('', 'half', ' of them'))
    """
    text = text.strip()
    head, tail = parted(text)
    if shown_number(text) or words.read(text).sign or words.NOT.search(text.lower()):
        return "", text, ""
    if shown_number(head):
        return "", head, tail
    found = AMOUNT.fullmatch(head)
    unit = shown_number(found["behind"].strip(" -").removesuffix("s")) if found else None
    if not found or not shown_number(found["number"]) or (unit and not unit.ordinal):  # a second may be one of time
        return "", text, ""
    if PERCENT.search(found["number"]) and COMPARATIVE.fullmatch(found["behind"]):  # that is no unit
        return "", text, ""
    if ":" in found["number"] and found["behind"].strip() in UNITS:  # 2:30 min is no ratio
        return "", text, ""
    return found["before"], found["number"], found["behind"] + tail


def number_in(text: str) -> Shown | None:
    """Return the number of a text that is one, with its unit or without; of several units, in the last of them."""
    return next(reversed(compound.readings(text)), None) or shown_number(amount(in_figures(text))[1])
