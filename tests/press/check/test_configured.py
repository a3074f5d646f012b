"""What the settings name must be there, and what they say is checked."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from small_book import claim, section

from lrbook.press.check import words


def said(option: str) -> Callable[[str], str]:
    """Return what says an option of the plugin in the settings."""
    return lambda config: config.replace("lrbook: {}", f"lrbook: {{{option}}}")


@pytest.mark.parametrize("line", ["site_name: The 28 rows", "site_description: All 28 rows", "copyright: 28 rows"])
def test_a_number_in_the_configuration_is_named(fails, line) -> None:
    def configured(config: str) -> str:
        return (
            line + "\n" + config.replace("site_name: A small book\n", "" if "site_name" in line else "site_name: B\n")
        )

    fails("mkdocs.yml", "28 is typed", config=configured)


def test_a_number_in_the_navigation_is_named(fails) -> None:
    fails("mkdocs.yml", "28 is typed", config=lambda config: config + "nav:\n  - The 28 rows: [index.md]\n")


def test_a_word_like_none_is_named(book) -> None:
    built = book(config=said("words: {handier: nicer}"))
    assert "mkdocs.yml: handier is like nicer, which is no word that compares" in built.said
    words.teach({})


def test_a_file_to_hash_that_is_missing_is_named(fails) -> None:
    fails("mkdocs.yml", "no such file", config=said("hashed: [data.csv]"))


@pytest.mark.parametrize("option", ["modules", "preload"])
def test_a_module_that_is_missing_is_named(fails, option) -> None:
    config = said(f"{option}: [json, nowhere.part]")
    fails("mkdocs.yml", f"there is no module nowhere.part, which {option} names", config=config, alone=False)


def test_a_text_that_is_named_must_be_there(fails) -> None:
    page, ledger = "The cost is [39]{=cost(x) #case-cost}.\n", section(claim("case-cost", "39", "holds"))
    fails(
        "mkdocs.yml",
        "docs/article.txt is to be the text of the article, and is",
        page,
        ledger,
        config=said("article: article.txt"),
    )


LOADED = """toc: {slugify: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: none}}}
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
      emoji_generator: !!python/name:material.extensions.emoji.to_svg
  - """


def test_what_the_settings_name_in_python_is_loaded(passes) -> None:
    def configured(config: str) -> str:
        return config.replace("toc: {permalink: true}\n  - ", LOADED)

    text = "## The cost\n\nThe [cost](#The-cost) is [39]{=cost(x)} :material-numeric-1-box:.\n"
    assert "<svg" in passes(text, config=configured).page()
