"""What a block shows, in a picture, on a control or in a table, is computed, also where a module writes it."""

from collections.abc import Iterator, Mapping

from lrbook.press.check.strings import typed_in_strings
from lrbook.press.check.texts import shown_with_number

WHY = "A reader takes the label of a curve for computed, and can't see where it was written."
FAILS = """\
```python exec="on" id="b"
label = "rate=0.5"
print(f"<svg><text>{label}</text></svg>")
```"""
PASSES = """\
```python exec="on" id="b"
label = f"rate={x / -12:g}"
print(f"<svg><text>{label}</text></svg>")
```"""


def output(shown: str, code: str, modules: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    """Find the numbers in what a block shows, line by line, that are typed in its code or in a module."""
    for line, number, found in shown_with_number(code, shown):
        if (line, number) not in typed_in_strings(code):  # which another rule names
            yield line, f"{number} is typed in {found!r}, which this block shows; use an f-string and compute it"
    for file, module in modules.items():
        for line, number, found in shown_with_number(module, shown, whole=False):
            where = f"{file}, line {line}"
            yield 0, f"this block shows {found!r}: {number} is typed in {where}; use an f-string there"
