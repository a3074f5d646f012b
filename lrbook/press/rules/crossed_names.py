"""The words at two numbers do not name each the expression of the other."""

from collections.abc import Iterator

from lrbook.press.check.crossed import crossed
from lrbook.press.check.source import Source

WHY = "Two expressions that were exchanged give right numbers, at the wrong words."
FAILS = "At first the cost is [−6]{=x}, and x is [39]{=cost(6)}."
PASSES = "At first the cost is [39]{=cost(6)}, and x is [−6]{=x}."


def source(source: Source) -> Iterator[tuple[int, str]]:
    """Find the pairs of a sentence, of the items of a list or of the rows of a table that were exchanged."""
    for line, one, other in crossed(source):
        yield (
            line,
            f"the words at {one.raw} name {other.expression}, and those at {other.raw} name {one.expression}; "
            "exchange the expressions, or the words",
        )
