"""Code that a page shows stands in a fence: it is run, or a sample in a language that the fence names."""

from collections.abc import Iterator

from lrbook.press.check.markup import Found
from lrbook.press.check.prose import Reader

WHY = "A reader believes that code was run, and gave its output; a block that is only indented, or HTML, was not."
FAILS = "<pre>\n>>> cost(5)\n28\n</pre>"
PASSES = """\
```python exec="on" source="above" id="b"
print(cost(5))
```"""


def page(reader: Reader) -> Iterator[tuple[Found, str]]:
    """Find the listings that come from no fence."""
    for listing in reader.listings:
        first = listing.what.strip().partition("\n")[0]
        if listing.what not in reader.samples:
            found = Found(listing.start, first, listing.what)
            yield (
                found,
                f"{first!r} is shown as code, but not run; write it as a block that runs, or as a sample in a fence",
            )
