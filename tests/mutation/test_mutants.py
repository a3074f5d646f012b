"""What is planted: small errors, each of them once, and only those that the book could find."""

import ast

import pytest

from lrbook.mutation import source_of
from lrbook.mutation.mutants import mutants_of


def test_the_same_mutants_are_made_each_time():
    found, left_out = mutants_of("parabola", source_of("parabola"))
    assert found == mutants_of("parabola", source_of("parabola"))[0]
    assert len(found) > 30
    assert left_out["arithmetic for bits"] > 0
    assert len({mutant.key for mutant in found}) == len(found)


@pytest.mark.parametrize("module", ["parabola", "neuron"])
def test_a_mutant_is_one_line_of_python_with_an_error_in_it(module):
    lines = source_of(module).splitlines()
    for mutant in mutants_of(module, source_of(module))[0]:
        ast.parse(mutant.code)
        changed = [(a, b) for a, b in zip(lines, mutant.code.splitlines(), strict=True) if a != b]
        assert [(was.strip(), now.strip()) for was, now in changed] == [(mutant.was, mutant.now)]
        assert lines[mutant.line - 1].strip() == mutant.was


def test_what_is_no_mathematics_is_left_out():
    source = '''def half(x: float | None = None) -> float | None:
    """Return x / 2 + 0."""
    if x is None:
        raise ValueError(f"x is {x!r}: give a number, such as {1 + 1}")
    return x / 2
'''
    found, left_out = mutants_of("half", source)
    assert {mutant.line for mutant in found} == {3, 5}
    assert left_out["annotations, docstrings, texts of errors"] > 4
