"""The press from a terminal: `lrbook check`, `lrbook fix` and `lrbook new`."""

from __future__ import annotations

import argparse
import difflib
import json
import os
import re
import shlex
import shutil
import sys
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import asdict, replace
from importlib.metadata import PackageNotFoundError, version
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

from lrbook.press import new

if TYPE_CHECKING:  # what a command needs is imported when it runs: help and a new book need none of it
    from lrbook.press.check.faults import Fault

ENDS = r"(?:\r\n|\r|\n)"
"""How a line may end in a file, which the press reads as a line feed."""


class Refused(Exception):
    """A command can't be run; the message says why, and what to do."""


def main(arguments: list[str] | None = None) -> int:
    """Run a command. It exits with 0 if the book stands, with 1 if something needs mending or it can't run."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # not every terminal has a −
    given = parser().parse_args(arguments)
    try:
        return int(given.run(given))
    except (Refused, new.Refused) as error:
        print(f"lrbook: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def parser() -> argparse.ArgumentParser:
    """Return what reads the arguments, and explains them."""
    parser = argparse.ArgumentParser(prog="lrbook", description="The press of an executable book.")
    parser.add_argument("--version", action="version", version=f"lrbook {_version()}")
    commands = parser.add_subparsers(required=True, metavar="command")
    book = argparse.ArgumentParser(add_help=False)
    book.add_argument(
        "-f", "--config-file", type=Path, default=Path("mkdocs.yml"), metavar="FILE", help="the book's mkdocs.yml"
    )

    text = "run the book's pages, and print what is wrong: file, line, what, and in brackets the rule"
    command = commands.add_parser("check", parents=[book], help=text, description=text.capitalize() + ".")
    command.add_argument(
        "paths",
        nargs="*",
        type=Path,
        metavar="PATH",
        help="a file or folder of the book: print what is wrong in these only",
    )
    command.add_argument("--json", action="store_true", help="print it for editors, as a list of objects")
    command.set_defaults(run=_check)

    text = "rewrite in place the numbers that have drifted, and print the difference"
    command = commands.add_parser("fix", parents=[book], help=text, description=text.capitalize() + ".")
    command.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", help="a file or folder of the book: rewrite these only"
    )
    command.set_defaults(run=_fix)

    text = "begin a book in a new folder: two pages with a package of their own, which build as they are"
    command = commands.add_parser("new", help=text, description=text.capitalize() + ".")
    command.add_argument("folder", type=Path, metavar="DIR", help="the folder; its name becomes that of the package")
    command.set_defaults(run=_new)
    return parser


def _version() -> str:
    try:
        return version("lrbook")
    except PackageNotFoundError:
        return "(not installed)"


def _check(given: argparse.Namespace) -> bool:
    """Print the faults of a book, and return whether there are any."""
    config_file = given.config_file.resolve()
    wanted = _wanted(given.paths, config_file.parent)
    faults = _faults(config_file, wanted)
    if given.json:
        print(json.dumps([asdict(fault) for fault in faults], indent=1))
        return bool(faults)
    for fault in faults:
        print(_on_screen(fault) if sys.stdout.isatty() else fault)
    print(f"{len(faults)} to mend." if faults else "Nothing to mend there." if given.paths else "The book stands.")
    return bool(faults)


def _wanted(paths: Sequence[Path], root: Path) -> list[str]:
    """Return files and folders by their names in a book; if there are none, the book itself."""
    for path in paths:
        if not path.exists():
            raise Refused(f"there is no {path}; name a file or a folder of the book")
    return [Path(os.path.relpath(path, root)).as_posix() for path in paths or [root]]


def _faults(config_file: Path, wanted: Sequence[str]) -> list[Fault]:
    """Return the faults of a book that are in these files and folders."""
    return [fault for fault in faults_of(config_file) if _among(fault, wanted)]


def _among(fault: Fault, wanted: Sequence[str]) -> bool:
    """Return whether a fault, or one that follows from it, is in one of these files and folders."""
    return any(_within(part.path, wanted) for part in fault.all)


def _within(path: str, wanted: Sequence[str]) -> bool:
    return any(path == name or name == "." or path.startswith(f"{name}/") for name in wanted)


def _on_screen(fault: Fault) -> str:
    """Return a fault as people read it: its place in bold, and what is wrong below."""
    place, _, message = str(fault).partition(": ")
    bold, plain = ("", "") if os.environ.get("NO_COLOR") else ("\033[1m", "\033[0m")
    return f"{bold}{place}{plain}\n    {message}\n"


def _fix(given: argparse.Namespace) -> bool:
    """Rewrite what has drifted, print the difference, and return whether faults stay."""
    config_file = given.config_file.resolve()
    wanted = _wanted(given.paths, config_file.parent)
    seen: set[Fault] = set()
    stay = _faults(config_file, wanted)
    for fault in stay:
        if fault.rule == "cause":  # numbers that move together may be right as they stand
            print(f"look first: {replace(fault, beneath=())}", file=sys.stderr)
    while drifted := [
        fault
        for cause in stay
        for fault in cause.all
        if fault.mend and _within(fault.path, wanted) and fault not in seen
    ]:
        sys.stdout.write(mend(config_file.parent, drifted))
        seen.update(drifted)  # what comes back can't be mended so
        stay = _faults(config_file, wanted)
    if not seen:
        print("No number has drifted.")
    for fault in stay:
        print(f"yours to mend: {fault}", file=sys.stderr)
    return bool(stay)


def _new(given: argparse.Namespace) -> bool:
    """Begin a book, and say how to go on."""
    new.begin(given.folder)
    print(f"A book lies in {given.folder}. Begin with its first page, docs/index.md, and serve it while you write:")
    mkdocs = "mkdocs" if shutil.which("mkdocs") else f"{shlex.quote(sys.executable)} -m mkdocs"
    print(f"cd {shlex.quote(str(given.folder))} && {mkdocs} serve")
    return False


def faults_of(config_file: Path) -> list[Fault]:
    """Return the faults of the book that a `mkdocs.yml` describes."""
    try:
        from lrbook.press.check import pages, readme, settings
    except ModuleNotFoundError as missing:
        raise Refused(f"{missing.name} is missing; the press needs what `pip install 'lrbook[docs]'` brings") from None
    try:
        given = settings.read(config_file)
        return pages.check(given, readme.faults(given, parser().parse_args), readme.code(given))
    except settings.Unreadable as error:
        raise Refused(str(error)) from None


def mend(root: Path, drifted: Iterable[Fault]) -> str:
    """Rewrite drifted numbers in their files, and return the difference."""
    diff: list[str] = []
    drifted = list(drifted)
    for path in sorted({fault.path for fault in drifted}):
        text = mended = (root / path).read_bytes().decode(errors="surrogateescape")
        for fault in (fault for fault in drifted if fault.path == path):
            mended = _mended(mended, fault)
        _put(root / path, mended.encode(errors="surrogateescape"))
        diff += difflib.unified_diff(text.splitlines(), mended.splitlines(), path, path, lineterm="")
    return "".join(f"{line}\n" for line in diff)


def _mended(text: str, fault: Fault) -> str:
    """Replace what is at fault, on its line if it stands there, else wherever it stands in the prose."""
    from lrbook.press.check.source import Source

    raw = re.escape(fault.raw).replace("\\\n", ENDS)
    prose = Source(fault.path, re.sub(r"\r(?!\n)", "\n", text)).prose
    found = list(re.finditer(raw, prose))
    here = [match for match in found if prose.count("\n", 0, match.start()) + 1 == fault.line]
    for match in reversed(here or found):
        end = re.search(ENDS, text[match.start() : match.end()])
        text = text[: match.start()] + fault.mend.replace("\n", end[0] if end else "\n") + text[match.end() :]
    return text


def _put(path: Path, content: bytes) -> None:
    """Put a file in the place of another: it is written beside that one, which is never half changed."""
    path = path.resolve()  # a link stays one
    try:
        opened, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
        try:
            with open(opened, "wb") as file:
                file.write(content)
            shutil.copymode(path, beside)
            os.replace(beside, path)
        except BaseException:
            with suppress(OSError):
                os.unlink(beside)
            raise
    except OSError as error:
        raise Refused(f"{path} can't be written: {error.strerror}; it is as it was") from None


if __name__ == "__main__":
    sys.exit(main())
