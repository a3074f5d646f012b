"""What can be judged when all pages have run: titles, and what is said to be given."""

from __future__ import annotations

import pytest


def test_a_quantity_that_the_page_computes_is_not_given(fails) -> None:
    text = "It is [−0.123]{=x / 48.8}, or [−0.123]{given}.\n"
    fails("docs/index.md:8", ["−0.123 is given, but this page computes it", "[−0.123]{=x / 48.8}"], text)


@pytest.mark.parametrize("shown", ["about 12.3", "12.3 %", "12.3 patients in 2019"])
def test_what_is_given_with_other_words_may_be_computed(fails, shown) -> None:
    value = "x / -48.8" if "%" in shown else "x / -0.488"
    text = f"It is [12.3]{{=x / -0.488}}, [12.3 %]{{=x / -48.8}}, or [{shown}]{{given}}.\n"
    fails("docs/index.md:8", ["is given, but this page computes it", value], text)


def test_a_fact_does_not_compute_a_quantity_that_is_given(passes) -> None:
    passes("He asked [50,000]{given} people. It [falls]{=cost(0) < cost(x)}.\n")


def test_much_is_the_whole(passes) -> None:
    passes("It is [1]{=cost(x) - 38}, at a load of [100 %]{given}.\n")


@pytest.mark.parametrize("title", ["Two", "Three"])
def test_the_navigation_calls_a_page_by_its_title(book, title) -> None:
    nav = f"nav:\n  - Home: index.md\n  - {title}: two.md\n"
    built = book("# Title\n\nText.\n", docs__two_md="# Two\n\nText.\n", config=lambda config: config + nav)
    told = 'mkdocs.yml: the navigation calls two.md "Three", and its title is "Two"; take the title out there [nav]'
    assert [fault for fault in built.faults() if "[nav]" in fault] == ([told] if title == "Three" else [])
