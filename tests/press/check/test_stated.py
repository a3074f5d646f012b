"""Stated numbers: what a page states must be what its session computes, to the digits shown, wherever it stands."""

from __future__ import annotations

import re
from time import process_time
from typing import Any

import pytest
from small_book import CONFIG, TEMPLATE, build, checked, claim, section, write

from lrbook.press.check.reading import Truth, plain
from lrbook.press.check.stated import Objection, Stated, find, objection
from lrbook.press.plugin import BookPlugin

VALUES = """```python exec="on" id="start"
from decimal import Decimal
from fractions import Fraction
import numpy as np, sympy as sp
x, half, rows, right, tiny, huge = -6.0, 0.5, 303, 256, 0.00034567, 1234567.891
cost = lambda x: x * x + 3
words = {"a}": 1, "b#": 2, "[c]": 3}
nan, inf, z = float("nan"), float("inf"), 3 + 0j
```

"""
"""The text of the page begins on line 11."""


RIGHT = [
    ("the same", "(2**61 + rows, 2**61 + right + 47)"),
    ("different", "(2**61 + rows, 2**61 + right + 48)"),
    ("has risen", "(right, rows)"),
    ("the heaviest", "(rows, [right, half])"),
    ("ninefold", "half * 18.08"),
    ("50 a day", "half * 100.4"),
    ("three trains an hour", "half * 6.02"),
    ("39", "cost(x)"),
    ("39", " cost( x ) "),
    ("39.00", "cost(x)"),
    ("−6", "x"),
    ("-6.0", "x"),
    ("+6", "-x"),
    ("0.84", "right / rows"),
    ("84.5 %", "right / rows"),
    ("84%", "right / rows"),
    ("84.48 %", "right / rows # cut"),
    ("84.49 %", "right / rows"),
    ("256/303", "(right, rows)"),
    ("256 of them", "str(right) + ' of them'"),
    ("1,234,567.9", "huge"),
    ("1234568", "huge"),
    ("1\u2009234\u2009568", "huge"),
    ("1.23 × 10⁶", "huge"),
    ("3.5 × 10⁻⁴", "tiny"),
    ("−3.5 × 10⁻⁴", "-tiny"),
    ("0.5 ± 0.1", "(half, half / 5)"),
    ("39, 39 and −6", "[cost(x), cost(x), x]"),
    ("39, 39, and −6", "np.array([cost(x), cost(x), x])"),
    ("−6 to 6", "(x, -x)"),
    ("13 × 303", "(np.int64(rows // 23), rows)"),
    ("84 % and 50 %", "(right / rows, half)"),
    ("seven", "int(-x) + 1"),
    ("Seven", "int(-x) + 1"),
    ("0.5", "Fraction(1, 2) * rows / rows"),
    ("0.5", "right * Decimal(1) / 512"),
    ("0.707", "sp.sqrt(2) * half"),
    ("39", "np.float32(cost(x))"),
    ("39", "np.array(cost(x))"),
    ("−6.0 exactly", "str(x).replace('-', '−') + ' exactly'"),
    ("−6", "x # exact"),
    ("0.00034567", "tiny # exact"),
    ("falls", "cost(0) < cost(x)"),
    ("falls", "np.bool_(cost(0) < cost(x))"),
    ("positive", "sp.Symbol('q', positive=True) * rows > 0"),
    ("below 84.5 %", "100 * right / rows < 84.5"),
    ("more than seven", "rows > 7"),
    ("one of the two", "'one of the two' if rows > right else 'both'"),
    ("1", 'words["a}"]'),
    ("2", "words['b#']"),
    ("3", 'words["[c]"]'),
    ("3", "{'q': rows}['q'] // 101"),
    ("303", 'f"{rows}"'),
    ("39", "max(cost(x), 2,\n 1)"),
    ("39", "cost(\n    x\n)"),
    ("0", "rows - 303"),
    ("−0.0", "x / 1000"),
]


@pytest.mark.xdist_group("stated")
@pytest.mark.parametrize("number", range(len(RIGHT)), ids=[f"{shown}-{expression}" for shown, expression in RIGHT])
def test_a_number_that_is_computed_passes(page_of, number) -> None:
    texts = [f"It is [{shown}]{{={expression}}}.\n" for shown, expression in RIGHT]
    page = page_of(texts, number, start=VALUES)
    assert page.faults == []
    assert f">{RIGHT[number][0]}</data>" in page.html.replace("\u00a0", " ")  # a number stays with its unit


WRONG: list[tuple[str, str, list[str]]] = [
    ("the same", "(2**61 + rows, 2**61 + right + 48)", ["is not so"]),
    ("84 % heavier", "right / rows", ["only the number stands in the brackets", "write [84 %]{=right / rows} heavier"]),
    ("40", "cost(x)", ["40 is stated", "cost(x) is 39.0", "write [39]{=cost(x)}"]),
    ("38.9", "cost(x)", ["write [39.0]{=cost(x)}"]),
    ("6", "x", ["6 is stated", "x is -6.0", "write [−6]{=x}"]),
    ("−6", "-x", ["write [6]{=-x}"]),
    ("+5", "-x", ["write [+6]{=-x}"]),
    ("84.48 %", "right / rows", ["write [84.49 %]{=right / rows}"]),
    ("84.49 %", "right / rows # cut", ["cut off", "write [84.48 %]{=right / rows # cut}"]),
    ("84 %", "100 * right / rows", ["a share of one", "is 84.48", "write [84 %]{=(100 * right / rows) / 100}"]),
    ("39 %", "cost(x)", ["a share of one", "write [39 %]{=cost(x) / 100}"]),
    ("40 %", "cost(x)", ["write [3900 %]{=cost(x)}"]),
    ("303x", "x", ["show a number, or a text that is the value"]),
    ("the largest", "(rows, words)", ["a dict is no list of numbers", "list(….values())"]),
    ("0.84 %", "right / rows", ["84.49 %"]),
    ("1,234,567.8", "huge", ["1,234,567.9"]),
    ("1,234,5678", "huge", ["1,234,5678 is stated"]),
    ("1.24 × 10⁶", "huge", ["1.23 × 10⁶"]),
    ("1.23 × 10⁷", "huge", ["1.23 × 10⁶"]),
    ("3.5 × 10⁴", "tiny", ["3.5 × 10⁻⁴"]),
    ("256/302", "(right, rows)", ["256/302 is stated"]),
    ("256/303", "(right, rows, rows)", ["256/303 is stated"]),
    ("303/256", "(right, rows)", ["303/256 is stated"]),
    ("0.5 ± 0.2", "(half, half / 5)", ["0.5 ± 0.2 is stated"]),
    ("39 and −6", "[cost(x), cost(x), x]", ["39 and −6 is stated"]),
    ("eight", "int(-x) + 1", ["write [seven]"]),
    ("0.3", "1 / 3 * x / x # exact", ["0.3 is stated exactly"]),
    ("39", "nan", ["39 is stated", "nan is nan"]),
    ("0", "nan", ["nan is nan"]),
    ("39", "inf", ["inf is inf"]),
    ("3", "z", ["z is (3+0j)"]),
    ("39", "[].append(x)", ["is None"]),
    ("39", "str(cost(x))", ["is '39.0'"]),
    ("falls", "cost(x)", ["falls is stated", "cost(x) is 39.0"]),
    ("falls", "cost(x) < cost(0)", ['"falls" is stated', "is not true here", "mend the sentence"]),
    ("falls", "np.array([True, True])", ["falls is stated"]),
    ("falls", "x", ["falls is stated"]),
    ("39", "cost", ["39 is stated"]),
    ("below 90 %", "100 * right / rows < 84.5", ["says 90 %", "compare with that number"]),
    ("more than four", "rows > 7", ["says four", "compare with that number"]),
    ("half ½ of it", "rows > 7", ["says ½"]),
    ("12½ %", "half", ["0.5; show a number"]),
    ("cost 40", "cost(x)", ["only the number stands in the brackets; write cost [39]{=cost(x)}"]),
    ("2:30 min", "right", ["256; show a number"]),
    ("303", "rows > 303 - 1", ["303 is a number", "a fact"]),
    ("303", "rows != 304", ["303 is a number", "a fact"]),
    ("13 × 303", "[rows > 1, rows > 2]", ["13 × 303 is stated"]),
    ("39", "39", ["typed, not computed", "a name that a block of this page defines"]),
    ("39", "36 + 3", ["typed, not computed"]),
    ("39", "len('" + "a" * 39 + "')", ["typed, not computed"]),
    ("39", "(y := 39)", ["typed, not computed"]),
    ("39", "[x for x in [39]][0]", ["typed, not computed"]),
    ("39", "(lambda x: x)(39)", ["typed, not computed"]),
    ("true", "True", ["typed, not computed"]),
    ("main", "'main' if __name__ else 0", ["typed, not computed"]),
    ("39", "cost(y)", ["can't be computed", "NameError"]),
    ("39", "1 / (x + 6)", ["can't be computed", "ZeroDivisionError"]),
    ("39", "exit(cost(x))", ["can't be computed", "it exits"]),
    ("39", "np.log(np.zeros(1) * x)", ["can't be computed", "RuntimeWarning"]),
    ("39", "cost(x) +", ["can't be read", "no Python expression"]),
    ("39", "", ["can't be read"]),
    ("39", "x = 39", ["can't be read"]),
    ("39", "cost(x) # exact cut", ["after # stand one claim's id"]),
    ("39", "cost(x) # a b", ["after # stand one claim's id"]),
    ("39", "cost(x) # counter", ["after # stand one claim's id"]),
]


@pytest.mark.xdist_group("stated")
@pytest.mark.parametrize("number", range(len(WRONG)), ids=[f"{shown}-{expression}" for shown, expression, _ in WRONG])
def test_a_number_that_is_not_what_is_computed_is_named(page_of, number) -> None:
    texts = [f"A text.\n\nIt is [{shown}]{{={expression}}}.\n" for shown, expression, _ in WRONG]
    page = page_of(texts, number, start=VALUES)
    assert page.faults
    for fault in page.faults:
        assert fault.startswith("docs/index.md:13: ")
        assert all(text in fault for text in WRONG[number][2]), fault
    assert "Traceback" not in page.html


def objected(text: str, value: Any) -> Objection | None:
    """Return what is wrong with a statement that has a value."""
    ((_, _, stated),) = find(text)
    assert isinstance(stated, Stated)
    return objection(stated, {"y"}, plain(value))


@pytest.mark.parametrize(
    ("text", "value", "mend", "message"),
    [
        ("[2,675]{=y}", 2.675, "[2.675]{=y}", "2,675 is read as 2675: a comma stands between groups"),
        ("[4,8]{=y}", 4.8, "[4.8]{=y}", "4,8 can't be read: a comma stands between groups"),
        ("[4,8 and 3,5]{=y}", [4.8, 3.5], "[4.8 and 3.5]{=y}", "a point before decimals"),
        ("[1.234,5]{=y}", 1234.5, "[1,234.5]{=y}", "1.234,5 can't be read"),
        ("[2,675 kg]{=y}", 2.675, "[2.675 kg]{=y}", "2,675 is read as 2675: a comma stands between groups"),
        ("[1,5 kg]{=y}", 1.5, "[1.5 kg]{=y}", "1,5 can't be read: a comma stands between groups"),
        ("[2,675]{=y}", 2700, "[2,700]{=y}", "write [2,700]{=y} or run lrbook fix"),
        ("[10.0 × 10⁻⁴]{=y}", 2e-3, "[2.0 × 10⁻³]{=y}", "run lrbook fix"),
        ("[−0.00]{=y}", 0.001, "[0.00]{=y}", "−0.00 is stated"),
        ("[$5]{=y}", 6.0, "[$6]{=y}", "write [$6]{=y} or run lrbook fix"),
        ("[5 kg]{=y}", 6.0, "[6 kg]{=y}", "write [6 kg]{=y} or run lrbook fix"),
        ("[about 5]{=y}", 6.0, "[about 6]{=y}", "write [about 6]{=y} or run lrbook fix"),
        ("[nearly €12,500]{=y}", 10986.7, "[nearly €10,987]{=y}", "nearly €12,500 is stated"),
        ("[5 to go]{=y}", 5.0, "", "only the number stands in the brackets; write [5]{=y} to go"),
        ("[5 m higher]{=y}", 5.0, "", "only the number stands in the brackets; write [5]{=y} m higher"),
        ("[50 a day]{=y}", 60.2, "[60 a day]{=y}", "write [60 a day]{=y} or run lrbook fix"),
        ("[2 per thousand]{=y}", 2.0, "", "2 per thousand is stated"),
        (
            "[roughly a quarter more]{=y}",
            0.24,
            "",
            "only the part stands in the brackets; write [roughly a quarter]{=y} m",
        ),
        ("[1:50]{=y}", 0.01, "[1:100]{=y}", "write [1:100]{=y}"),
        ("[5 dozen]{=y}", 5.0, "", "write [5]{=y} dozen"),
        ("[39]{=y}", {"a": 39}, "", "a dict is no list of numbers; choose one of its values"),
        ("[39]{=y}", {39}, "", "a set has no order"),
        ("[39]{=y}", (n for n in [39]), "", "a generator can be read only once"),
        ("[39 euros]{=y}", "39", "[39]{=y}", "39 euros is stated"),
        ("[falls]{=y}", Truth(False, "at x = 3 left is 4, right is 5"), "", "not true here: at x = 3 left is 4"),
        ("[falls]{=y #c counter}", Truth(True, "they agree"), "", "no counter-example: they agree"),
    ],
)
def test_what_is_wrong_comes_with_its_remedy(text, value, mend, message) -> None:
    found = objected(text, value)
    assert found
    assert message in found.message
    assert found.mend == mend
    if mend:
        assert objected(mend, value) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("[−0.00]{=y}", -0.001),
        ("[0.29]{=y #cut}", 0.29),
        ("[½]{=y}", 0.5),
        ("[10–20]{=y}", [10, 20]),
        ("[∞]{=y}", float("inf")),
        ("[below]{=y < 3}", Truth(True, "it does")),
        ("[differs]{=y == 3 #c counter}", Truth(False, "it does not")),
    ],
)
def test_what_is_right_is_let_be(text, value) -> None:
    assert objected(text, value) is None


VERDICT = VALUES.replace(
    "nan, inf",
    """class Verdict:
    why = f"left is {x}"
    def __bool__(self):
        return x > 0
found = Verdict()
nan, inf""",
)


def test_a_fact_says_why_it_is_untrue(fails) -> None:
    fails("docs/index.md:16", "found is not true here: left is -6.0; mend", "It [rises]{=found}.\n", start=VERDICT)


def test_a_counter_example_that_says_why_is_published_as_untrue(passes) -> None:
    entry = claim("chain-rule", "a sum", "erratum", truth="a product", why="Because.")
    text = "It is [more]{=cost(x) > x #chain-rule}, and it is [not]{=found #chain-rule counter}.\n"
    page = passes(text, section(entry), start=VERDICT).page()
    assert re.findall(r'<data title="[^"]*" value="([^"]*)"', page) == ["true", "false"]


def test_a_fact_with_a_formula_in_it_is_named_once(tmp_path, monkeypatch) -> None:
    """Python-Markdown puts the formula aside, and must not find the rest again in the notice of the fault.

    A page with a fault is set only where it is served.
    """
    start = BookPlugin.on_startup
    monkeypatch.setattr(
        BookPlugin, "on_startup", lambda plugin, command, dirty: start(plugin, command="serve", dirty=dirty)
    )
    text = "A text, and [only at \\(x\\)]{=cost(unknown) == 0} it is.\n"
    write(tmp_path, {"mkdocs.yml": CONFIG, "theme/main.html": TEMPLATE, "docs/index.md": VALUES + text})
    page = build(tmp_path).page().partition("</ul></div>")[2]  # behind the list of what is wrong
    assert page.count('class="fault"') == page.count("NameError") == 1


PLACES = [
    "## A heading with {}",
    "| a | b |\n|---|---|\n| b | {} |",
    '!!! note "A title with {}"\n\n    Text.',
    '!!! note "Note"\n\n    Text with {}.',
    '=== "Tab"\n\n    Text with {}.',
    "Text.[^note]\n\n[^note]: A note with {}.",
    "/// figure-caption\nA caption with {}.\n///",
    "- a list\n    - and {} in it",
    "> quoted: {}",
    "A [link to {}](index.md).",
    "Some *emphasis on {} here*.",
    "**{}**",
    "<div markdown>\n\nText with {}.\n\n</div>",
    '<div markdown="1">Text with {}.</div>',
    "1. first {}",
    "\\( y = {} \\)",
    "\\[ y(x) = {} \\]",
    "Term\n:   {}",
    "{}",
]


@pytest.mark.parametrize("place", PLACES)
def test_a_stated_number_is_checked_wherever_it_stands(book, place) -> None:
    stands, falls = place.replace("{}", "[39]{=cost(x)}"), place.replace("{}", "[40]{=cost(x)}")
    assert (built := book(stands, start=VALUES)).code == 0, built.said
    assert "{=" not in built.page()
    built = book(falls, start=VALUES)
    line = 11 + place[: place.index("{}")].count("\n")
    assert [fault.partition(" ")[0] for fault in built.faults()] == [f"docs/index.md:{line}:"], built.said
    assert "write [39]{=cost(x)}" in built.faults()[0]


def test_a_stated_number_is_checked_in_what_a_block_prints(passes, fails) -> None:
    block = '```python exec="on" id="b"\nprint(f"It is [{y}]{{=cost(x)}} here.")\n```\n'
    built = passes("Text.\n\n" + block.replace("y}", "cost(x):.0f}"), start=VALUES)
    assert ">39</data>" in built.page()
    fails(
        "docs/index.md:13",
        ["40 is stated", "39.0"],
        "Text.\n\n" + block.replace("y}", "cost(x) + 1:.0f}"),
        start=VALUES,
    )


@pytest.mark.parametrize(
    "text",
    [
        "<p>It is [39]{=cost(x)}.</p>",
        "<p>It [falls]{=cost(x) > 3}.</p>",
        '<p title="[falls]{=cost(x) > 3}">Text.</p>',
        "It [is [39]]{=cost(x)}.",
        "It is [39] {=cost(x)}.",
        "It is [39]\n{=cost(x)}.",
        "It is []{=cost(x)}.",
        "{=cost(x)}",
        '```python exec="on" id="b" html="on"\nprint("<p>It [falls]{=cost(x) > 3}.</p>")\n```',
    ],
)
def test_a_stated_number_is_never_left_unread(book, text) -> None:
    built = book(f"A text.\n\n{text}\n", start=VALUES)
    assert built.code == 1, built.said
    assert built.faults()[0].startswith(("docs/index.md:13: ", "docs/index.md:14: ")), built.said


@pytest.mark.parametrize(
    "fact",
    [
        "[above 38]{=cost(x) < 40 and cost(x) > 1 and 38 > cost(x) - 2}",
        "[more than 90]{=cost(x) < 90}",
        "[below 30]{=cost(x) > 30}",
        "[lower than 30]{=cost(x) > 30}",
        "[up to 30]{=cost(x) > 30}",
        "[no more than 30]{=cost(x) > 30}",
        "[no less than 40]{=cost(x) < 40}",
    ],
)
def test_a_fact_compares_in_the_direction_that_it_says(fails, fact) -> None:
    fails("docs/index.md:11", "says one thing, and", f"It is {fact}.\n", start=VALUES)


@pytest.mark.parametrize(
    "text",
    [
        "It isn't [above 38]{=cost(x) > 38}.",
        "It is *not* [above 38]{=cost(x) > 38}.",
        "It is not at all [above 38]{=cost(x) > 38}.",
        "It is nowhere [above 38]{=cost(x) > 38}.",
        "It [does]{=cost(x) > 38} not rise.",
        "It is &minus;[39]{=cost(x)}.",
        "It is **−**[39]{=cost(x)}.",
        "It is [50]{=100 * half}&nbsp;%.",
        "It is [50]{=100 * half} *percent* of it.",
    ],
)
def test_what_stands_at_a_fact_or_a_number_is_seen_through_its_markup(fails, text) -> None:
    fails("docs/index.md:11", "write it inside the brackets", f"{text}\n", start=VALUES)


@pytest.mark.parametrize(
    "text",
    [
        "The cost *rises*{=cost(x) < 3}.",
        "The cost [rises](index.md){=cost(x) < 3}.",
        "| a |\n|---|\n| rises {=cost(x) < 3} |",
        "The cost [rises]{: =cost(x) < 3}.",
    ],
)
def test_a_fact_without_brackets_is_not_lost(book, text) -> None:
    built = book(f"{text}\n", start=VALUES)
    assert built.code == 1, built.said
    assert built.faults()[0].startswith(f"docs/index.md:{11 + text.count(chr(10))}: "), built.said


def test_what_looks_like_it_in_a_comment_passes(passes) -> None:
    passes("A text <!-- *rises*{=cost(x)} --> and more.\n", start=VALUES)


def test_a_formula_is_read_by_the_fact_that_it_states(fails) -> None:
    fails("docs/index.md:11", "does not read what is shown", "So \\([y > x - 3]{=cost(x) > x - 3}\\).\n", start=VALUES)


def test_a_fact_that_says_its_direction_passes(passes) -> None:
    passes(
        "It is [above 38]{=cost(x) > 38}, [below 40]{=40 > cost(x)} and [at most 39]{=cost(x) <= 39}.\n", start=VALUES
    )


@pytest.mark.parametrize(
    "text",
    [
        "Write `[39]{=cost(y)}`.",
        "Write ``[39]{=cost(`y`)}``.",
        "```markdown\n[39]{=cost(y)}\n```",
        "````markdown\n[39]{=cost(y)}\n````",
        "<!-- [39]{=cost(y)} -->",
    ],
)
def test_code_is_not_touched(passes, text) -> None:
    assert "{=cost(" in passes(text, start=VALUES).page()


def test_a_number_is_computed_by_all_the_blocks_of_its_page(passes) -> None:
    passes('It is [7]{=y}.\n\n```python exec="on" id="b"\ny = 7\n```\n')


def test_what_an_expression_binds_is_gone_after_it(passes) -> None:
    passes("It is [7]{=(cost := int(-x) + 1)}.\n\nIt is [39]{=cost(x)}.\n", start=VALUES)


def test_pages_do_not_see_each_other(passes, fails) -> None:
    other = '```python exec="on" id="start"\nx = 7\n```\n\nIt is [7]{=x}.\n'
    passes("It is [−6]{=x}.", start=VALUES, docs__a_md=other, docs__z_md=other)
    fails("docs/z.md:1", "NameError", "", start=VALUES, docs__z_md="It is [−6]{=x}.\n")


def test_a_wrapped_number_is_named_with_its_line(fails) -> None:
    fails("docs/index.md:12", "write [39]", "A text that\nis long: [40]{=max(cost(x),\n1)} it is.\n", start=VALUES)
    indented = "- A text that\n  is long: [40]{=max(cost(x),\n  1)} it is.\n"
    fails("docs/index.md:12", "write [39]", indented, start=VALUES)


def test_a_number_beside_the_same_in_a_sample_is_named_with_its_own_line(fails) -> None:
    fails("docs/index.md:15", "write [39]", "```sh\n[40]{=cost(x)}\n```\n\n[40]{=cost(x)}\n", start=VALUES)


def test_the_same_number_is_named_with_each_of_its_lines(book) -> None:
    built = book("[40]{=cost(x)}\n\n- [40]{=cost(x)}\n\n\\[ y = 1 \\text{ or}\ny = [40]{=cost(x)} \\]\n", start=VALUES)
    stated = [fault.partition(" ")[0] for fault in built.faults() if "40 is stated" in fault]
    assert stated == ["docs/index.md:11:", "docs/index.md:13:", "docs/index.md:16:"], built.said


def test_what_stands_at_a_number_is_judged_before_the_number(fails) -> None:
    """Else `lrbook fix` would write [1]{=half} %."""
    built = fails("docs/index.md:11", "write it inside the brackets", "It is [50]{=half} %.\n", start=VALUES)
    assert "lrbook fix" not in built.said


def test_code_and_formulas_can_be_shown_for_a_fact(passes) -> None:
    built = passes("The [`cost` of \\(2x\\) *rises*]{=cost(x) > 3}.", start=VALUES)
    assert "<code>cost</code>" in built.page()
    assert "<math " in built.page()


def test_a_heading_is_clean_in_the_table_of_contents(passes) -> None:
    page = passes("## The cost is [39]{=cost(x)} of \\(x\\)\n\n[the cost](#the-cost-is-39-of-x)\n", start=VALUES).page()
    assert "<nav>The cost is 39 of <math" in page


def test_a_pipe_in_a_table_can_be_written(book) -> None:
    built = book("| a |\n|---|\n| [307]{=rows \\| 4} |", start=VALUES)
    assert built.code == 1 or ">307</data>" in built.page()


@pytest.mark.parametrize("shown", ["higher by two", "twice higher", "lower by half"])
def test_a_small_number_in_a_fact_is_compared_with(fails, shown) -> None:
    """The words are those of a fact, in which *twice* says how much, as *ten times* does."""
    sign = "<" if "lower" in shown else ">"
    fails("docs/index.md:8", shown, f"It is [{shown}]{{=cost(x) {sign} x}}.\n", alone=False)


@pytest.mark.parametrize(
    ("before", "shown", "value", "told"),
    [
        ("less than", "5 %", 0.029, "write [less than 5 %]{=gap}"),
        ("more than", "25 minutes", 33.69, "write [more than 25 minutes]{=gap}"),
        ("more than", "50 minutes", 33.69, "the value is [34 minutes]{=gap}; mend the sentence"),
        ("exactly", "5", 5.7, "the value is [6]{=gap}; mend the sentence"),
    ],
)
def test_a_number_behind_a_word_that_measures_it_is_not_mended_alone(
    before: str, shown: str, value: float, told: str
) -> None:
    """*More than* 25 of 34 is true, and more than 34 is not."""
    found = objection(Stated(f"[{shown}]{{=gap}}", shown, "gap", measure=before), {"gap"}, value)
    assert found
    assert told in found.message
    assert found.mend == ""


def test_a_long_paragraph_is_read_at_once(tmp_path) -> None:
    text = VALUES + "[256]{=right} " * 1500
    write(tmp_path, {"mkdocs.yml": CONFIG, "theme/main.html": TEMPLATE, "docs/index.md": text})
    start = process_time()
    assert checked(tmp_path) == []
    assert process_time() - start < 8


LARGE = [
    "10**400 + rows",
    "2**20000",
    "math.factorial(1507)",
    "sp.Integer(7) ** 9000",
    "-(10**5000)",
    "Fraction(10**400, 3)",
    "10**200_000",
    "Fraction(10**9000, 7)",
]


@pytest.mark.parametrize("shown", ["5,000.0", "5 h 3 min"])
@pytest.mark.parametrize("value", LARGE)
def test_a_number_larger_than_every_float_is_a_fault_as_any_other(page_of, value, shown) -> None:
    start = VALUES.replace("\n```\n", f"\nimport math\nlarge = {value}\n```\n")
    texts = [f"It is [{each}]{{=large}} now.\n\nIt is [{each}]{{=(large, rows)}}." for each in ("5", "five", shown)]
    page = page_of(texts, 2, start=start)
    assert page.faults
    assert all("is stated" in fault and len(fault) < 500 for fault in page.faults)


@pytest.mark.parametrize("expression", ["rows" + " + rows" * 3000, "-" * 5000 + "rows"])
def test_an_expression_of_too_many_parts_is_named(fails, expression) -> None:
    fails("docs/index.md:11", "stands no Python expression", f"It is [5]{{={expression}}}.", start=VALUES, alone=False)


def test_a_number_larger_than_every_float_is_written_to_its_last_digit() -> None:
    right = objection(Stated("[5]{=large}", "5", "large"), {"large"}, 10**400 + 7)
    assert right
    assert right.mend == f"[1{'0' * 399}7]{{=large}}"
    for shown in (f"1{'0' * 399}7", "1.0 × 10^400"):
        assert objection(Stated(f"[{shown}]{{=large}}", shown, "large"), {"large"}, 10**400 + 7) is None
    assert objection(Stated("[]{=large}", f"1{'0' * 399}8", "large"), {"large"}, 10**400 + 7)
