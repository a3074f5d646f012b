"""A small book to plant faults in."""

from __future__ import annotations

import io
import json
import logging
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import Any

from click.testing import CliRunner
from mkdocs.__main__ import cli
from mkdocs.commands.build import log as build_log

from lrbook.press.check import pages, settings

LOGGER = logging.getLogger("mkdocs")

CONFIG = """\
site_name: A small book
site_url: http://127.0.0.1/
use_directory_urls: true
theme: {name: null, custom_dir: theme}
plugins: [autorefs, markdown-exec: {languages: [python]}, lrbook: {}]
markdown_extensions:
  - lrbook.press
  - abbr
  - admonition
  - attr_list
  - footnotes
  - md_in_html
  - tables
  - toc: {permalink: true}
  - pymdownx.arithmatex: {generic: true}
  - pymdownx.blocks.caption
  - pymdownx.highlight
  - pymdownx.superfences
  - pymdownx.tabbed: {alternate_style: true}
validation:
  nav: {omitted_files: warn, not_found: warn, absolute_links: warn}
  links: {not_found: ignore, anchors: ignore, absolute_links: ignore, unrecognized_links: ignore}
"""
TEMPLATE = """\
<!doctype html><title>{{ page.title }}</title>
{% for item in page.toc %}<nav>{{ item.title }}</nav>{% endfor %}
{{ page.content }}
"""

START = '''```python exec="on" id="start"
x = -6.0
def cost(x):
    """The cost."""
    return x * x + 3
```

'''
"""The block that a page begins with, unless it is told otherwise. The text of the page begins on line 8."""


def claim(id: str, prints: str, verdict: str, **fields: str) -> str:
    """Return a claim as `claims.toml` has it."""
    given = {"id": id, "says": f"The article on {id}.", "prints": prints, "verdict": verdict} | fields
    return "[[section.claim]]\n" + "".join(
        f"{name} = {json.dumps(value, ensure_ascii=False)}\n" for name, value in given.items()
    )


def section(*claims: str, page: str = "index.md", number: int = 2) -> str:
    """Return a section of `claims.toml`."""
    return f'[[section]]\nnumber = {number}\ntitle = "Derivative"\npage = "{page}"\n\n' + "\n".join(claims)


@dataclass
class Built:
    """What came of a build: its exit code, what it said, and the site."""

    code: int
    said: str
    site: Path

    def page(self, name: str = "index.html") -> str:
        """Return the HTML of a page."""
        return (self.site / name).read_text(encoding="utf-8")

    @property
    def claims(self) -> Any:
        """What the build published for machines."""
        return json.loads((self.site / "claims.json").read_text(encoding="utf-8"))

    def faults(self) -> list[str]:
        """Return the faults that the build ended with."""
        report = self.said.partition("to mend):\n")[2].splitlines()
        return [line.strip() for line in takewhile(lambda line: line.startswith("  "), report)]


def build(root: Path, *options: str) -> Built:
    """Build the book in a folder, in this process, as `mkdocs build` does."""
    site = root / "site"
    build_log.filters.clear()  # MkDocs says a thing once in a process
    said = io.StringIO()
    handler = logging.StreamHandler(said)
    LOGGER.addHandler(handler)
    try:
        outcome = CliRunner().invoke(cli, ["build", "-f", str(root / "mkdocs.yml"), "-d", str(site), *options])
    finally:
        LOGGER.removeHandler(handler)
    if outcome.exception and not isinstance(outcome.exception, SystemExit):
        raise outcome.exception
    return Built(outcome.exit_code, said.getvalue() or outcome.output, site)


def checked(root: Path) -> list[str]:
    """Check the book in a folder, in this process, without MkDocs, and return its faults."""
    found = pages.check(settings.read(root / "mkdocs.yml"))
    return [line.strip() for fault in found for line in str(fault).splitlines()]


def write(root: Path, files: dict[str, str | bytes]) -> None:
    """Write files below a folder."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
