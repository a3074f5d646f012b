"""Light and dark: chosen before anything is seen, kept for the next page, and changed with the system."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from browsing import tab

SCHEME = "document.body.getAttribute('data-md-color-scheme')"


@pytest.mark.parametrize(("system", "scheme"), [("light", "default"), ("dark", "slate")])
def test_the_first_page_has_the_colours_of_the_system_at_once(
    browser: Any, home: str, system: Any, scheme: str
) -> None:
    with tab(browser, home, color_scheme=system) as opened:
        opened.route("**/bundle.*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
        opened.goto(home)
        assert opened.evaluate(SCHEME) == scheme


def test_what_is_chosen_stays_chosen(browser: Any, home: str) -> None:
    with tab(browser, home, color_scheme="light", viewport={"width": 1280, "height": 800}) as opened:
        opened.goto(home)
        for button, scheme in [("Light colours", "default"), ("Dark colours", "slate"), ("System colours", "default")]:
            assert opened.locator("header label[for^=__palette]:visible").count() == 1
            opened.click(f"label[title='{button}']")
            assert opened.evaluate(SCHEME) == scheme
            opened.goto(f"{home}derivative.html")
            assert opened.evaluate(SCHEME) == scheme, f"after {button}"
        opened.emulate_media(color_scheme="dark")
        opened.wait_for_selector("body[data-md-color-scheme=slate]")  # it follows the system again


def test_no_stylesheet_is_read_twice(browser: Any, home: str) -> None:
    """Instant navigation rewrites addresses; a stylesheet that is read anew has the whole page styled again."""
    with tab(browser, home) as opened:
        devtools = opened.context.new_cdp_session(opened)
        devtools.send("DOM.enable")
        read: Counter[str] = Counter()
        devtools.on("CSS.styleSheetAdded", lambda said: read.update([said["header"]["sourceURL"]]))
        devtools.send("CSS.enable")
        opened.goto(home, wait_until="networkidle")
        sheets = {name: times for name, times in read.items() if name.endswith(".css")}
        assert len(sheets) > 2
        assert set(sheets.values()) == {1}, sheets
