"""Slips planted in every formula of the book, one at a time: its page's letters find them."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from contextlib import redirect_stdout, suppress
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from lrbook.formula import Letters
from lrbook.formula.misreadings import misreadings
from lrbook.formula.relations import joined
from lrbook.formula.signs import RELATIONS
from lrbook.formula.tokens import TOKEN, tokens, written
from lrbook.press.check import stated
from lrbook.press.check.blocks import declared
from lrbook.press.check.ledger import load
from lrbook.press.check.source import Source
from lrbook.press.sessions.formulas import LETTERS, Formula, Reader

pytestmark = pytest.mark.xdist_group("formulas")  # the blocks of each page run once

DOCS = Path(__file__).parent.parent / "docs"
CLAIMS = Source("docs/claims.toml", (DOCS / "claims.toml").read_text(encoding="utf-8"))
PAGES = [page.stem for page in sorted(DOCS.glob("*.md")) if 'id="letters"' in page.read_text(encoding="utf-8")]
WANTED = 0.95


@cache
def page(name: str) -> tuple[Source, Reader]:
    """Return a page and what reads its formulas, once all its blocks have run."""
    source = Source(f"docs/{name}.md", (DOCS / f"{name}.md").read_text(encoding="utf-8"))
    names: dict[str, Any] = {"__name__": "__main__", "ledger": load(CLAIMS)}
    with redirect_stdout(StringIO()), warnings.catch_warnings(), suppress(ImportError):
        warnings.simplefilter("ignore")
        for block in declared(source)[0]:
            with suppress(NotImplementedError, Exception if block.raises else NotImplementedError):
                exec(block.code, names)
    return source, Reader(names[LETTERS], lambda expression, shown: eval(expression, {**names, "shown": shown}))


def is_right(reader: Reader, tex: str, sections: tuple[str, ...]) -> bool:
    for _, _, number in stated.find(tex):
        if isinstance(number, stated.Stated) and number.expression == LETTERS:
            why = any(why for _, why in reader.read(Formula(number.shown, None)).whys)
            if why != number.counter:
                return False
    return not any(why for _, why in reader.read(Formula(tex, sections)).whys)


def slips(tex: str, letters: Letters) -> Iterator[str]:
    """Yield a formula with each likely slip in it: those of the press, relations turned, and any letter for another."""
    for start, end, number in stated.find(tex):
        if isinstance(number, stated.Stated) and stated.is_formula(number.shown):
            for slip in slips(number.shown, letters):
                yield tex[:start] + number.raw.replace(number.shown, slip, 1) + tex[end:]
    if "{=" in tex:
        return
    signs = joined(tokens(tex))
    yield from (written(slip) for slip, _ in misreadings(signs, letters.names))
    turned = {"<": ">", ">": "<", "\\le": "\\ge", "\\ge": "\\le"}
    singles = sorted({token[0] for token in TOKEN.finditer(tex) if token[0].isalpha() and len(token[0]) == 1})
    for place, sign in enumerate(signs):
        others = [turned[sign]] if sign in turned else []
        others += [letter for letter in singles if sign in singles and letter != sign]
        yield from (written([*signs[:place], other, *signs[place + 1 :]]) for other in others)


def meaning(tex: str, letters: Letters) -> Any:
    """Return what the sides of a formula are at values that nothing ties together: a slip may change nothing."""
    chance = np.random.default_rng(0)
    free = Letters({})
    free.names = {
        name: value if callable(value) or name in {"m", "n"} else chance.uniform(0.2, 0.8, np.shape(value))
        for name, value in letters.names.items()
    }
    signs = joined(tokens(tex))
    places = [place for place, sign in enumerate(signs) if sign in RELATIONS]
    parts = [signs[a + 1 : b] for a, b in zip([-1, *places], [*places, len(signs)], strict=True)]
    return [signs[place] for place in places], [free._computed(tex, part)[0] for part in parts]


def is_the_same(one: str, other: str, letters: Letters) -> bool:
    try:
        with np.errstate(all="ignore"):
            (signs, left), (others, right) = meaning(one, letters), meaning(other, letters)
    except (ValueError, TypeError, ArithmeticError):
        return False
    return signs == others and all(
        np.shape(a) == np.shape(b) and np.allclose(a, b, rtol=1e-9) for a, b in zip(left, right, strict=True)
    )


def planted(name: str) -> Iterator[tuple[str, str, bool]]:
    """Yield each formula of a page that computes something, with each slip, and whether that is found."""
    source, reader = page(name)
    for tex, sections in dict.fromkeys((tex, sections) for _, tex, sections in source.formulas):
        letters = reader.table(*(section for section in sections if section in reader.sections))
        assert is_right(reader, tex, sections), tex
        counter = any(number.counter for _, _, number in stated.find(tex) if isinstance(number, stated.Stated))
        if counter or is_condition(tex, letters) or letters._is_alone(joined(tokens(stated_away(tex)))):
            continue
        for slip in {slip: None for slip in slips(tex, letters) if slip.strip() and slip != tex}:
            if "{=" in tex or not is_the_same(tex, slip, letters):
                yield tex, slip, not is_right(reader, slip, sections)


def stated_away(tex: str) -> str:
    for _, _, number in stated.find(tex):
        if isinstance(number, stated.Stated):
            tex = tex.replace(number.raw, number.shown)
    return tex


def is_condition(tex: str, letters: Letters) -> bool:
    """Return whether a formula only says what a letter is, or how large: there is nothing to be wrong."""
    sides = re.split(r"[=<>]", stated_away(tex))
    return any(re.fullmatch(r"\s*[-−]?[\d.]+(\^\{[-\d]+\})?\s*", side) for side in sides) and len(sides) == 2


def test_slips_in_the_formulas_of_the_book_are_found() -> None:
    found = [(name, *slip) for name in PAGES for slip in planted(name)]
    missed = [(name, tex, slip) for name, tex, slip, is_found in found if not is_found]
    assert len(found) > 500
    assert len(missed) <= (1 - WANTED) * len(found), "\n".join(map(str, [len(found), *missed[:40]]))


@pytest.mark.parametrize("name", PAGES)
def test_each_formula_of_a_page_is_right(name: str) -> None:
    source, reader = page(name)
    assert [tex for _, tex, sections in source.formulas if not is_right(reader, tex, sections)] == []


def test_the_pages_say_what_their_letters_mean() -> None:
    assert {"derivative", "logistic-regression", "cost-function", "gradient-descent", "implementation"} <= set(PAGES)
