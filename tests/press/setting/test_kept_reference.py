"""The reference that a server keeps: it is not set again while it would be the same, and it is never stale."""

from __future__ import annotations

import pytest
from mkdocs.exceptions import Abort
from served import SERVED, Serve, nothing_is_stale


def test_what_is_the_same_is_not_rendered_again(serve: Serve) -> None:
    first = serve()
    assert first["faults"] == b"[]"
    assert first["rendered"] == b"3"
    assert b"Return the half" in first["reference/index.html"]
    assert b"<b>pkg</b>" in first["reference/index.html"]
    second = serve(docs__index_md=SERVED["docs/index.md"].replace("See", "Read"))
    assert second["rendered"] == b"0"
    assert b"Read" in second.pop("index.html") != first.pop("index.html")
    assert b"Read" in second.pop("index.ipynb") != first.pop("index.ipynb")
    assert second == first | {"rendered": b"0"}


EXTENSION = """
from griffe import Docstring, Extension

class Says(Extension):
    def on_function(self, *, func, **_):
        func.docstring = Docstring("One.")
"""
BEFORE = {
    "what a docstring leads to": {"pkg__parts_py": SERVED["pkg/parts.py"].replace("index.md", "later.md")},
    "an extension of what reads it": {
        "mkdocs_yml": SERVED["mkdocs.yml"].replace("{paths: [.]}", "{paths: [.], options: {extensions: [ext.py]}}"),
        "ext_py": EXTENSION,
    },
}
CHANGES = {
    "a docstring": {"pkg__parts_py": SERVED["pkg/parts.py"].replace("the half", "one half")},
    "a module's length": {"pkg__parts_py": SERVED["pkg/parts.py"] + "\n\ndef third(x):\n    '''Return a third.'''\n"},
    "a module that is new": {"pkg__new_py": '"""A new one."""\n', "docs__reference_md": "# Reference\n\n::: pkg.new\n"},
    "a name that is gone": {"pkg__parts_py": '"""Parts."""\n'},
    "an option": {
        "mkdocs_yml": SERVED["mkdocs.yml"].replace("{paths: [.]}", "{paths: [.], options: {show_source: false}}")
    },
    "an option of a page": {"docs__reference_md": "# Reference\n\n::: pkg\n    options: {show_source: false}\n"},
    "where pages are": {"mkdocs_yml": SERVED["mkdocs.yml"].replace("directory_urls: true", "directory_urls: false")},
    "another page": {"docs__deep__more_md": "# More\n\n::: pkg.parts\n"},
    "an extension of what reads it": {"ext_py": EXTENSION.replace("One", "Another")},
    "what a docstring leads to": {"docs__later_md": "# Later\n"},
    "what is stated in it": {"pkg__parts_py": '"""Parts: [39]{=cost(x)}."""\n'},
    "what is wrong in it": {
        "pkg__parts_py": SERVED["pkg/parts.py"].replace("half.", "half.\n\n    Args:\n        y: No.\n    ")
    },
}


@pytest.mark.parametrize("change", CHANGES)
def test_nothing_is_stale(serve: Serve, change: str) -> None:
    nothing_is_stale(serve, BEFORE.get(change, {}), CHANGES[change])


def test_what_was_not_found_is_sought_again(serve: Serve) -> None:
    with pytest.raises(Abort):
        serve(docs__reference_md="# Reference\n\n::: pkg.new\n")
    assert b"A new one." in serve(pkg__new_py='"""A new one."""\n')["reference/index.html"]
