"""What is wrong with a book, where it stands, and how to mend it."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from lrbook.press.check.lines import PLACEHOLDER

NEW_LINE = re.compile(r"\s*\n\s*")


OWN = re.compile(
    r"Unrecognised configuration name|Could not find cross-reference target|reference to '\S+' is included in the 'nav'"
    r"|pages exist in the docs directory, but are not included in the"
)
"""What MkDocs and its plugins say of options, references and the navigation."""


@dataclass(frozen=True, order=True)
class Fault:
    """One fault: the file, the line (0: not known), a message that says what is wrong and what to do, and the rule.

    `raw` is the statement at fault, if it is one; if a machine can mend it, `mend` replaces it. What follows from
    the fault stands `beneath` it.
    """

    path: str
    line: int
    message: str
    rule: str
    raw: str = ""
    mend: str = ""
    beneath: tuple[Fault, ...] = ()

    def __str__(self) -> str:
        """Return the fault as editors read it: file, line, message and rule; and beneath it what follows from it."""
        place = f"{self.path}:{self.line}" if self.line else self.path
        message = f"{place}: {PLACEHOLDER.sub('…', NEW_LINE.sub(' ', self.message))} [{self.rule}]"
        return "\n    ".join([message, *map(str, self.beneath)])

    @property
    def all(self) -> list[Fault]:
        """The fault, and those beneath it."""
        return [self, *self.beneath]


def notice(message: str, tag: str = "strong") -> str:
    """Return HTML that shows a fault in its place on the page."""
    return f'<{tag} class="fault" role="alert">{escape(message)}</{tag}>'


def banner(faults: Iterable[Fault]) -> str:
    """Return HTML that lists the faults of a page, for its top."""
    rows = "".join(f"<li>{escape(str(fault))}</li>" for fault in faults)
    return (
        f'<div class="fault" role="alert"><p>What this page says is not true yet:</p><ul>{rows}</ul></div>'
        if rows
        else ""
    )


class Warnings(logging.Handler):
    """Gathers the warnings of MkDocs and its plugins: to a book, a warning is a fault.

    MkDocs does so itself under `--strict`, but there it also refuses to serve.
    """

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the message of one warning, unless the press finds the same by itself, and names the line."""
        if not OWN.search(record.getMessage()):
            self.messages.append(record.getMessage())

    def faults(self, paths: Iterable[str]) -> list[Fault]:
        """Return the warnings as faults, each at the file of `paths` that it names, if it names one."""
        named = {path: re.compile(rf"(?<![\w/]){re.escape(path.partition('/')[2] or path)}\b") for path in paths}
        return [
            Fault(
                next((path for path, name in named.items() if name.search(message)), "mkdocs.yml"),
                0,
                message,
                "warning",
            )
            for message in self.messages
        ]
