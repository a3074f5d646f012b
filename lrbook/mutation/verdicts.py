"""What has been found out, so that a run goes on where it was interrupted, and a new one tries only what may be new.

A verdict holds as long as what it relies on is as it was. That is the package; and where a page has found an error,
that page; where the book lets it pass, all pages; where the tests have judged it, all files of tests of its module, so
that a new one counts, too. Of a page, only what it computes counts. The press is left out: it has tests of its own, and
some verdicts are found again with the press as it is.
"""

from __future__ import annotations

import hashlib
import json
import platform
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from threading import Lock

from lrbook.mutation import MODULES, ROOT
from lrbook.mutation.judging import Judgement, tests_of
from lrbook.mutation.measurement import SECTION
from lrbook.mutation.mutants import Mutant
from lrbook.press.check import stated
from lrbook.press.check.source import Source


@dataclass(frozen=True)
class Verdict(Judgement):
    """What one stage found out about a mutant, and the hashes of what that relies on."""

    key: str = ""
    stage: str = ""
    relies: dict[str, str] = field(default_factory=dict)


class Verdicts:
    """The verdicts that still hold, by mutant and stage. They are kept in a file, line by line, as they are found."""

    def __init__(self, path: Path, root: Path = ROOT) -> None:
        self.path, self.hashes = path, hashes(root)
        self._found: dict[tuple[str, str], Verdict] = {}
        self._lock = Lock()
        path.parent.mkdir(parents=True, exist_ok=True)
        for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
            try:
                verdict = Verdict(**json.loads(line))
            except (ValueError, TypeError):  # a line that was cut off in the middle
                continue
            if verdict.relies.items() <= self.hashes.items():
                self._found[verdict.key, verdict.stage] = verdict

    def of(self, mutant: Mutant, stage: str) -> Verdict | None:
        """Return what a stage has found out about a mutant, if anything."""
        return self._found.get((mutant.key, stage))

    def waiting(self, mutant: Mutant) -> str:
        """Return the stage that is to judge a mutant next, or "" if nothing is to be found out any more."""
        for stage in ("book", "tests"):
            verdict = self.of(mutant, stage)
            if not verdict or verdict.fate == "killed":
                return "" if verdict else stage
        return ""

    def add(self, mutant: Mutant, stage: str, judged: Judgement) -> None:
        """Take note of what a stage has found out about a mutant."""
        page = judged.by.partition(":")[0]
        relies = f"tests of {mutant.module}" if stage == "tests" else page if page in self.hashes else "docs"
        found = Verdict(**asdict(judged), key=mutant.key, stage=stage, relies=self._hashes("python", "lrbook", relies))
        with self._lock:
            self._found[mutant.key, stage] = found
            with self.path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(asdict(found), ensure_ascii=False) + "\n")

    def _hashes(self, *names: str) -> dict[str, str]:
        return {name: self.hashes[name] for name in names}

    def catchers(self, mutants: Iterable[Mutant]) -> list[str]:
        """Return the pages that have found mutants, those that found most of these first."""
        found = (self.of(mutant, "book") for mutant in mutants)
        caught = Counter(verdict.by.partition(":")[0] for verdict in found if verdict and verdict.by)
        return [page.removeprefix("docs/") for page, _ in caught.most_common()]


def hashes(root: Path) -> dict[str, str]:
    """Return the hashes of what verdicts rely on, by name."""
    pages = [*sorted(root.glob("docs/**/*.md")), *root.glob("docs/claims.toml")]
    package = [path for ending in ("py", "csv") for path in sorted((root / "lrbook").rglob(f"*.{ending}"))]
    apart = (root / "lrbook/press", root / "lrbook/mutation")
    relied: dict[str, Sequence[Path]] = {page.relative_to(root).as_posix(): [page] for page in pages}
    relied["docs"] = pages
    relied["lrbook"] = [path for path in package if not any(map(path.is_relative_to, apart))]
    relied |= {f"tests of {module}": [root / path for path in tests_of(module, root)] for module in MODULES}
    together = {name: "\n".join(f"{path.name} {_hash(path)}" for path in paths) for name, paths in relied.items()}
    return {"python": platform.python_version()} | {
        name: hashlib.sha256(listed.encode()).hexdigest() for name, listed in together.items()
    }


def _hash(path: Path) -> str:
    content = path.read_bytes()
    return hashlib.sha256(_computed(content.decode()) if path.suffix == ".md" else content).hexdigest()


def _computed(text: str) -> bytes:
    """Return what a page computes: its blocks, and what it states with the expressions behind it."""
    page = Source("", SECTION.sub(r"\1", text))
    found = [page.prose[start:end] for start, end, _ in stated.find(page.prose)]
    return "\n".join([*(f"{fence.info}\n{fence.text}" for fence in page.fences), *found]).encode()
