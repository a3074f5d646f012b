"""What a page says at its head, what a link to it shows, and the page for readers whose address leads nowhere."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urljoin, urlsplit

import pytest

from lrbook.press.setting.head import description

WORDS = "word " * 399 + "word.\n"


def material(config: str) -> str:
    return config.replace("{name: null, custom_dir: theme}", "{name: material, font: false}").replace(
        "site_url: http://127.0.0.1/", "site_url: http://127.0.0.1/sub/path/\nsite_description: It says “this”."
    )


def metas(html: str) -> dict[str, str]:
    found = re.findall(r'<meta (?:name|property)="([\w:]+)" content="([^"]*)">', html)
    return {name: unescape(content) for name, content in found}


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ("<h1>One</h1><p>Two &amp; <b>three</b>.</p><p>Four.</p>", "Two & three."),
        ("<p class='reading-time'>No.</p><p>Yes,\nthis.</p>", "Yes, this."),
        ('<p>It is <data value="4">4</data> <a class="claim holds" href="#x">✓ 4</a>. So.</p>', "It is 4 . So."),
        (f"<p>{'a' * 300}. More.</p>", f"{'a' * 300}."),
        (f"<p>{'a' * 100}. {'b' * 90}. {'c' * 90}.</p>", f"{'a' * 100}. {'b' * 90}."),
        ("<h1>One</h1>", ""),
    ],
)
def test_a_page_is_described_by_its_first_sentences(html: str, wanted: str) -> None:
    assert description(html) == wanted


def test_a_link_to_a_page_shows_what_it_is_about(passes) -> None:
    site = passes(
        "# Home\n\nThe first page.\n",
        config=material,
        docs__two_md='# The "other" page\n\nIt is *about* <this>.\n',
        docs__three_md="---\ndescription: Said by its author.\n---\n# Three\n\nText.\n",
    )
    home, two, three = (metas(site.page(name)) for name in ("index.html", "two/index.html", "three/index.html"))
    assert home["description"] == home["og:description"] == "It says “this”."
    assert (home["og:type"], two["og:type"]) == ("website", "article")
    assert two["description"] == two["og:description"] == "It is about ."
    assert two["og:title"] == 'The "other" page'
    assert two["og:url"] == "http://127.0.0.1/sub/path/two/"
    assert three["description"] == three["og:description"] == "Said by its author."


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        (WORDS, 2),
        ("Short.\n", 0),
        (WORDS + WORDS, 4),
        (WORDS + "```sh\n" + WORDS + "```\n", 2),
        (
            WORDS
            + '\n```python exec="on" html="on" id="b"\nprint("<svg><text>" + "w " * 900 + "</text></svg>")\n```\n',
            2,
        ),
        (WORDS + "\n" + "[39]{=cost(x)}\n\n" * 400, 4),
    ],
)
def test_the_reading_time_counts_what_is_read(passes, text: str, minutes: int) -> None:
    html = passes(f"# Title\n\n{text}").page()
    said = re.search(r"</h1>\s*<p class=\"reading-time\"[^>]*>About (\d+) minutes to read \(([\d,]+) words\)</p>", html)
    assert (int(said[1]) if said else 0) == minutes
    assert not said or int(said[2].replace(",", "")) == 200 * minutes + 1  # the title


def test_a_lost_reader_finds_every_page(passes) -> None:
    """The links must hold at any depth, so they are absolute, and know the path below which the site lies."""
    built = passes(
        "# Home\n\n## Here\n\nText.\n",
        config=lambda config: material(config) + "nav: [index.md, {Deep: [deep/two.md]}]\n",
        docs__deep__two_md="# Two\n\n## Down \\(x\\) here\n\nText.\n",
    )
    html = built.page("404.html")
    article = html.partition("<article")[2].partition("</article>")[0]
    links = re.findall(r'href="([^"]*)"', article)
    assert len(links) == 4
    assert "<math" in article
    for link in links:
        for lost in ("/sub/path/typo", "/sub/path/a/b/c/"):
            found = urlsplit(urljoin(f"http://host{lost}", link))
            target = built.site / found.path.removeprefix("/sub/path/") / "index.html"
            assert f' id="{found.fragment}"' in target.read_text() if found.fragment else target.is_file()
