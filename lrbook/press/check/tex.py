"""The source of a formula: the numbers that are typed in it, what it relates and what it computes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lrbook.press.check.typed import typed_numbers

FORMULA = re.compile(r"\\\(.*?\\\)|\\\[.*?\\\]|\$[^$]+\$", re.S)
FORMULA_GAP = re.compile(
    r"(?<=[\d.])(?<![\^_]\d)(?<!(?:frac|inom)\d)(?<!(?:frac|inom) \d)"
    r"(?:\\[,;:!>/@ ]|\\(?:(?:neg)?(?:thin|med|thick)space|enspace|relax|null|mathstrut|allowbreak|nobreak)(?![a-zA-Z])"
    r"|\\(?:h|m)space\*?\{[^{}]*\}|\\(?:h?phantom)\{[^{}]*\}|\\(?:m?kern|[hm]skip)\s*[-−]?[\d.]+\s?[a-z]{2}"
    r"|[~\s]|\{\\?[,;:! ]?\})+(?=\d|\\%|%)"
)
"""What parts digits in the source of a formula, and hardly where it is shown."""
FORMULA_DRESS = re.compile(
    r"(?:\\(?:math(?:bf|it|sf|tt|normal)|boldsymbol|bm|(?:text)?color\{\w+\})|(?<![\w}\]^_])|(?<![\^_]\d)(?<=\d))"
    r"\{(\d+)\}"
)
"""Digits in braces of their own, or in another font: no place for an argument."""
FORMULA_INDEX = re.compile(
    r"(?<=[A-Za-z}])_\{\d+\}|(?<![\w)}\]'|])(?:\{\})?\^\{\d{1,3}\}(?=(?:\\(?:mathrm|text)\{)?[A-Z])"
)
"""Which one of several something is, or which isotope: a name, and no value."""
FORMULA_WORDS = re.compile(r"\\(?:text|mathrm|textbf|textrm|mbox|operatorname\*?)\{([^{}]*)\}")
FORMULA_NUMBER = re.compile(
    r"\d+\\?%|(?:(?:(?<=[=<>(,])|(?<=[=<>(,] ))[-−])?(?<!\w)(?<!\w\.)(?:\d*\.\d+|(?!10\b)\d{2,})"
)
POWER = re.compile(r"(?<=[A-Za-z])\^-?\d(?!\d)")
"""That of a unit, as in m/s^2, is structure, too."""
FORMULA_PARTS = re.compile(r"\\\\|\\q?quad|\\text(?:\{\})?|,|\n")
FORMULA_RESULT = re.compile(
    r"(?:.*(?:=|\\approx|\\to|\\rightarrow))?(?P<left>.+?)(?:=|\\approx)\s*(?P<right>[-−]?\s*\d+)\s*\.?"
)
COMPUTED = "\x04"
"""What stands in a formula for a part of it that is stated."""
RELATION = re.compile(
    r"[=<>:≤≥≠≈≡∼∝←⇒⇔≪≫≅≃]|\\(?:approx|sim|equiv|propto|leftarrow|gets|leq?|geq?|neq?|lt|gt|ll|gg"
    r"|leqslant|geqslant|cong|simeq|doteq|asymp|implies|iff|Rightarrow|Leftrightarrow)(?![a-zA-Z])"
)
RESULT = rf"\s*[-−+]?\s*{COMPUTED}\s*(?:\\%)?\s*"
CONDITION = re.compile(  # a letter, perhaps of a derivative, a number, or what is computed
    r"\s*(?:(?!e\b)[A-Za-z]|(?!\\pi\b)\\[a-z]+|d[A-Z]|\\frac\{d\w+\}\{d\w+\}|[-−]?\d+|10\^\{?-?\d\}?)?'*(?:_(?:\w|\{\w+\}))?'*\s*"
    + f"|{RESULT}",
)
IS_NUMBER = re.compile(rf"\s*(?:[-−]?\d+|10\^\{{?-?\d\}}?)\s*|{RESULT}")
"""A side of a condition that says what a letter is or how large: at least one must be a number."""
VALUE_STATED = re.compile(rf"\s*\\?[A-Za-z]+'*\([^()=]*\)\s*={RESULT}")
"""A function's value, stated."""
OPERATION = re.compile(
    r"(?<=[^\s{(,])\s*[-+−*/]|\^|\\(?:frac|sqrt|cdot|times|sum|prod|log|ln|exp|sin|cos|tanh)(?![a-z])(?!\s*(?:_(?:\w|\{\w+\}))?\s*$)"
)
LETTER = re.compile(r"(?<![A-Za-z\\])[A-Za-z]")
DERIVATIVE = re.compile(r"\\frac\{(?:d|\\partial) ?\w*\}\{(?:d|\\partial) ?\w+\}|\^\{?[*'T]\}?|10\^\{?-?\d+\}?")
"""A derivative, and what is a name with its mark, or a number."""
FORMULA_LAYOUT = re.compile(r"&|\\(?:begin|end)\{\w+\*?\}")
FORMULA_ROW = re.compile(r"\\\\|\\q?quad|\\text\{[^{}]*\}")
DECLARED = re.compile(
    r"\s*\\?\w+\s*:(?!=)[^=<>:]*\\(?:to|mapsto|rightarrow)\b[^=<>:]*"  # a map, from where to where
    r"|\s*\w+\s*=\s*\d+(?:,\s*\d+)*,\s*(?:\\[cl]?dots|…|\.\.\.),\s*\w+\s*"  # an index, with its range
)
"""What a formula may say without a check: it says what a letter stands for."""
BARE_NAME = re.compile(r"\s*\\?[A-Za-z]+'*(?:_(?:\w|\{\w+\}))?'*\s*")


def typed_in_formula(tex: str) -> list[str]:
    """Return the numbers of a formula that want a computation: decimals, those of two digits and more, and results.

    A single digit is structure, as in `x^2` or `1 + e^{-z}`. In `y(5) = 8` it is a result; `x = 5` sets a condition.
    """
    texts = [POWER.sub("", part) for part in FORMULA_WORDS.findall(tex)]
    words = [number[0].strip() for part in texts for number in typed_numbers(part)]
    tex = FORMULA_WORDS.sub(r"\\text{}", FORMULA_INDEX.sub("", tex))
    while (bare := FORMULA_GAP.sub("", FORMULA_DRESS.sub(r"\1", tex))) != tex:
        tex = bare
    parts = [FORMULA_RESULT.fullmatch(part.strip(" &").replace("&", "")) for part in FORMULA_PARTS.split(tex)]
    results = [part["right"] for part in parts if part and not BARE_NAME.fullmatch(part["left"])]
    return words + FORMULA_NUMBER.findall(tex) or results


def unchecked_relations(tex: str) -> Iterator[str]:
    """Find the relations of a formula that say more than a condition does, such as `y = 0` or `z > 0`."""
    for row in FORMULA_ROW.split(tex):
        row = FORMULA_LAYOUT.sub("", row).strip(" ,.\n")
        sides = RELATION.split(row)
        condition = all(map(CONDITION.fullmatch, sides)) and any(map(IS_NUMBER.fullmatch, sides))
        if len(sides) > 1 and not condition and not VALUE_STATED.fullmatch(row) and not DECLARED.fullmatch(row):
            yield " ".join(row.split())


def operations(tex: str) -> Iterator[str]:
    """Find the expressions of a formula that compute something, and have no relation, such as `a - y` or `e^{-z}`."""
    for row in FORMULA_ROW.split(FORMULA_WORDS.sub("", tex)):
        row = FORMULA_LAYOUT.sub("", row).strip(" ,.\n")
        if not RELATION.search(row) and OPERATION.search(DERIVATIVE.sub("", row)) and LETTER.search(row):
            yield " ".join(row.split())
