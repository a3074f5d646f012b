"""The sign of a value that a block shows is computed with it, also where a module writes it."""

from collections.abc import Iterator, Mapping

from lrbook.press.check.typed_signs import shown_with_sign

WHY = "A minus before the braces makes another number of the value, and stays where the value changes its sign."
FAILS = """\
```python exec="on" id="b"
print(f"The cost is −{cost(x):.0f}.")
```"""
PASSES = """\
```python exec="on" id="b"
print(f"The gain is {-cost(x):.0f}, and {cost(x):.0f} − {x:.0f} is more.")
```"""


def output(shown: str, code: str, modules: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    """Find the signs in what a block shows that are typed before a value in its code or in a module."""
    for line, found in shown_with_sign(code, shown):
        yield (
            line,
            f"the sign before a value is typed in {found!r}, which this block shows; compute it with the value",
        )
    for file, module in modules.items():
        for line, found in shown_with_sign(module, shown, whole=False):
            where = f"{file}, line {line}"
            yield 0, f"this block shows {found!r}: its sign is typed in {where}; compute it with the value"
