"""Numbers that are stated side by side, and the words at them: each may name the expression of another, in a circle.

The words stand before the numbers. If none before the first number names any of them, they stand right behind.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from lrbook.press.check.clause import rest
from lrbook.press.check.formatted import formatted
from lrbook.press.check.likeness import shared, stem, words, words_of_code
from lrbook.press.check.masked import hidden
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
    starts = [start for start, *_ in stated]
    item: list[tuple[Mark, Place]] = []
    found: list[list[Mark]] = []
    for start, end in _parts(text, stated):
        inside = stated[bisect_left(starts, start) : bisect_left(starts, end)]
        listed = bool(ITEM.match(text, start))
        if not listed:
            found += _between(item)
            item = []
        if not inside:
            continue
        before, behind = _places(text, start, end, inside)
        exchanged = _exchanged(before, behind, _close(text, end, inside))
        found += [[inside[place] for place in places] for places in exchanged]
        item += [(inside[0], before[0])] if listed else []
    found += _between(item)
    yield from ((text.count("\n", 0, one[0][0]) + 1, tuple(mark[2] for mark in one)) for one in found)


def _parts(text: str, stated: Sequence[Mark]) -> Iterator[tuple[int, int]]:
    """Yield the sentences, items and rows of a text, as places."""
    start = 0
    for end in [*(match.end() for match in END.finditer(hidden(text, stated))), len(text)]:
        yield start, end
        start = end


def _between(items: Sequence[tuple[Mark, Place]]) -> list[list[Mark]]:
    """Return the first numbers of two or three items of a list, or rows of a table, that were exchanged."""
    places = [place for _, place in items]
    return [[items[place][0] for place in found] for found in [*_swapped(places), *_rotated(places)]]


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
    if not any(shared(before[0][0], code) for _, code in before):
        yield from _swapped(close)
        return
    for i, j in _swapped(before):
        if not all(_named(behind[i], behind[j])):
            yield i, j
    for three in _rotated(before):
        if not all(shared(*behind[place]) for place in three):
            yield three


def _swapped(places: Sequence[Place]) -> Iterator[tuple[int, int]]:
    """Yield each two places of which the words name the expression of the other, and not their own."""
    named = _others_named(places)
    for i, others in enumerate(named):
        for j in sorted(others):
            if i < j and i in named[j] and swapped(places[i], places[j]):
                yield i, j


def _rotated(places: Sequence[Place]) -> Iterator[tuple[int, int, int]]:
    """Yield each three places of which the words name the expression of the next, and nothing of their own."""
    own = [shared(said, code) for said, code in places]
    leads = [set[int]() if its else others for its, others in zip(own, _others_named(places), strict=True)]
    led: dict[int, set[int]] = defaultdict(set)
    for place, others in enumerate(leads):
        for other in others:
            led[other].add(place)
    for i, others in enumerate(leads):
        for j in sorted(others):
            yield from ((i, j, k) for k in sorted(leads[j] & led[i]) if i < min(j, k))


def _others_named(places: Sequence[Place]) -> list[set[int]]:
    """Return for each place those whose expressions its words name, by what is not in its own.

    The words are looked up by their stems: to compare each place with each other takes minutes in a long list.
    """
    there: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for place, (_, code) in enumerate(places):
        for word in code:
            there[stem(word)][word].add(place)
    near = [
        (said, code, [pair for at in set(map(stem, said)) & there.keys() for pair in there[at].items()])
        for said, code in places
    ]
    return [
        set[int]().union(*(at for word, at in words if word not in code and shared(said, frozenset([word]))))
        for said, code, words in near
    ]


def swapped(one: Place, other: Place) -> bool:
    """Return whether the words at either of two numbers name the expression of the other, and not their own."""
    exchanged = _named((one[0], other[1]), (other[0], one[1]))
    return all(exchanged) and not any(_named(one, other))


def _named(one: Place, other: Place) -> tuple[int, int]:
    """Return how many words at each of two numbers name its expression, and not that of the other."""
    (said, code), (said_there, code_there) = one, other
    return shared(said, code - code_there), shared(said_there, code_there - code)
