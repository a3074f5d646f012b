"""The name of a line, a bar or a column that a page prints has a word in common with what it names."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from lrbook.press.check.likeness import exchangeable, words, words_of_code
from lrbook.press.check.named import names
from lrbook.press.check.source import Source

WHY = "Two curves with their names exchanged look like two curves with the right names."
FAILS = """\
```python exec="on" id="b"
first, second = cost(x), 2 * x
print({"the cost": first, "the slope": second}.keys())
```"""
PASSES = """\
```python exec="on" id="b"
height, slope = cost(x), 2 * x
print({"the height": height, "the slope": slope}.keys())
```"""


def source(source: Source) -> Iterator[tuple[int, str]]:
    """Find the names in what the blocks of a page print, and in what that is made from, that could be exchanged."""
    for named in names(source):
        code = [frozenset[str]().union(*map(words_of_code, parts)) for *_, parts in named]
        fits = exchangeable([words(name) for name, _, _ in named], code)
        for one, other in islice(fits, 1):
            yield (
                named[one][1],
                f"the names {named[one][0]!r} and {named[other][0]!r} could be exchanged, and nothing would notice; "
                "give what they name variables that have a word of their names",
            )
