"""A small count in words, of things that the sentence has named: the other four, all five of them, four or five."""

import re

PASSES = (
    "The other four, the first five and the last six; all seven of them; these four; one of the four; four or five.",
    "Both halves, one of the three, the first two, two or three.",
)
FAILS = {
    "There are four of them.": "four",
    "The other forty.": "forty",
    "All patients but four.": "four",
    "Three out of five customers wait.": "five",
    "Two of six leave.": "six",
    "Four or 28.": "28",
}
SMALL = "(?:four|five|six|seven|eight|nine|ten|eleven|twelve)"
NO_SHARE = "".join(rf"(?<!\b{word}\s)" for word in ("out", "one", "two", "three", *SMALL.strip("(?:)").split("|")))
"""How many there are of so many is a share, and no name of what the sentence has named."""
NAME = re.compile(
    r"(?i)\b(?:(?:the|its|their|his|her|our|my)\s(?:other|first|last|next|remaining|previous|following|same|top)"
    rf"|(?:of|all|any|between)\s(?:the|these|those)|{NO_SHARE}of|all|any|these|those|between)\s{SMALL}\b"
    rf"|\b(?:two|three|{SMALL})\sor\s{SMALL}\b"
)
