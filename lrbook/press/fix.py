"""`lrbook fix`: rewrite the stated numbers that have drifted, and print the difference."""

from __future__ import annotations

import argparse
import difflib
import sys
import tempfile
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config

from lrbook.press.plugin import BookPlugin


def fix(config_file: Path) -> tuple[str, list[str]]:
    """Build the book of a `mkdocs.yml`, mend its drifted numbers in place, and return the diff and the faults that stay."""
    with tempfile.TemporaryDirectory() as site:
        config = load_config(str(config_file), site_dir=site, strict=False)
        plugin = next(plugin for plugin in config.plugins.values() if isinstance(plugin, BookPlugin))
        plugin.command = "fix"
        build(config)
    drifted = [fault for fault in plugin.book.faults if fault.mend]
    diff: list[str] = []
    for path in sorted({fault.path for fault in drifted}):
        file = config_file.parent / path
        text = mended = file.read_text(encoding="utf-8")
        for fault in drifted:
            mended = mended.replace(fault.raw, fault.mend) if fault.path == path else mended
        file.write_text(mended, encoding="utf-8")
        diff += difflib.unified_diff(text.splitlines(True), mended.splitlines(True), path, path)
    return "".join(diff), [str(fault) for fault in plugin.book.faults if not fault.mend]


def main(arguments: list[str] | None = None) -> int:
    """Run the command. Exits with 1 if faults stay that only an author can mend."""
    parser = argparse.ArgumentParser(prog="lrbook", description="The press of an executable book.")
    commands = parser.add_subparsers(required=True, metavar="command")
    command = commands.add_parser("fix", help="rewrite the stated numbers that have drifted, and print the difference")
    command.add_argument("-f", "--config-file", type=Path, default=Path("mkdocs.yml"), help="the book's mkdocs.yml")
    diff, stay = fix(parser.parse_args(arguments).config_file.resolve())
    sys.stdout.write(diff or "No number has drifted.\n")
    for fault in stay:
        print(f"yours to mend: {fault}", file=sys.stderr)
    return 1 if stay else 0


if __name__ == "__main__":
    sys.exit(main())
