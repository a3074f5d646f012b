"""What stands above a column of a table says what its cells are: below *Year* they are years."""

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
