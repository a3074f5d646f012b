"""The head of a column has a word in common with what is computed in it."""

import re
from collections.abc import Iterator

from lrbook.press.check.likeness import exchangeable, words, words_of_code
from lrbook.press.check.source import STATED, Source
from lrbook.press.check.tables import tables

WHY = "Two heads that can be exchanged without a fault may have been exchanged."
FAILS = """\
| where | height | next place |
|---|---|---|
| at first | [39]{=cost(x)} | [−4.8]{=4 * x / 5} |"""
PASSES = """\
| where | cost | next x |
|---|---|---|
| at first | [39]{=cost(x)} | [−4.8]{=4 * x / 5} |"""

EXPRESSION = re.compile(r"\{=([^}#\n]*)")


def source(source: Source) -> Iterator[tuple[int, str]]:
    """Find the tables of a page with two heads, above what is computed, that might be exchanged."""
    for table in tables(source.prose):
        computed = {
            head: frozenset[str]().union(*map(words_of_code, EXPRESSION.findall(" ".join(column))))
            for head, column in table.columns.items()
            if STATED.search(" ".join(column))
        }
        names = [words(STATED.sub(" ", head)) for head in computed]
        for one, other in exchangeable(names, list(computed.values())):
            yield (
                table.line,
                f"the heads {[*computed][one]!r} and {[*computed][other]!r} could be exchanged unseen; "
                "give the variables in their columns names that have a word of their heads",
            )
