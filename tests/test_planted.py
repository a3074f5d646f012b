"""The real book with one fault planted in it: each fails the build, by page and line.

The book is copied and cut down to the page where the fault is planted, with the claims that it proves; that the cut
copy builds when nothing is planted is tested, too. Faults are planted by properties of a page, such as its first
percentage, and not by its sentences, which may change.
"""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import rmtree
from typing import Any

import pytest
from real_book import ROOT, Built, build, copy, environment, keep

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
PLACE = re.compile(r"docs/[\w/-]+\.(?:md|toml):[1-9]\d*: .")

Change = Callable[[str], str]
Planted = Callable[..., tuple[Built, int]]


@pytest.fixture
def planted(tmp_path: Path) -> Iterator[Callable[..., tuple[Built, int]]]:
    """Return a function that cuts a copy of the book down to a page, changes one of its files, and builds it.

    It returns what came of it, and the line of the change.
    """

    def built(page: str, name: str = "", change: Change = str) -> tuple[Built, int]:
        root = keep(copy(tmp_path), page)
        line = 0
        if name:
            path = root / name
            before = path.read_bytes().decode()
            after = change(before)
            assert after != before, f"nothing was planted in {name}"
            path.write_bytes(after.encode())
            line = first_difference(before, after)
        return build(root, tmp_path / "site"), line

    yield built
    rmtree(tmp_path)


def first_difference(before: str, after: str) -> int:
    """Return the first line of a text that is new in it, and not blank."""
    old = before.split("\n")
    same = next(
        (n for n, (one, other) in enumerate(zip(old, after.split("\n"), strict=False)) if one != other), len(old)
    )
    return next((n for n, line in enumerate(after.split("\n"), 1) if n > same and line.strip()), same)


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
    return at_the_end(f'```python exec="on"{options} id="planted"\nprint({new!r})\n```')


def shown(pattern: str, change: Change) -> Change:
    """Change what the first stated number of a kind shows."""
    return lambda text: re.sub(rf"\[({pattern})\](?=\{{=)", lambda number: f"[{change(number[1])}]", text, count=1)


def last_digit(number: str) -> str:
    """Return a number with another last digit."""
    return re.sub(r"\d(?=\D*$)", lambda digit: "3" if digit[0] == "4" else "4", number)


def claimed(new: str) -> Change:
    """Replace the first stated number that proves a claim. In `new`, {0} is it, and {1} what stands before the id."""
    return lambda text: CLAIM.sub(lambda found: new.format(found[0], found[0].partition(" #")[0]), text, count=1)


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


PAGE_FAULTS: dict[str, tuple[str, Change, str]] = {
    "a block that raises": (
        INTRODUCTION,
        in_first_block('raise RuntimeError("planted")'),
        r'the block "[\w-]+" fails: RuntimeError: planted',
    ),
    "a block that exits": (INTRODUCTION, in_first_block("import sys; sys.exit(0)"), r'"[\w-]+" fails: it exits'),
    "a block that warns": (
        INTRODUCTION,
        in_first_block("import numpy; numpy.log(numpy.zeros(1))"),
        "fails: RuntimeWarning: divide by zero",
    ),
    "a misspelt choice": (INTRODUCTION, once('source="above"', 'source="abov"'), 'not run: source="abov"'),
    "an unquoted option": (INTRODUCTION, once('exec="on"', "exec=on"), "the block is not run: write its fence as"),
    "an unknown option": (INTRODUCTION, once(' source="above"', ' sourec="above"'), "unknown option sourec; did you"),
    "a number with a wrong sign": (
        DERIVATIVE,
        shown(r"−\d+(?:\.\d+)?", lambda number: number.removeprefix("−")),
        r"[\d.]+ is stated(?: exactly)?, but .+ is -",
    ),
    "a number with a wrong last digit": (DERIVATIVE, shown(r"−?\d+\.\d+", last_digit), r"is stated, but .+ is "),
    "a word for another number": (DERIVATIVE, shown("four", lambda _: "five"), "five is stated, but .+ is 4"),
    "a wrong percentage": (INTRODUCTION, shown(r"\d+\.\d %", last_digit), r"% is stated, but .+ is 0\."),
    "a percentage without its sign": (
        INTRODUCTION,
        shown(r"\d+\.\d %", lambda number: number.removesuffix(" %")),
        r"is stated, but .+ is 0\.",
    ),
    "a fact that is none": (
        DERIVATIVE,
        lambda text: re.sub(
            r"\[([^\[\]\n]+)\]\{=\((np.diff\(\w+\)) < 0\).all\(\)\}", r"[\1]{=(\2 > 0).all()}", text, count=1
        ),
        "is not true here",
    ),
    "a number that is not stated": (INTRODUCTION, at_the_end("The cost is 39 there."), "39 is typed, not computed"),
    "a number that a block prints": (INTRODUCTION, in_first_block('print("The cost is 39.")'), "39 is typed in a text"),
    "an unknown claim": (INTRODUCTION, claimed("{1} #no-such-claim}}"), "unknown claim #no-such-claim"),
    "a claim proven twice": (
        INTRODUCTION,
        claimed("{0}, and\n{0}"),
        r"has a place already, on line \d+ of .*; a claim is checked once",
    ),
    "a link to no page": (INTRODUCTION, at_the_end("[There](no-such-page.md)."), "no-such-page.md .*not in the site"),
    "a link to no anchor": (
        INTRODUCTION,
        at_the_end("[There](#nowhere)."),
        "#nowhere leads to an anchor that does not",
    ),
    "a link to no anchor of another page": (
        INTRODUCTION,
        at_the_end("[There](derivative.md#nowhere)."),
        "#nowhere leads to an anchor that does not exist",
    ),
    "a printed link to no page": (INTRODUCTION, printed("[There](no-such-page.md)"), "not in the site"),
    "a printed link to no anchor": (INTRODUCTION, printed("[There](#nowhere)"), "anchor that does not exist"),
    "a printed link, in HTML, to no anchor": (
        INTRODUCTION,
        printed('<a href="#nowhere">There</a>', ' html="on"'),
        "anchor that does not exist",
    ),
    "a formula that is not closed": (INTRODUCTION, at_the_end(r"So \(\frac{1}{\)."), "LaTeX error in"),
    "a formula with a misspelt command": (DERIVATIVE, once(r"\frac{", r"\farc{"), r"LaTeX error in .*\\farc"),
    "a sum in place of a product": (DESCENT, once("np.prod(", "sum("), r"is stated, but sum\(.* is "),
}


@pytest.mark.parametrize("fault", PAGE_FAULTS)
def test_a_fault_on_a_page_is_named(planted: Planted, fault: str) -> None:
    page, change, message = PAGE_FAULTS[fault]
    built, line = planted(page, f"docs/{page}", change)
    line += fault.startswith(("a printed link", "a claim proven"))  # the first new line is not yet at fault
    assert built.code == 1, built.said
    faults = built.faults()
    assert any(re.match(rf"docs/{page}:{line}: .*{message}", found) for found in faults), f"line {line}\n{built.said}"
    assert all(PLACE.match(found) for found in faults), built.said


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


@pytest.mark.parametrize(("page", "number"), DERIVATIONS)
def test_a_wrong_line_in_a_derivation_is_named(planted: Planted, page: str, number: int) -> None:
    """Which of its lines is wrong does not matter: tests/test_page_derivations.py has them all."""
    above, steps = derivations((ROOT / "docs" / page).read_text(encoding="utf-8"))[number]
    step = number % len(steps)
    built, line = planted(page, f"docs/{page}", lambda text: negated(text, above, steps[step]))
    assert built.code == 1, built.said
    wrong = re.compile(rf"docs/{page}:(\d+): the block .* fails: DerivationError: step {step + 1} .* is wrong")
    named = [int(found[1]) for found in map(wrong.match, built.faults()) if found]
    assert [place for place in named if above < place <= line], built.said
    assert all(PLACE.match(found) for found in built.faults()), built.said


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
    built, _ = planted(page, "docs/claims.toml", change)
    assert built.code == 1, built.said
    assert any(re.match(message, found) for found in built.faults()), built.said
    assert all(PLACE.match(found) for found in built.faults()), built.said


def test_a_claim_without_its_proof_is_named(planted: Planted) -> None:
    built, _ = planted(INTRODUCTION, f"docs/{INTRODUCTION}", claimed("{1}}}"))
    assert built.code == 1, built.said
    (fault,) = built.faults()
    found = re.match(r"docs/claims.toml:(\d+): no page proves #([\w-]+): state its value on introduction.md", fault)
    assert found, built.said
    lines = (built.site.parent / "docs/claims.toml").read_text(encoding="utf-8").splitlines()
    assert lines[int(found[1]) - 1] == f'id = "{found[2]}"'


@pytest.mark.parametrize(("data", "page"), [("heart", INTRODUCTION), ("cleveland", HEART)])
def test_a_changed_data_file_is_named(planted: Planted, data: str, page: str) -> None:
    def change(text: str) -> str:
        return text[:-9] + text[-9:].translate(str.maketrans("01", "10"))

    built, _ = planted(page, f"lrbook/data/{data}.csv", change)
    assert built.code == 1, built.said
    source = (built.site.parent / "docs" / page).read_text(encoding="utf-8").splitlines()
    loads = "heart.load()" if data == "heart" else "load_cleveland()"
    line = next(n for n, text in enumerate(source, 1) if loads in text)
    assert any(re.match(rf"docs/{page}:{line}: .*{data}\.csv.* sha256", fault) for fault in built.faults()), built.said


# Each of these is put behind the code of its module, and does its function wrong.
MUTANTS: dict[str, tuple[str, str, str]] = {
    "y - a for a - y": (
        INTRODUCTION,
        "neuron",
        "def backward(X, A, Y):\n    dW, db = right.backward(X, A, Y)\n    return -dW, -db",
    ),
    "1/m lost": (
        INTRODUCTION,
        "neuron",
        "def backward(X, A, Y):\n    dW, db = right.backward(X, A, Y)\n    return dW * A.size, db * A.size",
    ),
    "1/m lost in the cost": (INTRODUCTION, "neuron", "def cost(Z, Y):\n    return right.cost(Z, Y) * Z.size"),
    "X transposed": (
        INTRODUCTION,
        "neuron",
        "def backward(X, A, Y):\n    return right.backward(X.T.reshape(X.shape), A, Y)",
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
        "def backward(X, A, Y):\n    return right.backward(X, A, Y)[0], 0.0",
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
        "derivation",
        "def chain(*links):\n    return sum(sp.diff(function, variable) for function, variable in links)",
    ),
}
WITH = "\n\nfrom types import SimpleNamespace as _Namespace\n\nright = _Namespace(**globals())\n\n\n"


@pytest.mark.parametrize("mutant", MUTANTS)
def test_wrong_mathematics_is_named(planted: Planted, mutant: str) -> None:
    page, module, code = MUTANTS[mutant]
    built, _ = planted(page, f"lrbook/{module}.py", lambda text: text + WITH + code + "\n")
    assert built.code == 1, built.said
    faults = built.faults()
    assert all(PLACE.match(found) for found in faults), built.said
    said = r"is stated|is not true here|DerivationError: |, yet |in the ledger, but|comes out as|is no counter"
    assert any(re.match(rf"docs/{page}:\d+: .*(?:{said})", found) for found in faults), built.said
    assert "SyntaxError" not in built.said


# What must not fail.


@pytest.mark.parametrize(
    "page", sorted({page for page, *_ in [*PAGE_FAULTS.values(), *LEDGER_FAULTS.values(), *MUTANTS.values()]})
)
def test_without_a_fault_the_copy_builds(planted: Planted, page: str) -> None:
    built, _ = planted(page)
    assert (built.code, built.faults()) == (0, []), built.said
    claims = json.loads((built.site / "claims.json").read_text(encoding="utf-8"))["claims"]
    assert claims
    assert {claim["page"] for claim in claims} == {page.replace(".md", ".html")}


def test_a_copy_is_built_by_its_own_package(planted: Planted, tmp_path: Path) -> None:
    files = "[sys.modules[f'lrbook.{name}'].__file__ for name in ('press.session', 'neuron')]"
    show = f"import sys; raise RuntimeError({files})"
    built, _ = planted(INTRODUCTION, f"docs/{INTRODUCTION}", in_first_block(show))
    for module in ("press/session.py", "neuron.py"):
        assert str(tmp_path / "lrbook" / module) in built.said


# Every verdict, flipped in every way.

FLIP = """
import json, sys
from mkdocs.commands.build import build
from mkdocs.config import load_config
from lrbook.press.check import ledger, stated
from lrbook.press.check.reading import plain
from lrbook.press.check.source import Source

if __name__ == "__main__":  # and not in the processes of the pages
    config = load_config("mkdocs.yml", site_dir=sys.argv[1])
    build(config)
    book = config.plugins["lrbook"].book


def caught(text):
    flipped = ledger.load(Source("docs/claims.toml", text))
    flipped.proofs, flipped.counters = book.ledger.proofs, book.ledger.counters
    yield from ["form"] * bool(flipped.mistakes)
    yield from ["judged"] * bool(set(flipped.faults()) - set(flipped.mistakes))
    for sheet in book.sheets.values():
        for _, _, number in stated.find(sheet.source.prose):
            if "ledger." in getattr(number, "expression", ""):
                if stated.objection(number, {"ledger"}, plain(eval(number.expression, {"ledger": flipped})))[0]:
                    yield "counted"


if __name__ == "__main__":
    texts = json.load(sys.stdin)
    print(json.dumps({flip: sorted(set(caught(text))) for flip, text in texts.items()}))
"""
NEEDED = {
    "holds": {},
    "erratum": {"truth": "Planted."},
    "holds if": {"condition": "Planted."},
    "unreproducible": {"missing": "Planted."},
}


def test_a_flipped_verdict_is_found(tmp_path: Path) -> None:
    root = copy(tmp_path)
    text = (root / "docs/claims.toml").read_text(encoding="utf-8")
    verdicts: Any = dict(re.findall(r'^id = "(.+)"\n(?:.+\n)*?verdict = "(.+)"$', text, re.M))
    texts = {"none": text}
    for name, verdict in verdicts.items():
        why = re.search(rf'^id = "{name}"\n(?:.+\n)*?why = "', text, re.M)
        for other in NEEDED.keys() - {verdict}:
            fields = (
                dict.fromkeys(("truth", "condition", "missing")) | NEEDED[other] | ({} if why else {"why": "Planted."})
            )
            texts[f"{name}: {verdict} -> {other}"] = entry(name, verdict=other, **fields)(text)
    done = subprocess.run(
        [sys.executable, "-c", FLIP, str(tmp_path / "site")],
        input=json.dumps(texts),
        cwd=root,
        env=environment(root),
        text=True,
        capture_output=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    caught = json.loads(done.stdout.splitlines()[-1])
    rmtree(tmp_path)
    assert caught.pop("none") == []
    assert len(caught) == 3 * 50
    assert [flip for flip, how in caught.items() if "form" in how] == []
    assert [flip for flip, how in caught.items() if not how] == []
