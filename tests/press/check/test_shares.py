"""How many are so, which rank one has, and how many times it is another, in the words that people use."""

from __future__ import annotations

import pytest

from lrbook.press.check import compared
from lrbook.press.check.reading import agrees, written

ALL, MOST, NONE = [True] * 4, [True, True, True, False], [False] * 4
CITIES = [8.1, 3.9, 2.7, 2.3]
SAID = [
    ("all", ALL, MOST),
    ("all four", ALL, [True] * 3),
    ("all four of the", ALL, MOST),
    ("both", [True, True], [True, True, True]),
    ("neither of the", [False, False], [False, True]),
    ("none of them", NONE, MOST),
    ("most of the", MOST, [True, True, False, False]),
    ("the majority", 0.51, 0.5),
    ("almost all", 0.98, 0.73),
    ("nearly all of the", 0.95, 1.0),
    ("all", 1.0, 0.98),
    ("three of the four", MOST, ALL),
    ("three out of four", 0.75, 0.73),
    ("one in three", 1 / 3, 0.317),
    ("about one in three", 0.317, 0.25),
    ("fewer than one in three", 0.317, 0.34),
    ("fewer than three in ten", (29, 100), (31, 100)),
    ("6 of the 303", [6, 303], [6, 304]),
    ("seventy-three percent", 0.734, 0.736),
    ("minus five per cent", -0.05, 0.05),
    ("2 percentage points", 0.02, 2.0),
    ("five percentage points", 0.054, 0.056),
    ("at least two thirds", 0.68, 0.66),
    ("a little more than two thirds", 0.683, 0.9),
    ("just over two thirds", 0.683, 0.66),
    ("just under five times as many", [8128, 1729], [8128, 1329]),
    ("well over four times as many", [8128, 1329], [8128, 1979]),
    ("over twice as long", [41, 20], [39, 20]),
    ("the second largest", [3.9, CITIES], [2.7, CITIES]),
    ("the 2nd largest", [3.9, CITIES], [8.1, CITIES]),
    ("third smallest", [3.9, CITIES], [2.7, CITIES]),
    ("not the second largest", [2.7, CITIES], [3.9, CITIES]),
    ("the largest", [8.1, CITIES], [3.9, CITIES]),
    ("a factor of three", 3.0, 3.2),
    ("by a factor of 3.2", [3.2, 1.0], [1.0, 3.2]),
    ("about a factor of three", 3.2, 4.2),
    ("an order of magnitude", [12.5, 1.2], [1.2, 12.5]),
    ("two orders of magnitude", 120, 40),
    ("a dozen", 12, 13),
    ("half of them", 0.5, 0.4),
    ("forty of them", 40, 41),
    ("27 kg of the dough", 27.2, 28),
    ("two thirds of the total", 2 / 3, 0.6),
    ("roughly two fifths of the total", 0.401, 0.5),
    ("three out of four of them", 0.75, 0.7),
    ("just under half of the dough", 0.487, 0.51),
    ("a little over half of what rye earns", 0.54, 0.49),
    ("most of the loaves", 0.6, 0.4),
    ("all four of the loaves", ALL, [True] * 3),
    ("twice that", 2.01, 2.2),
    ("more than twice that", 2.01, 1.9),
    ("twice as long as rye", [20, 10], [10, 20]),
    ("almost four times as long as rye", [935, 241], [1000, 241]),
    ("twice as many loaves as rye", [20, 10], [10, 20]),
    ("half the price of rye", [1, 2], [2, 1]),
    ("about half the price of rye", [34, 71], [71, 34]),
    ("three times a day", 3, 4),
    ("71p", 71.2, 74),
    ("20kg", 20.1, 21),
    ("by far the largest", [8.9, [8.9, 7.1, 1.2]], [8.9, [8.9, 8.1, 1.2]]),
    ("by far the largest", [8.9, [7.1, 1.2]], [8.9, [8.9, 8.9, 1.2]]),
    ("just the largest", [8.9, [8.9, 8.1, 1.2]], [8.9, [8.9, 7.1, 1.2]]),
    ("just the largest", [8.9, [8.1, 1.2]], [8.9, [8.9, 8.1, 12.0]]),
    ("takes the least", [1, [1, 2]], [2, [1, 2]]),
    ("the most expensive", [2, [1, 2]], [1, [1, 2]]),
]


@pytest.mark.parametrize(("text", "so", "otherwise"), SAID, ids=[text for text, *_ in SAID])
def test_it_is_true_of_what_is_so_and_of_nothing_else(text, so, otherwise) -> None:
    assert agrees(text, so)
    assert not agrees(text, otherwise)


@pytest.mark.parametrize(
    ("text", "value"),
    [("all", 1), ("most", 1), ("all four", 1.0), ("none", [4, 5]), ("most", ["a", "b"]), ("all four runs", ALL)],
)
def test_of_a_count_it_says_nothing(text, value) -> None:
    assert compared.wrong(text, value) is None
    assert not agrees(text, value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *[("half of a percent", 0.5), ("half of three", 0.5), ("half of them only", 0.5), ("half of the first", 0.5)],
        *[("half of the largest", 0.5), ("half of them sink", 0.5), ("half of the second half", 0.5)],
        *[("a quarter of a million", 0.25), ("half a percent", 0.5), ("two orders of magnitude", 2)],
        *[("half of not all", 0.5), ("half of them or fewer", 0.5), ("half of them at last", 0.5), ("5 of hundred", 5)],
        *[("half as much again", (1, 2)), ("half as much again", 0.5), ("forty of them each", 40)],
    ],
)
def test_what_a_part_is_of_says_no_more(text, value) -> None:
    assert not agrees(text, value)


def test_percent_in_words_are_written_in_words() -> None:
    assert written("seventy-three percent", 0.736) == "seventy-four percent"
    assert written("2 percentage points", 0.031) == "3 percentage points"


def test_more_than_one_unit_is_written_in_each_of_them() -> None:
    assert written("4 h 16 min", 257.4) == "4 h 17 min"
    assert written("4 h 16 min", 4.3) == "4 h 18 min"
    assert written("two hours and ten minutes", 131) == "two hours and eleven minutes"
    assert written("5 min 20 s", 359.7) == "6 min 0 s"
    assert written("3 km 200 m", 3.31) == "3 km 310 m"
    assert written("an hour and a half", 1.64) == "1.6 hours"


def test_a_rank_that_an_equality_does_not_state_is_a_word_that_nothing_reads(fails, passes) -> None:
    start = '```python exec="on" id="a"\ncosts = [3.0, 9.0, 7.0]\nlast = costs[-1]\n```\n\n'
    passes("It is [the second largest]{=(last, costs)}.\n", start=start)
    line = 1 + start.count("\n")
    fails(f"docs/index.md:{line}", "7 has rank 2", "It is [the third largest]{=(last, costs)}.\n", start=start)
    text = "It is [the second largest]{=costs[1] == max(costs)}.\n"
    fails(f"docs/index.md:{line}", 'nothing reads "second"', text, start=start)


def test_a_part_that_is_nearly_right_is_mended_with_about(fails) -> None:
    start = '```python exec="on" id="a"\nshare = 0.317\n```\n\n'
    for text, mended in {"A third": "About a third", "one in three": "about one in three"}.items():
        fails("docs/index.md:5", f"write [{mended}]{{=share}}", f"[{text}]{{=share}} are ill.\n", start=start)
