"""Faults with one cause are one message: a wrong function, a failed block, a statement that proves a claim."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from small_book import CONFIG, START, TEMPLATE, checked, claim, section, write

from lrbook.press.blame.cause import grouped
from lrbook.press.blame.functions import Functions
from lrbook.press.blame.grounds import Use
from lrbook.press.check import pages, settings
from lrbook.press.check.faults import Fault
from lrbook.press.cli import faults_of, main

MODULE = '''\
"""A module of a book."""

UNIT = 1


def slope(x):
    return 2 * x


def step(x):
    return x - slope(x) / 10


def other(x):
    return x + UNIT
'''
PAGE = """\
```python exec="on" id="{0}"
from chapter import other, step
import chapter
near = step(5.0)
far = [step(x) for x in (10.0, 20.0)]
```

It is [4.0]{{=near}}, then [8 and 16]{{=far}}, and [6]{{=chapter.slope(3)}}; but [7]{{=other(6)}} and [8]{{=other(7)}}.
"""


@pytest.fixture
def faults(tmp_path: Path):
    """Return a function that writes a book with a module in two pages, checks it, and returns its faults."""

    def found(module: str, also: dict[str, str] | None = None):
        config = CONFIG.replace("lrbook: {}", "lrbook: {modules: [chapter]}")
        files = {"docs/index.md": PAGE.format("a"), "docs/two.md": PAGE.format("b"), "chapter.py": module}
        write(tmp_path, {"mkdocs.yml": config, "theme/main.html": TEMPLATE} | files | (also or {}))
        return faults_of(tmp_path / "mkdocs.yml")

    return found


@pytest.fixture(autouse=True)
def _path(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))


def test_a_right_module_has_no_fault(faults) -> None:
    assert faults(MODULE) == []


def test_a_wrong_function_is_named_once_with_all_that_follows(faults) -> None:
    (cause,) = faults(MODULE.replace("2 * x", "3 * x"))
    assert (cause.path, cause.line, cause.rule) == ("chapter.py", 6, "cause")
    assert "6 faults in 2 files" in cause.message
    assert "chapter.slope" in cause.message
    assert {(fault.path, fault.line) for fault in cause.beneath} == {("docs/index.md", 8), ("docs/two.md", 8)}
    assert str(cause).count("\n    docs/") == 6


def test_a_wrong_constant_leads_to_the_function_that_uses_it(faults) -> None:
    (cause,) = faults(MODULE.replace("UNIT = 1", "UNIT = 2"))
    assert "chapter.other" in cause.message
    assert len(cause.beneath) == 4


def test_two_wrong_functions_are_two_causes(faults) -> None:
    causes = faults(MODULE.replace("2 * x", "3 * x").replace("UNIT = 1", "UNIT = 2"))
    assert [cause.rule for cause in causes] == ["cause", "cause"]
    assert sum(len(cause.beneath) for cause in causes) == 10


def test_a_function_that_raises_is_the_cause_of_what_its_blocks_leave_undone(faults) -> None:
    found = faults(MODULE.replace("return x - slope(x) / 10", "raise ValueError(x)"))
    assert all("NameError" not in fault.message for fault in found), found
    assert all(any("NameError" in part.message for part in fault.beneath) for fault in found if fault.rule == "block")


def test_a_function_is_read_once_however_much_it_stands_behind(faults, monkeypatch) -> None:
    read: list[ast.AST] = []
    used = Functions._used

    def noted(self, code, names):
        read.append(code)
        return used(self, code, names)

    monkeypatch.setattr(Functions, "_used", noted)
    assert len(faults(MODULE.replace("2 * x", "3 * x"))) == 1
    bodies = [code.name for code in read if isinstance(code, ast.FunctionDef) and code.name in {"slope", "step"}]
    assert sorted(bodies) == ["slope", "step"]


def test_what_a_failed_block_leaves_undone_stands_beneath_it(tmp_path) -> None:
    block = '```python exec="on" id="b"\ny = x.missing\nz = 1\n```\n\nIt is [1]{=y}, [2]{=z} and [39]{=cost(x)}.\n'
    write(tmp_path, {"mkdocs.yml": CONFIG, "theme/main.html": TEMPLATE, "docs/index.md": START + block})
    (fault,) = pages.check(settings.read(tmp_path / "mkdocs.yml"))
    assert fault.rule == "block"
    assert len(fault.beneath) == 2


def test_a_claim_stands_beneath_the_statement_that_proves_it(tmp_path) -> None:
    ledger = {"docs/claims.toml": section(claim("case-cost", "39", "holds")), "docs/ledger.md": "<!-- ledger -->\n"}
    text = START.replace("x * x + 3", "x * x + 4") + "It is [39]{=cost(x) #case-cost}.\n"
    write(tmp_path, {"mkdocs.yml": CONFIG, "theme/main.html": TEMPLATE, "docs/index.md": text} | ledger)
    (fault,) = pages.check(settings.read(tmp_path / "mkdocs.yml"))
    assert (fault.rule, [part.rule for part in fault.beneath]) == ("drifted", ["ledger"])


LETTERS = r"""# Slopes

```python exec="on" id="letters"
from chapter import slope
x = [-1.0, 2.0, 5.0]
letters = {"x": x, "s": [slope(value) for value in x], "the slope of a parabola": [slope(value) for value in x]}
```

It is \(s = 2x\), and so is \(2x\).
"""
DOCSTRINGS = """\
```python exec="on" id="docstrings"
from lrbook.formula import docstrings
import chapter
docstrings.check(chapter)
```
"""
README = """\
# A book

A page is written so:

````markdown
```python exec="on" id="c"
from chapter import step
there = step(5.0)
```

It is [4.0]{=there}.
````
"""
EXAMPLE = '''\
def slope(x):
    """Return the slope.

    Examples:
        >>> slope(3)
        6
    """
'''
LEDGER = section(claim("a-claim", "4.0", "holds"))
CLAIMS = PAGE.format("a").replace("=near", "=near #a-claim")
ELSEWHERE = {
    "letters": {"docs/three.md": LETTERS},
    "docstrings": {"docs/three.md": DOCSTRINGS},
    "README": {"README.md": README},
    "claims": {"docs/index.md": CLAIMS, "docs/claims.toml": LEDGER, "docs/ledger.md": "<!-- ledger -->\n"},
}


@pytest.mark.parametrize("kind", ELSEWHERE)
def test_what_follows_elsewhere_than_in_a_statement_stands_beneath_the_cause(faults, kind: str) -> None:
    module = MODULE.replace("def slope(x):\n", EXAMPLE)
    assert faults(module, ELSEWHERE[kind]) == []
    (cause,) = faults(module.replace("2 * x", "3 * x"), ELSEWHERE[kind])
    assert "chapter.slope" in cause.message
    beneath = [part for fault in cause.beneath for part in fault.all]
    assert {(fault.path, fault.rule) for fault in beneath if fault.path not in {"docs/index.md", "docs/two.md"}} == {
        "letters": {("docs/three.md", "unchecked-formula"), ("docs/three.md", "letters")},
        "docstrings": {("docs/three.md", "block")},
        "README": {("README.md", "drifted")},
        "claims": set(),
    }[kind]
    of_claims = [fault.message.split()[0] for fault in beneath if fault.rule == "ledger"]
    assert of_claims == ["#a-claim"] * (kind == "claims")


def test_what_stands_on_something_else_stands_apart(faults) -> None:
    also = {
        "docs/three.md": LETTERS.replace("slope", "other").replace("s = 2x", "s = 3x"),
        "docs/four.md": DOCSTRINGS.replace('docstrings"', 'more"'),
        "README.md": README.replace("step", "other").replace("4.0", "6.5"),
    }
    module = MODULE.replace("2 * x", "3 * x").replace("def other(x):\n", EXAMPLE.replace("slope", "other"))
    cause, *others = faults(module, also)
    assert "chapter.slope" in cause.message
    assert {fault.path for fault in cause.beneath} == {"docs/index.md", "docs/two.md"}
    assert {fault.path for fault in others} == {"docs/three.md", "docs/four.md", "README.md"}


def test_the_other_side_of_a_claim_is_beneath_the_statement_that_shows_it(faults) -> None:
    text = START + "It is [39]{=cost(x) #side}.\n\nElsewhere it is [28]{=cost(5) #side counter}.\n"
    ledger = section(claim("side", "39", "holds if", why="It is.", condition="below zero"))
    pages = {"docs/index.md": text, "docs/claims.toml": ledger, "docs/ledger.md": "<!-- ledger -->\n"}
    assert faults(MODULE, pages) == []
    (fault,) = faults(MODULE, pages | {"docs/index.md": text.replace("cost(5)", "cost(6)")})
    assert (fault.rule, [part.rule for part in fault.beneath]) == ("drifted", ["ledger"])


@pytest.mark.parametrize(
    ("failing", "pages", "holding", "others", "twin", "named"),
    [
        (12, 2, 70, 1000, 20, True),
        (12, 2, 70, 1000, 0, False),  # another function is as likely
        (12, 1, 70, 1000, 20, False),  # one page may have something else in common
        (12, 2, 700, 1000, 99, False),  # what nearly everything uses is behind whatever fails
        (3, 2, 10, 1000, 20, False),
        (6, 2, 6, 0, 20, True),
    ],
)
def test_what_fails_on_several_pages_has_a_cause_though_more_of_it_holds(
    failing: int, pages: int, holding: int, others: int, twin: int, named: bool
) -> None:
    twins = frozenset(["chapter.slope", "chapter.twin"])
    used = [Use(f"docs/{n % pages}.md", f"[{n}]{{=slope({n})}}", twins) for n in range(failing + holding)]
    used += [Use("docs/twin.md", f"[{n}]{{=twin({n})}}", frozenset(["chapter.twin"])) for n in range(twin)]
    used += [Use(f"docs/{n % 9}.md", f"[{n}]{{=other({n})}}", frozenset(["chapter.other"])) for n in range(others)]
    places = {f"chapter.{name}": ("chapter.py", line) for line, name in enumerate(("slope", "twin", "other"), 6)}
    functions = Functions(Path(), ["chapter"], places)
    faults = [Fault(use.path, n, "…", "drifted", str(use.what)) for n, use in enumerate(used[:failing])]
    found = grouped(faults, used, functions)
    assert [fault.rule for fault in found] == (["cause"] if named else ["drifted"] * failing)


def test_fix_says_first_that_many_numbers_move_together(faults, tmp_path, capsys) -> None:
    faults(MODULE.replace("2 * x", "3 * x"))
    assert main(["fix", "-f", str(tmp_path / "mkdocs.yml")]) == 0
    assert capsys.readouterr().err.startswith("look first: chapter.py:6: 6 faults in 2 files")
    assert checked(tmp_path) == []
