"""Whether a reason leads from one line to the next; and if not, which other would."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from operator import itemgetter

import sympy as sp

from lrbook.derivation.arithmetic import cancel, collect, expand, factor, times, together
from lrbook.derivation.calculus import entries, limit, sums
from lrbook.derivation.domains import listed
from lrbook.derivation.levels import levels
from lrbook.derivation.lines import Line, parts, product, write
from lrbook.derivation.proof import DerivationError
from lrbook.derivation.rewriting import fold, unfold
from lrbook.derivation.slopes import WORDS, differentiate
from lrbook.derivation.tactic import Given, Tactic

Reason = Sequence[Tactic]
"""Tactics that lead from a line to the next, one after the other."""


def route(before: Line, after: Line, reason: Reason, given: Given) -> list[Line] | None:
    """Return the lines from one to the next, with those between the tactics; or nothing if they do not lead there."""
    first, *others = reason
    if not others:
        return [before, after] if first.leads(before, after, given) else None
    for line in first.lines(before, given):
        if line != before and (rest := route(line, after, others, given)) is not None:
            return [before, *rest]
    return None


def justify(before: Line, after: Line, reason: Reason, given: Given, name: str, known: Iterable[Reason]) -> str:
    """Return a reason in words, or raise if it is none, or says more than it has to.

    The step itself has been proven. `known` are reasons that may do instead.
    """
    if (found := route(before, after, reason, given)) is None:
        raise DerivationError(f"{name} is true, but for another reason: {_other(before, after, given, known)}")
    for place, tactic in enumerate(reason):
        rest = [*reason[:place], *reason[place + 1 :]]
        if rest and route(before, after, rest, given) is not None:
            raise DerivationError(f"{name} gives more reasons than it needs: leave out {tactic!r}")
    said = [tactic.says(one, other, given) for tactic, (one, other) in zip(reason, pairwise(found), strict=True)]
    return ", then ".join(
        f"{verb} {listed(text for _, text in group)}".strip() for verb, group in groupby(said, key=itemgetter(0))
    )


def _other(before: Line, after: Line, given: Given, known: Iterable[Reason]) -> str:
    """Return which reason would do."""
    *_, (one, other) = levels(before, after)
    if one == other:
        return f"both lines are read as {write(one)}, so that there is nothing to do; leave one of them out"
    where = f"where {write(one)} becomes {write(other)}"
    for reason in [*_guesses(before, after, given), *known]:
        if route(before, after, reason, given) is not None:
            return f"{where}, it is {', '.join(map(repr, reason))}"
    return f"{where}, none that is known here. Take a smaller step, or name a lemma"


def _guesses(before: Line, after: Line, given: Given) -> Iterator[Reason]:
    """Yield reasons that may be meant: single tactics, with what they need taken from the two lines."""
    plain: list[Tactic] = [expand(), collect(), together(), entries(), limit(), sums(), differentiate()]
    yield from ([tactic] for tactic in plain)
    for u, v in [*levels(before, after)][::-1]:
        (_, top, low), (_, high, deep) = parts(u), parts(v)
        yield from ([factor(write(one))] for one in sorted(high, key=lambda part: len(part.key)))
        groups = [side for side in (low, top, (*low, *deep), deep) if side]
        yield from ([kind(write(product(1, side)))] for side in groups for kind in (cancel, times))
    for name in given.rules:
        yield from ([kind(sp.Symbol(name))] for kind in (unfold, fold))
    yield from ([differentiate(rule)] for rule in WORDS)
    yield from ([differentiate(one, other)] for one in WORDS for other in WORDS if one < other)
