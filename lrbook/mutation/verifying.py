"""That mutants are judged as `lrbook check` does it is not assumed: some are judged again, each in a file of a copy."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from lrbook.mutation import ROOT, path_of, source_of
from lrbook.mutation.judging import names_a_page
from lrbook.mutation.mutants import Mutant
from lrbook.mutation.verdicts import Verdicts


def verify(mutants: Sequence[Mutant], verdicts: Verdicts) -> None:
    """Judge some mutants again, both of those that the book finds and of those that it lets pass."""
    found = {
        mutant: bool(book and book.fate == "killed") for mutant in mutants for book in [verdicts.of(mutant, "book")]
    }
    alike = [[mutant for mutant in mutants if found[mutant] is fate] for fate in (True, False)]
    some = [one for group in alike for one in random.Random(0).sample(group, min(len(group), 1 + len(mutants) // 150))]
    with TemporaryDirectory(prefix="lrbook-") as folder:
        for name in ("docs", "lrbook"):
            shutil.copytree(ROOT / name, Path(folder, name), ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(ROOT / "mkdocs.yml", folder)
        for mutant in some:
            if _found_in(Path(folder), mutant) is not found[mutant]:
                place = f"{path_of(mutant.module).relative_to(ROOT)}:{mutant.line}: {mutant.now}"
                raise SystemExit(f"lrbook check says other than {verdicts.of(mutant, 'book')}: {place}")
    print(f"{len(some)} verdicts were found again by lrbook check.")


def _found_in(folder: Path, mutant: Mutant) -> bool:
    """Return whether `lrbook check`, in a process of its own, finds a mutant in a copy of the book."""
    path = path_of(mutant.module, folder)
    path.write_text(mutant.code, encoding="utf-8")
    check = [sys.executable, "-B", "-m", "lrbook", "check", "--json"]
    done = subprocess.run(check, cwd=folder, env=os.environ | {"PYTHONPATH": str(folder)}, capture_output=True)
    path.write_text(source_of(mutant.module), encoding="utf-8")
    return any(names_a_page(fault["path"]) for fault in json.loads(done.stdout or "[]"))
