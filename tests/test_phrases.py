"""Definitions in words are computed as they are said; those of the glossary can't be turned round unseen."""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Iterator

import numpy as np
import pytest
from real_book import ROOT

from lrbook.formula.phrases import SMALL, says
from lrbook.press.check import stated

x = np.array([1.0, 4.0, 7.0])
MEANINGS = {
    "root": np.sqrt,
    "mean": np.mean,
    "sum": np.sum,
    "squared": np.square,
    "distances": x - x.mean(),
    "first": 3.0,
    "the last": 8.0,
    "over": operator.truediv,
    "times": lambda one, other: one * other,
}
BLOCK = re.compile(r'```python exec="on" id="\w+"\n(.*?)```', re.S)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("The root of the mean of the squared distances", x.std()),
        ("the mean of the squared distances", x.var()),
        ("the first over the last", 0.375),
        ("the first times the sum of the squared distances", 54.0),
    ],
)
def test_words_are_computed_as_they_are_said(words, value) -> None:
    assert says(words, MEANINGS, value)


@pytest.mark.parametrize(
    ("words", "value", "why"),
    [
        ("the mean of the squared distances", x.std(), "is 6, and not 2.44949"),
        ("the last over the first", 0.375, "is 2.66667, and not 0.375"),
    ],
)
def test_words_that_say_something_else_are_false(words, value, why) -> None:
    assert why in says(words, MEANINGS, value).why


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("the median of the distances", "say in `meanings` what median is"),
        ("the mean of", "something is missing"),
        ("the first of the last", '"the last" is not expected there'),
        ("over the first", "something is missing"),
        ("the mean of the distances", '"the mean of the distances" is the same'),
    ],
)
def test_what_can_t_be_read_or_told_from_others_is_refused(words, told) -> None:
    with pytest.raises(ValueError, match=re.escape(told)):
        says(words, MEANINGS, 0.0)


def _definitions() -> Iterator[tuple[str, dict[str, object], object]]:
    text = (ROOT / "docs/glossary.md").read_text(encoding="utf-8")
    names: dict[str, object] = {}
    for code in BLOCK.findall(text):
        exec(code, names)
    for _, _, number in stated.find(text):
        assert isinstance(number, stated.Stated)
        if number.expression.startswith("says("):
            _, meanings, value = ast.parse(number.expression, mode="eval").body.args  # type: ignore[attr-defined]
            yield number.shown, eval(ast.unparse(meanings), names), eval(ast.unparse(value), names)


def test_each_word_of_a_definition_of_the_glossary_is_missed() -> None:
    caught = []
    for words, meanings, value in _definitions():
        for word in set(re.findall(r"\b[a-z]{3,}\b", words)) - SMALL:
            for other in ("mean", "wrong", "zero", "times", "minus", "sum", "right", "one", "divided", "healthy", ""):
                if other != word:
                    try:
                        caught.append(not says(re.sub(rf"\b{word}\b", other, words, count=1), meanings, value))
                    except (ValueError, TypeError):
                        caught.append(True)
    assert len(caught) > 200
    assert all(caught)
