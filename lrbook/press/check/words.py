"""Words that name a comparison, such as *falls*, *higher* or *at most*, and what a text says with them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from lrbook.press.check import adverbs
from lrbook.press.check.in_figures import in_figures
from lrbook.press.check.lines import PLACEHOLDER
from lrbook.press.check.of_what import WORD as A_WORD
from lrbook.press.check.of_what import parted
from lrbook.press.check.parts import BOUNDED, FACTOR, named
from lrbook.press.check.spelling import ORDINALS, SCALES, shown_number
from lrbook.press.check.typed import typed_numbers

NEXT, PAIR, ZERO, BOUNDS = "the one before", "another", "zero", "two bounds"
"""What a word compares with."""

OWN: dict[tuple[str, str], str] = {
    ("<", NEXT): "falls fall fell fallen falling sinks sink sank shrinks shrink shrank drops drop dropped "
    "decreases decrease decreased declines decline declined goes_down go_down went_down",
    (">", NEXT): "rises rise rose risen rising raises raise raised grows grow grew grown climbs climb climbed "
    "increases increase increased goes_up go_up went_up",
    ("≠", NEXT): "changes change changed",
    ("<", PAIR): "lower less fewer smaller below under cheaper shorter lighter narrower younger colder cooler <",
    (">", PAIR): "higher more larger greater above over beyond dearer longer bigger taller heavier wider older warmer "
    "hotter exceeds >",
    ("≤", PAIR): "at_most up_to no_more no_larger no_higher no_greater within ≤ <= \\leq \\le",
    ("≥", PAIR): "at_least no_less no_fewer no_lower no_smaller ≥ >= \\geq \\ge",
    ("max", PAIR): "largest highest greatest longest dearest biggest tallest heaviest widest oldest warmest hottest "
    "the_most",
    ("min", PAIR): "smallest lowest shortest fewest cheapest lightest narrowest youngest coldest the_least",
    ("=", PAIR): "same equal equal_to equals agree agrees agreed identical alike stays stay stayed =",
    ("≠", PAIR): "differ differs differed different unequal ≠ \\neq \\ne",
    ("±", PAIR): "opposite",
    ("<", ZERO): "negative",
    (">", ZERO): "positive",
    ("in", BOUNDS): "inside between",
    ("out", BOUNDS): "outside",
}
"""The words that name a comparison, and nothing else; ± is that with the negative."""

OTHERWISE = {"<": "≥", ">": "≤", "=": "≠", "in": "out", "±": "not ±", "max": "not max", "min": "not min"}
OTHERWISE |= {sign: other for other, sign in OTHERWISE.items()}
"""What is so where a comparison is not."""

STRICT = {"≤": "<", "≥": ">"}
NOUN = re.compile(r"\b(?:the|an?|its|their|this|that) \Z")
"""What makes a noun of a word that compares, as in *after the change*."""
WORD = re.compile(A_WORD)

NOT = re.compile(r"\b(?:not|no|never|nowhere|neither|nor|none|hardly|cannot)\b|n['’]t\b")
EACH = re.compile(r"\b(?:every|everywhere|always|each|never|nowhere|throughout|steadily|monotonically)\b")
NO_LONGER = re.compile(r"\bno (?:longer|more)\b(?! than)(?= \w)")
ANY_MORE = re.compile(r" any (?:longer|more)\b(?! than)")
SMALL = {"zero": 0, "two": 2, "three": 3, "half": 0.5, "halves": 0.5, "twice": 2, "double": 2, "thrice": 3, "triple": 3}
"""Numbers in words that are plain English in prose. In a fact they are a part of what it says."""
SMALL_NUMBER = re.compile(rf"\b(?:{'|'.join(SMALL)})s?\b")
FEW = re.compile(r"(?:two|three)\b(?= [^\W\d_])(?! (?:times|others?|of)\b)")
"""How much something is more than, in words that are no typed number: *more than three minutes*."""
ALL = re.compile(r"\ball (?:the )?(?P<many>[a-z]+(?:-[a-z]+)?|\d+)\b(?! (?:times|percent)\b)")
"""Of how many it is so, each time: *lower than all ten*, *falls at all three steps*."""
RANK = re.compile(rf"\b({'|'.join(ORDINALS)}|\d+(?:st|nd|rd|th))[\s-](?=(\w+))")
"""Which one it is in the order of all, as in *the second largest*."""
GOES_ON = re.compile(
    r"\b(?P<word>\w+) and (?P=word)\b|\bever (?P<ever>\w+)\b"
    r"|(?<=\beach )(?P<each>.+) than the (?:one before(?: it)?|last(?: one)?|previous(?: one)?)\Z"
)
"""How a word that compares a pair is said of each and the one before: *each smaller than the last*, *ever larger*.
Without *each* a pair may be meant, the subject first."""
AS = re.compile(r"(?:(?P<near>almost|nearly|about|roughly) |just |exactly )?as \w+ as|(?:just|exactly) as \w+")
"""What says of a pair that they are the same: *as long as*."""
NOT_AS = re.compile(r"not (?:as|so) (?P<much>\w+)(?: as)?")
MORE = {"many": "more", "much": "more", "few": "fewer", "little": "less"}
"""What is not as long as another is shorter: it is contrary to *longer*."""
SCALED = re.compile(
    rf"[\w.-]+[ -](?:{'|'.join(sorted((name for name in SCALES if name[0].isalpha()), key=len, reverse=True))})\b"
)
"""So many hundredths, thousands or millions, in a word: the number before it is read with it."""
GAP = re.compile(r"(?: than| as)? (?:about )?")
"""What may stand between a word and the number that it compares with."""


@dataclass(frozen=True)
class Said:
    """What a text says.

    Attributes:
        sign: The comparison; what is so where it is not, if a *not* denies it; or "".
        of: What is compared with.
        bound: The number that is compared with, if the text names it.
        numbers: How many numbers the text names.
        denied: Whether it has a *not*.
        each: Whether it says *every*, *always* or *never*.
        manner: How far it says that the comparison holds, and how often.
        rest: Its words, without markup and adverbs.
        factor: Whether the bound is how many times the first of a pair is the second: *more than twice as many*.
        rank: The ordinal before *largest* or *smallest*, or "".
        many: How many it is so of, if the text says *all* of them, or "".
        compared: Where in them the words that compare stand, each with whether it is a "second" one that says more.
    """

    sign: str
    of: str
    bound: Decimal | None
    numbers: int
    denied: bool
    each: bool
    manner: adverbs.Manner
    rest: str
    factor: bool
    rank: str
    many: str
    compared: tuple[tuple[tuple[int, int], str], ...]


_like: dict[str, str] = {}
_known: dict[str, tuple[str, str]] = {}


def teach(like: Mapping[str, str]) -> list[str]:
    """Begin a book that has words of its own, each with a word that it is like. Returns those that are like none."""
    _known.clear()
    _like.clear()
    _known.update({word.replace("_", " "): what for what, words in OWN.items() for word in words.split()})
    strange = [word for word, other in like.items() if other not in _known]
    _like.update({word: other for word, other in like.items() if word not in strange})
    _known.update({word: _known[other] for word, other in _like.items()})
    read.cache_clear()
    return strange


def like() -> dict[str, str]:
    """Return the words that the book has of its own, each with the word that it is like."""
    return dict(_like)


@cache
def read(text: str) -> Said:
    """Read a text. The first word that compares decides; but *stays* waits for another, as in *stays below*."""
    pattern = _pattern(tuple(_known))
    text = " ".join(re.sub(r"[*_]", "", PLACEHOLDER.sub("", text)).lower().split())
    text = ANY_MORE.sub("", NO_LONGER.sub("not", text))
    goes_on = GOES_ON.search(text)
    text = GOES_ON.sub(lambda found: found["word"] or found["ever"] or found["each"], text)
    text = scaled(in_figures(text))
    head, tail = parted(text)
    text = _as_much(head, tail) or text
    factor = BOUNDED.fullmatch(head)
    times = shown_number(factor["factor"]) if factor else None
    text = f"{factor['than']} {times.value}{tail}" if factor and times else text
    ranked = RANK.search(text)
    rank = ranked[1] if ranked and _known.get(ranked[2], ("", ""))[0] in {"max", "min"} else ""
    text = text.replace(ranked[0], "", 1) if ranked and rank else text
    counted = ALL.search(text)
    many = counted["many"] if counted and shown_number(counted["many"]) else ""
    text = text.replace(counted[0], "every", 1) if counted and many else text
    first = None if shown_number(text) else pattern.search(text)
    text, manner = adverbs.read(text, first.end()) if first else (text, adverbs.Manner())
    words = list(pattern.finditer(text)) if first else []
    numbers = list(typed_numbers(text))
    adjacent = ((word, number) for number in numbers for word in words if _adjacent(word, number, text))
    word, number = next(adjacent, (None, None))
    word = word or next((word for word in words if not word[0].startswith("stay")), next(iter(words), None))
    sign, of = _known[word[0]] if word else ("", "")
    of = NEXT if goes_on and of == PAIR and sign in "<>" else of
    beside = {_known[other[0]][0] for other in words}
    if number and (("=" in beside and sign in ">≥") or ("≠" in beside and word and word[0] == "within")):
        sign = ""  # what agrees does so to within 5, and what differs does so by more than that
    denied = NOT.search(pattern.sub("", text)) is not None
    rest = re.sub(rf"\A{GAP.pattern}|{adverbs.EACH}", "", text[word.end() :]).strip() if word and not numbers else ""
    rest = "" if FACTOR.fullmatch(rest) and not named(rest) else rest  # to fall twice is to fall two times
    few = FEW.match(rest) if of == PAIR else None
    bound = shown_number(number[0].strip() if number else few[0] if few else rest)  # one and zero are no typed numbers
    sign = OTHERWISE[sign] if sign and denied else sign
    small = [other for other in SMALL_NUMBER.finditer(text) if not any(_within(other, number) for number in numbers)]
    count = 1 if bound and not numbers else len(numbers) + len(small)
    each = EACH.search(text) is not None
    compared = tuple(
        (other.span(), "comparison" if word and _goes_with(word, other, bound is not None) else "second")
        for other in words
        if other is word or not NOUN.search(text[: other.start()])
    )
    value = bound.value if bound else None
    return Said(sign, of, value, count, denied, each, manner, text, times is not None, rank, many, compared)


def scaled(text: str) -> str:
    """Return a text with the numbers in figures that have their scale in a word.

    >>> scaled("less than ten percent"), scaled("more than a hundred"), scaled("at least five million")
    ('less than 10 %', 'more than 100', 'at least 5000000')
    """

    def in_figures(found: re.Match[str]) -> str:
        shown = shown_number(found[0])
        if not shown:
            return found[0]
        return f"{shown.value.scaleb(2).normalize():f} %" if "per" in found[0] else f"{shown.value.normalize():f}"

    return SCALED.sub(in_figures, text)


def _as_much(head: str, tail: str) -> str:
    """Return what says *as long as* of a pair with a word that compares, or ""."""
    same, less = (form.fullmatch(head + " as" * (" as " in tail)) for form in (AS, NOT_AS))
    if same:
        return f"{same['near'] or ''} same{tail}".strip()
    longer = next(filter(_known.get, _comparatives(less["much"])), "") if less else ""
    sign, of = _known.get(longer, ("", ""))
    return f"{'lower' if sign == '>' else 'higher'}{tail}" if of == PAIR and sign in "<>" else ""


def _comparatives(word: str) -> Iterator[str]:
    """Yield how a word may be when it compares: *large* makes *larger*, *big* *bigger*, and *dry* *drier*."""
    yield MORE.get(word, f"{word}er")
    yield from (f"{word}r", f"{word}{word[-1]}er", f"{word[:-1]}ier")


def tokens(said: Said) -> Iterator[tuple[str, str]]:
    """Yield what a text consists of: a "comparison", a "number", a "not", an "each", or a "word" that is none of them.

    A "second" comparison is one that does not go with the first.
    """
    one = re.finditer(r"\b(?:one|zero)\b", said.rest if said.bound is not None else "")
    read_as = [("number", typed_numbers(said.rest)), ("number", SMALL_NUMBER.finditer(said.rest)), ("number", one)]
    read_as += [("each", EACH.finditer(said.rest)), ("not", NOT.finditer(said.rest))]
    spans = [*said.compared, *((match.span(), kind) for kind, matches in read_as for match in matches)]
    end = 0
    for (start, stop), kind in sorted(spans, key=lambda span: (span[0][0], -span[0][1])):
        if start >= end:
            yield from (("word", word) for word in WORD.findall(said.rest[end:start]))
            yield kind, said.rest[start:stop]
            end = stop
    yield from (("word", word) for word in WORD.findall(said.rest[end:]))


def _within(one: re.Match[str], other: re.Match[str]) -> bool:
    """Return whether a match is a part of another, as *two* is of *two thirds*."""
    return other.start() <= one.start() and one.end() <= other.end()


def _goes_with(one: re.Match[str], other: re.Match[str], bound: bool) -> bool:
    """Return whether a second word that compares says no other thing: *stays* below, *agrees* to within."""
    if one is other or other[0].startswith("stay"):
        return True
    (sign, of), (second, of_second) = _known[one[0]], _known[other[0]]
    return bound and of == PAIR and (second in "=≠" or (of_second == NEXT and second in {sign, STRICT.get(sign)}))


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    longest = sorted(words, key=len, reverse=True)
    spelt, signs = (
        "|".join(re.escape(word) for word in longest if word[0].isalpha() == kind) for kind in (True, False)
    )
    return re.compile(rf"\b(?:{spelt})\b|(?:{signs})(?!\w)")


def _adjacent(word: re.Match[str], number: re.Match[str], text: str) -> bool:
    """Return whether a word stands right before a number."""
    return GAP.fullmatch(text[word.end() : number.start()] + " " * number[0].startswith(" ")) is not None


teach({})
