"""Who checks the checks? How well the book guards its own mathematics: `python -m lrbook.mutation` measures it.

Errors are planted in the modules that hold the mathematics, one at a time, and the book is checked with each: a plus
for a minus, a 3 for a 2, a comparison turned around. What the check lets pass must fail a test, or stand in
`equivalent.toml` with the reason why it is no error. The result is `measurement.json`.

- `mutants`: the errors, made with the operators of Cosmic Ray.
- `planting`: an error takes the place of its module, in one process; no file is changed.
- `judging`: whether the book or the tests find an error.
- `verdicts`: what has been found out, and what that relies on, so that a run goes on where it was interrupted.
- `verifying`: whether `lrbook check` says the same.
- `measuring`: from the errors to the result, on all processors.
- `measurement`: the result, as it is kept and as the book shows it.
"""

from __future__ import annotations

from pathlib import Path

MODULES = (
    "parabola",
    "neuron",
    "descent",
    "heart",
    "evaluation",
    "folds",
    "paired",
    "calibration",
    "ranking",
    "program",
    "objective",
    "optimisers",
    "inference",
    "passport",
    "clinics",
    "sums",
    "cluster",
    "exercise",
    "derivation.domains",
    "derivation.proof",
    "derivation.trial",
    "differences",
)
"""The modules that hold the mathematics. The others refuse arguments, read formulas or draw: they compute no result.

Of derivations, those are here that a proof rests on. None rests on a reason: `tests/test_reasons.py` swaps them all.
"""

TESTED_WITH = {f"derivation.{part}": "derivation" for part in ("domains", "proof", "trial")}
"""A module that has no tests of its own is tested with those of another."""

ROOT = Path(__file__).parents[2]
"""The folder of the book."""


def path_of(module: str, root: Path = ROOT) -> Path:
    """Return the file of a module, in the folder of a book."""
    return root / f"lrbook/{module.replace('.', '/')}.py"


def source_of(module: str) -> str:
    """Return the text of a module."""
    return path_of(module).read_text(encoding="utf-8")
