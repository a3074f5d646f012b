"""Whether the book finds an error, or else the tests: on a book of one page."""

import json
import subprocess
import sys

import pytest

from lrbook.mutation import judging
from lrbook.mutation.judging import judge

pytestmark = pytest.mark.xdist_group("mutation")


def check(root):
    command = [sys.executable, "-m", "lrbook", "check", "--json", "-f", str(root / "mkdocs.yml")]
    return json.loads(subprocess.run(command, capture_output=True, text=True).stdout)


def test_an_error_is_found_by_a_book_that_names_the_page(parabola, root):
    assert check(root) == []  # as `lrbook check` says of this book without any error
    judged = judge(parabola("x**2 + 3", "x**2 + 4"), "book", root=root)
    assert judged.fate == "killed"
    assert judged.by.startswith("docs/index.md:9: 26.04 is stated, but cost(x) is 27.04")
    assert judged.seconds > 0


def test_what_is_no_error_survives_both(parabola, root):
    assert [judge(parabola("2 * x", "x * 2"), stage, root=root).fate for stage in ("book", "tests")] == ["survived"] * 2


def test_what_the_page_does_not_show_is_left_to_the_tests(parabola, root):
    mutant = parabola('[number(x, "x")], positive', "[], positive")
    assert judge(mutant, "book", root=root).fate == "survived"
    judged = judge(mutant, "tests", root=root)
    assert (judged.fate, judged.by) == ("killed", "tests/test_parabola.py::test_the_descent")


def test_an_example_in_a_docstring_is_a_test(parabola, root):
    mutant = parabola('"""Return the cost `y = x² + 3`.', '"""Return the cost.\n\n    >>> cost(2)\n    6')
    judged = judge(mutant, "tests", root=root)
    assert (judged.fate, judged.by) == ("killed", "::lrbook.parabola.cost")


def test_tests_that_cannot_start_find_an_error(parabola, root):
    judged = judge(parabola("def cost(", "def cost_of("), "tests", root=root)
    assert (judged.fate, judged.by) == ("killed", "tests/test_parabola.py")


def test_a_page_that_ends_its_process_is_named(parabola, root):
    judged = judge(parabola("    return x**2 + 3", "    import os; os._exit(3)"), "book", root=root)
    assert judged.fate == "killed"
    assert judged.by.startswith("docs/index.md:")


def test_a_fault_that_names_no_page_finds_nothing(parabola, root):
    with (root / "mkdocs.yml").open("a") as config:
        config.write("unknown: 1\n")
    assert [fault["path"] for fault in check(root)] == ["mkdocs.yml"]
    judged = judge(parabola("2 * x", "x * 2"), "book", root=root)
    assert (judged.fate, judged.by) == (
        "unnamed",
        "mkdocs.yml: unknown option unknown; take it out, or mend its name [config]",
    )


def test_what_does_not_end_is_ended(parabola, root, monkeypatch):
    monkeypatch.setattr(judging, "SECONDS", 5.0)
    assert judge(parabola("    return x**2 + 3", "    while True: pass"), "book", root=root).fate == "timeout"
