"""One build of a book: its pages with their sessions, its ledger, and all that is found wrong on the way."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from html import unescape
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree.ElementTree import Element, SubElement

from markdown import Extension, Markdown
from markdown.inlinepatterns import InlineProcessor

from lrbook.press import blocks, formulas, ledger, prose, stated
from lrbook.press.faults import Fault, notice
from lrbook.press.ledger import Ledger, Proof
from lrbook.press.reading import is_truth
from lrbook.press.source import Source

LEDGER_MARKER = "<!-- ledger -->"


@dataclass
class Sheet:
    """A page in the press: its source, its session, the blocks it declares and those that ran."""

    name: str
    source: Source
    session: dict[str, Any]
    ledger_url: str = ""
    blocks: dict[str, blocks.Block] = field(default_factory=dict)
    ran: set[str] = field(default_factory=set)


@dataclass
class Book:
    """The state of one build, and the checks of each stage, in the order in which a site is built."""

    ledger: Ledger
    sheets: dict[str, Sheet] = field(default_factory=dict)
    found: dict[Fault, None] = field(default_factory=dict)
    sheet: Sheet = field(init=False)

    @property
    def faults(self) -> list[Fault]:
        """All faults so far, each once, by place."""
        return sorted(self.found)

    def fault(self, line: int, message: str, raw: str = "", mend: str = "") -> str:
        """Take note of a fault on the current sheet and return the notice that shows it."""
        self.found[Fault(self.sheet.source.path, line, message, raw, mend)] = None
        return notice(message)

    def open(self, name: str, source: Source, ledger_url: str) -> None:
        """Begin a page: a session of its own, new in this build, in which `ledger` is the ledger."""
        self.sheet = Sheet(name, source, {"__name__": "__main__", "ledger": self.ledger}, ledger_url)
        self.sheets[name] = self.sheet
        declared, faults = blocks.declared(source)
        self.sheet.blocks = {block.id: block for block in declared}
        self.found |= dict.fromkeys(faults)

    def run_block(self, code: str, options: dict[str, str], md: Markdown) -> str:
        """Run a block of the current page and return it as HTML."""
        block = self.sheet.blocks.get(options.get("id", ""))
        if block is None:  # its fence is at fault, and that is noted
            return blocks.failed("this block was not run: its fence is at fault", options, code, md)
        self.sheet.ran.add(block.id)
        for line, number in _typed_in_strings(code):
            self.fault(block.line + line, f"{number} is typed in a text of the block {block.id}; use an f-string and compute it")
        try:
            printed = blocks.run(code, self.sheet.source.path, block, self.sheet.session)
            return blocks.rendered(code, printed, options, md)
        except blocks.BlockError as error:
            self.fault(error.line, str(error))
            return blocks.failed(str(error), options, code, md)

    def check_stated(self, number: stated.Stated | str, raw: str) -> tuple[Any, str]:
        """Evaluate a stated number on the current page: its value, and what is wrong with it, or ""."""
        if isinstance(number, str):
            self.fault(self.sheet.source.line_of(raw), number)
            return None, number
        line = self.sheet.source.line_of(number.raw) or self.sheet.source.line_of(number.expression)
        try:
            value = stated.evaluate(number, self.sheet.session)
        except (Exception, SystemExit) as error:
            message = f"{number.raw} can't be computed: {blocks.explained(error)}"
            self.fault(line, message)
            return None, message
        message, mend = stated.objection(number, self.sheet.session, value)
        if not message and number.claim:
            proof = Proof(unescape(number.shown), value, self.sheet.name, self.sheet.source.path, line)
            message = self.ledger.record(number.claim, number.counter, proof)
        if message:
            self.fault(line, message, number.raw if mend else "", mend)
        return value, message

    def check_page(self, html: str) -> str:
        """Check the HTML of the current page, set its formulas, and return it with each fault shown in its place."""
        source = self.sheet.source
        for block in self.sheet.blocks.values():
            if block.id not in self.sheet.ran:
                self.fault(block.line, f'the block "{block.id}" was not run; is the fence where Markdown sees it?')
        reader = prose.Reader(html)
        edits = []
        for number in reader.numbers:
            line = source.line_like(number.what, number.around)
            message = f"{number.what} is typed in the prose; state it as [{number.what}]{{=expression}}, or say it without the number"
            edits.append((number.start, number.start, self.fault(line, message)))
        for unread in reader.unread:
            message = f"a stated number was not read in {unread.what!r}; write it on one line as [shown]{{=expression}}"
            edits.append((unread.start, unread.start, self.fault(source.line_like("{=", unread.what), message)))

        def restate(start: int, tex: str) -> str:
            return tex if reader.formulas.get(start) else self._restate(tex)

        def complain(start: int, message: str) -> None:
            block = self.sheet.blocks.get(reader.formulas.get(start, ""))
            tex = message.removeprefix("LaTeX error in ").rpartition(": ")[0]
            self.fault(block.line if block else source.line_of(tex), message)

        edits += formulas.edits(html, restate, complain)
        for start, end, text in sorted(edits, reverse=True):
            html = html[:start] + text + html[end:]
        return html

    def _restate(self, tex: str) -> str:
        """Check the numbers of a formula: those that are stated in it, and those that should be."""
        rest, shown, end = "", "", 0
        for start, stop, number in stated.find(tex):
            value, message = self.check_stated(number, tex[start:stop])
            rest += tex[end:start] + "x"
            shown += tex[end:start] + (number.shown if isinstance(number, stated.Stated) else message)
            end = stop
        for number in prose.typed_in_formula(rest + tex[end:]):
            line = self.sheet.source.line_of(tex.strip()) or self.sheet.source.line_like(number, tex)
            self.fault(line, f"{number} is typed in the formula {tex.strip()}; state it there as [{number}]{{=expression}}")
        return shown + tex[end:]

    def ledger_markdown(self, markdown: str) -> str:
        """Put the ledger's filters and sections where a page has its marker."""
        sections = [f'## Section {s.number} · {s.title}\n\n<div data-ledger="{s.number}"></div>' for s in self.ledger.sections]
        return markdown.replace(LEDGER_MARKER, "\n\n".join([ledger.filters(), *sections]))

    def draw_ledger(self, html: str, md: Markdown, urls: dict[str, str]) -> str:
        """Fill the sections of the ledger page with the claims. All pages have run by now; `urls` leads to them."""
        for section in self.ledger.sections:
            entries = []
            for claim in section.claims:
                text = "\n\n".join(filter(None, [claim.condition and f"If {claim.condition}", claim.missing, claim.why]))
                proof = next(iter(self.ledger.proofs.get(claim.id, [])), None)
                url = f"{urls.get(claim.page, '')}#{claim.id}"
                entries.append(ledger.entry(claim, self._claim_prose(claim.page, text, md), proof, url))
            html = html.replace(f'<div data-ledger="{section.number}"></div>', "\n".join(entries))
        return html

    def _claim_prose(self, page: str, text: str, md: Markdown) -> str:
        """Set a text of the ledger, its numbers computed in the session of the page that proves the claim."""
        if not text or page not in self.sheets:
            return ""
        before = self.sheet
        self.sheet = replace(self.sheets[page], source=self.ledger.source, blocks={})
        try:
            return self.check_page(md.reset().convert(text))
        finally:
            self.sheet = before

    def check_links(self, pages: dict[str, tuple[str, str]], files: set[str]) -> None:
        """Check every link and anchor of the site. `pages`: for each page its URL and its HTML; `files`: all other URLs."""
        readers = {name: prose.Reader(html) for name, (_, html) in pages.items()}
        anchors = {_normal(url): set(readers[name].anchors) for name, (url, _) in pages.items()}
        for name, reader in readers.items():
            self.sheet = self.sheets[name]
            for anchor in {anchor for anchor in reader.anchors if reader.anchors.count(anchor) > 1}:
                self.fault(self.sheet.source.line_of(anchor), f"the anchor #{anchor} stands twice on this page; rename one")
            for link in reader.links:
                if message := _broken(unescape(link.what), pages[name][0], anchors, files):
                    self.fault(self._line_of_link(link), message)

    def _line_of_link(self, link: prose.Found) -> int:
        source, block = self.sheet.source, self.sheet.blocks.get(link.block)
        target = unescape(link.what)
        stem = PurePosixPath(urlsplit(target).path).stem
        needles = [f"({target}", f"#{urlsplit(target).fragment}", f"{stem}.md", stem]
        lines = (source.line_of(needle) for needle in needles if len(needle) > 1)
        return block.line if block else next((line for line in lines if line), 0)

    def judge(self) -> None:
        """Judge the claims by what the pages computed."""
        self.found |= dict.fromkeys(self.ledger.faults())

    def claims_json(self, packages: dict[str, str], data: dict[str, str], urls: dict[str, str]) -> str:
        """Return the ledger for machines: every claim with its computed value and place, and what it was computed with."""
        claims = []
        for claim in self.ledger.claims.values():
            proof = next(iter(self.ledger.proofs.get(claim.id, [])), None)
            shown = {name: getattr(claim, name) for name in ("id", "section", "says", "prints", "verdict")}
            computed = plain(proof.value) if proof else None
            claims.append(shown | {"computed": computed, "page": urls.get(claim.page, claim.page), "anchor": claim.id})
        return json.dumps({"claims": claims, "packages": packages, "data": data}, ensure_ascii=False, indent=1) + "\n"


def _typed_in_strings(code: str) -> Iterable[tuple[int, str]]:
    try:
        return list(prose.typed_in_strings(code))
    except SyntaxError:  # running the block says it better
        return []


def _normal(url: str) -> str:
    return re.sub(r"(^|/)index\.html$", r"\1", url.removeprefix("./"))


def _broken(link: str, base: str, anchors: dict[str, set[str]], files: set[str]) -> str:
    """Return what is wrong with a link from the page at `base`, or ""."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return ""
    if link.startswith("/"):
        return f"the link {link} leaves the site when it lies under a sub-path; make it relative"
    path = _normal(unquote(urlsplit(urljoin(f"http://book/{base}", link)).path).lstrip("/"))
    if path in anchors:
        missing = parts.fragment and unquote(parts.fragment) not in anchors[path]
        return f"the link {link} leads to an anchor #{parts.fragment} that does not exist" if missing else ""
    return "" if path in files else f"the link {link} leads to {path}, which is not in the site"


def plain(value: Any) -> Any:
    """Return a computed value as JSON can hold it."""
    if is_truth(value):
        return bool(value)
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, (list, tuple)):
        return [plain(member) for member in value]
    return value if isinstance(value, (int, float, str)) else str(value)


class _StatedProcessor(InlineProcessor):
    """Sets stated numbers. It runs after code and formulas are put aside, and before links and emphasis."""

    def __init__(self, book: Book, md: Markdown) -> None:
        super().__init__(stated.START.pattern, md)
        self.book = book

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]  # noqa: N802
        start, end, number = stated.read(data, m)
        value, message = self.book.check_stated(number, data[start:end])
        if message or isinstance(number, str):
            element = Element("strong", {"class": "fault", "role": "alert"})
            element.text = f"{data[start:end]} {message}"
            return element, start, end
        shown = Element("data", {"value": json.dumps(plain(value)), "title": number.expression})
        shown.text = number.shown
        if not number.claim:
            return shown, start, end
        whole = Element("span", {"class": "stated", "id": number.claim + ("-counter" if number.counter else "")})
        whole.append(shown)
        if not number.counter:
            given = ledger.mark(self.book.ledger.claims[number.claim], self.book.sheet.ledger_url)
            link = SubElement(whole, "a", given | {"data-search-exclude": ""})
            link.text = link.attrib.pop("text")
        return whole, start, end


class StatedNumbers(Extension):
    """The Markdown extension of stated numbers, for one build of a book."""

    def __init__(self, book: Book) -> None:
        super().__init__()
        self.book = book

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Register the inline processor."""
        md.inlinePatterns.register(_StatedProcessor(self.book, md), "stated", 186)


