"""Whether a book turns red with a slip in it: a copy of the book has the slip, and is checked up to its first fault."""

from __future__ import annotations

from pathlib import Path
from shutil import copy, copytree, ignore_patterns
from tempfile import TemporaryDirectory
from threading import Lock

from lrbook.mutation import MODULES, ROOT, source_of
from lrbook.mutation.judging import Judgement, judge
from lrbook.mutation.mutants import Mutant
from lrbook.mutation.slips.kinds import Slip, Texts
from lrbook.press.check import readme, settings
from lrbook.press.cli import parser

HEALTHY = Mutant(MODULES[0], 0, "", "", source_of(MODULES[0]))
"""No error in the mathematics: only the slip is to be judged."""
PARTS = ("docs", "lrbook", ".ci", "mkdocs.yml", "README.md", "pyproject.toml", "requirements.txt", ".gitignore")
"""What a copy of the book has: its pages and modules, and what README speaks of."""
ALONE = Lock()
"""README's commands are read with the standard error put aside, and there is only one."""


def texts(root: Path = ROOT) -> Texts:
    """Return the texts of the book that slips can fall in, by their paths."""
    files = [*root.glob("docs/**/*.md"), root / "docs/claims.toml", root / "README.md", *root.glob("lrbook/**/*.py")]
    return {
        file.relative_to(root).as_posix(): file.read_text(encoding="utf-8") for file in sorted(files) if file.exists()
    }


def caught(slip: Slip, root: Path = ROOT) -> Judgement:
    """Return what becomes of a book with a slip in it: `survived`, or what turns it red."""
    with TemporaryDirectory() as folder:
        book = Path(folder)
        for part in filter(Path.exists, (root / name for name in PARTS)):
            if part.is_dir():
                copytree(part, book / part.name, ignore=ignore_patterns("__pycache__", "node_modules"))
            else:
                copy(part, book / part.name)
        changed = book / slip.path
        changed.write_text(slip.made(changed.read_text(encoding="utf-8")), encoding="utf-8")
        if slip.path == readme.NAME:
            return _of_readme(book)
        return judge(HEALTHY, "book", [slip.path.removeprefix("docs/")], root=book)


def _of_readme(root: Path) -> Judgement:
    """Judge a slip in README, which no page knows."""
    with ALONE:
        fault = next(readme.faults(settings.read(root / "mkdocs.yml"), parser().parse_args), None)
    return Judgement("killed", str(fault)) if fault else Judgement("survived")
