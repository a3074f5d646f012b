"""What Markdown has made of blocks is kept by a server: it is not made again, and it is never stale."""

from __future__ import annotations

import pytest
from markdown_exec import MarkdownConverter
from served import SERVED, Serve, nothing_is_stale
from small_book import START

BLOCK = '```python exec="on" id="prints"\nfrom pkg.values import here\nprint({})\n```\n\n'
PAGE = START + BLOCK.format("f'**There** is ... {here}, see [the reference](reference.md).'")


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note what is converted."""
    texts: list[str] = []
    convert = MarkdownConverter.convert

    def noted(self: MarkdownConverter, text: str, **given: str) -> str:
        texts.append(text)
        return convert(self, text, **given)

    monkeypatch.setattr(MarkdownConverter, "convert", noted)
    return texts


def test_what_is_the_same_is_not_made_again(serve: Serve, made: list[str]) -> None:
    first = serve(pkg__values_py="here = 'one'\n", docs__index_md=PAGE)
    assert first["faults"] == b"[]"
    assert b"<strong>There</strong> is ... one" in first["index.html"]
    assert len(made) == 2
    made.clear()
    second = serve(docs__index_md=f"{PAGE}\nAnd more.\n")
    assert second["index.html"].replace(b"<p>And more.</p>\n", b"") == first["index.html"]
    assert made == []


def test_what_nobody_needs_any_more_is_forgotten(serve: Serve, made: list[str]) -> None:
    serve(pkg__values_py="here = 'one'\n", docs__index_md=PAGE)
    serve(docs__index_md=START)
    made.clear()
    serve(docs__index_md=PAGE)
    assert len(made) == 1


CHANGES = {
    "what it prints": {"pkg__values_py": "here = 'two'\n"},
    "its code": {"docs__index_md": PAGE.replace("print(", "print(  ")},
    "its place": {"docs__deep__index_md": PAGE},
    "an extension of Markdown": {"mkdocs_yml": SERVED["mkdocs.yml"].replace("- tables", "- smarty\n  - tables")},
    "where its link leads": {"mkdocs_yml": SERVED["mkdocs.yml"].replace("urls: true", "urls: false")},
    "what is stated in it": {"docs__index_md": START + BLOCK.format("'It is [39]{=cost(x)}.'")},
    "a heading in it": {"docs__index_md": START + BLOCK.format("'## A heading'")},
    "a page that it leads to": {"docs__later_md": "# Later\n"},
    "what is wrong in it": {"docs__index_md": START + BLOCK.format("'It is 40, see [it](nowhere.md).'")},
    "another block in it": {"docs__index_md": START + BLOCK.format("'````python exec=\"on\"\\n1\\n````'")},
}
"""Each is changed; and what is stated, or wrong, has to be said again in the build after it."""


@pytest.mark.parametrize("change", CHANGES)
def test_nothing_is_stale(serve: Serve, change: str) -> None:
    leads = PAGE.replace("reference.md", "later.md") if change == "a page that it leads to" else PAGE
    nothing_is_stale(serve, {"pkg__values_py": "here = 'one'\n", "docs__index_md": leads}, CHANGES[change])
