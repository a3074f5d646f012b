"""A page as its author wrote it: which fences it has, and on which line a thing stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

OPENING = re.compile(r"^[ \t>]*(?P<mark>`{3,}|~{3,})(?P<info>[^`\n]*)$")
CODE = re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)", re.S)
WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Fence:
    """A fenced block: the line it opens on, what stands behind the opening mark, and whether it is ever closed."""

    line: int
    info: str
    closed: bool = True


@dataclass(frozen=True)
class Source:
    """The text of a file of the book, and its path as messages name it."""

    path: str
    text: str

    @cached_property
    def _lines(self) -> tuple[list[Fence], str]:
        fences: list[Fence] = []
        outside: list[str] = []
        mark = ""
        for number, line in enumerate(self.text.split("\n"), 1):
            if mark:
                if line.strip(" \t>").startswith(mark) and not line.strip(" \t>").strip(mark[0]):
                    mark = ""
            elif opening := OPENING.match(line):
                mark = opening["mark"]
                fences.append(Fence(number, opening["info"].strip()))
            else:
                outside.append(line)
                continue
            outside.append("")
        if mark:
            fences[-1] = Fence(fences[-1].line, fences[-1].info, closed=False)
        return fences, "\n".join(outside)

    @property
    def fences(self) -> list[Fence]:
        """The fenced blocks, in order; one that stands inside another is that one's text."""
        return self._lines[0]

    @cached_property
    def prose(self) -> str:
        """The text with its fences and its inline code blanked out, line for line."""
        return CODE.sub(lambda code: re.sub(r"[^\n]", " ", code[0]), self._lines[1])

    def line_of(self, needle: str) -> int:
        """Return the first line where `needle` stands in the prose, else in the text, else 0."""
        for text in (self.prose, self.text):
            if (position := text.find(needle)) >= 0:
                return text.count("\n", 0, position) + 1
        return 0

    def line_like(self, needle: str, around: str) -> int:
        """Return the line that holds `needle` as a word of its own and shares the most words with `around`, else 0."""
        whole = re.compile(rf"(?<![\w.]){re.escape(needle)}(?!\w)")
        words = set(WORD.findall(around))
        lines = [(len(words & set(WORD.findall(line))), -n) for n, line in enumerate(self.text.split("\n"), 1) if whole.search(line)]
        return -max(lines)[1] if lines else 0
