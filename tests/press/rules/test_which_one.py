"""The mean is no median, the largest is not the smallest, and the first not the last."""

from __future__ import annotations

import pytest

from lrbook.press.check.stated import Stated
from lrbook.press.rules import which_one


def message(text: str) -> str:
    """Return what the rule says of the number in a text."""
    before, _, rest = text.partition("[9]{=")
    expression, _, behind = rest.partition("}")
    return which_one.statement(Stated(f"[9]{{={expression}}}", "9", expression), before, behind, False)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The mean age is [9]{=max(ages)}.", "the mean"),
        ("On average it is about [9]{=min(ages)}.", "average"),
        ("The median of all\nages is [9]{=np.mean(ages)}.", "median"),
        ("The total is [9]{=ages.mean()}.", "total"),
        ("The standard deviation is [9]{=np.var(ages)}.", "standard deviation"),
        ("The largest cost is [9]{=min(costs)}.", "largest"),
        ("[9]{=max(costs)} is the smallest cost.", "smallest"),
        ("The lowest age is [9]{=max(ages)}.", "lowest"),
        ("They have a mean of [9]{=np.median(ages)}.", "a mean"),
        ("It is 5, with a variance of [9]{=ages.std()}.", "variance"),
        ("The first row is [9]{=rows[-1]}.", "first row"),
        ("The first cost is [9]{=costs[-1]}.", "first cost"),
        ("The final cost was [9]{=run.costs[0]}.", "final cost"),
        ("The third cost is [9]{=costs[1]}.", "third cost"),
        ("The twenty-first cost is [9]{=costs[22]}.", "twenty-first cost"),
        ("The first cost is [9]{=costs[2]}.", "first cost"),
        ("The cost is at most [9]{=min(costs)}.", "at most"),
        ("All costs are at least [9]{=np.max(costs)}.", "at least"),
        ("The cost is never above [9]{=costs.min()}.", "never above"),
    ],
)
def test_a_word_for_something_else_is_named(text: str, word: str) -> None:
    assert message(text).startswith(f'"{word}" stands at [9]')


@pytest.mark.parametrize(
    "text",
    [
        "The third cost is [9]{=costs[2]}, and the third cost is [9]{=costs[3]}, if the start is none.",
        "The last cost is [9]{=costs[3]}, which is also the fourth cost, [9]{=costs[-1]}.",
        "In the third year the cost was [9]{=costs[1]}.",
        "The mean age is [9]{=np.mean(ages)}.",
        "The largest mean is [9]{=max(means)}.",
        "The mean of the largest ages is [9]{=max(ages)}.",
        "The mean age lies below [9]{=max(ages)}.",
        "The sum of [9]{=max(ages)} and another is large.",
        "They have a standard deviation of [9]{=ages.std()}, and a mean age of [9]{=ages.mean()}.",
        "The mean shop has a total of [9]{=sum(ages)}, and at its largest a load of [9]{=max(loads)}.",
        "That would mean [9]{=max(ages)}.",
        "The largest rank is [9]{=min(rows, columns)}.",
        "The largest safe rate is [9]{=min(limits)}.",
        "The safe rate is at most [9]{=min(rates)}, and a rate may be up to [9]{=min(rates)}.",
        "The cost is at most [9]{=max(costs)}, and at least [9]{=min(costs)}; it is only [9]{=min(costs)}.",
        "It is at least [9]{=max(costs)}, and the cost at most [9]{=min(costs, rates)}.",
        "The mean is [9]{=clipped(max(mean_ages))}.",
        "The maximum likelihood estimate is [9]{=np.mean(ages)}.",
        "The mean is [9]{=sum(ages) / len(ages)}, and so is [9]{=round(max(ages))}.",
        "The last cost is [9]{=costs[-1]}.",
        "In the last step the weight is [9]{=weights[0]}.",
        "The last cost is [9]{=costs[-1][0]}.",
    ],
)
def test_what_the_expression_does_passes(text: str) -> None:
    assert message(text) == ""


@pytest.mark.parametrize("text", ["The `largest` cost is", "The largest of the `cost`s of `x` is"])
def test_a_word_that_is_set_as_code_is_read(fails, passes, text) -> None:
    passes(f"{text} [39]{{=max([cost(0), cost(x)])}}.\n")
    fails("docs/index.md:8", "computes something else", f"{text} [3]{{=min([cost(0), cost(x)])}}.\n")
