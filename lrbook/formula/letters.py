"""What the letters of a text mean, said once: all its formulas are read by that, whatever words stand around them."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from itertools import combinations, pairwise
from typing import Any

import numpy as np

from lrbook._foreign import no_foreign_array
from lrbook.formula.misreadings import misreadings
from lrbook.formula.plain import formulas, latex
from lrbook.formula.reader import CLOSING, Reader, named
from lrbook.formula.relations import DIGITS, joined
from lrbook.formula.signs import AT, CONDITIONS, FUNCTIONS, RELATIONS
from lrbook.formula.tokens import is_number, tokens
from lrbook.formula.truth import Formula

ARROW = "\\leftarrow"
SECTION = "## "
TINY = 1e-12
"""How far entries may be apart that ought to be zero: so much is lost in the sum of some hundred ones."""
ROUNDED = 0.5
"""How far a whole number may be from what it is rounded from."""
BREAKS = {"\\\\", "\\quad", "\\text{and}", ","}
SIZE = re.compile(r"[A-Za-zα-ω]\w?\s?=\s?[-−]?\d+")
"""What says how large a letter is, in plain text."""
CASE = re.compile(rf"\b[Aa]t ({SIZE.pattern})\b")
"""A case that a sentence speaks of."""
CHEMICAL = re.compile(r"(?=.*\d)(?:[A-Z][a-z]?(?:_\{?\d+\}?)?)+(?:\^\{?\d?[+-]\}?)?")
MENTIONED = {"\\dots", "\\partial", "\\pi", "\\infty", *FUNCTIONS}
"""What may stand alone without a meaning of its own."""


@dataclass(frozen=True)
class Reading:
    """What came of reading a formula: why it is at fault, or "", and which of the declared quantities it shows."""

    why: str = ""
    shows: frozenset[str] = frozenset()


class Letters:
    """What the letters of a text stand for, and what its formulas may say.

    Examples:
        >>> letters = Letters({"z": [-2.0, 0.3, 1.5], "the odds": np.exp([-2.0, 0.3, 1.5])})
        >>> letters.read("e^z").why
        ''
        >>> letters.read("e^{-z}").why
        'e^{-z} is 7.38906, where z = -2, and no quantity is that; declared are: the odds'

    A relation must hold, as `holds` reads it, or be a condition on a letter, such as `z > 0`. An expression must be one
    of the declared quantities, or what a letter stands for. What stands alone, such as `z`, must have a meaning.

    Args:
        letters: The meanings, by their names. A name is LaTeX, or Unicode: `x`, `\\frac{dC}{da}`, `σ`. Its value is a
            number, an array, a function, or an expression of SymPy in other letters; a text if the letter is only
            mentioned. `x \\leftarrow` is what x is after a step. Words, with a space in them, name a quantity. A
            heading, `## Many answers`, holds meanings for its section, which go before the others.
        sections: The headings of the section to read in, and of those that it is a part of.

    Raises:
        ValueError: If a meaning is no number, or two letters have the same values, so that nothing tells them apart.
    """

    def __init__(self, letters: Mapping[str, Any], *sections: str) -> None:
        meanings = {name: value for name, value in letters.items() if not name.startswith(SECTION)}
        for section in sections:
            meanings |= letters.get(SECTION + section, {})
        self.told = {_sign(name) for name, value in meanings.items() if isinstance(value, str)}
        self.mentioned = MENTIONED | self.told
        meanings = {name: value for name, value in meanings.items() if not isinstance(value, str)}
        steps = {name: value for name, value in meanings.items() if name.rstrip().endswith(ARROW)}
        words = {name: value for name, value in meanings.items() if is_words(name)}
        plain = {name: value for name, value in meanings.items() if name not in steps | words}
        self.names = {_sign(name): _numbers(value, name) for name, value in plain.items() if not _is_symbolic(value)}
        self.names |= {_sign(name): self._value(v) for name, v in plain.items() if _is_symbolic(v)}
        self.after = {_sign(name.replace(ARROW, "")): self._value(value) for name, value in steps.items()}
        self.quantities = {name: self._value(value) for name, value in words.items()}
        self.declared = {name: value for name, value in self.names.items() if not callable(value)} | self.quantities
        self._refuse_alike()

    def _value(self, value: Any) -> Any:
        """Return a quantity as numbers; an expression of SymPy is computed from what its own letters stand for."""
        if not _is_symbolic(value):
            return value if isinstance(value, tuple) else _numbers(value)
        free = sorted(value.free_symbols, key=str)
        if missing := [str(symbol) for symbol in free if _sign(str(symbol)) not in self.names]:
            raise ValueError(f"letters: {value} has {missing[0]} in it, and letters doesn't say what that is")
        # Told nothing else, lambdify imports all of NumPy and SciPy, which takes longer than the rest.
        printer = import_module("sympy.printing.numpy").NumPyPrinter({"fully_qualified_modules": False})
        compute = sys.modules["sympy"].lambdify(free, value, [{}], printer=printer)
        return compute(*(self.names[_sign(str(symbol))] for symbol in free))

    def _refuse_alike(self) -> None:
        letters = {name: value for name, value in self.names.items() if not callable(value) and not _is_alias(name)}
        for (one, value), (other, same) in combinations(letters.items(), 2):
            entry = one.split("_")[0].lower() == other.split("_")[0].lower() and "_" in one + other
            if not entry and _same(value, same):
                raise ValueError(
                    f"letters: {one} and {other} have the same values, so that one could stand for the other; "
                    "give other cases for one of them"
                )

    def read(self, tex: str, *, value: Any = None, checked: Sequence[str] = ()) -> Reading:
        """Read a formula.

        Args:
            tex: LaTeX, or Unicode.
            value: What it is bound to: then it must be that, and need not be declared.
            checked: Numbers in it that are stated, which something else checks.
        """
        try:
            with np.errstate(all="ignore"):
                parts = [self._part(tex, signs, value, checked) for signs in _parts(joined(tokens(tex)))]
        except (ValueError, ArithmeticError, TypeError) as error:
            return Reading(str(error).replace("`names`", "`letters`"))
        why = next((part.why for part in parts if part.why), "")
        return Reading(why, frozenset().union(*(part.shows for part in parts)))

    def slipped(self, tex: str, value: Any) -> str:
        """Return why a formula that is quoted as wrong is not one slip away from a value, or ""."""
        why = self.read(tex, value=value).why
        if not why:
            return f"{tex} is quoted as wrong, and it is right"
        with np.errstate(all="ignore"):
            signs, wanted = joined(tokens(tex)), self._value(value)
            for slip, _ in misreadings(signs, self.names):
                with suppress(ValueError, ArithmeticError, TypeError):
                    if _same(self._computed(tex, slip)[0], wanted):
                        return ""
        return f"{tex} is quoted as wrong, and it is more than one slip away from what is right: {why}"

    def quoted(self, tex: str, printed: str) -> str:
        """Return why a formula is none that a plain text prints, sign by sign, or ""; X may be x, and "…" is a gap."""
        found = [latex(part, self._known | {*part}) for part in printed.split("…")]
        signs = [tokens(part.lower()) for part in found if part]
        told = f"{tex} is quoted as wrong, and {printed} is printed; copy that out"
        return "" if tokens(tex.lower()) in signs or not signs else told

    def in_text(self, text: str, *, checked: Sequence[str] = ()) -> Iterator[tuple[str, Reading]]:
        """Find and read the formulas of a plain text, such as a docstring or a caption: "the cost is y = x² + 3".

        `checked` are numbers in it that something else checks.
        """
        for sentence in re.split(r"(?<=[.!?;])\s+", text):
            case = next((f" \\text{{ at }} {at[1]}" for at in CASE.finditer(sentence)), "")
            for tex in formulas(sentence, self._known):
                reading = self.read(tex, checked=checked)
                told_there = case and (reading.why or SIZE.fullmatch(tex))
                yield tex, self.read(tex + case, checked=checked) if told_there else reading

    @property
    def _known(self) -> set[str]:
        return self.names.keys() | self.mentioned | {"e"}

    def whole(self, text: str) -> str:
        """Return the LaTeX of a plain text that is a formula and nothing else, or "" if there are words in it."""
        return latex(text, self._known) or ""

    def law(self, text: str) -> str:
        """Return the LaTeX of a plain text that is a relation of letters and nothing else, or "".

        With words in it, or a gap, or a number for a side, as in "σ(z) = 1", it tells of one place, or of none.
        """
        tex = self.whole(text)
        try:
            signs = tokens(tex)
        except ValueError:
            return ""
        places = _relations(signs)
        sides = [signs[a + 1 : b] for a, b in zip([-1, *places], [*places, len(signs)], strict=True)]
        return tex if places and "…" not in text and not any(map(_is_constant, sides)) else ""

    def _part(self, tex: str, signs: list[str], value: Any, checked: Sequence[str]) -> Reading:
        places = _relations(signs)
        if not places and value is None and (self._is_alone(signs) or self._is_told(signs)):
            return Reading(shows=frozenset({"".join(signs)}))
        if not places:
            return self._expression(tex, signs, value)
        if self._is_condition(signs, places):
            return Reading()
        if AT in signs and self._is_condition(signs[: signs.index(AT)], places[:1]):
            return Reading(self._size_in_case(signs))
        return self._relation(tex, _rounded(signs, places, checked))

    def _is_alone(self, signs: Sequence[str]) -> bool:
        """Return whether there is nothing to compute: a letter, a function's name, a number."""
        name = "".join(signs)
        return name in self.names or name in self.mentioned or _is_constant(signs)

    def _is_told(self, signs: Sequence[str]) -> bool:
        """Return whether this is a chemical formula, or of something that words tell, such as an order O(n)."""
        depths = [depth for _, depth in _depths(signs)]
        return bool(len(signs) == 1 and CHEMICAL.fullmatch(signs[0])) or (
            signs[0] in self.told and signs[1:2] == ["("] and signs[-1] == ")" and all(depths[2:])
        )

    def _is_condition(self, signs: Sequence[str], places: Sequence[int]) -> bool:
        """Return whether this says what a letter is, or how large: all other sides are numbers."""
        sides = [signs[a + 1 : b] for a, b in zip([-1, *places], [*places, len(signs)], strict=True)]
        letters = [side for side in sides if not _is_constant(side)]
        return len(letters) == 1 and not is_number("".join(letters[0])) and self._is_alone(letters[0])

    def _relation(self, tex: str, signs: list[str]) -> Reading:
        """Read relations: they must hold, and not with a slip in them."""
        signs, names = self._in_case(tex, signs)
        formula = Formula(tex, names, self.after)
        verdict = formula.verdict(signs)
        left = {"".join(signs[:place]) for place in _relations(signs)}
        return Reading(verdict.why, frozenset(formula.used | left))

    def _in_case(self, tex: str, signs: list[str]) -> tuple[list[str], Mapping[str, Any]]:
        """Return a relation without the case that it holds in, such as `at x = 0`, and what the letters are there."""
        if AT not in signs:
            return signs, self.names
        place = signs.index(AT)
        case = signs[place + 1 :]
        there = self._where(case)
        if there is None:
            raise ValueError(f"{tex}: behind `at` stands a letter that has several cases, and its value in one of them")
        if not there.any():
            raise ValueError(f"{tex}: no case of {' is '.join(''.join(case).split('='))}; give `letters` one")
        names = {
            other: value[there] if not callable(value) and np.shape(value) == np.shape(there) else value
            for other, value in self.names.items()
        }
        return signs[:place], names

    def _where(self, case: Sequence[str]) -> Any:
        """Return for each case of a letter whether it is the one that is told, such as `x = 0`; None without any."""
        name, sign, number = "".join(case).partition("=")
        cases: Any = self.names.get(name)
        if not sign or not re.fullmatch(r"-?[\d.]+", number) or callable(cases) or np.ndim(cases) != 1:
            return None
        return np.isclose(cases, float(number), rtol=TINY, atol=TINY)

    def _size_in_case(self, signs: Sequence[str]) -> str:
        """Say how large a letter is in a case, if `y = 8 at x = 2` is not so; "", if there is no such case to know of.

        A whole number is as it would be rounded.
        """
        place = signs.index(AT)
        letter, _, number = "".join(signs[:place]).partition("=")
        there, value = self._where(signs[place + 1 :]), np.asarray(self.names.get(letter))
        if there is None or not there.any() or value.shape != there.shape or not re.fullmatch(r"-?\d+", number):
            return ""
        sizes = value[there]
        return f"{letter} is {sizes[0]:.6g} there" if np.abs(sizes - float(number)).min() > ROUNDED else ""

    def _expression(self, tex: str, signs: list[str], bound: Any) -> Reading:
        """Read an expression: it must be what it is bound to, or a quantity that is declared."""
        value, used = self._computed(tex, signs)
        if bound is not None:
            wanted = self._value(bound)
            return Reading("" if _same(value, wanted) else f"{tex} is {_at(value, wanted, used)}")
        shows = frozenset(name for name, quantity in self.declared.items() if _same(value, quantity))
        if not shows:
            declared = ", ".join(sorted(self.quantities)) or "none"
            told = f"{tex} is {_at(value, None, used)}, and no quantity is that; declared are: {declared}"
            return Reading(told)
        for slip, told in misreadings(signs, self.names):
            try:
                other, _ = self._computed(tex, slip)
            except (ValueError, ArithmeticError, TypeError):
                continue
            hit = next((name for name, quantity in self.declared.items() if _same(other, quantity)), "")
            if hit and hit not in shows and not self._is_alone(slip):
                remedy = f"say which one is meant: [{tex}]{{=expression}}, with an expression that yields it"
                return Reading(f"{told}, {tex} would be {_named(hit)}; {remedy}", shows)
        return Reading(shows=shows | used.keys())

    def _computed(self, tex: str, signs: list[str]) -> tuple[Any, dict[str, Any]]:
        """Return what an expression is, a shape as a tuple, and the letters that were read."""
        if members := _members(signs):
            found = [self._computed(tex, member) for member in members]
            return tuple(value for value, _ in found), {name: v for _, used in found for name, v in used.items()}
        reader = Reader(tex, self.names, signs)
        value = reader.side()
        if reader.next:
            raise ValueError(f"{tex}: {reader.next} is not expected there")
        return value, reader.used


def is_words(name: str) -> bool:
    """Return whether the name of a meaning is words, which name a quantity, and no letter."""
    return bool(re.fullmatch(r"[^\W\d_][\w'’-]*(?: [\w'’-]+)+", name))


def _numbers(value: Any, name: str = "a quantity") -> Any:
    """Return a meaning as numbers, which may be complex, or a function as it is."""
    if np.iscomplexobj(value):
        no_foreign_array(value, f"letters: {name}")
        return np.asarray(value)
    return next(iter(named("letters", {name: value}).values()))


def _named(name: str) -> str:
    return f'"{name}"' if is_words(name) else name


def _sign(name: str) -> str:
    return "".join(tokens(name))


def _is_alias(name: str) -> bool:
    """Return whether this may well be another name for something: a derivative, or a word, such as rate for r."""
    return "frac" in name or (name.isalpha() and len(name) > len("dW"))


def _is_symbolic(value: Any) -> bool:
    return hasattr(value, "free_symbols")


def _is_constant(signs: Sequence[str]) -> bool:
    """Return whether this is a number that is written, such as -3, 10^{-5} or 12\\%."""
    return bool(signs) and all(
        is_number(s) or s in {"+", "-", "^", "{", "}", "\\%", "\\infty", "\\cdot"} for s in signs
    )


def _relations(signs: Sequence[str]) -> list[int]:
    """Return where the relations stand that are not within the limits of a sum."""
    return [place for place, depth in _depths(signs) if signs[place] in RELATIONS and not depth]


def _depths(signs: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield each place, and how many brackets are open there."""
    depth = 0
    for place, sign in enumerate(signs):
        yield place, depth
        depth += (sign in CLOSING) - (sign in CLOSING.values())


def _parts(signs: list[str]) -> Iterator[list[str]]:
    """Yield the formulas that stand beside each other; what is said for a condition is one."""
    breaks = [place for place, depth in _depths(signs) if signs[place] in BREAKS and not depth]
    if not CONDITIONS.isdisjoint(signs):
        breaks = []
    for begin, end in zip([-1, *breaks], [*breaks, len(signs)], strict=True):
        if signs[begin + 1 : end]:
            yield signs[begin + 1 : end]


def _members(signs: Sequence[str]) -> list[list[str]]:
    """Return what stands between the commas of a shape, such as [n, m] or (m,); nothing, if this is none."""
    commas = [place for place, depth in _depths(signs) if signs[place] == "," and depth == 1]
    whole = signs[:1] in (["("], ["["]) and all(depth for _, depth in list(_depths(signs))[1:])
    if not whole or not commas:
        return []
    ends = [*commas, len(signs) - 1]
    parts = [list(signs[begin + 1 : end]) for begin, end in zip([0, *commas], ends, strict=True)]
    return [part for part in parts if part]


def _rounded(signs: list[str], places: Sequence[int], checked: Sequence[str]) -> list[str]:
    """Return a relation whose number something else checks as one that holds at the digits shown."""
    numbers = {"".join(tokens(number)) for number in checked}
    sides = ["".join(signs[a + 1 : b]) for a, b in zip([-1, *places], [*places, len(signs)], strict=True)]
    rounded = {place for place, pair in zip(places, pairwise(sides), strict=True) if numbers & {*pair}}
    return ["\\approx" if place in rounded and sign == "=" else sign for place, sign in enumerate(signs)]


def _same(left: Any, right: Any) -> bool:
    """Return whether two quantities are the same, entry by entry; a row is the list of its entries."""
    if isinstance(left, tuple) or isinstance(right, tuple):
        return isinstance(left, tuple) and isinstance(right, tuple) and left == right
    left, right = _row(left), _row(right)
    if left.shape != right.shape:
        return False
    apart = np.abs(left - right)
    near = (apart <= DIGITS * np.maximum(np.abs(left), np.abs(right))) | (apart <= TINY)
    return bool(np.all(near & np.isfinite(apart)))


def _row(value: Any) -> Any:
    value = np.asarray(value)
    return value[0] if value.ndim and value.shape[0] == 1 else value


def _at(value: Any, wanted: Any, used: Mapping[str, Any]) -> str:
    """Write what a value is, at the entry where it is farthest from what is wanted, and what its letters are there."""
    if isinstance(value, tuple):
        return f"({', '.join(f'{member:g}' for member in value)})"
    entries = np.ravel(value)
    if wanted is None or np.shape(_row(value)) != np.shape(_row(wanted)):
        place, told = 0, "" if wanted is None else f", but its expression has the shape {np.shape(wanted)}"
    else:
        place = int(np.argmax(np.abs(entries - np.ravel(wanted))))
        told = f", but its expression is {np.ravel(wanted)[place]:.6g}"
    where = [
        f"{name} = {np.ravel(v)[place]:.6g}"
        for name, v in used.items()
        if np.size(v) == entries.size and not callable(v)
    ]
    return f"{entries[place]:.6g}{told}" + (f", where {' and '.join(where)}" if where else "")
