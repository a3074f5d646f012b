"""A book of one page, on the parabola, and errors in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from lrbook.mutation import source_of
from lrbook.mutation.mutants import Mutant

PAGE = """# A page

```python exec="on" id="step"
from lrbook.parabola import cost, step

x = step(-6.0, rate=0.1)
```

The step leads to [−4.8]{=x}, where the cost is [26.04]{=cost(x)}.
"""

TESTS = """
from lrbook.parabola import cost, descend

def test_the_cost():
    assert cost(2) == 7

def test_the_descent():
    assert list(descend(1.0, 0.5, 1)) == [1, 0]
"""

CONFIG = """
site_name: A book
plugins:
  - lrbook: {modules: [lrbook]}
markdown_extensions:
  - lrbook.press
  - attr_list
  - md_in_html
  - pymdownx.superfences
  - pymdownx.arithmatex: {generic: true}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return the folder of the book."""
    files = {
        "docs/index.md": PAGE,
        "docs/claims.toml": "section = []\n",
        "mkdocs.yml": CONFIG,
        "lrbook/neuron.py": "",
        "lrbook/press/cli.py": "",
        "tests/test_parabola.py": TESTS,
    }
    for name, text in files.items():
        path = tmp_path / "root" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "root"


@pytest.fixture(scope="session")
def parabola() -> Callable[[str, str], Mutant]:
    """Return a function that makes a mutant of the parabola."""
    source = source_of("parabola")

    def planted(was: str, now: str) -> Mutant:
        assert was in source
        line = source[: source.index(was)].count("\n") + 1
        return Mutant("parabola", line, was, now, source.replace(was, now))

    return planted
