"""A number in the prose is computed, or given, or part of a name."""

from collections.abc import Iterator

from lrbook.press.check.markup import Found
from lrbook.press.check.prose import Reader

WHY = "A typed number can't notice that it has become wrong."
FAILS = "The cost is 39."
PASSES = "The cost is [39]{=cost(x)}. It was measured in 1988, at [100 °C]{given}."


def page(reader: Reader) -> Iterator[tuple[Found, str]]:
    """Find the numbers that a reader meets, and that nothing computes."""
    for number in reader.numbers:
        what = number.what
        remedy = f"state it as [{what}]{{=expression}}, or mark it [{what}]{{given}} if nothing computes it"
        yield number, f"{what} is typed, not computed; {remedy}"
