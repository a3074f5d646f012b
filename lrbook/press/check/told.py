"""What a sentence tells of two or three of its numbers: that one is less, how many times the other, their sum, a share.

A form is read only where it speaks of the numbers themselves. "After 8 steps it is above the first 30" does not: it
begins with a word that leads to its number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from lrbook.press.check.clause import lead
from lrbook.press.check.nearby import FAR, gap_of, is_count, seen
from lrbook.press.check.stated import Mark
from lrbook.press.check.units import amount, number_in
from lrbook.press.check.unread import LEADING
from lrbook.press.check.words import NOT, OWN, PAIR

Told = tuple[Sequence[Mark], Sequence[str]]
"""Some numbers, and the signs between them."""

ABOVE = {"below": "<", "under": "<", "above": ">", "over": ">", "beyond": ">"}
LESS = {word: sign for sign in "<>" for word in OWN[sign, PAIR].split() if word.isalpha() and word not in ABOVE}
THAN = "|".join(word for word in LESS if word != "exceeds")
THE = r"(?:(?:the|an?|its|their)\s(?:[\w-]+\s){0,3}?(?:of\s)?)?"
IS_LESS = re.compile(
    rf"(?:\s[\w-]+)?\s(?:exceeds|(?:is|are|was|were|lies?)\s(?:[\w-]+\s)?(?:(?:{THAN})\sthan|{'|'.join(ABOVE)}))\s{THE}"
)
"""138 is less than (the age of) 165."""
ASIDE = re.compile(rf",\s(?:(?:which|and|that)\sis\s)?(?:[\w-]+\s)?(?:{THAN})\sthan\s(?:the|its|their)\s(?:\w+\s)?")
"""…, less than the 165."""
MARK = re.compile(
    rf"\b({THAN})(?:\s(?!by\b|at\b|in\b|with\b|of\b|for\b|than\b|to\b|among\b)[\w-]+)?(?:,\s|\s\()\Z",
    re.I,
)
THAN_MARK = re.compile(r"(?:,|\))\sthan\s(?:the\s)?[\w-]+(?:\s[\w-]+)?(?:,\s|\s\()")
"""Fewer steps (138) than the other one (165)."""
OPENED = re.compile(rf"\b({THAN})(?::|,)\s\Z", re.I)
INSTEAD = re.compile(r"\s(?:instead\sof|rather\sthan|against|versus|compared\s(?:with|to))\s(?:the\s)?")
"""It is lower: 138 instead of 165."""
IS_TIMES, TIMES = re.compile(r"(?:\s[\w-]+)?\s(?:is|are|was|were)\s(?:about\s)?"), re.compile(r"\stimes\s(?:the\s)?")
AND = re.compile(r"(?:\s[\w-]+){0,2}\sand\s(?:the\s)?")
MAKE = re.compile(r"(?:\s[\w-]+){0,2}\s(?:makes?|adds?\sup\sto|sums?\s(?:up\s)?to|total|together\sare)\s(?:the\s)?")
OF_ALL = re.compile(r"(?:\A|[.,;:(]\s|\band\s)of\s(?:the\s|all\s|these\s|its\s)*\Z", re.I)
THEN = re.compile(r"(?:\s[\w-]+){0,3},\s(?:only\s|just\s|about\s)?")
ARE = re.compile(r"\s(?:are|is|were|was|have|has|had)\b")
WHICH = re.compile(r"(?:\s[\w-]+){1,3}(?:,\swhich\sis|,\sor|,\sthat\sis,?|\s\()\s?(?:about\s|only\s)?")
PARAGRAPH = re.compile(r"\n[ \t]*(?:\n|[-*+#>|]\s*|\d+\.\s)")
LAST = re.compile(r"\s*(?:[.,;:!?)]|\Z)")


def told(text: str, marks: Sequence[Mark]) -> Iterator[Told]:
    """Find what is told of the numbers of a text."""
    for one, other in pairwise(marks):
        yield from _less(text, one, other)
    for one, other, third in zip(marks, marks[1:], marks[2:], strict=False):
        gaps, behind = (gap_of(text, one, other), gap_of(text, other, third)), _behind(text, third)
        if not _begins(text, one) or not LAST.match(behind):
            continue
        if IS_TIMES.fullmatch(gaps[0]) and TIMES.fullmatch(gaps[1]):
            yield (one, other, third), ["=", "×"]
        if _alike(one, other, third) and AND.fullmatch(gaps[0]) and MAKE.fullmatch(gaps[1]):
            yield (one, other, third), ["+", "="]
    yield from _of_all(text, marks)


def _less(text: str, one: Mark, other: Mark) -> Iterator[Told]:
    """Find what says that one of two is less, or more, than the other."""
    gap, before = gap_of(text, one, other), _before(text, one)
    denied = NOT.search(" ".join([*lead(before.rstrip(" :,(")), gap]))
    marked = (MARK.search(before) and THAN_MARK.fullmatch(gap)) or (
        OPENED.search(before) and INSTEAD.fullmatch(gap) and LAST.match(_behind(text, other))
    )
    aside = ASIDE.fullmatch(gap) and not LEADING.intersection(lead(before)[:1])
    if denied or not _alike(one, other) or not (marked or aside or (IS_LESS.fullmatch(gap) and _begins(text, one))):
        return
    said = before if marked else gap
    words = [word for word in re.findall(r"\w+", said.lower()) if word in LESS or word in ABOVE]
    yield (one, other), [(LESS | ABOVE)[words[-1] if marked else words[0]]]


def _of_all(text: str, marks: Sequence[Mark]) -> Iterator[Told]:
    """Find of how many there are how many: no more than all, and what share that is said to be."""
    for place, (one, other) in enumerate(pairwise(marks)):
        if OF_ALL.search(_before(text, one)) and THEN.fullmatch(gap_of(text, one, other)) and _counts(one, other):
            if ARE.match(_behind(text, other)):
                yield (other, one), ["≤"]
            third = marks[place + 2] if place + 2 < len(marks) else None
            if third and WHICH.fullmatch(gap_of(text, other, third)) and LAST.match(_behind(text, third)):
                yield (other, one, third), ["/", "="]


def _begins(text: str, mark: Mark) -> bool:
    """Return whether a number is the subject of its clause: nothing but an article, or *that*, stands before it."""
    return not {*lead(_before(text, mark))} - {"the", "a", "an", "all", "together", "about"}


def _before(text: str, mark: Mark) -> str:
    paragraph = PARAGRAPH.split(text[max(mark[0] - FAR, 0) : mark[0]])[-1]
    return seen(paragraph)


def _behind(text: str, mark: Mark) -> str:
    return seen(text[mark[1] : mark[1] + FAR])


def _counts(*marks: Mark) -> bool:
    return all(map(is_count, marks))


def _alike(*marks: Mark) -> bool:
    """Return whether some texts are numbers of one unit."""
    shown = [number.shown for *_, number in marks]
    units = {(*amount(text)[::2], "%" in text, "‰" in text) for text in shown}
    return all(map(number_in, shown)) and len(units) == 1
