"""The figures to explore, in Chromium: by keyboard, by address, without JavaScript, in print, on a small screen."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from browsing import tab

pytestmark = pytest.mark.xdist_group("explore")

FIGURES = {
    "explore-descent": "derivative.html",
    "explore-neuron": "logistic-regression.html",
    "explore-cost": "cost-function.html",
    "explore-surface": "gradient-descent.html",
    "explore-training": "heart-disease.html",
    "explore-threshold": "heart-disease.html",
    "explore-mistakes": "classic-mistakes.html",
}

STATE = """box => ({
    data: JSON.parse(box.dataset.explore),
    chosen: [...new FormData(box.querySelector("form")).values()].map(Number),
    says: box.querySelector("[aria-live]").textContent,
    sentences: box.querySelectorAll("[aria-live] [data-part]").length,
    parts: [...box.querySelectorAll("[data-part]")].flatMap(part => part.dataset.part.split(" ").map(
        name => name ? part.getAttribute(name) : part.textContent)),
    spoken: [...box.querySelectorAll("input[type=range]")].map(slider => slider.getAttribute("aria-valuetext")),
    written: [...box.querySelectorAll(".value")].map(value => value.textContent),
})"""


def state(opened: Any, name: str) -> dict[str, Any]:
    """Return what a figure shows, having made sure that it is the frame of what is set."""
    found: dict[str, Any] = opened.eval_on_selector(f"#{name}", STATE)
    data, frame = found["data"], 0
    for keys, value in zip(data["keys"], found["chosen"], strict=True):
        frame = frame * len(keys) + value
    wanted = [column["values"][column["at"][frame]] for column in data["columns"]]
    assert found["parts"] == wanted
    assert found["says"] == " ".join(wanted[-found["sentences"] :])
    sliders = [shown[value] for shown, value in zip(data["shown"], found["chosen"], strict=True) if shown]
    assert found["spoken"] == found["written"] == sliders
    found["setting"] = "_".join(keys[value] for keys, value in zip(data["keys"], found["chosen"], strict=True))
    return found


def in_address(opened: Any, name: str) -> str:
    """Return the setting that the address has, once it has settled: by the page's own clock, however slow it goes."""
    address = opened.evaluate("new Promise(done => setTimeout(() => done(location.href), 600))")
    return parse_qs(urlsplit(address).query).get(name, [""])[0]


@contextmanager
def instant(browser: Any, site: Path) -> Iterator[tuple[Any, str]]:
    """Open the site at the address that its sitemap has: only there do pages change without being loaded."""
    sitemap = (site / "sitemap.xml").read_text(encoding="utf-8")
    home = min(re.findall(r"<loc>(.*)index.html</loc>", sitemap), key=len)

    def serve(route: Any) -> None:
        path = site / urlsplit(route.request.url).path.removeprefix(urlsplit(home).path)
        route.fulfill(path=path / "index.html" if path.is_dir() else path)

    with tab(browser, home) as opened:
        opened.route(f"{home}**", serve)
        opened.goto(home)
        opened.evaluate("window.same = true")
        yield opened, home
        assert opened.evaluate("window.same"), "the pages were loaded anew"


@pytest.fixture(scope="module", params=FIGURES)
def kept(request: pytest.FixtureRequest, browser: Any, address: str) -> Iterator[tuple[Any, str]]:
    """Open the page of a figure, once for all tests to which its state is all the same."""
    with tab(browser, address) as opened:
        opened.goto(address + FIGURES[request.param])
        yield opened, request.param


@pytest.fixture
def shown(kept: tuple[Any, str]) -> tuple[Any, str]:
    """Return an opened page, as on a desk, and the name of its figure, however the test before has left it."""
    opened, name = kept
    opened.set_viewport_size({"width": 1280, "height": 720})
    opened.emulate_media(media="screen")
    return opened, name


def test_every_control_is_turned_with_the_keyboard(shown: tuple[Any, str]) -> None:
    opened, name = shown
    controls = opened.query_selector_all(f"#{name} .control")
    assert len(controls) == len(state(opened, name)["data"]["keys"])
    controls[0].query_selector("input:checked, input[type=range], select").focus()
    for n in range(len(controls)):
        assert controls[n].evaluate("control => control.contains(document.activeElement)")
        before = state(opened, name)
        last = before["chosen"][n] == len(before["data"]["keys"][n]) - 1
        opened.keyboard.press("ArrowLeft" if last else "ArrowRight")
        after = state(opened, name)
        assert after["chosen"][n] - before["chosen"][n] == (-1 if last else 1)
        assert after["says"] != before["says"]
        assert after["parts"] != before["parts"]
        opened.keyboard.press("Tab")
    assert in_address(opened, name) == after["setting"]
    assert urlsplit(opened.url).fragment == name


def test_an_address_brings_its_view_back(browser: Any, address: str, shown: tuple[Any, str]) -> None:
    opened, name = shown
    data = state(opened, name)["data"]
    setting = "_".join(keys[-2] for keys in data["keys"])
    with tab(browser, address) as opened:
        opened.goto(f"{address}{FIGURES[name]}?{name}={setting}#{name}")
        assert state(opened, name)["setting"] == setting
        box = opened.query_selector(f"#{name}").bounding_box()
        assert -1 <= box["y"] < 300


def test_an_address_that_is_wrong_changes_nothing(browser: Any, address: str) -> None:
    with tab(browser, address) as opened:
        for wrong in ("", "5", "5_0.9_1", "5_7", "x_y", "%3Cb%3E_0.9"):
            opened.goto(f"{address}derivative.html?explore-descent={wrong}")
            assert state(opened, "explore-descent")["setting"] == "5_0.1"


def visit(opened: Any, home: str, page: str) -> None:
    """Follow a link to a page with a figure to explore; the page before it may have one, too."""
    opened.evaluate("document.querySelector('article').className += ' before'")
    opened.click(f".md-nav--primary a[href$='{page}'] >> visible=true")
    opened.wait_for_url(f"{home}{page}")
    opened.wait_for_selector("article:not(.before) .explorable form")


def test_it_lives_through_instant_navigation(browser: Any, site: Path) -> None:
    with instant(browser, site) as (opened, home):
        for name in ("explore-descent", "explore-neuron"):
            visit(opened, home, FIGURES[name])
            opened.focus(f"#{name} input")
            before = state(opened, name)
            opened.keyboard.press("ArrowLeft")
            after = state(opened, name)
            assert after["says"] != before["says"]
            assert len(opened.query_selector_all(f"#{name} form")) == 1
            assert in_address(opened, name) == after["setting"]
        opened.go_back()
        opened.wait_for_selector("#explore-descent form")
        assert state(opened, "explore-descent")["setting"] == in_address(opened, "explore-descent") == "4_0.1"


def test_a_page_that_is_left_takes_nothing_along(browser: Any, site: Path) -> None:
    """Neither what plays nor what was just set changes the address of the next page."""
    with instant(browser, site) as (opened, home):
        visit(opened, home, "heart-disease.html")
        opened.click("#explore-training button")
        opened.wait_for_timeout(200)
        visit(opened, home, "derivative.html")
        assert in_address(opened, "explore-training") == ""
        assert state(opened, "explore-descent")["setting"] == "5_0.1"


def test_a_link_in_the_book_leads_to_a_view(browser: Any, site: Path) -> None:
    with instant(browser, site) as (opened, home):
        visit(opened, home, "cost-function.html")
        opened.evaluate("""() => {
            const link = document.createElement("a")
            link.href = "derivative.html?explore-descent=-7_1.15#explore-descent"
            link.textContent = "a view"
            document.querySelector("article h2").before(link)
        }""")
        opened.click("text=a view")
        opened.wait_for_selector("#explore-descent form")
        assert state(opened, "explore-descent")["setting"] == "-7_1.15"
        assert -1 <= opened.query_selector("#explore-descent").bounding_box()["y"] < 300


def test_it_works_in_a_file(browser: Any, site: Path) -> None:
    opened = browser.new_page()
    file = (site / "derivative.html").as_uri()
    opened.goto(f"{file}?explore-descent=-7_1.15")
    assert state(opened, "explore-descent")["setting"] == "-7_1.15"
    opened.focus("#explore-descent input")
    opened.keyboard.press("ArrowLeft")
    assert state(opened, "explore-descent")["setting"] == in_address(opened, "explore-descent") == "-8_1.15"
    opened.close()


def test_two_figures_of_a_page_keep_their_views_apart(browser: Any, address: str) -> None:
    with tab(browser, address) as opened:
        opened.goto(f"{address}heart-disease.html?explore-threshold=learnt%20from_0.3")
        opened.focus("#explore-training input[name=rate]")
        opened.keyboard.press("ArrowRight")
        assert in_address(opened, "explore-training") == "standardised_0.3_40"
        assert in_address(opened, "explore-threshold") == "learnt from_0.3"


def test_it_plays_step_by_step_and_can_be_stopped(browser: Any, address: str) -> None:
    with tab(browser, address) as opened:
        opened.clock.install()
        opened.goto(f"{address}heart-disease.html")
        button, live = "#explore-training button", "#explore-training [aria-live]"
        opened.clock.pause_at(datetime.now() + timedelta(hours=1))  # from here on, time is the test's
        opened.focus(button)
        opened.keyboard.press("Enter")
        assert opened.inner_text(button) == "Pause"
        assert opened.get_attribute(live, "aria-live") == "off"
        assert state(opened, "explore-training")["chosen"][-1] == 0
        opened.clock.run_for(500)
        assert state(opened, "explore-training")["chosen"][-1] == 3
        opened.keyboard.press("Enter")
        assert opened.inner_text(button) == "Play"
        assert opened.get_attribute(live, "aria-live") == "polite"
        opened.clock.run_for(1000)
        assert state(opened, "explore-training")["setting"] == "standardised_0.1_3"
        opened.keyboard.press("Enter")
        opened.clock.run_for(10_000)
        assert opened.inner_text(button) == "Play"
        assert state(opened, "explore-training")["setting"] == "standardised_0.1_40"
        assert "=standardised_0.1_40#" in opened.evaluate("location.href")


def test_who_wants_less_motion_walks_by_hand(browser: Any, address: str) -> None:
    with tab(browser, address, reduced_motion="reduce") as opened:
        opened.goto(f"{address}heart-disease.html")
        assert opened.inner_text("#explore-training button") == "Next step"
        steps = []
        for _ in range(3):
            opened.click("#explore-training button")
            steps.append(state(opened, "explore-training")["chosen"][-1])
            opened.wait_for_timeout(300)
            assert state(opened, "explore-training")["chosen"][-1] == steps[-1]
            assert opened.get_attribute("#explore-training [aria-live]", "aria-live") == "polite"
        assert steps == [0, 1, 2]


def telling_frames_are_all(opened: Any, name: str) -> None:
    """Demand that the telling frames can be seen, each with its sentences, and no control."""
    pictures = [picture for picture in opened.query_selector_all(f"#{name} svg[role=img]") if picture.is_visible()]
    texts = [text for text in opened.query_selector_all(f"#{name} p") if text.is_visible()]
    assert len(pictures) == len(texts) >= 4
    assert all(picture.bounding_box()["width"] > 200 for picture in pictures)
    assert all(text.inner_text().endswith(".") for text in texts)
    controls = opened.query_selector_all(f"#{name} :is(form, input, select, button)")
    assert not [control for control in controls if control.is_visible()]


@pytest.mark.parametrize("name", FIGURES)
def test_without_javascript_the_telling_frames_are_there(browser: Any, address: str, name: str) -> None:
    with tab(browser, address, java_script_enabled=False) as opened:
        opened.goto(address + FIGURES[name])
        telling_frames_are_all(opened, name)


def test_in_print_the_telling_frames_are_there(shown: tuple[Any, str]) -> None:
    opened, name = shown
    assert len([each for each in opened.query_selector_all(f"#{name} svg[role=img]") if each.is_visible()]) == 1
    opened.emulate_media(media="print")
    telling_frames_are_all(opened, name)


@pytest.mark.parametrize("name", FIGURES)
def test_it_fits_a_screen_of_320_pixels(browser: Any, address: str, name: str) -> None:
    with tab(browser, address, viewport={"width": 320, "height": 640}) as opened:
        opened.goto(address + FIGURES[name])
        opened.click(f"#{name} summary")
        assert opened.evaluate("document.scrollingElement.scrollWidth") <= 320
        inside = f"[...document.querySelectorAll('#{name} :is(svg.figure, form, form *, p, summary)')]"
        edges = opened.evaluate(f"{inside}.map(element => element.getBoundingClientRect().right)")
        assert max(edges) <= 320
        targets = f"[...document.querySelectorAll('#{name} :is(select, button, input[type=range], fieldset label)')]"
        assert min(opened.evaluate(f"{targets}.map(element => element.getBoundingClientRect().height)")) >= 24


HEIGHTS = """box => {
    const form = box.querySelector("form")
    const names = new Set([...new FormData(form).keys()])
    return JSON.parse(box.dataset.explore).keys.flatMap((values, n) => values.map((_, value) => {
        form.elements.namedItem([...names][n]).value = value
        form.dispatchEvent(new Event("input"))
        return Math.round(box.getBoundingClientRect().height)
    }))
}"""


def test_the_page_keeps_still_while_a_figure_changes(shown: tuple[Any, str]) -> None:
    opened, name = shown
    opened.set_viewport_size({"width": 390, "height": 844})
    heights = opened.eval_on_selector(f"#{name}", HEIGHTS)
    assert len(heights) >= 7
    assert len(set(heights)) == 1


def test_the_frames_in_the_page_are_data(site: Path) -> None:
    for name, page in FIGURES.items():
        html = (site / page).read_text(encoding="utf-8")
        given = html.partition(f'id="{name}" data-explore=\'')[2].partition("'")[0]
        assert len(json.loads(given.replace("&lt;", "<").replace("&#39;", "'").replace("&amp;", "&"))["columns"]) > 2
