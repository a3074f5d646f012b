"""What falls or rises goes forward in time, and a word that is chosen says what chose it."""

from __future__ import annotations

import ast

import pytest

from lrbook.press.check.sooner import goes_back
from lrbook.press.check.source import Source
from lrbook.press.check.stated import Stated, marks
from lrbook.press.rules import back_in_time, chosen_word, subject_first, turned_round


def told(sentence: str) -> list[str]:
    """Return what the rule says of each statement of a sentence."""
    return [
        back_in_time.statement(number, sentence[:start], sentence[end:], False)
        for start, end, number in marks(sentence)
    ]


@pytest.mark.parametrize(
    ("one", "other", "back"),
    [
        ("after", "before", True),
        ("left_after", "left", True),
        ("costs[-1]", "costs[0]", True),
        ("cost(walk[2])", "cost(walk[1])", True),
        ("last_cost", "first_cost", True),
        ("before", "after", False),
        ("left", "left_after", False),
        ("costs[0]", "costs[-1]", False),
        ("costs[1]", "slopes[0]", False),
        ("late_cost", "early_cost", False),
        ("after[1]", "before[1]", True),
        ("after_all", "others", False),
    ],
)
def test_which_of_two_is_the_earlier_one(one: str, other: str, *, back: bool) -> None:
    sides = (ast.parse(side, mode="eval").body for side in (one, other))
    assert goes_back(*sides) is back


@pytest.mark.parametrize(
    "sentence",
    [
        "The cost [rises]{=(after, before)}.",
        "The cost rises by [24]{=before - after}.",
        "The cost rises by [24]{=round(costs[0] - costs[-1], 1)}.",
        "The cost fell by [24]{=after - before}.",
        "The cost rises by [600 %]{=before / after - 1}.",
        "The cost rises by [86 %]{=(costs[0] - costs[-1]) / costs[0]}.",
        "The cost rises from [4]{=after} to [28]{=before}.",
    ],
)
def test_what_goes_back_in_time_is_named(sentence: str) -> None:
    assert any(told(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "The cost [falls]{=(before, after)}, by [24]{=before - after}.",
        "The cost falls by [86 %]{=1 - after / before}, and rises by [3]{=costs[2] - costs[1]}.",
        "The cost falls from [28]{=costs[0]} to [4]{=costs[-1]}.",
        "It is [lower]{=(after, before)}, and changes by [24]{=before - after}.",
        "It goes from [4]{=after} to [28]{=before}.",
        "It falls by [−24]{=after - before}.",
    ],
)
def test_what_goes_forward_in_time_passes(sentence: str) -> None:
    assert not any(told(sentence))


@pytest.mark.parametrize(
    ("shown", "expression", "so"),
    [
        ("falls", "costs[0] > costs[-1]", True),
        ("falls", "before > after", True),
        ("rises", "before > after", False),
        ("rises", "costs[0] > costs[-1]", False),
        ("lower", "before > after", False),
    ],
)
def test_a_fact_of_two_times_is_compared_in_their_order(shown: str, expression: str, *, so: bool) -> None:
    assert (turned_round.expression(Stated("", shown, expression), True) == "") is so


@pytest.mark.parametrize(
    ("text", "so"),
    [
        ('The cost [rises]{="rises" if after < before else "falls"}.', False),
        ('The cost [falls]{="falls" if before > after else "rises"}.', True),
        ('It is [the highest]{="the highest" if one == min(all_of) else "the lowest"}.', False),
        ('It [falls and then rises]{="falls and then rises" if a > b < c else "goes one way"}.', True),
        ('It [falls slowest]{="falls slowest" if max(one) < min(other) else "falls fastest"}.', True),
        ('It is [below 5]{="below 5" if one < 3 else "above 5"}.', True),
        ('```python exec="on" id="b"\nprint("It", "rises" if after < before else "falls")\n```', False),
        ('```python exec="on" id="b"\nprint(f"It {\'falls\' if after < before else \'rises\'}.")\n```', True),
    ],
)
def test_a_word_that_is_chosen_says_what_chose_it(text: str, *, so: bool) -> None:
    assert ([*chosen_word.source(Source("a.md", text))] == []) is so


def test_the_subject_of_what_chooses_a_word_comes_first() -> None:
    number = Stated("", "higher", '"higher" if newton > adam else "lower"')
    assert subject_first.statement(number, "The error of Adam is ", " than that of Newton.", False)
