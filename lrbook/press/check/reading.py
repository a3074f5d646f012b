"""Whether a number, as a page shows it, is the value that was computed, and how a value is written in its style."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_DOWN, Context, Decimal, localcontext
from fractions import Fraction
from numbers import Integral, Rational, Real
from typing import Any

from lrbook.press.check import compared, compound
from lrbook.press.check.in_figures import in_figures
from lrbook.press.check.parts import NO_NUMBER
from lrbook.press.check.refused import refused
from lrbook.press.check.spelling import LONGEST, Shown, all_digits, same_fraction, shown_number, wide
from lrbook.press.check.units import amount, number_in

READINGS = {"rounded", "cut", "exact"}
"""How shown digits are meant: rounded to them, cut off after them, or all there are."""

PERCENT = re.compile(r"\s?%$")
BETWEEN = re.compile(
    r"( ± | × (?!10[⁻⁺⁰¹²³⁴-⁹^])|\s?[/:]\s?|, (?:and )?| and | to | (?:out )?of (?:the )?"
    r"|(?<=[\d%⁰¹²³⁴-⁹])\s?[–-]\s?(?=[\d+−]))"
)
COMMA = re.compile(r"(?<=\d),(?=\d)")


@dataclass(frozen=True)
class Truth:
    """A truth value that says why it is what it is, as plain data."""

    value: bool
    why: str

    def __bool__(self) -> bool:
        """Return the value."""
        return self.value


def is_truth(value: Any) -> bool:
    """Return whether `value` is a truth value, Python's or NumPy's or SymPy's, or one that says `why`."""
    named = type(value).__name__ in {"bool", "bool_", "BooleanTrue", "BooleanFalse"}
    return named or (hasattr(type(value), "__bool__") and isinstance(getattr(value, "why", None), str))


def truth(value: Any) -> bool | Truth:
    """Return a truth value as plain data, with the reason that it gives, if it gives one."""
    why = getattr(value, "why", "")
    return Truth(bool(value), why) if why else bool(value)


@dataclass(frozen=True)
class Other:
    """A value that is no number, no text and no list of them: how it is written, and what to write for it, if known."""

    text: str
    remedy: str = ""

    def __repr__(self) -> str:
        """Return it as it wrote itself."""
        return self.text


def plain(value: Any) -> Any:
    """Return a computed value, NumPy's or SymPy's or whoever's, as Python's own data, which any process can read."""
    if is_truth(value):
        return truth(value)
    if remedy := refused(value):
        return Other(repr(value), remedy)
    if str(getattr(value, "dtype", "")) in {"float16", "float32"}:  # their digits, not those of the nearest double
        value = value.astype(str).astype(float)
    if hasattr(value, "tolist"):
        value = value.tolist()
    parts = (value.numerator, value.denominator) if isinstance(value, int | Fraction) else ()
    if any(part.bit_length() * math.log10(2) > LONGEST for part in parts):
        return Other(f"a number of more than {LONGEST} digits", "state its logarithm")
    if value is None or type(value) in {bool, int, float, complex, str, Decimal, Fraction}:
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, Rational):
        exact = Fraction(int(value.numerator), int(value.denominator))
        return plain(int(exact)) if isinstance(value, Integral) else exact
    if isinstance(value, Real) or (getattr(value, "is_number", False) and value.is_extended_real):
        return float(value)
    if isinstance(value, Iterable):
        return [plain(member) for member in value]
    return Other(repr(value))


def agrees(text: str, value: Any, reading: str = "rounded") -> bool:
    """Return whether `text` shows `value`, under a reading of its digits.

    A truth value agrees with any text if it is true; a text with itself; words that compare with values that are so;
    a sequence with its members, shown with commas, `and`, `/`, `×`, `to` or `±` between them (a percent sign at the
    end counts for all), but not if one of them is a truth value, which no number shows.
    """
    if is_truth(value):
        return bool(value)
    if isinstance(value, str):
        return " ".join(text.split()) == value
    if (wrong := compared.wrong(text, value)) is not None:
        return not wrong
    if isinstance(value, float) and math.isnan(value):
        return text.lower() in NO_NUMBER
    if (number := _decimal(value, reading)) is not None:
        shown = compound.readings(text) or filter(None, [number_in(text)])
        return any(_same(one, number, value, reading) for one in shown)
    if isinstance(value, Iterable) and not refused(value):
        values, parts = list(value), members(text)
        if any(map(is_truth, values)):
            return False
        return len(values) == len(parts) and all(agrees(*pair, reading) for pair in zip(parts, values, strict=True))
    return False


def members(text: str) -> list[str]:
    """Return the members of a list as it is shown; a percent sign at its end counts for all."""
    parts, lent, _ = _members(text)
    return [part + percent for part, percent in zip(parts, lent, strict=True)]


def _members(text: str) -> tuple[list[str], list[str], list[str]]:
    """Return the members of a list, the percent sign that the last one lends to each, and what stands between them."""
    parts = BETWEEN.split(text)
    percent = PERCENT.search(text)
    lent = ["" if percent is None or PERCENT.search(part) else percent[0] for part in parts[::2]]
    return parts[::2], lent, parts[1::2]


def _same(shown: Shown, number: Decimal, value: Any, reading: str) -> bool:
    if (shown.sign < 0 and not number.is_signed()) or (shown.sign > 0 and number <= 0):
        return False  # a zero may be what is left of a small number, but then of one with that sign
    if not (number.is_finite() and shown.value.is_finite()):
        return number == shown.value
    with localcontext(wide(number)):  # subtract exactly
        if shown.unit == 0 and not shown.ordinal:
            return same_fraction(shown.value, number)
        if reading == "exact" or shown.ordinal:
            return shown.value == number or (isinstance(value, float) and float(shown.value) == value)
        if reading == "cut":
            return (number / shown.unit).to_integral_value(ROUND_DOWN) * shown.unit == shown.value
        return abs(number - shown.value) <= shown.unit / 2


def _decimal(value: Any, reading: str = "rounded") -> Decimal | None:
    """Return the decimal value of a real number, None for anything else.

    It is the exact one, but a float that is to be cut has the digits that it is written with: 0.29, not 0.28999….
    """
    if isinstance(value, Rational):
        over, under = Decimal(int(value.numerator)), Decimal(int(value.denominator))
        with localcontext(Context(prec=60 + max(over.adjusted() - under.adjusted(), 0))):
            return over / under
    if isinstance(value, Decimal):
        number = value
    elif isinstance(value, Real):
        number = Decimal(repr(float(value))) if reading == "cut" else Decimal(float(value))
    else:
        return None
    return None if number.is_nan() else number


def written(text: str, value: Any, reading: str = "rounded") -> str | None:
    """Return `value` in the style and to the digits of `text`, or None if one of them is no number."""
    if isinstance(value, str):
        return value
    number = _decimal(value, reading)
    if number is None and isinstance(value, Iterable) and not refused(value):
        return _written_members(text, list(value), reading)
    if is_truth(value) or number is None or number.adjusted() > LONGEST:
        return None
    if parts := compound.readings(text):
        return min(parts, key=lambda part: _apart(part, number)).write(number, reading == "cut")
    before, text, unit = with_unit(text)
    shown = shown_number(pointed(text, value))
    if shown is None:
        return None
    finite = number.is_finite()
    mended = (all_digits(number) if finite else "") if reading == "exact" else shown.write(number, reading == "cut")
    mended = before + mended + unit if mended else mended
    return mended if mended and agrees(mended, value, reading) else None  # a third has no last digit


def with_unit(text: str) -> tuple[str, str, str]:
    """Return what stands before a number, the number, and its unit. One with a decimal comma is found, too."""
    found = amount(in_figures(text))
    if shown_number(found[1]) is None and shown_number((meant := amount(COMMA.sub(".", text)))[1]):
        return meant[0], meant[1].replace(".", ","), meant[2]
    return found


def pointed(text: str, value: Any) -> str:
    """Return a number that is written with a decimal comma as it is written here, with a point; others as they are.

    Where it can be read both ways, as in 2,675, the value decides: it is nearer to what was meant.
    """
    swapped = text.replace("{,}", ",").translate(str.maketrans(",.", ".,"))
    as_is, number, meant = shown_number(text), _decimal(value), shown_number(swapped)
    if swapped == text or meant is None or number is None:
        return text
    return swapped if as_is is None or _apart(meant, number) < _apart(as_is, number) else text


def _apart(shown: Shown, number: Decimal) -> Decimal:
    """Return how many times one number is the other."""
    sizes = sorted([shown.value.copy_abs(), number.copy_abs()])
    with localcontext(wide(number)):
        return sizes[1] / sizes[0] if sizes[0] and sizes[1].is_finite() else Decimal("Infinity")


def _written_members(text: str, values: list[Any], reading: str) -> str | None:
    parts, lent, between = _members(text)
    if len(parts) != len(values):
        return None
    mended = [written(part + percent, value, reading) for part, percent, value in zip(parts, lent, values, strict=True)]
    if None in mended:
        return None
    bare = [(whole or "").removesuffix(percent) for whole, percent in zip(mended, lent, strict=True)]
    whole = "".join(part + gap for part, gap in zip(bare, [*between, ""], strict=True))
    return whole if agrees(whole, values, reading) else None
