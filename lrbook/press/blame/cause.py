"""Faults with one cause are one message: the cause first, and beneath it what follows from it.

What fails and what holds tells where to look. A function that stands behind most of what fails, and behind little that
holds, is the likely cause; of two such functions it is the one behind more of what fails.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import sqrt

from lrbook.press.blame.functions import Functions, Names
from lrbook.press.check.faults import Fault
from lrbook.press.check.stated import Stated
from lrbook.press.sessions.page import Block

COMPUTED = {"drifted", "untrue", "not-computed", "block"}
"""The rules that a wrong function breaks."""
FEW = 3
"""Fewer faults are shorter to read than their cause."""
LIKELY = 0.5
"""How like each other what fails and what a function stands behind must be: the cosine of the two sets (Ochiai)."""
ENDED = "the page's process has ended before it"
UNDEFINED = re.compile(r"NameError: name '(\w+)' is not defined")


@dataclass(frozen=True)
class Use:
    """A block, by its line, or a statement, by its text; the functions behind it, and the names that a block sets."""

    path: str
    what: int | str
    functions: frozenset[str]
    names: frozenset[str] = frozenset()


def uses(path: str, blocks: Sequence[Block], statements: Iterable[Stated], functions: Functions) -> Iterator[Use]:
    """Yield the blocks and statements of a page, each with the functions behind it.

    Args:
        path: The page.
        blocks: Its blocks, in their order.
        statements: What it states.
        functions: Those of the packages that authors edit.
    """
    names: Names = {}
    for block in blocks:
        try:
            code = ast.parse(block.code)
        except SyntaxError:
            continue
        before = dict(names)
        functions.bind(code, names)
        own = frozenset(name for name in names if name not in before or names[name] is not before[name])
        yield Use(path, block.line, functions.behind(code, names), own)
    for number in statements:
        yield Use(path, number.raw, functions.behind(ast.parse(number.expression, mode="eval"), names))


def many(faults: Iterable[Fault]) -> bool:
    """Return whether there are enough faults to look for what they have in common."""
    return sum(fault.rule in COMPUTED for fault in faults) > 1


def grouped(faults: Iterable[Fault], used: Sequence[Use], functions: Functions) -> list[Fault]:
    """Return the faults, with those of one cause beneath a fault that names it."""
    left = _after_blocks(_with_claims(sorted(faults)), used)
    causes = []
    while found := _likeliest([fault for fault in left if fault.rule in COMPUTED], used):
        function, beneath = found
        path, line = functions.places[function]
        causes.append(Fault(path, line, _message(function, beneath, used), "cause", beneath=tuple(sorted(beneath))))
        left = [fault for fault in left if fault not in beneath]
    return sorted(causes) + left


def _message(function: str, beneath: Collection[Fault], used: Sequence[Use]) -> str:
    pages = len({fault.path for fault in beneath})
    behind = {(use.path, use.what) for use in used if function in use.functions}
    holding = len(behind) - len({(fault.path, _place(fault, used)) for fault in beneath})
    still = f"{holding} that use it hold" if holding else "nothing that uses it holds"
    return (
        f"{len(beneath)} faults on {pages} page{'s' * (pages > 1)} have this in common: what fails uses {function}, "
        f"and {still}. Look there first"
    )


def _with_claims(faults: list[Fault]) -> list[Fault]:
    """Put the faults of claims beneath those of the statements that prove them."""
    computed = {(fault.path, fault.line): fault for fault in reversed(faults) if fault.rule in COMPUTED}
    claims = [fault for fault in faults if fault.rule == "ledger" and (fault.path, fault.line) in computed]
    for claim in claims:
        place = claim.path, claim.line
        computed[place] = replace(computed[place], beneath=(*computed[place].beneath, claim))
    proving = {(claim.path, claim.line): computed[claim.path, claim.line] for claim in claims}
    kept = [fault for fault in faults if fault not in claims]
    return [proving.pop((fault.path, fault.line)) if _is_of(fault, proving) else fault for fault in kept]


def _is_of(fault: Fault, proving: dict[tuple[str, int], Fault]) -> bool:
    return fault.rule in COMPUTED and (fault.path, fault.line) in proving


def _after_blocks(faults: list[Fault], used: Sequence[Use]) -> list[Fault]:
    """Put what a failed block has left undone beneath its fault."""
    blocks = [fault for fault in faults if fault.rule == "block"]
    beneath: dict[Fault, list[Fault]] = {}
    for fault in (fault for fault in faults if fault.rule in COMPUTED):
        undefined = UNDEFINED.search(fault.message)
        for block in (block for block in blocks if block is not fault and block.path == fault.path):
            if ENDED in fault.message or (undefined and undefined[1] in _names(block, used)):
                beneath.setdefault(block, []).append(fault)
                break
    undone = {fault for found in beneath.values() for fault in found}
    left = [fault for fault in faults if fault not in undone]
    return [replace(fault, beneath=(*fault.beneath, *beneath.get(fault, []))) for fault in left]


def _names(block: Fault, used: Sequence[Use]) -> frozenset[str]:
    line = _place(block, used)
    return next((use.names for use in used if (use.path, use.what) == (block.path, line)), frozenset())


def _likeliest(faults: list[Fault], used: Sequence[Use]) -> tuple[str, frozenset[Fault]] | None:
    """Return the function that most likely makes faults, and those faults, if there are enough of them."""
    broken: dict[tuple[str, int | str], set[Fault]] = {}
    for fault in faults:
        broken.setdefault((fault.path, _place(fault, used)), set()).add(fault)
    best: tuple[float, int, str] = (LIKELY, 0, "")
    for function in sorted({name for use in used for name in use.functions}):
        behind = {(use.path, use.what) for use in used if function in use.functions}
        failing = len(behind & broken.keys())
        if failing >= FEW:
            best = max(best, (failing / sqrt(len(broken) * len(behind)), failing, function))
    function = best[2]
    behind = {(use.path, use.what) for use in used if function in use.functions}
    beneath = frozenset(fault for place, found in broken.items() if place in behind for fault in found)
    return (function, beneath) if function else None


def _place(fault: Fault, used: Sequence[Use]) -> int | str:
    """Return the block or statement that a fault is of: a block fails at one of its lines."""
    if fault.rule != "block":
        return fault.raw
    blocks = [use.what for use in used if use.path == fault.path and isinstance(use.what, int)]
    return max((line for line in blocks if line <= fault.line), default=fault.line)
