"""A page as its author wrote it: which fences it has, and on which line a thing stands."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from html import unescape
from pathlib import Path

from lrbook.press.check.faults import Fault
from lrbook.press.check.lines import lines_of

OPENING = re.compile(r"\ufeff?[ \t>]*(?P<mark>`{3,}|~{3,})(?P<info>[^`]*)")
CODE = re.compile(r"(?<![`\\])(`+)(?!`)(?:(?!\n[ \t>]*(?:\n|[-*+#|:]|\d+[.)])).)+?(?<!`)\1(?!`)", re.S)
"""Code in a line, which ends with its paragraph at the latest, its item or its row of a table."""
STATED = re.compile(r"\[[^\[\]\n]+\]\{=[^}\n]*\}")
WORD = re.compile(r"[^\W_]+")
GIVEN = re.compile(r"\[(?P<shown>[^\[\]]+)\]\{given(?::\s*(?P<why>[^{}]*))?\}")
"""The mark of a quantity that is given and not computed, with a reason, if wanted: `[100 °C]{given: at sea level}`."""
ASIDE = re.compile(r"<!--.*?-->|^[ \t>]*>", re.S | re.M)
HEADING = re.compile(r"^[ \t>]*(#{1,6}) (.*?)(?: \{[^{}]*\})?$", re.M)
FORMULA = re.compile(r"\\\((.*?)\\\)|\\\[(.*?)\\\]|(?<![\\$])\$([^$\n]+)\$", re.S)


@dataclass(frozen=True)
class Fence:
    """A fenced block: the line it opens on, what stands behind the opening mark, its text, and whether it is closed."""

    line: int
    info: str
    text: str = ""
    closed: bool = False


def read(path: Path, root: Path) -> Source:
    """Read a file of a book. What is not UTF-8 in it is read as �. `root`: messages name the file from there."""
    content = path.read_bytes() if path.exists() else b""
    name = Path(os.path.relpath(path, root)).as_posix()
    try:
        return Source(name, _text(content.decode("utf-8-sig")))
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return Source(name, _text(content.decode("utf-8-sig", errors="replace")), line)


def _text(content: str) -> str:
    return content.replace("\r\n", "\n").replace("\r", "\n")


@dataclass(frozen=True)
class Source:
    """The text of a file of the book, and its path as messages name it."""

    path: str
    text: str
    undecoded: int = 0
    """The line of the first byte that is not UTF-8, if there is one."""

    def faults(self) -> Iterator[Fault]:
        """Find out whether it could be read."""
        if self.undecoded:
            message = "this line has bytes that are not UTF-8; save the file as UTF-8"
            yield Fault(self.path, self.undecoded, message, "encoding")

    @cached_property
    def _parts(self) -> tuple[list[Fence], str]:
        fences: list[Fence] = []
        outside: list[str] = []
        mark, indent = "", 0
        inside: list[str] = []
        for number, line in enumerate(self.text.split("\n"), 1):
            rest = line.strip(" \t>\r")
            opening = None if mark else OPENING.fullmatch(line)
            outside.append(" " * len(line) if mark or opening else line)
            if opening:
                mark, indent, inside = opening["mark"], opening.start("mark"), []
                fences.append(Fence(number, opening["info"].strip()))
            elif mark and rest.startswith(mark) and not rest.strip(mark[0]):
                mark = ""
                fences[-1] = replace(fences[-1], text="\n".join(inside), closed=True)
            elif mark:
                inside.append(line[indent:].rstrip() if rest else "")
        return fences, "\n".join(outside)

    @property
    def fences(self) -> list[Fence]:
        """The fenced blocks, in order; one that stands inside another is that one's text."""
        return self._parts[0]

    @cached_property
    def samples(self) -> frozenset[str]:
        """The texts of its fenced blocks."""
        return frozenset(fence.text.strip("\n") for fence in self.fences)

    @cached_property
    def prose(self) -> str:
        """The text with its fences and its inline code blanked out, character for character."""
        return CODE.sub(lambda code: re.sub(r"[^\n]", " ", code[0]), self._parts[1])

    @cached_property
    def seen(self) -> str:
        """The prose without its comments and the marks of quotations, character for character."""
        return ASIDE.sub(lambda aside: re.sub(r"[^\n]", " ", aside[0]), self.prose)

    @cached_property
    def worded(self) -> str:
        """What is seen of the prose with the words of its inline code, character for character."""
        text = CODE.sub(lambda code: re.sub(r"[^\w\n]", " ", code[0]), self._parts[1])
        return ASIDE.sub(lambda aside: re.sub(r"[^\n]", " ", aside[0]), text)

    @cached_property
    def formulas(self) -> list[tuple[int, str, tuple[str, ...]]]:
        """The formulas of the prose: the line of each, its LaTeX, and the headings that it stands under."""
        found = []
        for formula in FORMULA.finditer(self.seen):
            tex = next(filter(None, formula.groups()))
            line = self.seen.count("\n", 0, formula.start()) + 1
            found.append((line, " ".join(tex.split()), self.sections_at(line)))
        return found

    def sections_at(self, line: int) -> tuple[str, ...]:
        """Return the headings that a line stands under, from the outside in."""
        above: list[tuple[int, str]] = []
        for start, level, title in self._headings:
            if start <= line:
                above = [(outer, name) for outer, name in above if outer < level] + [(level, title)]
        return tuple(title for _, title in above)

    @cached_property
    def _headings(self) -> list[tuple[int, int, str]]:
        return [
            (self.seen.count("\n", 0, mark.start()) + 1, len(mark[1]), mark[2].strip())
            for mark in HEADING.finditer(self.seen)
        ]

    @property
    def outside(self) -> str:
        """The text with its fences blanked out, and its inline code as it is."""
        return self._parts[1]

    def line_of(self, needle: str, time: int = 1) -> int:
        """Return the line where `needle` stands, indented or not, in the prose, else in the text, else 0.

        If it stands there more than once, `time` says which one is meant: the first, the second, …
        """
        for text in (self.seen, self.prose, self.text):
            if found := lines_of(needle, text)[:time]:
                return found[-1]
        return 0

    def lines_of(self, needle: str) -> tuple[int, ...]:
        """Return the lines of what is seen of the prose where `needle` stands."""
        return lines_of(needle, self.seen)

    def line_like(self, needle: str, around: str, first: int = 1, last: int = sys.maxsize) -> int:
        """Return the line that shares the most words with `around`, if possible one that holds `needle`, else 0.

        It is from the `first` line to the `last`; of lines that share as many, the one with the fewest other words.
        What is stated or given is passed over: what is sought is neither.
        """
        whole = re.compile(rf"(?<!\d){re.escape(needle)}(?!\d)")
        words = set(WORD.findall(around))
        lines = enumerate(unescape(GIVEN.sub(" ", STATED.sub(" ", self._parts[1]))).split("\n"), 1)
        of = ((n, bool(whole.search(line)), set(WORD.findall(line))) for n, line in lines if first <= n <= last)
        holds, shared, _, line = max((holds, len(words & own), -len(own - words), -n) for n, holds, own in of)
        return -line if holds or shared else 0
