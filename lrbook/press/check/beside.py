"""The text beside a stated number, as its reader sees it."""

from __future__ import annotations

import re
from html import unescape

BREAK = re.compile(r"</?(?:br|hr|p|div|li|ul|ol|td|th|tr|h\d)\b[^<>]*>", re.I)
UNSEEN_TAG = re.compile(r"</?[a-z][^<>]*>|<!--.*?-->", re.I | re.S)
EMPHASIS = re.compile(r"[*_\\]+|~~|==(?!>)")
NO_WIDTH = re.compile("[\u00ad\u034f\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff]")
"""Soft hyphens, joiners, marks of direction, selectors of a variant: a sign is a sign with them, too."""


def as_read(text: str) -> str:
    """Return a text without tags, emphasis and what has no width."""
    text = UNSEEN_TAG.sub("", BREAK.sub(" ", text))
    return NO_WIDTH.sub("", EMPHASIS.sub("", unescape(text)))
