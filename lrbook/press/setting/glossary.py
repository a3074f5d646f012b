"""The glossary: one page explains the words of the field, and on every other page the first use of each leads there."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field
from html import escape

from markdown.extensions.toc import slugify

from lrbook.press.check import stated
from lrbook.press.check.faults import Fault
from lrbook.press.check.source import Source

ENTRY = re.compile(
    r"^### (?P<term>[^{\n]+?)(?: \{(?:.*data-also=\"(?P<also>[^\"]*)\")?.*\})?\n+(?P<text>(?:.+\n?)*)", re.M
)
MARKUP = re.compile(r"[\\`*\[\]<>{}]")
"""What a tooltip can't show."""
WORD = re.compile(r"[\w-]+")


def _shown(text: str) -> str:
    """Return a text with what it states as its reader sees it."""
    for start, end, number in reversed(list(stated.find(text))):
        if isinstance(number, stated.Stated):
            text = text[:start] + number.shown + text[end:]
    return text


@dataclass(frozen=True)
class Term:
    """A word of the field: the anchor of its entry, what it means, in plain words, and the line it stands on."""

    name: str
    anchor: str
    meaning: str
    line: int = field(compare=False)


@dataclass
class Glossary:
    """The terms of a book, by all their forms in lower case."""

    source: Source = Source("", "")  # noqa: RUF009
    forms: dict[str, Term] = field(default_factory=dict)
    found: list[Fault] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Read the page: a heading of the third level is a term, and the paragraph below it says what it means."""
        for entry in ENTRY.finditer(self.source.text):
            line = self.source.text.count("\n", 0, entry.start()) + 1
            meaning = " ".join(_shown(entry["text"]).split())
            term = Term(entry["term"], slugify(entry["term"], "-"), meaning, line)
            if not term.meaning or MARKUP.search(term.meaning):
                message = f"the first paragraph on {term.name!r} is shown where it is used; use plain words"
                self.found.append(Fault(self.source.path, line, message, "glossary"))
            for form in [entry["term"], *(entry["also"] or "").split(",")]:
                if form and self.forms.setdefault(form.strip().lower(), term) is not term:
                    message = f"{form.strip()!r} has two entries in the glossary; leave it one"
                    self.found.append(Fault(self.source.path, line, message, "glossary"))
        longest_first = sorted(self.forms, key=len, reverse=True)
        forms = "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in longest_first)
        self._form = re.compile(rf"(?:{forms})s?(?![\w-])", re.I)
        self._firsts = {form.split()[0] + plural for form in self.forms for plural in ("", "s")}

    def edits(self, texts: Iterable[tuple[int, str]], url: str, seen: set[Term]) -> Iterator[tuple[int, int, str]]:
        """Link the first use of each term on a page: yields where it starts and ends, and what replaces it.

        Args:
            texts: The prose of the page: where each piece starts in its HTML, and the piece.
            url: Where the glossary is from here.
            seen: The terms that the page has used so far; those that are met are added.
        """
        for start, text in texts:
            for use in self._uses(text):
                form = " ".join(use[0].lower().split())
                term = self.forms.get(form) or self.forms[form[:-1]]
                if term not in seen:
                    seen.add(term)
                    link = f'<a class="term" href="{url}#{term.anchor}" title="{escape(term.meaning)}">{use[0]}</a>'
                    yield start + use.start(), start + use.end(), link

    def _uses(self, text: str) -> Iterator[re.Match[str]]:
        """Find all forms in a text. Looking at the first word of each alone takes a tenth of the time."""
        end = 0
        for word in WORD.finditer(text):
            known = word.start() >= end and word[0].lower() in self._firsts
            if known and (use := self._form.match(text, word.start())):
                yield use
                end = use.end()

    def faults(self, used: Container[Term]) -> list[Fault]:
        """Return what is wrong with the glossary, given the terms that the pages use."""
        unused = [term for term in dict.fromkeys(self.forms.values()) if term not in used]
        message = "no page uses {!r} in its prose; take it out of the glossary, or add the form that is used"
        return self.found + [
            Fault(self.source.path, term.line, message.format(term.name), "glossary") for term in unused
        ]
