"""The extension of Markdown that a book lists: without the press at work, it lets no page pass for a checked one."""

from __future__ import annotations

from markdown import Extension, Markdown
from markdown.postprocessors import Postprocessor

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
            md.postprocessors.register(_Refusal(md), "unchecked", -100)


class _Refusal(Postprocessor):
    def run(self, text: str) -> str:
        return f'<p class="unchecked" role="alert" style="{STYLE}">{MESSAGE}</p>{text}'
