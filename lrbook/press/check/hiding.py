"""Attributes that hide a text from the press, or change what it says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from lrbook.press.check.markup import ATTRIBUTE, MADE, TAG
from lrbook.press.check.prose import SILENT_CLASSES

LIST = re.compile(r"\{:?(?!=)(?P<attributes>[^{}\n]*)\}")
"""Attributes as Markdown has them."""
OF_PRESS = SILENT_CLASSES | MADE
LOOKS = re.compile(
    r"(?:(?:max|min)-)?(?:width|height)"
    r"|(?:margin|padding|border|background|color|font|text-align|vertical-align|float|clear|overflow|white-space)"
    r"(?:-[a-z-]+)?"
)
"""Properties that change how a text looks, and not what it says."""


def hiding(text: str) -> Iterator[tuple[int, str]]:
    """Yield where in a text an attribute hides something, or changes what it says, and the attribute."""
    for mark in (*TAG.finditer(text), *LIST.finditer(text)):
        yield from ((mark.start(), name) for name in _hiding(mark["attributes"] or ""))


def _hiding(attributes: str) -> Iterator[str]:
    """Yield the attributes that hide a text, or change what it says."""
    for name, quoted in ATTRIBUTE.findall(re.sub(r"\bclass:\s*", "class=", attributes)):  # as in YAML
        name, value = name.lower(), unescape(quoted.strip("\"'")).lower()
        classes = value.split() if name == "class" else [name[1:]] if name.startswith(".") else []
        styles = [part.partition(":")[0].strip() for part in value.split(";")] if name == "style" else []
        handles = name.startswith("on") and value
        if name in {"data-block", "data-toc-label"} or (name == "dir" and value == "rtl") or handles:
            yield f"{name}={quoted}"
        yield from (f'class="{one}"' for one in classes if one in OF_PRESS)
        yield from (f"style: {one}" for one in styles if one and not LOOKS.fullmatch(one))
