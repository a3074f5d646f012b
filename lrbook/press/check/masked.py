"""A text with what it states in other words: blanked out, or as a reader sees it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from lrbook.press.check.stated import Stated, find
from lrbook.press.check.tex import FORMULA

ASIDE = re.compile(rf"<!--.*?-->|{FORMULA.pattern}", re.S)


def hidden(text: str, found: Iterable[tuple[int, int, Any]]) -> str:
    """Return a text with what stands in these places blanked out, character for character."""
    return _replaced(text, ((start, end, "x" * (end - start)) for start, end, _ in found))


def plain(text: str) -> str:
    """Return a text with what it states as a reader sees it."""
    found = find(text)
    return _replaced(text, ((start, end, one.shown if isinstance(one, Stated) else "") for start, end, one in found))


def _replaced(text: str, places: Iterable[tuple[int, int, str]]) -> str:
    """Return a text with others in some places of it, which are in order."""
    parts, behind = [], 0
    for start, end, other in places:
        parts += [text[behind:start], other]
        behind = end
    return "".join([*parts, text[behind:]])


def without_brackets(text: str) -> Iterator[int]:
    """Yield the lines of a text where an expression stands in braces, but behind no brackets: it would be no text."""
    rest = hidden(ASIDE.sub(lambda aside: re.sub(r"[^\n]", "x", aside[0]), text), find(text))
    for opening in re.finditer(r"\{:?\s*=", rest):
        yield text.count("\n", 0, opening.start()) + 1
