"""Formulas: LaTeX to MathML while the book is built, in a font that is served with it. No JavaScript sets them."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Callable, Iterator, Mapping
from html import escape, unescape
from importlib.util import find_spec
from pathlib import Path

from math_core import LatexToMathML

from lrbook.press.check.faults import notice

FORMULA = re.compile(r'<(span|div) class="arithmatex">\\([(\[])(.*?)\\[)\]]</\1>', re.S)
IN_TITLE = re.compile(r"\\\((.*?)\\\)")
ERROR = re.compile(r'class="math-core-error" title="(.*?)"|\(\?\?\)')
MATH = re.compile(r"<math.*?</math>", re.S)
TAG = re.compile(r"<[^>]*>")
SLANTED = [("A", "Z", 0x1D434), ("a", "z", 0x1D44E), ("Α", "Ω", 0x1D6E2), ("α", "ω", 0x1D6FC)]
"""A browser slants a variable of one letter: the letters, and where their slanted forms begin (ℎ stands apart)."""

LETTER = re.compile(r"<mi>([A-Za-z])</mi>")
PRIME = re.compile(r"<msup>(<mi[^>]*>[^<]*</mi>)<mo>([′″‴])</mo></msup>")


def _convert(formulas: list[tuple[str, bool]]) -> list[str]:
    """Return each formula as MathML that has its LaTeX as text alternative."""
    converted = LatexToMathML(fancy_error=False, continue_on_error=True).convert_all(formulas)
    labels = (f'<math alttext="{escape(" ".join(tex.split()))}"' for tex, _ in formulas)
    return [mathml.replace("<math", label, 1) for mathml, label in zip(converted, labels, strict=True)]


def edits(
    html: str,
    restate: Callable[[int, str], tuple[str, Callable[[str], str]]],
    complain: Callable[[int, str, str], object],
    symbols: Mapping[str, str],
) -> Iterator[tuple[int, int, str]]:
    """Set every formula of a page as MathML: yields where each starts and ends in its HTML, and what replaces it.

    Args:
        html: The HTML of the page.
        restate: Gives for a place and its LaTeX the LaTeX to set, in which stated numbers are resolved, and what
            the MathML becomes with the marks of the claims that are proven in it.
        complain: Is told of each place whose LaTeX is in error, that LaTeX, and how it is.
        symbols: The roles of the letters that have one: they get it as a class, for their colour.
    """
    matches = list(FORMULA.finditer(html))
    restated = [restate(match.start(), unescape(match[3])) for match in matches]
    formulas = [(tex, match[2] == "[") for match, (tex, _) in zip(matches, restated, strict=True)]
    for match, (tex, marked), mathml in zip(matches, restated, _convert(formulas), strict=True):
        if error := ERROR.search(mathml):
            message = f"LaTeX error in {tex.strip()}: {unescape(error[1] or 'no such label')}"
            complain(match.start(), unescape(match[3]), message)
            mathml = notice(message)
        mathml = PRIME.sub(r'<mrow>\1<mo lspace="0" rspace="0">\2</mo></mrow>', mathml)
        mathml = LETTER.sub(lambda letter: _with_role(letter, symbols), mathml) if symbols else mathml
        yield match.start(), match.end(), f'<{match[1]} class="arithmatex">{marked(mathml)}</{match[1]}>'


def _with_role(letter: re.Match[str], symbols: Mapping[str, str]) -> str:
    role = symbols.get(letter[1])
    return f'<mi class="symbol-{role}">{letter[1]}</mi>' if role else letter[0]


def title(text: str) -> str:
    """Return a heading of the table of contents with its formulas set."""
    return IN_TITLE.sub(lambda match: _convert([(unescape(match[1]), False)])[0], text)


def characters(html: str) -> set[str]:
    """Return the characters that formulas show: also the slanted letters of variables, and the sign of roots."""
    shown = {char for math in MATH.findall(html) for char in unescape(TAG.sub("", math))}
    return (
        shown
        | {
            chr(slant + ord(char) - ord(first))
            for char in shown
            for first, last, slant in SLANTED
            if first <= char <= last
        }
        | set("ℎ√")  # for h, and for <msqrt>: without it, no root is seen
    )


def font(characters: set[str], cache: Path) -> bytes:
    """Return STIX Two Math (from the package ziamath, Open Font License), cut down to these characters, as woff2."""
    found = find_spec("ziamath")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("the font of the formulas comes with the package ziamath: pip install -e '.[docs]'")
    source = Path(found.origin).with_name("fonts").joinpath("STIXTwoMath-Regular.ttf").read_bytes()
    made = cache / f"{hashlib.sha256(source + ''.join(sorted(characters)).encode()).hexdigest()[:16]}.woff2"
    if not made.exists():
        cache.mkdir(parents=True, exist_ok=True)
        made.write_bytes(_subset(source, characters))
    return made.read_bytes()


def _subset(source: bytes, characters: set[str]) -> bytes:
    from fontTools import subset  # slow to import, and only needed when the characters have changed

    options = subset.Options(flavor="woff2", layout_features=["*"], recalc_timestamp=False)
    smaller = subset.load_font(io.BytesIO(source), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[ord(char) for char in characters])
    subsetter.subset(smaller)
    woff2 = io.BytesIO()
    subset.save_font(smaller, woff2, options)
    return woff2.getvalue()
