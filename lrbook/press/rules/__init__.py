"""The rules of language and form, each in a file of its own.

The file's name is the rule's, and its docstring says what the rule asks. `WHY` gives the reason; `FAILS` is a page that
breaks the rule and `PASSES` the same page mended: they are the rule's tests, and its section in the manual. One
function, named for what it looks at, finds what is wrong:

- `source(source)` yields a line and a message for the Markdown of a page.
- `page(reader)` yields a place in the page's HTML, what stands there and a message.
- `block(code, shown)` yields a line and a message for a block's code, `shown` or not.
- `output(shown, code, modules)` yields a line of a block's code, or 0, and a message for what the block shows, line by
  line; `modules` is the code of the book's packages, by the names of its files.
- `statement(number, before, behind, tex)` returns what is wrong with what stands around a stated number, or "". With
  `PRINTED`, it is asked of the numbers in a sentence that a block puts together, too.
- `expression(number, value)` returns what is wrong with a statement that has been computed, or "".
- `origin(number, value, code)` returns what is wrong with where a value comes from in the code of the page, or "".
- `link(words, title)` returns what is wrong with the words of a link to a title or heading, or "".
- `formula(tex)` yields the part of a formula that is at fault, and a message; what is stated in it is taken out.
- `reading(tex, why)` yields a message on a formula that has been read: `why` tells what is wrong with it, or is "", or
  None, if the page doesn't say what its letters mean.
- `condition(found, computed_with)` returns what is wrong with a condition, given the numbers that what is stated in its
  sentence is computed with, or "".
- `relation(found, values)` returns what is wrong with numbers that are stated side by side, given their values, or "".

An author lifts a rule for one paragraph or block with a comment above it, `<!-- lift RULE: the reason -->`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from inspect import getdoc
from pkgutil import iter_modules
from typing import Any


@dataclass(frozen=True)
class Rule:
    """A rule: its name, what it asks, why, a page that breaks it, the same page mended, and what finds it broken.

    `printed`: not only on the page, but also in a sentence that a block puts together.
    """

    name: str
    asks: str
    why: str
    fails: str
    passes: str
    find: Callable[..., Any]
    looks_at: str
    printed: bool = False


LOOKS_AT = (
    "source",
    "page",
    "block",
    "output",
    "statement",
    "expression",
    "origin",
    "link",
    "formula",
    "reading",
    "condition",
    "relation",
)


@cache
def every() -> dict[str, Rule]:
    """Return all rules by their names."""
    found = (import_module(f"{__name__}.{file.name}") for file in iter_modules(__path__) if not file.ispkg)
    rules = (_rule(module) for module in found)
    return {rule.name: rule for rule in rules}


def looking_at(what: str) -> list[Rule]:
    """Return the rules that look at one of `LOOKS_AT`."""
    return [rule for rule in every().values() if rule.looks_at == what]


def _rule(module: Any) -> Rule:
    name = module.__name__.rpartition(".")[2].replace("_", "-")
    looks_at = next(what for what in LOOKS_AT if hasattr(module, what))
    asks = " ".join((getdoc(module) or "").split())
    find, printed = getattr(module, looks_at), getattr(module, "PRINTED", False)
    return Rule(name, asks, module.WHY, module.FAILS, module.PASSES, find, looks_at, printed)
