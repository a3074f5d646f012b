"""A number that the code of a page writes out as text is found, however the text is put together."""

from __future__ import annotations

import pytest

from lrbook.press.check.stated import Stated, find
from lrbook.press.rules.written_out import origin

WRITTEN = [
    'a = "97 %"',
    'a = "0.97"',
    'a = "ninety %"',
    'a = "9" + "7 %"',
    'b = "9"\nc = "7 %"\na = b + c',
    'a = "".join(["9", "7", " %"])',
    'a = f"{97} %"',
    'a = "%d %%" % 97',
    'a = "{} %".format(97)',
    'a = str(97) + " %"',
    'd = {"b": "97 %"}\na = d["b"]',
    'd = {}\nd["b"] = "97 %"\na = d["b"]',
    'd = {"97 %": 1}\na = next(iter(d))',
    'd = []\nd.append("97 %")\na = d[0]',
    'def f():\n    return "97 %"\na = f()',
    'class A:\n    b = "97 %"\na = A.b',
    'for a in ["97 %"]:\n    pass',
    'a = b"97 %".decode()',
    'a = "about 97 %"[6:]',
    'a = "97,5 %".replace(",", ".")',
    'a = ["97 %", "x"]',
]
COMPUTED = [
    'n = 97\na = f"{n} %"',
    "a = 97",
    'a = int("97")',
    'a = f"{97 / 2:.2f} %"',
    'a = "%.1f %%" % (97 / 2)',
    'b = "97 %"\nn = 97\na = f"{n} %"',
    'a = ", ".join(str(i) for i in range(3))',
    'a = "in May 2019"',
    'a = "L2"',
]


def value_and_message(code: str) -> tuple[object, str]:
    """Run a block and return what it makes of `a`, and what is wrong with where that comes from."""
    session: dict[str, object] = {}
    exec(code, session)
    _, _, number = next(find("[97 %]{=a}"))
    assert isinstance(number, Stated)
    return session["a"], origin(number, session["a"], [code])


@pytest.mark.parametrize("code", WRITTEN)
def test_a_text_that_is_written_out_is_found(code) -> None:
    value, message = value_and_message(code)
    assert "given" in message, value


@pytest.mark.parametrize("code", COMPUTED)
def test_what_is_computed_passes(code) -> None:
    assert value_and_message(code)[1] == ""
