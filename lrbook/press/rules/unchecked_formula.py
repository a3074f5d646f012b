"""A formula that says how things are related has a check that reads it."""

from collections.abc import Iterator

from lrbook.press.check.prose import typed_in_formula, unchecked_relations

WHY = "A slip in a formula looks as right as the formula."
FAILS = r"The cost is \(y = x^2 + 3\)."
PASSES = r"""```python exec="on" id="b"
def holds(tex):
    left, right = tex.replace("^", "**").split("=")
    return cost(x) == eval(right, {"x": x})
```

The cost is \([y = x^2 + 3]{=holds(shown)}\)."""


def formula(tex: str) -> Iterator[tuple[str, str]]:
    """Find the relations of a formula that are more than a condition."""
    for relation in () if typed_in_formula(tex) else unchecked_relations(tex):
        remedy = f"state all of it as [{relation}]{{=check(shown)}}, with a check that reads what is shown"
        yield relation, f"nothing checks the formula {relation}; {remedy}"
