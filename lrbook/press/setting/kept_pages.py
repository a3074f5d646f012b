"""Pages, kept by a server from build to build: one that would come out the same is not set again."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from lrbook.press.check import excerpts, part
from lrbook.press.check.book import Book
from lrbook.press.check.ledger import Claim
from lrbook.press.check.part import Part
from lrbook.press.check.settings import Settings
from lrbook.press.check.sheet import Sheet
from lrbook.press.check.source import Source
from lrbook.press.check.texts import numeric

READ_FILES = {"pymdownx.b64", "pymdownx.snippets"}
"""Extensions of Markdown that read files: what they make may change with nothing else."""
RENDERED = ("content", "toc", "_title_from_render", "present_anchor_ids")
"""What a page has when its Markdown has been converted, beside the anchors in other files that it links to."""


@dataclass
class Kept:
    """A page as it was set.

    Attributes:
        source: What its author wrote.
        claims: What the ledger says of it.
        made_from: What it was made from, beside that and what all pages depend on.
        rendered: What MkDocs made of its Markdown.
        links: The anchors that it links to, by the names of the files.
        anchors: Those that it told the plugin which leads cross-references.
        html: Its HTML, before and after the press has checked it.
        part: What it brings into a book; None, until it has been set.
    """

    source: Source
    claims: list[Claim]
    made_from: Hashable
    rendered: dict[str, Any] = field(default_factory=dict)
    links: dict[str, dict[str, str]] = field(default_factory=dict)
    anchors: list[tuple[Any, ...]] = field(default_factory=list)
    html: tuple[str, str] = "", ""
    part: Part | None = None


class KeptPages:
    """The pages of the build before, for as long as all that they are made from is the same."""

    def __init__(self) -> None:
        self._under: object = None
        self._before: dict[str, Kept] = {}
        self._kept: dict[str, Kept] = {}

    def resume(self, book: Book, settings: Settings, urls: dict[str, str], autorefs: Any) -> None:
        """Go on from the build before, if what all pages depend on is the same; forget the pages that it left.

        Of modules it is the texts that may be typed in what a page shows; a page that uses one runs again anyway.

        Args:
            book: The book of this build.
            settings: Its settings.
            urls: Where its pages are.
            autorefs: The plugin that leads cross-references, if there is one.
        """
        typed = {file: numeric(code) for file, code in book.modules.items()}
        glossary = {form: term.anchor for form, term in book.glossary.forms.items()}
        same = settings, urls, glossary, typed
        under = None if READ_FILES & settings.extensions.keys() else same
        self._before = self._kept if under and under == self._under else {}
        self._under, self._kept = under, {}
        self._book, self._autorefs = book, autorefs

    def knows(self, name: str, source: Source) -> bool:
        """Return whether a page is written as it was, and what the ledger says of it, too."""
        kept = self._before.get(name)
        return kept is not None and (kept.source, kept.claims) == (source, self._claims(name))

    def _claims(self, name: str) -> list[Claim]:
        return [claim for claim in self._book.ledger.claims.values() if claim.page == name]

    def begin(self, page: Page, made_from: Hashable, said: Callable[[], object]) -> bool:
        """Begin to set a page, and return whether it is kept: then it comes out as it was.

        Args:
            page: The page.
            made_from: What it is made from, beside its source and what all pages depend on.
            said: How much this build has said so far. A page that it says something of is set each time anew.
        """
        sheet, render = self._book.sheets[page.file.src_uri], page.render
        self._said, self._before_it, self._name = said, said(), sheet.name
        kept = self._before.get(sheet.name)
        if kept and kept.part and self._stands(kept, kept.part, sheet, made_from):
            self._page = kept
            kept.part.bring(self._book, sheet.session)
            page.render = partial(self._restore, page)  # type: ignore[method-assign]
            return True
        self._page = Kept(sheet.source, self._claims(sheet.name), made_from)
        page.render = partial(self._render, page, render)  # type: ignore[method-assign]
        return False

    def _stands(self, kept: Kept, part: Part, sheet: Sheet, made_from: Hashable) -> bool:
        """Return whether all that a page is made from is as it was, for itself."""
        written = self.knows(sheet.name, sheet.source) and kept.made_from == made_from
        computed = sheet.session.unchanged or not sheet.session.steps
        explained = part.sheet.terms <= set(self._book.glossary.forms.values())
        return written and computed and explained and excerpts.stand_in_files(sheet.source, self._book.sessions.root)

    def _render(self, page: Page, render: Callable[..., None], config: MkDocsConfig, files: Files) -> None:
        """Let MkDocs convert the Markdown of a page, and keep what comes of it."""
        kept, register = self._page, self._autorefs and self._autorefs.register_anchor

        def registering(of: Page, *anchor: Any, **also: Any) -> None:
            kept.anchors.append((anchor, also))
            register(of, *anchor, **also)

        if self._autorefs:
            self._autorefs.register_anchor = registering
        try:
            render(config, files)
        finally:
            if self._autorefs:
                del self._autorefs.register_anchor
        kept.rendered = {name: getattr(page, name) for name in RENDERED}
        kept.links = {file.src_uri: anchors for file, anchors in (page.links_to_anchors or {}).items()}

    def _restore(self, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Give a page what MkDocs made of it in an earlier build."""
        for name, made in self._page.rendered.items():
            setattr(page, name, made)
        there = {files.get_file_from_path(name): anchors for name, anchors in self._page.links.items()}
        page.links_to_anchors = {file: anchors for file, anchors in there.items() if file}
        for anchor, also in self._page.anchors:
            self._autorefs.register_anchor(page, *anchor, **also)

    def checked(self, html: str, check: Callable[[str], str]) -> str:
        """Return the HTML of the page as the press has checked it, and keep the page if there was nothing to say."""
        kept = self._page
        if kept.part is None or html != kept.html[0]:
            kept.html = html, check(html)
            kept.part = part.of(self._book, self._book.sheets[self._name])
        of_docstrings = ":::" in kept.source.text  # what mkdocstrings makes of them is more than HTML
        proven = {claim for claim, _, _ in kept.part.proofs}  # of another page's claim a fault is found in the end
        at_home = proven <= {claim.id for claim in kept.claims}
        if self._said() == self._before_it and at_home and not of_docstrings:
            self._kept[self._name] = kept
        return kept.html[1]
