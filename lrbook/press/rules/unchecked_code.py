"""Code within a sentence says how something is written, not what it yields."""

import re
from collections.abc import Iterator

from lrbook.press.check.equations import says_result
from lrbook.press.check.markup import Found
from lrbook.press.check.prose import Reader

WHY = "A result in small print is a number like any other, and nothing computes it."
FAILS = "The cost is `cost(5) == 28`."
PASSES = "The cost `cost(5)` is [28]{=cost(5)}, with `rate=0.1` and if `n == 0`."

NUMBER = r"[-+−]?[\d.,_]*\d(?:e[-+]?\d+)?\s?%?"
RESULT = re.compile(rf".*\S\s*(?:(?<![<>!=])={{1,3}}|≈|≃|→|[-=]>|#)\s*{NUMBER}\s*", re.S)
SETTING = re.compile(rf"(?:.*\s)?-*[A-Za-z_][\w.\[\]-]*(?:(?:={{1,2}}| == ){NUMBER}| = [-+−]?\d)", re.S)
"""An argument, an option or a requirement; or a condition, such as `n == 0` or a code, `sex = 1`."""


def page(reader: Reader) -> Iterator[tuple[Found, str]]:
    """Find the code in lines that says its result."""
    for code in reader.codes:
        if not SETTING.fullmatch(code.what) and (RESULT.fullmatch(code.what) or says_result(code.what)):
            yield code, f"nothing runs `{code.what}`; state its result as [result]{{=expression}}, or mark it as given"
