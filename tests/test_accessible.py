"""What is pressed, moved and read out works with a keyboard alone."""

from __future__ import annotations

from typing import Any

from browsing import tab


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
