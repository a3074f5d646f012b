"""Whether a formula is true of some values, as it is printed: with each likely slip in it, it must be false."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from typing import Any

import numpy as np

from lrbook.formula.reader import Reader
from lrbook.formula.relations import HAIR, Link, Verdict, compare, links, uncertain
from lrbook.formula.slips import slips


@dataclass
class Formula:
    """A formula with what its letters stand for: it is read as it is printed, and with slips in it."""

    tex: str
    names: Mapping[str, Any]
    after: Mapping[str, Any]
    used: set[str] = field(default_factory=set)

    def verdict(self, signs: Sequence[str]) -> Verdict:
        """Return whether all its relations are true, and refuse values that would be as true of a slip."""
        with np.errstate(all="ignore"):  # what is not finite is refused by name
            read, whys, gaps = self.judge(signs)
            self.used = {name for link in read for name in link.used}
            for link, why in zip(read, whys, strict=True):
                if why and link.condition:
                    raise ValueError(f"{self.tex}: the values don't meet its condition: {why}; give it others")
            if any(whys):
                return Verdict(False, next(filter(None, whys)))
            if told := next(filter(None, map(uncertain, read)), ""):
                raise ValueError(f"{self.tex}: {told}")
            for slip, told in slips(signs, read):
                if self.is_as_true(slip, gaps):
                    raise ValueError(f"{self.tex}: {told}")
        return Verdict(True)

    def judge(self, signs: Sequence[str]) -> tuple[list[Link], list[str], list[tuple[float, ...]]]:
        """Return the relations, why each of them is not true, or "", and how far its sides are apart."""
        read = links(Reader(self.tex, self.names, signs), self.after)
        off = cache(partial(self._off_by_a_hair, signs, len(read)))  # seldom needed
        found = [compare(self.tex, link, off, place) for place, link in enumerate(read)]
        return read, [why for why, _ in found], [gap for _, gap in found]

    def _off_by_a_hair(self, signs: Sequence[str], count: int) -> Sequence[Link | None]:
        """Read it with each value put off by a hair: by how much a side moves, so much it may be rounded."""
        try:
            return links(Reader(self.tex, self.names, signs, HAIR), self.after)
        except (ValueError, ArithmeticError, TypeError):  # a function may refuse what is off
            return [None] * count

    def is_as_true(self, slip: Sequence[str], gaps: Sequence[tuple[float, ...]]) -> bool:
        """Return whether a formula with a slip holds, too, and says no less: its bounds are no farther off."""
        try:
            _, whys, found = self.judge(slip)
        except (ValueError, ArithmeticError, TypeError):
            return False
        return not any(whys) and all(
            now <= was * (1 + 1e-9) for pair in zip(found, gaps, strict=True) for now, was in zip(*pair, strict=False)
        )
