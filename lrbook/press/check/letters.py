"""What the letters of a page mean, and what its formulas come to by that: the page's process reads them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lrbook.press.check import stated
from lrbook.press.check.conditions import CONDITION, cases
from lrbook.press.check.faults import Fault
from lrbook.press.check.ledger import Claim, Ledger, Proof
from lrbook.press.check.prose import PLAIN_RELATION
from lrbook.press.check.sheet import Sheet
from lrbook.press.check.source import Source
from lrbook.press.sessions.formulas import DECLARED, LETTERS, PLAIN, PRINTED, Formula, Found, asked, law

TYPESET = re.compile(r"\$(?=\S)([^$]+)(?<=\S)\$(?!\d)")
"""LaTeX in a label."""


@dataclass(frozen=True)
class Letters:
    """The letters of a page, as the build asks for them."""

    sheet: Sheet

    @property
    def are_told(self) -> bool:
        """Whether the page says what its letters mean."""
        return LETTERS in self.sheet.declares

    def latex(self, tex: str, line: int = 0) -> Found | None:
        """Read LaTeX, on its line, or wherever it stands; None, if the page doesn't say what letters mean."""
        if not self.are_told:
            return None
        text = " ".join(tex.split())
        places: list[tuple[str, ...] | None] = [
            sections for _, other, sections in self.sheet.source.formulas if other == text
        ]
        here = self.sheet.source.sections_at(line)
        places = [here] if line and here in places else places
        found = [self._in_sentence(text, sections) for sections in dict.fromkeys(places or [None])]
        shows = frozenset[str]().union(*(one.shows for one in found))
        return Found(tuple(dict.fromkeys(why for one in found for why in one.whys)), shows)

    def _in_sentence(self, text: str, sections: tuple[str, ...] | None) -> Found:
        """Read a formula; what is not so in all cases may be so in the one that its sentence speaks of, as at t = 0.

        A number that says how large a letter is, must be so there.
        """
        found, size = self._read(asked(text, sections)), CONDITION.fullmatch(text)
        if found.right and not size:
            return found
        again = (
            self._read(asked(f"{text.rstrip(' ,.')} \\text{{ at }} {case}", sections))
            for case in cases(self.sheet.source, text)
            if case != text
        )
        return next((one for one in again if one.right != found.right), found)

    def plain(self, text: str, line: int, form: str = PLAIN) -> Found:
        """Read the relations in a plain text that stands on a line: a caption, a label, what is said of a picture."""
        if not (self.are_told and PLAIN_RELATION.search(text)):
            return Found()
        return self._read(Formula(text, self.sheet.source.sections_at(line) if line else None, form))

    def printed(self, text: str, line: int) -> Iterator[tuple[str, str | None]]:
        """Read what the block on a line shows: relations, whose numbers were computed, and what Matplotlib typesets.

        Yields each formula with why it is at fault, or "", or None, if nothing reads it.
        """
        for tex in TYPESET.findall(text):
            found = self.latex(tex)
            yield from found.whys if found else [(tex, None)]
        yield from self.plain(TYPESET.sub(" ", text), line, PRINTED).whys

    def quoted(self, claim: Claim, counter: Proof) -> str:
        """Say why a formula that is shown as the counter-example of a claim is not what the claim prints, or ""."""
        asked = _quotation(claim, counter.shown, counter.expression) if self.are_told else None
        return next((why for _, why in self._read(asked).whys), "") if asked else ""

    def claim(self, claim: Claim) -> Iterator[str]:
        """Say where its formulas speak against a claim: truth must hold, and what an erratum prints must not."""
        if claim.truth and (why := self._law(claim.truth)):
            yield f"is true as {claim.truth} in the ledger, and that is not so: {why}"
        why = self._law(claim.prints)
        if claim.verdict == "erratum" and why == "":
            yield f'is "erratum", yet {claim.prints} is true; mend one of them'
        if claim.verdict == "holds" and why:
            yield f'is "holds", yet {claim.prints} is not so: {why}'

    def make_a_law(self, text: str) -> bool:
        """Return whether a text of the ledger is a relation that they read."""
        return self._law(text) is not None

    def _law(self, text: str) -> str | None:
        """Return why a text that is a relation is not true, or ""; None, if it is none."""
        found = self._read(law(text)) if self.are_told and PLAIN_RELATION.search(text) else Found()
        return next((why for _, why in found.whys if why), "") if found.whys else None

    def _read(self, formula: Formula) -> Found:
        """Let the page read; where its letters are at fault, that is told once."""
        value = self.sheet.session.read(formula).value
        return value if isinstance(value, Found) else Found()


def laws(ledger: Ledger, page: str, source: Source) -> list[Formula]:
    """Return what the ledger says of a page's claims, as far as it may be a formula, and what the page quotes of it."""
    claims = {claim.id: claim for claim in ledger.claims.values() if claim.page == page}
    texts = (text for claim in claims.values() for text in (claim.prints, claim.truth))
    shown = (
        number for _, _, number in stated.find(source.seen) if isinstance(number, stated.Stated) and number.counter
    )
    quoted = (_quotation(claims[one.claim], one.shown, one.expression) for one in shown if one.claim in claims)
    return [*(law(text) for text in dict.fromkeys(texts) if PLAIN_RELATION.search(text)), *filter(None, quoted)]


def _quotation(claim: Claim, shown: str, expression: str) -> Formula | None:
    """Return a counter-example that is a formula, beside what its claim prints; None, if one of them is none."""
    is_formula = PLAIN_RELATION.search(claim.prints) and stated.reads_shown(expression)
    return Formula(shown, printed=claim.prints) if is_formula else None


def faults(sheet: Sheet) -> Iterator[Fault]:
    """Find what is wrong with the letters of a page, and the quantities that it declares and no formula of it shows."""
    if not Letters(sheet).are_told:
        return
    source, line = sheet.source, sheet.blocks[LETTERS].line
    declared = sheet.session.read(DECLARED)
    if declared.error:
        yield Fault(source.path, line, f"the letters of this page can't be read: {declared.error}", LETTERS)
    for name in sorted(declared.value.shows - sheet.shows) if declared.value else ():
        message = f'letters declares "{name}", and no formula of this page shows it; show it, or take it out'
        yield Fault(source.path, source.line_of(f'"{name}"') or line, message, LETTERS)
