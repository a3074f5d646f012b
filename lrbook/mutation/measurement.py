"""The result of a measurement, as `measurement.json` keeps it and the book shows it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from lrbook.mutation import MODULES, ROOT, path_of

RESULT = Path(__file__).with_name("measurement.json")

SECTION = re.compile(r"^(## Which [^\n]+ are caught\?\n).*?(?=^## |\Z)", re.M | re.S)
"""What the book says about this measurement and that of slips, which can't be a part of what is measured."""


@dataclass(frozen=True)
class Counts:
    """What became of the mutants of a module.

    Attributes:
        mutants: How many there are.
        book: Those with which the book doesn't build, and says on which page.
        tests: Those with which it builds, but a test fails.
        equivalent: Those that compute the same as the module itself, by a reviewed argument.
        timeout: Those that don't come to an end, in the book nor in the tests.
        alive: All others. There should be none.
    """

    mutants: int = 0
    book: int = 0
    tests: int = 0
    equivalent: int = 0
    timeout: int = 0
    alive: int = 0


@dataclass(frozen=True)
class Survivor:
    """A mutant with which the book builds.

    Attributes:
        module: The module.
        line: The line of its file.
        was: The line as it is.
        now: The line with the error in it.
        fate: Which of the `Counts` it is among.
        why: The test that fails, or why the mutant is equivalent.
    """

    module: str
    line: int
    was: str
    now: str
    fate: str
    why: str


@dataclass(frozen=True)
class Measurement:
    """The result of one run.

    Attributes:
        date: When it was.
        tool: What made the mutants, with its version.
        python: The version of Python.
        counts: What became of the mutants, module by module.
        drawn_from: How many mutants there are; if there are more than were tried, these were drawn at random.
        survivors: The mutants with which the book builds.
        left_out: How many mutants were not tried, by the reason.
        sources: The hash of each file that was measured.
    """

    date: str
    tool: str
    python: str
    counts: dict[str, Counts]
    drawn_from: int
    survivors: list[Survivor]
    left_out: dict[str, int]
    sources: dict[str, str]

    @property
    def total(self) -> Counts:
        """The counts of all modules together."""
        return Counts(*(sum(getattr(one, name) for one in self.counts.values()) for name in Counts.__annotations__))

    @property
    def lost(self) -> list[Survivor]:
        """The errors that nothing finds."""
        return [one for one in self.survivors if one.fate in ("alive", "timeout")]

    def changed(self, root: Path = ROOT) -> list[str]:
        """Return the files in the folder `root` that are not as they were when this was measured."""
        now = dict(sources(root))
        return sorted(name for name in self.sources.keys() | now.keys() if self.sources.get(name) != now.get(name))

    def table(self) -> str:
        """Return the counts as a Markdown table."""
        rows = [
            "| module | changes | found by the book | by a test only | no error |",
            "|---|--:|--:|--:|--:|",
        ]
        for module, one in [*self.counts.items(), ("**all**", self.total)]:
            name = module if module.startswith("*") else f"`{module}`"
            rows.append(f"| {name} | {one.mutants} | {one.book} | {one.tests} | {one.equivalent} |")
        return "\n".join(rows)

    def json(self) -> str:
        """Return the measurement as it is kept."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n"

    def listing(self, fate: str) -> str:
        """Return the survivors with this fate as a Markdown list: where, what the line was, what it is now, and why."""
        chosen = [one for one in self.survivors if one.fate == fate]
        return "\n".join(
            f"- `{one.module}`, line {one.line}: {_code(one.was)} as {_code(one.now)}. "
            + (_code(one.why) if fate == "tests" else one.why)
            for one in chosen
        )


def _code(line: str) -> str:
    """Return a line of code for Markdown, which may hold backticks itself."""
    return f"`` {' '.join(line.split())} ``"


def kept(path: Path = RESULT) -> Measurement:
    """Return the last measurement."""
    data = json.loads(path.read_text(encoding="utf-8"))
    data["counts"] = {module: Counts(**counts) for module, counts in data["counts"].items()}
    data["survivors"] = [Survivor(**survivor) for survivor in data["survivors"]]
    return Measurement(**data)


def sources(root: Path) -> Iterator[tuple[str, str]]:
    """Yield the files that a measurement is about, modules, pages and ledger, each with its hash."""
    modules = [path_of(module, root) for module in MODULES]
    for path in [*modules, *sorted((root / "docs").rglob("*.md")), root / "docs/claims.toml"]:
        if path.exists():
            text = SECTION.sub(r"\1", path.read_text(encoding="utf-8"))
            yield path.relative_to(root).as_posix(), hashlib.sha256(text.encode()).hexdigest()
