"""What would pass whatever a page computed is a fault: empty expressions, and what stands just outside the brackets."""

from __future__ import annotations

import pytest
from small_book import claim, section

from lrbook.press.check.spelling import shown_number
from lrbook.press.check.tolerances import wide
from lrbook.press.rules.says_nothing import dodge

FACTS = ["True or x", "x == x", "cost(x) <= cost(x)", "x is not None", "0 * x == 0", "x < 0 or 1", "len(x) >= 0"]
FACTS += ["x**2 >= 0", "abs(x) >= 0", "x > 0 or x <= 0", "x + y == y + x", "min(x, y) <= max(x, y)", "not x != x"]
FACTS += [
    "all(c == c for c in x)",
    "len(x) > -1",
    "(x - y) ** 2 >= 0",
    "all([x == x])",
    "bool([x])",
    "(x > y) in (True, False)",
]
WIDE = ["abs(x) < 1e3", "np.allclose(x, y, rtol=0.5)", "1e3 > abs(x)", "abs(x).max() < 1e3", "norm(x) < 7"]
WIDE += [
    "max(abs(x), abs(y)) <= 5",
    "np.isclose(x, y, 1)",
    "np.allclose(x, y, 0, 9)",
    "math.isclose(x, y, rel_tol=0.5)",
]
FIVES = [
    "5 + 0 * x",
    "x and 5",
    "max(5, x)",
    "[x, 5][1]",
    "[(lambda z: 5)(x)][0]",
    "5 + x - x",
    "5 * x / x",
    "5 * x**0",
]
FIVES += [
    "5 * (x == x)",
    "int(5 + 0 * x)",
    "round(5 + x / 1e12)",
    "4 + 1 + 0 * x",
    "max(2 + 3, x)",
    "{True: 5}[x == x]",
]
FIVES += [
    "dict(a=5, b=x)['a']",
    "[*(x, 5)][1]",
    "sum([5, x, -x])",
    "np.clip(x, 0, 5)",
    "x.clip(5, 5)",
    "np.maximum(5, x)",
]
FIVES += ["np.where(x > 0, 5, 5)", "np.max([5, x])", "[5 for _ in [x]][0]", "next(i for i in (x, 5) if i == 5)"]
FIVES += ["5 if x > 3 else 4", "len('aaaaa') + 0 * x", "float('5') + 0 * x", "5 + (x > 1e15)", "min(max(x, 0), 5)"]
FIVES += [
    "Fraction(5) + x - x",
    "0 * y + (lambda x: 5)(x)",
    "sorted([5, x, 5])[1]",
    "'5' if x > 3 else '4'",
    "f'{5 + 0 * x:.0f}'",
]
FIVES += ["np.array([x, 5])[1]", "5 - 0 * len(x)", "abs(-5) + 0 * x", "next(iter([5, x]), 0) or 5", "5 + 1 / (x * x)"]
FIVES += ["(5).real + 0 * x", "int('5'.strip()) + 0 * x", "np.full(1, 5)[0] + 0 * x", "np.add(5, 0 * x)", "d.get(x, 5)"]
FIVES += ["getattr(x, 'no', 5)", "np.power(5, x**0)", "np.median([5, 5, x])", "np.array([5, x]).min()", "[5, x].pop(0)"]
FIVES += [
    "{'a': 5}.get('a', x) + x - x",
    "[*map(lambda i: 5, [x])][0]",
    "divmod(5, x / x)[0]",
    "(x > 0) * 5 + (x <= 0) * 5",
]
NUMBERS = [("−5", "min(-5, x)"), ("50 %", "max(0.5, x)"), ("30 percent", "['30 percent' or x]"), ("five", "max(x, 5)")]
NUMBERS += [("0", "0 * x"), ("0", "x - x"), ("1", "x / x"), ("1.000", "1 + x / 1e16"), ("0", "len(x) - len(x)")]
NUMBERS += [("256/303", "(right, 303)"), ("0.5 ± 0.1", "(half, 0.1)"), ("rises", "'rises' if x == x else y")]


LISTS = [("the lowest", "(min(costs), costs)"), ("falls", "sorted(costs, reverse=True)")]
LISTS += [("at most", "(min(costs), max(costs))"), ("positive", "sum(cost * cost for cost in costs)")]
HONEST_LISTS = [("the lowest", "(min(costs), [*costs, *others])"), ("at most", "(min(costs), max(others))")]
HONEST_LISTS += [("differ", "(sorted(costs), sorted(others))"), ("the same", "(sorted(costs), sorted(others))")]
HONEST_LISTS += [
    ("differs", "(sum(costs), others)"),
    ("positive", "min(cost for cost in costs)"),
    ("fewer", "(len(set(costs)), len(costs))"),
]


@pytest.mark.parametrize(("shown", "expression"), LISTS)
def test_what_is_so_of_any_list_says_nothing(shown, expression) -> None:
    assert dodge(expression, shown, eval(expression, {"costs": [3, 2, 1]}))


@pytest.mark.parametrize(("shown", "expression"), HONEST_LISTS)
def test_what_is_so_of_some_lists_only_passes(shown, expression) -> None:
    assert dodge(expression, shown, eval(expression, {"costs": [3, 2, 1], "others": [4, 5, 0]})) == ""


@pytest.mark.parametrize("expression", FACTS)
def test_a_fact_that_is_true_by_itself_is_refused(expression) -> None:
    assert dodge(expression, "rises", True)


@pytest.mark.parametrize("expression", WIDE)
def test_a_fact_with_a_wide_tolerance_is_refused(expression) -> None:
    assert wide(expression)


@pytest.mark.parametrize(("shown", "expression"), [*(("5", five) for five in FIVES), *NUMBERS])
def test_a_number_that_stands_in_its_own_expression_is_refused(shown, expression) -> None:
    number = None if expression.startswith("(") else shown_number(shown)
    value = float(number.value) if number else shown if shown.isalpha() else [256, 303]
    assert dodge(expression, shown, value)


HONEST_FACTS = [
    "cost(x) > cost(y) and y > 0",
    "abs(x - y) < 1e-3",
    "abs(x - y) > 1",
    "1 < abs(x - y).max()",
    "len(x) >= 3",
]
HONEST_FACTS += ["0 < abs(x) - y < 3", "np.allclose(x, y, rtol=1e-9, atol=1e-12)", "x != y", "x != 5", "len(x) > 0"]
HONEST_FACTS += ["abs(x - y) > 1e-9", "x < 1e30", "x > -1e30", "name != 'a'", "'no value' in says(x)", "f(x) == x"]
HONEST_FACTS += [
    "all(a > b for a, b in zip(costs, costs[1:]))",
    "isinstance(x, float)",
    "signs(0) == {1}",
    "holds(shown, x)",
]


@pytest.mark.parametrize("expression", HONEST_FACTS)
def test_a_fact_that_may_be_untrue_passes(expression) -> None:
    assert dodge(expression, "rises", True) == wide(expression) == ""


@pytest.mark.parametrize(
    ("shown", "expression", "value"),
    [
        ("5", "cost(x) + 1", 5),
        ("one", "len(names)", 1),
        ("53", "np.finfo(float).nmant + 1", 53),
        ("0", "max(left, 0)", 0),
        ("1", "min(p, 1)", 1),
        ("100 %", "min(max(p, 0), 1)", 1.0),
        ("1.000", "f(1) - f(-1)", 1.0),
        ("1.000", "1 - p", 0.9999),
        ("0.29", "v", 0.29),
        ("2", "v[2]", 2),
        ("5", "f(5)", 5),
        ("3", "sum(v > 3)", 3),
        ("50", "np.percentile(v, 50)", 50.0),
        ("2", "round(x, 2)", 2.0),
        ("2", "2 * rate", 2),
        ("300", "300 - skipped", 300),
        ("3", "n % 4", 3),
        ("2", "(a > 0) + (b > 0)", 2),
        ("10", "10 ** len(x)", 10),
        ("60", "60 * hours", 60),
        ("0 to 9", "(0, n)", [0, 9]),
        ("−6 to 6", "(x, -x)", [-6, 6]),
        ("rises", "'rises' if after > before else 'falls'", "rises"),
        ("303 of them", "str(rows) + ' of them'", "303 of them"),
        ("4", "d['count'] + 0", 4),
        ("4", "d.get('count', 0)", 4),
        ("16", "np.add(a, b)", 16),
        ("5", "add(2, 3)", 5),
        ("2.5", "mean([2, 3])", 2.5),
        ("2/3", "Fraction(2, 3)", 2 / 3),
        ("2", "2 ** int(x)", 2),
        ("2", "[0, 1] * int(x)", [0, 1]),
    ],
)
def test_what_computes_something_passes(shown, expression, value) -> None:
    assert dodge(expression, shown, value) == ""


def test_a_trial_reaches_nothing_outside_the_expression() -> None:
    """It runs in the build: what it takes from a page is not called, read or imported."""
    for expression in ["__import__('os').abort()", "().__class__.__base__.__subclasses__()[x]", "open('x').read()"]:
        assert dodge(expression, "5", 5) == ""


READS = """\
```python exec="on" id="reads"
from lrbook.formula import holds

people = {"Adam": cost(x)}
places = [-2.0, 0.5, 3.0]
letters = {"u": places, "v": [2 * place for place in places]}


def same(text):
    return text


def sound(text):
    return True


def digits(text, value):
    return f"{value:.{len(text.partition('.')[2])}f}"


def reads(text, value):
    return len(text) == value
```

"""


@pytest.mark.parametrize(
    "text",
    [
        "It is [39]{=float(shown) + 0 * x}.",
        "It is [39]{=same(shown)}.",
        "They are [3 and 5]{=[float(one) + 0 * x for one in shown.split(' and ')]}.",
        "It [rises]{=same(shown)}.",
        "It [rises]{=sound(shown)}.",
        "[39 of them]{=same(shown)} are there.",
        "There are [twelve]{=same(shown)}.",
        "\\([v = u]{=sound(shown)}\\)",
    ],
)
def test_what_agrees_with_any_text_is_named(fails, text) -> None:
    fails(f"docs/index.md:{8 + READS.count(chr(10))}", "says nothing: it agrees with", f"{READS}{text}\n")


@pytest.mark.parametrize(
    "text",
    [
        "It is [39.0]{=digits(shown, cost(x))}.",
        "It is [39]{=min([x, cost(x)], key=lambda one: abs(one - float(shown)))}.",
        "It is [39]{=cost(x) if shown else x}.",
        "It is [39]{=people.get(shown, cost(x))}.",
        "\\([v = 2u]{=holds(shown, letters)}\\), and \\([u + 1 = 1 + u]{=holds(shown, letters)}\\)",
        "\\([2u + 2u = 4u]{=holds(shown, letters)}\\)",
        "[Three]{=len(people) + 2} is more than one.",
        "\\([v \\ne u]{=reads(shown, len(places) + 4)}\\)",
    ],
)
def test_what_reads_the_text_passes(passes, text) -> None:
    passes(f"{READS}{text}\n")


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
        *["\\(y = [39]{=cost(x)}\\)", "**[39]{=cost(x)}**"],
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


@pytest.mark.parametrize("info", ["text", "", "output", "console", "ipython"])
def test_a_sample_that_nothing_checks_is_named(fails, info) -> None:
    fails("docs/index.md:8", "nothing checks this sample", f"```{info}\n28\n```\n")


def test_any_warning_is_a_fault(fails) -> None:
    code = 'import warnings\nwarnings.warn("mind")'
    fails("docs/index.md:10", "UserWarning: mind", f'```python exec="on" id="b"\n{code}\n```\n')
