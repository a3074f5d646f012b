"""The words at two numbers do not name each the expression of the other."""

from collections.abc import Iterator

from lrbook.press.check.crossed import crossed
from lrbook.press.check.source import Source

WHY = "Two expressions that were exchanged give right numbers, at the wrong words."
FAILS = """\
```python exec="on" id="b"
steep, flat = cost(x), cost(0)
```

Where it is steep, the height is [3]{=flat}, and where it is flat [39]{=steep}."""
PASSES = """\
```python exec="on" id="b"
steep, flat = cost(x), cost(0)
```

Where it is steep, the height is [39]{=steep}, and where it is flat [3]{=flat}."""


def source(source: Source) -> Iterator[tuple[int, str]]:
    """Find the pairs of a sentence, of the items of a list or of the rows of a table that were exchanged."""
    for line, one, other in crossed(source):
        yield (
            line,
            f"the words at {one.raw} name {other.expression}, and those at {other.raw} name {one.expression}; "
            "exchange the expressions, or the words",
        )
