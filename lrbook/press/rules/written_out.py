"""The numbers in a stated text are computed: the code of the page does not write them out."""

import re
from collections.abc import Sequence
from typing import Any

from lrbook.press.check.origin import written_out
from lrbook.press.check.stated import Stated
from lrbook.press.check.typed import typed_numbers

WHY = "A number that the code writes out is typed, like one in the prose, and yet it looks computed."
FAILS = """\
```python exec="on" id="b"
accuracy = "97 %"
```
It is right in [97 %]{=accuracy} of the cases."""
PASSES = """\
```python exec="on" id="b"
accuracy = f"{cost(x) - 2:.0f} %"
```

It is right in [37 %]{=accuracy} of the cases, and not in [97 %]{given: as the article has it}."""


def origin(number: Stated, value: Any, code: Sequence[str]) -> str:
    """Compare the numbers of a text with the texts that it comes from."""
    texts = [text for text in (value if isinstance(value, list) else [value]) if isinstance(text, str)]
    numbers = [found[0].strip() for text in texts for found in typed_numbers(text)]
    sources = written_out(number.expression, code) if numbers else []
    pieces = "|".join({piece for text in sources for piece in re.findall(r"\d+|[^\W\d]+", text)})
    for typed in numbers:
        if re.fullmatch(f"(?:{pieces})+", "".join(re.findall(r"\w", typed))):
            return (
                f"{typed} is a text of this page's code, not computed; if nothing computes it, write [{typed}]{{given}}"
            )
    return ""
