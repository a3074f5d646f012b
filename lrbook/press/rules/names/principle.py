"""A rule, a law or a problem that is called after a number; and what goes on 24/7."""

import re

PASSES = (
    "The 80/20 rule, the 68–95–99.7 rule, the 15 puzzle and the 1 % rule.",
    "The service runs 24/7.",
)
FAILS = {
    "The 28 rules.": "28",
    "An 80/20 split.": "80",
    "It took 24/7 of it.": "24",
    "Of the 303 method A is the best.": "303",
}
CALLED = "rule|law|principle|puzzle|paradox|theorem|conjecture|convention"
"""What has a name. In the singular: a number before it says not how many there are."""
NAME = re.compile(
    rf"(?<=\b[Tt]he\s)\d[\d./–]*(?:\s?%)?(?=\s(?:{CALLED})\b)|(?<=[a-z]\s)24/7(?=[.,;:!?)]|\s*$|\s(?!of\b)[a-z])"
)
