"""README.md says of this project what is so: a slip in it is named, with its line."""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Iterator

import pytest
import yaml
from real_book import ROOT

from lrbook.press.check import settings
from lrbook.press.check.readme import _Readme
from lrbook.press.check.source import Source
from lrbook.press.cli import parser

TEXT = (ROOT / "README.md").read_text(encoding="utf-8")
CITED = yaml.safe_load((ROOT / "docs/CITATION.cff").read_text(encoding="utf-8"))


def _readme(text: str) -> _Readme:
    return _Readme(settings.read(ROOT / "mkdocs.yml"), Source("README.md", text), parser().parse_args)


PROJECT = _readme(TEXT)._project


def _said(text: str) -> list[tuple[int, str]]:
    """Return what is wrong with what README names and shows of the ledger."""
    readme = _readme(text)
    readme.__dict__["_project"] = PROJECT  # which stays as it is
    return [*readme.named(), *readme.entries()]


def test_what_it_says_is_so() -> None:
    assert _said(TEXT) == []


def facts() -> list[str]:
    """Return what README says of the project in numbers and names, as the files have it that decide it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    article, data = CITED["references"]
    *others, last = (author["family-names"] for author in data["authors"])
    licence = re.search(r"licence (CC BY \d\.\d)", (ROOT / "lrbook/heart.py").read_text(encoding="utf-8"))
    assert licence
    return [
        f"You need Python {project['requires-python'].removeprefix('>=')} or newer.",
        f"at <{settings.read(ROOT / 'mkdocs.yml').given['site_url']}>",
        f"[*{article['title']}*]({article['url']})",
        f"*{data['title']}* by {', '.join(others)} and {last}, {data['publisher']['name']} ({data['year']}),",
        f"[doi:{data['doi']}](https://doi.org/{data['doi']}), {licence[1]}.",
    ]


def test_its_numbers_and_names_are_those_of_the_project() -> None:
    text = TEXT
    for fact in facts():
        assert fact in " ".join(text.split())
        text = re.sub(r"\s+".join(map(re.escape, fact.split())), "", text)
    rest = re.sub(r"(?ms)^(`{3,}).*?^\1$|`[^`]*`", "", text)
    assert re.findall(r".*\d.*", rest.replace("Table 5", "").replace("UTF-8", "")) == []


def test_the_citation_says_what_the_settings_say() -> None:
    given = settings.read(ROOT / "mkdocs.yml").given
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    home = (ROOT / "docs/index.md").read_text(encoding="utf-8").partition("\n# ")[2].partition("\n")[0]
    assert CITED["title"].lower() == f"{given['site_name']}: {home}".lower()
    assert TEXT.startswith(f"# {given['site_name']}\n\n{home}. ")
    assert CITED["abstract"] == given["site_description"] == project["description"]
    assert (CITED["version"], given["site_name"]) == (project["version"], project["name"])


def test_its_sample_is_run(forked) -> None:
    assert list(_readme(TEXT).samples()) == []


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("[39]{=cost(left)}", "[38]{=cost(left)}", "38 is stated, but cost(left) is 39"),
        ("rate=0.1", "rate=0.2", "−4.8 is stated"),
        ("(cost(left), cost(left_after))", "(cost(left_after), cost(left))", "goes back in time"),
        ("`[−4.8]{=left_after #case-2-step}`. Its", "`[−4.9]{=left_after #case-2-step}`. Its", "−4.9 is stated"),
        ("import cost, step", "import cost, stepp", 'the block "case-2" fails'),
    ],
)
def test_a_sample_that_is_wrong_is_named(forked, right, wrong, told) -> None:
    assert TEXT.count(right) == 1
    line = TEXT.count("\n", 0, TEXT.index(right)) + 1
    found = list(_readme(TEXT.replace(right, wrong)).samples())
    assert any(told in fault.message for fault in found), found
    assert {fault.path for fault in found} == {"README.md"}
    assert any(line <= fault.line <= line + 8 for fault in found)


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("lrbook fix", "lrbook mend", "invalid choice: 'mend'"),
        ("`--json`", "`--jsn`", "--jsn is nowhere"),
        ("`LRBOOK_CHROMIUM`", "`LRBOOK_CHROMIUN`", "LRBOOK_CHROMIUN"),
        ("`lrbook/mutation/equivalent.toml`", "`lrbook/mutation/equivalents.toml`", "equivalents.toml"),
        ("'.[test]'", "'.[tests]'", ".[tests] is nowhere"),
        ("(docs/manual.md)", "(docs/manuals.md)", "docs/manuals.md is nowhere"),
        ("10.24432/C52P4X)", "10.24432/C52P4Y)", "C52P4Y"),
        ("Python 3.11", "Python 3.15", "nothing in this project says 3.15"),
        ('prints = "4.8"', 'prints = "4.9"', "prints of case-2-step is '4.8'"),
        ('id = "case-2-step"\nsays', 'id = "case-2-stepp"\nsays', "no claim case-2-stepp"),
        (":8000/>", ":8001/>", ":8001/"),
    ],
)
def test_what_is_not_so_is_named(right, wrong, told) -> None:
    assert right in TEXT
    found = _said(TEXT.replace(right, wrong, 1))
    line = TEXT.count("\n", 0, TEXT.index(right)) + 1
    assert any(told in message and abs(at - line) <= 2 for at, message in found), found


def test_nearly_every_slip_is_caught() -> None:
    text = re.sub(r"(?s)````markdown.*?````", lambda sample: "\n" * sample[0].count("\n"), TEXT)
    slips = list(_slips(text))
    missed = [slip for slip, wrong in slips if not _said(wrong)]
    assert len(slips) - len(missed) >= 0.85 * len(slips) > 50, missed


def _slips(text: str) -> Iterator[tuple[str, str]]:
    """Yield README with a letter or a digit doubled, left out or changed in each of its codes, links and numbers."""
    chance = random.Random(14)
    spots = re.compile(
        r"`[^`\n]+`|\]\([^()\s]+\)|<http[^>]+>|(?m:^(?:id|says|prints|truth|why|verdict) = .*$)|\b\d[\d.]+\b"
    )
    for spot in spots.finditer(text):
        places = [n for n in range(spot.start(), spot.end()) if text[n].isalnum()]
        if places and not re.search(r"shown|my-book|given", spot[0]):
            n = chance.choice(places)
            other = chance.choice(["", text[n] * 2, "7" if text[n] != "7" else "1"])
            wrong = text[:n] + other + text[n + 1 :]
            yield f"{spot[0]} with {other!r} for {text[n]!r}", wrong
