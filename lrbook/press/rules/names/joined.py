"""A number joined to letters by a hyphen, or one that makes a term of a word: it names a kind."""

import re

PASSES = (
    "UTF-8, GPT-2, GPT-3.5, ResNet-50, COVID-19, top-5, heart-2",
    "x86-64, ECMA-262, CVE-2021-44228, CC-BY-4.0, post-2012",
    "HTTP/1.1, C++17.",
    "A 5-fold split, 10-fold cross-validation, 64-bit floats, 3-D, 2D, 1-NN, the 2-norm, 3-way, 2-sided, 0-based",
    "An M/M/1 queue, a crystal with 4-fold symmetry.",
    "A 3×3 kernel, a 3-body problem, a 5-point scale.",
)
FAILS = {
    "A 28-row table.": "28",
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
}
TERM = (
    "ary gram norm tuple way sided tailed dimensional sigma hot sphere order based indexed connected regular "
    "neighbour neighbor nearest body"
).replace(" ", "|") + r"|point(?=\sscales?\b)"
FOLDED = r"(?=\s(?:\w+\s)?(?:cross|CV|split|validation|partition|symmetr|rotation|axis|axes))"
"""What is folded into so many parts; without it, -fold says how many times."""
NAME = re.compile(
    r"(?<![\w.-])(?:[A-Za-z]\w{0,30}-){1,6}\d+[a-z]?(?:-\w+)*(?![\w%]|\s%|[.,]\d)"
    r"|(?<![\w.-])(?:\w{1,30}-){0,6}[A-Z]\w{0,30}-\d+(?:\.\d+)*(?:-\w+)*(?!\w|\s?%|\.\d)"
    r"|\b[A-Z]{2,}/\d+(?:\.\d+)*\b|\b(?:[A-Z]/){2,}\d+\b|\b[A-Z]\+\+\d+\b"
    rf"|(?<![\w.,–-])(?:\d+-bits?|\d-(?:{TERM})s?)\b|(?<![\w.,–-])\d+-fold\b{FOLDED}"
    r"|(?<![\w.,×])([1-9])\s?[×x]\s?\1\b(?!\s?[%×x=]|[.,]\d)"
    r"|(?<![\w.,–-])\d-[A-Z]+\b|(?<![\w.,–-])[1-9]D\b"
)
