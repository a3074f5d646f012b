"""The HTML of a page as text: its code without colours, its links and its anchors."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
SPOKEN = {"alt", "title", "placeholder", "summary", "label"}
SPOKEN |= {
    f"aria-{name}" for name in ("label", "description", "placeholder", "roledescription", "valuetext", "valuenow")
}
"""Attributes that a reader meets, whatever the element."""
NO_WORDS = "nothing"
MADE = {"term", "claim", "place", "headerlink", "footnote-ref", "footnote-backref", "take", "autorefs"}
"""The classes of links that the press and its tools make, and no author."""
MADE_LINK = re.compile(r'<a class="(?:headerlink|claim)[^>]*>.*?</a>', re.S)
IMAGE = re.compile(r'<img\b[^>]*?\balt="(?P<alt>[^"]*)"[^>]*>')
TAG = re.compile(r"""<!--.*?-->|<(?P<name>\w[\w-]*)(?P<attributes>(?:"[^"]*"|'[^']*'|[^"'<>])*)>""", re.S)
ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")
LED = re.compile(r"\b(?:id|name|href|src)\s*=", re.I)
"""What makes a tag an anchor or a link."""
LISTING = re.compile(r"(?<=<pre>).*?(?=</pre>)", re.S)
"""Code, which has many tags and no prose."""
COLOURED = re.compile(r"</?(?:span|a)\b[^>]*>")
NUMBERED = re.compile(r'<span class="caption-prefix">[^<]*</span>(?=\S)')
QUIET = re.compile(r'<span class="(?:n|o|p|w)">([^<]*)</span>')


@dataclass(frozen=True)
class Found:
    """Something on a page: where in its HTML, what it is, the text around it, and the executed block it came from."""

    start: int
    what: str
    around: str = ""
    block: str = ""


def quiet(html: str) -> str:
    """Return the HTML of a page with colour in its code only where it tells something: keywords, texts, numbers, calls.

    A name, a sign or a space of its own, as they come, is a third of what a phone has to lay out.
    """
    return LISTING.sub(lambda code: QUIET.sub(r"\1", code[0]), html)


def spaced(html: str) -> str:
    """Return the HTML of a page with a space behind the number of each caption, also of one that begins with markup."""
    return NUMBERED.sub(r"\g<0> ", html)


def uncoloured(html: str) -> str:
    """Return the HTML of a page with its code as plain text."""
    return LISTING.sub(lambda code: COLOURED.sub("", code[0]), html)


def links_and_anchors(html: str) -> tuple[list[Found], list[tuple[str, str]]]:
    """Find where a page leads, and where links to it can lead.

    Each link comes with its words, or "" if the press has made it, and the last executed block before it; each anchor
    with the heading that it stands in; below one, with its own name before that. The anchor of the page itself is "".
    """
    links: list[Found] = []
    anchors: list[tuple[str, str]] = []
    block = heading = ""
    for tag in TAG.finditer(html):
        if not tag["name"] or not (LED.search(tag["attributes"]) or tag["name"] in HEADINGS):
            continue
        given = {name: unescape(value.strip("\"'")) for name, value in ATTRIBUTE.findall(tag["attributes"])}
        is_heading = tag["name"] in HEADINGS
        if is_heading:
            words = _words(_inside(html, tag))
            anchors += [] if heading else [("", words)]
            heading = words
        if name := given.get("id") or (tag["name"] == "a" and given.get("name")):
            anchors.append((name, heading if is_heading else f"{name}: {heading}"))
            block = name.removeprefix("block-") if name.startswith("block-") else block
        made = "__codelineno" in given.get("id", "") or not MADE.isdisjoint(given.get("class", "").split())
        words = ""
        if tag["name"] == "a" and not made:
            words = _words(_inside(html, tag)) or given.get("aria-label", NO_WORDS)
        links += [Found(tag.start(), given[name], words, block) for name in ("href", "src") if name in given]
    return links, anchors


def _inside(html: str, tag: re.Match[str]) -> str:
    """Return what stands between a tag and the next one that closes such an element."""
    end = html.find(f"</{tag['name']}>", tag.end())
    return html[tag.end() : end if end >= 0 else None]


def _words(html: str) -> str:
    """Return the words of a link or a heading, with its code in backticks."""
    html = IMAGE.sub(r" \g<alt> ", MADE_LINK.sub("", html))
    return " ".join(unescape(re.sub(r"<[^>]*>", "", re.sub(r"</?code\b[^>]*>", "`", html))).split())
