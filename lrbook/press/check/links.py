"""Where the links of a site lead: each must lead to a page, an anchor or a file that is there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from urllib.parse import unquote, urljoin, urlsplit

from lrbook.press.check import prose, reference
from lrbook.press.check.faults import Fault
from lrbook.press.check.sheet import Sheet
from lrbook.press.check.source import Source


def faults(
    sheets: Mapping[str, Sheet],
    pages: Mapping[str, tuple[str, str]],
    files: Collection[str],
    explained: Collection[str],
    ledger: Source,
) -> Iterator[Fault]:
    """Find the links and anchors that are broken.

    Args:
        sheets: The pages, by their names.
        pages: The address and the HTML of each page.
        files: All other addresses of the site.
        explained: The names that the reference explains.
        ledger: The source of the ledger, whose texts have links, too.
    """
    found = {name: prose.links_and_anchors(html) for name, (_, html) in pages.items()}
    anchors = {_normal(unquote(url)): set(found[name][1]) for name, (url, _) in pages.items()}
    files = {unquote(url) for url in files}
    for name, (links, own) in found.items():
        sheet = sheets[name]
        for anchor in (anchor for anchor, count in Counter(own).items() if count > 1):
            message = f"the anchor #{anchor} stands twice on this page; rename one"
            yield Fault(sheet.source.path, sheet.source.line_of(anchor, 2), message, "link")
        for link in links:
            if message := _broken(link.what, pages[name][0], anchors, files):
                yield Fault(*_place(link, sheet, ledger), message, "link")
    known = set(explained).union(*anchors.values())
    for sheet in sheets.values():
        for line, unknown in reference.links(sheet.source.outside):
            if unknown not in known:
                remedy = "mend the name of this link, or give it an address"
                yield Fault(sheet.source.path, line, f"nothing in the book is called {unknown}; {remedy}", "link")


def _place(link: prose.Found, sheet: Sheet, ledger: Source) -> tuple[str, int]:
    """Return the file and the line of a link of a page: its source, or the ledger's, or a block's."""
    parts = urlsplit(link.what)
    stem = parts.path.rstrip("/").rpartition("/")[2].removesuffix(".html")
    needles = [link.what, f"{stem}.md#{parts.fragment}", f"#{parts.fragment}", f"{stem}.md", stem]
    needles += map(unquote, needles[:])  # as its author may have written it
    sources = [(source, needle) for source in (sheet.source, ledger) for needle in needles]
    places = ((source.path, source.line_of(needle)) for source, needle in sources if needle.strip("#"))
    block = sheet.blocks.get(link.block)
    printed = sheet.source.path, block.line if block else 0
    return next((place for place in places if place[1]), printed)


def _normal(url: str) -> str:
    return re.sub(r"(^|/)index\.html$", r"\1", url.removeprefix("./"))


def _broken(link: str, base: str, anchors: dict[str, set[str]], files: Collection[str]) -> str:
    """Return what is wrong with a link from the page at `base`, or ""."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return ""
    if link.startswith("/"):
        return f"the link {link} leaves the site when it lies under a sub-path; make it relative"
    path = _normal(unquote(urlsplit(urljoin(f"http://book/{base}", link)).path).lstrip("/"))
    if path in anchors:
        missing = parts.fragment and unquote(parts.fragment) not in anchors[path]
        return f"the link {link} leads to an anchor that does not exist; name one that does" if missing else ""
    return "" if path in files else f"the link {link} leads to {path}, which is not in the site; mend its path"
