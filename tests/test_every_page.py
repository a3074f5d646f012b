"""Every page, opened once as by a first reader: its weight, its looks, wide, narrow and on paper, and for everyone."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from browsing import SHIFTS, served, tab, tool
from looks import luminance, unseen
from real_book import nav, url

PAGES = [*map(url, nav()), "404.html"]


@dataclass
class Seen:
    """What was seen of a page.

    Attributes:
        name: The page.
        unseen: What of it can't be seen.
        sent: How many bytes each file took that the page loads when nothing is kept yet.
        fonts: Whether it has formulas, and whether they have their font.
        widths: How wide the page is, in a window so wide.
        clipped: The derivations that are wider than a phone, or than a desk.
        broken: The texts that a block prints and that go on beyond their box, and the names in tables that a line ends.
        minute: The letters of formulas that are too small to read, there.
        covered: The formulas on which the mark of their claim lies, there.
        shifts: By how much of a window so wide the page moved while it was loaded and read.
        paper: What it is in print, on a system that is dark.
        violations: What axe finds, light and dark, as wide as a desk and as a phone.
    """

    name: str
    unseen: list[str] = field(default_factory=list)
    sent: dict[str, int] = field(default_factory=dict)
    fonts: tuple[bool, bool] = (False, False)
    widths: dict[int, int] = field(default_factory=dict)
    clipped: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    minute: list[str] = field(default_factory=list)
    covered: list[str] = field(default_factory=list)
    shifts: dict[int, float] = field(default_factory=dict)
    paper: dict[str, Any] = field(default_factory=dict)
    violations: list[str] = field(default_factory=list)


def of_one_worker(name: str) -> Any:
    return pytest.param(name, marks=pytest.mark.xdist_group(f"page {name}"))


@pytest.fixture(scope="module", params=map(of_one_worker, PAGES))
def seen(request: pytest.FixtureRequest, browser: Any, site: Path) -> Seen:
    """Visit a page, and demand that nothing goes wrong in it and that it asks no other host.

    To load and lay out a page takes longer than most of what is asked of it: it is loaded as wide as a desk, and as a
    phone. What unfolds it comes last.
    """
    seen = Seen(request.param)
    under = "/" if seen.name == "404.html" else "/sub/path/"  # lost readers can be anywhere; the others, below a path
    with served(site, under, seen.sent) as address, tab(browser, address) as opened:
        for width, until in {1280: "networkidle", 320: "load"}.items():
            opened.set_viewport_size({"width": width, "height": 640})
            opened.goto(address + seen.name, wait_until=until)
            if width == 1280:
                seen.sent = dict(seen.sent)  # what is loaded later is no part of it
                opened.evaluate("document.fonts.ready")
                seen.unseen = unseen(opened, site, seen.name)
                seen.fonts = opened.query_selector("article math") is not None, opened.evaluate(MATH_FONT)
            seen.widths[width] = opened.evaluate("document.documentElement.scrollWidth")
            seen.shifts[width] = opened.evaluate(SHIFTS)
            if seen.shifts[width] >= STILL:
                seen.shifts[width] = min(seen.shifts[width], moved(browser, address, seen.name, width))
        seen.paper = printed(opened)
        opened.emulate_media(reduced_motion="reduce")
        for width in unfolded(opened):
            seen.clipped += [f"{width} px: {text}" for text in opened.evaluate(CLIPPED)]
            seen.broken += [f"{width} px: {text}" for text in opened.evaluate(BROKEN)]
            seen.minute += [f"{width} px: {letter}" for letter in opened.evaluate(MINUTE)]
            seen.covered += [f"{width} px: {claim}" for claim in opened.evaluate(COVERED)]
            seen.violations += violations(opened, width)
    return seen


STILL = 0.01


def moved(browser: Any, address: str, name: str, width: int) -> float:
    """Return by how much a page moves for another first reader.

    A busy machine may show half of a page, even half of a line, before it has read the other half. What moves by
    itself does so for each reader.
    """
    with tab(browser, address, viewport={"width": width, "height": 640}) as opened:
        opened.goto(address + name, wait_until="networkidle")
        shift: float = opened.evaluate(SHIFTS)
        return shift


@pytest.mark.xdist_group("one")
def test_what_is_of_one_worker_stays_there(request: pytest.FixtureRequest) -> None:
    """Otherwise each worker visits every page, for some of the tests."""
    assert "PYTEST_XDIST_WORKER" not in os.environ or request.node.nodeid.endswith("@one")


CLIPPED = """[...document.querySelectorAll("ol.derivation, p.where")]
    .filter(box => box.scrollWidth > box.clientWidth + 1).map(box => box.textContent.slice(0, 80))"""
BROKEN = """[
    ...[...document.querySelectorAll(".output pre > code:not(:has(span))")]
        .filter(printed => printed.scrollWidth > printed.clientWidth + 1),
    ...[...document.querySelectorAll("td code")]
        .filter(name => !/\\s/.test(name.textContent) && name.getClientRects().length > 1),
].map(element => element.textContent.slice(0, 80))"""
MINUTE = """[...document.querySelectorAll("article math :is(mi, mn, mo)")]
    .filter(letter => letter.getClientRects().length && parseFloat(getComputedStyle(letter).fontSize) < 6)
    .map(letter => `${letter.textContent} of ${letter.closest("math").textContent.slice(0, 80)}`)"""
COVERED = """[...document.querySelectorAll("div.arithmatex .stated")].filter(stated => {
    const rights = [...stated.querySelector("math").children].map(part => part.getBoundingClientRect().right)
    return Math.max(...rights) > stated.querySelector(".claim").getBoundingClientRect().left + 1
}).map(stated => stated.id)"""


MATH_FONT = "[...document.fonts].some(font => /STIX/.test(font.family) && font.status == 'loaded')"


def test_all_of_a_page_can_be_seen(seen: Seen) -> None:
    """Its heading, its formulas and its pictures are there, without any other host."""
    assert seen.unseen == []


def test_a_page_is_light(seen: Seen) -> None:
    assert seen.name.rpartition("/")[2] in seen.sent
    assert sum(seen.sent.values()) < (100_000 if seen.name == PAGES[0] else 200_000), f"it loads {seen.sent}"


def test_a_page_keeps_still(seen: Seen) -> None:
    assert [width for width, shift in seen.shifts.items() if not shift < STILL] == [], seen.shifts


def test_a_page_that_moves_is_found(browser: Any, tmp_path: Path) -> None:
    late = "<script>setTimeout(() => document.body.style.paddingTop = '300px', 200)</script>"
    (tmp_path / "moves.html").write_text(f"<!doctype html><link rel=icon href=data:,><h1>A page</h1>{late}")
    with served(tmp_path, "/") as address:
        assert moved(browser, address, "moves.html", 1280) >= STILL


def test_a_page_fits(seen: Seen) -> None:
    assert {window: width for window, width in seen.widths.items() if width > window} == {}


def test_derivations_fit(seen: Seen) -> None:
    assert seen.clipped == []


def test_what_is_printed_is_not_cut_off_and_no_name_is_broken(seen: Seen) -> None:
    assert seen.broken == []


def test_no_formula_is_too_small(seen: Seen) -> None:
    assert seen.minute == []


def test_no_mark_lies_on_its_formula(seen: Seen) -> None:
    assert seen.covered == []


def test_formulas_have_their_font(seen: Seen) -> None:
    formulas, font = seen.fonts
    assert font or not formulas


PAPER = {"width": 673, "height": 972}  # A4 without its margins
FURNITURE = """.md-header, .md-sidebar, .md-footer, .md-top, .headerlink, .md-clipboard, .linenos, form, button,
    .mkdocstrings-source, #block-letters > details"""
ON_PAPER = """furniture => {
    const seen = [...document.querySelectorAll("body *")].filter(element => element.checkVisibility())
    const read = seen.filter(element => element.matches("article *:not(svg *)"))
    const told = figure => [...figure.querySelectorAll(".telling svg")].filter(svg => svg.checkVisibility()).length
    return {
        furniture: seen.filter(element => element.matches(furniture)).map(element => element.className),
        cut: read.filter(element => element.getBoundingClientRect().right > innerWidth + 1)
            .map(element => element.outerHTML.slice(0, 200)),
        whole: [...document.querySelectorAll("article details")]
            .filter(unfolded => getComputedStyle(unfolded).breakInside !== "auto").map(unfolded => unfolded.className),
        unnamed: [...document.querySelectorAll("details.titled > summary")]
            .filter(summary => !summary.checkVisibility()).map(summary => summary.textContent),
        parted: [...document.querySelectorAll("details:is(.answer, .titled) > summary")]
            .map(summary => [getComputedStyle(summary), summary.textContent])
            .filter(([style]) => style.display !== "block" || style.breakAfter !== "avoid") // inline: no effect
            .map(([, name]) => name),
        untold: [...document.querySelectorAll(".explorable")].map(told).filter(count => count < 2),
        ground: getComputedStyle(document.body).backgroundColor,
        ink: getComputedStyle(document.querySelector("article p")).color,
    }
}"""


def printed(opened: Any) -> dict[str, Any]:
    """Return what an opened page is in print."""
    opened.set_viewport_size(PAPER)
    opened.emulate_media(media="print", color_scheme="dark")
    found: dict[str, Any] = opened.evaluate(ON_PAPER, FURNITURE)
    opened.emulate_media(media="screen")
    return found


def test_a_page_can_be_printed(seen: Seen) -> None:
    """Paper is white, whatever the screen is, and has nothing to press; what unfolds or moves there is seen.

    What unfolds may go on on the next page: else it leaves half of one empty.
    """
    wrong = ("furniture", "cut", "unnamed", "parted", "untold")
    assert {what: seen.paper[what] for what in wrong if seen.paper[what]} == {}
    assert seen.paper["whole"] == []
    assert seen.paper["ground"] in {"rgba(0, 0, 0, 0)", "rgb(255, 255, 255)"}
    assert luminance([int(part) for part in re.findall(r"\d+", seen.paper["ink"])[:3]]) < 0.1


def test_links_stay_in_print(browser: Any, address: str) -> None:
    with tab(browser, address) as opened:
        opened.goto(f"{address}end.html")
        assert opened.pdf().count(b"/URI (") > 3, "the links got lost in the PDF"


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
VIOLATIONS = """async only => (await axe.run({resultTypes: ["violations"], ...only})).violations"""
COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules that may judge light and dark differently; those on names, roles and structure see no colour."""
ASK = """() => {
    const kinds = new Map([[null, ""]])
    const longest = new Map()
    for (const element of document.querySelectorAll("*")) { // parents before their children
        const look = getComputedStyle(element)
        const field = element.matches("input, select, textarea")
        const text = field ? 1 : element.matches("a") ? element.textContent.trim().length :
            [...element.childNodes].filter(node => node.nodeType === Node.TEXT_NODE)
                .map(node => node.data.trim()).join("").length
        const kind = kinds.get(element.parentElement) + "/" + [text > 0, element.matches("a, button"), look.color,
            look.fill, look.background, look.opacity, look.filter, look.fontSize, look.fontWeight, look.textDecoration,
            look.textShadow, look.position, field].join()
        kinds.set(element, kind)
        const seen = element.checkVisibility({visibilityProperty: true, opacityProperty: true})
        if (seen && text > (longest.get(kind)?.text ?? 0)) longest.set(kind, {element, text})
        delete element.dataset.asked
    }
    window.judged ??= new Set()
    const asked = [...longest].filter(([kind]) => !judged.has(kind))
    for (const [kind, {element}] of asked) {
        element.dataset.asked = ""
        judged.add(kind)
    }
    return asked.length
}"""
"""Text of the same colours, sizes and grounds, all the way up, is as easy to read: of a kind the longest is asked.
A phone is asked for the kinds that a desk does not show."""
SET_UP = """axe.configure({rules: [
    {id: "target-size", enabled: true},
    {id: "color-contrast", selector: "[data-asked]"},
    {id: "link-in-text-block", selector: "a[data-asked]"},
]})"""
"""Axe leaves a rule out that Lighthouse asks: what is pressed is large enough for a thumb, or far from the next."""


def unfolded(opened: Any) -> Iterator[int]:
    """Unfold an opened page, give it axe, and let it settle as wide as a desk, and then as a phone.

    It is high enough for the lists beside the text: nothing is half out of their sight, where it could not be pressed.
    """
    opened.evaluate(OPEN)
    opened.evaluate(tool("axe-core/axe.min.js").read_text(encoding="utf-8"))
    opened.evaluate(SET_UP)
    for width in (1280, 390):
        opened.set_viewport_size({"width": width, "height": 3000})
        opened.evaluate(SETTLED)
        yield width


def violations(opened: Any, width: int) -> list[str]:
    """Return what axe finds in an unfolded page, in the colours that it has anyway, and then in the others."""
    schemes = ["light", "dark"]
    if opened.evaluate("document.body.dataset.mdColorScheme == 'slate'"):
        schemes.reverse()
    found = []
    for scheme, only in zip(schemes, ({}, {"runOnly": COLOURS}), strict=True):
        opened.emulate_media(color_scheme=scheme)
        opened.wait_for_selector(f"body[data-md-color-scheme={'slate' if scheme == 'dark' else 'default'}]")
        if opened.evaluate(ASK) or not only:
            found += [(scheme, rule) for rule in opened.evaluate(VIOLATIONS, only)]
    return [
        f"{scheme}, {width} px: {rule['id']}: {node['html'][:200]}" for scheme, rule in found for node in rule["nodes"]
    ]


def test_axe_finds_nothing(seen: Seen) -> None:
    assert seen.violations == []


def test_axe_finds_what_is_planted(browser: Any, home: str) -> None:
    near = '<button style="all: unset; display: block; font-size: 9px">near</button>'
    faint = '<p style="color: #777; background: #777a">faint</p>'
    narrow = "<style>@media (max-width: 600px) { .narrow { color: #767676; background: #777a } }</style>"
    planted = f'<button></button>{faint}{near}{near}{narrow}<p class="narrow">faint where it is narrow</p>'
    with tab(browser, home, reduced_motion="reduce") as opened:
        opened.goto(home)
        opened.eval_on_selector(
            "article", "(article, planted) => article.insertAdjacentHTML('beforeend', planted)", planted
        )
        found = [violation for width in unfolded(opened) for violation in violations(opened, width)]
    assert len([each for each in found if "button-name: <button></button>" in each]) == 2
    contrast = {(each.split(":")[0], "narrow" in each) for each in found if "color-contrast" in each}
    assert contrast == {
        (f"{scheme}, {width} px", width == 390) for scheme in ("light", "dark") for width in (1280, 390)
    }
    assert len([each for each in found if "target-size: <button" in each and "near" in each]) == 4


LIGHTHOUSE = """import { defaultConfig } from "lighthouse"
const { auditRefs } = defaultConfig.categories.accessibility
console.log(JSON.stringify(auditRefs.filter(({ weight }) => weight).map(({ id }) => id)))"""
ASKED = """async () => {
    const {passes, violations, incomplete, inapplicable} = await axe.run()
    return [passes, violations, incomplete, inapplicable].flat().map(rule => rule.id)
}"""


def test_axe_asks_all_that_lighthouse_would(browser: Any, home: str) -> None:
    """`.ci/lighthouse` leaves to the tests of this file what it would ask axe, too."""
    folder = tool("lighthouse").parents[1]
    node = ["node", "--input-type=module", "--eval", LIGHTHOUSE]
    said = subprocess.run(node, cwd=folder, stdout=subprocess.PIPE, check=True, timeout=60)
    with tab(browser, home) as opened:
        opened.goto(f"{home}404.html")
        next(unfolded(opened))
        assert set(json.loads(said.stdout)) - set(opened.evaluate(ASKED)) == set()
