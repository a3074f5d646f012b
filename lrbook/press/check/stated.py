"""Stated numbers: `[shown]{=expression #claim}` says a number and how it is computed, and both must agree."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from lrbook.press import rules
from lrbook.press.check import code, compared, hundredths, words
from lrbook.press.check.measures import ABOUT, ALMOST
from lrbook.press.check.reading import READINGS, Other, agrees, is_truth, members, pointed, with_unit, written
from lrbook.press.check.spelling import all_digits, shown_number

LONG = 1000
"""So long a text may be an expression of more parts in each other than can be looked at."""
START = re.compile(r"\[([^\[\]]+)\]\{=")
AROUND = re.compile(
    r"(?P<before>[^\d+−-]*?)(?P<number>[+−-]?\d(?:.*\d)?(?:\s?[%‰]|\sper(?:\s?cent|centage\spoints?)\b)?)(?P<behind>\D*)"
)
"""A number with a unit or a currency."""
GLUED = re.compile(r"[.\w(]\Z"), re.compile(r"[^\s°.,;?)]")
"""What can't stand before the brackets, and behind them: it would make another number of that inside."""
TEXT = re.compile(r"\\(?:text|mathrm|operatorname)\{[^{}]*\}|\\[A-Za-z]+")
DIGITS = re.compile(r"(\d[\d,]{39})[\d,]{40,}")
"""The digits of a number that nobody reads to their end."""
READ_LIKE = (
    "such words are read of a list of numbers in their order (falls, rises), of a pair with the subject first (higher, "
    "the same, twice as many), of a value with two bounds (inside), or of a number that the words compare with others "
    "(below 30, between 20 and 30)"
)


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
        measure: The word right before it that compares or multiplies a number, or "".
    """

    raw: str
    shown: str
    expression: str
    claim: str = ""
    counter: bool = False
    reading: str = "rounded"
    measure: str = ""

    @property
    def anchor(self) -> str:
        """Where the page shows the claim, or its counter-example; "" without a claim."""
        return self.claim + "-counter" * self.counter


def find(text: str, start: int = 0) -> Iterator[tuple[int, int, Stated | str]]:
    """Find the stated numbers of a text: where each starts and ends, and what it is, or why it can't be read."""
    while opening := START.search(text, start):
        start, end, stated = read(text, opening)
        yield start, end, stated
        start = end


Mark = tuple[int, int, Stated]
"""Where a stated number starts and ends, and what it is."""


def marks(text: str) -> list[Mark]:
    """Return the stated numbers of a text that can be read."""
    return [(start, end, number) for start, end, number in find(text) if isinstance(number, Stated)]


def read(text: str, opening: re.Match[str]) -> tuple[int, int, Stated | str]:
    """Read the stated number that opens at a match of `START`."""
    start = end = opening.end()
    while end := text.find("}", end) + 1:
        inside = text[start : end - 1].strip()
        if _is_expression(inside):  # else it was a brace within the expression, or a mistake
            return opening.start(), end, _stated(text[opening.start() : end], opening[1], inside)
    end = text.find("}", start) + 1 or len(text)
    return (
        opening.start(),
        end,
        f"{text[opening.start() : end]} can't be read: between {{= and }} stands no Python expression",
    )


@cache
def _is_expression(text: str) -> bool:
    try:
        tree = ast.parse(text, mode="eval")
        if len(text) > LONG:
            ast.unparse(tree)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


@cache  # a page reads its numbers, and so does its notebook
def _stated(raw: str, shown: str, inside: str) -> Stated | str:
    tokens = list(tokenize.generate_tokens(io.StringIO(inside).readline))
    comments = [token for token in tokens if token.type == tokenize.COMMENT]
    words = [word for comment in comments for word in comment.string.lstrip("#").split()]
    readings = [word for word in words if word in READINGS]
    claims = [word for word in words if word not in READINGS | {"counter"}]
    if len(claims) > 1 or len(readings) > 1 or ("counter" in words and not claims and not is_formula(shown)):
        readings_known = ", ".join(sorted(READINGS))
        return f"{raw}: after # stand one claim's id, then counter, then one reading ({readings_known}), each if wanted"
    lines = inside.splitlines()
    for comment in comments:
        lines[comment.start[0] - 1] = lines[comment.start[0] - 1][: comment.start[1]]
    expression = " ".join(line.strip() for line in lines).strip()
    return Stated(raw, shown, expression, (*claims, "")[0], "counter" in words, (*readings, "rounded")[0])


@dataclass(frozen=True)
class Objection:
    """What is wrong with a statement: the rule, the message, and the text that mends it, or ""."""

    rule: str
    message: str
    mend: str = ""


def objection(stated: Stated, defined: Collection[str], value: Any, *, bound: bool = False) -> Objection | None:
    """Return what is wrong with a statement whose expression has `value`.

    `defined` are the names that the page has. `bound`: what is shown is a formula, and the page's letters compare it.
    """
    if names(stated.expression).isdisjoint(defined):
        message = f"{stated.raw} is typed, not computed: use a name that a block of this page defines"
        return Objection("says-nothing", message)
    for rule in rules.looking_at("expression"):
        if message := rule.find(stated, value):
            return Objection(rule.name, message)
    if is_truth(value):
        return _untrue(stated, value)
    near = stated.measure in {*ABOUT, *ALMOST} and compared.wrong(f"{stated.measure} {stated.shown}", value) == []
    if bound or near or agrees(stated.shown, value, stated.reading):
        return None
    drifted = _drifted(stated, value)
    return replace(drifted, message=DIGITS.sub(r"\1…", drifted.message))


def _untrue(stated: Stated, value: Any) -> Objection | None:
    if bool(value) != stated.counter:
        return None
    wanted = "true here, so it is no counter-example" if value else "not true here"
    why = f": {value.why}" if getattr(value, "why", "") else ""
    message = (
        f'"{stated.shown}" is stated, but {stated.expression} is {wanted}{why}; mend the sentence or the mathematics'
    )
    return Objection("untrue", message)


def _drifted(stated: Stated, value: Any) -> Objection:
    mended = written(stated.shown, value, stated.reading)
    behind = stated.raw[len(stated.shown) + 2 :]
    mend = f"[{mended}]{behind}" if mended not in {None, stated.shown} else ""
    if not mend and (where := next(iter(compared.wrong(stated.shown, value) or []), "")):
        said = f'"{stated.shown}" is stated of {stated.expression}'
        return Objection("drifted", f"{said}, but {where}; mend the sentence or the mathematics")
    if not stated.measure and (about := compared.about(stated.shown, value)):
        mend = f"[{about}]{behind}"
    if stated.measure not in {"", *ABOUT} and mend:  # the sentence would say that the value is more than itself
        inside = f"{stated.measure} {stated.shown}"
        true = compared.wrong(inside, value) == []
        remedy = f"write [{inside}]{behind}" if true else f"the value is {mend}; mend the sentence"
        return Objection("drifted", f"{stated.shown} is stated, but {stated.expression} is {_brief(value)}; {remedy}")
    if part := hundredths.divided(stated.shown, stated.expression, value):
        mended = stated.raw.replace(f"{{={stated.expression}", f"{{={part}", 1)
        message = f"{stated.shown} is a share of one, but {stated.expression} is {_brief(value)}; write {mended}"
        return Objection("drifted", message)
    how = {"rounded": "", "cut": " cut off after its digits", "exact": " exactly"}[stated.reading]
    remedy = f"write {mend} or run lrbook fix" if mend else _remedy(stated, value)
    message = f"{stated.shown} is stated{how}, but {stated.expression} is {_brief(value)}; {remedy}"
    return Objection("drifted", message + _remark(stated.shown, value), mend)


def _remedy(stated: Stated, value: Any) -> str:
    """Return what an author can write where no number can be written for what is shown."""
    for one in [value, *value] if isinstance(value, list) else [value]:
        if isinstance(one, Other) and one.remedy:
            return one.remedy
    around = AROUND.fullmatch(stated.shown)
    number = written(around["number"], value, stated.reading) if around else None
    glued = around and (
        GLUED[0].search(around["before"]) or GLUED[1].match(around["behind"]) or ":" in around["number"]
    )
    if around and not glued and number and not isinstance(value, str):
        inside = f"[{number}]{stated.raw[len(stated.shown) + 2 :]}"
        return f"only the number stands in the brackets; write {around['before']}{inside}{around['behind']}"
    part, _, more = stated.shown.rpartition(" ")
    if words.read(more).of == words.PAIR and (agrees(part, value) or compared.wrong(part, value) == []):
        return f"only the part stands in the brackets; write [{part}]{stated.raw[len(stated.shown) + 2 :]} {more}"
    if words.read(stated.shown).sign:
        return READ_LIKE
    taught = "; a word that compares is taught to the book, as in `words: {fainter: lower}` in mkdocs.yml"
    return "show a number, or a text that is the value" + taught * isinstance(value, list)


def _remark(shown: str, value: Any) -> str:
    """Return how a comma is read, if a number was written with a decimal comma, or with points between its groups."""
    values = value if isinstance(value, list) else [value]
    parts = members(shown) if isinstance(value, list) else [shown]
    for part, member in zip((with_unit(part)[1] for part in parts), values, strict=False):
        if pointed(part, member) != part:
            number = shown_number(part)
            read = f"{part} is read as {all_digits(number.value)}" if number else f"{part} can't be read"
            return f" ({read}: a comma stands between groups of three digits, a point before decimals)"
    return ""


def as_fact(stated: Stated, value: Any) -> Any:
    """Return the value of a statement; that of words that compare is whether it is so."""
    wrong = None if is_truth(value) else compared.wrong(stated.shown, value)
    return value if wrong is None else (not wrong) != stated.counter


def names(expression: str) -> set[str]:
    """Return the names that an expression takes from its session."""
    nodes = code.nodes(expression, "eval")
    own = {node.arg for node in nodes if isinstance(node, ast.arg)}
    own |= {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    return {node.id for node in nodes if isinstance(node, ast.Name)} - own


def reads_shown(expression: str) -> bool:
    """Return whether an expression gives what is shown to a function that can read it, or to the page's letters."""
    if expression == "letters":
        return True
    calls = [node for node in code.nodes(expression, "eval") if isinstance(node, ast.Call)]
    given = [call for call in calls if any(isinstance(arg, ast.Name) and arg.id == "shown" for arg in call.args)]
    return any(not (isinstance(call.func, ast.Name) and call.func.id == "len") for call in given)


def is_formula(shown: str) -> bool:
    """Return whether what is shown in a formula has letters of its own, and is no number."""
    return shown_number(shown) is None and bool(re.search(r"(?<![A-Za-z\\])[A-Za-z]", TEXT.sub("", shown)))


def _brief(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 80 else text[:77] + "…"
