"""Exercises: what an answer is told, and what is proven of its hints."""

from __future__ import annotations

import re

import numpy as np
import pytest

from lrbook.exercise import Exercise, NotYet


def double(x):
    return 2 * x


def squared(x):
    """You multiply the number by itself."""
    return x * x


def half(x):
    """You divide
    by two."""
    return x / 2


EXERCISE = Exercise([(2.0,), (3.0,)], double, [squared, half])


def told(answer, exercise=EXERCISE):
    with pytest.raises(NotYet) as raised:
        exercise.check(answer)
    return str(raised.value)


def test_a_right_answer_passes():
    assert EXERCISE.check(lambda x: x + x) == "Right: <lambda>(2) gives 4."


def test_a_typical_wrong_answer_gets_its_hint_and_no_other_one():
    assert told(squared) == "squared(3) gives 9, and should give 6. You multiply the number by itself."
    assert told(lambda x: 0.5 * x) == "<lambda>(2) gives 1, and should give 4. You divide by two."


def test_another_wrong_answer_is_told_where_it_fails():
    assert told(lambda x: None) == "<lambda>(2) gives None, and should give 4."
    assert told(lambda x: x + 2) == "<lambda>(3) gives 5, and should give 6."
    assert told(lambda x: 1 / (x - x)) == "<lambda>(2) gives an error, ZeroDivisionError, and should give 4."


def test_the_hints_say_what_they_are_recognised_by():
    assert re.findall(r"^- (.*)$", EXERCISE.solved_by(double), re.M) == [
        "Does `double(3)` give 9? You multiply the number by itself.",
        "Does `double(2)` give 1? You divide by two.",
    ]


def test_a_solution_that_fails_is_refused():
    with pytest.raises(NotYet, match="by itself"):
        EXERCISE.solved_by(squared)


@pytest.mark.parametrize("tries", [[(2.0,)], [(2.0,), (0.0,)]])
def test_a_wrong_answer_that_no_try_tells_is_refused(tries):
    with pytest.raises(ValueError, match="no try tells squared from the right"):
        Exercise(tries, double, [squared, half])


def test_two_wrong_answers_that_are_alike_are_refused():
    def twin(x):
        """It is the same as the other one."""
        return x**2

    with pytest.raises(ValueError, match="no try tells squared"):
        Exercise([(3.0,)], double, [squared, twin])


def test_a_wrong_answer_without_a_hint_is_refused():
    with pytest.raises(ValueError, match="double has no hint"):
        Exercise([(3.0,)], squared, [double])


def test_arrays_are_compared_in_shape_and_errors_by_their_kind():
    W, X = np.ones((1, 2)), np.arange(6.0).reshape(2, 3)

    def column(W, X):
        """The weights stand in a column."""
        return W.T @ X

    def turned(W, X):
        """The result is transposed."""
        return (W @ X).T

    exercise = Exercise([(W, X)], lambda W, X: W @ X, [column, turned])
    assert told(column, exercise) == (
        "column([[1, 1]], [[0, 1, 2], [3, 4, 5]]) gives an error, ValueError, and should give [[3, 5, 7]]. "
        "The weights stand in a column."
    )
    assert told(turned, exercise).endswith(
        "gives [[3], [5], [7]], and should give [[3, 5, 7]]. The result is transposed."
    )
    assert exercise.check(lambda W, X: np.dot(W, X)).startswith("Right")
    for size, shown in (6, "[[1, 1, 1, 1, 1, 1]]"), (7, "an array of shape 1 × 7"):
        wide = Exercise([(np.ones((1, size)),)], np.transpose, [squared])
        assert told(squared, wide).startswith(f"squared({shown}) gives {shown},")


def test_texts_are_compared_by_what_they_say():
    exercise = Exercise([("a",)], lambda x: x * 2, [])
    assert exercise.check(lambda x: "".join([x, x]))


def test_no_zero_has_a_sign():
    assert told(lambda x: -0.0 * x, Exercise([(1.0,)], lambda x: x, [])) == "<lambda>(1) gives 0, and should give 1."


def test_results_of_several_parts_are_compared_part_by_part():
    exercise = Exercise([(1.0,)], lambda x: (x, 2 * x), [])
    assert told(lambda x: (x, x), exercise) == "<lambda>(1) gives (1, 1), and should give (1, 2)."
    assert told(lambda x: x, exercise).startswith("<lambda>(1) gives 1,")
    assert told(lambda x: (x,), exercise).startswith("<lambda>(1) gives (1),")
    assert exercise.check(lambda x: (x, x + x))


def test_an_answer_that_changes_what_it_is_given_spoils_no_other_try():
    def greedy(values):
        values.append(1)
        return len(values)

    exercise = Exercise([([],)], lambda values: len(values), [])
    assert told(greedy, exercise) == told(greedy, exercise)
