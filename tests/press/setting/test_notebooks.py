"""Notebooks: what a page's prose becomes, which cells a notebook has, and what it asserts."""

from __future__ import annotations

import json
from typing import Any

import nbformat
import pytest
from small_book import START, Built, claim, section

from lrbook.press.check import stated
from lrbook.press.setting.kernel import agrees, reads
from lrbook.press.setting.notebooks import assertion, markdown

FAR = "https://book.example/two/"


def read(built: Built, name: str = "index.ipynb") -> Any:
    """Read a notebook of a site, by its cells' ids, and see that it is one."""
    notebook = nbformat.read(built.site / name, as_version=4)
    nbformat.validate(notebook)
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
    assert len({cell.id for cell in notebook.cells}) == len(notebook.cells)
    return {cell.id: cell for cell in notebook.cells}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("It is [39]{=cost(x) #case-2-start}.", "It is 39."),
        ("[a\nb]{={1: {2}}[1] # exact}, [3]{=c}", "a\nb, 3"),
        (r"\(w = [1.01]{=w}\) and [\(2x\)]{=limit}", "$w = 1.01$ and $2x$"),
        (r"\[ a_{[1]{=b}} \]", "$$ a_{1} $$"),
        (r"\([n, m](x)\), $[a](b)$", "$[n, m](x)$, $a$"),
        ("`[1]{=x}` and ``\\(x\\) ` {.a}``", "`[1]{=x}` and ``\\(x\\) ` {.a}``"),
        ("````markdown\n```python\n[1]{=x}\n```\n````\n", "````markdown\n```python\n[1]{=x}\n```\n````\n"),
        (
            "[there](two.md), [far](https://a.b/c), [`f`][book.f], ![dots](a.png)",
            "there, [far](https://a.b/c), `f`, dots",
        ),
        ("## Here {#there}\n\ntext{.small}", "## Here\n\ntext"),
        ("*[GD]: descent\nGD <!-- a\nb -->goes", "GD goes"),
        ("A note.[^1]\n\n[^1]: The note.", "A note.<sup>1</sup>\n\n<sup>1</sup> The note."),
        ("/// figure-caption\n    attrs: {a: b}\n\nOf [3]{=x}.\nMore.\n///\n", "> Of 3.\n> More.\n"),
        ('!!! note "Mind [2]{=x}"\n    One.\n\n    Two.\n\nThen.', "> **Mind 2**\n>\n> One.\n>\n> Two.\n\nThen."),
        ('<p markdown="span">a</p>', "<p>a</p>"),
        ('<details class="answer" markdown="1">\n\n[3]{=x}', '<details class="answer">\n\n3'),
    ],
)
def test_prose_reads_well_in_a_notebook(text: str, shown: str) -> None:
    assert markdown(text) == shown


def test_a_link_within_the_book_leads_to_where_the_book_is() -> None:
    assert (
        markdown('[a](two.md#b "T") ![c](d.png)', lambda link: FAR + link) == f'[a]({FAR}two.md#b "T") ![c]({FAR}d.png)'
    )


@pytest.mark.parametrize(
    ("raw", "fact", "asserted"),
    [
        ("[−4.8]{=x1 #a}", False, '# a\nassert agrees("−4.8", x1)'),
        ("[4]{=x # cut}", False, 'assert agrees("4", x, "cut")'),
        ("[4 and 5]{=x, y}", False, 'assert agrees("4 and 5", (x, y))'),
        ("[falls]{=costs}", False, 'assert agrees("falls", costs)'),
        ("[higher]{=a, b}", False, 'assert agrees("higher", (a, b))'),
        ("[8]{=x #a counter}", False, '# a counter-example\nassert agrees("8", x)'),
        ("[falls\nfast]{=x < y}", True, 'assert x < y, "falls fast"'),
        ("[not]{=x or y #a counter}", True, '# a counter-example\nassert not (x or y), "not"'),
    ],
)
def test_what_is_stated_becomes_an_assertion(raw: str, fact: bool, asserted: str) -> None:
    ((_, _, number),) = stated.find(raw)
    assert isinstance(number, stated.Stated)
    assert assertion(number, fact=fact) == asserted


def test_a_formula_that_is_stated_is_read_by_the_letters() -> None:
    _, _, bound = next(stated.find("[2x]{=slope}"))
    _, _, law = next(stated.find("[y = 2x]{=letters #a-claim}"))
    assert isinstance(bound, stated.Stated)
    assert isinstance(law, stated.Stated)
    assert assertion(bound, fact=False, bound=True) == 'assert reads("2x", letters, slope)'
    assert assertion(law, fact=True) == '# a-claim\nassert reads("y = 2x", letters), "y = 2x"'
    letters = {"x": [-1.5, 0.4, 3.2], "y": "a height", "## Twice": {"y": [-3, 0.8, 6.4]}}
    one_less = [-2.5, -0.6, 2.2]
    assert reads("x - 1", letters, one_less)
    assert not reads("x + 1", letters, one_less)
    assert reads("x + 1", letters, one_less, counter=True)
    assert not reads("x - 1", letters, one_less, counter=True)
    assert reads("y = 2x", letters)
    assert not reads("y = 3x", letters)


def test_a_notebook_checks_by_the_rule_of_the_page() -> None:
    sympy = pytest.importorskip("sympy")
    assert agrees("1.41", sympy.sqrt(2))
    assert agrees("1.41", 1.418, "cut")
    assert not agrees("1.41", 1.418)
    assert agrees("1 × 2", {"a": 1, "b": 2}.values())


PAGE = """
# A page

Before.

```python exec="on" source="above" html="on" id="picture"
y = cost(x)
print("<b>bold</b>")
```

/// figure-caption
It is [39]{=y #start}.
///

## Next

```python exec="on" source="above" result="text" id="printed"
print(x)
```

The cost [rises]{=cost(x) > cost(5)}.
"""
CLAIMS = section(claim("start", "39", "holds"))


def test_a_cell_that_is_to_raise_is_marked(passes) -> None:
    built = passes('```python exec="on" source="above" id="b" raises="ValueError"\nraise ValueError\n```\n')
    assert read(built)["block-b"].metadata == {"tags": ["raises-exception"]}


def test_a_page_offers_its_notebook(passes) -> None:
    built = passes(PAGE, CLAIMS, start="It ends with [39]{=y}.\n\n" + START)
    cells = read(built)
    assert '<a href="index.ipynb" download>Take this page as a notebook</a>' in built.page()
    assert list(cells) == [
        *("about", "start", "text-0", "block-start", "text-1", "block-picture", "text-2", "check-0"),
        *("block-printed", "text-3", "check-1", "late", "check-2"),
    ]
    assert "**A small book**" in cells["about"].source
    assert cells["block-start"].metadata == {"jupyter": {"source_hidden": True}}
    assert cells["text-1"].source == "# A page\n\nBefore."
    assert cells["block-picture"].source == '%%printed html\ny = cost(x)\nprint("<b>bold</b>")'
    assert cells["block-picture"].metadata == {}
    assert cells["text-2"].source == "> It is 39.\n\n## Next"
    assert cells["block-printed"].source == "print(x)"
    assert cells["check-0"].source.endswith('\n\n# A page\n# start\nassert agrees("39", y)')
    assert cells["check-1"].source == '# Next\nassert cost(x) > cost(5), "rises"'
    assert cells["check-2"].source == '# \nassert agrees("39", y)'


def test_what_has_to_wait_in_one_place_is_asserted_where_it_stands_in_another(passes) -> None:
    cells = read(passes("Of [−6]{=x}.\n", start="Of [−6]{=x}.\n\n" + START))
    assert list(cells)[-4:] == ["text-1", "check-0", "late", "check-1"]
    assert 'agrees("−6", x)' in cells["check-0"].source
    assert cells["check-1"].source == '# \nassert agrees("−6", x)'


def test_a_page_without_blocks_offers_none(passes) -> None:
    built = passes(docs__two_md="# Two\n", docs__sub__three_md='# Three\n\n```python exec="on" id="a"\nb = 1\n```\n')
    assert not list(built.site.glob("two/*.ipynb"))
    assert "notebook" not in built.page("two/index.html")
    assert 'href="three.ipynb"' in built.page("sub/three/index.html")
    assert "block-a" in read(built, "sub/three/three.ipynb")


def test_a_notebook_has_the_ledger_if_its_page_uses_it(passes) -> None:
    cells = read(passes("[One]{=len(ledger.claims) * (x < 0)} claim, [39]{=cost(x) #start}.\n", CLAIMS))
    session: dict[str, Any] = {}
    exec(cells["ledger"].source, session)
    assert [*session["ledger"].claims] == ["start"]
    assert "ledger" not in read(passes(PAGE, CLAIMS))


def test_links_lead_to_the_site_if_it_has_an_address(passes) -> None:
    two = '# Two\n\n```python exec="on" id="a"\nb = 1\n```\n\n[Home](index.md) and [](#two).\n'

    def text(site: str) -> str:
        built = passes(config=lambda config: config.replace("http://127.0.0.1/", site), docs__two_md=two)
        return read(built, "two/two.ipynb")["text-1"].source

    assert text("http://127.0.0.1/") == "Home and Two."
    assert text("https://a.b/book/") == "[Home](https://a.b/book/) and [Two](https://a.b/book/two/#two)."


def test_two_builds_make_the_same_notebook(passes) -> None:
    first = (passes(PAGE, CLAIMS).site / "index.ipynb").read_bytes()
    assert (passes(PAGE, CLAIMS).site / "index.ipynb").read_bytes() == first
    assert json.loads(first)["nbformat"] == 4


def test_a_fault_of_the_page_is_one_of_its_notebook(fails) -> None:
    built = fails("docs/index.md:8", "38 is stated", "The cost is [38]{=cost(x)}.\n")
    if (built.site / "index.ipynb").exists():
        assert 'agrees("38", cost(x))' in read(built)["check-0"].source
