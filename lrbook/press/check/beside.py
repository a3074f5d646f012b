"""The text beside a stated number, as its reader sees it."""

from __future__ import annotations

import re
from html import unescape

BREAK = re.compile(r"</?(?:br|hr|p|div|li|ul|ol|td|th|tr|h\d)\b[^<>]*>", re.I)
UNSEEN_TAG = re.compile(r"</?[a-z][^<>]*>|<!--.*?-->", re.I | re.S)
EMPHASIS = re.compile(r"[*_\\]+|~~|==(?!>)")
NO_WIDTH = re.compile("[\u00ad\u034f\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff]")
"""Soft hyphens, joiners, marks of direction, selectors of a variant: a sign is a sign with them, too."""
PARTS = re.compile(r"</?(?:p|li|td|th|h\d|div|tr|d[dt]|summary|figcaption|blockquote)\b[^<>]*>")
ASIDE = re.compile(r'<(?:(?:data|code)\b|span class="arithmatex")[^<>]*>.*?</(?:data|code|span)>', re.S)
"""What is stated, code and formulas, in the HTML of a page."""
FAR = 2000
"""Farther away than so many characters nothing stands at a number."""


def in_html(html: str, start: int) -> tuple[str, str]:
    """Return what stands before and behind a formula in its paragraph, with what is stated put aside."""
    before, behind = html[max(start - FAR, 0) : start], html[start : start + FAR].partition("</span>")[2]
    before, behind = PARTS.split(before)[-1], PARTS.split(behind)[0]
    return ASIDE.sub("\x02\x03", before), ASIDE.sub("\x02\x03", behind)


def as_read(text: str) -> str:
    """Return a text without tags, emphasis and what has no width."""
    text = UNSEEN_TAG.sub("", BREAK.sub(" ", text))
    return NO_WIDTH.sub("", EMPHASIS.sub("", unescape(text)))
