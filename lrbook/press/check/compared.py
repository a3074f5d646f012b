"""Whether values are as words say: *falls* of a list of costs, *higher* of a pair, *below 30* of a number.

So words are read like numbers, and no operator stands between them and their values that could be wrong. *Falls* and
*rises* go through the values in their order; *higher* and *the same* compare the first with the second.
"""

from __future__ import annotations

import math
import re
import sys
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from numbers import Rational, Real
from typing import Any

from lrbook.press.check import magnitude, shares
from lrbook.press.check.adverbs import APART, NEAR, Manner
from lrbook.press.check.in_figures import in_figures
from lrbook.press.check.measures import ABOUT, ALMOST
from lrbook.press.check.of_what import parted
from lrbook.press.check.parts import FACTOR, SHARE, STEP, STEPS, named
from lrbook.press.check.spelling import Shown, shown_number
from lrbook.press.check.units import number_in
from lrbook.press.check.words import BOUNDS, NEXT, OTHERWISE, PAIR, ZERO, Said, read, scaled

SOMEWHERE = {"≠", "not ±", "not max", "not min"}
LARGEST: Any = sys.float_info.max
LOST = 1e-9
"""What a computation may lose of numbers that are the same: this share of them."""

NEAR_TO = rf"(?:(?P<about>{'|'.join(ABOUT)})|{'|'.join(ALMOST)})"
NEARLY = re.compile(rf"{NEAR_TO} (?P<number>.+)")
DIGITS = re.compile(r"\d|[€$£¥₹+−-]\s?\d")
BESIDE = re.compile(rf"(?<!\bnot )(?<!n['’]t )(?<![\w-])(?P<near>{NEAR_TO})\s+\Z", re.I)
"""How near a thing is to a part, or to so many times another."""
PART_OF = re.compile(rf"{FACTOR.pattern}|{SHARE}")
BOTH = re.compile(r"\bboth\b")
"""It says of two things that they are so; of a pair that is the same, it may name the pair itself."""
BETWEEN = re.compile(r"between (?P<low>.+) and (?P<high>.+)")


def wrong(text: str, value: Any) -> list[str] | None:
    """Return where values are not as words say; None if the words say nothing of such values."""
    if too_large(value):
        return None
    plain = _bare(" ".join(text.lower().split()))
    for reads in (_by_factor, _nearly, _between, shares.wrong, magnitude.wrong):
        if (found := reads(plain, value)) is not None:
            return found
    what = read(text)
    how = what.manner
    if not what.sign or what.numbers != (what.bound is not None) or not how.clear or (what.denied and how.far):
        return None
    if what.of == BOUNDS and what.bound is not None:  # one number is no two bounds
        return None
    sides = list(_sides(what, value))
    parts = [part for one, other in sides for part in (one, *(other if isinstance(other, tuple) else (other,)))]
    comparable = all(map(_is_number, parts)) or (what.sign in {"=", "≠"} and all(_alike(*pair) for pair in sides))
    if not sides or not comparable:
        return None
    apart = [_apart(*pair) if how.far else 0.0 for pair in sides]
    if None in apart:
        return None
    if (what.each or how.often) and len(sides) == 1:
        return ["there is only one"]
    if (
        BOTH.search(what.rest)
        and what.of in {PAIR, ZERO}
        and what.sign in {*"<>≤≥"}
        and len(sides) != shares.EACH["both"]
    ):
        return [f"there {'is only one' if len(sides) == 1 else f'are {len(sides)}'}"]
    if (many := shown_number(what.many)) and many.value != len(sides):
        return [f"there are {len(sides)}"]
    if what.rank:
        return _ranked(what, sides)
    if what.sign in {"max", "min"} and how.far in {"far", "slightly"}:  # from the next one, and not from itself
        nearest = sorted(zip(apart, sides, strict=True), key=lambda pair: pair[0] or 0.0)
        nearest = nearest[len(nearest) > 1 and not nearest[0][0] :]
        apart, sides = [nearest[0][0]] * len(nearest), [side for _, side in nearest]
    tiny = _tiny(parts) if what.sign in {"=", "≠", "±", "not ±"} else 0.0
    held = [
        _is(one, what.sign, other, tiny) != (how.far == "almost") and _far_enough(how.far, share or 0.0)
        for (one, other), share in zip(sides, apart, strict=True)
    ]
    if what.sign in {"max", "min"} and all(held) and all(_is(one, "=", other, tiny) for one, other in sides):
        return ["all are the same"]
    somewhere = what.sign in SOMEWHERE and not what.each  # lists differ if they do so in one place
    if how.fits(held) or (somewhere and not how.often and any(held)):
        return []
    if how.often:
        return [f"of {len(held)} times it is so {sum(held)} times"]
    sign = f"{how.far} {what.sign}".strip()
    return [f"{_both(one, sign, other)} is not so" for (one, other), so in zip(sides, held, strict=True) if not so]


def too_large(value: Any) -> bool:
    """Return whether a number, or one in a list, is larger than every float, so that nothing is computed with it."""
    if isinstance(value, (list, tuple)):
        return any(type(part) is not float and too_large(part) for part in value)
    return type(value) is not float and isinstance(value, Rational) and bool(abs(value) > LARGEST)


def nearly(text: str, before: str) -> str:
    """Return a part, or how many times, with the word right before it that says how near a thing is to that, or ""."""
    found = BESIDE.search(before)
    inside = f"{found['near']} {text}".lower() if found and not DIGITS.match(text) else ""
    return inside if _nearly(_bare(inside), 0.0) is not None else ""


def about(text: str, value: Any) -> str:
    """Return a part, or how many times, with *about* before it, if a value is nearly that; else ""."""
    said = f"{'A' if text[:1].isupper() else 'a'}bout {text[:1].lower()}{text[1:]}"
    return said if not DIGITS.match(text) and _nearly(_bare(said.lower()), value) == [] else ""


def is_multiple(text: str) -> bool:
    """Return whether a text says how many times the first of a pair is the second."""
    return FACTOR.fullmatch(NEARLY.sub(r"\g<number>", in_figures(_bare(text)))) is not None


def _bare(text: str) -> str:
    """Return a text without what a part or a multiple is said of, if that compares nothing."""
    head, tail = parted(text)
    return text if read(tail).sign else head


def _by_factor(text: str, value: Any) -> list[str] | None:
    """Return where a thing is not as many times another as words say; None if they say nothing of such values."""
    step = STEP.fullmatch(text)
    times = in_figures(text)
    many = shown_number(STEPS[step[1]] if step else times) if step or FACTOR.fullmatch(times) else None
    values = list(value) if isinstance(value, list | tuple) else [1, value] if step else []
    if not many or len(values) < 2 or (not step and len(values) > 2) or not all(map(_is_number, values)):
        return None
    if "every" in text and len(values) == 2:
        return ["there is only one"]
    pairs = [pair[::-1] for pair in pairwise(values)] if step else [tuple(values)]
    return [
        f"{_brief(one)} is not {text} {_brief(other)}" if not step else f"{_brief(other)} to {_brief(one)} is not so"
        for one, other in pairs
        if not other or abs(Decimal(float(one)) / Decimal(float(other)) - many.value) > many.unit / 2
    ]


def _nearly(text: str, value: Any) -> list[str] | None:
    """Return where a thing is not nearly as large as words say; None if they say nothing of such values."""
    found, size = NEARLY.fullmatch(text), value
    number = in_figures(found["number"]) if found else ""
    if isinstance(value, list | tuple) and len(value) == 2 and all(map(_is_number, value)) and value[1]:
        size = value[0] / value[1] if PART_OF.fullmatch(number) else value
    digits = found and DIGITS.match(found["number"])
    is_part = DIGITS.match(number) or named(number) or PART_OF.fullmatch(number)
    many = number_in(number) if is_part and _is_number(size) else None
    if not found or not many:
        return None
    share, below = _apart(size, many.value), float(size) < float(many.value)
    so = share is not None and share <= NEAR and (below or bool(found["about"]))
    so = so and not (digits and many.unit and not _rounds_to(size, many))
    return [] if so else [f"{_brief(size)} is not {text}"]


def _rounds_to(value: Any, shown: Shown) -> bool:
    """Return whether a value is a round number at the last digit of that which is no zero: about 12,500 is 12,487."""
    last = Decimal(1).scaleb(int(shown.value.normalize().as_tuple().exponent))
    return abs(Decimal(float(value)) - shown.value) <= max(shown.unit, last) / 2


def _between(text: str, value: Any) -> list[str] | None:
    """Return which values are outside of two numbers in the words; None if there are none, or no such values."""
    found = BETWEEN.fullmatch(scaled(text))
    percent = "%" * (found is not None and found["high"].endswith("%"))
    low, high = (number_in(found[side].rstrip("% ") + percent) if found else None for side in ("low", "high"))
    values = value if isinstance(value, list | tuple) else [value]
    if not low or not high or not values or not all(map(_is_number, values)):
        return None
    bounds = float(low.value), float(high.value)
    return [f"{_brief(one)} is not {text}" for one in values if not bounds[0] <= float(one) <= bounds[1]]


def _sides(what: Said, value: Any) -> Iterator[tuple[Any, Any]]:
    """Yield what is compared: each time a subject, and what it is compared with."""
    values = list(value) if isinstance(value, list | tuple) else [value]
    if what.factor and len(values) == 2 and all(map(_is_number, values)) and values[1]:
        values = [values[0] / values[1]]
    if what.bound is not None or what.of == ZERO:
        yield from _beside(values, what.bound or 0)
    elif what.of == NEXT or (what.sign == "=" and len(values) > 2):
        for before, after in pairwise(values):
            yield from _beside(after, before)
    elif what.of == PAIR and len(values) == 2:
        yield from _beside(*values)
    elif what.of == BOUNDS and len(values) == 3:
        above, below = (list(_beside(values[0], bound)) for bound in values[1:])
        if len(above) == len(below):  # each value has two bounds
            yield from ((one, (low, high)) for (one, low), (_, high) in zip(above, below, strict=True))


def _beside(one: Any, other: Any) -> Iterator[tuple[Any, Any]]:
    """Yield the members of two values side by side; a single value stands beside each of a list."""
    if not isinstance(one, (list, tuple)) and not isinstance(other, (list, tuple)):
        yield one, other
        return
    longest = max(len(side) for side in (one, other) if isinstance(side, (list, tuple)))
    ones, others = (list(side) if isinstance(side, (list, tuple)) else [side] * longest for side in (one, other))
    if len(ones) != len(others):
        yield None, None  # they have different shapes
    for pair in zip(ones, others, strict=False):
        yield from _beside(*pair)


def _ranked(what: Said, sides: list[tuple[Any, Any]]) -> list[str] | None:
    """Return why a number has another rank among others than words say; None if they say more than that."""
    number, sign = shown_number(what.rank), what.sign.removeprefix("not ")
    one = sides[0][0]
    if not number or what.manner != Manner() or any(each is not one for each, _ in sides):
        return None
    rank = 1 + sum(not _is(one, sign, other, 0.0) for _, other in sides)
    return [] if (rank == int(number.value)) != what.denied else [f"{_brief(one)} has rank {rank}"]


def _is_number(value: Any) -> bool:
    if type(value) is float:  # most are; whether another is a number takes longer to tell
        return not math.isnan(value)
    is_real = isinstance(value, (Real, Decimal)) and not isinstance(value, bool)
    return is_real and not too_large(value) and not math.isnan(value)


def _alike(one: Any, other: Any) -> bool:
    return type(one) is type(other) in {str, bool} or (_is_number(one) and _is_number(other))


def _tiny(parts: list[Any]) -> float:
    """Return by how much numbers that are the same may differ, however small they are."""
    sizes = (abs(float(part)) for part in parts if _is_number(part) and math.isfinite(part))
    return 1e-3 * LOST * min(1.0, max(sizes, default=1.0))


def _is(one: Any, sign: str, other: Any, tiny: float) -> bool:
    """Return whether two values are as a sign says; numbers that differ by what a computation loses are the same."""
    match sign:
        case "<" | ">":
            return bool(one < other if sign == "<" else one > other)
        case "=":
            whole = type(one) is type(other) is int  # of which a computation loses nothing
            near = _is_number(one) and not whole and math.isclose(one, other, rel_tol=LOST, abs_tol=tiny)
            return bool(one == other) or near
        case "max" | "min":  # the largest of all is no smaller than itself
            return not _is(one, "<" if sign == "max" else ">", other, tiny) or _is(one, "=", other, tiny)
        case "±":
            return _is(one, "=", -other, tiny)
        case "in":
            return bool(other[0] < one < other[1])
    return not _is(one, OTHERWISE[sign], other, tiny)


def _apart(one: Any, other: Any) -> float | None:
    """Return by which share of the larger of two numbers they differ; None if that tells nothing, as beside a zero.

    Of two bounds the nearer one counts, and how far they are from each other.
    """
    sides = [one, *(other if isinstance(other, tuple) else [other])]
    if not all(_is_number(side) and math.isfinite(side) for side in sides):
        return None
    subject, *beside = map(float, sides)
    gap = min(abs(subject - bound) for bound in beside)
    whole = beside[1] - beside[0] if len(beside) == 2 else max(abs(subject), abs(beside[0])) * bool(beside[0])
    return gap / whole if whole > 0 else None


def _far_enough(far: str, share: float) -> bool:
    """Return whether values that differ by a share do so as far as is said; anything will do, if nothing is said."""
    return share >= APART if far == "far" else share <= NEAR if far else True


def _both(one: Any, sign: str, other: Any) -> str:
    """Return two values with a sign between them, at digits enough to tell them apart."""
    pairs = [(_brief(one, digits), _brief(other, digits)) for digits in range(6, 18)]
    return f" {sign} ".join(next((pair for pair in pairs if pair[0] != pair[1]), pairs[0]))


def _brief(value: Any, digits: int = 6) -> str:
    return f"{value:.{digits}g}" if isinstance(value, float | Decimal) else str(value)
