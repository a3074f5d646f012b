"""Stated numbers: `[shown]{=expression #claim}` says a number and how it is computed, and both must agree."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from html import unescape
from typing import Any

from lrbook.press.check.reading import READINGS, agrees, is_truth, shown_number, written
from lrbook.press.check.source import PLACEHOLDER
from lrbook.press.rules import prose
from lrbook.press.rules.dodges import dodge
from lrbook.press.rules.prose import typed_numbers

START = re.compile(r"\[([^\[\]]+)\]\{=")

BEFORE = re.compile(r"(?:(?<![\w)}\]])[+−±∓.-]|[<>≤≥≠≈~]\s?|(?:\A|\s)–|\b(?:minus|plus)\s|\w)\Z")
DENIED = re.compile(
    r"(?:\b(?:not|no|never|nowhere|neither|nor|hardly|cannot)|n['’]t)\s+(?:(?:at all|even|quite|really|\w+ly)\s+)?\Z",
    re.I,
)
DENIED_AFTER = re.compile(r"\s+(?:not|never|no longer)\b", re.I)
ASIDE = re.compile(rf"<!--.*?-->|{prose.FORMULA.pattern}", re.S)
EMPHASIS = re.compile(r"[*_]+")
BEFORE_IN_TEX = re.compile(r"(?:(?:\A|[=<>(,&{]|\\(?:approx|to|le|ge|in|cdot|times)\b)\s*[-−+]|\\(?:pm|mp)|[\d.])\s*\Z")
BEHIND = re.compile(r"\s?[%‰]|\s(?:percent|per cent|percentage)\b|\w|[,.]\d")
BEHIND_IN_TEX = re.compile(r"\s*(?:[\d^]|\.\d|\\%)")
"""What stands at a stated number and changes it, a sign, a digit, a "not". It belongs inside the brackets."""


MORE, LESS = "(?:more|larger|greater|higher) than", "(?:less|fewer|lower|smaller) than"
AIM = re.compile(
    rf"\b(?:(?P<above>above|over|beyond|at least|no {LESS}|(?<!no ){MORE})"
    rf"|below|under|up to|at most|no {MORE}|(?<!no ){LESS})\s\Z",
    re.I,
)
"""What says, before a number, on which side of it something lies."""

PARTS = {part: {float(size), 1 / size} for part, size in prose.SIZES.items()}
"""What a fact compares with that names a part or a number in such a word: a third is 1 / 3, and one of 3 parts."""


@dataclass(frozen=True)
class Stated:
    """A stated number as its author wrote it.

    Attributes:
        raw: All of it, brackets and braces included.
        shown: What the reader sees.
        expression: What yields the value.
        claim: The id of the claim that it proves, or "".
        counter: Whether it is the claim's counter-example: what comes out where the claim does not hold.
        reading: How the digits are meant.
    """

    raw: str
    shown: str
    expression: str
    claim: str = ""
    counter: bool = False
    reading: str = "rounded"


def find(text: str, start: int = 0) -> Iterator[tuple[int, int, Stated | str]]:
    """Find the stated numbers of a text: where each starts and ends, and what it is, or why it can't be read."""
    while opening := START.search(text, start):
        start, end, stated = read(text, opening)
        yield start, end, stated
        start = end


def without_brackets(text: str) -> Iterator[int]:
    """Yield the lines of a text where an expression stands in braces, but behind no brackets: it would be no text."""
    aside = [found.span() for found in ASIDE.finditer(text)] + [(start, end) for start, end, _ in find(text)]
    for opening in re.finditer(r"\{:?\s*=", text):
        if not any(start <= opening.start() < end for start, end in aside):
            yield text.count("\n", 0, opening.start()) + 1


def touched(number: Stated | str, before: str, behind: str, *, tex: bool = False) -> bool:
    """Return whether the text around a stated number or fact makes something else of it."""
    if not tex:
        before, behind = (EMPHASIS.sub("", unescape(text)) for text in (before, behind))
    denied = DENIED.search(before) or (isinstance(number, Stated) and DENIED_AFTER.match(behind))
    if denied and not getattr(number, "counter", False):  # a counter-example may well be denied
        return True
    return bool((BEFORE_IN_TEX if tex else BEFORE).search(before) or (BEHIND_IN_TEX if tex else BEHIND).match(behind))


def read(text: str, opening: re.Match[str]) -> tuple[int, int, Stated | str]:
    """Read the stated number that opens at a match of `START`."""
    ends = [match.end() for match in re.finditer("}", text[opening.end() :])]
    for end in (opening.end() + after for after in ends):
        inside = text[opening.end() : end - 1].strip()
        if not _is_expression(inside):  # a brace within the expression, or a mistake
            continue
        return opening.start(), end, _stated(text[opening.start() : end], opening[1], inside)
    end = opening.end() + (ends or [len(text)])[0]
    return (
        opening.start(),
        end,
        f"{text[opening.start() : end]} can't be read: between {{= and }} stands no Python expression",
    )


@cache
def _is_expression(text: str) -> bool:
    try:
        ast.parse(text, mode="eval")
    except (SyntaxError, ValueError):
        return False
    return True


@cache  # a page reads its numbers, and so does its notebook
def _stated(raw: str, shown: str, inside: str) -> Stated | str:
    tokens = list(tokenize.generate_tokens(io.StringIO(inside).readline))
    comments = [token for token in tokens if token.type == tokenize.COMMENT]
    words = [word for comment in comments for word in comment.string.lstrip("#").split()]
    readings = [word for word in words if word in READINGS]
    claims = [word for word in words if word not in READINGS | {"counter"}]
    if len(claims) > 1 or len(readings) > 1 or ("counter" in words and not claims):
        readings_known = ", ".join(sorted(READINGS))
        return f"{raw}: after # stand one claim's id, then counter, then one reading ({readings_known}), each if wanted"
    lines = inside.splitlines()
    for comment in comments:
        lines[comment.start[0] - 1] = lines[comment.start[0] - 1][: comment.start[1]]
    expression = " ".join(line.strip() for line in lines).strip()
    return Stated(raw, shown, expression, (*claims, "")[0], "counter" in words, (*readings, "rounded")[0])


def objection(stated: Stated, defined: Collection[str], value: Any) -> tuple[str, str]:
    """Return what is wrong with a stated number whose expression has `value`, and the text that mends it, or "".

    `defined` are the names that the page defines.
    """
    if names(stated.expression).isdisjoint(defined):
        return f"{stated.raw} is typed, not computed: use a name that a block of this page defines", ""
    if why := dodge(stated.expression, stated.shown, fact=is_truth(value)):
        return f"{stated.raw} says nothing: {why}", ""
    if is_truth(value):
        return _fact_objection(stated, bool(value)), ""
    if agrees(stated.shown, value, stated.reading):
        return "", ""
    mended = written(stated.shown, value, stated.reading)
    mend = f"[{mended}]{stated.raw[len(stated.shown) + 2 :]}" if mended not in {None, stated.shown} else ""
    how = {"rounded": "", "cut": " cut off after its digits", "exact": " exactly"}[stated.reading]
    remedy = f"; write {mend} or run lrbook fix" if mend else "; show a number, or a text that is the value"
    return f"{stated.shown} is stated{how}, but {stated.expression} is {_brief(value)}{remedy}", mend


def names(expression: str) -> set[str]:
    """Return the names that an expression takes from its session."""
    nodes = list(ast.walk(ast.parse(expression, mode="eval")))
    own = {node.arg for node in nodes if isinstance(node, ast.arg)}
    own |= {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    return {node.id for node in nodes if isinstance(node, ast.Name)} - own


def _fact_objection(stated: Stated, value: bool) -> str:
    if value == stated.counter:
        wanted = "true here, so it is no counter-example" if value else "not true here"
        return f'"{stated.shown}" is stated, but {stated.expression} is {wanted}; mend the sentence or the mathematics'
    tree = list(ast.walk(ast.parse(stated.expression, mode="eval")))
    if reads_shown(stated.expression):  # all of it, its numbers, too
        return ""
    comparisons = [n for n in tree if isinstance(n, ast.Compare)]
    nodes = [node for comparison in comparisons for node in ast.walk(comparison)]
    ways = {way for comparison in comparisons for way in _ways(comparison)}
    if (number := shown_number(stated.shown)) and (float(abs(number.value)), "=") not in ways:
        return f"{stated.shown} is a number, but {stated.expression} a fact; give what is {stated.shown}, or say more"
    compared = {node.value for node in nodes if isinstance(node, ast.Constant) and type(node.value) in {int, float}}
    for match in typed_numbers(PLACEHOLDER.sub("", stated.shown)):
        said = match[0].strip()
        numbers = [shown_number(said), shown_number(said.rstrip(" %"))]  # 90 % is 0.9, or 90 of a hundred
        meant = {float(abs(number.value)) for number in numbers if number} | PARTS.get(
            said.split()[-1].rstrip("s"), set()
        )
        if compared.isdisjoint(meant):
            return f'"{stated.shown}" says {said}, but {stated.expression} does not; compare with that number'
        word = AIM.search(stated.shown[: match.start()])
        against = {(size, "<" if word and word["above"] else ">") for size in meant}
        if word and ways & against and not ways & {(size, "=") for size in meant}:
            return f'"{stated.shown}" says {word[0].strip()}, and {stated.expression} the opposite; mend one of them'
    return ""


def reads_shown(expression: str) -> bool:
    """Return whether an expression gives what is shown to a function that can read it."""
    calls = [node for node in ast.walk(ast.parse(expression, mode="eval")) if isinstance(node, ast.Call)]
    given = [call for call in calls if any(isinstance(arg, ast.Name) and arg.id == "shown" for arg in call.args)]
    return any(not (isinstance(call.func, ast.Name) and call.func.id == "len") for call in given)


def _ways(comparison: ast.Compare) -> Iterator[tuple[float, str]]:
    """Yield the numbers that something is compared with: with `<` if it is to be less, `>` if more, `=` if equal."""
    sides = [comparison.left, *comparison.comparators]
    for left, sign, right in zip(sides, comparison.ops, sides[1:], strict=False):
        if isinstance(sign, ast.NotEq):
            continue
        less, more = isinstance(sign, ast.Lt | ast.LtE), isinstance(sign, ast.Gt | ast.GtE)
        for side, other_is_less in ((right, less), (left, more)):
            if isinstance(side, ast.Constant) and isinstance(side.value, int | float):
                yield abs(float(side.value)), ("<" if other_is_less else ">") if less or more else "="


def _brief(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 80 else text[:77] + "…"
