"""A server that builds again and again, in this process, and one that keeps nothing."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocstrings_handlers.python import PythonHandler
from served import SERVED, Serve
from small_book import write

from lrbook.press.check.book import Book
from lrbook.press.sessions.session import Sessions
from lrbook.press.sessions.used import GRAIN
from lrbook.press.setting.kept_pages import KeptPages
from lrbook.press.setting.kept_reference import KeptReference


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note which pages are set."""
    names: list[str] = []
    open_page = Book.open
    monkeypatch.setattr(Book, "open", lambda book, name, *given: names.append(name) or open_page(book, name, *given))
    return names


@pytest.fixture
def serve(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Serve]:
    """Return a function that saves files, builds as a server does, and returns its site, and what there is to mend.

    It also says how often something was rendered, and how much each page states. A file whose text is None is deleted.
    """
    rendered: list[int] = []
    plugins: list[Any] = []
    render = PythonHandler.render
    monkeypatch.setattr(PythonHandler, "render", lambda *given: rendered.append(1) or render(*given))
    here = str(tmp_path), ["pkg"]
    sessions, pages, reference = Sessions(*here, kept=9), KeptPages(), KeptReference()

    def built(*, cold: bool = False, **files: str | None) -> dict[str, bytes]:
        texts = {name.replace("__", "/").replace("_", "."): text for name, text in files.items()}
        write(tmp_path, {name: text for name, text in texts.items() if text is not None})
        for name in (name for name, text in texts.items() if text is None):
            (tmp_path / name).unlink(missing_ok=True)
        if files:
            time.sleep(2 * GRAIN / 1e9)  # what was written while a page ran is not trusted
        config = load_config(str(tmp_path / "mkdocs.yml"), site_dir=str(tmp_path / "site"))
        plugin = config.plugins["lrbook"]
        if not plugins:
            plugin.on_startup(command="serve", dirty=False)
            plugins.append(plugin)
        plugin.sessions = Sessions(*here, kept=9) if cold else sessions
        plugin.kept_pages = KeptPages() if cold else pages
        plugin.kept_reference = Mock() if cold else reference
        rendered.clear()
        build(config)
        if cold:
            plugin.sessions.close()
        site = {str(path.relative_to(tmp_path / "site")): path for path in (tmp_path / "site").rglob("*")}
        files_of_it = {name: path.read_bytes() for name, path in site.items() if path.suffix in KINDS}
        stated = {name: len(sheet.stated) for name, sheet in sorted(plugin.book.sheets.items())}
        also = {"faults": plugin.faults, "rendered": len(rendered), "stated": stated}
        return files_of_it | {name: repr(one).encode() for name, one in also.items()}

    write(tmp_path, SERVED)
    (tmp_path / "site").mkdir()  # a folder that is new may be a module that pages find
    yield built
    sessions.close()
    plugins[0].on_shutdown()


KINDS = {".html", ".inv", ".ipynb", ".json"}
"""The files that are compared."""
