"""Faults with one cause are one message: the cause first, and beneath it what follows from it.

What fails and what holds tells where to look. A function that stands behind most of what fails, and behind little that
holds, is the likely cause; of two such functions it is the one behind more of what fails. So it is if what fails on
several pages has nothing else in common, though much holds that uses it: a slope that is a tenth too large still rises.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from math import comb, sqrt

from lrbook.press.blame import claims
from lrbook.press.blame.functions import Functions, Names
from lrbook.press.blame.grounds import Grounds, Place, Use
from lrbook.press.check.faults import Fault
from lrbook.press.check.stated import Stated
from lrbook.press.sessions.page import Block

COMPUTED = {"drifted", "untrue", "not-computed", "block"}
"""The rules that a wrong function breaks."""
FEW = 3
"""Fewer faults are shorter to read than their cause."""
LIKELY = 0.5
"""How like each other what fails and what a function stands behind must be: the cosine of the two sets (Ochiai)."""
CHANCE = 1e-6
"""How seldom it must be that as much of what fails uses a function, if it is not the cause."""
ENDED = "the page's process has ended before it"
UNDEFINED = re.compile(r"NameError: name '(\w+)' is not defined")


Code = tuple[str, Sequence[Block], Iterable[Stated]]
"""Code of a page, or of another file: its path, its blocks, and what it states."""


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


def grouped(
    faults: Iterable[Fault], used: Sequence[Use], functions: Functions, proven: Mapping[str, str] | None = None
) -> list[Fault]:
    """Return the faults, with those of one cause beneath a fault that names it.

    Args:
        faults: All faults of a book.
        used: What is computed in it.
        functions: Those of the packages that authors edit.
        proven: For each claim the page that proves it.
    """
    left = _after_blocks(claims.beneath(sorted(faults)), used)
    grounds = Grounds(used, functions, proven or {})
    causes = []
    while found := _likeliest([fault for fault in left if fault.rule in COMPUTED], used):
        function, beneath = found
        path, line = functions.places[function]
        behind = {(use.path, use.what) for use in used if function in use.functions}
        holding = len(behind) - len({_place(fault, used) for fault in beneath})
        beneath |= {fault for fault in left if grounds.bear(fault, function)}
        message = _message(function, beneath, holding)
        causes.append(Fault(path, line, message, "cause", beneath=tuple(sorted(beneath))))
        left = [fault for fault in left if fault not in beneath]
    return sorted(causes) + left


def _message(function: str, beneath: Collection[Fault], holding: int) -> str:
    files = len({fault.path for fault in beneath})
    still = f"{holding} that use it hold" if holding else "nothing that uses it holds"
    return (
        f"{len(beneath)} faults in {files} file{'s' * (files > 1)} have this in common: what fails uses {function}, "
        f"and {still}. Look there first"
    )


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
    place = _place(block, used)
    return next((use.names for use in used if (use.path, use.what) == place), frozenset())


def _likeliest(faults: list[Fault], used: Sequence[Use]) -> tuple[str, frozenset[Fault]] | None:
    """Return the function that most likely makes faults, and those faults, if there are enough of them."""
    broken: dict[Place, set[Fault]] = {}
    for fault in faults:
        broken.setdefault(_place(fault, used), set()).add(fault)
    behind: dict[str, set[Place]] = {}
    for use in used:
        for function in use.functions:
            behind.setdefault(function, set()).add((use.path, use.what))
    failing = {function: places & broken.keys() for function, places in behind.items()}
    alike = {name: len(found) / sqrt(len(broken) * len(behind[name])) for name, found in failing.items() if found}
    for function in sorted(alike, key=lambda name: (alike[name], len(failing[name]), name), reverse=True):
        if len(failing[function]) < FEW:
            continue
        share = len(behind[function]) / len(used)
        if alike[function] < LIKELY and not (
            _by_no_chance(failing[function], len(broken), share) and _more_than_others(function, failing, behind)
        ):
            return None
        return function, frozenset(fault for place in failing[function] for fault in broken[place])
    return None


def _by_no_chance(failing: Collection[Place], broken: int, share: float) -> bool:
    """Return whether so much of what fails can't use a function by chance that stands behind a share of everything.

    What fails on one page alone may have something else in common, such as a number that is set there.
    """
    on_pages = Counter(path for path, _ in failing)
    chance = sum(comb(broken, n) * share**n * (1 - share) ** (broken - n) for n in range(len(failing), broken + 1))
    return chance <= CHANCE and sum(count >= FEW for count in on_pages.values()) > 1


def _more_than_others(function: str, failing: Mapping[str, set[Place]], behind: Mapping[str, set[Place]]) -> bool:
    """Return whether a function is a likelier cause than all the others together that stand behind the same faults.

    The more a function stands behind, the seldomer just these would fail.
    """
    rivals = [name for name, found in failing.items() if found >= failing[function]]
    weights = [(len(behind[function]) / len(behind[name])) ** len(failing[function]) for name in rivals]
    return sum(weights) < 2  # its own is one


def _place(fault: Fault, used: Sequence[Use]) -> Place:
    """Return the block or statement that a fault is of: a block fails at one of its lines.

    What the ledger states is computed on the page that proves it.
    """
    if fault.rule != "block":
        stated = [(use.path, use.what) for use in used if use.what == fault.raw]
        here = (fault.path, fault.raw)
        return here if here in stated or not stated else stated[0]
    blocks = [use.what for use in used if use.path == fault.path and isinstance(use.what, int)]
    return fault.path, max((line for line in blocks if line <= fault.line), default=fault.line)
