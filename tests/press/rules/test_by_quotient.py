"""What stands behind a quotient names what it is of."""

from __future__ import annotations

import pytest

from lrbook.press.check.stated import marks
from lrbook.press.rules import by_quotient


def told(sentence: str) -> bool:
    """Return whether the rule names a statement of a sentence."""
    return any(
        by_quotient.statement(number, sentence[:start], sentence[end:], False) for start, end, number in marks(sentence)
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "[46 %]{=n_ill / n_patients} of the ill are patients.",
        "That is [46 percent]{=100 * n_ill / n_patients} of all ill ones.",
        "Adam's error is [4.7]{=euler / adam} times Euler's.",
        "Adam's error is [4.7]{=round(euler / adam, 1)} times larger than that of Euler.",
        "Adam's error is [4.7 times]{=euler / adam} as large as Euler's.",
        "There are [1.2]{=n_well / n_ill} times as many ill as well.",
        "There are [101]{=n_patients / n_clinics} clinics per patient.",
    ],
)
def test_a_quotient_of_another_one_is_named(sentence: str) -> None:
    assert told(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "[46 %]{=n_ill / n_patients} of the patients are ill.",
        "[46 %]{=n_ill / n_patients} of the ill patients' number, and [84 %]{=n_ill / n_well} of them.",
        "In each clinic there are [101]{=n_patients / n_clinics} of the patients.",
        "Euler's error is [4.7]{=euler / adam} times Adam's, and [4.7]{=euler / adam} times as large.",
        "Euler's error is [4.7]{=euler / adam} times as large as Adam's.",
        "There are [1.2]{=n_well / n_ill} times as many well as ill.",
        "There are [101]{=n_patients / n_clinics} patients per clinic.",
        "It has [46 %]{=n_ill / n_patients}; of the ill we know less.",
        "It moves [30 m]{=metres / seconds} per second, and is [3]{=one / other} times one half.",
    ],
)
def test_a_quotient_of_its_own_second_passes(sentence: str) -> None:
    assert not told(sentence)
