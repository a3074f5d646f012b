"""The glossary: the first use of a term on each page leads to what it means, and the glossary explains nothing else."""

from __future__ import annotations

import re

import pytest

GLOSSARY = """# Glossary

## Words

### Slope

How fast a curve rises, as "rise" over run.

With a formula: \\(x\\).

### Least squares {{data-also="fit, smallest squares"}}

The smallest
sum of squares.
{}"""
LINK = re.compile(r'<a class="term" href="([^"]*)" title="([^"]*)">([^<]*)</a>')
USED = "# Home\n\nThe slope, and least squares.\n\n"


def terms(html: str) -> list[tuple[str, ...]]:
    return LINK.findall(html)


def test_the_first_use_on_each_page_leads_to_the_glossary(passes) -> None:
    built = passes(
        USED + "Then another slope.\n",
        docs__glossary_md=GLOSSARY.format(""),
        docs__deep__two_md="# Two\n\nA **fit** has slopes. So has the smallest\nsquares.\n",
    )
    squares = ("glossary/#least-squares", "The smallest sum of squares.")
    slope = ("glossary/#slope", "How fast a curve rises, as &quot;rise&quot; over run.")
    assert terms(built.page()) == [(*slope, "slope"), (*squares, "least squares")]
    wanted = [(f"../../{squares[0]}", squares[1], "fit"), (f"../../{slope[0]}", slope[1], "slopes")]
    assert terms(built.page("deep/two/index.html")) == wanted
    assert terms(built.page("glossary/index.html")) == []
    assert all(f' id="{anchor}"' in built.page("glossary/index.html") for anchor in ("slope", "least-squares"))


@pytest.mark.parametrize(
    "text",
    [
        "`slope`",
        "[the slope of home](index.md)",
        "## A slope",
        "\\(slope\\)",
        '[the slope]{="the slope" if cost(x) == 39 else "the cost"}',
        '```python exec="on" id="b"\nprint("a slope")\n```',
        "downslope, slope-like",
        "![the slope](picture.svg)",
    ],
)
def test_no_term_is_marked_where_a_link_does_not_belong(passes, text) -> None:
    built = passes(
        f"# Home\n\n{text}\n",
        docs__two_md="# Two\n\nThe slope and the fit.\n",
        docs__glossary_md=GLOSSARY.format(""),
        docs__picture_svg="<svg/>",
    )
    assert terms(built.page()) == []


@pytest.mark.parametrize(
    ("entry", "texts"),
    [
        ("\n### Unused\n\nNobody says it.\n", ["no page uses 'Unused'", "take it out"]),
        ("\n### Cost\n\nA \\(y\\) of a thing.\n", ["the first paragraph on 'Cost'", "plain words"]),
        ("\n### Cost\n\nA *number*.\n", ["the first paragraph on 'Cost'"]),
        ("\n### Cost\n", ["the first paragraph on 'Cost'"]),
        ('\n### Cost {data-also="fit"}\n\nA number.\n', ["'fit' has two entries"]),
        ("\n### Cost\n\nAbout 17 things.\n", ["17 is typed"]),
    ],
)
def test_an_entry_that_does_not_serve_fails_the_build(fails, entry, texts) -> None:
    fails(
        "docs/glossary.md:" + ("18" if "17" in entry else "16"),
        texts,
        USED + "The cost.\n",
        docs__glossary_md=GLOSSARY.format(entry),
    )


def test_the_longest_form_counts(passes) -> None:
    entries = "### Descent\n\nGoing down.\n\n### Steepest descent\n\nGoing straight down.\n"
    built = passes("# Home\n\nSteepest descent, then descent.\n", docs__glossary_md=f"# Glossary\n\n{entries}")
    assert [term[2] for term in terms(built.page())] == ["Steepest descent", "descent"]


def test_a_book_without_a_glossary_needs_none(passes) -> None:
    assert terms(passes(USED).page()) == []


def test_a_tooltip_shows_what_a_definition_states_and_no_more(passes) -> None:
    entry = "\n### Rise\n\nA height of [39]{=cost(x)}, no less.\n"
    start = '\n```python exec="on" id="heights"\nx = -6.0\ndef cost(x):\n    return x * x + 3\n```\n'
    built = passes(USED + "A rise.\n", docs__glossary_md=GLOSSARY.format(start + entry))
    assert ("glossary/#rise", "A height of 39, no less.", "rise") in terms(built.page())
