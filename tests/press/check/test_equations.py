"""Code in a line does not say what it yields, whichever way it says it; how something is written it may say."""

from __future__ import annotations

import pytest

from lrbook.press.check import prose
from lrbook.press.rules import unchecked_code

SAID = ["5 == f(2)", "f(2) is 5", "5 is f(2)", "f(2) != 6", "5 = f(2)", "5 ≈ f(2)", "-5 == f(2)", "5.0 == a + b"]
SAID += [
    ">>> f(2); 5",
    ">>> f(2) 5",
    ">>> f(2)\n5",
    "f(2)\n5",
    "In [1]: f(2)\n5",
    "f(2) gives 5",
    "f(2): 5",
    "f(2) → 5",
]
SAID += ["f(2) in (5, 6)", "0 < f(2) < 5", "f(2) <= 5", "f(2) &gt; 6", "6 &lt; f(2)", "f(2) ≠ 6", "np.sqrt(4) > 1"]
SAID += ["assert 5 == f(2)", "not 6 == f(2)", "f(2) == 5 and n", "print(5 == f(2))", "math.isclose(f(2), 5)"]
SAID += ["5 == len(rows)", "len(rows) &gt; 30", "x &gt; 30", "f(2) == (303, 13)", "(5, 6) == f(2)", "f(2)[0] is 5"]
SAID += ["f(2) <b>==</b> 5", "f(2) == &#53;", "f(a &lt; b) is 5"]

WRITTEN = [
    "n == 0",
    "x in (0, 1)",
    "x not in {2, 8}",
    "n == 5",
    "5 == n",
    "n &gt; 0",
    "0 &lt; a &lt; 1",
    "abs(step) &lt; 1e-6",
    "norm(g) <= 0.01",
]
WRITTEN += ["x is None", "f(2)", ">>>", ">>> f(2)", ">>> import lrbook", "f(n, 5)", "f(2) == g(3)", "f(x) == f(-x)"]
WRITTEN += ["a.b == 5", "rows[0] == 5", "x[x &gt; 5]", "figsize=(8, 6)", "cases(y, 0, 1)", "lambda x: x == 5", "{0, 1}"]
WRITTEN += ["[r for r in rows if len(r) == 13]", "np.arange(5)", "4 h 16 min", "--max-rows=28", "28 rows", "y = 5"]
WRITTEN += ["rgb(0, 0, 0)", "10–20", "13 × 303", "f(2); g(3)", "isclose(x, 0)", "f(2) is not None", "git log -n 5"]
WRITTEN += ["f(2) &lt; g(5)", "print(5)", "sin(x) / 2π", "my-option=28", "a, b = f(2), 5", "y = f(5)", "n(n+1)/2"]
WRITTEN += ["pip install numpy==2.4.6", "w -= 0.1 * g(w)", "{'a': 5}", "sleep(5)  # five", "&lt;b&gt;", "[1]", "(n, 5)"]


def read(code: str) -> prose.Reader:
    return prose.Reader(f"<p>It is <code>{code}</code>.</p>")


@pytest.mark.parametrize("code", SAID)
def test_code_that_says_what_it_yields_is_named(code) -> None:
    assert len([*unchecked_code.page(read(code))]) == 1


@pytest.mark.parametrize("code", WRITTEN)
def test_code_that_says_how_something_is_written_passes(code) -> None:
    reader = read(code)
    assert [*unchecked_code.page(reader)] == []
    assert reader.numbers == []


@pytest.mark.parametrize(
    "code", ["28", "(303, 13)", "[303, 13]", "(0.5, 1)", "[28]", "(303,)", "{28, 5}", "(<b>303</b>, 1)"]
)
def test_numbers_as_code_has_them_are_numbers(code) -> None:
    assert read(code).numbers
