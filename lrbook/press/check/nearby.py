"""What stands near a stated number, and between two of them."""

from __future__ import annotations

import re

from lrbook.press.check.beside import as_read
from lrbook.press.check.spelling import shown_number
from lrbook.press.check.stated import Mark

FAR = 80
"""Farther away than so many characters nothing belongs to a number."""


def gap_of(text: str, one: Mark, other: Mark) -> str:
    """Return what stands between two numbers, if that is short enough to relate them."""
    return seen(text[one[1] : other[0]]) if other[0] - one[1] < FAR else "…"


def seen(text: str) -> str:
    """Return a text as it is read, with one space for each gap."""
    return re.sub(r"\s+", " ", as_read(text))


def is_count(mark: Mark) -> bool:
    """Return whether a number counts something: it is a whole one, and no share."""
    number = shown_number(mark[2].shown)
    return number is not None and number.unit == 1 and "%" not in mark[2].shown
