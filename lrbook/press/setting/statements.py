"""How statements and given quantities are read from Markdown, checked, and set."""

from __future__ import annotations

import json
import re
from html import unescape
from xml.etree.ElementTree import Element, SubElement

from markdown import Extension, Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.util import INLINE_PLACEHOLDER_RE, AtomicString

from lrbook.press.check import operators, stated
from lrbook.press.check.beside import FAR
from lrbook.press.check.book import Book
from lrbook.press.check.evidence import as_json
from lrbook.press.check.lines import PLACEHOLDER
from lrbook.press.check.source import GIVEN, WORD
from lrbook.press.setting import ledger_page

TOGETHER = re.compile(r"(?<=\d) (?=[%‰×])|(?<=×) (?=\d)")
"""Spaces inside a quantity, where no line may end."""


class _StatedProcessor(InlineProcessor):
    """Sets stated numbers. It runs after code and formulas are put aside, and before links and emphasis."""

    def __init__(self, book: Book, md: Markdown) -> None:
        super().__init__(stated.START.pattern, md)
        self.book = book

    def _worded(self, text: str) -> str:
        """Return a text with the words of the code in it, which was put aside."""
        aside = self.md.treeprocessors["inline"].stashed_nodes  # type: ignore[attr-defined]

        def words(place: re.Match[str]) -> str:
            node = aside.get(place[1])
            is_code = isinstance(node, Element) and node.tag == "code"
            return f" {' '.join(WORD.findall(unescape(node.text or '')))} " if is_code else place[0]

        return INLINE_PLACEHOLDER_RE.sub(words, text)

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]
        start, end, number = stated.read(data, m)
        line = self.book.sheet.next_line_of(data[start:end])
        near = data[max(start - FAR, 0) : start], data[end : end + FAR]
        before, behind = map(self._worded, operators.joined(*near, self.unescape))
        value, message = self.book.check_stated(number, line, before, behind)
        anchor = "" if isinstance(number, str) else number.anchor
        if message or isinstance(number, str):
            element = Element("strong", {"class": "fault", "role": "alert"} | ({"id": anchor} if anchor else {}))
            element.text = AtomicString(PLACEHOLDER.sub("…", f"{data[start:end]} {message}"))
            return element, start, end
        shown = Element("data", {"value": json.dumps(as_json(value)), "title": number.expression})
        shown.text = TOGETHER.sub("\u00a0", number.shown)
        if not number.claim:
            return shown, start, end
        whole = Element("span", {"class": "stated", "id": anchor})
        whole.append(shown)
        claim = self.book.ledger.claims.get(number.claim)
        if claim and number.counter == claim.in_words:
            given = ledger_page.mark(claim, number.shown, self.book.sheet.ledger_url)
            link = SubElement(whole, "a", given | {"data-search-exclude": ""})
            link.text = link.attrib.pop("text")
        return whole, start, end


class _GivenProcessor(InlineProcessor):
    """Sets what is given and not computed: `[100 °C]{given}`."""

    def __init__(self, book: Book, md: Markdown) -> None:
        super().__init__(GIVEN.pattern, md)
        self.book = book

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]
        why = self.book.give(m[0], m["shown"], m["why"] or "")
        element = Element("span", {"class": "given", "title": f"given: {why}" if why else "given, not computed"})
        element.text = m["shown"]
        return element, m.start(), m.end()


class StatedNumbers(Extension):
    """The Markdown extension of stated and given numbers, for one build of a book."""

    def __init__(self, book: Book) -> None:
        super().__init__()
        self.book = book

    def extendMarkdown(self, md: Markdown) -> None:
        """Register the inline processor."""
        md.inlinePatterns.register(_StatedProcessor(self.book, md), "stated", 186)
        md.inlinePatterns.register(_GivenProcessor(self.book, md), "given", 185.5)
