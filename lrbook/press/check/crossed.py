"""Numbers that are stated side by side, and the words at them: each may name the expression of another, in a circle.

The words stand before the numbers. If none before the first number names any of them, they stand right behind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, pairwise

from lrbook.press.check.clause import rest
from lrbook.press.check.formatted import formatted
from lrbook.press.check.likeness import shared, words, words_of_code
from lrbook.press.check.source import Source
from lrbook.press.check.stated import Mark, Stated, marks
from lrbook.press.check.unread import GRAMMATICAL

END = re.compile(r"(?<=[.!?;])(?<!\n\d\.)(?<!\n\d\d\.)\s|\n\s*\n|\n(?=[ \t>]*(?:[-*+#|]|\d+\.)\s)|///")
"""Where a sentence ends, an item of a list or a row of a table."""
ITEM = re.compile(r"\s*[ \t>]*(?:[-*+|]|\d+\.)\s")
Place = tuple[frozenset[str], frozenset[str]]
"""The words at a number, and those of its expression."""


def crossed(source: Source) -> Iterator[tuple[int, tuple[Stated, ...]]]:
    """Find the numbers whose words name each the expression of the next, and the last that of the first.

    They are two or three, and come with the line of the first.
    """
    yield from _crossed_in(source.worded)
    for line, text in formatted(source):
        yield from ((line, tuple(map(_as_written, numbers))) for _, numbers in _crossed_in(text))


def _as_written(part: Stated) -> Stated:
    return replace(part, raw=f"{{{part.expression}}}")


def _crossed_in(text: str) -> Iterator[tuple[int, tuple[Stated, ...]]]:
    stated = marks(text)
    item: list[tuple[Mark, Place]] = []
    for start, end in _parts(text, stated):
        inside = [mark for mark in stated if start <= mark[0] < end]
        listed = bool(ITEM.match(text, start))
        item = item if listed else []
        if not inside:
            continue
        before, behind = _places(text, start, end, inside)
        exchanged = _exchanged(before, behind, _close(text, end, inside))
        found = [[inside[place] for place in places] for places in exchanged]
        found += [[mark, inside[0]] for mark, place in item if swapped(place, before[0])]
        item += [(inside[0], before[0])] if listed else []
        rotated = _rotated([place for _, place in item]) if listed else ()
        found += [[item[place][0] for place in places] for places in rotated if len(item) - 1 in places]
        yield from ((text.count("\n", 0, one[0][0]) + 1, tuple(mark[2] for mark in one)) for one in found)


def _parts(text: str, stated: Sequence[Mark]) -> Iterator[tuple[int, int]]:
    """Yield the sentences, items and rows of a text, as places."""
    for start, end, _ in stated:
        text = text[:start] + "x" * (end - start) + text[end:]
    start = 0
    for end in [*(match.end() for match in END.finditer(text)), len(text)]:
        yield start, end
        start = end


def _places(text: str, start: int, end: int, stated: Sequence[Mark]) -> tuple[list[Place], list[Place]]:
    """Return what stands before each number, and what stands behind it, with the words of its expression."""
    cuts = zip([start, *(mark[1] for mark in stated)], [*(mark[0] for mark in stated), end], strict=True)
    said = [words(text[begin:stop]) - GRAMMATICAL for begin, stop in cuts]
    code = [words_of_code(number.expression) for *_, number in stated]
    return list(zip(said, code, strict=False)), list(zip(said[1:], code, strict=True))


def _close(text: str, end: int, stated: Sequence[Mark]) -> list[Place]:
    """Return what stands behind each number in its clause, with the words of its expression."""
    stops = [*(mark[0] for mark in stated[1:]), end]
    said = [words(" ".join(rest(text[mark[1] : stop]))) for mark, stop in zip(stated, stops, strict=True)]
    return [(some - GRAMMATICAL, words_of_code(mark[2].expression)) for some, mark in zip(said, stated, strict=True)]


def _exchanged(before: Sequence[Place], behind: Sequence[Place], close: Sequence[Place]) -> Iterator[tuple[int, ...]]:
    """Yield the places of two or three whose words are exchanged; with none before the first, they stand behind."""
    led = any(shared(before[0][0], code) for _, code in before)
    for i, j in combinations(range(len(before)), 2):
        crossed = swapped(before[i], before[j]) and not all(_named(behind[i], behind[j]))
        if crossed if led else swapped(close[i], close[j]):
            yield i, j
    for three in _rotated(before) if led else ():
        if not all(shared(*behind[place]) for place in three):
            yield three


def _rotated(places: Sequence[Place]) -> Iterator[tuple[int, int, int]]:
    """Yield each three places of which the words name the expression of the next, and nothing of their own."""
    for i, j, k in combinations(range(len(places)), 3):
        for three in ((i, j, k), (i, k, j)):
            if all(_leads(places[one], places[other]) for one, other in pairwise((*three, three[0]))):
                yield three


def _leads(one: Place, other: Place) -> bool:
    (said, code), (_, code_there) = one, other
    return bool(shared(said, code_there - code)) and not shared(said, code)


def swapped(one: Place, other: Place) -> bool:
    """Return whether the words at either of two numbers name the expression of the other, and not their own."""
    exchanged = _named((one[0], other[1]), (other[0], one[1]))
    return all(exchanged) and not any(_named(one, other))


def _named(one: Place, other: Place) -> tuple[int, int]:
    """Return how many words at each of two numbers name its expression, and not that of the other."""
    (said, code), (said_there, code_there) = one, other
    return shared(said, code - code_there), shared(said_there, code_there - code)
