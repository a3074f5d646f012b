"""What is wrong with a book when all its pages have run: its claims, its titles, what is given, and what is lifted."""

from __future__ import annotations

from collections.abc import Iterator

from lrbook.press.check import letters, lifts
from lrbook.press.check.book import Book
from lrbook.press.check.faults import Fault
from lrbook.press.check.reading import agrees, is_truth
from lrbook.press.check.spelling import shown_number
from lrbook.press.check.typed import typed_numbers
from lrbook.press.setting import titles

TELLING = 3
"""How many digits a number has that is hardly equal to another one by chance; 100 % is, for much is the whole."""


def faults(book: Book, *, drawn: bool) -> Iterator[Fault]:
    """Judge the claims by what the pages computed, and the rest. `drawn`: a page shows the ledger."""
    yield from book.ledger.source.faults()
    yield from book.ledger.faults()
    yield from book.ledger.out_of_order([page for _, page in book.nav])
    yield from book.glossary.faults(set().union(*(sheet.terms for sheet in book.sheets.values())))
    for sheet in book.sheets.values():
        yield from letters.faults(sheet)
        yield from lifts.needless(sheet.source, book.lifted)
    yield from _computed_after_all(book)
    yield from _misnamed(book)
    yield from _misprinted(book)
    if book.ledger.claims and not drawn:
        message = "no page shows the ledger; write <!-- ledger --> on one"
        yield Fault(book.ledger.source.path, 0, message, "ledger")


def _misnamed(book: Book) -> Iterator[Fault]:
    """Find the pages that have another title in the navigation than on the page; the first may be called Home."""
    for title, page in book.nav:
        own = titles.headings(book.sheets[page].source).get("", title) if page in book.sheets else title
        if title not in {"", own} and (title, page) != ("Home", "index.md"):
            message = f'the navigation calls {page} "{title}", and its title is "{own}"; take the title out there'
            yield Fault("mkdocs.yml", 0, message, "nav")


def _misprinted(book: Book) -> Iterator[Fault]:
    """Find the claims whose formulas, read by the letters of the page that checks them, belie their verdict.

    What the page quotes of an erratum is what that prints.
    """
    ledger = book.ledger
    for claim in (claim for claim in ledger.claims.values() if claim.page in book.sheets):
        read = letters.Letters(book.sheets[claim.page])
        for message in read.claim(claim):
            yield Fault(
                ledger.source.path, ledger.line_of(claim.id), f"#{claim.id} {message}", "ledger", f"#{claim.id}"
            )
        for counter in ledger.counters.get(claim.id, []):
            if message := read.quoted(claim, counter):
                yield Fault(counter.path, counter.line, f"#{claim.id} {message}", "ledger", f"#{claim.id}")


def _computed_after_all(book: Book) -> Iterator[Fault]:
    """Find the quantities that are said to be given, and that their page computes."""
    sheets = {sheet.source.path: sheet for sheet in book.sheets.values()}
    for path, line, shown in book.given:
        for found in typed_numbers(shown) if path in sheets else ():  # "about 303 patients" has one, too
            said = found[0].strip()
            number = shown_number(said)
            if number and number.value != 1 and len(number.value.as_tuple().digits) >= TELLING:
                values = ((one, value) for one, value in sheets[path].values.items() if not is_truth(value))
                if expression := next((one for one, value in values if agrees(said, value)), ""):
                    remedy = f"state it as [{said}]{{={expression}}}"
                    yield Fault(path, line, f"{said} is given, but this page computes it; {remedy}", "given")
