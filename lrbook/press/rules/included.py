"""What a page says stands on the page, and is not brought in from another file."""

import re
from collections.abc import Iterator

from lrbook.press.check.source import Source

WHY = "A page is read as it stands in its file, and what is brought in later is read by nobody."
FAILS = """\
```yaml
--8<-- "example.yml"
```"""
PASSES = """\
```yaml
site_name: A book
```"""

SNIPPET = re.compile(r"^[ \t>]*-+8<-+.*", re.M)
"""Which brings a text in even within code."""
INCLUDE = re.compile(r"\{!.*?!\}|\{%.*?%\}")


def source(source: Source) -> Iterator[tuple[int, str]]:
    """Find what brings another file into a page."""
    for text, marks in ((source.text, SNIPPET), (source.prose, INCLUDE)):
        for mark in marks.finditer(text):
            line = text.count("\n", 0, mark.start()) + 1
            yield line, f"{mark[0].strip()} brings in what is not read here; write that text on the page"
