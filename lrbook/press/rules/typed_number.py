"""A number in the prose is computed, or given, or part of a name."""

import re
from collections.abc import Iterator

from lrbook.press.check.markup import Found
from lrbook.press.check.measures import measure
from lrbook.press.check.prose import Reader

WHY = "A typed number can't notice that it has become wrong."
FAILS = "The cost is 39."
PASSES = "The cost is [39]{=cost(x)}. It was measured in 1988, at [100 °C]{given}."


def page(reader: Reader) -> Iterator[tuple[Found, str]]:
    """Find the numbers that a reader meets, and that nothing computes."""
    for number in reader.numbers:
        what = number.what
        than = measure(number.around.partition(what)[0])
        shown = f"{than} {what}" if than.endswith("than") else what
        remedy = f"state it as [{shown}]{{=expression}}, or mark it [{shown}]{{given}} if nothing computes it"
        if re.search(rf"\[(?:[\d–-]+,?\s?)*{re.escape(what)}\b[^\]]*\]", number.around):
            remedy += "; if it cites a work, list the works on this page, from “[1] …” on"
        yield number, f"{what} is typed, not computed; {remedy}"
