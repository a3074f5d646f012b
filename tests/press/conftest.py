"""The tests of the press write a small book, build it, and look at what came of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from small_book import CONFIG, START, TEMPLATE, Built, build, checked, write

from lrbook.press.setting import formulas


@pytest.fixture(autouse=True, scope="session")
def _forked(forked: None) -> None:
    """Whatever book is the first in this process, the others are as quick."""


@pytest.fixture(autouse=True, scope="session")
def _one_font(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the fonts of formulas for all small books: to cut one takes longer than the rest of such a build."""
    font, kept = formulas.font, tmp_path_factory.mktemp("fonts")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(formulas, "font", lambda characters, _: font(characters, kept))
        yield


@pytest.fixture
def book(tmp_path: Path) -> Callable[..., Built]:
    """Return a function that writes a book of one page and more, builds it, and demands the same faults of a check."""

    def written(
        text: str = "",
        claims: str = "",
        *,
        start: str = START,
        config: Callable[[str], str] = str,
        **files: str | bytes,
    ) -> Built:
        named = {name.replace("__", "/").replace("_", "."): content for name, content in files.items()}
        if claims:
            named = {"docs/ledger.md": "# Ledger\n\n<!-- ledger -->\n", "docs/claims.toml": claims} | named
        basic = {"mkdocs.yml": config(CONFIG), "theme/main.html": TEMPLATE, "docs/index.md": start + text}
        write(tmp_path, basic | named)
        built = build(tmp_path)
        if "hooks:" not in basic["mkdocs.yml"]:  # a check runs no hooks of MkDocs
            assert same(built.faults()) == same(checked(tmp_path)), built.said
        return built

    return written


def same(faults: list[str]) -> list[str]:
    """Return faults in order; where a loop without end is stopped is chance."""
    return sorted(re.sub(r":\d+(?=: .*may not wait so long)", "", fault) for fault in faults)


@pytest.fixture
def passes(book: Callable[..., Built]) -> Callable[..., Built]:
    """Return a function that builds a book and demands that nothing is wrong with it."""

    def passing(*args: Any, **kwargs: Any) -> Built:
        built = book(*args, **kwargs)
        assert built.code == 0, built.said
        return built

    return passing


@pytest.fixture
def fails(book: Callable[..., Built]) -> Callable[..., Built]:
    """Return a function that builds a book and demands one fault that begins as given and holds every text given."""

    def failing(place: str, texts: str | list[str], *args: Any, alone: bool = True, **kwargs: Any) -> Built:
        built = book(*args, **kwargs)
        assert built.code == 1, f"not found: {place}: {texts}\n{built.said}"
        faults = built.faults()
        wanted = [texts] if isinstance(texts, str) else texts
        found = [fault for fault in faults if fault.startswith(place + ": ") and all(text in fault for text in wanted)]
        assert found, f"not found: {place}: {texts}\n{built.said}"
        assert not alone or faults == found, f"too much said:\n{built.said}"
        assert "Traceback" not in "".join(page.read_text() for page in built.site.rglob("*.html"))
        return built

    return failing
