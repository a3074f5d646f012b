"""The book in a folder, without a server: every page, with and without JavaScript, and the search."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from browsing import tab
from looks import unseen
from real_book import nav, url

PAGES = [url(name) for name in nav()]


def walk_through(opened: Any, site: Path) -> Iterator[str]:
    """Go from the first page to the last, by the links at their feet, and yield the name of each."""
    home = f"{site.as_uri()}/"
    opened.goto(home + PAGES[0])
    for name in PAGES:
        assert opened.url == home + name
        opened.wait_for_selector("h1")
        yield name
        if name != PAGES[-1]:
            opened.click("a.md-footer__link--next")


def test_the_links_lead_through_the_book(browser: Any, site: Path) -> None:
    with tab(browser, site.as_uri()) as opened:
        assert list(walk_through(opened, site)) == PAGES


def test_every_page_can_be_read_without_javascript(browser: Any, site: Path) -> None:
    with tab(browser, site.as_uri(), java_script_enabled=False) as opened:
        for name in walk_through(opened, site):
            assert unseen(opened, site, name) == []


def test_the_search_finds_a_page(browser: Any, site: Path) -> None:
    home = f"{site.as_uri()}/"
    with tab(browser, home) as opened:
        opened.goto(f"{home}reference/index.html")
        opened.click("input[name=query]")
        opened.wait_for_selector(".md-search-result__meta:has-text('Type to start')")
        opened.keyboard.type("overshoot")
        opened.click("a.md-search-result__link >> nth=0")
        opened.wait_for_url(f"{home}*.html*")
        assert "overshoot" in opened.inner_text("article").lower()
