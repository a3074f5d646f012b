"""The finished page, as its reader gets it: what is prose, and the numbers in it that nothing computes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from html import unescape
from html.parser import HTMLParser
from typing import NamedTuple

from lrbook.press.check import citations, heads, places
from lrbook.press.check.beside import NO_WIDTH
from lrbook.press.check.markup import HEADINGS, SPOKEN, Found
from lrbook.press.check.tex import COMPUTED
from lrbook.press.check.typed import ONLY_NUMBER, ONLY_NUMBERS, typed_numbers

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
UNLINKED = HEADINGS | {"a", "button", "code", "summary"}
"""What is no place for the link of a term."""
INLINE = re.compile(
    "a|abbr|b|bdi|bdo|cite|code|data|del|dfn|em|font|i|ins|kbd|label|mark|math|output|q|s|samp|small|span|strong|su[bp]"
    "|time|u|var|wbr"
)
"""Elements within a line: what stands before and behind them is read on."""
SHOWING = {(tag, "value") for tag in ("input", "button", "meter", "progress", "li")}
"""Attributes that a reader meets in these elements."""
KEPT = re.compile(r"data-(?!block)")
BREAK = re.compile(r'","|\n')
"""The attributes that keep what a script will show, and what parts its texts."""
UNREAD = "{="
WORD = re.compile(r"(?<![A-Za-z])[A-Za-z][a-z]+(?![A-Za-z]|\s\d)")
MARKUP = re.compile(r"""<!--.*?-->|<pre>(?P<code>.*?)</pre>|<(?:"[^"]*"|'[^']*'|[^'">])*>""", re.S)
"""Comments, listings and tags: what looks like a listing within a comment or an attribute is none."""
PLAIN_RELATION = re.compile(r"[=<>≤≥≠≈←⩽⩾≡≅≃∼∝≪≫]")
"""What a formula has in plain text."""


def _without_code(part: re.Match[str]) -> str:
    """Return markup with its code blanked out, character for character."""
    return part[0] if part["code"] is None else "<pre>" + re.sub(r"[^\n]", " ", part["code"]) + "</pre>"


class Element(NamedTuple):
    """An element that is open: its tag, and what it is by itself or by those that it is in.

    `silent` is how it speaks, `block` the block that it is the output of, `counted` whether its words are to be read.
    """

    tag: str = ""
    tags: frozenset[str] = frozenset()
    silent: int = PROSE
    block: str = ""
    counted: bool = True


@dataclass
class Reader(HTMLParser):
    """Reads the HTML of a page: `numbers` that nothing computes, stated numbers left `unread`, where `formulas` stand,
    with the executed block that each came from, which `anchors` there are, how many `words` are there to read, and the
    author's `texts`, each with its place, as far as a link may stand in them. `listings` are its blocks of code that no
    block of the page shows, `codes` what stands as code in a line, `said` the words that no block prints. `printed` is
    what its blocks show, line by line, also in pictures and on controls; what may be a formula has a sign. `samples`
    are the texts of its fences."""

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
    said: list[tuple[int, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Read the page."""
        super().__init__(convert_charrefs=False)
        self._starts = [0, *(match.end() for match in re.finditer("\n", self.html))]
        self._open = [Element()]
        self._code: list[tuple[int, str]] = []  # the texts of code in a line, which its marks divide
        self._line: list[tuple[int, str]] = []  # the texts of a line, which elements may divide, with their places
        self._next_item = 1
        self._works: list[int] = []  # that the page lists, by their numbers
        self._cited: list[tuple[set[int], Found]] = []  # numbers that are names if the page lists these works
        self._heads: dict[int, str] = {}  # of the columns of a table
        self._column = 0
        self._places: dict[str, heads.Place] = {}  # of the last heading that counts, by its level, and of all levels
        self.feed(MARKUP.sub(_without_code, self.html))
        self.close()
        self._read_line()
        works = citations.listed(self._works)
        self.numbers += [number for cited, number in self._cited if not cited <= works]
        self.numbers.sort(key=lambda number: number.start)

    @cached_property
    def _used(self) -> frozenset[str]:
        """The words of the page that no number follows, also in its code."""
        return frozenset(WORD.findall(re.sub(r"<[^>]*>", " ", self.html)))

    @property
    def _at(self) -> int:
        line, column = self.getpos()
        return self._starts[line - 1] + column

    @property
    def _silent(self) -> int:
        return self._open[-1].silent

    @property
    def _block(self) -> str:
        return self._open[-1].block

    @property
    def _tags(self) -> frozenset[str]:
        return self._open[-1].tags

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
            listing = Found(self._at, unescape(re.sub(r"<[^>]*>", "", code)).strip("\n"))
            self.listings.append(listing)
            self._say("" if listing.what in self.samples else listing.what, spoken=True)
        silent = PRINTED if "data-block" in given else PROSE
        if tag in SILENT_TAGS or not SILENT_CLASSES.isdisjoint(classes):
            silent = SILENT
        self._open.append(self._within(tag, silent, block))
        for name in sorted(given.keys() & (SPOKEN | {name for element, name in SHOWING if element == tag})):
            self._read(given[name], spoken=True)
        for name in filter(KEPT.match, given if self._silent == PRINTED else ()):  # what a script will show
            self.printed.append(Found(self._at, "", BREAK.sub("\n", given[name]), self._block))
        if tag == "ol" and self._silent == PROSE:
            self._count_from(given.get("start", "1"))
        self._next_item += tag == "li"
        self._heads = {} if tag == "table" else self._heads
        self._column = 0 if tag == "tr" else self._column + (tag in {"th", "td"})
        if tag in VOID:
            self._open.pop()

    def _within(self, tag: str, silent: int, block: str) -> Element:
        """Return an element within those that are open."""
        around = self._open[-1]
        counted = around.counted and tag not in UNCOUNTED and (silent != SILENT or tag == "data")
        return Element(tag, around.tags | {tag}, max(around.silent, silent), block or around.block, counted)

    def _count_from(self, start: str) -> None:
        """Take note of where an ordered list begins: at one, or it goes on where another one ended."""
        if start not in {"0", "1", str(self._next_item)}:
            self._read(start, spoken=True)
        self._next_item = int(start) if start.isdecimal() else 1

    def handle_endtag(self, tag: str) -> None:
        """Close an element, and whatever was left open inside it."""
        self._part(tag)
        if tag == "code":
            self._read_code()
        if tag in self._tags:
            while self._open.pop().tag != tag:
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
            self.words += len(data.split()) * self._open[-1].counted
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
        if not spoken or silent != SILENT:
            self._say(text, spoken=spoken)
        text = NO_WIDTH.sub("", text)
        if not text:
            return
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
            self.numbers += [
                Found(self._at, number[0].strip(), text, self._block) for number in typed_numbers(text, used=self._used)
            ]
        elif in_code:
            self._code.append((self._at, text))
        elif not spoken:
            self._read_on(self._at, text)

    def _say(self, text: str, *, spoken: bool) -> None:
        """Take note of words, unless a block prints them; those that are `spoken` stand where their element begins."""
        if not self._block:
            self.said += [(self._at + (0 if spoken else word.start()), word[0]) for word in places.words(text)]

    def _read_on(self, at: int, text: str) -> None:
        """Take a text into its line."""
        glued = text[0].isdigit() and self._tags.isdisjoint({"sub", "sup"})
        if glued and self._line and self._line[-1][1][-1].isalpha():  # the elements part them
            self._line.append((at, " "))
        self._line.append((at, text))

    def _read_code(self) -> None:
        """Read the code of a line. What is a number, or several, is one like any other."""
        if not self._code:
            return
        at, text = self._code[0][0], "".join(part for _, part in self._code)
        self._code = []
        is_number = ONLY_NUMBER.fullmatch(text) or ONLY_NUMBERS.fullmatch(text)
        if self._silent == PROSE and is_number:
            self._read_on(at, text)
        else:
            self.codes += [Found(at, text, text, self._block)] * (self._silent == PROSE)
            self._line.append((at, COMPUTED))

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
        self._read_code()
        if not self._line:
            return
        parts, self._line = self._line, []
        text = "".join(part for _, part in parts)
        if self._silent == PRINTED:
            self._print(text)
            return
        if relation := PLAIN_RELATION.search(text):
            self.plain.append(Found(_place(parts, relation.start()), relation[0], text, self._block))
        if "th" in self._tags:
            self._heads[self._column] = heads.above(text)
        head = self._heads.get(self._column, "") if "td" in self._tags else ""
        for level in HEADINGS & self._tags:
            head = heads.above("Year")  # what happened in 1847 may stand below it
            text = self._without_place(text, level)
        self._works += citations.works(text)
        cited = list(citations.citations(text))
        for number in typed_numbers(text, head, self._used):
            start = number.start()
            around = text[:start].rpartition("\n")[2] + text[start:].partition("\n")[0]
            found = Found(_place(parts, start), number[0].strip(), around, self._block)
            if works := next((works for place, works in cited if start in place), None):
                self._cited.append((works, found))
            else:
                self.numbers.append(found)

    def _without_place(self, text: str, level: str) -> str:
        """Return a heading with its number blanked out, if it counts on from the last one, or the last of its level."""
        for last in (self._places.get("", ()), self._places.get(level, ())):
            place, end = heads.counted(text, last, level == "h1")
            if end:
                self._places |= {"": place, level: place}
                return " " * end + text[end:]
        return text


def _place(parts: list[tuple[int, str]], index: int) -> int:
    """Return where on the page a character of a line stands that consists of parts, each with its place."""
    for at, part in parts:
        if index < len(part):
            return at + index
        index -= len(part)
    raise IndexError(index)


@lru_cache(maxsize=256)
def read(html: str, samples: frozenset[str] = frozenset()) -> Reader:
    """Read the HTML of a page. From build to build of a server most pages stay as they are."""
    return Reader(html, samples)
