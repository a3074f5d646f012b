"""What stands behind a fault of something else than a statement: letters of a page, docstrings of a module, a claim.

It follows from a wrong function if all that it is of uses that function.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lrbook.press.blame.claims import claim_of
from lrbook.press.blame.functions import Functions
from lrbook.press.check.faults import Fault
from lrbook.press.sessions.formulas import LETTERS

Place = tuple[str, int | str]
"""A page with a line of it where a block stands, or the text of a statement."""
CODE = re.compile(r"(?<![\w./])([\w/]+\.py):(\d+): ")
"""A place in a module that an error names as at fault."""


@dataclass(frozen=True)
class Use:
    """A block, by its line, or a statement, by its text; the functions behind it, and the names that a block sets."""

    path: str
    what: int | str
    functions: frozenset[str]
    names: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Grounds:
    """What is used, the functions of the packages, and for each claim the page that proves it."""

    used: Sequence[Use]
    functions: Functions
    proven: Mapping[str, str]

    def bear(self, fault: Fault, function: str) -> bool:
        """Return whether all that a fault is of uses a function."""
        grounds = list(self._of(fault))
        return bool(grounds) and all(function in ground for ground in grounds)

    def _of(self, fault: Fault) -> Iterator[frozenset[str]]:
        if fault.rule == "block":
            for path, line in CODE.findall(fault.message):
                yield self.functions.at(path, int(line))
        elif fault.rule == LETTERS or (fault.rule == "unchecked-formula" and fault.raw):
            yield self._letters(fault.path)
        elif claim := claim_of(fault):
            yield self._letters(self.proven.get(claim, ""))

    def _letters(self, path: str) -> frozenset[str]:
        """Return the functions behind what the letters of a page mean."""
        return next((use.functions for use in self.used if use.path == path and LETTERS in use.names), frozenset())
