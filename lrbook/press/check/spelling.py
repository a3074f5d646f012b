"""How numbers are spelled: what a text shows if it is one number, and how another value is written in its style."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import MAX_EMAX, MIN_EMIN, ROUND_DOWN, ROUND_HALF_UP, Context, Decimal, localcontext
from fractions import Fraction
from functools import cache, partial
from unicodedata import normalize

from lrbook.press.check.parts import FACTOR, FACTORS, SHARE, named

MINUS = "−‐‑‒–⁻﹣－-"
"""What reads as a minus in front of a number; a hyphen (last, as in a pattern it must be) is what keyboards have."""
WIDE = Context(prec=400)
"""A float has at most 309 digits before the point, and none of them is to be lost."""
LONGEST = 4200
"""A number with more digits before the point is written by nobody, and Python itself refuses to, from 4300 on."""

SCALES = {"%": -2, "percent": -2, "per cent": -2, "‰": -3, "hundred": 2, "thousand": 3}
SCALES |= {"percentage point": -2, "percentage points": -2, "million": 6, "billion": 9, "trillion": 12}
"""What stands behind a number, and by which power of ten it makes it larger."""

SMALL = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
SMALL += ["thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
WORDS = [*SMALL, *(f"{ten}-{one}".removesuffix("-zero") for ten in TENS for one in SMALL[:10])]
"""The numbers below a hundred, in words."""
IRREGULAR = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth"}
IRREGULAR |= {"twelve": "twelfth"}

GROUP = r"[,\u00a0\u2007\u2009\u202f '’]|\\,|\{,\}"
SIGN = rf"(?:(?P<sign>[+{MINUS}])\s?|(?P<said>minus|negative)\s)?"
RAISED, PLAIN = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+"
TO_THE = rf"10(?:(?P<raised>[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{{1,4}})|\^\{{?(?P<exponent>[+{MINUS}]?\d{{1,4}})\}}?)"
NUMBER = re.compile(
    rf"{SIGN}(?P<digits>[1-9]\d{{0,2}}(?P<group>{GROUP})\d{{3}}(?:(?P=group)\d{{3}})*|\d+)(?:\.(?P<decimals>\d+))?"
    rf"(?P<power>\s?(?:[×·⋅*x]|\\times|\\cdot)\s?{TO_THE}|[eE](?P<e>[+{MINUS}]?\d{{1,4}}))?"
    rf"(?P<scale>\s?(?:\\?%|‰)|[\s-](?:{'|'.join(name for name in SCALES if name.isascii())}))?",
    re.I,
)
POWER = re.compile(rf"(?P<sign>[+{MINUS}]?)(?P<power>{TO_THE})")
PERCENT = re.compile(r" (?:per ?cent|percentage points?)\Z")
ORDINAL = re.compile(r"(?P<digits>\d+)(?:st|nd|rd|th)")
VULGAR = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒"
FRACTION = re.compile(
    rf"{SIGN}(?:(?P<whole>\d+\s?)?(?P<vulgar>[{VULGAR}])|(?P<over>\d+)(?P<bar>\s?[/⁄:]\s?)(?P<under>\d+)"
    r"|\\[dt]?frac\{(?P<above>\d+)\}\{(?P<below>\d+)\})"
)


@dataclass(frozen=True)
class Shown:
    """A number as it stands on a page.

    Attributes:
        value: What it is.
        unit: The worth of its last digit: as much as that is left open. Zero for a fraction, which is exact.
        sign: -1 or 1 if a sign is written, else 0.
        write: Writes another value in the same style, cut off or rounded, or returns None if it can't be.
        ordinal: Whether it says which one, and not how many.
    """

    value: Decimal
    unit: Decimal
    sign: int
    write: Callable[[Decimal, bool], str | None]
    ordinal: bool = False


@cache  # each trial of a statement compares with the same text
def shown_number(text: str) -> Shown | None:
    """Return what `text` shows if it is one number, such as `−4.8`, `84.48 %`, `3 × 10⁻⁴`, `seven` or `a third`."""
    text = text.strip()
    readings = (
        read(text)
        for read in (
            _in_digits,
            _as_power,
            _as_fraction,
            _in_words,
            _as_ordinal,
            _by_name,
            _endless,
            _as_factor,
            _as_share,
        )
    )
    return next((shown for shown in readings if shown), None)


def all_digits(number: Decimal) -> str:
    """Return a number with all the digits there are; those of a float are the fewest that tell it from all others."""
    whole = number == number.to_integral_value()
    return (f"{Decimal(int(number))}" if whole else repr(float(number))).replace("-", "−")


def wide(number: Decimal) -> Context:
    """Return a context in which no digit of a number is lost: a whole one may have more than a float."""
    return Context(prec=WIDE.prec + min(abs(number.adjusted()), LONGEST), Emin=MIN_EMIN, Emax=MAX_EMAX)


def _sign(match: re.Match[str]) -> int:
    minus = match["sign"] in set(MINUS) if match["sign"] else bool(match.groupdict().get("said"))
    return -1 if minus else 1 if match["sign"] else 0


def _exponent(match: re.Match[str]) -> int:
    given = match.groupdict()
    digits = given.get("raised") or given.get("exponent") or given.get("e") or "0"
    return int(digits.translate(str.maketrans(RAISED + MINUS, PLAIN + "-" * len(MINUS))))


def _in_digits(text: str) -> Shown | None:
    match = NUMBER.fullmatch(text)
    if not match:
        return None
    decimals = match["decimals"] or ""
    power = _exponent(match) + _scale(match)
    size = Decimal(re.sub(r"\D", "", match["digits"]) + "." + decimals)
    size = size.scaleb(power, wide(size))
    sign = _sign(match)
    value = size.copy_negate() if sign < 0 else size
    return Shown(value, Decimal(1).scaleb(power - len(decimals)), sign, partial(_digits, match))


def _scale(match: re.Match[str]) -> int:
    return SCALES[re.sub(r"[\s\\-]+", " ", match["scale"]).strip().lower()] if match["scale"] else 0


def _digits(match: re.Match[str], number: Decimal, cut: bool) -> str | None:
    """Write a number with as many decimals, the groups, the kind of power and the scale that a match has."""
    if not number.is_finite() or number.adjusted() > LONGEST:
        return None
    number = number.scaleb(-_scale(match), wide(number))
    step = Decimal(1).scaleb(-len(match["decimals"] or ""))
    exponent = number.adjusted() if match["power"] and number else 0
    digits = _to(number.scaleb(-exponent, wide(number)), step, cut)
    if match["power"] and digits.copy_abs() >= 10:  # 9.96 has become 10.0: that is 1.0 of the next power
        exponent += 1
        digits = _to(number.scaleb(-exponent, wide(number)), step, cut)
    group = match["group"] or ""
    body = f"{digits.copy_abs():{',' if group else ''}f}".replace(",", group or ",")
    return _signed(match, digits) + body + _raised(match, exponent) + (match["scale"] or "")


def _to(number: Decimal, step: Decimal, cut: bool) -> Decimal:
    with localcontext(wide(number)):
        return number.quantize(step, rounding=ROUND_DOWN if cut else ROUND_HALF_UP)


def _signed(match: re.Match[str], number: Decimal) -> str:
    """Return the sign of a number in the style of a match; a zero has none."""
    if number < 0:
        return "-" if match["sign"] == "-" else "−"
    return "+" if match["sign"] == "+" and number > 0 else ""


def _raised(match: re.Match[str], exponent: int) -> str:
    """Return the power of ten of a match, with another exponent."""
    if not match["power"]:
        return ""
    given = match.groupdict()
    name = next(name for name in ("raised", "exponent", "e") if given.get(name))
    plain = str(exponent).replace("-", "−" if "−" in match[name] else "-")
    power = plain.translate(str.maketrans(PLAIN, RAISED)) if name == "raised" else plain
    if name == "exponent" and len(power) > 1 and "{" not in match["power"] and "\\" in match["power"]:
        power = f"{{{power}}}"
    start, end = (place - match.start("power") for place in match.span(name))
    return match["power"][:start] + power + match["power"][end:]


def _as_power(text: str) -> Shown | None:
    """Read a power of ten alone: it is one times that."""
    match = POWER.fullmatch(text)
    if not match:
        return None
    times = "\\times " if "{" in text else "× "
    shown = _in_digits(f"{match['sign']}1 {times}{match['power']}")
    return shown and Shown(shown.value, shown.unit, shown.sign, lambda number, cut: _alone(shown, times, number, cut))


def _alone(shown: Shown, times: str, number: Decimal, cut: bool) -> str | None:
    return re.sub(rf"^([+−-]?)1 {re.escape(times)}", r"\1", shown.write(number, cut) or "") or None


def _as_fraction(text: str) -> Shown | None:
    match = FRACTION.fullmatch(text)
    if not match:
        return None
    part = normalize("NFKC", match["vulgar"]).replace("⁄", "/") if match["vulgar"] else ""
    over, under = part.split("/") if part else (match["over"] or match["above"], match["under"] or match["below"])
    if not int(under):
        return None
    exact = int(match["whole"] or 0) + Fraction(int(over), int(under))
    with localcontext(WIDE):
        size = Decimal(exact.numerator) / exact.denominator
    sign = _sign(match)
    return Shown(size.copy_negate() if sign < 0 else size, Decimal(0), sign, partial(_fraction, match))


def _fraction(match: re.Match[str], number: Decimal, cut: bool) -> str | None:
    """Write a number as a fraction, if it is a simple one."""
    if not number.is_finite():
        return None
    exact = Fraction(number.copy_abs()).limit_denominator(100)
    if not same_fraction(Decimal(exact.numerator) / exact.denominator, number.copy_abs()):
        return None
    whole, part = divmod(exact.numerator, exact.denominator)
    vulgar = next((sign for sign in VULGAR if normalize("NFKC", sign) == f"{part}⁄{exact.denominator}"), "")
    if match["vulgar"] and (vulgar or not part):
        return _signed(match, number) + (f"{whole or ''}{vulgar}" or "0")
    if match["above"]:
        return f"{_signed(match, number)}\\frac{{{exact.numerator}}}{{{exact.denominator}}}"
    return f"{_signed(match, number)}{exact.numerator}{(match['bar'] or '/').strip()}{exact.denominator}"


def same_fraction(shown: Decimal, number: Decimal) -> bool:
    """Return whether a number is a fraction, but for what a computation with floats may lose."""
    return abs(shown - number) <= Decimal("1e-12") * abs(shown)


def _in_words(text: str) -> Shown | None:
    """Read a number in words: `seven`, `Twenty-one`, `minus five`, `a hundred`, `three million`, `ten percent`."""
    words = re.sub(r"[\s‐‑-]+", " ", text.lower())
    if percent := PERCENT.search(words):
        return _in_percent(text, percent)
    counted = re.sub(r"^(?:minus|negative) ", "", words)
    many, _, last = counted.rpartition(" ")
    scale = max(SCALES.get(last, 0), 0)
    if scale:
        counted = {"": "one", "a": "one"}.get(many, many)
    if (counted := counted.replace(" ", "-")) not in WORDS:
        return None
    size = Decimal(WORDS.index(counted)).scaleb(scale)
    unit = Decimal(1).scaleb(scale if scale > 3 else 0)  # three million is a round number; a hundred is counted
    sign = -1 if words.startswith(("minus ", "negative ")) else 0
    return Shown(size.copy_negate() if sign else size, unit, sign, partial(_words, text))


def _in_percent(text: str, percent: re.Match[str]) -> Shown | None:
    """Read so many hundredths in words: `seventy-three percent`."""
    shown, ending = _in_words(text[: percent.start()]), text[percent.start() :]

    def write(number: Decimal, cut: bool) -> str | None:
        whole = _to(number.scaleb(2, wide(number)), Decimal(1), cut) if number.is_finite() else number
        return f"{shown.write(whole, cut)}{ending}" if shown and number.is_finite() else None

    return shown and Shown(shown.value.scaleb(-2), shown.unit.scaleb(-2), shown.sign, write)


def _words(text: str, number: Decimal, cut: bool) -> str | None:
    if not number.is_finite():
        return None
    counted = number == number.to_integral_value() and 0 <= number < len(WORDS)
    word = WORDS[int(number)] if counted else all_digits(number)
    return word[0].upper() + word[1:] if text[0].isupper() else word


def _as_ordinal(text: str) -> Shown | None:
    """Read an ordinal: `3rd`, `third`, `twenty-first`."""
    match = ORDINAL.fullmatch(text)
    number = int(match["digits"]) if match else ORDINALS.get(text.lower().replace(" ", "-"), -1)
    if number < 0 or (match and text != _which(number)):
        return None
    return Shown(Decimal(number), Decimal(0), 0, partial(_ordinal, text), ordinal=True)


def _ordinal(text: str, number: Decimal, cut: bool) -> str | None:
    if not number.is_finite() or number != number.to_integral_value() or number < 0:
        return None
    word = next((word for word, which in ORDINALS.items() if which == number), "")
    if text[0].isdigit() or not word:
        return _which(int(number))
    return word.capitalize() if text[0].isupper() else word


def _which(number: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if number % 100 in {11, 12, 13} else ending}"


def _ordinal_word(word: str) -> str:
    tens, hyphen, last = word.rpartition("-")
    return tens + hyphen + IRREGULAR.get(last, re.sub("y$", "ie", last) + "th")


ORDINALS = {_ordinal_word(word): number for number, word in enumerate(WORDS)}
"""The ordinals below a hundred, in words."""


def _by_name(text: str) -> Shown | None:
    """Read a number that has a name of its own: `nothing`, `one half`, `a millionth`, `every tenth`."""
    number = named(text)
    if isinstance(number, Fraction):
        with localcontext(WIDE):
            number = Decimal(number.numerator) / number.denominator
    return None if number is None else Shown(number, Decimal(0), 0, partial(_words, text))


def _as_factor(text: str) -> Shown | None:
    """Read how many times one thing is another: `3.2 times`, `three times as many`, `twice`, which is 2.0."""
    match = FACTOR.fullmatch(" ".join(text.lower().split()))
    many = shown_number(match[2] or match[3] or FACTORS[match[1]]) if match else None
    if not match or not many:
        return None
    in_digits = (match[2] or match[3] or "")[:1].isdigit()
    unit = many.unit if in_digits else Decimal("0.1")

    def write(number: Decimal, cut: bool) -> str | None:
        digits = many.write(number, cut) if in_digits else None
        start, end = match.span(2 if match[2] else 3)
        return digits and text.strip()[:start] + digits + text.strip()[end:]

    return Shown(many.value, unit, 0, write)


def _as_share(text: str) -> Shown | None:
    """Read how many of so many: `three out of four`, `one in three`."""
    plain = " ".join(text.lower().split())
    parts = plain.split() if re.fullmatch(SHARE, plain) else ["", ""]
    some, many = (_in_digits(part) or _in_words(part) for part in (parts[0], parts[-1]))
    if not some or not many or not 0 <= some.value <= many.value or not many.value:
        return None
    with localcontext(WIDE):
        return Shown(some.value / many.value, Decimal(0), 0, lambda number, cut: None)


def _endless(text: str) -> Shown | None:
    if match := re.fullmatch(rf"(?P<sign>[+{MINUS}])?(?:∞|\\infty)", text):
        value = Decimal("Infinity")
        negative = _sign(match) < 0
        return Shown(value.copy_negate() if negative else value, Decimal(0), _sign(match), _as_infinity)
    return None


def _as_infinity(number: Decimal, cut: bool) -> str | None:
    return None if number.is_finite() else "−∞" if number < 0 else "∞"
