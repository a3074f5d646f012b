"""How to cite the book: CITATION.cff says it for machines, and BibTeX made from it for people."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import yaml

from lrbook.press.check.faults import Fault
from lrbook.press.check.source import Source
from lrbook.press.check.typed import typed_numbers

MARKER = re.compile(r"^<!-- citation -->$", re.M)
VERSION = re.compile(r"^version: *(\S+)", re.M)


def faults(source: Source, package: str) -> Iterator[Fault]:
    """Find out whether the file cites the version of the package that is there."""
    cff = _read(source)
    if not {"title", "authors"} <= cff.keys():
        yield Fault(source.path, 0, "it can't be read as YAML with a title and authors; mend it", "citation")
        return
    for number in typed_numbers(str(cff["title"])):
        yield Fault(
            source.path,
            0,
            f"{number[0].strip()} is typed in the title, and nothing computes it; do without it",
            "citation",
        )
    typed = VERSION.search(source.text)
    line = source.text.count("\n", 0, typed.start()) + 1 if typed else 0
    try:
        there = version(package)
    except PackageNotFoundError:
        yield Fault(source.path, line, f"it is to cite the package {package}, but no such package is there", "citation")
        return
    if not typed:
        yield Fault(source.path, 0, f"it names no version; write: version: {there}", "citation")
    elif typed[1].strip("\"'") != there:
        yield Fault(
            source.path, line, f"the version is {there}, not {typed[1]}", "citation", typed[0], f"version: {there}"
        )


def _read(source: Source) -> dict[str, Any]:
    try:
        cff = yaml.safe_load(source.text)
    except yaml.YAMLError:
        cff = None
    return cff if isinstance(cff, dict) else {}


def bibtex(source: Source, package: str) -> str:
    """Return the citation as a BibTeX entry, in a fence; "" if the file is at fault."""
    cff = _read(source)
    if not {"title", "authors"} <= cff.keys():
        return ""
    people = [person.get("name") or f"{person['family-names']}, {person['given-names']}" for person in cff["authors"]]
    fields = {
        "title": f"{{{cff['title']}}}",
        "author": " and ".join(f"{{{name}}}" if "," not in name else name for name in people),
        "version": cff.get("version", ""),
        "year": str(cff.get("date-released", ""))[:4],
        "url": cff.get("url", ""),
    }
    rows = "\n".join(f"  {name} = {{{text}}}," for name, text in fields.items() if text)
    return f"```bibtex\n@software{{{package},\n{rows}\n}}\n```"
