"""Words that compare are read like numbers: of a list in its order, of a pair, of a number that they name."""

from __future__ import annotations

from fractions import Fraction
from math import inf, nan
from typing import Any

import pytest
from small_book import CONFIG

from lrbook.press.check import compared, words
from lrbook.press.check.reading import agrees

SO: list[tuple[str, Any]] = [
    ("each smaller than the one before", [3, 2, 1]),
    ("each slightly larger than the last", [100, 101, 102]),
    ("larger than the last", (3, 2)),
    ("smaller and smaller", [3, 2, 1]),
    ("ever longer", [1, 2, 3]),
    ("as long as", (3, 3)),
    ("almost as many as", (29, 30)),
    ("just as high", (3, 3)),
    ("falls at every step", [3, 2, 1]),
    ("rises", [1, 2]),
    ("does not rise", [3, 3, 2]),
    ("no longer rises", [1, 1]),
    ("keeps falling", [2, 1]),
    ("never changes sides", [1, 1, 1]),
    ("changes sides at every step", [1, -1, 1]),
    ("stays 28", [28.0, 28.0]),
    ("equal to one half everywhere", [[0.5, 0.5, 0.5]]),
    ("always at most one half", [0.5, 0.4]),
    ("stays below 30", [28, 29]),
    ("higher", (3, 2)),
    ("higher everywhere", ([3, 4], 2)),
    ("above the start", (3, 2)),
    ("no larger", (2, 2)),
    ("not below the other", (2, 2)),
    ("the same", (1.0, 1 + 1e-12)),
    ("the same", ([0.0, 1.0], [1e-17, 1.0])),
    ("the same", ("a", "a")),
    ("all the same", [2, 2, 2]),
    ("the opposite sign", ([1, -2], [-1, 2])),
    ("differ", ([1, 2], [1, 3])),
    ("not the same", ([1, 2], [1, 3])),
    ("positive everywhere", [1, 2]),
    ("negative", -0.1),
    ("lower than all four", (1, [2, 3, 4, 5])),
    ("falls at all three steps", [4, 3, 2, 1]),
    ("higher in all 2", ([2, 3], [1, 2])),
    ("inside", (2, 1, 3)),
    ("inside", ([2, 5], [1, 4], [3, 6])),
    ("inside", (0, [-1, -2], [1, 2])),
    ("outside", (4, 1, 3)),
    ("under 5 s", 4),
    ("above 38", 39),
    ("at most a quarter", [0.2, 0.25]),
    ("no more than 30", 30),
    ("less than a billionth", 1e-10),
    ("to within a billionth", 1e-10),
    ("at least 84 %", 0.85),
    ("more than ten", 12),
    ("nothing", 0),
    ("one half", 0.5),
    ("two thirds", 2 / 3),
    ("a millionth", 1e-6),
    ("every tenth", 10),
    ("infinity", inf),
    ("without limit", inf),
    ("no number", nan),
    ("the largest", (3, [1, 3, 2])),
    ("the smallest of all", (1, [3, 2])),
    ("not the lowest", (2, [1, 3])),
    ("twice", 2.04),
    ("twice as many", (124, 62)),
    ("more than twice as many", (125, 62)),
    ("less than half as long as", (30, 62)),
    ("at least twice", 2.5),
    ("three times as large as", (3.01, 1)),
    ("half as much", 0.5),
    ("3.2 times", 3.2184),
    ("just over an hour", 1.03),
    ("at most a minute", 0.8),
    ("more than an hour and a half", 1.6),
    ("an hour and a half", 1.5),
    ("about an hour", 1.04),
    ("five and a half hours", 5.5),
    ("nearly five and a half hours", 5.43),
    ("under five and a half hours", 5.4),
    ("three and three quarters", 3.75),
    ("two and a half times as much as rye", (2.51, 1)),
    ("more than two and a half times as much", (2.6, 1)),
    ("between an hour and two hours", 1.5),
    ("over 130 loaves a day", 138),
    ("4 h 16 min", 256),
    ("4 h 16 min", 4.2667),
    ("two hours and ten minutes", 130),
    ("3 km 200 m", 3.2),
    ("1 h 1 min 5.5 s", 3665.52),
    ("about 4 h 10 min", 251),
    ("less than ten percent", 0.05),
    ("more than ten thousand", 10170),
    ("fewer than two hundred", 150),
    ("at least five million", 6e6),
    ("between a hundred and a thousand", 303),
    ("less than a percent", 0.005),
    ("more than 2 percentage points", 0.05),
    ("between 5 and 10 per cent", 0.07),
    ("as long as rye", (3, 3)),
    ("almost as many loaves as rye", (29, 30)),
    ("not as long as rye", (3, 4)),
    ("not as short as", (4, 3)),
    ("not as many loaves as rye", (3, 4)),
    ("doubles", (0.75, 1.5)),
    ("doubles at every step", [1, 2, 4]),
    ("halves", [8, 4, 2]),
    ("about a fifth", 0.202),
    ("about 12,500 euros", 12487),
    ("nearly 24 minutes", 23.75),
    ("about 400 times as many", (25_000_000, 64_000)),
    ("quadruples", (1.25, 5.0)),
    ("quadruples", 4.02),
    ("the fewest", (61, [64, 250])),
    ("roughly half", 0.47),
    ("almost twice as large", (1.95, 1)),
    ("nearly three times", Fraction(29, 10)),
    ("between 4 and 6", 5),
    ("between 29 and 77", [29, 40, 77]),
    ("between 10 and 20 %", 0.2),
    ("between five and ten minutes", Fraction(15, 2)),
    ("more than three minutes", 3.4),
    ("under two hours", [1.5, 1.9]),
    ("both higher", ([3, 4], 2)),
    ("both higher", ([3, 4], [2, 3])),
    ("higher than both", (3, [1, 2])),
    ("lower in both groups", ([1, 2], [3, 4])),
    ("both are positive", [1, 2]),
    ("both below 30", [4, 5]),
    ("both are the same", (3, 3)),
    ("both agree", (3, 3)),
    ("both sides are equal", (3, 3)),
    ("both change", [1, 2]),
]
NOT_SO: list[tuple[str, Any]] = [
    ("both higher", ([3], 2)),
    ("both are positive", [1]),
    ("both are positive", [1, 2, 3]),
    ("both below 30", 4),
    ("higher than both", (3, 1)),
    ("lower in both groups", (1, 2)),
    ("each smaller than the one before", [3, 1, 2]),
    ("each larger than the last", [1, 2]),
    ("larger than the last", (2, 3)),
    ("smaller and smaller", [1, 2, 3]),
    ("ever longer", [1, 3, 2]),
    ("as long as", (3, 4)),
    ("almost as many as", (10, 30)),
    ("rises at every step", [3, 2, 1]),
    ("falls at every step", [3, 2, 2]),
    ("falls at every step", [3, 2]),  # that is one step
    ("never changes sides", [1, -1, -1]),
    ("lower", (3, 2)),
    ("higher everywhere", ([3, 1], 2)),
    ("not above the start", (3, 2)),
    ("the same", (1.0, 1 + 1e-8)),
    ("the same", ([22026.5, 9.0], [22026.5, 7.0])),
    ("the same", (1e-20, 1e-21)),
    ("the same sign", ([1, -2], [-1, 2])),
    ("the same", ([1, 2], [1, 2, 3])),
    ("differ", ([1, 2], [1, 2])),
    ("differ everywhere", ([1, 2], [1, 3])),
    ("positive", 0),
    ("outside", (2, 1, 3)),
    ("inside", ([2, 7], [1, 4], [3, 6])),
    ("inside", (0, [-1, 1], [1, 2])),
    ("outside", ([0, 5], [1, 4], [3, 6])),
    ("over 5 s", 4),
    ("under 6 s", 7),
    ("at least a quarter", [0.2, 0.25]),
    ("more than a billionth", 1e-10),
    ("one third", 0.5),
    ("equal to one half everywhere", [0.5, 0.4]),
    ("nothing", 1e-3),
    ("no number", 1.0),
    ("infinity", -inf),
    ("the largest", (2, [1, 3])),
    ("the largest", (3, [3, 3])),
    ("the smallest", (3, [3, 1])),
    ("not the largest", (3, [1, 3])),
    ("twice", 2.4),
    ("twice as many", (62, 124)),
    ("more than twice as many", (123, 62)),
    ("more than twice as many", (62, 125)),
    ("no more than twice as many", (125, 62)),
    ("three times as large as", (2.6, 1)),
    ("just over an hour", 0.98),
    ("just over an hour", 1.6),
    ("just over an hour", 62),
    ("at most a minute", 1.2),
    ("more than an hour and a half", 1.4),
    ("an hour and a half", 1.6),
    ("about an hour", 1.2),
    ("five and a half hours", 5.6),
    ("nearly five and a half hours", 5.6),
    ("under five and a half hours", 5.6),
    ("three and three quarters", 3.5),
    ("two and a half times as much as rye", (2.6, 1)),
    ("two and a half times as much as rye", (1, 2.5)),
    ("more than two and a half times as much", (2.4, 1)),
    ("over 130 loaves a day", 120),
    ("4 h 16 min", 255),
    ("4 h 16 min", 4.3),
    ("4 h 16 min", -256),
    ("4 h 76 min", 316),
    ("16 min 4 h", 256),
    ("4 h 16 kg", 256),
    ("two hours and ten minutes", 131),
    ("3 km 200 m", 3.3),
    ("less than ten percent", 0.5),
    ("more than ten thousand", 1017),
    ("fewer than two hundred", 250),
    ("at least five million", 6000),
    ("between a hundred and a thousand", 30),
    ("less than 5 per cent", 0.5),
    ("less than a percent", 0.5),
    ("more than 2 percentage points", 0.01),
    ("between 5 and 10 per cent", 7),
    ("as long as rye", (3, 4)),
    ("not as long as rye", (4, 3)),
    ("not as long as rye", (3, 3)),
    ("not as short as", (3, 4)),
    ("not as many loaves as rye", (4, 3)),
    ("doubles", (1.5, 0.75)),
    ("doubles at every step", [1, 2, 3]),
    ("doubles at every step", [1, 2]),
    ("halves", (0, 0)),
    ("about a fifth", 0.25),
    ("about 12,500 euros", 12412),
    ("about 12,000 euros", 13487),
    ("about 20", 24),
    ("nearly 24 minutes", 24.2),
    ("nearly 24", 24),
    ("about 500 times as many", (25_000_000, 64_000)),
    ("quadruples", (5.0, 1.25)),
    ("quadruples", 3.2),
    ("the fewest", (64, [61, 250])),
    ("almost a fifth", 0.202),
    ("nearly a fifth", 0.2),
    ("almost twice as large", (1.7, 1)),
    ("almost twice as large", (1, 1.95)),
    ("about twice", 0),
    ("between 4 and 6", 7),
    ("between 6 and 4", 5),
    ("between 30 and 77", [29, 40, 77]),
    ("between 10 and 20 %", 12),
    ("more than three minutes", 2.4),
    ("under two hours", [1.5, 2.1]),
]
UNREAD: list[tuple[str, Any]] = [
    ("as expected", (3, 3)),
    ("not as tiresome as", (3, 4)),
    ("larger than the last", 5),
    ("inside", (0, [-1, 1], 2)),
    ("inside", ([2, 5], [1, 4], [3, 6, 7])),
    ("the same", (nan, nan)),
    ("lower", (nan, 1)),
    ("higher", 3),
    ("falls", 3),
    ("falls at every one of the first 1000 steps", [3, 2, 1]),
    ("arrives", (1, 2)),
    ("lower", ("a", "b")),
    ("negative five", -5),
    ("between 50 %", 0.4),
    ("twice as short", (124, 62)),
    ("twice as short", (62, 124)),
    ("higher than three others", 4),
    ("about a fifth", (1, 5)),
    ("between the two", 5),
    ("under 4 h 20 min", 256),  # in which of its units is that?
    ("three times ten", 3),
    ("twice nothing", 2.0),
    ("half three", 0.5),
]


@pytest.mark.parametrize(("text", "value"), SO)
def test_words_show_what_is_so(text: str, value: Any) -> None:
    assert agrees(text, value)


@pytest.mark.parametrize(("text", "value"), NOT_SO)
def test_words_do_not_show_what_is_not_so(text: str, value: Any) -> None:
    assert not agrees(text, value)


@pytest.mark.parametrize(("text", "value"), UNREAD)
def test_words_are_not_read_of_what_they_can_not_be_said_of(text: str, value: Any) -> None:
    assert compared.wrong(text, value) is None


def test_each_word_is_like_the_first_of_its_line() -> None:
    for said, line in words.OWN.items():
        assert {words.read(word.replace("_", " ")).sign for word in line.split()} == {said[0]}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("It [rises]{=[cost(x), cost(0)]}.", '"rises" is stated of [cost(x), cost(0)], but 3 > 39 is not so; mend'),
        ("It is [higher]{=(cost(0), cost(x))}.", "but 3 > 39 is not so"),
        ("It is [below 30]{=cost(x)}.", "but 39 < 30 is not so"),
        ("It is [higher]{=(cost(0), cost(1e-5))}.", "but 3 > 3.0000000001 is not so"),
        ("It is [higher]{=cost(x)}.", "such words are read of a list of numbers in their order"),
        ("It is [the same]{=(x, x)}.", "comes out whatever this page computes"),
        ("It is [below 30]{=min(cost(x), 3)}.", "says nothing: below 30 stands"),
        ("It is about [a half]{=x / -20}.", '"about a half" is stated of x / -20, but 0.3 is not about a half; mend'),
        ("It is [between 3 and 30]{=cost(x)}.", "but 39 is not between 3 and 30; mend"),
        ("It is not about [a half]{=x / -12}.", "a word beside it denies it"),
        ("It is [one half]{=cost(x)}.", "one half is stated, but cost(x) is 39.0"),
        ('It [passes]{="passes" if cost(x) < 3 else "fails"}.', "write [fails]{="),
        ('It [is fine]{="is fine" if 0 * x < 1 else "fails"}.', "says nothing: is fine stands in the expression"),
    ],
)
def test_words_that_are_not_so_are_named_with_a_remedy(fails, text: str, says: str) -> None:
    fails("docs/index.md:8", says, text + "\n")


def test_words_that_are_so_pass(passes) -> None:
    text = "It [falls]{=[cost(x), cost(0)]}, is [higher]{=(cost(x), cost(0))} and [below 40]{=cost(x)}.\n"
    text += "It is almost [half]{=x / -12.5}, about [six times]{=cost(x) / 6.4}, [between 30 and 40]{=cost(x)}.\n"
    text += 'It [passes]{="passes" if cost(x) > 3 else "fails"}, a [half]{=x / -12}, they [differ]{=(cost(x), x)}.\n'
    assert '<data title="[cost(x), cost(0)]" value="true">falls</data>' in passes(text).page()


def test_a_book_has_words_of_its_own(passes) -> None:
    built = passes(
        "It is [dearer there]{=(cost(x), cost(0))} and [handier]{=(cost(0), cost(x))}.\n",
        config=lambda _: CONFIG.replace("lrbook: {}", "lrbook: {words: {handier: lower}}"),
    )
    notebook = (built.site / "index.ipynb").read_text(encoding="utf-8")
    assert r"words.teach({\"handier\": \"lower\"})" in notebook
    assert words.like() == {"handier": "lower"}


@pytest.mark.parametrize(
    "text",
    [
        *["falls to zero", "falls by half at every step", "doubles and falls", "falls by two"],
        *["three times higher", "higher by three", "lower by half", "two hours longer"],
    ],
)
def test_a_small_number_in_a_fact_is_a_part_of_what_it_says(text) -> None:
    """In prose *twice* is plain English; of a list that falls three times, nobody has computed it."""
    assert compared.wrong(text, [95.0, 0.71, 0.5, 0.25]) is None
    assert compared.wrong(text, (95.0, 5.0)) is None


@pytest.mark.parametrize(("text", "value"), [("at least two", 2.5), ("below three", 2.5), ("above one half", 0.7)])
def test_a_small_number_can_be_what_is_compared_with(text, value) -> None:
    assert compared.wrong(text, value) == []
