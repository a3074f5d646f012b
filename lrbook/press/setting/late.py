"""What a page shows of the whole book: it has a place for it, which is filled when all pages are known, or have run."""

from __future__ import annotations

from collections.abc import Mapping

from markdown import Markdown

from lrbook.press.check.book import Book
from lrbook.press.check.ledger import Claim
from lrbook.press.setting import given_page, ledger_page, titles


def markdown(text: str, page: str, book: Book) -> str:
    """Return the Markdown of a page with the titles that it asks for, and a place for the ledger and what is given."""
    text = titles.filled(text, page, {name: sheet.source for name, sheet in book.sheets.items()})
    if ledger_page.MARKER in text:
        pages = {name: titles.headings(sheet.source).get("", name) for name, sheet in book.sheets.items()}
        text = text.replace(ledger_page.MARKER, ledger_page.markdown(book.ledger, pages))
    return text.replace(given_page.MARKER, given_page.markdown())


def drawn(html: str, book: Book, md: Markdown, urls: Mapping[str, str]) -> str:
    """Return the HTML of a page with these places filled.

    Args:
        html: The HTML of the page.
        book: The book, whose pages have all run.
        md: Turns the Markdown of a claim's text into HTML.
        urls: For each page its address as seen from this one.
    """
    paths = {book.sheets[name].source.path: url for name, url in urls.items()}

    def prose(claim: Claim, text: str) -> str:
        return book.claim_prose(claim, text, lambda text: md.reset().convert(text))

    html = ledger_page.drawn(html, book.ledger, prose, urls)
    return given_page.drawn(html, book, paths)


def shows_ledger(html: str) -> bool:
    """Return whether a page has a place for the ledger."""
    return 'data-ledger="' in html


def shows_all(html: str) -> bool:
    """Return whether a page shows something of the whole book."""
    return shows_ledger(html) or bool(given_page.PLACE.search(html))
