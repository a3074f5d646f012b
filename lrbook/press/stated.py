"""Stated numbers: `[shown]{=expression #claim}` says a number and how it is computed, and both must agree."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lrbook.press.blocks import explained, strict
from lrbook.press.reading import READINGS, agrees, is_truth, shown_number, written

START = re.compile(r"\[([^\[\]]+)\]\{=")
PLACEHOLDER = re.compile("\x02[^\x03]*\x03")  # where Python-Markdown has put something aside


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
    """Find the stated numbers of a text: where each starts and ends, and what it is, or a message if it can't be read."""
    while opening := START.search(text, start):
        start, end, stated = read(text, opening)
        yield start, end, stated
        start = end


def read(text: str, opening: re.Match[str]) -> tuple[int, int, Stated | str]:
    """Read the stated number that opens at a match of `START`."""
    end = text.find("}", opening.end())
    while end >= 0:
        inside = text[opening.end() : end]
        try:
            ast.parse(inside.strip(), mode="eval")
        except SyntaxError:  # a brace within the expression, or a mistake
            end = text.find("}", end + 1)
            continue
        return opening.start(), end + 1, _stated(text[opening.start() : end + 1], opening[1], inside.strip())
    line_end = text.find("}", opening.end()) + 1 or len(text)
    raw = text[opening.start() : line_end]
    return opening.start(), line_end, f"{raw} can't be read: between {{= and }} stands no Python expression"


def _stated(raw: str, shown: str, inside: str) -> Stated | str:
    tokens = list(tokenize.generate_tokens(io.StringIO(inside).readline))
    comment = next((token for token in tokens if token.type == tokenize.COMMENT), None)
    words = comment.string.lstrip("#").split() if comment else []
    expression = inside[: comment.start[1]].strip() if comment and comment.start[0] == 1 else inside
    readings = [word for word in words if word in READINGS]
    claims = [word for word in words if word not in READINGS | {"counter"}]
    if len(claims) > 1 or len(readings) > 1 or ("counter" in words and not claims):
        return f"{raw}: after # stand one claim's id, then counter, then one reading ({', '.join(sorted(READINGS))}), each if wanted"
    return Stated(raw, shown, expression, *claims or [""], "counter" in words, *readings or ["rounded"])


def evaluate(stated: Stated, session: dict[str, Any]) -> Any:
    """Return the value of a stated number in its page's session. Whatever the expression raises, this raises."""
    with strict():
        return eval(compile(stated.expression, "<stated number>", "eval"), session)


def objection(stated: Stated, session: dict[str, Any], value: Any) -> tuple[str, str]:
    """Return what is wrong with a stated number whose expression has `value`, and the text that mends it ("": unknown)."""
    names = {node.id for node in ast.walk(ast.parse(stated.expression, mode="eval")) if isinstance(node, ast.Name)}
    if names.isdisjoint(session.keys() - {"__builtins__"}):
        return f"{stated.raw} is typed, not computed: use a name that a block of this page defines", ""
    if is_truth(value):
        return _fact_objection(stated, bool(value)), ""
    if agrees(stated.shown, value, stated.reading):
        return "", ""
    mended = written(stated.shown, value, stated.reading)
    mend = f"[{mended}]{stated.raw[len(stated.shown) + 2 :]}" if mended not in {None, stated.shown} else ""
    how = {"rounded": "", "cut": " cut off after its digits", "exact": " exactly"}[stated.reading]
    remedy = f"; write {mend} or run lrbook fix" if mend else "; show a number, or a text that is the value"
    return f"{stated.shown} is stated{how}, but {stated.expression} is {_brief(value)}{remedy}", mend


def _fact_objection(stated: Stated, value: bool) -> str:
    if value == stated.counter:
        wanted = "true here, so it is no counter-example" if value else "not true here"
        return f'"{stated.shown}" is stated, but {stated.expression} is {wanted}; mend the sentence or the mathematics'
    said = {shown_number(word) for word in re.findall(r"[\w.,−-]*\w", PLACEHOLDER.sub("", stated.shown))} - {None}
    literals = {
        abs(node.value)
        for node in ast.walk(ast.parse(stated.expression, mode="eval"))
        if isinstance(node, ast.Constant) and isinstance(node.value, (int, float)) and not isinstance(node.value, bool)
    }
    for number in said:
        if number is not None and float(abs(number.value)) not in literals:
            return f'"{stated.shown}" says {number.value}, but {stated.expression} does not: compare with that number'
    return ""


def _brief(value: Any) -> str:
    text = repr(value.item() if hasattr(value, "item") and not getattr(value, "ndim", 0) else value)
    return text if len(text) <= 80 else text[:77] + "…"
