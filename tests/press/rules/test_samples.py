"""What a page shows as code is run, or a sample that says how something is written."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "text",
    [
        '```json\n{"a": 28}\n```',
        "```js\nlet a = 28;\n```",
        "```c\nint a = 28;\n```",
        "```sh\na 28\n```",
        '```yaml title="a.yml" hl_lines="2"\na: 28\n\nb: <2>\n```',
        '```toml linenums="1"\na = 28\n```',
        "- item\n\n    ```yaml\n    a: 28\n    b:\n      - c\n    ```",
        "> ```sh\n> a 28\n> ```",
        "```sh\n$ a 28 \\\n  --b\n$ c\n\n# then\n$ d\n```",
        "~~~html\n<p>28</p>\n~~~",
        '````markdown\n```python exec="on" id="z"\nx = 28\n```\n````',
        "<!-- lift unchecked-sample: what a console shows -->\n```console\n$ run\n28\n```",
        "<!-- lift unchecked-sample: how not to do it -->\n```python\nx = 28\n```",
    ],
)
def test_a_sample_of_how_something_is_written_passes(passes, text) -> None:
    passes(f"A text.\n\n{text}\n")


@pytest.mark.parametrize(
    "text",
    [
        "    cost(5) = 28",
        "- item\n\n        cost(5) = 28",
        "- item\n\n    <pre>cost(5) = 28</pre>",
        "<pre>\ncost(5) = 28\n</pre>",
        "<pre class='a'><code>cost(5) = 28</code></pre>",
        '!!! note "Note"\n\n        cost(5) = 28',
    ],
)
def test_a_listing_that_comes_from_no_fence_is_named(fails, text) -> None:
    line = 10 + text.count("\n", 0, text.index("cost"))
    fails(f"docs/index.md:{line}", "[unrun-code]", f"A text.\n\n{text}\n")


@pytest.mark.parametrize("text", ["```sh\n>>> 1 + 1\n2\n```", "```c\nIn [1]: 1 + 1\n```", "```pycon\n>>> 1 + 1\n```"])
def test_python_that_answers_is_named_whatever_its_fence_says(fails, text) -> None:
    fails("docs/index.md:10", "shown but not run", f"A text.\n\n{text}\n")


@pytest.mark.parametrize("text", ["```sh\n$ cost 5\n28\n```", "```bash\n$ a\n$ cost 5 | tail\nThe cost is 28.\n```"])
def test_what_a_console_answers_is_named(fails, text) -> None:
    fails("docs/index.md:10", "nothing checks this sample", f"A text.\n\n{text}\n")


@pytest.mark.parametrize(
    "text", ["303. patients", "1988. A year.", "2. Two", "1. One\n\nA text.\n\n303. patients", "> 303. x"]
)
def test_a_number_that_makes_a_list_is_named(fails, text) -> None:
    line = 8 + text.count("\n", 0, max(text.find("303"), 0))
    fails(f"docs/index.md:{line}", "makes a list", f"{text}\n")


@pytest.mark.parametrize(
    "text",
    [
        "1. One\n1. Two\n1. Three",
        "1. One\n\n```sh\na\n```\n\n2. Two",
        "0. Zero\n1. One",
        "1. One\n\n    1. a\n    2. b\n\n2. Two",
    ],
)
def test_a_list_that_counts_on_passes(passes, text) -> None:
    passes(f"A text.\n\n{text}\n")
