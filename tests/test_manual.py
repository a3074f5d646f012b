"""The manual says of the press what is so: its options, keys, tactics, commands and rules are those of the code."""

from __future__ import annotations

import random
import re
from dataclasses import fields
from functools import cache

import pytest
from real_book import ROOT

from lrbook import derivation
from lrbook.derivation.tactic import Tactic
from lrbook.press import rules
from lrbook.press.check.blocks import CHOICES, EXEC_OPTIONS
from lrbook.press.check.ledger import NEEDS, VERDICTS, Claim
from lrbook.press.check.reading import READINGS
from lrbook.press.check.source import CODE, Source
from lrbook.press.cli import parser

TEXT = (ROOT / "docs/manual.md").read_text(encoding="utf-8")
WORD = re.compile(r"[A-Za-z_][\w.-]*\w")
OF_SAMPLES = {"my-book", "e-18", "bends", "paid", "secant", "my_check", "dC_da", "da_dz", "block-line-3", "left_after"}
OF_SAMPLES |= {"case-2-step", "case-1", "lrbook.parabola.step", "Solution", "program.py", "street"}
OF_SAMPLES |= {"fewer_steps", "foretold", "c_0", "growth", "dc"}
"""What only the samples of the manual name: a book of their own."""


@cache
def code() -> frozenset[str]:
    """Return the words of the package, and of the settings of this book."""
    files = [*(ROOT / "lrbook").rglob("*.py"), ROOT / "mkdocs.yml"]
    text = " ".join(file.read_text(encoding="utf-8") for file in files)
    return frozenset(WORD.findall(text)) | frozenset(re.findall(r"\w+", text))


def strange(text: str) -> list[str]:
    """Return the words that the manual writes as code, and that nothing of the code has."""
    spans = (found[0] for found in CODE.finditer(Source("docs/manual.md", text).outside))
    known = code() | OF_SAMPLES
    return [
        word
        for span in spans
        for word in WORD.findall(span)
        if word not in known and not known.issuperset(word.split("."))
    ]


def table(head: str) -> list[tuple[str, str]]:
    """Return the first two columns of a table, by its head."""
    rows = TEXT.partition(f"| {head} |")[2].partition("\n\n")[0].splitlines()[2:]
    return [(cells[1], cells[2]) for cells in (re.split(r"(?<!\\) ?\| ?", row) for row in rows)]


def names(cells: str) -> set[str]:
    return {re.match(r"\w+", span)[0] for span in re.findall(r"`([^`]+)`", cells)}


def test_what_is_written_as_code_stands_in_the_code() -> None:
    assert strange(TEXT) == []
    assert not OF_SAMPLES & code()


def test_the_options_of_a_block_are_those_that_it_may_have() -> None:
    listed = table("option | what it does")
    assert set().union(*(names(option) for option, _ in listed)) == EXEC_OPTIONS - {"exec", "id"}
    above, below = (re.search(rf'"{choice}"', " ".join(listed[0]))[0] for choice in ("above", "below"))
    assert {above.strip('"'), below.strip('"')} < {*CHOICES["source"]}


def test_the_keys_of_a_claim_are_those_that_it_may_have() -> None:
    keys = dict(table("key | what it holds"))
    found = {key.strip("`") for key in keys}
    assert found == {field.name for field in fields(Claim)} - {"id", "verdict", "section", "page"}
    default, *others = re.findall(r"`(\w+)`", keys["`reading`"])
    assert (default, {default, *others}) == (Claim("", "", "").reading, {*READINGS})
    assert names(keys["`truth`"]) <= NEEDS["truth"] <= {*VERDICTS}
    assert set(re.findall(r"`([^`]+)`", keys["`missing`"])) == NEEDS["missing"]


def test_the_tactics_are_those_that_there_are() -> None:
    tactics = set().union(*(names(cell) for _, cell in table("what is done | tactics")))
    assert tactics <= {*dir(derivation)}
    assert {name for name, one in vars(derivation).items() if _is_tactic(one)} <= tactics


def _is_tactic(value: object) -> bool:
    return isinstance(value, type) and issubclass(value, Tactic) and value not in {Tactic, derivation.Derivation}


def test_its_commands_can_be_given() -> None:
    commands = [span.split()[1:] for span in re.findall(r"`(lrbook [^`]+)`", TEXT)]
    assert commands
    for command in commands:
        parser().parse_args(command)


@pytest.mark.parametrize("name", re.findall(r"<!-- lift ([\w-]+): ", TEXT))
def test_the_rules_that_it_lifts_are_there(name: str) -> None:
    assert name in rules.every()


def test_nearly_every_slip_in_what_is_written_as_code_is_caught() -> None:
    chance, missed, tried = random.Random(14), [], 0
    source = Source("docs/manual.md", TEXT)
    for span in CODE.finditer(source.outside):
        words = [word for word in WORD.finditer(span[0]) if word[0] not in OF_SAMPLES and len(word[0]) > 3]
        if words:
            word = chance.choice(words)
            n = span.start() + word.start() + chance.randrange(1, len(word[0]))
            wrong = TEXT[:n] + TEXT[n] * 2 + TEXT[n:]
            tried += 1
            missed += [span[0]] * (strange(wrong) == [])
    assert tried - len(missed) >= 0.9 * tried > 50, (tried, missed)
