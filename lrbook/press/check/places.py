"""On which line of its source something on a page stands: what a reader meets stands in both in the same order."""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from html import unescape

from lrbook.press.check.source import Source

WORD = re.compile(r"\d+|[^\W\d_]+")
"""A word, or a number, also where they are glued together."""
UNSAID = re.compile(r"\{=[^}\n]*\}|(?<=\])\([^\s()]*")
"""The expressions and the addresses of a text, which no reader meets."""
NOTE = re.compile(r"^ {0,3}\[\^[^\]\n]+\]:.*(?:\n.*\S.*)*", re.M)
"""A footnote, which the page shows at its end."""
UNSHOWN = re.compile(r"<!--.*?-->|\A---\n.*?^---$", re.S | re.M)
"""What no page shows: comments and the front matter."""


def words(text: str) -> Iterator[re.Match[str]]:
    """Find the words of a text that a reader meets, each where it stands."""
    return WORD.finditer(UNSAID.sub(lambda unsaid: " " * len(unsaid[0]), text))


@dataclass
class Places:
    """The words of a page, each with its place in the HTML, beside its source, of which the lines from `first` on."""

    said: Sequence[tuple[int, str]]
    source: Source
    first: int = 0

    @cached_property
    def _lines(self) -> dict[int, int]:
        """The lines of the words that the source has, too, by their places."""
        written = [(line, word) for line, word in _written(self.source) if line >= self.first]
        both = SequenceMatcher(None, [word for _, word in self.said], [word for _, word in written], autojunk=False)
        return {
            self.said[one + n][0]: written[other + n][0]
            for one, other, size in both.get_matching_blocks()
            for n in range(size)
        }

    def _between(self, start: int) -> tuple[int, int]:
        """Return the first and the last line on which a place may stand: the same, if the source has its word."""
        at = bisect_left(self.said, (start, ""))
        after = (self._lines.get(place, 0) for place, _ in self.said[at:])
        if line := next(after, 0):
            return line, line
        before = (self._lines.get(place, 0) for place, _ in reversed(self.said[:at]))
        first, last = next(filter(None, before), self.first), next(filter(None, after), sys.maxsize)
        return first, last if first <= last else sys.maxsize  # what follows is a footnote

    def line_of(self, start: int, text: str) -> int:
        """Return the line of a text that is as it was written, or 0. One that is written once is not sought."""
        found = self.source.lines_of(text)
        if len(found) == 1:
            return found[0]
        first, last = self._between(start)
        within = first if first == last else next((line for line in found if first <= line <= last), 0)
        return within or self.source.line_of(text) or self.first

    def line_like(self, start: int, needle: str, around: str) -> int:
        """Return the line of a text that may be written in another way, or 0."""
        first, last = self._between(start)
        within = first if first == last else self.source.line_like(needle, around, first, last)
        return within or self.source.line_like(needle, around)


def _written(source: Source) -> Iterator[tuple[int, str]]:
    """Yield the words of a source that a page may show, but for its fences, each with its line."""
    shown = UNSHOWN.sub(lambda unshown: "\n" * unshown[0].count("\n"), source.outside)
    texts = [NOTE.sub(lambda note: "\n" * note[0].count("\n"), shown).split("\n"), shown.split("\n")]
    lines = list(enumerate(zip(*texts, strict=True), 1))
    in_order = [(n, text) for n, (text, _) in lines] + [(n, whole) for n, (text, whole) in lines if text != whole]
    for number, line in in_order:
        yield from ((number, word[0]) for word in words(unescape(line)))
