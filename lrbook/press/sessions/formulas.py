"""Formulas of a page, read in its process, after all blocks, by what its dictionary `letters` says they mean."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from lrbook.press.check import stated
from lrbook.press.check.source import GIVEN

if TYPE_CHECKING:
    from lrbook.formula import Letters

LETTERS = "letters"
"""The id of the block that says what the letters of a page mean, and the name of the dictionary that it makes."""
SEPARATORS = re.compile(r"(?:\\q?quad|\\[,;: ]|[\s,.;])*")
STEP = re.compile(r"\s*([A-Za-z]+)\s*=(?!=)")
LATEX, PLAIN, PRINTED, LAW = "latex", "plain", "printed", "law"
NUMBER = re.compile(r"[-−]?\d[\d.]*")


@dataclass(frozen=True)
class Formula:
    """A formula to read: LaTeX with what is stated in it, plain text with formulas, the same with numbers that were
    computed, or plain text that may be a law.

    `sections` are the headings that it stands under; if there are none to know, any section will do. `printed` is a
    text that it is quoted from, as wrong.
    """

    text: str
    sections: tuple[str, ...] | None = ()
    form: str = LATEX
    printed: str = ""


@dataclass(frozen=True)
class Found:
    """What came of reading: the formulas that were read, each with why it is at fault, or "", and what they show."""

    whys: tuple[tuple[str, str], ...] = ()
    shows: frozenset[str] = frozenset()

    @property
    def right(self) -> bool:
        """Whether none is at fault."""
        return not any(why for _, why in self.whys)


DECLARED = Formula("")
"""What to ask for the quantities that a page declares, and what is wrong with its letters themselves."""


class Reader:
    """Reads the formulas of a page. `value` computes an expression of it, given what it stands behind."""

    def __init__(self, letters: Mapping[str, Any], value: Callable[[str, str], Any]) -> None:
        from lrbook.formula import Letters  # a page without letters needs no NumPy

        if not isinstance(letters, Mapping):
            raise TypeError("letters is no dictionary; write letters = {…} with a meaning for each letter")
        self.letters, self.value = letters, value
        self.sections = [name.removeprefix("## ") for name in letters if name.startswith("## ")]
        self.table = cache(lambda *sections: Letters(letters, *sections))

    def read(self, asked: Formula) -> Found:
        """Read a formula; where its section is not known, in the first one where it is right."""
        if asked == DECLARED:
            tables = [self.table(), *map(self.table, self.sections)]
            return Found(shows=frozenset(name for table in tables for name in table.quantities))
        if asked.printed:
            return Found(((asked.text, self.table().quoted(asked.text, asked.printed)),))
        if asked.sections is not None:
            table = self.table(*(section for section in asked.sections if section in self.sections))
            return self._read(asked, table)
        found = [self._read(asked, table) for table in (self.table(), *map(self.table, self.sections))]
        return next((one for one in found if one.right), found[0])

    def _read(self, asked: Formula, letters: Letters) -> Found:
        if asked.form in {PLAIN, PRINTED}:
            computed = NUMBER.findall(asked.text) if asked.form == PRINTED else []
            return Found(tuple((tex, reading.why) for tex, reading in letters.in_text(asked.text, checked=computed)))
        if asked.form == LAW:
            texts = [letters.law(part) for part in re.split(r";\s", asked.text.rstrip("."))]
            steps = [_as_step(text, letters.after) for text in texts]
            return Found(tuple((text, letters.read(text).why) for text in steps)) if all(texts) else Found()
        return self._latex(asked.text, letters)

    def _latex(self, text: str, letters: Letters) -> Found:
        """Read LaTeX. A number that is stated in it is checked elsewhere; a formula that is stated is bound."""
        whys, shows, rest, end, checked = [], frozenset[str](), "", 0, []
        for start, stop, number in stated.find(text):
            rest, end = rest + text[end:start], stop
            if isinstance(number, str) or stated.reads_shown(number.expression):
                continue
            if stated.is_formula(number.shown):
                whys.append((number.shown, self._bound(number, letters)))
            else:
                rest += number.shown
                checked.append(number.shown)
        rest += text[end:]
        checked += [given["shown"] for given in GIVEN.finditer(rest)]
        rest = GIVEN.sub(r"\g<shown>", rest)
        if not SEPARATORS.fullmatch(rest):
            reading = letters.read(rest, checked=checked)
            whys, shows = [*whys, (rest, reading.why)], reading.shows
        return Found(tuple(whys), shows)

    def _bound(self, number: stated.Stated, letters: Letters) -> str:
        """Read a formula that is bound to an expression: it is that, or, as a counter-example, one slip off."""
        try:
            value = self.value(number.expression, number.shown)
        except Exception:
            return ""  # that is told where it is stated
        if number.counter:
            return letters.slipped(number.shown, value)
        return letters.read(number.shown, value=value).why


def _as_step(text: str, after: Mapping[str, Any]) -> str:
    """Return a step that is written with a sign of equality, as in code, with an arrow."""
    step = STEP.match(text)
    again = step and re.search(rf"(?<![A-Za-z]){step[1]}(?![A-Za-z])", text[step.end() :])
    return f"{step[1]} \\leftarrow {text[step.end() :]}" if step and again and step[1] in after else text


def asked(text: str, sections: tuple[str, ...] | None) -> Formula:
    """Return LaTeX as a formula to read, however its lines are broken."""
    return Formula(" ".join(text.split()), sections)


def law(text: str) -> Formula:
    """Return a text of the ledger as one to read, if it is a relation."""
    return Formula(text, None, LAW)


def of_source(formulas: Iterator[tuple[str, tuple[str, ...]]]) -> list[Formula]:
    """Return the formulas of a page to read, once each, and what is declared."""
    return list(dict.fromkeys([DECLARED, *(asked(text, sections) for text, sections in formulas)]))
