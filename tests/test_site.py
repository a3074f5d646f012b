"""The built site, as readers and machines see it: its files, claims, links and pictures; and its pages in Chromium."""

from __future__ import annotations

import hashlib
import json
import math
import re
import shutil
import threading
from collections.abc import Iterator
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import pytest
import yaml
from browsing import SHIFTS, local, served, tab
from looks import luminance, unseen
from real_book import ROOT, WARNING, Built, Element, build, copy, nav, parsed, url

PAGES = nav()

# The verdicts of `../shared/ARTICLE.md`, written down a second time: the ledger can't change one without this test.
VERDICTS = {
    "cost-ranks-models": (1, "holds if"),
    "cost-has-parameters": (1, "holds"),
    "parabola-formula": (2, "erratum"),
    "parabola-derivative": (2, "holds"),
    "derivative-is-slope": (2, "holds"),
    "slope-at-3": (2, "holds"),
    "positive-slope": (2, "holds"),
    "slope-at-minus-2": (2, "holds"),
    "negative-slope": (2, "holds"),
    "overshoot": (2, "holds if"),
    "subtract-slope": (2, "erratum"),
    "case-1-start": (2, "holds"),
    "case-1-step": (2, "holds"),
    "case-1-cost": (2, "holds"),
    "case-2-start": (2, "holds"),
    "case-2-step": (2, "erratum"),
    "case-2-cost": (2, "holds"),
    "sigmoid-formula": (3, "holds"),
    "sigmoid-range": (3, "holds if"),
    "sigmoid-large": (3, "holds"),
    "sigmoid-small": (3, "holds if"),
    "threshold": (3, "holds"),
    "cost-formula": (3, "holds"),
    "proof-case-1": (4, "holds if"),
    "proof-case-2": (4, "holds if"),
    "proof-ordering": (4, "holds"),
    "proof-is-examples": (4, "erratum"),
    "log-base-matters": (4, "implied"),
    "mean-cost": (4, "holds"),
    "dependency-chain": (5, "holds"),
    "chain-rule": (5, "holds"),
    "partials": (5, "holds"),
    "chain-plus-w": (5, "erratum"),
    "chain-plus-b": (5, "erratum"),
    "gradient-w": (5, "erratum"),
    "gradient-b": (5, "erratum"),
    "update-rule": (5, "holds"),
    "stopping": (5, "holds"),
    "gradient-wrt": (5, "erratum"),
    "bias-shape": (5, "erratum"),
    "vectors-beat-loops": (6, "holds"),
    "shapes": (6, "holds"),
    "dataset-size": (7, "holds"),
    "dataset-features": (7, "holds"),
    "target-meaning": (7, "erratum"),
    "dataset-codes": (7, "implied"),
    "separation": (7, "holds"),
    "forward-code": (7, "not seen"),
    "cost-code": (7, "not seen"),
    "descent-code": (7, "not seen"),
    "listing-skips": (7, "not seen"),
    "cost-decreases": (7, "holds if"),
    "accuracy": (7, "unreproducible"),
    "accuracy-meaning": (7, "implied"),
}
NUMBERS = {
    "slope-at-3": 6,
    "slope-at-minus-2": -4,
    "case-1-start": 28,
    "case-1-step": 4,
    "case-1-cost": 19,
    "case-2-start": 39,
    "case-2-step": -4.8,
    "case-2-cost": 26.04,
    "proof-case-1": -math.log10(0.9),
    "proof-case-2": 2,
    "dataset-size": 303,
    "dataset-features": 13,
    "listing-skips": "2 and 5",
    "accuracy": 256 / 303,
}
SECTIONS = {
    1: "introduction",
    2: "derivative",
    3: "logistic-regression",
    4: "cost-function",
    5: "gradient-descent",
    6: "implementation",
    7: "heart-disease",
}
PICTURES = {
    "derivative": [1],
    "cost-function": [2],
    "gradient-descent": [3, 4, 5],
    "implementation": [6, 7, 8],
    "heart-disease": [9, 10, 11, 12, 13, 14],
}


@cache
def page(path: Path) -> Element:
    return parsed(path.read_text(encoding="utf-8"))


def html_files(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def test_the_book_builds_without_a_warning(built: Built) -> None:
    assert built.code == 0, built.said
    assert built.faults() == []
    assert WARNING.findall(built.said) == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_its_head(site: Path, name: str) -> None:
    read = page(site / url(name))
    (html,) = read.all("html")
    (h1,) = read.all("h1")
    (title,) = read.all("head")[0].all("title")
    (description,) = read.all("meta", name="description")
    assert html.attrs["lang"] == "en"
    assert len(h1.text.strip("¶ ")) > 2
    assert len(title.text) > 2
    assert len(description.attrs["content"]) > 20
    assert not [
        element for element in read.all("div") if element.attrs.get("class") == "output" and "Traceback" in element.text
    ]
    assert not [element for element in read.all() if "fault" in element.attrs.get("class", "").split()]


def test_what_a_link_to_a_page_shows(site: Path) -> None:
    told = {name: page(site / url(name)) for name in PAGES}
    descriptions = [read.all("meta", name="description")[0].attrs["content"] for read in told.values()]
    assert len(set(descriptions)) == len(PAGES)
    for read, description in zip(told.values(), descriptions, strict=True):
        (title,), (text,) = read.all("meta", property="og:title"), read.all("meta", property="og:description")
        assert title.attrs["content"] in read.all("title")[0].text
        assert text.attrs["content"] == description
        (icon,) = read.all("link", rel="icon")
        assert icon.attrs["href"].endswith("favicon.svg")
    assert (site / "favicon.svg").stat().st_size < 1000


def test_a_chapter_tells_how_long_it_takes(site: Path) -> None:
    for name in SECTIONS.values():
        (told,) = page(site / f"{name}.html").all("p", **{"class": "reading-time"})
        minutes, words = (int(number.replace(",", "")) for number in re.findall(r"[\d,]+", told.text))
        assert minutes == round(words / 200) > 0


def test_words_of_the_field_lead_to_the_glossary_at_their_first_use(site: Path) -> None:
    entries = {element.attrs["id"] for element in page(site / "glossary.html").all("h3")}
    assert len(entries) > 50
    led = set()
    for name in SECTIONS.values():
        used = [link.attrs["href"] for link in page(site / f"{name}.html").all("a", **{"class": "term"})]
        assert len(used) == len(set(used)) > 5
        assert all(link.startswith("glossary.html#") for link in used)
        led |= {link.partition("#")[2] for link in used}
    assert led <= entries
    assert {"cost", "slope", "gradient", "sigmoid", "hyperplane", "hessian", "held-out"} <= led


def test_the_book_can_be_cited(site: Path) -> None:
    cff = yaml.safe_load((site / "CITATION.cff").read_text(encoding="utf-8"))
    assert cff["cff-version"] == "1.2.0"
    assert {"message", "title", "authors", "abstract"} <= cff.keys()
    assert cff["version"] == version("lrbook")
    home = page(site / "index.html")
    assert home.all("a", href="CITATION.cff")
    assert home.all("h2", id="cite-this")
    (bibtex,) = [code.text for code in home.all("code") if "@software{lrbook," in code.text]
    assert f"version={{{version('lrbook')}}}" in bibtex.replace(" ", "")
    assert cff["title"] in bibtex


def test_a_lost_reader_finds_every_page(site: Path) -> None:
    (article,) = page(site / "404.html").all("article")
    links = {element.attrs["href"] for element in article.all("a")}
    (home,) = {urlsplit(link.attrs["href"]).path for link in page(site / "index.html").all("link", rel="canonical")}
    assert {urljoin(home, url(name)) for name in PAGES[1:]} <= links
    assert len(links) > 2 * len(PAGES), "the sections are missing"


def test_the_navigation_has_all_pages(site: Path) -> None:
    chapters = [name for name in PAGES if not name.startswith("reference/")]
    titles = {page(site / url(name)).all("title")[0].text for name in chapters}
    assert len(titles) == len(chapters) > 10
    pages = {path.relative_to(site).as_posix() for path in html_files(site)} - {"404.html"}
    assert pages == {url(name) for name in PAGES}


def test_the_ledger_is_complete(site: Path) -> None:
    claims = json.loads((site / "claims.json").read_text(encoding="utf-8"))["claims"]
    assert {claim["id"]: (claim["section"], claim["verdict"]) for claim in claims} == VERDICTS
    assert len(claims) == len(VERDICTS) == 54
    for claim in claims:
        assert set(claim) == {"id", "section", "says", "prints", "verdict", "computed", "page", "anchor"}
        assert claim["says"]
        wanted = NUMBERS.get(claim["id"], True)
        if wanted is True:
            # A fact, or what its words were read of.
            assert claim["computed"] is True or isinstance(claim["computed"], (str, list)), claim["id"]
        else:
            assert claim["computed"] is not True
            same = wanted if isinstance(wanted, str) else pytest.approx(wanted, rel=1e-9, abs=1e-9)
            assert claim["computed"] == same, claim["id"]


def test_each_claim_has_its_place_and_its_entry(site: Path) -> None:
    claims = json.loads((site / "claims.json").read_text(encoding="utf-8"))["claims"]
    ledger = page(site / "ledger.html")
    for claim in claims:
        assert claim["page"] == f"{SECTIONS[claim['section']]}.html"
        (place,) = page(site / claim["page"]).all(id=claim["anchor"])
        assert place.all("data"), f"{claim['id']} states nothing"
        wrong = claim["verdict"] in {"erratum", "implied"} and claim["id"] not in NUMBERS
        judged = page(site / claim["page"]).all(id=f"{claim['anchor']}-counter")[0] if wrong else place
        marks = [link for link in judged.all("a") if "claim" in link.attrs["class"].split()]  # a formula may have two
        (mark,) = [link for link in marks if link.attrs["href"].endswith(f"#{claim['id']}")]
        prints = " ".join(claim["prints"].replace("，", ", ").split())  # with ordinary commas
        assert (prints or claim["says"]) in mark.attrs["title"]
        (entry,) = ledger.all("article", id=claim["id"])
        assert [link for link in entry.all("a") if link.attrs["href"] == f"{claim['page']}#{claim['anchor']}"]
        assert prints in entry.text


def test_the_evidence_names_packages_and_data(site: Path) -> None:
    evidence = json.loads((site / "claims.json").read_text(encoding="utf-8"))
    files = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "lrbook/data").iterdir())
    assert len(files) == 5
    assert evidence["data"] == {name: hashlib.sha256((ROOT / name).read_bytes()).hexdigest() for name in files}
    assert {"lrbook", "numpy", "pandas", "sympy", "matplotlib", "mkdocs"} <= evidence["packages"].keys()
    assert evidence["packages"] == {name: version(name) for name in evidence["packages"]}


def references(read: Element) -> Iterator[tuple[Element, str]]:
    """Yield what a page names by a URL: links, and what it loads."""
    for element in read.all():
        for name in ("href", "src", "xlink:href", "data", "poster"):
            if name in element.attrs:
                yield element, element.attrs[name]
        for part in filter(None, element.attrs.get("srcset", "").split(",")):
            yield element, part.split()[0]


def test_every_link_leads_somewhere(site: Path) -> None:
    anchors = {
        path: {element.attrs.get(name) for element in page(path).all() for name in ("id", "name")}
        for path in html_files(site)
    }
    checked = 0
    for path in html_files(site):
        base = f"http://book/sub/path/{path.relative_to(site).as_posix()}"
        for element, reference in references(page(path)):
            parts = urlsplit(urljoin(base, reference))
            if parts.netloc != "book" or parts.scheme != "http" or element.attrs.get("rel") == "canonical":
                assert parts.scheme in {"http", "https", "data", "javascript", "mailto"}, reference
                continue
            where = f"{path.relative_to(site)}: {reference}"
            assert not reference.startswith("/") or path.name == "404.html", f"{where} leaves a sub-path"
            under = parts.path if path.name == "404.html" else parts.path.removeprefix("/sub/path")
            assert path.name == "404.html" or under != parts.path, f"{where} leaves a sub-path"
            target = site / unquote(under).lstrip("/")
            target = target / "index.html" if parts.path.endswith("/") else target
            assert target.is_file(), where
            assert not parts.fragment or target.suffix != ".html" or unquote(parts.fragment) in anchors[target], where
            checked += 1
    assert checked > 1000


CSS_LOADS = re.compile(r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""")


def test_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    loads = [
        (path, reference)
        for path in html_files(site)
        for element, reference in references(page(path))
        if element.tag != "a" and element.attrs.get("rel") not in {"canonical", "prev", "next"}
    ]
    styles = [(path, path.read_text(encoding="utf-8")) for path in site.rglob("*.css")]
    for path in html_files(site):
        styles += [(path, style.text) for style in page(path).all("style")]
        styles += [(path, element.attrs["style"]) for element in page(path).all() if "style" in element.attrs]
    loads += [(path, found[1] or found[2]) for path, text in styles for found in CSS_LOADS.finditer(text)]
    assert len(loads) > 100
    elsewhere = [
        (path, what) for path, what in loads if (urlsplit(what).scheme or urlsplit(what).netloc) and what[:5] != "data:"
    ]
    assert elsewhere == []


def test_a_screen_reader_has_something_to_read(site: Path) -> None:
    seen: dict[str, int] = {}
    for path in html_files(site):
        read = page(path)
        texts = {element.attrs["id"]: element.text for element in read.all() if "id" in element.attrs}
        for element in read.all("img", "math", "svg"):
            labels = [texts.get(name, "") for name in element.attrs.get("aria-labelledby", "").split()]
            if element.tag == "img":
                labels += [element.attrs.get("alt", "")]
            elif (
                element.tag == "svg" and element.attrs.get("role") != "img"
            ):  # an icon, whose link or button has the name
                continue
            labels += [element.attrs.get("aria-label", ""), element.attrs.get("alttext", "")]
            assert any(label.strip() for label in labels), f"{path.relative_to(site)}: {element.tag} {element.attrs}"
            seen[element.tag] = seen.get(element.tag, 0) + 1
    assert seen["svg"] >= 15
    assert seen["math"] > 100


@pytest.mark.parametrize("name", PICTURES)
def test_each_picture_of_the_article_has_its_counterpart(site: Path, name: str) -> None:
    marked = [element for element in page(site / f"{name}.html").all() if "data-picture" in element.attrs]
    numbers = [int(number) for element in marked for number in element.attrs["data-picture"].split()]
    assert numbers == PICTURES[name]
    for element in marked:
        assert element.tag == "figure"
        (caption,) = element.all("figcaption")
        assert len(caption.text) > 10
        pictured = [part for part in element.all("svg", "table", "math", "pre", "img") if caption not in part.above]
        assert pictured, f"picture {element.attrs['data-picture']} shows nothing"


def test_a_caption_stands_apart_from_its_number(site: Path) -> None:
    """The extension sets no space between them where a caption begins with a formula or a statement."""
    captions = [caption.text for path in site.glob("*.html") for caption in page(path).all("figcaption")]
    assert len(captions) > 30
    assert [text for text in captions if not re.match(r"Figure \d+\. \S", text)] == []


GENERATOR = re.compile(rb'(?<=<meta name="generator" content=")mkdocs-[^,]+')


def files(site: Path) -> dict[str, str]:
    """Return the hash of each file of a site, without the name of the program that built it."""
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(GENERATOR.sub(b"", path.read_bytes())).hexdigest()
        for path in site.rglob("*")
        if path.is_file()
    }


def test_a_fork_of_mkdocs_builds_the_same_elsewhere_to_the_byte(site: Path, tmp_path: Path) -> None:
    again = build(copy(tmp_path), tmp_path / "site", ("-m", "properdocs"))
    assert again.code == 0, again.said
    built_by = [GENERATOR.search((place / "index.html").read_bytes()) for place in (site, again.site)]
    assert [found and b"ProperDocs" in found[0] for found in built_by] == [False, True]
    one, other = files(site), files(again.site)
    shutil.rmtree(tmp_path)
    assert len(one) > 50
    assert {name for name in one.keys() | other.keys() if one.get(name) != other.get(name)} == set()


# In a browser, at a sub-path, without any other host.


def test_a_page_that_asks_another_host_is_found(browser: Any, address: str) -> None:
    def ask() -> None:
        with tab(browser, address) as opened:
            opened.goto(f"{address}end.html")
            opened.evaluate("fetch('https://cdn.example/').catch(() => {})")

    with pytest.raises(AssertionError, match="asks another host: https://cdn"):
        ask()


COLORS = """() => {
    const rgb = color => color.match(/\\d+/g).slice(0, 3).map(Number), letters = {}, figure = {}
    for (const mi of document.querySelectorAll("article [class^=symbol-]"))
        letters[mi.className.slice(7)] = rgb(getComputedStyle(mi).color)
    for (const text of document.querySelectorAll("article svg[id^=chain], article svg[aria-labelledby^=chain] text"))
        if (text.textContent.trim().length == 1) figure[text.textContent.trim()] = rgb(getComputedStyle(text).fill)
    return [letters, figure, rgb(getComputedStyle(document.body).backgroundColor)]
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_letter_has_one_color_in_formulas_and_figures(browser: Any, address: str, scheme: Any) -> None:
    with tab(browser, address, color_scheme=scheme) as opened:
        opened.goto(f"{address}gradient-descent.html")
        letters, figure, ground = opened.evaluate(COLORS)
    assert set(letters) == {"X", "W", "z", "a", "y", "C"}
    assert len({tuple(color) for color in letters.values()}) == 6
    assert {name: color for name, color in figure.items() if name != "b"} == {name: letters[name] for name in "WzayC"}
    for name, color in letters.items():
        dark, light = sorted([luminance(color), luminance(ground)])
        assert (light + 0.05) / (dark + 0.05) > 4.5, f"{name} is hard to read"


def test_the_ledger_is_filtered_without_javascript(browser: Any, address: str) -> None:
    with tab(browser, address, java_script_enabled=False) as opened:
        opened.goto(f"{address}ledger.html")
        for verdict in ("holds", "erratum", "holds if", "unreproducible", "not seen"):
            opened.check(f"input[name=verdict][value={verdict.replace(' ', '-')}]")
            shown = [
                entry.get_attribute("id") for entry in opened.query_selector_all("article.entry") if entry.is_visible()
            ]
            assert shown == [name for name, (_, known) in VERDICTS.items() if known == verdict]


def test_the_search_finds_a_page(browser: Any, address: str) -> None:
    with tab(browser, address) as opened:
        opened.goto(address)
        opened.click("input[name=query]")
        opened.wait_for_selector(".md-search-result__meta:has-text('Type to start')")
        opened.type("input[name=query]", "overshoot")
        opened.click("a.md-search-result__link >> nth=0")
        opened.wait_for_url(f"{address}*.html*")
        assert "overshoot" in opened.inner_text("article").lower()


@pytest.mark.parametrize("part", [2, 3, 4, 5])
def test_the_first_page_keeps_still_while_its_parts_arrive(browser: Any, site: Path, part: int) -> None:
    """What stands side by side at its head has its place before the next part is there."""
    html = (site / "index.html").read_bytes()
    begins = [match.start() for match in re.finditer(rb"<div>", html[html.index(b"at-a-glance") :])][part - 1]
    late = threading.Event()

    class Slow(SimpleHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path != "/":
                return super().do_GET()
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            cut = html.index(b"at-a-glance") + begins
            self.wfile.write(html[:cut])
            late.wait(10)
            self.wfile.write(html[cut:])
            return None

        def log_message(self, *_: Any) -> None:
            pass

    with local(partial(Slow, directory=str(site))) as address, tab(browser, address) as opened:
        opened.set_viewport_size({"width": 1280, "height": 640})
        opened.goto(address, wait_until="commit")
        opened.wait_for_function(f"document.querySelectorAll('.at-a-glance > div').length == {part - 1}")
        opened.evaluate("new Promise(requestAnimationFrame).then(() => new Promise(requestAnimationFrame))")
        late.set()
        opened.wait_for_load_state("networkidle")
        assert opened.evaluate(SHIFTS) < 0.01


def test_instant_navigation_keeps_pages_whole(browser: Any, site: Path) -> None:
    sitemap = (site / "sitemap.xml").read_text(encoding="utf-8")
    home = min(re.findall(r"<loc>(.*)index.html</loc>", sitemap), key=len)
    with served(site, "/") as address, tab(browser, address) as opened:
        here = sitemap.replace(home, address)  # only pages of the sitemap are navigated to instantly
        opened.route("**/sitemap.xml", lambda route: route.fulfill(body=here, content_type="text/xml"))
        opened.goto(address, wait_until="networkidle")
        opened.evaluate("window.stays = true")
        for name in PAGES[1:6]:
            opened.click("a.md-footer__link--next")
            opened.wait_for_url(address + url(name))
            (h1,) = page(site / url(name)).all("h1")
            opened.wait_for_selector(f"h1:has-text('{h1.text.strip('¶ ')}')")
            assert unseen(opened, site, url(name)) == []
        assert opened.evaluate("window.stays"), "the navigation is not instant"
