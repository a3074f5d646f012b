"""The book on paper: every page in order, links that lead somewhere, formulas and figures as drawn."""

from __future__ import annotations

import ctypes
import re
import runpy
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from unicodedata import normalize
from urllib.parse import urlsplit

import pypdfium2
import pytest
from browsing import chromium, missing
from pypdfium2 import raw
from real_book import ROOT, nav, parsed, url

pytestmark = pytest.mark.xdist_group("pdf")  # it is printed once


@pytest.fixture(scope="module")
def book(site: Path) -> Iterator[pypdfium2.PdfDocument]:
    if not chromium():
        missing("Chromium")
    path = site.parent / "book.pdf"
    subprocess.run([sys.executable, str(ROOT / ".ci/pdf"), str(site), str(path)], check=True, timeout=300)
    with pypdfium2.PdfDocument(path) as book:
        yield book


@dataclass
class Paper:
    """What stands on a page of paper: its text, its pieces and where each begins, in points, and its pictures in it."""

    text: str
    pieces: list[tuple[float, float, str]]
    pixels: int


@pytest.fixture(scope="module")
def papers(book: pypdfium2.PdfDocument) -> list[Paper]:
    return [read(page) for page in book]


def read(page: pypdfium2.PdfPage) -> Paper:
    """Read a page of the book: a piece is what follows one another at one height."""
    text = page.get_textpage()
    starts: list[tuple[float, float, int]] = []
    x, y = ctypes.c_double(), ctypes.c_double()
    for n in range(text.count_chars()):
        if raw.FPDFText_GetCharOrigin(text, n, x, y) and not (starts and abs(y.value - starts[-1][1]) < 0.1):
            starts.append((x.value, y.value, n))
    ends = [first for *_, first in starts[1:]] + [text.count_chars()]
    said = [text.get_text_range(first, end - first).strip() for (*_, first), end in zip(starts, ends, strict=True)]
    pieces = [(left, line, piece) for (left, line, _), piece in zip(starts, said, strict=True) if piece]
    pixels = sum(1 for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=20))
    return Paper(text.get_text_range(), pieces, pixels)


def test_the_site_links_to_the_book_once_it_is_there(site: Path, tmp_path: Path) -> None:
    home = (site / "index.html").read_text(encoding="utf-8")
    assert "lrbook.pdf" not in home
    (tmp_path / "index.html").write_text(home, encoding="utf-8")
    (tmp_path / "lrbook.pdf").write_bytes(b"0" * 2_345_678)
    runpy.run_path(str(ROOT / ".ci/pdf"))["offer"](tmp_path, tmp_path / "lrbook.pdf")
    (link,) = parsed((tmp_path / "index.html").read_text(encoding="utf-8")).all("a", href="lrbook.pdf")
    assert link.text == "The whole book as a PDF, 2.3 MB"


def test_every_page_of_the_site_is_there_in_order(book: pypdfium2.PdfDocument, papers: list[Paper], site: Path) -> None:
    wanted = [parsed((site / url(name)).read_text(encoding="utf-8")).all("h1")[0].text.strip("¶ ") for name in nav()]
    begun = [(item.get_title().strip("¶ "), item.get_dest().get_index()) for item in book.get_toc() if item.level == 0]
    assert [title for title, _ in begun] == wanted
    starts = [number for _, number in begun]
    assert starts == sorted(set(starts))
    for title, number in begun:
        assert title.split()[0] in normalize("NFKC", papers[number].text[:200])  # ligatures


def test_pages_are_numbered(papers: list[Paper]) -> None:
    assert len(papers) > 50
    for number, page in enumerate(papers):
        assert str(number + 1) in page.text.split()


def address(book: pypdfium2.PdfDocument, link: raw.FPDF_LINK) -> str | None:
    """Return the address that a link leads to outside of the book, or None for one inside, whose place must exist."""
    if place := raw.FPDFLink_GetDest(book, link):
        assert 0 <= raw.FPDFDest_GetDestPageIndex(book, place) < len(book)
        return None
    action = raw.FPDFLink_GetAction(link)
    assert raw.FPDFAction_GetType(action) == raw.PDFACTION_URI, "it leads nowhere"
    length = raw.FPDFAction_GetURIPath(book, action, None, 0)
    found = ctypes.create_string_buffer(length)
    raw.FPDFAction_GetURIPath(book, action, found, length)
    return found.value.decode()


def links(page: pypdfium2.PdfPage) -> Iterator[raw.FPDF_LINK]:
    position, link = ctypes.c_int(0), raw.FPDF_LINK()
    while raw.FPDFLink_Enumerate(page, position, link):
        yield link


def test_links_lead_somewhere(book: pypdfium2.PdfDocument) -> None:
    found = [address(book, link) for page in book for link in links(page)]
    outside = [leads for leads in found if leads]
    assert found.count(None) > 500
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


def test_figures_and_formulas_are_drawn(book: pypdfium2.PdfDocument, papers: list[Paper]) -> None:
    assert [number for number, page in enumerate(papers) if page.pixels] == []
    texts = (text for page in book for text in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=20))
    assert any("STIX" in text.get_font().get_base_name() for text in texts)
