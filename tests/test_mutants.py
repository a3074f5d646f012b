"""How `.ci/mutate` makes, judges and remembers mutants, on a book of one page; and what it found out about this one."""

from __future__ import annotations

import ast
import json
import sys
import tomllib
from collections import Counter
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from shutil import copytree, ignore_patterns

import pytest

from lrbook import mutants

pytestmark = pytest.mark.xdist_group("mutants")
ROOT = Path(__file__).parents[1]
PARABOLA = (ROOT / "lrbook/parabola.py").read_text(encoding="utf-8")

PAGE = """# A page

```python exec="on" id="step"
from lrbook.parabola import cost, step

x = step(-6.0, rate=0.1)
```

The step leads to [−4.8]{=x}, where the cost is [26.04]{=cost(x)}.
"""

CONFIG = """
site_name: A book
theme: {name: material, font: false}
plugins:
  - markdown-exec: {languages: [python]}
  - lrbook: {modules: [lrbook]}
markdown_extensions:
  - attr_list
  - md_in_html
  - pymdownx.superfences
  - pymdownx.arithmatex: {generic: true}
"""

LONG = 60.0
LIMITS = {"book": LONG, "tests parabola": LONG}


@pytest.fixture(scope="module", name="mutate")
def _mutate():
    loader = SourceFileLoader("mutate", str(ROOT / ".ci/mutate"))
    module = module_from_spec(spec_from_loader("mutate", loader))
    sys.modules["mutate"] = module
    loader.exec_module(module)
    return module


@pytest.fixture(scope="module", name="root")
def _root(tmp_path_factory):
    root = tmp_path_factory.mktemp("root")
    copytree(ROOT / "lrbook", root / "lrbook", ignore=ignore_patterns("__pycache__"))
    for folder in ("docs", "tests"):
        (root / folder).mkdir()
    files = {
        "docs/index.md": PAGE,
        "docs/claims.toml": "section = []\n",
        "mkdocs.yml": CONFIG,
        "pyproject.toml": "",
        "README.md": "",
        "tests/test_parabola.py": (ROOT / "tests/test_parabola.py").read_text(encoding="utf-8"),
    }
    for name, text in files.items():
        (root / name).write_text(text, encoding="utf-8")
    return root


@pytest.fixture(scope="module", name="book")
def _book(mutate, root, tmp_path_factory):
    book = mutate.Book(tmp_path_factory.mktemp("copies") / "book", root)
    yield book
    book.close()


def mutant_of(mutate, was, now):
    code = PARABOLA.replace(was, now)
    assert code != PARABOLA
    line = PARABOLA[: PARABOLA.index(was)].count("\n") + 1
    return mutate.Mutant("parabola", "Planted", line, was, now, code)


def planted(mutate, module, source):
    return mutate.plant(module, source)


def test_the_same_mutants_are_made_each_time(mutate):
    found, left_out = planted(mutate, "parabola", PARABOLA)
    again, _ = planted(mutate, "parabola", PARABOLA)
    assert found == again
    assert len(found) > 30
    assert left_out["arithmetic for bits"] > 0
    assert len({mutant.key for mutant in found}) == len(found)


@pytest.mark.parametrize("module", ["parabola", "neuron"])
def test_a_mutant_is_one_line_of_python_with_an_error_in_it(mutate, module):
    source = (ROOT / f"lrbook/{module}.py").read_text(encoding="utf-8")
    lines = source.splitlines()
    for mutant in planted(mutate, module, source)[0]:
        ast.parse(mutant.code)
        changed = [(a, b) for a, b in zip(lines, mutant.code.splitlines(), strict=True) if a != b]
        assert [(was.strip(), now.strip()) for was, now in changed] == [(mutant.was, mutant.now)]
        assert lines[mutant.line - 1].strip() == mutant.was


def test_what_is_no_mathematics_is_left_out(mutate):
    source = '''def half(x: float | None = None) -> float | None:
    """Return x / 2 + 0."""
    if x is None:
        raise ValueError(f"x is {x!r}: give a number, such as {1 + 1}")
    return x / 2
'''
    found, left_out = planted(mutate, "half", source)
    assert {mutant.line for mutant in found} == {3, 5}
    assert left_out["annotations, docstrings, texts of errors"] > 4


def test_a_mutant_is_killed_by_a_book_that_names_the_page(mutate, book):
    mutant = mutant_of(mutate, "x**2 + 3", "x**2 + 4")
    fate, by, seconds = book.judge(mutant, "book", LONG)
    assert fate == "killed"
    assert by.startswith("docs/index.md:9: 26.04 is stated, but cost(x) is 27.04")
    assert seconds > 0
    assert book.judge(mutant, "mkdocs", LONG)[0] == fate
    assert (book.folder / "lrbook/parabola.py").read_text(encoding="utf-8") == PARABOLA


def test_an_equivalent_mutant_survives_both(mutate, book):
    mutant = mutant_of(mutate, "2 * x", "x * 2")
    assert [book.judge(mutant, stage, LONG)[0] for stage in ("book", "tests", "mkdocs")] == ["survived"] * 3


def test_what_the_page_does_not_show_is_left_to_the_tests(mutate, book):
    mutant = mutant_of(mutate, "visited = [float(x)]", "visited = []")
    assert book.judge(mutant, "book", LONG)[0] == "survived"
    fate, by, _ = book.judge(mutant, "tests", LONG)
    assert fate == "killed"
    assert by.startswith(("tests/test_parabola.py::", "lrbook/parabola.py::"))


def test_a_page_that_ends_its_process_is_named(mutate, book):
    mutant = mutant_of(mutate, "    return x**2 + 3", "    import os; os._exit(3)")
    fate, by, _ = book.judge(mutant, "book", LONG, early=False)
    assert fate == "killed"
    assert by.startswith("docs/index.md:")


def test_a_book_that_names_no_page_kills_nothing(mutate, book):
    mutant = mutant_of(mutate, "    return x**2 + 3", "    while True: pass")
    assert book.judge(mutant, "book", 2.0, early=False)[0] == "timeout"
    assert mutate._built(1, "It broke.\n") == ("unnamed", "It broke.")


def test_a_worker_that_was_ended_is_replaced(mutate, book):
    assert book.judge(None, "book", LONG)[0] == "survived"
    book.worker.kill()
    assert book.judge(mutant_of(mutate, "x**2 + 3", "x**2 + 4"), "book", LONG)[0] == "killed"


def test_what_is_imported_is_the_copy(mutate, book, monkeypatch):
    monkeypatch.setattr(type(book), "environment", book.environment | {"PYTHONPATH": str(ROOT)})
    monkeypatch.setattr(book, "worker", None)
    with pytest.raises(SystemExit, match="not the copy was imported"):
        book.judge(None, "book", LONG)
    book.close()


class Recorder:
    """Stands in for a book: it kills what it is told to, and remembers what it was asked."""

    def __init__(self, killed: set[str]) -> None:
        self.killed, self.asked = killed, []

    def judge(self, mutant, stage, seconds, **_):
        self.asked.append((mutant.now, stage))
        by = "docs/index.md:9: 26.04" if stage == "book" else "tests/test_parabola.py::test"
        return ("killed", by, 0.1) if mutant.now in self.killed else ("survived", "", 0.1)


def test_a_run_goes_on_where_it_was(mutate, root, tmp_path):
    mutants_of_it = [mutant_of(mutate, "x**2 + 3", f"x**2 + {n}") for n in range(4, 8)]

    def run(asked_of):
        measuring = mutate.Run(root, tmp_path, mutants_of_it)
        mutate.everyone(measuring, [asked_of], LIMITS, say=lambda _: None)
        return measuring

    first = Recorder({"x**2 + 4", "x**2 + 5"})
    run(first)
    survived = [(f"x**2 + {n}", stage) for n in (6, 7) for stage in ("book", "tests")]
    assert sorted(first.asked) == sorted([("x**2 + 4", "book"), ("x**2 + 5", "book"), *survived])

    state = tmp_path / "verdicts.jsonl"
    lines = state.read_text(encoding="utf-8").splitlines(keepends=True)
    state.write_text("".join(lines[:-1]) + lines[-1][:20] + "\n", encoding="utf-8")  # interrupted while it was written
    second = Recorder(set())
    run(second)
    assert len(second.asked) == 1
    third = Recorder(set())
    assert run(third).first("parabola")[0] == "index.md"
    assert third.asked == []


@pytest.mark.parametrize(
    ("changed", "more", "asked_again"),
    [
        ("docs/index.md", b"\nIt is [1]{=x}.\n", {"killed", "survived"}),
        ("docs/index.md", b"\nThat is all.\n", set()),  # of a page, only what it computes counts
        ("docs/claims.toml", b"\n", {"survived"}),
        ("lrbook/neuron.py", b"\n", {"killed", "survived"}),
        ("lrbook/press/stated.py", b"\n", set()),
        ("lrbook/data/mutants.json", b"\n", set()),
    ],
)
def test_what_has_changed_is_measured_again(mutate, root, tmp_path, changed, more, asked_again):
    pair = [mutant_of(mutate, "x**2 + 3", now) for now in ("killed", "survived")]
    path = root / changed
    before = path.read_bytes() if path.exists() else None
    try:
        for asked in (Recorder({"killed"}), again := Recorder({"killed"})):
            mutate.everyone(mutate.Run(root, tmp_path, pair), [asked], LIMITS, say=lambda _: None)
            path.write_bytes((before or b"") + more)
    finally:
        path.write_bytes(before) if before is not None else path.unlink()
    assert {now for now, stage in again.asked if stage == "book"} == asked_again


def test_a_result_says_what_became_of_each(mutate, root, tmp_path):
    four = [mutant_of(mutate, "x**2 + 3", f"x**2 + {n}") for n in range(4, 8)]
    run = mutate.Run(root, tmp_path, four)
    fates = [("killed", ""), ("survived", "killed"), ("survived", "survived"), ("survived", "survived")]
    for mutant, both in zip(four, fates, strict=True):
        for stage, fate in zip(("book", "tests"), both, strict=True):
            run.verdicts[mutant.key, stage] = mutate.Verdict(mutant.key, stage, fate, "by", 0.1, {})
    reviewed = {"module": "parabola", "was": "x**2 + 3", "now": "x**2 + 6", "why": "for a reason"}
    found, idle = mutate.result(run, Counter(), [reviewed, reviewed | {"now": "killed by now"}])
    assert idle == ["parabola | x**2 + 3 | killed by now"]
    kept = tmp_path / "mutants.json"
    kept.write_text(json.dumps(found), encoding="utf-8")
    read = mutants.measured(kept)
    assert read.total == mutants.Counts(mutants=4, book=1, tests=1, equivalent=1, alive=1)
    assert [(survivor.fate, survivor.why) for survivor in read.survivors] == [
        ("tests", "by"),
        ("equivalent", "for a reason"),
        ("alive", ""),
    ]
    assert read.changed(root) == []


def test_a_changed_source_is_noticed(root):
    then = dict(mutants.sources(root))
    assert {"lrbook/neuron.py", "docs/index.md", "docs/claims.toml"} <= then.keys()
    read = mutants.Measurement("", "", "", {}, [], {}, then)
    (root / "docs/new.md").write_text("# New\n", encoding="utf-8")
    page = root / "docs/index.md"
    page.write_text(PAGE + "\n## Who checks the checks?\n\nWe do.\n", encoding="utf-8")
    with_section = mutants.Measurement("", "", "", {}, [], {}, dict(mutants.sources(root)))
    try:
        assert read.changed(root) == ["docs/index.md", "docs/new.md"]
        page.write_text(PAGE + "\n## Who checks the checks?\n\nThe measurement, by now.\n", encoding="utf-8")
        assert with_section.changed(root) == []  # what a page says of the result is no part of what is measured
        page.write_text(PAGE + "\n## Who checks the checks?\n\nWe do.\n\n## More\n\nMore.\n", encoding="utf-8")
        assert with_section.changed(root) == ["docs/index.md"]
    finally:
        (root / "docs/new.md").unlink()
        page.write_text(PAGE, encoding="utf-8")


@pytest.fixture(name="measured")
def _measured():
    return mutants.measured()


def test_the_kept_result_adds_up(measured):
    assert measured.counts.keys() == set(mutants.MODULES)
    for module, counts in measured.counts.items():
        parts = counts.book + counts.tests + counts.equivalent + counts.timeout + counts.alive
        assert counts.mutants == parts > 0
        fates = Counter(survivor.fate for survivor in measured.survivors if survivor.module == module)
        assert fates == {
            fate: number for fate in ("tests", "equivalent", "timeout", "alive") if (number := getattr(counts, fate))
        }


def test_each_survivor_is_killed_by_a_test_or_has_a_reviewed_reason(measured):
    reviewed = tomllib.loads((ROOT / ".ci/equivalent.toml").read_text(encoding="utf-8"))["equivalent"]
    reasons = {(entry["module"], entry["was"], entry["now"]): entry["why"] for entry in reviewed}
    assert len(reasons) == len(reviewed)
    for survivor in measured.survivors:
        assert survivor.fate in ("tests", "equivalent"), survivor
        if survivor.fate == "equivalent":
            assert reasons[survivor.module, survivor.was, survivor.now] == survivor.why
