"""The signs that code writes in front of a value, as far as a block shows them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache

from lrbook.press.check.beside import as_read
from lrbook.press.check.formatted import in_code
from lrbook.press.check.signs import plain, signed
from lrbook.press.check.stated import find, marks

PARTS = re.compile(r"<[^<>]*>|[\n|]")
"""What parts the lines and the cells of a text."""
INSIDE = re.compile(r"<[\w!]|\A[^`]*`(?:[^`]*`[^`]*`)*[^`]*\Z")
"""A tag or code in a line that is open: in it a hyphen is no sign."""
LESS = re.compile(r"(?:(?<!-)[−–-]|\b(?:minus|negative)\b)\W*\Z", re.I)
"""A plus says nothing that the value would not: what is −5 would be +−5. Two hyphens begin an option."""

SHOWN = re.compile(r"(?<=[\s([|])(?:[−–-]|minus\b|negative\b)(?=\W*[\d∞])", re.I)
"""A sign before a number in what is shown."""
ESCAPED = r"\\u2(?:212|01[0-5])|\\N\{[^{}]*(?:MINUS|DASH|HYPHEN)[^{}]*\}|&(?:#\w+|minus|[a-z]*dash);"
"""Another way to write a sign in code."""


@dataclass(frozen=True)
class Sign:
    """A sign before a value in some code: its line, the texts before it between values, and whether it is printed."""

    line: int
    texts: tuple[str, ...]
    printed: bool

    @property
    def has_words(self) -> bool:
        """Whether there are words before it."""
        return bool(re.search(r"[^\W\d_]", "".join(self.texts)))

    def found_in(self, shown: str) -> str:
        """Return where it stands in what is shown, line by line, or ""."""
        told = ".*?".join(r"\s+".join(map(re.escape, text.split(" "))) for text in self.texts)
        begins = r"(?<!\w)" if self.has_words else r"^\s*"
        found = re.search(rf"{begins}{told}\s*[+−–-]?[\d.∞]+", shown, re.M)
        return found[0].strip() if found else ""


def shown_with_sign(code: str, shown: str, *, whole: bool = True) -> Iterator[tuple[int, str]]:
    """Find the signs that stand before a value in some code, and are shown: the line of each, and what stands there.

    With `whole`, a sign with no words before it is sought, too. What is printed may be shown as code, and is not read.
    """
    for sign in _signs(code) if whole or _may_write(code, shown) else ():
        if found := sign.found_in(shown) if whole or sign.has_words else "":
            yield sign.line, found
        elif whole and sign.printed and sign.texts[-1].strip() not in shown:
            yield sign.line, "…".join([*sign.texts, ""]).strip()


def _may_write(code: str, shown: str) -> bool:
    """Return whether a sign that is shown stands at the end of a text in some code, or before a value there."""
    signs = _signs_in(shown)
    return bool(signs) and _ends_with(code, signs)


@lru_cache(maxsize=1)  # each module is asked in turn
def _signs_in(shown: str) -> str:
    found = {
        sign[0].lower()
        for line in shown.splitlines()
        for sign in SHOWN.finditer(line)
        if re.search(r"[^\W\d_]{2}", line[: sign.start()])  # the numbers of a path in a picture have no words
    }
    return "|".join(map(re.escape, sorted(found)))


@lru_cache(maxsize=1024)
def _ends_with(code: str, signs: str) -> bool:
    return re.search(rf"(?:{signs}|{ESCAPED})[^\w\n]{{0,3}}?[{{%\"']", code, re.I) is not None


@lru_cache(maxsize=1024)  # each block of a book is held against the same modules
def _signs(code: str) -> tuple[Sign, ...]:
    signs: dict[Sign, None] = {}
    with suppress(SyntaxError):
        for line, text, printed in in_code(code):
            for before in (PARTS.split(text[:start])[-1] for start, *_ in marks(text)):
                seen = as_read(before)
                if not INSIDE.search(before) and signed(f"\n{seen}") and LESS.search(plain(seen)):
                    signs[Sign(line, tuple(_texts(before)), printed)] = None
    return tuple(signs)


def _texts(before: str) -> Iterator[str]:
    """Yield the parts of a text between its values, as they are read."""
    end = 0
    for start, stop, _ in find(before):
        yield as_read(before[end:start])
        end = stop
    yield as_read(before[end:])
