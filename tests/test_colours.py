"""Light and dark: chosen before anything is seen, kept for the next page, and changed with the system."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from browsing import served, tab
from real_book import ROOT

COLOURS = ROOT / "lrbook/press/setting/theme/partials/colours.html"
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


AUTO, LIGHT, DARK = "(prefers-color-scheme)", "(prefers-color-scheme: light)", "(prefers-color-scheme: dark)"


@pytest.mark.parametrize(
    ("palette", "first", "then"),
    [
        ({AUTO: "default", LIGHT: "default", DARK: "slate"}, "slate", "default"),
        ({LIGHT: "default", DARK: "slate"}, "slate", "default"),
        ({DARK: "slate", LIGHT: "default"}, "slate", "default"),
        ({"": "default", "print": "slate"}, "default", "default"),  # chosen by hand only
        ({AUTO: "slate", LIGHT: "default"}, "slate", "default"),
    ],
)
@pytest.mark.parametrize("button", ["<label for='__palette_1' hidden>Another</label>", ""])
def test_any_palette_of_an_author_works(
    browser: Any, tmp_path: Path, palette: dict[str, str], first: str, then: str, button: str
) -> None:
    """Material's manual shows some of them; none needs buttons, nor one that follows the system."""
    attributes = 'name="__palette" type="radio" data-md-color-media="{}" data-md-color-scheme="{}"'
    options = "".join(f"<input {attributes.format(media, scheme)}>{button}" for media, scheme in palette.items())
    kept = "const __md_get = name => window[name], __md_set = (name, value) => window[name] = value"
    head = f"<!doctype html><link rel=icon href=data:,><title>A page</title><script>{kept}</script>"
    (tmp_path / "index.html").write_text(f"{head}<body>{options}{COLOURS.read_text(encoding='utf-8')}")
    with served(tmp_path, "/") as address, tab(browser, address, color_scheme="dark") as opened:
        opened.goto(address)
        assert opened.evaluate(SCHEME) == first
        assert opened.locator("label:visible").count() == bool(button)
        opened.emulate_media(color_scheme="light")
        opened.wait_for_selector(f"body[data-md-color-scheme={then}]")


ANEW = """window.anew = []
new MutationObserver(changes => {
    const ofSheets = changes.filter(({ target }) => document.body && target.matches("link[rel=stylesheet]"))
    const moved = ofSheets.filter(({ target, oldValue }) => target.getAttribute("href") !== oldValue)
    anew.push(...moved.map(({ target }) => target.href))
}).observe(document, { subtree: true, attributeFilter: ["href"], attributeOldValue: true })"""
"""Takes down the stylesheets whose address changes when there is a page: they are read, and style all of it, anew."""
EARLY = re.compile(r"if \(location\.protocol !== .*link\.href = link\.href")


@pytest.mark.parametrize("early", [True, False])
def test_no_stylesheet_is_read_anew_when_the_page_stands(browser: Any, home: str, early: bool) -> None:
    """Instant navigation makes addresses absolute; the press does so before. Where it does not, that is seen."""

    def without(route: Any) -> None:
        got = route.fetch()
        assert EARLY.search(got.text())
        route.fulfill(response=got, body=EARLY.sub("", got.text()))

    with tab(browser, home) as opened:
        opened.add_init_script(ANEW)
        if not early:
            opened.route(home, without)
        opened.goto(home, wait_until="networkidle")
        assert bool(opened.evaluate("anew")) is not early
