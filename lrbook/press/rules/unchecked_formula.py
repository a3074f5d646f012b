"""A formula that has an operation or a relation is read with the meanings that the page gives its letters."""

from collections.abc import Iterator

from lrbook.press.check.tex import operations, typed_in_formula, unchecked_relations

WHY = "A slip in a formula looks as right as the formula."
FAILS = r"The cost is \(y = x^2 + 3\)."
PASSES = r"""```python exec="on" id="letters"
letters = {"x": [x - 1, x, 4.5], "y": [cost(x - 1), cost(x), cost(4.5)]}
```

The cost is \(y = x^2 + 3\)."""


def reading(tex: str, why: str | None) -> Iterator[str]:
    """Say what is wrong with a formula, or that nothing reads it."""
    if why:
        yield f"the formula {tex.strip()} is not right: {why}"
    elif why is None and not typed_in_formula(tex) and (said := [*unchecked_relations(tex), *operations(tex)]):
        yield f'nothing reads the formula {said[0]}: say what its letters mean, in a block with id="letters"'
