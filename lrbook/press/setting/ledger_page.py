"""How the ledger is shown: a page of all claims, and a small mark beside each claim where it is checked."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from html import escape
from typing import Any

from lrbook.press.check import masked
from lrbook.press.check.evidence import as_json
from lrbook.press.check.ledger import SIGNS, VERDICTS, Claim, Ledger, Proof, short
from lrbook.press.check.reading import is_truth
from lrbook.press.check.spelling import shown_number
from lrbook.press.check.stated import Stated
from lrbook.press.sessions.formulas import LETTERS

MARKER = "<!-- ledger -->"
"""Where a page shows the ledger."""


def markdown(ledger: Ledger, titles: Mapping[str, str]) -> str:
    """Return what stands for the ledger until all pages have run: its filters, and a place for each section.

    Args:
        ledger: The ledger.
        titles: The titles of the pages, as Markdown.
    """
    groups = [
        f'## {title.format(titles.get(page, page))}\n\n<div data-ledger="{name}"></div>'
        for name, title, page, _ in _groups(ledger)
    ]
    return "\n\n".join([_filters(), *groups])


def _groups(ledger: Ledger) -> Iterator[tuple[str, str, str, list[Claim]]]:
    """Yield name, title, page and claims of each section, and then, apart, of what is only implied."""
    for section in ledger.sections:
        stated = [claim for claim in section.claims if claim in ledger.stated]
        yield f"{section.number}", f"Section {section.number} · {{}}", section.page, stated
    if ledger.implied:
        yield "implied", "What is only implied", "", ledger.implied


def drawn(html: str, ledger: Ledger, prose: Callable[[Claim, str], str], urls: Mapping[str, str]) -> str:
    """Return the HTML of the page with its sections filled with the claims.

    Args:
        html: The HTML of the page.
        ledger: The ledger; all pages have run.
        prose: Sets a text of a claim; what is no prose, as a number, stands as it is.
        urls: Where the pages are from here.
    """
    for name, _, _, claims in _groups(ledger):
        entries = []
        for claim in claims:
            says = f"The article {'implies' if claim.verdict == 'implied' else 'says'}"
            texts = {says: claim.says, "The truth": claim.truth, "It holds if": claim.condition}
            texts |= {"Missing": claim.missing, "Why": claim.why}
            set_texts = {term: prose(claim, text) or escape(text) for term, text in texts.items()}
            entries.append(_entry(claim, set_texts, ledger.proof(claim), urls.get(claim.page, "")))
        place = f'<div data-ledger="{name}"></div>'
        html = html.replace(place, "\n".join(entries) or "<p>No claims.</p>")
    return html


def mark(claim: Claim, shown: str, ledger_url: str) -> dict[str, str]:
    """Return what the reader sees beside a claim in its page: text, title, class and link of a small mark.

    It stands at what the verdict judges: where the article is wrong in words, or in a formula, at what the article has.
    """
    known = claim.verdict == "holds" and shown_number(shown)  # the number beside the mark is what the article prints
    printed = "" if known or len(claim.prints) > 12 else _printed(claim)
    if claim.in_words:
        printed = "implied" if claim.verdict == "implied" else "article"  # the words before it may be the truth
    elif claim.verdict == "erratum":
        printed = f"article: {printed}".removesuffix(": ")  # it stands behind what is true
    sign = SIGNS[claim.verdict] + " if" * (claim.verdict == "holds if")
    return {
        "text": f"{sign} {printed}".strip(),
        "title": f"{_article_has(claim)} Verdict: {VERDICTS[claim.verdict]}.",
        "class": f"claim {_slug(claim.verdict)}",
        "href": f"{ledger_url}#{claim.id}",
    }


def _printed(claim: Claim) -> str:
    """Return what the article prints. Its wide commas are set as ordinary ones: most fonts show a box for them."""
    return claim.prints.replace("，", ", ")


def _article_has(claim: Claim) -> str:
    return f"The article prints: {_printed(claim)}." if claim.prints else f"The article: {masked.plain(claim.says)}"


def stated_formula(mathml: str, number: Stated, value: Any, beside: dict[str, str] | None) -> str:
    """Return a formula that proves a claim with its anchor, what computes it, and the claim's mark beside it."""
    text, given = "", ""
    if beside:
        text = beside["text"]
        given = "".join(f' {name}="{escape(value)}"' for name, value in beside.items() if name != "text")
    mark_beside = f"<a{given} data-search-exclude>{escape(text)}</a>" if beside else ""
    shown = f'<data value="{escape(json.dumps(as_json(value)))}" title="{escape(number.expression)}">{mathml}</data>'
    return f'<span class="stated" id="{number.anchor}">{shown}{mark_beside}</span>'


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
    """Return a claim's entry on the ledger page. `prose` is the HTML of what it says, and of what is said of it."""
    place = f'<a href="{url}#{claim.id}"><code>{claim.id}</code></a>' if proof else f"<code>{claim.id}</code>"
    computed = "nothing"
    if proof and proof.expression == LETTERS:
        which = "the corrected formula" if claim.truth else "the formula"
        computed = f"{which} holds" if proof.value else f"{which} does not hold"
    elif proof and is_truth(proof.value):
        fact = escape(proof.shown) if proof.value else "false"
        computed = f"{fact}: <code>{escape(proof.expression)}</code>"
    elif proof:
        full = short(proof.value).replace("-", "−")
        shown = re.sub(r"-(?=\d)", "−", proof.shown)
        more = f' <span class="full">({escape(full)})</span>' if full != shown else ""
        computed = f'<data value="{escape(full)}">{escape(shown)}</data>{more}'
    said, *reasons = prose.items()
    rows = [
        said,
        *([("It prints", f"<q>{escape(_printed(claim))}</q>")] if claim.prints else []),
        ("Computed now", computed),
        *((term, text) for term, text in reasons if text),
    ]
    body = "".join(f"<div><dt>{term}</dt><dd>{text}</dd></div>" for term, text in rows)
    kind = _slug(claim.verdict)
    return (
        f'<article class="entry {kind}" id="{claim.id}"><header><span class="claim {kind}">{SIGNS[claim.verdict]} '
        f"{VERDICTS[claim.verdict]}</span> {place}</header>"
        f"<dl>{body}</dl></article>"
    )
