"""Formulas beside a number that are no more than an operator, or end or begin with one: they go on with the number."""

from __future__ import annotations

import re
from collections.abc import Callable

from lrbook.press.check.applied import FUNCTIONS
from lrbook.press.check.lines import PLACEHOLDER

SYMBOLS = {"pm": "±", "mp": "∓", "sqrt": "√", "neg": "¬", "lt": "<", "gt": ">", "le": "≤", "leq": "≤", "ge": "≥"}
SYMBOLS |= {"geq": "≥", "approx": "≈", "sim": "∼", "ll": "≪", "gg": "≫", "times": "×", "cdot": "·", "div": "÷"}
COMMAND = re.compile(r"\\([A-Za-z]+)")
DRESS = re.compile(r"\A\\[(\[]|\\[)\]]\Z|[{}\s]")
ALONE = re.compile(rf"[^\w\s\\]+|\\(?:{FUNCTIONS})\(?")
ENDS = re.compile(r"[·×÷*/^√]\Z")
BEGINS = re.compile(r"[·×÷*/^!]|\\%")


def joined(before: str, behind: str, written: Callable[[str], str]) -> tuple[str, str]:
    """Return what stands around a number, with the formulas, and the code, at its side as they are read with it.

    An operator alone is plain text, and a formula that ends or begins with one stands right at the number. `written`
    tells what is put aside in a place.
    """
    last = re.search(rf"({PLACEHOLDER.pattern})\s*\Z", before)
    first = re.match(rf"\s*({PLACEHOLDER.pattern})", behind)
    if last:
        before = before[: last.start()] + _joined(last, ENDS.search, written)
    if first:
        behind = _joined(first, BEGINS.match, written) + behind[first.end() :]
    return before, behind


def _joined(found: re.Match[str], goes_on: Callable[[str], re.Match[str] | None], written: Callable[[str], str]) -> str:
    signs = COMMAND.sub(lambda command: SYMBOLS.get(command[1], command[0]), DRESS.sub("", written(found[1])))
    if ALONE.fullmatch(signs):
        return signs.removeprefix("\\")
    return found[1] if goes_on(signs) else found[0]
