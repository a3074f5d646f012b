"""A number joined to letters by a hyphen, or one that makes a term of a word: it names a kind."""

import re

from lrbook.press.rules.names import FINITE

PASSES = (
    "UTF-8, PDP-11/45, GPT-2, GPT-3.5, ResNet-50, COVID-19, top-5, heart-2",
    "x86-64, ECMA-262, CVE-2021-44228, CC-BY-4.0, post-2012",
    "HTTP/1.1, C++17.",
    "A 5-fold split, 10-fold cross-validation, 64-bit floats, 3-D, 2D, 1-NN, the 2-norm, 3-way, 2-sided, 0-based",
    "An M/M/1 queue, a crystal with 4-fold symmetry.",
    "An 8-core machine, a 40-pin header; multiply a 3 × 4 matrix by a vector; a 4G or 5G network. 5G is new.",
    "An i7-8700K, concrete of class C30/37.",
    "A 3×3 kernel, a 3-body problem, a 5-point scale.",
)
FAILS = {
    "A 28-row table.": "28",
    "The force is F1/28.": "28",
    "The 303-patient file.": "303",
    "A 4-fold increase.": "4",
    "It is minus-28 %.": "28 %",
    "A non-4.8 value.": "4.8",
    "It is 3–5 on.": "3",
    "It is 28D.": "28",
    "It has 10-fold the cost.": "10",
    "The cost fell 10-fold.": "10",
    "A 10-fold difference.": "10",
    "A 5-point lead.": "5",
    "A 1999-dimensional space.": "1999",
    "It is 28 × 28.": "28",
    "A 28-core-hour run.": "28",
    "The result is a 3 × 4 matrix.": "3",
    "They returned a 3 × 4 matrix.": "3",
    "A 303 × 13 matrix.": "303",
    "It has 3 × 4 cells.": "3",
    "It needs 5G of memory.": "5",
    "The heap grew to 6G.": "6",
}
TERM = (
    "ary gram norm tuple way sided tailed dimensional sigma hot sphere order based indexed connected regular "
    "neighbour neighbor nearest body"
).replace(" ", "|") + r"|point(?=\sscales?\b)"
PARTED = r"\d{1,3}-(?:core|pin|stroke|cylinder|socket|wire)\b(?=\s[a-z])"
"""What a machine has so many of, as its kind."""
SHAPE = (
    r"(?<=\b[Aa]\s)(?<!s\s[Aa]\s)(?<!ed\s[Aa]\s)\d\s?[×x]\s?\d(?=\s(?:matrix|array|grid|board|kernel|filter|tensor)\b)"
)
"""A shape that something may have; behind a verb, as in *it is a 2 × 3 matrix*, it is a result."""
NETWORK = (
    rf"(?<![\w.,–-])[2-6]G\s(?:and|or)\s[2-6]G\b|(?:^|(?<=[.!?]\s))[2-6]G(?=\s(?:{FINITE})\b)"
    r"|(?<![\w.,–-])[2-6]G(?=\s(?!(?:of|to|and|or|in|at|on|for|per|when|if|is|was|more|less|memory|space)\b)[a-z])"
)
"""A generation of a network. Alone it may be gigabytes."""
FOLDED = r"(?=\s(?:\w+\s)?(?:cross|CV|split|validation|partition|symmetr|rotation|axis|axes))"
"""What is folded into so many parts; without it, -fold says how many times."""
NAME = re.compile(
    r"\b[A-Z]{2,}-\d+/\d+\b(?!\s?%|[.,]\d)|(?<![\w.-])(?:[A-Za-z]\w{0,30}-){1,6}\d+[A-Za-z]?(?:-\w+)*(?![\w%]|\s%|[.,]\d)"
    r"|(?<![\w.-])(?:\w{1,30}-){0,6}[A-Z]\w{0,30}-\d+(?:\.\d+)*(?:-\w+)*(?!\w|\s?%|\.\d)"
    r"|\b[A-Z]{2,}/\d+(?:\.\d+)*\b|\b[A-Z]\d{2,}/\d{2,}\b(?!\s?%|\.\d)|\b(?:[A-Z]/){2,}\d+\b|\b[A-Z]\+\+\d+\b"
    rf"|(?<![\w.,–-])(?:\d+-bits?|\d-(?:{TERM})s?)\b|(?<![\w.,–-])\d+-fold\b{FOLDED}"
    r"|(?<![\w.,×])([1-9])\s?[×x]\s?\1\b(?!\s?[%×x=]|[.,]\d)"
    rf"|(?<![\w.,–-]){PARTED}|{SHAPE}|{NETWORK}"
    r"|(?<![\w.,–-])\d-[A-Z]+\b|(?<![\w.,–-])[1-9]D\b"
)
