"""Reading numbers: what is written agrees, what is changed does not."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from lrbook.press.check.reading import READINGS, agrees, is_truth, shown_number, written

STYLES = ["0", "0.0", "0.000", "−0.00", "-0.0", "+0.0", "1,000", "1,000.00", "1\u2009000", "50 %", "50.0%", "0.00 %"]
POWERS = ["1 × 10³", "1.00 × 10⁻⁴", "−2.5·10⁶"]
ORDINARY = st.floats(allow_nan=False, allow_infinity=False, min_value=-1e12, max_value=1e12)
NUMBERS = ORDINARY | st.integers(-(10**15), 10**15) | st.fractions(-1000, 1000) | st.decimals(-1000, 1000, places=5)


@given(value=NUMBERS, style=st.sampled_from(STYLES + POWERS), reading=st.sampled_from(["rounded", "cut"]))
@example(value=-0.04, style="0.0", reading="rounded")
@example(value=9.996e3, style="1.0 × 10³", reading="rounded")
@example(value=999.96, style="1,000.0", reading="rounded")
def test_what_is_written_agrees_and_keeps_its_style(value, style, reading) -> None:
    text = written(style, value, reading)
    assert text is not None
    assert agrees(text, value, reading)
    was, now = shown_number(style), shown_number(text)
    assert was is not None
    assert now is not None
    assert len(was.style["decimals"] or "") == len(now.style["decimals"] or "")
    assert was.style["percent"] == now.style["percent"]
    assert bool(was.style["power"]) == bool(now.style["power"])
    assert written(text, value, reading) == text


@given(
    value=NUMBERS, style=st.sampled_from(STYLES + POWERS), reading=st.sampled_from(["rounded", "cut"]), data=st.data()
)
def test_a_changed_digit_never_agrees(value, style, reading, data) -> None:
    text = written(style, value, reading) or ""
    mantissa = len(text.split("×")[0].split("·")[0])
    place = data.draw(st.sampled_from([i for i, char in enumerate(text[:mantissa]) if char.isdecimal()]))
    digit = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != text[place]]))
    changed = text[:place] + digit + text[place + 1 :]
    shown, right = shown_number(changed), shown_number(text)
    assume(shown and right)
    tie = abs(abs(Fraction(value) - Fraction(right.value)) - Fraction(right.unit) / 2) < Fraction(right.unit) / 10**6
    assume(not tie)  # half-way, both neighbours are roundings
    assert not agrees(changed, value, reading)


@given(value=NUMBERS, style=st.sampled_from(STYLES))
def test_a_changed_sign_never_agrees(value, style) -> None:
    text = written(style, value) or ""
    right = shown_number(text)
    assume(right and right.value)
    flipped = text.lstrip("+-−") if right.value < 0 else "−" + text.lstrip("+")
    assert not agrees(flipped, value)


@given(value=ORDINARY)
def test_an_exact_number_is_all_of_it(value) -> None:
    text = f"{Decimal(repr(value)):f}"
    assert agrees(text, value, "exact")
    assert not agrees(f"{Decimal(repr(math.nextafter(value, math.inf))):f}", value, "exact")


@given(
    values=st.lists(ORDINARY, min_size=2, max_size=4),
    between=st.sampled_from([" ± ", " × ", "/", ", ", " and ", " to "]),
)
def test_a_list_agrees_member_by_member(values, between) -> None:
    text = between.join(written("0.00", value) or "" for value in values)
    assert agrees(text, values)
    assert agrees(text, tuple(values))
    assert not agrees(text, values[1:])
    assert not agrees(text, [*values, 0.0])
    moved = [value + 1 for value in values]
    assert not agrees(text, moved)
    assert written(text, moved) == between.join(written("0.00", value) or "" for value in moved)


@given(value=st.sampled_from([math.nan, math.inf, -math.inf, None, 1j, object(), len, {}, [], Decimal("nan")]))
@example(value=[math.nan])
def test_what_is_no_number_never_agrees(value) -> None:
    for text in ["0", "1", "nan", "inf", "", "−1", "none", "1/1"]:
        for reading in READINGS:
            assert not agrees(text, value, reading)
    assert written("0.0", value) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "−",
        ".",
        "1.",
        ".5",
        "1,00",
        "1,0000",
        "10,00,000",
        "--1",
        "1 2",
        "1e5",
        "0x1",
        "1 × 10",
        "× 10³",
        "% 5",
        "½",
    ],
)
def test_what_does_not_read_as_a_number_is_none(text) -> None:
    assert shown_number(text) is None


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("−4.80", "-4.80", "0.01"),
        ("1,000", "1000", "1"),
        ("84.5 %", "0.845", "0.001"),
        ("3 × 10⁻⁴", "0.0003", "0.0001"),
        ("Seven", "7", "1"),
        ("+5", "5", "1"),
    ],
)
def test_a_shown_number_has_a_value_and_a_last_digit(text, value, unit) -> None:
    shown = shown_number(text)
    assert shown is not None
    assert (shown.value, shown.unit) == (Decimal(value), Decimal(unit))


@pytest.mark.parametrize(
    ("text", "value", "reading", "wanted"),
    [
        ("0.84", 0.8449, "rounded", True),
        ("0.85", 0.8449, "rounded", False),
        ("84.48 %", 256 / 303, "cut", True),
        ("84.49 %", 256 / 303, "cut", False),
        ("84.49 %", 256 / 303, "rounded", True),
        ("−0.4", -0.49, "cut", True),
        ("−0.5", -0.49, "cut", False),
        ("26", 26.04, "rounded", True),
        ("26", 26.04, "exact", False),
        ("26.04", 26.04, "exact", True),
        ("0.5", 0.45, "rounded", True),
        ("0.4", 0.45, "rounded", False),  # the float is a little above the tie
        ("1", True, "rounded", True),
        ("1", False, "rounded", False),
    ],
)
def test_readings(text, value, reading, wanted) -> None:
    assert agrees(text, value, reading) == wanted


def test_truths() -> None:
    import numpy as np
    import sympy as sp

    assert all(is_truth(value) for value in (True, np.bool_(False), sp.true, sp.false))
    assert not any(is_truth(value) for value in (1, 0, None, "true", np.array([True]), sp.Symbol("x") > 0))
