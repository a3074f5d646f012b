"""In a formula, too, what belongs to a stated number stands inside the brackets, and so does a whole relation."""

import re

from lrbook.press.check.applied import FUNCTIONS
from lrbook.press.check.spelling import MINUS
from lrbook.press.check.stated import Stated

WHY = "A sign, a digit, a root or a power beside the brackets makes it another number, which nothing compares."
FAILS = r"The cost is \(-[39]{=cost(x)}\)."
PASSES = r"The cost is \([-39]{=-cost(x)}\)."

SPACE = r"(?:\s|\\[,;:! ]|~|\{\}|\})*"
"""What a formula may have between a sign and its number."""
SIGN = rf"[+{MINUS}]|\\text(?:minus|\{{\s*[{MINUS}]\s*\}})"
BEFORE = re.compile(
    rf"(?:(?:\A|[=<>(,&{{]|\\(?:approx|to|le|ge|in|cdot|times)\b){SPACE}(?:{SIGN}){SPACE}|\\(?:pm|mp)\b{SPACE}"
    rf"|\\sqrt{SPACE}|[\d.]{SPACE})(?:(?:\\left)?[(|{{]{SPACE})*\Z"
)
BEHIND = re.compile(
    rf"(?:{SPACE}|\{{,\}})*(?:[\d^!]|\.\d|\\%|\\permil|\\(?:times|cdot){SPACE}10(?!\d)|\\text\{{\s*(?:percent|%))"
)

FUNCTION = re.compile(rf"\\(?:{FUNCTIONS}){SPACE}(?:(?:\\left)?[(|{{]{SPACE})*\Z")
"""What comes of a function is said by the relation that it stands in; if there is none, the number says it."""

RELATION = re.compile(r"[=<>≤≥≈≠]|\\(?:leq?|geq?|neq?|approx|in|leftarrow)(?![a-zA-Z])")
ENDS = re.compile(r"(?:\A|[,;&]|\\q?quad|\\\\|\\text\{[^{}]*\}|\\begin\{\w+\*?\}|\\to)\s*\Z")
BEGINS = re.compile(r"\s*(?:\Z|[,;&]|\.(?!\d)|\\q?quad|\\\\|\\text\b|\\end\b)")
"""A relation that is checked as a whole is a whole: what stands beside it in its formula is set apart."""


def statement(number: Stated, before: str, behind: str, tex: bool) -> str:
    """Say whether the rest of a formula makes another number of a stated one, or goes on with its relation."""
    if not tex:
        return ""
    alone = FUNCTION.search(before) and not RELATION.search(before + behind)
    changed = alone or BEFORE.search(before) or BEHIND.match(behind)
    part = RELATION.search(number.shown) and not (ENDS.search(before) and BEGINS.match(behind))
    said = f"{number.raw}: what stands at it makes something else of it; write it inside the brackets"
    return said if changed or part else ""
