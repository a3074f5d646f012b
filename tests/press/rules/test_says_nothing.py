"""What would pass whatever a page computed is a fault: empty expressions, and what stands just outside the brackets."""

from __future__ import annotations

import pytest
from small_book import claim, section

from lrbook.press.rules.says_nothing import dodge

FACTS = ["True or x", "x == x", "cost(x) <= cost(x)", "x is not None", "abs(x) < 1e3", "np.allclose(x, y, rtol=0.5)"]
FACTS += ["0 * x == 0", "x < 0 or 1", "1e3 > abs(x)", "abs(x).max() < 1e3", "max(abs(x), abs(y)) <= 5", "norm(x) < 7"]
FACTS += [
    "np.isclose(x, y, 1)",
    "np.allclose(x, y, 0, 9)",
    "math.isclose(x, y, rel_tol=0.5)",
    "len(x) >= 0",
    "x**2 >= 0",
]
NUMBERS = [("5", "5 + 0 * x"), ("5", "x and 5"), ("5", "max(5, x)"), ("5", "[x, 5][1]"), ("5", "(lambda z: 5)(x)")]
NUMBERS += [("−5", "min(-5, x)"), ("50 %", "max(0.5, x)"), ("30 percent", "['30 percent' or x]"), ("five", "max(x, 5)")]


@pytest.mark.parametrize("expression", FACTS)
def test_a_fact_that_is_true_by_itself_is_refused(expression) -> None:
    assert dodge(expression, "rises", fact=True)


@pytest.mark.parametrize(("shown", "expression"), NUMBERS)
def test_a_number_that_stands_in_its_own_expression_is_refused(shown, expression) -> None:
    assert dodge(expression, shown, fact=False)


@pytest.mark.parametrize(
    ("shown", "expression", "fact"),
    [
        ("rises", "cost(x) > cost(y) and y > 0", True),
        ("close", "abs(x - y) < 1e-3", True),
        ("far", "abs(x - y) > 1", True),
        ("far", "1 < abs(x - y).max()", True),
        ("many", "len(x) >= 3", True),
        ("between", "0 < abs(x) - y < 3", True),
        ("close", "np.allclose(x, y, rtol=1e-9, atol=1e-12)", True),
        ("5", "cost(x) + 1", False),
        ("one", "len(names)", False),
        ("53", "np.finfo(float).nmant + 1", False),
    ],
)
def test_what_computes_something_passes(shown, expression, fact) -> None:
    assert dodge(expression, shown, fact=fact) == ""


@pytest.mark.parametrize("text", ["It is [39]{=39 + 0 * x}.", "It [rises]{=x == x}.", "It [rises]{=True or x}."])
def test_a_page_that_says_nothing_is_named(fails, text) -> None:
    fails("docs/index.md:8", "says nothing", text)


@pytest.mark.parametrize(
    "text",
    [
        *["−[39]{=cost(x)}", "minus [39]{=cost(x)}", "4[39]{=cost(x)}", "[39]{=cost(x)} %", "[39]{=cost(x)} percent"],
        *[
            "≈ [39]{=cost(x)}",
            "–[39]{=cost(x)}",
            "∓[39]{=cost(x)}",
            "not [39]{=cost(x)}",
            "never [above]{=cost(x) > x}",
        ],
        *["\\(x \\pm [39]{=cost(x)}\\)"],
        *["[39]{=cost(x)}k", "[39]{=cost(x)}.5", "\\(y = -[39]{=cost(x)}\\)", "\\(4[39]{=cost(x)}\\)"],
        *["\\([39]{=cost(x)}^2\\)", "\\([39]{=cost(x)}\\%\\)", "\\([39]{=cost(x)}.5\\)"],
    ],
)
def test_what_stands_at_a_number_and_changes_it_is_named(fails, text) -> None:
    fails("docs/index.md:8", "inside the brackets", f"It is {text} here.\n", alone=False)


@pytest.mark.parametrize(
    "text",
    [
        *[
            "It is [39]{=cost(x)}.",
            "([39]{=cost(x)})",
            "[39]{=cost(x)}, and",
            "a − [39]{=cost(x)}",
            "[39]{=cost(x)}-fold",
        ],
        *["\\(y - [39]{=cost(x)}\\)", "\\(y = [39]{=cost(x)}\\)", "**[39]{=cost(x)}**"],
    ],
)
def test_what_only_stands_beside_a_number_passes(passes, text) -> None:
    passes(f"{text}\n")


@pytest.mark.parametrize(("prints", "right"), [("78 %", True), ("77 %", False), ("much", True)])
def test_what_can_be_known_agrees_with_what_is_printed(book, prints, right) -> None:
    entry = claim("accuracy", prints, "unreproducible", missing="The rate.", why="Because.")
    assert (book("What is known: [78 %]{=cost(x) / 50 #accuracy}.", section(entry)).code == 0) == right


@pytest.mark.parametrize("word", ["dozen", "a third", "three quarters", "a tenth", "trillion", "twofold"])
def test_words_for_numbers_are_named(fails, word) -> None:
    fails("docs/index.md:8", "is typed, not computed", f"It takes {word} of them.\n")


@pytest.mark.parametrize("line", ["site_name: The 28 rows", "site_description: All 28 rows", "copyright: 28 rows"])
def test_a_number_in_the_configuration_is_named(fails, line) -> None:
    def configured(config: str) -> str:
        return (
            line + "\n" + config.replace("site_name: A small book\n", "" if "site_name" in line else "site_name: B\n")
        )

    fails("mkdocs.yml", "28 is typed", config=configured)


def test_a_number_in_the_navigation_is_named(fails) -> None:
    fails("mkdocs.yml", "28 is typed", config=lambda config: config + "nav:\n  - The 28 rows: index.md\n")


@pytest.mark.parametrize("info", ["text", "", "output", "console", "ipython"])
def test_a_sample_that_nothing_checks_is_named(fails, info) -> None:
    fails("docs/index.md:8", "nothing checks this sample", f"```{info}\n28\n```\n")


def test_any_warning_is_a_fault(fails) -> None:
    code = 'import warnings\nwarnings.warn("mind")'
    fails("docs/index.md:10", "UserWarning: mind", f'```python exec="on" id="b"\n{code}\n```\n')
