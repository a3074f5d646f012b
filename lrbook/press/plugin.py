"""The MkDocs plugin: it calls the press at each stage of a build, and ends a build that found a fault."""

from __future__ import annotations

import atexit
import gc
import logging
import posixpath
import re
import sys
from dataclasses import replace
from html import escape
from importlib.machinery import PathFinder
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree.ElementTree import Element

import click
import markdown_exec
import mkdocs
from jinja2 import Environment
from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor
from mkdocs.config import config_options
from mkdocs.config.base import Config, ConfigErrors, ConfigWarnings
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from lrbook.press.aside import Aside
from lrbook.press.check import evidence, links, markup, reference, settings, source, whole
from lrbook.press.check.book import Book
from lrbook.press.check.configured import configure, missing
from lrbook.press.check.faults import Fault, Warnings, banner
from lrbook.press.check.ledger import load
from lrbook.press.check.pages import lead, notebook, wanted
from lrbook.press.check.settings import EXTENSION
from lrbook.press.check.source import Source
from lrbook.press.interrupt import Interrupt, heard
from lrbook.press.sessions import session, warm
from lrbook.press.sessions.session import Sessions
from lrbook.press.setting import citation, formulas, head, late, notebooks, templates, titles
from lrbook.press.setting.glossary import Glossary
from lrbook.press.setting.kept_pages import KeptPages
from lrbook.press.setting.kept_reference import KeptReference
from lrbook.press.setting.ledger_page import MARKER as LEDGER
from lrbook.press.setting.statements import StatedNumbers

ASSETS = Path(__file__).parent / "setting/assets"
THEME = Path(__file__).parent / "setting/theme"
FONT = "assets/press/stix-two-math.woff2"


class BookConfig(Config):
    """The plugin's settings in `mkdocs.yml`."""

    claims = config_options.Type(str, default="claims.toml")
    """The ledger, a file in the docs folder."""
    article = config_options.Type(str, default="")
    """A file in the docs folder, which is not published: the text of the article that the ledger quotes, or as much of
    it as may be shown."""
    glossary = config_options.Type(str, default="glossary.md")
    """The page in the docs folder that explains the words of the field, if there is one."""
    cited = config_options.Type(str, default="")
    """The distribution that `CITATION.cff` in the docs folder cites, at the version that is installed."""
    symbols = config_options.DictOfItems(config_options.Type(str), default={})
    """The roles of letters in formulas, each with its letters: they get the class `symbol-role`, for their colour. On
    a page with `symbols: false` in its front matter these letters stand for other things."""
    words = config_options.DictOfItems(config_options.Type(str), default={})
    """Words of this book that compare, each with one that the press knows and that it is like: `faster: lower`."""
    modules = config_options.ListOfItems(config_options.Type(str), default=[])
    """The packages that the pages import and their authors edit: `mkdocs serve` watches their folders, with all that
    lies in them, and reloads them. They need not be installed if they lie beside `mkdocs.yml`."""
    preload = config_options.ListOfItems(config_options.Type(str), default=[])
    """The modules that pages need and nobody edits: they are imported once, and not by each page."""
    packages = config_options.ListOfItems(config_options.Type(str), default=[])
    """The distributions whose versions `claims.json` names."""
    hashed = config_options.ListOfItems(config_options.Type(str), default=[])
    """The files whose hashes `claims.json` names, relative to `mkdocs.yml`; `mkdocs serve` watches them, too."""


class BookPlugin(BasePlugin[BookConfig]):
    """Runs, checks and sets the pages of a book."""

    command = "build"
    book: Book
    warnings = Warnings()
    aside: Aside | None = None
    """Where the site is built, until it stands."""
    interrupt: Interrupt | None = None
    sessions = Sessions()
    compiled = templates.Compiled()
    kept_pages = KeptPages()
    kept_reference = KeptReference()

    def load_config(
        self, options: dict[str, Any], config_file_path: str | None = None
    ) -> tuple[ConfigErrors, ConfigWarnings]:
        """Listen to the warnings of this build, from its configuration on."""
        logger = logging.getLogger(mkdocs.__name__)  # a fork that stands in for MkDocs has a name of its own
        logger.addHandler(self.warnings)
        logger.setLevel(min(logger.getEffectiveLevel(), logging.WARNING))  # --quiet hides no fault
        self.warnings.messages.clear()
        return super().load_config(options, config_file_path)

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Take note whether this is a build, which fails on faults, or a server, which shows them; Ctrl-C ends both."""
        if dirty:
            raise PluginError("lrbook: a book is checked as a whole, and --dirty would build parts of it; leave it out")
        self.command = command
        gc.set_threshold(500_000, 50, 50)  # a build makes many things that stay, and little garbage
        atexit.register(gc.freeze)  # to look through all of them once more, when it ends, takes most of a second
        self.interrupt = heard()

    def on_shutdown(self) -> None:
        """End what a server has kept alive, and leave Ctrl-C to whoever had it before."""
        self.sessions.close()
        if self.interrupt:
            self.interrupt.close()

    @event_priority(-100)  # after markdown-exec has put its fences in
    def on_config(self, config: MkDocsConfig) -> None:
        """Begin a build: read the ledger, and take over the executed blocks."""
        self.root = Path(config.config_file_path).parent
        self._preload(config)
        claims = source.read(Path(config.docs_dir, self.config.claims), self.root)
        self.book = Book(load(claims), self.config.modules, "autorefs" in config.plugins, self.sessions)
        self.citation = source.read(Path(config.docs_dir, "CITATION.cff"), self.root) if self.config.cited else None
        self.settings = settings.read(Path(config.config_file_path))
        configure(self.book, self.settings)
        if EXTENSION not in config.markdown_extensions:
            config.markdown_extensions.append(EXTENSION)
        config.mdx_configs[EXTENSION] = {"statements": StatedNumbers(self.book)}
        config.markdown_extensions.append(_Links(self))  # type: ignore[arg-type]  # Markdown takes extensions as well
        if not self.serves and not self.aside:
            self.aside, self.site_dir = Aside(Path(config.site_dir)), config.site_dir
            config.site_dir = str(self.aside.folder)
        fences = config.mdx_configs.get("pymdownx.superfences", {}).get("custom_fences", [])
        ours = [fence for fence in fences if fence["format"] is markdown_exec.formatter]
        if not ours:
            raise PluginError("lrbook: no block can run; list the plugin markdown-exec before lrbook in mkdocs.yml")
        for fence in ours:
            fence.update(validator=wanted, format=self._run)
        if config.theme.name == "material":  # whose templates these are made for; those of the book itself go first
            config.theme.dirs.insert(bool(config.theme.custom_dir), str(THEME))
        for env in templates.of_reference(config):
            env.bytecode_cache = self.compiled
        config.extra_css.insert(0, "assets/press/press.css")
        config.extra_javascript += ["assets/press/explore.js", "assets/press/material.js", "assets/press/tips.js"]

    def _preload(self, config: MkDocsConfig) -> None:
        """Load what pages need; and in a build, in which nobody edits it, what authors edit, too."""
        pages = (
            [] if self.serves else [path.read_text("utf-8", "replace") for path in Path(config.docs_dir).rglob("*.md")]
        )
        session.preload(self.config.preload, warm.imported(pages, self.config.modules), str(self.root))
        here = str(self.root), self.config.modules
        if (self.sessions.root, self.sessions.edited) != here:
            self.sessions.close()
            self.sessions = Sessions(*here, session.KEPT if self.serves else 0)

    def _run(self, source: str, language: str, css_class: str, options: dict[str, Any], md: Markdown, **_: Any) -> str:
        def convert(text: str, prefix: str) -> str:
            return str(markdown_exec.MarkdownConverter(md).convert(text, id_prefix=prefix))

        return self.book.run_block(source, options, convert)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> None:
        """Add the press's own stylesheet, and leave out of the site what the ledger is made from."""
        for file in filter(None, map(files.get_file_from_path, (self.config.claims, self.config.article))):
            files.remove(file)
        for asset in ASSETS.iterdir():
            uri, content = f"assets/press/{asset.name}", asset.read_bytes()
            if asset.suffix == ".css":  # its comments are for those who write it, and a fifth of what a reader loads
                content = re.sub(rb"/\*.*?\*/\s*", b"", content, flags=re.S)
            files.append(File.generated(config, uri, content=content))

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
        """All pages are known: let those that compute run ahead, and MkDocs set the others in the meantime."""
        if file := files.get_file_from_path(self.config.glossary):
            self.book.glossary = Glossary(self._source(file))
        self.urls = {file.src_uri: file.url for file in files}
        if self.serves:
            self.kept_pages.resume(self.book, self.settings, self.urls, config.plugins.get("autorefs"))
        for file in files.documentation_pages():
            written = self._source(file)
            self.book.add(file.src_uri, written, same=self.serves and self.kept_pages.knows(file.src_uri, written))
        sources = (sheet.source.text for sheet in self.book.sheets.values())
        self.book.explained.update(*(reference.explained(text, self.root) for text in sources))
        if self.serves and (mkdocstrings := config.plugins.get("mkdocstrings")):
            self.kept_reference.resume(mkdocstrings, self.settings, self.urls, lambda: self.page, self._said)
        for file in map(files.get_file_from_path, self.book.run_ahead()):
            assert file
            files.remove(file)
            files.append(file)  # MkDocs sets pages in this order

    @property
    def serves(self) -> bool:
        """Whether this is a server, which builds again and again, and shows faults instead of failing."""
        return self.command == "serve"

    def _said(self) -> tuple[int, ...]:
        """Return how much the build has said: its warnings and faults, and what this page has stated and been given."""
        return *self._complained(), len(self.book.given), len(self.book.sheet.stated)

    def _complained(self) -> tuple[int, ...]:
        """Return how many warnings and faults the build has."""
        return len(self.warnings.messages), len(self.book.found)

    def _source(self, file: File) -> Source:
        if not file.abs_src_path:
            return Source(file.src_uri, file.content_string)
        found = source.read(Path(file.abs_src_path), self.root)
        if found.undecoded:
            file.content_string = found.text
        return found

    @event_priority(-100)  # after all that makes Markdown, before it is read
    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Begin to set a page."""
        ledgers = [file for file in files.documentation_pages() if LEDGER in file.content_string]
        ledger_url = get_relative_url(ledgers[0].url, page.url) if ledgers else ""
        meta = [str(text) for text in page.meta.values()]
        if page.file.src_uri not in self.book.sheets:  # it came later, or is a draft
            self.book.add(page.file.src_uri, self._source(page.file))
        terms = files.get_file_from_path(self.config.glossary)
        terms_url = get_relative_url(terms.url, page.url) if terms and terms is not page.file else ""
        self.page = page.file.src_uri
        entry = ""
        if self.citation and citation.MARKER.search(markdown):
            entry = citation.bibtex(self.citation, self.config.cited)
            markdown = citation.MARKER.sub(lambda _: entry, markdown)
        markdown = late.markdown(markdown, self.page, self.book)
        if self.serves and self.kept_pages.begin(page, (markdown, ledger_url), self._complained):
            return markdown
        self.book.open(self.page, meta, ledger_url, terms_url)
        self.book.sheet.samples = Source("", entry).samples
        if page.meta.get("symbols", True):
            roles = self.config.symbols.items()
            self.book.sheet.symbols = {letter: role for role, letters in roles for letter in letters}
        return markdown

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Check a page and set its formulas, and say at its head what it is about and how long it takes to read."""
        if not page.is_homepage:  # which has the description of the site
            page.meta.setdefault("description", escape(head.description(html)))
        items = list(page.toc)
        for item in items:
            items.extend(item.children)
            item.title = formulas.title(item.title)
        html = self.kept_pages.checked(html, self._checked) if self.serves else self._checked(html)
        html = head.reading_time(html, self.book.sheet.words)
        return html + _offer(page) if self.book.sheet.blocks else html

    def _checked(self, html: str) -> str:
        return self.book.check_page(markup.spaced(markup.quiet(html)))

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Take out an attribute that the theme leaves empty at a group of pages, which HTML does not allow."""
        return output.replace(' tabindex=""', "")

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Take it out of the page for lost readers, too."""
        return output_content.replace(' tabindex=""', "")

    @event_priority(-100)  # after mkdocstrings and autorefs have put their links in
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        """All pages have run: draw the ledger, judge the claims, check the links, and publish what was computed."""
        env.bytecode_cache = self.compiled
        pages = {file.src_uri: file.page for file in files.documentation_pages() if file.page and file.page.content}
        urls = {name: page.url for name, page in pages.items()}
        ledger_page = next((page for page in pages.values() if late.shows_ledger(page.content or "")), None)
        md = Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)
        for page in (page for page in pages.values() if late.shows_all(page.content or "")):
            here = {name: get_relative_url(url, page.url) for name, url in urls.items()}
            self.page = page.file.src_uri
            page.content = late.drawn(page.content or "", self.book, md, here)
        self.sessions.end_build()
        self._publish("claims.json", self._claims_json(urls), config, files)
        for name, page in pages.items():
            if self.book.sheets[name].blocks:
                self._publish(unquote(notebook(name, page.url)), self._notebook(page, config, files), config, files)
        used = set().union(*(formulas.characters(page.content or "") for page in pages.values()))
        self._publish(FONT, formulas.font(used, self.root / ".cache/press"), config, files)
        contents = {name: (page.url, page.content or "") for name, page in pages.items()}
        addresses = {file.url for file in files}
        self.book.found.update(links.faults(self.book, contents, addresses))
        self.book.found.update(whole.faults(self.book, drawn=ledger_page is not None), missing(self.settings))
        if self.serves:
            every = [fault for cause in self._faults() for fault in cause.all]
            for name, page in pages.items():
                written = self.book.sheets[name].source  # a ledger that can't be read is not drawn
                all_of_them = page is ledger_page or (ledger_page is None and LEDGER in written.text)
                faults = [fault for fault in every if fault.path == written.path or all_of_them]
                page.content = banner(faults) + (page.content or "")

    @staticmethod
    def _publish(name: str, content: str | bytes, config: MkDocsConfig, files: Files) -> None:
        files.append(File.generated(config, name, content=content))

    def _notebook(self, page: Page, config: MkDocsConfig, files: Files) -> str:
        site = config.site_url or ""
        at_large = urlsplit(site).hostname not in {None, "localhost", "127.0.0.1"}  # else nobody else can follow a link

        def led(link: str) -> str:
            path, _, anchor = link.partition("#")
            name = posixpath.normpath(posixpath.join(posixpath.dirname(page.file.src_uri), unquote(path)))
            file = files.get_file_from_path(name) if path else page.file
            return urljoin(site, file.url) + f"#{anchor}" * bool(anchor) if file and at_large else ""

        sheet = self.book.sheets[page.file.src_uri]
        sources = {name: sheet.source for name, sheet in self.book.sheets.items()}
        return notebooks.notebook(
            replace(sheet.source, text=titles.filled(sheet.source.text, sheet.name, sources)),
            sheet.facts,
            sheet.late,
            book=config.site_name,
            ledger=self.book.ledger.source,
            led=led,
        )

    def _claims_json(self, urls: dict[str, str]) -> str:
        packages = {name: version(name) for name in sorted(self.config.packages)}
        return evidence.claims_json(self.book.ledger, packages, evidence.hashes(self.config.hashed, self.root), urls)

    def _faults(self) -> list[Fault]:
        paths = [sheet.source.path for sheet in self.book.sheets.values()]
        return self.book.faults(self.warnings.faults(paths))

    @event_priority(100)
    def _before_search(self, /, context: dict[str, Any], *, page: Page, **_: Any) -> None:
        """Let the search read code as text: reading what colours it would take longer than all other reading."""
        self.whole = page.content or ""
        page.content = markup.uncoloured(self.whole)

    @event_priority(-100)
    def _after_search(self, /, context: dict[str, Any], *, page: Page, **_: Any) -> None:
        page.content = self.whole

    on_page_context = CombinedEvent(_before_search, _after_search)

    def on_build_error(self, *, error: Exception) -> None:
        """Leave the site of the build before where it is."""
        aside, self.aside = self.aside, None
        if aside:
            aside.close(stands=False)

    @event_priority(-100)  # after all that writes into the site
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Put a site in place that stands, and end a build that found a fault; a server shows it and goes on."""
        self.faults = self._faults()
        report = "\n".join(f"  {fault}" for fault in self.faults)
        if self.faults and self.serves:
            click.secho(f"{len(self.faults)} to mend:\n{report}", fg="red", err=True)
        elif self.faults:
            raise PluginError(f"the book does not stand ({len(self.faults)} to mend):\n{report}")
        elif self.aside:
            aside, self.aside, config.site_dir = self.aside, None, self.site_dir
            if said := aside.close(stands=True):
                raise PluginError(f"lrbook: {said}")

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        """Watch what authors edit beside the pages: their modules, with all that lies in their folders, and data."""
        found = [PathFinder.find_spec(name, [str(self.root), *sys.path]) for name in self.config.modules]
        watched = [path for spec in found if spec for path in spec.submodule_search_locations or [spec.origin or ""]]
        for path in [*watched, *(str(self.root / name) for name in self.config.hashed)]:
            if Path(path).exists():
                server.watch(path)
        return server


class _Links(Extension):
    """Leads the links in what blocks print and the ledger says, as MkDocs leads those of pages."""

    def __init__(self, plugin: BookPlugin) -> None:
        super().__init__()
        self.plugin = plugin

    def extendMarkdown(self, md: Markdown) -> None:
        """Register what leads the links."""
        md.treeprocessors.register(_Led(md, self.plugin), "led", 0)


class _Led(Treeprocessor):
    def __init__(self, md: Markdown, plugin: BookPlugin) -> None:
        super().__init__(md)
        self.plugin = plugin

    def run(self, root: Element) -> None:
        if "relpath" not in self.md.treeprocessors:  # which is MkDocs's own
            lead(root, self.plugin.page, self.plugin.urls)


def _offer(page: Page) -> str:
    link = get_relative_url(notebook(page.file.src_uri, page.url), page.url)
    return f'\n<p class="take" data-search-exclude><a href="{link}" download>Take this page as a notebook</a></p>'
