"""A word inside a fact is one that was compared, or names what is: an adverb that nothing reads is named."""

from __future__ import annotations

from typing import Any

import pytest

from lrbook.press.check.stated import Stated
from lrbook.press.rules import unread_word

SERIES, PAIR, TWO = ("costs", [3, 2, 1]), ("(share, other)", [1, 2]), ("list(costs)", [3, 2, 1])


def message(shown: str, of: tuple[str, Any]) -> str:
    """Return what the rule says of a fact."""
    return unread_word.expression(Stated("", shown, of[0]), of[1])


@pytest.mark.parametrize(
    ("shown", "of", "word"),
    [
        ("falls abruptly", SERIES, "abruptly"),
        ("falls in the end", SERIES, "end"),
        ("falls at some steps", SERIES, "some"),
        ("falls until the third", SERIES, "until"),
        ("falls by a whisker", SERIES, "by"),
        ("falls with interruptions", SERIES, "interruptions"),
        ("falls with the exception of one", SERIES, "exception"),
        ("falls only at night", SERIES, "only"),
        ("rises less", ("costs", [1, 2]), "less"),
        ("lower mostly in winter", PAIR, ""),
        ("lower partly", PAIR, "partly"),
        ("lower on some days", PAIR, "some"),
        ("lower by a hair", PAIR, "by"),
        ("once lower", PAIR, "once"),
        ("clearly lower", PAIR, "clearly"),
        ("lower and dearer", PAIR, "dearer"),
        ("abruptly lower", ("a < b", True), "abruptly"),
        ("lower in all four", ("(a < b).all()", True), "four"),
    ],
)
def test_a_word_that_nothing_reads_is_named(shown: str, of: tuple[str, Any], word: str) -> None:
    assert (f'nothing reads "{word}" in it; write "{word}" outside' in message(shown, of)) == bool(word)


@pytest.mark.parametrize(
    ("shown", "of"),
    [
        ("falls at every step", SERIES),
        ("falls at all three steps", ("costs", [4, 3, 2, 1])),
        ("lower in all four", ("(a < b).sum() == 4", True)),
        ("rises with every size", SERIES),
        ("falls with the dose", SERIES),
        ("never changes sides", SERIES),
        ("steadily falls", SERIES),
        ("these costs fall", SERIES),
        ("less often", PAIR),
        ("fewer comparisons than merge sort", PAIR),
        ("lower than in the control group", PAIR),
        ("lower after the change", PAIR),
        ("more expensive", PAIR),
        ("the opposite sign", PAIR),
        ("no longer falls", SERIES),
        ("is not below the other any more", PAIR),
        ("does not change at all", ("(a, b)", [1, 1])),
        ("agree to within a thousandth", ("gap", 1e-4)),
        ("differ by more than 0.5", ("gap", 0.7)),
        ("stays below 30 mmHg", ("costs", [3, 2])),
        ("drops below 30 in each group", ("costs", [3, 2])),
        ("lies inside the interval", ("(a, low, high)", [2, 1, 3])),
        ("less than a tenth of the total", ("share", 0.01)),
        ("abrupt", ("cost(x)", "abrupt")),
        ("seven", ("count", 7)),
    ],
)
def test_a_word_that_names_what_is_compared_passes(shown: str, of: tuple[str, Any]) -> None:
    assert message(shown, of) == ""
