"""A page as its author wrote it: what of it is code, and what prose."""

from __future__ import annotations

import pytest

from lrbook.press.check.source import Source


@pytest.mark.parametrize(
    "text",
    [
        "The key ` is left.\n\n<data>39</data>\n\nThe other ` is right.",
        "The key \\` is left: <data>39</data>, and \\` is right.",
        "- the key `\n- <data>39</data>\n- the other `",
        "1. the key `\n2. <data>39</data> `",
        "The key `\n# <data>39</data> `",
        "> The key `\n>\n> <data>39</data> `",
    ],
)
def test_code_in_a_line_ends_with_its_paragraph(text) -> None:
    assert "<data>39</data>" in Source("page.md", text).prose


def test_a_line_is_sought_by_what_is_neither_stated_nor_given_in_it() -> None:
    page = Source("page.md", "The star has [1.25]{given} of it.\n\nThe star has 1.25 here.\n\nIt has [1.25]{=x} of it.")
    assert page.line_like("1.25", "The star has 1.25 of it") == 3


def test_of_two_lines_that_share_as_many_words_the_one_without_others_is_meant() -> None:
    page = Source("page.md", "They like Kubernetes 28 and it runs.\n\nKubernetes 28 runs it.")
    assert page.line_like("28", "Kubernetes 28 runs it.") == 3


@pytest.mark.parametrize("text", ["`<data>`", "``a ` <data>``", "A long `line of\ncode <data>` here.", "`\\` `<data>`"])
def test_code_in_a_line_is_no_prose(text) -> None:
    assert "<data>" not in Source("page.md", text).prose
