"""A date, or a time of the day."""

import re

from lrbook.press.rules.names import NO_QUANTITY

PASSES = (
    "3 May 2019, May 3, 2019, the 3rd of May, on May 3, in May 2019, 14 Dec. 2019, 24 December, Q3 2019.",
    "2019-05-03, 2019-05-03T14:30:00Z, 03.05.2019, 5/3/2019.",
    "At 14:30, 9:05:10, 3 p.m., 3pm, 10 am or 9 o'clock, UTC+2.",
)
FAILS = {
    "In March 28 patients came.": "28",
    "It may 28 times fail.": "28",
    "May 303 be right?": "303",
    "A split of 80:20.": "80",
    "It lasts 3 m.": "3",
}
MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
DAY = r"(?:3[01]|[12]\d|0?[1-9])"
YEAR = r"(?:1\d|20)\d\d"
CLOCK = r"(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?"
NAME = re.compile(
    rf"(?<![\w.,]){DAY}(?:st|nd|rd|th)?(?:[–-]{DAY})?\s(?:of\s)?{MONTH}(?:,?\s{YEAR})?{NO_QUANTITY}"
    rf"|\b{MONTH}\s{DAY}(?:st|nd|rd|th)?(?:[–-]{DAY})?,?(?:\s{YEAR})?{NO_QUANTITY}"
    rf"|\b{MONTH},?\s{YEAR}{NO_QUANTITY}"
    rf"|\b[QH][1-4]\s{YEAR}{NO_QUANTITY}"
    rf"|(?<![\w.,]){YEAR}[-/](?:1[0-2]|0[1-9])(?:[-/]{DAY}(?:[T\s]{CLOCK}(?:Z|[+-]\d\d:?\d\d)?)?)?(?![\w%])"
    rf"|(?<![\w.,]){DAY}([./]){DAY}\1{YEAR}\b"
    rf"|(?<![\w.,:]){CLOCK}(?:\s?[ap]\.?m\b\.?)?(?![\w:%])"
    rf"|(?<![\w.,])(?:1[0-2]|[1-9])\s?(?:[ap]\.m\.|[ap]m\b|o[’']clock)"
    r"|\b(?:UTC|GMT)[+−-]\d{1,2}(?::\d\d)?\b",
)
