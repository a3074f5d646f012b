"""The citation: its version is the one that is there, and BibTeX says the same as CITATION.cff."""

from __future__ import annotations

import re
from importlib.metadata import version

import pytest
from small_book import build

CFF = """cff-version: 1.2.0
message: Cite it.
title: "Things: a book"
authors:
  - name: The authors
  - family-names: Ada
    given-names: B.
{}
"""
TEXT = "# Home\n\n[For machines](CITATION.cff), not for `<!-- citation -->`.\n\n<!-- citation -->\n"
HERE = version("pytest")


def cited(config: str, package: str = "pytest") -> str:
    return config.replace("lrbook: {}", f"lrbook: {{cited: {package}}}")


def test_the_citation_is_shown_and_published(passes) -> None:
    built = passes(TEXT, config=cited, docs__CITATION_cff=CFF.format(f"version: {HERE}\ndate-released: 2021-03-04"))
    code = re.sub("<[^>]*>", "", built.page().rpartition("<code>")[2].partition("</code>")[0])
    for text in ("@software{pytest,", "title = {{Things: a book}}", "author = {{The authors} and Ada, B.}"):
        assert text in code
    assert f"version = {{{HERE}}}" in code
    assert "year = {2021}" in code
    assert "url" not in code
    assert f"version: {HERE}" in built.page("CITATION.cff")


@pytest.mark.parametrize(
    ("line", "texts"),
    [
        ("version: 0.0.1", [":8: ", f"the version is {HERE}, not 0.0.1"]),
        ("# no version", [f"write: version: {HERE}"]),
    ],
)
def test_another_version_fails_the_build(book, line, texts) -> None:
    (fault,) = book(TEXT, config=cited, docs__CITATION_cff=CFF.format(line)).faults()
    assert all(text in f"{fault} " for text in ["docs/CITATION.cff", *texts])


@pytest.mark.parametrize(
    ("line", "text"),
    [("title: x: y", "can't be read as YAML"), ('title: "The 99 steps"', "99 is typed in the title")],
)
def test_a_citation_at_fault_fails_the_build(book, line, text) -> None:
    cff = CFF.replace('title: "Things: a book"', line).format(f"version: {HERE}")
    (fault,) = book(TEXT, config=cited, docs__CITATION_cff=cff).faults()
    assert fault.startswith("docs/CITATION.cff: ")
    assert text in fault


def test_a_package_that_is_not_there_fails_the_build(book) -> None:
    (fault,) = book(
        TEXT, config=lambda config: cited(config, "no-such"), docs__CITATION_cff=CFF.format("version: 1.0.0")
    ).faults()
    assert fault == "docs/CITATION.cff:8: it is to cite the package no-such, but no such package is there [citation]"


def test_fix_mends_the_version(book, tmp_path) -> None:
    from lrbook.press.cli import main

    book(TEXT, config=cited, docs__CITATION_cff=CFF.format("version: 0.0.1"))
    assert main(["fix", "-f", str(tmp_path / "mkdocs.yml")]) == 0
    assert f"version: {HERE}\n" in (tmp_path / "docs/CITATION.cff").read_text()
    assert build(tmp_path).code == 0
