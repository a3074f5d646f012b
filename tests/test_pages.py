"""The code on the pages is kept as the code of the package is: formatted, without lint, and no wider than a page."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from lrbook.press.check import stated
from lrbook.press.check.source import Source

DOCS = Path(__file__).parent.parent / "docs"
PAGES = sorted(DOCS.rglob("*.md"))
BLOCK = re.compile(r"^```python exec=[^\n]*\n(.*?)^```$", re.M | re.S)
EXAMPLE = re.compile(r"^````.*?^````$", re.M | re.S)
WIDTH = 80
"""As many characters of code fit on a page that is not a phone's."""

RULES = "E,F,W,B,UP,SIM,C4,PERF,RUF"
UNFIT = "E402,F811,SIM300,RUF001,RUF002,RUF003"
"""Not for pages: imports at the top, a name used anew, a capital letter for a constant."""


def ruff(*arguments: str | Path) -> str:
    done = subprocess.run([sys.executable, "-m", "ruff", *map(str, arguments)], capture_output=True, encoding="utf-8")
    return done.stdout + done.stderr if done.returncode else ""


def code_of(page: Path) -> list[str]:
    return BLOCK.findall(EXAMPLE.sub("", page.read_text(encoding="utf-8")))


def test_pages_have_code() -> None:
    assert sum(len(code_of(page)) for page in PAGES) > 50


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_blocks_are_formatted(page: Path, tmp_path: Path) -> None:
    for number, code in enumerate(code_of(page)):
        (tmp_path / f"{page.stem}_{number}.py").write_text(code, encoding="utf-8")
        assert max(map(len, code.splitlines())) <= WIDTH, code
    assert not ruff("format", "--isolated", "--diff", "--line-length", WIDTH, tmp_path)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_blocks_have_no_lint(page: Path, tmp_path: Path) -> None:
    prose = Source(page.name, page.read_text(encoding="utf-8")).prose
    expressions = [
        f"print({number.expression})" for _, _, number in stated.find(prose) if isinstance(number, stated.Stated)
    ]
    whole = tmp_path / "page.py"
    claims = Source("claims.toml", (DOCS / "claims.toml").read_text(encoding="utf-8")).text
    expressions += [
        f"print({number.expression})" for _, _, number in stated.find(claims) if isinstance(number, stated.Stated)
    ]
    whole.write_text("ledger = None\n" + "\n".join([*code_of(page), *expressions]) + "\n", encoding="utf-8")
    said = ruff("check", "--isolated", "--line-length", 9999, "--select", RULES, "--ignore", f"{UNFIT},F821", whole)
    assert not said
