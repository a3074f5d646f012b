"""The check of a whole book: its pages are run, turned into HTML and read, as a site generator would do it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit
from xml.etree.ElementTree import Element

import yaml
from markdown import Extension, Markdown
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from lrbook.press.blame.cause import Code
from lrbook.press.check import links, reference, whole
from lrbook.press.check.book import Book
from lrbook.press.check.configured import configure, missing
from lrbook.press.check.faults import Fault
from lrbook.press.check.ledger import load
from lrbook.press.check.settings import EXTENSION, PAGES, Settings
from lrbook.press.check.source import Source, read
from lrbook.press.sessions import session, warm
from lrbook.press.sessions.session import Sessions
from lrbook.press.setting import late, ledger_page
from lrbook.press.setting.glossary import Glossary
from lrbook.press.setting.statements import StatedNumbers

FRONT_MATTER = re.compile(r"\A-{3}[ \t]*\n(.*?\n)(?:-{3}|\.{3})[ \t]*\n", re.S)
META = re.compile(r"\A(?: {0,3}[\w-]+:.*\n(?: {4,}.+\n)*)+")
"""Front matter, between dashes or as MultiMarkdown has it."""


def check(settings: Settings, also: Iterable[Fault] = (), beside: Iterable[Code] = ()) -> list[Fault]:
    """Return what is wrong with a book, in the order of its files and lines.

    Args:
        settings: The settings of the book.
        also: What else is wrong, which may have the same causes.
        beside: The code that this is of, and that stands on no page.
    """
    checked = _Check(settings)
    try:
        return checked.faults(also, beside)
    finally:
        checked.sessions.close()


class _Check:
    """One check of a book."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.files = settings.files()
        self.urls = {name: url(name, folders=settings.folders) for name in self.files}
        claims = settings.plugin.get("claims", "claims.toml")
        modules = settings.plugin.get("modules", [])
        self.sessions = Sessions(str(settings.root), modules)
        self.book = Book(load(self._source(claims)), modules, sessions=self.sessions)
        self.sources = {name: self._source(name) for name in self.files if name.endswith(PAGES)}
        imported = warm.imported([source.text for source in self.sources.values()], modules)
        session.preload(settings.plugin.get("preload", []), imported, str(settings.root))

    def faults(self, also: Iterable[Fault] = (), beside: Iterable[Code] = ()) -> list[Fault]:
        """Run the pages, read them, and return what is found, and what else is."""
        book = self.book
        configure(book, self.settings)
        terms = self.settings.plugin.get("glossary", "glossary.md")
        if terms in self.sources:
            book.glossary = Glossary(self.sources[terms])
        for name, source in self.sources.items():
            book.add(name, source)
        book.explained.update(
            *(reference.explained(source.text, self.settings.root) for source in self.sources.values())
        )
        in_order = book.run_ahead()
        ledgers = [name for name, source in self.sources.items() if ledger_page.MARKER in source.text]
        ledger = next(iter(ledgers), "")
        pages = {name: self._page(name, ledger) for name in in_order}
        shown = any(map(late.shows_ledger, pages.values()))
        for name, html in pages.items():
            if late.shows_all(html):
                here = {page: self._way(name, page) for page in pages}
                pages[name] = late.drawn(html, book, self._markdown(name), here)
        sites = {name: (self.urls[name], html) for name, html in pages.items()}
        book.found.update(links.faults(book, sites, self._others()))
        book.found.update(whole.faults(book, drawn=shown), missing(self.settings))
        return book.faults(also, beside)

    def _source(self, name: str) -> Source:
        return read(self.settings.docs / name, self.settings.root)

    def _page(self, name: str, ledger: str) -> str:
        """Return the HTML of a page, checked but for its links."""
        markdown, meta = front_matter(self.sources[name].text)
        terms = self.settings.plugin.get("glossary", "glossary.md")
        self.book.open(
            name,
            [str(text) for text in meta.values()],
            self._way(name, ledger),
            self._way(name, terms) * (name != terms),
        )
        return self.book.check_page(self._markdown(name).convert(late.markdown(markdown, name, self.book)))

    def _way(self, here: str, there: str) -> str:
        """Return the address of a page as seen from another one, or "" if there is no such page."""
        return _relative(self.urls[there], self.urls[here]) if there in self.sources else ""

    def _markdown(self, page: str, *, prefix: str = "") -> Markdown:
        """Return a converter for a page, or for what its blocks print, with a text to put before each id."""
        given = self.settings.extensions
        superfences = given.get("pymdownx.superfences", {})

        def run(source: str, language: str, css_class: str, options: dict[str, Any], md: Markdown, **_: Any) -> str:
            return self.book.run_block(source, options, lambda text, prefix: self._inner(page, text, prefix))

        fence = {"name": "python", "class": "python", "validator": wanted, "format": run}
        fences = [*superfences.get("custom_fences", []), fence]
        configs = given | {"pymdownx.superfences": superfences | {"custom_fences": fences}}
        configs[EXTENSION] = {"statements": StatedNumbers(self.book)}
        ours = [EXTENSION] * (EXTENSION not in given) + [_Links(page, self.urls, self.settings.root, prefix)]
        return Markdown(extensions=[*given, *ours], extension_configs=configs)

    def _inner(self, page: str, text: str, prefix: str) -> str:
        return self._markdown(page, prefix=prefix).convert(text)

    def _others(self) -> set[str]:
        """Return the addresses of the site that are no pages."""
        notebooks = {notebook(name, self.urls[name]) for name, sheet in self.book.sheets.items() if sheet.blocks}
        return {self.urls[name] for name in self.files} | notebooks | {"claims.json"}


def wanted(language: str, inputs: dict[str, str], options: dict[str, Any], *_: Any) -> bool:
    """Return whether a fence is to be executed, and keep its options for that."""
    if "exec" not in inputs:
        return False
    options.update(inputs)
    inputs.clear()
    return True


def url(name: str, *, folders: bool) -> str:
    """Return the address of a file of the folder of pages in the site. `folders`: each page has a folder of its own."""
    stem, ending = posixpath.splitext(name)
    if ending not in PAGES:
        return quote(name)
    folder, page = posixpath.split(stem)
    if page in {"index", "README"}:
        return quote(f"{folder}/" if folders and folder else posixpath.join(folder, "" if folders else "index.html"))
    return quote(f"{stem}/" if folders else f"{stem}.html")


def notebook(name: str, address: str) -> str:
    """Return the address of a page's notebook, given the page's name and address."""
    stem = posixpath.splitext(posixpath.basename(name))[0]
    return posixpath.join(posixpath.dirname(address), f"{quote(stem)}.ipynb")


def front_matter(text: str) -> tuple[str, dict[str, Any]]:
    """Return the Markdown of a page, and what its front matter says."""
    found = FRONT_MATTER.match(text)
    if not found:
        head = META.match(text)
        pairs = (line.partition(":") for line in head[0].splitlines()) if head else ()
        return text[head.end() :] if head else text, {key.strip(): value.strip() for key, _, value in pairs}
    try:
        given = yaml.safe_load(found[1])
    except yaml.YAMLError:
        given = None
    return (text[found.end() :], given) if isinstance(given, dict) else (text, {})


def _relative(address: str, base: str) -> str:
    return posixpath.relpath(address or ".", posixpath.dirname(base) or ".") + "/" * address.endswith("/")


class _Links(Extension):
    """Leads the links of a page from file to file to where these stand in the site, as a site generator does."""

    def __init__(self, page: str, urls: dict[str, str], root: Path, prefix: str) -> None:
        super().__init__()
        self.page, self.urls, self.root, self.prefix = page, urls, root, prefix

    def extendMarkdown(self, md: Markdown) -> None:
        """Register what sets the reference aside, puts a prefix before ids, and leads the links."""
        md.preprocessors.register(_Reference(md, self.root), "reference", 25.5)
        md.treeprocessors.register(_Led(md, self), "led", 0)
        md.treeprocessors.register(_Prefixed(md, self.prefix), "prefixed", 4)


class _Reference(Preprocessor):
    """Puts anchors where a page asks for the reference of a module."""

    def __init__(self, md: Markdown, root: Path) -> None:
        super().__init__(md)
        self.root = root

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines) + "\n"
        return reference.DIRECTIVE.sub(lambda asked: self._anchors(asked[1]), text).split("\n")

    def _anchors(self, module: str) -> str:
        anchors = "".join(f'<span id="{name}"></span>' for name in reference.names(module, self.root))
        return f'<div class="doc">{anchors}</div>\n\n'


class _Prefixed(Treeprocessor):
    def __init__(self, md: Markdown, prefix: str) -> None:
        super().__init__(md)
        self.prefix = prefix

    def run(self, root: Element) -> None:
        for element in root.iter() if self.prefix else ():
            for name in ("id", "name"):
                if value := element.get(name):
                    element.set(name, self.prefix + value)
            if (link := element.get("href", "")).startswith("#"):
                element.set("href", f"#{self.prefix}{link[1:]}")


class _Led(Treeprocessor):
    def __init__(self, md: Markdown, links: _Links) -> None:
        super().__init__(md)
        self.links = links

    def run(self, root: Element) -> None:
        lead(root, self.links.page, self.links.urls)


def lead(root: Element, page: str, urls: Mapping[str, str]) -> None:
    """Lead what links from file to file to where these stand in the site. `urls`: the address of each file."""
    for element in root.iter():
        for name in {"a": ["href"], "img": ["src"]}.get(element.tag, []):
            if link := element.get(name):
                element.set(name, _led(link, page, urls))


def _led(link: str, page: str, urls: Mapping[str, str]) -> str:
    parts = urlsplit(link)
    if parts.scheme or parts.netloc or not parts.path or link.startswith("/"):
        return link
    there = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(parts.path)))
    return parts._replace(path=_relative(urls[there], urls[page])).geturl() if there in urls else link
