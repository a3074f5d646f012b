"""What one page brings into a book, so that a server can bring it in again while it is the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from lrbook.press.check.book import Book
from lrbook.press.check.ledger import Proof
from lrbook.press.check.lifts import Lift
from lrbook.press.check.sheet import Sheet
from lrbook.press.sessions.session import Session


@dataclass(frozen=True)
class Part:
    """A page that stands: its sheet, what is given and lifted on it, and what it proves."""

    sheet: Sheet
    given: Mapping[tuple[str, int, str], str]
    lifted: Mapping[tuple[str, Lift], list[str]]
    proofs: list[tuple[str, bool, Proof]]

    def bring(self, book: Book, session: Session) -> None:
        """Bring it into a book, with the session that the page has there."""
        book.sheet = book.sheets[self.sheet.name] = replace(self.sheet.copied(), session=session)
        book.given |= self.given
        book.lifted |= {place: [*messages] for place, messages in self.lifted.items()}
        for claim, counter, proof in self.proofs:
            book.ledger.record(claim, counter, proof)


def of(book: Book, sheet: Sheet) -> Part:
    """Return what a page that has been set has brought into a book, before anything is made of all pages."""
    path, ledger = sheet.source.path, book.ledger
    proofs = [
        (claim, counter, proof)
        for counter, recorded in ((False, ledger.proofs), (True, ledger.counters))
        for claim, all_of_it in recorded.items()
        for proof in all_of_it
        if proof.path == path
    ]
    return Part(
        sheet.copied(),
        {place: why for place, why in book.given.items() if place[0] == path},
        {place: [*messages] for place, messages in book.lifted.items() if place[0] == path},
        proofs,
    )
