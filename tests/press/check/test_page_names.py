"""A page may have any name: links, anchors, notebooks, the ledger and the glossary lead to it all the same."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from urllib.parse import quote, unquote, urljoin, urlsplit

import pytest
from small_book import CONFIG, START, TEMPLATE, Built, build, checked, claim, section, write

NAMES = [
    *(
        "ü",
        "a+b",
        "a,b",
        "a&b",
        "50%",
        "50%25",
        "a#b",
        "why?",
        "two words",
        "UPPER",
        "v1.2",
        "a.html",
        "日本語",
        "it's",
    ),
    *(
        "a;b=c",
        "~",
        "(x)",
        "-",
        "a:b",
        "a@b",
        "a$b!",
        "README",
        "a*b",
        "tab.md",
        "é/è",
        "a b/c&d",
        "v1.0/v2.0",
        "µ/index",
    ),
]
LINK = re.compile(r"""(?:href|src)=["']?([^"' >]+)""")
ATTRIBUTE = re.compile(r"""\bid=["']?([^"' >]+)""")


def _book(root: Path, name: str, *, flat: bool, links: str = "") -> None:
    up = "../" * name.count("/")
    from_index, to_itself = quote(f"{name}.md"), quote(f"{name.rpartition('/')[2]}.md")
    code = f"""\
from urllib.parse import quote

link = quote({f"{name}.md"!r})
print(f"[a link]({{link}}#here), [another](<{{link}}>)")"""
    printed = f'```python exec="on" id="links"\n{code}\n```\n'
    page = (
        "# Page\n\n## Here\n\nThe cost is [39]{=cost(x) #cost}. "
        + f"[Itself]({to_itself}#here), [home]({up}index.md).\n"
    )
    write(
        root,
        {
            "mkdocs.yml": CONFIG.replace("use_directory_urls: true", f"use_directory_urls: {str(not flat).lower()}"),
            "theme/main.html": TEMPLATE,
            "docs/index.md": START + f"[A link]({from_index}#here), [another](<{from_index}>).\n\n{printed}\n{links}\n",
            f"docs/{name}.md": START + page,
            "docs/ledger.md": "# Ledger\n\n<!-- ledger -->\n",
            "docs/claims.toml": section(claim("cost", "39", "holds"), page=f"{name}.md"),
            "docs/picture é%+.svg": "<svg/>",
        },
    )


def _leading_nowhere(site: Path) -> dict[str, set[str]]:
    """Return the links of each page of a site that lead nowhere, as a browser and a web server follow them."""
    nowhere = {}
    for page in site.rglob("*.html"):
        here = "http://book/" + quote(page.relative_to(site).as_posix())
        for link in LINK.findall(page.read_text(encoding="utf-8")):
            there = urlsplit(urljoin(here, unescape(link)))
            path = site / unquote(there.path).lstrip("/")
            path = path / "index.html" if there.path.endswith("/") else path
            anchor = unquote(there.fragment)
            if not path.is_file() or (anchor and anchor not in ATTRIBUTE.findall(path.read_text(encoding="utf-8"))):
                nowhere.setdefault(page.name, set()).add(link)
    return nowhere


@pytest.fixture(params=[False, True], ids=["folders", "files"])
def named(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[..., Built]:
    """Return a function that builds a book with a page of a name, in folders or in files, and checks it, too."""

    def built(name: str, links: str = "") -> Built:
        _book(tmp_path, name, flat=request.param, links=links)
        built = build(tmp_path)
        assert sorted(built.faults()) == sorted(checked(tmp_path)), built.said
        return built

    return built


@pytest.mark.parametrize("name", NAMES)
def test_all_that_leads_to_a_page_does_whatever_its_name(named, name) -> None:
    built = named(name, "![text](picture%20%C3%A9%25+.svg)")
    assert built.code == 0, built.said
    assert not _leading_nowhere(built.site)
    (proven,) = built.claims["claims"]
    place = urlsplit(urljoin("http://book/", proven["page"]))
    page = built.site / unquote(place.path).lstrip("/")
    page = page / "index.html" if page.is_dir() else page
    assert 'id="cost"' in page.read_text(encoding="utf-8")
    notebooks = [path for path in built.site.rglob("*.ipynb") if "cost" in path.read_text(encoding="utf-8")]
    assert f"{name.rpartition('/')[2]}.ipynb" in [path.name for path in notebooks]


@pytest.mark.parametrize("name", ["ü", "a+b", "50%", "a#b", "two words", "v1.2", "a b/c&d"])
@pytest.mark.parametrize(
    ("link", "message"),
    [
        ("[link]({}#missing)", "leads to an anchor that does not exist"),
        ("[link]({}x)", "not in the site"),
        ("[link](x{})", "not in the site"),
        ("![text](picture%20%C3%A9%25.svg)", "not in the site"),
    ],
)
def test_a_broken_link_is_named(named, name, link, message) -> None:
    built = named(name, link.format(quote(f"{name}.md")))
    assert built.code == 1
    (fault,) = built.faults()
    assert message in fault
    lines = (built.site.parent / "docs/index.md").read_text(encoding="utf-8").splitlines()
    assert fault.startswith(f"docs/index.md:{len(lines)}: ")


def test_a_notebook_leads_to_pages_at_large(tmp_path) -> None:
    _book(tmp_path, "a&b/ü #1", flat=False)
    config = tmp_path / "mkdocs.yml"
    config.write_text(config.read_text().replace("http://127.0.0.1/", "https://example.org/book/"))
    built = build(tmp_path)
    assert built.code == 0, built.said
    cells = json.loads((built.site / "index.ipynb").read_text(encoding="utf-8"))["cells"]
    text = "".join(cell["source"] for cell in cells if cell["cell_type"] == "markdown")
    address = "https://example.org/book/a%26b/%C3%BC%20%231/"
    assert f"[A link]({address}#here), [another]({address})" in text


@pytest.mark.parametrize("ending", ["markdown", "mkd"])
def test_a_page_may_end_as_markdown_does(book, ending) -> None:
    files = {f"docs__two_{ending}": "It is 28.\n"}
    assert [fault.partition(":")[0] for fault in book("Text.\n", **files).faults()] == [f"docs/two.{ending}"]
