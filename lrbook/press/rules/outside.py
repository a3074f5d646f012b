"""A sign, a digit, a unit of the number or a relation stands inside the brackets."""

import re
from html import unescape

from lrbook.press.check.stated import Stated

WHY = "What stands at the brackets makes another number of it, and nothing would compare that one."
FAILS = "The cost is −[39]{=cost(x)}."
PASSES = "The cost is [−39]{=-cost(x)}."

EMPHASIS = re.compile(r"[*_]+")
BEFORE = re.compile(r"(?:(?<![\w)}\]])[+−±∓.-]|[<>≤≥≠≈~]\s?|(?:\A|\s)–|\b(?:minus|plus)\s|\w)\Z")
BEHIND = re.compile(r"\s?[%‰]|\s(?:percent|per cent|percentage)\b|\w|[,.]\d")
BEFORE_IN_TEX = re.compile(r"(?:(?:\A|[=<>(,&{]|\\(?:approx|to|le|ge|in|cdot|times)\b)\s*[-−+]|\\(?:pm|mp)|[\d.])\s*\Z")
BEHIND_IN_TEX = re.compile(r"\s*(?:[\d^]|\.\d|\\%)")


def statement(number: Stated, before: str, behind: str, tex: bool) -> str:
    """Say whether the text around a stated number makes another one of it."""
    if not tex:
        before, behind = (EMPHASIS.sub("", unescape(text)) for text in (before, behind))
    ahead, after = (BEFORE_IN_TEX, BEHIND_IN_TEX) if tex else (BEFORE, BEHIND)
    if ahead.search(before) or after.match(behind):
        return f"{number.raw}: what stands at it makes something else of it; write it inside the brackets"
    return ""
