"""Each fact of the real book is turned round: by an antonym, and by a *not* put in or taken out. All must be found."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

import pytest
from hearing import Heard

from lrbook.press.check import stated
from lrbook.press.check.reading import is_truth
from lrbook.press.check.spelling import shown_number
from lrbook.press.check.stated import Stated

pytestmark = pytest.mark.xdist_group("rounded")

ANTONYMS = dict(
    pair.split("/")
    for pair in """
    falls/rises falling/rising fell/rose rises/falls rise/fall rose/fell higher/lower lower/higher more/less less/more
    larger/smaller smaller/larger
    fewer/more below/above above/below under/over at_most/at_least at_least/at_most cheaper/dearer faster/slower
    likelier/unlikelier better/worse same/opposite opposite/same agree/differ agrees/differs equal/unequal
    differ/agree differs/agrees changes/keeps stays/leaves positive/negative negative/positive inside/outside
    between/outside within/beyond raises/lowers no_number/a_number no_disease/disease unknown/known nothing/something
    zero/one millionth/thousandth billionth/millionth half/third tenth/ninth fifth/fourth infinity/zero
    without_limit/nothing has/lacks right/other refuses/takes takes/refuses refused/taken everyone/no_one none/all
    stays_the_same/changes does_not_change/changes right_less/right_more
    """.split()  # noqa: SIM905
)
VERB = re.compile(r"\b(?:is|are|has|does|falls|fell|rises|rose|agrees?|stays|settles|differs?|takes|refuses)\b")
NOT = re.compile(r"\b(?:not|never|no) ")

Fact = tuple[Stated, Collection[str], Any]


def antonym(text: str) -> str:
    """Turn the first word round that has an antonym; if none has, say the opposite as a whole."""
    words = [word.replace("_", " ") for word in ANTONYMS]
    found = re.search(rf"\b(?:{'|'.join(sorted(words, key=len, reverse=True))})\b", text)
    if not found:
        return f"the opposite of {text}"
    return text[: found.start()] + ANTONYMS[found[0].replace(" ", "_")].replace("_", " ") + text[found.end() :]


def denied(text: str) -> str:
    """Take a *not* out, or put one in."""
    if NOT.search(text):
        return NOT.sub("", text, count=1)
    return VERB.sub(r"\g<0> not", text, count=1) if VERB.search(text) else f"not {text}"


@pytest.fixture
def facts(heard: Heard) -> list[Fact]:
    """Return what the book states in words, with the names of its page and its value."""
    return [
        fact
        for fact in heard.statements
        if not stated.reads_shown(fact[0].expression) and re.match(r"[a-z]{2,}(?!\d)", fact[0].shown) and in_words(fact)
    ]


def in_words(fact: Fact) -> bool:
    """Return whether a statement says a thing in words, other than how many there are."""
    number, _, value = fact
    counts = shown_number(number.shown) is not None and number.shown not in {"nothing", "infinity", "zero"}
    return is_truth(value) or isinstance(value, str) or not counts


@pytest.mark.parametrize("turn", [antonym, denied])
def test_each_fact_of_the_book_that_is_turned_round_is_found(facts: list[Fact], turn: Any) -> None:
    assert len(facts) > 150
    passed = []
    for number, defined, value in facts:
        text = turn(" ".join(number.shown.split()))
        raw = f"[{text}]{number.raw[len(number.shown) + 2 :]}"
        turned = Stated(raw, text, number.expression, number.claim, number.counter, number.reading)
        assert stated.objection(number, defined, value) is None
        if stated.objection(turned, defined, value) is None:
            passed.append(raw)
    print(f"{turn.__name__}: {len(facts) - len(passed)} of {len(facts)} found")
    assert passed == []
