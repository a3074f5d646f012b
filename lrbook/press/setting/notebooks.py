"""Notebooks: a page to take along. Its prose and its blocks are cells, and what it states are assertions that run.

A notebook is made from the source of its page alone, so it says what the page says; and it has no outputs, so it says
nothing that its reader has not computed.
"""

from __future__ import annotations

import ast
import json
import re
from bisect import bisect
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import count, groupby
from typing import Any

from lrbook.press.check import stated, words
from lrbook.press.check.lines import PLACEHOLDER
from lrbook.press.check.source import CODE, GIVEN, Fence, Source
from lrbook.press.sessions.formulas import LETTERS

OPTION = re.compile(r'(\w+)="([^"]*)"')
FRONT_MATTER = re.compile(r"\A---\n.*?^---\n", re.S | re.M)
SAMPLE = re.compile(r"^[ \t]*(`{3,}|~{3,})[^\n]*\n.*?^[ \t]*\1[ \t]*$", re.S | re.M)
FORMULA = re.compile(r"\\\((.*?)\\\)|\\\[(.*?)\\\]", re.S)
LINK = re.compile(r"(!?\[((?:[^\[\]]|\[[^\[\]]*\])*)\])(?:\(<?([^()<>\"\n]*?)>?((?: \"[^\"]*\")?)\)|\[[\w.]+\])")
CAPTION = re.compile(r"^/// [\w-]*caption[^\n]*\n(?:    [^\n]*\n)*(.*?)^///[ \t]*$", re.S | re.M)
ADMONITION = re.compile(r'^(?:!!!|\?\?\?\+?) (\w+)(?: "([^"\n]*)")?[^\n]*\n((?:    [^\n]*\n|[ \t]*\n)+)', re.M)
FOOTNOTE = re.compile(r"\[\^([\w-]+)\]:?")
UNSEEN = re.compile(
    r"<!--.*?-->\n?"
    r"|^\*\[[^\]\n]+\]:[^\n]*\n"  # the meaning of an abbreviation
    r"|[ \t]*\{:?[ \t]*[#.][^{}\n]*\}"  # what an element is called
    r'|[ \t]markdown="\w+"',
    re.S | re.M,
)
HEADING = re.compile(r"^#{1,6} (.*)$", re.M)

ABOUT = """\
> This notebook is a page of **{book}**, made from the same source when the book was built. Run all cells: the blocks
> compute what the page shows, and below its text each number and each claim of it is asserted, by the rule that the
> book was built by. Then change what you like, run it again, and see what no longer holds.
>
> It runs where the package of the book is installed. In a clone of the book: `pip install -e . jupyterlab`, then
> `jupyter lab`, and open this file."""
START = "# So that a cell can show what it prints, as Markdown or HTML\n%load_ext {kernel}"
LEDGER = """\
# The ledger, as it was when this notebook was made
from {check}.ledger import load
from {check}.source import Source

text = ({text})
ledger = load(Source("ledger", text))"""
LATE = """\
---

## What had to wait

Numbers and facts of the text that are computed further down than they stand, and formulas, which are read by what the
page says that its letters mean. As on the page, they are checked after all blocks have run."""


def notebook(
    source: Source,
    facts: Collection[str],
    late: Collection[tuple[int, str]],
    *,
    book: str,
    ledger: Source,
    led: Callable[[str], str] = lambda _: "",
) -> str:
    """Return the notebook of a page, as JSON.

    Args:
        source: The page.
        facts: Those of its expressions that state a fact, and not a number.
        late: Those that had to wait for all blocks, each with the number of blocks above it.
        book: The name of the book.
        ledger: The source of the ledger. It is put into the notebook of a page that uses it.
        led: Gives for a link within the book the address that it has everywhere, or "".
    """
    cells = [_prose("about", ABOUT.format(book=book)), _code("start", START.format(kernel=f"{__package__}.kernel"))]
    fences = [fence for fence in source.fences if 'exec="on"' in fence.info]
    numbers = _numbers(source, [fence.line for fence in fences])
    bound = {number for number in _bound(source) if number.expression == LETTERS or number.expression not in facts}
    waiting = [
        [number for number in group if (n, number[1].expression) in late or number[1] in bound]
        for n, group in enumerate(numbers)
    ]
    codes = [fence.text for fence in fences] + [number.expression for group in numbers for _, number in group]
    if any(re.search(r"\bledger\b", code) for code in codes):
        cells.append(_code("ledger", _ledger(ledger), hidden=True))
    lines = FRONT_MATTER.sub(lambda head: "\n" * head[0].count("\n"), source.text).split("\n")
    after = 0
    checks = count()

    def checked(numbers: Sequence[tuple[str, stated.Stated]]) -> Iterator[dict[str, Any]]:
        for title, group in groupby(numbers, lambda number: number[0]):
            n = next(checks)
            first = f"from {__package__}.kernel import agrees, reads\n{_taught()}\n" if n == 0 else ""
            asserted = "\n".join(
                assertion(number, fact=number.expression in facts, bound=number in bound) for _, number in group
            )
            yield _code(f"check-{n}", f"{first}# {title}\n{asserted}", tags=["stated"])

    for n, fence in enumerate([*fences, Fence(len(lines) + 1, "")]):
        text = markdown("\n".join(lines[after : fence.line - 1]), led).strip()
        cells += [_prose(f"text-{n}", text)] if text else []
        cells += checked([number for number in numbers[n] if number not in waiting[n]])
        after = fence.line + fence.text.count("\n") + 2
        cells += [_block(fence)] if fence.info else []
    if any(waiting):
        cells += [_prose("late", LATE), *checked([number for group in waiting for number in group])]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    whole = {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(whole, ensure_ascii=False) + "\n"


def markdown(text: str, led: Callable[[str], str] = lambda _: "") -> str:
    """Return a page's Markdown as a notebook shows it: with what is stated, but not how it is computed.

    Args:
        text: The Markdown of a page.
        led: Gives for a link within the book the address that it has everywhere; if that is "", its text stays.
    """
    aside: list[str] = []

    def put(kept: str) -> str:
        aside.append(kept)
        return f"\x02{len(aside) - 1}\x03"

    def formula(match: re.Match[str]) -> str:
        inline, display = match.groups()
        return put(f"${inline.strip()}$" if display is None else f"$${display}$$")

    def link(match: re.Match[str]) -> str:
        label, shown, target, title = match.groups()
        there = target if re.match(r"https?:|mailto:", target or "") else led(target) if target else ""
        return f"{label}({there}{title})" if there else shown

    def quoted(words: str) -> str:
        return "\n".join(f"> {line.strip()}".rstrip() for line in words.strip().split("\n"))

    text = SAMPLE.sub(lambda sample: put(sample[0]), text)
    text = CODE.sub(lambda code: put(code[0]), text)
    for start, end, number in reversed(list(stated.find(text))):
        shown = number.shown if isinstance(number, stated.Stated) else text[start:end]
        text = text[:start] + shown + text[end:]
    text = GIVEN.sub(r"\g<shown>", text)
    text = LINK.sub(link, FORMULA.sub(formula, text))
    text = CAPTION.sub(lambda caption: quoted(caption[1]), UNSEEN.sub("", text))
    text = ADMONITION.sub(lambda box: quoted(f"**{box[2] or box[1].title()}**\n\n{box[3]}") + "\n\n", text)
    text = FOOTNOTE.sub(r"<sup>\1</sup>", text)
    while PLACEHOLDER.search(text):
        text = PLACEHOLDER.sub(lambda place: aside[int(place[0][1:-1])], text)
    return text


def assertion(number: stated.Stated, *, fact: bool, bound: bool = False) -> str:
    """Return a stated number as Python that fails if it is not so, with the claim that it proves, if any, above it.

    `bound`: it is a formula, which is read by the letters of the page.
    """
    kind = "counter-example" if number.counter else ""
    name = f"# {number.claim} {kind}".rstrip() + "\n" if number.claim else ""
    if re.search(r"\bshown\b", number.expression):
        name += f"shown = {_text(number.shown)}\n"
    if fact:
        said = f"reads({_text(number.shown)}, letters)" if number.expression == LETTERS else number.expression
        asserted = f"not ({said})" if number.counter else said
        return f"{name}assert {asserted}, {_text(' '.join(number.shown.split()))}"
    expression = number.expression
    if "," in expression and isinstance(ast.parse(expression, mode="eval").body, ast.Tuple):
        expression = f"({expression})"
    if bound:
        counter = ", counter=True" if number.counter else ""
        return f"{name}assert reads({_text(number.shown)}, letters, {expression}{counter})"
    reading = "" if number.reading == "rounded" else f', "{number.reading}"'
    return f"{name}assert agrees({_text(number.shown)}, {expression}{reading})"


def _taught() -> str:
    """Return the code that takes over the words of the book that compare, if it has any."""
    taught = json.dumps(words.like(), ensure_ascii=False)
    return f"from {words.__package__} import words\n\nwords.teach({taught})\n" if words.like() else ""


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _numbers(source: Source, lines: Sequence[int]) -> list[list[tuple[str, stated.Stated]]]:
    """Find what a page states before the block on the first of these lines, before the second, … and after the last.

    Each has the heading that it stands under.
    """
    headings = [(heading.start(), heading[1]) for heading in HEADING.finditer(source.seen)]
    found: list[list[tuple[str, stated.Stated]]] = [[] for _ in range(len(lines) + 1)]
    for start, _, number in stated.find(source.seen):
        if isinstance(number, stated.Stated):
            title = next((title for at, title in reversed(headings) if at < start), "")
            place = bisect(lines, source.seen.count("\n", 0, start) + 1)
            found[place].append((markdown(title).strip(), number))
    return found


def _bound(source: Source) -> Iterator[stated.Stated]:
    """Find the formulas of a page that are bound to expressions."""
    for formula in FORMULA.finditer(source.seen):
        for _, _, number in stated.find(formula[0]):
            if isinstance(number, stated.Stated) and _binds(number):
                yield number


def _binds(number: stated.Stated) -> bool:
    return stated.is_formula(number.shown) and not stated.reads_shown(number.expression)


def _ledger(ledger: Source) -> str:
    text = "".join(f"\n    {line!r}" for line in ledger.text.splitlines(keepends=True))
    return LEDGER.format(check=stated.__package__, text=(text or "''") + "\n")


def _block(fence: Fence) -> dict[str, Any]:
    options = dict(OPTION.findall(fence.info))
    prints = "result" not in options and re.search(r"\bprint\(", fence.text)
    show = f"%%printed {'html' if 'html' in options else 'markdown'}\n" if prints else ""
    tags = ["raises-exception"] if "raises" in options else []  # where it stops, and all cells are run, the next one is
    return _code(f"block-{options.get('id', '')}", show + fence.text, hidden="source" not in options, tags=tags)


def _prose(name: str, text: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "id": name[:64], "metadata": {}, "source": text}


def _code(name: str, code: str, *, hidden: bool = False, tags: Collection[str] = ()) -> dict[str, Any]:
    metadata = ({"jupyter": {"source_hidden": True}} if hidden else {}) | ({"tags": [*tags]} if tags else {})
    cell = {"cell_type": "code", "execution_count": None, "id": name[:64], "metadata": metadata}
    return cell | {"outputs": [], "source": code}
