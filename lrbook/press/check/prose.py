"""The finished page, as its reader gets it: numbers that nothing computes, links and anchors."""

from __future__ import annotations

import ast
import re
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape
from html.parser import HTMLParser
from io import StringIO

from lrbook.press.check.code import nodes
from lrbook.press.check.depends import called
from lrbook.press.check.parts import SIZES
from lrbook.press.check.source import GIVEN
from lrbook.press.rules import names

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
SILENT_TAGS = {"pre", "math", "script", "style", "data"}
SILENT_CLASSES = {
    "arithmatex",
    "doc",
    "headerlink",
    "footnote-ref",
    "footnote-backref",
    "claim",
    "fault",
    "given",
    "linenos",
}
"""What is not prose: code, formulas, stated numbers, the reference made from docstrings, and the page's furniture."""
PROSE, PRINTED, SILENT = range(3)
"""How an element speaks: as an author's prose; as what a block prints, whose numbers are computed; not at all."""
UNCOUNTED = {"svg", "form", "details"}
"""Where words are not there to be read one after the other."""
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
UNLINKED = HEADINGS | {"a", "button", "code", "summary"}
"""What is no place for the link of a term."""
INLINE = re.compile(
    "a|abbr|b|bdi|bdo|cite|code|data|del|dfn|em|font|i|ins|kbd|label|mark|math|output|q|s|samp|small|span|strong|su[bp]"
    "|time|u|var|wbr"
)
"""Elements within a line: what stands before and behind them is read on."""
SPOKEN = {"alt", "title", "placeholder", "summary", "label"}
SPOKEN |= {
    f"aria-{name}" for name in ("label", "description", "placeholder", "roledescription", "valuetext", "valuenow")
}
SHOWING = {(tag, "value") for tag in ("input", "button", "meter", "progress", "li")}
"""Attributes that a reader meets: everywhere, or of these elements."""
HIDING = re.compile(
    rf"""(?i)<(?:data|math)\b|\bdata-(?:block|toc-label)\b|(?:\{{(?!=)[^{{}}\n]*\.|\bclass(?:=|:\s*)["']?(?:[^"'>\n]*\s)?)(?:{"|".join(SILENT_CLASSES)})(?![\w-])"""
    r"""|<script\b|<iframe\b[^>]*\bsrcdoc\b|<(?:style\b[^>]*>[^<]*?|[^<>]*\bstyle=["'][^"']*?)(?<![\w-])(?:content|counter-\w+|list-style(?:-type)?)\s*:"""
    r"""|<(?:style|link|iframe|object|embed|bdo)\b|\bon[a-z]+=["']|\bdir=["']?rtl\b|\btransform\s*:"""
    r"""|[\u202a-\u202e\u2066-\u2069]|&\#(?:823[4-8]|829[4-7]|x202[a-e]|x206[6-9]);"""
)
"""What would make a page's own prose pass for something that is not prose."""

LARGE = (
    "four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen "
    "twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion "
    "dozen twofold threefold"
).replace(" ", "|")
PARTS = "|".join(SIZES)
DIGITS = r"(?:[1-9]\d{0,2}(?:[ \u00a0\u2009\u202f]\d{3})+(?!\d)(?:\.\d+)?|\d[\d,.]*(?<![,.]))"
PERCENT = r"\s?[%‰％٪]"
TYPED = re.compile(
    rf"(?<!\w)(?<!\d\.)(?<!\b\w\.)[+−-]?\.?{DIGITS}(?:e[+−-]?\d+\b)?(?:{PERCENT})?"
    rf"|(?-i:(?<=\b(?:EUR|USD|GBP|CHF|JPY|CNY|INR|CAD|AUD)))[+−-]?{DIGITS}"  # an amount, glued to its currency
    rf"|{DIGITS}{PERCENT}|(?-i:\b[IVXLCDM]{{2,}}){PERCENT}"  # a share, whatever it is glued to
    r"|(?<![\w)])[⁰¹²³⁴-⁹₀-₉]+|[⁰¹²³⁴-⁹]{2,}"  # one raised behind a letter is an exponent; what is lowered, an index
    r"|[½¼¾⅐-↋①-⓿❶-➓㉈-㊿〇〡-〩㈠-㈩㊀-㊉㉑-㉟㊱-㊿௰-௲፩-፼𐄇-𐄳🄀-🄌]|[一二三四五六七八九十百千万億亿]{2,}"
    rf"|\b(?:{LARGE}|(?:ten|hundred|thousand|million|billion|trillion|dozen)s)\b"
    rf"|\b(?:an?|one|two|three|every|each)[\s-](?:{PARTS})s?\b"
    rf"|\b(?:{LARGE})fold\b|\b(?:eleven|twelf|(?:thir|four|fif|six|seven|eigh|nine)teen|\w+tie|hundred|thousand|\w+illion)ths?\b",
    re.I,
)
ONLY_NUMBER = re.compile(r"\s*[+−-]?\d[\d,.]*\s?%?\s*")
IN_WORDS = re.compile(r"[^\W\d_]\s|\s[^\W\d_]")
"""A text of more than one word."""
CONVERSIONS = {"int", "float", "str", "repr", "abs", "round", "floor", "ceil", "trunc", "fabs", "format"}
CONVERSIONS |= {"Decimal", "Fraction", "float32", "float64", "array", "asarray"}
"""What only writes a number in another way: of one that is typed, it computes nothing."""
KEPT = re.compile(r"data-(?!block)")
BREAK = re.compile(r'","|\n')
"""The attributes that keep what a script will show, and what parts its texts."""
UNREAD = "{="
NO_WORDS = "nothing"
MADE = {"term", "claim", "place", "headerlink", "footnote-ref", "footnote-backref", "take", "autorefs"}
"""The classes of links that the press and its tools make, and no author."""
MADE_LINK = re.compile(r'<a class="(?:headerlink|claim)[^>]*>.*?</a>', re.S)
IMAGE = re.compile(r'<img\b[^>]*?\balt="(?P<alt>[^"]*)"[^>]*>')
TAG = re.compile(r"""<!--.*?-->|<(?P<name>\w[\w-]*)(?P<attributes>(?:"[^"]*"|'[^']*'|[^"'<>])*)>""", re.S)
ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")
LED = re.compile(r"\b(?:id|name|href|src)\s*=", re.I)
"""What makes a tag an anchor or a link."""
LISTING = re.compile(r"(?<=<pre>).*?(?=</pre>)", re.S)
"""Code, which has many tags and no prose."""
MARKUP = re.compile(r"""<!--.*?-->|<pre>(?P<code>.*?)</pre>|<(?:"[^"]*"|'[^']*'|[^'">])*>""", re.S)
"""Comments, listings and tags: what looks like a listing within a comment or an attribute is none."""
COLOURED = re.compile(r"</?(?:span|a)\b[^>]*>")
QUIET = re.compile(r'<span class="(?:n|o|p|w)">([^<]*)</span>')

FORMULA = re.compile(r"\\\(.*?\\\)|\\\[.*?\\\]|\$[^$]+\$", re.S)
PLAIN_RELATION = re.compile(r"[=<>≤≥≠≈←]")
"""What a formula has in plain text."""
FORMULA_GAP = re.compile(
    r"(?<=[\d.])(?<![\^_]\d)(?<!(?:frac|inom)\d)(?<!(?:frac|inom) \d)"
    r"(?:\\[,;:!>/@ ]|\\(?:(?:neg)?(?:thin|med|thick)space|enspace|relax|null|mathstrut|allowbreak|nobreak)(?![a-zA-Z])"
    r"|\\(?:h|m)space\*?\{[^{}]*\}|\\(?:h?phantom)\{[^{}]*\}|\\(?:m?kern|[hm]skip)\s*[-−]?[\d.]+\s?[a-z]{2}"
    r"|[~\s]|\{\\?[,;:! ]?\})+(?=\d|\\%|%)"
)
"""What parts digits in the source of a formula, and hardly where it is shown."""
FORMULA_DRESS = re.compile(
    r"(?:\\(?:math(?:bf|it|sf|tt|normal)|boldsymbol|bm|(?:text)?color\{\w+\})|(?<![\w}\]^_])|(?<![\^_]\d)(?<=\d))"
    r"\{(\d+)\}"
)
"""Digits in braces of their own, or in another font: no place for an argument."""
FORMULA_INDEX = re.compile(
    r"(?<=[A-Za-z}])_\{\d+\}|(?<![\w)}\]'|])(?:\{\})?\^\{\d{1,3}\}(?=(?:\\(?:mathrm|text)\{)?[A-Z])"
)
"""Which one of several something is, or which isotope: a name, and no value."""
FORMULA_WORDS = re.compile(r"\\(?:text|mathrm|textbf|textrm|mbox|operatorname\*?)\{([^{}]*)\}")
FORMULA_NUMBER = re.compile(
    r"\d+\\?%|(?:(?:(?<=[=<>(,])|(?<=[=<>(,] ))[-−])?(?<!\w)(?<!\w\.)(?:\d*\.\d+|(?!10\b)\d{2,})"
)
FORMULA_PARTS = re.compile(r"\\\\|\\q?quad|\\text(?:\{\})?|,|\n")
FORMULA_RESULT = re.compile(
    r"(?:.*(?:=|\\approx|\\to|\\rightarrow))?(?P<left>.+?)(?:=|\\approx)\s*(?P<right>[-−]?\s*\d+)\s*\.?"
)
COMPUTED = "\x04"
"""What stands in a formula for a part of it that is stated."""
RELATION = re.compile(
    r"[=<>:≤≥≠≈≡∼∝←⇒⇔≪≫≅≃]|\\(?:approx|sim|equiv|propto|leftarrow|gets|leq?|geq?|neq?|lt|gt|ll|gg"
    r"|leqslant|geqslant|cong|simeq|doteq|asymp|implies|iff|Rightarrow|Leftrightarrow)(?![a-zA-Z])"
)
RESULT = rf"\s*[-−+]?\s*{COMPUTED}\s*(?:\\%)?\s*"
CONDITION = re.compile(  # a letter, perhaps of a derivative, a number, or what is computed
    r"\s*(?:(?!e\b)[A-Za-z]|(?!\\pi\b)\\[a-z]+|d[A-Z]|\\frac\{d\w+\}\{d\w+\}|[-−]?\d+|10\^\{?-?\d\}?)?'*(?:_(?:\w|\{\w+\}))?'*\s*"
    + f"|{RESULT}",
)
IS_NUMBER = re.compile(rf"\s*(?:[-−]?\d+|10\^\{{?-?\d\}}?)\s*|{RESULT}")
"""A side of a condition that says what a letter is or how large: at least one must be a number."""
VALUE_STATED = re.compile(rf"\s*\\?[A-Za-z]+'*\([^()=]*\)\s*={RESULT}")
"""A function's value, stated."""
OPERATION = re.compile(
    r"(?<=[^\s{(,])\s*[-+−*/]|\^|\\(?:frac|sqrt|cdot|times|sum|prod|log|ln|exp|sin|cos|tanh)(?![a-z])(?!\s*(?:_(?:\w|\{\w+\}))?\s*$)"
)
LETTER = re.compile(r"(?<![A-Za-z\\])[A-Za-z]")
DERIVATIVE = re.compile(r"\\frac\{(?:d|\\partial) ?\w*\}\{(?:d|\\partial) ?\w+\}|\^\{?[*'T]\}?|10\^\{?-?\d+\}?")
"""A derivative, and what is a name with its mark, or a number."""
FORMULA_LAYOUT = re.compile(r"&|\\(?:begin|end)\{\w+\*?\}")
FORMULA_ROW = re.compile(r"\\\\|\\q?quad|\\text\{[^{}]*\}")
DECLARED = re.compile(
    r"\s*\\?\w+\s*:(?!=)[^=<>:]*\\(?:to|mapsto|rightarrow)\b[^=<>:]*"  # a map, from where to where
    r"|\s*\w+\s*=\s*\d+(?:,\s*\d+)*,\s*(?:\\[cl]?dots|…|\.\.\.),\s*\w+\s*"  # an index, with its range
)
"""What a formula may say without a check: it says what a letter stands for."""
BARE_NAME = re.compile(r"\s*\\?[A-Za-z]+'*(?:_(?:\w|\{\w+\}))?'*\s*")
UNSPOKEN = re.compile(rf"\b(?!(?:{'|'.join(SPOKEN)})=)[\w-]+=(?:\"[^\"]*\"|'[^']*')")


def typed_numbers(text: str) -> Iterator[re.Match[str]]:
    """Find the numbers of a text, in digits or words, that are no part of a name: a year, a version, a place, …

    `one`, `two` and `three` are ordinary English, and pass.
    """
    if TYPED.search(text):
        yield from TYPED.finditer(names.without(text))


def typed_in_formula(tex: str) -> list[str]:
    """Return the numbers of a formula that want a computation: decimals, those of two digits and more, and results.

    A single digit is structure, as in `x^2` or `1 + e^{-z}`. In `y(5) = 8` it is a result; `x = 5` sets a condition.
    """
    words = [number[0].strip() for part in FORMULA_WORDS.findall(tex) for number in typed_numbers(part)]
    tex = FORMULA_WORDS.sub(r"\\text{}", FORMULA_INDEX.sub("", tex))
    while (bare := FORMULA_GAP.sub("", FORMULA_DRESS.sub(r"\1", tex))) != tex:
        tex = bare
    parts = [FORMULA_RESULT.fullmatch(part.strip(" &").replace("&", "")) for part in FORMULA_PARTS.split(tex)]
    results = [part["right"] for part in parts if part and not BARE_NAME.fullmatch(part["left"])]
    return words + FORMULA_NUMBER.findall(tex) or results


def unchecked_relations(tex: str) -> Iterator[str]:
    """Find the relations of a formula that say more than a condition does, such as `y = 0` or `z > 0`."""
    for row in FORMULA_ROW.split(tex):
        row = FORMULA_LAYOUT.sub("", row).strip(" ,.\n")
        sides = RELATION.split(row)
        condition = all(map(CONDITION.fullmatch, sides)) and any(map(IS_NUMBER.fullmatch, sides))
        if len(sides) > 1 and not condition and not VALUE_STATED.fullmatch(row) and not DECLARED.fullmatch(row):
            yield " ".join(row.split())


def operations(tex: str) -> Iterator[str]:
    """Find the expressions of a formula that compute something, and have no relation, such as `a - y` or `e^{-z}`."""
    for row in FORMULA_ROW.split(FORMULA_WORDS.sub("", tex)):
        row = FORMULA_LAYOUT.sub("", row).strip(" ,.\n")
        if not RELATION.search(row) and OPERATION.search(DERIVATIVE.sub("", row)) and LETTER.search(row):
            yield " ".join(row.split())


def typed_in_strings(code: str) -> Iterator[tuple[int, str]]:
    """Find the numbers that a block's code would show as prose, instead of computing them. Yields (line, number).

    They stand in a text of more than one word, or in whatever is printed as it is written; or they are a text of their
    own in a row.
    """
    parts: set[ast.AST] = set()  # of an f-string, which is one text; and docstrings
    printed: set[ast.AST] = set()
    for node in nodes(code):  # from the outside in
        if isinstance(node, ast.JoinedStr):
            parts.update(node.values, *(ast.walk(spec) for spec in map(_format, node.values) if spec))
        elif isinstance(node, ast.Expr):
            parts.add(node.value)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print":
            printed.update(node.args)
        elif template := _template(node):
            printed.update(_taken_in(node) if node in printed or IN_WORDS.search(template) else ())
        elif isinstance(node, ast.Call) and node in printed and called(node) in CONVERSIONS:
            printed.update(node.args[:1])
        elif isinstance(node, ast.UnaryOp):  # a sign and its number are one
            parts.add(node.operand)
        elif isinstance(node, (ast.Tuple, ast.List)):  # a row of a table
            printed.update(cell for cell in node.elts if ONLY_NUMBER.fullmatch(_text(cell)) and _is_text(cell))
        if isinstance(node, (ast.JoinedStr, ast.Constant, ast.UnaryOp)) and node not in parts:
            yield from ((node.lineno, number) for number in _typed_in_text(_text(node), as_written=node in printed))


def typed_in_remarks(code: str) -> Iterator[tuple[int, str]]:
    """Find the numbers in the comments and docstrings of a block whose code is shown. Yields (line, number)."""
    for token in tokenize.generate_tokens(StringIO(code).readline):
        if token.type == tokenize.COMMENT:
            yield from ((token.start[0], number[0].strip()) for number in typed_numbers(token.string))
    for node in nodes(code):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            yield from ((node.lineno, number[0].strip()) for number in typed_numbers(node.value.value))


def _template(node: ast.AST) -> str:
    """Return the text that values are put into, by its `format` or by %, or ""."""
    match node:
        case ast.Call(func=ast.Attribute(value=ast.Constant(value=str(text)), attr="format")):
            return text
        case ast.BinOp(left=ast.Constant(value=str(text)), op=ast.Mod()):
            return text
    return ""


def _taken_in(node: ast.AST) -> list[ast.expr]:
    """Return what a template takes in."""
    if isinstance(node, ast.Call):
        return [*node.args, *(keyword.value for keyword in node.keywords)]
    values = node.right if isinstance(node, ast.BinOp) else None
    return values.elts if isinstance(values, ast.Tuple) else [values] if values else []


def _format(part: ast.expr) -> ast.expr | None:
    return part.format_spec if isinstance(part, ast.FormattedValue) else None


def _text(node: ast.expr) -> str:
    """Return the text that a constant or an f-string shows, with a gap for what is computed in it."""
    if isinstance(node, ast.JoinedStr):
        return "".join(_text(part) for part in node.values)
    if isinstance(node, ast.FormattedValue):
        return _text(node.value)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return f"-{_text(node.operand)}"
    if called(node) in CONVERSIONS and isinstance(node, ast.Call) and node.args:
        return _text(node.args[0])
    shows = isinstance(node, ast.Constant) and type(node.value) in {str, int, float}
    return str(node.value) if isinstance(node, ast.Constant) and shows else "…"


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _typed_in_text(text: str, *, as_written: bool) -> list[str]:
    spoken = GIVEN.sub(" ", UNSPOKEN.sub(" ", FORMULA.sub(" ", text)))
    in_words = as_written or IN_WORDS.search(spoken)
    numbers = [number[0].strip() for number in typed_numbers(spoken)] if in_words else []
    for formula in FORMULA.findall(text):
        numbers += typed_in_formula(formula)
        numbers += unchecked_relations(formula.strip("\\()[]$").replace("…", COMPUTED)) if as_written else ()
    return numbers


@dataclass(frozen=True)
class Found:
    """Something on a page: where in its HTML, what it is, the text around it, and the executed block it came from."""

    start: int
    what: str
    around: str = ""
    block: str = ""


def quiet(html: str) -> str:
    """Return the HTML of a page with colour in its code only where it tells something: keywords, texts, numbers, calls.

    A name, a sign or a space of its own, as they come, is a third of what a phone has to lay out.
    """
    return LISTING.sub(lambda code: QUIET.sub(r"\1", code[0]), html)


def uncoloured(html: str) -> str:
    """Return the HTML of a page with its code as plain text."""
    return LISTING.sub(lambda code: COLOURED.sub("", code[0]), html)


def links_and_anchors(html: str) -> tuple[list[Found], list[tuple[str, str]]]:
    """Find where a page leads, and where links to it can lead.

    Each link comes with its words, or "" if the press has made it, and the last executed block before it; each anchor
    with the heading that it stands in; below one, with its own name before that. The anchor of the page itself is "".
    """
    links: list[Found] = []
    anchors: list[tuple[str, str]] = []
    block = heading = ""
    for tag in TAG.finditer(html):
        if not tag["name"] or not (LED.search(tag["attributes"]) or tag["name"] in HEADINGS):
            continue
        given = {name: unescape(value.strip("\"'")) for name, value in ATTRIBUTE.findall(tag["attributes"])}
        is_heading = tag["name"] in HEADINGS
        if is_heading:
            words = _words(_inside(html, tag))
            anchors += [] if heading else [("", words)]
            heading = words
        if name := given.get("id") or (tag["name"] == "a" and given.get("name")):
            anchors.append((name, heading if is_heading else f"{name}: {heading}"))
            block = name.removeprefix("block-") if name.startswith("block-") else block
        made = "__codelineno" in given.get("id", "") or not MADE.isdisjoint(given.get("class", "").split())
        words = ""
        if tag["name"] == "a" and not made:
            words = _words(_inside(html, tag)) or given.get("aria-label", NO_WORDS)
        links += [Found(tag.start(), given[name], words, block) for name in ("href", "src") if name in given]
    return links, anchors


def _inside(html: str, tag: re.Match[str]) -> str:
    """Return what stands between a tag and the next one that closes such an element."""
    end = html.find(f"</{tag['name']}>", tag.end())
    return html[tag.end() : end if end >= 0 else None]


def _words(html: str) -> str:
    """Return the words of a link or a heading, with its code in backticks."""
    html = IMAGE.sub(r" \g<alt> ", MADE_LINK.sub("", html))
    return " ".join(unescape(re.sub(r"<[^>]*>", "", re.sub(r"</?code\b[^>]*>", "`", html))).split())


def _without_code(part: re.Match[str]) -> str:
    """Return markup with its code blanked out, character for character."""
    return part[0] if part["code"] is None else "<pre>" + re.sub(r"[^\n]", " ", part["code"]) + "</pre>"


@dataclass
class Reader(HTMLParser):
    """Reads the HTML of a page: `numbers` that nothing computes, stated numbers left `unread`, where `formulas` stand,
    with the executed block that each came from, which `anchors` there are, how many `words` are there to read, and the
    author's `texts`, each with its place, as far as a link may stand in them. `listings` are its blocks of code that no
    block of the page shows, `codes` what stands as code in a line. `printed` is what its blocks show, line by line,
    also in pictures and on controls; what may be a formula has a sign. `samples` are the texts of its fences."""

    html: str
    samples: frozenset[str] = frozenset()
    numbers: list[Found] = field(default_factory=list)
    plain: list[Found] = field(default_factory=list)
    printed: list[Found] = field(default_factory=list)
    unread: list[Found] = field(default_factory=list)
    formulas: dict[int, str] = field(default_factory=dict)
    anchors: set[str] = field(default_factory=set)
    words: int = 0
    texts: list[tuple[int, str]] = field(default_factory=list)
    listings: list[Found] = field(default_factory=list)
    codes: list[Found] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Read the page."""
        super().__init__(convert_charrefs=False)
        self._starts = [0, *(match.end() for match in re.finditer("\n", self.html))]
        self._open: list[tuple[str, int, str]] = []  # tag, how silent it is, the block it is the output of
        self._line: list[tuple[int, str]] = []  # the texts of a line, which elements may divide, with their places
        self._next_item = 1
        self.feed(MARKUP.sub(_without_code, self.html))
        self.close()
        self._read_line()

    @property
    def _at(self) -> int:
        line, column = self.getpos()
        return self._starts[line - 1] + column

    @property
    def _silent(self) -> int:
        return max((silent for _, silent, _ in self._open), default=PROSE)

    @property
    def _block(self) -> str:
        return next((block for _, _, block in reversed(self._open) if block), "")

    @property
    def _tags(self) -> set[str]:
        return {tag for tag, _, _ in self._open}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take note of an element's spoken attributes, and whether its text is prose."""
        given = {name: value or "" for name, value in attrs}
        classes = set(given.get("class", "").split())
        self.anchors.add(given.get("id", ""))
        block = given.get("data-block") or (given.get("id", "").removeprefix("block-") if "block" in classes else "")
        self._part(tag)
        if "arithmatex" in classes:
            self.formulas[self._at] = self._block
        if tag == "pre" and self._silent == PROSE and not self._block:
            code = self.html[self._at :].partition("</pre>")[0]
            self.listings.append(Found(self._at, unescape(re.sub(r"<[^>]*>", "", code)).strip("\n")))
        silent = PRINTED if "data-block" in given else PROSE
        if tag in SILENT_TAGS or not SILENT_CLASSES.isdisjoint(classes):
            silent = SILENT
        self._open.append((tag, silent, block))
        for name in given.keys() & (SPOKEN | {name for element, name in SHOWING if element == tag}):
            self._read(given[name], spoken=True)
        for name in filter(KEPT.match, given if self._silent == PRINTED else ()):  # what a script will show
            self.printed.append(Found(self._at, "", BREAK.sub("\n", given[name]), self._block))
        if tag == "ol" and self._silent == PROSE:
            self._count_from(given.get("start", "1"))
        self._next_item += tag == "li"
        if tag in VOID:
            self._open.pop()

    def _count_from(self, start: str) -> None:
        """Take note of where an ordered list begins: at one, or it goes on where another one ended."""
        if start not in {"0", "1", str(self._next_item)}:
            self._read(start, spoken=True)
        self._next_item = int(start) if start.isdecimal() else 1

    def handle_endtag(self, tag: str) -> None:
        """Close an element, and whatever was left open inside it."""
        self._part(tag)
        if tag in self._tags:
            while self._open.pop()[0] != tag:
                pass

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Read an element that has no content."""
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_data(self, data: str) -> None:
        """Read a text."""
        if not data.isspace():
            self._read(data)
            if not any(tag in UNCOUNTED or (silent == SILENT and tag != "data") for tag, silent, _ in self._open):
                self.words += len(data.split())
        else:
            self._line.append((self._at, data))

    def handle_comment(self, data: str) -> None:
        """Read what Matplotlib writes beside a text that it draws as a path, or as a formula."""
        if self._silent == PRINTED and "svg" in self._tags:
            self._print(data)

    def handle_entityref(self, name: str) -> None:
        """Read a character that is written as its name: it may be a fraction."""
        self.handle_data(unescape(f"&{name};"))

    def handle_charref(self, name: str) -> None:
        """Read a character that is written as its code: it may be a digit."""
        self.handle_data(unescape(f"&#{name};"))

    def _read(self, text: str, *, spoken: bool = False) -> None:
        silent = self._silent
        in_code = "code" in self._tags and not spoken
        if silent == SILENT:
            self._line += [(self._at, COMPUTED)] * (not spoken)
            return
        if silent == PROSE and not spoken and self._tags.isdisjoint(UNLINKED):
            self.texts.append((self._at, text))
        if spoken and PLAIN_RELATION.search(text):
            self.plain.append(Found(self._at, PLAIN_RELATION.findall(text)[0], text, self._block))
        if spoken and silent == PRINTED:
            self._print(text)
        if UNREAD in text and not in_code:
            self.unread.append(Found(self._at, text.strip()))
        elif silent == PROSE and spoken:
            self.numbers += [Found(self._at, number[0].strip(), text, self._block) for number in typed_numbers(text)]
        elif in_code and (silent == PRINTED or not ONLY_NUMBER.fullmatch(text)):
            self.codes += [Found(self._at, unescape(text), text, self._block)] * (silent == PROSE)
            self._line.append((self._at, COMPUTED))
        elif not spoken:
            glued = text[0].isdigit() and self._tags.isdisjoint({"sub", "sup"})
            if glued and self._line and self._line[-1][1][-1].isalpha():  # the elements part them
                self._line.append((self._at, " "))
            self._line.append((self._at, text))

    def _print(self, text: str) -> None:
        sign = PLAIN_RELATION.search(text)
        self.printed.append(Found(self._at, sign[0] if sign else "", text, self._block))

    def _part(self, tag: str) -> None:
        """End the line at a tag that ends it."""
        if tag == "br":
            self._line.append((self._at, "\n"))
        elif not INLINE.fullmatch(tag):
            self._read_line()

    def _read_line(self) -> None:
        """Find the numbers of a line, whichever elements divide it."""
        if not self._line:
            return
        text = "".join(part for _, part in self._line)
        places = [at + index for at, part in self._line for index in range(len(part))]
        self._line.clear()
        if self._silent == PRINTED:
            self._print(text)
            return
        if relation := PLAIN_RELATION.search(text):
            self.plain.append(Found(places[0], relation[0], text, self._block))
        for number in typed_numbers(text):
            start = number.start()
            around = text[:start].rpartition("\n")[2] + text[start:].partition("\n")[0]
            self.numbers.append(Found(places[start], number[0].strip(), around, self._block))


@lru_cache(maxsize=256)
def read(html: str, samples: frozenset[str] = frozenset()) -> Reader:
    """Read the HTML of a page. From build to build of a server most pages stay as they are."""
    return Reader(html, samples)
