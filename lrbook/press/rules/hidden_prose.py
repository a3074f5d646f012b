"""Prose does not hide from the press."""

import re
from collections.abc import Iterator

from lrbook.press.check.hiding import hiding
from lrbook.press.check.source import Source

WHY = "An element, a class or a style that the press passes over would carry numbers past it, or show others."
FAILS = '<data value="39">the cost</data>'
PASSES = "The cost is [39]{=cost(x)}."

UNREAD = re.compile(
    r"<(?:data|math|script|style|link|iframe|object|embed|bdo)\b"
    r"|[\u202a-\u202e\u2066-\u2069]|&#(?:823[4-8]|829[4-7]|x202[a-e]|x206[6-9]);",
    re.I,
)
"""Elements that are not read, and signs that turn the direction of reading."""


def source(source: Source) -> Iterator[tuple[int, str]]:
    """Find what would keep the text of a page from being read as its reader does."""
    found = [(element.start(), element[0]) for element in UNREAD.finditer(source.prose)]
    for start, what in sorted([*found, *hiding(source.prose)]):
        line = source.prose.count("\n", 0, start) + 1
        yield line, f"{what} keeps what it holds from being checked; take it out, and state the numbers"
