"""A derivation: lines, each proven equal to the one before, with a reason that is run."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

import sympy as sp

from lrbook.derivation.domains import Domain, in_words
from lrbook.derivation.lines import Line, read
from lrbook.derivation.proof import Ground, exact
from lrbook.derivation.reasons import Reason, justify
from lrbook.derivation.rewriting import Proven
from lrbook.derivation.tactic import Given, Tactic
from lrbook.derivation.tex import pieces, tex
from lrbook.derivation.trial import unknowns

_BREAK = re.compile(r"\s*\n\s*")


@dataclass(frozen=True, eq=False, repr=False)
class Derivation(Proven):
    """A derivation, proven when it is made. As text it is Markdown: its lines, each with its reason and an anchor.

    It is a lemma, too: in a later derivation it can be the reason of a step that puts its result for its start.

    Attributes:
        start: What is derived.
        steps: The lines below it, each with its reason, and the remark that stands beside the reason.
        domain: Where each symbol lives.
        definitions: What functions and symbols stand for.
        name: What the ids of its lines begin with.
        at: The address of the place where it is printed, if lines that it is the reason of lead there.
    """

    start: sp.Expr
    steps: tuple[tuple[sp.Expr, Reason, str], ...]
    domain: Domain
    definitions: Mapping[Any, Any]
    name: str
    at: str

    def __post_init__(self) -> None:
        """Prove each step, and run its reason."""
        if not re.fullmatch(r"[A-Za-z][\w-]*", self.name, re.ASCII):
            raise ValueError(f"the name {self.name!r} is no id: begin with a letter, go on with letters, digits and -")
        _ = self._texts
        with sp.evaluate(True):  # once for all: SymPy forgets what it has computed whenever this changes
            self._prove()
            _ = self.said

    @cached_property
    def said(self) -> tuple[str, ...]:
        """What the reason of each line says, in words."""
        given = Given(self.definitions)
        places = enumerate(pairwise(self._read))
        return tuple(
            justify(before, after, self.steps[place][1], given, self._names[place], self._reasons)
            for place, (before, after) in places
        )

    @property
    def sides(self) -> tuple[sp.Expr, sp.Expr]:
        """What is derived, and the last line."""
        return self.start, self.steps[-1][0]

    def __repr__(self) -> str:
        """Return what is derived."""
        return f"the derivation of {self.start}"

    def _prove(self) -> None:
        """Prove each line equal to the one before."""
        ground, before = Ground(self.domain, self.definitions), None
        for place, (name, (line, *_)) in enumerate(zip(self._names, self.steps, strict=True)):
            if self._texts[place] == self._texts[place + 1]:
                remedy = "drop it, or write the lines in `with sympy.evaluate(False):`"
                raise ValueError(f"{name} looks like the line before: {remedy}")
            before, side = before or ground.line(self.start, name), ground.line(line, name)
            ground.prove(before, side, name)
            before = side

    @cached_property
    def _names(self) -> list[str]:
        """What a message calls the steps."""
        return [f"step {n} ({', '.join(map(repr, reason))})" for n, (_, reason, _) in enumerate(self.steps, 1)]

    @property
    def _lines(self) -> list[sp.Expr]:
        """The lines, the start first."""
        return [self.start, *(line for line, *_ in self.steps)]

    @property
    def _reasons(self) -> list[Reason]:
        """The reasons, and what is named in them."""
        reasons = [reason for _, reason, _ in self.steps]
        named = [tactic for reason in reasons for tactic in reason if isinstance(tactic, Proven)]
        return [*reasons, *([lemma] for lemma in named)]

    @cached_property
    def _read(self) -> list[Line]:
        """The lines as the tactics read them."""
        with sp.evaluate(True):
            return [read(line) for line in self._lines]

    @cached_property
    def _texts(self) -> list[str]:
        """The lines as LaTeX."""
        return [tex(line) for line in self._lines]

    @property
    def result(self) -> sp.Expr:
        """The last expression, evaluated."""
        return self.steps[-1][0].doit()

    def __str__(self) -> str:
        """Return the steps as Markdown."""
        first, *rights = self._texts
        lefts = [f"\\({first}\\)"] + [""] * (len(rights) - 1)
        reasons = [
            "; ".join(filter(None, (said, remark))) for said, (*_, remark) in zip(self.said, self.steps, strict=True)
        ]
        rows = [
            f'<li id="{self.name}-{n}" markdown="span"><span class="left">{left}</span> '
            f'<span class="right">{pieces(f"= {right}")}</span> '
            f'<span class="reason">{_BREAK.sub(" ", reason)}</span> '
            f'<a class="line" href="#{self.name}-{n}" aria-label="line {n}"></a></li>'
            for n, (left, right, reason) in enumerate(zip(lefts, rights, reasons, strict=True), 1)
        ]
        where = f'<p class="where" markdown="span">{self._where()}</p>'
        return "\n".join(['<ol class="derivation" markdown="1">', *rows, "</ol>", "", where])

    def _where(self) -> str:
        """Return what the letters stand for, and what the lines are proven for."""
        used = set().union(*(unknowns(line) for line in self._lines))
        meanings = [pieces(f"{tex(key)} = {tex(meaning)}") for key, meaning in self.definitions.items()]
        used |= set().union(*(unknowns(sp.sympify(meaning)) for meaning in self.definitions.values()))
        texts = [("where ", ", ".join(meanings)), ("for ", in_words(self.domain, used))]
        return ", ".join(word + text for word, text in texts if text) + "."


def derive(
    start: sp.Expr,
    *steps: tuple[Any, ...],
    domain: Domain,
    definitions: Mapping[Any, Any] | None = None,
    name: str = "line",
    at: str = "",
) -> Derivation:
    """Prove each step equal to the line before it, on the whole domain, run its reason, and return the derivation.

    Examples:
        >>> from lrbook.derivation import collect, expand
        >>> x, y = sp.symbols("x y", real=True)
        >>> everywhere = {x: (-sp.oo, sp.oo), y: (-sp.oo, sp.oo)}
        >>> derive((x + y) ** 2, (x**2 + 2 * x * y + y**2, expand()), domain=everywhere).result
        x**2 + 2*x*y + y**2
        >>> derive((x + y) ** 2, (x**2 + 2 * x * y + y**2, collect()), domain=everywhere)  # doctest: +ELLIPSIS
        Traceback (most recent call last):
        lrbook.derivation.proof.DerivationError: step 1 (collect()) is true, but for another reason: ... it is expand()

    SymPy evaluates what it can at once. In `with sympy.evaluate(False):` the lines are shown as they are written.

    Args:
        start: What is derived, such as `Derivative(C(a), a)`: an expression or a matrix.
        steps: Tuples of a line, one or more tactics that lead to it from the line before, and a remark if there is
            something to add to what the tactics say.
        domain: Where each symbol lives.
        definitions: What functions and symbols stand for, such as `{C(a): -log(a), a: sigma(z)}`. One that uses another
            stands before it.
        name: The lines' ids are `name-1`, `name-2` and so on.
        at: The address of the printed derivation, such as `page.md#name-1`: where it is a reason, a link leads there.

    Raises:
        DerivationError: If a step is not equal to the line before. The message has the step's number and reason, both
            sides, and the point where they differ most, or says that no proof was found. Or if the step is true, but
            not for the reason that is given: the message names one that would do.
        ValueError: If there is no step, a step is not an exact expression and a reason, two lines look the same, or the
            domain or the definitions leave something open.
    """
    if not steps:
        raise ValueError("a derivation has no steps: give at least one line and its reason")
    told = tuple(_told(step, f"step {number}") for number, step in enumerate(steps, 1))
    return Derivation(exact(start, "the start"), told, domain, definitions or {}, name, at)


def _told(step: Any, name: str) -> tuple[sp.Expr, Reason, str]:
    """Return the line, the reason and the remark of a step, if it has them."""
    line, *reason = step if isinstance(step, tuple) and step else (None,)
    remark = reason.pop() if reason and isinstance(reason[-1], str) and reason[-1].strip() else ""
    if formula := next((tex for tex in re.findall(r"\$([^$]*)\$", remark) if re.search(r"[-+*/^=<>]", tex)), ""):
        raise ValueError(
            f"{name} has the formula {formula} in its remark, which nothing proves: make it a line, or words"
        )
    if not reason or not all(isinstance(tactic, Tactic) for tactic in reason):
        wanted = "give a line and the reason why it follows: a tactic such as expand(), or more; a remark may come last"
        raise ValueError(f"{name} is {step!r}: {wanted}")
    return exact(line, name), reason, remark
