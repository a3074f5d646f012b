"""README.md: its sample pages are run, its samples of the ledger stand there, and what it names is in the project."""

from __future__ import annotations

import io
import os
import re
import shlex
import tomllib
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, suppress
from dataclasses import replace
from functools import cached_property
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from lrbook.press.blame.cause import Code
from lrbook.press.check import blocks, pages, stated
from lrbook.press.check.faults import Fault
from lrbook.press.check.settings import Settings
from lrbook.press.check.source import CODE, GIVEN, Source, read

NAME, PAGE = "README.md", "index.md"
CLAIM = re.compile(r"^\[\[section\.claim\]\]\n(?:(?!\[\[).*\n?)*", re.M)
SAID = re.compile(r"^(says|why|condition|missing) = .*$", re.M)
LINK = re.compile(r"\]\(([^()\s]+)\)|<(https?://[^<>\s]+)>")
NUMBER = re.compile(r"(?<![\w.])\d+(?:[.,]\d+)*(?!\w)")
EXTRA = re.compile(r"[\w.-]+\[(\w+)\]")
TOOLS = {"python", "python3", "venv", "pip", "install", "-e", "-m", "mkdocs", "serve", "build"}
"""The tools that any book is made with, and how they are called."""
PROJECT = re.compile(r"[^/]*\.(?:toml|yml|txt)|\.gitignore|\.ci/[^/]*|docs/.*\.md|docs/[^/]*\.(?:toml|cff)|.*\.py")
"""The files in which what README names is sought."""
OTHERS = re.compile(r"\.(?!ci$).*|node_modules|site|tests")
"""Folders with nothing that README may name a part of: an environment has thousands of modules."""
"""Files of tools among them, what is built, and tests, which may say what is not so."""


def faults(settings: Settings, parse: Callable[[list[str]], Any]) -> Iterator[Fault]:
    """Find what README says of a book, and is not so. There need not be one.

    Args:
        settings: The settings of the book.
        parse: Reads the arguments of an `lrbook` command, and exits if it can't.
    """
    if (settings.root / NAME).is_file():
        readme = _Readme(settings, read(settings.root / NAME, settings.root), parse)
        yield from readme.samples()
        for line, message in [*readme.entries(), *readme.named()]:
            yield Fault(NAME, line, message, "readme")


def code(settings: Settings) -> Iterator[Code]:
    """Yield the code of README's sample pages, and what is stated there."""
    if (settings.root / NAME).is_file():
        for text in _Readme(settings, read(settings.root / NAME, settings.root), lambda _: None).texts():
            declared, _ = blocks.declared(Source(NAME, text))
            yield NAME, declared, [number for _, _, number in stated.marks(text)]


class _Readme:
    def __init__(self, settings: Settings, source: Source, parse: Callable[[list[str]], Any]) -> None:
        self.settings, self.source, self.parse = settings, source, parse
        claims = settings.docs / settings.plugin.get("claims", "claims.toml")
        self.claims = read(claims, settings.root).text

    def samples(self) -> Iterator[Fault]:
        """Run the sample pages, as pages of a book that has nothing else."""
        for text in self.texts():
            yield from self._run(text)

    def texts(self) -> Iterator[str]:
        """Yield the sample pages, each on its own lines; what is stated in the text stands on the last."""
        samples = [fence for fence in self.source.fences if fence.info in {"markdown", "md"}]
        for n, fence in enumerate(samples):
            text = "\n" * fence.line + fence.text + "\n"
            yield text + self._stated(text) if n == len(samples) - 1 else text

    def _stated(self, above: str) -> str:
        """Return what README states in its text, as code: each once, on its line below the text above."""
        said = ""
        for code in self._codes():
            number = next((number for _, _, number in stated.find(code[0].strip("`"))), "")
            line = self._line(code)

            if isinstance(number, stated.Stated) and number.expression != "expression" and number.raw not in said:
                said += "\n" * (line - 1 - (above + said).count("\n")) + number.raw + "\n"
        return said

    def _run(self, text: str) -> Iterator[Fault]:
        with TemporaryDirectory() as folder:
            used = [claim for claim in CLAIM.findall(self.claims) if f"#{_id(claim)}" in text]
            if used:
                section = f'[[section]]\npage = "{PAGE}"\n\n'
                Path(folder, "claims.toml").write_text(section + SAID.sub(r'\1 = "…"', "\n".join(used)), "utf-8")
                Path(folder, "ledger.md").write_text("<!-- ledger -->\n", encoding="utf-8")
            Path(folder, PAGE).write_text(text, encoding="utf-8")
            given = self.settings.given | {"docs_dir": folder, "nav": None}
            plugin = self.settings.plugin | {"glossary": "", "cited": "", "hashed": [], "claims": "claims.toml"}
            for fault in pages.check(replace(self.settings, given=given, plugin=plugin)):
                yield from (replace(f, path=NAME, beneath=()) for f in fault.all if f.path.endswith(f"/{PAGE}"))

    def entries(self) -> Iterator[tuple[int, str]]:
        """Find samples of the ledger that are no entries of it."""
        with suppress(tomllib.TOMLDecodeError, AttributeError, TypeError):  # which the ledger says itself
            table = tomllib.loads(self.claims)
            known = {entry.get("id"): entry for part in table.get("section", []) for entry in part.get("claim", [])}
            for fence in (fence for fence in self.source.fences if fence.info == "toml"):
                for claim in CLAIM.findall(fence.text + "\n"):
                    yield from self._differing(claim, known, fence.line)

    def _differing(self, claim: str, known: dict[str, Any], line: int) -> Iterator[tuple[int, str]]:
        shown = tomllib.loads(claim)["section"]["claim"][0]
        entry = known.get(shown.get("id"))
        if entry is None:
            yield line, f"the ledger has no claim {shown.get('id')}; show one that is there"
            return
        for name in shown.keys() | entry.keys():
            if shown.get(name) != entry.get(name):
                place = self.source.line_of(f"{name} = ") or line
                yield place, f"{name} of {entry['id']} is {entry.get(name)!r} in the ledger; show it as it is there"

    def named(self) -> Iterator[tuple[int, str]]:
        """Find the commands, files, names, links and numbers that nothing in the project has."""
        for line, command in self._commands():
            yield from ((line, message) for message in self._unknown(command))
        prose = GIVEN.sub(" ", self.source.prose)
        for link in LINK.finditer(prose):
            if not self._exists(link[1] or link[2]):
                yield (
                    prose.count("\n", 0, link.start()) + 1,
                    f"{link[1] or link[2]} is nowhere in this project; mend it",
                )
        for number in NUMBER.finditer(LINK.sub(lambda link: " " * len(link[0]), prose)):
            if not _stands(number[0], self._besides_pages):  # a page has so many numbers that one is no evidence
                yield prose.count("\n", 0, number.start()) + 1, f"nothing in this project says {number[0]}; mend it"

    def _commands(self) -> Iterator[tuple[int, str]]:
        """Yield what is code: the commands of samples, and what stands in the text."""
        for fence in (fence for fence in self.source.fences if fence.info in {"sh", "bash"}):
            for n, line in enumerate(fence.text.split("\n"), fence.line + 1):
                yield from ((n, command) for command in re.split(r"&&|;", line.partition(" #")[0]))
        for code in self._codes():
            if not re.search(r"\]\{", code[0]):
                yield self._line(code), code[0].strip("` ")

    def _codes(self) -> Iterator[re.Match[str]]:
        return CODE.finditer(self.source.outside)

    def _line(self, code: re.Match[str]) -> int:
        return self.source.outside.count("\n", 0, code.start()) + 1

    def _unknown(self, command: str) -> Iterator[str]:
        """Say what of a command, or another piece of code, is not there."""
        try:
            words = [word.removeprefix(".venv/bin/") for word in shlex.split(command)]
        except ValueError:
            words = command.split()
        if words[:1] == ["lrbook"]:
            said = io.StringIO()
            with redirect_stderr(said), suppress(SystemExit):
                self.parse(words[1:])
            if problem := said.getvalue().strip():
                yield f"`{command.strip()}` can't be run: {problem.splitlines()[-1]}; mend it"
            return
        for word in words:
            if not self._exists(word):
                yield f"{word} is nowhere in this project; mend its name"

    def _exists(self, word: str) -> bool:
        """Return whether a word names a file of the project, an extra of it, or something in its files."""
        if word in TOOLS or not re.search(r"\w", word) or self._file(word):
            return True
        if extra := EXTRA.fullmatch(word):
            return extra[1] in self._extras
        return _stands(word, self._project)

    def _file(self, word: str) -> bool:
        return "/" not in word[:1] and ".." not in word and any(self.settings.root.glob(word.partition("#")[0] or "-"))

    @cached_property
    def _extras(self) -> set[str]:
        """The extras of this project, and of lrbook."""
        given = self.settings.root / "pyproject.toml"
        project = tomllib.loads(given.read_text("utf-8")).get("project", {}) if given.is_file() else {}
        with suppress(PackageNotFoundError):
            return {*project.get("optional-dependencies", {}), *(metadata("lrbook").get_all("Provides-Extra") or [])}
        return set(project.get("optional-dependencies", {}))

    @cached_property
    def _project(self) -> str:
        """All that stands in the files of the project."""
        return "\n".join(self._files.values())

    @cached_property
    def _besides_pages(self) -> str:
        return "\n".join(text for path, text in self._files.items() if path.suffix != ".md")

    @cached_property
    def _files(self) -> dict[Path, str]:
        return {path: path.read_text(encoding="utf-8", errors="replace") for path in sorted(_ours(self.settings.root))}


def _ours(root: Path) -> Iterator[Path]:
    """Find the files of a project in which what README names is sought."""
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if not OTHERS.fullmatch(name)]
        paths = (Path(folder, name) for name in names)
        yield from (path for path in paths if PROJECT.fullmatch(path.relative_to(root).as_posix()))


def _stands(word: str, text: str) -> bool:
    """Return whether a word stands somewhere in a text, and is no part of a longer one."""
    start = -1
    while (start := text.find(word, start + 1)) >= 0:  # many times as fast as one regular expression
        around = text[start - 1 : start] + text[start + len(word) : start + len(word) + 1]
        if not re.search(r"[\w-]", around):
            return True
    return False


def _id(claim: str) -> str:
    found = re.search(r'^id = "([^"]*)"', claim, re.M)
    return found[1] if found else "…"
