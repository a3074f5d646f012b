"""Reads one side of a formula after the other, and computes what it says on the way."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from numbers import Real
from typing import Any

import numpy as np

from lrbook._foreign import no_foreign_array
from lrbook.formula.signs import (
    CONDITIONS,
    FUNCTIONS,
    KNOWN,
    LARGEST,
    OVER,
    REFUSED,
    RELATIONS,
    SEPARATORS,
    UNITS,
)
from lrbook.formula.tokens import group_end, is_number, tokens, unit, written

EXACT_TOO = (np.bool_, Real, Decimal)
ENDS = {"", "+", "-", ")", "]", "}", "\\}", "\\rfloor", "\\rceil"} | RELATIONS | SEPARATORS | CONDITIONS
CLOSING = {"(": ")", "[": "]", "{": "}", "\\{": "\\}", "\\lfloor": "\\rfloor", "\\lceil": "\\rceil"}
JOINED: dict[str, Callable[[Any, Any], Any]] = {
    "\\cup": np.logical_or,
    "\\cap": np.logical_and,
    "\\setminus": lambda within, without: within & np.logical_not(without),
}
ROUNDED = {"\\lfloor": np.floor, "\\lceil": np.ceil}


@dataclass(frozen=True)
class Region:
    """What stands right of ∈: whether a value lies in it, and the numbers at its ends."""

    holds: Callable[[Any], Any]
    ends: tuple[float, ...] = ()


class Reader:
    """Reads LaTeX from left to right. Each method reads what it is named for.

    Attributes:
        hair: How far each value is put off what it is, to see how exact a side can be.
        used: The names that were read.
    """

    def __init__(self, tex: str, names: Mapping[str, Any], signs: Sequence[str], hair: float = 0) -> None:
        self.tex = tex
        self.tokens = list(signs)
        self.given = names
        self.names = {"e": math.e, "\\pi": math.pi, **names}
        self.longest = max(map(len, self.names))
        self.used: dict[str, Any] = {}
        self.hair = hair
        self.random = np.random.default_rng(0)
        self.place = 0
        self.within_sum = False
        self.bar = ""
        self.summed_over: list[str] = []
        self.unit = ""

    @property
    def next(self) -> str:
        """The sign that stands here, or ""."""
        return self.tokens[self.place] if self.place < len(self.tokens) else ""

    @property
    def at_end(self) -> bool:
        """Whether a product ends here."""
        return self.next in ENDS or (self.next == self.bar != "") or self._is_unit()

    def take(self, expected: str = "") -> str:
        """Take the sign that stands here, which may have to be a certain one."""
        token = self.next
        if not token or (expected and token != expected):
            self.refuse_decimal_comma()
            raise ValueError(f"{self.tex}: {expected or 'more'} is expected, and there is {token or 'nothing'}")
        self.place += 1
        return token

    def refuse_decimal_comma(self) -> None:
        """Refuse a comma right between two numbers."""
        around = self.tokens[self.place - 1 : self.place + 2] if self.place else []
        if len(around) == 3 and around[1] == "," and is_number(around[0]) and is_number(around[2]):
            raise ValueError(
                f"{self.tex}: {''.join(around)} has a decimal comma; write {around[0]}.{around[2]}, "
                "or 10{,}000 between thousands"
            )

    def side(self) -> Any:
        """Read one side of a relation, and the unit at its end."""
        for infinite, sign in ((["\\infty"], 1), (["+", "\\infty"], 1), (["-", "\\infty"], -1)):
            end = self.place + len(infinite)
            if self.tokens[self.place : end] == infinite and (self.tokens[end:] or [""])[0] in ENDS:
                self.place = end
                return sign * np.inf
        found = self.sum()
        if self._is_unit():
            here = self.take()
            if self.unit not in {"", here}:
                raise ValueError(f"{self.tex}: it has two units, {self.unit} and {here}; write all of it in one")
            self.unit = here
        return found

    def sum(self) -> Any:
        """Read terms that are added and subtracted."""
        found: Any = 0
        while True:
            negative = self.next == "-"
            if self.next in {"+", "-"}:
                self.take()
            term = self.product()
            found = found - term if negative else found + term
            if self.next not in {"+", "-"}:
                return found

    def product(self) -> Any:
        """Read factors that stand beside each other, or are divided by each other."""
        found, divided = self.power(), False
        while not self.at_end:
            sign = self.take() if self.next in {"\\cdot", "/"} else ""
            if not sign and divided:
                raise ValueError(f"{self.tex}: does / reach to {self.next}? Put brackets round what it divides by")
            if not sign and (
                is_number(self.next) or (self.next == "\\frac" and is_number(self.tokens[self.place - 1]))
            ):
                raise ValueError(
                    f"{self.tex}: a number stands beside {self.tokens[self.place - 1]}; put \\cdot between them"
                )
            factor, divided = self.power(), sign == "/"
            matrices = np.ndim(found) == np.ndim(factor) == 2 and not self.within_sum
            times = np.matmul if matrices else np.multiply
            found = np.divide(found, factor) if divided else times(found, factor)
        return found

    def power(self) -> Any:
        """Read a factor and what it is raised to; to the T, it is transposed."""
        found = self.off(self.factor())
        if self.next == "!":
            self.take()
            found = self.whole("!", math.factorial, found)
        if self.next == "\\%":
            self.take()
            return found / 100
        if self.next == "^":
            self.take()
            for transposed in (["T"], ["{", "T", "}"]):
                if self.tokens[self.place : self.place + len(transposed)] == transposed:
                    self.place += len(transposed)
                    if np.ndim(found) != 2:
                        raise ValueError(f"{self.tex}: what is transposed is no matrix; give it two dimensions")
                    return np.transpose(found)
            if np.ndim(found) == 2 and min(np.shape(found)) > 1 and not self.within_sum:
                raise ValueError(f"{self.tex}: a matrix is raised to a power; write what is multiplied with what")
            return np.power(found, self.exponent())
        return found

    def exponent(self) -> Any:
        """Read what something is raised to."""
        if (
            self.tokens[self.place : self.place + 2] == ["{", "("]
            and group_end(self.tokens, self.place) == self.place + 5
        ):
            index = "".join(self.tokens[self.place : self.place + 5])
            raise ValueError(f"{self.tex}: ^{index} is an index, or a power? Say in `names` what is meant with it")
        return self.group()

    def group(self) -> Any:
        """Read what stands in braces, or one token."""
        if self.next != "{":
            if is_number(self.next) and len(self.next) > 1:
                raise ValueError(
                    f"{self.tex}: only {self.next[0]} of {self.next} is raised or set in the fraction; put braces"
                )
            return self.factor()
        return self.enclosed("{", "}")

    def enclosed(self, opening: str, closing: str) -> Any:
        """Read what stands between two brackets."""
        self.take(opening)
        outside, self.bar = self.bar, closing if opening == closing else ""
        found = self.sum()
        self.bar = outside
        self.take(closing)
        return found

    def factor(self) -> Any:
        """Read a number, a name, a fraction, a root, a call, or something in brackets."""
        if name := self.longest_name():
            if isinstance(value := self.names[name], frozenset):
                raise ValueError(f"{self.tex}: {name} is a set, which is read right of \\in only; give numbers")
            return self.call(name) if callable(value) else value
        token = self.next
        if token in FUNCTIONS:
            return self.function()
        if token in OVER:
            return self.largest() if token in LARGEST and self._after() in {"(", "\\{", "{"} else self.over()
        if token in {"(", "[", "{"}:
            return self.enclosed(token, CLOSING[token])
        if token in ROUNDED:
            return ROUNDED[token](self.enclosed(token, CLOSING[token]))
        if token in {"|", "\\|"}:
            return self.length() if token == "\\|" else self.size()
        if token == "\\frac":
            return self.fraction()
        if token == "\\sqrt":
            return self.root()
        if token == "\\binom":
            self.take()
            return self.whole("\\binom", math.comb, self.group(), self.group())
        if is_number(token):
            return np.float64(self.take())
        raise self.unknown()

    def call(self, name: str) -> Any:
        """Read what a function is taken of, and return its value: it is complex only if that is."""
        arguments = self.arguments()
        value = self.names[name](*arguments)
        return value if any(map(np.iscomplexobj, arguments)) else _numbers(self.tex, name, value)

    def unknown(self) -> ValueError:
        """Return what is to be said of a sign that stands for nothing."""
        token = self.next
        if token.startswith("\\begin"):
            return ValueError(f"{self.tex}: {token} is not read; give what stands in it a name")
        if token in REFUSED:
            return ValueError(f"{self.tex}: {token} {REFUSED[token]}")
        if token.startswith("\\") and token[1:].isalpha() and token not in KNOWN:
            return ValueError(
                f"{self.tex}: the command {token} is not known; say in `names` what it is. "
                "What is known, lrbook.formula.READS lists"
            )
        end = self.place + 1
        while self.tokens[end : end + 1] == ["'"]:
            end += 1
        name = "".join(self.tokens[self.place : end])
        if len(name) > 1 and name.isalpha():
            return ValueError(
                f"{self.tex}: {name} stands for nothing; say in `names` what it is, or put the words beside the formula"
            )
        return ValueError(f"{self.tex}: {name or 'the end'} stands for nothing; say in `names` what it is")

    def longest_name(self) -> str:
        """Take the longest of the names that stands here, with its index, and return it, or ""."""
        name, found, end = "", "", self.place
        while end < len(self.tokens) and len(name) < self.longest:
            name, end = name + self.tokens[end], end + 1
            if name in self.names and self.tokens[end : end + 1] not in (["_"], ["'"]):
                found, self.place = name, end
        if found in self.given:
            self.used[found] = self.given[found]
        return found

    def arguments(self, opening: str = "(") -> list[Any]:
        """Read what a function is taken of, in brackets; LaTeX may have put braces around those."""
        braces = self.next == "{" and self._after() == opening
        if braces:
            self.take()
        self.take(opening)
        outside, self.bar = self.bar, ""
        found = [self.sum()]
        while self.next == ",":
            self.take()
            found.append(self.sum())
        self.bar = outside
        self.take(CLOSING[opening])
        if braces:
            self.take("}")
        return found

    def function(self) -> Any:
        """Read a function that has a sign of its own, with its base and its power: it needs no brackets."""
        name, base, power = self.take(), None, None
        if self.next == "_" and name == "\\log":
            self.take()
            base = self.group()
        if self.next == "^":
            self.take()
            if "".join(self.tokens[self.place : self.place + 4]) == "{-1}":
                raise ValueError(f"{self.tex}: {name}^{{-1}} may be two things; write a fraction, or a name")
            power = self.group()
        if self.next == "(" or (self.next == "{" and self._after() == "("):
            arguments = self.arguments()
            if len(arguments) > 1:
                raise ValueError(f"{self.tex}: {name} is taken of one thing, not of {len(arguments)}")
            found = FUNCTIONS[name](arguments[0])
        else:
            found = FUNCTIONS[name](self.power())
            if not self.at_end and self.next not in FUNCTIONS:
                raise ValueError(
                    f"{self.tex}: does {name} reach to {self.next}? Put brackets round what it is taken of"
                )
        found = found if base is None else found / np.log(base)
        return found if power is None else np.power(found, power)

    def largest(self) -> Any:
        """Read the largest, or smallest, of several things."""
        name = self.take()
        values = self.arguments("\\{" if "\\{" in {self.next, self._after()} else "(")
        if len(values) == 1:
            raise ValueError(f"{self.tex}: {name} of one thing; give it two, or say over which index: {name}_j")
        return reduce(LARGEST[name], values)

    def size(self) -> Any:
        """Read |x|."""
        if self._after() == "|":
            raise ValueError(f"{self.tex}: || can't be read; write the length of a list as \\|x\\|")
        return np.abs(self.enclosed("|", "|"))

    def length(self) -> Any:
        """Read the length of a list."""
        found = self.enclosed("\\|", "\\|")
        if self.next == "_":
            self.take()
            if (kind := self.limit()) != ["2"]:
                raise ValueError(f"{self.tex}: \\|…\\|_{''.join(kind)} is not read, only the Euclidean length")
        if np.ndim(found) > 1 and min(np.shape(found)) > 1:
            raise ValueError(f"{self.tex}: the length of a matrix may be several things; give it a list")
        return np.sqrt(np.sum(np.square(found)))

    def fraction(self) -> Any:
        """Read a fraction; a derivative is a name, which must be known."""
        end = group_end(self.tokens, group_end(self.tokens, self.place + 1))
        inside = self.tokens[self.place : end]
        if any(d in inside and inside.count(d) > 1 and d not in self.names for d in ("\\partial", "d")):
            name = written(inside)
            raise ValueError(
                f"{self.tex}: {name} stands for nothing; a derivative is a name: say in `names` what it is, "
                f'r"{name}": …'
            )
        self.take()
        above, below = self.group(), self.group()
        return np.divide(above, below)

    def root(self) -> Any:
        """Read a root, with its degree; an odd one is taken of negative numbers, too."""
        self.take()
        degree: Any = 2
        if self.next == "[":
            degree = self.enclosed("[", "]")
        if self.next == "(":
            raise ValueError(f"{self.tex}: the root covers only the bracket; put braces round what is below it")
        of = self.group()
        odd = np.ndim(degree) == 0 and degree % 2 == 1
        return np.sign(of) * np.abs(of) ** (1 / degree) if odd else np.power(of, 1 / degree)

    def over(self) -> Any:
        """Read a sum, a product, a largest or a smallest, over the last axis.

        Its limits must say just that: j, or from j = 1 to m; or i, j for the last two.
        """
        name, indices, first, last = self.take(), [""], "", None
        if self.next == "_":
            self.take()
            text = "".join(self.limit())
            indices, first = text.split("=")[0].split(","), text.partition("=")[2]
        elif name in LARGEST:
            raise ValueError(f"{self.tex}: {name} of what? Put brackets, or say over which index: {name}_j")
        if self.next == "^":
            self.take()
            last = Reader(self.tex, self.given, self.limit()).side()
        outside, before, begin = self.within_sum, self.summed_over, self.place
        self.within_sum, self.summed_over = True, []
        counted = not outside and self.counts(indices[0], first, last)
        found = self.counted(OVER[name], indices[0], int(first), last) if counted else self.product()
        self.within_sum = outside
        if first not in {"", "1"} and not counted:
            raise ValueError(f"{self.tex}: a sum begins with {indices[0]} = 1 here, not with {indices[0]}={first}")
        if not counted:
            summand = "".join(self.tokens[begin : self.place])
            for index in reversed(indices):
                found = self._over_last(OVER[name], index, summand, last, found)
                self.summed_over.append(index)
        self.summed_over = before + self.summed_over
        return found

    def counts(self, index: str, first: str, last: Any) -> bool:
        """Return whether an index is itself what is summed: it is below no letter, and there is no other sum in it."""
        summand = self._until_end()
        return (
            first.isdecimal()
            and last is not None
            and index not in self.names
            and index in summand
            and not (OVER.keys() & set(summand) or _lowers("".join(summand), index))
        )

    def _until_end(self) -> list[str]:
        """Return the signs up to where the product that begins here ends."""
        depth = 0
        for place, sign in enumerate(self.tokens[self.place :], self.place):
            if not depth and sign in ENDS:
                return self.tokens[self.place : place]
            depth += (sign in CLOSING) - (sign in CLOSING.values())
        return self.tokens[self.place :]

    def counted(self, function: Callable[..., Any], index: str, first: int, last: Any) -> Any:
        """Read what is summed over an index that goes from one whole number to another, on an axis of its own."""
        if np.ndim(last) or last != np.floor(last) or last < first:
            raise ValueError(f"{self.tex}: {index} goes from {first} to {last}; give a whole number from {first} on")
        self.names[index] = np.arange(first, last + 1)[:, np.newaxis, np.newaxis]
        found = function(self.product(), axis=0)
        del self.names[index]
        return found[0, 0] if found.size == 1 else found[0] if len(found) == 1 else found

    def _over_last(self, function: Callable[..., Any], index: str, summand: str, last: Any, found: Any) -> Any:
        for inner in filter(None, self.summed_over):
            summand = re.sub(rf",?{re.escape(inner)}}}|_{re.escape(inner)}(?![A-Za-z])", "}", summand)
        if index and not _lowers(summand, index):
            raise ValueError(f"{self.tex}: it sums over {index}, which is not the last index of what is summed")
        if not np.ndim(found):
            raise ValueError(f"{self.tex}: there is one number to sum; give a list of them")
        if last is not None and last != np.shape(found)[-1]:
            raise ValueError(f"{self.tex}: it sums to {last}, but there are {np.shape(found)[-1]} to sum")
        return function(found, axis=-1)

    def limit(self) -> list[str]:
        """Take a limit of a sum, in braces or one token, and return what is in it."""
        begin, self.place = self.place, group_end(self.tokens, self.place)
        inside = self.tokens[begin : self.place]
        return inside[1:-1] if inside[:1] == ["{"] else inside

    def region(self) -> Region:
        """Read what stands right of ∈: a set, or several that are joined by one sign."""
        found, sign = self.set(), self.next
        while self.next in JOINED and self.next == sign:
            self.take()
            found = _joined(JOINED[sign], found, self.set())
        if self.next in JOINED:
            raise ValueError(f"{self.tex}: {sign} and {self.next} in a row may be two things; write each condition")
        return found

    def set(self) -> Region:
        """Read an interval, some numbers, a kind of numbers, or the name of a set."""
        token = self.next
        if token in {"\\mathbb{R}", "\\mathbb{Z}", "\\mathbb{N}"}:
            return self.kind(self.take()[-2])
        if token == "\\{":
            return _members(self.arguments("\\{"))
        if token not in {"(", "["}:
            if not (name := self.longest_name()):
                raise self.unknown()
            if not isinstance(members := self.names[name], frozenset):
                raise ValueError(f"{self.tex}: {name} is no set; give it a set of numbers, or write an interval")
            return _members(sorted(members))
        opening = self.take()
        low = self.side()
        self.take(",")
        high = self.side()
        if self.next not in {")", "]"}:
            self.take(")")
        closing = self.take()
        above = np.greater_equal if opening == "[" else np.greater
        below = np.less_equal if closing == "]" else np.less
        return Region(lambda value: above(value, low) & below(value, high), (low, high))

    def kind(self, letter: str) -> Region:
        """Read real, whole or natural numbers, and how many of them there are."""
        if self.next == "^" and letter == "R":
            self.take()
            inside = self.limit()
            sizes = Reader(self.tex, self.given, ["(", *("," if sign == "\\cdot" else sign for sign in inside), ")"])
            shape = tuple(sizes.arguments())
            return Region(lambda value: np.shape(value) == shape)
        if self.next == "_" and letter == "N":
            self.take()
            if (first := self.limit()) != ["0"]:
                raise ValueError(f"{self.tex}: \\mathbb{{N}}_{''.join(first)} is not read")
            return Region(lambda value: (np.floor(value) == value) & (np.asarray(value) >= 0))
        return {
            "R": Region(np.isfinite),
            "Z": Region(lambda value: np.floor(value) == value),
            "N": Region(self._natural),
        }[letter]

    def _natural(self, value: Any) -> Any:
        if np.any(np.asarray(value) == 0):
            raise ValueError(f"{self.tex}: is zero in \\mathbb{{N}}? Write \\mathbb{{N}}_0, or give other values")
        return (np.floor(value) == value) & (np.asarray(value) > 0)

    def whole(self, sign: str, function: Callable[..., int], *values: Any) -> Any:
        """Apply a function of whole numbers, entry by entry."""
        if any(np.any((np.floor(v) != v) | (np.asarray(v) < 0)) for v in values):
            raise ValueError(f"{self.tex}: {sign} is read of whole numbers from 0 on only")
        return np.vectorize(lambda *entry: float(function(*map(int, entry))))(*values)

    def off(self, value: Any) -> Any:
        """Put a value off by a hair, towards zero. Whole numbers are exact."""
        if not self.hair:
            return value
        off = value * (1 - self.hair * self.random.uniform(0.5, 1, np.shape(value)))
        return np.where(np.equal(np.floor(value), value) & self._is_given(), value, off)

    def _is_given(self) -> bool:
        """Whether what was just read is a number or a letter, not computed."""
        return self.tokens[self.place - 1] not in CLOSING.values()

    def _after(self) -> str:
        return self.tokens[self.place + 1] if self.place + 1 < len(self.tokens) else ""

    def _is_unit(self) -> bool:
        """Whether a unit stands here, at the end of a side."""
        word = self.next.removeprefix("\\text{").removesuffix("}")
        named = self.next in self.names
        single = len(word) == 1 and not self.next.startswith("\\text")
        return bool(word in UNITS or unit(word)) and not named and not single and (self._after() in ENDS - {"+", "-"})


def _lowers(summand: str, index: str) -> bool:
    """Return whether an index stands, as the last, below a letter of what is summed."""
    return bool(re.search(rf"_(?:{{[^{{}}]*{re.escape(index)}}}|{re.escape(index)}(?![a-zA-Z]))", summand))


def _members(members: Sequence[Any]) -> Region:
    return Region(lambda value: reduce(np.logical_or, [np.isclose(value, m, rtol=1e-9, atol=0) for m in members]))


def _joined(join: Callable[[Any, Any], Any], one: Region, other: Region) -> Region:
    return Region(lambda value: join(one.holds(value), other.holds(value)), one.ends + other.ends)


def named(tex: str, names: Mapping[str, Any]) -> dict[str, Any]:
    """Return what names stand for, under the names as a formula's signs write them."""
    return {"".join(tokens(name)): _value(tex, name, value) for name, value in names.items()}


def _value(tex: str, name: str, value: Any) -> Any:
    """Return a function as it is, a set as one, and a value as finite numbers; or say why it is none."""
    if callable(value):
        return value
    if isinstance(value, (set, frozenset)):
        return frozenset(np.atleast_1d(_value(tex, name, list(value))).tolist())
    found = _numbers(tex, name, value)
    if not np.size(found):
        raise ValueError(f"{tex}: {name} is empty; give it values")
    if not np.all(np.isfinite(found)):
        raise ValueError(f"{tex}: {name} holds NaN or infinity; give it finite values")
    return found


def _numbers(tex: str, name: str, value: Any) -> Any:
    """Return a value as a number, or an array of numbers, of double precision: exact numbers are some, text is not."""
    no_foreign_array(value, f"{tex}: {name}")
    try:
        found = np.asarray(value)
    except ValueError:
        raise ValueError(f"{tex}: {name} has rows of different lengths; give each row as many numbers") from None
    if found.dtype.kind not in "biuf":  # no booleans, integers or floats: look at each
        for entry in np.asarray(value, dtype=object).flat:
            if not (isinstance(entry, EXACT_TOO) or getattr(entry, "is_real", False)):  # which SymPy's numbers are
                raise ValueError(f"{tex}: {name} stands for no real number, but for {entry!r:.80}; give it numbers")
    return found.astype(np.float64)[()]
