"""The letters of formulas that have a role get its class, and so its colour; elsewhere they stand for other things."""

from __future__ import annotations

import re

import pytest

TEXT = "# Home\n\nThere are \\(W\\), \\(\\tilde{X}\\), \\(b\\) and \\(w_1\\).\n"
ROLES = "lrbook: {symbols: {weights: Ww, features: X}}"


@pytest.mark.parametrize(
    ("front", "config", "wanted"),
    [
        ("", ROLES, [("weights", "W"), ("features", "X"), ("weights", "w")]),
        ("---\nsymbols: false\n---\n", ROLES, []),
        ("", "lrbook: {}", []),
    ],
)
def test_letters_have_roles(passes, front, config, wanted) -> None:
    built = passes(TEXT, start=front, config=lambda given: given.replace("lrbook: {}", config))
    assert re.findall(r'<mi class="symbol-(\w+)">(\w)</mi>', built.page()) == wanted
    assert "<mi>b</mi>" in built.page()


def test_a_role_without_letters_is_refused(book) -> None:
    assert book(TEXT, start="", config=lambda given: given.replace("lrbook: {}", "lrbook: {symbols: [W]}")).code == 1
