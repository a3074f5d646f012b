"""What the ledger says of a claim follows from the statement that proves it, or that shows its other side."""

from __future__ import annotations

from dataclasses import replace

from lrbook.press.check.faults import Fault
from lrbook.press.check.stated import marks


def beneath(faults: list[Fault]) -> list[Fault]:
    """Put the faults of claims beneath those of their statements: on the same page, if there is one at fault."""
    stated = [(fault, claim) for fault in faults for claim in _of_statement(fault)]
    found: dict[Fault, list[Fault]] = {}
    for fault in (fault for fault in faults if claim_of(fault)):
        proving = [each for each, claim in stated if claim == claim_of(fault)]
        here = [each for each in proving if each.path == fault.path]
        if proving:
            found.setdefault((here or proving)[0], []).append(fault)
    placed = {fault for each in found.values() for fault in each}
    left = [fault for fault in faults if fault not in placed]
    return [replace(fault, beneath=(*fault.beneath, *found.get(fault, []))) for fault in left]


def claim_of(fault: Fault) -> str:
    """Return the claim whose verdict a fault speaks against, or ""."""
    return fault.raw[1:] if fault.rule == "ledger" and fault.raw.startswith("#") else ""


def _of_statement(fault: Fault) -> list[str]:
    return [number.claim for _, _, number in marks(fault.raw) if number.claim and fault.rule != "ledger"]
