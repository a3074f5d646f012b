"""Code that is shown under the name of a file: it must stand there as it is."""

from __future__ import annotations

from pathlib import Path

from lrbook.press.check import blocks
from lrbook.press.check.source import Source


def unlike_its_file(code: str, title: str, root: str) -> str:
    """Return what is wrong with code that is shown under the name of a file: it must stand in that file as it is."""
    file = Path(root, title)
    if not title.endswith(".py"):
        return ""
    if not file.is_file():
        return f"the code is shown as {title}, but there is no such file; its name is read from the folder of the book"
    if f"\n{code.strip()}\n" in f"\n{file.read_text(encoding='utf-8')}\n":
        return ""
    return f"the code is shown as {title}, but does not stand there like this; copy it from there, or drop its title"


def stand_in_files(source: Source, root: str) -> bool:
    """Return whether all code that a page shows under the name of a file stands there as it is."""
    shown = ((fence.text, dict(blocks.OPTION.findall(fence.info)).get("title", "")) for fence in source.fences)
    return not any(unlike_its_file(code, title.strip("\"'"), root) for code, title in shown)
