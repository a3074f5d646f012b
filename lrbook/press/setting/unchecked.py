"""The extension of Markdown that a book lists: without the press at work, it lets no page pass for a checked one."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor

MESSAGE = "Nothing on this page has been checked: the plugin lrbook did not run. Build the book with mkdocs build."

STYLE = "color: #fff; background: #b00020; padding: 1em"


class Statements(Extension):
    """Sets the statements of a book, if there is a book; else every page says in red that nothing was checked."""

    def __init__(self, statements: Extension | None = None) -> None:
        super().__init__()
        self.statements = statements

    def extendMarkdown(self, md: Markdown) -> None:
        """Let the book's own extension do it, or refuse."""
        if self.statements:
            self.statements.extendMarkdown(md)
        else:
            md.treeprocessors.register(_Refusal(md), "unchecked", -100)


class _Refusal(Treeprocessor):
    """Begins the page with it; what is run on each text would put it into headings, too."""

    def run(self, root: Element) -> None:
        said = Element("p", {"class": "unchecked", "role": "alert", "style": STYLE})
        said.text = MESSAGE
        root.insert(0, said)
