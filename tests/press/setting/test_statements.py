"""How a stated number is set: a line never ends inside a quantity."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("stated", "shown"),
    [
        ("[39 %]{=cost(x) / 100}", "39\u00a0%"),
        ("[39 % to 40 %]{=(0.01 * cost(x), 0.4 * cost(x) / 39)}", "39\u00a0% to 40\u00a0%"),
        ("[39 × 2]{=(cost(x), len([x, x]))}", "39\u00a0×\u00a02"),
    ],
)
def test_a_quantity_stays_on_one_line(passes, stated: str, shown: str) -> None:
    assert f">{shown}</data>" in passes(f"It is {stated} there.\n").page()
