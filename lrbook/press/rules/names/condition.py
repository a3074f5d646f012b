"""A condition on a letter in plain text, as in a formula: it is zero or one, or more or less than that."""

import re

PASSES = (
    "At t = 0 nothing has moved; for x > 0 it rises, and for n ≥ 1 it holds.",
    "If λ < 1, it dies out.",
)
FAILS = {
    "p = 0.03": "0.03",
    "The cost at x = 4.": "4",
    "The cost = 1.": "1",
    "It is > 1.": "1",
    "Then 5 − x = 1.": "1",
    "Then x² = 1.": "1",
}
OPERATED = r"(?<![\w.,)’'*+/·^−-])(?<![\d)*+/·^−-] )"
"""What stands before it is no part of a formula whose value it would be."""
NAME = re.compile(rf"{OPERATED}[A-Za-zα-ω][₀-₉]?\s?[=<>≤≥≠]\s?[01](?![.,]\d|\w|\s?[%‰°·×^+*/−-])")
