"""Numbers in a text, and what only looks like one."""

from __future__ import annotations

import pytest

from lrbook.press.check.typed import typed_numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("−4.8 and 1,000, 84.48 % or 3.", ["−4.8", "1,000", "84.48 %", "3"]),
        ("In section 7, 303 rows", ["303"]),
        ("10 000 rows, 299 792 458.5 m, 12 30, 10.5 303", ["10 000", "299 792 458.5", "12", "30", "10.5", "303"]),
        ("version 1.2, then 1.2", ["1.2"]),
        ("in Python 400 times slower, in this version 500 rows, with Python 3.11", ["400", "500"]),
        ("two\nthirds, and a\nquarter", ["two\nthirds", "a\nquarter"]),
        ("often, tenth, none, someone, sixty-ish, of a fifth", ["sixty", "a fifth"]),
        (
            "two sixteenths, the twentieth, fourfold, a trillionth",
            ["sixteenths", "fourfold", "a trillionth"],
        ),
        ("In 2000 steps, but in 2000, and in case 99 patients come in case 9 or case 12.", ["2000", "99"]),
        ("a.5 and x5", []),
        ("tеn, ｔｅｎ, 𝐭𝐞𝐧, fοur, Ѕeven, σ(x) = eˣ", ["ten", "ten", "ten", "four", "Seven"]),
        ("1.8 billion, 46 million of them, four millions", ["1.8 billion", "46 million", "four", "millions"]),
    ],
)
def test_typed_numbers(text, numbers) -> None:
    assert [number[0].strip() for number in typed_numbers(text)] == numbers
