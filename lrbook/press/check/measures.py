"""The word right before a number that measures it: *more than*, *exactly*, *almost*, *twice*."""

from __future__ import annotations

import re

from lrbook.press.check.spelling import shown_number
from lrbook.press.check.words import OWN, PAIR

EXACTLY = ("exactly", "precisely")
ALMOST = ("almost", "nearly", "not quite")
ABOUT = ("about", "around", "roughly", "approximately")
TIMES = re.compile(r"twice|thrice|double|triple|[\w-]+ times")
WORDS = [word for sign in "<>" for word in OWN[sign, PAIR].split() if word.isalpha()]
"""They measure with *than* only: behind *above*, *below* or *over* a bound may be named, as in *p is below 5 %*."""
MEASURE = re.compile(
    rf"(?<![\w-])(?P<denied>(?:no|not|never|n['’]t)\s+)?"
    rf"(?P<measure>(?:{'|'.join(WORDS)})\s+than|{'|'.join([*EXACTLY, *ALMOST, *ABOUT])}|{TIMES.pattern})\s+\Z",
    re.I,
)


STATED = re.compile(r"[}\x03]\s(?:\w+\s)?\Z")
"""By how much something is more than a number, stands before that: [9 s]{=gap} more than [5 s]{=time}."""


def measure(before: str) -> str:
    """Return the word that measures a number behind a text, or "". What is not more than a number may be that."""
    found = MEASURE.search(before)
    if found and (found["denied"] or STATED.search(before[: found.start()])):
        return ""
    word = " ".join(found["measure"].lower().split()) if found else ""
    return word if not word.endswith(" times") or shown_number(word.removesuffix(" times")) else ""
