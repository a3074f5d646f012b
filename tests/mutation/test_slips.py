"""Slips are what they are called, fall where they are said to, and are judged by the book's own check."""

from __future__ import annotations

import json

import pytest

from lrbook.mutation.slips import measurement
from lrbook.mutation.slips.judging import caught, texts
from lrbook.mutation.slips.kinds import KINDS, Slip, prose, slips_of
from lrbook.mutation.slips.words import denied, turned

PAGE = """# A page

The cost [falls]{=after < before} from [28]{=before}, and \\(y = x^2 + 3\\) is [not small]{=before < 1}.
See [the slope](derivative.md) and [the step](step.md#case-2). One of them is higher.

| name | cost | cost then |
|---|---|---|
| first | [28]{=before} | [4]{=after} |

```python exec="on" id="picture"
derive(x, (2 * x, "a sum", "remark"), (x + x, "halves"))
print(figures.costs({"down": down, "up": up}))
```

/// figure-caption
The left one falls.
///
"""
BOOK = {"docs/page.md": PAGE, "docs/claims.toml": 'prints = "4.8"\ntruth = "−4.8"\nsays = "It [rises]{=a - 1}."\n'}


def changes(kind):
    return [(slip.was, slip.now) for slip in slips_of(kind, BOOK)]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("a stated number changed", [("2", "5"), ("2", "5"), ("4", "7")]),
        ("the opposite word in a fact", [("falls", "rises"), ("small", "large")]),
        ("a formula with a slip", [("^2", ""), ("+", "-")]),
        (
            "a link to another page than its words say",
            [("derivative.md", "step.md#case-2"), ("step.md#case-2", "derivative.md")],
        ),
        ("the heads of two columns exchanged", [(" name | cost | cost then ", " name | cost then | cost ")]),
        (
            "the reasons of two steps exchanged",
            [('"a sum", "remark"), (x + x, "halves"', '"halves"), (x + x, "a sum", "remark"')],
        ),
        ("the names of two curves exchanged", [('"down": down, "up"', '"up": down, "down"')]),
        ("the opposite word in a caption", [("left", "right"), ("falls", "rises")]),
        ("the ledger: what the article prints", [("4", "5"), ("8", "9")]),
        ("the ledger: the truth", [("−", "+"), ("4", "5")]),
        ("the ledger: what the article says", [("rises", "falls")]),
        (
            "the opposite word in a sentence",
            [("falls", "rises"), ("small", "large"), ("higher", "lower"), ("first", "last")],
        ),
    ],
)
def test_slips_of_a_kind(kind, expected):
    assert changes(kind) == expected


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("One step: one for each of the two files.", ["one", "two"]),
        ("The right one, one that is larger, one by one and one-hot.", []),
        ("## At zero { #zero }\n\n## Half {#exercise-half}", ["zero"]),
        ("It is above one, from zero to one that holds, and in the article one word.", ["one", "zero", "one", "one"]),
    ],
)
def test_a_number_in_words_is_one_that_counts(text, counted):
    assert [slip.was for slip in slips_of("a number in words, in plain prose", {"docs/page.md": text})] == counted


def test_a_number_of_readme_that_only_shows_how_one_is_written_is_no_claim():
    text = "Write `[100 °C]{given}`, in names such as Table 5, and since 1988."
    assert [slip.was for slip in slips_of("README", {"README.md": text})] == ["1988"]


def test_a_slip_changes_just_what_it_says():
    for kind in KINDS:
        if kind not in ("the glossary", "README"):
            for slip in slips_of(kind, BOOK):
                text = BOOK[slip.path]
                assert slip.made(text) == text[: slip.start] + slip.now + text[slip.start + len(slip.was) :] != text


def test_prose_is_what_is_read_and_not_computed():
    text = prose(PAGE)
    assert len(text) == len(PAGE)
    for gone in ("28", "derive", "x^2", "step.md", "falls]"):
        assert gone not in text
    assert "One of them is higher." in text


def test_words_have_opposites_and_a_not_is_put_in_or_taken_out():
    assert list(turned("Higher, not so")) == [(0, 6, "Lower")]
    assert denied("passes") == (0, 0, "not ")
    assert denied("does not pass") == (5, 9, "")


@pytest.mark.parametrize("kind", KINDS)
def test_the_book_has_room_for_each_kind(kind):
    assert slips_of(kind, texts())


@pytest.mark.xdist_group("mutation")
@pytest.mark.parametrize(("was", "now", "fate"), [("26.04", "26.05", "killed"), ("The step", "A step", "survived")])
def test_the_check_of_the_book_judges(root, was, now, fate):
    path = "docs/index.md"
    start = (root / path).read_text(encoding="utf-8").index(was)
    assert caught(Slip("a kind", path, start, was, now), root).fate == fate
    assert was in (root / path).read_text(encoding="utf-8")


@pytest.mark.parametrize(("was", "now", "fate"), [("index.md", "indexs.md", "killed"), ("The", "A", "survived")])
def test_a_slip_in_readme_is_judged_by_the_check_of_readme(root, was, now, fate):
    text = "The [page](docs/index.md) has it.\n"
    (root / "README.md").write_text(text, encoding="utf-8")
    assert caught(Slip("a kind", "README.md", text.index(was), was, now), root).fate == fate


def test_the_kept_result_counts_what_passed(tmp_path):
    passed = [measurement.Passed("a kind", "docs/a.md", 3, "+", "")]
    measured = measurement.Measurement("2026-01-01", 0, {"a kind": 4}, {"a kind": 3}, passed)
    file = tmp_path / "measurement.json"
    file.write_text(json.dumps({**vars(measured), "passed": [vars(one) for one in passed]}), encoding="utf-8")
    assert measurement.kept(file) == measured
    assert "| a kind | 4 | 3 | 75 % |" in measured.table()
    assert "docs/a.md" in measured.listing()


def test_an_unknown_kind_is_named(capsys):
    with pytest.raises(SystemExit):
        measurement.main(["a typo"])
    assert "the kinds are" in capsys.readouterr().err
