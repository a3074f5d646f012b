"""What is stated of one of several names no other one of them."""

from __future__ import annotations

import pytest

from lrbook.press.check.source import Source
from lrbook.press.rules import other_key

DOWN, UP = ('[falls]{=picture.lines["downhill"].y}', '[rises]{=picture.lines["going uphill"].y}')


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (f"Downhill it {DOWN}, and going uphill it {DOWN}. It {UP}.", "going uphill"),
        (f"It {DOWN}. The line downhill\n{UP} all the way.", "downhill"),
        (f"It {UP}. The cost {DOWN} going uphill.", "going uphill"),
    ],
)
def test_another_one_is_named(text: str, named: str) -> None:
    ((_, message),) = other_key.source(Source("index.md", text))
    assert f'the words around it name "{named}"' in message


@pytest.mark.parametrize(
    "text",
    [
        f"Downhill it {DOWN}, and going uphill it {UP}.",
        f"Unlike downhill, it {UP} uphill. There it {DOWN}.",
        f"It {UP}. Going on, it {DOWN}.",
        f'{DOWN}, {UP}. Downhill is [longer]{{=(picture.lines["going uphill"].x, picture.lines["downhill"].x)}}.',
        'The one [falls]{=steps["downhill"]}, the other, going uphill, [rises]{=costs["going uphill"]}.',
    ],
)
def test_its_own_name_and_none_pass(text: str) -> None:
    assert list(other_key.source(Source("index.md", text))) == []
