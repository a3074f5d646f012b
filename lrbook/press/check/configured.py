"""What the settings of a book say to its check, and where the book lacks what they name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from importlib.machinery import PathFinder
from importlib.util import find_spec

from lrbook.press.check import printed, words
from lrbook.press.check.book import Book
from lrbook.press.check.faults import Fault
from lrbook.press.check.settings import Settings
from lrbook.press.check.source import Source, read
from lrbook.press.check.typed import typed_numbers
from lrbook.press.setting import citation


def configure(book: Book, settings: Settings) -> None:
    """Take over what the settings of a book say, and find what is wrong with that."""
    options, path = settings.plugin, settings.name
    book.nav = [*settings.entries()]
    book.found.update(settings.faults(), _untaught(options.get("words") or {}, path), _typed(settings.titles(), path))
    if article := options.get("article"):
        book.found.update(_misquoted(book, read(settings.docs / article, settings.root), path))
    if cited := options.get("cited"):
        book.found.update(citation.faults(read(settings.docs / "CITATION.cff", settings.root), cited))


def missing(settings: Settings) -> Iterator[Fault]:
    """Find the modules that pages are to be run with, and the files that are to be hashed, which are not there."""
    for option in ("modules", "preload"):
        for name in settings.plugin.get(option) or []:
            top = name.partition(".")[0]
            if not (PathFinder.find_spec(top, [str(settings.root)]) or find_spec(top)):
                message = f"there is no module {name}, which {option} names; install it, or mend its name"
                yield Fault(settings.name, 0, message, "config")
    for name in settings.plugin.get("hashed") or []:
        if not (settings.root / name).exists():
            yield Fault(settings.name, 0, f"{name} is to be hashed, but there is no such file; mend its path", "config")


def _untaught(like: Mapping[str, str], path: str) -> Iterator[Fault]:
    """Teach the words of this book that compare, each with a word that it is like, and find those that can't be."""
    for word in words.teach(like):
        message = f"{word} is like {like[word]}, which is no word that compares; take one, such as lower or rises"
        yield Fault(path, 0, message, "config")


def _typed(titles: Iterable[str], path: str) -> Iterator[Fault]:
    for title in titles:
        for number in typed_numbers(title):
            message = f"{number[0].strip()} is typed in {title!r}, and nothing computes it; do without it"
            yield Fault(path, 0, message, "typed-number")


def _misquoted(book: Book, article: Source, path: str) -> Iterator[Fault]:
    """Find what the ledger prints and the text of the article does not."""
    yield from article.faults()
    if article.text:
        yield from printed.faults(book.ledger, article.text)
    else:
        message = f"{article.path} is to be the text of the article, and is empty or not there; mend its path"
        yield Fault(path, 0, message, "config")
