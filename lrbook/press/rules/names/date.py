"""A date, or a time of the day."""

import re

from lrbook.press.rules.names import NO_QUANTITY

PASSES = (
    "3 May 2019, May 3, 2019, the 3rd of May, on May 3, in May 2019, 14 Dec. 2019, 24 December, Q3 2019.",
    "2019-05-03, 2019-05-03T14:30:00Z, 03.05.2019, 5/3/2019.",
    "At 14:30, from 9:00 to 17:30, between 9:00 and 10:00, 9:05:10, 9:30 a.m., 3 p.m., 3pm, 10 am or 9 o'clock, UTC+2.",
    "Between 2 and 4 p.m., 9–11 a.m., at 11.42 a.m.; at 06:12, 12:25 and 18:40 UTC; at half past five.",
)
FAILS = {
    "In March 28 patients came.": "28",
    "It may 28 times fail.": "28",
    "May 303 be right?": "303",
    "A split of 80:20.": "80",
    "A ratio of 12:30.": "12",
    "The scale 1:50.": "1",
    "It lasts 3 m.": "3",
    "Of 28 and 4 p.m.": "28",
    "It rose past four.": "four",
}
MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
DAY = r"(?:3[01]|[12]\d|0?[1-9])"
YEAR = r"(?:1\d|20)\d\d"
CLOCK = r"(?:[01]?\d|2[0-3]):[0-5]\d"
"""The hour and the minute: alone, they may be a ratio."""
HOUR = r"(?:1[0-2]|[1-9])(?:[.:][0-5]\d)?"
HALF = r"(?:a\s)?(?:half|quarter)\spast"
AND = r"(?:,\s|\s?[–-]\s?|\s(?:to|and|or|until|till)\s)"
"""What stands between times of a day, which share what is said behind the last: "between 2 and 4 p.m."."""
NAME = re.compile(
    rf"(?<![\w.,]){DAY}(?:st|nd|rd|th)?(?:[–-]{DAY})?\s(?:of\s)?{MONTH}(?:,?\s{YEAR})?{NO_QUANTITY}"
    rf"|\b{MONTH}\s{DAY}(?:st|nd|rd|th)?(?:[–-]{DAY})?,?(?:\s{YEAR})?{NO_QUANTITY}"
    rf"|\b{MONTH},?\s{YEAR}{NO_QUANTITY}"
    rf"|\b[QH][1-4]\s{YEAR}{NO_QUANTITY}"
    rf"|(?<![\w.,]){YEAR}[-/](?:1[0-2]|0[1-9])(?:[-/]{DAY}(?:[T\s]{CLOCK}(?::[0-5]\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?)?(?![\w%])"
    rf"|(?<![\w.,]){DAY}([./]){DAY}\1{YEAR}\b"
    rf"|(?<![\w.,:])(?:{CLOCK}{AND})*{CLOCK}\s?(?:[ap]\.?m\b\.?|UTC\b|GMT\b)|(?<![\w.,:]){CLOCK}:[0-5]\d(?:\.\d+)?(?![\w:%])"
    rf"|\b(?i:at|from|since|until|till|by|before|after|between)\s{CLOCK}(?:\s?(?:to|and|or|until|till|–)\s?{CLOCK})?(?![\w:%])"
    rf"|(?<![\w.,])(?:{HOUR}{AND})*{HOUR}\s?(?:[ap]\.m\.|[ap]m\b|o[’']clock)"
    rf"|\b(?i:{HALF})\s(?:1[0-2]|[1-9]|[a-z]+)\b"
    r"|\b(?:UTC|GMT)[+−-]\d{1,2}(?::\d\d)?\b",
)
