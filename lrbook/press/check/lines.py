"""On which lines of a text some words stand, however the text breaks between them."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

GAP = re.compile(r"\s[\s>]*")
"""What parts words, also where a quotation goes on in the next line."""
PLACEHOLDER = re.compile("\x02[^\x03]*\x03")
"""Where Python-Markdown has put a formula or code aside."""


@lru_cache(maxsize=4096)  # what a page says often is sought each time
def lines_of(needle: str, text: str) -> tuple[int, ...]:
    """Return the lines where words stand one after the other, whatever gaps, or ends of quoted lines, part them."""
    if PLACEHOLDER.search(needle):
        return tuple(text.count("\n", 0, found.start()) + 1 for found in _like(needle).finditer(text))
    flat, starts, lines = _flat(text)
    return tuple(lines[bisect(starts, place) - 1] for place in _places(GAP.sub(" ", needle.strip()), flat))


def _like(needle: str) -> re.Pattern[str]:
    """Return a pattern for words among which Python-Markdown has put some aside: it may be anything in their line."""
    return re.compile(PLACEHOLDER.sub(".+?", GAP.pattern.join(map(re.escape, needle.split()))))


def _places(needle: str, text: str) -> Iterator[int]:
    """Find where a text stands in another one."""
    place = text.find(needle) if needle else -1
    while place >= 0:
        yield place
        place = text.find(needle, place + len(needle))


@lru_cache(maxsize=256)  # each text is searched for all that a page says, and by each build of a server
def _flat(text: str) -> tuple[str, list[int], list[int]]:
    """Return a text with one space for each gap, where in it its words begin, and the line of each."""
    words, starts, lines = [], [], []
    start, line, end = 0, 1, 0
    for gap in chain(GAP.finditer(text), [None]):
        word = text[end : gap.start() if gap else None]
        words.append(word)
        starts.append(start)
        lines.append(line)
        start += len(word) + 1
        if gap:
            line += gap[0].count("\n")
            end = gap.end()
    return " ".join(words), starts, lines
