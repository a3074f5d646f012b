"""Reading numbers: what is written agrees, what is changed does not."""

from __future__ import annotations

import math
import re
from collections import OrderedDict
from decimal import Decimal
from fractions import Fraction

import dask
import dask.array as da
import numpy as np
import pandas as pd
import pytest
import sympy as sp
from hypothesis import assume, example, given
from hypothesis import strategies as st

from lrbook.press.check.reading import READINGS, Other, Truth, agrees, is_truth, plain, pointed, written
from lrbook.press.check.spelling import shown_number
from lrbook.press.check.stated import Stated, objection

STYLES = ["0", "0.0", "0.000", "−0.00", "-0.0", "+0.0", "1,000", "1,000.00", "1\u2009000", "50 %", "50.0%", "0.00 %"]
STYLES += [
    "1\u00a0000",
    "1\u202f000.0",
    "1 000",
    "1'000",
    "–1",
    "5\u202f%",
    "5 percent",
    "5 per cent",
    "1.5 ‰",
    "2 million",
]
POWERS = ["1 × 10³", "1.00 × 10⁻⁴", "−2.5·10⁶", "1.0 × 10^-3", "1e-3", "1.5E3", r"1.5 \times 10^{-3}", r"3 \cdot 10^2"]
OTHERS = ["seven", "Twenty-one", "minus five", "a hundred", "three million", "½", "2/3", "−1½", r"\frac{1}{3}", "3rd"]
OTHERS += [
    "third",
    "Twenty-first",
    "10⁻³",
    "10^{-3}",
    "−10³",
    "∞",
    "2,675",
    "4,8",
    "1.234",
    "1.234,5",
    "0,500",
    "4,8 %",
]
ORDINARY = st.floats(allow_nan=False, allow_infinity=False, min_value=-1e12, max_value=1e12)
NUMBERS = ORDINARY | st.integers(-(10**15), 10**15) | st.fractions(-1000, 1000) | st.decimals(-1000, 1000, places=5)


@given(value=NUMBERS, style=st.sampled_from(STYLES + POWERS), reading=st.sampled_from(["rounded", "cut"]))
@example(value=-0.04, style="0.0", reading="rounded")
@example(value=9.996e3, style="1.0 × 10³", reading="rounded")
@example(value=999.96, style="1,000.0", reading="rounded")
def test_what_is_written_agrees_and_keeps_its_style(value, style, reading) -> None:
    assume(pointed(style, value) == style)
    text = written(style, value, reading)
    assert text is not None
    assert agrees(text, value, reading)
    assert looks(text) == looks(style)
    assert written(text, value, reading) == text


def looks(text: str) -> list[str]:
    """Return what is not the number itself of how it is written: its decimals, its power, its scale."""
    decimals = re.search(r"\.(\d+)", text)
    mantissa = re.split(r"10[⁻\^⁰-⁹¹²³]|[eE]-?\d", text)
    return [str(len(decimals[1]) if decimals else 0), str(len(mantissa)), "".join(re.findall(r"[×·%‰a-zA-Z\\]", text))]


@given(
    value=NUMBERS | st.floats() | st.sampled_from([1e300, -1e-300, 2 / 3, 0.5, 100.0, 20.0]),
    style=st.sampled_from(STYLES + POWERS + OTHERS),
    reading=st.sampled_from(sorted(READINGS)),
)
@example(value=1234, style="1.234", reading="rounded")
@example(value=9.96e-4, style="1.0 × 10⁻⁴", reading="rounded")
@example(value=1e-7, style="seven", reading="rounded")
def test_what_fix_writes_is_always_accepted(value, style, reading) -> None:
    text = written(style, value, reading)
    assert text is None or agrees(text, value, reading)


@given(
    value=NUMBERS, style=st.sampled_from(STYLES + POWERS), reading=st.sampled_from(["rounded", "cut"]), data=st.data()
)
def test_a_changed_digit_never_agrees(value, style, reading, data) -> None:
    text = written(style, value, reading) or ""
    mantissa = len(re.split(r"[×·eE\\]", text)[0])
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
    flipped = text.lstrip("+-−–") if right.value < 0 else "−" + text.lstrip("+")
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
        "0,500",
        "4,8",
        "1.234.567",
        "3th",
        "1/0",
        "1e99999",
        "5 €",
        "3 × 105",
        "10,00,000",
        "--1",
        "1 2",
        "0x1",
        "1 × 10",
        "× 10³",
        "% 5",
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
        ("–6", "-6", "1"),
        ("‑6", "-6", "1"),
        ("minus 6", "-6", "1"),
        ("negative six", "-6", "1"),
        ("1e-3", "0.001", "0.001"),
        ("1.5E3", "1500", "100"),
        ("10⁻³", "0.001", "0.001"),
        ("−10^-3", "-0.001", "0.001"),
        ("5 × 10^-3", "0.005", "0.001"),
        ("12\u202f‰", "0.012", "0.001"),
        ("84.5\u00a0%", "0.845", "0.001"),
        ("84.5 percent", "0.845", "0.001"),
        ("2.5 million", "2500000", "100000"),
        ("1\u00a0234.5", "1234.5", "0.1"),
        ("1’234", "1234", "1"),
        ("twenty-one", "21", "1"),
        ("Ninety-nine", "99", "1"),
        ("twenty‑one", "21", "1"),
        ("Hundred", "100", "1"),
        ("two hundred", "200", "1"),
        ("zero", "0", "1"),
        ("three million", "3000000", "1000000"),
        ("½", "0.5", "0"),
        ("−2 ¼", "-2.25", "0"),
        ("3/4", "0.75", "0"),
        ("twenty-first", "21", "0"),
        ("112th", "112", "0"),
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
        ("0.29", 0.29, "cut", True),  # its digits, though the float is a little below
        ("8.2", 8.2, "cut", True),
        ("0.7", 7 / 10, "cut", True),
        ("57 %", 0.57, "cut", True),
        ("0.28", 0.29, "cut", False),
        ("−0.00", 0.001, "rounded", False),  # a sign that the value does not have
        ("−0.00", -0.001, "rounded", True),
        ("0.00", -0.001, "rounded", True),
        ("+0.00", -0.001, "rounded", False),
        ("+0.00", 0.001, "rounded", True),
        ("−0", 0, "rounded", False),
        ("–0.0", 0.0, "cut", False),
        ("minus zero", 0, "rounded", False),
        ("∞", math.inf, "rounded", True),
        ("∞", -math.inf, "exact", False),
        ("−∞", -math.inf, "cut", True),
        ("∞", 1e308, "rounded", False),
        ("2/3", 2 / 3, "rounded", True),
        ("2/3", 0.667, "rounded", False),
        ("⅔", Fraction(2, 3), "exact", True),
        ("third", 3, "rounded", True),
        ("3rd", 3.2, "rounded", False),
        ("10–20", [10, 20], "rounded", True),
        ("−6 – −2", [-6, -2], "rounded", True),
        ("1–2 %", [0.01, 0.02], "rounded", True),
        ("5 : 3", [5, 3], "rounded", True),
        ("10–20", [10, 21], "rounded", False),
        ("1", True, "rounded", True),
        ("1", False, "rounded", False),
    ],
)
def test_readings(text, value, reading, wanted) -> None:
    assert agrees(text, value, reading) == wanted


@given(
    styles=st.lists(st.sampled_from(STYLES + POWERS + OTHERS), min_size=2, max_size=3),
    between=st.sampled_from([" ± ", " × ", "/", ", ", " and ", " to ", "–", " – ", " : ", "-", ", and "]),
    end=st.sampled_from(["", " %"]),
    value=st.lists(NUMBERS, min_size=2, max_size=3),
)
def test_what_fix_writes_for_a_list_is_always_accepted(styles, between, end, value) -> None:
    text = written(between.join(styles) + end, value)
    assert text is None or agrees(text, value)


@pytest.mark.parametrize(
    ("text", "value", "mended"),
    [
        ("1.0 × 10⁻⁴", 9.996e-4, "1.0 × 10⁻³"),
        ("1 × 10³", 9.6e5, "1 × 10⁶"),
        ("10⁻³", 1e-2, "10⁻²"),
        ("1e-3", 2e-5, "2e-5"),
        (r"1.5 \cdot 10^3", 2.5e-12, r"2.5 \cdot 10^{-12}"),
        ("2,675", 2.675, "2.675"),
        ("2,675", 2.7, "2.700"),
        ("2,675", 2700, "2,700"),
        ("1.234", 1234, "1,234"),
        ("1.234,5", 1234.5, "1,234.5"),
        ("4,8 and 3,5", [4.8, 3.6], "4.8 and 3.6"),
        ("3 × 10⁻⁴ and 5 × 10³", [4e-4, 6e3], "4 × 10⁻⁴ and 6 × 10³"),
        ("10⁻³ to 10³", [2e-3, 1e4], "2 × 10⁻³ to 10⁴"),
        ("½", 1216733.559248549, None),
        ("½", 0.75, "¾"),
        ("½", 0.3, "3/10"),
        ("½", 2.5, "2½"),
        ("2/3", math.pi, None),
        ("third", 22, "twenty-second"),
        ("3rd", 111, "111th"),
        ("Twenty", 33, "Thirty-three"),
        ("twenty", 133, "133"),
        ("∞", -math.inf, "−∞"),
        ("∞", 3.0, None),
        ("1\u00a0234", 5678, "5\u00a0678"),
        ("–1", -2, "−2"),
        ("2 million", 7.4e6, "7 million"),
    ],
)
def test_what_is_written(text, value, mended) -> None:
    assert written(text, value) == mended


@given(value=st.floats(0.01, 900).map(lambda value: round(value, 3)))
def test_a_decimal_comma_becomes_a_point(value) -> None:
    text = f"{value:.3f}".replace(".", ",")
    assert pointed(text, value) == f"{value:.3f}"
    assert pointed(f"{value:.3f}", value) == f"{value:.3f}"


def test_truths() -> None:
    assert all(
        is_truth(value) for value in (True, np.bool_(False), sp.true, sp.false, Verdict(True), Truth(False, "so"))
    )
    assert not any(is_truth(value) for value in (1, 0, None, "true", np.array([True]), sp.Symbol("x") > 0, Reason()))


class Reason:
    """Says why, but is neither true nor false."""

    why = "it is"


class Verdict(Reason):
    """A truth value that says why."""

    def __init__(self, value: bool, why: str = "") -> None:
        self.value, self.why = value, why

    def __bool__(self) -> bool:
        return self.value


def test_a_truth_that_says_why_crosses_as_plain_data() -> None:
    assert plain(Verdict(False, "left is 1, right is 2")) == Truth(False, "left is 1, right is 2")
    assert plain(Verdict(True)) is True
    assert not agrees("falls", plain(Verdict(False, "it rises")))
    assert agrees("falls", plain(Verdict(True, "it does")))


@pytest.mark.parametrize(
    ("value", "remedy"),
    [
        ({"39": 1}, "values"),
        (OrderedDict(a=39), "values"),
        ({39}, "no order"),
        (frozenset([39]), "no order"),
        (b"39", "decode"),
        (iter([39]), "only once"),
        ((n for n in [39]), "only once"),
        (map(int, ["39"]), "only once"),
        (pd.DataFrame({"39": [39]}), "choose a column"),
    ],
)
def test_what_is_no_list_of_numbers_is_refused_by_name(value, remedy) -> None:
    crossed = plain(value)
    assert isinstance(crossed, Other)
    assert type(value).__name__ in crossed.remedy
    assert remedy in crossed.remedy
    assert not agrees("39", value)
    assert not agrees("39", crossed)
    assert written("39", value) is None


@pytest.mark.parametrize(
    ("value", "remedy"),
    [
        (da.from_array(np.array(5.0)), r"dask.array.core.Array has no value before it is computed; call .compute()"),
        (da.from_array(np.array([5.0])), "call .compute()"),
        (da.from_array(np.array([5.0])).sum() > 3, "call .compute()"),
        (dask.delayed(5), "call .compute()"),
        ([5, da.from_array(np.array(5.0))], "call .compute()"),
        (np.ma.masked, "MaskedConstant hides what it masks; drop or fill the masked values first"),
        (np.ma.masked_array([5.0, 6.0], [False, True]), "fill the masked values"),
        ([5.0, np.ma.masked], "fill the masked values"),
    ],
)
def test_what_has_no_value_yet_or_none_is_refused_by_name(value, remedy) -> None:
    crossed = plain(value)
    said = objection(Stated("[5]{=value}", "5", "value"), {"value"}, crossed)
    assert said
    assert said.message.startswith("5 is stated, but value is ")
    assert remedy in said.message


def test_a_mask_that_hides_nothing_is_no_matter() -> None:
    assert agrees("5 and 6", plain(np.ma.masked_array([5.0, 6.0])))


@pytest.mark.parametrize(
    "value",
    [pd.Series([39.0]), pd.Index([39]), {"a": 39}.values(), range(39, 40), (39,), np.array([39]), sp.Matrix([39])],
)
def test_what_is_a_list_of_numbers_is_read(value) -> None:
    assert agrees("39", plain(value)) or agrees("39", plain(value)[0])


def test_a_short_float_has_the_digits_that_it_is_written_with() -> None:
    assert plain(np.float32(0.29)) == 0.29
    assert plain(np.array([0.29, 8.2], dtype="float32")) == [0.29, 8.2]
    assert plain(sp.oo) == math.inf


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("15 minutes", 15.0),
        ("−13.6 eV", -13.6057),
        ("9.81 m/s²", 9.80665),
        ("9.81 m s⁻²", 9.80665),
        ("39.2 N m", 39.24),
        ("5.1 × 10⁹ N m²", 5.145e9),
        ("3.5 % per year", 0.035),
        ("20 °C", 20.2),
        ("20°", 20.2),
        ("3.6 metres per second", 3.58),
        ("€1,629", 1628.89),
        ("ten years", 10),
        ("2.4 and 3.5 kN", [2.4, 3.5]),
    ],
)
def test_a_unit_may_stand_in_the_brackets(text, value) -> None:
    assert agrees(text, value)
    assert written(text, value) == text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *[("5 dozen", 5), ("5 more", 5), ("5 or less", 5), ("5 squared", 5), ("5 thirds", 5), ("5k", 5), ("5 M2", 5)],
        *[("5 percentage points", 5), ("15 minutes", 16), ("not 5 kg", 5), ("5 minus", 5), ("22th", 22)],
    ],
)
def test_what_makes_another_number_is_no_unit(text, value) -> None:
    assert not agrees(text, value)
