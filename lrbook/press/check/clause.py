"""The clause that a fact stands in: the words before it, of which it is said, and those behind it."""

from __future__ import annotations

import re

from lrbook.press.check.beside import as_read
from lrbook.press.check.unread import LEADING

PARTS = re.compile(
    r"\x02[^\x03]*\x03|[][.,;:!?(){}|—–]|\n\s*(?:\n|[-*+#>]|\d+\.)|\b(?:and|or|but|so|that(?!\s+of\b)|then|while|whereas|because|if|when|where)\b",
    re.I,
)
"""What parts clauses, among it what has been stated before, as Python-Markdown has put it aside. *That of* does not."""
PRONOUNS = {"it", "they", "he", "she", "we", "there"}
WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
LEADS_TO = re.compile(r"\b(?:is|are|was|were|be|reaches|equals)(?: (?:about|only|just))?\Z|\ban? (?:[\w-]+ ){1,3}of\Z")
IS_THE = re.compile(r"(?:is|are|was|were) the\b")


def subject(before: str) -> list[str]:
    """Return the words that say what a fact is said of: "early fall is" of "the time of the early fall is".

    There are none if they are a pronoun, or lead to something else.
    """
    words = lead(before)
    led = next((place for place, word in enumerate(words) if word in LEADING - {"of"}), len(words))
    start = max((place + 1 for place, word in enumerate(words[:led]) if word == "of"), default=0)
    return [] if not PRONOUNS.isdisjoint(words[:led]) else words[start:led]


def lead(before: str) -> list[str]:
    """Return the words before a fact, from the beginning of its clause."""
    return _words(PARTS.split(as_read(before))[-1])


def rest(behind: str) -> list[str]:
    """Return the words behind a fact, up to the end of its clause."""
    return _words(PARTS.split(as_read(behind))[0])


def _words(text: str) -> list[str]:
    return WORD.findall(text.lower())


def equated(before: str, behind: str) -> str:
    """Return what a number is said to be, in small letters, such as "the mean of all is" or "is the mean"; or ""."""
    texts = PARTS.split(as_read(before))[-1], PARTS.split(as_read(behind))[0]
    lead, trail = (" ".join(text.lower().split()) for text in texts)
    return lead if LEADS_TO.search(lead) else trail if IS_THE.match(trail) else ""
