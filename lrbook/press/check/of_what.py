"""What a part or a number is of, and a multiple, too: *half of them*, *twice as long as rye*, *half the price*.

It is a name, like what stands behind *lower than*: it says no more, so nothing has to compute it.
"""

from __future__ import annotations

import re

from lrbook.press.check.adverbs import DENIALS, FAR, LIMITS, OFTEN
from lrbook.press.check.parts import FACTORS
from lrbook.press.check.spelling import SCALES, shown_number

WORD = r"[^\W\d_]+(?:[’'-][^\W\d_]+)*"
NAME = rf"{WORD}(?: {WORD}){{0,6}}"
OWN = rf"(?:that|those|it|(?:the|an?|its|their|his|her|our|my|your|this|these|those|that|all) {NAME})"
FORMS = [
    re.compile(pattern, re.I)
    for pattern in (
        rf"(?P<head>(?:.+ )?as {WORD})(?P<tail>(?: {WORD}){{0,2}} as {NAME})",
        rf"(?P<head>(?:.+ )?as (?:many|much))(?P<tail> (?!as\b){WORD}(?: {WORD})?)",
        rf"(?P<head>(?:.+ )?(?:{'|'.join(FACTORS)}|\S+ times))(?P<tail> {OWN})",
        rf"(?P<head>.+?)(?P<tail> of {NAME})",
        rf"(?P<head>.+)(?P<tail> of {NAME})",  # three out of four of them
    )
]
MORE = {*SCALES, "percentage", "point", "magnitude", "and", "or", "but", "again", "each", "apiece"}
MORE |= {word for words in (DENIALS, LIMITS, *FAR.values(), *OFTEN.values()) for word in words.split()}
"""What says more than a name does, as numbers do: another size, or how far, how often, and of which part it is so."""


def parted(text: str) -> tuple[str, str]:
    """Return a text without what it is said of, and that; if it says more than a name does, all of it and "".

    >>> parted("two thirds of the total"), parted("twice as long as rye"), parted("half of a percent")
    (('two thirds', ' of the total'), ('twice as long', ' as rye'), ('half of a percent', ''))
    """
    for form in FORMS:
        if (found := form.fullmatch(text)) and _is_name(found["tail"]):
            return found["head"], found["tail"]
    return text, ""


def _is_name(tail: str) -> bool:
    words = [word for word in tail.lower().split() if word != "ones"]  # they are no numbers
    forms = {form for word in words for form in (word, word.removesuffix("s"))}
    numbers = filter(None, map(shown_number, forms))
    more = any(form.endswith("ly") for form in forms) or not MORE.isdisjoint(forms)
    return not more and all(number.ordinal for number in numbers)  # a second may be one of time
