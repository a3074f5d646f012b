"""Numbers that nobody computed: found wherever a reader meets them, and only there."""

from __future__ import annotations

import re

import pytest
from small_book import START

TYPED = [
    "The cost is 28.",
    "The cost is −4.8.",
    "The cost is .28 here.",
    "It costs $28.",
    "It is 84 %.",
    "It is 84%.",
    "It is 1,000 rows.",
    "It is 1 000 rows.",
    "It is 28kg.",
    "It is ~28.",
    "A 28-row table.",
    "From 3–5 on.",
    "It is 1e5 or so.",
    "There are four of them.",
    "Four of them.",
    "There are twenty-eight.",
    "A hundred of them.",
    "It is ½ of it.",
    "It is 3¾ of it.",
    "It is ⅞ of it.",
    "It is ²⁸ of it.",
    "It is x²⁸ of it.",
    "It is ₂ of it.",
    "It is ٢٨ of it.",
    "It is ２８ of it.",
    "It is 𝟐𝟖 of it.",
    "It is ② of it.",
    "It is Ⅷ of it.",
    "It is 10⁻⁶ of it.",
    "It is `cost(5) == 28`.",
    "It is `y = 28`.",
    "It is `1+1=3`.",
    "It is `len(x)  # 28`.",
    "It is `f(2) → 28`.",
    "## The cost is 28",
    "| a | b |\n|---|---|\n| b | 28 |",
    "| a | 28 |\n|---|---|\n| b | c |",
    '!!! note "The cost is 28"\n\n    Text.',
    '!!! note "Note"\n\n    It is 28.',
    '=== "Tab 28"\n\n    Text.',
    "Text.[^note]\n\n[^note]: It is 28.",
    "/// figure-caption\nIt is 28.\n///",
    "- a list\n    - and 28 in it",
    "> it is 28",
    "Term\n\n:   28",
    "A [link to 28](index.md).",
    "A [link][ref].\n\n[ref]: index.md 'It is 28'",
    "![It is 28](data:,)",
    '![Text](data:, "It is 28")',
    '<img alt="It is 28" src="data:,">',
    '<span title="It is 28">Text</span>',
    '<span aria-label="It is 28">Text</span>',
    "<abbr title='It is 28'>Text</abbr>",
    "A MODEL.\n\n*[MODEL]: It has 28 rows",
    "<p>It is 28.</p>",
    "<div>\nIt is 28.\n</div>",
    "<svg><text>28</text></svg>",
    "<button>28</button>",
    "<details><summary>28</summary></details>",
    "It is &#50;&#56;.",
    "It is &#x32;.",
    "It is &frac12;.",
    "It is <b>2</b>8.",
    "It is *28*.",
    "It is `28`.",
    "The shape is `(303, 13)`.",
    "It is so that `28 == cost(5)`.",
    "It is so that <code>cost(5) is 28</code>.",
    "It is `−4.8`.",
    "It is `84.48 %`.",
    "It is \\28.",
    "In section 7, 303 rows.",
    "In sections 5 and 6, 303 rows.",
    "Figure 1 has 28 points.",
    "Case 1: 28.",
    "It is **2**8 of it.",
    "In 1985 *patients* it was seen.",
    "The cost<b>28</b> is high.",
    "It is ca.97 % of it.",
    "It has hundreds of them.",
    "It is \u09e8\u09ee of it.",
    "It is XCVII % of it.",
    '<ol start="303"><li>rows</li></ol>',
    '<ol><li value="303">rows</li></ol>',
    '<meter value="0.97"></meter>',
    '<progress value="97" max="100"></progress>',
    '<input type="text" value="97 %">',
    '<input placeholder="97 %">',
    '<span aria-description="97 %">Text</span>',
    '<span aria-valuetext="97 %">Text</span>',
    '<select><option label="97 %"></option></select>',
    '<table summary="It has 303 rows"><tr><td>Text</td></tr></table>',
    "\\(9\\,7\\,\\%\\)",
    "\\(9\\%\\)",
    "\\(\\text{about 97}\\)",
    "\\(\\text{nearly four}\\)",
    "In 303 rows.",
    "In 1988.5 of them.",
    "In the year 1988 rows.",
    "(1988.5)",
    "(303)",
    "It has 1988 rows.",
    "Versions 28 of them.",
    "The version is 2.4.",
    "| a |\n|---|\n| 4.2 |",
    "| Year |\n|---|\n| 28 |",
    "## 1988 rows\n\nText.",
    "Cholesterol 246 is the mean of the cholesterol.",
    "In `cholesterol` it lies.\n\nCholesterol 246.3 is the mean.",
    "In Cleveland they came.\n\nThe Cleveland 303 patients are ill.",
    "Of the hospital it is said.\n\nThe Hospital 28 beds were full.",
    "| Year | what |\n|---|---|\n| first | 1988 |",
    "| Rows per year |\n|---|\n| 1988 |",
    "The cost is [28].",
    "Erlang showed it [2].\n\n[1] A. Erlang, 1909.",
    "The cost is [1].\n\n[1] A. Erlang, 1909.",
    "[1] patients came.\n\n[1] A. Erlang, 1909.",
    "[28] Patients of 1909 came.",
    "[1] Of the patients 28 came.",
    '```python exec="on" id="b" title="It is 28"\ny = x\n```',
    '<data value="28">28</data>',
    '<span class="claim">28</span>',
    "<span class='a fault b'>28</span>",
    "<p class=doc>28</p>",
    "*28*{.claim}",
    "It is 28.\n{: .doc }",
    '<div data-block="b">28</div>',
    "<math><mn>28</mn></math>",
    "\\( y = 28 \\)",
    "\\( y = 4.8 \\)",
    "\\( y = .8 \\)",
    "\\( y(5) = 8 \\)",
    "\\( y(5) = -8 \\)",
    "\\( x^2 + 3 = 8 \\)",
    "\\( 2 \\cdot 4 = 8 \\)",
    "\\( y = x^2 + 3 = 8 \\)",
    "\\( \\sigma(z) \\approx 1 \\)",
    "\\( \\frac{256}{303} \\)",
    "\\( x^{28} \\)",
    "\\[ y = 28 \\]",
    "\\[ \\begin{aligned} y(5) &= 5^2 + 3 \\\\ &= 28 \\end{aligned} \\]",
    '```python exec="on" id="b"\nprint("The cost is 28.")\n```',
    '```python exec="on" id="b"\nprint("28")\n```',
    '```python exec="on" id="b"\nprint(28)\n```',
    '```python exec="on" id="b"\nprint(f"{28}")\n```',
    '```python exec="on" id="b"\nprint(int(28.5))\n```',
    '```python exec="on" id="b"\nimport math\nprint("The cost is", -math.floor(28.5))\n```',
    '```python exec="on" id="b"\nprint(f"The cost is {round(float(28.4), 1)}")\n```',
    '```python exec="on" id="b"\nprint("The cost is {}".format(str(28)))\n```',
    '```python exec="on" id="b"\nrows = [("right", "28")]\n```',
    '```python exec="on" id="b"\nprint("Cost:", 28)\n```',
    '```python exec="on" id="b"\nprint("The cost is", -28)\n```',
    '```python exec="on" id="b"\nprint(f"{-28}")\n```',
    '```python exec="on" id="b"\nprint("{}".format(28))\n```',
    '```python exec="on" id="b"\ncaption = "The cost is %d." % 28\nprint(caption)\n```',
    '```python exec="on" id="b"\ncaption = "The cost is {cost}.".format(cost=-28)\nprint(caption)\n```',
    '```python exec="on" id="b"\nprint(f"{x} is 28")\n```',
    '```python exec="on" id="b"\nprint("four")\n```',
    '```python exec="on" id="b"\nprint("| 28 |")\n```',
    '```python exec="on" id="b"\nprint("\\\\(y = 28\\\\)")\n```',
    '```python exec="on" id="b"\nprint(f"\\\\(y({x}) = 28\\\\)")\n```',
    '```python exec="on" id="b" html="on"\nprint(\'<img alt="It is 28" src="data:,">\')\n```',
    '```python exec="on" id="b"\ncaption = "The cost is 28."\nprint(caption)\n```',
]


def below(text: str) -> str:
    """Return a page's text with this below its first paragraph."""
    return f"A text to begin with.\n\n{text}\n"


LIFTED = "<!-- lift unchecked-formula: only its numbers matter here -->\n"


@pytest.mark.xdist_group("typed")
@pytest.mark.parametrize("text", TYPED)
def test_a_number_that_is_typed_is_named(page_of, text) -> None:
    faults = page_of([*map(below, TYPED)], TYPED.index(text)).faults
    assert faults
    lines = [f"docs/index.md:{line}: " for line in range(10, 13 + text.count("\n"))]
    assert all(fault.startswith(tuple(lines)) for fault in faults), faults
    assert all(re.search("state (it|its)|f-string|take it out|mend its path", fault) for fault in faults), faults


UNTYPED = [
    "One neuron, two weights and three factors; a model with no number.",
    "In section 7, figure 2, case 1, picture 14, part 1, class 0, rule 4 and page 3.",
    "In sections 3, 4 and 5, sections 5, 6, and 7, figures 1 and 2, pictures 3–5, and cases 6 to 8.",
    "It was collected in 1988, (1988), © 1988, since 1988, until 2020, in November 1988.",
    "With Python 3.11, NumPy 2.4.6 and version 1.2.3 (CC BY 4.0, WCAG 2.2, AA 4.5, doi:10.24432/C52P4X).",
    "The 1st, the 2nd, the 3rd and the 9th.",
    "A float64 in x2 and h1: H2O, y², x₁, W₂ and f(x)³.",
    "`x=28`, `step(5)` and `28 rows`, `pip install numpy==2.4.6`, `n == 0`, `--max-rows=28`.",
    "```sh\n28\n```",
    "<!-- 28 -->",
    "<!-- a comment\n\nwith 28 -->",
    "[link](https://example.org/28/4.8)",
    '<span id="n28" class="w28" style="width: 28px" data-x="28">Text</span>',
    "Text.[^28]\n\n[^28]: A note.",
    "1. first\n2. second\n\nA text.\n\n3. third",
    "With [**Python** 3.11](https://example.org) and *Figure* 3, `numpy`, in **1988**, x<sub>1</sub>.",
    "\\(x_{28}\\), \\(\\mathrm{C_6H_{12}O_6}\\), \\({}^{14}\\mathrm{C}\\)",
    "\\(x_2\\), \\(\\frac 1 2\\), \\(2 \\cdot 3\\), \\(x \\text{ if } x > 0\\)",
    "1. first\n2. second\n3. third\n4. fourth",
    "The Apollo 13 astronauts came back. Python 2 is old, and so is the program of Python.",
    "## 1847\n\nCauchy walks downhill.",
    "| Release year | Version | what |\n|---|---|---|\n| 1988 | 1.2 | first |\n| 1990–1995 | 3 | next |",
    "Erlang [1] and [2, 3] show it; [1–3].\n\n[1] A. Erlang, 1909.\n[2] Nature 521, 436 (2015).\n\n- [3] Day, 1999.",
    LIFTED + "\\( x^2 + 3 \\), \\( 1 + e^{-z} \\), \\( x = 5 \\), \\( 10^6 \\), \\( \\log_{10} \\), \\( x^2 + 3 \\)",
    LIFTED
    + "\\( 2x \\), \\( W_1 = 0 \\), \\( x_{1} = 0 \\), \\( \\alpha = 1 \\), \\( 0 < a < 1 \\), \\( \\frac{1}{m} \\)",
    "\\[ \\begin{aligned} 0 &< y \\\\ y' &< 1 \\end{aligned} \\]",
    "\\( y(5) = [28]{=x + 34} \\)",
    '```python exec="on" id="b"\nprint(f"The cost is {x + 34:.2f}, and {x:5.1f} of it")\n```',
    '```python exec="on" id="b"\nprint("The cost is", x + 34)\nprint(x * 28, 28 * x, "a", sep="")\n```',
    '```python exec="on" id="b"\nprint(round(x * 28, 12), 0.1 + 0.2, abs(x))\n```',
    '```python exec="on" id="b"\ny = {"a b": 28}["a b"]\n```',
    '```python exec="on" id="b" html="on"\nprint(f\'<svg width="28" viewBox="0 0 28 28"><text>{x}</text></svg>\')\n```',
    '```python exec="on" id="b"\nprint(f"The \\\\(x^2\\\\) is \\\\(y({x}) = {x * x + 3}\\\\).")\n```',
]


@pytest.mark.xdist_group("typed")
@pytest.mark.parametrize("text", UNTYPED)
def test_what_is_no_number_or_is_exempt_passes(page_of, text) -> None:
    assert page_of([*map(below, UNTYPED)], UNTYPED.index(text)).faults == []


def test_the_remedy_has_the_word_that_measures(fails) -> None:
    fails("docs/index.md:8", "state it as [more than a third]{=expression}", "It is more than a third of them.")
    fails("docs/index.md:8", "if it cites a work, list the works on this page", "Erlang showed it [4].")


NUMBERED = "# 3. Waiting\n\n## 3.1 The data\n\nA.\n\n### 3.1.1 One day\n\nA.\n\n## 3.2 *A picture*\n\nA.\n\n"
COUNTED = "## 1. The data\n\nA.\n\n### 1. A part\n\nA.\n\n### 2. Another\n\nA.\n\n## 2. More\n\nA.\n\n"


@pytest.mark.parametrize("text", [NUMBERED, COUNTED])
def test_headings_that_count_pass(passes, text) -> None:
    passes(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (NUMBERED + "## 3.4 The end", "3.4"),
        (NUMBERED + "## 3.3 million rows", "3.3 million"),
        (NUMBERED + "## 5. The end", "5"),
        (COUNTED + "## 4. The end", "4"),
        ("## 303. Patients", "303"),
        ("## 7 Patients", "7"),
    ],
)
def test_a_heading_that_does_not_count_on_is_a_fault(fails, text, number) -> None:
    fails(f"docs/index.md:{8 + text.count(chr(10))}", f"{number} is typed, not computed", text)


CHECK = """def reads(tex, value):
    return eval(tex.partition("=")[2].replace("^", "**")) == value"""


def test_a_formula_is_checked_as_it_is_printed(passes) -> None:
    built = passes("\\([y = 36 + 3]{=reads(shown, cost(x))}\\)\n", start=with_check())
    assert "shown" not in built.page()


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        ("\\([y = 36 - 3]{=reads(shown, cost(x))}\\)", "is not true here"),
        ("\\(y = 6^2 + 3\\)", "nothing reads the formula y = 6^2 + 3: say what its letters mean"),
        ("\\[ a = 1, \\qquad c = a + b \\]", "nothing reads the formula c = a + b"),
    ],
)
def test_a_formula_that_nothing_proves_is_a_fault(fails, formula, text) -> None:
    start = with_check()
    fails(f"docs/index.md:{start.count(chr(10)) + 3}", text, f"A text.\n\n{formula}\n", start=start)


def with_check() -> str:
    return START.replace("\n```\n", f"\n{CHECK}\n```\n")


def test_a_number_in_a_comment_or_a_hint_is_a_fault(fails, passes) -> None:
    code = 'x = [1, 2]  # {}\n\n\ndef f():\n    """Return {}."""'
    block = '```python exec="on" {} id="b"\n' + code + "\n```\n"
    fails("docs/index.md:9", "30 is typed in a comment of this block", block.format('source="above"', "30 rows", "it"))
    fails("docs/index.md:13", "seven is typed in a comment", block.format('source="above"', "rows", "seven rows"))
    fails("docs/index.md:9", "30 is typed in a comment", block.format("", "30 rows", "it"))  # folded, and seen
    fails("docs/index.md:13", "seven is typed in a comment", block.format("", "rows", "seven rows"))
    passes(block.format("", "rows", "it"))


MERMAID = """pymdownx.superfences:
      custom_fences:
        - {name: mermaid, class: mermaid, format: !!python/name:pymdownx.superfences.fence_code_format ""}"""


def drawing(config: str) -> str:
    """Return settings with which Mermaid draws."""
    return config.replace("pymdownx.superfences", MERMAID, 1)


def test_a_number_in_a_diagram_is_named(fails) -> None:
    diagram = "```mermaid\ngraph LR\n  A1[Adam] -->|after 28 steps| B2[Newton]\n```\n"
    fails("docs/index.md:10", "28 is typed in this diagram", diagram)


def test_a_diagram_without_numbers_passes_and_so_does_one_that_a_block_prints(passes) -> None:
    diagram = "graph LR\n  A1[Adam] --> B2[Newton]\n  %% 28 px\n  style A1 stroke-width:28px"
    block = 'print(f"```mermaid\\ngraph LR\\n  A[{cost(5):.0f} at first] --> B\\n```")'
    text = f'```mermaid\n{diagram}\n```\n\n```python exec="on" id="drawn"\n{block}\n```\n'
    page = passes(text, config=drawing).page()
    assert page.count('<pre class="mermaid">') == 2
    assert "28 at first" in page
