"""The numbers in a text that a block prints are computed."""

from collections.abc import Iterator

from lrbook.press.check.strings import typed_in_strings

WHY = "A reader takes what a block prints for computed; a number typed in it would borrow that trust."
FAILS = """\
```python exec="on" id="b"
print("The cost is 39.")
```"""
PASSES = """\
```python exec="on" id="b"
print(f"The cost is {cost(x):.0f}.")
```"""


def block(code: str, shown: bool) -> Iterator[tuple[int, str]]:
    """Find the numbers in a block's texts."""
    for line, number in typed_in_strings(code):
        yield line, f"{number} is typed in a text of this block; use an f-string and compute it"
