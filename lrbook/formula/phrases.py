"""Definitions in words, computed as they are said: "the root of the mean of the squared distances"."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from lrbook.formula.relations import Verdict

WORD = re.compile(r"[\w’'-]+")
SMALL = {"a", "an", "and", "are", "is", "its", "of", "that", "the", "their", "those", "who", "whose"}
"""Words that only join the others."""
INFIX = {"over", "times", "divided by", "plus", "minus"}
"""What stands between the two that it joins."""


def says(words: str, meanings: Mapping[str, Any], value: Any) -> Verdict:
    """Return whether a definition in words yields a value; if it does not, `why` of what is returned says so.

    A word or phrase stands for a number, an array, or a function of what follows it, such as "the mean of"; "over",
    "times" and the like stand between two. Words that only join are passed over; any other must have a meaning. With
    another of the meanings in the place of one of its phrases, or without it, the definition must yield another value.

    Examples:
        >>> x = np.array([1.0, 4.0, 7.0])
        >>> meanings = {"root": np.sqrt, "mean": np.mean, "squared": np.square, "distances": x - x.mean()}
        >>> says("The root of the mean of the squared distances", meanings, x.std())
        True
        >>> says("the mean of the squared distances", meanings, x.std()).why
        '"the mean of the squared distances" is 6, and not 2.44949'

    Args:
        words: The definition, as it is shown.
        meanings: What its words and phrases stand for.
        value: What the book computes.

    Raises:
        ValueError: If a word has no meaning, the words can't be read, or the values can't tell it from other words.
    """
    phrases = list(_phrases(words, meanings))
    with np.errstate(all="ignore"):  # what is wrong may divide by zero
        found = _computed(phrases, meanings)
    if not _same(found, value):
        return Verdict(False, f'"{words}" is {_shown(found)}, and not {_shown(value)}')
    for place, phrase in enumerate(phrases):
        others = (name for name, meaning in meanings.items() if meaning is not meanings[phrase])
        for other in [*others, ""]:
            slip = [*phrases[:place], *([other] if other else []), *phrases[place + 1 :]]
            if _is_as_true(slip, meanings, value):
                told = f'with "{other}" in the place of' if other else "without"
                raise ValueError(f'{told} "{phrase}", "{words}" is the same; give other values')
    return Verdict(True)


def _is_as_true(phrases: Sequence[str], meanings: Mapping[str, Any], value: Any) -> bool:
    try:
        with np.errstate(all="ignore"):
            return _same(_computed(phrases, meanings), value)
    except (ValueError, TypeError, ArithmeticError):
        return False


def _phrases(words: str, meanings: Mapping[str, Any]) -> Iterator[str]:
    """Yield the longest phrases that have a meaning, in order."""
    left = [word.lower() for word in WORD.findall(words)]
    while left:
        lengths = range(len(left), 0, -1)
        phrase = next((" ".join(left[:n]) for n in lengths if " ".join(left[:n]) in meanings), "")
        if phrase:
            yield phrase
        elif left[0] not in SMALL:
            raise ValueError(f'"{words}": say in `meanings` what {left[0]} is')
        left = left[len(phrase.split()) or 1 :]


def _computed(phrases: Sequence[str], meanings: Mapping[str, Any]) -> Any:
    value, rest = _value(phrases, meanings)
    while rest:
        if rest[0] not in INFIX:
            raise ValueError(f'"{rest[0]}" is not expected there')
        right, after = _value(rest[1:], meanings)
        value, rest = meanings[rest[0]](value, right), after
    return value


def _value(phrases: Sequence[str], meanings: Mapping[str, Any]) -> tuple[Any, Sequence[str]]:
    """Return what the first phrase is, a function with what follows it, and the phrases that are left."""
    if not phrases or phrases[0] in INFIX:
        raise ValueError("something is missing in these words")
    first, rest = meanings[phrases[0]], phrases[1:]
    if not callable(first):
        return first, rest
    given = []
    for _ in range(_takes(first)):
        value, rest = _value(rest, meanings)
        given.append(value)
    return first(*given), rest


def _takes(function: Callable[..., Any]) -> int:
    """Return how many arguments a function needs; those of NumPy take one."""
    if isinstance(function, np.ufunc):
        return function.nin
    needed = (each for each in inspect.signature(function).parameters.values() if each.default is each.empty)
    return sum(each.kind is each.POSITIONAL_OR_KEYWORD for each in needed)


def _same(one: Any, other: Any) -> bool:
    return np.shape(one) == np.shape(other) and bool(np.allclose(one, other, rtol=1e-9, atol=1e-12))


def _shown(value: Any) -> str:
    return f"{value:.6g}" if np.ndim(value) == 0 else str(np.asarray(value).tolist())
