"""What makes another number of a stated one is seen, however it is written; what only stands beside it is not."""

from __future__ import annotations

import re

import pytest

from lrbook.press.check.stated import Stated
from lrbook.press.rules import denied, outside, outside_in_formula

MINUSES = ["-", "−", "‐", "‑", "‒", "–", "—", "―", "⁻", "₋", "➖", "－", "﹣", "﬩", "&minus;", "&#8722;", "&#x2212;"]
BETWEEN = ["", "\u200d", "\u2060", "&shy;", "\u200b", "\ufe0f", "&nbsp;", "\u2009", "\u202f", "&zwj;", "<!-- a -->"]
OPENING = ["(", "€", "$", "“", "(€", "£ "]

CHANGED = [f"It is {minus}{gap}[39]." for minus in MINUSES for gap in BETWEEN]
CHANGED += [f"It is {minus}{mark}[39]." for minus in MINUSES for mark in OPENING]
CHANGED += [f"It is {minus} [39]." for minus in MINUSES]
CHANGED += [
    "−[39]",
    "- [39]",
    "y = -[39]",
    "y = - [39]",
    "(-[39])",
    "4, −[39]",
    "is **−**[39]",
    "<b>−</b>[39]",
    r"is \-[39]",
]
CHANGED += ["is −\n[39]", "is --[39]", "is +[39]", "∓[39]", "is ± [39]", "minus [39]", "Minus&nbsp;[39]", "minus €[39]"]
CHANGED += [
    "negative [39]",
    "a negative [39]",
    "x, negative [39]",
    "~[39]",
    "It is ≈ [39]",
    "It is < [39]",
    "is &gt; [39]",
]
CHANGED += ["< [39]", "by about ≥ [39]", "√[39]", "√([39])", "∛ [39]", "4[39]", "x[39]", "3.[39]", "1,[39]", ".[39]"]
CHANGED += ["\x02a formula\x03[39]", "[39]\x02a formula\x03", "[39]!", "[39] squared", "[39] cubed", "[39]²", "[39]^2"]
CHANGED += [
    "[39]<sup>2</sup>",
    "[39]½",
    "[39] ½",
    "[39]%",
    "[39]&nbsp;%",
    "[39]&shy; %",
    "[39]‰",
    "[39] per cent",
    "[39]k",
]
CHANGED += ["[39] hundred", "[39] thousand", "[39]-million", "[39] millionths", "[39]×10", "[39] × 10³", "[39] · 10^3"]
CHANGED += [
    "It is ─[39]",
    "It is ∸[39]",
    "It is ⊖ [39]",
    "It is ⸺[39]",
    "It is ¯[39]",
    "It is ⊕ [39]",
    "It is ⁓\u2212 [39]",
]
CHANGED += ["minus the [39]", "It is − about [39]", "minus roughly [39]", "It is neg. [39]", "It is: minus its [39]"]
CHANGED += ["It is negative: [39]", "The slope is clearly negative, [39]", "it stays negative ([39])"]
CHANGED += ["It is half of [39].", "It is one half of [39]", "It is left at half of [39]", "It is the square of [39]."]
CHANGED += [
    "equals the cube root of [39]",
    "It is the negative of [39]",
    "It fell to the logarithm of [39] there",
    "It is log [39].",
]
CHANGED += [
    "It is ln [39]",
    "log([39])",
    "It is sin [39]",
    "It is exp([39])",
    "it: the reciprocal of [39], and [4] more",
]
CHANGED += ["([39])²", "([39])!", "is ([39]) squared", "([39])%"]
CHANGED += ["[39]+", "[39]+ patients", "[39]+."]
CHANGED += ["[39]e3", "[39].5", "[39],5", "[39]·5", "[39] to the third power", "[39] *percent*", "[39] factorial"]

AS_IT_IS = [
    "cost([39])²",
    "([39]), 5 more",
    "[39]+[4]",
    "[39] + [4]",
    "[39]+ [4]",
    "It is [39].",
    "([39])",
    "[39], and",
    "[39]-fold",
    "**[39]**",
    "“[39]”",
    "The end. [39]",
    "word, [39]",
    "f([39])",
]
AS_IT_IS += [
    "the cost — [39]",
    "the cost – [39]",
    "the cost - [39]",
    "the cost—[39]",
    "Text:\n- [39]",
    "the cost\n– [39]",
]
AS_IT_IS += [
    "a − [39]",
    "x minus [39]",
    "[10] − [39]",
    "10–[39]",
    "[39]–[40]",
    "10 ± [39]",
    "[10] ± [39]",
    "(a − [39])",
]
AS_IT_IS += [
    "p < [39]",
    "(p < [39])",
    "p ≤ [39]",
    "\x02p\x03 < [39]",
    "`p` > [39]",
    "the error &lt; [39]",
    "p-value < [39]",
]
AS_IT_IS += ["y ≈ [39]", "*y* ≥ [39]", "y = [39]", "y ≠ [39]", "y >= [39]", "<br>[39]", "<td>[39]</td>", "<b>[39]</b>"]
AS_IT_IS += [
    "=> [39]",
    "-> [39]",
    "--> [39]",
    "→ [39]",
    "&rarr; [39]",
    "<br />\n[39]",
    "x <- [39]",
    "->[39]",
]
AS_IT_IS += [
    "[39]:[3]",
    "[39]/[6]",
    "[39] × [10]",
    "[39] km",
    "[39] °C",
    "$[39]",
    "€[39]",
    "[39] of them",
    "[39] != 5",
    "[39]…",
]
AS_IT_IS += [
    "half of [39] patients",
    "half of the [39] are ill",
    "Half of [39] is [4]{=n}",
    "It is [4]{=n}, half of [39]",
]
AS_IT_IS += [
    "the square of [39] is [4]{=n}",
    "\x02a\x03 is the root of [39]",
    "log [39] = [4]{=n}",
    "log([39]) ≈ [4]{=n}",
]
AS_IT_IS += [
    "the root [39]",
    "Divide the logarithm of [39] by it",
    "Take the logarithm of [39] and double it",
    "It equals the inverse of [39]: [4]{=n}",
    "It is negative, [39] times in a row",
    "half of [39] is left",
    "It grows with the square of [39]",
    "a square of [39] cm",
    "the sum of squares is [39]",
    "the inverse of it, [39]",
    "in the log, [39]",
]
AS_IT_IS += [
    "At the root of [39] problems",
    "The positive root, [39]",
    "a cube of side [39]",
    "the log-odds [39]",
    "Exp. [39]",
]
AS_IT_IS += [
    "all patients minus the [39]",
    "the total minus about [39]",
    "the cost – about [39] – is low",
    "a – the [39] there",
]
AS_IT_IS += [
    "Negative: [39], positive: [4]{=n}",
    "positive for [39]",
    "It is positive: [39]",
    "a positive number, [39]",
]
AS_IT_IS += [
    "↦ [39]",
    "⇢ [39]",
    "⤏ [39]",
    "⋯ [39]",
    "the first half, [39]",
    "half as many, [39]",
    "the other half: [39]",
]
AS_IT_IS += ["[39]<br>Then", "[39]’s", "e.g. [39]"]


def said(text: str, rule=outside) -> str:
    """Return what a rule says of the number [39] in a text."""
    before, behind = text.split("[39]")
    return rule.statement(Stated("[39]{=cost(x)}", "39", "cost(x)"), before, behind, False)


@pytest.mark.parametrize("text", CHANGED)
def test_what_makes_another_number_of_it_is_refused(text) -> None:
    assert "inside the brackets" in said(text)


@pytest.mark.parametrize("text", AS_IT_IS)
def test_what_leaves_it_as_it_is_passes(text) -> None:
    assert said(text) == ""


@pytest.mark.parametrize(
    ("before", "shown", "told"),
    [
        ("It fell by ", "−39", True),
        ("a rise of about ", "−39 km", True),
        ("It fell by ", "39", False),
        ("It changed by ", "−39", False),
        ("the value of ", "−39", False),
    ],
)
def test_what_falls_does_not_fall_by_less_than_nothing(before, shown, told) -> None:
    message = outside.statement(Stated("[…]{=n}", shown, "n"), before, "", False)
    assert ("the sign the contrary" in message) == told


@pytest.mark.parametrize(
    "text", ["not [39]", "does <em>not</em> [39]", "isn&rsquo;t [39]", "not&shy; [39]", "[39] never"]
)
def test_a_denial_is_seen_through_its_markup(text) -> None:
    assert "denies" in said(text, rule=denied)


@pytest.mark.parametrize(
    "text", ["negative [as long as]", "It [rises]!", "the cost - [rises]", "is [rises] squared", "< [rises]"]
)
def test_a_word_is_changed_by_what_makes_it_longer_only(text) -> None:
    before, behind = re.split(r"\[.*\]", text)
    fact = Stated("[rises]{=cost(x) > 3}", "rises", "cost(x) > 3")
    assert outside.statement(fact, before, behind, False) == ""
    assert outside.statement(fact, before + "un", behind, False)
    assert outside.statement(fact, before, "es" + behind, False)


@pytest.mark.parametrize(
    ("before", "shown", "told"), [("negative: ", "−39", ""), ("positive: ", "−39", "has not the sign")]
)
def test_a_sign_in_words_is_that_of_the_number(before, shown, told) -> None:
    message = outside.statement(Stated("[…]{=n}", shown, "n"), f"The slope is {before}", ".", False)
    assert told in message
    assert bool(told) == bool(message)


@pytest.mark.parametrize("text", ["−[39]", r"2 \log([39])", r"\exp [39] x", r"\ln\left( [39] \right)"])
def test_in_a_formula_a_sign_and_a_function_are_seen(text) -> None:
    before, behind = text.split("[39]")
    number = Stated("[39]{=n}", "39", "n")
    assert outside_in_formula.statement(number, before, behind, True)
    assert outside_in_formula.statement(number, "y - " + before.lstrip("−"), behind + " = z", True) == ""


SIDES = {
    r"It is \(-\) [39]{=y}.": "outside",
    "It is $−$ [39]{=y}.": "outside",
    r"It is \(\sqrt{}\) [39]{=y}.": "outside",
    r"It is \(\log\) [39]{=y}.": "outside",
    r"It is \(2 \cdot\) [39]{=y}.": "outside",
    r"It is [39]{=y} \(^2\).": "outside",
    r"It is [39]{=y} \(\%\).": "outside",
    "It is `-` [39]{=y}.": "outside",
    r"It is the square of \([39]{=y}\).": "outside",
    r"It is minus \([39]{=y}\).": "outside",
    r"It is more than \([39]{=y}\).": "more-than-number",
    r"It is not \([39]{=y}\).": "denied",
    r"The square of \([39]{=y}\) is \([1521]{=y**2}\), and \([1521]{=y**2}\) is the square of \([39]{=y}\).": "",
    r"The cost — \([39]{=y}\) — is at most \([39]{=y}\), and `a` − \([39]{=y}\).": "",
    r"\[ [39]{=y} \]": "",
    r"It is \(\log [39]{=y}\).": "outside-in-formula",
    r"The cost \(y\) [39]{=y} is a name with its number.": "",
    r"From \(x\), [39]{=y} is reached.": "",
    r"It goes \(\to\) [39]{=y}.": "",
    "On the page `log` [39]{=y} lines are wrong.": "",
    "It is [39]{=y} \\(x\\) long, and `-` is a sign.": "",
}


@pytest.mark.parametrize(("text", "rule"), SIDES.items())
def test_a_formula_at_its_side_may_be_an_operator(book, text, rule) -> None:
    block = '```python exec="on" id="y"\ny = cost(x)\n```\n\n'
    faults = [fault for fault in book(f"{block}A text.\n\n{text}\n").faults() if "unchecked-formula" not in fault]
    assert [fault.rpartition("[")[2][:-1] for fault in faults] == [rule] * bool(rule)
