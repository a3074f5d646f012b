"""What stands in front of a number: a sign or a relation that belongs to it, or one that belongs to what it follows."""

from __future__ import annotations

import re
from functools import cache
from unicodedata import category, name

from lrbook.press.check.measures import ABOUT, EXACTLY

NAMED = {"PLUS": "±", "MINUS": "−", "DASH": "–", "HYPHEN": "–", "HORIZONTAL": "–", "MACRON": "–"}
"""Words in the names of the characters that look like a sign or a dash, and one of their kind: ∸ is a *dot minus*."""
NO_SIGN = {"ARROW", "ELLIPSIS"}
DASHES = "–-"
"""What may be a minus, or a dash between words."""
SIGNS = "+±−–-"
OPEN = r"(?:[(\[{|\"'“‘«]|[€$£¥₹¢]\s?)*"
"""What may stand between a sign and its number: −(…, −€…"""
LED = rf"(?:(?:the|an?|its|their|these|those|some|only|just|{'|'.join([*ABOUT, *EXACTLY])})\s+)+"
"""Words that may stand there, too: − about 5, minus the 5."""

TOUCHING = re.compile(rf"(?<![\w)}}\]%\x03{SIGNS}])[{SIGNS}]+{OPEN}\Z")
"""A sign right at the number, with nothing before it that it might be taken from, as in x−5 or 10–20."""
APART = re.compile(rf"(?:[−±]\s*|\b(?:minus|negative|neg\.)[\s{DASHES}]+)(?P<led>{LED})?{OPEN}\Z", re.I)
"""A sign that is no dash, whatever stands between it and the number."""
DASH = re.compile(rf"[{DASHES}](?P<gap>\s+){OPEN}\Z")
BULLET = re.compile(r"\n\s*-[ \t]+\Z")
ARROW = re.compile(r"(?:[=~–—-]>|<[~–—-]+(?=\s))\s*\Z")
RELATION = re.compile(rf"(?:[<>]=?|[≤≥≠≈≃≅∼≪≫≲≳])\s*{OPEN}\Z")
SYMBOL = re.compile(r"(?:\b[^\W\d_]['′]?|\d|[)\]}%²³\x03])\s*\Z")
"""What a number can be taken from: a letter alone, a number, a formula, what is in brackets."""
LEADS = "is are was were be been of to at by from than about around in on for and or with equals gives"
"""Words that lead to a number: a sign behind one belongs to what follows, and is no dash or relation."""
SIGN_OF = re.compile(
    r"\b(?:is|are|was|were|be|stays?|remains?|becomes?)(?: \w+)? (?P<sign>negative|positive)\s?(?P<mark>[:,(–-])\s*\Z"
)
"""What says which sign a number has: *the slope is negative: −5*."""
ALONE = re.compile(r"\s*(?:[.,;:!?)]|\Z)")
SAID = re.compile(r"(?P<word>[\w’']+)\s*\Z|[)\]}%\x03`.!?…”’\"»]\s*\Z")


def plain(text: str) -> str:
    """Return a text with one sign of its kind for each that only looks another way."""
    return re.sub(r"[^\x00-\x7f\w\s]", lambda found: _plain(found[0]), text)


@cache
def _plain(character: str) -> str:
    words = re.split(r"[\s-]", name(character, ""))
    if category(character)[0] in "PS" and NO_SIGN.isdisjoint(words):
        return next((sign for word, sign in NAMED.items() if word in words), character)
    return character


def signed(before: str) -> bool:
    """Return whether a sign stands in front of a number, and nothing that it could be taken from."""
    before = plain(before)
    if BULLET.search(before) or ARROW.search(before):
        return False
    if TOUCHING.search(before):
        return True
    if apart := APART.search(before):
        ahead = before[: apart.start()]
        taken = SYMBOL.search(ahead) or (apart["led"] and _says(ahead))  # as in "all patients minus the 6"
        return "neg" in apart[0].lower() or not taken
    dash = DASH.search(before)
    return dash is not None and not (dash["gap"] in {" ", "\n"} and _says(before[: dash.start()]))


def other_sign(before: str, behind: str, sign: int) -> bool:
    """Return whether a text says that a number is negative, or positive, and its sign is the other one.

    Behind a comma more may be said, as in *it is negative, 6 times in a row*.
    """
    said = SIGN_OF.search(plain(before))
    more = said is not None and said["mark"] == "," and not ALONE.match(behind)
    return said is not None and not more and (said["sign"] == "negative") != (sign < 0)


def lone_relation(before: str) -> bool:
    """Return whether a relation has nothing on its left: p < 5 relates p, but "it is < 5" says less than 5."""
    relation = RELATION.search(before)
    return relation is not None and not ARROW.search(before) and not _says(before[: relation.start()])


def _says(before: str) -> bool:
    """Return whether a text ends with something that a dash can follow, or that can be related."""
    said = SAID.search(before)
    return said is not None and (said["word"] or "").lower() not in LEADS.split()
