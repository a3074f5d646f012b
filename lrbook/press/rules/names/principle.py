"""A rule, a law or a problem that is called after a number."""

import re

PASSES = (
    "The 80/20 rule, the 68–95–99.7 rule, the 15 puzzle, the 5-minute rule and the 1 % rule.",
    "A two-thirds majority; a hundred-year flood.",
)
FAILS = {
    "The 28 rules.": "28",
    "The 28-row table.": "28",
    "An 80/20 split.": "80",
    "The service runs 24/7.": "24",
    "A two-thirds share.": "two-thirds",
    "A hundred-year average.": "hundred",
    "Of the 303 method A is the best.": "303",
}
CALLED = "rule|law|principle|puzzle|paradox|theorem|conjecture|convention"
"""What has a name. In the singular: a number before it says not how many there are."""
TERM = (
    r"(?:two-thirds|three-(?:fifths|quarters))(?=\smajorit)"
    r"|(?:ten|fifty|hundred|thousand)-year(?=\s(?:flood|storm|event|wave)s?\b)"
)
"""What is called after a part or a period, whatever there is of it in a case."""
NAME = re.compile(rf"\b(?i:{TERM})|(?<=\b[Tt]he\s)\d[\d./–]*(?:\s?%|-[a-z]+)?(?=\s(?:{CALLED})\b)")
