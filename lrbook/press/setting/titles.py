"""Titles: a link without words, `[](derivative.md)`, gets those of the title or the heading that it leads to."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from urllib.parse import unquote

from markdown.extensions.toc import slugify, unique

from lrbook.press.check.heads import COUNTED
from lrbook.press.check.source import Source

HEADING = re.compile(r"^#{1,6}[ \t]+(?P<text>.+?)(?:[ \t]+\{(?P<given>[^{}=\n][^{}\n]*)\})?[ \t#]*$", re.M)
ANCHOR = re.compile(r"#([\w.-]+)")
EMPTY = re.compile(
    r"(?<!!)\[\]\((?P<page>[^()<>#\s]*|<[^<>#\n]*)(?:#(?P<anchor>[^()<>\s]*))?>?\)"  # what has a space stands in <>
)


def headings(source: Source) -> dict[str, str]:
    """Return the headings of a page by their anchors, as Markdown; its title, which is the first, by ""."""
    found: dict[str, str] = {}
    for heading in HEADING.finditer(source.outside):
        given = ANCHOR.search(heading["given"] or "")
        found.setdefault("", heading["text"])
        found[given[1] if given else unique(slugify(heading["text"], "-"), set(found))] = heading["text"]
    return found


def filled(text: str, page: str, sources: Mapping[str, Source]) -> str:
    """Return the Markdown of a page with words for its links that have none. What is stated in a heading stays there.

    So does the number that a heading begins with: it counts the headings of its own page.

    Args:
        text: The Markdown.
        page: The name of the page.
        sources: All pages, by their names.
    """
    for link in reversed(list(EMPTY.finditer(Source(page, text).prose))):
        path = unquote(link["page"].removeprefix("<"))
        there = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
        title = headings(sources[there]).get(unquote(link["anchor"] or ""), "") if there in sources else ""
        number = COUNTED.match(title)
        if "{=" not in title:
            text = text[: link.start()] + f"[{title[number.end() if number else 0 :]}]" + text[link.start() + 2 :]
    return text
