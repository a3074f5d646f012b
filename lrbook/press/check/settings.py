"""What `mkdocs.yml` says of a book, as far as its check needs it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml
from pathspec import GitIgnoreSpec

from lrbook.press.check.faults import Fault

EXTENSION = "lrbook.press"
"""The extension of Markdown that a book lists, so that nothing can publish it unchecked."""

BUILTIN = ["toc", "tables", "fenced_code"]
"""The extensions of Markdown that MkDocs adds by itself."""

PAGES = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
"""How the names of pages end."""

KNOWN = frozenset(
    """
    site_name site_url site_description site_author docs_dir site_dir copyright theme nav pages exclude_docs draft_docs
    not_in_nav google_analytics dev_addr use_directory_urls repo_url repo_name edit_uri edit_uri_template extra_css
    extra_javascript
    extra_templates markdown_extensions mdx_configs strict remote_branch remote_name extra plugins hooks
    watch validation config_file_path INHERIT
    """.split()  # noqa: SIM905
)
"""The options of MkDocs."""
LISTS = "nav", "plugins", "markdown_extensions"
"""Those that are lists, or may be mappings."""
LISTED = "modules", "preload", "packages", "hashed"
"""The options of the press that are lists of names."""


class Unreadable(Exception):
    """The settings of a book can't be read; the message says why, and what to do."""


Loader: Any = getattr(yaml, "CLoader", yaml.Loader)  # the one in C takes a quarter of the time


class _Loader(Loader):  # type: ignore[misc]
    """Reads the tags of MkDocs, and loads what they name in Python, as a build does: anchors may depend on it."""


def _environment(loader: _Loader, node: yaml.Node) -> Any:
    given = [node.value] if isinstance(node, yaml.ScalarNode) else loader.construct_sequence(node)
    *names, default = given if len(given) > 1 else [*given, None]
    return next((os.environ[name] for name in names if name in os.environ), default)


_Loader.add_constructor("!ENV", _environment)
_Loader.add_constructor("!relative", lambda loader, node: ".")


@dataclass(frozen=True)
class Settings:
    """The settings of a book: the folder that it lies in, and what its `mkdocs.yml` says."""

    root: Path
    given: dict[str, Any]
    name: str = "mkdocs.yml"
    plugin: dict[str, Any] = field(default_factory=dict)

    @property
    def docs(self) -> Path:
        """The folder of the pages."""
        return self.root / str(self.given.get("docs_dir", "docs"))

    @property
    def folders(self) -> bool:
        """Whether a page stands in a folder of its own, and not in a file."""
        return bool(self.given.get("use_directory_urls", True)) and "offline" not in self.plugins

    @property
    def plugins(self) -> dict[str, dict[str, Any]]:
        """The plugins, each with its options."""
        return dict(_named(self.given.get("plugins") or ["search"]))

    @property
    def extensions(self) -> dict[str, dict[str, Any]]:
        """The extensions of Markdown, each with its options."""
        return {name: {} for name in BUILTIN} | dict(_named(self.given.get("markdown_extensions") or []))

    def files(self) -> list[str]:
        """Return the files in the folder of the pages that belong to the site, by their names there."""
        found = self._files()
        return [name for name in found if _index(name) not in found]

    def _files(self) -> list[str]:
        left_out = GitIgnoreSpec.from_lines([".*", "/templates/", *(self.given.get("exclude_docs") or "").splitlines()])
        names = (path.relative_to(self.docs).as_posix() for path in sorted(self.docs.rglob("*")) if path.is_file())
        return [name for name in names if not left_out.match_file(name)]

    def nav(self) -> Iterator[str]:
        """Yield the pages and links of the navigation, in its order."""
        yield from (page for _, page in self.entries())

    def entries(self) -> Iterator[tuple[str, str]]:
        """Yield the pages and links of the navigation with the titles that it gives them, or ""."""
        waiting = [("", self.given.get("nav") or [])]
        while waiting:
            title, entry = waiting.pop(0)
            if isinstance(entry, str):
                yield title, entry
            else:
                waiting = [*(entry.items() if isinstance(entry, dict) else (("", one) for one in entry)), *waiting]

    def titles(self) -> Iterator[str]:
        """Yield what a reader sees of the settings: titles and descriptions."""
        yield from (str(self.given.get(name) or "") for name in ("site_name", "site_description", "copyright"))
        yield from _titles(self.given.get("nav") or [])

    def faults(self) -> Iterator[Fault]:
        """Find unknown options, and what the navigation and the pages don't have in common."""
        for option in self.given.keys() - KNOWN:
            yield Fault(self.name, 0, f"unknown option {option}; take it out, or mend its name", "config")
        if EXTENSION not in self.extensions:
            message = f"list {EXTENSION} under markdown_extensions, so that nothing can publish the book unchecked"
            yield Fault(self.name, 0, message, "config")
        left_out = {name: _index(name) for name in self._files() if _index(name)}
        files = self.files()
        for name, index in left_out.items():
            if index in files:  # as MkDocs says it
                message = f"Excluding '{name}' from the site because it conflicts with '{index}'."
                yield Fault((self.docs / index).relative_to(self.root).as_posix(), 0, message, "warning")
        pages = {name for name in files if name.endswith(PAGES)}
        listed = [page for page in self.nav() if ":" not in page and not page.startswith("/")]
        for page in listed:
            if page not in pages and page.endswith(PAGES):
                yield Fault(
                    self.name, 0, f"the navigation names {page}, and there is no such page; mend its path", "nav"
                )
        unlisted = GitIgnoreSpec.from_lines((self.given.get("not_in_nav") or "").splitlines())
        for page in sorted(pages - set(listed)) if listed else ():
            if not unlisted.match_file(page):
                path = (self.docs / page).relative_to(self.root).as_posix()
                yield Fault(
                    path, 0, f"the page is not in the navigation; add it there, under nav in {self.name}", "nav"
                )


def _index(name: str) -> str:
    """Return the page that has a README's place in the site, if it is there."""
    folder, _, page = name.rpartition("/")
    return f"{folder}/index.md".lstrip("/") if page == "README.md" else ""


def _titles(entry: Any) -> Iterator[str]:
    if isinstance(entry, dict):
        yield from (str(title) for title in entry)
        entry = [part for part in entry.values() if isinstance(part, list)]
    for part in entry if isinstance(entry, list) else ():
        yield from [part] if isinstance(part, str) and not part.endswith(PAGES) else _titles(part)


def _named(entries: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield what stands in a list of names, some with options, or in a mapping of them."""
    for entry in entries if isinstance(entries, list) else [{name: options} for name, options in entries.items()]:
        for name, options in entry.items() if isinstance(entry, dict) else [(entry, {})]:
            if not isinstance(name, str) or not isinstance(options or {}, dict):
                raise Unreadable(
                    f"mkdocs.yml: {name}: {options!r} can't be read; write a name, with its options, if any"
                )
            yield name.removeprefix("material/"), options or {}


def read(config_file: Path) -> Settings:
    """Read the settings of a book.

    Raises:
        Unreadable: If there is no such file, it is no YAML, or its plugins lack `lrbook`.
    """
    try:
        given = yaml.load(config_file.read_text(encoding="utf-8"), _Loader)
    except FileNotFoundError:
        raise Unreadable(f"there is no {config_file.name} here; run this in the folder of a book, or give -f") from None
    except OSError as error:
        raise Unreadable(f"{config_file.name} can't be read: {error.strerror}") from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise Unreadable(f"{config_file.name} can't be read, mend it: {' '.join(str(error).split())}") from None
    if not isinstance(given, dict):
        raise Unreadable(f"{config_file.name} holds no settings; it begins with site_name: …")
    if parent := given.pop("INHERIT", None):
        given = read_parent(config_file.parent / parent) | given
    if wrong := next((name for name in LISTS if not isinstance(given.get(name) or [], list | dict)), ""):
        raise Unreadable(f"{config_file.name}: {wrong} is {given[wrong]!r}; write a list")
    settings = Settings(config_file.parent, given, config_file.name)
    if "lrbook" not in settings.plugins:
        raise Unreadable(f"{config_file.name} does not list the plugin lrbook; add it under plugins")
    if not settings.docs.is_dir():
        folder = settings.docs.name
        raise Unreadable(f"{config_file.name} has its pages in {folder}, and there is no such folder; make it")
    options = settings.plugins["lrbook"]
    if wrong := next((name for name in LISTED if not isinstance(options.get(name) or [], list)), ""):
        raise Unreadable(f"{config_file.name}: {wrong} of lrbook is {options[wrong]!r}; write a list, as in [{wrong}]")
    return replace(settings, plugin=options)


def read_parent(config_file: Path) -> dict[str, Any]:
    """Return what a file says that another one inherits from."""
    try:
        given = yaml.load(config_file.read_text(encoding="utf-8"), _Loader)
    except (OSError, yaml.YAMLError, UnicodeDecodeError) as error:
        raise Unreadable(
            f"{config_file.name}, which is inherited, can't be read: {' '.join(str(error).split())}"
        ) from None
    return given if isinstance(given, dict) else {}
