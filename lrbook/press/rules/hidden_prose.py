"""Prose does not hide from the press."""

from collections.abc import Iterator

from lrbook.press.check.prose import HIDING
from lrbook.press.check.source import Source

WHY = "An element or a class that the press passes over would carry numbers past it."
FAILS = '<data value="39">the cost</data>'
PASSES = "The cost is [39]{=cost(x)}."


def source(source: Source) -> Iterator[tuple[int, str]]:
    """Find what would keep the text of a page from being read."""
    for hiding in HIDING.finditer(source.prose):
        line = source.prose.count("\n", 0, hiding.start()) + 1
        yield line, f"{hiding[0]} keeps what it holds from being checked; take it out, and state the numbers"
