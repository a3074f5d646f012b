"""Whether a number, as a page shows it, is the value that was computed, and how a value is written in its style."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Context, Decimal, localcontext
from fractions import Fraction
from numbers import Integral, Rational, Real
from typing import Any

READINGS = {"rounded", "cut", "exact"}
"""How shown digits are meant: rounded to them, cut off after them, or all there are."""

WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
WORDS += ["thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"]

PLAIN, RAISED = "0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻"
NUMBER = re.compile(
    r"(?P<sign>[+\-−])?(?P<digits>\d{1,3}(?:(?P<group>[,\u2009\u202f])\d{3})+|\d+)(?:\.(?P<decimals>\d+))?"
    r"(?P<power>\s?[×·]\s?10(?P<exponent>⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+))?(?P<percent>\s?%)?"
)
PERCENT = re.compile(r"\s?%$")
BETWEEN = re.compile(r"( ± | × |/|, (?:and )?| and | to )")


@dataclass(frozen=True)
class Shown:
    """A number as it stands on a page: its value, the worth of its last digit, and its style."""

    value: Decimal
    unit: Decimal
    style: re.Match[str] | None


def shown_number(text: str) -> Shown | None:
    """Return what `text` shows if it is one number, such as `−4.8`, `1,000`, `84.48 %`, `3 × 10⁻⁴` or `seven`."""
    if text.lower() in WORDS:
        return Shown(Decimal(WORDS.index(text.lower())), Decimal(1), None)
    match = NUMBER.fullmatch(text.strip())
    if not match:
        return None
    decimals = match["decimals"] or ""
    power = int((match["exponent"] or "0").translate(str.maketrans(RAISED, PLAIN))) - (2 if match["percent"] else 0)
    size = Decimal(re.sub(r"\D", "", match["digits"]) + "." + decimals).scaleb(power)
    return Shown(size if match["sign"] in {None, "+"} else -size, Decimal(1).scaleb(power - len(decimals)), match)


def is_truth(value: Any) -> bool:
    """Return whether `value` is a truth value: Python's, NumPy's, SymPy's, or one that can say why it is false."""
    says_why = isinstance(getattr(value, "why", None), str) and hasattr(type(value), "__bool__")
    return says_why or type(value).__name__ in {"bool", "bool_", "BooleanTrue", "BooleanFalse"}


@dataclass(frozen=True)
class Other:
    """A value that is no number, no text and no list of them: all that is told of it is how it is written."""

    text: str

    def __repr__(self) -> str:
        """Return it as it wrote itself."""
        return self.text


def plain(value: Any) -> Any:
    """Return a computed value, NumPy's or SymPy's or whoever's, as Python's own data, which any process can read."""
    if is_truth(value):
        return bool(value)
    if hasattr(value, "tolist"):
        value = value.tolist()
    if value is None or type(value) in {bool, int, float, complex, str, Decimal, Fraction}:
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, Rational):
        exact = Fraction(int(value.numerator), int(value.denominator))
        return int(exact) if isinstance(value, Integral) else exact
    if isinstance(value, Real) or (getattr(value, "is_number", False) and value.is_real):
        return float(value)
    if isinstance(value, Iterable):
        return [plain(member) for member in value]
    return Other(repr(value))


def agrees(text: str, value: Any, reading: str = "rounded") -> bool:
    """Return whether `text` shows `value`, under a reading of its digits.

    A truth value agrees with any text if it is true; a text with itself; a sequence with its members, shown with
    commas, `and`, `/`, `×`, `to` or `±` between them (a percent sign at the end counts for all), but not if one of
    them is a truth value, which no number shows.
    """
    if is_truth(value):
        return bool(value)
    if isinstance(value, str):
        return text == value
    if (number := _decimal(value)) is not None:
        shown = shown_number(text)
        return shown is not None and _same(shown, number, value, reading)
    if isinstance(value, Iterable):
        values, (parts, lent, _) = list(value), _members(text)
        if any(map(is_truth, values)):
            return False
        members = [part + percent for part, percent in zip(parts, lent, strict=True)]
        return len(values) == len(parts) and all(agrees(*pair, reading) for pair in zip(members, values, strict=True))
    return False


def _members(text: str) -> tuple[list[str], list[str], list[str]]:
    """Return the members of a list, the percent sign that the last one lends to each, and what stands between them."""
    parts = BETWEEN.split(text)
    percent = PERCENT.search(text)
    lent = ["" if percent is None or PERCENT.search(part) else percent[0] for part in parts[::2]]
    return parts[::2], lent, parts[1::2]


def _same(shown: Shown, number: Decimal, value: Any, reading: str) -> bool:
    with localcontext(Context(prec=400)):  # a float has at most 309 digits before the point: subtract exactly
        if reading == "exact":
            return shown.value == number or (isinstance(value, float) and float(shown.value) == value)
        if reading == "cut":
            return (number / shown.unit).to_integral_value(ROUND_DOWN) * shown.unit == shown.value
        return abs(number - shown.value) <= shown.unit / 2


def _decimal(value: Any) -> Decimal | None:
    """Return the exact decimal value of a finite real number; None for anything else."""
    if isinstance(value, Decimal):
        return value if value.is_finite() else None
    if isinstance(value, Rational):
        with localcontext(Context(prec=60)):
            return Decimal(int(value.numerator)) / Decimal(int(value.denominator))
    if isinstance(value, Real):
        number = Decimal(float(value))
        return number if number.is_finite() else None
    return None


def written(text: str, value: Any, reading: str = "rounded") -> str | None:
    """Return `value` in the style and to the digits of `text`, or None if one of them is no number."""
    if isinstance(value, str):
        return value
    if isinstance(value, Iterable) and _decimal(value) is None:
        return _written_members(text, list(value), reading)
    number, shown = _decimal(value), shown_number(text)
    if is_truth(value) or number is None or shown is None or reading == "exact":
        return _all_digits(number) if reading == "exact" and number is not None and shown is not None else None
    style = shown.style
    if style is None:
        word = WORDS[int(number)] if number == int(number) and 0 <= number < len(WORDS) else str(value)
        return word.capitalize() if text.istitle() else word
    if style["percent"]:
        number = number.scaleb(2, Context(prec=400))
    decimals = len(style["decimals"] or "")
    exponent = number.adjusted() if style["power"] and number else 0
    with localcontext(Context(prec=400)):
        digits = number.scaleb(-exponent).quantize(
            Decimal(1).scaleb(-decimals), rounding=ROUND_DOWN if reading == "cut" else ROUND_HALF_UP
        )
    minus, plus = ("-" if style["sign"] == "-" else "−"), ("+" if style["sign"] == "+" else "")
    sign = minus if digits < 0 else plus
    body = f"{abs(digits):{',' if style['group'] else ''}f}".replace(",", style["group"] or ",")
    power = style["power"] or ""
    if power:
        power = power[: -len(style["exponent"])] + str(exponent).translate(str.maketrans(PLAIN, RAISED))
    return sign + body + power + (style["percent"] or "")


def _all_digits(number: Decimal) -> str:
    """Return a number with all the digits there are; those of a float are the fewest that tell it from all others."""
    whole = number == number.to_integral_value()
    return (str(int(number)) if whole else repr(float(number))).replace("-", "−")


def _written_members(text: str, values: list[Any], reading: str) -> str | None:
    parts, lent, between = _members(text)
    if len(parts) != len(values):
        return None
    mended = [written(part + percent, value, reading) for part, percent, value in zip(parts, lent, values, strict=True)]
    if None in mended:
        return None
    bare = [(whole or "").removesuffix(percent) for whole, percent in zip(mended, lent, strict=True)]
    return "".join(part + gap for part, gap in zip(bare, [*between, ""], strict=True))
