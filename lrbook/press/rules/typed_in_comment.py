"""The comments and docstrings of a page's code have no numbers."""

from collections.abc import Iterator

from lrbook.press.check.strings import typed_in_remarks

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
    """Find the numbers in comments and docstrings: code is seen, folded or not, and a docstring may be a hint."""
    for line, number in typed_in_remarks(code):
        yield line, f"{number} is typed in a comment of this block, which readers see, folded or not; do without it"
