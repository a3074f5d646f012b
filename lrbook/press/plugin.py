"""The MkDocs plugin: it calls the press at each stage of a build, and ends a build that found a fault."""

from __future__ import annotations

import hashlib
import importlib
import logging
import sys
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

import click
import markdown_exec
from jinja2 import Environment
from markdown import Markdown
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from lrbook.press import formulas
from lrbook.press.book import LEDGER_MARKER, Book, StatedNumbers
from lrbook.press.faults import Fault, Warnings, banner
from lrbook.press.ledger import load
from lrbook.press.source import Source

ASSETS = Path(__file__).parent / "assets"
FONT = "assets/press/stix-two-math.woff2"


class BookConfig(Config):
    """The plugin's settings in `mkdocs.yml`."""

    claims = config_options.Type(str, default="claims.toml")
    """The ledger, a file in the docs folder."""
    modules = config_options.ListOfItems(config_options.Type(str), default=[])
    """The packages that the pages import and their authors edit: `mkdocs serve` watches and reloads them."""
    packages = config_options.ListOfItems(config_options.Type(str), default=[])
    """The distributions whose versions `claims.json` names."""
    hashed = config_options.ListOfItems(config_options.Type(str), default=[])
    """The files whose hashes `claims.json` names, relative to `mkdocs.yml`."""


class BookPlugin(BasePlugin[BookConfig]):
    """Runs, checks and sets the pages of a book."""

    command = "build"
    book: Book
    warnings = Warnings()

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Take note whether this is a build, which fails on faults, or a server, which shows them."""
        self.command = command

    @event_priority(-100)  # after markdown-exec has put its fences in
    def on_config(self, config: MkDocsConfig) -> None:
        """Begin a build: read the ledger, and take over the executed blocks."""
        self.root = Path(config.config_file_path).parent
        claims = Path(config.docs_dir, self.config.claims)
        text = claims.read_text(encoding="utf-8") if claims.exists() else ""
        self.book = Book(load(Source(self._named(claims), text)))
        config.markdown_extensions.append(StatedNumbers(self.book))  # type: ignore[arg-type]
        fences = config.mdx_configs.get("pymdownx.superfences", {}).get("custom_fences", [])
        ours = [fence for fence in fences if fence["format"] is markdown_exec.formatter]
        if not ours:
            raise PluginError("lrbook: no block can run; list the plugin markdown-exec in mkdocs.yml")
        for fence in ours:
            fence.update(validator=self._wanted, format=self._run)
        config.extra_css.insert(0, "assets/press/press.css")
        self.warnings.messages.clear()
        logging.getLogger("mkdocs").addHandler(self.warnings)

    def _named(self, path: Path) -> str:
        return path.resolve().relative_to(self.root.resolve()).as_posix()

    @staticmethod
    def _wanted(language: str, inputs: dict[str, str], options: dict[str, Any], *_: Any) -> bool:
        if "exec" not in inputs:
            return False
        options.update(inputs)
        inputs.clear()
        return True

    def _run(self, source: str, language: str, css_class: str, options: dict[str, Any], md: Markdown, **_: Any) -> str:
        return self.book.run_block(source, options, md)

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Forget the chapters' modules, so that every build runs them as they are on disk now."""
        importlib.invalidate_caches()
        press = __name__.rpartition(".")[0]
        for name in list(sys.modules):
            if name.split(".")[0] in self.config.modules and not f"{name}.".startswith(f"{press}."):
                del sys.modules[name]

    def on_files(self, files: Files, *, config: MkDocsConfig) -> None:
        """Add the press's own stylesheet, and leave the ledger's source out of the site."""
        if source := files.get_file_from_path(self.config.claims):
            files.remove(source)
        for asset in ASSETS.iterdir():
            files.append(File.generated(config, f"assets/press/{asset.name}", abs_src_path=str(asset)))

    @event_priority(-100)  # after all that makes Markdown, before it is read
    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Begin a page."""
        source = Source(self._named(Path(page.file.abs_src_path or page.file.src_uri)), page.file.content_string)
        self.book.open(page.file.src_uri, source, "")
        if LEDGER_MARKER in markdown:
            self._ledger_page = page
            return self.book.ledger_markdown(markdown)
        self.book.sheet.ledger_url = self._ledger_url(page, files)
        return markdown

    def _ledger_url(self, page: Page, files: Files) -> str:
        pages = [file for file in files.documentation_pages() if LEDGER_MARKER in file.content_string]
        return get_relative_url(pages[0].url, page.url) if pages else ""

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Check a page and set its formulas."""
        items = list(page.toc)
        for item in items:
            items.extend(item.children)
            item.title = formulas.title(item.title)
        return self.book.check_page(html)

    @event_priority(-100)  # after mkdocstrings and autorefs have put their links in
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        """All pages have run: draw the ledger, judge the claims, check the links, and publish what was computed."""
        pages = {file.src_uri: file.page for file in files.documentation_pages() if file.page and file.page.content}
        urls = {name: page.url for name, page in pages.items()}
        if ledger_page := next((page for page in pages.values() if 'data-ledger="' in (page.content or "")), None):
            md = Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)
            here = {name: get_relative_url(url, ledger_page.url) for name, url in urls.items()}
            ledger_page.content = self.book.draw_ledger(ledger_page.content or "", md, here)
        self.book.judge()
        self._publish("claims.json", self._claims_json(urls), config, files)
        used = set().union(*(formulas.characters(page.content or "") for page in pages.values()))
        self._publish(FONT, formulas.font(used, self.root / ".cache/press"), config, files)
        self.book.check_links({name: (page.url, page.content or "") for name, page in pages.items()}, {file.url for file in files})
        if self.command == "serve":
            for name, page in pages.items():
                path = self.book.sheets[name].source.path
                faults = [fault for fault in self._faults() if fault.path == path or page is ledger_page]
                page.content = banner(faults) + (page.content or "")

    @staticmethod
    def _publish(name: str, content: str | bytes, config: MkDocsConfig, files: Files) -> None:
        files.append(File.generated(config, name, content=content))

    def _claims_json(self, urls: dict[str, str]) -> str:
        packages = {name: version(name) for name in sorted(self.config.packages)}
        data = {name: hashlib.sha256((self.root / name).read_bytes()).hexdigest() for name in sorted(self.config.hashed)}
        return self.book.claims_json(packages, data, urls)

    def _faults(self) -> list[Fault]:
        paths = [sheet.source.path for sheet in self.book.sheets.values()]
        return sorted({*self.book.faults, *self.warnings.faults(paths)})

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """End a build that found a fault; a server shows it and goes on."""
        logging.getLogger("mkdocs").removeHandler(self.warnings)
        faults = self._faults()
        report = "\n".join(f"  {fault}" for fault in faults)
        if faults and self.command == "serve":
            click.secho(f"{len(faults)} to mend:\n{report}", fg="red", err=True)
        elif faults and self.command != "fix":
            raise PluginError(f"the book does not stand ({len(faults)} to mend):\n{report}")

    def on_build_error(self, *, error: Exception) -> None:
        """Let go of the logger."""
        logging.getLogger("mkdocs").removeHandler(self.warnings)

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        """Watch the chapters' modules."""
        for name in self.config.modules:
            found = find_spec(name)
            for folder in (found and found.submodule_search_locations) or []:
                server.watch(folder)
        return server
