"""The pages that a server keeps: one is not set again while it would come out the same, and it is never stale."""

from __future__ import annotations

import logging
import random
from pathlib import Path

import pytest
from markdown import Markdown
from mkdocs_autorefs import AutorefsPlugin
from served import SERVED, Serve, nothing_is_stale
from small_book import START, claim, section

PAGE = f"""{START}```python exec="on" source="above" title="tools/run.py" id="shown"
here = 1
```

```python exec="on" id="prints"
from pathlib import Path
from pkg.values import here
found = Path("found.txt").read_text() if Path("found.txt").exists() else ""
print("**There** is", here, found)
```

```python exec="on" html="on" id="picture"
print(f"<svg role='img' aria-label='pears'><title>pears</title><text>{{x:g}} pears</text></svg>")
```

# All costs

It is [39]{{=cost(x) #cost}}, and [12 hours]{{given: by habit}}. See [](other.md), [the end](other.md#end),
[spare](spare.md), [`half`][pkg.parts.half] and [](glossary.md).

<!-- lift typed-number: it is a matter of taste -->
There were 17 of them. And \\(x = [-6]{{=x}}\\).
"""
OTHER = """# Another one

The slope is here, and the incline, beside [all costs][all-costs], for [3 days]{given: from memory}.

## The end {#end}

<!-- ledger -->

<!-- given -->
"""
BARE = "# Bare\n\nThe ledger has [2]{=len(ledger.claims) #two} claims, of pears.\n"
GLOSSARY = """# Glossary

### slope {data-also="incline"}

How steep it is.

### pear

A fruit.
"""
SPARE = """---
title: Spare
---
# Spare

```python exec="on" id="more"
y = 3
```

Nothing is left of [20 pears]{given: as bought} but [3]{=y}.
"""
ABOUT_BARE = section(claim("two", "2", "holds", why="It has [2]{=len(ledger.claims)}."), page="bare.md")
LEDGER = section(claim("cost", "39", "holds", why="It is [39]{=cost(x)}.")) + "\n" + ABOUT_BARE
BOOK = {
    "docs__index_md": PAGE,
    "docs__other_md": OTHER,
    "docs__spare_md": SPARE,
    "docs__bare_md": BARE,
    "docs__glossary_md": GLOSSARY,
    "docs__claims_toml": LEDGER,
    "pkg__values_py": "here = 1\n",
    "tools__run_py": "here = 1\n",
}
ANCHORS = SERVED["mkdocs.yml"] + "validation: {anchors: warn}\n"
EMBEDS = SERVED["mkdocs.yml"].replace("- tables", "- pymdownx.b64: {base_path: docs}\n  - tables")


def test_what_is_the_same_is_not_set_again(serve: Serve, opened: list[str]) -> None:
    first = serve(**BOOK)
    assert first["faults"] == b"[]"
    opened.clear()
    assert serve() == first | {"rendered": b"0"}
    assert opened == ["reference.md"]
    opened.clear()
    second = serve(docs__other_md=OTHER.replace("is here", "is there"))
    assert opened == ["other.md", "reference.md"]
    assert b"is there" in second.pop("other/index.html") != first.pop("other/index.html")
    assert {name for name in first if second[name] != first[name]} == {"rendered"}


def test_a_module_is_the_concern_of_those_who_use_it(serve: Serve, opened: list[str]) -> None:
    serve(**BOOK)
    opened.clear()
    serve(pkg__other_py="def more(x):\n    return x\n")
    assert opened == ["reference.md"]
    serve(pkg__values_py="here = 2\n")
    assert opened == ["reference.md", "reference.md", "index.md"]


def test_an_entry_of_the_ledger_is_the_concern_of_its_page(serve: Serve, opened: list[str]) -> None:
    serve(**BOOK)
    opened.clear()
    serve(docs__claims_toml=LEDGER.replace("The article on two", "The text on two"))
    assert set(opened) == {"bare.md", "reference.md"}
    opened.clear()
    serve(docs__claims_toml=LEDGER.replace("The article on cost", "The text on cost"))
    assert set(opened) == {"index.md", "bare.md", "reference.md"}  # of which one counts the claims


def test_an_entry_of_the_glossary_is_the_concern_of_those_who_use_it(serve: Serve, opened: list[str]) -> None:
    serve(**BOOK)
    opened.clear()
    serve(docs__glossary_md=GLOSSARY.replace("# Glossary", "# Glossary\n\nWords."))
    assert set(opened) == {"glossary.md", "reference.md"}
    opened.clear()
    serve(docs__glossary_md=GLOSSARY.replace("How steep", "How very steep"))
    assert set(opened) == {"other.md", "glossary.md", "reference.md"}


def test_what_is_not_needed_any_more_is_forgotten(serve: Serve, opened: list[str]) -> None:
    serve(**BOOK)
    serve(docs__spare_md="# Spare\n\nIt is 17.\n")
    opened.clear()
    serve(docs__spare_md=SPARE)
    assert "spare.md" in opened


STRAY = LEDGER.replace('page = "index.md"', 'page = "spare.md"')
CHANGES: dict[str, dict[str, str | None]] = {
    "its text": {"docs__index_md": PAGE.replace("by habit", "by rule")},
    "what its head says": {"docs__spare_md": SPARE.replace("title", "# Of it\ntitle")},
    "a block": {"docs__index_md": PAGE.replace("**There**", "*There*")},
    "a module that it uses": {"pkg__values_py": "here = 2\n"},
    "a module that has a text of it": {"pkg__other_py": SERVED["pkg/other.py"] + '\nlabel = "-6 pears"\n'},
    "the file that its code is shown from": {"tools__run_py": "here = 2\n"},
    "a file that it reads": {"found_txt": "found"},
    "a picture that it includes": {"docs__pear_png": "a pear"},
    "what the ledger says of it": {"docs__claims_toml": LEDGER.replace("The article on", "The text on")},
    "what the ledger has of another page": {
        "docs__claims_toml": LEDGER + "\n" + section(claim("more", "39", "holds"), page="other.md")
    },
    "what the ledger says of a page without blocks": {
        "docs__claims_toml": LEDGER.replace("The article on two", "The text on two")
    },
    "what the ledger computes of a page": {
        "docs__claims_toml": LEDGER.replace("It is [39]{=cost(x)}", "It is [38]{=cost(x) - 1}")
    },
    "what the ledger says of a claim that stands on another page": {
        "docs__claims_toml": STRAY.replace('"39"', '"39.0"')
    },
    "the page of a claim": {"docs__claims_toml": LEDGER.replace('page = "bare.md"', 'page = "spare.md"')},
    "the title of a page that it names": {"docs__other_md": OTHER.replace("Another one", "Another")},
    "a heading that it leads to": {"docs__other_md": OTHER.replace("{#end}", "{#ends}")},
    "where the ledger is": {
        "docs__other_md": OTHER.replace("<!-- ledger -->", ""),
        "docs__spare_md": SPARE + "\n<!-- ledger -->\n",
    },
    "a page that is gone": {"docs__spare_md": None},
    "what the glossary says": {"docs__glossary_md": GLOSSARY.replace("How steep", "How very steep")},
    "where the glossary has a form": {
        "docs__glossary_md": GLOSSARY.replace(' {data-also="incline"}', "").replace(
            "### pear", '### pear {data-also="incline"}'
        )
    },
    "a form that the glossary did not have": {
        "docs__glossary_md": GLOSSARY.replace("### pear", '### pear {data-also="another"}')
    },
    "an entry of the glossary that is gone": {"docs__glossary_md": GLOSSARY.partition("\n### pear")[0]},
    "where an entry of the glossary stands": {"docs__glossary_md": GLOSSARY.replace("# Glossary", "# Glossary\n\nA.")},
    "a term that is used elsewhere alone": {"docs__other_md": OTHER.replace("slope", "hill").replace("incline", "way")},
    "what the reference explains": {"pkg__parts_py": SERVED["pkg/parts.py"].replace("half", "halve")},
    "settings": {"mkdocs_yml": SERVED["mkdocs.yml"].replace("lrbook: {", "lrbook: {symbols: {role: x}, ")},
    "an extension of Markdown": {"mkdocs_yml": SERVED["mkdocs.yml"].replace("- tables", "- smarty\n  - tables")},
    "where pages are": {"mkdocs_yml": SERVED["mkdocs.yml"].replace("urls: true", "urls: false")},
    "what is stated in it": {"docs__index_md": PAGE + "It is [40]{=cost(x)}.\n"},
    "what is wrong in it": {"docs__index_md": PAGE + "See [it](nowhere.md).\n"},
    "what is given in it": {"docs__index_md": PAGE.replace("[12 hours]{given: by habit}", "a day")},
    "what is given on another page": {"docs__other_md": OTHER.replace("[3 days]{given: from memory}", "a day")},
}
"""Each is changed; and all that comes of it has to be said again in the build after it."""
BEFORE = {
    "what the ledger says of a claim that stands on another page": {"docs__claims_toml": STRAY},
    "a heading that it leads to": {"mkdocs_yml": ANCHORS},
    "a picture that it includes": {
        "mkdocs_yml": EMBEDS,
        "docs__pear_png": "no pear",
        "docs__index_md": PAGE + "\n![A pear](pear.png)\n",
    },
}


@pytest.mark.parametrize("change", CHANGES)
def test_nothing_is_stale(serve: Serve, change: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # where pictures are sought
    nothing_is_stale(serve, BOOK | BEFORE.get(change, {}), CHANGES[change])


def test_nothing_is_stale_after_many_edits(serve: Serve) -> None:
    serve(**BOOK)
    for change in random.Random(0).choices(sorted(CHANGES.keys() - BEFORE.keys()), k=8):
        kept = serve(**CHANGES[change])
        assert kept | {"rendered": b""} == serve(cold=True) | {"rendered": b""}


def test_what_a_build_warns_of_is_said_again(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    convert = Markdown.convert

    def converted(md: Markdown, text: str) -> str:
        if "Nothing" in text:
            logging.getLogger("mkdocs.noise").warning("spare.md makes a noise")
        return convert(md, text)

    monkeypatch.setattr(Markdown, "convert", converted)
    first = serve(**BOOK)
    assert b"makes a noise" in first["faults"]
    assert serve()["faults"] == first["faults"]


def test_what_another_plugin_makes_of_a_page_is_seen(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    for text in ("one", "two"):
        monkeypatch.setattr(AutorefsPlugin, "on_page_content", lambda _, html, text=text, **__: f"{html}<p>{text}</p>")
        assert f"<p>{text}</p>".encode() in serve(**BOOK)["spare/index.html"]
