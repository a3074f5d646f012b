"""Adverbs of a comparison: how far it holds and how often is computed; a denial beside it is refused."""

from __future__ import annotations

from typing import Any

import pytest

from lrbook.press.check import adverbs, compared

ONCE, TWICE = [3, 2, 4], [3, 2, 1]

SO: list[tuple[str, Any]] = [
    ("falls slightly", [1.0, 0.99, 0.98]),
    ("barely lower", (2.9, 3)),
    ("a little higher", (3, 2.9)),
    ("just outside", (3.1, 1, 3)),
    ("just under 5 s", 4.9),
    ("higher by far", (3, 1)),
    ("much lower", (1, 3)),
    ("well under 5 s", 3.0),
    ("almost the same", (1, 1.01)),
    ("falls only once", ONCE),
    ("falls once", ONCE),
    ("falls at most twice", ONCE),
    ("falls exactly twice", TWICE),
    ("rises at least once", ONCE),
    ("falls three times", [3, 2, 1, 0]),
    ("falls at every other step", [3, 2, 4, 3]),
    ("mostly falls", [3, 2, 1, 2]),
    ("sometimes rises", [3, 2, 1, 2]),
    ("rarely rises", [5, 4, 3, 2, 3]),
]
NOT_SO: list[tuple[str, Any]] = [
    ("falls slightly", [1.0, 0.5]),
    ("falls slightly", [1.0, 1.01]),
    ("barely lower", (1, 3)),
    ("just outside", (9, 1, 3)),
    ("higher by far", (3, 2.9)),
    ("much lower", (3, 1)),
    ("well under 5 s", 4.9),
    ("almost the same", (1, 1)),
    ("almost the same", (1, 2)),
    ("falls only once", TWICE),
    ("falls at most once", TWICE),
    ("falls at least twice", ONCE),
    ("falls at every other step", TWICE),
    ("falls at every second step", TWICE),
    ("mostly rises", [3, 2, 1, 2]),
    ("sometimes falls", TWICE),
    ("rarely falls", TWICE),
    ("rarely falls", [3, 2]),  # that is one step
]
UNREAD: list[tuple[str, Any]] = [
    ("slightly positive", 0.1),
    ("not far below", (2, 1)),
    ("slightly and far lower", (1, 2)),
    ("falls slightly", [1, float("inf")]),
    ("far inside", ("a", "b", "c")),
]


@pytest.mark.parametrize(("text", "value"), SO)
def test_how_far_and_how_often_is_computed(text: str, value: Any) -> None:
    assert compared.wrong(text, value) == []


@pytest.mark.parametrize(("text", "value"), NOT_SO)
def test_how_far_and_how_often_can_be_wrong(text: str, value: Any) -> None:
    assert compared.wrong(text, value)


@pytest.mark.parametrize(("text", "value"), UNREAD)
def test_what_tells_nothing_is_not_read(text: str, value: Any) -> None:
    assert compared.wrong(text, value) is None


@pytest.mark.parametrize(
    ("before", "behind", "whole"),
    [
        ("The cost is slightly ", ".", "slightly lower"),
        ("It is almost the ", ".", "almost lower"),
        ("It is ", " by far.", "lower by far"),
        ("It is ", " only once, then", "lower once"),
        ("It is ", " at most twice.", "lower at most twice"),
        ("It is ", " at every other step.", "lower at every other step"),
        ("It is ", " at each step.", "lower at each step"),
        ("It is ", " everywhere, too", "lower everywhere"),
        ("It is always ", "", "always lower"),
        ("It is ", " for every reader to see.", "lower"),
        ("It is so far ", ".", "lower"),
        ("It is as well ", ".", "lower"),
        ("It is ", " once the rate is small.", "lower"),
        ("It is ", " far from there.", "lower"),
        ("This is ", " much later.", "lower"),
    ],
)
def test_an_adverb_beside_the_brackets_is_read_with_them(before: str, behind: str, whole: str) -> None:
    assert adverbs.drawn_in("lower", before, behind) == whole


def test_what_is_said_of_each_may_be_computed_of_the_largest() -> None:
    assert adverbs.drawn_in("lower", "slightly ", " at each step.", each=False) == "slightly lower"


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        ("It no longer ", ""),
        ("It fails to ", ""),
        ("It is far from ", ""),
        ("It is anything but ", ""),
        ("It is by no means ", ""),
        ("It isn't much ", ""),
        ("It is not the ", ""),
        ("It does not get ", ""),
        ("It is not at all ", ""),
        ("It is hardly ever ", ""),
        ("It is scarcely ", ""),
        ("Here it is dear rather than ", ""),
        ("It is ", " at no step."),
        ("It is ", " no longer."),
        ("It is ", " in none of them."),
    ],
)
def test_a_denial_beside_the_brackets_is_found(before: str, behind: str) -> None:
    assert adverbs.denied(before, behind)


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        ("It is not only ", ""),
        ("It is not just ", ""),
        ("There is no doubt that it is ", ""),
        ("It is never zero, and ", ""),
        ("It is no surprise: it ", ""),
        ("It is ", " no more than needed."),
        ("It is ", " in normal years."),
    ],
)
def test_what_denies_something_else_passes(before: str, behind: str) -> None:
    assert not adverbs.denied(before, behind)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            "It slightly [falls]{=[cost(x), cost(0)]}.",
            '"slightly falls" is stated of [cost(x), cost(0)], but 3 slightly <',
        ),
        ("It is [barely lower]{=(cost(0), cost(x))}.", "but 3 slightly < 39 is not so; mend"),
        ("It [falls]{=[cost(x), cost(2), cost(0)]} only once.", "but of 2 times it is so 2 times"),
        ("It is slightly [lower]{=cost(0) < cost(x)}.", '"slightly lower" says how far or how often'),
        ("It rarely [falls]{=[cost(x), cost(2), cost(0)]}.", "but of 2 times it is so 2 times"),
        ("It no longer [falls]{=[cost(x), cost(0)]}.", "denies it"),
        ("It fails to [fall]{=[cost(x), cost(0)]}.", "denies it"),
        ("It is far from [lower]{=(cost(0), cost(x))}.", "denies it"),
    ],
)
def test_it_is_named_with_its_place(fails, text: str, says: str) -> None:
    fails("docs/index.md:8", says, text + "\n")
