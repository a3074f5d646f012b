"""Faults with one cause are one message: a wrong function, a failed block, a statement that proves a claim."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from small_book import CONFIG, START, TEMPLATE, checked, claim, section, write

from lrbook.press.blame.functions import Functions
from lrbook.press.check import pages, settings
from lrbook.press.cli import main

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

    def found(module: str):
        config = CONFIG.replace("lrbook: {}", "lrbook: {modules: [chapter]}")
        files = {"docs/index.md": PAGE.format("a"), "docs/two.md": PAGE.format("b"), "chapter.py": module}
        write(tmp_path, {"mkdocs.yml": config, "theme/main.html": TEMPLATE} | files)
        return pages.check(settings.read(tmp_path / "mkdocs.yml"))

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
    assert "6 faults on 2 pages" in cause.message
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


def test_fix_says_first_that_many_numbers_move_together(faults, tmp_path, capsys) -> None:
    faults(MODULE.replace("2 * x", "3 * x"))
    assert main(["fix", "-f", str(tmp_path / "mkdocs.yml")]) == 0
    assert capsys.readouterr().err.startswith("look first: chapter.py:6: 6 faults on 2 pages")
    assert checked(tmp_path) == []
