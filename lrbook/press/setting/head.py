"""The head of a page: for those who link to it, what it is about; for those who read it, how long it takes."""

from __future__ import annotations

import re
from html import unescape

FIRST = re.compile(r"<p>(.*?)</p>", re.S)
MARK = re.compile(r'<a class="claim.*?</a>', re.S)
TAG = re.compile(r"<[^>]*>")
SENTENCE = re.compile(r"(?<=[.?!]) ")
MOST = 200
"""How many characters of a description are shown where people meet it, about."""

TITLE = "</h1>"
PACE = 200
"""How many words a minute a careful reader takes."""


def description(html: str) -> str:
    """Return the first sentences of the first paragraph of a page as plain text: one, and more as long as they fit.

    >>> description("<h1>A title</h1><p>What this <em>shows</em>. " + "At length. " * 99 + "</p>").count("At length.")
    16
    """
    paragraph = FIRST.search(html)
    text = unescape(TAG.sub("", MARK.sub("", paragraph[1]))) if paragraph else ""
    first, *others = SENTENCE.split(" ".join(text.split()))
    for sentence in others:
        if len(first) + len(sentence) >= MOST:
            break
        first += f" {sentence}"
    return first


def reading_time(html: str, words: int) -> str:
    """Return the HTML of a page with how long its words take to read, below its title, if it is worth saying."""
    minutes = round(words / PACE)
    if minutes < 2:
        return html
    return html.replace(
        TITLE,
        f'{TITLE}\n<p class="reading-time" data-search-exclude>About {minutes} minutes to read ({words:,} words)</p>',
        1,
    )
