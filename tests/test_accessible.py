"""Every page for everyone: judged by axe-core, light and dark, as wide as a desk and as a phone; and by keyboard."""

from __future__ import annotations

from typing import Any

import pytest
from browsing import tab, tool
from real_book import nav, url

PAGES = [*map(url, nav()), "404.html"]

OPEN = "document.querySelectorAll('details').forEach(folded => folded.open = true)"
SETTLED = """async () => {
    const moment = length => new Promise(resolve => setTimeout(resolve, length))
    for (let y = 0; y < document.body.scrollHeight; y += innerHeight) {
        scrollTo({top: y, behavior: "instant"})
        await moment(20)
    }
    for (const code of document.querySelectorAll("pre > code"))
        for (let n = 0; n < 100 && code.scrollWidth > code.clientWidth && code.tabIndex < 0; n++) {
            code.scrollIntoView({behavior: "instant"})
            await moment(20)
        }
    await moment(100)
}"""
"""Read to the end, as what scrolls can be reached by keyboard when it is seen, and not before."""
VIOLATIONS = """async only => (await axe.run({resultTypes: ["violations"], ...only})).violations.flatMap(rule =>
    rule.nodes.map(node => `${rule.id}: ${node.html.slice(0, 200)}`))"""
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
"""The rules that may judge light and dark differently; those on names, roles and structure see no colour."""


def violations(opened: Any) -> list[str]:
    """Return what axe finds in an opened page."""
    opened.evaluate(OPEN)
    opened.evaluate(tool("axe-core/axe.min.js").read_text(encoding="utf-8"))
    found = []
    for width in (1280, 390):
        opened.set_viewport_size({"width": width, "height": 900})
        opened.evaluate(SETTLED)
        for scheme, rules in {"light": {}, "dark": COLOURS}.items():
            opened.emulate_media(color_scheme=scheme)
            opened.wait_for_selector(f"body[data-md-color-scheme={'slate' if scheme == 'dark' else 'default'}]")
            found += [f"{scheme}, {width} px: {violation}" for violation in opened.evaluate(VIOLATIONS, rules)]
    return found


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(browser: Any, home: str, name: str) -> None:
    with tab(browser, home, reduced_motion="reduce") as opened:
        opened.goto(home + name)
        assert violations(opened) == []


def test_axe_finds_what_is_planted(browser: Any, home: str) -> None:
    planted = '<button></button><p style="color: #777; background: #777a">faint</p>'
    with tab(browser, home, reduced_motion="reduce") as opened:
        opened.goto(home)
        opened.eval_on_selector(
            "article", "(article, planted) => article.insertAdjacentHTML('beforeend', planted)", planted
        )
        found = violations(opened)
    assert len([each for each in found if "button-name: <button></button>" in each]) == 2
    assert {each.split(":")[0] for each in found if "color-contrast" in each and "faint" in each} >= {
        "light, 1280 px",
        "dark, 390 px",
    }


def test_the_header_is_used_with_the_keyboard(browser: Any, home: str) -> None:
    """Skip to the text, change the colours, search and go to what was found: no key but those of a keyboard."""
    with tab(browser, home, viewport={"width": 1280, "height": 800}, reduced_motion="reduce") as opened:
        opened.goto(f"{home}derivative.html", wait_until="networkidle")
        stops = []
        for _ in range(4):
            opened.keyboard.press("Tab")
            stops.append(opened.evaluate("document.activeElement.classList[0]"))
            if stops[-1] == "md-option":
                opened.keyboard.press("ArrowRight")
                opened.keyboard.press("ArrowRight")
                opened.wait_for_selector("body[data-md-color-scheme=slate]")
        assert stops == ["md-skip", "md-header__button", "md-option", "md-search__input"]
        opened.keyboard.type("overshoot")
        opened.wait_for_selector("a.md-search-result__link")
        opened.keyboard.press("ArrowDown")
        opened.keyboard.press("Enter")
        opened.wait_for_url("**/*.html?h=*")
        assert "overshoot" in opened.inner_text("article").lower()


def test_a_word_is_explained_where_it_stands(browser: Any, home: str) -> None:
    """A bubble says what the title says, to the pointer and to the keyboard, and Escape takes it away."""
    with tab(browser, home) as opened:
        opened.goto(f"{home}derivative.html")
        word = opened.locator("article a.term[title]").first.element_handle()
        says = word.get_attribute("title")
        for ask in (word.hover, word.focus):
            ask()
            assert opened.inner_text(".tip") == says
            assert word.get_attribute("aria-describedby") == opened.get_attribute(".tip", "id")
            opened.keyboard.press("Escape")
            assert opened.query_selector(".tip") is None
            assert word.get_attribute("title") == says
            opened.mouse.move(0, 0)
        opened.click("article a.term[title]")
        opened.wait_for_url("**/glossary.html#*")
