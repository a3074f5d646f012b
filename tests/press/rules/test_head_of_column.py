"""Tables are found in whatever form Markdown has them, and their heads can't be exchanged."""

from __future__ import annotations

import pytest

from lrbook.press.check.source import Source
from lrbook.press.rules import head_of_column

CROSSED = "where | height | place\n--- | --- | ---\nfirst | [39]{=cost} | [4]{=x|y}\n"


def found(text: str) -> list[tuple[int, str]]:
    return list(head_of_column.source(Source("page.md", text)))


@pytest.mark.parametrize("mark", ["", "> ", "  "])
@pytest.mark.parametrize("ends", ["", "|"])
def test_heads_that_could_be_exchanged_are_named(mark: str, ends: str) -> None:
    text = "A line.\n\n" + "".join(f"{mark}{ends}{row}{ends}\n" for row in CROSSED.splitlines())
    ((line, message),) = found(text)
    assert line == 3
    assert message.startswith("the heads 'height' and 'place' could be exchanged unseen")


@pytest.mark.parametrize(
    "text",
    [
        CROSSED.replace("height | place", "cost | x"),
        CROSSED.replace("--- | --- | ---", "a | b | c"),
        CROSSED.replace("--- | --- | ---", "---"),
        "---|" * 5000 + "\n" + "-" * 5000,
    ],
)
def test_what_is_no_table_or_is_told_apart_passes(text: str) -> None:
    assert found(text) == []
