"""The commands of the press: `lrbook check`, `lrbook fix` and `lrbook new`."""

from __future__ import annotations

import argparse
import difflib
import json
import os
import re
import sys
from collections.abc import Iterable
from dataclasses import asdict, replace
from importlib.metadata import version
from pathlib import Path

from lrbook.press.check import pages, settings
from lrbook.press.check.faults import Fault
from lrbook.press.check.source import Source


def main(arguments: list[str] | None = None) -> int:
    """Run a command. It exits with 0 if the book stands, with 1 if something is to mend."""
    given = _parser().parse_args(arguments)
    try:
        return int(given.run(given))
    except settings.Unreadable as error:
        print(f"lrbook: {error}", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="lrbook", description="The press of an executable book.")
    parser.add_argument("--version", action="version", version=f"lrbook {version('lrbook')}")
    commands = parser.add_subparsers(required=True, metavar="command")
    book = argparse.ArgumentParser(add_help=False)
    book.add_argument("-f", "--config-file", type=Path, default=Path("mkdocs.yml"), help="the book's mkdocs.yml")

    command = commands.add_parser("check", parents=[book], help="run the book's pages, and print what is wrong")
    command.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="print what is wrong in these files only")
    command.add_argument("--json", action="store_true", help="print it for editors, as a list of objects")
    command.set_defaults(run=_check)

    command = commands.add_parser("fix", parents=[book], help="rewrite what has drifted, and print the difference")
    command.set_defaults(run=_fix)
    return parser


def _check(given: argparse.Namespace) -> bool:
    """Print the faults of a book, and return whether there are any."""
    config_file = given.config_file.resolve()
    wanted = [Path(os.path.relpath(path, config_file.parent)).as_posix() for path in given.paths]
    faults = [
        fault
        for fault in faults_of(config_file)
        if not wanted or not {part.path for part in fault.all}.isdisjoint(wanted)
    ]
    if given.json:
        print(json.dumps([asdict(fault) for fault in faults], ensure_ascii=False, indent=1))
    else:
        print("\n".join(map(str, faults)) or "The book stands.")
    return bool(faults)


def _fix(given: argparse.Namespace) -> bool:
    """Rewrite what has drifted, print the difference, and return whether faults stay."""
    config_file = given.config_file.resolve()
    stay = faults_of(config_file)
    for fault in stay:
        if fault.rule == "cause":  # numbers that move together may be right as they stand
            print(f"look first: {replace(fault, beneath=())}", file=sys.stderr)
    diff = mend(config_file.parent, [fault for cause in stay for fault in cause.all if fault.mend])
    sys.stdout.write(diff or "No number has drifted.\n")
    if diff:
        stay = faults_of(config_file)
    for fault in stay:
        print(f"yours to mend: {fault}", file=sys.stderr)
    return bool(stay)


def faults_of(config_file: Path) -> list[Fault]:
    """Return the faults of the book that a `mkdocs.yml` describes."""
    book = settings.read(config_file)
    sys.path.insert(0, str(book.root))  # the book's own package need not be installed
    return pages.check(book)


def mend(root: Path, drifted: Iterable[Fault]) -> str:
    """Rewrite drifted numbers in their files, and return the difference."""
    diff: list[str] = []
    drifted = list(drifted)
    for path in sorted({fault.path for fault in drifted}):
        text = mended = (root / path).read_bytes().decode()  # with the ends of lines that it has
        for fault in (fault for fault in drifted if fault.path == path):
            found = list(re.finditer(re.escape(fault.raw), Source(path, mended).prose))
            there = [match for match in found if mended.count("\n", 0, match.start()) + 1 == fault.line]
            for match in reversed(there or found):  # elsewhere on the page it may be right
                mended = mended[: match.start()] + fault.mend + mended[match.end() :]
        beside = (root / path).with_suffix(".mended")  # the file is never half changed
        beside.write_bytes(mended.encode())
        beside.replace(root / path)
        diff += difflib.unified_diff(text.splitlines(True), mended.splitlines(True), path, path)
    return "".join(diff)


if __name__ == "__main__":
    sys.exit(main())
