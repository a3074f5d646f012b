"""The book in a folder, without a server: every page, with and without JavaScript, and the search."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from browsing import tab
from real_book import nav, url

PAGES = [url(name) for name in nav()]


def test_the_links_lead_through_the_book(browser: Any, site: Path) -> None:
    home = f"{site.as_uri()}/"
    for javascript in (True, False):
        with tab(browser, home, java_script_enabled=javascript) as opened:
            opened.goto(home + PAGES[0])
            for name in PAGES:
                assert opened.url == home + name
                opened.wait_for_selector("h1")
                if name != PAGES[-1]:
                    opened.click("a.md-footer__link--next")


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
