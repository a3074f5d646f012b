"""The texts that code writes out with a number in them, as far as they stand in what a block shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache, reduce

from lrbook.press.check.tex import FORMULA, typed_in_formula
from lrbook.press.check.typed import LARGE, typed_numbers

TEXT = re.compile(
    r"""#[^\n]*|^[ ]*r?"{3}.*?"{3}"""
    r"""|(?:\b(?P<kind>[bfru]{1,2}))?(?P<mark>"{3}|'{3}|["'])(?P<text>(?:\\.|(?!(?P=mark))[^\\])*)(?P=mark)""",
    re.S | re.I | re.M,
)
"""A comment of Python's, a docstring, or a text."""
MARKUP = re.compile(r"""<[\w/]|[>\n"']|\\n""")
"""What parts the lines of a text, and what a reader sees of one that is written out with its marks."""
VALUE = re.compile(r"\{[^{}]*\}")
NUMERIC = re.compile(rf"\d|\b(?:{LARGE})\b")
SIGN = "[-+−*/·×^=<>≤≥≠]"
STRUCTURE = re.compile(
    rf"(?<![\d.,])\d(?=\s?{SIGN}\s?[^\W\d])|(?:\b[^\W\d]|[²³)])\s?{SIGN}\s?\d(?![\d.,%])"  # 1 − a, x² + 3
    r"|\b[^\W\d]\((?:[^().\d]|\b\d\b)*\)"  # C(a, 0)
)
"""Single digits in a formula, which is read as such."""


@dataclass(frozen=True)
class Text:
    """A line of a text in some code: its place there, and what it shows between the values that it takes in."""

    line: int
    parts: tuple[str, ...]

    @cached_property
    def longest(self) -> str:
        """The longest of its parts."""
        return max(self.parts, key=len)

    @cached_property
    def numbers(self) -> list[str]:
        """The numbers that are typed in it."""
        text = "…".join(self.parts)
        words = STRUCTURE.sub("…", FORMULA.sub("…", text))
        in_formulas = [number for tex in FORMULA.findall(text) for number in typed_in_formula(tex)]
        return [number[0].strip() for number in typed_numbers(words)] + in_formulas

    @cached_property
    def has_words(self) -> bool:
        """Whether there are words beside its numbers."""
        text = reduce(lambda text, number: text.replace(number, " "), self.numbers, "".join(self.parts))
        return bool(re.search(r"[^\W\d_]", text))

    def found_in(self, shown: str) -> str:
        """Return where it stands in what is shown, line by line, or "". If it has no words, it is the whole line."""
        text = ".*?".join(map(re.escape, self.parts))
        found = re.search(rf"(?<![\w.]){text}(?!\w|[.,]\d)" if self.has_words else rf"^\s*{text}\s*$", shown, re.M)
        return found[0].strip() if found else ""


def shown_with_number(code: str, shown: str, *, whole: bool = True) -> Iterator[tuple[int, str, str]]:
    """Find the texts of some code that have a number and are shown: the line of each, its number, and as it is shown.

    With `whole`, a number that is a text of its own is sought, too.
    """
    for text in _numeric(code):
        if text.longest in shown and text.numbers and (whole or text.has_words) and (found := text.found_in(shown)):
            yield text.line, text.numbers[0], found


def numeric(code: str) -> list[tuple[str, ...]]:
    """Return the texts of some code that have a number and may be shown, wherever they stand in it."""
    return [text.parts for text in _numeric(code)]


@lru_cache(maxsize=1024)  # each block of a book is held against the same modules
def _numeric(code: str) -> tuple[Text, ...]:
    """Return the texts of some code that hold digits or the words for a number."""
    return tuple(_texts(code))


def _texts(code: str) -> Iterator[Text]:
    for text in filter(lambda found: found["text"] and NUMERIC.search(found["text"]), TEXT.finditer(code)):
        line, end = code.count("\n", 0, text.start("text")) + 1, 0
        for mark in [*MARKUP.finditer(text["text"]), None]:
            part = text["text"][end : mark.start() if mark else None]
            parts = tuple(VALUE.split(part) if "f" in (text["kind"] or "").lower() else [part])
            if NUMERIC.search("…".join(parts)):
                yield Text(line + text["text"].count("\n", 0, end), parts)
            end = mark.end() if mark else end
