"""The ledger quotes the text of the article to the character, and in its order."""

from __future__ import annotations

import hashlib
import re
import tomllib

import pytest
from real_book import ROOT

from lrbook.press.check import printed

TEXT = (ROOT / "docs/article.txt").read_text(encoding="utf-8")
SECTIONS = tomllib.loads((ROOT / "docs/claims.toml").read_text(encoding="utf-8"))["section"]
PRINTED = {
    claim["id"]: claim["prints"] for section in SECTIONS for claim in section.get("claim", []) if "prints" in claim
}


AS_COMPARED = "d6fbf9eb1cdba9413e1a41eeae7c78a36bf155218dc5515bc61baf37232c40b3"
"""Of all that the ledger prints, as it was compared with the text of the article: `lrbook.press.check.printed` does."""


def test_nothing_is_quoted_that_was_not_compared() -> None:
    """Change this hash after `python -m lrbook.press.check.printed docs/claims.toml ARTICLE` has found all of it."""
    quoted = "\n".join(f"{name}: {prints}" for name, prints in PRINTED.items())
    assert hashlib.sha256(quoted.encode()).hexdigest() == AS_COMPARED


def stands(prints: str) -> bool:
    """Whether the parts of a quotation stand in the article, in their order, as a build asks."""
    return re.search(printed._pattern(prints), TEXT, re.S) is not None


@pytest.mark.parametrize("name", PRINTED)
def test_what_is_quoted_stands_in_the_article(name: str) -> None:
    assert stands(PRINTED[name])


@pytest.mark.parametrize(
    "other",
    [
        "-4.8",
        "4.9",
        "y = x^2 +3",
        "dC/dW = (a-y) * X",
        "W = W+dC/dW",
        "[1，n] … [n，m]",
        "84.49 %",
        "303.5",
        "the mean",
    ],
)
def test_what_does_not_stand_there_is_no_quotation(other: str) -> None:
    assert not stands(other)
