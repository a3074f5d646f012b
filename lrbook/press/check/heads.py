"""What stands above a column of a table says what its cells are: below *Year* they are years. And headings count."""

from __future__ import annotations

import re

from lrbook.press.rules.names.place import DEEP

NAMING = re.compile(
    rf"(?:(?!(?:per|a|an|each|every)\b)\w+\s)?(?P<kind>year|version|release|{DEEP})"
    r"|(?P<year>date|year\sof\s(?:the\s)?\w+|(?:first\s)?(?:born|founded|published|released)|since)",
    re.I,
)
"""The heads of columns of names: a kind, and at most one word before it, as in *release year*. *Per year* is none."""


def above(head: str) -> str:
    """Return what a head says of each cell, as it would stand before it in a sentence; "" if that is nothing.

    >>> above("Release year"), above("Year of birth"), above("Version"), above("Rows per year")
    ('year ', 'year ', 'version ', '')
    """
    found = NAMING.fullmatch(" ".join(head.split()))
    return f"{(found['kind'] or 'year').lower()} " if found else ""


COUNTED = re.compile(r"\s*(?:(?P<place>\d+)\.|(?P<deep>\d+(?:\.\d+)+)\.?(?=\s+[^\W\d_a-z]))\s+")
"""The number that a heading begins with: `1.` or `2.1`, and behind that a title."""


Place = tuple[int, ...]
"""The number of a heading: 2.1 is (2, 1)."""


def counted(text: str, last: Place, chapter: bool = False) -> tuple[Place, int]:
    """Return which place a heading has, if it counts on from the last one that did, and where that number ends.

    The title of a page may have the number of its `chapter`.

    >>> counted("1. The data", ()), counted("1.1 Patients", (1,)), counted("2. A picture", (1, 3))
    (((1,), 3), ((1, 1), 4), ((2,), 3))
    >>> counted("4. A picture", (1, 3)), counted("303. Patients", ()), counted("2.1 million rows", (1, 3))
    (((1, 3), 0), ((), 0), ((1, 3), 0))
    """
    found = COUNTED.match(text)
    if not found:
        return last, 0
    place = tuple(map(int, (found["place"] or found["deep"]).split(".")))
    *above, here = place
    begins = here == 1 and (not above or not last or tuple(above) == last)
    goes_on = len(place) <= len(last) and place == (*last[: len(above)], last[len(above)] + 1)
    opens = chapter and not above and here < 100
    return (place, found.end()) if begins or goes_on or opens else (last, 0)
