"""How a page looks: what of it can't be seen, and how bright a colour is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from real_book import parsed

SIZES = """selector => [...document.querySelectorAll(selector)]
    .filter(element => !element.closest("details:not([open])"))
    .map(element => element.getBoundingClientRect())
    .map(box => Math.min(box.width, box.height))"""


def unseen(opened: Any, site: Path, name: str) -> list[str]:
    """Return what can't be seen of an opened page of the site: its heading, formulas or pictures."""
    content = "article.md-content__inner"
    heading = opened.evaluate(SIZES, f"{content} h1")
    formulas = opened.evaluate(SIZES, f"{content} math")
    pictures = opened.evaluate(SIZES, f"{content} svg[role=img]")
    (main,) = parsed((site / name).read_text(encoding="utf-8")).all(
        "article", **{"class": "md-content__inner md-typeset"}
    )
    written = [math for math in main.all("math") if not any(above.tag == "details" for above in math.above)]
    small = {"a heading": (heading, 10), "a formula": (formulas, 2), "a picture": (pictures, 50)}
    found = [f"{what} of {size} pixels" for what, (sizes, least) in small.items() for size in sizes if not size > least]
    found += ["its heading"] * (not heading)
    return found + [f"{len(formulas)} of {len(written)} formulas are seen"] * (len(formulas) != len(written))


def luminance(color: list[int]) -> float:
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (c / 255 for c in color)]
    return sum(part * weight for part, weight in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))
