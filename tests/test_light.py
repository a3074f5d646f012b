"""Light pages: what a reader who comes for the first time has to load, and whether the page keeps still and fits."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from browsing import served, tab
from real_book import nav, url

PAGES = [*map(url, nav()), "404.html"]

SHIFTS = """async () => {
    for (let y = 0; y < document.body.scrollHeight; y += 500) {
        scrollTo({top: y, behavior: "instant"})
        await new Promise(requestAnimationFrame)
    }
    return new Promise(resolve => {
        new PerformanceObserver(list => resolve(list.getEntries().reduce((sum, shift) => sum + shift.value, 0)))
            .observe({type: "layout-shift", buffered: true})
        setTimeout(resolve, 200, 0)
    })
}"""


def weight(browser: Any, site: Path, name: str) -> dict[str, int]:
    """Return how many bytes each file takes that a page loads."""
    sent: dict[str, int] = {}
    with served(site, "/", sent) as address, tab(browser, address) as opened:
        opened.goto(address + name, wait_until="networkidle")
    return sent


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_light(browser: Any, site: Path, name: str) -> None:
    sent = weight(browser, site, name)
    assert name.rpartition("/")[2] in sent
    assert sum(sent.values()) < (100_000 if name == PAGES[0] else 200_000), f"{name} loads {sent}"


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [320, 1280])
def test_a_page_keeps_still_and_fits(browser: Any, home: str, name: str, width: int) -> None:
    with tab(browser, home, viewport={"width": width, "height": 640}) as opened:
        opened.goto(home + name, wait_until="networkidle")
        assert opened.evaluate("document.documentElement.scrollWidth") <= width
        assert opened.evaluate(SHIFTS) < 0.01
