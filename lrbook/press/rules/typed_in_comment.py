"""The comments of code that a page shows have no numbers."""

from collections.abc import Iterator

from lrbook.press.check.prose import typed_in_remarks

WHY = "A reader reads them like prose, and nothing computes them."
FAILS = """\
```python exec="on" source="above" id="b"
y = cost(x)  # it is 39
```"""
PASSES = """\
```python exec="on" source="above" id="b"
y = cost(x)  # one step later
```"""


def block(code: str, shown: bool) -> Iterator[tuple[int, str]]:
    """Find the numbers in the comments and docstrings of code that is shown."""
    for line, number in typed_in_remarks(code) if shown else ():
        yield line, f"{number} is typed in a comment of this block, which is shown; do without it"
