"""What authors edit is imported once for a build, unless it says something, or has changed since."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from lrbook.press.sessions import warm

TRY = """
import sys, pathlib
from lrbook.press.sessions import warm
before = sorted(name for name in sys.modules if name.partition(".")[0] == "chapter")
{between}
warm.cooled(["chapter"])
print(before, sorted(name for name in sys.modules if name.partition(".")[0] == "chapter"))
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "chapter").mkdir()
    (tmp_path / "chapter/__init__.py").write_text("y = 1\n")
    (tmp_path / "chapter/data.py").write_text("from pathlib import Path\n\nx = Path('d.txt').read_text()\n")
    (tmp_path / "d.txt").write_text("5")
    for file in tmp_path.rglob("*"):
        os.utime(file)
    return tmp_path


def tried(root: Path, names: str, between: str = "") -> str:
    """Import modules as the process does that pages are forked from, and say which are there before and after."""
    paths = os.pathsep.join([str(root), os.getcwd()])
    command = [sys.executable, "-c", TRY.format(between=between)]
    given = os.environ | {"PYTHONPATH": paths, warm.NAMES: "\n".join([str(root), *names.split()])}
    return subprocess.run(command, capture_output=True, text=True, cwd=root, env=given, check=True).stdout.strip()


def test_what_pages_import_is_found() -> None:
    one = "```python\nfrom chapter import data, five\nimport other\nimport chapter.more\n```\n"
    two = "> ```python\n> from chapter.deep import (\n>     name,\n> )\n> ```\n"
    found = ["chapter", "chapter.data", "chapter.five", "chapter.more", "chapter.deep"]
    assert warm.imported([one, two], ["chapter"]) == found


BOTH = "['chapter', 'chapter.data']"


@pytest.mark.parametrize(
    ("names", "between", "there"),
    [
        ("chapter chapter.data chapter.y", "", f"{BOTH} {BOTH}"),
        ("chapter.data", "pathlib.Path('d.txt').write_text('6')", f"{BOTH} []"),
        ("chapter.data", "pathlib.Path('chapter/__init__.py').write_text('y = 2')", f"{BOTH} []"),
        ("", "import chapter", "[] []"),
    ],
)
def test_what_is_as_it_was_stays(root: Path, names: str, between: str, there: str) -> None:
    assert tried(root, names, f"import time; time.sleep(0.1)\n{between}") == there


@pytest.mark.parametrize(
    "says",
    [
        "print(1)",
        "import sys; print(1, file=sys.stderr)",
        "1 / 0",
        "assert (1, 2)",
        "import missing",
        "import warnings; warnings.warn('mind', RuntimeWarning)",
        "import threading; threading.Thread(target=threading.Event().wait, daemon=True).start()",
        "raise SystemExit",
        "import subprocess; subprocess.run(['true'])",
    ],
)
def test_what_says_something_is_left_to_the_pages(root: Path, says: str) -> None:
    (root / "chapter/loud.py").write_text(says)
    assert tried(root, "chapter chapter.loud").endswith(" []")
