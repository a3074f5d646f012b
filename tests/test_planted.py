"""The real book with one fault planted in it: each is found, by page and line.

The book is copied and cut down to the page where the fault is planted, with the claims that it proves, and checked in
this process; that the cut copy stands when nothing is planted is tested, too. Faults that don't hide each other are
planted in one copy, and each is looked for at its own line. MkDocs builds such copies, too, and must say the same.
Faults are planted by properties of a page, such as its first percentage, and not by its sentences, which may change.
"""

from __future__ import annotations

import ast
import json
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from shutil import rmtree
from typing import Any

import pytest
from hearing import Heard
from real_book import ROOT, build, checked, copy, keep

from lrbook.press.check import ledger, stated
from lrbook.press.check.reading import plain
from lrbook.press.check.source import Source

INTRODUCTION, DERIVATIVE, SIGMOID = "introduction.md", "derivative.md", "logistic-regression.md"
COST, DESCENT, IMPLEMENTATION, HEART = (
    "cost-function.md",
    "gradient-descent.md",
    "implementation.md",
    "heart-disease.md",
)

BLOCK = re.compile(r'^```python exec="on"[^\n]*\n(?P<code>.*?)^```$', re.M | re.S)
CLAIM = re.compile(r"\[[^\[\]\n]+\]\{=[^}\n]* #(?P<id>[\w-]+)\}")
"""A stated number that proves a claim, and has no further word."""
PLACE = re.compile(r"(?:docs/[\w/-]+\.(?:md|toml)|lrbook/[\w/]+\.py):[1-9]\d*: .")

Change = Callable[[str], str]


@dataclass
class Checked:
    """What came of a check: the faults, the line where one was planted, and the folder of the book."""

    faults: list[str]
    line: int
    root: Path


@dataclass
class ManyFaults:
    """A copy of the book with many faults: its folder, the file and the line of each, and what a check finds."""

    root: Path
    places: dict[str, tuple[str, int]]
    found: list[str]


Planted = Callable[..., Checked]

of_one_worker = pytest.mark.xdist_group("planted")  # what many faults are planted in is checked once


@pytest.fixture
def planted(tmp_path: Path, forked: None) -> Iterator[Planted]:
    """Return a function that cuts a copy of the book down to a page, changes one of its files, and checks it."""

    def found(page: str, name: str = "", change: Change = str) -> Checked:
        root = keep(copy(tmp_path), page)
        line = plant(root / name, change) if name else 0
        return Checked(checked(root), line, root)

    yield found
    rmtree(tmp_path)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, forked: None) -> Iterator[Path]:
    """Make a folder for copies of the book in which many faults are planted."""
    path = tmp_path_factory.mktemp("planted")
    yield path
    rmtree(path)


def plant(path: Path, change: Change) -> int:
    """Change a file, and return the line of the change."""
    before = path.read_bytes().decode()
    after = change(before)
    assert after != before, f"nothing was planted in {path.name}"
    path.write_bytes(after.encode())
    return first_difference(before, after)


def first_difference(before: str, after: str) -> int:
    """Return the first line of a text that is new in it, and not blank."""
    old = before.split("\n")
    same = next(
        (n for n, (one, other) in enumerate(zip(old, after.split("\n"), strict=False)) if one != other), len(old)
    )
    return next((n for n, line in enumerate(after.split("\n"), 1) if n > same and line.strip()), same)


def plant_all(path: Path, changes: dict[str, Change]) -> dict[str, int]:
    """Change a file in many ways, and return where each change stands at the end."""
    lines: dict[str, int] = {}
    for name, change in changes.items():
        before = path.read_text(encoding="utf-8").count("\n")
        line = plant(path, change)
        longer = path.read_text(encoding="utf-8").count("\n") - before
        lines = {other: at + longer * (at >= line) for other, at in lines.items()} | {name: line}
    return lines


# How faults are planted.


def in_first_block(code: str) -> Change:
    """Add a line at the end of the first block."""

    def change(text: str) -> str:
        end = BLOCK.search(text).end("code")
        return text[:end] + code + "\n" + text[end:]

    return change


def once(old: str, new: str) -> Change:
    """Replace a text where it first stands."""
    return lambda text: text.replace(old, new, 1)


def at_the_end(new: str) -> Change:
    """Add a paragraph."""
    return lambda text: f"{text.rstrip()}\n\n{new}\n"


def printed(new: str, options: str = "") -> Change:
    """Add a block that prints a text."""
    block = f"planted-{zlib.crc32(new.encode())}"
    return at_the_end(f'```python exec="on"{options} id="{block}"\nprint({new!r})\n```')


def shown(pattern: str, change: Change) -> Change:
    """Change what the first stated number of a kind shows."""
    return lambda text: re.sub(rf"\[({pattern})\](?=\{{=)", lambda number: f"[{change(number[1])}]", text, count=1)


def last_digit(number: str) -> str:
    """Return a number with another last digit."""
    return re.sub(r"\d(?=\D*$)", lambda digit: "3" if digit[0] == "4" else "4", number)


def claimed(new: str) -> Change:
    """Replace the first stated number that proves a claim. In `new`, {0} is it, and {1} what stands before the id."""
    return lambda text: CLAIM.sub(lambda found: new.format(found[0], found[0].partition(" #")[0]), text, count=1)


def without_claims(text: str) -> str:
    """Take the claims from all stated numbers, so that a page can stand beside the one that proves them."""
    return re.sub(r"(\]\{=[^}\n]*) #[\w-]+(?: counter)?(?=[ }])", r"\1", text)


def entry(name: str, **fields: str | None) -> Change:
    """Change fields of a claim in the ledger; None takes a field out."""

    def change(text: str) -> str:
        before, mark, rest = text.partition(f'id = "{name}"\n')
        assert mark, f"no claim {name}"
        body, blank, after = rest.partition("\n\n")
        for field, value in fields.items():
            body = re.sub(rf"^{field} = .*\n?", "", body + "\n", flags=re.M).strip("\n")
            body += f"\n{field} = {json.dumps(value, ensure_ascii=False)}" if value is not None else ""
        return before + mark + body + blank + after

    return change


OWN = "lrbook.press.sessions.session", "lrbook.neuron"

BLOCK_FAULTS: dict[str, tuple[Change, str]] = {
    "a block that raises": (
        in_first_block('raise RuntimeError("planted")'),
        r'the block "[\w-]+" fails: RuntimeError: planted',
    ),
    "a block that exits": (in_first_block("import sys; sys.exit(0)"), r'"[\w-]+" fails: it exits'),
    "a block that warns": (in_first_block("import numpy; numpy.log(numpy.zeros(1))"), "RuntimeWarning: divide by zero"),
    "a misspelt choice": (once('source="above"', 'source="abov"'), 'not run: source="abov"'),
    "an unquoted option": (once('exec="on"', "exec=on"), "the block is not run: write its fence as"),
    "an unknown option": (once(' source="above"', ' sourec="above"'), "unknown option sourec; did you"),
    "a number that a block prints": (in_first_block('print("The cost is 39.")'), "39 is typed in a text"),
    "a block that tells which package runs it": (
        in_first_block(
            f"import sys, lrbook.neuron; raise RuntimeError([sys.modules[name].__file__ for name in {OWN}])"
        ),
        "fails: RuntimeError: .*{root}/lrbook/neuron.py",
    ),
}
"""What is wrong with the first block of the introduction: each stands on a copy of that page."""

PAGE_FAULTS: dict[str, tuple[str, Change, str]] = {
    "a number with a wrong last digit": (DERIVATIVE, shown(r"\d+\.\d+", last_digit), r"is stated, but .+ is \d"),
    "a number with a wrong sign": (
        DERIVATIVE,
        shown(r"−\d+(?:\.\d+)?", lambda number: number.removeprefix("−")),
        r"[\d.]+ is stated(?: exactly)?, but .+ is -",
    ),
    "a word for another number": (DERIVATIVE, shown("four", lambda _: "five"), "five is stated, but .+ is 4"),
    "a percentage without its sign": (
        INTRODUCTION,
        shown(r"\d+\.\d %", lambda number: number.removesuffix(" %")),
        r"\d is stated, but .+ is 0\.",
    ),
    "a wrong percentage": (INTRODUCTION, shown(r"\d+\.\d %", last_digit), r"\d % is stated, but .+ is 0\."),
    "a fact that is none": (
        DERIVATIVE,
        lambda text: re.sub(r"\[falls\](?=\{=\()", "[rises]", text, count=1),
        "is not so",
    ),
    "an unknown claim": (DESCENT, claimed("{1} #no-such-claim}}"), "unknown claim #no-such-claim"),
    "a claim proven twice": (
        INTRODUCTION,
        claimed("{0}, and\n{0}"),
        r"has a place already, on line \d+ of .*; a claim is checked once",
    ),
    "a number that is not stated": (INTRODUCTION, at_the_end("The cost is 39 there."), "39 is typed, not computed"),
    "a link to no page": (INTRODUCTION, at_the_end("[There](no-such-page.md)."), "no-such-page.md .*not in the site"),
    "a link to no anchor": (
        INTRODUCTION,
        at_the_end("[There](#nowhere)."),
        " #nowhere leads to an anchor that does not",
    ),
    "a link to no anchor of another page": (
        INTRODUCTION,
        at_the_end("[There](derivative.md#nowhere)."),
        "derivative.*#nowhere leads to an anchor that does not exist",
    ),
    "a printed link to no page": (INTRODUCTION, printed("[There](no-page.md)"), "no-page.md .*not in the site"),
    "a printed link to no anchor": (INTRODUCTION, printed("[There](#no-place)"), "#no-place leads to an anchor that"),
    "a printed link, in HTML, to no anchor": (
        INTRODUCTION,
        printed('<a href="#no-place-in-html">There</a>', ' html="on"'),
        "#no-place-in-html leads to an anchor that does not exist",
    ),
    "a formula that is not closed": (INTRODUCTION, at_the_end(r"So \(\frac{1}{\)."), "LaTeX error in"),
    "a formula with a misspelt command": (DERIVATIVE, once(r"\frac{", r"\farc{"), r"LaTeX error in .*\\farc"),
    "a sum in place of a product": (DESCENT, once("{=product_W}", "{=sum_W}"), r"−0.6020 is stated, but sum_W is "),
}
"""What is wrong elsewhere on a page. These faults let each other be seen."""


@pytest.fixture(scope="module")
def wrong_pages(folder: Path) -> ManyFaults:
    """Cut a copy of the book down to pages with faults, and check it."""
    pages = {page for page, *_ in PAGE_FAULTS.values()}
    root = keep(copy(folder / "pages"), *pages)
    plant(root / "mkdocs.yml", once("exclude_docs:", "not_in_nav: planted-*.md\nexclude_docs:"))
    places = {}
    for number, (fault, (change, _)) in enumerate(BLOCK_FAULTS.items()):
        page = f"docs/planted-{number}.md"
        (root / page).write_bytes((root / "docs" / INTRODUCTION).read_bytes())
        plant(root / page, without_claims)
        places[fault] = page, plant(root / page, change)
    for page in pages:
        changes = {fault: change for fault, (on, change, _) in PAGE_FAULTS.items() if on == page}
        lines = plant_all(root / "docs" / page, changes)
        places |= {fault: (f"docs/{page}", line) for fault, line in lines.items()}
    return ManyFaults(root, places, checked(root))


@of_one_worker
@pytest.mark.parametrize("fault", [*BLOCK_FAULTS, *PAGE_FAULTS])
def test_a_fault_on_a_page_is_named(wrong_pages: ManyFaults, fault: str) -> None:
    *_, message = (BLOCK_FAULTS | PAGE_FAULTS)[fault]
    page, planted = wrong_pages.places[fault]
    line = planted + fault.startswith(("a printed link", "a claim proven"))  # the first new line is not yet at fault
    told = f"{page}:{line}: .*{message.replace('{root}', re.escape(str(wrong_pages.root)))}"
    assert any(re.match(told, each) for each in wrong_pages.found), (line, wrong_pages.found)


@of_one_worker
def test_each_fault_on_a_page_has_its_place(wrong_pages: ManyFaults) -> None:
    assert all(PLACE.match(each) for each in wrong_pages.found), wrong_pages.found


PICTURE_FAULTS: dict[str, tuple[str, str, Change, str]] = {
    "a formula of an axis": (DERIVATIVE, "explorables", once("y = x² + 3", "y = x² − 3"), "y = x² − 3 is not right"),
    "a formula beside a curve": (COST, "curves", once("log(1 − a)", "log(1 + a)"), r".*1 \+ a\) is not right"),
    "a number in an axis's name": (DERIVATIVE, "curves", once('x="x", y="cost', 'x="x to 5.5", y="cost'), "5.5"),
    "a number in a note": (DERIVATIVE, "curves", once('f"slope {number(slope)}', 'f"slope 5.5'), "5.5"),
    "a number in a legend": (DERIVATIVE, "curves", once("{name}: from {number(path[0])}", "{name}: from 5.5"), "5.5"),
    "a number in a control's heading": (
        DERIVATIVE,
        "explorables",
        once('Control("rate"', 'Control("rate to 1.5"'),
        "1.5",
    ),
    "a number in a readout": (DERIVATIVE, "explorables", once("y of {number(bound)}.", "y of 1.5."), "1.5"),
    "a number in a rare readout": (DERIVATIVE, "explorables", once('"stays at the', '"stays at 1.5, the'), "1.5"),
}


@pytest.fixture(scope="module")
def wrong_pictures(folder: Path) -> ManyFaults:
    """Cut a copy of the book down to pages whose pictures have faults, and check it."""
    root = keep(copy(folder / "pictures"), *{page for page, *_ in PICTURE_FAULTS.values()})
    places: dict[str, tuple[str, int]] = {}
    for module in {module for _, module, *_ in PICTURE_FAULTS.values()}:
        path = f"lrbook/figures/{module}.py"
        changes = {fault: change for fault, (_, where, change, _) in PICTURE_FAULTS.items() if where == module}
        places |= {fault: (path, line) for fault, line in plant_all(root / path, changes).items()}
    return ManyFaults(root, places, checked(root))


def told_of_picture(fault: str, path: str, line: int) -> str:
    """Return the pattern of what is said of a fault in a picture."""
    page, _, _, message = PICTURE_FAULTS[fault]
    typed = f".*: {message} is typed in {path}, line {line};"
    return rf"docs/{page}:[1-9]\d*: {f'the formula {message}' if 'right' in message else typed}"


@of_one_worker
@pytest.mark.parametrize("fault", PICTURE_FAULTS)
def test_a_fault_in_a_picture_is_named(wrong_pictures: ManyFaults, fault: str) -> None:
    told = told_of_picture(fault, *wrong_pictures.places[fault])
    assert any(re.match(told, each) for each in wrong_pictures.found), wrong_pictures.found


@of_one_worker
def test_nothing_else_is_said_of_wrong_pictures(wrong_pictures: ManyFaults) -> None:
    told = [told_of_picture(fault, *place) for fault, place in wrong_pictures.places.items()]
    assert [each for each in wrong_pictures.found if not any(re.match(one, each) for one in told)] == []


def derivations(text: str) -> list[tuple[int, list[ast.expr]]]:
    """Return the derivations of a page: the line where the code of its block begins, and the lines that it proves."""
    found = []
    for block in BLOCK.finditer(text):
        for call in ast.walk(ast.parse(block["code"])):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "derive":
                steps = [step.elts[0] for step in call.args[1:] if isinstance(step, ast.Tuple)]
                found.append((text[: block.start("code")].count("\n"), steps))
    return found


def negated(text: str, above: int, wrong: ast.expr) -> str:
    """Turn the sign of an expression in a block."""
    lines = text.encode().split(b"\n")  # `ast` counts bytes
    for line, column, new in ((wrong.end_lineno, wrong.end_col_offset, b")"), (wrong.lineno, wrong.col_offset, b"-(")):
        lines[above + line - 1] = lines[above + line - 1][:column] + new + lines[above + line - 1][column:]
    return b"\n".join(lines).decode()


DERIVATIONS = [
    (page, number)
    for page in (DERIVATIVE, SIGMOID, COST, DESCENT, IMPLEMENTATION, "how-it-is-checked.md")
    for number, _ in enumerate(derivations((ROOT / "docs" / page).read_text(encoding="utf-8")))
]


def wrong_derivation(root: Path, page: str, number: int) -> int:
    """Plant an error in a line of a derivation, and return where that line is.

    Which of its lines is wrong does not matter: tests/test_page_derivations.py has them all.
    """
    above, steps = derivations((ROOT / "docs" / page).read_text(encoding="utf-8"))[number]
    return plant(root / "docs" / page, partial(negated, above=above, wrong=steps[number % len(steps)]))


def named(found: list[str], page: str, number: int, last: int) -> bool:
    """Return whether an error in a derivation is named between the head of its block and its own line."""
    above, steps = derivations((ROOT / "docs" / page).read_text(encoding="utf-8"))[number]
    step = number % len(steps) + 1
    wrong = re.compile(rf"docs/{page}:(\d+): the block .* fails: DerivationError: step {step} .* is wrong")
    return any(above < int(match[1]) <= last for match in map(wrong.match, found) if match)


def test_a_wrong_line_in_a_derivation_is_named(folder: Path) -> None:
    """Behind a wrong derivation the others of its block don't run, nor does what needs it: a later copy has those."""
    left, copies = DERIVATIONS, 0
    while left:
        copies += 1
        root = keep(copy(folder / f"derivations-{copies}"), *{page for page, _ in left})
        lines = {(page, number): wrong_derivation(root, page, number) for page, number in left}
        found = checked(root)
        assert all(PLACE.match(each) for each in found), found
        passed = [derivation for derivation in left if not named(found, *derivation, lines[derivation])]
        assert len(passed) < len(left), (passed, found)
        left = passed


def test_a_step_that_is_true_for_another_reason_is_named(planted: Planted) -> None:
    """All pairs of reasons are swapped in tests/test_reasons.py."""
    change = once("(2 * x * h + h**2) / h), collect())", "(2 * x * h + h**2) / h), cancel(h))")
    found = planted(DERIVATIVE, f"docs/{DERIVATIVE}", change)
    told = r"step 2 \(cancel\(h\)\) is true, but for another reason: .* it is collect\(\)"
    assert any(re.match(rf"docs/{DERIVATIVE}:\d+: the block .*{told}", each) for each in found.faults), found.faults


LEDGER_FAULTS: dict[str, tuple[str, Change, str]] = {
    "an erratum called true": (
        DERIVATIVE,
        entry("case-2-step", verdict="holds", truth=None),
        r'docs/derivative.md:\d+: #case-2-step is "holds", yet -4.8 is computed for 4.8',
    ),
    "a true number called an erratum": (
        DERIVATIVE,
        entry("case-1-start", verdict="erratum", truth="29", why="Planted."),
        r"docs/derivative.md:\d+: #case-1-start is true as 29 in the ledger, but 28",
    ),
    "another truth": (
        DERIVATIVE,
        entry("case-2-step", truth="−4.9"),
        r"docs/derivative.md:\d+: #case-2-step is true as −4.9 in the ledger, but -4.8",
    ),
    "another printed number": (
        DERIVATIVE,
        entry("slope-at-3", prints="7"),
        r'docs/derivative.md:\d+: #slope-at-3 is "holds", yet 6 is computed for 7',
    ),
    "a condition dropped": (
        INTRODUCTION,
        entry("cost-ranks-models", verdict="holds", condition=None),
        r'docs/introduction.md:\d+: #cost-ranks-models is "holds", yet a counter-example stands',
    ),
    "a claim that no page proves": (
        INTRODUCTION,
        lambda text: (
            text.rstrip() + '\n\n[[section.claim]]\nid = "new"\nsays = "A."\nprints = "A"\nverdict = "holds"\n'
        ),
        r"docs/claims.toml:\d+: no page proves #new",
    ),
    "a claim that stands twice": (
        INTRODUCTION,
        lambda text: text + "\n" + text[text.rindex("[[section.claim]]") :],
        r"docs/claims.toml:\d+: the claim [\w-]+ stands twice",
    ),
    "a claim left out": (
        INTRODUCTION,
        lambda text: text[: text.rindex("[[section.claim]]")],
        r"docs/introduction.md:\d+: unknown claim #[\w-]+",
    ),
}


@pytest.mark.parametrize("fault", LEDGER_FAULTS)
def test_a_fault_of_the_ledger_is_named(planted: Planted, fault: str) -> None:
    page, change, message = LEDGER_FAULTS[fault]
    faults = planted(page, "docs/claims.toml", change).faults
    assert any(re.match(message, each) for each in faults), faults
    assert all(PLACE.match(each) for each in faults), faults


def test_a_claim_without_its_proof_is_named(planted: Planted) -> None:
    checked = planted(INTRODUCTION, f"docs/{INTRODUCTION}", claimed("{1}}}"))
    (fault,) = checked.faults
    found = re.match(r"docs/claims.toml:(\d+): no page proves #([\w-]+): state its value on introduction.md", fault)
    assert found, fault
    lines = (checked.root / "docs/claims.toml").read_text(encoding="utf-8").splitlines()
    assert lines[int(found[1]) - 1] == f'id = "{found[2]}"'


def flipped_bits(data: str) -> str:
    """Change the last digits of a file."""
    return data[:-9] + data[-9:].translate(str.maketrans("01", "10"))


@pytest.mark.parametrize(("data", "page"), [("heart.csv", INTRODUCTION), ("processed.cleveland.data", HEART)])
def test_a_changed_data_file_is_named(planted: Planted, data: str, page: str) -> None:
    found = planted(page, f"lrbook/data/{data}", flipped_bits)
    source = (found.root / "docs" / page).read_text(encoding="utf-8").splitlines()
    loads = "heart.load()" if data == "heart.csv" else "load_cleveland()"
    line = next(n for n, text in enumerate(source, 1) if loads in text)
    assert any(re.match(rf"docs/{page}:{line}: .*{data}.* sha256", fault) for fault in found.faults), found.faults


# Each of these is put behind the code of its module, and does its function wrong.
MUTANTS: dict[str, tuple[str, str, str]] = {
    "y - a for a - y": (
        INTRODUCTION,
        "neuron",
        "def _backward(X, A, Y):\n    dW, db = right._backward(X, A, Y)\n    return -dW, -db",
    ),
    "1/m lost": (
        INTRODUCTION,
        "neuron",
        "def _backward(X, A, Y):\n    dW, db = right._backward(X, A, Y)\n    return dW * A.size, db * A.size",
    ),
    "1/m lost in the cost": (INTRODUCTION, "neuron", "def cost(Z, Y):\n    return right.cost(Z, Y) * Z.size"),
    "X transposed": (
        INTRODUCTION,
        "neuron",
        "def _backward(X, A, Y):\n    return right._backward(X.T.reshape(X.shape), A, Y)",
    ),
    "log10 for ln in the cost": (
        INTRODUCTION,
        "neuron",
        "def cost(Z, Y):\n    return right.cost(Z, Y) / np.log(10)",
    ),
    "log10 for ln in the loss": (COST, "neuron", "def loss(a, y):\n    return right.loss(a, y) / np.log(10)"),
    "the sigmoid of 2z": (SIGMOID, "neuron", "def sigmoid(z):\n    return right.sigmoid(2 * np.asarray(z))"),
    "the sigmoid upside down": (SIGMOID, "neuron", "def sigmoid(z):\n    return right.sigmoid(-np.asarray(z))"),
    "the bias left out": (
        INTRODUCTION,
        "neuron",
        "def forward(W, b, X):\n    return right.forward(W, 0.0, X)",
    ),
    "a bias that does not learn": (
        INTRODUCTION,
        "descent",
        "def _backward(X, A, Y):\n    return right._backward(X, A, Y)[0], 0.0",
    ),
    "one step too many": (
        HEART,
        "descent",
        "def gradient_descent(X, Y, rate, steps, W=None, b=0.0):\n"
        "    return right.gradient_descent(X, Y, rate, steps + 1, W, b)",
    ),
    "half the largest rate": (HEART, "descent", "def largest_rate(X):\n    return right.largest_rate(X) / 2"),
    "a step uphill": (DERIVATIVE, "parabola", "def step(x, rate):\n    return x + rate * slope(x)"),
    "the lost exponent": (DERIVATIVE, "parabola", "def cost(x):\n    return x + 3"),
    "a constant dropped": (DERIVATIVE, "parabola", "def cost(x):\n    return x**2"),
    "a threshold upside down": (
        HEART,
        "evaluation",
        "def predict(A, threshold=0.5):\n    return 1 - right.predict(A, threshold)",
    ),
    "the rarer class for the baseline": (
        HEART,
        "evaluation",
        "def majority_baseline(Y):\n    return 1 - right.majority_baseline(Y)",
    ),
    "the chain rule with + for ×": (
        DESCENT,
        "derivation/slopes",
        "chain.product = lambda self, function: add(link.rule.right for link in self.args)",
    ),
}
WITH = "\n\nfrom types import SimpleNamespace as _Namespace\n\nright = _Namespace(**globals())\n\n\n"


def mutated(code: str) -> Change:
    """Put a wrong function behind the code of a module."""
    return lambda text: text + WITH + code + "\n"


@pytest.mark.parametrize("mutant", MUTANTS)
def test_wrong_mathematics_is_named(planted: Planted, mutant: str) -> None:
    page, module, code = MUTANTS[mutant]
    faults = planted(page, f"lrbook/{module}.py", mutated(code)).faults
    assert all(PLACE.match(each) for each in faults), faults
    said = r"is stated|is not true here|DerivationError: |, yet |in the ledger, but|comes out as|is no counter"
    assert any(re.match(rf"docs/{page}:\d+: .*(?:{said})", each) for each in faults), faults
    assert not any("SyntaxError" in each for each in faults), faults


USING_SLOPE = ["index.md", DERIVATIVE, "how-it-is-checked.md", "manual.md", "glossary.md", "reference/index.md"]


@pytest.mark.parametrize(("wrong", "pages"), {"2 * x + 0.1": [], "3 * x": USING_SLOPE}.items())
def test_a_wrong_slope_is_one_message_for_all_that_follows(tmp_path: Path, wrong: str, pages: list[str]) -> None:
    """What is a little wrong stands out from all of the book; what is quite wrong, from the pages that use it."""
    root = keep(copy(tmp_path), *pages) if pages else copy(tmp_path)
    plant(root / "lrbook/parabola.py", lambda text: text.replace("    return 2 * x\n", f"    return {wrong}\n"))
    cause, *beneath = (each for each in checked(root) if not each.endswith("[link]"))  # to pages that are cut down
    assert re.match(r"lrbook/parabola.py:\d+: \d+ faults in \d+ files .* uses lrbook.parabola.slope, ", cause)
    assert len(beneath) > 20
    assert not [each for each in beneath if each.endswith("[cause]")]
    assert {each.split(":")[0] for each in beneath} >= {
        "docs/derivative.md",
        "docs/claims.toml",
        "docs/reference/index.md",
    }


# MkDocs says the same.


@pytest.fixture(scope="module")
def wrong_mathematics(folder: Path) -> ManyFaults:
    """Cut a copy of the book down to pages whose modules, data, derivations and claims have faults, and check it."""
    pages = {page for page, *_ in LEDGER_FAULTS.values()}
    root = keep(copy(folder / "mathematics"), *pages)
    for page, module, code in MUTANTS.values():
        if page in pages:
            plant(root / f"lrbook/{module}.py", mutated(code))
    plant(root / "lrbook/data/heart.csv", flipped_bits)
    for page, number in DERIVATIONS:
        if page in pages:
            wrong_derivation(root, page, number)
    for _, change, _ in LEDGER_FAULTS.values():
        plant(root / "docs/claims.toml", change)
    return ManyFaults(root, {}, checked(root))


@of_one_worker
@pytest.mark.parametrize("planted", ["wrong_pages", "wrong_mathematics"])
def test_mkdocs_says_the_same(request: pytest.FixtureRequest, planted: str) -> None:
    book: ManyFaults = request.getfixturevalue(planted)
    built = build(book.root, book.root / "site")
    assert built.code == 1
    assert len(book.found) > 20
    by_itself = [each.replace(str(ROOT / "lrbook/press"), str(book.root / "lrbook/press")) for each in book.found]
    assert sorted(built.faults()) == sorted(by_itself)


# What must not fail.


@pytest.mark.parametrize(
    "page", sorted({page for page, *_ in [*PAGE_FAULTS.values(), *LEDGER_FAULTS.values(), *MUTANTS.values()]})
)
def test_without_a_fault_the_copy_stands(planted: Planted, page: str) -> None:
    found = planted(page)
    assert found.faults == []
    assert f'page = "{page}"' in (found.root / "docs/claims.toml").read_text(encoding="utf-8")


# Every verdict, flipped in every way.

NEEDED: dict[str, dict[str, str]] = {
    "holds": {},
    "erratum": {"truth": "Planted."},
    "holds if": {"condition": "Planted."},
    "unreproducible": {"missing": "Planted."},
    "not seen": {"missing": "Planted."},
    "implied": {"truth": "Planted."},
}


def caught(text: str, heard: Heard) -> Iterator[str]:
    """Yield where another ledger is found out, by what the pages of the book have computed."""
    flipped = ledger.load(Source("docs/claims.toml", text))
    flipped.proofs, flipped.counters = heard.ledger.proofs, heard.ledger.counters
    yield from ["form"] * bool(flipped.mistakes)
    yield from ["judged"] * bool(set(flipped.faults()) - set(flipped.mistakes))
    for source in heard.sources:
        for _, _, number in stated.find(source.prose):
            if "ledger." in getattr(number, "expression", ""):
                value = plain(eval(number.expression, {"ledger": flipped}))
                if stated.objection(number, {"ledger"}, value):
                    yield "counted"


@pytest.mark.xdist_group("rounded")
def test_a_flipped_verdict_is_found(heard: Heard) -> None:
    text = heard.ledger.source.text
    verdicts: Any = dict(re.findall(r'^id = "(.+)"\n(?:.+\n)*?verdict = "(.+)"$', text, re.M))
    assert list(caught(text, heard)) == []
    flips = 0
    for name, verdict in verdicts.items():
        why = re.search(rf'^id = "{name}"\n(?:.+\n)*?why = "', text, re.M)
        for other in NEEDED.keys() - {verdict}:
            fields = (
                dict.fromkeys(("truth", "condition", "missing")) | NEEDED[other] | ({} if why else {"why": "Planted."})
            )
            how = set(caught(entry(name, verdict=other, **fields)(text), heard))
            assert how, f"{name}: {verdict} -> {other}"
            assert "form" not in how, f"{name}: {verdict} -> {other}"
            flips += 1
    assert flips == 5 * 54
