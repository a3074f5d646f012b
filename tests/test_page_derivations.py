"""Every derivation on the pages is proven line by line: an error in any one line of it is found."""

from __future__ import annotations

import re
from contextlib import redirect_stdout
from functools import cache
from io import StringIO
from pathlib import Path

import pytest
import sympy as sp

from lrbook import derivation
from lrbook.derivation import Derivation, DerivationError, derive

pytestmark = pytest.mark.xdist_group("derivations")  # the blocks of each page run once

DOCS = Path(__file__).parent.parent / "docs"
BLOCK = re.compile(r"^```python exec=(?![^\n]*raises=)[^\n]*\n(.*?)^```$", re.M | re.S)
SAMPLE = re.compile(r"^````.*?^````$", re.M | re.S)
"""Markdown that is shown, and not run."""
PAGES = [page.stem for page in sorted(DOCS.glob("*.md")) if "derive(" in page.read_text(encoding="utf-8")]

WANTED = {
    "derivative": ["limit definition", "the rate shrinks x"],
    "logistic-regression": ["σ from log-odds", "the logit as inverse", "1 − σ(z) = σ(−z)", "likelihood"],
    "cost-function": ["monotone", "from the logit", "convex in z", "proper scoring rule"],
    "gradient-descent": ["dC/da", "da/dz", "dC/dW", "dC/db", "directly", "Hessian", "descent lemma"],
    "implementation": ["entries", "any m"],
    "manual": ["example"],
}
"""The derivations that each page must have, at least as many."""

ERRORS = {
    "a lost sign": lambda line: -line,
    "a factor": lambda line: line * 2,
    "the eighth digit": lambda line: line * (1 + sp.Rational(1, 10**8)),
}


@cache
def derivations(page: str) -> list[Derivation]:
    """Run the blocks of a page, and return the derivations that they make."""
    made: list[Derivation] = []

    def noted(*args, **kwargs):
        made.append(derive(*args, **kwargs))
        return made[-1]

    session = {"__name__": "__main__", "ledger": None}
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(StringIO()):
        patch.setattr(derivation, "derive", noted)
        for code in BLOCK.findall(SAMPLE.sub("", (DOCS / f"{page}.md").read_text(encoding="utf-8"))):
            if "ledger." not in code:
                exec(code, session)
    return made


def test_the_pages_have_the_derivations_that_they_should() -> None:
    assert set(PAGES) >= set(WANTED)
    for page, wanted in WANTED.items():
        assert len(derivations(page)) >= len(wanted), page


@pytest.mark.parametrize("error", ERRORS)
@pytest.mark.parametrize("page", PAGES)
def test_an_error_in_any_line_is_found(page: str, error: str) -> None:
    for made in derivations(page):
        lines = [made.start, *(line for line, *_ in made.steps)]
        reasons = [reason for _, reason, _ in made.steps]
        for place in range(len(lines)):
            wrong = [*lines]
            wrong[place] = ERRORS[error](lines[place])
            with pytest.raises(DerivationError, match=r"step \d+ .* is (wrong|not proven)"):
                derive(
                    wrong[0],
                    *((line, *reason) for line, reason in zip(wrong[1:], reasons, strict=True)),
                    domain=made.domain,
                    definitions=made.definitions,
                )
