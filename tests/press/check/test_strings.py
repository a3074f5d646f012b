"""Numbers in the texts of a block's code."""

from __future__ import annotations

from lrbook.press.check.strings import typed_in_strings


def test_typed_in_strings_names_the_line() -> None:
    code = 'y = 28\nprint(f"{y:.2f}",\n      "is 28 or", 7)\nraise ValueError("must be below 40")'
    assert sorted(typed_in_strings(code)) == [(3, "28"), (3, "7"), (4, "40")]
