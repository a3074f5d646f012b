"""Names that hold digits, each kind in a file of its own: they are no quantities, and nothing computes them.

The file's name is the kind's, and its docstring says what it is. `PASSES` has examples; `FAILS` has near misses that
are quantities, each with the number that is at fault; both are the kind's tests, and its section in the manual. `NAME`
is the pattern. It decides by form: no list is made for one book. Where a value can tell, `holds` asks for it.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from inspect import getdoc
from pkgutil import iter_modules
from typing import Any

AMOUNT = (
    "total|sum|number|count|amount|mean|average|median|maximum|minimum|majority|rest|value|size|length|cost|price|loss"
    "|score|rate|share|level|speed|distance|weight|age|range|error|lot|slope|step|answer|accuracy|energy|force|bias|gain"
    "|temperature|pressure|frequency|height|width|depth|area|mass|time|sensitivity|specificity|precision|recall"
    "|ratio|odds|probability|likelihood|entropy|variance|deviation|margin|threshold|tolerance|offset|coefficient|factor"
    "|diameter|radius|angle|density|voltage|latency|duration|dose|risk|percentage|fraction|proportion|residual"
)
"""Words for how much something is: a number behind one of them is no name."""
FINITE = (
    "is|was|has|had|can|will|does|means|makes|takes|gives|says|comes|goes|becomes|begins|contains|follows|describes"
    "|defines|explains|introduces|proves|requires|provides|allows|tells|lets|keeps|brings|adds|belongs|consists"
    "|depends|differs|exists|happens|appears|seems|remains|leads|lies|began|became|came|took|brought|went|gave|grew"
)
"""Verbs of one thing that are no noun of several: what stands before one is no count."""
NO_QUANTITY = (
    r"(?![.,]\d|\w)(?!\s?[%‰°$€£])"
    rf"(?!\s(?:(?!(?:as|his|its|this|thus|always|perhaps|across|plus|versus|{FINITE})\b)[a-z-]*[a-hj-rtv-z]s"
    r"|people|men|women|children|data|were|are|have|had|times|percent|per\scent|(?![a-z]*[aeiouy])[a-z]{1,3}|[kMG]?(?:B|Hz|W|V|J))\b(?!\.\w))"
    r"(?!\sof\s(?:them|these|those|all|which)\b)"
)
"""Behind a number that is a name comes no more of it, no unit, and nothing of which it says how many there are."""

END = r"(?![.,]\d|\w|\s?[%‰°$€£])"
BEHIND = "".join(
    rf"(?<!\b{word}\s)"
    for preposition in ["in", "of", "at", "by", "to", "on", "for", "with", "from", "after", "within", "during", "among"]
    for word in (preposition, preposition.capitalize())
)
"""Where a name is the subject of its clause, and behind no preposition, a verb may follow: "step 3 repeats"."""


@dataclass(frozen=True)
class Kind:
    """A kind of name: what it is called, what it is, examples, and near misses with the number that is at fault."""

    name: str
    what: str
    passes: tuple[str, ...]
    fails: dict[str, str]


@cache
def every() -> dict[str, Kind]:
    """Return all kinds of names."""
    return {
        kind: Kind(kind, " ".join((getdoc(file) or "").split()), file.PASSES, file.FAILS) for kind, file in _files()
    }


def without(text: str, used: Set[str] = frozenset()) -> str:
    """Return a text with its names blanked out, character for character; `used` are words that need no number."""
    characters = list(text)
    for _, file in _files():
        weak = file.UNLESS_USED.finditer(text) if hasattr(file, "UNLESS_USED") else ()
        strong = filter(getattr(file, "holds", None), file.NAME.finditer(text))
        for name in (*strong, *(name for name in weak if not file.is_used(name, used))):
            characters[name.start() : name.end()] = " " * len(name[0])
    return "".join(characters)


@cache
def _files() -> list[tuple[str, Any]]:
    found = (file.name for file in iter_modules(__path__))
    return [(name, import_module(f"{__name__}.{name}")) for name in found]
