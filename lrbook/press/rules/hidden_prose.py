"""Prose does not hide from the press."""

import re
from collections.abc import Iterator
from html import unescape

from lrbook.press.check.markup import ATTRIBUTE, MADE, TAG
from lrbook.press.check.prose import SILENT_CLASSES
from lrbook.press.check.source import Source

WHY = "An element, a class or a style that the press passes over would carry numbers past it, or show others."
FAILS = '<data value="39">the cost</data>'
PASSES = "The cost is [39]{=cost(x)}."

UNREAD = re.compile(
    r"<(?:data|math|script|style|link|iframe|object|embed|bdo)\b"
    r"|[\u202a-\u202e\u2066-\u2069]|&#(?:823[4-8]|829[4-7]|x202[a-e]|x206[6-9]);",
    re.I,
)
"""Elements that are not read, and signs that turn the direction of reading."""
LIST = re.compile(r"\{:?(?!=)(?P<attributes>[^{}\n]*)\}")
"""Attributes as Markdown has them."""
OF_PRESS = SILENT_CLASSES | MADE
LOOKS = re.compile(
    r"(?:(?:max|min)-)?(?:width|height)"
    r"|(?:margin|padding|border|background|color|font|text-align|vertical-align|float|clear|overflow|white-space)"
    r"(?:-[a-z-]+)?"
)
"""Properties that change how a text looks, and not what it says."""


def source(source: Source) -> Iterator[tuple[int, str]]:
    """Find what would keep the text of a page from being read as its reader does."""
    marks = [*TAG.finditer(source.prose), *LIST.finditer(source.prose)]
    found = [(element.start(), element[0]) for element in UNREAD.finditer(source.prose)]
    found += [(mark.start(), name) for mark in marks if mark["attributes"] for name in _hiding(mark["attributes"])]
    for start, hiding in sorted(found):
        line = source.prose.count("\n", 0, start) + 1
        yield line, f"{hiding} keeps what it holds from being checked; take it out, and state the numbers"


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
