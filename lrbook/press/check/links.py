"""Where the links of a site lead: to a page, an anchor or a file that is there, and that their words name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from urllib.parse import unquote, urljoin, urlsplit

from lrbook.press import rules
from lrbook.press.check import markup, reference
from lrbook.press.check.book import Book
from lrbook.press.check.faults import Fault
from lrbook.press.check.sheet import Sheet
from lrbook.press.check.source import Source


def faults(book: Book, pages: Mapping[str, tuple[str, str]], files: Collection[str]) -> Iterator[Fault]:
    """Find the links and anchors that are broken, or lead elsewhere than their words say.

    Args:
        book: The book, whose pages have all run.
        pages: The address and the HTML of each page.
        files: All other addresses of the site.
    """
    ledger = book.ledger.source
    found = {name: markup.links_and_anchors(html) for name, (_, html) in pages.items()}
    headings = {_normal(unquote(url)): dict(found[name][1]) for name, (url, _) in pages.items()}
    titles = sorted({title for own in headings.values() for at, title in own.items() if f"{at}:" not in title})
    files = {unquote(url) for url in files}
    for name, (links, own) in found.items():
        sheet = book.sheet = book.sheets[name]
        for anchor in (anchor for anchor, count in Counter(anchor for anchor, _ in own).items() if count > 1):
            message = f"the anchor #{anchor} stands twice on this page; rename one"
            yield Fault(sheet.source.path, sheet.source.line_of(anchor, 2), message, "link")
        for link in links:
            path, anchor = _target(link.what, pages[name][0])
            if message := _broken(link.what, path, anchor, headings, files):
                yield Fault(*_place(link, sheet, ledger), message, "link")
            elif title := headings.get(path, {}).get(anchor, "") if link.around else "":
                for rule, message in _misleading(link.around, title, titles):
                    yield from _told(book, Fault(*_place(link, sheet, ledger), message, rule))
    known = book.explained.union(*headings.values())
    for sheet in book.sheets.values():
        book.sheet = sheet
        for line, words, name in reference.links(sheet.source.outside):
            if name not in known:
                remedy = "mend the name of this link, or give it an address"
                yield Fault(sheet.source.path, line, f"nothing in the book is called {name}; {remedy}", "link")
            else:
                for rule, message in _misleading(words, f"`{name}`"):
                    book.fault(rule, line, message)


def _misleading(words: str, title: str, titles: Collection[str] = ()) -> Iterator[tuple[str, str]]:
    """Find the rules that a link breaks whose words say something else than where it leads, each with what is wrong."""
    for rule in rules.looking_at("link"):
        if message := rule.find(words, title, titles):
            yield rule.name, message


def _told(book: Book, fault: Fault) -> Iterator[Fault]:
    """Tell a fault of the current sheet where it may be lifted. The ledger has no lifts."""
    if fault.path == book.sheet.source.path:
        book.fault(fault.rule, fault.line, fault.message)
    else:
        yield fault


def _place(link: markup.Found, sheet: Sheet, ledger: Source) -> tuple[str, int]:
    """Return the file and the line of a link of a page: its source, or the ledger's, or a block's."""
    parts = urlsplit(link.what)
    stem = parts.path.rstrip("/").rpartition("/")[2].removesuffix(".html")
    needles = [link.what, f"{stem}.md#{parts.fragment}", f"#{parts.fragment}", f"{stem}.md", stem]
    needles += map(unquote, needles[:])  # as its author may have written it
    sources = [(source, needle) for source in (sheet.source, ledger) for needle in needles]
    places = ((source.path, _line(source, needle, link.around)) for source, needle in sources if needle.strip("#"))
    block = sheet.blocks.get(link.block)
    printed = sheet.source.path, block.line if block else 0
    return next((place for place in places if place[1]), printed)


def _line(source: Source, needle: str, words: str) -> int:
    """Return the line where a link stands, of several to one place the one with these words."""
    worded = source.lines_of(f"[{words}](")
    return next((line for line in source.lines_of(needle) if line in worded), source.line_of(needle))


def _normal(url: str) -> str:
    return re.sub(r"(^|/)index\.html$", r"\1", url.removeprefix("./"))


def _target(link: str, base: str) -> tuple[str, str]:
    """Return which page of the site a link from the page at `base` leads to, and which anchor there."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc or link.startswith("/"):
        return link, ""  # no page
    path = _normal(unquote(urlsplit(urljoin(f"http://book/{base}", link)).path).lstrip("/"))
    return path, unquote(parts.fragment)


def _broken(link: str, path: str, anchor: str, anchors: Mapping[str, Collection[str]], files: Collection[str]) -> str:
    """Return what is wrong with a link to an anchor of a page, or ""."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return ""
    if link.startswith("/"):
        return f"the link {link} leaves the site when it lies under a sub-path; make it relative"
    if path in anchors:
        missing = anchor and anchor not in anchors[path]
        return f"the link {link} leads to an anchor that does not exist; name one that does" if missing else ""
    return "" if path in files else f"the link {link} leads to {path}, which is not in the site; mend its path"
