"""A rule that an author lifts at one place, in the open: `<!-- lift typed-number: why -->`."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass

from lrbook.press import rules
from lrbook.press.check.faults import Fault
from lrbook.press.check.source import Source

LIFT = re.compile(r"<!-- lift(?P<rule>[^:>]*)(?::(?P<reason>.*?))?-->", re.S)


@dataclass(frozen=True)
class Lift:
    """A rule that is lifted: its name, the reason, and the first and the last line that it is lifted for."""

    rule: str
    reason: str
    first: int
    last: int


def lifts(source: Source) -> Iterator[Lift]:
    """Yield what is lifted on a page, each rule for the paragraph or the block that its comment stands in or above."""
    for lift in LIFT.finditer(source.prose):
        yield Lift(lift["rule"].strip(), " ".join((lift["reason"] or "").split()), *_lines(source, lift.end()))


def at(source: Source, rule: str, line: int) -> Lift | None:
    """Return what lifts a rule on a line, if anything does."""
    found = (lift for lift in lifts(source) if lift.rule == rule and lift.first <= line <= lift.last)
    return next(found, None) if rule in rules.every() else None


def needless(source: Source, lifted: Container[tuple[str, Lift]]) -> Iterator[Fault]:
    """Find the lifts of no rule, without a reason, or where nothing was to be lifted."""
    known = ", ".join(rules.every())
    for lift in lifts(source):
        message = ""
        if lift.rule not in rules.every():
            message = f"no rule is called {lift.rule!r}; those that can be lifted are {known}"
        elif not lift.reason:
            message = f"say why {lift.rule} is lifted: <!-- lift {lift.rule}: the reason -->"
        elif (source.path, lift) not in lifted:
            message = f"nothing here breaks {lift.rule}; take the comment out"
        if message:
            yield Fault(source.path, lift.first, message, "lift")


def _lines(source: Source, end: int) -> tuple[int, int]:
    """Return the first and the last line that a lift is for, whose comment ends there."""
    first = last = source.prose.count("\n", 0, end) + 1
    lines = [*source.text.split("\n"), ""]
    if lines[last - 1].rstrip().endswith("-->"):  # what follows it is meant, after a blank line or not
        last += 1 + (not lines[last].strip() and last + 1 < len(lines))
    while last < len(lines) and lines[last].strip():
        last += 1
    ends = (fence.line + fence.text.count("\n") + 2 for fence in source.fences if first <= fence.line <= last)
    return first, max([last, *ends])
