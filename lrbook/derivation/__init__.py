"""Derivations whose every step is proven, and whose every reason is run.

A derivation is a list of lines. Each is proven equal to the line before it by two witnesses (`proof`), and has a
reason: a tactic that is run on the line before, and must lead to the line (`reasons`). A tactic brings its own words,
made from what it did. Soundness never rests on a tactic: a step with a good reason that isn't proven is refused, and
so is a true step with a wrong reason.

The reasons:

- arithmetic: `expand`, `collect`, `together`, `factor`, `cancel`, `times`
- definitions and lemmas: `unfold`, `fold`, `lemma`, and any derivation
- derivatives: `differentiate`, `chain`
- others: `limit`, `sums`, `cases`, `entries`
"""

from lrbook.derivation.arithmetic import cancel, collect, expand, factor, times, together
from lrbook.derivation.calculus import cases, entries, limit, sums
from lrbook.derivation.domains import Domain
from lrbook.derivation.proof import DerivationError, equal
from lrbook.derivation.rewriting import fold, lemma, unfold
from lrbook.derivation.slopes import chain, differentiate
from lrbook.derivation.steps import Derivation, derive

__all__ = [
    "Derivation",
    "DerivationError",
    "Domain",
    "cancel",
    "cases",
    "chain",
    "collect",
    "derive",
    "differentiate",
    "entries",
    "equal",
    "expand",
    "factor",
    "fold",
    "lemma",
    "limit",
    "sums",
    "times",
    "together",
    "unfold",
]
