"""Numbers that are stated side by side, and what relates them: signs, *rises from … to*, or *138 of 303 (46 %)*."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from lrbook.press.check import adverbs, compared, results, stated, told
from lrbook.press.check.applied import APPLIED, FUNCTIONS, NOUNS, outcomes
from lrbook.press.check.beside import as_read
from lrbook.press.check.clause import lead
from lrbook.press.check.nearby import FAR, gap_of, is_count, seen
from lrbook.press.check.operators import COMMAND
from lrbook.press.check.parts import FACTORS, STEP
from lrbook.press.check.source import FORMULA, GIVEN, Source
from lrbook.press.check.stated import Mark, Stated
from lrbook.press.check.units import amount, number_in
from lrbook.press.check.unread import LEADING
from lrbook.press.check.words import NEXT, NOT, read

SIGN = re.compile(r"\s*([=≈≠<>≤≥+−×·/÷-])\s*")
RELATIONS = "=≈≠<>≤≥"
BEGINS = re.compile(
    rf"(?:\A|(?<!\}})(?<!\}}\s)[,:]|[.;!?({RELATIONS}\n—|]|\b(?:is|are|was|were|that|so|as|with|by|at|for|where|if|because)\s)\s*\Z"
)
"""What may stand before the first: a word may make something else of it, as in log 100, and so may more numbers."""
COMPARES = set("≠<>≤≥")
FUNCTION = rf"(?:arc?|a)?(?:{FUNCTIONS}|{NOUNS})h?"
SAID = re.compile(
    rf"(?<![\w.·-])(?!(?:{'|'.join([FUNCTION, *FACTORS, *LEADING])}|times|plus|minus|x{{5,}})\s)[^\W\d_]{{2,}}\s+\Z"
    r"|(?:\A|\n)[ \t>]*[-+#]*\s\Z|[\"“„‘»«→⇒…]\s?\Z",
    re.I,
)
"""What else may stand before two that are compared: a word that makes nothing of the first, or an item's sign."""
JOINED = re.compile(r"\}[^.;:!?]*\b(?:and|or)\s\Z|\\\[")
"""Two numbers before a sign: something may be made of both. In a formula of its own, a line may begin with a minus."""
ENDS = re.compile(r"(?!\s*[+−×·/÷^²³!-])(?!\s+of\b)(?!\s(?:times|plus|minus)\s[\[\w])")
MOVES = re.compile(
    r"(?P<word>[^\W\d_]+)(?:\s\w+ly)?(?:\sby\s\[[^\]]*\]\{=[^}]*\})?,?\sfrom\s(?:an?\s\w+\sof\s|about\s)?\Z"
)
TO = re.compile(r"(?:\s\w+)?,?\sto\s(?:about\s|one\sof\s)?")
CAME = re.compile(r",?\s+(?P<way>up|down)\s+from\s+(?:about\s+)?")
OF = re.compile(r"\s(?:out\s)?of\s(?:(?:the|all|these|its)\s)?")
MAKES = re.compile(
    r"(?:\s[\w-]+){0,3}(?:\s\(|,\s(?:or|that\sis,?|i\.e\.,?|which\s(?:is|makes))\s)(?:(?:about|only|i\.e\.,?|or)\s)?"
)
MADE_OF = re.compile(r"(?:\s[\w-]+){0,3}\s\(")
"""What stands between two numbers and the share that one is of the other."""
WAYS = {"up": "rises", "down": "falls"}


@dataclass(frozen=True)
class Related:
    """Numbers that are stated side by side: the line of the first, and what stands between them.

    That are signs, or the one word that says how the first became the second.
    """

    line: int
    numbers: tuple[Stated, ...]
    between: tuple[str, ...]

    def __str__(self) -> str:
        """Return what is said, as it is read."""
        first, *others = (number.shown for number in self.numbers)
        if APPLIED.search(self.between[0]):
            return f"{self.between[0]} {first} {self.between[1]} {others[0]}"
        if self.between[0].isalpha():
            return f"{self.between[0]} from {first} to {others[0]}"
        return " ".join([first, *(part for pair in zip(self.between, others, strict=True) for part in pair)])

    def wrong(self, values: Sequence[float]) -> str:
        """Return what is not so of the values of the numbers, or ""."""
        if APPLIED.search(self.between[0]):
            return self._other_result(*values)
        if self.between[0].isalpha():
            return next(iter(compared.wrong(self.between[0], list(values)) or []), "")
        places = [place for place, sign in enumerate(self.between) if sign in RELATIONS]
        sides = [slice(a + 1, b + 1) for a, b in zip([-1, *places], [*places, len(values) - 1], strict=True)]
        for place, (left, right) in zip(places, pairwise(sides), strict=True):
            one, other = (_computed(values[side], self.between[side.start : side.stop - 1]) for side in (left, right))
            units = [number_in(self.numbers[side.start].shown) for side in (left, right) if side.stop == side.start + 1]
            unit = max((float(number.unit) for number in units if number), default=0.0)
            if not _holds(one, self.between[place], other, unit):
                return f"{one:.6g} {self.between[place]} {other:.6g} is not so"
        return ""

    def _other_result(self, number: float, result: float) -> str:
        """Return what comes of a number by the function before it, if that is not what is stated."""
        shown = number_in(self.numbers[1].shown)
        unit = float(shown.unit) if shown else 0.0
        found = outcomes(self.between[0], number)
        if any(_holds(one, self.between[1], result, unit) for one in found):
            return ""
        return f"{found[0]:.6g} {self.between[1]} {result:.6g} is not so" if found else ""


def related(source: Source, *, formulas: bool) -> Iterator[Related]:
    """Find the numbers of a page that are related; with `formulas`, also within those."""
    text = source.seen if formulas else FORMULA.sub(lambda formula: "x" * len(formula[0]), source.seen)
    marks = stated.marks(text)
    marks += [(mark.start(), mark.end(), Stated(mark[0], mark["shown"], "")) for mark in GIVEN.finditer(text)]
    marks.sort()
    for run, between in [
        *_by_signs(text, marks),
        *_by_words(text, marks),
        *_shares(text, marks),
        *results.results(text, marks),
        *told.told(text, marks),
    ]:
        yield Related(text.count("\n", 0, run[0][0]) + 1, tuple(number for *_, number in run), tuple(between))


def _by_signs(text: str, marks: Sequence[Mark]) -> Iterator[tuple[Sequence[Mark], Sequence[str]]]:
    """Find the numbers with signs between them; those with several units may be the same, however many they are."""
    first = 0
    for last in range(len(marks)):
        between = [SIGN.fullmatch(gap_of(text, one, other)) for one, other in pairwise(marks[first : last + 2])]
        if all(between) and last + 1 < len(marks):
            continue
        run, signs = marks[first : last + 1], [sign[1] for sign in between[: last - first] if sign]
        units = {amount(number.shown)[::2] for *_, number in run}
        before, behind = text[max(run[0][0] - FAR, 0) : run[0][0]], text[run[-1][1] : run[-1][1] + FAR]
        begins = BEGINS.search(as_read(before)) or (COMPARES.issuperset(signs) and _alone(before))
        if not set(signs).isdisjoint(RELATIONS) and len(units) == 1 and begins and ENDS.match(seen(behind)):
            yield run, signs
        first = last + 1


def _alone(before: str) -> bool:
    """Return whether what stands before a number makes nothing else of it."""
    text = as_read(COMMAND.sub("·", before))
    denied = NOT.search(" ".join(lead(text)))
    return bool(SAID.search(text)) and not JOINED.search(before) and not denied


def _by_words(text: str, marks: Sequence[Mark]) -> Iterator[tuple[Sequence[Mark], Sequence[str]]]:
    """Find the numbers that a word leads from one to the other."""
    for one, other in pairwise(marks):
        before, gap = seen(text[max(one[0] - FAR, 0) : one[0]]), gap_of(text, one, other)
        moves, came = MOVES.search(before), CAME.fullmatch(gap)
        if moves and TO.fullmatch(gap) and not adverbs.denied(before[: moves.start()], ""):
            word = WAYS.get(moves["word"].lower(), moves["word"])
            if read(word).of == NEXT or STEP.fullmatch(word.lower()):
                yield (one, other), [word]
        elif came:
            yield (other, one), [WAYS[came["way"]]]


def _shares(text: str, marks: Sequence[Mark]) -> Iterator[tuple[Sequence[Mark], Sequence[str]]]:
    """Find how many of how many there are, which is no more than all, and what share that is said to be."""
    gaps = ["", *(gap_of(text, one, other) for one, other in pairwise(marks)), ""]
    for place, (one, other) in enumerate(pairwise(marks), 1):
        if not OF.fullmatch(gaps[place]) or not all(map(is_count, (one, other))):
            continue
        yield (one, other), ["≤"]
        if MAKES.fullmatch(gaps[place + 1]) and not OF.match(
            seen(text[marks[place + 1][1] : marks[place + 1][1] + FAR])
        ):
            yield (one, other, marks[place + 1]), ["/", "="]
        if MADE_OF.fullmatch(gaps[place - 1]):
            yield (one, other, marks[place - 2]), ["/", "="]


def _computed(values: Sequence[float], signs: Sequence[str]) -> float:
    """Return what comes out of numbers with signs between them: × and / go before + and −."""
    total, product = 0.0, values[0]
    for sign, value in zip(signs, values[1:], strict=True):
        if sign in "×·":
            product *= value
        elif sign in "/÷":
            product /= value
        else:
            total, product = total + product, value if sign == "+" else -value
    return total + product


def _holds(one: float, sign: str, other: float, unit: float) -> bool:
    """Return whether two sides are as a sign says, at the digits shown."""
    larger = max(abs(one), abs(other))
    apart, lost = abs(one - other), unit / 2 + compared.LOST * larger
    match sign:
        case "=" | "≈":
            return apart <= max(lost, adverbs.NEAR * larger * (sign == "≈"))
        case "≠":
            return apart > compared.LOST * larger
        case "<" | ">":
            return one < other if sign == "<" else one > other
    return one <= other + lost if sign == "≤" else other <= one + lost
