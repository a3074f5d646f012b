"""What a text makes of the number behind it: *half of 6*, *the square of 6*, *log 6*; and whether it says what that is.

The number is the value at the digits shown. So "the cost is half of 6" tells of another cost than the one computed.
"Divide it by the square of 6" tells of none.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable

from lrbook.press.check.measures import ABOUT, ALMOST, EXACTLY
from lrbook.press.check.parts import MANY, PARTS, named
from lrbook.press.check.unread import GRAMMATICAL

FUNCTIONS = "log|ln|lg|exp|sqrt|sin|cos|tan|cot|sinh|cosh|tanh|arcsin|arccos|arctan"
NOUNS = "square|cube|root|log|logarithm|exponential|negative|opposite|inverse|reciprocal|factorial|sine|cosine|tangent"
FUNCTION = rf"(?<![\w.-])(?:{FUNCTIONS})\s?[(\[{{]?|(?<!\bat\s)\b(?:the|its)\s(?:[\w-]+\s)?(?:{NOUNS}|double)\sof"
PART = rf"(?<![\w-])(?:(?:one[\s-])?half|(?:{'|'.join(MANY)})[\s-](?:{'|'.join(PARTS)})s?)\sof"
APPLIED = re.compile(rf"(?:(?P<function>{FUNCTION})|(?P<part>{PART}))\s?\Z", re.I)
LOGARITHMS = (math.log, math.log10, math.log2)
MEANT: dict[str, tuple[Callable[[float], float], ...]] = {
    "square": (lambda x: x * x,),
    "cube": (lambda x: x**3,),
    "root": (math.sqrt,),
    "square root": (math.sqrt,),
    "cube root": (math.cbrt,),
    "natural logarithm": (math.log,),
    "double": (lambda x: 2 * x,),
    "exponential": (math.exp,),
    "factorial": (lambda x: math.gamma(x + 1),),
    "ln": (math.log,),
    "exp": (math.exp,),
    "sqrt": (math.sqrt,),
    "tanh": (math.tanh,),
}
MEANT |= dict.fromkeys(("log", "lg", "logarithm"), LOGARITHMS)
MEANT |= dict.fromkeys(("negative", "opposite"), (lambda x: -x,))
MEANT |= dict.fromkeys(("inverse", "reciprocal"), (lambda x: 1 / x,))
"""What comes of a number by the functions that mean one thing, or a few."""
NEAR = rf"(?:(?:only|just|{'|'.join([*ABOUT, *ALMOST, *EXACTLY])})\s)?"
TELLS = re.compile(
    r"(?:\A\s*|[=≈:(]\s?|\b(?:is|are|was|were|be|been|becomes?|equals?|gives|makes|reache[sd]|costs?|takes|to|at|than)\s)"
    rf"{NEAR}\Z",
    re.I,
)
"""What leads to how much something is."""
LINK = (
    r"(?:,?\s(?:which\s|that\s)?(?:is|are|was|were|makes?|gives?|equals?|comes\sto|or|i\.e\.)[\s,]\s?|\s?[=≈]\s?|[,:]\s|\s\()"
    + NEAR
)
"""What leads from a function to its result, or from that to the function."""
NEXT = re.compile(rf"[)\]}}]?(?:\s[\w°%-]+){{0,3}}{LINK}(?:\[|\x02|\d)")
LAST = re.compile(rf"[\x03}}](?:\s[\w°%-]+){{0,3}}{LINK}\Z")
NOUN = re.compile(r"\s(?P<word>[^\W\d_][\w’'-]*)|\s?[°€$£%]")


def applied(before: str, behind: str) -> str:
    """Return the function that stands in front of a number, where nothing says what comes of it, or "".

    A part may be one of things, as in *half of 6 patients*.
    """
    found = APPLIED.search(before)
    if not found or NEXT.match(behind) or LAST.search(before[: found.start()]):
        return ""
    noun = NOUN.match(behind) if found["part"] else None
    counted = noun is not None and (noun["word"] or "").lower() not in GRAMMATICAL
    told = TELLS.search(before[: found.start()])
    alone = bool(before[: found.start()].strip()) or not behind.strip(" )]}.")
    return found[0].strip(" ([{") if told and alone and not counted else ""


def outcomes(function: str, number: float) -> list[float]:
    """Return what may come of a number by a function in a text, *the square root of* it; nothing, if it is not known.

    >>> outcomes("the square of", 3.0), outcomes("half of", 3.0), outcomes("the sine of", 3.0)
    ([9.0], [1.5], [])
    """
    name = re.sub(r"\A(?:the|its) | of\Z|[\s([{]+\Z", "", " ".join(function.lower().split()))
    if part := named(name):
        return [float(part) * number]
    found = []
    for meant in MEANT.get(name, ()):
        try:
            found.append(meant(number))
        except (ArithmeticError, ValueError):  # it has none
            return []
    return found
