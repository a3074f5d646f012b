"""The head of a column has a word in common with what is computed in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lrbook.press.check.likeness import exchangeable, words, words_of_code
from lrbook.press.check.source import STATED, Source

WHY = "Two heads that can be exchanged without a fault may have been exchanged."
FAILS = """\
| where | height | next place |
|---|---|---|
| at first | [39]{=cost(x)} | [−4.8]{=4 * x / 5} |"""
PASSES = """\
| where | cost | next x |
|---|---|---|
| at first | [39]{=cost(x)} | [−4.8]{=4 * x / 5} |"""

TABLE = re.compile(
    r"^[ \t>]*(?P<head>\|.*\|)[ \t]*\n[ \t>]*\|[\s:|-]+\|[ \t]*\n(?P<rows>(?:[ \t>]*\|.*\|[ \t]*(?:\n|\Z))+)", re.M
)
BETWEEN = re.compile(r"(?<!\\)\|")
EXPRESSION = re.compile(r"\{=([^}#\n]*)")


def source(source: Source) -> Iterator[tuple[int, str]]:
    """Find the tables of a page with two heads, above what is computed, that might be exchanged."""
    for table in TABLE.finditer(source.prose):
        columns = zip(*map(_cells, table["rows"].splitlines()), strict=False)
        computed = {
            head.strip(): frozenset[str]().union(*map(words_of_code, EXPRESSION.findall(" ".join(column))))
            for head, column in zip(_cells(table["head"]), columns, strict=False)
            if STATED.search(" ".join(column))
        }
        names = [words(STATED.sub(" ", head)) for head in computed]
        for one, other in exchangeable(names, list(computed.values())):
            yield (
                source.prose.count("\n", 0, table.start("head")) + 1,
                f"the heads {[*computed][one]!r} and {[*computed][other]!r} could be exchanged unseen; "
                "give the variables in their columns names that have a word of their heads",
            )


def _cells(row: str) -> list[str]:
    """Return the cells of a row; what is stated in them may hold the mark between cells."""
    whole = STATED.sub(lambda stated: stated[0].replace("|", r"\|"), row.strip(" \t>"))
    return BETWEEN.split(whole.strip("|"))
