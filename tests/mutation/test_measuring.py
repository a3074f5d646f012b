"""A measurement goes on where it was interrupted, tries again what may have changed, and says what became of each."""

import json
from dataclasses import replace

import pytest

from lrbook.mutation import measuring
from lrbook.mutation.judging import Judgement
from lrbook.mutation.measurement import Counts, kept
from lrbook.mutation.verdicts import Verdicts


@pytest.fixture
def measure(root, tmp_path, monkeypatch):
    """Return a function that measures mutants, of which some are found, and returns what was asked."""

    def measured(mutants, killed):
        asked = []

        def judge(mutant, stage, first):
            asked.append((mutant.now, stage))
            by = "docs/index.md:9: 26.04" if stage == "book" else "tests/test_parabola.py::test_the_cost"
            return Judgement("killed", by) if mutant.now in killed else Judgement("survived")

        monkeypatch.setattr(measuring, "judge", judge)
        measuring.find_out(mutants, Verdicts(tmp_path / "verdicts.jsonl", root))
        return sorted(asked)

    return measured


def test_a_run_goes_on_where_it_was(parabola, measure, root, tmp_path):
    mutants = [parabola("x**2 + 3", f"x**2 + {n}") for n in range(4, 8)]
    survived = [(f"x**2 + {n}", stage) for n in (6, 7) for stage in ("book", "tests")]
    first = measure(mutants, {"x**2 + 4", "x**2 + 5"})
    assert first == [("x**2 + 4", "book"), ("x**2 + 5", "book"), *survived]

    file = tmp_path / "verdicts.jsonl"
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text("".join(lines[:-1]) + lines[-1][:20] + "\n", encoding="utf-8")  # interrupted while it was written
    assert {stage for _, stage in measure(mutants, {"x**2 + 4", "x**2 + 5"})} in ({"book"}, {"tests"})
    assert measure(mutants, set()) == []
    assert Verdicts(file, root).catchers(mutants) == ["index.md"]


@pytest.mark.parametrize(
    ("changed", "more", "again"),
    [
        ("docs/index.md", "\nIt is [1]{=x}.\n", {("killed", "book"), ("survived", "book")}),
        ("docs/index.md", "\nThat is all.\n", set()),  # of a page, only what it computes counts
        ("docs/claims.toml", "\n", {("survived", "book")}),
        ("lrbook/neuron.py", "\n", {("killed", "book"), ("survived", "book"), ("survived", "tests")}),
        ("lrbook/press/cli.py", "\n", set()),
        ("tests/test_parabola.py", "\n", {("survived", "tests")}),
        ("tests/test_parabola_more.py", "\n", {("survived", "tests")}),  # a new file
        ("tests/test_heart.py", "\n", set()),
    ],
)
def test_what_has_changed_is_measured_again(parabola, measure, root, changed, more, again):
    mutants = [parabola("x**2 + 3", now) for now in ("killed", "survived")]
    measure(mutants, {"killed"})
    with (root / changed).open("a", encoding="utf-8") as file:
        file.write(more)
    assert set(measure(mutants, {"killed"})) == again


def test_a_result_says_what_became_of_each(parabola, root, tmp_path):
    mutants = [parabola("x**2 + 3", f"x**2 + {n}") for n in range(4, 9)]
    verdicts = Verdicts(tmp_path / "verdicts.jsonl", root)
    fates = (
        ["killed"],
        ["unnamed", "killed"],
        ["survived", "survived"],
        ["survived", "survived"],
        ["survived", "timeout"],
    )
    for mutant, each in zip(mutants, fates, strict=True):
        for stage, fate in zip(("book", "tests"), each, strict=False):
            verdicts.add(mutant, stage, Judgement(fate, "by"))
    assert not any(map(verdicts.waiting, mutants))
    reviewed = {("parabola", "x**2 + 3", f"x**2 + {n}"): "for a reason" for n in (4, 6)}
    found, idle = measuring.result(mutants, 9, verdicts, {}, reviewed)
    assert idle == [("parabola", "x**2 + 3", "x**2 + 4")]  # is found by now
    assert found.total == Counts(mutants=5, book=1, tests=1, equivalent=1, timeout=1, alive=1)
    assert [(one.fate, one.why) for one in found.survivors] == [
        ("tests", "by"),
        ("equivalent", "for a reason"),
        ("alive", ""),
        ("timeout", ""),
    ]
    assert [one.now for one in found.lost] == ["x**2 + 7", "x**2 + 8"]
    (tmp_path / "kept.json").write_text(found.json(), encoding="utf-8")
    assert kept(tmp_path / "kept.json") == found
    assert json.loads(found.json())["sources"].keys() >= {"lrbook/heart.py", "docs/index.md", "docs/claims.toml"}


def test_errors_are_drawn_from_each_module_and_others_by_another_seed(parabola):
    others = [replace(parabola("x", f"x + {n}"), module="neuron") for n in range(3)]
    every = [*(parabola("x", f"x + {n}") for n in range(50)), *others]
    some = measuring.drawn(every, 5, seed=0)
    assert some == measuring.drawn(every, 5, seed=0) != measuring.drawn(every, 5, seed=1)
    assert len(set(some)) == len(some) == 8
    assert set(others) < set(some) < set(every)


def test_a_reason_for_an_error_that_is_not_drawn_is_not_idle(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(measuring, "KEPT", tmp_path / "verdicts.jsonl")
    monkeypatch.setattr(measuring, "judge", lambda *_: Judgement("killed", "docs/index.md:9: 26.04"))
    monkeypatch.setattr(measuring, "demand_health", lambda *_: None)
    monkeypatch.setattr(measuring, "verify", lambda *_: None)
    assert measuring.main(["neuron", "--each", "1"]) == 0
    assert "| `neuron` | 1 | 1 | 0 | 0 |" in capsys.readouterr().out
    assert measuring.main(["neuron"]) == 1
    assert "equivalent.toml says of neuron" in capsys.readouterr().out


def test_errors_in_a_book_that_does_not_stand_prove_nothing(root, tmp_path, monkeypatch):
    monkeypatch.setattr(measuring, "judge", lambda mutant, stage: Judgement("killed", "docs/index.md:9: 26.04"))
    with pytest.raises(SystemExit, match=r"mend the book first.*docs/index.md:9"):
        measuring.demand_health(["parabola"], Verdicts(tmp_path / "verdicts.jsonl", root))


def test_an_unknown_module_is_named(capsys):
    with pytest.raises(SystemExit):
        measuring.main(["parable"])
    assert "parable: the modules that are measured are parabola, neuron" in capsys.readouterr().err
