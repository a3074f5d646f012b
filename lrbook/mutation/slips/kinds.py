"""Where slips of each kind can fall. A kind reads the texts of the book, and yields what a slip makes of one."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from lrbook.mutation.slips.words import denied, turned
from lrbook.press.check.source import Source

Texts = Mapping[str, str]
"""The texts of the book by their paths: pages, the ledger, the modules, README."""

STATED = re.compile(r"\[(?P<shown>[^\[\]\n]+)\]\{=(?P<expression>[^}\n]*)\}")
FORMULA = re.compile(r"\\\((?P<tex>.+?)\\\)|\\\[(?P<display>.+?)\\\]", re.S)
LINK = re.compile(r"(?<!!)\[(?P<words>[^\[\]]+)\]\((?P<target>[\w./-]+\.md(?:#[\w.-]+)?)\)")
TABLE = re.compile(r"^\|(?P<head>.*)\|\n\|[-:| ]+\|\n(?P<rows>(?:\|.*\|\n)+)", re.M)
CAPTION = re.compile(r"^/// figure-caption\n(?P<text>.*?)^///$", re.M | re.S)
BLOCK = re.compile(r'^```python exec="on"[^\n]*\n(?P<code>.*?)^```$', re.M | re.S)
BESIDE = re.compile(r"\]\([^)]*\)|\]\[[^\]]*\]|\{ ?#[^}\n]*\}|\A---\n.*?\n---\n", re.S)
"""The targets of links, the ids of headings, and the front matter."""
EXAMPLE = re.compile(r"\[[^\]]*\]\{given\}|such as Table \d+")
"""Numbers of README that only show how a thing is written: any other would do."""
COUNTS = {"one": "two", "two": "three", "three": "four", "both": "neither", "zero": "one", "half": "third"}
COUNT = re.compile(rf"\b(?:{'|'.join(COUNTS)})\b")
PRONOUN = re.compile(
    r"(?i)\b(?:(?:the|this|that|each|every|another|which|no|our|its)\s|(?=an?\s[\w-]+\sone))"
    r"(?:(?!(?:above|and|at|below|by|is|minus|of|or|to)\b)[\w-]+\s){0,2}?one"
    r"(?=[.,;:?!)]|\s\s|\s(?:at|below|for|from|gets|has|in|is|it|on|or|takes|that|there|who|with)\b)"
    r"|(?<!to )\bone(?:-hot|\s(?:another|by one|that|who|which))\b"
)
"""A *one* that counts nothing: the right one, one that is, one by one, one-hot. A *two* there is no English."""


@dataclass(frozen=True)
class Slip:
    """A slip: its kind, the file, what stood there from which place on, and what stands there now."""

    kind: str
    path: str
    start: int
    was: str
    now: str

    def made(self, text: str) -> str:
        """Return the text with the slip in it."""
        return text[: self.start] + self.now + text[self.start + len(self.was) :]


Edit = tuple[str, int, int, str]
"""A path, the place where a change begins and where it ends, and what stands there instead."""


def slips_of(kind: str, texts: Texts) -> list[Slip]:
    """Return all slips of a kind that can be made in the book."""
    return [
        Slip(kind, path, start, texts[path][start:end], now)
        for path, start, end, now in KINDS[kind](texts)
        if texts[path][start:end] != now
    ]


def pages(texts: Texts) -> Iterator[tuple[str, str]]:
    """Yield the pages that are written by hand, and speak of the mathematics."""
    for path, text in texts.items():
        if (
            path.endswith(".md")
            and path.startswith("docs/")
            and not path.startswith(("docs/reference/", "docs/manual"))
        ):
            yield path, text


def shown(text: str) -> str:
    """Return a page as its reader meets its words, character for character: what is stated, without its expression."""
    return _as_shown(_without_code(text))


def prose(text: str) -> str:
    """Return a page without what is no plain prose of its author's, blanked out: what is stated, too."""
    return STATED.sub(lambda found: " " * len(found[0]), _without_code(text))


def _as_shown(text: str) -> str:
    return STATED.sub(lambda found: f" {found['shown']}".ljust(len(found[0])), text)


def _without_code(text: str) -> str:
    blank = Source("", text).seen
    for pattern in (FORMULA, BESIDE):
        blank = pattern.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), blank)
    return blank


def numbers(texts: Texts) -> Iterator[Edit]:
    """Change a digit of a number that is stated."""
    for path, text in pages(texts):
        for stated in STATED.finditer(text):
            digits = [
                place for place in range(*stated.span("shown")) if text[place].isdecimal() and text[place].isascii()
            ]
            if digits and "\\" not in stated["shown"]:
                yield path, digits[0], digits[0] + 1, str((int(text[digits[0]]) + 3) % 10)


def facts(texts: Texts) -> Iterator[Edit]:
    """Turn the word of a fact round, or put a *not* in or take it out."""
    for path, text in pages(texts):
        for stated in STATED.finditer(text):
            shown, start = stated["shown"], stated.start("shown")
            if re.search(r"\d|\\", shown):
                continue
            for begin, end, now in [*turned(shown)][:1] or [denied(shown)]:
                yield path, start + begin, start + end, now


def formulas(texts: Texts) -> Iterator[Edit]:
    """Turn the sign of a formula round, or lose its exponent."""
    for path, text in pages(texts):
        blank = re.sub(r"\{=[^}\n]*\}", lambda found: " " * len(found[0]), text)
        for formula in FORMULA.finditer(blank):
            inside = formula["tex"] or formula["display"]
            start = formula.start("tex") if formula["tex"] else formula.start("display")
            for sign in re.finditer(r"(?<=[\w)}\]]) ?(?P<sign>[+-]) ?(?=[\w({\\])|(?P<power>\^[23n]\b)", inside):
                place = start + sign.start("sign" if sign["sign"] else "power")
                yield (
                    path,
                    place,
                    place + len(sign["sign"] or sign["power"]),
                    {"+": "-", "-": "+"}.get(sign["sign"], ""),
                )


def reasons(texts: Texts) -> Iterator[Edit]:
    """Exchange the reasons of two steps of a derivation."""
    for path, text in pages(texts):
        for block in BLOCK.finditer(text):
            code, offset = block["code"], block.start("code")
            for call in ast.walk(ast.parse(code)):
                if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "derive":
                    steps = [step for step in call.args[1:] if isinstance(step, ast.Tuple) and len(step.elts) > 1]
                    spans = [_span(code, step.elts[1], step.elts[-1]) for step in steps]
                    for (a, b), (c, d) in combinations(spans, 2):
                        if code[a:b] != code[c:d]:
                            yield path, offset + a, offset + d, code[c:d] + code[b:c] + code[a:b]


def links(texts: Texts) -> Iterator[Edit]:
    """Let a link lead to where another one leads."""
    for path, text in pages(texts):
        found = [link for link in LINK.finditer(text) if not link["target"].startswith("reference/")]
        for link in found:
            others = sorted({other["target"] for other in found} - {link["target"]})
            for other in others[:3]:
                if other.partition("#")[0] != link["target"].partition("#")[0]:
                    yield path, link.start("target"), link.end("target"), other


def heads(texts: Texts) -> Iterator[Edit]:
    """Exchange the heads of two columns, in a table of the page or in one that a block prints."""
    for path, text in pages(texts):
        for table in TABLE.finditer(text):
            cells = table["head"].split("|")
            columns = [*zip(*(row.strip().strip("|").split("|") for row in table["rows"].splitlines()), strict=False)]
            computed = [place for place, column in enumerate(columns) if "{=" in "".join(column)]
            if len(columns) == len(cells):
                for one, other in combinations(computed, 2):
                    changed = cells[:]
                    changed[one], changed[other] = cells[other], cells[one]
                    yield path, table.start("head"), table.end("head"), "|".join(changed)
        yield from _exchanged_keys(path, text, "figures.table")


def curves(texts: Texts) -> Iterator[Edit]:
    """Exchange the names of two lines or bars of a picture."""
    for path, text in pages(texts):
        yield from _exchanged_keys(path, text, "figures.")


def captions(texts: Texts) -> Iterator[Edit]:
    """Turn a word of a caption round, stated or not."""
    for path, text in pages(texts):
        blank = shown(text)
        for caption in CAPTION.finditer(text):
            start = caption.start("text")
            for begin, end, now in turned(blank[start : caption.end("text")]):
                yield path, start + begin, start + end, now


def sentences(texts: Texts) -> Iterator[Edit]:
    """Turn a word of a sentence round, stated or not, that stands outside of captions."""
    for path, text in pages(texts):
        if path not in ("docs/glossary.md", "docs/how-it-is-checked.md"):
            blank = CAPTION.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), shown(text))
            for begin, end, now in turned(blank):
                yield path, begin, end, now


def counts(texts: Texts) -> Iterator[Edit]:
    """Change a number in words that passes as plain English."""
    for path, text in pages(texts):
        plain = PRONOUN.sub(lambda found: re.sub(r"\S", " ", found[0]), prose(text))
        for count in COUNT.finditer(plain):
            yield path, count.start(), count.end(), COUNTS[count[0]]


def ledger(field: str) -> Callable[[Texts], Iterator[Edit]]:
    """Return what makes slips in a field of the ledger, as its reader meets it: without the expressions."""

    def kind(texts: Texts) -> Iterator[Edit]:
        path = "docs/claims.toml"
        for entry in re.finditer(rf'^{field} = "(?P<text>.*)"$', texts[path], re.M):
            text, start = _as_shown(entry["text"]), entry.start("text")
            signs = [
                (at.start(), at.end(), {"+": "-", "-": "+", "−": "+"}[at[0]])
                for at in re.finditer(r"[+−]|(?<![a-z]{2})-", text)
            ]
            digits = [(at.start(), at.end(), str((int(at[0]) + 1) % 10)) for at in re.finditer(r"[0-9]", text)]
            for begin, end, now in [*signs, *digits][:2] or [*turned(text)][:1]:
                yield path, start + begin, start + end, now

    return kind


def glossary(texts: Texts) -> Iterator[Edit]:
    """Turn a word or a sign of the glossary round, stated or not."""
    path = "docs/glossary.md"
    for begin, end, now in turned(shown(texts[path])):
        yield path, begin, end, now
    yield from (edit for edit in formulas({path: texts[path]}))


def docstrings(texts: Texts) -> Iterator[Edit]:
    """Turn a sign in the formula of a docstring round, or change a shape or a number in it."""
    for path, text in texts.items():
        if not re.fullmatch(r"lrbook/(?:\w+|derivation/\w+|evaluation/\w+|descent/\w+)\.py", path):
            continue
        for node in ast.walk(ast.parse(text)):
            if (
                isinstance(node, ast.FunctionDef | ast.ClassDef)
                and not node.name.startswith("_")
                and ast.get_docstring(node)
            ):
                a, b = _span(text, node.body[0], node.body[0])
                for found in re.finditer(r"`[^`\n]*`|\[[\w, ]+\]", text[a:b]):
                    for sign in re.finditer(
                        r"(?<=[\w)]) (?P<sign>[+−-]) (?=[\w(])|(?P<power>²)|(?P<shape>\b[nm]\b(?=[,\]]))", found[0]
                    ):
                        what = sign["sign"] or sign["power"] or sign["shape"]
                        place = a + found.start() + sign.start() + sign[0].index(what)
                        now = {"+": "−", "-": "+", "−": "+", "²": "³", "n": "m", "m": "n"}[what]
                        yield path, place, place + 1, now


def readme(texts: Texts) -> Iterator[Edit]:
    """Change a number, a name of a file or command, or turn a word of README round."""
    path = "README.md"
    text = texts[path]
    claims = EXAMPLE.sub(lambda found: " " * len(found[0]), text)
    for number in re.finditer(r"(?<![\w.:/-])\d+(?![\w:/-])", claims):
        yield path, number.start(), number.end(), str(int(number[0]) + 1)
    for name in re.finditer(r"`(?:\.venv/bin/)?(?P<name>(?:lrbook|mkdocs|docs/|tests/|\.ci/)[\w./-]*)", text):
        yield path, name.end("name"), name.end("name"), "s"
    blank = re.sub(r"`[^`]*`|\]\([^)]*\)", lambda found: " " * len(found[0]), prose(text))
    for begin, end, now in turned(blank):
        yield path, begin, end, now


KINDS: dict[str, Callable[[Texts], Iterator[Edit]]] = {
    "a stated number changed": numbers,
    "the opposite word in a fact": facts,
    "a formula with a slip": formulas,
    "the reasons of two steps exchanged": reasons,
    "a link to another page than its words say": links,
    "the heads of two columns exchanged": heads,
    "the names of two curves exchanged": curves,
    "the opposite word in a caption": captions,
    "the ledger: what the article prints": ledger("prints"),
    "the ledger: the truth": ledger("truth"),
    "the ledger: what the article says": ledger("says"),
    "the glossary": glossary,
    "a docstring": docstrings,
    "README": readme,
    "a number in words, in plain prose": counts,
    "the opposite word in a sentence": sentences,
}
"""The kinds of slips by their names."""


def _span(code: str, first: ast.AST, last: ast.AST) -> tuple[int, int]:
    """Return where what stands from one node to another begins and ends in the code, counted in characters."""
    starts = [0]
    for line in code.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    lines = code.split("\n")

    def place(line: int, column: int) -> int:
        return starts[line - 1] + len(lines[line - 1].encode()[:column].decode())

    begin = place(first.lineno, first.col_offset)  # type: ignore[attr-defined]
    return begin, place(last.end_lineno, last.end_col_offset)  # type: ignore[attr-defined]


def _exchanged_keys(path: str, text: str, drawn_by: str) -> Iterator[Edit]:
    """Exchange two names in a dictionary of a block that prints with a function, or calls it with the dictionary."""
    for block in BLOCK.finditer(text):
        code, offset = block["code"], block.start("code")
        if drawn_by not in code or ("figures.table" in code) != (drawn_by == "figures.table"):
            continue
        for node in ast.walk(ast.parse(code)):
            if isinstance(node, ast.Dict):
                keys = [key for key in node.keys if isinstance(key, ast.Constant) and isinstance(key.value, str)]
                for one, other in combinations(keys, 2):
                    (a, b), (c, d) = _span(code, one, one), _span(code, other, other)
                    yield path, offset + a, offset + d, code[c:d] + code[b:c] + code[a:b]
