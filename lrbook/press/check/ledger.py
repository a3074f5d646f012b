"""The ledger: every claim of the article, its verdict, its place, and whether the computed values bear it out."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields
from itertools import pairwise
from typing import Any

from lrbook.press.check.faults import Fault
from lrbook.press.check.reading import READINGS, agrees, is_truth
from lrbook.press.check.source import Source
from lrbook.press.check.spelling import shown_number

VERDICTS = {
    "holds": "holds",
    "holds if": "holds if …",
    "erratum": "erratum",
    "unreproducible": "unreproducible",
    "not seen": "not seen",
    "implied": "implied",
}
SIGNS = {"holds": "✓", "holds if": "✓", "erratum": "✗", "unreproducible": "?", "not seen": "○", "implied": "◇"}
WRONG = {"erratum", "implied"}
"""The verdicts on what is not so: an erratum is printed or said; what is only implied is never an erratum."""
NEEDS = {"truth": WRONG, "condition": {"holds if"}, "missing": {"unreproducible", "not seen"}}
"""The fields that belong to certain verdicts: these need them, and no other may have them."""

SECTION = {"page": str, "claim": list}
"""The fields of a section. Its number is its place, and its title is that of its page."""


@dataclass(frozen=True)
class Claim:
    """A claim as `claims.toml` has it: what the article says and prints, how that is read, its verdict and why.

    `prints` are the very characters that are printed, if any of them are shown; a paraphrase stands in `says`, whose
    numbers and facts are stated as on a page.
    """

    id: str
    says: str
    verdict: str
    prints: str = ""
    reading: str = "rounded"
    truth: str = ""
    condition: str = ""
    missing: str = ""
    why: str = ""
    section: int = 0
    page: str = ""

    @property
    def in_words(self) -> bool:
        """Whether it is wrong, and no number says so: then the page shows what the article has, and marks that."""
        return self.verdict in WRONG and shown_number(self.truth) is None


@dataclass(frozen=True)
class Section:
    """A section of the article: its number, and the page of the book that checks its claims."""

    number: int
    page: str
    claims: list[Claim]


@dataclass(frozen=True)
class Proof:
    """What a page computed for a claim: what the reader is shown, how it is computed, its value, and where."""

    shown: str
    expression: str
    value: Any
    page: str
    path: str
    line: int


@dataclass
class Ledger:
    """All claims, and for each the places where the pages of this build prove it."""

    source: Source
    sections: list[Section]
    mistakes: list[Fault] = field(default_factory=list)
    proofs: dict[str, list[Proof]] = field(default_factory=dict)
    counters: dict[str, list[Proof]] = field(default_factory=dict)

    @property
    def claims(self) -> dict[str, Claim]:
        """The claims by their ids, in the article's order."""
        return {claim.id: claim for section in self.sections for claim in section.claims}

    @property
    def stated(self) -> list[Claim]:
        """The claims that the article makes: all but those that it only implies."""
        return [claim for claim in self.claims.values() if claim.verdict != "implied"]

    @property
    def implied(self) -> list[Claim]:
        """The claims that the article only implies."""
        return [claim for claim in self.claims.values() if claim.verdict == "implied"]

    @property
    def verdicts(self) -> Counter[str]:
        """How many claims have each verdict."""
        return Counter(claim.verdict for claim in self.claims.values())

    def line_of(self, claim: str) -> int:
        """Return the line of `claims.toml` where a claim begins."""
        return self.source.line_of(f'id = "{claim}"')

    def out_of_order(self, nav: Sequence[str]) -> Iterator[Fault]:
        """Find the sections whose pages stand in another order in the navigation. `nav`: its pages."""
        for one, other in pairwise(self.sections):
            if one.page in nav and other.page in nav and nav.index(one.page) > nav.index(other.page):
                message = f"{other.page} stands before {one.page} in the navigation; put one of them in its place"
                yield Fault(self.source.path, self.source.line_of(f'page = "{other.page}"'), message, "ledger")

    def record(self, claim: str, counter: bool, proof: Proof) -> str:
        """Take note of a claim's proof, or its counter-example. Returns a message if the claim is not in the ledger."""
        if claim not in self.claims and not self.mistakes:  # it may be an entry that has one
            return f"unknown claim #{claim}: add it to {self.source.path}, or mend its id"
        (self.counters if counter else self.proofs).setdefault(claim, []).append(proof)
        return ""

    def proof(self, claim: Claim) -> Proof | None:
        """Return what a page computed for a claim, if one did."""
        return next(iter(self.proofs.get(claim.id, [])), None)

    def faults(self) -> list[Fault]:
        """Judge every claim by what the pages computed."""
        found = list(self.mistakes)
        for claim in self.claims.values():
            proofs, counters = self.proofs.get(claim.id, []), self.counters.get(claim.id, [])
            for first, *again in filter(None, (proofs, counters)):
                message = (
                    f"#{claim.id} has a place already, on line {first.line} of {first.path}; a claim is checked once"
                )
                found += [Fault(proof.path, proof.line, message, "ledger") for proof in again]
            if not proofs:
                message = (
                    f"no page proves #{claim.id}: state its value on {claim.page} as [shown]{{=expression #{claim.id}}}"
                )
                found.append(Fault(self.source.path, self.line_of(claim.id), message, "ledger", f"#{claim.id}"))
                continue
            messages = list(judge(claim, proofs[0].value, [counter.value for counter in counters]))
            place, name = (proofs[0].path, proofs[0].line), f"#{claim.id}"
            found += [Fault(*place, f"{name} {message}", "ledger", name) for message in messages]
            if proofs[0].page != claim.page:
                message = f"{name} belongs on {claim.page}, the page of its section; move it there"
                found.append(Fault(*place, message, "ledger"))
        return found


def judge(claim: Claim, value: Any, counters: list[Any]) -> Iterator[str]:
    """Say what speaks against a claim's verdict, given its computed value and that of its counter-example."""
    in_words = isinstance(value, str) and not shown_number(claim.prints)  # they are what its page says of it
    as_printed = in_words or _bears_out(claim, value)
    by_numbers = not is_truth(value) and shown_number(claim.truth) is not None
    if claim.verdict in {"holds", "holds if"} and not as_printed:
        yield f'is "{claim.verdict}", yet {short(value)} is computed for {claim.prints or "it"}; mend one of them'
    if claim.verdict in {"holds", "holds if"} and is_truth(value) and shown_number(claim.prints):
        yield f"prints the number {claim.prints}; state what is computed for it, not a fact"
    if is_truth(value) and shown_number(claim.truth):
        yield f"is the number {claim.truth} in truth; state what is computed, not a fact"
    if claim.verdict in WRONG and by_numbers and as_printed:
        printed = f"what the article prints, {claim.prints}, is what is computed"
        yield f'is "{claim.verdict}", yet {printed}; change the verdict'
    if claim.verdict in WRONG and by_numbers and not agrees(claim.truth, value, claim.reading):
        yield f"is true as {claim.truth} in the ledger, but {short(value)} is computed; mend one of them"
    if claim.verdict in WRONG and not by_numbers and not counters:
        how = "show what the article's version gives, as [shown]{=expression #id counter}"
        yield f'is "{claim.verdict}", and in words; {how}'
    if claim.verdict == "holds if" and not counters:
        yield "holds only if a condition is met; show the other side, too, as [shown]{=expression #id counter}"
    if claim.verdict == "unreproducible" and shown_number(claim.prints) and not as_printed:
        yield f"prints {claim.prints}, yet {short(value)} is what can be known of it; mend one of them"
    if claim.verdict in {"holds", "unreproducible", "not seen"} and counters:
        yield f'is "{claim.verdict}", yet a counter-example stands beside it; change the verdict, or take that out'
    for counter in counters[:1]:
        if claim.verdict == "holds if" and (same(counter, value) if in_words else _bears_out(claim, counter)):
            yield "holds also where its condition is not met; the counter-example is none"
        if claim.verdict in WRONG and (bool(counter) if is_truth(counter) else same(counter, value)):
            yield f'is "{claim.verdict}", yet its counter-example comes out as the truth does'


def same(one: Any, other: Any) -> bool:
    """Return whether two computed values are shown as the same."""
    return short(one) == short(other)


def _bears_out(claim: Claim, value: Any) -> bool:
    """Return whether a value is what the article prints; a truth value, whether what it says is so."""
    return bool(value) if is_truth(value) else agrees(claim.prints, value, claim.reading)


def short(value: Any) -> str:
    """Return a value as a message shows it."""
    return f"{value:.6g}" if isinstance(value, float) else str(value)


def load(source: Source) -> Ledger:
    """Read `claims.toml`. A mistake in it becomes a fault, and what can be read is read."""
    ledger = Ledger(source, [])
    try:
        table = tomllib.loads(source.text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        line = int(found[1]) if found else source.text.count("\n") + 1
        ledger.mistakes.append(Fault(source.path, line, f"the ledger can't be read, mend it: {error}", "ledger"))
        return ledger
    sections = table.pop("section", [])
    if table or not isinstance(sections, list):
        message = "the ledger holds nothing but [[section]] and, in each, [[section.claim]]"
        ledger.mistakes.append(Fault(source.path, 1, message, "ledger"))
        return ledger
    seen: set[str] = set()
    for number, section in enumerate(sections, 1):
        given: dict[str, Any] = {"claim": []} | (section if isinstance(section, dict) else {})
        kinds = {name: type(value) for name, value in given.items()}
        if kinds != SECTION or not all(isinstance(entry, dict) for entry in given["claim"]):
            line = source.line_of(f'page = "{given.get("page")}"') or 1
            message = 'a section has a page = "….md" and its [[section.claim]], and nothing else'
            ledger.mistakes.append(Fault(source.path, line, message, "ledger"))
            continue
        claims = []
        for entry in given["claim"]:
            messages = list(_mistakes(entry, seen))
            line = ledger.line_of(str(entry.get("id")))
            ledger.mistakes += [Fault(source.path, line, message, "ledger") for message in messages]
            seen.add(str(entry.get("id")))
            if not messages:
                claims.append(Claim(**entry, section=number, page=section["page"]))
        ledger.sections.append(Section(number, section["page"], claims))
    return ledger


def _mistakes(entry: dict[str, Any], seen: set[str]) -> Iterator[str]:
    name = entry.get("id", "a claim without an id")
    known = {field.name for field in fields(Claim)} - {"section", "page"}
    if unknown := entry.keys() - known:
        yield f"{name}: unknown fields {sorted(unknown)}; known are {sorted(known)}"
    if empty := sorted(key for key, text in entry.items() if not (isinstance(text, str) and text.strip())):
        yield f"{name}: {empty} must be text in quotes, and not empty"
        return
    if name in seen:
        yield f"the claim {name} stands twice in the ledger; take one out"
    if missing := {"id", "says", "verdict"} - entry.keys():
        yield f"{name}: lacks {sorted(missing)}; add it"
    verdict = entry.get("verdict", "holds")
    if verdict not in VERDICTS:
        yield f"{name}: the verdict {verdict!r} is not one of {sorted(VERDICTS)}"
    if entry.get("reading", "rounded") not in READINGS:
        yield f"{name}: the reading {entry['reading']!r} is not one of {sorted(READINGS)}"
    for needed, needing in NEEDS.items():
        if (needed in entry) != (verdict in needing):
            those = " or ".join(f'"{each}"' for each in sorted(needing))
            yield f'{name}: the verdict {those}, and no other, has the field "{needed}"'
    if verdict != "holds" and "why" not in entry:
        yield f'{name}: the verdict "{verdict}" wants a "why"; add it'
