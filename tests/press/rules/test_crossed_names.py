"""Two numbers whose words name each the expression of the other were exchanged."""

from __future__ import annotations

from time import process_time

import pytest

from lrbook.press.check.source import Source
from lrbook.press.rules import crossed_names


def messages(text: str) -> list[str]:
    """Return what the rule says of a text."""
    return [message for _, message in crossed_names.source(Source("index.md", text))]


@pytest.mark.parametrize(
    "text",
    [
        "The ill were [165]{=well} and the\nwell [138]{=ill}.",
        "[165]{=well} are ill and [138]{=ill} are well.",
        "It has [31 %]{=clay} sand and [42 %]{=sand} clay.",
        "ill ([165]{=well}), well ([138]{=ill})",
        "For `ca` there are [2]{=unknown_thal}, and for `thal` [5]{=unknown_ca}.",
        "``len(ill)`` is [165]{=well}, and `len(well)`\nis [138]{=ill}.",
        "Text.\n\n- **ill**: [165]{=well}\n- **well**: [138]{=ill}",
        "Text.\n\n1. The ill are [165]{=well} of them\n2. All: [303]{=all}\n3. The well are [138]{=ill} of them",
        "| who | how many |\n|---|---|\n| the ill | [165]{=well} |\n| the well | [138]{=ill} |",
    ],
)
def test_what_was_exchanged_is_named(text: str) -> None:
    (message,) = messages(text)
    assert message.endswith("exchange the expressions, or the words")


@pytest.mark.parametrize(
    "text",
    [
        "Adam has [0.3]{=newton}, Newton [0.5]{=euler} and Euler [0.1]{=adam}.",
        "Adam has [0.5]{=euler}, Newton [0.1]{=adam} and Euler [0.3]{=newton}.",
        "- Adam: [0.3]{=newton}\n- Newton: [0.5]{=euler}\n- Euler: [0.1]{=adam}",
        "| who | error |\n|---|---|\n| Adam | [0.3]{=newton} |\n| Newton | [0.5]{=euler} |\n| Euler | [0.1]{=adam} |",
    ],
)
def test_three_that_were_rotated_are_named(text: str) -> None:
    (message,) = messages(text)
    assert message.count(" name") == 3
    assert message.endswith("exchange the expressions, or the words")


@pytest.mark.parametrize(
    "text",
    [
        "Adam has [0.1]{=adam}, Newton [0.3]{=newton} and Euler [0.5]{=euler}.",
        "- Adam: [0.1]{=adam}\n- Newton: [0.3]{=newton}\n- Euler: [0.5]{=euler}",
        "Adam, unlike Newton, has [0.1]{=adam}, Newton, unlike Euler, [0.3]{=newton} and Euler [0.5]{=euler}.",
        "The ill were [138]{=ill} and the well [165]{=well}.",
        "For `thal` there are [2]{=unknown_thal}, and for `ca` [5]{=unknown_ca}.",
        "`len(ill)` is [138]{=ill}, and `len(well)`, unlike `ill`, is [165]{=well}.",
        "The well <!-- `ill` --> have [165]{=well}, and the ill <!-- `well` --> [138]{=ill}.",
        "Write `[138]{=ill}` at the ill: [138]{=ill}. `well` is [165]{=well}.",
        "[138]{=ill} are ill and [165]{=well} are well.",
        "We counted [138]{=ill} ill, [165]{=well} well and [138]{=ill} in all.",
        "[138]{=ill} are ill. The well are [165]{=well}, and the ill [138]{=ill}.",
        "- ill: [138]{=ill}\n- well: [165]{=well}",
        "The late one takes more than the early one: [3.78]{=late} against [1.43]{=early}.",
        "The late fall, unlike the early one ([1.43]{=early}), takes [3.78]{=late}.",
        "After [1000]{=len(bottom.costs)} steps the length is [0.1]{=length(bottom)}, the cost [3]{=bottom.costs[-1]}.",
        "- The ill: [165]{=well}\n\nA text.\n\n- The well: [138]{=ill}",
        "It takes [4]{=fast} steps instead of the slow one's [37]{=slow}, for it is fast.",
        "It takes [4]{=fast} steps, and the slow one [37]{=slow}.",
        "The cost is [39]{=cost(x)}, the slope [4]{=slope(x)}.",
    ],
)
def test_what_fits_as_it_stands_passes(text: str) -> None:
    assert messages(text) == []


@pytest.mark.parametrize(
    ("text", "crossed"),
    [
        ("ill {well}, well {ill}", True),
        ("accuracy {share['test']:.1%}\\ntest {accuracy:.1%}", True),
        ("ill {ill}, well {well}", False),
        ("{ill} ill, {well} well", False),
        ("accuracy {test}, test {baseline}, baseline {accuracy}", True),
        ("{names[0]}: ill {ill:{width}}, in all {ill + well}", False),
    ],
)
def test_what_a_block_formats_is_read_like_a_text(text: str, crossed: bool) -> None:
    page = f'Text.\n\n```python exec="on" id="b"\nwidth = len(text)\nprint(f"{text}")\n```\n'
    found = list(crossed_names.source(Source("index.md", page)))
    assert [line for line, _ in found] == [5] * crossed
    assert all(message.startswith("the words at {") for _, message in found)


EXCHANGED = {
    "print('ill', {}, 'well', {})": True,
    "print(f'ill {{{}}},', f'well {{{}}}')": True,
    "text = 'ill {{}}, well {{:.2f}}'.format({}, {})": True,
    "text = 'ill %d, well %.2f %%' % ({}, {})": True,
    "text = 'ill ' + str({}) + ', well ' + str({})": True,
    "rows += 'ill ' + f'{{{}}}, well {{{}}}'": True,
    "print('ill and well:', {}, {})": False,
    "print({}, {})": False,
    "rows += [{}] + [{}]": False,
}
"""Whether an order of two values is right or wrong there."""


@pytest.mark.parametrize("code", EXCHANGED)
def test_however_a_block_puts_a_text_together(code: str) -> None:
    page = 'Text.\n\n```python exec="on" id="b"\nwell, ill = counts\n{}\n```\n'
    wrong, right = (
        {line for line, _ in crossed_names.source(Source("index.md", page.format(code.format(*names))))}
        for names in (("well", "ill"), ("ill", "well"))
    )
    assert right == set()
    assert wrong == ({5} if EXCHANGED[code] else set())


@pytest.mark.parametrize(
    "item",
    [
        "- The value is [7]{=n} there, or [8]{=n + 1}.\n",
        "| The value is [7]{=n} there | or [8]{=n + 1} |\n",
        "The mean n [7]{=n}, the n [7]{=n} ",
        "- Adam: [0.3]{=newton}\n- Newton: [0.5]{=euler}\n- Euler: [0.1]{=late}\n- The late: [0.2]{=adam}\n",
    ],
)
def test_a_long_list_is_read_at_once(item: str) -> None:
    start = process_time()
    assert not messages("Text.\n\n" + item * 150)
    assert process_time() - start < 1
