"""Slips: what a tired hand makes of a formula. Values that are as true of one of those can't be a check."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from lrbook.formula.relations import Link
from lrbook.formula.tokens import is_number, written

_PAIRS = [
    ("+", "-"),
    ("<", ">"),
    ("\\le", "\\ge"),
    ("\\in", "\\notin"),
    ("\\max", "\\min"),
    ("\\sum", "\\prod"),
]
_PAIRS += [("\\sin", "\\cos"), ("\\sinh", "\\cosh"), ("\\arcsin", "\\arccos")]
OTHERWISE = {
    **dict(_PAIRS),
    **{other: one for one, other in _PAIRS},
    **{"\\ln": "\\exp", "\\log": "\\exp", "\\exp": "\\ln", "\\tan": "\\tanh", "\\tanh": "\\tan"},
    "\\cup": "\\cap",  # what lies in both lies in one of them, too
}
"""What a slip makes of a sign."""


def slips(signs: Sequence[str], links: Sequence[Link]) -> Iterator[tuple[list[str], str]]:
    """Yield a formula with each of the slips that its values must tell from it, and say what the slip is."""
    for place, sign in enumerate(signs):
        link = next((link for link in links if link.says_something and link.begin <= place < link.end), None)
        if link is None:
            continue
        if sign == "1" and "\\prod" in signs[max(place - 5, 0) : place] and signs[place - 1] == "=":
            continue  # a product from the first or the second on: it may begin with a factor of 1
        for other in _others(sign, bounds=any(n.is_bound for n in links)):
            after = f" after {written(signs[:place])}" if place else ""
            told = f"with {other} in the place of {sign}" if other else f"without {sign}"
            remedy = "give other values"
            if link.is_bound:
                remedy += ", not just the bound" if place == link.middle else ", nearer to the bound"
            slip = [*signs[:place], *([other] if other else []), *signs[place + 1 :]]
            yield slip, f"{told}{after} it holds, too; {remedy}"


def _others(sign: str, bounds: bool) -> Iterator[str]:
    """Yield what a slip may make of a sign; of a number in a bound, both its neighbours, since one must be too much."""
    if sign in OTHERWISE:
        yield OTHERWISE[sign]
    elif sign == "\\sqrt":
        yield ""
    elif is_number(sign):
        unit = Decimal(1).scaleb(-len(sign.partition(".")[2]))
        yield str(Decimal(sign) + unit)
        if bounds and Decimal(sign) >= unit:
            yield str(Decimal(sign) - unit)
