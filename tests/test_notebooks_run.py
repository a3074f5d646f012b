"""The notebooks of the book: each runs, where the package is installed and nothing of what builds the site is."""

from __future__ import annotations

import importlib.metadata
import json
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree, ignore_patterns

import forked_kernels
import nbclient
import nbformat
import pytest
from packaging.requirements import Requirement
from real_book import ROOT, nav, url
from test_site import page

from lrbook.press.check import settings
from lrbook.press.check.source import Source

pytestmark = pytest.mark.xdist_group("notebooks")  # one process loads what the kernels need

FORMULA = re.compile(r"\\\(.*?\\\)|\\\[.*?\\\]", re.S)
PAGES = [name for name in nav() if 'exec="on"' in (ROOT / "docs" / name).read_text(encoding="utf-8")]
SITE_ONLY = ["mkdocs", "markdown", "markdown_exec", "pymdownx", "math_core", "pytest", "sklearn"]


def needed(*names: str) -> set[str]:
    """Return the distributions that these ones need at run time, without any extra."""
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop().lower().replace("_", "-")
        if name not in found:
            found.add(name)
            wanted = map(Requirement, importlib.metadata.requires(name) or [])
            waiting += [need.name for need in wanted if need.marker is None or need.marker.evaluate({"extra": ""})]
    return found


@pytest.fixture(scope="session")
def kernel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Make an environment with the package, what it needs and kernels, and nothing else. Nothing is downloaded."""
    folder = tmp_path_factory.mktemp("fresh")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    packages = next(folder.glob("lib/python*/site-packages"))
    for name in needed("lrbook", "ipykernel") - {"lrbook"}:
        files = importlib.metadata.distribution(name).files or []
        for top in {file.parts[0] for file in files} - {"..", "__pycache__"}:
            (packages / top).exists() or (packages / top).symlink_to(
                importlib.metadata.distribution(name).locate_file(top)
            )
    copytree(ROOT / "lrbook", packages / "lrbook", ignore=ignore_patterns("__pycache__"))
    spec = folder / "share/jupyter/kernels/fresh"
    spec.mkdir(parents=True)
    loaded = settings.read(ROOT / "mkdocs.yml").plugin["preload"]
    python = [str(folder / "bin/python"), "-I"]
    with socket.create_server(("127.0.0.1", 0)) as listening:
        ask = [*python, "-S", "-c", forked_kernels.ASK, str(listening.getsockname()[1]), "{connection_file}"]
        (spec / "kernel.json").write_text(json.dumps({"argv": ask, "display_name": "Fresh", "language": "python"}))
        fork = [*python, forked_kernels.__file__, str(listening.fileno()), *loaded]
        forks = subprocess.Popen(fork, cwd=folder, stdin=subprocess.DEVNULL, pass_fds=[listening.fileno()])
    yield folder
    forks.kill()
    forks.wait()


@pytest.fixture
def run(kernel: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Return a function that runs a notebook from its first cell to its last, far from the repository."""
    monkeypatch.setenv("JUPYTER_PATH", str(kernel / "share/jupyter"))
    monkeypatch.delenv("PYTHONPATH", raising=False)

    def ran(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
        client = nbclient.NotebookClient(
            notebook, kernel_name="fresh", timeout=60, resources={"metadata": {"path": str(tmp_path)}}
        )
        return client.execute()

    return ran


def notebook(site: Path, name: str) -> nbformat.NotebookNode:
    read = nbformat.read((site / url(name)).with_suffix(".ipynb"), as_version=4)
    nbformat.validate(read)
    return read


def test_the_environment_is_fresh(kernel: Path) -> None:
    found = f"[name for name in {SITE_ONLY} if find_spec(name)], find_spec('lrbook').origin"
    code = f"from importlib.util import find_spec; print({found})"
    said = subprocess.run(
        [kernel / "bin/python", "-I", "-c", code], text=True, capture_output=True, cwd=kernel, check=True
    )
    assert said.stdout.startswith(f"[] {kernel}")


def of(code: str) -> nbformat.NotebookNode:
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)])


def test_a_kernel_knows_nothing_of_the_one_before_it(run) -> None:
    run(of("import sys; kept = sys.modules['kept'] = sys"))
    for code, raised in {"kept": "NameError", "import kept": "ModuleNotFoundError", "np": "NameError"}.items():
        with pytest.raises(nbclient.exceptions.CellExecutionError, match=raised):
            run(of(code))


def test_a_kernel_that_dies_is_found(run) -> None:
    with pytest.raises(nbclient.exceptions.DeadKernelError):
        run(of("import os; os._exit(3)"))


@pytest.mark.parametrize("name", PAGES)
def test_a_notebook_runs(site: Path, run, name: str) -> None:
    ran = run(notebook(site, name))
    cells = [cell for cell in ran.cells if cell.cell_type == "code"]
    assert all(cell.execution_count for cell in cells)
    for cell in cells:
        errors = [output for output in cell.outputs if output.output_type == "error"]
        assert len(errors) == ("raises-exception" in cell.metadata.get("tags", []))
        assert not [output for output in cell.outputs if output.get("name") == "stderr"]
        if cell.source.startswith("%%printed"):
            shown = "text/html" if cell.source.startswith("%%printed html") else "text/markdown"
            assert [output.output_type for output in cell.outputs] == ["display_data"]
            assert cell.outputs[0].data[shown].strip()


PLANTED = {
    "a digit": ('agrees("-4.8", left_after)', 'agrees("4.8", left_after)'),
    "what yields it": ('agrees("-4.8", left_after)', 'agrees("-4.8", left)'),
    "a fact": ('agrees("rises at every step", away)', 'agrees("falls at every step", away)'),
    "a counter-example": ("assert not (cost(without_the_factor", "assert (cost(without_the_factor"),
    "the block before it": ("start, rate = 5.0, 0.1", "start, rate = 5.0, 0.2"),
}


@pytest.mark.parametrize("planted", PLANTED)
def test_a_fault_in_a_notebook_is_found(site: Path, run, planted: str) -> None:
    right, wrong = PLANTED[planted]
    read = notebook(site, "derivative.md")
    (cell,) = [cell for cell in read.cells if right in cell.source and cell.cell_type == "code"]
    cell.source = cell.source.replace(right, wrong)
    with pytest.raises(nbclient.exceptions.CellExecutionError, match="AssertionError"):
        run(read)


def test_a_cell_that_raises_is_found(site: Path, run) -> None:
    read = notebook(site, "derivative.md")
    (cell,) = [cell for cell in read.cells if "figures.tangents" in cell.source]
    cell.source = cell.source.replace("[3, -2]", "[1 / 0]")
    with pytest.raises(nbclient.exceptions.CellExecutionError, match="ZeroDivisionError"):
        run(read)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("return x  # change this line", "Not yet: walk(5, 0.1) gives 5, and should give 4."),
        (
            "return x + rate * slope(x)",
            "gives 6, and should give 4. You walk uphill. Subtract the slope, times the rate.",
        ),
        ("return x - rate * slope(x)", "'Right: walk(5, 0.1) gives 4.'"),
    ],
)
def test_an_exercise_is_done_in_the_notebook(site: Path, run, line: str, told: str) -> None:
    read = notebook(site, "derivative.md")
    (cell,) = [cell for cell in read.cells if cell.id == "block-exercise-step-start"]
    assert "return x  # change this line" in cell.source
    cell.source = cell.source.replace("return x  # change this line", line)
    (done,) = [cell for cell in run(read).cells if cell.id == "block-exercise-step-start"]
    (output,) = done.outputs
    if line == "return x - rate * slope(x)":
        assert output.data["text/plain"] == told
    else:
        assert output.traceback[0].endswith(told)


@pytest.mark.parametrize("name", nav())
def test_a_page_offers_its_notebook_if_it_computes(site: Path, name: str) -> None:
    links = [link for link in page(site / url(name)).all("a") if link.attrs["href"].endswith(".ipynb")]
    assert [link.attrs["href"] for link in links] == ([f"{Path(name).stem}.ipynb"] if name in PAGES else [])


@pytest.mark.parametrize("name", PAGES)
def test_a_notebook_says_and_asserts_what_its_page_states(site: Path, name: str) -> None:
    cells = notebook(site, name).cells
    asserted = sum(cell.source.count("\nassert ") for cell in cells if "stated" in cell.metadata.get("tags", []))
    shown = page(site / url(name)).all("data")
    in_prose = sum(all(above.attrs.get("class") != "arithmatex" for above in each.above) for each in shown)
    formulas = FORMULA.findall(Source("", (ROOT / "docs" / name).read_text(encoding="utf-8")).prose)
    assert asserted == in_prose + sum(formula.count("]{=") for formula in formulas)
    assert asserted > 0 or name.startswith("reference/")
    prose = Source("", "\n\n".join(cell.source for cell in cells if cell.cell_type == "markdown")).prose
    assert not [mark for mark in ("{=", "\\(", "\\[", "///", ".md)", "][") if mark in prose]
