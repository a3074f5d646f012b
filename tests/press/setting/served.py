"""A book for a server that builds it again and again."""

from __future__ import annotations

from collections.abc import Callable

from small_book import CONFIG, PLUGINS, START, TEMPLATE

REFERENCE = PLUGINS.replace("lrbook: {}", "mkdocstrings: {handlers: {python: {paths: [.]}}}, lrbook: {modules: [pkg]}")
SERVED = {
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


def nothing_is_stale(serve: Serve, before: dict[str, str], change: dict[str, str]) -> None:
    """Demand after a change, and in the build after that, what a server would show and say that keeps nothing."""
    first, changed, again, cold = serve(**before), serve(**change), serve(), serve(cold=True)
    assert {name: text for name, text in first.items() if name != "rendered"} != changed
    for kept in (changed, again):
        assert kept | {"rendered": b""} == cold | {"rendered": b""}
