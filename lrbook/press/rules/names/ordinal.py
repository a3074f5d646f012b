"""An ordinal: it says which one, and not how many."""

import re

PASSES = (
    "The 1st, the 2nd, the 3rd and the 11th; the 303rd of them",
    "The the 21st century; a 19th-century idea; the 95th percentile.",
    "The twentieth century, its twenty-first page.",
)
FAILS = {
    "It is 1/10th of it.": "1",
    "Two sixteenths of it.": "sixteenths",
    "A twentieth of it.": "twentieth",
    "The hundredth of that.": "hundredth",
}
NAME = re.compile(
    r"(?<![\w.,/⁄–-])\d*(?:(?<!1)(?:1st|2nd|3rd)|[04-9]th|1[1-3]th)\b"
    r"|\b(?i:the|this|that|its|their|his|her|our|every)\s(?:[a-z]+ty-)?(?:[a-z]+(?:teen|tie|red|sand|lion)th|eleventh|twelfth"
    r"|(?<=-)(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth))\b(?!\sof\s(?:it|that|this|what)\b)"
)
