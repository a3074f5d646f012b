"""The words at two or three numbers do not name each the expression of another one."""

from collections.abc import Iterator

from lrbook.press.check.crossed import crossed
from lrbook.press.check.source import Source

WHY = "Two expressions that were exchanged give right numbers, at the wrong words."
FAILS = "At first the cost is [−6]{=x}, and x is [39]{=cost(6)}."
PASSES = "At first the cost is [39]{=cost(6)}, and x is [−6]{=x}."


def source(source: Source) -> Iterator[tuple[int, str]]:
    """Find those of a sentence, of the items of a list or of the rows of a table that were exchanged."""
    for line, numbers in crossed(source):
        names = zip(numbers, (*numbers[1:], numbers[0]), strict=True)
        (one, other), *rest = ((number.raw, another.expression) for number, another in names)
        said = ", ".join([f"the words at {one} name {other}", *(f"those at {raw} name {code}" for raw, code in rest)])
        yield line, f"{said}; exchange the expressions, or the words"
