"""A small book to plant faults in."""

from __future__ import annotations

import io
import json
import logging
import re
import shutil
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import Any
from unittest.mock import patch

from click.testing import CliRunner
from mkdocs.__main__ import cli
from mkdocs.commands.build import log as build_log

from lrbook.press import new
from lrbook.press.aside import Aside
from lrbook.press.check import pages, settings

LOGGER = logging.getLogger("mkdocs")

PLUGINS = "plugins: [autorefs, markdown-exec: {languages: [python]}, lrbook: {}]"
THEME = "theme: {name: null, custom_dir: theme}"


def _config(new_book: str) -> str:
    """Return the settings of a new book as these tests want them: without what takes time, and what is looked for."""
    parts = dict(re.findall(r"^(\w+):(.*(?:\n(?![\w]).*)*)", new_book, re.M))
    own = {"site_name": " A small book", "site_url": " http://127.0.0.1/\nuse_directory_urls: true"}
    given = parts | own | {"theme": THEME.partition(":")[2], "plugins": PLUGINS.partition(":")[2]}
    return "".join(f"{name}:{text.rstrip()}\n" for name, text in given.items())


CONFIG = _config((new.TEMPLATE / "mkdocs.yml").read_text(encoding="utf-8"))
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


def section(*claims: str, page: str = "index.md") -> str:
    """Return a section of `claims.toml`."""
    return f'[[section]]\npage = "{page}"\n\n' + "\n".join(claims)


@dataclass
class Built:
    """What came of a build: its exit code, what it said, the site, and the site that was not put in place, if any."""

    code: int
    said: str
    site: Path
    refused: Path

    def page(self, name: str = "index.html") -> str:
        """Return the HTML of a page, also of a site that was not put in place: its author would see it served."""
        return ((self.refused if self.code else self.site) / name).read_text(encoding="utf-8")

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
    site, refused = root / "site", root.with_name(f"{root.name}-refused")
    shutil.rmtree(refused, ignore_errors=True)

    def close(aside: Aside, *, stands: bool) -> str:
        if not stands and aside.folder.exists():
            shutil.copytree(aside.folder, refused)
        return put_in_place(aside, stands=stands)

    build_log.filters.clear()  # MkDocs says a thing once in a process
    said = io.StringIO()
    put_in_place = Aside.close
    with (
        patch.object(Aside, "close", close),
        patch.object(LOGGER, "handlers", [logging.StreamHandler(said)]),  # MkDocs leaves two more in each build
    ):
        outcome = CliRunner().invoke(cli, ["build", "-f", str(root / "mkdocs.yml"), "-d", str(site), *options])
    if outcome.exception and not isinstance(outcome.exception, SystemExit):
        raise outcome.exception
    return Built(outcome.exit_code, said.getvalue() or outcome.output, site, refused)


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
