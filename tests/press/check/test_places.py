"""What stands twice on a page has two places: a fault is told of each, and a lift is for one of them."""

from __future__ import annotations

import re

import pytest
from small_book import START

SECTIONS = (
    START
    + """\
```python exec="on" id="letters"
places = [-2.0, 0.5, 3.0]
letters = {
    "x": places,
    "y": [cost(x) for x in places],
    "## Another cost": {"y": [x**3 for x in places]},
}
```

"""
)
LINE = SECTIONS.count("\n") + 1

LIFT = "<!-- lift typed-number: a quotation -->\n\n"
FORMS = {
    "paragraph": "It is 39.\n",
    "emphasis": "It **is** 39.\n",
    "list": "- first\n- It is 39.\n",
    "nested": "1. first\n\n    - It is 39.\n",
    "table": "| a | b |\n|---|---|\n| none | 39 |\n",
    "longer": "| a | b |\n|---|---|\n| none of all | 39 |\n",
    "admonition": "!!! note\n\n    It is 39.\n",
    "quotation": "> Said\n> he: It is 39.\n",
    "heading": "## It is 39\n",
    "code": "It is `39`.\n",
    "entity": "It is 3&#57;.\n",
    "link": "It is [39, as this says](#it).\n",
    "picture": "![It is 39.](data:,x)\n",
    "html": "<p>It is 39.</p>\n",
}
OTHERS = ["", "Words\nbetween.\n\n", "<!-- It is 39. -->\n\n", "```text\nIt is 39.\n```\n\n"]
BLOCK = '```python exec="on" id="{}"\nprint(f"It is {{cost(x):.0f}}.")\n```\n\n'


def lines(built, rule: str = "typed-number") -> list[int]:
    """Return the lines of its faults of a rule, in order."""
    return [int(fault.split(":")[1]) for fault in built.faults() if f"[{rule}]" in fault]


def typed(text: str) -> list[int]:
    """Return the lines on which a number is typed outside of comments and fences."""
    shown = re.sub(r"<!--.*?-->|^```.*?^```", lambda out: "\n" * out[0].count("\n"), text, flags=re.S | re.M)
    return [number for number, line in enumerate(shown.split("\n"), 8) if re.search("39|3&#57;", line)]


@pytest.mark.parametrize("other", OTHERS)
@pytest.mark.parametrize("form", FORMS)
def test_what_is_typed_twice_is_told_of_both_places(book, form, other) -> None:
    text = f"{FORMS[form]}\nText.\n\n{other}{FORMS[form]}\nThe end.\n"
    assert lines(book(text)) == typed(text)


@pytest.mark.parametrize("second", FORMS)
@pytest.mark.parametrize("first", ["paragraph", "table", "list"])
def test_a_lift_is_for_one_place(book, first, second) -> None:
    text = f"{LIFT}{FORMS[first]}\nText.\n\n{FORMS[second]}\nThe end.\n"
    assert lines(book(text)) == typed(text)[1:]
    text = f"{FORMS[second]}\nText.\n\n{LIFT}{FORMS[first]}\nThe end.\n"
    assert lines(book(text)) == typed(text)[:1]


def test_what_a_block_prints_is_no_place_of_the_prose(book) -> None:
    text = f"{BLOCK.format('b')}{LIFT}It is 39.\n\n{BLOCK.format('c')}It is 39.\n"
    assert lines(book(text)) == [text.count("\n") + 7]


def test_a_table_of_what_is_computed_hides_no_number_that_is_typed(book) -> None:
    cells = "".join(f"| [{n % 5}]{{={n % 3} + {n % 5 - n % 3}}} | 39 |\n" for n in range(60))
    assert lines(book(f"| a | b |\n|---|---|\n{cells}")) == [*range(10, 70)]


def test_a_footnote_stands_where_it_is_written(book) -> None:
    text = f"Text[^1].\n\n{LIFT}[^1]: It is 39.\n\nIt is 39.\n\n- 3&#57;\n"
    assert lines(book(text)) == [14, 16]


def test_the_front_matter_has_a_place_of_its_own(book) -> None:
    built = book("# It is 39\n\nIt is.\n", start="---\ntitle: It is 39\n---\n\n")
    assert lines(built) == [2, 5]


@pytest.mark.parametrize(
    ("tex", "rule"),
    [(r"\(y = \nosuch 2\)", "latex"), (r"\(y = 39.5\)", "typed-in-formula"), ("\\(2x + y\\)", "unchecked-formula")],
)
@pytest.mark.parametrize("form", ["So {}.\n", "- So {}.\n", "> So {}.\n", "| a |\n|---|\n| {} |\n"])
def test_a_formula_that_stands_twice_has_two_places(book, form, tex, rule) -> None:
    text = form.format(tex)
    built = book(f"{text}\nText.\n\n{text}")
    at = text.split("\n").index(next(line for line in text.split("\n") if tex in line)) + 8
    behind = at + text.count("\n") + 3
    assert lines(built, rule) == [at, behind]


@pytest.mark.parametrize("shown", ["\\(y = x^2 + 3\\)", "in plain text y = x² + 3"])
def test_a_formula_is_read_in_the_section_where_it_stands(book, shown) -> None:
    built = book(f"Now {shown}.\n\n## Another cost\n\nNow {shown}.\n", start=SECTIONS)
    assert lines(built, "unchecked-formula") == [LINE + 4]
    built = book(f"Now {shown}.\n\nNow {shown}.\n\n## Another cost\n\n- Now {shown}.\n", start=SECTIONS)
    assert lines(built, "unchecked-formula") == [LINE + 6]
