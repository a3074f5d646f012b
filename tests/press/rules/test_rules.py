"""Each rule has an example that breaks it, and the same mended; and can be lifted, in the open, with a reason."""

from __future__ import annotations

import pytest

from lrbook.press import rules

RULES = [*rules.every().values()]
EVERY = [pytest.param(rule, id=rule.name) for rule in RULES]


FAILS = [f"{rule.fails}\n" for rule in RULES]
PASSES = [f"{rule.passes}\n" for rule in RULES]
LIFTED = [f"<!-- lift {rule.name}: to show that it can be -->\n{rule.fails}\n" for rule in RULES]

of_one_worker = pytest.mark.xdist_group("rules")


@of_one_worker
@pytest.mark.parametrize("rule", EVERY)
def test_a_page_that_breaks_a_rule_is_named_by_it(page_of, rule) -> None:
    (fault,) = page_of(FAILS, RULES.index(rule)).faults
    assert fault.startswith("docs/index.md:")
    assert fault.endswith(f"[{rule.name}]")


@of_one_worker
@pytest.mark.parametrize("rule", EVERY)
def test_the_same_page_mended_passes(page_of, rule) -> None:
    assert page_of(PASSES, RULES.index(rule)).faults == []


@of_one_worker
@pytest.mark.parametrize("rule", EVERY)
def test_a_rule_can_be_lifted_with_a_reason(page_of, rule) -> None:
    assert page_of(LIFTED, RULES.index(rule)).faults == []


@pytest.mark.parametrize("rule", EVERY)
def test_a_rule_says_what_it_asks_and_why(rule) -> None:
    assert rule.asks.endswith(".")
    assert rule.why.endswith(".")
    assert rule.fails != rule.passes


@pytest.mark.parametrize(
    "text",
    [
        "Water boils at [100 °C]{given}.",
        "It is [24/7]{given: a way to say always} open, for [$999]{given}.",
        "An hour has [60]{given: by definition} minutes; the seed is [42]{given}.",
        "| a |\n|---|\n| [100 °C]{given} |",
        "At \\(N = [6.02]{given: Avogadro}\\).",
        '```python exec="on" id="b"\nprint("The seed is [42]{given}.")\n```',
        "- [ ] a task at [100 °C]{given}",
    ],
)
def test_a_given_quantity_is_marked_once_in_the_open(passes, text) -> None:
    page = passes(f"A text.\n\n{text}\n").page()
    assert 'class="given"' in page or "<mn>6.02</mn>" in page


def test_a_page_lists_what_is_given_and_lifted(passes) -> None:
    lifted = "<!-- lift typed-number: the name of a street -->\nIt is 28.\n\n"
    text = "At [100 °C]{given: at sea level}.\n\n" + lifted + "<!-- given -->\n"
    page = passes(text).page()
    assert "1 quantity given:" in page
    assert "1 rule lifted:" in page
    assert 'line 8: <span class="given">100 °C</span>, at sea level' in page
    assert "line 10: <code>typed-number</code>, the name of a street" in page


@pytest.mark.parametrize(
    "text",
    [
        "It is [3.9]{=cost(x) / 10} percentage points.",
        "They [differ by less than 5]{=abs(cost(x) - 40) < 5}.",
    ],
)
def test_what_an_author_says_passes(passes, text) -> None:
    passes(text + "\n")


def test_a_statement_that_had_to_wait_says_so(fails) -> None:
    block = '```python exec="on" id="b"\nx, k = -7.0, 1\n```\n'
    fails("docs/index.md:8", ["-6", "computed after the last block"], f"It is [−5]{{=x + k}}.\n\n{block}")


@pytest.mark.parametrize(
    "text",
    [
        "<!-- <pre> --> The cost is 28. <!-- </pre> -->",
        '<div title="<pre>">x</div> The cost is 28. <div title="</pre>">x</div>',
        '<bdo dir="rtl">[39]{=cost(x)}</bdo>',
        "&#8238;[39]{=cost(x)}&#8236;",
        '<style>p::after{content/**/:"39"}</style>',
        '<iframe src="data:text/html,39" title="cost"></iframe>',
        '<p onclick="this.textContent=39">Text</p>',
        "The cost is t\u2060en, or t\u00aden, or t&shy;en, or t&zwj;en.",
        '<b title="It is t\u200den">x</b>',
        'It is so.\n\n```text\n--8<-- "notes.txt"\n```',
        "{% include 'notes.md' %}",
        "It is [39]{=cost(x)}  % of it.",
        "It is [39]{=cost(x)}&nbsp; %.",
        "It is [39]{=cost(x)} (%).",
        "It is [39]{=cost(x)} (percent).",
        "\\([y = 39]{=y == 39} - 5\\)",
        "\\(7 [y = 39]{=y == 39}\\)",
        "\\(\\neg([y = 39]{=y == 39})\\)",
    ],
)
def test_what_a_red_team_found_is_named(book, text) -> None:
    block = '```python exec="on" id="y"\ny = cost(x)\n```\n\n'
    assert book(f"{block}A text.\n\n{text}\n").code == 1


@pytest.mark.parametrize(
    "text",
    [
        "\\([y = 39]{=y == 39}, \\quad [y > 38]{=y > 38}\\)",
        "\\[ [y = 39]{=y == 39}. \\]",
        "\\[ \\begin{aligned} [y = 39]{=y == 39} \\\\ [y > 38]{=y > 38} \\end{aligned} \\]",
        "It is [39]{=y} (97 is another).".replace("97", "one"),
    ],
)
def test_what_stands_apart_from_a_checked_relation_passes(book, text) -> None:
    block = '```python exec="on" id="y"\ny = cost(x)\n```\n\n'
    found = [fault for fault in book(f"{block}{text}\n").faults() if "outside" in fault]
    assert found == []
