"""How many slips of each kind the build catches, as `measurement.json` keeps it and the book shows it."""

from __future__ import annotations

import argparse
import datetime
import json
import os
import random
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

from lrbook.mutation import ROOT
from lrbook.mutation.slips.kinds import KINDS, Slip, Texts, slips_of

RESULT = Path(__file__).with_name("measurement.json")


@dataclass(frozen=True)
class Passed:
    """A slip that the build let pass: its kind, the file and the line, what stood there, and what stands there now."""

    kind: str
    path: str
    line: int
    was: str
    now: str


@dataclass(frozen=True)
class Measurement:
    """The result of a run: when it was, its seed, how many slips of each kind were tried and caught; what passed."""

    date: str
    seed: int
    tried: dict[str, int]
    caught: dict[str, int]
    passed: list[Passed]

    def table(self) -> str:
        """Return the counts as a Markdown table."""
        rows = ["| slip | tried | caught | share |", "|---|--:|--:|--:|"]
        every = sum(self.tried.values()), sum(self.caught.values())
        counts = {kind: (tried, self.caught[kind]) for kind, tried in self.tried.items()} | {"**all**": every}
        rows += [f"| {kind} | {tried} | {found} | {found / tried:.0%} |" for kind, (tried, found) in counts.items()]
        return "\n".join(rows).replace("%", " %")

    def listing(self) -> str:
        """Return what passed as a Markdown list."""
        return "\n".join(
            f"- {one.kind}: `{one.path}`, line {one.line}: `` {one.was} `` as `` {one.now or ' '} ``."
            for one in self.passed
        )


def kept(path: Path = RESULT) -> Measurement:
    """Return the last measurement."""
    data = json.loads(path.read_text(encoding="utf-8"))
    return Measurement(**{**data, "passed": [Passed(**one) for one in data["passed"]]})


def drawn(book: Texts, kinds: Iterable[str], each: int, seed: int) -> list[Slip]:
    """Draw slips of each kind at random, as many as there can be, and at most `each`."""
    rng = random.Random(seed)
    found = (slips_of(kind, book) for kind in kinds)
    return [slip for slips in found for slip in rng.sample(slips, min(each, len(slips)))]


def main(arguments: Sequence[str] | None = None) -> int:
    """Plant random slips of each kind in the book, one at a time, and print how many of them the build catches."""
    from lrbook.mutation.slips.judging import caught, texts  # which needs the press; what is kept is read without it

    parser = argparse.ArgumentParser(prog="python -m lrbook.mutation.slips", description=main.__doc__)
    parser.add_argument("kinds", nargs="*", help=f"only these kinds, and keep no result: {'; '.join(KINDS)}")
    parser.add_argument("--each", type=int, default=25, help="how many slips of a kind, 25 unless told")
    parser.add_argument("--seed", type=int, default=0, help="which slips: another seed draws others")
    given = parser.parse_args(arguments)
    if unknown := [kind for kind in given.kinds if kind not in KINDS]:
        parser.error(f"{unknown[0]!r} is no kind of slip; the kinds are {'; '.join(KINDS)}")
    os.environ |= {"PYTHONHASHSEED": "0", "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    book = texts()
    slips = drawn(book, given.kinds or KINDS, given.each, given.seed)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        fates = [judged.fate for judged in pool.map(caught, slips)]
    missed = [slip for slip, fate in zip(slips, fates, strict=True) if fate == "survived"]
    tried = Counter(slip.kind for slip in slips)
    measured = Measurement(
        datetime.datetime.now(datetime.UTC).date().isoformat(),
        given.seed,
        dict(tried),
        {kind: count - sum(slip.kind == kind for slip in missed) for kind, count in tried.items()},
        [Passed(s.kind, s.path, book[s.path].count("\n", 0, s.start) + 1, s.was, s.now) for s in missed],
    )
    print(measured.table())
    print(measured.listing())
    if not given.kinds:
        RESULT.write_text(json.dumps(asdict(measured), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        print(f"kept in {RESULT.relative_to(ROOT)}; now run: lrbook fix")
    return 0
