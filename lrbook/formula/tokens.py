"""LaTeX as a list of its signs, each written in one way: `\\leqslant` is `\\le`, `x^2_i` is `x_i^2`, ² is `^2`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lrbook.formula.signs import (
    ACCENTS,
    CONDITIONS,
    FUNCTIONS,
    LARGEST,
    LOWERED,
    RAISED,
    SAME,
    TILDE,
    UNICODE,
    UNITS,
    UPRIGHT,
)

THOUSANDS = r"\\,|\\ |\{,\}|~"
TOKEN = re.compile(
    rf"(?:\d{{1,3}}(?:(?:{THOUSANDS})\d{{3}})+(?!\d)|\d+)(?:\.\d+)?"
    r"|\\begin\{[^{}]*\}|\\\\(?:\[[^][]*\])?|\\operatorname\*|\\[A-Za-z]+|\\[{}|%]|:=|[A-Za-z]|[-+^_{}()[\]|,;=<>/*!':]"
)
LINES = "aligned|alignedat|align|alignat|gather|gathered|split|equation"
SPACE = re.compile(
    r"\\[,;:!> ]|\\[bB]igg?[lrm]?(?![A-Za-z])"
    r"|\\(?:left|right|middle|displaystyle|textstyle|limits|nolimits)(?![A-Za-z])"
    rf"|\\(?:tag|label)\*?\{{[^{{}}]*\}}|\\(?:begin|end)\{{(?:{LINES})\*?\}}(?:\{{\d+\}})?|[&~\s]+"
)
FULL_STOP = re.compile(r"(?:(?<!\\)[.,;\s])+(?=(?:\\end\{\w+\*?\}\s*)*$)")
UNIT = re.compile(r"(?P<unit>[A-Za-z]+)(?:\^-?\d)?")
NEGATED = {"=": "\\ne", "\\in": "\\notin"}


def tokens(tex: str) -> list[str]:
    """Return the signs of a formula, each written in one way."""
    latex = FULL_STOP.sub("", _latex(tex))  # it is the sentence's
    return list(_in_order(list(_signs(tex, latex))))


def is_number(token: str) -> bool:
    """Return whether a sign of a formula is a number."""
    return token[:1].isdecimal()


def group_end(signs: list[str], place: int) -> int:
    """Return where the group ends that begins at a place: one sign, or what stands in braces."""
    depth = 0
    for end in range(place, len(signs)):
        depth += {"{": 1, "}": -1}.get(signs[end], 0)
        if depth <= 0:
            return end + 1
    return len(signs)


def written(signs: Sequence[str]) -> str:
    """Write signs as LaTeX again."""
    text = ""
    for sign in signs:
        text += f" {sign}" if re.search(r"\\[A-Za-z]+$", text) and sign[:1].isalpha() else sign
    return text


def _latex(tex: str) -> str:
    """Write the signs of Unicode as LaTeX."""
    tex = re.sub(r"√\(([^()]*)\)", r"\\sqrt{\1}", tex)
    tex = re.sub(f"(.){TILDE}", r"\\tilde{\1}", tex)
    for mark, those in (("^", RAISED), ("_", LOWERED)):
        tex = re.sub(f"[{''.join(those)}]+", lambda m: f"{mark}{{{''.join(those[c] for c in m[0])}}}", tex)  # noqa: B023
    return re.sub(r"[^\x00-\x7f]|(?<!\\)%", lambda m: re.sub(r"(?<=[A-Za-z])$", " ", UNICODE.get(m[0], m[0])), tex)


def _signs(tex: str, latex: str) -> Iterator[str]:
    """Yield the signs from left to right; a letter with its accent is one of them, and so is a word."""
    place = 0
    while place < len(latex):
        if gap := SPACE.match(latex, place):
            place = gap.end()
            continue
        if not (found := TOKEN.match(latex, place)):
            raise ValueError(f"{tex}: {latex[place]!r} can't be read")
        sign, place = found[0], found.end()
        if sign in ACCENTS | UPRIGHT:
            inside, place = _argument(tex, latex, place)
            yield _word(sign, inside) if sign in UPRIGHT else f"{sign}{{{''.join(tokens(inside))}}}"
        elif sign == "\\not":
            gap = SPACE.match(latex, place)
            other = TOKEN.match(latex, gap.end() if gap else place)
            if not other or other[0] not in NEGATED:
                raise ValueError(f"{tex}: \\not is read only before = and \\in")
            place = other.end()
            yield NEGATED[other[0]]
        elif is_number(sign):
            if comma := re.match(r"\{,\}\d+", latex[place:]):
                raise ValueError(f"{tex}: {sign}{comma[0]} has a decimal comma; write a point, as in 1.5")
            yield re.sub(THOUSANDS, "", sign)
        elif sign.startswith("\\\\"):
            yield "\\\\"
        else:
            yield SAME.get(sign, sign)
            if two := SAME.get(sign, sign) == "\\frac" and re.compile(r"\s*(\d)(\d)(?![\d.])").match(latex, place):
                yield from ("{", two[1], "}", "{", two[2], "}")  # \frac12 is one half
                place = two.end()


def _argument(tex: str, latex: str, place: int) -> tuple[str, int]:
    """Return what an accent or a font is put on, a sign or what stands in braces, and where it ends."""
    while gap := SPACE.match(latex, place):
        place = gap.end()
    if latex[place : place + 1] != "{":
        if not (found := TOKEN.match(latex, place)):
            raise ValueError(f"{tex}: there is nothing to put the last sign on")
        return found[0], found.end()
    depth = 0
    for end in range(place, len(latex)):
        depth += {"{": 1, "}": -1}.get(latex[end], 0)
        if depth == 0:
            return latex[place + 1 : end], end + 1
    raise ValueError(f"{tex}: }} is expected, and there is nothing")


def unit(text: str) -> str:
    """Return a unit that is made of several, or is a power, such as `m/s^2` or `s^{-1}`, in one spelling; or ""."""
    one = re.sub(r"[{}]", "", re.sub(r"(?:\s|~|\\,|\\cdot|·)+", " ", text).strip())
    parts = [UNIT.fullmatch(part) for part in re.split("[ /]", one)]
    several = len(parts) > 1 or "^" in one
    return one if several and all(part and part["unit"] in UNITS for part in parts) else ""


def _word(sign: str, inside: str) -> str:
    """Return a word as a sign: of a function, a condition, a unit of one letter or of several, or just a name."""
    if several := unit(inside):
        return f"\\text{{{several}}}"
    word = re.sub(r"\\[,;:! ]|[\s~]+", "", inside)
    if f"\\{word}" in FUNCTIONS.keys() | LARGEST.keys():
        return f"\\{word}"
    if sign in {"\\text", "\\textrm", "\\mbox"}:
        first = re.sub(r"(?i)forall|foreach|forevery", "for", word.lower())
        if f"\\text{{{first}}}" in CONDITIONS | {"\\text{and}"}:
            return f"\\text{{{first}}}"
    return word if len(word) > 1 or word in set("edT") else f"\\text{{{word}}}"


def _in_order(signs: list[str]) -> Iterator[str]:
    """Yield the signs with each index before its power, in braces if it is more than one letter or number."""
    place = 0
    while place < len(signs):
        if signs[place] not in {"^", "_"}:
            yield signs[place]
            place += 1
            continue
        marks: dict[str, list[str]] = {}
        while place < len(signs) and signs[place] in {"^", "_"} and signs[place] not in marks:
            end = group_end(signs, place + 1)
            marks[signs[place]] = signs[place + 1 : end]
            place = end
        for mark in ("_", "^"):
            if mark in marks:
                yield from _mark(mark, marks[mark])


def _mark(mark: str, group: list[str]) -> Iterator[str]:
    inside = group[1:-1] if group[:1] == ["{"] else group
    if mark == "^" and inside and set(inside) == {"'"}:
        yield from inside
    elif mark == "_" and len(inside) == 1:
        if is_number(inside[0]) and len(inside[0]) > 1 and group[0] != "{":
            raise ValueError(f"only {inside[0][0]} of {inside[0]} is lowered; put braces")
        one = len(inside[0]) == 1 or inside[0].startswith("\\")
        yield from (mark, inside[0]) if one else (mark, "{", inside[0], "}")
    else:
        yield from (mark, *(group if group[:1] != ["{"] else ["{", *_in_order(inside), "}"]))
