"""Whether a book turns red with a slip in it: a copy of the book has the slip, and is checked up to its first fault."""

from __future__ import annotations

from pathlib import Path
from shutil import copy, copytree, ignore_patterns
from tempfile import TemporaryDirectory

from lrbook.mutation import MODULES, ROOT, source_of
from lrbook.mutation.judging import Judgement, judge
from lrbook.mutation.mutants import Mutant
from lrbook.mutation.slips.kinds import Slip, Texts

HEALTHY = Mutant(MODULES[0], 0, "", "", source_of(MODULES[0]))
"""No error in the mathematics: only the slip is to be judged."""


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
        for name in ("docs", "lrbook"):
            copytree(root / name, book / name, ignore=ignore_patterns("__pycache__"))
        for name in ("mkdocs.yml", "README.md", "pyproject.toml"):
            if (root / name).exists():
                copy(root / name, book / name)
        changed = book / slip.path
        changed.write_text(slip.made(changed.read_text(encoding="utf-8")), encoding="utf-8")
        return judge(HEALTHY, "book", [slip.path.removeprefix("docs/")], root=book)
