"""A list begins at one, or goes on where another one ended."""

import re
from collections.abc import Iterator

from lrbook.press.check.source import Source

WHY = "A paragraph that begins with a number and a full stop becomes a list, which counts on its own."
FAILS = "303. patients were seen."
PASSES = "1. First, the patients.\n2. Then, the rest.\n\nA text.\n\n3. And an end."

ITEM = re.compile(r"(?m)^[ \t>]*(\d+)\.[ \t]")


def source(source: Source) -> Iterator[tuple[int, str]]:
    """Find the items of a list that have a number of their own."""
    last = 0
    for item in ITEM.finditer(source.prose):
        number = int(item[1])
        if number not in {0, 1, last, last + 1}:
            line = source.prose.count("\n", 0, item.end()) + 1
            yield (
                line,
                f"{item[1]}. makes a list of this paragraph, and is not shown; put a word before it, and state it",
            )
        last = number
