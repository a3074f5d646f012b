"""The axes of a picture, its bars and its slices are called by what they show."""

from __future__ import annotations

import pytest

from lrbook.press.check.source import Source
from lrbook.press.rules import crossed_axes, name_of_value

BLOCK = '```python exec="on" html="on" id="b"\n{}\nplt.savefig(file)\nprint(file.getvalue())\n```\n'


def messages(code: str) -> list[tuple[int, str]]:
    """Return what is wrong with the names in a picture."""
    source = Source("a.md", BLOCK.format(code))
    return [*crossed_axes.source(source), *name_of_value.source(source)]


@pytest.mark.parametrize(
    "code",
    [
        'plt.plot(steps, costs)\nplt.xlabel("costs")\nplt.ylabel("steps")',
        'ax.plot(steps, costs, "o")\nax.set(xlabel="The cost", ylabel="a step")',
        'ax.scatter(steps, run.cost)\nax.set_xlabel("cost")\nax.set_ylabel("step")',
        'figures.compared(steps, {"costs": costs}, along="cost", up="step")',
        'plt.bar(range(2), [adam, newton])\nplt.xticks(range(2), ["newton", "adam"])',
        'fig, ax = plt.subplots()\nax.bar([0, 1], [adam, newton])\nax.set_xticklabels(["newton", "adam"])',
        'plt.pie([adam, newton], labels=["newton", "adam"])',
        'plt.boxplot([adam, newton], tick_labels=["newton", "adam"])',
    ],
)
def test_names_that_are_exchanged_are_found(code: str) -> None:
    assert messages(code)


@pytest.mark.parametrize(
    "code",
    [
        'plt.plot(steps, costs)\nplt.xlabel("steps")\nplt.ylabel("costs")',
        'plt.plot(steps, costs)\nplt.xlabel("time")\nplt.ylabel("loss")\nplt.xticks([1, 2, 3])',
        'plt.plot(costs)\nplt.xlabel("costs")\nplt.ylabel("steps")',
        'one.plot(steps, costs)\none.set_xlabel("step")\nother.plot(costs, steps)\nother.set_xlabel("cost")',
        'figures.compared(steps, {"costs": costs}, along="step", up="cost")',
        'plt.bar(range(2), [adam, newton])\nplt.xticks(range(2), ["Adam", "Newton"])',
        "plt.bar(names, heights)\nplt.xticks(range(2), names, rotation=90)",
        'plt.pie([adam, newton], labels=["adam", "newton"])',
    ],
)
def test_names_of_what_is_shown_pass(code: str) -> None:
    assert not messages(code)
