"""A new book: two pages with a package of their own, which build and check as they are, and show how to write more."""

from __future__ import annotations

import keyword
import re
from importlib.util import find_spec
from pathlib import Path

TEMPLATE = Path(__file__).parent / "book"
"""The book as it lies here, with names that are replaced."""

TITLE, PACKAGE = "Title of the book", "book_package"


class Refused(Exception):
    """A book can't be begun in a folder; the message says why."""


def begin(folder: Path) -> str:
    """Write a new book into a folder, and return the name of its package.

    Raises:
        Refused: If something is in the folder, or nothing can be written there.
    """
    name = folder.resolve().name
    words = [word for word in re.findall(r"[^\W_]+", name) if not word[0].isdecimal()]  # else a number would be typed
    title = " ".join(words).capitalize() or "A book"
    package = package_for(name)
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise Refused(f"{folder} is there already, and not empty; name a new folder")
        for template in sorted(path for path in TEMPLATE.rglob("*") if path.is_file() and path.suffix != ".pyc"):
            where = template.relative_to(TEMPLATE).as_posix().replace(PACKAGE, package)
            path = folder / where.replace("gitignore", ".gitignore")
            path.parent.mkdir(parents=True, exist_ok=True)
            text = template.read_text(encoding="utf-8").replace(TITLE, title).replace(PACKAGE, package)
            path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise Refused(f"{folder} can't be written: {error.strerror}") from None
    return package


def package_for(name: str) -> str:
    """Return a name for the package of a book: that of its folder, unless Python can't, or already does, use it.

    >>> package_for("Falling bodies"), package_for("2nd-edition"), package_for("random")
    ('falling_bodies', 'book_2nd_edition', 'random_book')
    """
    package = re.sub(r"\W+", "_", name.lower()).strip("_")
    package = package if package.isidentifier() else f"book_{package}".rstrip("_")
    taken = keyword.iskeyword(package) or package in {"docs", "site"} or getattr(find_spec(package), "origin", None)
    return f"{package}_book" if taken else package
