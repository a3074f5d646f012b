"""One build of a book: its pages with their sessions, its ledger, and all that is found wrong on the way."""

from __future__ import annotations

import ast
from bisect import bisect
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache, partial, reduce
from itertools import chain
from pathlib import Path
from typing import Any

from lrbook.press import rules
from lrbook.press.blame import cause
from lrbook.press.blame.functions import Functions
from lrbook.press.check import (
    adverbs,
    blind,
    blocks,
    compared,
    conditions,
    excerpts,
    formatted,
    letters,
    lifts,
    masked,
    prose,
    related,
    stated,
    words,
)
from lrbook.press.check.beside import as_read, in_html
from lrbook.press.check.code import nodes
from lrbook.press.check.contraries import of_all
from lrbook.press.check.faults import Fault, notice
from lrbook.press.check.ledger import Claim, Ledger, Proof
from lrbook.press.check.measures import measure
from lrbook.press.check.places import Places
from lrbook.press.check.reading import is_truth
from lrbook.press.check.sheet import Sheet
from lrbook.press.check.source import GIVEN, Source
from lrbook.press.check.spelling import shown_number
from lrbook.press.check.tex import COMPUTED, unchecked_relations
from lrbook.press.check.typed import typed_numbers
from lrbook.press.check.units import number_in
from lrbook.press.sessions.session import Sessions, run_ahead, steps
from lrbook.press.setting import formulas, ledger_page, listing, names, pictures
from lrbook.press.setting.glossary import Glossary


@dataclass
class Book:
    """The state of one build, and the checks of each stage, in the order in which a site is built.

    `edited` are the packages that the pages are written with; their names in code lead to the reference, if any.
    `sessions` may outlive the build. `nav` is the navigation: its pages, with the titles that it gives them.
    """

    ledger: Ledger
    edited: Sequence[str] = ()
    has_reference: bool = False
    sessions: Sessions = field(default_factory=Sessions)
    glossary: Glossary = field(default_factory=Glossary)
    sheets: dict[str, Sheet] = field(default_factory=dict)
    found: set[Fault] = field(default_factory=set)
    explained: set[str] = field(default_factory=set)
    given: dict[tuple[str, int, str], str] = field(default_factory=dict)
    lifted: dict[tuple[str, lifts.Lift], list[str]] = field(default_factory=dict)
    nav: list[tuple[str, str]] = field(default_factory=list)
    sheet: Sheet = field(init=False)

    def fault(self, rule: str, line: int, message: str, raw: str = "", mend: str = "") -> str:
        """Take note of a fault on the current sheet and return the notice that shows it; nothing, if it is lifted."""
        source = self.sheet.source
        if lift := lifts.at(source, rule, line):
            self.lifted.setdefault((source.path, lift), []).append(message)
            return ""
        self.found.add(Fault(source.path, line, message, rule, raw, mend))
        return notice(message)

    def give(self, raw: str, shown: str, why: str) -> str:
        """Take note of a quantity that is given, and return why."""
        why = " ".join(why.split())
        self.given[self.sheet.source.path, self.sheet.next_line_of(raw), shown] = why
        return why

    def add(self, name: str, source: Source, *, same: bool = False) -> Sheet:
        """Add a page, with a session of its own, new in this build.

        Args:
            name: The page's path in the docs folder.
            source: The page as its author wrote it.
            same: Whether all that is written, here and of it in the ledger, is as it was when the page was set last.
        """
        declared, faults = blocks.declared(source)
        session = self.sessions.session(
            source.path, self.ledger, steps(source, declared, letters.laws(self.ledger, name, source)), same=same
        )
        self.found.update(source.faults(), faults)
        by_id = {block.id: block for block in declared}
        self.sheets[name] = Sheet(name, source, session, by_id, declares=frozenset(by_id))
        return self.sheets[name]

    def run_ahead(self) -> list[str]:
        """Let the pages that compute run ahead, and return all pages in the order in which they can be set.

        Those that compute nothing are set in the meantime. The longest run first: if one were last, one processor
        would wait for the other.
        """
        sheets = sorted(self.sheets.values(), key=lambda sheet: (bool(sheet.blocks), -sheet.session.size))
        run_ahead([sheet.session for sheet in sheets if sheet.blocks])
        return [sheet.name for sheet in sheets]

    def open(self, name: str, meta: Iterable[str] = (), ledger_url: str = "", glossary_url: str = "") -> None:
        """Begin to set a page.

        Args:
            name: The page's path in the docs folder.
            meta: The texts of its front matter: its title, its description.
            ledger_url: Where the ledger is from here.
            glossary_url: Where the glossary is from here.
        """
        self.sheet = self.sheets[name]
        self.sheet.ledger_url, self.sheet.glossary_url = ledger_url, glossary_url
        source = self.sheet.source
        head = source.text.partition("\n---")[0].count("\n") + 1
        for text in meta:
            for number in typed_numbers(text):
                line = source.line_like(number[0], text, last=head)
                self.fault("typed-number", line, f"{number[0].strip()} is typed, not computed; do without it")
        for rule in rules.looking_at("source"):
            for line, message in rule.find(source):
                self.fault(rule.name, line, message)
        for line, sentence in formatted.sentences(source):
            for rule in filter(lambda rule: rule.printed, rules.looking_at("statement")):
                if message := rule.find(*sentence, False):
                    self.fault(rule.name, line, message)
        if source.text.startswith("---\n") and not meta:
            message = "the front matter can't be read; write it as YAML, such as `title: Derivative`"
            self.fault("front-matter", 1, message)

    def run_block(self, code: str, options: dict[str, str], convert: listing.Convert) -> str:
        """Run a block of the current page and return it as HTML."""
        sheet, block = self.sheet, self.sheet.blocks.get(options.get("id", ""))
        if sheet.inside:
            message = "this block prints another block to run; write that one on the page"
            self.fault("block", sheet.inside, message)
            return listing.failed(message, options, code, convert)
        if block is None or block.id in sheet.ran:
            message = "this block was not run: its fence is at fault"
            if not any(fault.path == sheet.source.path for fault in self.found):  # that is not known yet
                self.fault("block", sheet.line_of(code), message)
            return listing.failed(message, options, code, convert)
        sheet.ran.add(block.id)
        sheet.inside = block.line
        try:
            answer = sheet.session.run(replace(block, code=code))
            if answer.error:
                message = f'the block "{block.id}" fails: {answer.error}'
                self.fault("block", answer.line or block.line, message)
                return listing.failed(message, options, code, convert)
            if message := excerpts.unlike_its_file(code, options.get("title", ""), self.sessions.root):
                self.fault("fence", block.line, message)
            for rule, line, message in _broken(code, "source" in options):
                self.fault(rule, block.line + line, message)
            if self.has_reference:
                sheet.names |= names.imported(code, self.edited)
            for own in names.bound(code):
                sheet.names.pop(own, None)
            html = pictures.apart(listing.rendered(code, answer.value, options, convert), sheet.ids)
            return names.linked(html, sheet.names)
        finally:
            sheet.inside = 0

    def check_stated(
        self, number: stated.Stated | str, line: int, before: str, behind: str, *, tex: bool = False
    ) -> tuple[Any, str]:
        """Compute a statement on the current page: its value, and what is wrong with it, or "".

        `before` and `behind` are the texts around it, LaTeX or not.
        """
        if isinstance(number, str):
            self.fault("unreadable", line, number)
            return None, number
        self.sheet.stated.append(number)
        for after, there in self.sheet.places(number.raw, line).items():
            answer = self.sheet.session.evaluate(number.expression, number.shown, after)
            if answer.error:
                message = f"{number.raw} can't be computed: {answer.error}"
                self.fault("not-computed", there, message, number.raw)
                return None, message
            if answer.late:
                self.sheet.late.add((after, number.expression))
            bound = (
                tex
                and stated.is_formula(number.shown)
                and not (isinstance(answer.value, str) or is_truth(answer.value))
            )
            said = number if tex else _with_words_beside(number, before, behind)
            found = stated.objection(said, answer.names, answer.value, bound=bound)
            if found := found or blind.objection(number, answer.blind):
                waited = "; it was computed after the last block, which one of its names has to wait for"
                found = replace(found, message=found.message + waited * (answer.late and bool(self.sheet.blocks)))
                line = there
                break
        value = self.sheet.values[number.expression] = answer.value
        if is_truth(value):
            self.sheet.facts.add(number.expression)
        if number.counter and not (number.claim or bound):
            found = stated.Objection("unreadable", f"{number.raw}: counter stands behind the id of a claim")
        value = stated.as_fact(number, value)
        for rule in rules.looking_at("statement"):
            if message := rule.find(number, before, behind, tex):
                found = stated.Objection(rule.name, message)
        for rule in rules.looking_at("origin"):
            if message := rule.find(said, value, [block.code for block in self.sheet.blocks.values()]):
                found = stated.Objection(rule.name, message)
        if number.claim:
            proof = Proof(number.shown, number.expression, value, self.sheet.name, self.sheet.source.path, line)
            unknown = self.ledger.record(number.claim, number.counter, proof)
            found = found or (stated.Objection("ledger", unknown) if unknown else None)
        if not found or not self.fault(found.rule, line, found.message, number.raw, found.mend):
            return value, ""
        return value, found.message

    def check_page(self, html: str) -> str:
        """Check the HTML of the current page, set its formulas, and return it with each fault shown in its place."""
        source = self.sheet.source
        reader = prose.read(html, source.samples | self.sheet.samples)
        places = Places(reader.said, source, self.sheet.inside)
        self.sheet.words = reader.words
        for name, declared in self.sheet.blocks.items():
            if f"block-{name}" not in reader.anchors:
                message = f'the block "{name}" was not run, or no reader sees it; move its fence'
                self.fault("block", declared.line, message)
        for line, message in () if self.sheet.inside else self.sheet.session.left():
            self.fault("block", line, message)
        edits = []
        for rule in rules.looking_at("page"):
            for place, message in rule.find(reader):
                block = self.sheet.blocks.get(place.block)
                line = block.line if block else places.line_like(place.start, place.what, place.around)
                edits.append((place.start, place.start, self.fault(rule.name, line, message)))
        for unread in reader.unread:
            message = f"a stated number was not read in {unread.what!r}; write it in prose, as [shown]{{=expression}}"
            line = places.line_of(unread.start, unread.what) or source.line_like(prose.UNREAD, unread.what)
            edits.append((unread.start, unread.start, self.fault("unread", line, message)))
        for line in () if self.sheet.inside else masked.without_brackets(source.prose):
            if not any((fault.path, fault.line) == (source.path, line) for fault in self.found):
                message = "what is stated here stands in no brackets, and is lost; write [shown]{=expression}"
                self.fault("unread", line, message)

        notices: list[tuple[int, int, str]] = []

        def restate(start: int, tex: str) -> tuple[str, Callable[[str], str]]:
            if reader.formulas.get(start):
                return tex, lambda mathml: mathml
            shown, messages, proven = self._restate(tex, partial(places.line_of, start, tex), *in_html(html, start))
            notices.extend((start, start, notice(message)) for message in messages)
            return shown, lambda mathml: reduce(self._with_mark, proven, mathml)

        def complain(start: int, tex: str, message: str) -> None:
            block = self.sheet.blocks.get(reader.formulas.get(start, ""))
            self.fault("latex", block.line if block else places.line_of(start, tex), message)

        edits += formulas.edits(html, restate, complain, self.sheet.symbols)
        self._check_letters(reader, places)
        self._check_printed(reader)
        if not self.sheet.inside:
            self._check_conditions()
            self._check_related()
        if self.sheet.glossary_url:
            edits += self.glossary.edits(reader.texts, self.sheet.glossary_url, self.sheet.terms)
        for start, end, text in sorted(edits + notices, reverse=True):
            html = html[:start] + text + html[end:]
        return html

    def _with_mark(self, mathml: str, proven: tuple[stated.Stated, Any]) -> str:
        """Return a formula in which a claim is proven with its anchor, and with the claim's mark beside it."""
        number, value = proven
        claim = self.ledger.claims.get(number.claim)
        marked = claim and number.counter == claim.in_words
        mark = ledger_page.mark(claim, number.shown, self.sheet.ledger_url) if claim and marked else None
        return ledger_page.stated_formula(mathml, number, value, mark)

    def _check_printed(self, reader: prose.Reader) -> None:
        """Check what the blocks of the current page show: in pictures, on controls, in tables."""
        shown: dict[str, list[str]] = {}
        for text in reader.printed:
            shown.setdefault(text.block, []).append(text.around)
        for block in (block for block in self.sheet.blocks.values() if block.id in shown):
            for rule in rules.looking_at("output"):
                for line, message in dict.fromkeys(rule.find("\n".join(shown[block.id]), block.code, self.modules)):
                    self.fault(rule.name, block.line + line, message)

    @cached_property
    def modules(self) -> dict[str, str]:
        """The code of the packages that the pages are written with: the path of each file, and its text."""
        root = Path(self.sessions.root)
        homes = [root.joinpath(*package.split(".")) for package in self.edited]
        files = [file for home in homes for file in (home.with_suffix(".py"), *sorted(home.rglob("*.py")))]
        return {
            file.relative_to(root).as_posix(): file.read_text(encoding="utf-8", errors="replace")
            for file in files
            if file.is_file()
        }

    def _check_letters(self, reader: prose.Reader, places: Places) -> None:
        """Check the formulas in the plain text of the current page."""
        read = letters.Letters(self.sheet)
        for text in reader.plain:
            block = self.sheet.blocks.get(text.block)
            line = block.line if block else places.line_like(text.start, text.what, text.around)
            list(self._unread(line, read.plain(text.around, line).whys))
        for text in reader.printed:
            block = self.sheet.blocks.get(text.block)
            if text.what and block:
                list(self._unread(block.line, read.printed(text.around, block.line)))

    def _check_conditions(self) -> None:
        """Check that what is stated in a sentence with a condition is computed with its number."""
        lines = [block.line for block in self.sheet.blocks.values()]
        for found in conditions.conditions(self.sheet.source) if lines else ():
            asked = [(name, bisect(lines, found.line)) for name in sorted(found.names)]
            values = [self.sheet.session.evaluate(name, after=after).value for name, after in asked]
            for rule in rules.looking_at("condition"):
                if message := rule.find(
                    found, [*found.literals, *chain.from_iterable(map(conditions.numbers, values))]
                ):
                    self.fault(rule.name, found.line, message)

    def _check_related(self) -> None:
        """Check what is said of numbers that are stated side by side; in a formula the letters of the page tell it."""
        lines = [block.line for block in self.sheet.blocks.values()]
        formulas = not letters.Letters(self.sheet).are_told
        for found in related.related(self.sheet.source, formulas=formulas) if lines else ():
            after = bisect(lines, found.line)
            values = [self._value(number, after) for number in found.numbers]
            for rule in rules.looking_at("relation"):
                if message := rule.find(found, values):
                    self.fault(rule.name, found.line, message)

    def _value(self, number: stated.Stated, after: int) -> Any:
        """Return the value of a number that is stated, or given, behind so many blocks; None, if it has none."""
        if number.expression:
            return self.sheet.session.evaluate(number.expression, number.shown, after).value
        given = number_in(number.shown)
        return float(given.value) if given else None

    def _restate(
        self, tex: str, line_of_it: Callable[[], int], before: str, behind: str
    ) -> tuple[str, list[str], list[tuple[stated.Stated, Any]]]:
        """Check the numbers of a formula, stated or not. `before` and `behind` stand around one that is a number alone.

        Returns the LaTeX that is shown, what is wrong with it, and what proves a claim in it, with its value.
        """
        rest, shown, end = "", "", 0
        messages, proven = [], []
        for start, stop, number in stated.find(tex):
            line = line_of_it()
            line = line + tex.count("\n", 0, start) if line else self.sheet.line_of(tex[start:stop])
            alone = isinstance(number, stated.Stated) and tex.strip() == number.raw and number_in(number.shown)
            around = (before, behind) if alone else (tex[:start], tex[stop:])
            value, message = self.check_stated(number, line, *around, tex=not alone)
            if isinstance(number, stated.Stated) and not message and is_truth(value):
                relation = next(unchecked_relations(number.shown), "")
                if relation and not stated.reads_shown(number.expression):
                    message = f"nothing checks the formula {relation}: {number.expression} does not read what is shown"
                    message = message if self.fault("unchecked-formula", line, message) else ""
            messages.append(message)
            if isinstance(number, stated.Stated) and number.claim:
                proven.append((number, value))
            rest += tex[end:start] + COMPUTED
            shown += tex[end:start] + (number.shown if isinstance(number, stated.Stated) else "x")
            end = stop
        rest += tex[end:]
        for mark in GIVEN.finditer(rest):
            self.give(mark[0], mark["shown"], mark["why"] or "")
        rest = GIVEN.sub(COMPUTED, rest)
        for rule in rules.looking_at("formula"):
            for part, message in rule.find(rest):
                line = line_of_it() or self.sheet.source.line_like(part, tex)
                messages.append(message if self.fault(rule.name, line, message) else "")
        if not any(messages):
            read = letters.Letters(self.sheet).latex
            found = read(tex)
            if not found or not found.right:  # only then it matters where it stands
                found = read(tex, line_of_it())
                line = line_of_it() or self.sheet.source.line_like(rest, tex)
                messages += self._unread(line, found.whys if found else ((rest, None),))
            self.sheet.shows |= found.shows if found else set()
        return GIVEN.sub(r"\g<shown>", shown + tex[end:]), list(filter(None, messages)), proven

    def _unread(self, line: int, whys: Iterable[tuple[str, str | None]]) -> Iterator[str]:
        """Take note of the formulas that are not right, or that nothing reads."""
        for rule in rules.looking_at("reading"):
            for tex, why in whys:
                for message in rule.find(tex, why):
                    if self.fault(rule.name, line, message, tex if why else ""):
                        yield message

    def claim_prose(self, claim: Claim, text: str, convert: Callable[[str], str]) -> str:
        """Set a text of the ledger, its numbers computed in the session of the page that proves the claim.

        A truth that is a number or a formula is no prose: it is compared with what is computed, or read by the letters.
        """
        if not text or claim.page not in self.sheets:
            return ""
        if text == claim.truth and (shown_number(text) or letters.Letters(self.sheets[claim.page]).make_a_law(text)):
            return ""
        before = self.sheet
        inside = self.ledger.line_of(claim.id)
        self.sheet = replace(
            self.sheets[claim.page], source=self.ledger.source, blocks={}, inside=inside, glossary_url=""
        )
        try:
            return self.check_page(convert(text))
        finally:
            self.sheet = before

    def faults(self, also: Iterable[Fault] = (), beside: Iterable[cause.Code] = ()) -> list[Fault]:
        """Return what is wrong with the book, and what else is, with one message for each cause.

        `beside`: code that stands elsewhere than on a page, and that the other faults are of.
        """
        functions, found = Functions(Path(self.sessions.root), self.edited), {*self.found, *also}
        sheets = [(sheet.source.path, [*sheet.blocks.values()], sheet.stated) for sheet in self.sheets.values()]
        codes = [*sheets, *beside] if cause.many(found) else []
        used = [use for code in codes for use in cause.uses(*code, functions)]
        paths = {name: sheet.source.path for name, sheet in self.sheets.items()}
        proven = {claim.id: paths.get(claim.page, "") for claim in self.ledger.claims.values()}
        return cause.grouped(found, used, functions, proven)


@lru_cache(maxsize=1024)  # from build to build of a server most blocks stay as they are
def _with_words_beside(number: stated.Stated, before: str, behind: str) -> stated.Stated:
    """Return a statement with the words right beside it that it is read with: *slightly* [higher], *more than* [5]."""
    before, behind = as_read(before), as_read(behind)
    if shown := compared.nearly(number.shown, before):
        return replace(number, shown=shown, raw=f"[{shown}]{number.raw[len(number.shown) + 2 :]}")
    if number_in(number.shown):
        return replace(number, measure=measure(before))
    if not words.read(number.shown).sign:
        return number
    each = not of_all(node for node in nodes(number.expression, "eval") if isinstance(node, ast.expr))
    shown = adverbs.drawn_in(number.shown, before, behind, each=each)
    return replace(number, shown=shown, raw=f"[{shown}]{number.raw[len(number.shown) + 2 :]}")


def _broken(code: str, shown: bool) -> list[tuple[str, int, str]]:
    """Return the rules that the code of a block breaks, each with the line in it, and what is wrong."""
    found = ((rule.name, rule.find(code, shown)) for rule in rules.looking_at("block"))
    return [(name, line, message) for name, places in found for line, message in places]
