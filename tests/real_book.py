"""The book itself, for tests that build it, or a copy of it with a fault planted in it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import takewhile
from pathlib import Path
from shutil import copytree, ignore_patterns

import yaml

from lrbook.press.check.source import read
from lrbook.press.cli import faults_of
from lrbook.press.setting.titles import headings

ROOT = Path(__file__).parents[1]
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
WARNING = re.compile(r"^(?:WARNING|ERROR|CRITICAL)\b.*|^.*\w+Warning\b.*", re.M)


@dataclass
class Built:
    """What came of a build: its exit code, what it said, and the site."""

    code: int
    said: str
    site: Path

    def faults(self) -> list[str]:
        """Return the faults that the build ended with."""
        report = self.said.partition("to mend):\n")[2].splitlines()
        return [line.strip() for line in takewhile(lambda line: line.startswith("  "), report)]


def environment(root: Path) -> dict[str, str]:
    """Return the environment in which a book builds with the package that lies beside it, always with the same date."""
    dated = {"SOURCE_DATE_EPOCH": "1700000000"} | os.environ
    return dated | {"PYTHONPATH": str(root), "NO_MKDOCS_2_WARNING": "1"}


def build(root: Path, site: Path, program: Sequence[str] = ("-m", "mkdocs"), **also: str) -> Built:
    """Build the book of a folder as the continuous integration does, in a process and an environment of its own."""
    run = [sys.executable, *program, "build", "-f", "mkdocs.yml", "--strict", "--site-dir", str(site)]
    done = subprocess.run(
        run,
        cwd=root,
        env=environment(root) | also,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=300,
    )
    return Built(done.returncode, done.stdout, site)


def checked(root: Path) -> list[str]:
    """Check the book of a folder with the package beside it, in this process, and return what a build would print."""
    before = sys.path[:]
    try:
        return [line.strip() for fault in faults_of(root / "mkdocs.yml") for line in str(fault).splitlines()]
    finally:
        sys.path[:] = before


def copy(root: Path) -> Path:
    """Copy what a build reads into an empty folder."""
    for name in ("docs", "lrbook"):
        copytree(ROOT / name, root / name, ignore=ignore_patterns("__pycache__"))
    for name in ("mkdocs.yml", "pyproject.toml"):
        (root / name).write_bytes((ROOT / name).read_bytes())
    return root


def nav(root: Path = ROOT) -> list[str]:
    """Return the pages of the book as `mkdocs.yml` lists them, in order."""
    config = yaml.load((root / "mkdocs.yml").read_text(encoding="utf-8"), yaml.BaseLoader)  # tags are not its concern

    def pages(entry: object) -> list[str]:
        if isinstance(entry, str):
            return [entry]
        return [page for part in (entry.values() if isinstance(entry, dict) else entry) for page in pages(part)]

    return pages(config["nav"])


def url(page: str) -> str:
    """Return where a page of `docs/` stands in the site."""
    return page.removesuffix(".md") + ".html"


@dataclass
class Element:
    """An element of a page: its tag, its attributes, and what is in it."""

    tag: str
    attrs: dict[str, str]
    parent: Element | None = None
    inside: list[Element | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All text in the element, with single spaces."""
        parts = (part if isinstance(part, str) else part.text for part in self.inside)
        return " ".join("".join(parts).split())

    def all(self, *tags: str, **attrs: str) -> list[Element]:
        """Return the elements inside, in order: of these tags, if any are given, and with these attributes."""
        found = []
        for part in self.inside:
            if isinstance(part, Element):
                if (not tags or part.tag in tags) and attrs.items() <= part.attrs.items():
                    found.append(part)
                found += part.all(*tags, **attrs)
        return found

    @property
    def above(self) -> list[Element]:
        """The elements that this one is in, from the inside out."""
        return [self.parent, *self.parent.above] if self.parent else []


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = self.at = Element("", {})

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, self.at)
        self.at.inside.append(element)
        if tag not in VOID:
            self.at = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.at.inside.append(Element(tag, {name: value or "" for name, value in attrs}, self.at))

    def handle_endtag(self, tag: str) -> None:
        closed = next((element for element in [self.at, *self.at.above] if element.tag == tag), None)
        if closed and closed.parent:
            self.at = closed.parent

    def handle_data(self, data: str) -> None:
        self.at.inside.append(data)


def parsed(html: str) -> Element:
    """Return a page as a tree."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.root


LINK = re.compile(r'(?:\]\(|\bat=")(?P<page>[\w./-]+\.md)(?:#(?P<anchor>[\w.-]+))?[)"]|\]\[(?P<name>lrbook[\w.]*)\]')
"""A link of the text, or of a lemma that a derivation takes from another page."""


def keep(root: Path, *pages: str) -> Path:
    """Cut a copied book down to a few pages and the claims that they prove, which builds faster.

    The other pages stay as stubs that have nothing but their titles, and the headings that the kept ones link to.
    """
    config = root / "mkdocs.yml"  # what is loaded beforehand pays for many pages only
    config.write_text(re.sub(r"^ +preload:.*\n", "", config.read_text(encoding="utf-8"), flags=re.M), encoding="utf-8")
    ledger = root / "docs/claims.toml"
    head, *sections = re.split(r"^(?=\[\[section\]\]$)", ledger.read_text(encoding="utf-8"), flags=re.M)
    kept = [section for section in sections if any(f'page = "{page}"' in section for page in pages)]
    ledger.write_text(head + "".join(kept), encoding="utf-8")
    anchors: dict[str, set[str]] = {page: set() for page in nav(root)}
    for page in pages:
        for link in LINK.finditer((root / "docs" / page).read_text(encoding="utf-8")):
            here = os.path.normpath(Path(page).parent / (link["page"] or "ledger.md"))
            there = "reference/index.md" if link["name"] else here
            if there in anchors:  # the manual shows links to pages of other books
                anchors[there].add(link["name"] or link["anchor"] or "")
    for page in anchors.keys() - set(pages) - {"ledger.md"}:
        path = root / "docs" / page
        titles = headings(read(path, root))
        linked = sorted(anchors[page] - {""})
        named = [f"## {titles.get(anchor, anchor.replace('-', ' '))} {{#{anchor}}}\n\n" for anchor in linked]
        path.write_text("".join([f"# {titles['']}\n\n", *named]), encoding="utf-8")
    return root
