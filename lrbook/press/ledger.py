"""The ledger: every claim of the article, its one verdict, its one place, and whether the computed values bear it out."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from html import escape
from typing import Any

from lrbook.press.faults import Fault
from lrbook.press.reading import READINGS, agrees, is_truth
from lrbook.press.source import Source

VERDICTS = {"holds": "holds", "erratum": "erratum", "holds if": "holds if …", "unreproducible": "unreproducible"}
SIGNS = {"holds": "✓", "erratum": "✗", "holds if": "✓ if", "unreproducible": "?"}
NEEDS = {"erratum": "truth", "holds if": "condition", "unreproducible": "missing"}
"""The field that a verdict needs, and that no other verdict may have."""


@dataclass(frozen=True)
class Claim:
    """A claim as `claims.toml` has it: what the article says and prints, how that is read, the verdict and its reason."""

    id: str
    says: str
    prints: str
    verdict: str
    reading: str = "rounded"
    truth: str = ""
    condition: str = ""
    missing: str = ""
    why: str = ""
    section: int = 0
    page: str = ""


@dataclass(frozen=True)
class Section:
    """A section of the article: its number, its title, and the page of the book that checks its claims."""

    number: int
    title: str
    page: str
    claims: list[Claim]


@dataclass(frozen=True)
class Proof:
    """What a page computed for a claim: the value, what the reader is shown, and where."""

    shown: str
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
    def verdicts(self) -> Counter[str]:
        """How many claims have each verdict."""
        return Counter(claim.verdict for claim in self.claims.values())

    def line_of(self, claim: str) -> int:
        """Return the line of `claims.toml` where a claim begins."""
        return self.source.line_of(f'id = "{claim}"')

    def record(self, claim: str, counter: bool, proof: Proof) -> str:
        """Take note of a claim's proof, or its counter-example. Returns a message if the claim is not in the ledger."""
        if claim not in self.claims:
            return f"unknown claim #{claim}: add it to {self.source.path}, or mend its id"
        (self.counters if counter else self.proofs).setdefault(claim, []).append(proof)
        return ""

    def faults(self) -> list[Fault]:
        """Judge every claim by what the pages computed."""
        found = list(self.mistakes)
        for claim in self.claims.values():
            proofs, counters = self.proofs.get(claim.id, []), self.counters.get(claim.id, [])
            if not proofs:
                found.append(Fault(self.source.path, self.line_of(claim.id), self._unproven(claim)))
            for again in [*proofs[1:], *counters[1:]]:
                found.append(Fault(again.path, again.line, f"#{claim.id} has a place already; a claim is checked once"))
            for proof in proofs[:1]:
                wrong_page = [f"belongs on {claim.page}, the page of its section"] if proof.page != claim.page else []
                for message in wrong_page + list(judge(claim, proof.value, [c.value for c in counters])):
                    found.append(Fault(proof.path, proof.line, f"#{claim.id} {message}"))
        return found

    def _unproven(self, claim: Claim) -> str:
        return f"no page proves #{claim.id}: state its value on {claim.page} as [shown]{{=expression #{claim.id}}}"


def judge(claim: Claim, value: Any, counters: list[Any]) -> Iterator[str]:
    """Say what speaks against a claim's verdict, given its computed value and that of its counter-example."""
    numeric = not is_truth(value)
    as_printed = agrees(claim.prints, value, claim.reading) if numeric else bool(value)
    counter = counters[0] if counters else None
    if claim.verdict in {"holds", "unreproducible"} and counters:
        yield f'is "{claim.verdict}", yet a counter-example stands beside it: change the verdict, or take that out'
    if claim.verdict in {"holds", "holds if"} and not as_printed:
        yield f'is "{claim.verdict}", yet the article prints {claim.prints} and {_short(value)} is computed'
    if claim.verdict == "holds if" and not counters:
        yield 'holds only if a condition is met: show the other side, too, as [shown]{=expression #id counter}'
    if claim.verdict == "holds if" and counters and _holds(claim, counter):
        yield "holds also where its condition is not met: the counter-example is none"
    if claim.verdict == "erratum" and numeric and as_printed:
        yield f'is "erratum", yet what the article prints, {claim.prints}, is what is computed'
    if claim.verdict == "erratum" and numeric and not agrees(claim.truth, value, claim.reading):
        yield f"is true as {claim.truth} in the ledger, but {_short(value)} is computed"
    if claim.verdict == "erratum" and not numeric and not counters:
        yield "is an erratum in words: show what the article's version gives, as [shown]{=expression #id counter}"
    if claim.verdict == "erratum" and counters and (bool(counter) if is_truth(counter) else not numeric or counter == value):
        yield "is an erratum, yet its counter-example comes out as the truth does"


def _holds(claim: Claim, value: Any) -> bool:
    return bool(value) if is_truth(value) else agrees(claim.prints, value, claim.reading)


def _short(value: Any) -> str:
    return f"{value:.6g}" if isinstance(value, float) else str(value)


def load(source: Source) -> Ledger:
    """Read `claims.toml`. A mistake in it becomes a fault, and what can be read is read."""
    ledger = Ledger(source, [])

    def mistake(line: int, message: str) -> None:
        ledger.mistakes.append(Fault(source.path, line, message))

    try:
        table = tomllib.loads(source.text)
    except tomllib.TOMLDecodeError as error:
        line = str(error).partition("at line ")[2].partition(",")[0]
        mistake(int(line) if line.isdigit() else 0, f"the ledger can't be read: {error}")
        return ledger
    seen: set[str] = set()
    for section in table.get("section", []):
        claims = []
        for entry in section.get("claim", []):
            line = source.line_of(f'id = "{entry.get("id")}"')
            messages = list(_mistakes(entry))
            if entry.get("id") in seen:
                messages.append(f"the claim {entry['id']} stands twice in the ledger")
            seen.add(entry.get("id"))
            for message in messages:
                mistake(line, message)
            if not messages:
                claims.append(Claim(**entry, section=section["number"], page=section["page"]))
        ledger.sections.append(Section(section["number"], section["title"], section["page"], claims))
    return ledger


def _mistakes(entry: dict[str, Any]) -> Iterator[str]:
    name = entry.get("id", "a claim without an id")
    known = {field.name for field in fields(Claim)} - {"section", "page"}
    if unknown := entry.keys() - known:
        yield f"{name}: unknown fields {sorted(unknown)}; known are {sorted(known)}"
    if missing := {"id", "says", "prints", "verdict"} - entry.keys():
        yield f"{name}: lacks {sorted(missing)}"
    verdict = entry.get("verdict", "holds")
    if verdict not in VERDICTS:
        yield f"{name}: the verdict {verdict!r} is not one of {sorted(VERDICTS)}"
    if entry.get("reading", "rounded") not in READINGS:
        yield f"{name}: the reading {entry['reading']!r} is not one of {sorted(READINGS)}"
    for needing, needed in NEEDS.items():
        if (needed in entry) != (verdict == needing):
            yield f'{name}: the verdict "{needing}", and no other, has the field "{needed}"'
    if verdict != "holds" and "why" not in entry:
        yield f'{name}: the verdict "{verdict}" wants a "why"'


def mark(claim: Claim, ledger_url: str) -> dict[str, str]:
    """Return what the reader sees beside a claim in its page: text, title, class and link of a small mark."""
    printed = claim.prints if len(claim.prints) <= 12 else ""
    return {
        "text": f"{SIGNS[claim.verdict]} {printed}".strip(),
        "title": f"The article prints: {claim.prints}. Verdict: {VERDICTS[claim.verdict]}.",
        "class": f"claim {slug(claim.verdict)}",
        "href": f"{ledger_url}#{claim.id}",
    }


def slug(verdict: str) -> str:
    """Return a verdict as a CSS class."""
    return verdict.replace(" ", "-")


def filters() -> str:
    """Return the controls that show the claims of one verdict only. They work without JavaScript."""
    choices = {"all": "all", **{slug(verdict): text for verdict, text in VERDICTS.items()}}
    inputs = "".join(
        f'<label><input type="radio" name="verdict" value="{name}"{" checked" if name == "all" else ""}> {text}</label> '
        for name, text in choices.items()
    )
    return f'<fieldset class="verdicts"><legend>Show the verdicts</legend>{inputs}</fieldset>'


def entry(claim: Claim, prose: str, proof: Proof | None, url: str) -> str:
    """Return a claim's entry on the ledger page. `prose` is the HTML of its reason, condition or gap."""
    computed = f"<data>{escape(proof.shown)}</data>" if proof else "nothing"
    full = "" if proof is None or is_truth(proof.value) else f' <span class="full">({escape(_short(proof.value))})</span>'
    rows = [
        ("The article says", escape(claim.says)),
        ("It prints", f"<q>{escape(claim.prints)}</q>"),
        ("Computed now", computed + full),
        *([("The truth", escape(claim.truth))] if claim.truth else []),
        *([("Why", prose)] if prose else []),
    ]
    body = "".join(f"<div><dt>{term}</dt><dd>{text}</dd></div>" for term, text in rows)
    return (
        f'<article class="entry {slug(claim.verdict)}" id="{claim.id}"><header><span class="claim {slug(claim.verdict)}">'
        f'{SIGNS[claim.verdict]} {VERDICTS[claim.verdict]}</span> <a href="{url}"><code>{claim.id}</code></a></header>'
        f"<dl>{body}</dl></article>"
    )
