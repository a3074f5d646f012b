"""What the authors of a book edit, imported once, in the process that pages are forked from: for a build.

A page takes it from there only if every file that it was made of is as it was. A module that says something when it is
imported, or fails, is left to the pages: there it is seen.
"""

from __future__ import annotations

import atexit
import gc
import os
import re
import sys
import threading
from collections.abc import Iterable, Sequence
from contextlib import redirect_stderr, redirect_stdout
from importlib import import_module
from importlib.machinery import PathFinder
from io import StringIO
from warnings import catch_warnings

from lrbook.press.sessions.unseen import strict
from lrbook.press.sessions.used import Used, Watch

IMPORT = re.compile(r"^[ \t>]*(?:from|import)[ \t]+([\w.]+)(?:[ \t]+import[ \t]+\(?([\w, ]+))?", re.M)

NAMES = "LRBOOK_WARM"
"""The variable of the environment that names the folder of the book and the modules to import, a line each: there is no
other way to tell that process."""


def imported(codes: Iterable[str], packages: Sequence[str]) -> list[str]:
    """Return the modules of these packages that some code may import, and what may be one."""
    found: dict[str, None] = {}
    for match in (match for code in codes for match in IMPORT.finditer(code)):
        module, names = match[1], re.findall(r"\w+", match[2] or "")
        if module.partition(".")[0] in packages:
            found |= dict.fromkeys([module, *(f"{module}.{name}" for name in names)])
    return list(found)


def _warmed(names: Sequence[str]) -> tuple[set[str], Used | None]:
    """Import modules, and return which that were, and what they were made of; or none, if one says something."""
    before, threads = set(sys.modules), threading.active_count()
    packages = tuple({f"{name.partition('.')[0]}." for name in names})
    watch, said = Watch(), StringIO()
    with redirect_stdout(said), redirect_stderr(said), catch_warnings():
        strict()
        for name in names:
            try:
                import_module(name)
            except ModuleNotFoundError as missing:
                if missing.name != name:  # else it is a name in a module
                    said.write(str(missing))
            except BaseException as error:
                said.write(repr(error))
    watch.stop()
    added = {name for name in set(sys.modules) - before if f"{name}.".startswith(packages)} if packages else set()
    if said.getvalue() or threading.active_count() > threads:
        for name in added:
            del sys.modules[name]
        return set(), None
    return added, watch.used()


if NAMES in os.environ:
    atexit.register(gc.freeze)  # whoever reads what a build says waits for this process, too, and it has much to free
_root, *_edited = os.environ.pop(NAMES, "").split("\n")
sys.path[:0] = [_root] * bool(_root)  # a page has a path of its own
MODULES, USED = _warmed(_edited)


def _is_there(package: str) -> bool:
    """Return whether a package would be imported from where it was: another book may have one of its name."""
    found = PathFinder.find_spec(package)
    return found is None or package not in sys.modules or found.origin == sys.modules[package].__file__


def cooled(edited: Iterable[str]) -> None:
    """See to it that what authors edit is imported anew, unless it is as it was."""
    if MODULES and USED and USED.unchanged() and all(map(_is_there, edited)):
        return
    for name in [*edited, *MODULES]:
        sys.modules.pop(name, None)  # and not all that is in it: the press may be
