"""The finished page, as its reader gets it: numbers that nothing computes, links and anchors."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser

VOID = set("area base br col embed hr img input link meta source track wbr".split())
SILENT_TAGS = {"pre", "math", "script", "style", "data"}
SILENT_CLASSES = {"arithmatex", "doc", "headerlink", "footnote-ref", "footnote-backref", "claim", "fault"}
"""What is not prose: code, formulas, stated numbers, the reference that is made from docstrings, and the page's furniture."""
SPOKEN = {"alt", "title", "aria-label"}

LARGE = (
    "four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty "
    "thirty forty fifty sixty seventy eighty ninety hundred thousand million billion"
).replace(" ", "|")
EXEMPT = re.compile(
    r"\b(?:sections?|figures?|pictures?|parts?|cases?|class|rules?|pages?|volume)\s\d+(?:(?:,| and| to|–)\s?\d+)*\b"  # places
    r"|(?:\b(?:in|since|until|by|January|May|November)\s|[(©]\s?)(?:19|20)\d\d\b"  # years
    r"|\b(?:version|Python|NumPy|SymPy|AA)\s\d+(?:\.\d+)*\b|\b(?:CC BY|WCAG) \d\.\d\b|\bdoi:\S+"  # versions and names
    r"|\b[1-9](?:st|nd|rd|th)\b",  # small ordinals
    re.I,
)
TYPED = re.compile(rf"(?<![\w.])[+−-]?\d[\d,.]*(?<![,.])\s?%?|[½¼¾⅓⅔]|\b(?:{LARGE})\b", re.I)
ONLY_NUMBER = re.compile(r"\s*[+−-]?\d[\d,.]*\s?%?\s*")
UNREAD = re.compile(r"\{=")

FORMULA_NUMBER = re.compile(r"(?<![\w.])\d+\.\d+|(?<![\w.])(?!10\b)\d{2,}")
FORMULA_PARTS = re.compile(r"\\\\|\\q?quad|\\text|,|\n")
FORMULA_RESULT = re.compile(r".*[^=\s\w{}_\\].*=\s*[-−]?\s*(\d+)\s*\.?\s*")


def typed_numbers(text: str) -> Iterator[re.Match[str]]:
    """Find the numbers of a text, in digits or in words, that are not section numbers, years, versions or small ordinals.

    `one`, `two` and `three` are ordinary English, and pass.
    """
    yield from TYPED.finditer(EXEMPT.sub(lambda exempt: " " * len(exempt[0]), text))


def typed_in_formula(tex: str) -> list[str]:
    """Return the numbers of a formula that want a computation: decimals, numbers of two digits and more, and results.

    A single digit is structure, as in `x^2` or `1 + e^{-z}`; but in `y(5) = 8` it is a result. `x = 5` sets a condition.
    """
    results = [FORMULA_RESULT.fullmatch(part.strip(" &")) for part in FORMULA_PARTS.split(tex)]
    return FORMULA_NUMBER.findall(tex) or [result[1] for result in results if result]


def typed_in_strings(code: str) -> Iterator[tuple[int, str]]:
    """Find the numbers that a block's code would print as prose: in a text of more than one word. Yields (line, number)."""
    tree = ast.parse(code)
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            spoken = re.sub(r"[\"'=\w-]+=\"[^\"]*\"|\\\[.*?\\\]|\\\(.*?\\\)", lambda code: " " * len(code[0]), node.value, flags=re.S)
            if re.search(r"[^\W\d_]\s|\s[^\W\d_]", spoken):
                for number in typed_numbers(spoken):
                    yield node.lineno, number[0]


@dataclass(frozen=True)
class Found:
    """Something on a page: where in its HTML, what it is, the text around it, and the executed block it came from."""

    start: int
    what: str
    around: str = ""
    block: str = ""


@dataclass
class Reader(HTMLParser):
    """Reads the HTML of a page: `numbers` that nothing computes, stated numbers left `unread`, `links` and `anchors`,
    and where `formulas` stand, with the executed block that each came from."""

    html: str
    numbers: list[Found] = field(default_factory=list)
    unread: list[Found] = field(default_factory=list)
    links: list[Found] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)
    formulas: dict[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self._starts = [0, *(match.end() for match in re.finditer("\n", self.html))]
        self._open: list[tuple[str, bool, str]] = []  # tag, whether it silences, the block it is the output of
        self._before = ""
        self.feed(self.html)
        self.close()

    @property
    def _at(self) -> int:
        line, column = self.getpos()
        return self._starts[line - 1] + column

    @property
    def _silent(self) -> bool:
        return any(silent for _, silent, _ in self._open)

    @property
    def _block(self) -> str:
        return next((block for _, _, block in reversed(self._open) if block), "")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take note of an element's id, links and spoken attributes, and whether its text is prose."""
        given = {name: value or "" for name, value in attrs}
        block = given.get("data-block", "")
        if name := given.get("id") or (tag == "a" and given.get("name")):
            self.anchors.append(name)
        self.links += [Found(self._at, given[name], block=block or self._block) for name in ("href", "src") if name in given]
        if "arithmatex" in given.get("class", ""):
            self.formulas[self._at] = self._block
        silent = tag in SILENT_TAGS or bool(block) or not SILENT_CLASSES.isdisjoint(given.get("class", "").split())
        if not (silent or self._silent):
            for name in SPOKEN & given.keys():
                self._read(given[name], self._at, 0)
        if tag not in VOID:
            self._open.append((tag, silent, block))

    def handle_endtag(self, tag: str) -> None:
        """Close an element, and whatever was left open inside it."""
        if tag in {name for name, _, _ in self._open}:
            while self._open.pop()[0] != tag:
                pass

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Read an element that has no content."""
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_data(self, data: str) -> None:
        """Read a text."""
        if UNREAD.search(data) and not any(tag == "code" for tag, _, _ in self._open) and not self._silent:
            self.unread.append(Found(self._at, data.strip()))
        elif not self._silent and (ONLY_NUMBER.fullmatch(data) or not any(tag == "code" for tag, _, _ in self._open)):
            self._read(data, self._at, len(data))
        self._before = data

    def handle_charref(self, name: str) -> None:
        """Read a character that is written as its number: it may be a digit."""
        self.handle_data(unescape(f"&#{name};"))

    def _read(self, text: str, start: int, length: int) -> None:
        for number in typed_numbers(unescape(text) if not length else text):
            around = f"{self._before} {text}"[-200:] if len(text) < 40 else text[max(0, number.start() - 60) : number.end() + 60]
            self.numbers.append(Found(start + (number.start() if length else 0), number[0].strip(), around))
