"""The word behind a difference has its direction."""

from __future__ import annotations

import pytest

BLOCK = """```python exec="on" id="compared"
accuracy, baseline, gap_ms, old_time, new_time, rooms = 0.85, 0.54, 3, 20, 12, {"attic": 28, "cellar": 14}
summer, winter, first_bridge, second_bridge, cost_now, cost_before = 28, 3, 120, 75, 11, 12
```

"""
WRONG = [
    "It lies [31]{=(accuracy - baseline) * 100} points below the baseline.",
    "The baseline is [31]{=100 * (accuracy - baseline)} points above the accuracy.",
    "The second one is [45 m]{=first_bridge - second_bridge} longer than the first bridge.",
    "It is [14 °C]{=rooms['attic'] - rooms['cellar']} higher than in the attic.",
    "It is [60 %]{=first_bridge / second_bridge - 1} longer than the first one.",
    "It is about [31]{=round(100 * (accuracy - baseline))} points lower than the baseline.",
]
RIGHT = [
    "It lies [31]{=(accuracy - baseline) * 100} points above the baseline.",
    "The baseline is [31]{=100 * (accuracy - baseline)} points below the accuracy.",
    "It is [25 °C]{=summer - winter} warmer than in winter, which is [25 °C]{=summer - winter} colder than summer.",
    "The first one is [45 m]{=first_bridge - second_bridge} longer than the second bridge.",
    "It is [14 °C]{=rooms['attic'] - rooms['cellar']} warmer than in the cellar.",
    "It takes [8]{=old_time - new_time} minutes less than the old time.",
    "The cost is [−1]{=cost_now - cost_before} above the one before.",
    "The first bridge is [60 %]{=first_bridge / second_bridge - 1} longer than the second one.",
    "The cost now is [8 %]{=1 - cost_now / cost_before} less than it was before.",
    "They differ by [25 °C]{=summer - winter}, more than anyone likes in winter or summer.",
    "Between them lie [25]{=abs(winter - summer)} degrees; the attic is above.",
]


@pytest.mark.parametrize("text", WRONG)
def test_the_opposite_direction_is_named(fails, text: str) -> None:
    fails(f"docs/index.md:{BLOCK.count(chr(10)) + 1}", "[by-difference]", text, start=BLOCK)


@pytest.mark.parametrize("text", RIGHT)
def test_its_own_direction_passes(passes, text: str) -> None:
    passes(text, start=BLOCK)
