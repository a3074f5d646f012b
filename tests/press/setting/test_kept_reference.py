"""The reference that a server keeps: it is not set again while it would be the same, and it is never stale."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from unittest.mock import Mock

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocstrings_handlers.python import PythonHandler
from small_book import CONFIG, PLUGINS, START, TEMPLATE, write

from lrbook.press.setting.kept_reference import KeptReference

REFERENCE = PLUGINS.replace("lrbook: {}", "mkdocstrings: {handlers: {python: {paths: [.]}}}, lrbook: {modules: [pkg]}")
FILES = {
    "mkdocs.yml": CONFIG.replace(PLUGINS, REFERENCE),
    "theme/main.html": TEMPLATE.replace(
        "</nav>", "{% for below in item.children %}<b>{{ below.title }}</b>{% endfor %}</nav>"
    ),
    "docs/index.md": START + "It is [39]{=cost(x)}. See [`half`][pkg.parts.half] and [`twice`][pkg.twice].\n",
    "docs/reference.md": "# Reference\n\n::: pkg\n\n::: pkg.parts\n\n::: pkg.other\n",
    "pkg/__init__.py": '"""All of it."""\nfrom .parts import half\n\ndef twice(x):\n    """Return it twice."""\n',
    "pkg/other.py": '"""Other."""\nfrom pkg.parts import half\n',
    "pkg/parts.py": '"""Parts. See [all](index.md)."""\n\ndef half(x):\n    """Return the half."""\n',
}

Serve = Callable[..., dict[str, bytes]]


@pytest.fixture
def serve(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Serve]:
    """Return a function that saves files, builds as a server does, and returns its site, and what there is to mend.

    It also says how often something was rendered.
    """
    rendered, kept, plugins = [], KeptReference(), []
    render = PythonHandler.render
    monkeypatch.setattr(PythonHandler, "render", lambda *given: rendered.append(1) or render(*given))

    def built(*, cold: bool = False, **files: str) -> dict[str, bytes]:
        write(tmp_path, {name.replace("__", "/").replace("_", "."): text for name, text in files.items()})
        config = load_config(str(tmp_path / "mkdocs.yml"), site_dir=str(tmp_path / "site"))
        plugin = config.plugins["lrbook"]
        if not plugins:
            plugin.on_startup(command="serve", dirty=False)
            plugins.append(plugin)
        plugin.kept_reference = Mock() if cold else kept
        rendered.clear()
        build(config)
        site = {str(path.relative_to(tmp_path / "site")): path for path in (tmp_path / "site").rglob("*")}
        texts = {name: path.read_bytes() for name, path in site.items() if path.suffix in {".html", ".inv"}}
        return texts | {"faults": repr(plugin.faults).encode(), "rendered": str(len(rendered)).encode()}

    write(tmp_path, FILES)
    yield built
    plugins[0].on_shutdown()


def test_what_is_the_same_is_not_rendered_again(serve: Serve) -> None:
    first = serve()
    assert first["faults"] == b"[]"
    assert first["rendered"] == b"3"
    assert b"Return the half" in first["reference/index.html"]
    assert b"<b>pkg</b>" in first["reference/index.html"]
    second = serve(docs__index_md=FILES["docs/index.md"].replace("See", "Read"))
    assert second["rendered"] == b"0"
    assert b"Read" in second.pop("index.html") != first.pop("index.html")
    assert second == first | {"rendered": b"0"}


EXTENSION = """
from griffe import Docstring, Extension

class Says(Extension):
    def on_function(self, *, func, **_):
        func.docstring = Docstring("One.")
"""
BEFORE = {
    "what a docstring leads to": {"pkg__parts_py": FILES["pkg/parts.py"].replace("index.md", "later.md")},
    "an extension of what reads it": {
        "mkdocs_yml": FILES["mkdocs.yml"].replace("{paths: [.]}", "{paths: [.], options: {extensions: [ext.py]}}"),
        "ext_py": EXTENSION,
    },
}
CHANGES = {
    "a docstring": {"pkg__parts_py": FILES["pkg/parts.py"].replace("the half", "one half")},
    "a module's length": {"pkg__parts_py": FILES["pkg/parts.py"] + "\n\ndef third(x):\n    '''Return a third.'''\n"},
    "a module that is new": {"pkg__new_py": '"""A new one."""\n', "docs__reference_md": "# Reference\n\n::: pkg.new\n"},
    "a name that is gone": {"pkg__parts_py": '"""Parts."""\n'},
    "an option": {
        "mkdocs_yml": FILES["mkdocs.yml"].replace("{paths: [.]}", "{paths: [.], options: {show_source: false}}")
    },
    "an option of a page": {"docs__reference_md": "# Reference\n\n::: pkg\n    options: {show_source: false}\n"},
    "where pages are": {"mkdocs_yml": FILES["mkdocs.yml"].replace("directory_urls: true", "directory_urls: false")},
    "another page": {"docs__deep__more_md": "# More\n\n::: pkg.parts\n"},
    "an extension of what reads it": {"ext_py": EXTENSION.replace("One", "Another")},
    "what a docstring leads to": {"docs__later_md": "# Later\n"},
    "what is stated in it": {"pkg__parts_py": '"""Parts: [39]{=cost(x)}."""\n'},
    "what is wrong in it": {
        "pkg__parts_py": FILES["pkg/parts.py"].replace("half.", "half.\n\n    Args:\n        y: No.\n    ")
    },
}


@pytest.mark.parametrize("change", CHANGES)
def test_nothing_is_stale(serve: Serve, change: str) -> None:
    first = serve(**BEFORE.get(change, {}))
    changed = serve(**CHANGES[change])
    again = serve()
    cold = serve(cold=True)
    assert {name: text for name, text in first.items() if name != "rendered"} != changed
    for kept in (changed, again):
        assert kept | {"rendered": b""} == cold | {"rendered": b""}
