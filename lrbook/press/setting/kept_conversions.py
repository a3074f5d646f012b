"""What Markdown has made of blocks and their output, kept by a server from build to build."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from lrbook.press.check.settings import Settings

READ_FILES = {"pymdownx.b64", "pymdownx.snippets"}
"""Extensions of Markdown that read files: what they make may change with nothing else."""


class KeptConversions:
    """The HTML of Markdown, for as long as it would be the same again."""

    def __init__(self) -> None:
        self._under: object = None
        self._before: dict[object, str] = {}
        self._made: dict[object, str] = {}

    def resume(self, settings: Settings, urls: Mapping[str, str]) -> None:
        """Go on from the build before, if the settings and the places of pages are the same; forget what it left."""
        under = None if READ_FILES & settings.extensions.keys() else (settings, urls)
        self._before = self._made if under and under == self._under else {}
        self._under, self._made = under, {}

    def html(self, text: object, convert: Callable[[], str], said: Callable[[], object]) -> str:
        """Return the HTML of a text on its page; it is made anew if the build says something while it is made."""
        html = self._before.get(text)
        if html is None:
            before = said()
            html = convert()
            if said() != before:
                return html
        self._made[text] = html
        return html
