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
        "a*b",
        "tab.md",
        "é/è",
        "a b/c&d",
        "v1.0/v2.0",
        "µ/index",
        "é/README",
    ),
]
LINK = re.compile(r"""(?:href|src)=["']?([^"' >]+)""")
ANCHOR = re.compile(r"""\bid=["']?([^"' >]+)""")

PRINTED = """\
```python exec="on" id="links"
from urllib.parse import quote

for name in {}:
    print(f"[here]({{quote(name)}}#here), [page](<{{quote(name)}}>)\\n")
```
"""
PAGE = """\
# Page

## Here

The cost is [39]{{=cost(x) #cost-{}}}. [here]({}#here), [start]({}index.md#start). The word stands here.
"""
GLOSSARY = "# Words\n\n### word\n\nWhat is said.\n"


def _write(root: Path, *, flat: bool = False, links: str = "") -> list[str]:
    """Write a book with a page of each name, and return the Markdown of its first page."""
    pages = [f"{name}.md" for name in NAMES]
    linked = "".join(f"[Here]({quote(page)}#here), [page](<{quote(page)}>).\n\n" for page in pages)
    first = f"# Start\n\n{linked}{PRINTED.format(pages)}\n{links}"
    up = {page: ("../" * page.count("/")) for page in pages}
    texts = {page: PAGE.format(n, quote(page.rpartition("/")[2]), up[page]) for n, page in enumerate(pages)}
    claims = [section(claim(f"cost-{n}", "39", "holds"), page=page) for n, page in enumerate(pages)]
    settings = CONFIG.replace("use_directory_urls: true", f"use_directory_urls: {str(not flat).lower()}")
    write(
        root,
        {
            "mkdocs.yml": settings.replace("lrbook: {}", "lrbook: {glossary: wörter & more.md}"),
            "theme/main.html": TEMPLATE,
            "docs/index.md": first,
            **{f"docs/{page}": START + text for page, text in texts.items()},
            "docs/the ledger+.md": "# Ledger\n\n<!-- ledger -->\n",
            "docs/wörter & more.md": GLOSSARY,
            "docs/claims.toml": "\n".join(claims),
            "docs/picture é%+.svg": "<svg/>",
        },
    )
    return first.splitlines()


def _file(site: Path, address: str) -> Path:
    """Return the file that a web server sends for an address."""
    path = site / unquote(urlsplit(address).path).lstrip("/")
    return path / "index.html" if address.endswith("/") or path.is_dir() else path


def _leading_nowhere(site: Path) -> set[tuple[str, str]]:
    """Return the links of a site that lead nowhere, as a browser and a web server follow them, each with its page."""
    pages = [page for page in site.rglob("*.html") if page.is_file()]
    anchors = {page: set(ANCHOR.findall(page.read_text(encoding="utf-8"))) for page in pages}
    nowhere = set()
    for page in pages:
        here = "http://book/" + quote(page.relative_to(site).as_posix())
        for link in map(unescape, LINK.findall(page.read_text(encoding="utf-8"))):
            there, _, anchor = urljoin(here, link).partition("#")
            file = _file(site, there)
            if not file.is_file() or (anchor and unquote(anchor) not in anchors[file]):
                nowhere.add((page.relative_to(site).as_posix(), link))
    return nowhere


@pytest.fixture(params=[False, True], ids=["folders", "files"])
def named(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[str], tuple[Built, list[str]]]:
    """Return a function that builds such a book, in folders or in files, and checks it, too."""

    def built(links: str) -> tuple[Built, list[str]]:
        lines = _write(tmp_path, flat=request.param, links=links)
        built = build(tmp_path)
        assert sorted(built.faults()) == sorted(checked(tmp_path)), built.said
        return built, lines

    return built


def test_all_that_leads_to_a_page_does_whatever_its_name(named) -> None:
    built, _ = named("![text](picture%20%C3%A9%25+.svg) ![text](<picture é%25+.svg>)\n")
    assert built.code == 0, built.said
    assert not _leading_nowhere(built.site)
    for n, (name, proven) in enumerate(zip(NAMES, built.claims["claims"], strict=True)):
        page = _file(built.site, "http://book/" + proven["page"])
        html = page.read_text(encoding="utf-8")
        assert f'id="cost-{n}"' in html
        (offered,) = re.findall(r'<a href="([^"]*)" download>', html)
        place = "http://book/" + quote(page.relative_to(built.site).as_posix())
        notebook = _file(built.site, urljoin(place, unescape(offered)))
        assert notebook.name == f"{name.rpartition('/')[2]}.ipynb"
        assert f"cost-{n}\\n" in notebook.read_text(encoding="utf-8")
        assert 'class="term"' in html


def test_a_broken_link_is_named(named) -> None:
    some = [quote(f"{name}.md") for name in ("ü", "a+b", "50%", "a#b", "two words", "v1.2", "a b/c&d")]
    broken = {f"[link]({page}#missing)": "leads to an anchor that does not exist" for page in some}
    broken |= {f"[link]({page}x)": "not in the site" for page in some}
    broken |= {f"[link](x{page})": "not in the site" for page in some}
    broken |= {"![text](picture%20%C3%A9%25.svg)": "not in the site"}
    built, lines = named("\n\n".join(broken) + "\n")
    assert built.code == 1
    faults = {int(fault.split(":")[1]): fault for fault in built.faults() if fault.startswith("docs/index.md:")}
    assert len(faults) == len(built.faults()) == len(broken)
    for link, message in broken.items():
        assert message in faults[lines.index(link) + 1]


def test_a_notebook_leads_to_pages_at_large(tmp_path) -> None:
    _write(tmp_path)
    config = tmp_path / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8").replace("http://127.0.0.1/", "https://example.org/book/"))
    built = build(tmp_path)
    assert built.code == 0, built.said
    cells = json.loads((built.site / "index.ipynb").read_text(encoding="utf-8"))["cells"]
    text = "".join(cell["source"] for cell in cells if cell["cell_type"] == "markdown")
    for address in ("50%25", "a%20b/c%26d", "why%3F", "a%23b", "v1.0/v2.0"):
        there = f"https://example.org/book/{address}/"
        assert f"[Here]({there}#here), [page]({there})" in text


@pytest.mark.parametrize("ending", ["markdown", "mkd"])
def test_a_page_may_end_as_markdown_does(book, ending) -> None:
    files = {f"docs__two_{ending}": "It is 28.\n"}
    assert [fault.partition(":")[0] for fault in book("Text.\n", **files).faults()] == [f"docs/two.{ending}"]


def test_a_readme_gives_way_to_an_index(fails) -> None:
    fails("docs/index.md", "Excluding 'README.md'", docs__README_md="It is 28, and [here](missing.md).\n")
