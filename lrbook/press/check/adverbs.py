"""Words beside a comparison that make something else of it, in one place: how far it holds, how often, or not at all.

How far and how often are computed, whether the words stand inside the brackets or right beside them. What denies a
comparison is read inside the brackets only, and what limits it to some part of what is compared is read by nobody.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from lrbook.press.check.spelling import shown_number

FAR = {
    "slightly": "slightly barely just marginally narrowly somewhat a_little a_bit",
    "far": "far much well by_far vastly considerably substantially",
    "almost": "almost nearly practically virtually roughly approximately",
}
"""Words that say how far apart two values are that are compared, by what they are read as."""
NEAR, APART = 0.1, 0.2
"""The share of the larger of two numbers by which they differ at most if it is *slightly*, and at least if *far*."""

OFTEN = {
    "mostly": "mostly usually most_of_the_time",
    "sometimes": "sometimes occasionally now_and_then",
    "rarely": "rarely seldom",
}
"""Words that say how often a comparison holds, by what they are read as."""
FEW = 0.25
"""The largest share of the cases in which a thing is so that rarely is."""

DENIALS = (
    "not no never nowhere neither nor none hardly scarcely cannot no_longer unable_to far_from anything_but "
    "by_no_means in_no_way rather_than instead_of fail_to fails_to failed_to cease_to ceases_to ceased_to"
)
"""Words that deny what follows them."""
LITTLE = (
    "a an the at_all be been get gets got become becomes remain remains stay stays seem seems look looks so very any "
    "even quite really ever always yet"
)
"""What may stand between a denial and what it denies."""
LIMITS = (
    "only except save but until till unless if when while some many most few several early late soon often overall "
    "altogether partly first last once by exception exceptions"
)
"""Words of grammar that limit a statement to a part of what is compared, and that nothing computes."""


def _any(*lists: str) -> str:
    """Return a pattern for any word of some lists, the longer ones first."""
    words = sorted(" ".join(lists).split(), key=len, reverse=True)
    return rf"\b(?:{'|'.join(words)})\b".replace("_", r"\s+")


MEANING = {
    word.replace("_", " "): what for table in (FAR, OFTEN) for what, words in table.items() for word in words.split()
}
ADVERB = rf"(?<!so )(?<!as )(?<!how )(?<!thus ){_any(*FAR.values(), *OFTEN.values())}(?! from\b)"
TIMES = r"(?:\b(only|just|exactly|at least|at most)\s+)?\b(once|twice|[\w-]+\s+times)\b"
OTHER = r"\b(?:at|in|on|with)\s+every\s+(?:other|second)\b(?:\s+\w+)?"
EACH = (
    r"\b(?:always|steadily|monotonically|everywhere|throughout"
    r"|(?:at|in|on|for)\s+(?:every|each)\s+\w+|(?:every|each)\s+time)\b"
)
"""Words that say a comparison of each, right beside it."""
SAID = re.compile(rf"(?P<adverb>{ADVERB})|(?P<other>{OTHER})|{TIMES}")
BEFORE = re.compile(rf"({ADVERB}|{EACH})\s+(?:(?:a|an|any|the)\s+)?\Z", re.I)
BEHIND = re.compile(
    rf"\s+(?:only\s+)?({ADVERB}|{OTHER}|{EACH}|{TIMES})(?=\s*[.,;:!?)–—]|\s*\Z|\s+(?:in|at|on|and|but|with|of|from|than)\b)",
    re.I,
)
DENIED_BEFORE = re.compile(
    rf"(?:{_any(DENIALS)}|n['’]t)\s+"
    rf"(?:(?!only|just)(?:{_any(LITTLE, *FAR.values(), *OFTEN.values())}|\w+ly)\s+){{0,3}}\Z",
    re.I,
)
DENIED_BEHIND = re.compile(
    r"\s+(?:not|never|nowhere|hardly|scarcely|no\s+(?:longer|more)(?!\s+than)|(?:at|in|on|by|under|for|with)\s+no(?:ne)?)\b",
    re.I,
)


@dataclass(frozen=True)
class Manner:
    """How a comparison holds.

    Attributes:
        far: How far apart the values are: a key of `FAR`, or "".
        often: How often it is so: a key of `OFTEN`, *at every other*, what bounds the number of times, or "".
        times: That number, or 0.
        clear: Whether the text says no more than one thing of each.
    """

    far: str = ""
    often: str = ""
    times: int = 0
    clear: bool = True

    def fits(self, held: Sequence[bool]) -> bool:
        """Return whether a comparison holds as often as is said; each time, if nothing is said."""
        so, of = sum(held), len(held)
        match self.often:
            case "":
                return so == of
            case "mostly":
                return so > of / 2
            case "sometimes":
                return 0 < so < of
            case "rarely":
                return 0 < so <= FEW * of
            case "at every other":
                return of > 1 and all(one != other for one, other in pairwise(held))
            case "at least":
                return so >= self.times
            case "at most":
                return so <= self.times
        return so == self.times


def read(text: str, start: int) -> tuple[str, Manner]:
    """Return a text without its adverbs, and what they say; the number of times stands behind `start`."""
    manner, found = Manner(), [match for match in SAID.finditer(text) if not match[4] or match.start() >= start]
    for match in found:
        manner = _with(manner, match)
    for match in reversed(found):
        text = text[: match.start()] + text[match.end() :]
    return " ".join(text.split()), manner


def _with(manner: Manner, match: re.Match[str]) -> Manner:
    word = MEANING.get(" ".join((match["adverb"] or "").split()), "")
    if word in FAR:
        return replace(manner, far=word, clear=not manner.far)
    often, times = word or "at every other", 0
    if match[4]:
        number = shown_number(match[4].removesuffix("times").strip())
        often, times = match[3] or "exactly", {"once": 1, "twice": 2}.get(match[4], int(number.value) if number else 0)
    return replace(manner, often=often, times=times, clear=not manner.often and bool(times or not match[4]))


def drawn_in(text: str, before: str, behind: str, *, each: bool = True) -> str:
    """Return a text that compares with the adverbs right beside it, which are read as a part of it.

    Without `each`, not with those that say it of each: what is compared may be the largest of all.
    """
    leads, follows = BEFORE.search(before), BEHIND.match(behind)
    lead, behind = (found[1] if found else "" for found in (leads, follows))
    beside = [word if each or not re.fullmatch(EACH, word, re.I) else "" for word in (lead, behind)]
    return " ".join(filter(None, (beside[0], text, beside[1])))


def denied(before: str, behind: str) -> bool:
    """Return whether a word beside a text that compares denies it."""
    return bool(DENIED_BEFORE.search(before) or DENIED_BEHIND.match(behind))
