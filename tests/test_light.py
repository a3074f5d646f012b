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
    const observer = new PerformanceObserver(() => {})
    observer.observe({type: "layout-shift", buffered: true})
    return observer.takeRecords().reduce((sum, shift) => sum + shift.value, 0)
}"""


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_light_keeps_still_and_fits(browser: Any, site: Path, name: str) -> None:
    sent: dict[str, int] = {}
    with served(site, "/", sent) as address, tab(browser, address) as opened:
        for width in (1280, 320):
            opened.set_viewport_size({"width": width, "height": 640})
            first = width == 1280  # nothing is kept yet
            opened.goto(address + name, wait_until="networkidle" if first else "load")
            if first:
                assert name.rpartition("/")[2] in sent
                assert sum(sent.values()) < (100_000 if name == PAGES[0] else 200_000), f"{name} loads {sent}"
            assert opened.evaluate("document.documentElement.scrollWidth") <= width, f"at {width} px"
            assert opened.evaluate(SHIFTS) < 0.01, f"at {width} px"
