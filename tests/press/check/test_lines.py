"""Words are found on their line, however the text breaks between them."""

from __future__ import annotations

import pytest

from lrbook.press.check.lines import lines_of

TEXT = """The cost
falls  at every
step.

> A quotation goes
> on, and on.

The cost is x > 3, and [5]{=x} it is."""


@pytest.mark.parametrize(
    ("needle", "lines"),
    [
        ("The cost", [1, 8]),
        ("cost falls at every step", [1]),
        ("goes on, and on", [5]),
        ("on", [5, 6, 6]),
        ("x > 3", [8]),
        ("[5]{=x} it", [8]),
        ("cost \x02wzxhzdk:0\x03 3,", [8]),
        ("The\n cost", [1, 8]),
        ("cost rises", []),
        ("", []),
        (" \n", []),
    ],
)
def test_words_stand_where_they_begin(needle, lines) -> None:
    assert list(lines_of(needle, TEXT)) == lines
