"""The book on paper: every page in order, links that lead somewhere, formulas and figures as drawn."""

from __future__ import annotations

import re
import runpy
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unicodedata import normalize
from urllib.parse import urlsplit

import pytest
from browsing import chromium, missing
from pypdf import PdfReader
from real_book import ROOT, nav, parsed, url

pytestmark = pytest.mark.xdist_group("pdf")  # it is printed once


@pytest.fixture(scope="module")
def book(site: Path) -> PdfReader:
    if not chromium():
        missing("Chromium")
    path = site.parent / "book.pdf"
    subprocess.run([sys.executable, str(ROOT / ".ci/pdf"), str(site), str(path)], check=True, timeout=300)
    return PdfReader(path)


@dataclass
class Paper:
    """What stands on a page of paper: its text, its pieces and where each begins, in points, and its pictures in it."""

    text: str = ""
    pieces: list[tuple[float, float, str]] = field(default_factory=list)
    pixels: int = 0


@pytest.fixture(scope="module")
def papers(book: PdfReader) -> list[Paper]:
    """Read every page: once, as that is what takes long."""
    return [read(page) for page in book.pages]


def read(page: Any) -> Paper:
    """Read a page of the book."""
    found = Paper(pixels=pixels(page["/Resources"]))

    def visit(text: str, above: list[float], own: list[float], *_: Any) -> None:
        x = own[4] * above[0] + own[5] * above[2] + above[4]
        y = own[4] * above[1] + own[5] * above[3] + above[5]
        found.pieces += [(x, y, text.strip())] * bool(text.strip())

    def look(operator: bytes, *_: Any) -> None:
        found.pixels += operator == b"INLINE IMAGE"

    found.text = page.extract_text(visitor_text=visit, visitor_operand_before=look)
    return found


def pixels(resources: Any) -> int:
    """Count the pictures made of pixels that a page or a drawing has, and the drawings in it."""
    inside = [each.get_object() for each in resources.get("/XObject", {}).values()]
    return sum(each["/Subtype"] == "/Image" or pixels(each.get("/Resources", {})) for each in inside)


def test_the_site_links_to_the_book_once_it_is_there(site: Path, tmp_path: Path) -> None:
    home = (site / "index.html").read_text(encoding="utf-8")
    assert "lrbook.pdf" not in home
    (tmp_path / "index.html").write_text(home, encoding="utf-8")
    (tmp_path / "lrbook.pdf").write_bytes(b"0" * 2_345_678)
    runpy.run_path(str(ROOT / ".ci/pdf"))["offer"](tmp_path, tmp_path / "lrbook.pdf")
    (link,) = parsed((tmp_path / "index.html").read_text(encoding="utf-8")).all("a", href="lrbook.pdf")
    assert link.text == "The whole book as a PDF, 2.3 MB"


def links(book: PdfReader) -> list[Any]:
    found = [annotation.get_object() for page in book.pages for annotation in page.get("/Annots", [])]
    return [annotation for annotation in found if annotation["/Subtype"] == "/Link"]


def test_every_page_of_the_site_is_there_in_order(book: PdfReader, papers: list[Paper], site: Path) -> None:
    wanted = [parsed((site / url(name)).read_text(encoding="utf-8")).all("h1")[0].text.strip("¶ ") for name in nav()]
    begun = [
        (item.title.strip("¶ "), book.get_destination_page_number(item))
        for item in book.outline
        if not isinstance(item, list)
    ]
    assert [title for title, _ in begun] == wanted
    starts = [number for _, number in begun]
    assert starts == sorted(set(starts))
    for title, number in begun:
        assert title.split()[0] in normalize("NFKC", papers[number].text[:200])  # ligatures


def test_pages_are_numbered(papers: list[Paper]) -> None:
    assert len(papers) > 50
    for number, page in enumerate(papers):
        assert str(number + 1) in page.text.split()


def test_links_lead_somewhere(book: PdfReader) -> None:
    inside = [link["/Dest"] for link in links(book) if "/Dest" in link]
    outside = [link["/A"]["/URI"] for link in links(book) if "/A" in link]
    assert len(inside) > 500
    assert {name.lstrip("/") for name in inside} <= {name.lstrip("/") for name in book.named_destinations}
    assert len(outside) > 3
    assert all(urlsplit(link).scheme in {"http", "https", "mailto"} for link in outside)
    assert not [link for link in outside if urlsplit(link).path.endswith(".html") and "127.0.0.1" in link]


def test_nothing_is_printed_over_a_caption(papers: list[Paper]) -> None:
    """A figure that goes on overleaf grows there; if it does not, its caption stands in it."""
    captions = 0
    for number, page in enumerate(papers):
        for left, line, said in page.pieces:
            if re.match(r"Figure \d+\.", said):
                captions += 1
                over = [text for x, y, text in page.pieces if 0.5 < abs(y - line) < 7 and x < left + 40]
                assert over == [], f"{said} on page {number + 1}"
    assert captions > 30


def test_entries_of_the_ledger_stand_inside_their_frames(papers: list[Paper]) -> None:
    """A page is an article, and so is an entry; only the page has no margin of its own."""
    ledger = [page.pieces for page in papers if any(said.startswith("Computed now") for *_, said in page.pieces)]
    margin = min(x for pieces in ledger for x, _, said in pieces if said.startswith("Section "))
    entries = [x for pieces in ledger for x, _, said in pieces if said.startswith("The article says")]
    assert len(entries) > 30
    assert min(entries) > margin + 3


def test_no_title_of_the_reference_stands_alone_at_a_foot(papers: list[Paper]) -> None:
    titles = ("Raises:", "Examples:", "Parameters:", "Attributes:")
    assert sum(said in titles for page in papers for _, _, said in page.pieces) > 100
    for number, page in enumerate(papers):
        lines = sorted((y, said) for _, y, said in page.pieces if not said.isdigit())  # but for its number
        assert not (lines and lines[0][1] in titles), f"{lines[0][1]} at the foot of page {number + 1}"


def test_figures_and_formulas_are_drawn(book: PdfReader, papers: list[Paper]) -> None:
    assert [number for number, page in enumerate(papers) if page.pixels] == []
    fonts = {
        str(font.get_object()["/BaseFont"])
        for page in book.pages
        for font in page["/Resources"].get("/Font", {}).values()
    }
    assert any("STIX" in font for font in fonts), fonts
