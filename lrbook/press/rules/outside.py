"""A sign, a digit, a unit of the number or an operation on it stands inside the brackets."""

import re

from lrbook.press.check.beside import as_read
from lrbook.press.check.spelling import MINUS, shown_number
from lrbook.press.check.stated import Stated

WHY = "What stands at the brackets makes another number of it, and nothing would compare that one."
FAILS = "The cost is −[39]{=cost(x)}."
PASSES = "The cost is [−39]{=-cost(x)}."

DASHES = "‐‑‒–—―-"
"""What may be a minus, or a dash between words."""
SIGNS = f"+±∓➕➖˗₋﬩—―{MINUS}"
OPEN = r"(?:[(\[{|\"'“‘«]|[€$£¥₹¢]\s?)*"
"""What may stand between a sign and its number: −(…, −€…"""

TOUCHING = re.compile(rf"(?<![\w)}}\]%\x03{SIGNS}])[{SIGNS}]+{OPEN}\Z")
"""A sign right at the number, with nothing before it that it might be taken from, as in x−5 or 10–20."""
APART = re.compile(rf"(?:[−⁻₋➖˗﹣－﬩±∓]\s*|\b(?:minus|negative)[\s{DASHES}]+){OPEN}\Z", re.I)
"""A sign that is no dash, whatever stands between it and the number."""
DASH = re.compile(rf"[{DASHES}](?P<gap>\s+){OPEN}\Z")
BULLET = re.compile(r"\n\s*-[ \t]+\Z")
ARROW = re.compile(r"(?:[=~–—-]>|<[~–—-]+(?=\s))\s*\Z")
RELATION = re.compile(rf"(?:[<>]=?|[≤≥≠≈≃≅∼≪≫≲≳])\s*{OPEN}\Z")
ALWAYS = re.compile(rf"[√∛∜~]\s*{OPEN}\Z|\x03\Z|\w\Z|\d[.,·'’]\Z|(?<![\w)}}\]])\.\Z")
"""A root, a tilde, a digit or a letter, a formula, a decimal point."""

SYMBOL = re.compile(r"(?:\b[^\W\d_]['′]?|\d|[)\]}%²³\x03])\s*\Z")
"""What a number can be taken from: a letter alone, a number, a formula, what is in brackets."""
LEADS = {
    "is",
    "are",
    "was",
    "were",
    "be",
    "been",
    "of",
    "to",
    "at",
    "by",
    "from",
    "than",
    "about",
    "around",
    "in",
    "on",
}
LEADS |= {"for", "and", "or", "with", "equals", "gives"}
"""Words that lead to a number: a sign behind one belongs to what follows, and is no dash or relation."""
SAID = re.compile(r"(?P<word>[\w’']+)\s*\Z|[)\]}%\x03`.!?…”’\"»]\s*\Z")

BEHIND = re.compile(
    r"\s*\(?[%‰‱]|\s?[\^²³½¼¾⅐-⅞]|\w|\x02|[,.·'’]\d|!(?!=)|\s?[×·⋅∙x]\s?10(?!\d)"
    r"|(?:-|\s+\(?)(?:percent|per ?cent|per ?mille|percentage(?!\spoints?\b)|pct|squared|cubed|factorial"
    r"|(?:hundred|thousand|million|billion|trillion)(?:th)?s?|dozens?)\b"
    r"|\sto the (?:\w+ )?power\b",
    re.I,
)


def statement(number: Stated, before: str, behind: str, tex: bool) -> str:
    """Say whether the text around a stated number makes another one of it."""
    if tex:
        return ""
    before, behind = as_read(before), as_read(behind)
    if not (shown_number(number.shown) or re.search(r"\d", number.shown)):  # words, as in: negative [as long as]{=…}
        return _message(number) if before[-1:].isalnum() or behind[:1].isalnum() else ""
    if BEHIND.match(behind) or ALWAYS.search(before) or _signed(before):
        return _message(number)
    return _message(number, "name what it is compared with, or ") if _lone_relation(before) else ""


def _message(number: Stated, remedy: str = "") -> str:
    return f"{number.raw}: what stands at it makes something else of it; {remedy}write it inside the brackets"


def _signed(before: str) -> bool:
    """Return whether a sign stands in front of a number, and nothing that it could be taken from."""
    if BULLET.search(before) or ARROW.search(before):
        return False
    if TOUCHING.search(before):
        return True
    if apart := APART.search(before):
        return "negative" in apart[0].lower() or not SYMBOL.search(before[: apart.start()])
    dash = DASH.search(before)
    return dash is not None and not (dash["gap"] in {" ", "\n"} and _says(before[: dash.start()]))


def _lone_relation(before: str) -> bool:
    """Return whether a relation has nothing on its left: p < 5 relates p, but "it is < 5" says less than 5."""
    relation = RELATION.search(before)
    return relation is not None and not ARROW.search(before) and not _says(before[: relation.start()])


def _says(before: str) -> bool:
    """Return whether a text ends with something that a dash can follow, or that can be related."""
    said = SAID.search(before)
    return said is not None and (said["word"] or "").lower() not in LEADS
