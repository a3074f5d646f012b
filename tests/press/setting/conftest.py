"""A server that builds again and again, in this process, and one that keeps nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from unittest.mock import Mock

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocstrings_handlers.python import PythonHandler
from served import SERVED, Serve
from small_book import write

from lrbook.press.setting.kept_conversions import KeptConversions
from lrbook.press.setting.kept_reference import KeptReference


@pytest.fixture
def serve(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Serve]:
    """Return a function that saves files, builds as a server does, and returns its site, and what there is to mend.

    It also says how often something was rendered.
    """
    rendered, plugins = [], []
    reference, conversions = KeptReference(), KeptConversions()
    render = PythonHandler.render
    monkeypatch.setattr(PythonHandler, "render", lambda *given: rendered.append(1) or render(*given))

    def built(*, cold: bool = False, **files: str) -> dict[str, bytes]:
        write(tmp_path, {name.replace("__", "/").replace("_", "."): text for name, text in files.items()})
        config = load_config(str(tmp_path / "mkdocs.yml"), site_dir=str(tmp_path / "site"))
        plugin = config.plugins["lrbook"]
        if not plugins:
            plugin.on_startup(command="serve", dirty=False)
            plugins.append(plugin)
        plugin.kept_reference = Mock() if cold else reference
        plugin.kept_conversions = KeptConversions() if cold else conversions
        rendered.clear()
        build(config)
        site = {str(path.relative_to(tmp_path / "site")): path for path in (tmp_path / "site").rglob("*")}
        texts = {name: path.read_bytes() for name, path in site.items() if path.suffix in {".html", ".inv"}}
        return texts | {"faults": repr(plugin.faults).encode(), "rendered": str(len(rendered)).encode()}

    write(tmp_path, SERVED)
    yield built
    plugins[0].on_shutdown()
