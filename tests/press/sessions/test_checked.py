"""A check in the code of a page that checks nothing is a fault; a check that is one passes."""

from __future__ import annotations

import ast

import numpy as np
import pytest

from lrbook.press.sessions.checked import checked

GIVEN = {"np": np, "costs": [28.0, 12.0, 4.0], "tiny": 1e-9, "small": 5e-9}


def run(code: str, mode: str = "exec") -> object:
    """Run code with its checks looked at, among some names."""
    return eval(compile(checked(ast.parse(code, mode=mode), code), "page", mode), dict(GIVEN))


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("def falls(): return False\nassert falls", "of a function; call it"),
        ("assert np.array(costs).all", "of a function; call it"),
        ("assert 'costs is low'", "true whatever was computed"),
        ("assert costs[0] == 3 or 'no'", "true whatever was computed"),
        ("assert (cost == 3 for cost in costs)", "not been gone through"),
        ("assert [cost == 3 for cost in costs]", "a list is true"),
        ("assert all(cost == 3 for cost in costs if cost > 100)", "all of nothing"),
        ("roots = map(abs, costs)\nmost = max(roots)\nassert all(root < 3 for root in roots)", "all of nothing"),
        ("assert (np.array(costs)[3:] == 3).all()", "all of nothing"),
        ("assert np.all(np.array(costs)[3:] == 3)", "all of nothing"),
        ("assert np.allclose(tiny, small)", "atol hides it"),
        ("for one in (tiny, small): assert np.isclose(one, small)", "atol hides it"),
        ("def f():\n    assert np.allclose([tiny], [small])\nf()", "atol hides it"),
        ("assert abs(tiny - small) < 1e-6", "the tolerance hides it"),
        ("assert 1e-6 > np.abs(tiny - small)", "the tolerance hides it"),
        ("assert np.max(np.abs(np.array([tiny, 0]) - [small, small])) <= 1e-6", "the tolerance hides it"),
        ("assert (abs(np.array([tiny]) - small) < 1e-6).all()", "the tolerance hides it"),
        ("assert np.abs(np.array([tiny]) - small).max() < 1e-6", "the tolerance hides it"),
        (
            "assert all(np.linalg.norm(np.array([one]) - small) < 1e-6 for one in (tiny, small))",
            "the tolerance hides it",
        ),
        ("def f(one):\n    assert abs(one - small) < 1e-6\nf(tiny)", "the tolerance hides it"),
        ("costs[0] == 3", "costs[0] == 3 is false, and nobody sees it"),
        ("for cost in costs:\n    np.isclose(cost, 3)", "np.isclose(cost, 3) is false"),
        ("def f():\n    yield 1 / 0\nf()", "never gone through"),
        ("map(print, costs)", "never gone through"),
        ("np.array(costs) == np.array([28, 12, 5])", "is not all true, and nobody sees it"),
        ("np.isclose(costs, [28, 12, 5])", "is not all true"),
        ("import pandas as pd\npd.Series(costs) == pd.Series([28, 12, 5])", "is not all true"),
        ("import pandas as pd\npd.DataFrame([costs]) == 28", "is not all true"),
        ("import sympy as sp\na = sp.Symbol('a')\nsp.Eq(a**2, 2 * a)", "is not all true"),
        ("import sympy as sp\na = sp.Symbol('a')\na > 0", "is not all true"),
        ("import sympy as sp\nsp.Eq(1, 2)", "is false"),
        ("assert {'same': costs[0] < 3}", "true whatever was computed"),
        ("assert {costs[0] < 3}", "true whatever was computed"),
        ("assert [costs[0]]", "true whatever was computed"),
        ("assert f'{costs[0]} < {costs[1]}'", "true whatever was computed"),
        ("checks = {'same': costs[0] < 3}\nassert checks", "a list is true"),
        ("assert {cost < 3 for cost in costs}", "a list is true"),
        ("assert 'cost'.find('x')", "this assertion is of -1"),
        ("assert np", "a class or a module"),
        ("assert type(costs)", "a class or a module"),
    ],
)
def test_a_check_of_nothing_is_a_fault(code: str, why: str) -> None:
    with pytest.raises((TypeError, ValueError)) as raised:
        run(code)
    assert why in str(raised.value)


@pytest.mark.parametrize(
    "code",
    [
        "assert costs and costs[0] > 3, 'it is high'",
        "assert all(cost > 3 for cost in costs)",
        "assert (np.array(costs) > 3).all() and np.all(np.array(costs) > 3)",
        "for low in ([], costs):\n    assert all(cost > 3 for cost in low)",
        "assert all(all(cost > 3 for cost in low) for low in ([], costs))",
        "def f(low):\n    assert all(cost > 3 for cost in low)\n    low == 3\nf([])",
        "assert np.allclose(tiny, 0) and np.allclose(0, [small]) and np.allclose([], [])",
        "assert np.allclose(tiny, tiny * (1 + 1e-9)) and np.isclose(costs, costs).all()",
        "assert np.allclose(tiny, small, atol=1e-8, rtol=10)",
        "assert not np.allclose(costs, 3)",
        "assert abs(tiny - tiny * (1 + 1e-9)) < 1e-6 and abs(tiny - 0) < 1e-6 and abs(0 - small) < 1e-6",
        "assert abs(tiny - small) < 1e-8 and abs(tiny) < 1e-6 and abs(small) < 1e-6".replace("1e-8", "4.5e-9"),
        "assert abs(costs[0] - 28.0000001) < 1e-6 and np.abs(np.array(costs) - costs).max() < 1e-6",
        "assert not abs(costs[0] - 3) < 1e-6 and abs(tiny - small) > 1e-12 and abs(tiny - small) == small - tiny",
        "assert (np.abs(np.array([tiny, 3]) - [small, 3]) < 1e-6).all()",
        "assert abs({1} - {2}) < 1 if False else abs(1 + 2j - 1 - 2j) < 1e-9",
        "import sympy\nx = sympy.Symbol('x', real=True)\nassert abs(sympy.Integer(2) - sympy.Rational(2)) < 1",
        "step = 1e-9\nabs(tiny - small) < 1e-6",
        "assert all(abs(one - 28) < 30 for one in costs) and max(abs(a - b) for a, b in zip(costs, costs)) < 1",
        "flags = {}\nflags.setdefault('seen', False)\nflags.pop('seen')",
        "len(costs) == 3\ncosts.copy()\n'a text'\nmax(costs)",
        "np.array(costs) == costs\nnp.isclose(costs, costs)\nnp.array(costs) > 3\nnp.array([]) == []",
        "import pandas as pd\npd.Series(costs) == costs\npd.DataFrame([costs]) == costs\npd.DataFrame(costs)",
        "import sympy as sp\na = sp.Symbol('a')\nsp.Eq((a + 1)**2, a**2 + 2*a + 1)\nsp.Symbol('b')\nsp.Integer(0)",
        "from fractions import Fraction\nFraction(0)\nint('0')\nhash(costs[0]) or costs.sort()",
        "import re\nassert re.search('a', 'cat') and np.array([3]) and np.array([True]) and 'a text'.find('t')",
        "assert {*costs} and [*costs] and f'{costs[0]}'",
        "assert dict(a=3) and set(costs) and costs",
        "assert costs[0] - 29.5\nassert np.linalg.det([[0, 1], [1, 0]])\nassert [] == [] and not [] and not ''",
    ],
)
def test_a_check_passes(code: str) -> None:
    run(code)


def test_an_expression_that_is_stated_is_looked_at() -> None:
    assert run("all(cost > 3 for cost in costs)", "eval") is True
    with pytest.raises(ValueError, match="all of nothing"):
        run("all(cost > 3 for cost in costs if cost > 100)", "eval")
    with pytest.raises(ValueError, match="atol"):
        run("bool(np.allclose(tiny, small))", "eval")


def test_an_assertion_that_fails_does_so_at_its_line() -> None:
    with pytest.raises(AssertionError) as raised:
        run("\n\nassert costs[0] == 3")
    assert raised.traceback[-1].lineno == 2


SLIPS = [
    "best = mimimum(costs)",
    "best = costs.lenght",
    "best = costs + 1",
    "assert costs[0] == 3",
    "def f():\n        assert costs[0] == 3\n    f()",
    "[mimimum(costs) for _ in costs]",
]


@pytest.mark.parametrize("slip", SLIPS)
@pytest.mark.parametrize(
    "code",
    [
        "try:\n    {slip}\nexcept Exception:\n    pass",
        "try:\n    {slip}\nexcept:\n    ...",
        "for _ in costs:\n  try:\n    {slip}\n  except (ValueError, Exception) as error:\n    'nothing'\n    continue",
        "from contextlib import suppress\nwith suppress(Exception):\n    {slip}",
        "import contextlib\nwith open('/dev/null'), contextlib.suppress(ValueError, BaseException):\n    {slip}",
        "try:\n    {slip}\nexcept Exception:\n    pass\nelse:\n    done = True",
        "def g():\n  try:\n    {slip}\n  except Exception:\n    pass\ng()",
        "try:\n  try:\n    {slip}\n  except Exception:\n    pass\nexcept Exception: pass",
        "try:\n    {slip}\nexcept ValueError:\n    pass\nexcept BaseException:\n    pass",
    ],
)
def test_a_slip_that_a_handler_drops_is_none_the_less_one(code: str, slip: str) -> None:
    code = code.replace("{slip}", slip)
    with pytest.raises((NameError, AttributeError, TypeError, AssertionError)) as raised:
        run(code)
    line = code[: code.index(slip)].count("\n") + slip.partition("f()")[0].count("\n")
    assert raised.traceback[-1].lineno in {line, line + slip.count("\n") - 1}


def test_an_assertion_that_is_dropped_by_its_name_is_one() -> None:
    for code in ("try:\n    {}\nexcept AssertionError:\n    pass", "with suppress(AssertionError):\n    {}"):
        with pytest.raises(AssertionError):
            run("from contextlib import suppress\n" + code.format("assert costs[0] == 3"))


def test_a_page_that_drops_a_slip_is_told(fails) -> None:
    code = "try:\n    best = mimimum(x)\nexcept Exception:\n    pass"
    said = "NameError: name 'mimimum' is not defined — and nobody sees it; name NameError where it is dropped"
    fails("docs/index.md:10", said, f'```python exec="on" id="b"\n{code}\n```\n')


@pytest.mark.parametrize(
    "code",
    [
        "try:\n    import nothing_of_it\nexcept ImportError:\n    pass",
        "try:\n    costs + 1\nexcept TypeError:\n    pass",
        "try:\n    nothing\nexcept (NameError, ValueError):\n    pass",
        "try:\n    def f(): print(nothing_yet); nothing_yet = 3\n    f()\nexcept NameError:\n    pass",
        "from contextlib import suppress\nwith suppress(TypeError, ValueError):\n    costs + 1",
        "from contextlib import suppress\nwith suppress(Exception):\n    1 / 0",
        "from contextlib import suppress\nwith suppress(KeyError) as nothing:\n    {}[3]",
        "try:\n    1 / 0\nexcept Exception:\n    pass",
        "try:\n    int('a')\nexcept:\n    pass",
        "try:\n    costs + 1\nexcept Exception as error:\n    print(error)",
        "try:\n    costs + 1\nexcept Exception:\n    failed = True\nassert failed",
        "try:\n    try:\n        costs + 1\n    except Exception:\n        raise\nexcept TypeError: pass",
        "def f(x):\n    assert x > 0\ntry:\n    f(-1)\nexcept AssertionError:\n    pass",
        "try:\n    assert costs == 3\nexcept AssertionError:\n    pass\nelse:\n    raise ValueError",
        "for text in ('3', 'a'):\n    try:\n        float(text)\n    except Exception:\n        continue",
        "import json\ntry:\n    json.loads(3)\nexcept Exception:\n    pass",
        "try:\n    np.linalg.inv([[0.0]])\nexcept Exception:\n    pass",
        "try:\n    len(costs)\nexcept Exception:\n    pass\nelse:\n    done = True\nfinally:\n    pass",
    ],
)
def test_an_error_that_may_be_dropped_is(code: str) -> None:
    run(code)
