"""Prose does not hide from the press."""

import re
from collections.abc import Iterator

from lrbook.press.check.prose import SILENT_CLASSES
from lrbook.press.check.source import Source

WHY = "An element or a class that the press passes over would carry numbers past it."
FAILS = '<data value="39">the cost</data>'
PASSES = "The cost is [39]{=cost(x)}."

HIDING = re.compile(
    rf"""(?i)<(?:data|math)\b|\bdata-(?:block|toc-label)\b|(?:\{{(?!=)[^{{}}\n]*\.|\bclass(?:=|:\s*)["']?(?:[^"'>\n]*\s)?)(?:{"|".join(SILENT_CLASSES)})(?![\w-])"""
    r"""|<script\b|<iframe\b[^>]*\bsrcdoc\b|<(?:style\b[^>]*>[^<]*?|[^<>]*\bstyle=["'][^"']*?)(?<![\w-])(?:content|counter-\w+|list-style(?:-type)?)\s*:"""
    r"""|<(?:style|link|iframe|object|embed|bdo)\b|\bon[a-z]+=["']|\bdir=["']?rtl\b|\btransform\s*:"""
    r"""|[\u202a-\u202e\u2066-\u2069]|&\#(?:823[4-8]|829[4-7]|x202[a-e]|x206[6-9]);"""
)
"""What would make a page's own prose pass for something that is not prose."""


def source(source: Source) -> Iterator[tuple[int, str]]:
    """Find what would keep the text of a page from being read."""
    for hiding in HIDING.finditer(source.prose):
        line = source.prose.count("\n", 0, hiding.start()) + 1
        yield line, f"{hiding[0]} keeps what it holds from being checked; take it out, and state the numbers"
