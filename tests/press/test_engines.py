"""Other programs that read `mkdocs.yml`: one that ignores plugins says so on each page; a fork of MkDocs checks.

That the fork builds the whole book as MkDocs does is tested in tests/test_site.py.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from real_book import ROOT, Built, environment, parsed
from small_book import CONFIG, START, checked, write

from lrbook.press.setting.unchecked import MESSAGE

FALSE = START + "It is [40]{=cost(x)}.\n\nThe rest is 12.\n"
BOOK = {
    "mkdocs.yml": CONFIG.replace("{name: null, custom_dir: theme}", "material"),
    "docs/index.md": FALSE,
    "docs/other.md": "# Another page\n\nIt has no number.\n",
}


def build(engine: str, root: Path, *options: str) -> Built:
    """Build the book of a folder with another engine, as its users do."""
    path = shutil.which(engine, path=os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))
    assert path, f"no {engine}: it is part of the extra test"
    done = subprocess.run(
        [path, "build", *options],
        cwd=root,
        env=environment(ROOT),
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=300,
    )
    return Built(done.returncode, done.stdout, root / "site")


def test_zensical_publishes_no_page_as_checked(tmp_path: Path) -> None:
    """It knows no plugin lrbook, and builds: each page says in red that nothing on it was checked."""
    write(tmp_path, BOOK | {"docs/other.md": "# Another page\n\n## Its heading\n\nIt has no number.\n"})
    assert len(checked(tmp_path)) == 2
    built = build("zensical", tmp_path)
    assert built.code == 0, built.said
    pages = [path for path in built.site.rglob("*.html") if path.name != "404.html"]
    assert len(pages) == 2
    for path in pages:
        (said,) = parsed(path.read_text(encoding="utf-8")).all(role="alert", **{"class": "unchecked"})
        assert said.text == MESSAGE
        assert path.read_text(encoding="utf-8").count(MESSAGE) == 1  # and in no heading or list of contents
        assert "background: #b00020" in said.attrs["style"]


def test_properdocs_finds_the_same_faults(tmp_path: Path) -> None:
    write(tmp_path, BOOK)
    built = build("properdocs", tmp_path, "-f", "mkdocs.yml")
    assert built.code == 1, built.said
    assert sorted(built.faults()) == sorted(checked(tmp_path))
    assert len(built.faults()) == 2
    assert not built.site.exists()


WARNS = "import logging\n\ndef on_pre_build(**_):\n    logging.getLogger('{}').warning('planted')\n"


@pytest.mark.parametrize("logger", ["mkdocs.plugins.other", "properdocs.plugins.other"])
def test_what_properdocs_warns_of_is_a_fault(tmp_path: Path, logger: str) -> None:
    hooked = BOOK["mkdocs.yml"] + "hooks: [hook.py]\n"
    write(tmp_path, BOOK | {"mkdocs.yml": hooked, "docs/index.md": START, "hook.py": WARNS.format(logger)})
    built = build("properdocs", tmp_path, "-f", "mkdocs.yml")
    assert built.code == 1, built.said
    assert built.faults() == ["mkdocs.yml: planted [warning]"]
