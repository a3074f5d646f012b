"""`lrbook fix`: rewrite the stated numbers that have drifted, and print the difference."""

from __future__ import annotations

import argparse
import difflib
import re
import sys
import tempfile
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config

from lrbook.press.check.faults import Fault
from lrbook.press.check.source import Source
from lrbook.press.plugin import BookPlugin


def faults(config_file: Path) -> list[Fault]:
    """Build the book of a `mkdocs.yml`, keep nothing of it, and return its faults."""
    with tempfile.TemporaryDirectory() as site:
        config = load_config(str(config_file), site_dir=site, strict=False)
        plugin = next(plugin for plugin in config.plugins.values() if isinstance(plugin, BookPlugin))
        plugin.command = "fix"
        build(config)
        return plugin.faults


def mend(root: Path, drifted: list[Fault]) -> str:
    """Rewrite drifted numbers in their files, and return the difference."""
    diff: list[str] = []
    for path in sorted({fault.path for fault in drifted}):
        text = mended = (root / path).read_bytes().decode()  # with the ends of lines that it has
        for fault in (fault for fault in drifted if fault.path == path):
            found = list(re.finditer(re.escape(fault.raw), Source(path, mended).prose))
            for match in reversed(found):
                mended = mended[: match.start()] + fault.mend + mended[match.end() :]
        (root / path).write_bytes(mended.encode())
        diff += difflib.unified_diff(text.splitlines(True), mended.splitlines(True), path, path)
    return "".join(diff)


def main(arguments: list[str] | None = None) -> int:
    """Run the command. Exits with 1 if faults stay that only an author can mend."""
    parser = argparse.ArgumentParser(prog="lrbook", description="The press of an executable book.")
    commands = parser.add_subparsers(required=True, metavar="command")
    command = commands.add_parser("fix", help="rewrite the stated numbers that have drifted, and print the difference")
    command.add_argument("-f", "--config-file", type=Path, default=Path("mkdocs.yml"), help="the book's mkdocs.yml")
    config_file = parser.parse_args(arguments).config_file.resolve()
    stay = faults(config_file)
    diff = mend(config_file.parent, [fault for fault in stay if fault.mend])
    sys.stdout.write(diff or "No number has drifted.\n")
    if diff:
        stay = faults(config_file)
    for fault in stay:
        print(f"yours to mend: {fault}", file=sys.stderr)
    return 1 if stay else 0


if __name__ == "__main__":
    sys.exit(main())
