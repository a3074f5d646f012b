"""A version of some software."""

import re

from lrbook.press.rules.names import NO_QUANTITY
from lrbook.press.rules.names.named import DOES, NAMELESS, RELEASED, START

PASSES = (
    "Version 1.2, version 3, release 24.04, v2, v1.2.3, numpy 2.4.6, 3.0.0rc1, 2.0.0-beta.1, Python 3.x and 3.11.x.",
    "Since pandas 2.2 it warns; upgrade to pandas 2.0; scikit-learn 1.5 deprecated it; pandas 2.2 or newer.",
    "In versions 1.2 and 1.3. New in 3.8; deprecated since 1.20; the 1.23 series.",
)
FAILS = {
    "The version is 2.4.": "2.4",
    "In this version 500 rows.": "500",
    "Version 1.2, then 1.3.": "1.3",
    "with odds 2.5 it holds": "2.5",
    "slope 2.5 introduced it": "2.5",
    "about 2.5 changed": "2.5",
    "Since slope 2.5 is steep, it falls.": "2.5",
    "The rate 2.5 or newer.": "2.5",
    "It costs 1,200,300.": "1,200,300",
}
SOFTWARE = rf"(?i:{NAMELESS})[a-z][\w-]*\s[1-9]\d*\.\d+(?!\w|\.\d)"
"""A word in small letters with a version, which could also be a value: what stands around it tells."""
NAME = re.compile(
    rf"\b(?i:version|release|ver\.)\s\d+(?:\.\d+)*(?:rc\d+|a\d+|b\d+)?\+?{NO_QUANTITY}"
    rf"|\b(?i:versions|releases)\s\d+(?:\.\d+)*(?:(?:,\s|,?\s(?:and|or|to)\s|[–-])\d+(?:\.\d+)*)+{NO_QUANTITY}"
    r"|\b(?i:new|added|changed|removed|deprecated|fixed|introduced)\s(?:in|since|with)\s\d+(?:\.\d+)+(?!\w|\s?%)"
    r"|(?<![\w.,])\d+\.\d+\s(?:series|branch|LTS)\b"
    rf"|\b(?i:{SOFTWARE}),?(?=\s(?:or|and)\snewer\b)"
    rf"|\b(?i:since|install(?:s|ed|ing)?|(?:up|down)grad(?:e|es|ed|ing)(?:\s(?:to|from))?)\s{SOFTWARE}"
    rf"|{START}{SOFTWARE}(?=\s(?:{DOES}|{RELEASED})\b)"
    r"|\bv\.?\d+(?:\.\d+)*\b(?!\s?%)"
    r"|(?<![\w.,])\d+(?:\.\d+){2,}(?:[-.+]?[a-z]+[-.]?\d*)*(?!\w|\.\d|\s?%)"
    r"|(?<![\w.,])\d+(?:\.\d+)?\.[x*](?!\w)"
)
