"""What a book takes on trust, in one list: the quantities that are given, and the rules that are lifted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape

from lrbook.press.check.book import Book

MARKER = "<!-- given -->"
"""Where a page shows the list."""

PLACE = re.compile('<div data-given="all"></div>')


def markdown() -> str:
    """Return what stands for the list until all pages have run."""
    return '<div data-given="all"></div>'


def drawn(html: str, book: Book, urls: Mapping[str, str]) -> str:
    """Return the HTML of the page with the list in its place. `urls`: where the pages are from here, by their paths."""
    given = [
        f'{_place(path, line, urls)}: <span class="given">{escape(shown)}</span>{f", {escape(why)}" if why else ""}'
        for (path, line, shown), why in sorted(book.given.items())
    ]
    lifted = [
        f"{_place(path, lift.first, urls)}: <code>{lift.rule}</code>, {escape(lift.reason)}"
        for path, lift in sorted(book.lifted, key=lambda place: (place[0], place[1].first))
    ]
    texts = _list(given, "quantity given", "quantities given") + _list(lifted, "rule lifted", "rules lifted")
    return PLACE.sub(lambda _: f'<div class="doc">{texts}</div>', html)


def _place(path: str, line: int, urls: Mapping[str, str]) -> str:
    name = escape(path)
    return (f'<a class="place" href="{urls[path]}">{name}</a>' if path in urls else name) + f", line {line}"


def _list(items: list[str], one: str, many: str) -> str:
    rows = "".join(f"<li>{item}</li>" for item in items)
    count = f"{len(items) or 'No'} {one if len(items) == 1 else many}"
    return f"<p>{count}:</p><ul>{rows}</ul>" if rows else f"<p>{count}.</p>"
