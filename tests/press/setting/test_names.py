"""Names in the code of a page lead to the reference, if they are what a block imports."""

from __future__ import annotations

import pytest

from lrbook.press.setting import names

CODE = '<span class="n">{}</span>'
DOTTED = '<span class="n">{}</span><span class="o">.</span><span class="n">{}</span>'


def reference(target: str, shown: str) -> str:
    return f'<span class="n"><autoref identifier="{target}" optional>{shown}</autoref></span>'


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("from book.neuron import cost, sigmoid as s", {"cost": "book.neuron.cost", "s": "book.neuron.sigmoid"}),
        ("from book import heart", {"heart": "book.heart"}),
        ("def f():\n    from book import heart", {"heart": "book.heart"}),
        ("import numpy as np\nfrom numpy import sin\nfrom . import here", {}),
        ("from bookish import cost", {}),
    ],
)
def test_what_a_block_imports_is_found(code, found) -> None:
    assert names.imported(code, ["book"]) == found


def test_what_a_block_binds_is_found() -> None:
    code = "a = 1\nfor b in []: pass\ndef c(d, *e, f=1, **g): pass\nclass h: pass\n[i for i in []]\nj += 1\nk"
    assert names.bound(code) == set("abcdefghij")


def test_a_name_leads_to_its_reference_where_it_stands_first() -> None:
    known = {"heart": "book.heart", "cost": "book.cost"}
    assert names.linked(CODE.format("cost"), known) == reference("book.cost", "cost")
    assert names.linked(CODE.format("cost") * 2, known) == reference("book.cost", "cost") + CODE.format("cost")
    assert names.linked(CODE.format("other"), known) == CODE.format("other")
    dotted = names.linked(DOTTED.format("heart", "load"), known)
    assert dotted == CODE.format("heart") + '<span class="o">.</span>' + reference("book.heart.load", "load")
    assert names.linked(DOTTED.format("other", "cost"), known) == DOTTED.format("other", "cost")
    assert names.linked(">cost<", known) == ">cost<"


def test_code_on_a_page_leads_to_the_page_that_explains_it(passes) -> None:
    start = '```python exec="on" source="above" id="b"\nfrom json import loads\nx = loads("1")\n```\n\n'

    def configured(config: str) -> str:
        return config.replace("lrbook: {}", "lrbook: {modules: [json]}")

    page = passes("Text.\n", start=start, config=configured, docs__two_md="# Two\n\n## loads {#json.loads}\n").page()
    assert 'href="two/#json.loads">loads</a>' in page
    own = start.replace("x = loads", "def loads(_): return 1\nx = loads")
    assert "<autoref" not in passes("Text.\n", start=own, config=configured).page()
    assert "autorefs" not in passes("Text.\n", start=own, config=configured).page()
