"""The article's program: the pages write it piece by piece, and what they have written is the whole of it."""

from __future__ import annotations

import ast
import inspect

import numpy as np
import pytest
from real_book import ROOT, nav

from lrbook import descent, evaluation, heart, neuron, program
from lrbook.press.check.source import Source

TITLE = 'title="lrbook/program.py"'


def pieces() -> list[tuple[str, str]]:
    """The pieces in the order of the pages, each with its page."""
    sources = ((page, Source(page, (ROOT / "docs" / page).read_text(encoding="utf-8"))) for page in nav())
    return [(page, fence.text) for page, source in sources for fence in source.fences if TITLE in fence.info]


def test_the_pieces_are_the_program() -> None:
    head, *functions = inspect.getsource(program).split("\n\n\n")
    written = [code for _, text in pieces() for code in text.strip().split("\n\n\n")]
    assert written == [function.strip() for function in functions]
    assert head.endswith("import numpy as np")


def test_it_is_complete_before_the_heart_data_come() -> None:
    pages = [page for page, _ in pieces()]
    assert all(nav().index(page) < nav().index("heart-disease.md") for page in pages)
    assert pages[-1] == "implementation.md"


@pytest.mark.parametrize("name", [node.name for node in ast.parse(inspect.getsource(program)).body[2:]])
def test_a_piece_needs_only_what_was_written_before_it(name: str) -> None:
    known = list(vars(program))
    used = set(getattr(program, name).__code__.co_names) & {other for other in known if callable(vars(program)[other])}
    assert all(known.index(other) < known.index(name) for other in used)


def test_it_does_what_the_book_does() -> None:
    X, Y = heart.features_and_labels(heart.load())
    X, _ = heart.standardise(X)
    W, b, costs = program.train(X, Y, rate=0.1, steps=50)
    run = descent.gradient_descent(X, Y, rate=0.1, steps=50)
    assert np.allclose(W, run.W, rtol=1e-10)
    assert np.isclose(b, run.b, rtol=1e-10)
    assert np.allclose(costs, run.costs[:-1], rtol=1e-10)
    A = neuron.forward(run.W, run.b, X)[1]
    assert (program.predict(W, b, X) == evaluation.predict(A)).all()
