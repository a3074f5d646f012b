"""`lrbook new`: a book that builds and checks as it is, finds its own package, and shows one of each thing."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from browsing import served, tab
from hatchling.builders.wheel import WheelBuilder
from small_book import checked

from lrbook.press import new
from lrbook.press.cli import main

ROOT = Path(__file__).parents[2]
SIGN = """(() => {
    const root = document.querySelector("msqrt")
    return root.getBoundingClientRect().width - root.firstElementChild.getBoundingClientRect().width
})()"""
"""How wide the sign of a root is, in pixels."""


@pytest.fixture
def begun(tmp_path, capsys, monkeypatch) -> Path:
    """Begin a book as an author does whose environment is activated."""
    folder = tmp_path / "Falling bodies"
    with monkeypatch.context() as activated:
        activated.setenv("PATH", str(Path(sys.executable).parent))
        assert main(["new", str(folder)]) == 0
    out, errors = capsys.readouterr()
    assert out.endswith("&& mkdocs serve\n")
    assert not errors
    return folder


def test_it_says_how_to_serve_it_without_an_activated_environment(tmp_path, capsys, monkeypatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert main(["new", str(tmp_path / "book")]) == 0
    assert capsys.readouterr().out.endswith(f"&& {shlex.quote(sys.executable)} -m mkdocs serve\n")


def test_it_checks_as_it_is(begun) -> None:
    assert checked(begun) == []


def test_it_builds_as_it_is_with_the_package_beside_it(begun) -> None:
    page = begun / "docs/index.md"
    block = (
        '\n```python exec="on" id="warm"\nfrom lrbook.press.sessions import warm\n\nprint(sorted(warm.MODULES))\n```\n'
    )
    page.write_text(page.read_text(encoding="utf-8") + block, encoding="utf-8")
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    built = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(begun / "mkdocs.yml")],
        env=environment | {"PYTHONPATH": str(ROOT)},
        cwd=begun.parent,
        capture_output=True,
        text=True,
    )
    assert built.returncode == 0, built.stderr
    html = (begun / "site/index.html").read_text(encoding="utf-8")
    assert "falling_bodies.fall" in html.partition('id="block-warm"')[2]  # it is imported once, and not by each page
    assert "<h1 id=" in html
    assert ">Falling bodies<" in html
    assert 'id="fall-duration"' in (begun / "site/ledger/index.html").read_text(encoding="utf-8")
    own = re.compile(r"//(127\.0\.0\.1|www\.w3\.org|squidfunk\.github\.io)\b")
    hosts = {
        found for found in re.findall(r"(?:src|href)=\"?(//[^/\"]+|https?://[^/\"]+)", html) if not own.search(found)
    }
    assert not hosts


def test_it_looks_as_it_should(begun, browser) -> None:
    """It is dark where the system is; the cells of a table do not touch; and a root has its sign."""
    assert subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q"], cwd=begun).returncode == 0
    with served(begun / "site", "/") as address, tab(browser, address, color_scheme="dark") as opened:
        opened.goto(address, wait_until="networkidle")
        assert opened.get_attribute("body", "data-md-color-scheme") == "slate"
        assert opened.evaluate("parseFloat(getComputedStyle(document.querySelector('table.data td')).paddingLeft)") > 2
        assert opened.evaluate(SIGN) > 5


@pytest.mark.parametrize(
    ("file", "right", "wrong", "fault"),
    [
        ("falling_bodies/fall.py", "sqrt(2 *", "sqrt(3 *", r"docs/index.md:\d+: 3.45 is stated, but seconds is 4.2"),
        ("docs/index.md", "[58.4]{=height}", "58.4", "58.4 is typed"),
        ("docs/index.md", "[0.584 m]{given: as it is usually converted}", "0.584 m", "0.584 m? ?is typed"),
        ("docs/index.md", "frac{2 h}", "frac{3 h}", r"the formula t = .* is not right"),
        ("docs/index.md", "rises at every step", "falls at every step", "is not so"),
        ("docs/index.md", "more than half", "less than half", "is not so"),
        ("docs/index.md", "<!-- lift typed-number:", "<!-- ", "is typed"),
        ("docs/claims.toml", 'prints = "5"', 'prints = "3.45"', 'is "erratum", yet what the article prints'),
    ],
)
def test_each_thing_that_it_shows_is_checked(begun, file, right, wrong, fault) -> None:
    text = (begun / file).read_text(encoding="utf-8")
    assert right in text
    (begun / file).write_text(text.replace(right, wrong), encoding="utf-8")
    assert re.search(fault, "\n".join(checked(begun)))


def test_no_name_of_the_template_is_left(begun) -> None:
    texts = {path: path.read_text(encoding="utf-8") for path in begun.rglob("*") if path.is_file()}
    assert {path.relative_to(begun).as_posix() for path in texts} == {
        *(".gitignore", "README.md", "mkdocs.yml", "docs/claims.toml", "docs/index.md", "docs/ledger.md"),
        *("falling_bodies/__init__.py", "falling_bodies/fall.py"),
    }
    assert not [path for path, text in texts.items() if new.PACKAGE in text or new.TITLE in text]


@pytest.mark.parametrize(
    ("folder", "package"),
    [
        ("Falling bodies", "falling_bodies"),
        ("a.b-c", "a_b_c"),
        ("Über", "über"),
        ("2nd edition", "book_2nd_edition"),
        ("class", "class_book"),
        ("random", "random_book"),
        ("numpy", "numpy_book"),
        ("docs", "docs_book"),
        ("…", "book"),
    ],
)
def test_the_package_is_named_for_the_folder(folder, package) -> None:
    assert new.package_for(folder) == package


@pytest.mark.parametrize("folder", ["physics-2", "3d vision", "1"])
def test_a_number_in_the_name_of_the_folder_is_no_number_of_the_book(tmp_path, folder) -> None:
    new.begin(tmp_path / folder)
    assert checked(tmp_path / folder) == []


def test_an_empty_folder_will_do(tmp_path, monkeypatch) -> None:
    folder = tmp_path / "balls"
    folder.mkdir()
    monkeypatch.chdir(folder)
    assert main(["new", "."]) == 0
    assert (folder / "balls/fall.py").exists()


@pytest.mark.parametrize("name", ["full", "file", "file/below"])
def test_what_is_there_is_left_alone(tmp_path, capsys, name) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full/notes.txt").touch()
    (tmp_path / "file").touch()
    before = sorted(tmp_path.rglob("*"))
    assert main(["new", str(tmp_path / name)]) == 1
    out, errors = capsys.readouterr()
    assert not out
    assert re.fullmatch(r"lrbook: .+\n", errors)
    assert sorted(tmp_path.rglob("*")) == before


def test_the_wheel_has_the_book(tmp_path) -> None:
    builder = WheelBuilder(str(ROOT))
    names = {file.distribution_path for file in builder.recurse_included_files()}
    wanted = {path for path in new.TEMPLATE.rglob("*") if path.is_file() and path.suffix != ".pyc"}
    assert {path.relative_to(ROOT).as_posix() for path in wanted} <= names
