"""A sentence that a block puts together is read as one of the page is."""

from __future__ import annotations

import re

import pytest

from lrbook.press.check.formatted import sentences
from lrbook.press.check.source import Source

BLOCK = """```python exec="on" id="data"
accuracy, baseline, time_ms, costs, n_ill, n_patients = 0.85, 0.54, 250, [28, 12, 4], 138, 303
```

```python exec="on" id="told"
{}
```
"""


FALSE = {
    'print(f"It took {time_ms:.0f} s.")': "unit-of-name",
    'print("It took", time_ms, "s.")': "unit-of-name",
    'print("It took %d s." % time_ms)': "unit-of-name",
    'print("The accuracy is {} below the baseline.".format(accuracy - baseline))': "by-difference",
    'print(f"The mean cost is {max(costs)}.")': "which-one",
    'print(f"The cost rises by {costs[0] - costs[-1]}.")': "back-in-time",
    'print(f"The cost rises from {costs[-1]} to {costs[0]}.")': "back-in-time",
    'print(f"{n_ill / n_patients:.0%} of the ill were seen.")': "by-quotient",
    'print(f"{100 * n_ill / n_patients:.0f} % of the ill were seen.")': "by-quotient",
}
TRUE = """print(f"It took {time_ms} ms, or {time_ms / 1000} s, and the mean cost is {sum(costs) / len(costs):.1f}.")
print(f"The accuracy is {accuracy - baseline:.2f} above the baseline, and the cost falls by {costs[0] - costs[-1]}.")
print(f"The cost falls from {costs[0]} to {costs[-1]}; {n_ill / n_patients:.0%} of the patients are ill.")"""
TEXTS = [BLOCK.format(code) for code in (*FALSE, TRUE)]


@pytest.mark.xdist_group("formatted")
def test_a_false_sentence_is_named_and_a_true_one_is_not(page_of) -> None:
    found = [page_of(TEXTS, place).faults for place in range(len(TEXTS))]
    assert [[re.findall(r"\[([\w-]+)\]$", fault) for fault in faults] for faults in found] == [
        *([[rule]] for rule in FALSE.values()),
        [],
    ]


def test_what_is_formatted_as_a_share_shows_percent() -> None:
    source = Source("a.md", BLOCK.format('print(f"It is {n_ill / n_patients:.0%}, or {accuracy:.2f}.")'))
    assert [number.shown for _, (number, *_) in sentences(source)] == ["0 %", "0"]


SIGNED = [
    'print(f"It is −{-accuracy:.2f}.")',
    'print(f"It is −{accuracy:.2f}.")',
    'print(f"It is -{accuracy:.0%}, or less.")',
    'print(f"It is minus {accuracy}.")',
    'print("It is −%d." % time_ms)',
    'print("It is −{}.".format(time_ms))',
    'print("It is −" + str(time_ms))',
    'print("It is −", time_ms)',
    'print(f"| a |\\n|---|\\n| −{time_ms} |")',
    'print(f"It is **⊖{time_ms}**.")',
    'print(f"With `a` it is −{time_ms} ms.")',
    'text = f"It is −{time_ms}"\nprint(text)',
]
UNSIGNED = [
    'print(f"It is {-accuracy:.2f}, {n_ill}–{n_patients}, {time_ms} − {n_ill}, {n_ill}-{time_ms}, x−{n_ill}.")',
    "print(f\"<!-- -{n_ill} -->It takes `a -{n_ill}` or `b`, {time_ms} ms, <b title='a'>x</b>.\")",
    'print(f"- {time_ms} ms\\n- {n_ill} ill")',
    'print(f"The time - {time_ms} ms - is long, as {n_ill} – {n_patients} – is; within ±{accuracy}.")',
    'option = f"--rows={n_ill}"\nhidden = f"−{n_ill}"\nprint(f"--{option}, {len(hidden) * n_ill}")',
    'print(f"{n_patients - n_ill} = {n_patients} - {n_ill}", f"{accuracy - baseline:+.2f} more")',
]
WITH_SIGNS = [BLOCK.format(code) for code in (*SIGNED, *UNSIGNED)]


@pytest.mark.xdist_group("signs")
def test_a_sign_that_is_typed_before_a_value_is_named(page_of) -> None:
    found = [page_of(WITH_SIGNS, place).faults for place in range(len(WITH_SIGNS))]
    rules = [[re.findall(r"\[([\w-]+)\]$", fault) for fault in faults] for faults in found]
    assert rules == [*([["typed-sign"]] for _ in SIGNED), *([] for _ in UNSIGNED)]
