"""A mutant takes the place of its module, in this process and in those that are forked from it. No file is changed."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from types import CodeType, ModuleType

from lrbook.mutation.mutants import Mutant


def plant(mutant: Mutant) -> None:
    """Let whoever imports the module of a mutant get the mutant. What was imported before is forgotten."""
    for name in [*sys.modules]:
        if f"{name}.".startswith("lrbook.") and not name.startswith(("lrbook.press", "lrbook.mutation")):
            del sys.modules[name]
    sys.meta_path.insert(0, _Planted(mutant))


class _Planted(MetaPathFinder):
    def __init__(self, mutant: Mutant) -> None:
        self.name, self.code = f"lrbook.{mutant.module}", mutant.code

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        spec = PathFinder.find_spec(fullname, path) if fullname == self.name else None
        if spec and spec.origin:
            spec.loader = _Loader(fullname, spec.origin, self.code)
        return spec


class _Loader(SourceFileLoader):
    def __init__(self, fullname: str, path: str, code: str) -> None:
        super().__init__(fullname, path)
        self.code = code

    def get_code(self, fullname: str) -> CodeType:
        return self.source_to_code(self.code.encode(), self.path)
