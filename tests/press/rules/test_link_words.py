"""The words of a link name what it leads to; swap two links of the book, and it is noticed."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path
from posixpath import dirname, join, normpath

import pytest
from small_book import START

from lrbook.press.check.source import Source, read
from lrbook.press.rules import link_words
from lrbook.press.setting.titles import headings

OTHER = """\
# How a sigmoid bends

## Both *ends* { #two-ends .wide }

All.

<span id="far"></span>

## It `steps`

It does.

## 1. The slope

It has one.
"""
"""Another page to link to."""


@pytest.mark.parametrize(
    ("words", "title", "said"),
    [
        ("`b`", "b: ", False),  # the link that the ledger makes to a claim of this name
        ("x", "X", False),
        ("L", "L: the largest curvature", False),
        ("`b`", "c: ", True),
        ("x", "The x of it", True),
        ("it has true valleys", "It has false valleys", True),
        ("how small the rate may be", "How large may the rate be?", True),
        ("has every false valley", "It has no false valleys", True),
        ("a worse descent", "A better descent", True),
        ("the better descent", "A better descent", False),
        ("our whole program", "The whole program", False),
        ("how the cost bends", "Aside: how strongly the cost bends", False),
        ("has no false valley", "It has no false valleys", False),
        ("worse descents", "A better descent", False),
        ("what a single step gains", "What a step gains", False),
    ],
)
def test_words_may_be_the_name_however_short(words, title, said) -> None:
    assert bool(link_words.link(words, title)) == said


@pytest.mark.parametrize(
    "link",
    [
        "[the sigmoid](other.md)",
        "[bending sigmoids](other.md)",
        "[its two *ends*](other.md#two-ends)",
        "[a `step`](other.md#it-steps)",
        "[what is far](other.md#far)",
        "[](other.md)",
        "[](<other.md>)",
        "[](<other.md#two-ends>)",
        "[](other.md#two-ends)",
        "[](other.md#it-steps)",
        "[](other.md#1-the-slope)",
        '<a href="other/">Sigmoid</a>',
        "[![a sigmoid](picture.png)](other.md)",
        "[anything](https://example.org/)",
        "`[](other.md)` and `[here](other.md)`",
        "<!-- lift link-words: it is a riddle -->\nGo [there](other.md).",
    ],
)
def test_a_link_whose_words_say_where_it_leads_passes(passes, link) -> None:
    passes(f"A text with {link}.\n", docs__other_md=OTHER, docs__picture_png=b"")


@pytest.mark.parametrize(
    ("link", "told"),
    [
        ("[here](other.md)", ['"here"', '"How a sigmoid bends"']),
        ("[how it is](other.md)", '"How a sigmoid bends"'),
        ("[the sigmoid](other.md#two-ends)", ['"the sigmoid"', '"Both ends"']),
        ("[a sigmoid](other.md#far)", '"far: Both ends"'),
        ("[a `sigmoid`](other.md#it-steps)", '"a `sigmoid`" and leads to "It `steps`"'),
        ('<a href="other/">the end</a>', '"the end"'),
        ("[![a cost](picture.png)](other.md)", '"a cost"'),
    ],
)
def test_a_link_that_leads_elsewhere_is_named(fails, link, told) -> None:
    fails(
        "docs/index.md:10",
        [*([told] if isinstance(told, str) else told), "[link-words]"],
        f"A text.\n\n{link}\n",
        docs__other_md=OTHER,
        docs__picture_png=b"",
    )


def test_of_two_links_to_one_place_the_wrong_one_is_named(fails) -> None:
    text = "[a sigmoid](other.md)\n\n[a cost](other.md)\n"
    fails("docs/index.md:10", "a cost", text, docs__other_md=OTHER)


def test_what_a_block_prints_has_links_too(fails) -> None:
    text = '```python exec="on" id="printed"\nprint("See [the cost](other.md).")\n```\n'
    fails("docs/index.md:9", '"the cost"', text, docs__other_md=OTHER)


def test_a_title_that_computes_is_left_where_it_is(fails) -> None:
    other = START + "# It is [−6]{=x}\n"
    fails("docs/index.md:8", '"nothing" and leads to "It is −6"', "[](other.md)\n", docs__other_md=other)


def test_code_leads_to_what_has_its_name() -> None:
    assert not link_words.link("`step`", "`lrbook.parabola.step`")
    assert not link_words.link("`parabola.step(x)`", "`lrbook.parabola.step`")
    assert not link_words.link("one step", "`lrbook.parabola.step`")
    assert link_words.link("`descent`", "`lrbook.descent.gradient_descent`")
    assert link_words.link("`slope`", "`lrbook.parabola.step`")


def test_words_that_are_all_in_another_title_lead_there() -> None:
    titles = {
        "Gradient descent",
        "A better descent, and more data",
        "The cost",
        "The cost of `neuron`",
        "What a step gains",
    }
    assert 'all its words are in "Gradient descent"' in link_words.link(
        "gradient descent", "A better descent, and more data", titles
    )
    assert link_words.link("the cost of the neuron", "The cost", titles)
    assert not link_words.link("the cost", "The cost of `neuron`", titles)
    assert not link_words.link("a gradient in a descent", "Gradient descent", titles)
    assert not link_words.link("the cost of each step", "The cost", titles)
    assert not link_words.link("`step`", "`lrbook.parabola.step`", titles)


DOCS = Path(__file__).parents[3] / "docs"
LINK = re.compile(
    r"(?<!!)\[(?P<words>[^\[\]\"]+)\](?:\((?P<page>[\w./-]*\.md)?(?:#(?P<anchor>[\w-]+))?\)|\[(?P<name>lrbook[\w.]*)\])"
)


def _links(page: str, pages: dict[str, Source]) -> list[tuple[str, str]]:
    """Return the links of a page of the book: the words of each, and the title that it leads to."""
    found = []
    for link in LINK.finditer(pages[page].outside):
        there = normpath(join(dirname(page), link["page"])) if link["page"] else page
        title = f"`{link['name']}`" if link["name"] else headings(pages[there]).get(link["anchor"] or "", "")
        found += [(link["words"], title)] if title else []
    return found


def test_nearly_all_links_of_the_book_are_missed_if_two_are_swapped() -> None:
    pages = {path.relative_to(DOCS).as_posix(): read(path, DOCS) for path in DOCS.rglob("*.md")}
    found = {link for page in pages for link in _links(page, pages)}
    assert len(found) > 50
    titles = {title for _, title in found}
    assert not any(link_words.link(words, title, titles) for words, title in found)
    swaps = [(a, b) for a, b in combinations(sorted(found), 2) if a[1] != b[1]]
    caught = sum(bool(link_words.link(a[0], b[1], titles) or link_words.link(b[0], a[1], titles)) for a, b in swaps)
    assert caught >= 0.99 * len(swaps), f"{caught} of {len(swaps)}"
