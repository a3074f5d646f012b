"""The neuron to train by hand: what its script computes is what the book computes, wherever the sliders stand."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from browsing import tab
from real_book import parsed

from lrbook import descent, figures, heart, neuron
from lrbook.figures.by_hand import SAYS, numbers, said

X, Y = heart.features_and_labels(heart.load())
x = heart.standardise(X[[list(heart.FEATURES).index("thalach")]])[0]
PAGE = "introduction.html"
NUMBERS = ("w", "b", "cost", "dw", "db", "next_w", "next_b")

READ = """box => ({
    values: Object.fromEntries([...box.querySelectorAll("[data-number]")].map(
        slot => [slot.dataset.number.replace("signed_", ""), Number(slot.dataset.value)])),
    says: box.querySelector("[aria-live]").textContent,
    up: JSON.parse(box.dataset.neuron).up,
    curve: box.querySelector(".curve").getAttribute("d"),
    spoken: [...box.querySelectorAll("input")].map(slider => slider.getAttribute("aria-valuetext")),
    written: [...box.querySelectorAll(".value")].map(value => value.textContent),
})"""


def shown(opened: Any) -> dict[str, Any]:
    """What is shown, having made sure that it is what the book computes there, to 1e-12."""
    found: dict[str, Any] = opened.eval_on_selector("#by-hand", READ)
    place = found["values"]
    wanted = numbers(x, Y, place["w"], place["b"], 1.0)
    assert [place[name] for name in NUMBERS] == pytest.approx([wanted[name] for name in NUMBERS], rel=0, abs=1e-12)
    assert found["says"] == said(wanted)
    assert found["spoken"] == found["written"]
    heights = np.array(re.findall(r" (-?[\d.]+)", found["curve"]), dtype=float)
    along = 1.05 * np.abs(x).max() * np.linspace(-1, 1, 49)
    a = neuron.sigmoid(place["w"] * along + place["b"])
    floor, top = found["up"]
    assert np.allclose(heights, floor + a * (top - floor), rtol=0, atol=0.051)
    return place


def put(opened: Any, w: float, b: float) -> None:
    for letter, value in (("w", w), ("b", b)):
        opened.eval_on_selector(
            f"#by-hand-{letter}",
            "(slider, value) => { slider.value = value; slider.dispatchEvent(new Event('input', {bubbles: true})) }",
            value,
        )


def test_the_script_computes_what_the_book_does(browser: Any, address: str) -> None:
    rng = np.random.default_rng(7)
    with tab(browser, address) as opened:
        opened.goto(address + PAGE)
        assert shown(opened)["w"] == 0
        for w, b in [(3, 3), (-3, 3), *rng.uniform(-3, 3, (20, 2)).tolist()]:
            put(opened, w, b)
            place = shown(opened)
            assert (place["w"], place["b"]) == pytest.approx((w, b), abs=1e-12)


def test_a_step_moves_the_sliders(browser: Any, address: str) -> None:
    run = descent.gradient_descent(x, Y, rate=1.0, steps=12)
    with tab(browser, address) as opened:
        opened.goto(address + PAGE)
        for w, b in run.path[1:]:
            opened.get_by_role("button", name="One step of descent").press("Enter")
            place = shown(opened)
            assert (place["w"], place["b"]) == pytest.approx((w, b), abs=1e-12)
            assert float(opened.input_value("#by-hand-w")) == place["w"]
        opened.get_by_role("button", name="Back to zero").press("Space")
        assert shown(opened)["cost"] == pytest.approx(np.log(2))


def test_the_sliders_are_moved_with_the_keyboard(browser: Any, address: str) -> None:
    with tab(browser, address) as opened:
        opened.goto(address + PAGE)
        for letter in "wb":
            opened.focus(f"#by-hand-{letter}")
            opened.keyboard.press("ArrowRight")
            assert shown(opened)[letter] > 0
            opened.keyboard.press("ArrowLeft")
            opened.keyboard.press("ArrowLeft")
            assert shown(opened)[letter] < 0


def test_without_a_script_the_first_steps_stand_side_by_side(browser: Any, address: str) -> None:
    with tab(browser, address, java_script_enabled=False) as opened:
        opened.goto(address + PAGE)
        box = opened.locator("#by-hand")
        assert box.locator("svg.figure").count() == 3
        assert box.locator("svg.figure").first.is_visible()
        assert box.locator("input").count() == 0


def test_the_still_pictures_say_what_they_show() -> None:
    read = parsed(figures.train_by_hand(x, Y, "a pulse"))
    texts = [each.text for each in read.all("details")[0].all("p")]
    for steps, text in zip((0, 1, 30), texts, strict=True):
        w, b = descent.gradient_descent(x, Y, 1.0, steps).path[-1]
        assert text == f"After {steps} step{'s' * (steps != 1)}: {said(numbers(x, Y, w, b, 1.0))}"
    assert "(−" in texts[2]
    assert not re.search(r"[{}]|nan|-\d", SAYS.format(**dict.fromkeys(re.findall(r"\{(\w+)\}", SAYS), "")) + texts[0])


def test_there_is_a_dot_for_each_patient() -> None:
    (ground,) = parsed(figures.train_by_hand(x, Y, "a pulse")).all("g", id="by-hand-axes")
    dots = [path.attrs["d"].count("M") for path in ground.all("path") if path.attrs.get("stroke-linecap") == "round"]
    assert dots == [(Y == 0).sum(), (Y == 1).sum()]


@pytest.mark.parametrize(
    ("given", "message"), [((X, Y), "x has shape"), ((x, Y[:, :5]), "Y has shape"), ((x * np.nan, Y), "NaN")]
)
def test_refuses_what_can_not_be_trained(given: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        figures.train_by_hand(*given, "a pulse")


def test_the_script_is_small(site: Path) -> None:
    assert (site / "scripts/by-hand.js").stat().st_size < 4000
