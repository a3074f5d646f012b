"""A fact is not denied outside its brackets."""

import re

from lrbook.press.check.beside import as_read
from lrbook.press.check.stated import Stated

WHY = 'A "not" before the brackets turns the fact round, and the expression would still be true.'
FAILS = "The cost does not [rise]{=cost(x) > cost(0)}."
PASSES = "The cost [does not rise]{=not cost(0) > cost(x)}."

BEFORE = re.compile(
    r"(?:\b(?:not|no|never|nowhere|neither|nor|hardly|cannot)|n['’]t)\s+(?:(?:at all|even|quite|really|\w+ly)\s+)?\Z",
    re.I,
)
BEHIND = re.compile(r"\s+(?:not|never|no longer)\b", re.I)


def statement(number: Stated, before: str, behind: str, tex: bool) -> str:
    """Say whether a statement is denied; a counter-example may well be."""
    before, behind = as_read(before), as_read(behind)
    if not number.counter and (BEFORE.search(before) or BEHIND.match(behind)):
        return f"{number.raw}: a word beside it denies it and makes something else of it; write it inside the brackets"
    return ""
