"""Citations such as [1] or [3–5], which are names where the page lists the works that they lead to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lrbook.press.rules.names import FINITE, NO_QUANTITY
from lrbook.press.rules.names.year import RECENT

CITED = re.compile(rf"\[(\d{{1,3}}(?:(?:,\s?|\s?[–-]\s?)\d{{1,3}})*)\]{NO_QUANTITY}")
MEASURED = re.compile(rf"\b(?:{FINITE}|than|about|nearly|almost|exactly|only|over|under|least|most)\s\Z")
"""Behind these stands how much something is."""
WORK = re.compile(rf"^\[(\d{{1,3}})\]\s(?=[A-Z])[^\n]*\b{RECENT}\b[^\n]*", re.M)
"""A work begins a line with its number, and has a year. Its volume and its pages are names, too."""


def works(text: str) -> list[int]:
    """Return the numbers of the works that a text lists.

    >>> works("[1] A. K. Erlang, 1909.\\n[2] C. E. Shannon, 1948.")
    [1, 2]
    """
    return [int(work[1]) for work in WORK.finditer(text)]


def citations(text: str) -> Iterator[tuple[range, set[int]]]:
    """Find what may be a citation: where it stands, and the works that it leads to; a work leads to itself."""
    for work in WORK.finditer(text):
        yield range(*work.span()), {int(work[1])}
    for found in CITED.finditer(text):
        if not MEASURED.search(text[: found.start()]):
            yield range(*found.span()), set(map(int, re.findall(r"\d+", found[1])))


def listed(works: Iterable[int]) -> set[int]:
    """Return the works of a list, as far as it counts from one on: else what stands in brackets is no list of works."""
    known: set[int] = set()
    for work in sorted(works):
        if work == len(known) + 1:
            known.add(work)
    return known
