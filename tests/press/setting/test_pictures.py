"""The ids in pictures: two pictures of a page may have been given the same."""

from __future__ import annotations

import re
from collections.abc import Callable

from small_book import Built

from lrbook.press.setting.pictures import apart

DOT = (
    '<svg aria-labelledby="t d"><title id="t">One dot</title><desc id="d">It is red.</desc><defs><path id="m"/>'
    '<clipPath id="c"/></defs><g clip-path="url(#c)"><use xlink:href="#m" class="m"/><text>t m</text></g></svg>'
)


def test_the_second_picture_has_ids_of_its_own_and_names_them() -> None:
    taken: set[str] = set()
    first, second, third = (apart(DOT, taken) for _ in range(3))
    assert first == DOT
    assert second == DOT.replace('"t d"', '"picture-2-t picture-2-d"').replace('id="', 'id="picture-2-').replace(
        "#", "#picture-2-"
    )
    assert third == second.replace("picture-2", "picture-3")


def test_what_no_picture_shares_stays() -> None:
    taken: set[str] = set()
    other = DOT.replace('"m"', '"n"').replace("#m", "#n")
    assert [apart(text, taken) for text in (f"<p id='t'>{DOT}</p>", '<svg id="own"/></svg>', "<p>", DOT[:9])] == [
        f"<p id='t'>{DOT}</p>",
        '<svg id="own"/></svg>',
        "<p>",
        DOT[:9],
    ]
    assert 'id="picture-2-n"' in apart(other, taken)  # a picture is renamed as a whole


def test_two_blocks_of_a_page_may_print_pictures_with_the_same_ids(passes: Callable[..., Built]) -> None:
    block = '\n```python exec="on" html="on" id="{}"\nprint({!r})\n```\n'
    shown = passes("# Two dots\n" + block.format("one", DOT) + block.format("two", DOT)).page()
    ids = re.findall(r'<\w[^<>]* id="([^"]+)"', shown)
    assert len(ids) == len(set(ids))
    assert {"m", "picture-2-m"} <= set(re.findall(r'xlink:href="#([^"]+)"', shown)) <= set(ids)
