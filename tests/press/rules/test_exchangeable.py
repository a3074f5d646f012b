"""No two heads of the book's tables, and no two names of its curves, can be exchanged."""

import ast
import re
from itertools import combinations

import pytest
from real_book import ROOT, nav

from lrbook.press.check.likeness import words, words_of_code
from lrbook.press.check.source import Source
from lrbook.press.rules import head_of_column, name_of_value

BLOCK = re.compile(r'^```python exec="on"[^\n]*\n(?P<code>.*?)^```$', re.M | re.S)
PAGES = {page: (ROOT / "docs" / page).read_text(encoding="utf-8") for page in nav()}
TABLES = [(page, table) for page, text in PAGES.items() for table in head_of_column.TABLE.finditer(text)]
BLOCKS = [(page, block["code"]) for page, text in PAGES.items() for block in BLOCK.finditer(text)]


def test_heads_of_every_table():
    tried = 0
    for page, table in TABLES:
        columns = [*zip(*map(head_of_column._cells, table["rows"].splitlines()), strict=True)]
        heads = head_of_column._cells(table["head"])
        for one, other in combinations(range(len(heads)), 2):
            if not all("{=" in "".join(columns[place]) for place in (one, other)):
                continue
            changed = heads[:]
            changed[one], changed[other] = heads[other], heads[one]
            text = PAGES[page].replace(table["head"], f"|{'|'.join(changed)}|")
            assert list(head_of_column.source(Source(page, text))), (page, heads[one], heads[other])
            tried += 1
    assert tried


def names_shown(code):
    """Find the names in the dictionaries that a block prints: each where it stands in the code."""
    tree = ast.parse(code)
    for node in name_of_value._behind_print(tree):
        if isinstance(node, ast.Dict):
            yield [
                key
                for key, value in zip(node.keys, node.values, strict=True)
                if isinstance(key, ast.Constant) and isinstance(key.value, str) and name_of_value._computed(value)
            ]


def test_names_of_every_curve_and_column():
    tried = 0
    for page, code in BLOCKS:
        for keys in names_shown(code):
            for one, other in combinations(keys, 2):
                lines = code.splitlines()
                for key, name in sorted(((one, other.value), (other, one.value)), key=lambda pair: -pair[0].col_offset):
                    line = lines[key.lineno - 1].encode()
                    lines[key.lineno - 1] = (
                        line[: key.col_offset] + repr(name).encode() + line[key.end_col_offset :]
                    ).decode()
                assert list(name_of_value.block("\n".join(lines), False)), (page, one.value, other.value)
                tried += 1
    assert tried > 20


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
