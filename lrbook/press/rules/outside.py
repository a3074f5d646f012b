"""A sign, a digit, a unit of the number or an operation on it stands inside the brackets."""

import re

from lrbook.press.check.applied import applied
from lrbook.press.check.beside import as_read
from lrbook.press.check.signs import OPEN, lone_relation, other_sign, signed
from lrbook.press.check.spelling import shown_number
from lrbook.press.check.stated import Stated
from lrbook.press.check.units import number_in
from lrbook.press.check.words import NEXT, OWN

WHY = "What stands beside the brackets turns the number into another one, which nothing compares."
FAILS = "The cost is −[39]{=cost(x)}."
PASSES = "The cost is [−39]{=-cost(x)}."

BEFORE = re.compile(rf"[√∛∜~]\s*{OPEN}\Z|\x03\Z|\w\Z|\d[.,·'’]\Z|(?<![\w)}}\]])\.\Z")
"""A root, a tilde, a digit or a letter, a formula, a decimal point."""

BEHIND = re.compile(
    r"\s*\(?[%‰‱]|\s?[\^²³½¼¾⅐-⅞]|\w|\x02|[,.·'’]\d|!(?!=)|\s?[×·⋅∙x]\s?10(?!\d)"
    r"|(?:-|\s+\(?)(?:percent|per ?cent|per ?mille|percentage(?!\spoints?\b)|pct|squared|cubed|factorial"
    r"|(?:hundred|thousand|million|billion|trillion)(?:th)?s?|dozens?)\b"
    r"|\sto the (?:\w+ )?power\b|\+(?=[.,;:!?)]|\s+[^\s\d[]|\s*\Z)",
    re.I,
)
IN_BRACKETS = re.compile(r"(?<!\w)\(\s*\Z")
"""Brackets around the number alone, and not those of a function: a power behind them is one of the number."""
MOVES = re.compile(rf"\b(?:{OWN['<', NEXT]}|{OWN['>', NEXT]})\s(?:by|of)\s(?:about\s)?\Z".replace(" ", "|"), re.I)
"""To fall by −5 is to rise by 5."""


def statement(number: Stated, before: str, behind: str, tex: bool) -> str:
    """Say whether the text around a stated number makes another one of it."""
    if tex:
        return ""
    before, behind = as_read(before), as_read(behind)
    if not (shown_number(number.shown) or re.search(r"\d", number.shown)):  # words, as in: negative [as long as]{=…}
        return _message(number) if before[-1:].isalnum() or behind[:1].isalnum() else ""
    power = BEHIND.match(behind[1:]) if IN_BRACKETS.search(before) and behind.startswith(")") else None
    if behind.startswith("!") and BEHIND.match(behind):
        remedy = "end the sentence with a full stop, or write what comes of it inside the brackets"
        return f"{number.raw}: a ! behind a number is a factorial; {remedy}"
    if BEHIND.match(behind) or power or BEFORE.search(before) or signed(before):
        return _message(number)
    if function := applied(before, behind):
        remedy = "write what comes of it inside the brackets, or state that, too"
        return f'{number.raw}: "{function}" makes another number of it; {remedy}'
    found = number_in(number.shown)
    if found and found.sign < 0 and MOVES.search(before):
        return f"{number.raw}: the word before it says where it goes, and the sign the contrary; write how far"
    if found and other_sign(before, behind, found.sign):
        return f"{number.raw} has not the sign that stands before it in words; write it inside the brackets"
    return _message(number, "name what it is compared with, or ") if lone_relation(before) else ""


def _message(number: Stated, remedy: str = "") -> str:
    return f"{number.raw}: what stands at it makes something else of it; {remedy}write it inside the brackets"
