"""What a tired hand makes of an expression: none of it may pass for another quantity that a page declares."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

from lrbook.formula.signs import FUNCTIONS
from lrbook.formula.slips import OTHERWISE
from lrbook.formula.tokens import group_end, is_number

CLOSES = {"(": ")", "[": "]", "{": "}"}


def misreadings(signs: Sequence[str], names: Mapping[str, Any]) -> Iterator[tuple[list[str], str]]:
    """Yield an expression with each likely slip in it, and say what the slip is."""
    signs = list(signs)
    for place, sign in enumerate(signs):
        before, behind = signs[:place], signs[place + 1 :]
        if sign in OTHERWISE:
            yield [*before, OTHERWISE[sign], *behind], f"with {OTHERWISE[sign]} in the place of {sign}"
        if sign == "-" and (not before or before[-1] in {"(", "[", "{"}):
            yield before + behind, "without its minus"
        if sign in FUNCTIONS or sign == "\\sqrt":
            yield before + behind, f"without {sign}"
        if is_number(sign):
            more = str(int(sign) + 1) if sign.isdecimal() else f"{sign}1"
            yield [*before, more, *behind], f"with {more} in the place of {sign}"
        if sign == "^":
            end = group_end(signs, place + 1)
            inside = signs[place + 1 : end]
            inner = inside[1:-1] if inside[0] == "{" else inside
            yield before + signs[end:], f"without the exponent {''.join(inner)}"
            if inner[0] != "-" and inner != ["T"]:
                yield [*before, "^", "{", "-", *inner, "}", *signs[end:]], "with a minus in the exponent"
        if sign == "\\frac":
            middle = group_end(signs, place + 1)
            end = group_end(signs, middle)
            yield [*before, sign, *signs[middle:end], *signs[place + 1 : middle], *signs[end:]], "turned over"
    yield from _exchanged(signs, _units(signs, names), names)


def _exchanged(
    signs: list[str], units: list[tuple[int, int, bool]], names: Mapping[str, Any]
) -> Iterator[tuple[list[str], str]]:
    """Yield it with two letters exchanged, a letter of the other case, and a factor lost."""
    letters = [(begin, end) for begin, end, named in units if named]
    for (begin, end), (start, stop) in combinations(letters, 2):
        one, other = signs[begin:end], signs[start:stop]
        if one != other:
            told = f"with {''.join(one)} and {''.join(other)} exchanged"
            yield [*signs[:begin], *other, *signs[end:start], *one, *signs[stop:]], told
    for begin, end in letters:
        swapped = "".join(signs[begin:end]).swapcase()
        if swapped in names and end == begin + 1:
            yield [*signs[:begin], swapped, *signs[end:]], f"with {swapped} in the place of {signs[begin]}"
    for (begin, end, _), (start, stop, _) in combinations(units, 2):
        if signs[end:start] in ([], ["\\cdot"]) and end <= start and signs[stop : stop + 1] != ["^"]:
            yield signs[:end] + signs[stop:], f"without {''.join(signs[start:stop])}"
            yield signs[:begin] + signs[start:], f"without {''.join(signs[begin:end])}"


def _units(signs: list[str], names: Mapping[str, Any]) -> list[tuple[int, int, bool]]:
    """Return the factors of an expression, each with its power: where it begins and ends, and whether it is a name."""
    found: list[tuple[int, int, bool]] = []
    place = 0
    while place < len(signs):
        end, named = place + 1, False
        for stop in range(min(len(signs), place + 16), place, -1):
            if "".join(signs[place:stop]) in names and signs[stop : stop + 1] != ["_"]:
                end, named = stop, True
                break
        if callable(names.get("".join(signs[place:end]))) and signs[end : end + 1] == ["("]:
            last = _closing(signs, end)
            found += [unit for unit in _within(signs, end + 1, last - 1, names) if unit[2]]
            found.append((place, last, False))
            place = last
            continue
        if not named and signs[place] == "\\frac":
            inside = group_end(signs, place + 1)
            last = group_end(signs, inside)
            found += [unit for unit in _within(signs, place + 1, last, names) if unit[2]]
            found.append((place, last, False))
            place = last
            continue
        if not named and signs[place] in CLOSES:
            last = _closing(signs, place)
            inner = _within(signs, place + 1, last - 1, names)
            found += [unit for unit in inner if unit[2]]
            found.append((place, _powered(signs, last), False))
            place = found[-1][1]
            continue
        if named or is_number(signs[place]):
            last = _powered(signs, end)
            found += [(place, end, True)] * named
            found += [(place, last, False)] * (not named or last > end)
            found += [unit for unit in _within(signs, end + 1, last, names) if unit[2]]
            place = last
            continue
        place += 1
    return sorted(found)


def _within(signs: list[str], begin: int, end: int, names: Mapping[str, Any]) -> list[tuple[int, int, bool]]:
    return [(begin + first, begin + last, named) for first, last, named in _units(signs[begin:end], names)]


def _powered(signs: list[str], end: int) -> int:
    return group_end(signs, end + 1) if signs[end : end + 1] == ["^"] else end


def _closing(signs: list[str], place: int) -> int:
    depth = 0
    for end in range(place, len(signs)):
        depth += (signs[end] in CLOSES) - (signs[end] in CLOSES.values())
        if depth == 0:
            return end + 1
    return len(signs)
