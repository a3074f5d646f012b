"""Numbers that are typed into a text, in digits or in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from unicodedata import normalize

from lrbook.press.check.parts import SIZES
from lrbook.press.rules import names

LARGE = (
    "four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen "
    "twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion "
    "dozen twofold threefold"
).replace(" ", "|")
PARTS = "|".join(SIZES)
DIGITS = r"(?:[1-9]\d{0,2}(?:[ \u00a0\u2009\u202f]\d{3})+(?!\d)(?:\.\d+)?|\d[\d,.]*(?<![,.]))"
PERCENT = r"\s?[%‰％٪]"
SCALE = r"[ \u00a0](?:hundred|thousand|million|billion|trillion)\b"
TYPED = re.compile(
    r"(?=[^\sa-z])(?:"  # asked first, for most characters of a text are letters and spaces
    rf"(?<!\w)(?<!\d\.)(?<!\b(?-i:[abd-zA-Z])\.)[+−-]?\.?{DIGITS}(?:e[+−-]?\d+\b)?(?:{PERCENT}|{SCALE})?"
    rf"|(?-i:(?<=\b(?:EUR|USD|GBP|CHF|JPY|CNY|INR|CAD|AUD)))[+−-]?{DIGITS}"  # an amount, glued to its currency
    rf"|{DIGITS}{PERCENT}"  # a share, whatever it is glued to
    r"|(?<![\w)])[⁰¹²³⁴-⁹₀-₉]+|[⁰¹²³⁴-⁹]{2,}"  # one raised behind a letter is an exponent; what is lowered, an index
    r"|[½¼¾⅐-↋①-⓿❶-➓㉈-㊿〇〡-〩㈠-㈩㊀-㊉㉑-㉟㊱-㊿௰-௲፩-፼𐄇-𐄳🄀-🄌]|[一二三四五六七八九十百千万億亿]{2,})"
    rf"|\b(?:(?-i:[IVXLCDM]{{2,}}){PERCENT}"
    rf"|(?:{LARGE})(?:fold)?\b|(?:ten|hundred|thousand|million|billion|trillion|dozen)s\b"
    rf"|(?:an?|one|two|three|every|each)[\s-](?:{PARTS})s?\b"
    r"|(?:one|two|three)\sper\s?cent\b"
    r"|(?:eleven|twelf|(?:thir|four|fif|six|seven|eigh|nine)teen|\w+tie|hundred|thousand|\w+illion)ths?\b)",
    re.I,
)
ALIKE = str.maketrans(
    "аеосрхуіјѕһԁԛԝАВЕКМНОРСТУХІЅЈ" + "αεηικνορτυχωΑΒΕΖΗΙΚΜΝΟΡΤΥΧ" + "ıſɡ",
    "aeocpxyijshdqwABEKMHOPCTYXISJ" + "aenikvoptuxwABEZHIKMNOPTYX" + "isg",
) | {code: normalize("NFKC", chr(code)) for code in (*range(0xFF21, 0xFF5B), *range(0x1D400, 0x1D6A4))}
"""Letters of other scripts and styles that look like Latin ones, by which a word may be a number to its reader."""
ONLY_NUMBER = re.compile(r"\s*[+−-]?\d[\d,.]*\s?%?\s*")
ONLY_NUMBERS = re.compile(r"(?=.*\d[\d.])\s*[(\[{](?:\s*[+−-]?\d[\d._]*\s*(?:,(?=.)|,?(?=.\Z)))+[)\]}]\s*")
"""Several numbers as code has them, such as (303, 13); single digits, such as {0, 1}, are structure."""


def typed_numbers(text: str, head: str = "", used: Set[str] = frozenset()) -> Iterator[re.Match[str]]:
    """Find the numbers of a text, in digits or words, that are no part of a name: a year, a version, a place, …

    `one`, `two` and `three` are ordinary English, and pass. A `head` names what is in a cell, as words before it would.
    `used` are the words of the page that no number follows.
    """
    if not text.isascii():
        text = text.translate(ALIKE)
    if TYPED.search(text):
        yield from TYPED.finditer(names.without(head + text, used)[len(head) :])
