"""What stands in front of a number: a sign or a relation that belongs to it, or one that belongs to what it follows."""

from __future__ import annotations

import re

from lrbook.press.check.spelling import MINUS

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
SYMBOL = re.compile(r"(?:\b[^\W\d_]['′]?|\d|[)\]}%²³\x03])\s*\Z")
"""What a number can be taken from: a letter alone, a number, a formula, what is in brackets."""
LEADS = "is are was were be been of to at by from than about around in on for and or with equals gives"
"""Words that lead to a number: a sign behind one belongs to what follows, and is no dash or relation."""
SAID = re.compile(r"(?P<word>[\w’']+)\s*\Z|[)\]}%\x03`.!?…”’\"»]\s*\Z")


def signed(before: str) -> bool:
    """Return whether a sign stands in front of a number, and nothing that it could be taken from."""
    if BULLET.search(before) or ARROW.search(before):
        return False
    if TOUCHING.search(before):
        return True
    if apart := APART.search(before):
        return "negative" in apart[0].lower() or not SYMBOL.search(before[: apart.start()])
    dash = DASH.search(before)
    return dash is not None and not (dash["gap"] in {" ", "\n"} and _says(before[: dash.start()]))


def lone_relation(before: str) -> bool:
    """Return whether a relation has nothing on its left: p < 5 relates p, but "it is < 5" says less than 5."""
    relation = RELATION.search(before)
    return relation is not None and not ARROW.search(before) and not _says(before[: relation.start()])


def _says(before: str) -> bool:
    """Return whether a text ends with something that a dash can follow, or that can be related."""
    said = SAID.search(before)
    return said is not None and (said["word"] or "").lower() not in LEADS.split()
