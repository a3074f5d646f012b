"""How an executed block is shown: its code and its output as one unit."""

from __future__ import annotations

import re
from collections.abc import Callable
from hashlib import sha256
from html import escape

from lrbook.press.check.blocks import PLAIN_OPTIONS
from lrbook.press.check.faults import notice

Convert = Callable[[str, str], str]
"""Turns Markdown within a page into HTML; the second text goes before each id in it."""


def rendered(code: str, printed: str, options: dict[str, str], convert: Convert) -> str:
    """Return HTML for a block that ran: its code and its output as one unit."""
    shown = {name: text for name, text in options.items() if name in PLAIN_OPTIONS}
    listing = _fenced("python", code, **shown)
    place = options.get("source", "folded")
    if place == "folded":
        listing = _fenced("python", code, **{name: text for name, text in shown.items() if name != "title"})
        usual = "What the letters mean" if options["id"] == "letters" else "Code"
        kind, title = ("code titled", options["title"]) if "title" in options else ("code", usual)
        listing = f'<details class="{kind}" markdown="1"><summary>{escape(title)}</summary>\n\n{listing}\n\n</details>'
    stash = {}
    if options.get("html"):
        stash[f'<div class="{sha256(printed.encode()).hexdigest()}"></div>'] = printed
        printed = next(iter(stash))
    elif (language := options.get("result") or "text" * ("raises" in options)) and printed:
        printed = _fenced(language, printed.rstrip("\n"))
    output = f'<div class="output" data-block="{options["id"]}" markdown="1">\n\n{printed}\n\n</div>'
    parts = [listing, output if printed.strip() else ""]
    return _unit(_html("\n\n".join(parts if place == "above" else parts[::-1]), options, convert, stash), options)


def failed(message: str, options: dict[str, str], code: str, convert: Convert) -> str:
    """Return HTML for a block that failed: its code, and what is wrong, but no traceback."""
    return _unit(notice(message, "p") + _html(_fenced("python", code), options, convert), options)


def _html(text: str, options: dict[str, str], convert: Convert, stash: dict[str, str] | None = None) -> str:
    prefix = f"{options.get('id', '')}-"  # two blocks may print the same id; but a claim's is the book's
    html = convert(text, prefix)
    for place, kept in (stash or {}).items():
        html = html.replace(place, kept)
    html = html.replace(f'<span class="stated" id="{prefix}', '<span class="stated" id="')

    def led(link: re.Match[str]) -> str:
        names = (prefix + link[1], link[1], link[1].removeprefix(prefix))
        here = (name for name in names if f'id="{name}"' in html)
        return f'href="#{next(here, names[-1])}"'

    return re.sub('href="#([^"]*)"', led, html)


def _unit(html: str, options: dict[str, str]) -> str:
    return f'<div class="block" id="block-{options.get("id", "")}">{html}</div>'


def _fenced(language: str, code: str, **options: str) -> str:
    given = " ".join(f'{name}="{value}"' for name, value in options.items())
    return f"````````{language} {given}\n{code}\n````````"
