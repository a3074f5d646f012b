"""What a docstring says is so: its examples run, and its formulas, shapes and numbers are read by them."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Any

import pytest
from real_book import checked, copy, keep

import lrbook
from lrbook import neuron
from lrbook.formula import docstrings
from lrbook.formula.docstrings import Docstring

MODULES = sorted(
    {module.name for module in iter_modules(lrbook.__path__)} - {"__main__", "_checks", "_foreign", "mutation", "press"}
)
"""Those of the mathematics, as the page of the reference reads them."""


@pytest.fixture(params=MODULES)
def module(request) -> ModuleType:
    return import_module(f"lrbook.{request.param}")


def test_what_the_docstrings_say_is_so(module) -> None:
    assert list(docstrings.faults(module)) == []


TEXT = """Return the area `a = x²` of a square, [1, m], of 13 squares.

Examples:
    >>> x = np.array([[0.5, 2.0, 3.0]])
    >>> a, squares = x**2, 13
    >>> a.tolist()
    [[0.25, 4.0, 9.0]]
"""


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("x²", "x³", "`a = x³` is not read as true: a is"),
        ("`a = x²`", "`a = y²`", "y stands for nothing"),
        ("[1, m]", "[2, m]", "a is said to be [2, m], and is [1, 3]"),
        ("0.25", "0.35", "an example fails"),
        ("of 13 squares", "of 14 squares", "14 stands neither in an example nor in the code"),
        ("a, squares", "c, squares", "an example fails"),
    ],
)
def test_what_is_not_so_is_named(right, wrong, told) -> None:
    assert list(Docstring(TEXT, vars(neuron), str).faults()) == []
    found = list(Docstring(TEXT.replace(right, wrong, 1), vars(neuron), str).faults())
    assert any(told in why for why in found), found


CLASS = """The sum b, [n + 1], is `b = Σ̃ + 1`.

Examples:
    >>> n, Σ̃ = 2, np.array([0.5, 2.0, 3.0])
    >>> b = Σ̃ + 1
"""


def test_a_method_has_the_letters_of_its_class() -> None:
    of_class = Docstring(CLASS, vars(neuron), str)
    assert list(of_class.faults()) == []

    def said(text: str) -> list[str]:
        return list(Docstring(text, vars(neuron), str, of_class).faults())

    assert said("The rest b, [n + 1], is `b − Σ̃ = 1`, or 0.5 at least.") == []
    assert "b is said to be [n]" in said("The rest b, [n].")[0]
    assert "is not read as true" in said("It is `b + Σ̃ = 1`.")[0]
    assert "0.6 stands neither" in said("It is 0.6 at least.")[0]


def test_a_size_is_another_one_than_those_that_are_named() -> None:
    example = "\n\nExamples:\n    >>> m, A = 3, [[1, 2, 3]]\n"
    assert list(Docstring("The row A, [1, m]." + example, {}, str).faults()) == []
    (why,) = Docstring("The row A, [1, n]." + example, {}, str).faults()
    assert why == "A is said to be [1, n], and is [1, 3]; mend one of them"


def test_letters_that_nothing_tells_apart_are_named() -> None:
    (why,) = Docstring("It is `y = x`.\n\nExamples:\n    >>> x, y = 2, 2\n", {}, str).faults()
    assert "have the same values" in why


def test_a_percentage_may_be_a_share_in_the_code() -> None:
    assert list(Docstring("The 95 % interval.", {}, lambda: "0.95").faults()) == []
    assert list(Docstring("The 95 % interval.", {}, lambda: "0.96").faults()) != []


def test_a_fault_has_its_place() -> None:
    wrong = ModuleType("lrbook.neuron")
    wrong.__dict__.update(vars(neuron) | {"sigmoid": lambda z: neuron.sigmoid(-z)})
    with pytest.raises(ValueError, match=r"lrbook/neuron.py:\d+: sigmoid: an example fails"):
        docstrings.check(wrong)


def test_nearly_every_slip_is_caught() -> None:
    slips = [slip for name in MODULES for slip in _slips(import_module(f"lrbook.{name}"))]
    missed = [told for told, docstring in slips if not list(docstring.faults())]
    assert len(slips) - len(missed) >= 0.85 * len(slips) > 60, missed


def _slips(module: Any) -> Iterator[tuple[str, Docstring]]:
    """Yield each docstring with a slip in each of its formulas, shapes and numbers: one sign of it is another one."""
    chance = random.Random(14)
    slip = str.maketrans("0123456789+−·/=abnmxyzXYZWAV", "1234567890−+/·≠bamnyxzYXAZWX")
    spots = re.compile(r"`[^`\n]*[=<>≤+−·^/][^`\n]*`|\[\w+, \w+\]|(?<![\w.`])\d+\.?\d+(?!\w)")
    for name, _, docstring in docstrings.docstrings(module):
        text = docstring.text
        raises = text.find("Raises:") % (len(text) + 1)
        for spot in spots.finditer(text.replace("Source:", "Raises:").partition("Raises:")[0][:raises]):
            places = [n for n in range(spot.start(), spot.end()) if ord(text[n]) in slip]
            if not places or text[: spot.start()].rpartition("\n")[2].startswith("    >>>"):
                continue  # with other numbers an example is another one, and no lie
            n = chance.choice(places)
            wrong = text[:n] + text[n].translate(slip) + text[n + 1 :]
            changed = Docstring(wrong, docstring.names, docstring.code, docstring.around)
            yield f"{name}: {wrong[spot.start() : spot.end()]}", changed


def test_the_book_does_not_stand_with_a_docstring_that_is_wrong(tmp_path, forked) -> None:
    root = keep(copy(tmp_path), "reference/index.md")
    path = root / "lrbook/neuron.py"
    text = path.read_text(encoding="utf-8")
    right, wrong = "`σ(z) = 1 / (1 + e^(−z))`", "`σ(z) = 1 / (1 + e^(z))`"
    assert right in text
    path.write_text(text.replace(right, wrong), encoding="utf-8")
    (fault,) = [fault for fault in checked(root) if "[block]" in fault]
    assert re.match(r"docs/reference/index.md:\d+: .* lrbook/neuron.py:\d+: sigmoid: `σ\(z\)", fault), fault
    assert "mend it, or the example" in fault
