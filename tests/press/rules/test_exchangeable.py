"""No two heads of the book's tables, and no two names of its curves, can be exchanged."""

from itertools import combinations

import pytest
from real_book import ROOT, nav

from lrbook.press.check.likeness import words, words_of_code
from lrbook.press.check.named import names
from lrbook.press.check.source import Source
from lrbook.press.check.tables import tables
from lrbook.press.rules import head_of_column, name_of_value

PAGES = {page: (ROOT / "docs" / page).read_text(encoding="utf-8") for page in nav()}


def test_heads_of_every_table():
    tried = 0
    for page, text in PAGES.items():
        for table in tables(Source(page, text).prose):
            computed = [head for head, column in table.columns.items() if "{=" in "".join(column)]
            for one, other in combinations(computed, 2):
                heads = [{one: other, other: one}.get(head, head) for head in table.columns]
                lines = text.split("\n")
                lines[table.line - 1] = f"|{'|'.join(heads)}|"
                assert list(head_of_column.source(Source(page, "\n".join(lines)))), (page, one, other)
                tried += 1
    assert tried


def exchanged(text, one, other):
    """Return a page with two names exchanged, each a line and a text in quotes there."""
    lines = text.split("\n")
    for line, was, now in (*one, other[1]), (*other, one[1]):
        lines[line - 1] = lines[line - 1].replace(f'"{was}":', f'"{now} ":')  # a space: it is not exchanged again
    return "\n".join(lines).replace(' ":', '":')


def test_names_of_every_curve_and_column():
    tried = 0
    for page, text in PAGES.items():
        for named in names(Source(page, text)):
            for (one, line, _), (other, place, _) in combinations(named, 2):
                if f'"{one}":' in text and f'"{other}":' in text:
                    changed = exchanged(text, (line, one), (place, other))
                    assert list(name_of_value.source(Source(page, changed))), (page, one, other)
                    tried += 1
    assert tried > 50


ORDER = "steps, costs = [0, 1], [9, 4]\nuphill, downhill = [1, 2], [2, 1]\n"
PAIRED = [
    "print(dict(NAMES=uphill, OTHERS=downhill))",
    'print(dict(zip(["NAMES", "OTHERS"], [uphill, downhill])))',
    'walks = {"NAMES": uphill, "OTHERS": downhill}\n```\n\n```python exec="on" id="then"\nprint(walks)',
    'walks = {}\nwalks["NAMES"] = uphill\nwalks["OTHERS"] = downhill\nprint(walks)',
    'for name, walk in (("NAMES", uphill), ("OTHERS", downhill)):\n    print(name, walk)',
    'axes.plot(steps, uphill, label="NAMES")\naxes.plot(steps, downhill, label="OTHERS")\nprint(svg(axes))',
    'axes.plot(steps, uphill)\naxes.plot(steps, downhill)\naxes.legend(["NAMES", "OTHERS"])\nprint(svg(axes))',
    'picture, axes = subplots()\naxes.bar(["NAMES", "OTHERS"], [uphill, downhill])\npicture.savefig(file)\nprint(file)',
    'print(pd.DataFrame({"cost": [uphill[0], downhill[0]]}, index=["NAMES", "OTHERS"]))',
    'print(pd.DataFrame([uphill, downhill], index=["NAMES", "OTHERS"]))',
    'print(pd.DataFrame(zip(uphill, downhill), columns=["NAMES", "OTHERS"]))',
    'print(pd.DataFrame(np.transpose([uphill, downhill]), columns=["NAMES", "OTHERS"]))',
    'print(pd.DataFrame([(uphill[0], downhill[0]), (uphill[1], downhill[1])], columns=["NAMES", "OTHERS"]))',
    'print([{"NAMES": a, "OTHERS": b} for a, b in zip(uphill, downhill)])',
    'rows = []\nfor n, (a, b) in enumerate(zip(uphill, downhill)):\n  rows += [{"NAMES": a, "OTHERS": b}]\nprint(rows)',
    'print({n: {"NAMES": a, "OTHERS": b} for n, (a, b) in enumerate(zip(uphill, downhill))})',
    'print(table({"NAMES": a, "OTHERS": b} for a, b in zip(map(round, uphill), sorted(downhill))))',
]


@pytest.mark.parametrize("code", PAIRED)
def test_names_are_paired_in_many_ways(code):
    def page(one, other):
        code_with = code.replace("NAMES", one).replace("OTHERS", other)
        return Source("page.md", f'# A page\n\n```python exec="on" id="a"\n{ORDER}{code_with}\n```\n')

    assert list(name_of_value.source(page("uphill", "downhill"))) == []
    ((line, message),) = name_of_value.source(page("downhill", "uphill"))
    assert page("downhill", "uphill").text.split("\n")[line - 1].count("downhill") > 0
    assert "'downhill' and 'uphill' could be exchanged" in message


@pytest.mark.parametrize(
    "code",
    [
        'print([{"stove": stove, "efficiency": efficiencies[stove]} for stove in efficiencies])',
        'INCH = 0.0254\nprint({"Herschel": 48 * INCH, "Leviathan": 72 * INCH, "Hale": INCH * 200})',
    ],
)
def test_a_name_is_of_its_variable_and_a_number_in_a_unit_is_given(code):
    assert list(name_of_value.source(Source("page.md", f'```python exec="on" id="a"\n{code}\n```\n'))) == []


def test_what_letters_mean_is_told_by_their_formulas():
    code = 'a, b = 1, 2\nletters = {"y": a, "x": b}\nc = letters["y"]\nprint(c, a)'
    assert list(name_of_value.source(Source("page.md", f'```python exec="on" id="a"\n{code}\n```\n'))) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("late_cost", {"late", "cost"}),
        ("cost on the others", {"cost", "on", "the", "others"}),
        ("dC/dW", {"d", "C", "W"}),
        ("Case 1", {"case", "1"}),
    ],
)
def test_words_of_a_name(text, found):
    assert words(text) == found


def test_words_of_code_are_its_names_and_texts():
    assert words_of_code("early.cost + share['held out']") == {"early", "cost", "share", "held", "out"}
    assert words_of_code("not (code") == set()
