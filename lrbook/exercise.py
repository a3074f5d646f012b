"""Exercises: a function to write, and for each typical wrong answer the hint that belongs to it.

An exercise knows the right answer and the wrong ones as functions. All are tried on the same arguments, and what a
wrong one gives is what it is recognised by. That it fails, and can't be taken for another, is proven when the exercise
is made.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from copy import deepcopy
from typing import Any

import numpy as np

Answer = Callable[..., Any]
MOST = 6
"""How many numbers of an array are shown."""


class NotYet(AssertionError):
    """An answer that does not pass yet. The message says what it gives, what it should give, and the hint, if any."""

    def _render_traceback_(self) -> list[str]:
        """Return what a notebook shows of it, which needs no traceback."""
        return [f"Not yet: {self}"]


class Exercise:
    """A function to write: what it is tried on, and how a wrong one is recognised.

    Attributes:
        tries: The arguments of each try.
        right: A function that is right, such as one of the book's own.
        wrong: The typical wrong answers, as functions; the docstring of each is its hint.
    """

    def __init__(self, tries: Sequence[tuple[Any, ...]], right: Answer, wrong: Sequence[Answer]) -> None:
        """Take an exercise together, and prove that each hint belongs to its wrong answer and to no other.

        Raises:
            ValueError: If a wrong answer has no hint, or no try tells it from the right one and all others.
        """
        self.tries, self.right, self.wrong = tries, right, wrong
        self._wanted = self._results(right)
        self._known = [(_hint(answer), self._results(answer)) for answer in wrong]
        self._telling = [self._tell(n) for n in range(len(wrong))]

    def check(self, answer: Answer) -> str:
        """Return that an answer is right.

        Raises:
            NotYet: If it is not. If it gives the same as a typical wrong answer, the message has the hint.
        """
        found = self._results(answer)
        for n, (given, wanted) in enumerate(zip(found, self._wanted, strict=True)):
            if not _same(given, wanted):
                hints = (f" {hint}" for hint, known in self._known if all(map(_same, found, known)))
                call = self._call(answer, n)
                raise NotYet(f"{call} gives {_shown(given)}, and should give {_shown(wanted)}.{next(hints, '')}")
        return f"Right: {self._call(answer, 0)} gives {_shown(found[0])}."

    def solved_by(self, answer: Answer) -> str:
        """Return the hints as Markdown, folded, with what each is recognised by, if this answer is right.

        Raises:
            NotYet: If it is not.
        """
        self.check(answer)
        hints = "\n".join(
            f"- Does `{self._call(answer, n)}` give {_shown(results[n])}? {hint}"
            for (hint, results), n in zip(self._known, self._telling, strict=True)
        )
        return f'<details class="answer" markdown="1"><summary>Hints</summary>\n\n{hints}\n\n</details>'

    def _results(self, answer: Answer) -> list[Any]:
        return [_result(answer, arguments) for arguments in self.tries]

    def _tell(self, wrong: int) -> int:
        """Return the number of the first try that tells a wrong answer from the right one and from all others."""
        results = self._known[wrong][1]
        others = [self._wanted, *(known for n, (_, known) in enumerate(self._known) if n != wrong)]
        for n, given in enumerate(results):
            if not any(_same(given, other[n]) for other in others):
                return n
        raise ValueError(f"no try tells {self.wrong[wrong].__name__} from the right and all others: add one that does")

    def _call(self, answer: Answer, n: int) -> str:
        return f"{answer.__name__}({', '.join(map(_shown, self.tries[n]))})"


def _hint(answer: Answer) -> str:
    if hint := " ".join((answer.__doc__ or "").split()):
        return hint
    raise ValueError(f"{answer.__name__} has no hint: write it as its docstring")


def _result(answer: Answer, arguments: tuple[Any, ...]) -> Any:
    """Return what an answer gives, or the error that it raises."""
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        try:
            return answer(*deepcopy(arguments))
        except Exception as raised:
            return raised


def _same(one: Any, other: Any) -> bool:
    """Return whether two results are the same, up to rounding: in shape, too."""
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and all(map(_same, one, other))
    if isinstance(one, tuple | Exception | None) or isinstance(other, tuple | Exception | None):
        return type(one) is type(other) and not isinstance(one, tuple)
    try:
        return np.shape(one) == np.shape(other) and bool(np.allclose(one, other, rtol=1e-9, equal_nan=True))
    except (TypeError, ValueError):  # neither numbers nor arrays of them
        return bool(one == other)


def _shown(value: Any) -> str:
    """Return a value as a reader sees it: a large array by its shape."""
    if isinstance(value, Exception):
        return f"an error, {type(value).__name__}"
    if isinstance(value, tuple):
        return f"({', '.join(map(_shown, value))})"
    if isinstance(value, list | np.ndarray) and np.ndim(value):
        if np.size(value) > MOST:
            return f"an array of shape {' × '.join(map(str, np.shape(value)))}"
        return f"[{', '.join(map(_shown, value))}]"
    if isinstance(value, bool | np.bool_) or not isinstance(value, int | float | np.number | np.ndarray):
        return str(value)
    return f"{float(value) + 0.0:.4g}".replace("-", "−")
