"""Numbers in the texts of a block's code."""

from __future__ import annotations

from lrbook.press.check.strings import typed_in_strings


def test_typed_in_strings_names_the_line() -> None:
    code = 'y = 28\nprint(f"{y:.2f}",\n      "is 28 or", 7)\nraise ValueError("must be below 40")'
    assert sorted(typed_in_strings(code)) == [(3, "28"), (3, "7"), (4, "40")]


def test_the_digits_that_a_method_rounds_to_are_no_typed_number() -> None:
    for code in ("print(table.round(2))", "print(table.describe().round(2))", "print(rows['cost'].mean().round(3))"):
        assert list(typed_in_strings(code)) == []


def test_a_typed_number_that_is_rounded_is_found() -> None:
    for code in ("print(round(28, 2))", "print(np.round(28))", "print(Decimal('28').round(2))"):
        assert [number for _, number in typed_in_strings(code)] == ["28"]
