"""Rule 4: the mathematics knows nothing of the site; and an import costs no more than it must."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HEAVY = ["numpy", "pandas", "sympy", "matplotlib", "markdown", "mkdocs", "material", "mkdocstrings", "markdown_exec"]


def run(code, folder=ROOT):
    return subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True)


def lint_imports(folder):
    return run("import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))", folder)


@pytest.mark.parametrize(
    ("module", "allowed"),
    [
        ("lrbook", []),
        ("lrbook.parabola", ["numpy"]),
        ("lrbook.neuron", ["numpy"]),
        ("lrbook.descent", ["numpy"]),
        ("lrbook.derivation", ["numpy", "sympy"]),
        ("lrbook.heart", ["numpy", "pandas"]),
        ("lrbook.evaluation", ["numpy", "pandas"]),
        ("lrbook.folds", ["numpy", "pandas"]),
        ("lrbook.ranking", ["numpy", "pandas"]),
        ("lrbook.press.check.pages", ["markdown"]),
        ("lrbook.press.cli", ["markdown"]),
    ],
)
def test_an_import_loads_only_what_its_subject_needs(module, allowed):
    found = run(f"import sys, {module}; print(*[name for name in {HEAVY} if name in sys.modules])")
    assert found.returncode == 0, found.stderr
    assert set(found.stdout.split()) <= set(allowed)


def test_the_contracts_are_kept():
    found = lint_imports(ROOT)
    assert found.returncode == 0, found.stdout + found.stderr


def test_the_contracts_name_every_module():
    chapters, press, _ = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    modules = {
        f"lrbook.{path.stem}"
        for path in (ROOT / "lrbook").iterdir()
        if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    mathematics = modules - {"lrbook.__init__", "lrbook.__main__", "lrbook.press", "lrbook.mutation"}
    assert set(chapters["source_modules"]) == mathematics
    assert {"lrbook.press", "lrbook.mutation"} <= set(chapters["forbidden_modules"])
    read_with = {"lrbook.formula", "lrbook._foreign"}  # they read formulas, and know nothing of neurons
    assert set(press["forbidden_modules"]) == mathematics - read_with | {"lrbook.mutation"}


@pytest.mark.parametrize(
    ("module", "planted"),
    [
        ("neuron.py", "import mkdocs"),
        ("heart.py", "def later():\n    from markdown_exec import formatter"),
        ("parabola.py", "from lrbook.press.check import stated"),
        ("descent.py", "from lrbook.mutation import measurement"),
        ("_checks.py", "import pymdownx.superfences"),
        ("press/check/stated.py", "from lrbook import neuron"),
        ("press/check/stated.py", "import lrbook.figures"),
        ("press/cli.py", "from lrbook.mutation import measuring"),
        ("press/check/pages.py", "from mkdocs.utils import get_relative_url"),
        ("press/rules/typed_number.py", "def later():\n    import lrbook.press.plugin"),
    ],
)
def test_a_forbidden_import_is_caught(module, planted, tmp_path):
    shutil.copytree(ROOT / "lrbook", tmp_path / "lrbook")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    path = tmp_path / "lrbook" / module
    path.write_text(path.read_text() + f"\n\n{planted}\n")
    found = lint_imports(tmp_path)
    assert found.returncode == 1, found.stdout + found.stderr
    assert f"lrbook.{module[:-3].replace('/', '.')}" in found.stdout.split("Broken contracts")[1]


def test_letters_that_sympy_computes_need_no_scipy_and_not_all_of_numpy():
    page = "import sys, sympy as sp; from lrbook.formula import Letters; t = sp.Symbol('t')"
    done = run(
        f"{page}; Letters({{'t': [0.0, 1.0], 'u': sp.exp(-t)}}); print({{'scipy', 'numpy.f2py'}} & set(sys.modules))"
    )
    assert done.stdout == "set()\n", done.stderr
