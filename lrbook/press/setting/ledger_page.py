"""How the ledger is shown: a page of all claims, and a small mark beside each claim where it is checked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape

from lrbook.press.check.ledger import SIGNS, VERDICTS, Claim, Ledger, Proof, short
from lrbook.press.check.reading import is_truth
from lrbook.press.check.spelling import shown_number

MARKER = "<!-- ledger -->"
"""Where a page shows the ledger."""


def markdown(ledger: Ledger) -> str:
    """Return what stands for the ledger until all pages have run: its filters, and a place for each section."""
    sections = [
        f'## Section {section.number} · {section.title}\n\n<div data-ledger="{section.number}"></div>'
        for section in ledger.sections
    ]
    return "\n\n".join([_filters(), *sections])


def drawn(html: str, ledger: Ledger, prose: Callable[[Claim, str], str], urls: Mapping[str, str]) -> str:
    """Return the HTML of the page with its sections filled with the claims.

    Args:
        html: The HTML of the page.
        ledger: The ledger; all pages have run.
        prose: Sets a text of a claim.
        urls: Where the pages are from here.
    """
    for section in ledger.sections:
        entries = []
        for claim in section.claims:
            texts = {"It holds if": claim.condition, "Missing": claim.missing, "Why": claim.why}
            set_texts = {term: prose(claim, text) for term, text in texts.items()}
            entries.append(_entry(claim, set_texts, ledger.proof(claim), urls.get(claim.page, "")))
        place = f'<div data-ledger="{section.number}"></div>'
        html = html.replace(place, "\n".join(entries) or "<p>No claims.</p>")
    return html


def mark(claim: Claim, shown: str, ledger_url: str) -> dict[str, str]:
    """Return what the reader sees beside a claim in its page: text, title, class and link of a small mark."""
    known = claim.verdict == "holds" and shown_number(shown)  # the number beside the mark is what the article prints
    printed = "" if known or len(claim.prints) > 12 else claim.prints
    if claim.verdict == "erratum":
        printed = f"article: {printed}".removesuffix(": ")  # it stands behind what is true
    sign = SIGNS[claim.verdict] + " if" * (claim.verdict == "holds if")
    return {
        "text": f"{sign} {printed}".strip(),
        "title": f"The article prints: {claim.prints}. Verdict: {VERDICTS[claim.verdict]}.",
        "class": f"claim {_slug(claim.verdict)}",
        "href": f"{ledger_url}#{claim.id}",
    }


def _slug(verdict: str) -> str:
    """Return a verdict as a CSS class."""
    return verdict.replace(" ", "-")


def _filters() -> str:
    """Return the controls that show the claims of one verdict only. They work without JavaScript."""
    choices = {"all": "all", **{_slug(verdict): text for verdict, text in VERDICTS.items()}}
    inputs = "".join(
        f'<label><input type="radio" name="verdict" value="{name}"{" checked" * (name == "all")}> {text}</label> '
        for name, text in choices.items()
    )
    return f'<fieldset class="verdicts"><legend>Show the verdicts</legend>{inputs}</fieldset>'


def _entry(claim: Claim, prose: Mapping[str, str], proof: Proof | None, url: str) -> str:
    """Return a claim's entry on the ledger page. `prose` is the HTML of its condition, its gap and its reason."""
    place = f'<a href="{url}#{claim.id}"><code>{claim.id}</code></a>' if proof else f"<code>{claim.id}</code>"
    computed = "nothing"
    if proof and is_truth(proof.value):
        computed = f"<code>{escape(proof.expression)}</code> is {str(bool(proof.value)).lower()}"
    elif proof:
        full = short(proof.value).replace("-", "−")
        more = f' <span class="full">({escape(full)})</span>' if full != proof.shown else ""
        computed = f'<data value="{escape(full)}">{escape(proof.shown)}</data>{more}'
    rows = [
        ("The article says", escape(claim.says)),
        ("It prints", f"<q>{escape(claim.prints)}</q>"),
        ("Computed now", computed),
        *([("The truth", escape(claim.truth))] if claim.truth else []),
        *((term, text) for term, text in prose.items() if text),
    ]
    body = "".join(f"<div><dt>{term}</dt><dd>{text}</dd></div>" for term, text in rows)
    kind = _slug(claim.verdict)
    return (
        f'<article class="entry {kind}" id="{claim.id}"><header><span class="claim {kind}">{SIGNS[claim.verdict]} '
        f"{VERDICTS[claim.verdict]}</span> {place}</header>"
        f"<dl>{body}</dl></article>"
    )
