"""A rule is lifted at one place, in the open, for a reason."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("comment", "message"),
    [
        ("<!-- lift typed-nmber: a name -->", "no rule is called 'typed-nmber'"),
        ("<!-- lift typed-number -->", "say why typed-number is lifted"),
        ("<!-- lift typed-number: -->", "say why typed-number is lifted"),
    ],
)
def test_a_lift_of_no_rule_or_without_a_reason_is_named(fails, comment, message) -> None:
    fails("docs/index.md:8", [message, "[lift]"], f"{comment}\nIt is 28.\n", alone=False)


def test_a_lift_that_lifts_nothing_is_named(fails) -> None:
    fails("docs/index.md:8", "nothing here breaks typed-number", "<!-- lift typed-number: none -->\nA text.\n")


def test_a_lift_ends_with_its_paragraph(fails) -> None:
    fails("docs/index.md:11", "29 is typed", "<!-- lift typed-number: a name -->\nIt is 28.\n\nIt is 29.\n")
