"""Links, anchors, formulas and warnings: what is wrong with any of them fails the build, wherever it stands."""

from __future__ import annotations

import os
import re

import pytest
from small_book import CONFIG, START, build, claim, section, write

from lrbook.press.check import reference

PRINTED = '```python exec="on" id="b"{}\nprint("""{}""")\n```'
TWO = "# Two: another link\n\n## A heading of a link {#a-heading}\n\nText.\n"


@pytest.mark.parametrize("flat", [False, True])
@pytest.mark.parametrize(
    "link",
    [
        "[link](two.md)",
        "[link](two.md#a-heading)",
        "[link](#here)",
        "[link](deep/three.md)",
        "[link](https://example.org/missing.md#x)",
        "[link](mailto:someone@example.org)",
        "[link][ref]\n\n[ref]: two.md#a-heading",
        "![text](picture.svg)",
        '<a href="#here">link</a>',
        '<img alt="text" src="{up}picture.svg">',
        PRINTED.format("", "[link](#here)").replace("#here", "#block-b"),
        PRINTED.format(' html="on"', "<a href='#here'>link</a>"),
        PRINTED.format(' html="on"', "<p id='b-place'><a href='#b-place'>link</a></p>"),
        PRINTED.format("", '<p id="b-1" markdown="1"><a href="#b-1">link</a></p>'),
        "Text.[^1]\n\n[^1]: A note.",
        "[link](data.csv)",
        "[link](two.md?x=y#a-heading)",
    ],
)
def test_a_link_that_leads_somewhere_passes(passes, link, flat) -> None:
    link = link.replace("{up}", "")
    passes(
        f"## A link {{#here}}\n\n{link}\n",
        config=lambda config: config.replace(
            "use_directory_urls: true", f"use_directory_urls: {str(not flat).lower()}"
        ),
        docs__two_md=TWO + "\n[a link](index.md#here), [on](deep/three.md)\n",
        docs__deep__three_md="[a link](../index.md#here), [a link](../two.md#a-heading), ![text](../picture.svg)\n",
        docs__picture_svg="<svg/>",
        docs__data_csv="x",
    )


@pytest.mark.parametrize("flat", [False, True])
@pytest.mark.parametrize(
    ("link", "texts"),
    [
        ("[link](missing.md)", ["missing.md", "not in the site"]),
        ("[link](two.md#missing)", ["#missing", "anchor that does not exist"]),
        ("[link](#missing)", ["#missing", "anchor that does not exist"]),
        ("[link](deep/missing.md#x)", ["not in the site"]),
        ("[link](/two/)", ["/two/", "make it relative"]),
        ("[link](/)", ["make it relative"]),
        ("[link][ref]\n\n[ref]: missing.md", ["not in the site"]),
        ("[link](two)", ["not in the site"]),
        ("![text](missing.svg)", ["missing.svg", "not in the site"]),
        ('<a href="missing.md">link</a>', ["not in the site"]),
        ('<a href="#missing">link</a>', ["#missing"]),
        ('<img alt="text" src="missing.svg">', ["missing.svg"]),
        (PRINTED.format("", "[link](missing.md)"), ["not in the site"]),
        (PRINTED.format("", "[link](#missing)"), ["missing", "anchor that does not exist"]),
        (PRINTED.format(' html="on"', "<a href='missing.html'>link</a>"), ["missing.html"]),
        (PRINTED.format(' html="on"', "<a href='#missing'>link</a>"), ["#missing"]),
        ("## Twice {#twice}\n\n## Again {#twice}", ["#twice stands twice", "rename"]),
        ('## Twice\n\n<p id="twice">Text.</p>', ["#twice stands twice"]),
        ("<p id='block-start'>Text.</p>", ["#block-start stands twice"]),
    ],
)
def test_a_link_that_leads_nowhere_is_named(book, link, texts, flat) -> None:
    built = book(
        f"A text.\n\n{link}\n",
        config=lambda config: config.replace(
            "use_directory_urls: true", f"use_directory_urls: {str(not flat).lower()}"
        ),
        docs__two_md=TWO,
    )
    assert built.code == 1, built.said
    (fault,) = built.faults()
    assert all(text in fault for text in texts)
    # The line of the link itself, in the code of a block, too; but the first of two anchors of one name.
    lines = [11] if "print" in link else [10, 12, 1]
    assert fault.startswith(tuple(f"docs/index.md:{line}: " for line in lines))


@pytest.mark.parametrize(
    "formula",
    [
        "\\(\\nix\\)",
        "\\( \\frac{1}{ \\)",
        "\\[ x_ \\]",
        "\\[ \\left( x \\]",
        "\\[ \\begin{aligned} x \\]",
        "\\( \\eqref{none} \\)",
        PRINTED.format("", "\\\\\\\\(\\\\\\\\nix\\\\\\\\)"),
        PRINTED.format(' html="on"', '<span class=\\"arithmatex\\">\\\\\\\\(\\\\\\\\nix\\\\\\\\)</span>'),
        "| a |\n|---|\n| \\(\\nix\\) |",
        "## A heading with \\(\\nix\\)",
        "\\( \\nix = [−6]{=x} \\)",
    ],
)
def test_a_formula_in_error_is_named(book, formula) -> None:
    built = book("A text.\n\n" + formula.replace("\\\\\\\\", "\\\\") + "\n")
    assert built.code == 1, built.page()
    assert re.match(r"docs/index.md:1[012]: LaTeX error in ", built.faults()[0]), built.said


def test_formulas_become_mathml(passes) -> None:
    page = passes("The slope \\(2x y'\\) and\n\n\\[ \\alpha = [−6]{=x} \\]\n").page()
    assert page.count("<math") == 2
    assert "\\(" not in page
    assert '<math alttext="2x y\'"' in page.replace("&#x27;", "'")
    assert "−6" in page


def test_a_page_outside_the_navigation_fails_the_build(fails) -> None:
    fails(
        "docs/two.md",
        "not in the navigation",
        docs__two_md="Text.\n",
        config=lambda config: config + "nav: [index.md]\n",
    )


def test_a_page_that_the_navigation_misses_fails_the_build(fails) -> None:
    fails("mkdocs.yml", "missing.md", config=lambda config: config + "nav: [index.md, missing.md]\n")


def test_an_unknown_option_of_the_configuration_fails_the_build(fails) -> None:
    fails("mkdocs.yml", "sitename", config=lambda config: config + "sitename: x\n")


def test_a_reference_to_nothing_is_named(fails) -> None:
    fails("docs/index.md:8", "missing.thing", "A text with [a reference][missing.thing].\n")


def test_a_warning_fails_a_quiet_build(book, tmp_path) -> None:
    book("A text with [a reference][missing.thing].\n")
    assert build(tmp_path, "--quiet").code == 1


def test_a_fault_fails_a_strict_build(book, tmp_path) -> None:
    book("It is 28.\n")
    assert build(tmp_path, "--strict").code == 1


def test_the_press_wants_something_to_run(book) -> None:
    built = book(config=lambda config: config.replace("markdown-exec: {languages: [python]}, ", ""))
    assert built.code == 1
    assert "list the plugin markdown-exec" in built.said


def test_the_front_matter_is_prose(fails) -> None:
    fails("docs/index.md:2", "28 is typed", start="---\ntitle: The cost is 28\n---\n\nText.\n")


@pytest.mark.parametrize("start", ["---\nsymbols: [false\n---\n\nText.\n", "---\njust words\n---\n\nText.\n"])
def test_front_matter_that_cannot_be_read_is_named(fails, start) -> None:
    fails("docs/index.md:1", "the front matter can't be read", start=start)


def test_a_page_may_be_made_by_a_plugin(passes) -> None:
    hook = (
        "from mkdocs.structure.files import File\n"
        "def on_files(files, config):\n"
        "    files.append(File.generated(config, 'made.md', content='It is 28.'))\n"
    )
    with pytest.raises(AssertionError, match=r"made.md:1: 28 is typed"):
        passes(config=lambda config: config + "hooks: [hook.py]\n", hook_py=hook)


def test_the_module_is_read_anew_in_each_build_and_page(book) -> None:
    page = '```python exec="on" id="b"\nimport chapter\n```\n\nIt is [5]{=chapter.five()}.\n'
    spoilt = '```python exec="on" id="b"\nimport chapter\nchapter.five = lambda: 6\n```\n'

    def configured(config: str) -> str:
        return config.replace("lrbook: {}", "lrbook: {modules: [chapter]}")

    module = "def five():\n    return {}\n"
    files = {"docs__a_md": spoilt, "docs__z_md": page, "config": configured, "start": page}
    assert book(chapter_py=module.format(5), **files).code == 0
    built = book(chapter_py=module.format("5 + 1"), **files)
    assert [fault.partition(" ")[0] for fault in built.faults()] == ["docs/index.md:5:", "docs/z.md:5:"]
    assert book(chapter_py=module.format(5), **files).code == 0


def test_a_module_that_cannot_be_read_is_a_fault_of_what_imports_it(book, tmp_path) -> None:
    page = '```python exec="on" id="b"\nimport chapter\n```\n\nIt is [5]{=chapter.five()}, and [6]{=chapter.six()}.\n'
    module = "def five():\n    return 5 +\n"
    modules = {"config": lambda config: config.replace("lrbook: {}", "lrbook: {modules: [chapter]}")}
    built = book(chapter_py=module, start=page, **modules)
    assert any(fault.startswith("docs/index.md:2: ") and "SyntaxError" in fault for fault in built.faults())
    assert reference.names("chapter", tmp_path) == ("chapter",)


def test_the_reference_is_read_anew(tmp_path) -> None:
    for n, name in enumerate(("five", "six")):
        write(tmp_path, {"chapter.py": f"def {name}():\n    return 5\n"})
        os.utime(tmp_path / "chapter.py", (n, n))
        assert reference.names("chapter", tmp_path) == ("chapter", f"chapter.{name}")


def test_two_builds_are_identical(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    page = "The cost is [39]{=cost(x) #case-cost} of \\(x\\).\n\n" + PRINTED.format("", "Text.") + "\n\n\\[ x \\]\n"
    ledger = {"docs/claims.toml": section(claim("case-cost", "39", "holds")), "docs/ledger.md": "<!-- ledger -->\n"}
    sites = []
    for name in ("one", "two"):
        write(
            tmp_path / name,
            {"mkdocs.yml": CONFIG, "theme/main.html": "{{ page.content }}", "docs/index.md": START + page} | ledger,
        )
        site = build(tmp_path / name).site
        sites.append({file.relative_to(site): file.read_bytes() for file in site.rglob("*") if file.is_file()})
    assert len(sites[0]) > 5
    assert sites[0] == sites[1]
    assert os.environ["SOURCE_DATE_EPOCH"]
