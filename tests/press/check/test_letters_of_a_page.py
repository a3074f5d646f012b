"""What a page says of its letters, and its formulas read by that: in prose, in plain text, in the ledger."""

from __future__ import annotations

import pytest
from small_book import claim

START = """\
```python exec="on" id="start"
x = -6.0
def cost(x):
    \"\"\"The cost.\"\"\"
    return x * x + 3
def slope(x):
    \"\"\"The slope.\"\"\"
    return 2 * x
```

```python exec="on" id="letters"
places = [-2.0, 0.5, 3.0]
letters = {
    "x": places,
    "y": [cost(x) for x in places],
    r"\\frac{dy}{dx}": [slope(x) for x in places],
    "r": 0.1,
    r"x \\leftarrow": [x - 0.1 * slope(x) for x in places],
    "## Another cost": {"y": [x**3 for x in places]},
}
```

""".replace("\\\\", "\\")
LINE = START.count("\n") + 1


def head(quantity: str) -> str:
    """Return the start of a page that declares a quantity."""
    return START.replace('    "##', f"    {quantity},\n" + '    "##')


@pytest.mark.parametrize(
    "text",
    [
        r"The cost is \(y = x^2 + 3\), and \(\frac{dy}{dx} = 2x\).",
        r"\[ x \leftarrow x - r \cdot \frac{dy}{dx} \]",
        r"At \(x = -6\) the cost is \(y = [39]{=cost(x)}\), and \(x > 0\) is elsewhere.",
        r"A cost \([x^2 + 3]{=[cost(x) for x in places]}\), not \([x^2 - 3]{=[cost(x) for x in places] # counter}\).",
        "## Another cost\n\nNow \\(y = x^3\\), in plain text y = x³.",
        "The slope dy/dx = x + x in plain text.",
        "The letters \\(x\\) and \\(y\\).",
        "At \\(x = 3\\), it is \\(y = x + 9\\), and \\(y = 4x \\text{ at } x = 3\\).",
        "At \\(x = -2\\), it is \\(y = 7\\). At \\(x = 4\\) and \\(r = 1\\), \\(y = 8\\): no letter is there.",
        "At \\(r = 2\\), \\(y = 8\\).",
    ],
)
def test_what_the_letters_bear_out_passes(passes, text) -> None:
    passes(text + "\n", start=START)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (r"The cost is \(y = x^2 + 4\).", "y = x^2 + 4 is not right: y is 3.25, but"),
        (r"The cost is \(y = x^3\).", "y = x^3 is not right: y is 7, but x^3 is -8"),
        (r"The cost is \(2x + 1\).", "2x + 1 is -3, where x = -2, and no quantity is that"),
        (r"At \(x = 3\), it is \(y = x + 8\).", "y = x + 8 is not right"),
        (r"At \(x = 3\) the rest is low. Now \(y = x + 9\).", "y = x + 9 is not right"),
        (r"At \(x = -2\), \(y = 8\).", r"y = 8 \text{ at } x = -2 is not right: y is 7 there"),
        (r"It is \(y = x + 9 \text{ at } x = 4\).", "no case of x is 4; give `letters` one"),
        (r"The letter \(u\).", "u stands for nothing; say in `letters` what it is"),
        (r"The cost is \([x^2 - 3]{=[cost(x) for x in places]}\).", "is 1, but its expression is 7"),
        (r"Not \([x^2 + 3]{=[cost(x) for x in places] # counter}\).", "is quoted as wrong, and it is right"),
        (r"Not \([x^3]{=[cost(x) for x in places] # counter}\).", "more than one slip away"),
        ("The slope dy/dx = x − x in plain text.", "= x − x is not right: "),
        ("The cost y ∝ x, in plain text.", "y ∝ x: \\propto says no number"),
        ("There y ≡ x³.", "y ≡ x³ is not right"),
        ("Where x ≪ y.", "\\ll"),
        ("So y ≅ x.", "\\cong"),
        ('<svg role="img" aria-label="The slope dy/dx = x − x"></svg>', "= x − x is not right"),
        ("Here y = x³, in plain text.\n\n## Another cost\n\nThere y = x³, too.", "y = x³ is not right"),
        ("| the slope dy/dx = x − x |\n|---|\n| none |", "= x − x is not right"),
    ],
)
def test_what_they_do_not_bear_out_is_named(fails, text, message) -> None:
    fails(f"docs/index.md:{LINE}", [message, "[unchecked-formula]"], text + "\n", start=START)


def test_an_expression_of_a_page_without_letters_is_named(fails) -> None:
    fails("docs/index.md:8", "nothing reads the formula 2x - 1: say what its letters mean", "It is \\(2x - 1\\).\n")


def test_a_quantity_that_is_declared_is_shown(fails, passes) -> None:
    start = head('"the slope there": [slope(x) for x in places]')
    fails(
        "docs/index.md:19", ['letters declares "the slope there", and no formula', "[letters]"], "None.\n", start=start
    )
    passes("The slope is \\(2x\\).\n", start=start.replace('    r"\\frac{dy}{dx}": [slope(x) for x in places],\n', ""))


def test_a_slip_that_would_pass_asks_to_bind_the_formula(fails, passes) -> None:
    start = head('"its size": [4.0 - x * x for x in places]')
    text = "\\(x^2 + 3\\) and \\(4 - x^2\\)\n"
    start = start.replace(
        "x * x for x in places]", 'x * x for x in places],\n    "the other": [4.0 + x * x for x in places]'
    )
    fails(
        f"docs/index.md:{LINE + 2}",
        'with + in the place of -, 4 - x^2 would be "the other"',
        text + "\n\\(4 + x^2\\)\n",
        start=start,
        alone=False,
    )


def test_letters_that_can_not_be_read_are_named(fails) -> None:
    start = START.replace('"r": 0.1', '"r": 0.1,\n    "s": 0.1')
    fails(
        "docs/index.md:11",
        ["the letters of this page can't be read", "r and s have the same values"],
        "\\(x\\)\n",
        start=start,
    )


def test_letters_are_a_dictionary(fails) -> None:
    start = START.replace("letters = {", "meanings = {")
    fails("docs/index.md:11", "makes no letters; write letters = {…} in it", "\\(x\\)\n", start=start)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"prints": "y = x + 3 … y", "verdict": "erratum", "truth": "y = x² + 3", "why": "Lost."}, ""),
        ({"prints": "y = x +3", "verdict": "erratum", "truth": "y = x² + 3", "why": "Lost."}, ""),
        ({"prints": "x = x - dy/dx * r", "verdict": "holds"}, ""),
        ({"prints": "a cost = a number", "verdict": "holds"}, ""),
        (
            {"prints": "y = x^2 + 3", "verdict": "erratum", "truth": "y = x² + 3", "why": "Lost."},
            "yet y = x^2 + 3 is true",
        ),
        (
            {"prints": "y = x + 3", "verdict": "erratum", "truth": "y = x² + 4", "why": "Lost."},
            "is true as y = x² + 4 in the ledger, and that is not so: y is 3.25",
        ),
        ({"prints": "y = x^2 - 3", "verdict": "holds"}, 'is "holds", yet y = x^2 - 3 is not so'),
        ({"prints": "x = x + dy/dx * r", "verdict": "holds"}, "is not so: x is"),
    ],
)
def test_formulas_of_the_ledger_are_read(passes, fails, fields, message) -> None:
    counter = r", not \([y = x + 3]{=letters #power counter}\)" * (fields["verdict"] == "erratum")
    section = '[[section]]\npage = "index.md"\n\n'
    text = rf"It is \([y = x^2 + 3]{{=letters #power}}\){counter}." + "\n"
    claims = section + claim("power", **fields)
    if message:
        fails(
            "docs/claims.toml:5",
            [message, "[ledger]"],
            text,
            claims,
            start=START,
            alone="yet y = x^2 + 3" not in message,
        )
    else:
        built = passes(text, claims, start=START)
        which = "the corrected formula" if fields["verdict"] == "erratum" else "the formula"
        assert f"<dt>Computed now</dt><dd>{which} holds</dd>" in built.page("ledger/index.html")


def test_a_formula_that_is_quoted_as_wrong_is_what_the_article_prints(fails) -> None:
    fields = {"prints": "y = x +3", "verdict": "erratum", "truth": "y = x² + 3", "why": "Lost."}
    text = r"It is \([y = x^2 + 3]{=letters #power}\), not \([y = x - 3]{=letters #power counter}\)." + "\n"
    claims = '[[section]]\npage = "index.md"\n\n' + claim("power", **fields)
    message = "y = x - 3 is quoted as wrong, and y = x +3 is printed; copy that out"
    fails(f"docs/index.md:{LINE}", [message, "[ledger]"], text, claims, start=START)


@pytest.mark.parametrize(
    "text",
    [
        r"At \(x = 4\) the cost is [19]{=cost(4)}.",
        r"At \(x = -6\) the cost is [39]{=cost(x)}.",
        r"At \(x = [-6]{=x}\) the cost is [39]{=cost(x)}.",
        r"It is \(x = 4\). The cost is [39]{=cost(x)}.",
    ],
)
def test_a_condition_that_its_sentence_is_computed_with_passes(passes, text) -> None:
    passes(text + "\n")


@pytest.mark.parametrize(
    "text", [r"At \(x = 4\) the cost is [39]{=cost(x)}.", r"At \(x = 4\) the cost is [12]{=cost(3)}."]
)
def test_a_condition_that_it_is_not_computed_with_is_named(fails, text) -> None:
    fails("docs/index.md:8", ["nothing in this sentence is computed with x = 4", "[loose-condition]"], text + "\n")
