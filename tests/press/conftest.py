"""The tests of the press write a small book, build it, and look at what came of it."""

from __future__ import annotations

import re
import signal
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from small_book import CONFIG, START, TEMPLATE, Built, build, checked, write

from lrbook.press.setting import formulas

COMPUTED = re.compile(r"[{`~]")
"""What every block and every statement has."""


@pytest.fixture(autouse=True, scope="session")
def _forked(forked: None) -> None:
    """Whatever book is the first in this process, the others are as quick."""


@pytest.fixture(autouse=True, scope="session")
def _one_font(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Give all small books one font: to cut one takes longer than the rest of such a build. It has its own test."""
    font, kept = formulas.font, tmp_path_factory.mktemp("fonts")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(formulas, "font", lambda characters, _: font({"x"}, kept))
        yield


@pytest.fixture
def listening() -> Iterator[None]:
    """Hear interrupts, as in a terminal: what is started in the background ignores them, and so would the builds."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


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


@dataclass
class OneOfMany:
    """A page in a book of many: its faults, named as if it were `docs/index.md`, and its HTML."""

    faults: list[str]
    html: str


@pytest.fixture(scope="session")
def page_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., OneOfMany]:
    """Return a function that builds one of many texts.

    Each text has a page of its own, and forty pages are one book: to build a book takes longer than to set a page. The
    same faults are demanded of a check. Tests that have the same texts are of one worker.
    """

    @cache
    def built_with(texts: tuple[str, ...], start: str) -> list[OneOfMany]:
        root = tmp_path_factory.mktemp("many")
        blank = "\n" * start.count("\n")  # where nothing is computed, no process is begun
        pages = {
            f"docs/page-{number}.md": (start if COMPUTED.search(text) else blank) + text
            for number, text in enumerate(texts)
        }
        write(root, {"mkdocs.yml": CONFIG, "theme/main.html": TEMPLATE, "docs/index.md": "Text.\n"} | pages)
        built = build(root)
        faults = built.faults()
        assert same(faults) == same(checked(root)), built.said
        assert built.site.exists() == (not faults)  # what is untrue is not published
        on = [re.compile(rf"docs/page-{number}\.md(?=:)") for number in range(len(texts))]
        assert all(any(page.match(fault) for page in on) for fault in faults), faults
        return [
            OneOfMany(
                [page.sub("docs/index.md", fault, count=1) for fault in faults if page.match(fault)],
                built.page(f"page-{number}/index.html"),
            )
            for number, page in enumerate(on)
        ]

    def page(texts: Sequence[str], number: int, *, start: str = START) -> OneOfMany:
        first = number // 40 * 40
        return built_with(tuple(texts[first : first + 40]), start)[number - first]

    return page


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
