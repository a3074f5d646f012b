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


CODE = """\
```python exec="on" id="b"
fast_steps, slow_steps = len(fast), len(slow)
share_men_ill, share_women_ill = 0.55, 0.26
print(fast.cost(), slow.cost(), fast.descents)
picture = compared({"downhill": down, "uphill": up})
```

"""


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("The slow rate takes [4]{=fast_steps} steps.", "slow"),
        ("With `slow` it takes [4]{=fast_steps} steps.", "slow"),
        ("[26 %]{=share_women_ill} of the men are ill.", "men"),
        ("The slow walk costs [4]{=fast.cost()} in the end.", "slow"),
        ("Uphill the cost [falls]{=picture.lines['downhill'].y}.", "uphill"),
    ],
)
def test_another_one_that_the_blocks_have_is_named(text: str, named: str) -> None:
    ((_, message),) = other_key.source(Source("index.md", CODE + text))
    assert f'the words around it name "{named}"' in message


@pytest.mark.parametrize(
    "text",
    [
        "The fast rate takes [4]{=fast_steps} steps, and the slow one [37]{=slow_steps}.",
        "With [37]{=slow_steps} steps it is slower than with [4]{=fast_steps}.",
        "Unlike the slow rate it takes [4]{=fast_steps} steps.",
        "With `fast` it takes [4]{=fast_steps} steps, and `slow` takes [37]{=slow_steps}.",
        "It takes [4]{=fast_steps} steps instead of the slow rate's [37]{=slow_steps}.",
        "The slow rate takes [33]{=slow_steps - fast_steps} steps more.",
        "[55 %]{=share_men_ill} of the men are ill, and [26 %]{=share_women_ill} of the women.",
        "Where men have [55 %]{=share_men_ill}, it is [26 %]{=share_women_ill} for women.",
        "The fast walk costs [4]{=fast.cost()}, and the slow one [37]{=slow.cost()}.",
        "The slow one costs [4]{=slow.cost() - fast.cost()} more. On a slow day it has [3]{=fast.descents} descents.",
        "That is slow: [4]{=fast_steps}. A slow walk has [more]{=slow_steps > fast_steps} steps.",
    ],
)
def test_its_own_name_in_a_family_passes(text: str) -> None:
    assert list(other_key.source(Source("index.md", CODE + text))) == []


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
