"""The names in a fact about a pair can't be exchanged."""

from __future__ import annotations

import pytest

from lrbook.press.check.stated import Stated
from lrbook.press.rules import subject_first


@pytest.mark.parametrize(
    ("shown", "expression", "named"),
    [
        ("the wrong answer costs more than the right one", "(cost(wrong), cost(right))", ""),
        ("the right answer costs more than the wrong one", "(cost(wrong), cost(right))", "the right answer costs"),
        ("right ones cost more", "[wrong, right]", "right ones cost"),
        ("more than the wrong one", "wrong > right", "than the wrong one"),
        ("exceeds the late one", "(late, early)", "exceeds the late one"),
        ("below the early one", "(late, early)", ""),
        ("more", "(wrong, right)", ""),
        ("fewer steps", "(fewer_steps, foretold)", ""),
        ("fewer steps than before", "(steps_then, steps_before)", ""),
        ("twice as many as the right ones", "(right, wrong)", "as the right ones"),
        ("almost twice as many as the right ones", "(wrong, right)", ""),
        ("half the right ones", "(right, wrong)", "the right ones"),
        ("twice as long", "(early, long)", ""),
        ("not as many as the right ones", "(right, wrong)", "as the right ones"),
        ("not as many as the right ones", "(wrong, right)", ""),
        ("the two agree", "(right, wrong)", ""),
        ("the right one falls", "right_costs", ""),
    ],
)
def test_the_first_of_a_pair_is_named_first(shown: str, expression: str, named: str) -> None:
    found = subject_first.statement(Stated("", shown, expression), "", "", False)
    assert found.startswith(f'"{named}" names the other one of the two that "{shown}" compares;' if named else "")
    assert bool(found) == bool(named)


@pytest.mark.parametrize(
    ("before", "behind", "named"),
    [
        ("The early fall is ", ".", "the early fall is"),
        ("It rises, but the duration of the early fall\nis ", "", "the early fall is"),
        ("The early fall takes ", " than the late one.", "than the late one"),
        ("It is ", " than in the late one, and early ones.", "than in the late one"),
        ("The late fall is ", " than the early one.", ""),
        ("The late fall takes ", " steps than the early one.", ""),
        ("The early falls take ", " steps than the late one.", "than the late one"),
        ("A high early fall is ", "", ""),
        ("The early part of the whole is ", "", ""),
        ("Compared with the early fall, it is ", ".", ""),
        ("After the early fall comes one that is ", "", ""),
        ("It beats the early one by being ", "", ""),
        ("The early fall is exceeded: it is ", "", ""),
        ("An early fall is found to be ", " late in the day.", ""),
    ],
)
def test_the_clause_around_names_the_first_one_before_the_second(before: str, behind: str, named: str) -> None:
    found = subject_first.statement(Stated("", "longer", "(late, early)"), before, behind, False)
    assert found.startswith(f'"{named}" names' if named else "")
    assert bool(found) == bool(named)


def test_what_is_as_many_times_another_is_named_first() -> None:
    number = Stated("", "twice as long", "(late, early)")
    assert not subject_first.statement(number, "The late fall is ", " as the early one.", False)
    assert subject_first.statement(number, "The early fall is ", " as that.", False)
    assert subject_first.statement(number, "It is ", " as the late one.", False)
    more = Stated("", "more than twice as long", "(late, early)")
    assert not subject_first.statement(more, "The late fall is ", " as the early one.", False)
    assert subject_first.statement(more, "The early fall is ", " as the late one.", False)


def test_of_what_falls_the_new_one_may_be_the_subject() -> None:
    assert not subject_first.statement(Stated("", "fell", "(old, new)"), "The new cost ", "", False)


def test_a_function_does_not_say_which_of_the_two_it_is() -> None:
    number = Stated("", "higher", "(share, accuracy(unseen))")
    assert not subject_first.statement(number, "The accuracy is ", "", False)
