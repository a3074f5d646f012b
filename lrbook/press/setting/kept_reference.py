"""The reference, kept by a server from build to build: to read and set it takes a third of the time of one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from functools import cache, wraps
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from lrbook.press.check.settings import Settings
from lrbook.press.setting.kept_pages import READ_FILES

MODULES = {".py", ".pyi"}


class KeptReference:
    """What mkdocstrings has read of packages and rendered, for as long as it would do the same again."""

    def __init__(self) -> None:
        self._handler: Any = None
        self._under: object = None
        self._packages: dict[str, tuple[Any, set[Path]]] = {}
        self._rendered: dict[object, tuple[str, list[Element]]] = {}
        self._sound = True

    def resume(
        self,
        plugin: Any,
        settings: Settings,
        urls: Mapping[str, str],
        page: Callable[[], str],
        said: Callable[[], object],
    ) -> None:
        """Let mkdocstrings go on from the build before, if all that the reference depends on is the same.

        Args:
            plugin: The plugin mkdocstrings, of this build.
            settings: The settings of the book.
            urls: Where the pages are, to which docstrings may lead.
            page: Names the page that is being set.
            said: How much this build has said so far. What it says of the reference it has to say each time anew.
        """
        if not plugin.plugin_enabled or plugin.config.custom_templates or READ_FILES & settings.extensions.keys():
            return
        name, under = plugin.config.default_handler, (settings, urls)
        if not (self._handler and self._sound and under == self._under and all(map(_same, self._packages.values()))):
            self._packages, self._rendered, self._sound = {}, {}, True
            self._handler, self._under = self._remembering(plugin.get_handler(name), page, said), under
        plugin.handlers._handlers[name] = self._handler  # each build has others

    def _remembering(self, handler: Any, page: Callable[[], str], said: Callable[[], object]) -> Any:
        """Let a handler remember what it has rendered, with the headings that it notes beside the HTML."""
        collect, render, aliases, headings = handler.collect, handler.render, handler.get_aliases, handler._headings

        @wraps(collect)
        def collecting(identifier: str, options: Any) -> Any:
            sound, self._sound = self._sound, False  # nothing is kept of what can't be found
            data = collect(identifier, options)
            package = data.package
            one_folder = isinstance(package.filepath, Path)  # a package without a module of its own lies in several
            self._sound = sound and not options.extensions and one_folder
            if self._sound and package.path not in self._packages:
                self._packages[package.path] = package, _files(package)
            return data

        @wraps(render)
        def rendering(data: Any, options: Any, locale: str | None = None) -> str:
            place = page(), data.path, repr(options), locale
            if place in self._rendered:
                html, noted = self._rendered[place]
                headings.extend(deepcopy(noted))  # a table of contents writes into them
                return html
            sound, self._sound = self._sound, False
            before, known = said(), len(headings)
            html = str(render(data, options, locale))
            if said() == before:
                self._sound = sound
                self._rendered[place] = html, deepcopy(headings[known:])
            return html

        @cache
        def aliases_on(_: str, identifier: str) -> tuple[str, ...]:
            return tuple(aliases(identifier))  # more of them are known when more has been rendered

        handler.collect, handler.render = collecting, rendering
        handler.get_aliases = lambda identifier: aliases_on(page(), identifier)
        return handler


def _files(package: Any) -> set[Path]:
    """Return the modules that lie in the folder of a package."""
    if not package.is_package:
        return {package.filepath}
    return {path for path in package.filepath.parent.rglob("*.py*") if path.suffix in MODULES}


def _modules(module: Any) -> Iterator[Any]:
    """Yield a module and those in it that were read from files."""
    if module.filepath.suffix in MODULES:
        yield module
    for inner in module.modules.values():
        if not inner.is_alias:
            yield from _modules(inner)


def _same(kept: tuple[Any, set[Path]]) -> bool:
    """Return whether a package has the files that it had, and each of them the lines that were read."""
    package, files = kept
    return _files(package) == files and all(
        module.filepath.read_text("utf-8", "replace").splitlines() == module.lines for module in _modules(package)
    )
