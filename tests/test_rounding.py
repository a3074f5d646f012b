"""What the book says is no accident of a machine: on one that rounds differently, it says the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hearing import Heard
from real_book import Built

HIDDEN = re.compile(r"<(script|style)\b.*?</\1>", re.S)
ROUNDING = re.compile(r'aria-label="Each slope, from three witnesses">.*?</table>', re.S)
"""The one table that shows roundings, and says so."""
TAG = re.compile(r"<[^>]*>")
FULL = re.compile(r'<data [^>]*value="([^"]*)"')


def said(site: Path) -> dict[str, str]:
    """Return what readers of each page see, without its markup."""
    pages = {page.relative_to(site).as_posix(): page.read_text(encoding="utf-8") for page in site.rglob("*.html")}
    return {name: TAG.sub(" ", ROUNDING.sub("", HIDDEN.sub("", html))) for name, html in pages.items()}


def digits(site: Path) -> list[str]:
    """Return what the pages compute, at all its digits."""
    return [value for page in sorted(site.rglob("*.html")) for value in FULL.findall(page.read_text(encoding="utf-8"))]


@pytest.mark.xdist_group("rounded")
def test_another_rounding_changes_no_word(site: Path, rounded: tuple[Built, Heard]) -> None:
    other, _ = rounded
    assert digits(other.site) != digits(site), "both builds round alike, so that they prove nothing"
    here, there = said(site), said(other.site)
    assert here.keys() == there.keys()
    assert [name for name in here if here[name] != there[name]] == []
