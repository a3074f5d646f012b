"""Relations: what stands on their two sides is compared entry by entry, and what differs is shown."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

import numpy as np

from lrbook.formula.reader import Reader, Region
from lrbook.formula.signs import CONDITIONS, RELATIONS, SEPARATORS
from lrbook.formula.tokens import written

ORDER = {"<": np.less, ">": np.greater, "\\le": np.less, "\\ge": np.greater}
DIGITS = 1e-9
CLOSE = 0.005
"""How close values must come to a bound that is computed: else `r < 3 / L` is as true of them as `r < 2 / L`."""
HAIR, ROUNDING = 2.0**-50, 1e-12


@dataclass(frozen=True, eq=False)
class Verdict:
    """Whether a formula is true: as good as a truth value, and if it is false, with the reason.

    Attributes:
        true: Whether the formula is true.
        why: If it is false, both sides at the place where they differ most; else "".
    """

    true: bool
    why: str = ""

    def __bool__(self) -> bool:
        """Return whether the formula is true."""
        return self.true

    def __repr__(self) -> str:
        """Return True or False."""
        return repr(self.true)

    def __eq__(self, other: object) -> bool:
        """Compare as a truth value does."""
        return self.true == (bool(other) if isinstance(other, Verdict) else other)

    def __hash__(self) -> int:
        """Return the hash of its truth value."""
        return hash(self.true)


@dataclass
class Link:
    """One relation with its two sides, and the places where its signs begin, stand and end."""

    relation: str
    left: Any
    right: Any
    signs: Sequence[str]
    begin: int
    middle: int
    end: int
    condition: bool
    used: Mapping[str, Any] = field(default_factory=dict)

    @property
    def sides(self) -> tuple[str, str]:
        """How the two sides are written."""
        return written(self.signs[self.begin : self.middle]), written(self.signs[self.middle + 1 : self.end])

    @property
    def values(self) -> tuple[Any, Any]:
        """What the two sides are."""
        return self.left, self.right

    @property
    def says_something(self) -> bool:
        """Whether a slip in it could be seen: that things differ is true of nearly everything."""
        just_rounded = self.relation == "\\approx" and all(map(_unit_of, self.sides))  # 0.667 is 0.67
        return not self.condition and not just_rounded and self.relation not in {"\\ne", "\\notin"}

    @property
    def is_bound(self) -> bool:
        """Whether it says what lies on which side of what."""
        return self.relation in ORDER or (isinstance(self.right, Region) and bool(self.right.ends))


def links(reader: Reader, after: Mapping[str, Any]) -> list[Link]:
    """Read all relations of a formula."""
    tex, found = reader.tex, []
    condition = False
    while reader.next:
        while reader.next in SEPARATORS | CONDITIONS:
            reader.refuse_decimal_comma()
            condition = reader.next in CONDITIONS or (condition and reader.next in {",", "\\text{and}"})
            reader.take()
        if not reader.next:
            break
        reader.used = {}
        begin, left = reader.place, reader.side()
        if reader.next not in RELATIONS and not condition:
            raise ValueError(f"{tex} has no relation: give both sides, such as a = b")
        while reader.next in RELATIONS:
            link = _link(reader, begin, left, after, condition)
            found.append(link)
            begin, left = link.middle + 1, link.right
        if reader.next and reader.next not in SEPARATORS | CONDITIONS:
            raise ValueError(f"{tex}: {reader.next} is not expected there")
    if not any(not link.condition for link in found):
        raise ValueError(f"{tex} has no relation: give both sides, such as a = b")
    return found


def _link(reader: Reader, begin: int, left: Any, after: Mapping[str, Any], condition: bool) -> Link:
    """Read a relation and its right side."""
    middle, relation = reader.place, reader.take()
    if relation == "\\leftarrow":
        name = "".join(reader.tokens[begin:middle])
        if name not in after:
            raise ValueError(f"{reader.tex}: say in `after` what {name} is after the step")
        left = after[name]
    right = reader.region() if relation in {"\\in", "\\notin"} else reader.side()
    link = Link(relation, left, right, reader.tokens, begin, middle, reader.place, condition, dict(reader.used))
    _refuse_infinite(reader.tex, link)
    return link


def uncertain(link: Link) -> str:
    """Return why the values of a true relation are no check of it, or "": letters are alike, or a bound is far off.

    How far a number may be off as a bound, its slips tell.
    """
    if link.condition:
        return ""
    letters = {name: value for name, value in link.used.items() if not callable(value) and name not in link.sides}
    for (one, value), (other, same) in combinations(letters.items(), 2):
        if np.array_equal(value, same):
            return f"{one} and {other} have the same values, so that one could stand for the other; give others"
    computed = set(link.sides) - link.used.keys() and not any(map(_unit_of, link.sides))
    if link.relation not in ORDER or not computed or not all(map(_is_finite, link.values)):
        return ""
    left, right = _flat(link.left, link.right)
    if np.any(np.abs(left - right) <= CLOSE * (np.abs(left) + np.abs(right))):
        return ""
    return f"the values of {link.sides[0]} don't come close to {link.sides[1]}; give some within half a percent of it"


def _is_finite(value: Any) -> bool:
    return bool(np.all(np.isfinite(value)))


def joined(signs: Sequence[str]) -> list[str]:
    """Return the signs of a formula without the breaks inside of a relation, such as before `=`."""
    found: list[str] = []
    for place, sign in enumerate(signs):
        following = signs[place + 1 :]
        while following and following[0] in {"\\\\", "\\quad"}:
            following = following[1:]
        continues = following and (
            following[0] in RELATIONS | {"+", "\\cdot"} or (following[0] == "-" and not _has_relation(following))
        )
        within = found and found[-1] in RELATIONS
        if sign in {"\\\\", "\\quad"} and found and (continues or within):
            continue
        found.append(sign)
    return found


def _has_relation(signs: Sequence[str]) -> bool:
    """Return whether there is a relation before the next break."""
    end = next((place for place, sign in enumerate(signs) if sign in SEPARATORS), len(signs))
    return any(sign in RELATIONS for sign in signs[:end])


def compare(
    tex: str, link: Link, all_off: Callable[[], Sequence[Link | None]], place: int
) -> tuple[str, tuple[float, ...]]:
    """Return why a relation is not true, or "", and how far its sides are apart.

    `all_off` reads the formula again with each value put off by a hair; this relation has that place in it.
    """

    def off() -> Link | None:
        return all_off()[place]

    if isinstance(link.right, Region):
        return _compare_region(link, link.right)
    if not _alike(link.left, link.right):
        shapes = [
            f"{side} has the shape {np.shape(value)}" for side, value in zip(link.sides, link.values, strict=True)
        ]
        return ("" if link.relation == "\\ne" else ", but ".join(shapes)), ()
    left, right = _flat(link.left, link.right)
    apart = np.where(left == right, 0, np.abs(left - right))
    match link.relation:
        case "=" | "\\leftarrow":
            true, apart = _same(left, right, off), np.zeros(1)
        case "\\ne":
            true = ~_same(left, right, off)
            if np.ndim(link.left) == 2 and min(np.shape(link.left)) > 1:  # a matrix differs if an entry does
                true = np.full_like(true, np.any(true))
        case "\\approx":
            apart = apart / _unit(tex, link)
            true = apart <= 0.5 * (1 + DIGITS)
        case "\\le" | "\\ge":
            true = ORDER[link.relation](left, right) | _same(left, right, off)
        case _:
            true = ORDER[link.relation](left, right)
    return _why(link, left, right, true), (float(np.min(apart)),)


def _compare_region(link: Link, region: Region) -> tuple[str, tuple[float, ...]]:
    within = link.relation == "\\in"
    true = np.ravel(region.holds(link.left)) == within
    gaps = tuple(float(np.min(np.abs(link.left - end))) for end in region.ends)
    if np.all(true):
        return "", gaps
    side, of = link.sides
    verb = "does not lie" if within else "lies"
    if true.size != np.size(link.left):
        return f"{side} has the shape {np.shape(link.left)}, and {verb} in {of}", gaps
    place = int(np.argmin(true))
    return f"{side} is {np.ravel(link.left)[place]:.6g}, and {verb} in {of}{_where(link, place)}", gaps


def _same(left: Any, right: Any, off: Callable[[], Link | None]) -> Any:
    """Return in which entries two sides agree: to nine digits, or as far as rounding lets them."""
    apart = np.abs(left - right)
    same = (apart <= DIGITS * np.maximum(np.abs(left), np.abs(right))) & np.isfinite(apart)
    near = apart <= ROUNDING
    if not np.any(near & ~same) or not (other := off()):
        return same
    moved_left, moved_right = _flat(other.left, other.right)
    moved = np.nan_to_num(np.abs(moved_left - left) + np.abs(moved_right - right))
    return same | (near & (apart <= 4 * moved))


def _alike(left: Any, right: Any) -> bool:
    """Return whether two sides have entries that belong to each other; a row may be a list."""
    shapes = [np.shape(side)[1:] if np.shape(side)[:1] == (1,) else np.shape(side) for side in (left, right)]
    return shapes[0] == shapes[1] or 1 in (np.size(left), np.size(right))


def _flat(left: Any, right: Any) -> tuple[Any, Any]:
    one, other = np.broadcast_arrays(np.ravel(left).astype(float), np.ravel(right).astype(float))
    return one, other


def _unit(tex: str, link: Link) -> float:
    """Return the unit of the last digit of the less exact side that is a number."""
    units = [unit for unit in map(_unit_of, link.sides) if unit]
    if not units:
        raise ValueError(
            f"{tex}: both sides of \\approx are computed; show one in digits, such as \\approx 0.33, or write ="
        )
    return max(units)


def _unit_of(side: str) -> float:
    """Return the unit of the last digit of a number, or 0 for anything else."""
    number = re.fullmatch(
        r"[-+]?\d+(?:\.(\d+))?(?:\\cdot ?10\^(?:\{(-?\d+)\}|(\d)))?(\\%)?(?:\\text\{.*\}|[A-Za-z]+)?", side
    )
    if not number:
        return 0
    decimals, braced, bare, percent = number.groups()
    return float(10.0 ** (int(braced or bare or 0) - len(decimals or "") - (2 if percent else 0)))


def _refuse_infinite(tex: str, link: Link) -> None:
    for side, value in zip(link.sides, link.values, strict=True):
        bound = side.lstrip("+-") == "\\infty" and link.relation in {*ORDER}
        if isinstance(value, Region) or bound:
            continue
        if not np.all(finite := np.isfinite(np.asarray(value, dtype=float))):
            if side.lstrip("+-") == "\\infty":
                raise ValueError(f"{tex}: no number is {link.relation} \\infty; say it in words, or with <")
            place = int(np.flatnonzero(~finite)[0])
            raise ValueError(f"{tex}: {side} is not finite{_where(link, place)}; give values at which it is")


def _why(link: Link, left: Any, right: Any, true: Any) -> str:
    """Return both sides at the place where they differ most, or "" if the relation is true."""
    if np.all(true):
        return ""
    with np.errstate(all="ignore"):
        apart = np.abs(left - right) / np.maximum(np.abs(left), np.abs(right))
    place = int(np.argmax(np.where(true, -1, np.nan_to_num(apart))))
    this, that = _apart(left[place], right[place])
    (one, other), where = link.sides, _where(link, place)
    if _unit_of(other):
        return f"{one} is {this}, not {'' if link.relation == '=' else f'{link.relation} '}{other}{where}"
    if _unit_of(one):
        return f"{other} is {that}, and not {one} {link.relation} {other}{where}"
    return f"{one} is {this}, but {other} is {that}{where}"


def _apart(left: float, right: float) -> tuple[str, str]:
    """Write two numbers with as many digits as it takes to tell them apart."""
    for digits in range(6, 18):
        this, that = f"{left:.{digits}g}", f"{right:.{digits}g}"
        if this != that:
            break
    return this, that


def _where(link: Link, place: int) -> str:
    """Say at which entry, and what the letters are there."""
    longest = max((side for side in link.values if not isinstance(side, Region)), key=np.size)
    letters = {name: np.ravel(value) for name, value in link.used.items() if name not in link.sides}
    values = [
        f"{name} = {value[place if value.size > 1 else 0]:.6g}"
        for name, value in letters.items()
        if value.dtype != object and value.size in {1, np.size(longest)}
    ]
    where = f", where {' and '.join(values)}" if 0 < len(values) <= 6 else ""
    if np.size(longest) == 1:
        return where
    if np.ndim(longest) == 2 and min(np.shape(longest)) > 1:
        row, column = np.unravel_index(place, np.shape(longest))
        return f" in row {row + 1}, column {column + 1}{where}"
    return f" at entry {place + 1}{where}"
