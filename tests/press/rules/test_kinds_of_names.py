"""Names that hold digits pass as plain prose, and quantities do not; measured on sentences as authors write them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lrbook.press.check.source import GIVEN
from lrbook.press.check.typed import typed_numbers
from lrbook.press.rules import names

KINDS = [pytest.param(kind, id=name) for name, kind in names.every().items()]
PARTS = re.split(r"(?m)^# .*\n", Path(__file__).with_name("sentences.txt").read_text(encoding="utf-8"))
PLAIN, MARKED, TYPED = [part.strip().splitlines() for part in PARTS[1:]]


def numbers(text: str) -> list[str]:
    """Return the numbers of a text that are neither given nor part of a name."""
    return [number[0].strip() for number in typed_numbers(GIVEN.sub("…", text))]


@pytest.mark.parametrize("kind", KINDS)
def test_a_name_passes(kind) -> None:
    assert {text: numbers(text) for text in kind.passes if numbers(text)} == {}


@pytest.mark.parametrize("kind", KINDS)
def test_a_near_miss_is_a_quantity(kind) -> None:
    assert {text: numbers(text) for text, number in kind.fails.items() if number not in numbers(text)} == {}


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_says_what_it_is(kind) -> None:
    assert kind.what.endswith(".")
    assert kind.passes
    assert kind.fails


@pytest.mark.parametrize("sentence", PLAIN)
def test_an_honest_sentence_passes_as_it_stands(sentence) -> None:
    assert numbers(sentence) == []


@pytest.mark.parametrize("sentence", MARKED)
def test_a_given_quantity_needs_no_more_than_its_mark(sentence) -> None:
    assert GIVEN.search(sentence)
    assert numbers(sentence) == []
    assert numbers(GIVEN.sub(r"\g<shown>", sentence)), "it would pass without"


@pytest.mark.parametrize("sentence", TYPED)
def test_a_typed_quantity_is_found(sentence) -> None:
    assert numbers(sentence)


def test_honest_sentences_pass_on_a_page(passes) -> None:
    passes("\n\n".join(PLAIN + MARKED))


@pytest.mark.parametrize("text", ["A", "aB", "/a", "abc-", "a/b.c/", "a.", "1.2.", "deadbeef", "x"])
def test_a_long_text_without_an_end_is_read_all_the_same(text) -> None:
    assert len(names.without(text * 5_000)) == len(text) * 5_000
