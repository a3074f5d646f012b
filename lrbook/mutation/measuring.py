"""A measurement, from the errors to the result: on all processors, and going on where it was interrupted."""

from __future__ import annotations

import argparse
import datetime
import os
import platform
import random
import time
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from itertools import groupby

from lrbook.mutation import MODULES, ROOT, path_of, source_of
from lrbook.mutation.judging import judge
from lrbook.mutation.measurement import RESULT, Counts, Measurement, Survivor, sources
from lrbook.mutation.mutants import Mutant, mutants_of
from lrbook.mutation.verdicts import Verdicts
from lrbook.mutation.verifying import verify

Entry = tuple[str, str, str]
"""A module, a line of it, and that line with a change."""

ALIKE = {"PYTHONHASHSEED": "0", "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
"""What makes each run like the other, and leaves a processor to each judgement."""

KEPT = ROOT / ".cache/mutation/verdicts.jsonl"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure how well the book checks its own mathematics. What neither it nor a test finds is a failure."""
    parser = argparse.ArgumentParser(prog="python -m lrbook.mutation", description=main.__doc__)
    parser.add_argument("modules", nargs="*", help="only these modules, and keep no result")
    parser.add_argument("--each", type=int, help="so many errors of each module, drawn at random; all, unless told")
    parser.add_argument("--seed", type=int, default=0, help="which errors are drawn: another seed draws others")
    given = parser.parse_args(arguments)
    modules = given.modules
    if unknown := set(modules) - set(MODULES):
        parser.error(f"{', '.join(sorted(unknown))}: the modules that are measured are {', '.join(MODULES)}")
    os.environ |= ALIKE
    made = {module: mutants_of(module, source_of(module)) for module in modules or MODULES}
    every = [mutant for found, _ in made.values() for mutant in found]
    mutants = drawn(every, given.each, given.seed) if given.each else every
    left_out = sum((others for _, others in made.values()), Counter())
    verdicts = Verdicts(KEPT)
    demand_health(made, verdicts)
    find_out(mutants, verdicts)
    verify(mutants, verdicts)
    others = {entry_of(mutant) for mutant in every} - {entry_of(mutant) for mutant in mutants}
    reviewed = {entry: why for entry, why in reasons().items() if entry not in others}
    measured, idle = result(mutants, len(every), verdicts, left_out, reviewed)
    print(measured.table())
    for survivor in measured.lost:
        place = f"{path_of(survivor.module).relative_to(ROOT)}:{survivor.line}"
        print(f"{survivor.fate}: {place}\n{survivor.was}\n{survivor.now}")
    for module, was, now in idle:
        print(f"equivalent.toml says of {module} what is no mutant any more, or is found by now:\n{was}\n{now}")
    if not modules:
        RESULT.write_text(measured.json(), encoding="utf-8")
        print(f"kept in {RESULT.relative_to(ROOT)}; now run: lrbook fix")
    return int(bool(measured.lost or idle))


def drawn(mutants: Iterable[Mutant], each: int, seed: int) -> list[Mutant]:
    """Draw errors at random, as many of each module as there can be, and at most `each`."""
    rng = random.Random(seed)
    modules = [list(found) for _, found in groupby(mutants, key=lambda mutant: mutant.module)]
    return [mutant for found in modules for mutant in rng.sample(found, min(each, len(found)))]


def entry_of(mutant: Mutant) -> Entry:
    """Return what tells a mutant to a reader."""
    return mutant.module, mutant.was, mutant.now


def demand_health(modules: Iterable[str], verdicts: Verdicts) -> None:
    """See to it that the book stands, and the tests of these modules pass, without any error."""
    for stage, module in [("book", MODULES[0]), *(("tests", module) for module in modules)]:
        healthy = Mutant(module, 0, "", "", source_of(module))
        if not verdicts.of(healthy, stage):
            judged = judge(healthy, stage)
            if judged.fate != "survived":
                raise SystemExit(f"mend the {stage} first, without any error in {module} something fails: {judged.by}")
            verdicts.add(healthy, stage, judged)


def find_out(mutants: Sequence[Mutant], verdicts: Verdicts) -> None:
    """Find out what becomes of all mutants, as far as that isn't known, and say how far it is."""
    todo = [mutant for mutant in mutants if verdicts.waiting(mutant)]
    random.Random(0).shuffle(todo)  # so that the estimate is fair, and pages that catch much are known soon
    print(f"{len(mutants) - len(todo)} of {len(mutants)} mutants are known.")

    def settle(mutant: Mutant) -> None:
        while stage := verdicts.waiting(mutant):
            first = verdicts.catchers(other for other in mutants if other.module == mutant.module)
            verdicts.add(mutant, stage, judge(mutant, stage, first))

    start = time.monotonic()
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for done, _ in enumerate(pool.map(settle, todo), 1):
            if done % 20 == 0 or done == len(todo):
                spent = (time.monotonic() - start) / 60
                left = spent / done * (len(todo) - done)
                print(f"{done} of {len(todo)}, {spent:.1f} min, about {left:.1f} min left", flush=True)


def reasons() -> dict[Entry, str]:
    """Return why what stands in `equivalent.toml` is no error."""
    entries = tomllib.loads(RESULT.with_name("equivalent.toml").read_text(encoding="utf-8"))["equivalent"]
    return {(entry["module"], entry["was"], entry["now"]): entry["why"] for entry in entries}


def result(
    mutants: Sequence[Mutant],
    of: int,
    verdicts: Verdicts,
    left_out: Counter[str],
    equivalent: dict[Entry, str],
) -> tuple[Measurement, list[Entry]]:
    """Return the measurement of these mutants, drawn from so many, and the reasons that fit no survivor."""
    all_of_them = [_outcome(mutant, verdicts, equivalent) for mutant in mutants]
    counts = {mutant.module: Counter[str]() for mutant in mutants}
    for one in all_of_them:
        counts[one.module][one.fate] += 1
    survivors = [one for one in all_of_them if one.fate != "book"]
    measured = Measurement(
        date=datetime.datetime.now(datetime.UTC).date().isoformat(),
        tool=f"Cosmic Ray {version('cosmic-ray')}",
        python=platform.python_version(),
        counts={module: Counts(found.total(), **found) for module, found in counts.items()},
        drawn_from=of,
        survivors=survivors,
        left_out=dict(sorted(left_out.items())),
        sources=dict(sources(ROOT)),
    )
    used = {(one.module, one.was, one.now) for one in survivors if one.fate == "equivalent"}
    return measured, [entry for entry in equivalent if entry[0] in counts and entry not in used]


def _outcome(mutant: Mutant, verdicts: Verdicts, equivalent: dict[Entry, str]) -> Survivor:
    """Return what became of a mutant in the end, and why."""
    stages = [verdict for stage in ("book", "tests") if (verdict := verdicts.of(mutant, stage))]
    fate, why = next(((one.stage, one.by) for one in stages if one.fate == "killed"), ("", ""))
    if not fate and (why := equivalent.get(entry_of(mutant), "")):
        fate = "equivalent"
    slow = any(one.fate == "timeout" for one in stages)
    return Survivor(mutant.module, mutant.line, mutant.was, mutant.now, fate or ("timeout" if slow else "alive"), why)
