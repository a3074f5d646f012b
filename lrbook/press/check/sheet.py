"""A page in the press, and where on it a thing stands."""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, field, fields, replace
from typing import Any

from lrbook.press.check.source import Source
from lrbook.press.check.stated import Stated
from lrbook.press.sessions.page import Block
from lrbook.press.sessions.session import LAST, Session
from lrbook.press.setting.glossary import Term


@dataclass
class Sheet:
    """A page in the press: its source, its session, the blocks it declares and those that were run.

    Attributes:
        names: Those in its code that the reference explains.
        facts: The expressions that are truth values.
        late: The expressions that had to wait until all blocks had run, each with the number of blocks above it.
        values: What each expression yields.
        inside: While a text is set that does not stand in the source as it is, the line of the block that prints it,
            or of the claim that it explains.
        words: How many words its prose has.
        stated: What it states.
        symbols: The roles of letters in its formulas, which give them their colours.
        met: How often each statement was met: it may stand there more than once.
        samples: The texts of fences that the press adds.
        declares: The ids of the blocks that its session runs.
        shows: The declared quantities that its formulas show.
        ids: Those in its pictures.
        terms: The words of the glossary that it uses.
    """

    name: str
    source: Source
    session: Session
    blocks: dict[str, Block] = field(default_factory=dict)
    ran: set[str] = field(default_factory=set)
    names: dict[str, str] = field(default_factory=dict)
    facts: set[str] = field(default_factory=set)
    late: set[tuple[int, str]] = field(default_factory=set)
    values: dict[str, Any] = field(default_factory=dict)
    inside: int = 0
    words: int = 0
    stated: list[Stated] = field(default_factory=list)
    ledger_url: str = ""
    glossary_url: str = ""
    symbols: Mapping[str, str] = field(default_factory=dict)
    met: Counter[str] = field(default_factory=Counter)
    samples: frozenset[str] = frozenset()
    declares: frozenset[str] = frozenset()
    shows: set[str] = field(default_factory=set)
    ids: set[str] = field(default_factory=set)
    terms: set[Term] = field(default_factory=set)

    def copied(self) -> Sheet:
        """Return a copy that what happens to this one does not touch."""
        held = {field.name: getattr(self, field.name) for field in fields(self)}
        copies: dict[str, Any] = {
            name: copy(each) for name, each in held.items() if isinstance(each, (dict, list, set))
        }
        return replace(self, **copies)

    def line_of(self, needle: str) -> int:
        """Return the line of the source that a text of this page comes from, or 0."""
        return self.source.line_of(needle) or self.inside

    def next_line_of(self, raw: str) -> int:
        """Return the line of a stated number: of the first one like it, then of the second, …"""
        self.met[raw] += not self.inside
        return self.source.line_of(raw, max(self.met[raw], 1)) or self.inside

    def places(self, raw: str, line: int) -> dict[int, int]:
        """Return where a statement is computed, which may stand there more than once: after how many blocks.

        Each place has its line. What is stated the same in two places must be so in both.
        """
        if not self.blocks:
            return {LAST: line}
        above = [block.line for block in self.blocks.values()]
        lines = [self.inside] if self.inside else self.source.lines_of(raw)
        found = {bisect(above, at): at for at in lines}
        here = bisect(above, line)
        found = {here: line} | found | {here: line} if here in found else found
        return found or {LAST: line}
